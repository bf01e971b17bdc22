// SPDX-License-Identifier: Apache-2.0
import EqualityDuty

/// The action plan of a body.
public struct ActionPlanStore: Sendable {
    let database: any Database
    let vocabulary: CharacteristicVocabulary

    /// A store that reads characteristics by the words of this vocabulary.
    public init(database: any Database, vocabulary: CharacteristicVocabulary) {
        self.database = database
        self.vocabulary = vocabulary
    }

    /// A page of the plan and how many actions fit the question.
    public func page(_ question: ActionQuestion, within scope: Scope) async throws -> (
        actions: [ActionLine], total: Int
    ) {
        let conditions = question.conditions(within: scope)
        return try await database.read { connection in
            let total = try connection.row("SELECT COUNT(*) FROM action WHERE \(conditions)")?.int(0) ?? 0
            let rows = try connection.rows(
                """
                SELECT \(ActionRow.lineColumns) FROM action WHERE \(conditions) ORDER BY \(question.ordering)
                LIMIT \(question.limit) OFFSET \(question.offset)
                """)
            return (rows.map(ActionRow.line), total)
        }
    }

    /// How many actions fit a question.
    public func count(_ question: ActionQuestion, within scope: Scope) async throws -> Int {
        try await database.rows("SELECT COUNT(*) FROM action WHERE \(question.conditions(within: scope))")
            .first?.int(0) ?? 0
    }

    /// Every action within a scope, in the order of the plan.
    public func actions(within scope: Scope) async throws -> [Action] {
        let vocabulary = vocabulary
        return try await database.rows(
            "SELECT \(ActionRow.columns) FROM action WHERE \(scope.condition) ORDER BY position, id"
        ).map { ActionRow.action($0, vocabulary) }
    }

    /// Every action that fits a question, whatever its page, in its order.
    public func actions(_ question: ActionQuestion, within scope: Scope) async throws -> [Action] {
        let (vocabulary, conditions) = (vocabulary, question.conditions(within: scope))
        return try await database.rows(
            "SELECT \(ActionRow.columns) FROM action WHERE \(conditions) ORDER BY \(question.ordering)"
        ).map { ActionRow.action($0, vocabulary) }
    }

    /// One action; `nil` where it does not exist or lies outside the scope.
    public func action(_ id: String, within scope: Scope) async throws -> Action? {
        let vocabulary = vocabulary
        return try await database.rows(
            "SELECT \(ActionRow.columns) FROM action WHERE id = \(id) AND \(scope.condition)"
        ).first.map { ActionRow.action($0, vocabulary) }
    }

    /// The directorates that occur, for filters.
    public func directorates(within scope: Scope) async throws -> [String] {
        try await database.read { try BodyStore.directorates($0, within: scope) }
    }

    /// The sections and the leads that actions within a scope name, in alphabetical order.
    public func sectionsAndLeads(within scope: Scope) async throws -> (sections: [String], leads: [String]) {
        let rows = try await database.rows(
            "SELECT DISTINCT section, leadNames FROM action WHERE \(scope.condition)")
        var (sections, leads): (Set<String>, Set<String>) = ([], [])
        for row in rows {
            sections.insert(row.text(0))
            leads.formUnion(row.text(1).split(separator: "; ").map(String.init))
        }
        func ordered(_ words: Set<String>) -> [String] {
            words.filter { !$0.isEmpty }.map { (foldedForSearch($0), $0) }.sorted { $0 < $1 }.map(\.1)
        }
        return (ordered(sections), ordered(leads))
    }

    /// Adds an action at the end of the plan and returns its id.
    public func add(_ action: Action, _ change: Change) async throws -> String {
        try await database.record(change) { recorder in try recorder.addAction(action) }
    }

    /// Saves an action that was read in the version it carries; throws `EditConflict` where that is not the newest.
    ///
    /// A date that is moved in this way is kept among the reports with why, as one that was moved by a report is.
    public func save(
        _ action: Action, within scope: Scope, details: String, why: String = "", _ change: Change
    ) async throws {
        let vocabulary = vocabulary
        try await database.record(change) { recorder in
            let old = try recorder.connection.row(
                "SELECT targetCompletionDate FROM action WHERE id = \(action.id)")?.text(0)
            try recorder.saveAction(action, within: scope, vocabulary, details: details)
            if let old, PlanRules.movesDate(from: old, to: action.cells.targetDate) {
                _ = try recorder.addUpdate(
                    ActionUpdate(
                        day: change.at.day, oldTarget: old, newTarget: action.cells.targetDate,
                        why: why), about: action.id)
            }
        }
    }

    /// What happened to an action, newest first: its own changes, then the import that brought it.
    public func history(of id: String) async throws -> [LogEntry] {
        try await database.read { try LogStore.history(of: id, kind: "action", table: "action", $0) }
    }
}

extension Recorder {
    /// Adds an action at the end of the plan and returns its id.
    func addAction(_ action: Action) throws -> String {
        var added = action
        added.id = Identifier.next()
        added.version = 1
        let position = try nextPosition()
        try connection.insert(
            into: "action", columns: ActionRow.names,
            rows: [
                ActionRow.values(
                    added, position: position, recordedAt: change.at, importID: nil, changedAt: change.at)
            ])
        try addDirectorateOfAction(added)
        try log(LogEvent("added", "action", added.id, version: 1, details: added.title))
        return added.id
    }

    /// Saves an action over the version it was read in, and keeps what that version said.
    func saveAction(
        _ action: Action, within scope: Scope, _ vocabulary: CharacteristicVocabulary, details: String,
        reported update: ActionUpdate? = nil, isHeard: Bool = false
    ) throws {
        guard
            let row = try connection.row(
                """
                SELECT \(ActionRow.columns), position, recordedAt, importID, changedAt FROM action
                WHERE id = \(action.id) AND \(scope.condition)
                """)
        else { throw EditConflict(current: 0) }
        let old = ActionRow.action(row, vocabulary)
        guard old.version == action.version else { throw EditConflict(current: old.version) }
        let recordedAt = row.instant(ActionRow.count + 1)
        let from = max(recordedAt, row.instant(ActionRow.count + 3))
        try connection.insert(
            into: "action_version",
            columns: [
                "actionID", "number", "heldFrom", "heldUntil", "content", "lastUpdated", "owedFrom",
                "finishedOn",
            ],
            rows: [
                [
                    old.id.sqlValue, old.version.sqlValue, from.sqlValue, change.at.sqlValue,
                    PlanFields(of: old).storedText.sqlValue, old.lastUpdated.sqlValue,
                    (old.owedFrom ?? recordedAt.day).sqlValue, old.finishedOn.sqlValue,
                ]
            ])
        var saved = action
        saved.carryDays(on: old, reported: update, isHeard: isHeard, changedOn: change.at.day)
        saved.version += 1
        let values = ActionRow.values(
            saved, position: row.int(ActionRow.count), recordedAt: recordedAt,
            importID: row.optionalText(ActionRow.count + 2),
            changedAt: change.at)
        try overwrite("action", columns: ActionRow.names, values: values, id: action.id)
        try addDirectorateOfAction(saved)
        try log(LogEvent("changed", "action", saved.id, version: saved.version, details: details))
    }
}
