// SPDX-License-Identifier: Apache-2.0

/// A table, described once and spelt out for either engine.
///
/// Kinds of columns differ between the engines (an `INTEGER` has 64 bits on one and 32 on the other), so
/// definitions are made from descriptions, not written as text.
struct TableDescription: Sendable {
    struct Column: Sendable {
        enum Kind: Sendable { case text, integer, real, blob }
        let name: String
        let kind: Kind
        var isOptional = false
        var check: String?
        var defaultValue: String?

        static func text(_ name: String, check: String? = nil, defaultValue: String? = nil) -> Column {
            Column(name: name, kind: .text, check: check, defaultValue: defaultValue)
        }
        static func integer(_ name: String, check: String? = nil, defaultValue: String? = nil) -> Column {
            Column(name: name, kind: .integer, check: check, defaultValue: defaultValue)
        }
        static func real(_ name: String) -> Column { Column(name: name, kind: .real) }
        static func blob(_ name: String) -> Column { Column(name: name, kind: .blob) }

        /// The same column where NULL means "not known".
        var optional: Column {
            var column = self
            column.isOptional = true
            return column
        }
    }

    let name: String
    var columns: [Column]
    let primaryKey: [String]
    var unique: [[String]] = []
    /// Column, table, column: the row there must exist.
    var references: [(column: String, table: String, key: String)] = []
    var indexes: [[String]] = []

    /// An order in which rows can be copied: those that others refer to come first.
    var copyOrder: String { name == "unit" ? "kind, id" : primaryKey.joined(separator: ", ") }

    /// The statements that make the table and its indexes.
    func statements(_ dialect: Dialect) -> [String] {
        var lines = columns.map { Self.definition(of: $0, dialect) }
        lines.append("PRIMARY KEY (\(primaryKey.joined(separator: ", ")))")
        lines += unique.map { "UNIQUE (\($0.joined(separator: ", ")))" }
        lines += references.map { "FOREIGN KEY (\($0.column)) REFERENCES \($0.table) (\($0.key))" }
        let ending = dialect == .sqlite ? ") STRICT" : ")"
        let body = lines.map { "    \($0)" }.joined(separator: ",\n")
        let table = "CREATE TABLE \(name) (\n\(body)\n\(ending)"
        return [table]
            + indexes.map { columns in
                "CREATE INDEX \(name)_\(columns.joined(separator: "_")) ON \(name) (\(columns.joined(separator: ", ")))"
            }
    }

    static func definition(of column: Column, _ dialect: Dialect) -> String {
        let kind: String
        switch (column.kind, dialect) {
        case (.text, .sqlite): kind = "TEXT"
        // Sorted by bytes, as SQLite sorts: lists come in the same order whatever the server's own language.
        case (.text, .postgreSQL): kind = "TEXT COLLATE \"C\""
        case (.integer, .sqlite): kind = "INTEGER"
        case (.integer, .postgreSQL): kind = "BIGINT"
        case (.real, .sqlite): kind = "REAL"
        case (.real, .postgreSQL): kind = "DOUBLE PRECISION"
        case (.blob, .sqlite): kind = "BLOB"
        case (.blob, .postgreSQL): kind = "BYTEA"
        }
        var words = "\(column.name) \(kind)"
        if !column.isOptional { words += " NOT NULL" }
        if let value = column.defaultValue { words += " DEFAULT \(value)" }
        if let check = column.check { words += " CHECK (\(check))" }
        return words
    }
}
