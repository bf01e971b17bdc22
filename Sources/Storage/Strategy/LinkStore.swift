// SPDX-License-Identifier: Apache-2.0
import EqualityDuty

/// A join would lead round in a circle.
public struct LinkCircle: Error, Hashable, Sendable {
    /// The way round, from where it begins back to there.
    public let way: [RecordName]
}

/// What joins the things of the record.
public struct LinkStore: Sendable {
    let database: any Database

    /// A store over the database of one body.
    public init(database: any Database) { self.database = database }

    /// The joins that hold of some kinds, or of all.
    public func links(_ kinds: [LinkKind] = LinkKind.allCases) async throws -> [RecordLink] {
        try await database.read { try Self.links(kinds, $0) }
    }

    /// The joins of some kinds that held at a moment, those that ended since among them.
    public func links(_ kinds: [LinkKind], asOf moment: Instant) async throws -> [RecordLink] {
        try await database.rows(
            """
            SELECT \(Self.columns) FROM record_link WHERE at <= \(moment)
            AND (endedAt IS NULL OR endedAt > \(moment)) AND kind IN (\(list: kinds.map(\.rawValue)))
            ORDER BY at, kind, fromID, toID
            """
        ).compactMap(Self.link)
    }

    /// The joins that hold from or to a thing.
    public func links(of name: RecordName) async throws -> [RecordLink] {
        try await database.rows(
            """
            SELECT \(Self.columns) FROM record_link WHERE endedAt IS NULL
            AND ((fromKind = \(name.kind.rawValue) AND fromID = \(name.id))
                OR (toKind = \(name.kind.rawValue) AND toID = \(name.id)))
            ORDER BY at, kind, fromID, toID
            """
        ).compactMap(Self.link)
    }

    /// Joins two things; one that held before and ended is kept beside it, with its days. Throws `LinkCircle` where it would lead round.
    public func add(_ link: RecordLink, _ change: Change) async throws {
        try await database.record(change) { recorder in
            try recorder.addLink(link)
            try recorder.logLink("joined", link)
        }
    }

    /// Joins several things in one change, all or none. Throws `LinkCircle` where one would lead round.
    public func add(_ links: [RecordLink], _ change: Change) async throws {
        try await database.record(change) { recorder in
            for link in links {
                try recorder.addLink(link)
                try recorder.logLink("joined", link)
            }
        }
    }

    /// Ends a join; it is kept with the day on which it ended.
    public func end(_ link: RecordLink, _ change: Change) async throws {
        try await database.record(change) { recorder in
            try recorder.connection.execute(
                """
                UPDATE record_link SET endedAt = \(change.at) WHERE kind = \(link.kind.rawValue)
                AND fromKind = \(link.from.kind.rawValue) AND fromID = \(link.from.id)
                AND toKind = \(link.to.kind.rawValue) AND toID = \(link.to.id) AND endedAt IS NULL
                """)
            try recorder.logLink("parted", link)
        }
    }

    private static let columns: SQL = "kind, fromKind, fromID, toKind, toID, note"

    static func links(_ kinds: [LinkKind], _ connection: any Connection) throws -> [RecordLink] {
        try connection.rows(
            """
            SELECT \(columns) FROM record_link WHERE endedAt IS NULL AND kind IN (\(list: kinds.map(\.rawValue)))
            ORDER BY at, kind, fromID, toID
            """
        ).compactMap(link)
    }

    private static func link(_ row: Row) -> RecordLink? {
        guard let kind = LinkKind(rawValue: row.text(0)), let from = RecordName.Kind(rawValue: row.text(1)),
            let to = RecordName.Kind(rawValue: row.text(3))
        else { return nil }
        return RecordLink(
            kind, from: RecordName(from, row.text(2)), to: RecordName(to, row.text(4)), note: row.text(5))
    }
}

extension Recorder {
    /// Joins two things within a change; logging it is the caller's.
    func addLink(_ link: RecordLink) throws {
        guard link.kind.joins(link.from.kind, link.to.kind) else {
            throw DatabaseFailure.refused(
                "\(link.from.kind.rawValue) cannot be joined to \(link.to.kind.rawValue) as “\(link.kind.words)”"
            )
        }
        if link.kind.forbidsCircles {
            let others = try LinkStore.links([link.kind], connection)
            if let way = RecordLink.circle(closedBy: link, among: others) { throw LinkCircle(way: way) }
        }
        let held: SQL =
            """
            kind = \(link.kind.rawValue) AND fromKind = \(link.from.kind.rawValue) AND fromID = \(link.from.id)
            AND toKind = \(link.to.kind.rawValue) AND toID = \(link.to.id) AND endedAt IS NULL
            """
        if try connection.row("SELECT at FROM record_link WHERE \(held)") != nil {
            try connection.execute("UPDATE record_link SET note = \(link.note) WHERE \(held)")
            return
        }
        try connection.execute(
            """
            INSERT INTO record_link (kind, fromKind, fromID, toKind, toID, note, at, byPost, endedAt)
            VALUES (\(link.kind.rawValue), \(link.from.kind.rawValue), \(link.from.id), \(link.to.kind.rawValue),
                \(link.to.id), \(link.note), \(change.at), \(change.actor.post), NULL)
            ON CONFLICT (kind, fromKind, fromID, toKind, toID, at)
            DO UPDATE SET note = excluded.note, endedAt = NULL
            """)
    }

    func logLink(_ verb: String, _ link: RecordLink) throws {
        let words = "\(link.kind.words) \(link.to.kind.rawValue) \(link.to.id)"
        try log(LogEvent(verb, link.from.kind.rawValue, link.from.id, details: words))
    }
}
