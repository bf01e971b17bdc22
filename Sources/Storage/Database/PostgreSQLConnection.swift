// SPDX-License-Identifier: Apache-2.0
import CPostgreSQL
import Dispatch
import EqualityDuty

/// One connection to PostgreSQL with its own serial queue; libpq blocks, so it never runs on Swift's own threads.
///
/// Unchecked: every member is touched on `queue` only, or before the connection is shared.
final class PostgreSQLConnection: Connection, @unchecked Sendable {
    private let handle: OpaquePointer
    private let queue = DispatchQueue(label: "dueregard.postgresql")
    private var schema = ""
    private var prepared: [String: String] = [:]
    private var isGone = false

    var dialect: Dialect { .postgreSQL }

    private init(handle: OpaquePointer) {
        self.handle = handle
        // What the server says on its own account would be written among the program's own lines.
        PQsetNoticeProcessor(handle, { _, _ in }, nil)
    }

    deinit { PQfinish(handle) }

    /// Connects; throws `unavailable` with libpq's words.
    static func connect(_ address: String) async throws -> PostgreSQLConnection {
        try await withCheckedThrowingContinuation { continuation in
            DispatchQueue.global().async {
                guard let handle = Self.open(address) else {
                    return continuation.resume(throwing: DatabaseFailure.unavailable("out of memory"))
                }
                let connection = PostgreSQLConnection(handle: handle)
                guard PQstatus(handle) == CONNECTION_OK else {
                    return continuation.resume(throwing: DatabaseFailure.unavailable(connection.lastMessage))
                }
                continuation.resume(returning: connection)
            }
        }
    }

    /// The address may be a connection text or a `postgresql://` address; a server that is gone is given up after 5 s.
    private static func open(_ address: String) -> OpaquePointer? {
        address.withCString { target in
            "5".withCString { seconds in
                "dbname".withCString { dbname in
                    "connect_timeout".withCString { timeout in
                        PQconnectdbParams([dbname, timeout, nil], [target, seconds, nil], 1)
                    }
                }
            }
        }
    }

    /// False once the server was seen to be gone, which libpq's own status tells only one call later.
    var isUsable: Bool { !isGone && PQstatus(handle) == CONNECTION_OK }

    /// Runs work on the connection's queue, with the schema of one body in force.
    func onQueue<Answer: Sendable>(
        schema wanted: String, _ work: @escaping @Sendable (PostgreSQLConnection) throws -> Answer
    ) async throws -> Answer {
        try await withCheckedThrowingContinuation { continuation in
            queue.async {
                continuation.resume(
                    with: Result {
                        try self.use(schema: wanted)
                        return try work(self)
                    })
            }
        }
    }

    private func use(schema wanted: String) throws {
        guard schema != wanted else { return }
        do {
            try setUp(wanted)
        } catch DatabaseFailure.unavailable {
            throw StaleConnection()
        }
    }

    private func setUp(_ wanted: String) throws {
        try define("SET search_path TO \(wanted.isEmpty ? "public" : wanted)")
        try define("SET synchronous_commit TO on")
        try define("SET client_min_messages TO warning")
        schema = wanted
    }

    /// BEGIN, the work, COMMIT; ROLLBACK where the work throws.
    func inTransaction<Answer>(
        writing: Bool, _ body: (any Connection) throws -> Answer
    ) throws -> Answer {
        do {
            try define(
                writing
                    ? "BEGIN ISOLATION LEVEL SERIALIZABLE" : "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
            )
        } catch DatabaseFailure.unavailable {
            // The server closed an idle connection: nothing was begun, so a fresh one may try.
            throw StaleConnection()
        }
        do {
            let answer = try body(self)
            // A transaction in which a statement failed answers COMMIT with ROLLBACK, without an error.
            let ending = QueryResult(PQexec(handle, "COMMIT"))
            try check(ending)
            guard String(cString: PQcmdStatus(ending.pointer)) == "COMMIT" else {
                throw DatabaseFailure.broken("the transaction could not be kept")
            }
            return answer
        } catch {
            try? define("ROLLBACK")
            throw error
        }
    }

