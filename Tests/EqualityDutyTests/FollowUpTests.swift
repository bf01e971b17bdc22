// SPDX-License-Identifier: Apache-2.0
import EqualityDuty
import Testing

@Suite struct `What became of what a meeting asked` {
    private static let today = CalendarDay(2026, 11, 21)

    private static func action(_ id: String, status: String, target: String, outcome: String = "") -> Action {
        Action.reading(
            ActionCells(title: "T", targetDate: target, status: status), id: id,
            characteristics: CharacteristicVocabulary([]), outcomeNote: outcome, lastUpdated: today)
    }

    @Test func `is told from the action that carries it`() {
        let meeting = Meeting(
            group: "G", day: CalendarDay(2026, 9, 1),
            items: [
                .init(number: 1, kind: .asked, text: "a", actionID: "done"),
                .init(number: 2, kind: .action, text: "b", actionID: "late"),
                .init(number: 3, kind: .action, text: "c", actionID: "runs"),
                .init(number: 4, kind: .asked, text: "d", who: "Head of Care"),
                .init(number: 5, kind: .asked, text: "e"),
                .init(number: 6, kind: .action, text: "f", actionID: "elsewhere"),
                .init(number: 7, kind: .noted, text: "g"), .init(number: 8, kind: .decided, text: "h"),
            ])
        let actions = [
            Self.action("done", status: "Complete", target: "June 2026", outcome: "It worked"),
            Self.action("late", status: "On target", target: "Before July 2026"),
            Self.action("runs", status: "On target", target: "June 2027"),
        ]
        let found = FollowUp.of(meeting, actions: actions, reported: [:], on: Self.today)
        #expect(found.map(\.item.number) == [1, 2, 3, 4, 5, 6])
        #expect(found.map(\.standing) == [.done, .late, .underWay, .noAction, .noAction, .noAction])
        #expect(found[0].words == "Complete: It worked")
        #expect(found[1].words.hasPrefix("Overdue: was due Before July 2026"))
        #expect(found[3].words == "For Head of Care to answer; no action carries it.")
        // An action that the reader cannot see is not named.
        #expect(found[5].actionID.isEmpty && found[5].words.contains("outside"))
    }

    @Test func `is asked of the meeting before, and prepared for the one to come`() {
        let all = [3, 1, 2].map { Meeting(id: "\($0)", group: "G", day: CalendarDay(2026, $0, 1)) }
        #expect(Meeting.last(before: CalendarDay(2026, 2, 1), of: all)?.id == "1")
        #expect(Meeting.next(from: CalendarDay(2026, 2, 1), of: all)?.id == "2")
        #expect(Meeting.last(before: CalendarDay(2026, 1, 1), of: all) == nil)
        #expect(Meeting.next(from: CalendarDay(2026, 3, 2), of: all) == nil)
        // One that was minuted on its day is held, whatever the hour.
        var held = all
        held[2].items = [.init(number: 1, kind: .noted, text: "Done")]
        #expect(held[2].day == CalendarDay(2026, 2, 1))
        #expect(Meeting.next(from: held[2].day, of: held)?.id == "3")
        #expect(Meeting.last(heldBy: held[2].day, of: held)?.id == "2")
        #expect(Meeting.last(heldBy: held[2].day, of: all)?.id == "1")
    }

    @Test func `stays before the same group until it is answered, and before no other`() {
        var answer = Meeting.Item(number: 1, kind: .answered, text: "In May")
        answer.answers = Meeting.Question(meetingID: "1", number: 1)
        let all = [
            Meeting(
                id: "1", group: "Board", day: CalendarDay(2026, 1, 1),
                items: [
                    .init(number: 1, kind: .asked, text: "When?"),
                    .init(number: 2, kind: .asked, text: "Why?"),
                ]),
            Meeting(id: "2", group: "board ", day: CalendarDay(2026, 3, 1)),
            Meeting(id: "3", group: "Panel", day: CalendarDay(2026, 4, 1)),
            Meeting(id: "4", group: "Board", day: CalendarDay(2026, 5, 1), items: [answer]),
            Meeting(id: "5", group: "Board", day: CalendarDay(2026, 7, 1)),
        ]
        func texts(_ group: String, _ day: CalendarDay) -> [String] {
            FollowUp.before(group, on: day, in: all, actions: [], reported: [:], today: Self.today).map(
                \.item.text)
        }
        #expect(texts("Board", CalendarDay(2026, 3, 1)) == ["When?", "Why?"])
        #expect(texts("Board", CalendarDay(2026, 5, 1)) == ["When?", "Why?"])
        #expect(texts("Board", CalendarDay(2026, 7, 1)) == ["Why?"])
        #expect(texts("Panel", CalendarDay(2026, 4, 1)).isEmpty)
        let answered = FollowUp.before(
            "Board", on: CalendarDay(2026, 5, 1), in: all, actions: [], reported: [:], today: Self.today)
        #expect(answered[0].standing == .done && answered[0].words == "Answered on 1 May 2026: In May")
        #expect(Meeting.groups(of: all) == ["Board", "Panel"])
    }

    @Test func `is read as it was corrected, and a cancelled meeting is none`() {
        var correction = Meeting.Item(number: 2, kind: .asked, text: "When is it?")
        (correction.corrects, correction.reason) = (1, "a slip of the pen")
        var gone = Meeting(id: "2", group: "Board", day: CalendarDay(2026, 3, 1))
        gone.cancelled = "no quorum"
        let all = [
            Meeting(
                id: "1", group: "Board", day: CalendarDay(2026, 1, 1),
                items: [.init(number: 1, kind: .asked, text: "Where is it?"), correction]), gone,
        ]
        #expect(all[0].said.map(\.item.text) == ["When is it?"] && all[0].said[0].number == 1)
        #expect(all[0].said[0].earlier.map(\.text) == ["Where is it?"])
        #expect(Meeting.last(before: CalendarDay(2026, 4, 1), of: all)?.id == "1")
        #expect(
            FollowUp.before(
                "Board", on: CalendarDay(2026, 4, 1), in: all, actions: [], reported: [:], today: Self.today
            )
            .map(\.item.text) == ["When is it?"])
    }
}
