// SPDX-License-Identifier: Apache-2.0

/// A request as the pages see it: decoded, bounded, without a socket.
public struct WebRequest: Sendable {
    /// The methods that are answered; every other is refused before it becomes a request.
    public enum Method: String, CaseIterable, Hashable, Sendable {
        /// Asks for a page or a file.
        case get = "GET"
        /// Asks for the headers of the same GET.
        case head = "HEAD"
        /// Sends a form.
        case post = "POST"
    }

    /// What the request wants done.
    public var method: Method
    /// The whole path, decoded, as its parts: `/thanet/office` is `["thanet", "office"]`.
    public var segments: [String]
    /// The path as it came, for going back to it.
    public var rawPath: String
    /// The part of the address after the question mark, as fields.
    public var query: FormFields
    /// Header names in lower case.
    public var headers: [String: String]
    /// The bytes that came with it; empty for GET and HEAD.
    public var body: [UInt8]
    /// The address of the other side.
    public var address: String

    /// A request for a target such as `/thanet/office?page=2`; header names are given in lower case.
    public init(
        _ method: Method, _ target: String, headers: [String: String] = [:], body: [UInt8] = [],
        address: String = "local"
    ) {
        let parts = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        let path = parts.first.map(String.init) ?? "/"
        self.method = method
        rawPath = path
        segments = path.split(separator: "/").map { FormFields.decoded($0, plusIsSpace: false) }
        query = FormFields(encoded: parts.count > 1 ? String(parts[1]) : "")
        self.headers = headers
        self.body = body
        self.address = address
    }

    /// The value of a cookie.
    public func cookie(_ name: String) -> String? {
        guard let header = headers["cookie"] else { return nil }
        for pair in header.split(separator: ";") {
            let parts = pair.split(separator: "=", maxSplits: 1)
            guard parts.count == 2, parts[0].trimmed == name else { continue }
            return parts[1].trimmed
        }
        return nil
    }

    /// The fields and files of the body, in either of the two forms that browsers send.
    public var form: (fields: FormFields, files: [UploadedFile]) {
        let type = headers["content-type"] ?? ""
        if type.hasPrefix("multipart/form-data"), let boundary = MultipartBody.boundary(of: type) {
            return MultipartBody.parse(body, boundary: boundary)
        }
        return (FormFields(encoded: String(decoding: body, as: UTF8.self)), [])
    }
}

extension Substring {
    var trimmed: String { String(self).trimmed }
}

extension String {
    /// Without white space at both ends.
    var trimmed: String {
        guard let first = firstIndex(where: { !$0.isWhitespace }) else { return "" }
        let last = lastIndex { !$0.isWhitespace } ?? first
        return String(self[first...last])
    }
}

/// The fields of a form or of an address, in their order; a name may come more than once.
public struct FormFields: Hashable, Sendable {
    /// One name and its value.
    public struct Field: Hashable, Sendable {
        /// The name as the form gives it.
        public let name: String
        /// The value as it was sent, without the control characters that no text needs.
        public let value: String

        /// A field; control characters that no text needs are left out of its value.
        public init(name: String, value: String) {
            self.name = name
            self.value = FormFields.cleaned(value)
        }
    }
    /// Every field, in the order in which it was sent.
    public var all: [Field]

    /// Fields already read.
    public init(_ all: [Field] = []) { self.all = all }

    /// Reads `a=1&b=2` with percent signs decoded.
    public init(encoded: String) {
        all = encoded.split(separator: "&").prefix(5_000).map { pair in
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            return Field(
                name: Self.decoded(parts[0], plusIsSpace: true),
                value: parts.count > 1 ? Self.decoded(parts[1], plusIsSpace: true) : "")
        }
    }

    /// The first value of a name, trimmed; empty where it is missing.
    public func text(_ name: String) -> String { raw(name).trimmed }

