// SPDX-License-Identifier: Apache-2.0

/// Something about an action that somebody still has to settle; it never stops an import.
public struct ActionQueueItem: Hashable, Sendable, CustomStringConvertible {
    /// What is to be settled.
    public enum Kind: String, CaseIterable, Hashable, Sendable {
        /// A date kept in words only, none at all, a status kept in words, a blank mapping, nobody.
        case dateNotUnderstood, noDate, statusNotUnderstood, toBeMapped, noLead
    }

    /// The row in the imported file; 0 for an action already kept.
    public let row: Int
    /// What is to be settled.
    public let kind: Kind
    /// The header of the column.
    public let column: String
    /// The words as they were written.
    public let asWritten: String
    /// What to do, with a suggestion where there is one.
    public let text: String

    /// An item of the work queue.
    public init(row: Int, kind: Kind, column: String, asWritten: String, text: String) {
        self.row = row
        self.kind = kind
        self.column = column
        self.asWritten = asWritten
        self.text = text
    }

    /// "Row 5, Target Completion Date: …".
    public var description: String { ImportProblem(row: row, column: column, text: text).description }
}

extension Action {
    /// What somebody still has to settle about this action.
    public func queue(row: Int = 0) -> [ActionQueueItem] {
        var items: [ActionQueueItem] = []
        func add(_ kind: ActionQueueItem.Kind, _ column: Int, _ text: String) {
            items.append(
                ActionQueueItem(
                    row: row, kind: kind, column: ActionCells.headers[column], asWritten: cells[column],
                    text: text))
        }
        if let problem = target.problem {
            add(
                .dateNotUnderstood, 5,
                "The words “\(cells.targetDate)” are kept and no date is set. \(problem).")
        } else if target.date?.isWithoutDate ?? true {
            add(.noDate, 5, "No date is set. Enter a target date, or “Ongoing”.")
        }
        if ActionStatus(words: cells.status) == nil {
            add(
                .statusNotUnderstood, 6,
                "The word “\(cells.status)” is kept. Select the status it stands for.")
        }
        if !leads.contains(where: { $0.kind == .named }) {
            add(.noLead, 2, "Nobody leads this yet. Enter a lead officer.")
        }
        let mappings: [(Int, Bool, String?)] = [
            (7, corporatePlanPriorities.selection == .toBeMapped, corporatePlanPriorities.note),
            (8, framework.selection == .toBeMapped, framework.note),
            (9, aims.selection == .toBeMapped, aims.note),
            (10, characteristics.selection == .toBeMapped, characteristics.note),
        ]
        for (column, isOpen, note) in mappings where isOpen {
            add(.toBeMapped, column, note.map { "To be mapped: \($0)." } ?? "To be mapped.")
        }
        return items
    }
}
