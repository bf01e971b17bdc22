// SPDX-License-Identifier: Apache-2.0
import EqualityDuty
import Testing

@testable import Storage

@Suite struct `The store of strategies and objectives` {
    @Test(arguments: Engine.allCases)
    func `takes the parts of a file once, each as often as it stands there`(engine: Engine) async throws {
        try await withDatabase(engine) { database in
            let store = StrategyStore(database: database)
            let parts = ["One", "Two", "Two"].map { StrategyPart(kind: .progress, text: $0) }
            let plan = Strategy(title: "Plan")
            let tried = try await store.take(
                parts, into: plan, source: "a.csv", rehearsing: true, Samples.change())
            #expect(tried.added == 3 && tried.isNew)
            #expect(try await store.strategies().isEmpty)
            let first = try await store.take(parts, into: plan, source: "a.csv", Samples.change())
            let again = try await store.take(
                parts + [StrategyPart(kind: .progress, text: "Three")], into: plan, source: "a.csv",
                Samples.change())
            #expect(again.id == first.id && again.added == 1 && again.unchanged == 3)
            #expect(try await store.parts(of: first.id).map(\.text) == ["One", "Two", "Two", "Three"])
            #expect(try await store.versions(of: first.id).map(\.number) == [2, 1])
            #expect(try await store.strategy(called: "Another plan") == nil)
            #expect(try await store.strategy(called: "PLAN")?.id == first.id)
        }
    }

    @Test(arguments: Engine.allCases)
    func `lets a reading be corrected once`(engine: Engine) async throws {
        try await withDatabase(engine) { database in
            let store = ObjectiveStore(database: database)
            let id = try await store.add(Objective(title: "Less"), Samples.change())
            let day = CalendarDay(2026, 3, 31)
            #expect(try await store.add(Reading(day: day, value: 3), to: id, Samples.change()) == 1)
            let better = Reading(day: day, value: 4, corrects: 1)
            #expect(try await store.add(better, to: id, Samples.change()) == 2)
            await #expect(throws: EditConflict(current: 2)) {
                _ = try await store.add(better, to: id, Samples.change())
            }
            #expect(try await store.readings(of: id).count == 2)
        }
    }

    @Test(arguments: Engine.allCases)
    func `joins several things or none`(engine: Engine) async throws {
        try await withDatabase(engine) { database in
            let store = LinkStore(database: database)
            func link(_ from: String, _ to: String) -> RecordLink {
                RecordLink(.cameFrom, from: RecordName(.part, from), to: RecordName(.part, to))
            }
            await #expect(throws: LinkCircle.self) {
                try await store.add([link("b", "a"), link("c", "b"), link("a", "c")], Samples.change())
            }
            #expect(try await store.links().isEmpty)
            try await store.add([link("b", "a"), link("c", "b")], Samples.change())
            let (earlier, later) = RecordLink.line(
                of: RecordName(.part, "b"), among: try await store.links())
            #expect(earlier.map(\.to.id) == ["a"] && later.map(\.from.id) == ["c"])
        }
    }

    @Test(arguments: Engine.allCases)
    func `tells progress as it stood on a day`(engine: Engine) async throws {
        try await withDatabase(engine) { database in
            let objectives = ObjectiveStore(database: database)
            let id = try await objectives.add(Objective(title: "Before"), Samples.change())
            var changed = try #require(try await objectives.objective(id, within: .wholeBody))
            changed.title = "After"
            let later = 3 * 86_400
            try await objectives.save(
                changed, within: .wholeBody, details: "title", Samples.change(after: later))
            let today = LondonTime.reading(Samples.now).day
            let store = ProgressStore(database: database, vocabulary: Samples.vocabulary)
            let since = today.adding(days: -30)
            let now = try await store.facts(on: today.adding(days: 1), since: since)
            #expect(now.objectives.map(\.title) == ["Before"])
            let then = try await store.facts(on: today.adding(days: 4), since: since)
            #expect(then.objectives.map(\.title) == ["After"])
            #expect(try await store.facts(on: today.adding(days: -1), since: since).objectives.isEmpty)
        }
    }

    /// An export names the kind of every part, also where the file that came in did not.
    @Test(arguments: Engine.allCases)
    func `takes its own export back without adding anything`(engine: Engine) async throws {
        try await withDatabase(engine) { database in
            let store = StrategyStore(database: database)
            let plan = Strategy(title: "Plan")
            let bare = [
                StrategyPart(kind: .frameworkArea, number: "1.1", text: "One"),
                StrategyPart(kind: .other, kindWritten: "Prompt", text: "Two"),
            ]
            _ = try await store.take(bare, into: plan, source: "a.csv", Samples.change())
            let named = bare.map { part in
                var written = part
                if written.kindWritten.isEmpty { written.kindWritten = part.kind.name }
                return written
            }
            let again = try await store.take(named, into: plan, source: "b.csv", Samples.change())
            #expect(again.added == 0 && again.unchanged == 2)
            var other = named
            other[1].kindWritten = "Question"
            #expect(try await store.take(other, into: plan, source: "c.csv", Samples.change()).added == 1)
        }
    }
}
