// SPDX-License-Identifier: Apache-2.0
import EqualityDuty
@testable import Storage

/// A body with a row in every table of strategy, objectives, plans, meetings and mail.
enum FilledPlan {
    static func fill(_ database: any Database, person: String) async throws {
        let plan = Samples.plan(database)
        let action = try await plan.add(Samples.action("Ramp", target: "every March"), Samples.change())
        try await plan.report(
            ActionUpdate(day: Samples.now.day, status: .atRisk, note: "“No” money"), about: action,
            version: 1,
            within: .wholeBody, Samples.change(after: 1))
        try await plan.remember(["By whom?": "Lead Officer"], Samples.change(after: 2))
        let strategy = try await StrategyStore(database: database).add(
            Strategy(title: "Fair – “for all”"), parts: [StrategyPart(kind: .theme, text: "Poverty")],
            Samples.change(after: 3))
        let outcomes = OutcomeStore(database: database)
        _ = try await outcomes.importOutcomes(
            [Outcome(reference: "1", title: "A good start")], strategyID: strategy, source: "o.csv",
            Samples.change(after: 4))
        let outcome = try await outcomes.outcomes()[0].id
        let finding = try await outcomes.add(
            Inequality(outcomeID: outcome, characteristic: "age", words: "Cold homes", scores: [.reach: 0]),
            Samples.change(after: 5))
        let objectives = ObjectiveStore(database: database)
        let objective = try await objectives.add(
            Objective(title: "Warm homes", measure: Objective.Measure(words: "Share", baseline: 1.5)),
            links: [(.answers, RecordName(.inequality, finding))], Samples.change(after: 6))
        if var saved = try await objectives.objective(objective, within: .wholeBody) {
            saved.gap = "wide"
            try await objectives.save(saved, within: .wholeBody, details: "gap", Samples.change(after: 7))
        }
        _ = try await objectives.add(
            Reading(day: Samples.now.day, value: -2.25), to: objective, Samples.change(after: 8))
        let plans = BusinessPlanStore(database: database)
        let business = try await plans.add(
            BusinessPlan(title: "Corporate", kind: .corporate), Samples.change(after: 9))
        try await plans.put(action: action, into: [business], Samples.change(after: 10))
        let meetings = MeetingStore(database: database)
        let meeting = try await meetings.add(
            Meeting(group: "Equality group", day: Samples.now.day), Samples.change(after: 11))
        _ = try await meetings.minute(
            Meeting.Item(kind: .asked, text: "Why?"), of: meeting, action: nil, Samples.change(after: 12))
        let duties = DutyStore(database: database)
        try await duties.record(
            DutyDone(dutyID: "en.4", day: Samples.now.day, address: "/x", document: "", byPost: ""),
            Samples.change(after: 13))
        _ = try await duties.makeFeedKey(for: person, Samples.change(after: 14))
        try await database.record(Samples.change(after: 15)) { recorder in
            try recorder.connection.execute(
                "UPDATE person SET address = 'lead@example.org' WHERE id = \(person)")
            try recorder.log(LogEvent("address changed", "person", person))
        }
        _ = try await OutboxStore(database: database).queue(
            [.init(reference: "r1", kind: "overdue", personID: person, subject: "É", words: "Late")],
            Samples.change(after: 16))
    }
}
