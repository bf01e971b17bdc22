// SPDX-License-Identifier: Apache-2.0
import EqualityDuty
import Testing

@testable import Storage

@Suite struct `What belongs to an assessment` {
    @Test(arguments: Engine.allCases)
    func `is published in editions, byte for byte, and an edition is taken back once`(engine: Engine)
        async throws
    {
        try await withDesk(engine) { desk in
            let id = try await desk.start()
            try await desk.act(.signed, on: id, to: .signed, freezes: true, as: desk.signer)
            let store = PublishedAssessmentStore(database: desk.database)
            var edition = PublishedAssessment(
                address: "eia-2026-001", reference: "EIA-2026-001", title: "Rents")
            edition.summary = "Older tenants pay more"
            edition.characteristics = ["age"]
            edition.places = ["Northwood"]
            edition.directorate = "Housing"
            edition.reason = "First edition"
            let digest = try #require(try await desk.record(id).versions.first?.digest)
            for number in 1...2 {
                let record = try await desk.record(id)
                let made = try await store.publish(
                    edition, of: id, version: 1, sequence: record.events.last?.sequence ?? 0,
                    state: record.state,
                    artefacts: { edition, digest, _ in
                        [Artefact(format: .html, bytes: Array("<p>\(edition) \(digest)</p>".utf8))]
                    }, within: .wholeBody, desk.change(after: number))
                #expect(made.edition == number)
            }
            await #expect(throws: AssessmentMoved.self, "published on a state that has moved") {
                _ = try await store.publish(
                    edition, of: id, version: 1, sequence: 1, state: .signed, artefacts: { _, _, _ in [] },
                    within: .wholeBody, desk.change())
            }
            let editions = try await store.editions(at: "eia-2026-001")
            #expect(editions.map(\.edition) == [2, 1])
            #expect(editions.map(\.digest) == [digest, digest])
            let file = try #require(try await store.artefact(at: "eia-2026-001", edition: 1, .html))
            #expect(file.bytes == Array("<p>1 \(digest)</p>".utf8))
            #expect(editions.last?.artefacts.first?.digest == Token.digest(file.bytes))
            var question = PublishedAssessmentQuestion()
            question.characteristic = "age"
            question.place = "northwood"
            question.text = "older tenants"
            #expect(try await store.page(question).editions.map(\.edition) == [2], "the newest only")
            question.place = "Hill"
            #expect(try await store.page(question).total == 0)
            question.place = "northwood"
            question.characteristic = "race"
            #expect(try await store.page(question).total == 0)

            try await store.withdraw(
                id, edition: 1, reason: "A name was in it", within: .wholeBody, desk.change(after: 9))
            await #expect(throws: NothingToWithdraw.self) {
                try await store.withdraw(id, edition: 1, reason: "x", within: .wholeBody, desk.change())
            }
            await #expect(throws: NothingToWithdraw.self) {
                try await store.withdraw(id, edition: 7, reason: "x", within: .wholeBody, desk.change())
            }
            let first = try #require(try await store.editions(at: "eia-2026-001").last)
            #expect(first.withdrawal?.reason == "A name was in it")
            #expect(try await desk.record(id).publications.map(\.isWithdrawn) == [true, false])
        }
    }

    @Test(arguments: Engine.allCases)
    func `keeps evidence for all, with files, and refuses a stale save`(engine: Engine) async throws {
        try await withDesk(engine) { desk in
            let id = try await desk.start()
            let store = EvidenceStore(database: desk.database)
            let bytes: [UInt8] = (0...255).map { UInt8($0) }
            let file = try await store.attach(
                bytes, fileName: "Umfrage – größer.pdf", mediaType: "application/pdf", to: id, desk.change())
            #expect(try await store.attachment(file)?.bytes == bytes)
            #expect(try await store.attachments(of: id).map(\.name) == ["Umfrage – größer.pdf"])
            #expect(try await store.attachment("none") == nil)
            let item = LibraryEvidence(
                title: "Survey of tenants", source: "Council", coverage: "212 tenants",
                day: CalendarDay(2025, 5, 1), characteristics: ["age", "race"], attachmentID: file)
            let itemID = try await store.add(item, desk.change())
            #expect(try await store.items(matching: "tenants council", characteristic: "race").count == 1)
            #expect(try await store.items(characteristic: "sex") == [])
            var kept = try #require(try await store.item(itemID))
            kept.title = "Survey of all tenants"
            try await store.save(kept, desk.change())
            await #expect(throws: EditConflict.self) { try await store.save(kept, desk.change()) }
            #expect(try await store.item(itemID)?.version == 2)
        }
    }

    @Test(arguments: Engine.allCases)
    func `keeps a template in each version, and marks what changed`(engine: Engine) async throws {
        try await withDesk(engine) { desk in
            let store = TemplateStore(database: desk.database)
            let before = try await store.mark()
            try await store.add(
                "own", version: 1, isOverlay: false, name: "Own", content: "id: own", desk.change())
            let added = try await store.mark()
            #expect(added != before)
            await #expect(throws: ReferenceTaken.self) {
                try await store.add(
                    "own", version: 1, isOverlay: true, name: "Other", content: "x", desk.change())
            }
            #expect(try await store.mark() == added)
            try await store.withdraw("own", lastDay: CalendarDay(2026, 9, 1), desk.change())
            #expect(try await store.mark() != added)
            await #expect(throws: NothingToWithdraw.self) {
                try await store.withdraw("own", lastDay: CalendarDay(2026, 9, 2), desk.change())
            }
            #expect(try await store.all().map(\.withdrawn) == [CalendarDay(2026, 9, 1)])
        }
    }

    @Test(arguments: Engine.allCases)
    func `shows the impacts of live assessments side by side`(engine: Engine) async throws {
        try await withDesk(engine) { desk in
            let impact = [
                "impact/age/residents/direction": "negative", "impact/age/residents/residual": "low",
                "impact/age/residents/where": "Northwood",
            ]
            let live = try await desk.start("Rents", impact)
            let other = try await desk.start("Repairs", impact)
            let idea = try await desk.start("An idea", impact)
            try await desk.act(.screeningReturned, on: idea, to: .draft)
            let lines = try await desk.store.cumulativeLines(within: .wholeBody)
            #expect(Set(lines.map(\.assessmentID)) == [live, other])
            #expect(lines.allSatisfy { $0.residualRank == 25 && $0.wards == ["Northwood"] })
            let neighbours = try await desk.store.neighbours(of: try await desk.record(live), months: 24)
            #expect(neighbours.map(\.id) == [other])
            try await desk.save(["impact/age/residents/direction": "neutral"], of: other)
            let later = try await desk.store.cumulativeLines(within: .wholeBody)
            #expect(later.filter { $0.assessmentID == other }.map(\.direction) == [.neutral])
        }
    }
}
