// SPDX-License-Identifier: Apache-2.0
import EqualityDuty

/// The outcomes of a body and where each is unequal.
public struct OutcomeStore: Sendable {
    let database: any Database

    /// A store over the database of one body.
    public init(database: any Database) { self.database = database }

    /// All outcomes in the order of the matrix.
    public func outcomes() async throws -> [Outcome] {
        try await database.rows(
            """
            SELECT id, version, reference, title, parentID, strategyID, isRetired
            FROM outcome ORDER BY position, id
            """
        ).map {
            Outcome(
                id: $0.text(0), version: $0.int(1), reference: $0.text(2), title: $0.text(3),
                parentID: $0.text(4), strategyID: $0.text(5), isRetired: $0.bool(6))
        }
    }

    /// Everything that was found unequal, in the order in which it was entered.
    public func inequalities() async throws -> [Inequality] {
        try await database.rows("SELECT \(Self.columns) FROM inequality ORDER BY id").map(Self.inequality)
    }

    /// One finding; `nil` where there is none.
    public func inequality(_ id: String) async throws -> Inequality? {
        try await database.rows("SELECT \(Self.columns) FROM inequality WHERE id = \(id)").first
            .map(Self.inequality)
    }

    /// Takes outcomes of a file after those there are; one whose reference and words are known is left alone.
    /// A supporting outcome names in `parentID` the reference of its strategic one.
    public func importOutcomes(
        _ outcomes: [Outcome], strategyID: String, source: String, rehearsing: Bool = false, _ change: Change
    ) async throws -> (added: Int, unchanged: Int) {
        try await database.record(change, rehearsing: rehearsing) { recorder in
            var known: [String: (id: String, title: String)] = [:]
            try recorder.connection.forEachRow(
                """
                SELECT reference, id, title FROM outcome WHERE strategyID = \(strategyID)
                ORDER BY isRetired DESC, position
                """
            ) { known[$0.text(0)] = ($0.text(1), $0.text(2)) }
            var position =
                try recorder.connection.row("SELECT MAX(position) FROM outcome")?.int(0) ?? 0
            var (added, unchanged) = (0, 0)
            for outcome in outcomes {
                if let there = known[outcome.reference] {
                    if there.title != outcome.title {
                        throw DatabaseFailure.refused(
                            "Outcome \(outcome.reference) is there with other words: “\(there.title)”")
                    }
                    unchanged += 1
                    continue
                }
                position += 1
                let id = Identifier.next()
                try recorder.connection.execute(
                    """
                    INSERT INTO outcome (id, version, position, reference, title, parentID, strategyID)
                    VALUES (\(id), 1, \(position), \(outcome.reference), \(outcome.title),
                        \(known[outcome.parentID]?.id ?? ""), \(strategyID))
                    """)
                known[outcome.reference] = (id, outcome.title)
                added += 1
            }
            try recorder.log(
                LogEvent(
                    "imported", "outcomes", strategyID,
                    details: "\(source): \(added) added, \(unchanged) unchanged"))
            return (added, unchanged)
        }
    }

    /// Adds a finding and returns its id.
    public func add(_ finding: Inequality, _ change: Change) async throws -> String {
        try await database.record(change) { recorder in
            let id = Identifier.next()
            try recorder.connection.insert(
                into: "inequality", columns: ["id", "version"] + Self.names,
                rows: [[id.sqlValue, 1.sqlValue] + Self.values(finding)])
            try recorder.log(
                LogEvent("added", "inequality", id, version: 1, details: finding.effectInWords))
            return id
        }
    }

    /// Saves a finding read in the version it carries; throws `EditConflict`.
    public func save(_ finding: Inequality, _ change: Change) async throws {
        try await database.record(change) { recorder in
            let current =
                try recorder.connection.row("SELECT version FROM inequality WHERE id = \(finding.id)")?
                .int(0) ?? 0
            guard current == finding.version else { throw EditConflict(current: current) }
            try recorder.overwrite(
                "inequality", columns: ["version"] + Self.names,
                values: [(current + 1).sqlValue] + Self.values(finding), id: finding.id)
            try recorder.log(
                LogEvent(
                    "changed", "inequality", finding.id, version: current + 1, details: finding.effectInWords)
            )
        }
    }

    private static let columns: SQL =
        """
        id, version, outcomeID, characteristic, words, evidence, explanation, reach, depth, influence, certainty
        """

    private static let names = [
        "outcomeID", "characteristic", "words", "evidence", "explanation", "reach", "depth", "influence",
        "certainty",
    ]

    private static func values(_ finding: Inequality) -> [SQLValue] {
        let values: [any SQLBindable] = [
            finding.outcomeID, finding.characteristic, finding.words, finding.evidence, finding.explanation,
            finding.scores[.reach], finding.scores[.depth], finding.scores[.influence],
            finding.scores[.certainty],
        ]
        return values.map(\.sqlValue)
    }

    private static func inequality(_ row: Row) -> Inequality {
        var scores: [Inequality.Criterion: Int] = [:]
        for (place, criterion) in Inequality.Criterion.allCases.enumerated() {
            scores[criterion] = row.optionalInt(7 + place)
        }
        return Inequality(
            id: row.text(0), version: row.int(1), outcomeID: row.text(2), characteristic: row.text(3),
            words: row.text(4), evidence: row.text(5), scores: scores, explanation: row.text(6))
    }
}