    /// The first value of a name as it was typed, with browser line breaks made plain.
    public func raw(_ name: String) -> String {
        (all.first { $0.name == name }?.value ?? "").replacing("\r\n", with: "\n")
    }

    /// Every value of a name, trimmed.
    public func values(_ name: String) -> [String] { all.filter { $0.name == name }.map { $0.value.trimmed } }

    /// Whether a name occurs at all, be its value empty or not.
    public func has(_ name: String) -> Bool { all.contains { $0.name == name } }

    /// A text that stands for bytes; two FNV-1a sums of 64 bits. It tells forms apart and protects nothing.
    static func digest(_ bytes: [UInt8]) -> String {
        var (one, two): (UInt64, UInt64) = (0xcbf2_9ce4_8422_2325, 0x9e37_79b9_7f4a_7c15)
        for byte in bytes {
            one = (one ^ UInt64(byte)) &* 0x0000_0100_0000_01b3
            two = (two &+ UInt64(byte)) &* 0x0000_0100_0000_01b3 ^ (two >> 29)
        }
        return String(one, radix: 16) + String(two, radix: 16)
    }

    /// Without the control characters that no text needs and databases cut at; tabs and line breaks stay.
    static func cleaned(_ text: String) -> String {
        let isNeeded = { (scalar: Unicode.Scalar) in
            scalar.value >= 32 && scalar.value != 127 || scalar == "\n" || scalar == "\t" || scalar == "\r"
        }
        guard !text.unicodeScalars.allSatisfy(isNeeded) else { return text }
        return String(String.UnicodeScalarView(text.unicodeScalars.filter(isNeeded)))
    }

    /// Undoes percent signs; one that is not followed by two hexadecimal figures stands for itself.
    static func decoded(_ text: Substring, plusIsSpace: Bool) -> String {
        let source = Array(text.utf8)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(source.count)
        var index = 0
        while index < source.count {
            let byte = source[index]
            if byte == 43, plusIsSpace {
                bytes.append(32)
            } else if byte == 37, index + 2 < source.count, let high = figure(source[index + 1]),
                let low = figure(source[index + 2])
            {
                bytes.append(high << 4 | low)
                index += 2
            } else {
                bytes.append(byte)
            }
            index += 1
        }
        return readable(bytes)
    }

    private static func figure(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 48...57: byte - 48
        case 65...70: byte - 55
        case 97...102: byte - 87
        default: nil
        }
    }

    /// Bytes as text; a NUL, which no database keeps, becomes the sign for what cannot be read.
    static func readable(_ bytes: [UInt8]) -> String {
        let text = String(decoding: bytes, as: UTF8.self)
        return bytes.contains(0) ? text.replacing("\u{0}", with: "\u{FFFD}") : text
    }

    /// Whether a byte stands for itself in an address: letters, figures and four signs.
    private static func isPlain(_ byte: UInt8) -> Bool {
        (97...122).contains(byte) || (48...57).contains(byte) || (65...90).contains(byte)
            || byte == 45 || byte == 46 || byte == 95 || byte == 126
    }

    /// A text made safe as a value in an address.
    public static func encoded(_ text: String) -> String {
        if text.utf8.allSatisfy(isPlain) { return text }
        let digits: StaticString = "0123456789ABCDEF"
        var out: [UInt8] = []
        out.reserveCapacity(text.utf8.count * 2)
        for byte in text.utf8 {
            if isPlain(byte) {
                out.append(byte)
            } else {
                out.append(UInt8(ascii: "%"))
                out.append(digits.utf8Start[Int(byte >> 4)])
                out.append(digits.utf8Start[Int(byte & 15)])
            }
        }
        return String(decoding: out, as: UTF8.self)
    }
}

/// A file that came with a form.
public struct UploadedFile: Hashable, Sendable {
    /// The name of the field in the form.
    public let field: String
    /// The name it had on the sender's machine, without folders; empty where nothing was selected.
    public let fileName: String
    /// The content as it was sent.
    public let bytes: [UInt8]
}
