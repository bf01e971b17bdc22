// SPDX-License-Identifier: Apache-2.0
import EqualityDuty
import Testing
@testable import Storage

@Suite struct `The strategy kept over time` {
    @Test(arguments: Engine.allCases)
    func `has every version with its parts`(_ engine: Engine) async throws {
        try await withDatabase(engine) { database in
            let store = StrategyStore(database: database)
            let id = try await store.add(
                Strategy(title: "Fair Eastmarsh"),
                parts: [StrategyPart(kind: .priorityOutcome, number: "1", text: "Fair access")],
                Samples.change())
            var strategy = try #require(await store.strategy(id))
            (strategy.state, strategy.approvedOn) = (.approved, CalendarDay(2007, 4, 16))
            try await store.save(strategy, Samples.change(after: 1, because: "Cabinet"))
            await #expect(throws: EditConflict(current: 2)) {
                try await store.save(strategy, Samples.change(after: 2))
            }
            let partID = try await store.add(
                StrategyPart(kind: .theme, text: "Poverty"), to: id, version: 2, Samples.change(after: 3))
            var part = try #require(await store.parts(of: id).last)
            #expect(part.id == partID && part.kind == .theme)
            part.isRetired = true
            try await store.save(part, of: id, version: 3, Samples.change(after: 4))
            let versions = try await store.versions(of: id)
            #expect(versions.map(\.number) == [4, 3, 2, 1])
            #expect(versions.map(\.reason) == ["", "", "Cabinet", ""])
            #expect(versions[1].content["part.\(partID)"] == "Cross-cutting theme: Poverty")
            #expect(versions[0].content["part.\(partID)"] == nil && versions[3].content["state"] == "Draft")
            #expect(try await store.parts(of: id).map(\.isRetired) == [false, true])
        }
    }

    @Test(arguments: Engine.allCases)
    func `joins things once, ends joins and refuses circles`(_ engine: Engine) async throws {
        try await withDatabase(engine) { database in
            let links = LinkStore(database: database)
            let (a, b) = (RecordName(.action, "a"), RecordName(.action, "b"))
            let wait = RecordLink(.dependsOn, from: a, to: b, note: "data first")
            try await links.add(wait, Samples.change())
            try await links.add(wait, Samples.change(after: 1))
            #expect(try await links.links(of: b) == [wait])
            await #expect(throws: LinkCircle(way: [b, a, b])) {
                try await links.add(RecordLink(.dependsOn, from: b, to: a), Samples.change(after: 2))
            }
            await #expect(throws: DatabaseFailure.self) {
                try await links.add(
                    RecordLink(.answers, from: a, to: RecordName(.outcome, "o")), Samples.change(after: 3))
            }
            try await links.end(wait, Samples.change(after: 4))
            #expect(try await links.links().isEmpty)
            try await links.add(RecordLink(.dependsOn, from: b, to: a), Samples.change(after: 5))
            #expect(try await links.links([.dependsOn]).map(\.from) == [b])
        }
    }

    @Test(arguments: Engine.allCases)
    func `takes outcomes once and keeps findings with their scores`(_ engine: Engine) async throws {
        try await withDatabase(engine) { database in
            let store = OutcomeStore(database: database)
            let outcomes = [
                Outcome(reference: "1", title: "A good start"),
                Outcome(reference: "1.1", title: "Safe homes", parentID: "1"),
            ]
            let first = try await store.importOutcomes(
                outcomes, strategyID: "", source: "o.csv", Samples.change())
            let second = try await store.importOutcomes(
                outcomes, strategyID: "", source: "o.csv", Samples.change(after: 1))
            #expect(first == (2, 0) && second == (0, 2))
            await #expect(throws: DatabaseFailure.self) {
                _ = try await store.importOutcomes(
                    [Outcome(reference: "1", title: "Other words")], strategyID: "", source: "p.csv",
                    Samples.change(after: 2))
            }
            let kept = try await store.outcomes()
            #expect(kept.map(\.reference) == ["1", "1.1"] && kept[1].parentID == kept[0].id)
            let id = try await store.add(
                Inequality(
                    outcomeID: kept[1].id, characteristic: "age", words: "Cold homes",
                    scores: [.reach: 3, .depth: 0],
                    explanation: "survey"), Samples.change(after: 3))
            var finding = try #require(await store.inequality(id))
            #expect(finding.scores == [.reach: 3, .depth: 0] && finding.effect == nil)
            finding.scores = [.reach: 3, .depth: 2, .influence: 1, .certainty: 3]
            try await store.save(finding, Samples.change(after: 4))
            await #expect(throws: EditConflict(current: 2)) {
                try await store.save(finding, Samples.change(after: 5))
            }
            #expect(try await store.inequalities().map(\.effect) == [22])
        }
    }

    @Test(arguments: Engine.allCases)
    func `keeps objectives as they stood, and every reading`(_ engine: Engine) async throws {
        try await withDatabase(engine) { database in
            let store = ObjectiveStore(database: database)
            let measure = Objective.Measure(
                words: "Share", unit: "%", direction: .up, baseline: 40.5,
                baselineDay: CalendarDay(2020, 4, 1),
                target: 60.25, everyMonths: 12)
            let id = try await store.add(
                Objective(title: "Stay on", directorate: "Housing", measure: measure, targetDate: "2027"),
                links: [(.answers, RecordName(.inequality, "i"))], Samples.change())
            var objective = try #require(await store.objective(id, within: .wholeBody))
            #expect(objective.measure == measure && objective.targetDate.asWritten == "2027")
            objective.title = "More stay on"
            try await store.save(objective, within: .wholeBody, details: "title", Samples.change(after: 10))
            await #expect(throws: EditConflict(current: 2)) {
                try await store.save(objective, within: .wholeBody, details: "x", Samples.change(after: 11))
            }
            #expect(
                try await store.objectives(asOf: Samples.now.adding(seconds: 9)).map(\.title) == ["Stay on"])
            #expect(
                try await store.objectives(asOf: Samples.now.adding(seconds: 10)).map(\.title) == [
                    "More stay on"
                ])
            let one = try await store.add(
                Reading(day: CalendarDay(2021, 4, 1), value: 41.5, base: 200, note: "survey"), to: id,
                Samples.change(after: 12))
            _ = try await store.add(
                Reading(day: CalendarDay(2021, 4, 1), value: 42, corrects: one), to: id,
                Samples.change(after: 13))
            let readings = try await store.readings(of: id)
            #expect(readings.map(\.value) == [41.5, 42] && Reading.standing(readings).map(\.value) == [42])
            #expect(try await store.readings()[id]?.count == 2)
            let elsewhere = Scope.limited(directorates: ["transport"], records: [])
            #expect(try await store.objectives(within: elsewhere).isEmpty)
            _ = try await store.add(Objective(title: "For all"), Samples.change(after: 14))
            #expect(try await store.objectives(within: elsewhere).map(\.title) == ["For all"])
        }
    }

    @Test(arguments: Engine.allCases)
    func `minutes meetings with their actions, and runs clocks from what was done`(_ engine: Engine)
        async throws
    {
        try await withDatabase(engine) { database in
            let meetings = MeetingStore(database: database)
            let id = try await meetings.add(
                Meeting(group: "Equality group", day: CalendarDay(2026, 9, 1)), Samples.change())
            let action = `The plan kept over time`.action("Write to schools")
            let actionID = try await meetings.minute(
                Meeting.Item(kind: .action, text: "Write to schools", who: "Head of Housing"), of: id,
                action: action,
                Samples.change(after: 1))
            _ = try await meetings.minute(
                Meeting.Item(kind: .asked, text: "Why so late?"), of: id, action: nil,
                Samples.change(after: 2))
            let kept = try #require(await meetings.meeting(id))
            #expect(kept.items.map(\.number) == [1, 2] && kept.items[0].actionID == actionID)
            let plan = ActionPlanStore(database: database, vocabulary: Samples.vocabulary)
            #expect(try await plan.action(actionID, within: .wholeBody)?.title == "Write to schools")

            let duties = DutyStore(database: database)
            try await duties.record(
                DutyDone(
                    dutyID: "en.4", day: CalendarDay(2026, 3, 20), address: "/x", document: "", byPost: ""),
                Samples.change(after: 3))
            #expect(try await duties.done().map(\.day) == [CalendarDay(2026, 3, 20)])
            let correction = DutyDone(
                dutyID: "en.4", day: CalendarDay(2026, 3, 21), address: "/x", document: "", byPost: "",
                forDay: CalendarDay(2026, 3, 30), corrects: 1, reason: "The page came a day later")
            try await duties.record(correction, Samples.change(after: 4))
            let now = try await duties.done()
            #expect(now.map(\.day) == [CalendarDay(2026, 3, 21)] && now[0].forDay == CalendarDay(2026, 3, 30))
            #expect(try await duties.history().count == 2)
            await #expect(throws: EditConflict.self) {
                try await duties.record(correction, Samples.change(after: 5))
            }
            var answer = Meeting.Item(kind: .answered, text: "Because")
            (answer.answers, answer.aboutID) = (.init(meetingID: id, number: 2), actionID)
            var reworded = Meeting.Item(kind: .asked, text: "Why so very late?")
            (reworded.corrects, reworded.reason) = (2, "heard wrongly")
            for (index, item) in [answer, reworded].enumerated() {
                _ = try await meetings.minute(item, of: id, action: nil, Samples.change(after: 6 + index))
            }
            let read = try #require(await meetings.meeting(id))
            #expect(read.items[2].answers == answer.answers && read.items[2].aboutID == actionID)
            #expect(read.said.map(\.item.text) == ["Write to schools", "Why so very late?", "Because"])
            await #expect(throws: EditConflict.self) {
                _ = try await meetings.minute(reworded, of: id, action: nil, Samples.change(after: 8))
            }
        }
    }

    @Test(arguments: Engine.allCases)
    func `puts one action into several plans and keeps it once`(_ engine: Engine) async throws {
        try await withDatabase(engine) { database in
            let actions = ActionPlanStore(database: database, vocabulary: Samples.vocabulary)
            let id = try await actions.add(`The plan kept over time`.action("Ramp"), Samples.change())
            let store = BusinessPlanStore(database: database)
            let top = try await store.add(
                BusinessPlan(title: "Corporate", kind: .corporate), Samples.change(after: 1))
            let low = try await store.add(
                BusinessPlan(title: "Housing", kind: .directorate, parentID: top), Samples.change(after: 2))
            try await store.put(action: id, into: [top, low], Samples.change(after: 3))
            #expect(try await store.members() == [top: [id], low: [id]])
            try await store.put(action: id, into: [low], Samples.change(after: 4))
            #expect(try await store.members() == [low: [id]])
            #expect(try await actions.actions(within: .wholeBody).count == 1)
        }
    }
}
