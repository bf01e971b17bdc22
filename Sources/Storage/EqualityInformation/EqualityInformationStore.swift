// SPDX-License-Identifier: Apache-2.0
import EqualityDuty

/// Something else was released since the tables were worked out, so that they must be worked out again.
public struct LedgerMoved: Error, Hashable, Sendable {}

/// An edition of equality information with everything that is kept of it.
public struct InformationToKeep: Sendable {
    /// A line of the ledger of releases, with whose figures it holds.
    public struct Line: Sendable {
        /// The bytes with their line feed, and their digest.
        public let bytes: [UInt8], digest: String
        /// The people, the period and the version of the data, as the line names them.
        public let population: String, period: String, dataVersion: String

        /// A line.
        public init(bytes: [UInt8], digest: String, population: String, period: String, dataVersion: String) {
            self.bytes = bytes
            self.digest = digest
            self.population = population
            self.period = period
            self.dataVersion = dataVersion
        }
    }

    /// The title, and what it says in one sentence.
    public var title: String, summary: String
    /// The day it speaks of.
    public var asOf: CalendarDay
    /// The first page and its files, and the further files, for an edition of a number.
    public var files: @Sendable (_ edition: Int) -> (artefacts: [Artefact], further: [EditionFile])
    /// What stays inside: certificates, patterns and summaries, each by its path.
    public var kept: [(path: String, bytes: [UInt8])]
    /// The new lines of the ledger, in order.
    public var lines: [Line]
    /// The digest of the line that the first of them follows.
    public var after: String
    /// What it tells of each column of each version, as everybody may read it.
    public var figures: [FigureTable]

    /// An edition to be kept.
    public init(
        title: String, summary: String, asOf: CalendarDay,
        files: @escaping @Sendable (_ edition: Int) -> (artefacts: [Artefact], further: [EditionFile]),
        kept: [(path: String, bytes: [UInt8])], lines: [Line], after: String,
        figures: [FigureTable] = []
    ) {
        self.title = title
        self.summary = summary
        self.asOf = asOf
        self.files = files
        self.kept = kept
        self.lines = lines
        self.after = after
        self.figures = figures
    }
}

/// Equality information that was published, and the ledger of releases that later ones are worked out against.
public struct EqualityInformationStore: Sendable {
    let database: any Database

    /// A store over the database of one body.
    public init(database: any Database) { self.database = database }

    private static let kind = Publication.Kind.equalityInformation

    /// The bytes of the ledger of releases, line after line. They hold true counts.
    public func ledger() async throws -> [UInt8] {
        try await database.read { connection in
            var bytes: [UInt8] = []
            try connection.forEachRow("SELECT bytes FROM release_line ORDER BY line") { bytes += $0.bytes(0) }
            return bytes
        }
    }

    /// The secret for releases that are asked for under a mark: the first one drawn stays, so that what was looked at
    /// and what is published are hidden alike.
    public func seed(for mark: String, drawn: UInt64, _ change: Change) async throws -> UInt64 {
        if let kept = try await database.rows("SELECT seed FROM release_seed WHERE mark = \(mark)").first {
            return UInt64(kept.text(0)) ?? drawn
        }
        return try await database.record(change) { recorder in
            if let kept = try recorder.connection.row("SELECT seed FROM release_seed WHERE mark = \(mark)") {
                try recorder.log(LogEvent("looked again", "release", mark))
                return UInt64(kept.text(0)) ?? drawn
            }
            try recorder.connection.execute(
                "INSERT INTO release_seed (mark, seed, at) VALUES (\(mark), \(String(drawn)), \(change.at))")
            try recorder.log(LogEvent("prepared", "release", mark))
            return drawn
        }
    }

    /// Publishes an edition and returns its number: files, what is kept and the ledger, whole or not at all.
    ///
    /// Throws `LedgerMoved` where the ledger does not end where the edition was worked out from.
    public func publish(_ edition: InformationToKeep, _ change: Change) async throws -> Int {
        try await database.record(change) { recorder in
            let connection = recorder.connection
            let last = try connection.row("SELECT line, digest FROM release_line ORDER BY line DESC LIMIT 1")
            var (line, previous) = (last?.int(0) ?? 0, last?.text(1) ?? edition.after)
            guard last == nil || previous == edition.after else { throw LedgerMoved() }
            let number = try PublicationStore.next(Self.kind, connection)
            let (artefacts, further) = edition.files(number)
            try PublicationStore.add(
                Self.kind, number, title: edition.title, summary: edition.summary, asOf: edition.asOf,
                artefacts: artefacts, recorder, change)
            for file in further {
                try connection.execute(
                    """
                    INSERT INTO edition_file (kind, number, name, mediaType, bytes, size, digest)
                    VALUES (\(Self.kind.rawValue), \(number), \(file.name), \(file.mediaType),
                        \(SQLValue.blob(file.bytes)), \(file.bytes.count), \(Token.digest(file.bytes)))
                    """)
            }
            for (path, bytes) in edition.kept {
                try connection.execute(
                    """
                    INSERT INTO release_kept (kind, number, path, bytes)
                    VALUES (\(Self.kind.rawValue), \(number), \(path), \(SQLValue.blob(bytes)))
                    """)
            }
            try FigureStore.keep(edition.figures, edition: number, connection)
            for next in edition.lines {
                line += 1
                try connection.execute(
                    """
                    INSERT INTO release_line (line, digest, previous, population, period, dataVersion, bytes)
                    VALUES (\(line), \(next.digest), \(previous), \(next.population), \(next.period),
                        \(next.dataVersion), \(SQLValue.blob(next.bytes)))
                    """)
                previous = next.digest
            }
            return number
        }
    }

    /// A further file of an edition; `nil` where there is none of that name.
    public func file(_ kind: Publication.Kind, edition: Int, _ name: String) async throws -> EditionFile? {
        try await database.rows(
            """
            SELECT name, mediaType, bytes FROM edition_file
            WHERE kind = \(kind.rawValue) AND number = \(edition) AND name = \(name)
            """
        ).first.map { EditionFile(name: $0.text(0), mediaType: $0.text(1), bytes: $0.bytes(2)) }
    }

    /// What an edition keeps inside, by path: for whoever checks its proof.
    public func kept(edition: Int) async throws -> [(path: String, bytes: [UInt8])] {
        try await database.read { connection in
            var found: [(path: String, bytes: [UInt8])] = []
            try connection.forEachRow(
                """
                SELECT path, bytes FROM release_kept
                WHERE kind = \(Self.kind.rawValue) AND number = \(edition) ORDER BY path
                """
            ) { found.append(($0.text(0), $0.bytes(1))) }
            return found
        }
    }
}
