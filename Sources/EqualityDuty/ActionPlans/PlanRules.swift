// SPDX-License-Identifier: Apache-2.0

/// What a person has to say why before a file may do it.
public enum PlanReason: CaseIterable, Hashable, Sendable {
    /// A target date moves; a finished action is open again.
    case dateMoves, opensAgain
}

/// What every way to change an action asks for, be it a form or a file.
public enum PlanRules {
    /// The columns of the target date, the status and the outcome.
    public static let target = ActionCells.headers[5], status = ActionCells.headers[6], outcome = "Outcome"
    /// The column in which a file says why.
    public static let why = "Why the date moves"
    /// The column in which a file reports what happened; it goes out empty, and what comes back is kept as a report.
    public static let happened = "What happened"
    /// The columns of a file that are no fields of an action.
    public static let asides = [happened, why]

    /// Whether somebody wrote nothing, or white space alone.
    public static func isBlank(_ words: String) -> Bool { SelectionWords.trimmed(words).isEmpty }

    /// Whether a target date that was there becomes another; the same date in other words does not move.
    public static func movesDate(from old: String, to new: String) -> Bool {
        guard old != new, !SelectionWords.trimmed(old).isEmpty else { return false }
        guard let was = TargetDateText(old).date, let becomes = TargetDateText(new).date else {
            return SelectionWords.trimmed(old) != SelectionWords.trimmed(new)
        }
        return was != becomes
    }

    /// Whether words of a status open an action again that was finished.
    public static func opensAgain(from old: String, to new: String) -> Bool {
        guard let was = ActionStatus(words: old), was.isFinished else { return false }
        return !(ActionStatus(words: new)?.isFinished ?? false)
    }

    /// What these changes of an action ask a person why.
    public static func reasons(for changes: [PlanRowOutcome.FieldChange]) -> Set<PlanReason> {
        var reasons: Set<PlanReason> = []
        for change in changes {
            if change.field == target, movesDate(from: change.old, to: change.new) {
                reasons.insert(.dateMoves)
            }
            if change.field == status, opensAgain(from: change.old, to: change.new) {
                reasons.insert(.opensAgain)
            }
        }
        return reasons
    }

    /// What the forms refuse about how an action ends: it needs an outcome, or why it ends undone.
    public static func problems(of fields: PlanFields) -> [Problem] {
        guard SelectionWords.trimmed(fields[outcome]).isEmpty,
            let status = ActionStatus(words: fields[status])
        else { return [] }
        switch status {
        case .complete: return [Problem(at: outcome, "Enter what came of the action")]
        case .closedNotDone, .superseded: return [Problem(at: outcome, "Enter why it ends undone")]
        case .notStated, .notStarted, .onTarget, .atRisk: return []
        }
    }

    /// What the forms refuse about changes that touch how an action ends; what stood there before is let be.
    public static func problems(of changes: [PlanRowOutcome.FieldChange], to record: PlanFields) -> [Problem]
    {
        let said = changes.first { $0.field == happened }?.new ?? ""
        guard said.count <= 5_000 else {
            return [Problem(at: happened, "Text must be 5,000 characters or fewer")]
        }
        guard changes.contains(where: { $0.field == status || $0.field == outcome }) else { return [] }
        return problems(of: ending(changes, record))
    }

    /// What an action says after these changes: what happened when it ended is its outcome, where none is given.
    public static func ending(_ changes: [PlanRowOutcome.FieldChange], _ record: PlanFields) -> PlanFields {
        var after = record
        for change in changes { after.values[change.field] = change.new }
        let said = after.values.removeValue(forKey: happened) ?? ""
        let ends = ActionStatus(words: after[status])?.isFinished ?? false
        if ends, SelectionWords.trimmed(after[outcome]).isEmpty { after.values[outcome] = said }
        return after
    }
}
