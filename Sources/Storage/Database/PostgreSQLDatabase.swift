// SPDX-License-Identifier: Apache-2.0
import EqualityDuty
import Synchronization

/// A PostgreSQL server with a bounded set of connections, shared by all bodies on it.
public final class PostgreSQLServer: Sendable {
    private struct State {
        var idle: [PostgreSQLConnection] = []
        var open = 0
        var waiting: [CheckedContinuation<PostgreSQLConnection?, Never>] = []
    }
    private let address: String
    private let limit: Int
    private let state = Mutex(State())

    /// - Parameter address: a libpq connection text or `postgresql://` address.
    public init(address: String, connections limit: Int = 8) {
        self.address = address
        self.limit = limit
    }

    /// The bodies kept on this server, by slug.
    public func slugs() async throws -> [String] {
        let rows = try await with(schema: "") { connection in
            try connection.inTransaction(writing: false) { connection in
                try connection.rows(
                    """
                    SELECT schema_name FROM information_schema.schemata
                    WHERE schema_name LIKE 'body\\_%' ORDER BY schema_name
                    """)
            }
        }
        return rows.map { String($0.text(0).dropFirst(5)).replacing("_", with: "-") }
    }

    /// The database of a body; `creating` makes its schema.
    public func database(slug: String, creating: Bool = false) async throws -> PostgreSQLDatabase {
        let schema = Self.schema(of: slug)
        let exists = try await slugs().contains(slug)
        guard exists || creating else {
            throw DatabaseFailure.unavailable("there is no body \(slug) on this server")
        }
        if !exists { try await with(schema: "") { try $0.define("CREATE SCHEMA \(schema)") } }
        return PostgreSQLDatabase(server: self, schema: schema)
    }

    /// Removes a body with all its records; for tests and for restoring into an empty place.
    public func drop(slug: String) async throws {
        try await with(schema: "") { try $0.define("DROP SCHEMA IF EXISTS \(Self.schema(of: slug)) CASCADE") }
    }

    private static func schema(of slug: String) -> String {
        precondition(Body.isSlug(slug), "a schema name is made from a checked slug only")
        return "body_" + slug.replacing("-", with: "_")
    }

    /// Runs work on a connection. One that the server had closed meanwhile is given up with all that lie idle,
    /// and a fresh one tries: nothing had been begun.
    func with<Answer: Sendable>(
        schema: String, _ work: @escaping @Sendable (PostgreSQLConnection) throws -> Answer
    ) async throws -> Answer {
        for _ in 1...2 {
            do {
                return try await once(schema: schema, work)
            } catch is StaleConnection {
                closeIdle()
            }
        }
        throw DatabaseFailure.unavailable("the server closed the connection")
    }

    private func once<Answer: Sendable>(
        schema: String, _ work: @escaping @Sendable (PostgreSQLConnection) throws -> Answer
    ) async throws -> Answer {
        let connection = try await take()
        do {
            let answer = try await connection.onQueue(schema: schema, work)
            give(connection)
            return answer
        } catch {
            give(connection)
            throw error
        }
    }

    private func take() async throws -> PostgreSQLConnection {
        let given: PostgreSQLConnection? = await withCheckedContinuation { continuation in
            let (immediate, answer): (Bool, PostgreSQLConnection?) = state.withLock { state in
                if let idle = state.idle.popLast() { return (true, idle) }
                if state.open < limit {
                    state.open += 1
                    return (true, nil)
                }
                state.waiting.append(continuation)
                return (false, nil)
            }
            if immediate { continuation.resume(returning: answer) }
        }
        if let given { return given }
        do {
            return try await PostgreSQLConnection.connect(address)
        } catch {
            releasePlace()
            throw error
        }
    }

    private func give(_ connection: PostgreSQLConnection) {
        guard connection.isUsable else { return releasePlace() }
        let waiter = state.withLock { state -> CheckedContinuation<PostgreSQLConnection?, Never>? in
            if !state.waiting.isEmpty { return state.waiting.removeFirst() }
            state.idle.append(connection)
            return nil
        }
        waiter?.resume(returning: connection)
    }

    /// Gives up a place; whoever waits may open a connection of its own.
    private func releasePlace() {
        let waiter = state.withLock { state -> CheckedContinuation<PostgreSQLConnection?, Never>? in
            if !state.waiting.isEmpty { return state.waiting.removeFirst() }
            state.open -= 1
            return nil
        }
        waiter?.resume(returning: nil)
    }

    func closeIdle() {
        state.withLock { state in
            state.open -= state.idle.count
            state.idle.removeAll()
        }
    }
}

/// Lets one writer of this process through at a time, in the order of asking.
///
/// All writers of a body end in its log, so that side by side they would only undo each other; waiting
/// here they also leave the server's connections to readers. Other processes are met by trying again.
private final class Turn: Sendable {
    private struct State {
        var isTaken = false
        var waiting: [CheckedContinuation<Void, Never>] = []
    }
    private let state = Mutex(State())

    func take() async {
        await withCheckedContinuation { continuation in
            let isFree = state.withLock { state in
                if state.isTaken {
                    state.waiting.append(continuation)
                    return false
                }
                state.isTaken = true
                return true
            }
            if isFree { continuation.resume() }
        }
    }

    func give() {
        let next = state.withLock { state -> CheckedContinuation<Void, Never>? in
            if state.waiting.isEmpty {
                state.isTaken = false
                return nil
            }
            return state.waiting.removeFirst()
        }
        next?.resume()
    }
}

/// A body's database in one schema of a PostgreSQL server.
public final class PostgreSQLDatabase: Database {
    private let server: PostgreSQLServer
    private let schema: String
    private let writing = Turn()

    init(server: PostgreSQLServer, schema: String) {
        self.server = server
        self.schema = schema
    }

    /// Reads one state of the data in a transaction that cannot write.
    public func read<Answer: Sendable>(
        _ body: @escaping @Sendable (any Connection) throws -> Answer
    ) async throws -> Answer {
        try await again {
            try await self.server.with(schema: self.schema) { try $0.inTransaction(writing: false, body) }
        }
    }

    /// Writes in a serialisable transaction, one at a time through this object; repeats it after a conflict.
    public func transaction<Answer: Sendable>(
        _ body: @escaping @Sendable (any Connection) throws -> Answer
    ) async throws -> Answer {
        await writing.take()
        defer { writing.give() }
        return try await again {
            try await self.server.with(schema: self.schema) { try $0.inTransaction(writing: true, body) }
        }
    }

    /// Serialisation conflicts are met by doing the work again, a bounded number of times.
    private func again<Answer: Sendable>(_ work: () async throws -> Answer) async throws -> Answer {
        for round in 1...12 {
            do {
                return try await work()
            } catch is SerialisationConflict {
                try await Task.sleep(for: .milliseconds(Int.random(in: 1...(8 * round))))
            }
        }
        throw DatabaseFailure.unavailable("too many people are changing the same records; try again")
    }

    /// Writes a SQLite file with the content of every table.
    public func backUp(to path: String) async throws {
        try await Backup.copy(from: self, toSQLite: path)
    }

    public var description: String { "PostgreSQL schema \(schema)" }

    /// Closes the connections that nobody is using; other bodies of the same server share them.
    public func close() async { server.closeIdle() }
}
