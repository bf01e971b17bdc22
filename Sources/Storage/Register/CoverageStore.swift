// SPDX-License-Identifier: Apache-2.0
import EqualityDuty
import Foundation

/// A coverage figure as it was given out: for its date it never changes again, only a named correction follows it.
public struct CoverageStatement: Hashable, Sendable {
    /// The figure for its day, with its parts and movements.
    public let coverage: Coverage
    /// The place among the statements for the same day, counted from 1.
    public let revision: Int
    /// When it was stated.
    public let statedAt: Instant
    /// The post that stated it.
    public let statedBy: String
    /// Why an earlier statement for the same day was corrected; `nil` for the first.
    public let reason: String?
}

/// Statements of coverage.
public struct CoverageStore: Sendable {
    let database: any Database

    /// A store over the database of one body.
    public init(database: any Database) { self.database = database }

    /// The figure that today's records give for a day, with the movements since an earlier one; what was recorded
    /// after the earlier figure had been stated is counted apart, so that the two figures can be reconciled.
    public func figure(
        of policies: [Policy], on day: CalendarDay, since earlier: CalendarDay
    ) async throws -> Coverage {
        let coverage = Coverage(of: policies, on: day, since: earlier)
        guard let stated = try await statement(asOf: earlier)?.coverage, var movements = coverage.movements
        else {
            return coverage
        }
        movements.recordedLater = Coverage(of: policies, on: earlier).total - stated.total
        return Coverage(
            asOf: day, assessed: coverage.assessed, total: coverage.total,
            byDirectorate: coverage.byDirectorate, movements: movements)
    }

    /// The newest statement for a day.
    public func statement(asOf day: CalendarDay) async throws -> CoverageStatement? {
        try await statements(asOf: day).last
    }

    /// All statements for a day, the first one first.
    public func statements(asOf day: CalendarDay) async throws -> [CoverageStatement] {
        try await database.rows(
            """
            SELECT asOf, revision, statedAt, statedBy, assessed, total, content, reason
            FROM coverage_statement WHERE asOf = \(day) ORDER BY revision
            """
        ).compactMap(Self.statement)
    }

    /// The newest statement of every stated day, newest day first.
    public func history() async throws -> [CoverageStatement] {
        let all = try await database.rows(
            """
            SELECT asOf, revision, statedAt, statedBy, assessed, total, content, reason
            FROM coverage_statement ORDER BY asOf DESC, revision DESC
            """
        ).compactMap(Self.statement)
        var seen: Set<CalendarDay> = []
        return all.filter { seen.insert($0.coverage.asOf).inserted }
    }

    /// States a figure for a day that has none, or corrects one with a reason; returns what is in force.
    public func state(_ coverage: Coverage, _ change: Change) async throws -> CoverageStatement {
        let content = try Self.encoded(coverage)
        try await database.record(change) { recorder in
            let last =
                try recorder.connection.row(
                    "SELECT MAX(revision) FROM coverage_statement WHERE asOf = \(coverage.asOf)")?.int(0) ?? 0
            guard last == 0 || change.reason != nil else {
                throw DatabaseFailure.refused(
                    "a figure for this day has been stated; a correction needs a reason")
            }
            try recorder.connection.execute(
                """
                INSERT INTO coverage_statement (asOf, revision, statedAt, statedBy, assessed, total, content, reason)
                VALUES (\(coverage.asOf), \(last + 1), \(change.at), \(change.actor.post), \(coverage.assessed),
                    \(coverage.total), \(content), \(last == 0 ? nil : change.reason))
                """)
            try recorder.log(
                LogEvent(
                    last == 0 ? "stated" : "corrected", "coverage", coverage.asOf.iso, version: last + 1,
                    details: coverage.pairInWords))
        }
        guard let statement = try await statement(asOf: coverage.asOf) else {
            throw DatabaseFailure.broken("the statement just made is not there")
        }
        return statement
    }

    private struct Content: Codable {
        struct Part: Codable {
            let name: String
            let assessed: Int
            let total: Int
        }
        struct Entry: Codable {
            let reference: String
            let name: String
        }
        let byDirectorate: [Part]
        let since: Int?
        let added: [Entry]
        let retired: [Entry]
        let newlyAssessed: [Entry]
        let recordedLater: Int?
    }

    private static func encoded(_ coverage: Coverage) throws -> String {
        func entries(_ entries: [Coverage.Movements.Entry]?) -> [Content.Entry] {
            (entries ?? []).map { Content.Entry(reference: $0.reference, name: $0.name) }
        }
        let movements = coverage.movements
        let content = Content(
            byDirectorate: coverage.byDirectorate.map {
                .init(name: $0.name, assessed: $0.assessed, total: $0.total)
            },
            since: movements?.since.dayNumber, added: entries(movements?.added),
            retired: entries(movements?.retired),
            newlyAssessed: entries(movements?.newlyAssessed), recordedLater: movements?.recordedLater)
        return String(decoding: try JSONEncoder().encode(content), as: UTF8.self)
    }

    private static func statement(_ row: Row) -> CoverageStatement? {
        guard let day = row.day(0),
            let content = try? JSONDecoder().decode(Content.self, from: Data(row.text(6).utf8))
        else { return nil }
        func entries(_ entries: [Content.Entry]) -> [Coverage.Movements.Entry] {
            entries.map { .init(reference: $0.reference, name: $0.name) }
        }
        var movements = content.since.map {
            Coverage.Movements(
                since: CalendarDay(dayNumber: $0), added: entries(content.added),
                retired: entries(content.retired),
                newlyAssessed: entries(content.newlyAssessed))
        }
        movements?.recordedLater = content.recordedLater ?? 0
        return CoverageStatement(
            coverage: Coverage(
                asOf: day, assessed: row.int(4), total: row.int(5),
                byDirectorate: content.byDirectorate.map {
                    .init(name: $0.name, assessed: $0.assessed, total: $0.total)
                },
                movements: movements),
            revision: row.int(1), statedAt: row.instant(2), statedBy: row.text(3), reason: row.optionalText(7)
        )
    }
}
