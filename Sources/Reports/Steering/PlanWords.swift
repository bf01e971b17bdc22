// SPDX-License-Identifier: Apache-2.0
import EqualityDuty

/// Counts and movements of a plan in words, the same on pages and on paper.
public enum PlanWords {
    /// A count with its thing: "1 overdue action", "3 overdue actions", "no overdue actions".
    public static func count(_ number: Int, _ one: String, _ several: String) -> String {
        switch number {
        case 0: "no \(several)"
        case 1: "1 \(one)"
        default: "\(number) \(several)"
        }
    }

    /// What needs somebody, in one sentence.
    public static func exceptions(_ progress: PlanProgress) -> String {
        let late = RepublishClock(of: progress.objectives.map(\.objective), on: progress.day).lines
            .count { $0.standing == .late }
        var parts = [
            count(progress.overdue.count, "overdue action", "overdue actions"),
            count(progress.atRisk.count, "action at risk", "actions at risk") + besideOverdue(progress),
            count(progress.silent.count, "action not heard of for long", "actions not heard of for long"),
            count(progress.decisionsWanted.count, "decision wanted", "decisions wanted"),
        ]
        if late > 0 { parts.append(count(late, "objective", "objectives") + " late to be published afresh") }
        let words = parts.joined(separator: ", ")
        return "\(words.prefix(1).uppercased())\(words.dropFirst())."
    }

    /// How a date moved: "Before July 2026 became December 2026: the post was vacant".
    public static func slip(_ slip: PlanProgress.Slip) -> String {
        let old = slip.old.isEmpty ? "No date" : slip.old
        let new = slip.new.isEmpty ? "no date" : slip.new
        return slip.why.isEmpty ? "\(old) became \(new)" : "\(old) became \(new): \(slip.why)"
    }

    /// The actions that stood otherwise before, each with how it stood and stands, and those that are new, unless there
    /// are so many that their list would hide the others.
    public static func movements(_ progress: PlanProgress) -> [(id: String, title: String, words: String)] {
        let areNewTold = progress.movements.count { $0.before == nil } <= 20
        return progress.movements.compactMap { one in
            guard let before = one.before else {
                return areNewTold ? (one.actionID, one.title, "New: \(one.after.name)") : nil
            }
            return (one.actionID, one.title, "\(before.name) became \(one.after.name)")
        }
    }

    /// How many actions came into the plan since the earlier day, and how they stand.
    public static func new(_ progress: PlanProgress) -> String {
        let new = progress.movements.filter { $0.before == nil }
        let words = count(new.count, "action is new", "actions are new")
        let standings: [String] = ActionStatus.allCases.compactMap { status in
            let number = new.count { $0.after == status }
            return number == 0 ? nil : "\(status.name) \(number)"
        }
        let told = standings.isEmpty ? "" : ": " + standings.joined(separator: ", ")
        return "\(words.prefix(1).uppercased())\(words.dropFirst()) since \(progress.since.written)\(told)."
    }

    /// Says that actions are at risk among those that are overdue, which are told once; empty where none is.
    private static func besideOverdue(_ progress: PlanProgress) -> String {
        progress.overdue.contains { $0.status == .atRisk } ? " beside those overdue" : ""
    }

    /// What is said where no action is at risk.
    public static func noneAtRisk(_ progress: PlanProgress) -> String {
        "No action is at risk\(besideOverdue(progress))."
    }

    /// What is said where no action has gone unheard of.
    public static func noneSilent(_ progress: PlanProgress) -> String {
        "Every open action that is neither overdue nor at risk was reported about, entered or changed in status in "
            + "the last \(progress.staleAfter) days."
    }

    /// When somebody last told how an action stands; what was only entered or taken from a file is said to be that.
    public static func told(_ action: Action, _ progress: PlanProgress) -> String {
        progress.reported[action.id]?.written ?? "No report yet; as entered on \(action.lastUpdated.written)"
    }

    /// What an objective's measure stands at, with where it began and where it is to be.
    public static func measure(_ line: PlanProgress.ObjectiveLine) -> String {
        let measure = line.objective.measure
        func value(_ number: Double?) -> String {
            number.map { Reading.written($0) + (measure.unit == "%" ? "%" : "") } ?? "not set"
        }
        let now = line.progress.latest.map { "\(value($0.value)) on \($0.day.written)" } ?? "no reading"
        return "Start \(value(measure.baseline)); now \(now); target \(value(measure.target))"
    }
}
