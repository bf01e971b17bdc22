// SPDX-License-Identifier: Apache-2.0

/// What decides how an action stands on a day.
public protocol PlannedAction: Sendable {
    /// How it stands; overdue is worked out.
    var status: ActionStatus { get }
    /// Whether its last day has passed and it is not finished.
    func isOverdue(on today: CalendarDay) -> Bool
    /// Whether it has no last day, is not finished and was not heard of for so many days.
    func isStale(on today: CalendarDay, after days: Int) -> Bool
}

extension Action: PlannedAction {}

/// An action as a list shows it, with what was understood when it was saved.
public struct ActionLine: Hashable, Sendable, PlannedAction {
    /// The id.
    public let id: String
    /// What is to be done, as written.
    public let title: String
    /// The names of those who lead.
    public let leads: String
    /// The directorate as written.
    public let directorate: String
    /// The target date as written.
    public let target: String
    /// How it stood when it was saved; overdue and stale are worked out from the day.
    public let status: ActionStatus
    /// The last day on which it is on time, for what recurs that of the first occurrence owed; `nil` for none.
    public let lastDay: CalendarDay?
    /// Whether it comes again.
    public let isRecurring: Bool
    /// The day of the last update.
    public let lastUpdated: CalendarDay

    /// A line of a list.
    public init(
        id: String, title: String, leads: String, directorate: String, target: String, status: ActionStatus,
        lastDay: CalendarDay?, isRecurring: Bool, lastUpdated: CalendarDay
    ) {
        self.id = id
        self.title = title
        self.leads = leads
        self.directorate = directorate
        self.target = target
        self.status = status
        self.lastDay = lastDay
        self.isRecurring = isRecurring
        self.lastUpdated = lastUpdated
    }

    /// Whether its last day has passed and it is not finished.
    public func isOverdue(on today: CalendarDay) -> Bool {
        guard !status.isFinished, let lastDay else { return false }
        return lastDay < today
    }

    /// Whether it is open, has no last day and was not heard of for so many days.
    public func isStale(on today: CalendarDay, after days: Int) -> Bool {
        guard !status.isFinished, lastDay == nil else { return false }
        return lastUpdated.days(until: today) > days
    }
}
