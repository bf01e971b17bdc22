// SPDX-License-Identifier: Apache-2.0
import EqualityDuty
import Testing
@testable import Storage

@Suite struct `The plan kept over time` {
    static let title = ActionCells.headers[0], status = ActionCells.headers[6]

    static func action(_ title: String, status: String = "", target: String = "2027") -> Action {
        Action.reading(
            ActionCells(title: title, directorate: "Housing", targetDate: target, status: status),
            characteristics: Samples.vocabulary, lastUpdated: Samples.now.day)
    }

    static func row(_ number: Int, _ id: String, _ version: Int?, _ fields: [String: String]) -> PlanRow {
        PlanRow(row: number, id: id, version: version, fields: PlanFields(fields))
    }

    @Test(arguments: Engine.allCases)
    func `keeps every update, and what each version said`(_ engine: Engine) async throws {
        try await withDatabase(engine) { database in
            let plan = ActionPlanStore(database: database, vocabulary: Samples.vocabulary)
            let id = try await plan.add(Self.action("Train staff"), Samples.change())
            let update = ActionUpdate(
                day: Samples.now.day, status: .atRisk, note: "No room", oldTarget: "2027", newTarget: "2028",
                why: "building works", evidence: "minute 4")
            try await plan.report(
                update, about: id, version: 1, within: .wholeBody, Samples.change(after: 60))
            await #expect(throws: EditConflict(current: 2)) {
                try await plan.report(
                    update, about: id, version: 1, within: .wholeBody, Samples.change(after: 70))
            }
            let saved = try #require(await plan.action(id, within: .wholeBody))
            #expect(saved.version == 2 && saved.status == .atRisk && saved.cells.targetDate == "2028")
            #expect(saved.details.evidence == "minute 4")
            let kept = try await plan.updates(of: id)
            #expect(
                kept.map(\.number) == [1] && kept[0].why == "building works"
                    && kept[0].at == Samples.now.adding(seconds: 60))
            #expect(try await plan.fields(of: id, version: 1)?["Target Completion Date"] == "2027")
            let before = try await plan.actions(asOf: Samples.now.adding(seconds: 59), within: .wholeBody)
            #expect(before.map(\.status) == [.notStated] && before[0].cells.targetDate == "2027")
            let after = try await plan.actions(asOf: Samples.now.adding(seconds: 60), within: .wholeBody)
            #expect(after.map(\.status) == [.atRisk])
            #expect(try await plan.actions(asOf: Samples.now.adding(seconds: -1), within: .wholeBody).isEmpty)
            let since = try await plan.updates(
                after: Samples.now, until: Samples.now.adding(seconds: 60), within: .wholeBody)
            #expect(since[id]?.count == 1)
        }
    }

    @Test(arguments: Engine.allCases)
    func `keeps what a file says happened as a report, once`(_ engine: Engine) async throws {
        try await withDatabase(engine) { database in
            let plan = ActionPlanStore(database: database, vocabulary: Samples.vocabulary)
            let a = try await plan.add(Self.action("Train staff"), Samples.change())
            let rows = [
                PlanRow(
                    row: 2, id: a, version: 1,
                    fields: PlanFields([Self.title: "Train staff", Self.status: "Complete"]),
                    happened: "All 40 were trained"),
                PlanRow(row: 3, fields: PlanFields([Self.title: "Ramp"]), happened: "Ordered"),
            ]
            let taken = try await plan.take(
                rows, own: [], source: "file", within: .wholeBody, Samples.change(after: 60))
            #expect(taken.changed == 1 && taken.added == 1)
            let saved = try await plan.actions(within: .wholeBody)
            #expect(saved.map(\.outcomeNote) == ["All 40 were trained", ""] && saved[0].status == .complete)
            let told = try await plan.updates(of: a)
            #expect(told.map(\.note) == ["All 40 were trained"] && told[0].status == .complete)
            #expect(try await plan.updates(of: saved[1].id).map(\.note) == ["Ordered"])
            let again = try await plan.compare([rows[0]], own: [], within: .wholeBody)
            #expect(again.unchanged == 1 && again.changed == 0)
            let anew = PlanRow(
                row: 2, id: a, version: 2, fields: PlanFields([:]), happened: "All 40 were trained")
            #expect(try await plan.compare([anew], own: [], within: .wholeBody).changed == 1)
        }
    }

    @Test(arguments: Engine.allCases)
    func `takes a file back whole, or says what stands against it and changes nothing`(_ engine: Engine)
        async throws
    {
        try await withDatabase(engine) { database in
            let plan = ActionPlanStore(database: database, vocabulary: Samples.vocabulary)
            let a = try await plan.add(Self.action("Train staff"), Samples.change())
            let b = try await plan.add(Self.action("Ramp"), Samples.change())
            var other = try #require(await plan.action(b, within: .wholeBody))
            other = Action.reading(
                ActionCells(title: "Ramp and rail", directorate: "Housing", targetDate: "2027"), id: b,
                version: 1,
                characteristics: Samples.vocabulary, lastUpdated: Samples.now.day)
            try await plan.save(other, within: .wholeBody, details: "words", Samples.change(after: 10))
            let rows = [
                Self.row(
                    2, a, 1,
                    [
                        Self.title: "Train staff", Self.status: "Complete", "Outcome": "All came",
                        "Budget": "E12",
                    ]),
                Self.row(3, b, 1, [Self.title: "Ramp and lift"]),
                Self.row(4, "", nil, [Self.title: "New one", "Directorate": "Housing"]),
            ]
            let looked = try await plan.compare(rows, own: ["Budget"], within: .wholeBody)
            #expect(looked.changed == 1 && looked.conflicts == 1 && looked.added == 1 && looked.refused == 0)
            await #expect(throws: PlanNotTaken.self) {
                _ = try await plan.take(
                    rows, own: ["Budget"], source: "plan.csv", within: .wholeBody, Samples.change(after: 20))
            }
            #expect(try await plan.actions(within: .wholeBody).count == 2)
            #expect(try await plan.action(a, within: .wholeBody)?.version == 1)
            let choice = PlanChoice(actionID: b, field: Self.title, takesFile: true)
            _ = try await plan.take(
                rows, own: ["Budget"], settled: [choice], source: "plan.csv", within: .wholeBody,
                Samples.change(after: 30))
            let actions = try await plan.actions(within: .wholeBody)
            #expect(actions.map(\.title) == ["Train staff", "Ramp and lift", "New one"])
            #expect(actions[0].status == .complete && actions[0].details.own == ["Budget": "E12"])
            let again = try await plan.compare(
                [
                    Self.row(
                        2, a, 2,
                        [
                            Self.title: "Train staff", Self.status: "Complete", "Outcome": "All came",
                            "Budget": "E12",
                        ])
                ],
                own: ["Budget"], within: .wholeBody)
            #expect(again.unchanged == 1 && again.lines.isEmpty && again.notInFile == 2)
        }
    }

    @Test(arguments: Engine.allCases)
    func `moves a date and opens a finished action only with why, as a person said it`(_ engine: Engine)
        async throws
    {
        try await withDatabase(engine) { database in
            let plan = ActionPlanStore(database: database, vocabulary: Samples.vocabulary)
            let a = try await plan.add(Self.action("Train staff", status: "Complete"), Samples.change())
            let b = try await plan.add(Self.action("Ramp"), Samples.change())
            let target = ActionCells.headers[5]
            func rows(_ why: String) -> [PlanRow] {
                [
                    Self.row(2, a, 1, [Self.status: "At risk"]),
                    PlanRow(row: 3, id: b, version: 1, fields: PlanFields([target: "2028"]), why: why),
                ]
            }
            for why in ["", " "] {
                await #expect(throws: PlanNotTaken.self) {
                    _ = try await plan.take(
                        rows("The money"), own: [], why: why, source: "Jane.csv", within: .wholeBody,
                        Samples.change(after: 10))
                }
            }
            #expect(try await plan.action(b, within: .wholeBody)?.version == 1)
            _ = try await plan.take(
                rows("The money"), own: [], why: "A new need", source: "Jane.csv", within: .wholeBody,
                Samples.change(after: 20))
            let opened = try #require(await plan.updates(of: a).first)
            #expect(opened.status == .atRisk && opened.note == "A new need" && opened.why == "")
            let moved = try #require(await plan.updates(of: b).first)
            #expect(moved.why == "The money" && moved.oldTarget == "2027" && moved.newTarget == "2028")
            var action = try #require(await plan.action(b, within: .wholeBody))
            action = Action.reading(
                ActionCells(title: "Ramp", directorate: "Housing", targetDate: "2029"), id: b, version: 2,
                characteristics: Samples.vocabulary, lastUpdated: Samples.now.day)
            try await plan.save(
                action, within: .wholeBody, details: "date", why: "Snow", Samples.change(after: 30))
            #expect(try await plan.updates(of: b).first?.why == "Snow")
        }
    }

    @Test(arguments: Engine.allCases)
    func `tells one preview from another by every row, field, word and version`(_ engine: Engine)
        async throws
    {
        try await withDatabase(engine) { database in
            let plan = ActionPlanStore(database: database, vocabulary: Samples.vocabulary)
            let a = try await plan.add(Self.action("Train staff"), Samples.change())
            func digest(_ fields: [String: String], row: Int = 2, why: String = "") async throws -> String {
                let rows = [PlanRow(row: row, id: a, version: 1, fields: PlanFields(fields), why: why)]
                return try await plan.compare(rows, own: [], within: .wholeBody).digest
            }
            let one = try await digest(["Section": "Lettings"])
            #expect(try await digest(["Section": "Lettings"]) == one)
            let others = [
                try await digest(["Section": "Repairs"]), try await digest(["Measure": "Lettings"]),
                try await digest(["Section": "Lettings"], row: 3),
                try await digest(["Section": "Lettings"], why: "x"),
            ]
            #expect(Set(others + [one]).count == 5)
            var saved = try #require(await plan.action(a, within: .wholeBody))
            saved.measure = "Share"
            try await plan.save(saved, within: .wholeBody, details: "measure", Samples.change(after: 5))
            #expect(try await digest(["Section": "Lettings"]) != one)
        }
    }

    @Test(arguments: Engine.allCases)
    func `refuses what every form refuses, and takes a plain old plan as it is`(_ engine: Engine) async throws
    {
        try await withDatabase(engine) { database in
            let plan = ActionPlanStore(database: database, vocabulary: Samples.vocabulary)
            let a = try await plan.add(Self.action("Train staff"), Samples.change())
            let done = try await plan.add(Self.action("Old", status: "Complete"), Samples.change())
            for (status, words) in [
                ("Done", "Enter what came of the action"), ("Cancelled", "Enter why it ends undone"),
                ("Superseded", "Enter why it ends undone"),
            ] {
                let rows = [
                    Self.row(2, a, 1, [Self.status: status]),
                    Self.row(3, "", nil, [Self.title: "New", Self.status: status, "Outcome": " "]),
                    Self.row(4, done, 1, ["Section": "Lettings"]),
                ]
                let result = try await plan.compare(rows, own: [], within: .wholeBody)
                let problem = Problem(at: "Outcome", words)
                #expect(result.lines.prefix(2).allSatisfy { $0.outcome == .refused([problem]) })
                #expect(result.refused == 2 && result.changed == 1)
            }
            let plain = [Self.row(2, "", nil, [Self.title: "Plain", Self.status: "Complete"])]
            #expect(try await plan.compare(plain, own: [], within: .wholeBody).added == 1)
        }
    }

    @Test(arguments: Engine.allCases)
    func `keeps a file to the directorates of whoever brings it`(_ engine: Engine) async throws {
        try await withDatabase(engine) { database in
            let plan = ActionPlanStore(database: database, vocabulary: Samples.vocabulary)
            let id = try await plan.add(Self.action("Train staff"), Samples.change())
            let scope = Scope.limited(directorates: ["transport"], records: [])
            let result = try await plan.compare(
                [
                    Self.row(2, id, 1, [Self.title: "Mine now"]),
                    Self.row(3, "", nil, [Self.title: "x", "Directorate": "Housing"]),
                ], own: [], within: scope)
            #expect(result.refused == 2 && result.added == 0)
        }
    }

    @Test(arguments: Engine.allCases)
    func `remembers what headers mean`(_ engine: Engine) async throws {
        try await withDatabase(engine) { database in
            let plan = ActionPlanStore(database: database, vocabulary: Samples.vocabulary)
            try await plan.remember(["By Whom": "Lead Officer"], Samples.change())
            try await plan.remember(
                ["BY WHOM": "", "Deadline?": "Target Completion Date"], Samples.change(after: 1))
            #expect(
                try await plan.headerMappings() == ["by whom": "", "deadline?": "Target Completion Date"])
        }
    }
}
