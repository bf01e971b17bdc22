// SPDX-License-Identifier: Apache-2.0
import EqualityDuty
import Foundation

/// Complete copies of a body: a backup is always one SQLite file, whichever engine it came from.
public enum Backup {
    private struct Batch: Sendable {
        let table: String
        let columns: [String]
        let rows: [[SQLValue]]
    }

    /// Copies every table into a new SQLite file.
    static func copy(from source: any Database, toSQLite path: String) async throws {
        let target = try SQLiteDatabase(path: path, creating: true)
        try await target.migrate(at: Instant(milliseconds: 0))
        try await fill(target, with: contents(of: source))
        // Copied once more as one closed file, without the companions of a database in use.
        let part = path + ".copy"
        try await target.backUp(to: part)
        await target.close()
        for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + suffix) }
        try FileManager.default.moveItem(atPath: part, toPath: path)
    }

    private static func contents(of source: any Database) async throws -> [Batch] {
        try await source.read { connection in
            try Migrations.tables.map { table in
                let names = table.columns.map(\.name)
                let list = names.joined(separator: ", ")
                let rows = try connection.rows(
                    SQL(ownText: "SELECT \(list) FROM \(table.name) ORDER BY \(table.copyOrder)"))
                return Batch(table: table.name, columns: names, rows: rows.map(\.values))
            }
        }
    }

    private static func fill(_ target: any Database, with batches: [Batch]) async throws {
        try await target.transaction { connection in
            for batch in batches {
                try connection.insert(into: batch.table, columns: batch.columns, rows: batch.rows)
            }
        }
    }

    /// Puts the content of a backup file into an empty database and returns how many rows each table has.
    ///
    /// Throws `refused` where the target already holds a body, and the schema's own failures for a file
    /// of another version or one that is damaged.
    @discardableResult
    public static func restore(
        _ path: String, into target: any Database, at now: Instant
    ) async throws -> [(table: String, rows: Int)] {
        let source = try SQLiteDatabase(path: path)
        try await source.requireCurrentSchema()
        try await target.migrate(at: now)
        guard try await target.rows("SELECT slug FROM body").isEmpty else {
            throw DatabaseFailure.refused("the place to restore to already holds a body")
        }
        try await fill(target, with: contents(of: source))
        await source.close()
        return try await counts(of: target)
    }

    /// How many rows each table holds, for comparing a copy with its source.
    public static func counts(of database: any Database) async throws -> [(table: String, rows: Int)] {
        try await database.read { connection in
            try Migrations.tables.map { table in
                (
                    table.name,
                    try connection.row(SQL(ownText: "SELECT COUNT(*) FROM \(table.name)"))?.int(0) ?? 0
                )
            }
        }
    }
}
