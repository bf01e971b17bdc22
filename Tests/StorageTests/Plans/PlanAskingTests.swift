// SPDX-License-Identifier: Apache-2.0
import EqualityDuty
import Testing

@testable import Storage

@Suite struct `The plan when it is asked` {
    @Test(arguments: Engine.allCases)
    func `lists actions by section and by one lead of several`(_ engine: Engine) async throws {
        try await withDatabase(engine) { database in
            let plan = ActionPlanStore(database: database, vocabulary: Samples.vocabulary)
            for (title, lead, section) in [
                ("Both", "Head of Care; Head of Housing", "Homes"), ("One", "Head of Housing", ""),
                ("Other", "Deputy Head of Housing", "Homes"),
            ] {
                let cells = ActionCells(
                    title: title, leadOfficer: lead, directorate: "Housing", section: section)
                _ = try await plan.add(
                    Action.reading(cells, characteristics: Samples.vocabulary, lastUpdated: Samples.now.day),
                    Samples.change())
            }
            let offered = try await plan.sectionsAndLeads(within: .wholeBody)
            #expect(offered.sections == ["Homes"])
            #expect(offered.leads == ["Deputy Head of Housing", "Head of Care", "Head of Housing"])
            #expect(
                try await plan.sectionsAndLeads(within: .limited(directorates: ["care"], records: [])).leads
                    == [])
            var question = ActionQuestion(today: Samples.now.day)
            question.lead = "Head of Housing"
            #expect(
                try await plan.page(question, within: .wholeBody).actions.map(\.title) == ["Both", "One"])
            question.section = "Homes"
            #expect(try await plan.page(question, within: .wholeBody).actions.map(\.title) == ["Both"])
        }
    }

    @Test(arguments: Engine.allCases)
    func `answers a past day from the record of that day, and an older one as it stands now`(_ engine: Engine)
        async throws
    {
        try await withDatabase(engine) { database in
            let plan = ActionPlanStore(database: database, vocabulary: Samples.vocabulary)
            let id = try await plan.add(
                `The plan kept over time`.action("Ramp", status: "On target"), Samples.change())
            let (first, day) = (Samples.now.day, 86_400)
            let late = ActionUpdate(day: first.adding(days: 3), status: .atRisk, note: "No room")
            try await plan.report(
                late, about: id, version: 1, within: .wholeBody, Samples.change(after: 3 * day))
            _ = try await plan.add(`The plan kept over time`.action("Later"), Samples.change(after: 4 * day))
            func told(_ days: Int) async throws -> [String] {
                try await plan.actions(on: first.adding(days: days), within: .wholeBody).map {
                    "\($0.title): \($0.status.rawValue)"
                }
            }
            #expect(try await told(2) == ["Ramp: onTarget"])
            #expect(try await told(3) == ["Ramp: atRisk"])
            #expect(try await told(-30) == ["Ramp: atRisk", "Later: notStated"])
        }
    }
}
