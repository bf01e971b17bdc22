// SPDX-License-Identifier: Apache-2.0
import EqualityDuty

/// A saved version of a strategy: who saved it, when, why, and what it said.
public struct StrategyVersion: Hashable, Sendable {
    /// Counted from 1.
    public let number: Int
    /// How far the strategy had come.
    public let state: Strategy.State
    /// When it was saved.
    public let at: Instant
    /// The post of who saved it.
    public let byPost: String
    /// Why, in that person's words; empty where nobody said.
    public let reason: String
    /// What it said: title, purpose, summary, and each part by its place.
    public let content: [String: String]
}

/// The strategies, plans and frameworks of a body, with all their versions.
public struct StrategyStore: Sendable {
    let database: any Database

    /// A store over the database of one body.
    public init(database: any Database) { self.database = database }

    /// All strategies, the oldest first; those without a first day last.
    public func strategies() async throws -> [Strategy] {
        try await database.rows(
            "SELECT \(Self.columns) FROM strategy ORDER BY firstDay NULLS LAST, recordedAt, id"
        ).map(Self.strategy)
    }

    /// One strategy; `nil` where there is none.
    public func strategy(_ id: String) async throws -> Strategy? {
        try await database.rows("SELECT \(Self.columns) FROM strategy WHERE id = \(id)").first
            .map(Self.strategy)
    }

    /// The parts of a strategy in its order, retired ones among them.
    public func parts(of id: String) async throws -> [StrategyPart] {
        try await database.read { try Self.parts(of: id, $0) }
    }

    /// The parts of all strategies that are in use, by id.
    public func partsByID() async throws -> [String: (part: StrategyPart, strategyID: String)] {
        let rows = try await database.rows("SELECT \(Self.partColumns), strategyID FROM strategy_part")
        return Dictionary(rows.map { ($0.text(0), (Self.part($0), $0.text(11))) }) { first, _ in first }
    }

    /// The versions of a strategy, the newest first.
    public func versions(of id: String) async throws -> [StrategyVersion] {
        try await database.rows(
            """
            SELECT number, state, at, byPost, reason, content FROM strategy_version
            WHERE strategyID = \(id) ORDER BY number DESC
            """
        ).map {
            StrategyVersion(
                number: $0.int(0), state: Strategy.State(rawValue: $0.text(1)) ?? .draft, at: $0.instant(2),
                byPost: $0.text(3), reason: $0.text(4),
                content: CanonicalJSON.fields(Array($0.text(5).utf8)) ?? [:])
        }
    }

    /// Adds a strategy with its parts and returns its id.
    public func add(_ strategy: Strategy, parts: [StrategyPart] = [], _ change: Change) async throws -> String
    {
        try await database.record(change) { recorder in
            try recorder.addStrategy(strategy, parts: parts)
        }
    }

    /// Saves what a strategy says about itself; throws `EditConflict` where it was not read in its newest version.
    public func save(_ strategy: Strategy, _ change: Change) async throws {
        try await database.record(change) { recorder in
            try recorder.raiseStrategy(strategy.id, from: strategy.version)
            var saved = strategy
            saved.version += 1
            try recorder.overwrite(
                "strategy", columns: Self.names, values: Self.values(saved), id: strategy.id)
            try recorder.keepStrategyVersion(strategy.id, verb: "changed")
        }
    }

    /// Adds a part at the end of a strategy and returns its id.
    public func add(_ part: StrategyPart, to id: String, version: Int, _ change: Change) async throws
        -> String
    {
        try await database.record(change) { recorder in
            try recorder.raiseStrategy(id, from: version)
            let partID = try recorder.addPart(part, to: id)
            try recorder.keepStrategyVersion(id, verb: "changed")
            return partID
        }
    }

    /// Saves a part, also when it is retired: what earlier versions said stays with them.
    public func save(_ part: StrategyPart, of id: String, version: Int, _ change: Change) async throws {
        try await database.record(change) { recorder in
            try recorder.raiseStrategy(id, from: version)
            try recorder.connection.execute(
                """
                UPDATE strategy_part SET kind = \(part.kind.rawValue), section = \(part.section),
                    number = \(part.number), text = \(part.text), characteristic = \(part.characteristic),
                    area = \(part.area), title = \(part.title), kindWritten = \(part.kindWritten), divisions = \(part.divisions), isRetired = \(part.isRetired)
                WHERE id = \(part.id) AND strategyID = \(id)
                """)
            try recorder.keepStrategyVersion(id, verb: "changed")
        }
    }

    static let names = [
        "version", "title", "kind", "state", "firstDay", "lastDay", "approvedOn", "reviewDay",
        "governanceGroup", "directorate", "directorateKey", "summary", "purpose",
    ]

    static func values(_ strategy: Strategy) -> [SQLValue] {
        let values: [any SQLBindable] = [
            strategy.version, strategy.title, strategy.kind.rawValue, strategy.state.rawValue,
            strategy.firstDay, strategy.lastDay, strategy.approvedOn, strategy.reviewDay,
            strategy.governanceGroup, strategy.directorate, foldedForSearch(strategy.directorate),
            strategy.summary, strategy.purpose,
        ]
        return values.map(\.sqlValue)
    }

    static let columns: SQL =
        """
        id, version, title, kind, state, firstDay, lastDay, approvedOn, reviewDay, governanceGroup, directorate,
        summary, purpose
        """

    static let partColumns: SQL =
        "id, kind, section, number, text, characteristic, area, divisions, isRetired, kindWritten, title"

    static func strategy(_ row: Row) -> Strategy {
        Strategy(
            id: row.text(0), version: row.int(1), title: row.text(2),
            kind: Strategy.Kind(rawValue: row.text(3)) ?? .strategy,
            state: Strategy.State(rawValue: row.text(4)) ?? .draft, firstDay: row.day(5), lastDay: row.day(6),
            approvedOn: row.day(7), reviewDay: row.day(8), governanceGroup: row.text(9),
            directorate: row.text(10), purpose: row.text(12), summary: row.text(11))
    }

    static func part(_ row: Row) -> StrategyPart {
        StrategyPart(
            id: row.text(0), kind: StrategyPart.Kind(rawValue: row.text(1)) ?? .other,
            kindWritten: row.text(9), section: row.text(2), number: row.text(3), title: row.text(10),
            text: row.text(4), characteristic: row.text(5),
            area: row.text(6), divisions: row.text(7), isRetired: row.bool(8))
    }

    static func parts(of id: String, _ connection: any Connection) throws -> [StrategyPart] {
        try connection.rows(
            "SELECT \(partColumns) FROM strategy_part WHERE strategyID = \(id) ORDER BY position, id"
        ).map(part)
    }
}
