// SPDX-License-Identifier: Apache-2.0
import EqualityDuty
import Testing

@Suite struct `An action` {
    static let day = CalendarDay(2013, 4, 1)

    static func action(_ target: String, status: String = "", outcome: String = "") -> Action {
        Action.reading(
            ActionCells(title: "Do it", targetDate: target, status: status), id: "1",
            characteristics: Fixtures.vocabulary, outcomeNote: outcome, lastUpdated: day)
    }

    @Test(arguments: [
        ("Before July 2013", "2013-06-30", false), ("Before July 2013", "2013-07-01", true),
        ("2 – 30 April 2013", "2013-04-30", false), ("2 – 30 April 2013", "2013-05-01", true),
        ("2013/14", "2014-03-31", false), ("2013/14", "2014-04-01", true), ("Ongoing", "2030-01-01", false),
        ("TBC", "2030-01-01", false), ("31 January (annually)", "2030-02-01", false),
        ("Completed", "2030-01-01", false), ("13/3/4", "2030-01-01", false),
    ])
    func `is overdue only after its last day`(target: String, day: String, isOverdue: Bool) throws {
        #expect(Self.action(target).isOverdue(on: try #require(CalendarDay(iso: day))) == isOverdue)
    }

    @Test(arguments: ["Complete", "Closed, not done", "Superseded"])
    func `is never overdue or stale once finished`(status: String) {
        #expect(!Self.action("2013", status: status).isOverdue(on: CalendarDay(2020, 1, 1)))
        #expect(!Self.action("Ongoing", status: status).isStale(on: CalendarDay(2020, 1, 1), after: 90))
    }

    @Test func `goes stale without a last day and without an update`() {
        #expect(!Self.action("Ongoing").isStale(on: Self.day.adding(days: 90), after: 90))
        #expect(Self.action("Ongoing").isStale(on: Self.day.adding(days: 91), after: 90))
        #expect(Self.action("TBC").isStale(on: Self.day.adding(days: 91), after: 90))
        #expect(!Self.action("31 January (annually)").isStale(on: Self.day.adding(days: 91), after: 90))
        #expect(!Self.action("2013/14").isStale(on: Self.day.adding(days: 91), after: 90))
    }

    @Test(arguments: [
        ("", ActionStatus.notStated), ("On target", .onTarget), ("on-target", .onTarget),
        ("GREEN", .onTarget),
        ("Not started", .notStarted), ("Amber", .atRisk), ("Completed", .complete),
        ("Closed – not done", .closedNotDone), ("Superseded", .superseded),
    ])
    func `has the status that its words say`(words: String, status: ActionStatus) {
        #expect(ActionStatus(words: words) == status)
    }

    @Test func `reads the names of its statuses back`() {
        for status in ActionStatus.allCases { #expect(ActionStatus(words: status.name) == status) }
    }

    @Test func `keeps a status word that is not known and queues it`() {
        let action = Self.action("2013/14", status: "Purple")
        #expect(action.status == .notStated)
        #expect(action.cells.status == "Purple")
        #expect(action.queue().contains { $0.kind == .statusNotUnderstood && $0.asWritten == "Purple" })
    }

    @Test func `is refused by a form where an import would queue it`() {
        #expect(Self.action("2013/14", status: "Complete").problems.map(\.field) == ["outcomeNote"])
        #expect(Self.action("2013/14", status: "Complete", outcome: "Adopted.").problems.isEmpty)
        #expect(Self.action("Completed", status: "Purple").problems.map(\.field) == ["target", "status"])
        let blank = Action.reading(
            ActionCells(title: " "), characteristics: Fixtures.vocabulary, lastUpdated: Self.day)
        #expect(blank.problems.map(\.field) == ["title"])
    }

    @Test func `has eleven cells in the order of the headers`() throws {
        let values = (1...11).map { "cell \($0)" }
        #expect(try #require(ActionCells(values: values)).values == values)
        #expect(ActionCells(values: ["one"]) == nil)
    }

    @Test(arguments: [ActionStatus.complete, .closedNotDone, .superseded])
    func `that ends by a report keeps what was said as its outcome`(status: ActionStatus) {
        let action = Action.reading(
            ActionCells(title: "Ramp"), characteristics: Fixtures.vocabulary, lastUpdated: Self.day)
        let update = ActionUpdate(day: Self.day, status: status, note: "Merged with the lift")
        #expect(action.reported(update, characteristics: Fixtures.vocabulary).outcomeNote == update.note)
    }
}
