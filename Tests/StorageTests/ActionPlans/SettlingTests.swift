// SPDX-License-Identifier: Apache-2.0
import EqualityDuty
import Testing

@testable import Storage

@Suite struct `Settling several actions at once` {
    @Test(arguments: Engine.allCases)
    func `saves those that nobody changed, and names the others`(engine: Engine) async throws {
        try await withDatabase(engine) { database in
            let store = Samples.plan(database)
            var ids: [String] = []
            for title in ["A", "B", "C"] {
                ids.append(try await store.add(Samples.action(title), Samples.change()))
            }
            let note = ActionUpdate(day: CalendarDay(2026, 1, 2), note: "Meanwhile")
            try await store.report(note, about: ids[1], version: 1, within: .wholeBody, Samples.change())
            let conflicts = try await store.settle(
                [
                    QueueAnswer(id: ids[0], version: 1, .cell(8, "M1.1")),
                    QueueAnswer(id: ids[1], version: 1, .cell(8, "M1.2")),
                    QueueAnswer(
                        id: ids[2], version: 1,
                        .report(ActionUpdate(day: CalendarDay(2026, 1, 3), note: "Went on"))),
                ], within: .wholeBody, Samples.change())
            #expect(conflicts == [ids[1]])
            let actions = try await store.actions(within: .wholeBody)
            #expect(actions.map(\.cells.frameworkCriteria)[0] == "M1.1")
            #expect(actions[1].cells.frameworkCriteria != "M1.2")
            #expect(try await store.updates(of: ids[2]).map(\.note) == ["Went on"])
            let before = try await Samples.log(database).count
            await #expect(throws: NothingSettled(conflicts: [ids[0]])) {
                _ = try await store.settle(
                    [QueueAnswer(id: ids[0], version: 1, .cell(8, "M9"))], within: .wholeBody,
                    Samples.change())
            }
            #expect(try await Samples.log(database).count == before)
            let outside = Scope.limited(directorates: ["nowhere"], records: [])
            await #expect(throws: NothingSettled.self) {
                _ = try await store.settle(
                    [QueueAnswer(id: ids[2], version: 2, .cell(8, "M9"))], within: outside, Samples.change())
            }
        }
    }

    @Test(arguments: Engine.allCases)
    func `keeps a date that a form moves among the reports`(engine: Engine) async throws {
        try await withDatabase(engine) { database in
            let store = Samples.plan(database)
            let cells = ActionCells(title: "A", targetDate: "Before July 2027")
            let id = try await store.add(
                Action.reading(
                    cells, characteristics: CharacteristicVocabulary([]), lastUpdated: CalendarDay(2026, 1, 1)
                ),
                Samples.change())
            var moved = cells
            moved.targetDate = "2027/28"
            let action = Action.reading(
                moved, id: id, version: 1, characteristics: CharacteristicVocabulary([]),
                lastUpdated: CalendarDay(2026, 1, 2))
            try await store.save(action, within: .wholeBody, details: "target", Samples.change())
            let update = try #require(try await store.updates(of: id).first)
            #expect(update.oldTarget == "Before July 2027" && update.newTarget == "2027/28")
            #expect(try await store.cards(within: .wholeBody).map(\.version) == [2])
        }
    }

    @Test(arguments: Engine.allCases)
    func `knows the posts that nobody holds any longer`(engine: Engine) async throws {
        try await withDatabase(engine) { database in
            let people = PeopleStore(database: database)
            var ids: [String] = []
            for (name, post) in [("a", "Head of Care"), ("b", "Head of Housing"), ("c", "Head of housing")] {
                ids.append(
                    try await people.add(
                        signInName: name, post: post, passwordHash: "-",
                        grants: [Grant(.auditor, within: .body)],
                        Samples.change()))
            }
            #expect(try await people.formerPosts() == [])
            try await people.setDisabled(true, ids[0], Samples.change())
            try await people.setDisabled(true, ids[1], Samples.change())
            #expect(try await people.formerPosts() == ["head of care"])
        }
    }
}
