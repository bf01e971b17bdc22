// SPDX-License-Identifier: Apache-2.0
import EqualityDuty
import Storage
import Testing

@Suite struct `The strategies of the demonstration` {
    @Test func `show the county's history from the outcomes of 2007 to all twenty supporting outcomes`()
        async throws
    {
        let database = try await PlayedDemonstration.body("kent").database
        let strategies = try await StrategyStore(database: database).strategies()
        #expect(strategies.count == 4)
        let outcomes = try await OutcomeStore(database: database).outcomes()
        #expect(outcomes.count { $0.isStrategic } == 3 && outcomes.count { !$0.isStrategic } == 20)
        let parts = try await StrategyStore(database: database).partsByID()
        let safety = try #require(parts.values.first { $0.part.title == "Safety from harassment" }).part
        let links = try await LinkStore(database: database).links()
        let later = RecordLink.line(of: RecordName(.part, safety.id), among: links).later.map(\.from.kind)
        #expect(later.contains(.part) && later.contains(.outcome))
    }

    @Test func `have an objective without effect and one that cannot be measured`() async throws {
        let played = try await PlayedDemonstration.body("kent")
        let store = ProgressStore(database: played.database, vocabulary: played.profile.vocabulary)
        let today = PlayedDemonstration.today
        let facts = try await store.facts(on: today, since: today.adding(days: -90))
        let lines = PlanProgress(facts, on: today, since: today.adding(days: -90), staleAfter: 90).objectives
        #expect(lines.count == 6)
        #expect(lines.count { $0.remark != nil } == 1)
        #expect(lines.count { !$0.objective.isMeasurable } == 1)
        #expect(lines.allSatisfy { $0.objective.title.contains("(demonstration)") })
        let findings = try await OutcomeStore(database: played.database).inequalities()
        #expect(findings.count == 9 && findings.allSatisfy { $0.words.contains("(demonstration)") })
        #expect(findings.contains { $0.effect == nil } && Inequality.biggest(findings, 5).count >= 5)
    }

    @Test func `tell the plan of a past day, and what moved since the last meeting`() async throws {
        let played = try await PlayedDemonstration.body("kent")
        let (database, today) = (played.database, PlayedDemonstration.today)
        let store = ProgressStore(database: database, vocabulary: played.profile.vocabulary)
        let last = try #require(
            Meeting.last(before: today, of: try await MeetingStore(database: database).meetings()))
        let now = PlanProgress(
            try await store.facts(on: today, since: last.day), on: today, since: last.day, staleAfter: 90)
        #expect(now.movements.contains { $0.before != nil }, "\(now.movements)")
        #expect(now.slips.count >= 2)
        #expect(!now.movements.contains { $0.before == nil }, "The plan is older than the meeting")
        let past = CalendarDay(2026, 9, 1)
        let then = PlanProgress(
            try await store.facts(on: past, since: past.adding(months: -3)), on: past,
            since: past.adding(months: -3), staleAfter: 90)
        // An action came later, from an assessment.
        #expect(then.actions.count >= 20 && then.actions.count <= now.actions.count)
        // Actions that were there already stood otherwise, and only those that came later are missing.
        let before = Dictionary(uniqueKeysWithValues: then.actions.map { ($0.id, $0.status) })
        let moved = now.actions.filter { action in before[action.id].map { $0 != action.status } ?? false }
        #expect(!moved.isEmpty, "every action stood in September as it stands now")
        #expect(then.actions.allSatisfy { old in now.actions.contains { $0.id == old.id } })
        #expect(now.objectives.contains { $0.remark != nil && $0.finished > 0 })
    }

    /// A date that moved stands in the plan of the days before as it was then.
    @Test func `have their dates moved on the days on which they moved`() async throws {
        let played = try await PlayedDemonstration.body("kent")
        let plan = ActionPlanStore(database: played.database, vocabulary: played.profile.vocabulary)
        var moved = 0
        for action in try await plan.actions(within: .wholeBody) {
            for update in try await plan.updates(of: action.id) where update.movesDate {
                moved += 1
                let before = try await plan.actions(on: update.at.day.adding(days: -1), within: .wholeBody)
                let after = try await plan.actions(on: update.at.day, within: .wholeBody)
                #expect(before.first { $0.id == action.id }?.cells.targetDate == update.oldTarget)
                #expect(after.first { $0.id == action.id }?.cells.targetDate == update.newTarget)
            }
        }
        #expect(moved >= 4)
        #expect(
            try await plan.actions(within: .wholeBody).count { $0.lastUpdated == PlayedDemonstration.today }
                == 0)
    }
}
