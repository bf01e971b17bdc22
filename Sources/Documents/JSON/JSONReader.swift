// SPDX-License-Identifier: Apache-2.0

/// Where a JSON text stops making sense, and why.
public struct JSONProblem: Error, Hashable, Sendable, CustomStringConvertible {
    /// The line and the column, both counted from 1; the column counts bytes.
    public let line, column: Int
    /// What is wrong.
    public let text: String

    /// "Line 3, column 7: …".
    public var description: String { "Line \(line), column \(column): \(text)" }
}

/// Reads JSON strictly: nothing before or after the value, no name twice, no fraction, bounded depth and size.
public struct JSONReader {
    /// The largest text that is read where nothing else is said.
    public static let maximumBytes = 64 << 20
    /// The deepest nesting that is read.
    public static let maximumDepth = 64

    private let bytes: [UInt8]
    private var at = 0

    private init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// The value that the bytes write; `most` is how many bytes are read at most.
    public static func value(_ bytes: [UInt8], most: Int = maximumBytes) throws(JSONProblem) -> JSONValue {
        guard bytes.count <= most else {
            throw JSONProblem(line: 1, column: 1, text: "the file is larger than \(most >> 20) MB")
        }
        var reader = JSONReader(bytes)
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { reader.at = 3 }
        let value = try reader.value(depth: 0)
        reader.skipSpace()
        guard reader.at == bytes.count else {
            throw reader.problem("there is more after the end of the value")
        }
        return value
    }

    private func problem(_ text: String) -> JSONProblem {
        let before = bytes[..<min(at, bytes.count)]
        let line = before.count { $0 == 0x0A } + 1
        let start = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
        return JSONProblem(line: line, column: before.count - start + 1, text: text)
    }

    private mutating func skipSpace() {
        while at < bytes.count, [0x20, 0x0A, 0x0D, 0x09].contains(bytes[at]) { at += 1 }
    }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard at < bytes.count, bytes[at] == UInt8(ascii: character) else { return false }
        at += 1
        return true
    }

    private mutating func value(depth: Int) throws(JSONProblem) -> JSONValue {
        guard depth < Self.maximumDepth else { throw problem("the values lie too deep in each other") }
        skipSpace()
        guard at < bytes.count else { throw problem("the text ends where a value should stand") }
        switch bytes[at] {
        case UInt8(ascii: "{"): return try object(depth: depth)
        case UInt8(ascii: "["): return try array(depth: depth)
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number()
        default:
            for (word, value) in [("true", JSONValue.bool(true)), ("false", .bool(false)), ("null", .null)]
            where bytes[at...].starts(with: word.utf8) {
                at += word.utf8.count
                return value
            }
            throw problem("here should stand a value")
        }
    }

    private mutating func object(depth: Int) throws(JSONProblem) -> JSONValue {
        at += 1
        var members: [JSONValue.Member] = []
        var names: Set<String> = []
        skipSpace()
        if take("}") { return .object([]) }
        repeat {
            skipSpace()
            guard at < bytes.count, bytes[at] == UInt8(ascii: "\"") else {
                throw problem("here should stand a name in quotation marks")
            }
            let place = self
            let name = try string()
            guard names.insert(name).inserted else {
                throw place.problem("the name “\(name)” stands here twice")
            }
            skipSpace()
            guard take(":") else { throw problem("a colon is missing after “\(name)”") }
            members.append(JSONValue.Member(name, try value(depth: depth + 1)))
            skipSpace()
        } while take(",")
        guard take("}") else { throw problem("a comma or } is missing") }
        return .object(members)
    }

    private mutating func array(depth: Int) throws(JSONProblem) -> JSONValue {
        at += 1
        var values: [JSONValue] = []
        skipSpace()
        if take("]") { return .array([]) }
        repeat {
            values.append(try value(depth: depth + 1))
            skipSpace()
        } while take(",")
        guard take("]") else { throw problem("a comma or ] is missing") }
        return .array(values)
    }

    private mutating func number() throws(JSONProblem) -> JSONValue {
        let place = self
        let start = at
        while at < bytes.count, "+-.0123456789eE".utf8.contains(bytes[at]) { at += 1 }
        let text = String(decoding: bytes[start..<at], as: UTF8.self)
        guard let number = Int(text), String(number) == text else {
            throw place.problem("\(text) is no whole number that can be kept")
        }
        return .number(number)
    }

    private mutating func string() throws(JSONProblem) -> String {
        let place = self
        at += 1
        var text: [UInt8] = []
        while true {
            var end = at
            while end < bytes.count, bytes[end] != 0x22, bytes[end] != 0x5C, bytes[end] >= 0x20 { end += 1 }
            text += bytes[at..<end]
            at = end
            guard at < bytes.count else { throw place.problem("this text has no end") }
            guard bytes[at] >= 0x20 else { throw problem("a control character stands in a text as it is") }
            at += 1
            if bytes[at - 1] == 0x22 { break }
            try escape(into: &text)
        }
        guard let valid = String(validating: text, as: UTF8.self) else {
            throw place.problem("this text is not written in UTF-8")
        }
        return valid
    }

    private mutating func escape(into text: inout [UInt8]) throws(JSONProblem) {
        guard at < bytes.count else { throw problem("the text ends inside a value") }
        let mark = bytes[at]
        at += 1
        switch mark {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(mark)
        case UInt8(ascii: "n"): text.append(0x0A)
        case UInt8(ascii: "r"): text.append(0x0D)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "b"): text.append(0x08)
        case UInt8(ascii: "f"): text.append(0x0C)
        case UInt8(ascii: "u"):
            var code = try unit()
            if (0xD800..<0xDC00).contains(code), take("\\"), take("u") {
                let second = try unit()
                guard (0xDC00..<0xE000).contains(second) else { throw problem("half a character") }
                code = 0x10000 + (code - 0xD800) << 10 + (second - 0xDC00)
            }
            guard let scalar = Unicode.Scalar(code) else { throw problem("half a character") }
            text += Array(String(Character(scalar)).utf8)
        default: throw problem("“\\” stands before a character that it does not belong to")
        }
    }

    private mutating func unit() throws(JSONProblem) -> UInt32 {
        guard at + 4 <= bytes.count,
            let code = UInt32(String(decoding: bytes[at..<at + 4], as: UTF8.self), radix: 16),
            bytes[at] != UInt8(ascii: "+"), bytes[at] != UInt8(ascii: "-")
        else { throw problem("four hexadecimal digits are missing") }
        at += 4
        return code
    }
}
