// SPDX-License-Identifier: Apache-2.0
import EqualityDuty
import EqualityStatistics

/// The same counts are held already.
public struct TableHeldAlready: Error, Hashable, Sendable {
    /// The one that holds them.
    public let first: TakenTable
    /// Whether the file itself is the same, byte for byte.
    public let isSameFile: Bool
}

/// A newer table of the same id is held, so this one cannot take its place.
public struct NewerTableHeld: Error, Hashable, Sendable {
    /// The newer one.
    public let newer: TakenTable
}

/// Published tables that a body took in itself.
public struct PublishedTableStore: Sendable {
    let database: any Database
    let schemes: CategorySchemes

    /// A store over the database of one body, with the schemes that tables may be of.
    public init(database: any Database, schemes: CategorySchemes) {
        self.database = database
        self.schemes = schemes
    }

    /// A table that is about to be taken in.
    public struct Offer: Sendable {
        /// What it is, with the digest of its file.
        public let description: PublishedTableDescription
        /// The name of the file.
        public let fileName: String
        /// The counts, in the form of a published table.
        public let bytes: [UInt8]
        /// How many areas it has.
        public let areaCount: Int
        /// Everybody counted in it.
        public let total: Int

        /// An offer as its parts.
        public init(
            description: PublishedTableDescription, fileName: String, bytes: [UInt8], areaCount: Int,
            total: Int
        ) {
            self.description = description
            self.fileName = fileName
            self.bytes = bytes
            self.areaCount = areaCount
            self.total = total
        }
    }

    /// Takes a table in and returns it. One that is held of the same id is replaced and kept. Throws
    /// `TableHeldAlready` and `NewerTableHeld`. A rehearsal does everything and keeps nothing.
    public func take(_ offer: Offer, rehearsing: Bool = false, _ change: Change) async throws -> TakenTable {
        let store = self
        let id = Identifier.next()
        return try await database.record(change, rehearsing: rehearsing) { recorder in
            let connection = recorder.connection
            let about = offer.description
            let counts = Token.digest(offer.bytes)
            let key = foldedForSearch(about.id)
            let held = try store.rows("WHERE withdrawnAt IS NULL", connection)
            if let first = held.first(where: { $0.counts == counts || $0.isSame(about.digest, key) }) {
                throw TableHeldAlready(
                    first: first.table, isSameFile: first.table.description.digest == about.digest)
            }
            let before = held.first { $0.key == key && $0.table.supersededBy == nil }?.table
            if let before, before.description.day > about.day { throw NewerTableHeld(newer: before) }
            try store.insert(offer, id: id, key: key, counts: counts, before: before?.id, change, connection)
            if let before {
                try connection.execute(
                    "UPDATE published_table SET supersededBy = \(id) WHERE id = \(before.id)")
            }
            let instead = before == nil ? "" : ", in the place of the one held"
            try recorder.log(
                LogEvent(
                    "took in", "published table", id,
                    details: "\(about.id), \(about.title), \(about.dataset), from \(offer.fileName)\(instead)"
                ))
            guard let taken = try store.rows("WHERE id = \(id)", connection).first?.table else {
                throw DatabaseFailure.broken("a table that was just written is not there")
            }
            return taken
        }
    }

    private func insert(
        _ offer: Offer, id: String, key: String, counts: String, before: String?, _ change: Change,
        _ connection: any Connection
    ) throws {
        let about = offer.description
        try connection.execute(
            """
            INSERT INTO published_table (id, tableID, tableKey, title, dataset, day, universe, youngest, oldest, schemes,
                publisher, source, licence, geography, noise, caveats, fileName, digest, countsDigest, areas, total,
                bytes, takenAt, byID, byPost, supersedes)
            VALUES (\(id), \(about.id), \(key), \(about.title), \(about.dataset), \(about.day), \(about.universe),
                \(about.ages.youngest), \(about.ages.oldest), \(Self.names(about.schemes, known: schemes)),
                \(about.publisher), \(about.source), \(about.licence), \(about.geography), \(about.noise),
                \(about.caveats.joined(separator: "\n")), \(offer.fileName), \(about.digest), \(counts),
                \(offer.areaCount), \(offer.total), \(SQLValue.blob(offer.bytes)), \(change.at), \(change.actor.id),
                \(change.actor.post), \(before))
            """)
    }

    /// Takes a table back: its figures are shown no more, and those of the one before it again. Throws
    /// `NothingToWithdraw` where it is unknown or withdrawn already.
    public func withdraw(_ id: String, reason: String, _ change: Change) async throws {
        let store = self
        try await database.record(change) { recorder in
            let connection = recorder.connection
            guard let table = try store.rows("WHERE id = \(id)", connection).first?.table,
                table.withdrawal == nil
            else { throw NothingToWithdraw() }
            try connection.execute(
                """
                UPDATE published_table SET withdrawnAt = \(change.at), withdrawnBy = \(change.actor.post),
                    withdrawnReason = \(reason)
                WHERE id = \(id)
                """)
            // What stood before takes its place again, wherever in the row of editions it stood.
            try connection.execute(
                "UPDATE published_table SET supersededBy = \(table.supersededBy) WHERE supersededBy = \(id)")
            if let later = table.supersededBy {
                try connection.execute(
                    "UPDATE published_table SET supersedes = \(table.supersedes) WHERE id = \(later)")
            }
            try recorder.log(
                LogEvent("withdrew", "published table", id, details: "\(table.description.id). \(reason)"))
        }
    }

