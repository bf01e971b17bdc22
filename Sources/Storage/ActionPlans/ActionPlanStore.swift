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

    /// Adds an action at the end of the plan and returns its id.
    public func add(_ action: Action, _ change: Change) async throws -> String {
        try await database.record(change) { recorder in try recorder.addAction(action) }
    }

    /// Saves an action that was read in the version it carries; throws `EditConflict` where that is not the newest.
    public func save(_ action: Action, within scope: Scope, details: String, _ change: Change) async throws {
        try await database.record(change) { recorder in
            guard
                let row = try recorder.connection.row(
                    "SELECT version, position, recordedAt, importID FROM action WHERE id = \(action.id) AND \(scope.condition)"
                )
            else { throw EditConflict(current: 0) }
            guard row.int(0) == action.version else { throw EditConflict(current: row.int(0)) }
            var saved = action
            saved.version += 1
            let values = ActionRow.values(
                saved, position: row.int(1), recordedAt: row.instant(2), importID: row.optionalText(3))
            try recorder.overwrite("action", columns: ActionRow.names, values: values, id: action.id)
            try recorder.addDirectorateOfAction(saved)
            try recorder.log(
                LogEvent("changed", "action", saved.id, version: saved.version, details: details))
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
            rows: [ActionRow.values(added, position: position, recordedAt: change.at, importID: nil)])
        try addDirectorateOfAction(added)
        try log(LogEvent("added", "action", added.id, version: 1, details: added.title))
        return added.id
    }
}
