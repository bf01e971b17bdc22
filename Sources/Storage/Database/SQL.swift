// SPDX-License-Identifier: Apache-2.0
import EqualityDuty

/// A value that goes into or comes out of the database.
public enum SQLValue: Hashable, Sendable {
    /// No value.
    case null
    /// A whole number; also days, moments and truth values.
    case integer(Int64)
    /// A number with a fraction.
    case real(Double)
    /// Text, which must not contain a NUL.
    case text(String)
    /// Bytes as they are.
    case blob([UInt8])

    /// Both engines take text as C strings: a NUL would cut off what follows it without a word.
    func refuseNUL() throws {
        guard case .text(let text) = self, text.utf8.contains(0) else { return }
        throw DatabaseFailure.refused("a text contains a NUL byte")
    }
}

/// A type that can be bound to a place in a statement.
public protocol SQLBindable {
    /// The value as the database keeps it.
    var sqlValue: SQLValue { get }
}

extension Int: SQLBindable { public var sqlValue: SQLValue { .integer(Int64(self)) } }
extension Double: SQLBindable { public var sqlValue: SQLValue { .real(self) } }
extension String: SQLBindable { public var sqlValue: SQLValue { .text(self) } }
extension Bool: SQLBindable { public var sqlValue: SQLValue { .integer(self ? 1 : 0) } }
extension CalendarDay: SQLBindable { public var sqlValue: SQLValue { .integer(Int64(dayNumber)) } }
extension Instant: SQLBindable { public var sqlValue: SQLValue { .integer(milliseconds) } }
extension SQLValue: SQLBindable { public var sqlValue: SQLValue { self } }
extension Optional: SQLBindable where Wrapped: SQLBindable {
    /// The value, or NULL where there is none.
    public var sqlValue: SQLValue { self?.sqlValue ?? .null }
}

/// A statement: literal text with bound values in between.
///
/// Text can only come from literals; every interpolated value becomes a binding, and an interpolated
/// `SQL` is joined in with its own bindings.
public struct SQL: ExpressibleByStringInterpolation, Sendable {
    enum Part: Sendable {
        case text(String)
        case value(SQLValue)
        /// A word for which the engines have different names.
        case dialect(sqlite: String, postgreSQL: String)
    }
    var parts: [Part]

    /// A statement of text alone, which the source code holds.
    public init(stringLiteral value: StaticString) { parts = [.text("\(value)")] }

    /// A statement with a binding for each interpolated value.
    public init(stringInterpolation: StringInterpolation) { parts = stringInterpolation.parts }

    /// For names that this module itself made (tables and columns of a description).
    init(ownText: String) { parts = [.text(ownText)] }

    /// What the compiler builds from an interpolated literal.
    public struct StringInterpolation: StringInterpolationProtocol {
        var parts: [Part] = []

        /// Starts empty, with room for the parts of the literal.
        public init(literalCapacity: Int, interpolationCount: Int) {
            parts.reserveCapacity(interpolationCount * 2 + 1)
        }

        /// Joins in text that the source code itself holds.
        public mutating func appendLiteral(_ literal: StaticString) {
            guard literal.utf8CodeUnitCount > 0 else { return }
            parts.append(.text("\(literal)"))
        }

        /// Binds a value; it never becomes text of the statement.
        public mutating func appendInterpolation(_ value: some SQLBindable) {
            parts.append(.value(value.sqlValue))
        }

        /// Binds NULL where there is no value.
        public mutating func appendInterpolation(_ value: (some SQLBindable)?) {
            parts.append(.value(value.sqlValue))
        }

        /// Joins in another statement with its own bindings.
        public mutating func appendInterpolation(_ sql: SQL) { parts += sql.parts }

        /// Values separated by commas, for `IN (…)`; an empty list binds one NULL, which matches nothing.
        public mutating func appendInterpolation(list: [String]) {
            guard !list.isEmpty else { return parts.append(.value(.null)) }
            for (index, value) in list.enumerated() {
                if index > 0 { parts.append(.text(", ")) }
                parts.append(.value(.text(value)))
            }
        }
    }