    /// All tables that were ever taken in, the newest first.
    public func tables() async throws -> [TakenTable] {
        let store = self
        return try await database.read { try store.rows("", $0).map(\.table) }
    }

    /// One of them; `nil` where there is none of that id.
    public func table(_ id: String) async throws -> TakenTable? {
        let store = self
        return try await database.read { try store.rows("WHERE id = \(id)", $0).first?.table }
    }

    /// The counts of a table; `nil` where there is none, or its scheme is not there.
    public func counts(_ id: String) async throws -> PublishedTable? {
        let store = self
        return try await database.read { connection in
            guard let table = try store.rows("WHERE id = \(id)", connection).first?.table else { return nil }
            return try store.counts(of: table, connection)
        }
    }

    /// The counts of every table that is in use.
    public func used() async throws -> [PublishedTable] {
        let store = self
        return try await database.read { connection in
            try store.rows("WHERE withdrawnAt IS NULL AND supersededBy IS NULL", connection).compactMap {
                try store.counts(of: $0.table, connection)
            }
        }
    }

    /// What changes whenever a table comes or goes, so that what was read can be kept until then.
    public func mark() async throws -> String {
        let row = try await database.rows(
            """
            SELECT COUNT(*), COUNT(withdrawnAt), COUNT(supersededBy), MAX(takenAt), MAX(withdrawnAt)
            FROM published_table
            """
        ).first
        return row.map { row in (0..<5).map { row.text($0) }.joined(separator: "/") } ?? ""
    }

    private func counts(of table: TakenTable, _ connection: any Connection) throws -> PublishedTable? {
        guard table.missingSchemes.isEmpty,
            let row = try connection.row("SELECT bytes FROM published_table WHERE id = \(table.id)")
        else { return nil }
        do {
            return try PublishedTable(table.description, bytes: row.bytes(0))
        } catch {
            // A scheme that changed its codes since: the table is listed and its figures are not shown.
            return nil
        }
    }

    // MARK: rows

    private struct Held {
        let table: TakenTable
        let key: String
        let counts: String

        func isSame(_ digest: String, _ key: String) -> Bool {
            !digest.isEmpty && table.description.digest == digest && self.key == key
        }
    }

    private func rows(_ condition: SQL, _ connection: any Connection) throws -> [Held] {
        let columns: SQL =
            """
            SELECT id, tableID, tableKey, title, dataset, day, universe, youngest, oldest, schemes, publisher, source,
                licence, geography, noise, caveats, fileName, digest, countsDigest, areas, total, takenAt, byPost,
                supersedes, supersededBy, withdrawnAt, withdrawnBy, withdrawnReason
            FROM published_table
            """
        let order: SQL = " ORDER BY takenAt DESC, id DESC"
        let space: SQL = " "
        return try connection.rows(columns + space + condition + order).map { row in
            let (found, missing) = Self.schemes(row.text(9), known: schemes)
            let description = PublishedTableDescription(
                id: row.text(1), title: row.text(3), dataset: row.text(4),
                day: row.day(5) ?? CalendarDay(1970, 1, 1), universe: row.text(6),
                ages: AgeRange(row.int(7), to: row.optionalInt(8)) ?? .all, schemes: found,
                publisher: row.text(10), source: row.text(11), licence: row.text(12), geography: row.text(13),
                noise: row.int(14), caveats: row.text(15).split(separator: "\n").map(String.init),
                digest: row.text(17))
            let withdrawal =
                row.isNull(25)
                ? nil : TakenTable.Withdrawal(at: row.instant(25), by: row.text(26), reason: row.text(27))
            return Held(
                table: TakenTable(
                    id: row.text(0), description: description, missingSchemes: missing,
                    fileName: row.text(16),
                    areaCount: row.int(19), total: row.int(20), takenAt: row.instant(21),
                    takenBy: row.text(22),
                    supersedes: row.optionalText(23), supersededBy: row.optionalText(24),
                    withdrawal: withdrawal),
                key: row.text(2), counts: row.text(18))
        }
    }

    /// The ids of schemes; one that was made of ages keeps its bands beside its id.
    private static func names(_ schemes: [CategoryScheme], known: CategorySchemes) -> String {
        schemes.map { scheme in
            guard known[scheme.id] == nil, scheme.isAges else { return scheme.id }
            return scheme.id + "=" + scheme.leaves.map(\.code).joined(separator: " ")
        }.joined(separator: "\n")
    }

    private static func schemes(
        _ text: String, known: CategorySchemes
    ) -> (found: [CategoryScheme], missing: [String]) {
        var found: [CategoryScheme] = []
        var missing: [String] = []
        for line in text.split(separator: "\n") {
            let parts = line.split(separator: "=", maxSplits: 1).map(String.init)
            if parts.count == 2,
                let made = CategoryScheme.made(
                    ofAges: parts[1].split(separator: " ").compactMap {
                        CategoryScheme.ages(ofCode: String($0))
                    },
                    id: parts[0])
            {
                found.append(made)
            } else if let scheme = known[parts[0]] {
                found.append(scheme)
            } else {
                missing.append(parts[0])
            }
        }
        return (found, missing)
    }
}
