// SPDX-License-Identifier: Apache-2.0
import EqualityDuty

/// The objectives of a body with the readings of their measures.
public struct ObjectiveStore: Sendable {
    let database: any Database

    /// A store over the database of one body.
    public init(database: any Database) { self.database = database }

    /// The objectives within a scope and those of the whole body, in their order.
    public func objectives(within scope: Scope) async throws -> [Objective] {
        try await database.rows(
            "SELECT \(Self.columns) FROM objective WHERE \(Self.visible(scope)) ORDER BY position, id"
        ).map(Self.objective)
    }

    /// One objective within a scope or of the whole body; `nil` where there is none.
    public func objective(_ id: String, within scope: Scope) async throws -> Objective? {
        try await database.rows(
            "SELECT \(Self.columns) FROM objective WHERE id = \(id) AND \(Self.visible(scope))"
        ).first.map(Self.objective)
    }

    /// The objectives as they stood at a moment: those recorded by then, in the version of then.
    public func objectives(asOf moment: Instant, within scope: Scope = .wholeBody) async throws
        -> [Objective]
    {
        try await database.read { connection in
            let kept = try connection.rows(
                """
                SELECT objectiveID, content FROM objective_version
                WHERE heldFrom <= \(moment) AND heldUntil > \(moment)
                """)
            let earlier = Dictionary(
                kept.map { ($0.text(0), CanonicalJSON.fields(Array($0.text(1).utf8)) ?? [:]) }
            ) { first, _ in first }
            return try connection.rows(
                """
                SELECT \(Self.columns) FROM objective WHERE recordedAt <= \(moment) AND \(Self.visible(scope))
                ORDER BY position, id
                """
            ).map { row in
                let now = Self.objective(row)
                return earlier[now.id].map { Objective(id: now.id, fields: $0) } ?? now
            }
        }
    }

    /// The readings of an objective, corrected ones among them, in the order in which they were entered.
    public func readings(of id: String) async throws -> [Reading] {
        try await database.rows(
            "SELECT \(Self.readingColumns) FROM reading WHERE objectiveID = \(id) ORDER BY number"
        ).map { Self.reading($0) }
    }

    /// The readings of all objectives, by objective.
    public func readings() async throws -> [String: [Reading]] {
        var all: [String: [Reading]] = [:]
        for row in try await database.rows(
            "SELECT \(Self.readingColumns), objectiveID FROM reading ORDER BY objectiveID, number")
        {
            all[row.text(9), default: []].append(Self.reading(row))
        }
        return all
    }

    /// Adds an objective with what it is joined to, and returns its id.
    public func add(_ objective: Objective, links: [(LinkKind, RecordName)] = [], _ change: Change)
        async throws -> String
    {
        try await database.record(change) { recorder in
            let id = Identifier.next()
            let last = try recorder.connection.row("SELECT MAX(position) FROM objective")?.int(0) ?? 0
            try recorder.connection.insert(
                into: "objective", columns: ["id", "position", "recordedAt"] + Self.names,
                rows: [
                    [id.sqlValue, (last + 1).sqlValue, change.at.sqlValue]
                        + Self.values(objective, version: 1, at: change.at)
                ])
            for (kind, other) in links {
                try recorder.addLink(RecordLink(kind, from: RecordName(.objective, id), to: other))
            }
            try recorder.log(LogEvent("added", "objective", id, version: 1, details: objective.title))
            return id
        }
    }

    /// Saves an objective over the version it was read in, and keeps what that said; throws `EditConflict`.
    public func save(_ objective: Objective, within scope: Scope, details: String, _ change: Change)
        async throws
    {
        try await database.record(change) { recorder in
            guard
                let row = try recorder.connection.row(
                    """
                    SELECT \(Self.columns), updatedAt FROM objective
                    WHERE id = \(objective.id) AND \(Self.visible(scope))
                    """)
            else { throw EditConflict(current: 0) }
            let old = Self.objective(row)
            guard old.version == objective.version else { throw EditConflict(current: old.version) }
            try recorder.connection.insert(
                into: "objective_version",
                columns: ["objectiveID", "number", "heldFrom", "heldUntil", "content"],
                rows: [
                    [
                        old.id.sqlValue, old.version.sqlValue, row.instant(22).sqlValue, change.at.sqlValue,
                        String(decoding: CanonicalJSON.bytes(of: old.fields), as: UTF8.self).sqlValue,
                    ]
                ])
            try recorder.overwrite(
                "objective", columns: Self.names,
                values: Self.values(objective, version: old.version + 1, at: change.at), id: objective.id)
            try recorder.log(
                LogEvent("changed", "objective", objective.id, version: old.version + 1, details: details))
        }
    }

    /// Enters a reading after those there are and returns its number; throws `EditConflict` where the reading that it
    /// corrects was corrected before.
    public func add(_ reading: Reading, to objectiveID: String, _ change: Change) async throws -> Int {
        try await database.record(change) { recorder in
            if let wrong = reading.corrects,
                let better = try recorder.connection.row(
                    "SELECT number FROM reading WHERE objectiveID = \(objectiveID) AND corrects = \(wrong)")
            {
                throw EditConflict(current: better.int(0))
            }
            let last = try recorder.connection.row(
                "SELECT MAX(number) FROM reading WHERE objectiveID = \(objectiveID)")
            let number = (last?.int(0) ?? 0) + 1
            try recorder.connection.execute(
                """
                INSERT INTO reading (objectiveID, number, day, value, base, note, at, byPost, corrects, figure)
                VALUES (\(objectiveID), \(number), \(reading.day), \(reading.value), \(reading.base),
                    \(reading.note), \(change.at), \(change.actor.post), \(reading.corrects),
                    \(reading.figure?.written ?? ""))
                """)
            let words = "\(Reading.written(reading.value)) on \(reading.day.written)"
            let verb = reading.corrects == nil ? "read" : "corrected"
            let from = reading.figure.map { "; from version \($0.version) of a data set" } ?? ""
            try recorder.log(LogEvent(verb, "objective", objectiveID, details: words + from))
            return number
        }
    }

    /// What happened to an objective, newest first.
    public func history(of id: String) async throws -> [LogEntry] {
        try await LogStore(database: database).entries(about: "objective", id)
    }

    /// Objectives of the whole body are for all who may see objectives; the others keep to the scope.
    static func visible(_ scope: Scope) -> SQL { "(directorateKey = '' OR \(scope.condition))" }

    private static let readingColumns: SQL = "number, day, value, base, note, at, byPost, corrects, figure"

    private static func reading(_ row: Row) -> Reading {
        Reading(
            number: row.int(0), day: row.day(1) ?? CalendarDay(1970, 1, 1), value: row.optionalReal(2) ?? 0,
            base: row.optionalInt(3), note: row.text(4), at: row.instant(5), byPost: row.text(6),
            corrects: row.optionalInt(7), figure: FigureReference(written: row.text(8)))
    }
}
