// SPDX-License-Identifier: Apache-2.0

/// How an action stands on a day: each action falls in exactly one class, the first that fits.
public enum ActionClass: String, CaseIterable, Hashable, Sendable {
    /// Late; otherwise reported as at risk; otherwise nobody was heard of about it for long; otherwise as reported.
    case overdue, atRisk, stale, onTarget, notStarted, notStated, complete, closedNotDone, superseded

    /// The class of an action on a day.
    public init(of action: Action, on day: CalendarDay, staleAfter days: Int) {
        switch action.status {
        case .complete: self = .complete
        case .closedNotDone: self = .closedNotDone
        case .superseded: self = .superseded
        case .notStated, .notStarted, .onTarget, .atRisk:
            if action.isOverdue(on: day) {
                self = .overdue
            } else if action.status == .atRisk {
                self = .atRisk
            } else if action.lastUpdated.days(until: day) > days {
                self = .stale
            } else {
                switch action.status {
                case .onTarget: self = .onTarget
                case .notStarted: self = .notStarted
                case .notStated, .atRisk, .complete, .closedNotDone, .superseded: self = .notStated
                }
            }
        }
    }

    /// The class in words.
    public var name: String {
        switch self {
        case .overdue: "Overdue"
        case .atRisk: ActionStatus.atRisk.name
        case .stale: "Not heard of for long"
        case .onTarget: ActionStatus.onTarget.name
        case .notStarted: ActionStatus.notStarted.name
        case .notStated: ActionStatus.notStated.name
        case .complete: ActionStatus.complete.name
        case .closedNotDone: ActionStatus.closedNotDone.name
        case .superseded: ActionStatus.superseded.name
        }
    }

    /// The colour of the class.
    public var colour: ActionColour {
        switch self {
        case .overdue: .red
        case .atRisk, .stale: .amber
        case .onTarget: .green
        case .complete: .blue
        case .notStarted, .notStated, .closedNotDone, .superseded: .grey
        }
    }
}

extension PlanProgress {
    /// How an action stands on the day.
    public func standing(of action: Action) -> ActionClass {
        ActionClass(of: action, on: day, staleAfter: staleAfter)
    }

    /// How many actions stand in each class; together they are all actions.
    public var classes: [ActionClass: Int] {
        actions.reduce(into: [:]) { $0[standing(of: $1), default: 0] += 1 }
    }

    /// How many actions are of each colour, by their classes.
    public var colours: [ActionColour: Int] {
        classes.reduce(into: [:]) { $0[$1.key.colour, default: 0] += $1.value }
    }

    /// How many actions stand as they were last reported, whatever the day says of them.
    public var reportedStatuses: [ActionStatus: Int] {
        actions.reduce(into: [:]) { $0[$1.status, default: 0] += 1 }
    }

    /// How the statuses as reported relate to how the actions stand: "14 actions are reported as on target; 2 of them
    /// are overdue." A sentence for each status that tells otherwise than the classes.
    public var reportedInWords: [String] {
        ActionStatus.allCases.compactMap { status in
            let all = actions.filter { $0.status == status }
            let late = all.count { standing(of: $0) == .overdue }
            let silent = all.count { standing(of: $0) == .stale }
            guard late + silent > 0 else { return nil }
            func are(_ number: Int) -> String { number == 1 ? "1 is" : "\(number) are" }
            let parts =
                [
                    late > 0 ? "\(are(late)) overdue" : nil,
                    silent > 0 ? "\(are(silent)) not heard of for long" : nil,
                ]
            let whole =
                status == .notStated
                ? (all.count == 1 ? "1 action has no status" : "\(all.count) actions have no status")
                : (all.count == 1 ? "1 action is" : "\(all.count) actions are")
                    + " reported as “\(status.name.prefix(1).lowercased() + status.name.dropFirst())”"
            return "\(whole); of these \(parts.compactMap { $0 }.joined(separator: " and "))."
        }
    }
}
