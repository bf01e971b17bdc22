// SPDX-License-Identifier: Apache-2.0
import EqualityDuty

/// What a reader of the action plan asks for: filters, order and page.
public struct ActionQuestion: Hashable, Sendable {
    public enum Order: String, CaseIterable, Hashable, Sendable {
        case position, target, title, directorate, status
    }

    public var text = ""
    public var directorate: String?
    public var status: ActionStatus?
    public var isOverdue = false
    /// Overdue is judged on this day.
    public var today: CalendarDay
    public var queue: ActionQueueItem.Kind?
    public var order = Order.position
    public var isDescending = false
    public var offset = 0
    public var limit = 50

    public init(today: CalendarDay) { self.today = today }

    func conditions(within scope: Scope) -> SQL {
        var all: [SQL] = [scope.condition]
        all += SearchText.conditions(text)
        if let directorate { all.append("directorateKey = \(foldedForSearch(directorate))") }
        if let status { all.append("statusCode = \(status.rawValue)") }
        if isOverdue {
            all.append("lastDay < \(today) AND statusCode NOT IN ('complete', 'closedNotDone', 'superseded')")
        }
        if let queue {
            all.append(
                "queues LIKE \("%,\(queue.rawValue),%") AND statusCode NOT IN ('complete', 'closedNotDone', 'superseded')"
            )
        }
        return SQL.all(all)
    }

    var ordering: SQL {
        switch (order, isDescending) {
        case (.position, false): "position, id"
        case (.position, true): "position DESC, id"
        case (.target, false): "lastDay NULLS LAST, firstDay NULLS LAST, position, id"
        case (.target, true): "lastDay DESC NULLS LAST, firstDay DESC NULLS LAST, position, id"
        case (.title, false): "lower(title), title, id"
        case (.title, true): "lower(title) DESC, title DESC, id"
        case (.directorate, false): "directorateKey, position, id"
        case (.directorate, true): "directorateKey DESC, position, id"
        case (.status, false): "statusCode, position, id"
        case (.status, true): "statusCode DESC, position, id"
        }
    }
}
