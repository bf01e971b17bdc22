// SPDX-License-Identifier: Apache-2.0

/// Markup that is safe to send: every `String` put into it has been escaped.
///
/// Write it as a literal. Literal parts go through word for word, `\(String)` is escaped for text and
/// for quoted attributes, `\(HTML)` and components pass unchanged. The literal type is `StaticString`,
/// so a variable can never be mistaken for markup.
public struct HTML: ExpressibleByStringInterpolation, Hashable, Sendable {
    /// The markup as UTF-8.
    public private(set) var bytes: [UInt8]

    /// Makes markup with nothing in it.
    public init() { bytes = [] }

    /// Makes markup from a literal in the source code.
    public init(stringLiteral literal: StaticString) {
        bytes = literal.withUTF8Buffer { Array($0) }
    }

    /// Makes markup from a literal with values in it.
    public init(stringInterpolation: StringInterpolation) { bytes = stringInterpolation.html.bytes }

    /// Makes markup that shows the text as it stands.
    public init(text: String) {
        bytes = []
        append(text: text)
    }

    /// Whether there is no markup at all.
    public var isEmpty: Bool { bytes.isEmpty }

    /// The markup as a string, for tests and for people.
    public var text: String { String(decoding: bytes, as: UTF8.self) }

    /// Keeps room for markup of about this many bytes.
    public mutating func reserveCapacity(_ count: Int) { bytes.reserveCapacity(count) }

    /// Adds a literal from the source code.
    public mutating func append(literal: StaticString) {
        literal.withUTF8Buffer { bytes.append(contentsOf: $0) }
    }

    /// Adds other markup.
    public mutating func append(_ other: HTML) { bytes.append(contentsOf: other.bytes) }

    /// Adds text, escaped so that it is safe between tags and inside quoted attributes.
    public mutating func append(text: String) {
        var text = text
        text.withUTF8 { escape($0) }
    }

    /// Adds a whole number as plain digits, for attributes and counts under a thousand.
    public mutating func append(_ number: Int) {
        if (0...9).contains(number) {
            bytes.append(UInt8(48 + number))
        } else {
            bytes.append(contentsOf: String(number).utf8)
        }
    }

    private mutating func escape(_ text: UnsafeBufferPointer<UInt8>) {
        var start = 0
        for index in text.indices {
            let entity: StaticString
            switch text[index] {
            case UInt8(ascii: "&"): entity = "&amp;"
            case UInt8(ascii: "<"): entity = "&lt;"
            case UInt8(ascii: ">"): entity = "&gt;"
            case UInt8(ascii: "\""): entity = "&quot;"
            case UInt8(ascii: "'"): entity = "&#39;"
            // Characters that no page may hold, such as those of a binary file read as text.
            case 0...8, 11, 12, 14...31, 127: entity = "\u{FFFD}"
            default: continue
            }
            bytes.append(contentsOf: text[start..<index])
            append(literal: entity)
            start = index + 1
        }
        bytes.append(contentsOf: text[start...])
    }
}

extension HTML {
    /// Makes markup from words fixed in the source code, where a literal cannot be written.
    public init(trustedMarkup: StaticString) { self.init(stringLiteral: trustedMarkup) }

    /// Takes up markup that was rendered earlier and stored byte for byte, such as a published page.
    ///
    /// This is the one door past escaping. Never hand it anything a person typed or a file contained.
    public init(storedArtefact bytes: [UInt8]) { self.bytes = bytes }
}

extension HTML {
    /// Collects the parts of an interpolated literal in one buffer.
    public struct StringInterpolation: StringInterpolationProtocol {
        var html = HTML()

        /// Starts an empty buffer of about the right size.
        public init(literalCapacity: Int, interpolationCount: Int) {
            html.reserveCapacity(literalCapacity + interpolationCount * 32)
        }

        /// Adds a literal part.
        public mutating func appendLiteral(_ literal: StaticString) { html.append(literal: literal) }
        /// Adds text, escaped.
        public mutating func appendInterpolation(_ text: String) { html.append(text: text) }
        /// Adds a part of a text, escaped.
        public mutating func appendInterpolation(_ text: Substring) { html.append(text: String(text)) }
        /// Adds a whole number.
        public mutating func appendInterpolation(_ number: Int) { html.append(number) }
        /// Adds markup unchanged.
        public mutating func appendInterpolation(_ other: HTML) { html.append(other) }
        /// Adds markup if there is any.
        public mutating func appendInterpolation(_ other: HTML?) {
            if let other { html.append(other) }
        }
        /// Adds one piece of markup after another.
        public mutating func appendInterpolation(_ parts: [HTML]) {
            for part in parts { html.append(part) }
        }
        /// Adds a component.
        public mutating func appendInterpolation(_ component: some Component) { html.append(component.html) }
        /// Adds a component if there is one.
        public mutating func appendInterpolation<Part: Component>(_ component: Part?) {
            if let component { html.append(component.html) }
        }
        /// Adds components one after another.
        public mutating func appendInterpolation(_ components: [some Component]) {
            for component in components { html.append(component.html) }
        }
        /// Adds words fixed in the source code, such as the name of an element.
        public mutating func appendInterpolation(trusted literal: StaticString) {
            html.append(literal: literal)
        }
    }

    /// Joins two pieces of markup.
    public static func + (left: HTML, right: HTML) -> HTML {
        var sum = left
        sum.append(right)
        return sum
    }

    /// Adds markup at the end.
    public static func += (left: inout HTML, right: HTML) { left.append(right) }
}

extension Sequence<HTML> {
    /// All pieces as one, with the separator between them.
    public func joined(separator: HTML = HTML()) -> HTML {
        var sum = HTML()
        for (index, part) in enumerated() {
            if index > 0 { sum.append(separator) }
            sum.append(part)
        }
        return sum
    }
}
