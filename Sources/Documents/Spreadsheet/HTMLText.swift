// SPDX-License-Identifier: Apache-2.0

/// The words of a cell of a page: white space folded, paragraphs and breaks as line breaks.
struct HTMLCellText {
    private var lines: [String] = [""]
    private var mayFold = true

    mutating func add(_ raw: String) {
        for character in HTMLText.unescaped(raw) {
            if character.isWhitespace {
                if !mayFold { lines[lines.count - 1].append(" ") }
                mayFold = true
            } else {
                lines[lines.count - 1].append(character)
                mayFold = false
            }
        }
    }

    mutating func lineBreak() {
        lines.append("")
        mayFold = true
    }

    mutating func paragraph() {
        if !(lines.last ?? "").isEmpty { lineBreak() }
    }

    /// The words, without empty lines and space at their ends.
    var text: String {
        var kept = lines.map { line in line.last == " " ? String(line.dropLast()) : line }
        while let last = kept.last, last.isEmpty { kept.removeLast() }
        return kept.drop { $0.isEmpty }.joined(separator: "\n")
    }
}

/// What a page writes instead of letters.
enum HTMLText {
    private static let named: [String: String] = [
        "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": " ", "ndash": "–", "mdash": "—",
        "lsquo": "‘", "rsquo": "’", "ldquo": "“", "rdquo": "”", "bull": "•", "hellip": "…", "pound": "£",
        "euro": "€", "eacute": "é", "egrave": "è", "middot": "·", "shy": "", "frac12": "½", "deg": "°",
    ]

    /// A page as text: UTF-8, UTF-16 with a mark, or Windows-1252.
    static func decoded(_ bytes: [UInt8]) -> String {
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
            let isBig = bytes[0] == 0xFE
            let pairs = stride(from: 2, to: bytes.count - 1, by: 2).map {
                UInt16(bytes[$0]) << (isBig ? 8 : 0) | UInt16(bytes[$0 + 1]) << (isBig ? 0 : 8)
            }
            return String(decoding: pairs, as: UTF16.self)
        }
        if let text = String(validating: bytes, as: UTF8.self) { return text }
        var text = String.UnicodeScalarView()
        for byte in bytes { if let scalar = Unicode.Scalar(modern(UInt32(byte))) { text.append(scalar) } }
        return String(text)
    }

    private static func modern(_ value: UInt32) -> UInt32 {
        (0x80..<0xA0).contains(value) ? Windows1252.high[Int(value - 0x80)] : value
    }

    /// Text with its entities put back; unknown ones stay as they are.
    static func unescaped(_ raw: String) -> String {
        guard raw.utf8.contains(UInt8(ascii: "&")) else { return raw }
        var out = ""
        var rest = raw[...]
        while let mark = rest.firstIndex(of: "&") {
            out += rest[..<mark]
            rest = rest[mark...]
            let name = rest.dropFirst().prefix(12).prefix { $0 != ";" && $0 != "&" && !$0.isWhitespace }
            if let letters = letters(String(name)) {
                out += letters
                rest = rest.dropFirst(name.count + 1)
                if rest.first == ";" { rest.removeFirst() }
            } else {
                out.append("&")
                rest.removeFirst()
            }
        }
        return out + rest
    }

    private static func letters(_ name: String) -> String? {
        guard name.hasPrefix("#") else { return named[name] }
        let digits = name.dropFirst()
        let value =
            digits.lowercased().hasPrefix("x") ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
        guard let value, value > 0, let scalar = Unicode.Scalar(modern(value)) else { return nil }
        return value == 0xA0 ? " " : String(Character(scalar))
    }

    /// The number of an attribute of a tag; 1 where there is none.
    static func number(_ name: String, in tag: String, atMost limit: Int) -> Int {
        let lower = tag.lowercased()
        guard let found = lower.range(ofWord: name) else { return 1 }
        let digits = lower[found...].drop { !$0.isNumber }.prefix { $0.isNumber }
        return min(max(Int(digits) ?? 1, 1), limit)
    }
}

extension String {
    /// Where a word and an equals sign begin.
    fileprivate func range(ofWord word: String) -> Index? {
        var place = startIndex
        while place < endIndex {
            if self[place...].hasPrefix(word + "=") { return place }
            place = index(after: place)
        }
        return nil
    }
}
