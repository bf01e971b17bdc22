// SPDX-License-Identifier: Apache-2.0
import EqualityDuty

/// A body's database, on either engine.
public protocol Database: Sendable {
    /// Runs questions on one connection, seeing one state of the data.
    func read<Answer: Sendable>(
        _ body: @escaping @Sendable (any Connection) throws -> Answer
    ) async throws -> Answer

    /// Runs a transaction: all of it is kept, or none of it; returns only after commit.
    ///
    /// On PostgreSQL the body may run again after a serialisation conflict, so it must have no other effect.
    func transaction<Answer: Sendable>(
        _ body: @escaping @Sendable (any Connection) throws -> Answer
    ) async throws -> Answer

    /// Writes a complete copy while the database is in use.
    func backUp(to path: String) async throws

    /// What the database is, for people: the engine with its file or its schema.
    var description: String { get }

    /// Lets go of the connections, when nothing more will be asked.
    func close() async
}

/// A connection inside a read or a transaction.
public protocol Connection {
    /// All rows of an answer, held at once.
    func rows(_ sql: SQL) throws -> [Row]

    /// Gives the rows one at a time; SQLite reads them as it goes, PostgreSQL's answer is held until the last.
    func forEachRow(_ sql: SQL, _ body: (Row) throws -> Void) throws

    /// Runs a statement and returns how many rows it changed.
    @discardableResult
    func execute(_ sql: SQL) throws -> Int

    /// Inserts rows of equal width, as fast as the engine takes them.
    func insert(into table: String, columns: [String], rows: [[SQLValue]]) throws

    /// Runs a definition (CREATE, DROP …) that this module wrote.
    func define(_ statement: String) throws

    /// The words this engine uses for a column's kind.
    var dialect: Dialect { get }
}

extension Connection {
    /// The first row of an answer.
    public func row(_ sql: SQL) throws -> Row? { try rows(sql).first }
}

/// What keeps a database from doing what was asked.
public enum DatabaseFailure: Error, Hashable, Sendable, CustomStringConvertible {
    /// Not reachable now; trying again later may work.
    case unavailable(String)
    /// The disk is full: nothing was changed.
    case full
    /// A disk error was seen: no more writes until a restart.
    case writesStopped(String)
    /// A rule of the schema (unique, foreign key, check) refused the change.
    case refused(String)
    /// The database was made by a newer version of the program.
    case newerSchema(found: Int, known: Int)
    /// The database needs `dueregard migrate` first.
    case olderSchema(found: Int, known: Int)
    /// A fault of the engine, of the file or of the program, in words.
    case broken(String)

    public var description: String {
        switch self {
        case .unavailable(let why): "The database cannot be reached: \(why)"
        case .full: "The disk is full. Nothing was changed."
        case .writesStopped(let why):
            "Writing was stopped after a disk error (\(why)). Restart after checking the disk."
        case .refused(let why): "The database refused the change: \(why)"
        case .newerSchema(let found, let known):
            "The database is of a newer version (schema \(found); this program knows \(known)). Install the newer program."
        case .olderSchema(let found, let known):
            "The database is of an older version (schema \(found) of \(known)). Run: dueregard migrate"
        case .broken(let why): "The database reported a fault: \(why)"
        }
    }
}

/// A database with the log that every write leaves a line in.
public struct Recorder {
    let connection: any Connection
    let change: Change
}

extension Recorder {
    /// Writes all columns of one row anew.
    func overwrite(_ table: StaticString, columns: [String], values: [SQLValue], id: String) throws {
        var statement = SQL(ownText: "UPDATE \(table) SET ")
        for (index, pair) in zip(columns, values).enumerated() {
            statement = statement + SQL(ownText: (index == 0 ? "" : ", ") + pair.0 + " = ") + "\(pair.1)"
        }
        try connection.execute(statement + " WHERE id = \(id)")
    }
}

extension Database {
    /// Makes a change and writes its log entries in the same transaction; a change that logs nothing is refused.
    public func record<Answer: Sendable>(
        _ change: Change, _ body: @escaping @Sendable (Recorder) throws -> Answer
    ) async throws -> Answer {
        try await transaction { connection in
            if let key = change.key { try FormReceipt.take(key, change, connection) }
            let before = try LogStore.lastSequence(connection)
            let answer = try body(Recorder(connection: connection, change: change))
            guard try LogStore.lastSequence(connection) > before else {
                throw DatabaseFailure.broken("a change was about to be made without a log entry")
            }
            if let key = change.key { try FormReceipt.complete(key, connection) }
            return answer
        }
    }

    /// The same, or a rehearsal of it: everything is done, the answer kept, and the transaction rolled back.
    func record<Answer: Sendable>(
        _ change: Change, rehearsing: Bool, _ body: @escaping @Sendable (Recorder) throws -> Answer
    ) async throws -> Answer {
        do {
            return try await record(change) { recorder in
                let answer = try body(recorder)
                if rehearsing { throw Rehearsal(answer: answer) }
                return answer
            }
        } catch let rehearsal as Rehearsal<Answer> {
            return rehearsal.answer
        }
    }

    func rows(_ sql: SQL) async throws -> [Row] { try await read { try $0.rows(sql) } }
}

/// Ends a rehearsal, so that its transaction is rolled back.
private struct Rehearsal<Answer: Sendable>: Error {
    let answer: Answer
}

/// How an engine spells the kinds of columns.
public enum Dialect: Sendable {
    /// SQLite in one file, or a schema of a PostgreSQL server.
    case sqlite, postgreSQL
}
