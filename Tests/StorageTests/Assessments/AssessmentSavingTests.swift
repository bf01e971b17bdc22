// SPDX-License-Identifier: Apache-2.0
import EqualityDuty
import Testing

@testable import Storage

@Suite struct `Saving an assessment` {
    @Test(arguments: Engine.allCases)
    func `starts it with the next free reference, its parties and its first version`(engine: Engine)
        async throws
    {
        try await withDesk(engine) { desk in
            let first = try await desk.record(try await desk.start())
            let second = try await desk.record(try await desk.start("Repairs"))
            #expect([first.reference, second.reference] == ["EIA-2026-001", "EIA-2026-002"])
            #expect(first.state == .inProgress)
            #expect(first.directorate == "Housing")
            #expect(first.versions.map(\.number) == [1])
            #expect(first.versions.first?.digest == Token.digest(first.content.canonicalJSON))
            #expect(first.events.map(\.act) == [.started])
            #expect(first.parties(.challenger).map(\.post) == ["Post of challenger"])
            #expect(first.parties(.owner).map(\.service) == ["signer"])
            var new = NewAssessment(
                template: Desk.template, content: AssessmentContent(["about/title": "Other"]), parties: [])
            new.reference = "eia-2026-002"
            await #expect(throws: ReferenceTaken.self) {
                _ = try await desk.store.start(new, year: 2026, desk.change())
            }
        }
    }

    @Test(arguments: Engine.allCases)
    func `merges the different fields of two people, and keeps who saved what`(engine: Engine) async throws {
        try await withDesk(engine) { desk in
            let id = try await desk.start()
            #expect(try await desk.save(["about/what": "Rents rise"], of: id, readIn: 1) == 2)
            let merged = try await desk.save(
                ["about/why": "Costs rose"], of: id, readIn: 1, as: desk.signer, after: 5)
            #expect(merged == 3)
            let record = try await desk.record(id)
            #expect(record.content["about/what"] == "Rents rise")
            #expect(record.content["about/why"] == "Costs rose")
            #expect(record.versions.map(\.byID) == [desk.author.id, desk.author.id, desk.signer.id])
        }
    }

    @Test(arguments: Engine.allCases)
    func `refuses the second of two texts at one field, and takes the same text twice`(engine: Engine)
        async throws
    {
        try await withDesk(engine) { desk in
            let id = try await desk.start()
            try await desk.save(["about/what": "First"], of: id, readIn: 1)
            let conflict = await #expect(throws: EditConflict.self) {
                try await desk.save(["about/what": "Second", "about/why": "x"], of: id, readIn: 1)
            }
            #expect(conflict?.current == 2)
            #expect(try await desk.record(id).content["about/why"] == "", "nothing of it was saved")
            #expect(try await desk.save(["about/what": "First"], of: id, readIn: 1) == 2)
            // Removing what somebody else has just written is a conflict as well.
            await #expect(throws: EditConflict.self) {
                try await desk.save(["about/title": "", "about/what": ""], of: id, readIn: 1)
            }
        }
    }

    @Test(arguments: Engine.allCases)
    func `writes no version where nothing changed`(engine: Engine) async throws {
        try await withDesk(engine) { desk in
            let id = try await desk.start()
            #expect(try await desk.save(["about/title": "Rents", "about/why": ""], of: id) == 1)
            #expect(try await desk.record(id).versions.count == 1)
        }
    }

    @Test(arguments: Engine.allCases)
    func `gives back each of forty versions, put together from changes`(engine: Engine) async throws {
        try await withDesk(engine) { desk in
            let id = try await desk.start()
            var content = try await desk.record(id).content
            var saved: [Int: AssessmentContent] = [1: content]
            // An é in one character and in two: they look the same, and their digests differ.
            let words = [
                "caf\u{E9}", "cafe\u{301}", "", "\u{200F}שלום\u{200E}", "<b>&amp;</b>", "a\u{200B}b",
            ]
            for number in 2...40 {
                let fields = [
                    "about/what": words[number % words.count] + (number % 7 == 0 ? "!" : ""),
                    "evidence/\(number % 5)/title": number % 3 == 0 ? "" : "Survey \(number)",
                    "about/why": "Round \(number)",
                ]
                content = content.applying(fields)
                #expect(try await desk.save(fields, of: id, after: number) == number)
                saved[number] = content
            }
            let record = try await desk.record(id)
            #expect(record.versions.count == 40)
            for version in record.versions {
                let found = try #require(try await desk.store.content(of: id, version: version.number))
                let wanted = try #require(saved[version.number])
                #expect(found.canonicalJSON == wanted.canonicalJSON, "version \(version.number)")
                #expect(version.digest == Token.digest(found.canonicalJSON), "version \(version.number)")
            }
            let changes = try await desk.store.changes(of: id)
            let whole = (1...40).reduce(AssessmentContent()) { $0.applying(changes[$1] ?? [:]) }
            #expect(whole.canonicalJSON == record.content.canonicalJSON)
            #expect(try await desk.store.content(of: id, version: 41)?.canonicalJSON == content.canonicalJSON)
            #expect(try await desk.store.content(of: "none", version: 1) == nil)
        }
    }

    @Test(arguments: Engine.allCases)
    func `takes an answer of 100 KB, and finds the assessment by its words and filters`(engine: Engine)
        async throws
    {
        try await withDesk(engine) { desk in
            let long = String(repeating: "A long answer – mit Umlauten äöü. ", count: 3_000)
            let id = try await desk.start("Rents", ["about/budget-reference": "B1"])
            try await desk.save(
                [
                    "about/why": long, "impact/age/residents/direction": "negative",
                    "impact/age/residents/where": "Northwood; Cliftonville",
                    "impact/age/residents/residual": "low", "review/date": "2026-01-31",
                ], of: id)
            _ = try await desk.start("Repairs")
            #expect(try await desk.record(id).content["about/why"] == long)
            var question = AssessmentQuestion()
            question.characteristic = "age"
            #expect(try await desk.store.page(question, within: .wholeBody).lines.map(\.id) == [id])
            question = AssessmentQuestion()
            question.text = "rents eia-2026-001"
            #expect(try await desk.store.page(question, within: .wholeBody).total == 1)
            question.person = desk.councillor.id
            #expect(try await desk.store.count(question, within: .wholeBody) == 0)
            let outside = Scope.limited(directorates: ["Care"], records: [])
            #expect(try await desk.store.record(id, within: outside) == nil)
            await #expect(throws: EditConflict.self) {
                _ = try await desk.store.save(
                    ["about/why": "x"], of: id, readIn: 2, within: outside, desk.change())
            }
        }
    }

    @Test(arguments: Engine.allCases)
    func `by many people at once loses no field`(engine: Engine) async throws {
        try await withDesk(engine) { desk in
            let id = try await desk.start()
            try await withThrowingTaskGroup(of: Void.self) { group in
                for writer in 1...20 {
                    group.addTask {
                        try await desk.save(["evidence/\(writer)/title": "By \(writer)"], of: id, readIn: 1)
                    }
                }
                try await group.waitForAll()
            }
            let record = try await desk.record(id)
            #expect(record.version == 21)
            #expect((1...20).allSatisfy { record.content["evidence/\($0)/title"] == "By \($0)" })
        }
    }
}
