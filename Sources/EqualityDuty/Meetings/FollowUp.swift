// SPDX-License-Identifier: Apache-2.0

/// What was asked or agreed at a meeting, and what has become of it since.
public struct FollowUp: Hashable, Sendable {
    /// How far it has come.
    public enum Standing: String, CaseIterable, Hashable, Sendable {
        /// Done; under way; its day has passed; no action carries it.
        case done, underWay, late, noAction
    }

    /// What was said.
    public let item: Meeting.Item
    /// How far it has come.
    public let standing: Standing
    /// What has become of it, in words.
    public let words: String
    /// The action that carries it, as far as the reader may see it; empty for none.
    public let actionID: String
    /// The question's own place, and the day on which it was asked; `nil` where it was asked of no meeting on record.
    public var question: Meeting.Question?, askedOn: CalendarDay?

    /// What is before the group on the day of a meeting: every question of its earlier meetings that no meeting before
    /// this day answered, and the actions agreed at the last one; each with how it stands now. `reported` is the day of
    /// the newest report about each action.
    public static func before(
        _ group: String, on day: CalendarDay, in all: [Meeting], actions: [Action],
        reported: [String: CalendarDay], today: CalendarDay
    ) -> [FollowUp] {
        let own = Meeting.of(group, in: all).sorted { ($0.day, $0.id) < ($1.day, $1.id) }
        let earlier = own.filter { $0.day < day }
        var answers: [Meeting.Question: (meeting: Meeting, text: String)] = [:]
        for meeting in own {
            for said in meeting.said {
                guard let question = said.item.answers, answers[question] == nil else { continue }
                answers[question] = (meeting, said.item.text)
            }
        }
        return earlier.flatMap { meeting in
            of(meeting, actions: actions, reported: reported, on: today).compactMap { one in
                guard one.item.kind == .asked, let question = one.question else {
                    return meeting.id == earlier.last?.id ? one : nil
                }
                guard let answer = answers[question] else { return one }
                guard answer.meeting.day >= day else { return nil }
                var answered = FollowUp(
                    item: one.item, standing: .done,
                    words: "Answered on \(answer.meeting.day.written): \(answer.text)", actionID: one.actionID
                )
                (answered.question, answered.askedOn) = (one.question, one.askedOn)
                return answered
            }
        }
    }

    /// What a meeting asked for and agreed, each with how it stands on a day; what was noted or decided needs nothing.
    public static func of(
        _ meeting: Meeting, actions: [Action], reported: [String: CalendarDay], on day: CalendarDay
    ) -> [FollowUp] {
        let known = Dictionary(actions.map { ($0.id, $0) }) { first, _ in first }
        return meeting.said.filter { $0.item.kind == .asked || $0.item.kind == .action }.map { said in
            let item = said.item
            var one: FollowUp
            if let action = known[item.actionID] {
                let (standing, words) = told(action, reported[action.id], on: day)
                one = FollowUp(item: item, standing: standing, words: words, actionID: action.id)
            } else {
                one = FollowUp(item: item, standing: .noAction, words: noAction(item), actionID: "")
            }
            one.question = Meeting.Question(meetingID: meeting.id, number: said.number)
            one.askedOn = meeting.day
            return one
        }
    }

    private static func noAction(_ item: Meeting.Item) -> String {
        if !item.actionID.isEmpty { return "The action lies outside what you can see." }
        return item.who.isEmpty
            ? "Nobody was named and no action carries it."
            : "For \(item.who) to answer; no action carries it."
    }

    private static func told(_ action: Action, _ report: CalendarDay?, on day: CalendarDay) -> (
        Standing, String
    ) {
        let target = action.cells.targetDate.isEmpty ? "no date set" : action.cells.targetDate
        let told = report.map { "last told \($0.written)" } ?? "no report yet"
        if action.status.isFinished {
            let outcome = SelectionWords.trimmed(action.outcomeNote)
            return (.done, outcome.isEmpty ? action.status.name : "\(action.status.name): \(outcome)")
        }
        if action.isOverdue(on: day) { return (.late, "Overdue: was due \(target); \(told)") }
        return (.underWay, "\(action.status.name), due \(target); \(told)")
    }
}

extension Meeting {
    /// The names of the groups that meet, the one whose meeting is newest first, each as it was last written.
    public static func groups(of all: [Meeting]) -> [String] {
        var (seen, groups) = (Set<String>(), [String]())
        for meeting in all.sorted(by: { ($0.day, $0.id) > ($1.day, $1.id) })
        where seen.insert(foldedForSearch(meeting.group)).inserted { groups.append(meeting.group) }
        return groups
    }

    /// The meetings of one group that were not cancelled.
    public static func of(_ group: String, in all: [Meeting]) -> [Meeting] {
        let name = foldedForSearch(group)
        return all.filter { foldedForSearch($0.group) == name && $0.cancelled.isEmpty }
    }

    /// The newest of these meetings that was held before a day; `nil` where there was none.
    public static func last(before day: CalendarDay, of all: [Meeting]) -> Meeting? {
        all.filter { $0.day < day && $0.cancelled.isEmpty }.max { ($0.day, $0.id) < ($1.day, $1.id) }
    }

    /// The newest of these meetings that is over on a day: one of an earlier day, or one of this day that was minuted.
    public static func last(heldBy day: CalendarDay, of all: [Meeting]) -> Meeting? {
        all.filter { ($0.day < day || $0.day == day && $0.wasHeld) && $0.cancelled.isEmpty }
            .max { ($0.day, $0.id) < ($1.day, $1.id) }
    }

    /// The first of these meetings on a day or after it that is still to come; `nil` where none is planned.
    public static func next(from day: CalendarDay, of all: [Meeting]) -> Meeting? {
        all.filter { $0.day >= day && $0.cancelled.isEmpty && !$0.wasHeld }.min {
            ($0.day, $0.id) < ($1.day, $1.id)
        }
    }
}