    static func + (left: SQL, right: SQL) -> SQL {
        var joined = left
        joined.parts += right.parts
        return joined
    }

    /// Joins conditions with AND; true where there are none.
    static func all(_ conditions: [SQL]) -> SQL {
        guard var joined = conditions.first else { return "1 = 1" }
        for condition in conditions.dropFirst() { joined = joined + " AND " + condition }
        return joined
    }

    /// Joins conditions with OR; false where there are none.
    static func any(_ conditions: [SQL]) -> SQL {
        guard var joined = conditions.first else { return "1 = 0" }
        for condition in conditions.dropFirst() { joined = joined + " OR " + condition }
        return joined
    }

    /// The place of one text inside another, counted from 1; 0 where it does not occur. Compares bytes.
    static let position = SQL(dialect: "instr", postgreSQL: "strpos")

    private init(dialect sqlite: String, postgreSQL: String) {
        parts = [.dialect(sqlite: sqlite, postgreSQL: postgreSQL)]
    }

    /// The text with numbered places (`$1` or `?1`) and the values in their order.
    func rendered(_ dialect: Dialect) -> (text: String, values: [SQLValue]) {
        let mark: Character = dialect == .sqlite ? "?" : "$"
        var text = ""
        var values: [SQLValue] = []
        for part in parts {
            switch part {
            case .text(let words): text += words
            case .dialect(let sqlite, let postgreSQL): text += dialect == .sqlite ? sqlite : postgreSQL
            case .value(let value):
                values.append(value)
                text.append(mark)
                text += String(values.count)
            }
        }
        return (text, values)
    }
}

/// One row of an answer; columns are read by position.
public struct Row: Sendable {
    let values: [SQLValue]

    /// The text of a column; empty for NULL.
    public func text(_ column: Int) -> String {
        switch values[column] {
        case .text(let text): text
        case .integer(let number): String(number)
        case .real(let number): String(number)
        case .null, .blob: ""
        }
    }

    /// The text of a column, or nil for NULL.
    public func optionalText(_ column: Int) -> String? { isNull(column) ? nil : text(column) }

    /// Whether a column holds no value.
    public func isNull(_ column: Int) -> Bool { values[column] == .null }

    /// The whole number of a column; 0 for NULL.
    public func int(_ column: Int) -> Int { optionalInt(column) ?? 0 }

    /// The whole number of a column; `nil` for NULL and for what is no number.
    public func optionalInt(_ column: Int) -> Int? {
        switch values[column] {
        case .integer(let number): Int(number)
        case .real(let number): Int(number)
        case .text(let text): Int(text)
        case .null, .blob: nil
        }
    }

    /// A number with a fraction; `nil` for NULL and for text that is none.
    public func optionalReal(_ column: Int) -> Double? {
        switch values[column] {
        case .integer(let number): Double(number)
        case .real(let number): number
        case .text(let text): Double(text)
        case .null, .blob: nil
        }
    }

    /// Whether a column holds a number other than 0; false for NULL.
    public func bool(_ column: Int) -> Bool { int(column) != 0 }

    /// The day of a column that holds a day number; `nil` for NULL.
    public func day(_ column: Int) -> CalendarDay? { optionalInt(column).map { CalendarDay(dayNumber: $0) } }

    /// The moment of a column that holds milliseconds; the start of 1970 for NULL.
    public func instant(_ column: Int) -> Instant { Instant(milliseconds: Int64(int(column))) }

    /// The bytes of a column, those of a text in UTF-8; empty for NULL and numbers.
    public func bytes(_ column: Int) -> [UInt8] {
        switch values[column] {
        case .blob(let bytes): bytes
        case .text(let text): Array(text.utf8)
        case .null, .integer, .real: []
        }
    }
}
