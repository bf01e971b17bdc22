// SPDX-License-Identifier: Apache-2.0

/// What somebody is to be told about a day that comes or has passed.
public struct Reminder: Hashable, Sendable {
    /// Why somebody is told.
    public enum Kind: String, CaseIterable, Hashable, Sendable {
        /// An action whose last day has passed, comes within two weeks, or that nobody has updated for long.
        case overdueAction, actionDue, staleAction
        /// A reading that is due, a duty that comes, a meeting that comes.
        case readingDue, dutyDue, meeting
        /// An objective whose date comes or has passed, or that is to be published again.
        case objectiveDue, republish
    }

    /// Who is told.
    public enum Recipient: Hashable, Sendable {
        /// The leads of an action, each of them.
        case leads
        /// Those who answer for an objective: who may change it, or enter its readings, for its directorate.
        case owners
        /// The body's equality lead.
        case equalityLead
        /// Who belongs to the group that meets.
        case group
    }

    /// What stays the same for this reminder, so that it is queued once.
    public let reference: String
    /// Why somebody is told.
    public let kind: Kind
    /// Who is told.
    public let recipient: Recipient
    /// The record that it is about; empty for a duty.
    public let recordID: String
    /// The directorate whose record it is; empty for the whole body.
    public let directorate: String
    /// What it is about, in fixed words and a day: nothing that anybody typed.
    public let subject: String
    /// What it says, in plain text, without a greeting and without an address of a page.
    public let text: String

    /// The reference of the message to one person, so that two leads are each told once.
    public func reference(for personID: String) -> String { "\(reference).\(personID)" }
}

/// An open action that nobody has updated for longer than the body allows.
public struct StaleAction: Hashable, Sendable {
    /// What stays the same for this action, as in its calendar entry.
    public let key: String
    /// The record, and the directorate whose it is.
    public let recordID: String, directorate: String
    /// What it is, without the name of any person.
    public let title: String
    /// The day of the last update, or of the record itself where there is none.
    public let lastUpdate: CalendarDay
    /// The day on which it became stale.
    public let since: CalendarDay

    /// A stale action.
    public init(
        key: String, recordID: String, directorate: String = "", title: String, lastUpdate: CalendarDay,
        since: CalendarDay
    ) {
        self.key = key
        self.recordID = recordID
        self.directorate = directorate
        self.title = title
        self.lastUpdate = lastUpdate
        self.since = since
    }
}

/// Which reminders are due on a day: a rule of values, which reads no clock and sends nothing.
public enum Reminders {
    /// How many days before its last day an action is brought to mind, and a meeting before it takes place.
    public static let actionNotice = 14, meetingNotice = 7
    /// How many days before its date an objective is brought to mind.
    public static let objectiveNotice = 30
    /// How many days before its last good day a duty is brought to mind, nearest first.
    public static let dutyNotices = [7, 30, 60]
    /// How many days lie between two reminders of the same overdue, and of the same stale, action.
    public static let overdueInterval = 7, staleInterval = 30

    /// The reminders due today that are not queued yet, in the order of the entries.
    ///
    /// Entries and stale actions are of what is still open: what is complete or cancelled is not given. A day on
    /// which nothing ran costs no reminder: each stays due until it is queued or its time has passed.
    public static func due(
        on today: CalendarDay, entries: [CalendarEntry], stale: [StaleAction] = [], queued: Set<String>
    ) -> [Reminder] {
        var known = queued
        let all =
            entries.compactMap { reminder(of: $0, on: today) }
            + stale.compactMap { reminder(of: $0, on: today) }
        return all.filter { known.insert($0.reference).inserted }
    }

    private static func reminder(of entry: CalendarEntry, on today: CalendarDay) -> Reminder? {
        let left = today.days(until: entry.day)
        switch entry.kind {
        case .action: return left < 0 ? overdue(entry, late: -left) : comingAction(entry, left)
        case .reading: return left > 0 ? nil : reading(entry)
        case .duty, .republish: return duty(entry, left)
        case .meeting: return meeting(entry, left)
        // The body's own earlier day for a duty, and what other pages ask for, are in the calendar alone.
        case .objective: return objective(entry, left)
        case .review, .planned, .decision, .assessment: return nil
        }
    }

    private static func overdue(_ entry: CalendarEntry, late: Int) -> Reminder {
        // The first week of being late is week 0; each week has one reference, whichever day of it runs first.
        let week = (late - 1) / overdueInterval
        return reminder(
            .overdueAction, of: entry, to: .leads, mark: "week\(week)",
            subject: "An action is overdue since \(entry.day.written)",
            ask:
                "Its last day was \(entry.day.written). \(whatToDo)"
        )
    }

