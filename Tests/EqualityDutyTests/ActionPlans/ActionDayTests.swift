// SPDX-License-Identifier: Apache-2.0
import EqualityDuty
import Testing

@Suite struct `The days of an action` {
    private static let vocabulary = CharacteristicVocabulary([])

    private static func action(
        _ target: String, status: String = "On target", heard: CalendarDay = CalendarDay(2026, 1, 1)
    ) -> Action {
        var action = Action.reading(
            ActionCells(title: "A", targetDate: target, status: status), characteristics: vocabulary,
            lastUpdated: heard)
        action.owedFrom = CalendarDay(2025, 6, 1)
        return action
    }

    @Test func `make what recurs overdue at the first occurrence not recorded as done`() {
        let action = Self.action("31 January (annually)")
        #expect(!action.isOverdue(on: CalendarDay(2026, 1, 31)))
        #expect(action.isOverdue(on: CalendarDay(2026, 2, 1)))
        #expect(action.isOverdue(on: CalendarDay(2027, 6, 1)))
        #expect(ActionColour(of: action, on: CalendarDay(2026, 2, 1), staleAfter: 90) == .red)
        let done = ActionUpdate(day: CalendarDay(2026, 2, 3), occurrence: CalendarDay(2026, 1, 31))
        let after = action.reported(done, characteristics: Self.vocabulary)
        #expect(!after.isOverdue(on: CalendarDay(2027, 1, 31)))
        #expect(after.isOverdue(on: CalendarDay(2027, 2, 1)))
    }

    @Test func `owe nothing from before what recurs was recorded, nor from before its date was changed`() {
        var action = Self.action("31 January (annually)")
        action.owedFrom = CalendarDay(2026, 2, 1)
        #expect(!action.isOverdue(on: CalendarDay(2026, 12, 31)))
        let moved = ActionUpdate(
            day: CalendarDay(2027, 3, 1), oldTarget: "31 January (annually)", newTarget: "every February",
            why: "x")
        let after = action.reported(moved, characteristics: Self.vocabulary)
        #expect(!after.isOverdue(on: CalendarDay(2027, 3, 1)))
        #expect(after.dueDay(asOf: CalendarDay(2027, 3, 1)) == CalendarDay(2028, 2, 29))
    }

    @Test func `are not taken back by a report about an earlier day`() {
        let heard = Self.action("Ongoing", heard: CalendarDay(2026, 5, 1))
        let late = heard.reported(
            ActionUpdate(day: CalendarDay(2026, 3, 1), note: "x"), characteristics: Self.vocabulary)
        #expect(late.lastUpdated == CalendarDay(2026, 5, 1))
    }

    @Test func `keep the day of finishing although more is said later`() {
        let open = Self.action("Before July 2027")
        let finished = open.reported(
            ActionUpdate(day: CalendarDay(2026, 3, 1), status: .complete, note: "Done"),
            characteristics: Self.vocabulary)
        #expect(finished.finishedOn == CalendarDay(2026, 3, 1))
        let later = finished.reported(
            ActionUpdate(day: CalendarDay(2026, 9, 1), note: "A word"), characteristics: Self.vocabulary)
        #expect(later.finishedOn == CalendarDay(2026, 3, 1) && later.lastUpdated == CalendarDay(2026, 9, 1))
        let again = later.reported(
            ActionUpdate(day: CalendarDay(2026, 10, 1), status: .onTarget), characteristics: Self.vocabulary)
        #expect(again.finishedOn == nil)
    }

    @Test func `let what recurs without an anchor go stale wherever it is counted`() {
        let action = Self.action("Quarterly")
        let line = ActionLine(
            id: "a", title: "A", leads: "", directorate: "", target: "Quarterly", status: .onTarget,
            lastDay: nil, isRecurring: true, lastUpdated: action.lastUpdated)
        let day = CalendarDay(2026, 6, 1)
        #expect(action.isStale(on: day, after: 90) && line.isStale(on: day, after: 90))
    }
}
