// SPDX-License-Identifier: Apache-2.0
import EqualityDuty
import Foundation
import GRDB
import Synchronization

/// A body's database in one SQLite file, written through (`synchronous=FULL`) before anything is acknowledged.
public final class SQLiteDatabase: Database {
    private let pool: any DatabaseWriter
    private let path: String
    private let stopped = Mutex<String?>(nil)

    /// Opens the file; makes it where `creating` allows. A read-only one is never written, not even beside itself,
    /// so it may lie on a read-only disk if it is a copy that `backUp` made.
    public init(path: String, creating: Bool = false, readOnly: Bool = false) throws {
        self.path = path
        if !creating, !FileManager.default.fileExists(atPath: path) {
            throw DatabaseFailure.unavailable("there is no database at \(path)")
        }
        var configuration = Configuration()
        configuration.busyMode = .timeout(5)
        configuration.maximumReaderCount = 4
        configuration.prepareDatabase { database in
            try database.execute(sql: "PRAGMA cache_size = -4000")
        }
        do {
            if readOnly {
                configuration.readonly = true
                pool = try DatabaseQueue(path: path, configuration: configuration)
                return
            }
            pool = try DatabasePool(path: path, configuration: configuration)
            // Only now: opening a pool sets NORMAL itself, under which a power cut loses what was acknowledged.
            try pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
        } catch {
            throw Self.failure(error)
        }
    }

    /// Reads one state of the data, while others may write.
    public func read<Answer: Sendable>(
        _ body: @escaping @Sendable (any Connection) throws -> Answer
    ) async throws -> Answer {
        do {
            return try await pool.read { try body(SQLiteConnection(database: $0)) }
        } catch {
            throw Self.failure(error)
        }
    }

    /// Writes as the only writer; once the disk has failed a write, throws `writesStopped` ever after.
    public func transaction<Answer: Sendable>(
        _ body: @escaping @Sendable (any Connection) throws -> Answer
    ) async throws -> Answer {
        if let why = stopped.withLock({ $0 }) { throw DatabaseFailure.writesStopped(why) }
        do {
            return try await pool.write { try body(SQLiteConnection(database: $0)) }
        } catch {
            let failure = Self.failure(error)
            // A failed sync may be reported once and then look successful: never write again in this process.
            if case DatabaseFailure.writesStopped(let why) = failure { stopped.withLock { $0 = why } }
            throw failure
        }
    }

    /// Copies the database while it is in use, into one file without companions.
    public func backUp(to path: String) async throws {
        do {
            let copy = try DatabaseQueue(path: path)
            let source = pool
            try await Task.detached { try source.backup(to: copy) }.value
            // One file without companions: it can be moved, read from a read-only disk and summed.
            try await copy.writeWithoutTransaction { try $0.execute(sql: "PRAGMA journal_mode = DELETE") }
            try copy.close()
        } catch {
            throw Self.failure(error)
        }
    }

    /// Reads the whole file and throws `broken` where its structure is damaged.
    public func checkIntegrity() async throws {
        let words = try await read { try $0.rows("PRAGMA integrity_check") }.first?.text(0) ?? ""
        guard words == "ok" else { throw DatabaseFailure.broken("the file is damaged: \(words)") }
    }

    public var description: String { "SQLite file \(path)" }

    /// Closes the file.
    public func close() async { try? pool.close() }

    private static func failure(_ error: any Error) -> any Error {
        guard let error = error as? GRDB.DatabaseError else { return error }
        let message = error.message ?? "\(error.resultCode)"
        switch error.resultCode {
        case .SQLITE_FULL: return DatabaseFailure.full
        case .SQLITE_CONSTRAINT: return DatabaseFailure.refused(message)
        case .SQLITE_CANTOPEN, .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_BUSY, .SQLITE_LOCKED:
            return DatabaseFailure.unavailable(message)
        case .SQLITE_IOERR:
            let isSync =
                error.extendedResultCode == .SQLITE_IOERR_FSYNC
                || error.extendedResultCode == .SQLITE_IOERR_DIR_FSYNC
                || error.extendedResultCode == .SQLITE_IOERR_WRITE
            return isSync ? DatabaseFailure.writesStopped(message) : DatabaseFailure.broken(message)
        case .SQLITE_NOTADB, .SQLITE_CORRUPT:
            return DatabaseFailure.broken("the file is damaged or not a database")
        default: return DatabaseFailure.broken(message)
        }
    }
}

private struct SQLiteConnection: Connection {
    let database: GRDB.Database

    var dialect: Dialect { .sqlite }

    func rows(_ sql: SQL) throws -> [Row] {
        var rows: [Row] = []
        try forEachRow(sql) { rows.append($0) }
        return rows
    }

    func forEachRow(_ sql: SQL, _ body: (Row) throws -> Void) throws {
        let (statement, arguments) = try prepared(sql)
        let cursor = try GRDB.Row.fetchCursor(statement, arguments: arguments)
        let width = statement.columnCount
        while let row = try cursor.next() {
            var values: [SQLValue] = []
            values.reserveCapacity(width)
            // Not by subscript: that decodes through generic types, at twice the time.
            for value in row.databaseValues { values.append(Self.value(value)) }
            try body(Row(values: values))
        }
    }

    func execute(_ sql: SQL) throws -> Int {
        let (statement, arguments) = try prepared(sql)
        try statement.execute(arguments: arguments)
        return database.changesCount
    }

    func insert(into table: String, columns: [String], rows: [[SQLValue]]) throws {
        let places = (1...columns.count).map { "?\($0)" }.joined(separator: ", ")
        let statement = try database.cachedStatement(
            sql: "INSERT INTO \(table) (\(columns.joined(separator: ", "))) VALUES (\(places))")
        for row in rows { try statement.execute(arguments: StatementArguments(try row.map(Self.argument))) }
    }

    func define(_ statement: String) throws { try database.execute(sql: statement) }

    private func prepared(_ sql: SQL) throws -> (Statement, StatementArguments) {
        let (text, values) = sql.rendered(.sqlite)
        return (try database.cachedStatement(sql: text), StatementArguments(try values.map(Self.argument)))
    }

    private static func argument(_ value: SQLValue) throws -> DatabaseValue {
        try value.refuseNUL()
        return switch value {
        case .null: .null
        case .integer(let number): number.databaseValue
        case .real(let number): number.databaseValue
        case .text(let text): text.databaseValue
        case .blob(let bytes): Data(bytes).databaseValue
        }
    }

    private static func value(_ value: DatabaseValue) -> SQLValue {
        switch value.storage {
        case .null: .null
        case .int64(let number): .integer(number)
        case .double(let number): .real(number)
        case .string(let text): .text(text)
        case .blob(let data): .blob([UInt8](data))
        }
    }
}