    func rows(_ sql: SQL) throws -> [Row] {
        var rows: [Row] = []
        try forEachRow(sql) { rows.append($0) }
        return rows
    }

    func forEachRow(_ sql: SQL, _ body: (Row) throws -> Void) throws {
        let result = try run(sql)
        let width = PQnfields(result.pointer)
        let kinds = (0..<width).map { PQftype(result.pointer, $0) }
        for index in 0..<PQntuples(result.pointer) {
            let values = (0..<width).map { column in
                value(of: result.pointer, row: index, column: column, kind: kinds[Int(column)])
            }
            try body(Row(values: values))
        }
    }

    func execute(_ sql: SQL) throws -> Int {
        let result = try run(sql)
        return Int(String(cString: PQcmdTuples(result.pointer))) ?? 0
    }

    func insert(into table: String, columns: [String], rows: [[SQLValue]]) throws {
        // libpq takes at most 65,535 parameters; a few hundred rows a statement save the round trips.
        let height = max(1, min(500, 60_000 / columns.count))
        var start = 0
        while start < rows.count {
            let slice = rows[start..<min(start + height, rows.count)]
            var sql = SQL(ownText: "INSERT INTO \(table) (\(columns.joined(separator: ", "))) VALUES ")
            for (index, row) in slice.enumerated() {
                sql.parts.append(.text(index == 0 ? "(" : ", ("))
                for (column, value) in row.enumerated() {
                    if column > 0 { sql.parts.append(.text(", ")) }
                    sql.parts.append(.value(value))
                }
                sql.parts.append(.text(")"))
            }
            // Not prepared: the text is long and differs from slice to slice.
            _ = try run(sql, isPrepared: false)
            start += height
        }
    }

    func define(_ statement: String) throws {
        let result = QueryResult(PQexec(handle, statement))
        try check(result)
    }

    private func run(_ sql: SQL, isPrepared: Bool = true) throws -> QueryResult {
        let (text, values) = sql.rendered(.postgreSQL)
        let name = isPrepared ? try preparedName(text, values) : ""
        var texts: [[CChar]?] = []
        var formats: [Int32] = []
        for value in values {
            try value.refuseNUL()
            let (bytes, format) = Self.parameter(value)
            texts.append(bytes)
            formats.append(format)
        }
        let lengths = zip(texts, formats).map { text, format in format == 1 ? Int32(text?.count ?? 0) : 0 }
        let result = withPointers(to: texts) { pointers in
            isPrepared
                ? QueryResult(
                    PQexecPrepared(handle, name, Int32(values.count), pointers, lengths, formats, 0))
                : QueryResult(
                    PQexecParams(
                        handle, text, Int32(values.count), values.map(Self.kind), pointers, lengths, formats,
                        0))
        }
        try check(result)
        return result
    }

    private func preparedName(_ text: String, _ values: [SQLValue]) throws -> String {
        // The kinds belong to the name: the same text may be bound to a number now and to NULL later.
        let kinds = values.map(Self.kind)
        let key = "\(schema)|\(kinds.map(String.init).joined(separator: ","))|\(text)"
        if let name = prepared[key] { return name }
        if prepared.count >= 400 {
            try define("DEALLOCATE ALL")
            prepared.removeAll()
        }
        let name = "s\(prepared.count)"
        try check(QueryResult(PQprepare(handle, name, text, Int32(kinds.count), kinds)))
        prepared[key] = name
        return name
    }

