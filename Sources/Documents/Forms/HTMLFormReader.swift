// SPDX-License-Identifier: Apache-2.0

/// Reads back a form page: from the answers it saved itself, or as well as can be from a page that a browser saved.
public enum HTMLFormReader {
    /// The answers of a page that was written as a form; nothing in it is run.
    public static func answers(_ bytes: [UInt8]) throws(FileRefusal) -> FormAnswers {
        let limit = ZipLimits().bytes
        guard bytes.count <= limit else { throw .tooLarge(megabytes: limit >> 20) }
        guard String(validating: bytes, as: UTF8.self) != nil else {
            throw .unreadable("it is not written in UTF-8")
        }
        var page = HTMLScan(bytes)
        page.run()
        guard let json = page.answers else { throw .noForm }
        let value: JSONValue
        do throws(JSONProblem) {
            value = try JSONReader.value(json)
        } catch {
            throw .unreadable("its answers, \(error)")
        }
        guard value["format"]?.text == "dueregard-form", let body = value["body"]?.text,
            let template = value["template"]?.text, let version = value["templateVersion"]?.wholeNumber,
            var answers = value["answers"]?.fields
        else { throw .noForm }
        // The page's own script keeps the block up to date. Where it never ran, the controls may say more.
        if value["saved"]?.truth != true { answers.merge(page.fields) { _, control in control } }
        return FormAnswers(
            identity: FormDocument.Identity(
                body: body, template: template, templateVersion: version,
                assessment: value["assessment"]?.text ?? "",
                assessmentVersion: value["assessmentVersion"]?.wholeNumber ?? 0,
                exportedAt: value["exportedAt"]?.text ?? ""), answers: answers)
    }
}

/// The few things of a page that a form consists of, found in one pass over its bytes.
struct HTMLScan {
    private let bytes: [UInt8]
    private var at = 0
    /// The block of answers.
    private(set) var answers: [UInt8]?
    /// What the controls hold, by path.
    private(set) var fields: [String: String] = [:]
    private var group: (path: String, lines: [String])?

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    mutating func run() {
        while let open = bytes[at...].firstIndex(of: UInt8(ascii: "<")) {
            at = open + 1
            if bytes[at...].starts(with: "!--".utf8) {
                at = find("-->", from: at) ?? bytes.count
            } else if at < bytes.count, bytes[at] == UInt8(ascii: "/") {
                at += 1
                if name() == "fieldset", let done = group {
                    fields[done.path] = done.lines.joined(separator: "\n")
                    group = nil
                }
            } else {
                tag()
            }
        }
    }

    private mutating func tag() {
        let name = name()
        guard !name.isEmpty else { return }
        let attributes = attributes()
        switch name {
        case "script", "style", "title", "textarea":
            let end = find("</\(name)", from: at) ?? bytes.count
            let inside = bytes[at..<end]
            at = end
            if name == "script", attributes["id"] == "answers", answers == nil { answers = Array(inside) }
            if name == "textarea", let path = attributes["data-path"] {
                let text = Self.decoded(inside)
                fields[path] =
                    text.unicodeScalars.first == "\n" ? String(text.unicodeScalars.dropFirst()) : text
            }
        case "fieldset": if let path = attributes["data-path"] { group = (path, []) }
        case "input":
            if let path = attributes["data-path"] {
                fields[path] = attributes["value"] ?? ""
            } else if attributes["checked"] != nil, let value = attributes["value"], !value.isEmpty {
                group?.lines.append(value)
            }
        default: return
        }
    }

    private mutating func name() -> String {
        let start = at
        while at < bytes.count, Self.isWord(bytes[at]) { at += 1 }
        return String(decoding: bytes[start..<at], as: UTF8.self).lowercased()
    }

    private mutating func attributes() -> [String: String] {
        var found: [String: String] = [:]
        while at < bytes.count, bytes[at] != UInt8(ascii: ">") {
            let start = at
            while at < bytes.count, Self.isWord(bytes[at]) { at += 1 }
            guard at > start else {
                at += 1
                continue
            }
            let key = String(decoding: bytes[start..<at], as: UTF8.self).lowercased()
            skipSpace()
            var value = ""
            if at < bytes.count, bytes[at] == UInt8(ascii: "=") {
                at += 1
                skipSpace()
                value = attributeValue()
            }
            if found[key] == nil { found[key] = value }
        }
        at = min(at + 1, bytes.count)
        return found
    }

    private mutating func attributeValue() -> String {
        guard at < bytes.count else { return "" }
        let quote = bytes[at]
        if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
            let end = bytes[(at + 1)...].firstIndex(of: quote) ?? bytes.count
            defer { at = min(end + 1, bytes.count) }
            return Self.decoded(bytes[(at + 1)..<end])
        }
        let start = at
        while at < bytes.count, bytes[at] > 0x20, bytes[at] != UInt8(ascii: ">") { at += 1 }
        return Self.decoded(bytes[start..<at])
    }

    private mutating func skipSpace() { while at < bytes.count, bytes[at] <= 0x20 { at += 1 } }

    private static func isWord(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"):
            true
        default: false
        }
    }

    /// Where some letters stand next, capitals or not.
    private func find(_ text: String, from start: Int) -> Int? {
        let wanted = Array(text.utf8)
        var place = start
        while place + wanted.count <= bytes.count {
            let isHere = wanted.indices.allSatisfy {
                let byte = bytes[place + $0]
                return (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
                    ? byte | 0x20 == wanted[$0] : byte == wanted[$0]
            }
            if isHere { return place }
            place += 1
        }
        return nil
    }

    private static let names: [String: String] = [
        "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": "\u{A0}",
    ]

    private static func decoded(_ bytes: ArraySlice<UInt8>) -> String {
        guard bytes.contains(UInt8(ascii: "&")) else { return String(decoding: bytes, as: UTF8.self) }
        var out: [UInt8] = []
        var rest = bytes
        while let start = rest.firstIndex(of: UInt8(ascii: "&")) {
            out += rest[..<start]
            let end = rest[start...].prefix(12).firstIndex(of: UInt8(ascii: ";"))
            if let end, let text = character(String(decoding: rest[(start + 1)..<end], as: UTF8.self)) {
                out += text.utf8
                rest = rest[(end + 1)...]
            } else {
                out.append(UInt8(ascii: "&"))
                rest = rest[(start + 1)...]
            }
        }
        return String(decoding: out + rest, as: UTF8.self)
    }

    private static func character(_ name: String) -> String? {
        if let plain = names[name] { return plain }
        guard name.first == "#" else { return nil }
        let digits = name.dropFirst()
        let code =
            digits.first == "x" || digits.first == "X"
            ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
        return code.flatMap(Unicode.Scalar.init).map { String(Character($0)) }
    }
}
