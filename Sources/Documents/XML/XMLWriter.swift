// SPDX-License-Identifier: Apache-2.0

/// XML as it is written: every text and attribute is escaped here and nowhere else.
struct XMLWriter {
    private(set) var text: String

    /// A file that begins with the XML declaration.
    init() { text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" }

    /// Opens an element, writes what is inside, closes it.
    mutating func element(
        _ name: String, _ attributes: [(String, String)] = [], _ inside: (inout XMLWriter) -> Void = { _ in }
    ) {
        text += "<\(name)"
        for (key, value) in attributes { text += " \(key)=\"\(Self.escaped(value, inAttribute: true))\"" }
        text += ">"
        let before = text.utf8.count
        inside(&self)
        if text.utf8.count == before {
            text.removeLast()
            text += "/>"
        } else {
            text += "</\(name)>"
        }
    }

    /// An element that holds text alone.
    mutating func element(_ name: String, _ attributes: [(String, String)] = [], text content: String) {
        element(name, attributes) { $0.add(content) }
    }

    /// Text, escaped.
    mutating func add(_ content: String) { text += Self.escaped(content, inAttribute: false) }

    /// Markup of ours that needs no escaping: style sheets, never anything that came from outside.
    mutating func addFixed(_ markup: StaticString) { text += markup.description }

    /// The file as bytes.
    var bytes: [UInt8] { Array(text.utf8) }

    /// Text with its marks escaped; a character that XML cannot hold becomes the replacement character.
    static func escaped(_ content: String, inAttribute: Bool) -> String {
        var out = ""
        out.reserveCapacity(content.utf8.count + 16)
        for scalar in content.unicodeScalars {
            switch scalar {
            case "&": out += "&amp;"
            case "<": out += "&lt;"
            case ">": out += "&gt;"
            case "\"": out += inAttribute ? "&quot;" : "\""
            case "\r": out += "&#13;"
            case "\n", "\t": out += inAttribute ? "&#\(scalar.value);" : String(scalar)
            default: out.unicodeScalars.append(canHold(scalar) ? scalar : "\u{FFFD}")
            }
        }
        return out
    }

    /// Whether XML can hold a character at all.
    static func canHold(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x9, 0xA, 0xD: true
        case 0..<0x20, 0xFFFE, 0xFFFF: false
        default: true
        }
    }
}
