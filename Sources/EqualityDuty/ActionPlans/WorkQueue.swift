// SPDX-License-Identifier: Apache-2.0

/// A pile of actions that wait for the same kind of settling.
public enum WorkQueue: String, CaseIterable, Hashable, Sendable {
    /// Past its last day; not heard of for long and without one; dated and not heard of for long.
    case overdue, stale, waiting
    /// Nobody leads, or the post that leads is no longer held.
    case noLead, leadLeft
    /// No date, a date kept in words only, a status kept in words only.
    case noDate, dateNotUnderstood, statusNotUnderstood
    /// To be mapped to the framework, the aims, the characteristics, the priorities of the corporate plan.
    case framework, aim, characteristic, priority
    /// Every open action, the most pressing first; what a filter of the list leaves. In both, to be reported on
    /// whether or not anything waits.
    case open, these

    /// What the actions in it wait for.
    public var name: String {
        switch self {
        case .overdue: "Overdue"
        case .stale: "Not heard of for long"
        case .waiting: "Waiting for an update"
        case .noLead: "No lead"
        case .leadLeft: "Lead who left"
        case .noDate: "No date"
        case .dateNotUnderstood: "Date not understood"
        case .statusNotUnderstood: "Status not understood"
        case .framework: "Framework to be mapped"
        case .aim: "Aim to be mapped"
        case .characteristic: "Characteristic to be mapped"
        case .priority: "Priority to be mapped"
        case .open: "All open actions"
        case .these: "Report on these"
        }
    }

    /// The column that settles it; `nil` where a report about the action does.
    public var column: Int? {
        switch self {
        case .overdue, .stale, .waiting, .open, .these: nil
        case .noLead, .leadLeft: 2
        case .noDate, .dateNotUnderstood: 5
        case .statusNotUnderstood: 6
        case .priority: 7
        case .framework: 8
        case .aim: 9
        case .characteristic: 10
        }
    }

    /// Whether actions stand in it because they wait for something.
    public var isWaiting: Bool { self != .open && self != .these }

    /// Whether they wait to be mapped.
    public var isMapping: Bool { [.framework, .aim, .characteristic, .priority].contains(self) }

    /// Whether its actions may be given another date while they are reported on.
    public var movesDates: Bool { self == .overdue || !isWaiting }

    /// Open actions, the most pressing first: overdue for longest, then not heard of for longest.
    public static func round(_ actions: [Action], on today: CalendarDay) -> [Action] {
        let open = actions.enumerated().filter { !$0.element.status.isFinished }
        func urgency(_ action: Action) -> (Int, CalendarDay) {
            guard action.isOverdue(on: today), let last = action.dueDay(asOf: today) else {
                return (1, action.lastUpdated)
            }
            return (0, last)
        }
        return open.map { (urgency($0.element), $0.offset, $0.element) }
            .sorted { ($0.0.0, $0.0.1, $0.1) < ($1.0.0, $1.0.1, $1.1) }.map(\.2)
    }

    /// The queues in which an open action stands on a day; `former` are the folded posts that nobody holds any longer.
    public static func queues(
        of action: Action, on today: CalendarDay, staleAfter days: Int, former: Set<String>
    ) -> Set<WorkQueue> {
        guard !action.status.isFinished else { return [] }
        var found: Set<WorkQueue> = []
        for item in action.queue() {
            switch item.kind {
            case .dateNotUnderstood: found.insert(.dateNotUnderstood)
            case .noDate: found.insert(.noDate)
            case .statusNotUnderstood: found.insert(.statusNotUnderstood)
            case .noLead: found.insert(.noLead)
            case .toBeMapped:
                if let queue = allCases.first(where: { queue in
                    queue.column.map { ActionCells.headers[$0] == item.column } ?? false
                }) {
                    found.insert(queue)
                }
            }
        }
        if !action.leadsWhoLeft(former).isEmpty { found.insert(.leadLeft) }
        if action.isOverdue(on: today) {
            found.insert(.overdue)
        } else if action.isStale(on: today, after: days) {
            found.insert(.stale)
        } else if action.lastUpdated.days(until: today) > days {
            found.insert(.waiting)
        }
        return found
    }

    /// How many actions stand in each queue.
    public static func counts(
        of actions: [Action], on today: CalendarDay, staleAfter days: Int, former: Set<String>
    ) -> [WorkQueue: Int] {
        var counts: [WorkQueue: Int] = [:]
        for action in actions {
            for queue in queues(of: action, on: today, staleAfter: days, former: former) {
                counts[queue, default: 0] += 1
            }
        }
        return counts
    }
}
