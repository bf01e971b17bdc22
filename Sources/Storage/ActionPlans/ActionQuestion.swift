// SPDX-License-Identifier: Apache-2.0
import EqualityDuty

/// What a reader of the action plan asks for: filters, order and page.
public struct ActionQuestion: Hashable, Sendable {
    /// What the actions can be ordered by.
    public enum Order: String, CaseIterable, Hashable, Sendable {
        /// The order of the plan, the last day (none comes last), the words, the directorate, the status.
        case position, target, title, directorate, status
    }

    /// Words that must all occur somewhere in the eleven cells; the first eight count.
    public var text = ""
    /// Only actions of this directorate, compared by folded text.
    public var directorate: String?
    /// Only actions of this section, word for word.
    public var section: String?
    /// Only actions that this lead leads, alone or with others, word for word.
    public var lead: String?
    /// Only actions of this status.
    public var status: ActionStatus?
    /// Only actions whose last day has passed and which are not finished.
    public var isOverdue = false
    /// Overdue is judged on this day.
    public var today: CalendarDay
    /// Only unfinished actions with something of this kind to settle.
    public var queue: ActionQueueItem.Kind?
    /// What decides the order.
    public var order = Order.position
    /// Whether the order is turned round.
    public var isDescending = false
    /// How many actions to skip, for later pages.
    public var offset = 0
    /// The most actions that a page holds.
    public var limit = 50

    /// Asks for the whole plan, in its order.
    public init(today: CalendarDay) { self.today = today }

    func conditions(within scope: Scope) -> SQL {
        var all: [SQL] = [scope.condition]
        all += SearchText.conditions(text)
        if let directorate { all.append("directorateKey = \(foldedForSearch(directorate))") }
        if let section { all.append("section = \(section)") }
        if let lead {
            // The names are kept joined by "; ".
            all.append("\(SQL.position)('; ' || leadNames || '; ', \("; \(lead); ")) > 0")
        }
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
