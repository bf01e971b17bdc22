// SPDX-License-Identifier: Apache-2.0
import Testing

import EqualityDuty

private let day = CalendarDay(2026, 3, 31)

private func entry(_ kind: CalendarEntry.Kind, key: String = "k1", on day: CalendarDay = day) -> CalendarEntry
{
    CalendarEntry(
        key: key, kind: kind, day: day, title: "Ask Ada Sample\r\nabout ramps", note: "a year from then",
        directorate: "d2", recordID: "r1")
}

/// The reminders of one entry on each day of a span, each queued when it is due, with the day it was queued.
private func told(
    _ entries: [CalendarEntry], stale: [StaleAction] = [], from first: Int, to last: Int,
    queued: Set<String> = []
) -> [(Int, Reminder)] {
    var queued = queued
    var out: [(Int, Reminder)] = []
    for number in first...last {
        for reminder in Reminders.due(
            on: day.adding(days: number), entries: entries, stale: stale, queued: queued)
        {
            out.append((number, reminder))
            queued.insert(reminder.reference)
        }
    }
    return out
}

@Suite struct `What people are reminded of` {
    @Test func `an action is brought to mind once in the two weeks before its day`() {
        let found = told([entry(.action)], from: -30, to: 0)
        #expect(found.map(\.0) == [-14])
        #expect(found.first?.1.kind == .actionDue && found.first?.1.recipient == .leads)
        #expect(found.first?.1.reference == "actionDue.k1.2026-03-31")
    }

    @Test func `an overdue action is brought to mind once a week`() {
        let found = told([entry(.action)], from: 1, to: 22)
        #expect(found.map(\.0) == [1, 8, 15, 22])
        #expect(found.allSatisfy { $0.1.kind == .overdueAction && $0.1.recipient == .leads })
        #expect(Reminders.due(on: day, entries: [entry(.action)], queued: []).first?.kind == .actionDue)
    }

    @Test func `a stale action is brought to mind every thirty days, afresh after an update`() {
        func stale(_ update: Int) -> StaleAction {
            StaleAction(
                key: "k1", recordID: "r1", title: "Ramps", lastUpdate: day.adding(days: update),
                since: day.adding(days: update + 90))
        }
        let found = told([], stale: [stale(-90)], from: -5, to: 61)
        #expect(found.map(\.0) == [0, 30, 60])
        #expect(found.allSatisfy { $0.1.kind == .staleAction && $0.1.recipient == .leads })
        let before = Set(found.map(\.1.reference))
        #expect(told([], stale: [stale(0)], from: 80, to: 100, queued: before).map(\.0) == [90])
    }

    @Test func `a reading is asked for once, from the day it is due`() {
        let found = told([entry(.reading)], from: -5, to: 40)
        #expect(found.map(\.0) == [0])
        #expect(found.first?.1.kind == .readingDue && found.first?.1.recipient == .owners)
    }

    @Test func `those who answer for an objective hear a month before its date, and each month after it`() {
        let found = told([entry(.objective)], from: -60, to: 40)
        #expect(found.map(\.0) == [-30, 1, 31])
        #expect(found.allSatisfy { $0.1.kind == .objectiveDue && $0.1.recipient == .owners })
        #expect(told([entry(.republish)], from: -7, to: -7).first?.1.recipient == .owners)
    }

    @Test func `the equality lead hears of a duty 60, 30 and 7 days before`() {
        let found = told([entry(.duty)], from: -80, to: 3)
        #expect(found.map(\.0) == [-60, -30, -7, 1])
        // Late, it is brought to mind every month.
        #expect(told([entry(.duty)], from: 1, to: 40).map(\.0) == [1, 31])
        #expect(found.allSatisfy { $0.1.kind == .dutyDue && $0.1.recipient == .equalityLead })
        #expect(found.first?.1.text.contains("a year from then") == true)
        // First known 20 days before: one reminder, not the two whose time has passed.
        #expect(told([entry(.duty)], from: -20, to: -8).map(\.0) == [-20])
    }

    @Test func `the group hears of a meeting once, a week before, and not after it`() {
        #expect(told([entry(.meeting)], from: -20, to: 5).map(\.0) == [-7])
        #expect(told([entry(.meeting)], from: 1, to: 5).isEmpty)
        #expect(told([entry(.meeting)], from: -7, to: -7).first?.1.recipient == .group)
    }

    @Test(arguments: CalendarEntry.Kind.allCases)
    func `other days are in the calendar alone`(kind: CalendarEntry.Kind) {
        let tells: Set<CalendarEntry.Kind> = [.action, .objective, .reading, .duty, .republish, .meeting]
        #expect(told([entry(kind)], from: -60, to: 30).isEmpty == !tells.contains(kind))
    }

    @Test func `a day on which nothing ran costs no reminder`() {
        #expect(told([entry(.action)], from: -10, to: -3).map(\.0) == [-10])
        #expect(told([entry(.action)], from: 3, to: 9).map(\.0) == [3, 8])
        #expect(told([entry(.meeting)], from: -2, to: 0).map(\.0) == [-2])
    }

    @Test func `the same is queued once, a day that moved is told anew`() {
        let first = Reminders.due(on: day, entries: [entry(.action), entry(.action)], queued: [])
        #expect(first.count == 1)
        let queued = Set(first.map(\.reference))
        #expect(Reminders.due(on: day, entries: [entry(.action)], queued: queued).isEmpty)
        let moved = entry(.action, on: day.adding(days: 3))
        #expect(Reminders.due(on: day, entries: [moved], queued: queued).count == 1)
        #expect(Reminders.due(on: day, entries: [entry(.action, key: "k2")], queued: queued).count == 1)
    }

    @Test func `two leads are each told once`() throws {
        let reminder = try #require(Reminders.due(on: day, entries: [entry(.action)], queued: []).first)
        #expect(reminder.reference(for: "p1") == "actionDue.k1.2026-03-31.p1")
        #expect(reminder.reference(for: "p1") != reminder.reference(for: "p2"))
    }

    @Test func `nothing that anybody typed stands in a subject, and a title stays on its line`() {
        let all = told(CalendarEntry.Kind.allCases.map { entry($0, key: $0.rawValue) }, from: -60, to: 10)
        #expect(Set(all.map(\.1.kind)).count == 7)
        for (_, reminder) in all {
            #expect(!reminder.subject.contains("Ada") && !reminder.subject.contains("ramps"))
            #expect(reminder.text.hasPrefix("Ask Ada Sample about ramps\n\n"))
            #expect(reminder.recordID == "r1" && reminder.directorate == "d2")
        }
    }
}

@Suite struct `Retries of a message` {
    private let moment = Instant(milliseconds: 1_773_999_000_000)

    @Test(arguments: [(1, 60), (2, 300), (3, 1800), (4, 7200), (5, 21_600), (6, 86_400)])
    func `wait longer each time`(failures: Int, wait: Int) {
        let next = RetrySchedule.next(afterFailures: failures, at: moment)
        #expect(next == .retry(at: moment.adding(seconds: wait)))
    }

    @Test(arguments: [7, 8, 1000])
    func `end after the sixth`(failures: Int) {
        #expect(RetrySchedule.next(afterFailures: failures, at: moment, askedWait: 5) == .failed)
    }

    @Test(arguments: [(17, 60), (600, 600), (1_000_000, 86_400), (-5, 60)])
    func `wait as long as the receiver asks, up to a day`(asked: Int, wait: Int) {
        let next = RetrySchedule.next(afterFailures: 1, at: moment, askedWait: asked)
        #expect(next == .retry(at: moment.adding(seconds: wait)))
    }
}
