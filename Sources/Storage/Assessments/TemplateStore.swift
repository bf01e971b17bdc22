// SPDX-License-Identifier: Apache-2.0
import EqualityDuty

/// A body's own templates and overlays, as the text of their files.
public struct TemplateStore: Sendable {
    /// One stored file.
    public struct Stored: Hashable, Sendable {
        /// The id, its version, and whether it is an overlay on a shipped template.
        public let id: String
        /// Counted from 1.
        public let version: Int
        /// Whether it changes a shipped template instead of standing by itself.
        public let isOverlay: Bool
        /// Whether it only came with an assessment of another body: nothing is started with it here.
        public let isElsewhere: Bool
        /// The name shown, and the text of the file.
        public let name, content: String
        /// The last day on which an assessment may be started with it; `nil` while it stands.
        public let withdrawn: CalendarDay?
    }

    let database: any Database

    /// A store over the database of one body.
    public init(database: any Database) { self.database = database }

    /// All stored files, the newest version of each id first.
    public func all() async throws -> [Stored] {
        try await database.rows(
            "SELECT id, version, kind, name, content, withdrawn FROM assessment_template ORDER BY id, version DESC"
        ).map {
            Stored(
                id: $0.text(0), version: $0.int(1), isOverlay: $0.text(2) == "overlay",
                isElsewhere: $0.text(2) == "elsewhere", name: $0.text(3),
                content: $0.text(4), withdrawn: $0.day(5))
        }
    }

    /// A mark that changes with every file added or taken back, by whichever process.
    public func mark() async throws -> String {
        let row = try await database.rows(
            "SELECT COUNT(*), COUNT(withdrawn), COALESCE(MAX(recordedAt), 0) FROM assessment_template"
        ).first
        return [0, 1, 2].map { String(row?.int($0) ?? 0) }.joined(separator: " ")
    }

    /// Keeps a file; a version that is there already is refused, since assessments may have been started with it.
    public func add(
        _ id: String, version: Int, isOverlay: Bool, name: String, content: String, _ change: Change
    ) async throws {
        try await database.record(change) { recorder in
            let kind = isOverlay ? "overlay" : "template"
            let added = try recorder.connection.execute(
                """
                INSERT INTO assessment_template (id, version, kind, name, content, recordedAt)
                VALUES (\(id), \(version), \(kind), \(name), \(content), \(change.at))
                ON CONFLICT (id, version) DO NOTHING
                """)
            guard added == 1 else { throw ReferenceTaken() }
            try recorder.log(LogEvent("added", "template", id, version: version, details: name))
        }
    }

    /// Takes a template back after a last day: what was started with it goes on, nothing new begins.
    public func withdraw(_ id: String, lastDay day: CalendarDay, _ change: Change) async throws {
        try await database.record(change) { recorder in
            let taken = try recorder.connection.execute(
                "UPDATE assessment_template SET withdrawn = \(day) WHERE id = \(id) AND withdrawn IS NULL")
            guard taken > 0 else { throw NothingToWithdraw() }
            try recorder.log(
                LogEvent("withdrew", "template", id, details: "no new assessment after \(day.iso)"))
        }
    }
}
