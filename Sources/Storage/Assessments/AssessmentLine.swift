// SPDX-License-Identifier: Apache-2.0
import EqualityDuty

/// An assessment as a list shows it.
public struct AssessmentLine: Hashable, Sendable {
    /// The id, the reference, the title and the template's id.
    public let id, reference, title, template: String
    /// Where it stands.
    public let state: AssessmentState
    /// Whose it is.
    public let directorate, service: String
    /// The outcome chosen: `adjust`, `not-needed`; empty for none.
    public let outcome: String
    /// The post that answers for it; empty where none is named.
    public let owner: String
    /// When the next thing is due, and when it is reviewed next; `nil` where no day was set.
    public let due, reviewDate: CalendarDay?
    /// The day of the decision; `nil` where none is linked.
    public let decisionDay: CalendarDay?
    /// When it was last saved.
    public let updatedAt: Instant
    /// Whether it was begun or signed only after its decision was taken.
    public let isRetrospective: Bool

    /// Whether its review is overdue on a day.
    public func isReviewOverdue(on today: CalendarDay) -> Bool {
        state.waitsForReview && reviewDate.map { $0 < today } ?? false
    }
}

/// What a reader of the list of assessments asks for.
public struct AssessmentQuestion: Hashable, Sendable {
    /// What the lines can be ordered by.
    public enum Order: String, CaseIterable, Hashable, Sendable {
        /// The last saved first, the reference, the title, the directorate, the state, the next due day.
        case updated, reference, title, directorate, state, due
    }
    /// Words that must all occur.
    public var text = ""
    /// Only those of this directorate, state, outcome or template.
    public var directorate: String?
    /// Only those that stand here.
    public var state: AssessmentState?
    /// Only those with this outcome.
    public var outcome: String?
    /// Only those that state an impact on this characteristic.
    public var characteristic: String?
    /// Only those begun in this year.
    public var year: Int?
    /// Only those whose review is overdue on this day.
    public var reviewOverdueOn: CalendarDay?
    /// Only those in which this person has a part.
    public var person: String?
    /// What decides the order.
    public var order = Order.updated
    /// Whether the order is turned round.
    public var isDescending = false
    /// How many lines to skip, and the most that a page holds.
    public var offset = 0
    /// The most lines that a page holds.
    public var limit = 50

    /// Asks for all, the last saved first.
    public init() {}

    func conditions(within scope: Scope) -> SQL {
        var all: [SQL] = [scope.condition]
        all += SearchText.conditions(text)
        if let directorate { all.append("directorateKey = \(foldedForSearch(directorate))") }
        if let state { all.append("state = \(state.rawValue)") }
        if let outcome { all.append("outcome = \(outcome)") }
        if let characteristic { all.append("\(SQL.position)(characteristics, \(",\(characteristic),")) > 0") }
        if let year {
            let (start, end) = (CalendarDay(year, 1, 1), CalendarDay(year + 1, 1, 1))
            all.append("startedAt >= \(start.startUTC) AND startedAt < \(end.startUTC)")
        }
        if let day = reviewOverdueOn {
            all.append("reviewDate < \(day) AND state IN ('decided', 'inForce')")
        }
        if let person {
            all.append("id IN (SELECT assessmentID FROM assessment_party WHERE personID = \(person))")
        }
        return SQL.all(all)
    }

    var ordering: SQL {
        switch (order, isDescending) {
        case (.updated, false): "updatedAt DESC, id"
        case (.updated, true): "updatedAt, id"
        case (.reference, false): "referenceKey, id"
        case (.reference, true): "referenceKey DESC, id"
        case (.title, false): "lower(title), title, id"
        case (.title, true): "lower(title) DESC, title DESC, id"
        case (.directorate, false): "directorateKey, title, id"
        case (.directorate, true): "directorateKey DESC, title, id"
        case (.state, false): "state, due NULLS LAST, id"
        case (.state, true): "state DESC, due NULLS LAST, id"
        case (.due, false): "due NULLS LAST, id"
        case (.due, true): "due DESC NULLS LAST, id"
        }
    }
}

extension CalendarDay {
    /// The first moment of the day in UTC.
    var startUTC: Instant { Instant(milliseconds: Int64(dayNumber) * 86_400_000) }
}
