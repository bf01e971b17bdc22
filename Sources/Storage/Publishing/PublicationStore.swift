// SPDX-License-Identifier: Apache-2.0
import EqualityDuty

/// There is no such edition, or somebody has withdrawn it already.
public struct NothingToWithdraw: Error, Hashable, Sendable {}

/// Published works: what was said at which address on which date, byte for byte.
public struct PublicationStore: Sendable {
    let database: any Database

    /// A store over the database of one body.
    public init(database: any Database) { self.database = database }

    /// Stores a new edition with its files and returns its number.
    public func publish(
        _ kind: Publication.Kind, title: String, summary: String, asOf: CalendarDay,
        artefacts: @escaping @Sendable (_ edition: Int) -> [Artefact], _ change: Change
    ) async throws -> Int {
        try await database.record(change) { recorder in
            let number = try Self.next(kind, recorder.connection)
            try Self.add(
                kind, number, title: title, summary: summary, asOf: asOf, artefacts: artefacts(number),
                recorder,
                change)
            return number
        }
    }

    /// The number that the next edition gets.
    static func next(_ kind: Publication.Kind, _ connection: any Connection) throws -> Int {
        (try connection.row("SELECT MAX(number) FROM edition WHERE kind = \(kind.rawValue)")?.int(0) ?? 0) + 1
    }

    /// Adds an edition of a number with its artefacts.
    static func add(
        _ kind: Publication.Kind, _ number: Int, title: String, summary: String, asOf: CalendarDay,
        artefacts: [Artefact], _ recorder: Recorder, _ change: Change
    ) throws {
        try recorder.connection.execute(
            """
            INSERT INTO edition (kind, number, title, summary, asOf, publishedAt, publishedBy)
            VALUES (\(kind.rawValue), \(number), \(title), \(summary), \(asOf), \(change.at), \(change.actor.post))
            """)
        for artefact in artefacts {
            try recorder.connection.execute(
                """
                INSERT INTO artefact (kind, number, format, bytes, size, digest)
                VALUES (\(kind.rawValue), \(number), \(artefact.format.rawValue), \(SQLValue.blob(artefact.bytes)),
                    \(artefact.bytes.count), \(Token.digest(artefact.bytes)))
                """)
        }
        try recorder.log(
            LogEvent(
                "published", "publication", kind.rawValue, version: number,
                details: "\(title). \(summary)"))
    }

    /// Takes an edition back: its address stays and says why. Throws `NothingToWithdraw` where it is unknown or
    /// already withdrawn.
    public func withdraw(
        _ kind: Publication.Kind, edition: Int, reason: String, _ change: Change
    ) async throws {
        try await database.record(change) { recorder in
            let taken = try recorder.connection.execute(
                """
                UPDATE edition SET withdrawnAt = \(change.at), withdrawnReason = \(reason), withdrawnBy = \(change.actor.post)
                WHERE kind = \(kind.rawValue) AND number = \(edition) AND withdrawnAt IS NULL
                """)
            guard taken == 1 else { throw NothingToWithdraw() }
            try recorder.log(
                LogEvent("withdrew", "publication", kind.rawValue, version: edition, details: reason))
        }
    }

    /// One work with all its editions, newest first; without editions where nothing was published.
    public func publication(_ kind: Publication.Kind) async throws -> Publication {
        try await publications().first { $0.kind == kind } ?? Publication(kind: kind, editions: [])
    }

    /// All works that have an edition, the one with the newest edition first.
    public func publications() async throws -> [Publication] {
        try await database.read { connection in
            var files: [String: [ArtefactSummary]] = [:]
            for row in try connection.rows(
                "SELECT kind, number, format, size, digest FROM artefact ORDER BY format")
            {
                guard let format = ArtefactFormat(rawValue: row.text(2)) else { continue }
                files["\(row.text(0)) \(row.int(1))", default: []].append(
                    ArtefactSummary(format: format, size: row.int(3), digest: row.text(4)))
            }
            var editions: [Publication.Kind: [Publication.Edition]] = [:]
            for row in try connection.rows(
                """
                SELECT kind, number, title, summary, asOf, publishedAt, publishedBy, withdrawnAt, withdrawnReason, withdrawnBy
                FROM edition ORDER BY number DESC
                """)
            {
                guard let kind = Publication.Kind(rawValue: row.text(0)), let asOf = row.day(4) else {
                    continue
                }
                let withdrawal =
                    row.isNull(7)
                    ? nil : Publication.Withdrawal(on: row.instant(7), reason: row.text(8), by: row.text(9))
                editions[kind, default: []].append(
                    Publication.Edition(
                        number: row.int(1), title: row.text(2), summary: row.text(3), asOf: asOf,
                        publishedAt: row.instant(5), publishedBy: row.text(6), withdrawal: withdrawal,
                        artefacts: files["\(kind.rawValue) \(row.int(1))"] ?? []))
            }
            return editions.map { Publication(kind: $0.key, editions: $0.value) }
                .sorted {
                    ($0.editions[0].publishedAt, $0.address) > ($1.editions[0].publishedAt, $1.address)
                }
        }
    }

    /// The stored bytes.
    public func artefact(_ kind: Publication.Kind, edition: Int, _ format: ArtefactFormat) async throws
        -> Artefact?
    {
        try await database.rows(
            """
            SELECT bytes FROM artefact
            WHERE kind = \(kind.rawValue) AND number = \(edition) AND format = \(format.rawValue)
            """
        ).first.map { Artefact(format: format, bytes: $0.bytes(0)) }
    }
}