    private func check(_ result: QueryResult) throws {
        switch PQresultStatus(result.pointer) {
        case PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_EMPTY_QUERY: return
        default: break
        }
        let state = PQresultErrorField(result.pointer, 67).map { String(cString: $0) } ?? ""
        let message = PQresultErrorMessage(result.pointer).map { String(cString: $0) } ?? lastMessage
        let line = Self.firstLine(message)
        // An error without a state comes from libpq itself: the server no longer answers.
        if state.isEmpty || state.hasPrefix("57P0") || PQstatus(handle) != CONNECTION_OK {
            isGone = true
            throw DatabaseFailure.unavailable(line)
        }
        switch state {
        case "40001", "40P01": throw SerialisationConflict()
        case "53100": throw DatabaseFailure.full
        case _ where state.hasPrefix("23"): throw DatabaseFailure.refused(line)
        case _ where state.hasPrefix("53") || state.hasPrefix("08"): throw DatabaseFailure.unavailable(line)
        default: throw DatabaseFailure.broken(line)
        }
    }

    private var lastMessage: String { Self.firstLine(String(cString: PQerrorMessage(handle))) }

    private static func firstLine(_ message: String) -> String {
        message.split(separator: "\n").first.map(String.init) ?? message
    }
}

/// Two transactions touched the same rows; the work is done again.
struct SerialisationConflict: Error {}

/// The connection had gone before anything was begun on it.
struct StaleConnection: Error {}

/// A libpq result that frees itself.
private final class QueryResult {
    let pointer: OpaquePointer?
    init(_ pointer: OpaquePointer?) { self.pointer = pointer }
    deinit { PQclear(pointer) }
}

extension PostgreSQLConnection {
    private static func kind(_ value: SQLValue) -> Oid {
        switch value {
        case .null: 0
        case .integer: 20
        case .real: 701
        case .text: 25
        case .blob: 17
        }
    }

    /// Text values as C strings (format 0); blobs as raw bytes (format 1).
    private static func parameter(_ value: SQLValue) -> ([CChar]?, Int32) {
        switch value {
        case .null: (nil, 0)
        case .integer(let number): (Array(String(number).utf8CString), 0)
        case .real(let number): (Array("\(number)".utf8CString), 0)
        case .text(let text): (Array(text.utf8CString), 0)
        case .blob(let bytes): (bytes.map { CChar(bitPattern: $0) }, 1)
        }
    }

    private func value(of result: OpaquePointer?, row: Int32, column: Int32, kind: Oid) -> SQLValue {
        guard PQgetisnull(result, row, column) == 0, let start = PQgetvalue(result, row, column) else {
            return .null
        }
        let length = Int(PQgetlength(result, row, column))
        if kind == 17 {
            var size = 0
            guard
                let raw = PQunescapeBytea(UnsafeRawPointer(start).assumingMemoryBound(to: UInt8.self), &size)
            else {
                return .null
            }
            defer { PQfreemem(raw) }
            return .blob(Array(UnsafeBufferPointer(start: raw, count: size)))
        }
        let text = String(decoding: UnsafeRawBufferPointer(start: start, count: length), as: UTF8.self)
        switch kind {
        case 20, 21, 23: return Int64(text).map(SQLValue.integer) ?? .text(text)
        case 700, 701: return Double(text).map(SQLValue.real) ?? .text(text)
        case 1700: return Int64(text).map(SQLValue.integer) ?? Double(text).map(SQLValue.real) ?? .text(text)
        case 16: return .integer(text == "t" ? 1 : 0)
        default: return .text(text)
        }
    }
}

/// Calls `body` with C pointers to the parameters, valid during the call.
private func withPointers<Answer>(
    to texts: [[CChar]?], _ body: ([UnsafePointer<CChar>?]) -> Answer
) -> Answer {
    let total = texts.reduce(0) { $0 + ($1?.count ?? 0) }
    return withUnsafeTemporaryAllocation(of: CChar.self, capacity: max(total, 1)) { buffer in
        var offset = 0
        let base = buffer.baseAddress!
        let pointers: [UnsafePointer<CChar>?] = texts.map { text in
            guard let text else { return nil }
            let start = base + offset
            for (index, byte) in text.enumerated() { (start + index).initialize(to: byte) }
            offset += text.count
            return UnsafePointer(start)
        }
        return body(pointers)
    }
}