    private static func comingAction(_ entry: CalendarEntry, _ left: Int) -> Reminder? {
        guard left <= actionNotice else { return nil }
        return reminder(
            .actionDue, of: entry, to: .leads, mark: "",
            subject: "An action is due by \(entry.day.written)",
            ask:
                "Its last day is \(entry.day.written). \(whatToDo)"
        )
    }

    private static func reading(_ entry: CalendarEntry) -> Reminder {
        reminder(
            .readingDue, of: entry, to: .owners, mark: "",
            subject: "A reading is due since \(entry.day.written)",
            ask: "The reading was due on \(entry.day.written). Enter the figure and where it comes from.")
    }

    private static func objective(_ entry: CalendarEntry, _ left: Int) -> Reminder? {
        if left < 0 {
            return reminder(
                .objectiveDue, of: entry, to: .owners, mark: "late\((-left - 1) / staleInterval)",
                subject: "The date of an objective has passed: \(entry.day.written)",
                ask: "It was to be reached by \(entry.day.written). "
                    + "Enter the last reading and say how it ended, or set a new date.")
        }
        guard left <= objectiveNotice else { return nil }
        return reminder(
            .objectiveDue, of: entry, to: .owners, mark: "",
            subject: "An objective is to be reached by \(entry.day.written)",
            ask: "It is to be reached by \(entry.day.written). Enter the newest reading of its measure.")
    }

    private static func duty(_ entry: CalendarEntry, _ left: Int) -> Reminder? {
        let isDuty = entry.kind == .duty
        let recipient: Reminder.Recipient = isDuty ? .equalityLead : .owners
        if left < 0 {
            return reminder(
                isDuty ? .dutyDue : .republish, of: entry, to: recipient,
                mark: "late\((-left - 1) / staleInterval)",
                subject:
                    "\(isDuty ? "A duty" : "The publication of an objective") is late since \(entry.day.written)",
                ask:
                    "The last good day was \(entry.day.written). "
                    + "Do it, and record when and where it was done.")
        }
        guard let notice = dutyNotices.first(where: { left <= $0 }) else { return nil }
        let because = entry.note.isEmpty ? "" : " (\(oneLine(entry.note)))"
        return reminder(
            isDuty ? .dutyDue : .republish, of: entry, to: recipient, mark: "\(notice)days",
            subject:
                "\(isDuty ? "A duty is to be met" : "An objective is to be published again") by \(entry.day.written)",
            ask:
                "The last good day is \(entry.day.written)\(because). "
                + "Record when and where it was done.")
    }

    private static func meeting(_ entry: CalendarEntry, _ left: Int) -> Reminder? {
        guard (0...meetingNotice).contains(left) else { return nil }
        return reminder(
            .meeting, of: entry, to: .group, mark: "",
            subject: "A meeting takes place on \(entry.day.written)",
            ask: "It takes place on \(entry.day.written). Bring your actions up to date before it.")
    }

    private static func reminder(of action: StaleAction, on today: CalendarDay) -> Reminder? {
        let days = action.since.days(until: today)
        guard days >= 0 else { return nil }
        // Counted from the last update, so that an update starts the count afresh.
        return Reminder(
            reference: "\(Reminder.Kind.staleAction.rawValue).\(action.key).\(action.lastUpdate.iso)"
                + ".\(days / staleInterval)",
            kind: .staleAction, recipient: .leads, recordID: action.recordID, directorate: action.directorate,
            subject: "An action has had no update since \(action.lastUpdate.written)",
            text: "\(oneLine(action.title))\n\nNobody has updated it since \(action.lastUpdate.written). "
                + "Record what has been done, or that it will not be done.")
    }

    /// The day is part of the reference: a day that moves is a new day to be told of.
    private static func reminder(
        _ kind: Reminder.Kind, of entry: CalendarEntry, to recipient: Reminder.Recipient, mark: String,
        subject: String, ask: String
    ) -> Reminder {
        Reminder(
            reference: "\(kind.rawValue).\(entry.key).\(entry.day.iso)\(mark.isEmpty ? "" : ".\(mark)")",
            kind: kind, recipient: recipient, recordID: entry.recordID, directorate: entry.directorate,
            subject: subject, text: "\(oneLine(entry.title))\n\n\(ask)")
    }

    private static let whatToDo = "Record what has been done, or set a new date and say why."

    private static func oneLine(_ text: String) -> String {
        text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}
