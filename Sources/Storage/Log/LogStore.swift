// SPDX-License-Identifier: Apache-2.0
import EqualityDuty

extension Recorder {
    /// Writes one line into the log, in the transaction of the change itself.
    func log(_ event: LogEvent) throws {
        let last = try connection.row("SELECT sequence, at FROM log_entry ORDER BY sequence DESC LIMIT 1")
        let sequence = (last?.int(0) ?? 0) + 1
        // The clock of a machine can be set back; the log's time never goes back.
        let at = max(change.at, last?.instant(1) ?? change.at)
        try connection.execute(
            """
            INSERT INTO log_entry (sequence, at, actorID, actorPost, actorRole, verb, subjectKind, subjectID,
                subjectVersion, details, reason, authority)
            VALUES (\(sequence), \(at), \(change.actor.id), \(change.actor.post), \(change.actor.role), \(event.verb),
                \(event.subjectKind), \(event.subjectID), \(event.subjectVersion), \(event.details),
                \(change.reason), \(change.authority))
            """)
    }
}

/// Questions about the log of changes.
public struct LogStore: Sendable {
    let database: any Database

    /// A store over the database of one body.
    public init(database: any Database) { self.database = database }

    static func lastSequence(_ connection: any Connection) throws -> Int {
        try connection.row("SELECT MAX(sequence) FROM log_entry")?.int(0) ?? 0
    }

    private static let columns: SQL =
        """
        SELECT sequence, at, actorID, actorPost, actorRole, verb, subjectKind, subjectID, subjectVersion, details,
            reason, authority
        FROM log_entry
        """

    /// What happened to one record, newest first.
    public func entries(about kind: String, _ id: String) async throws -> [LogEntry] {
        try await database.rows(
            """
            \(Self.columns) WHERE subjectKind = \(kind) AND subjectID = \(id)
            ORDER BY sequence DESC LIMIT 200
            """
        ).map(LogEntry.init(row:))
    }

    /// What the log says about a record of a table that keeps where its rows came from.
    static func history(
        of id: String, kind: String, table: StaticString, _ connection: any Connection
    ) throws -> [LogEntry] {
        let own = try connection.rows(
            """
            \(columns) WHERE subjectKind = \(kind) AND subjectID = \(id)
            ORDER BY sequence DESC LIMIT 200
            """)
        let source = SQL(ownText: "SELECT importID FROM \(table) WHERE id = ") + "\(id)"
        guard let importID = try connection.row(source)?.optionalText(0) else {
            return own.map(LogEntry.init(row:))
        }
        let origin = try connection.rows("\(columns) WHERE subjectID = \(importID) AND verb = 'imported'")
        return (own + origin).map(LogEntry.init(row:))
    }

    /// A page of the whole log, newest first, and how many lines there are; sign-ins only where asked for.
    public func page(
        offset: Int, limit: Int, withSignIns: Bool = true
    ) async throws -> (entries: [LogEntry], total: Int) {
        let condition: SQL = withSignIns ? "1 = 1" : "verb NOT IN ('signed in', 'signed out')"
        return try await database.read { connection in
            let total = try connection.row("SELECT COUNT(*) FROM log_entry WHERE \(condition)")?.int(0) ?? 0
            let rows = try connection.rows(
                "\(Self.columns) WHERE \(condition) ORDER BY sequence DESC LIMIT \(limit) OFFSET \(offset)")
            return (rows.map(LogEntry.init(row:)), total)
        }
    }
}

extension LogEntry {
    init(row: Row) {
        self.init(
            sequence: row.int(0), at: row.instant(1),
            actor: Change.Actor(id: row.text(2), post: row.text(3), role: row.text(4)),
            event: LogEvent(
                row.text(5), row.text(6), row.text(7), version: row.optionalInt(8), details: row.text(9)),
            reason: row.optionalText(10), authority: row.optionalText(11))
    }
}
