// SPDX-License-Identifier: Apache-2.0

/// JSON as a value: objects keep the order in which they were written; read are whole numbers only.
public indirect enum JSONValue: Hashable, Sendable {
    /// Nothing; yes or no; a whole number; text.
    case null, bool(Bool), number(Int), string(String)
    /// A number of tenths, hundredths and so on, by how many places there are: 124 with one place is 12.4.
    case decimal(Int, places: Int)
    /// Values in order; named values in order, each name once.
    case array([JSONValue]), object([Member])

    /// A name and what stands at it.
    public struct Member: Hashable, Sendable {
        /// The name.
        public let name: String
        /// The value.
        public let value: JSONValue

        /// A member.
        public init(_ name: String, _ value: JSONValue) {
            self.name = name
            self.value = value
        }
    }

    /// The value at a name of an object; `nil` where there is none.
    public subscript(name: String) -> JSONValue? { members?.first { $0.name == name }?.value }

    /// The members of an object; `nil` for anything else.
    public var members: [Member]? {
        switch self {
        case .object(let members): members
        case .null, .bool, .number, .decimal, .string, .array: nil
        }
    }

    /// The values of an array; `nil` for anything else.
    public var values: [JSONValue]? {
        switch self {
        case .array(let values): values
        case .null, .bool, .number, .decimal, .string, .object: nil
        }
    }

    /// The text; `nil` for anything else.
    public var text: String? {
        switch self {
        case .string(let text): text
        case .null, .bool, .number, .decimal, .array, .object: nil
        }
    }

    /// The whole number; `nil` for anything else.
    public var wholeNumber: Int? {
        switch self {
        case .number(let number): number
        case .null, .bool, .decimal, .string, .array, .object: nil
        }
    }

    /// Yes or no; `nil` for anything else.
    public var truth: Bool? {
        switch self {
        case .bool(let truth): truth
        case .null, .number, .decimal, .string, .array, .object: nil
        }
    }

    /// An object of texts, in the order of their names, so that equal fields give equal bytes.
    public static func fields(_ fields: [String: String]) -> JSONValue {
        .object(
            fields.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
                .map { Member($0.key, .string($0.value)) })
    }

    /// The texts of an object of texts; `nil` for anything else.
    public var fields: [String: String]? {
        guard let members else { return nil }
        var fields: [String: String] = [:]
        for member in members {
            guard let text = member.value.text else { return nil }
            fields[member.name] = text
        }
        return fields
    }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral {
    /// Text.
    public init(stringLiteral value: String) { self = .string(value) }
    /// Values in order.
    public init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
    /// Named values in the order in which they are written.
    public init(dictionaryLiteral elements: (String, JSONValue)...) {
        self = .object(elements.map { Member($0.0, $0.1) })
    }
}
