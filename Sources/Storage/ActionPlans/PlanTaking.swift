// SPDX-License-Identifier: Apache-2.0
import EqualityDuty

/// What taking a plan's file back would do or did.
public struct PlanTakeResult: Hashable, Sendable {
    /// A row with what becomes of it.
    public struct Line: Hashable, Sendable {
        /// The row of the file.
        public let row: PlanRow
        /// What becomes of it.
        public let outcome: PlanRowOutcome
        /// What the action is called in the record; in the file for a new one.
        public let title: String
        /// The action that the row speaks of; empty for a new one.
        public let id: String
        /// The newest version of the action, and what it says; 0 and nothing for a new one.
        public let version: Int
        /// What the record says.
        public let record: PlanFields

        /// What the row changes, once each field on which both sides differ is settled by `takesFile`; `nil` where one
        /// is open.
        public func changes(_ takesFile: (_ field: String) -> Bool?) -> [PlanRowOutcome.FieldChange]? {
            switch outcome {
            case .unchanged, .added, .refused: return []
            case .changed(let changes): return changes
            case .conflict(let conflicts, let others):
                var changes = others
                for conflict in conflicts {
                    guard let takes = takesFile(conflict.field) else { return nil }
                    if takes {
                        changes.append(
                            .init(field: conflict.field, old: conflict.theirs, new: conflict.mine))
                    }
                }
                return changes
            }
        }

        /// What the changes ask a person why, where the row itself does not say.
        public func reasons(for changes: [PlanRowOutcome.FieldChange]) -> Set<PlanReason> {
            PlanRules.isBlank(row.why) ? PlanRules.reasons(for: changes) : []
        }
    }

    /// Rows of every sort but unchanged ones, in the order of the file.
    public internal(set) var lines: [Line] = []
    /// How many rows there are of each sort.
    public internal(set) var added = 0, changed = 0, unchanged = 0, conflicts = 0, refused = 0
    /// Actions of the plan that the file does not have; they stay.
    public internal(set) var notInFile = 0

    /// Nothing yet.
    public init() {}
}

/// What a person settled about a field on which file and record disagree.
public struct PlanChoice: Hashable, Sendable {
    /// The action and the field.
    public let actionID, field: String
    /// Whether the words of the file win.
    public let takesFile: Bool

    /// A settled field.
    public init(actionID: String, field: String, takesFile: Bool) {
        self.actionID = actionID
        self.field = field
        self.takesFile = takesFile
    }
}

/// The file cannot be taken as it is: rows are refused, or disagreements are open.
public struct PlanNotTaken: Error, Hashable, Sendable {
    /// What stands against it.
    public let result: PlanTakeResult
}

extension ActionPlanStore {
    /// Compares the rows of a file with the plan; nothing is changed.
    public func compare(_ rows: [PlanRow], own columns: [String], within scope: Scope) async throws
        -> PlanTakeResult
    {
        let vocabulary = vocabulary
        return try await database.read { connection in
            try PlanTaker(connection, scope, vocabulary, columns).result(of: rows)
        }
    }

    /// Takes the rows of a file, whole or not at all; throws `PlanNotTaken` where a row is refused, a field on which
    /// both sides differ was not settled, nobody said why a date moves or an action is open again, or where it would do
    /// something else than `expecting` was told.
    public func take(
        _ rows: [PlanRow], own columns: [String], settled choices: [PlanChoice] = [], why: String = "",
        source: String, within scope: Scope, rehearsing: Bool = false,
        expecting: (@Sendable (PlanTakeResult) -> Bool)? = nil, _ change: Change
    ) async throws -> PlanTakeResult {
        let vocabulary = vocabulary
        return try await database.record(change, rehearsing: rehearsing) { recorder in
            let taker = try PlanTaker(recorder.connection, scope, vocabulary, columns)
            let result = try taker.result(of: rows)
            if let expecting, !expecting(result) { throw PlanNotTaken(result: result) }
            let settled = Dictionary(choices.map { ("\($0.actionID) \($0.field)", $0.takesFile) }) {
                _, last in
                last
            }
            try taker.apply(result, settled, why, recorder)
            try recorder.log(
                LogEvent(
                    "imported", "action plan", Identifier.next(),
                    details:
                        "\(source): \(result.added) added, \(result.changed + result.conflicts) changed, "
                        + "\(result.unchanged) unchanged"))
            return result
        }
    }

    /// Headers of files that people gave a meaning to, by their folded words.
    public func headerMappings() async throws -> [String: String] {
        let rows = try await database.rows("SELECT header, field FROM header_mapping")
        return Dictionary(rows.map { ($0.text(0), $0.text(1)) }) { first, _ in first }
    }

    /// Forgets what headers of files mean, by their folded words.
    public func forget(_ headers: [String], _ change: Change) async throws {
        guard !headers.isEmpty else { return }
        try await database.record(change) { recorder in
            for header in headers {
                try recorder.connection.execute("DELETE FROM header_mapping WHERE header = \(header)")
            }
            let words = headers.map { "“\($0)”" }.joined(separator: "; ")
            try recorder.log(LogEvent("forgot", "action plan", "headers", details: words))
        }
    }

    /// Remembers what headers of files mean; an empty field means that the column is to be left out.
    public func remember(_ mappings: [String: String], _ change: Change) async throws {
        guard !mappings.isEmpty else { return }
        try await database.record(change) { recorder in
            for (header, field) in mappings.sorted(by: { $0.key < $1.key }) {
                try recorder.connection.execute(
                    """
                    INSERT INTO header_mapping (header, field, at, byPost)
                    VALUES (\(foldedForSearch(header)), \(field), \(change.at), \(change.actor.post))
                    ON CONFLICT (header) DO UPDATE SET field = excluded.field, at = excluded.at,
                        byPost = excluded.byPost
                    """)
            }
            let words = mappings.sorted { $0.key < $1.key }.map { "“\($0.key)” is \($0.value)" }
            try recorder.log(
                LogEvent("mapped", "action plan", "headers", details: words.joined(separator: "; ")))
        }
    }
}
