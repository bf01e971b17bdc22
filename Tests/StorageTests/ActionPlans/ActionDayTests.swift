// SPDX-License-Identifier: Apache-2.0
import EqualityDuty
import Testing

@testable import Storage

@Suite struct `The days of a stored action` {
    private static let recorded = Samples.now.day

    private static func at(_ days: Int) -> Change { Samples.change(after: days * 86_400) }

    @Test(arguments: Engine.allCases)
    func `make a missed occurrence overdue in lists, plans and the calendar until it is reported`(
        engine: Engine
    ) async throws {
        try await withDatabase(engine) { database in
            let plan = Samples.plan(database)
            let id = try await plan.add(
                Samples.action("Publish", target: "31 January (annually)"), Samples.change())
            let missed = CalendarDay(Self.recorded.year + 1, 1, 31)
            func found(_ today: CalendarDay) async throws -> Int {
                var question = ActionQuestion(today: today)
                question.isOverdue = true
                let page = try await plan.page(question, within: .wholeBody)
                let late = try await plan.actions(within: .wholeBody).count { $0.isOverdue(on: today) }
                #expect(page.actions.allSatisfy { $0.isOverdue(on: today) } && late == page.total)
                return page.total
            }
            #expect(try await found(missed) == 0)
            #expect(try await found(missed.next) == 1)
            let action = try #require(try await plan.action(id, within: .wholeBody))
            let before = missed.adding(years: -3)
            #expect(
                CalendarStore.entries(of: action, from: before, to: missed.next).map(\.day).first == missed)
            let done = ActionUpdate(day: Self.recorded, occurrence: missed)
            try await plan.report(done, about: id, version: 1, within: .wholeBody, Self.at(1))
            #expect(try await found(missed.next) == 0)
            #expect(try await found(missed.adding(years: 1).next) == 1)
        }
    }

    @Test(arguments: Engine.allCases)
    func `count only reports as heard of, and remember when it was finished`(engine: Engine) async throws {
        try await withDatabase(engine) { database in
            let plan = Samples.plan(database)
            let id = try await plan.add(Samples.action("A", target: "Ongoing"), Samples.change())
            func now() async throws -> Action { try #require(try await plan.action(id, within: .wholeBody)) }
            let heard = try await now().lastUpdated
            _ = try await plan.settle(
                [QueueAnswer(id: id, version: 1, .cell(8, "M1.1"))], within: .wholeBody, Self.at(10))
            var cells = try await now().cells
            cells.section = "Another"
            let edited = Action.reading(
                cells, id: id, version: 2, characteristics: Samples.vocabulary,
                lastUpdated: Self.recorded.adding(days: 20))
            try await plan.save(edited, within: .wholeBody, details: "x", Self.at(20))
            #expect(try await now().lastUpdated == heard)
            let finished = heard.adding(days: 30)
            try await plan.report(
                ActionUpdate(day: finished, status: .complete, note: "Done"), about: id, version: 3,
                within: .wholeBody, Self.at(100))
            try await plan.report(
                ActionUpdate(day: heard.adding(days: 90), note: "A word"), about: id, version: 4,
                within: .wholeBody, Self.at(101))
            #expect(try await now().finishedOn == finished)
            #expect(try await now().lastUpdated == heard.adding(days: 90))
            let then = try await plan.actions(
                asOf: Samples.now.adding(seconds: 30 * 86_400), within: .wholeBody)
            #expect(then.first?.lastUpdated == heard && then.first?.finishedOn == nil)
        }
    }

    @Test(arguments: Engine.allCases)
    func `keep joins as they held on a day, ended and made anew`(engine: Engine) async throws {
        try await withDatabase(engine) { database in
            let links = LinkStore(database: database)
            let link = RecordLink(
                .serves, from: RecordName(.action, "a"), to: RecordName(.objective, "o"))
            try await links.add(link, Self.at(1))
            try await links.end(link, Self.at(3))
            try await links.add(link, Self.at(5))
            func held(_ day: Int) async throws -> Int {
                try await links.links([.serves], asOf: Samples.now.adding(seconds: day * 86_400 + 60)).count
            }
            var counts: [Int] = []
            for day in 0...6 { counts.append(try await held(day)) }
            #expect(counts == [0, 1, 1, 0, 0, 1, 1])
            #expect(try await links.links([.serves]).count == 1)
        }
    }
}
