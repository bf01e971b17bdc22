// SPDX-License-Identifier: Apache-2.0
import EqualityDuty

/// Something known, kept once for all assessments to point to.
public struct LibraryEvidence: Hashable, Sendable {
    /// The id, and the version counted from 1.
    public var id: String
    /// The version, by which a stale save is noticed.
    public var version: Int
    /// What it is, who says so, what it covers, where to find it and what it says.
    public var title, source, coverage, link, summary: String
    /// The day it speaks of; `nil` where none was given.
    public var day: CalendarDay?
    /// The characteristics it says something about, by code.
    public var characteristics: [String]
    /// The file itself; empty for none.
    public var attachmentID: String
    /// The figures of a data set that it tells; `nil` where it tells none.
    public var figure: FigureReference?

    /// An item of the library.
    public init(
        id: String = "", version: Int = 1, title: String, source: String = "", coverage: String = "",
        link: String = "", summary: String = "", day: CalendarDay? = nil, characteristics: [String] = [],
        attachmentID: String = "", figure: FigureReference? = nil
    ) {
        self.id = id
        self.version = version
        self.title = title
        self.source = source
        self.coverage = coverage
        self.link = link
        self.summary = summary
        self.day = day
        self.characteristics = characteristics
        self.attachmentID = attachmentID
        self.figure = figure
    }
}

/// The evidence library and the files attached to assessments.
public struct EvidenceStore: Sendable {
    /// A stored file.
    public struct Attachment: Sendable {
        /// The assessment it belongs to; empty for the library.
        public let assessmentID: String
        /// What it was called, and what kind of file it is.
        public let fileName, mediaType: String
        /// The bytes.
        public let bytes: [UInt8]
    }

    let database: any Database

    /// A store over the database of one body.
    public init(database: any Database) { self.database = database }

    private static let columns: SQL =
        "id, version, title, source, day, coverage, characteristics, link, attachmentID, summary, figure"

    /// The items that hold all these words and, where one is named, speak of a characteristic; the newest first.
    public func items(matching text: String = "", characteristic: String? = nil, limit: Int = 200)
        async throws
        -> [LibraryEvidence]
    {
        var all = SearchText.conditions(text)
        if let characteristic {
            all.append("\(SQL.position)(characteristics, \(",\(characteristic),")) > 0")
        }
        return try await database.rows(
            """
            SELECT \(Self.columns) FROM evidence WHERE \(SQL.all(all))
            ORDER BY day DESC NULLS LAST, title, id LIMIT \(limit)
            """
        ).map(Self.item)
    }

    /// One item; `nil` where there is none.
    public func item(_ id: String) async throws -> LibraryEvidence? {
        try await database.rows("SELECT \(Self.columns) FROM evidence WHERE id = \(id)").first.map(Self.item)
    }

    /// Adds an item and returns its id.
    public func add(_ item: LibraryEvidence, _ change: Change) async throws -> String {
        try await database.record(change) { recorder in
            let id = Identifier.next()
            var values = Self.values(item)
            values.append(change.at.sqlValue)
            values.append(change.actor.post.sqlValue)
            try recorder.connection.insert(
                into: "evidence", columns: ["id", "version"] + Self.names + ["addedAt", "addedBy"],
                rows: [[id.sqlValue, SQLValue.integer(1)] + values])
            try recorder.log(LogEvent("added", "evidence", id, version: 1, details: item.title))
            return id
        }
    }

    /// Saves an item read in the version it carries; throws `EditConflict`. Assessments keep what they copied.
    public func save(_ item: LibraryEvidence, _ change: Change) async throws {
        try await database.record(change) { recorder in
            let current =
                try recorder.connection.row("SELECT version FROM evidence WHERE id = \(item.id)")?.int(0) ?? 0
            guard current == item.version else { throw EditConflict(current: current) }
            try recorder.overwrite(
                "evidence", columns: ["version"] + Self.names,
                values: [(current + 1).sqlValue] + Self.values(item), id: item.id)
            try recorder.log(
                LogEvent("changed", "evidence", item.id, version: current + 1, details: item.title))
        }
    }

    /// Keeps a file and returns its id.
    public func attach(
        _ bytes: [UInt8], fileName: String, mediaType: String, to assessmentID: String, _ change: Change
    ) async throws -> String {
        try await database.record(change) { recorder in
            let id = Identifier.next()
            let digest = Token.digest(bytes)
            try recorder.connection.execute(
                """
                INSERT INTO attachment (id, assessmentID, fileName, mediaType, size, digest, bytes, at, byPost)
                VALUES (\(id), \(assessmentID), \(fileName), \(mediaType), \(bytes.count), \(digest),
                    \(SQLValue.blob(bytes)), \(change.at), \(change.actor.post))
                """)
            let kind = assessmentID.isEmpty ? "evidence" : "assessment"
            try recorder.log(
                LogEvent("attached", kind, assessmentID.isEmpty ? id : assessmentID, details: fileName))
            return id
        }
    }

    /// A stored file; `nil` where there is none.
    public func attachment(_ id: String) async throws -> Attachment? {
        try await database.rows(
            "SELECT assessmentID, fileName, mediaType, bytes FROM attachment WHERE id = \(id)"
        ).first.map {
            Attachment(
                assessmentID: $0.text(0), fileName: $0.text(1), mediaType: $0.text(2), bytes: $0.bytes(3))
        }
    }

    /// The files of an assessment and of the items of the library that it uses, the oldest first.
    public func files(of record: AssessmentRecord) async throws -> [AssessmentAttachment] {
        let named = record.content.attachmentIDs.sorted()
        return try await database.rows(
            """
            SELECT id, fileName, mediaType, digest, at, byPost, bytes FROM attachment
            WHERE assessmentID = \(record.id) OR (assessmentID = '' AND id IN (\(list: named))) ORDER BY at, id
            """
        ).map {
            AssessmentAttachment(
                id: $0.text(0), fileName: $0.text(1), mediaType: $0.text(2), digest: $0.text(3),
                at: $0.instant(4),
                byPost: $0.text(5), bytes: $0.bytes(6))
        }
    }

    /// The names and sizes of the files of an assessment, by id.
    public func attachments(of assessmentID: String) async throws -> [(id: String, name: String, size: Int)] {
        try await database.rows(
            "SELECT id, fileName, size FROM attachment WHERE assessmentID = \(assessmentID) ORDER BY at, id"
        ).map { ($0.text(0), $0.text(1), $0.int(2)) }
    }

    private static let names = [
        "title", "source", "day", "coverage", "characteristics", "link", "attachmentID", "summary",
        "searchText", "figure",
    ]

    private static func values(_ item: LibraryEvidence) -> [SQLValue] {
        let codes = item.characteristics.isEmpty ? "" : ",\(item.characteristics.joined(separator: ",")),"
        let words = [item.title, item.source, item.coverage, item.summary].joined(separator: " ")
        let values: [any SQLBindable] = [
            item.title, item.source, item.day, item.coverage, codes, item.link, item.attachmentID,
            item.summary, foldedForSearch(words), item.figure?.written ?? "",
        ]
        return values.map(\.sqlValue)
    }

    private static func item(_ row: Row) -> LibraryEvidence {
        LibraryEvidence(
            id: row.text(0), version: row.int(1), title: row.text(2), source: row.text(3),
            coverage: row.text(5), link: row.text(7), summary: row.text(9), day: row.day(4),
            characteristics: row.text(6).split(separator: ",").map(String.init), attachmentID: row.text(8),
            figure: FigureReference(written: row.text(10)))
    }
}
