// SPDX-License-Identifier: Apache-2.0

/// Something with a day: to be done, published, read, looked at again or decided.
public struct CalendarEntry: Hashable, Sendable {
    /// What sort of thing it is.
    public enum Kind: String, CaseIterable, Hashable, Sendable {
        /// The last day of an action and of an objective, a reading that is due, a strategy to be looked at again.
        case action, objective, reading, review
        /// A day that the law sets, and a day that the body has set itself for the same thing.
        case duty, planned
        /// The last good day for publishing an objective again.
        case republish
        /// A meeting of the group, a decision, an assessment that is due again.
        case meeting, decision, assessment

        /// The sort in words.
        public var name: String {
            switch self {
            case .action: "Action"
            case .objective: "Objective"
            case .reading: "Reading due"
            case .review: "Review"
            case .duty: "Duty"
            case .planned: "Planned by us"
            case .republish: "Objective to be published again"
            case .meeting: "Meeting"
            case .decision: "Decision"
            case .assessment: "Assessment due"
            }
        }
    }

    /// What stays the same for this entry however often it moves.
    public let key: String
    /// What sort of thing it is.
    public let kind: Kind
    /// The day; the last day where there are several.
    public let day: CalendarDay
    /// What it is, without the name of any person.
    public let title: String
    /// What is to be said about the day: how it came about, how sure it is.
    public let note: String
    /// Whose it is; empty for the whole body.
    public let directorate: String
    /// The record it belongs to; empty for a duty.
    public let recordID: String
    /// How often its day has moved, so that calendars notice.
    public let sequence: Int

    /// An entry of the calendar.
    public init(
        key: String, kind: Kind, day: CalendarDay, title: String, note: String = "",
        directorate: String = "", recordID: String = "", sequence: Int = 0
    ) {
        self.key = key
        self.kind = kind
        self.day = day
        self.title = title
        self.note = note
        self.directorate = directorate
        self.recordID = recordID
        self.sequence = sequence
    }

    /// By day, then by kind and words, so that lists come out the same each time.
    public static func precedes(_ left: CalendarEntry, _ right: CalendarEntry) -> Bool {
        (left.day, left.kind.rawValue, left.title, left.key)
            < (right.day, right.kind.rawValue, right.title, right.key)
    }
}

/// How often a duty comes round.
public struct DutyInterval: Hashable, Sendable {
    /// What the interval is counted from.
    public enum Anchor: String, CaseIterable, Hashable, Sendable {
        /// The last publication, review or submission; a fixed day of the year.
        case lastPublication, lastReview, lastSubmission, fixedDay
    }

    /// How many years lie between.
    public let years: Int
    /// What they are counted from.
    public let anchor: Anchor
    /// For a fixed day: its month and day.
    public let month, day: Int
    /// The first day by which it was ever due; `nil` where none is known.
    public let firstBy: CalendarDay?

    /// An interval.
    public init(years: Int, anchor: Anchor, month: Int = 0, day: Int = 0, firstBy: CalendarDay? = nil) {
        self.years = years
        self.anchor = anchor
        self.month = month
        self.day = day
        self.firstBy = firstBy
    }
}
