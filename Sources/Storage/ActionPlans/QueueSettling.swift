// SPDX-License-Identifier: Apache-2.0
import EqualityDuty

/// What somebody settled about one action of a queue.
public struct QueueAnswer: Hashable, Sendable {
    /// What is put into the record.
    public enum Content: Hashable, Sendable {
        /// Other words for a column, counted from 0.
        case cell(Int, String)
        /// A report about the action.
        case report(ActionUpdate)
    }

    /// The action, and the version that was shown.
    public let id: String
    /// The version that was shown.
    public let version: Int
    /// What is put into the record.
    public let content: Content

    /// An answer about an action.
    public init(id: String, version: Int, _ content: Content) {
        self.id = id
        self.version = version
        self.content = content
    }
}

/// Nothing of what was sent could be saved: every action had changed meanwhile.
public struct NothingSettled: Error, Hashable, Sendable {
    /// The actions that had changed, by id.
    public let conflicts: [String]
}

extension ActionPlanStore {
    /// Saves what was settled about several actions in one transaction; the ids of those that somebody else changed
    /// meanwhile come back, and nothing of theirs is touched. Throws `NothingSettled` where that is all of them.
    public func settle(_ answers: [QueueAnswer], within scope: Scope, _ change: Change) async throws
        -> [String]
    {
        let vocabulary = vocabulary
        return try await database.record(change) { recorder in
            var conflicts: [String] = []
            for answer in answers {
                let row = try recorder.connection.row(
                    "SELECT \(ActionRow.columns) FROM action WHERE id = \(answer.id) AND \(scope.condition)")
                guard let action = row.map({ ActionRow.action($0, vocabulary) }),
                    action.version == answer.version
                else {
                    conflicts.append(answer.id)
                    continue
                }
                switch answer.content {
                case .cell(let column, let words):
                    var cells = action.cells
                    let details = "\(ActionCells.headers[column]): “\(cells[column])” became “\(words)”"
                    cells[column] = words
                    let saved = action.with(cells, vocabulary, on: change.at.day)
                    try recorder.saveAction(saved, within: scope, vocabulary, details: details)
                case .report(let update):
                    let number = try recorder.addUpdate(update, about: action.id)
                    try recorder.saveAction(
                        action.reported(update, characteristics: vocabulary), within: scope, vocabulary,
                        details: "update \(number): \(update.inWords)", reported: update)
                }
            }
            guard conflicts.count < answers.count else { throw NothingSettled(conflicts: conflicts) }
            return conflicts
        }
    }

    /// Every action within a scope as a card of the board, in the order of the plan.
    public func cards(within scope: Scope) async throws -> [BoardCard] {
        try await database.rows(
            "SELECT \(ActionRow.lineColumns), version FROM action WHERE \(scope.condition) ORDER BY position, id"
        ).map { BoardCard(line: ActionRow.line($0), version: $0.int(9)) }
    }
}

extension Action {
    /// The same action with other words in its cells, updated on a day.
    func with(_ cells: ActionCells, _ vocabulary: CharacteristicVocabulary, on day: CalendarDay) -> Action {
        var changed = Action.reading(
            cells, id: id, version: version, characteristics: vocabulary, outcomeNote: outcomeNote,
            lastUpdated: day)
        changed.measure = measure
        changed.assessmentID = assessmentID
        changed.details = details
        return changed
    }
}

extension PeopleStore {
    /// The posts of people whose accounts are closed and which nobody else holds, as folded text.
    public func formerPosts() async throws -> Set<String> {
        let rows = try await database.rows("SELECT post, isDisabled FROM person WHERE isElsewhere = 0")
        let held = Set(rows.filter { !$0.bool(1) }.map { foldedForSearch($0.text(0)) })
        return Set(rows.filter { $0.bool(1) }.map { foldedForSearch($0.text(0)) }).subtracting(held)
    }
}
