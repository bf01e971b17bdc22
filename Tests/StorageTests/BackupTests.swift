// SPDX-License-Identifier: Apache-2.0
import EqualityDuty
import Foundation
import Testing

@testable import Storage

@Suite struct `A backup` {
    /// A body with something in every table.
    private static func fill(_ database: any Database) async throws {
        let bodies = BodyStore(database: database)
        try await bodies.found(Samples.body, Samples.change())
        try await bodies.set(
            [Setting(name: "accent", effectiveFrom: CalendarDay(2020, 1, 1), value: "1D5B79")],
            Samples.change())
        _ = try await bodies.addStructure(
            [StructureLine(directorate: "Housing", service: "Lettings", team: "Front desk")], Samples.change()
        )
        let people = PeopleStore(database: database)
        let grants = [Grant(.equalityLead, within: .body), Grant(.director, within: .directorate("Care"))]
        let id = try await people.add(
            signInName: "lead", post: "Equality lead", passwordHash: "-", grants: grants,
            Samples.change("form-key"))
        let sessions = SessionStore(database: database)
        let person = try #require(try await people.people().first { $0.id == id })
        _ = try await sessions.isTryingTooOften(["account:x"], at: Samples.now)
        _ = try await sessions.begin(person, from: "192.0.2.1", Samples.change())
        _ = try await sessions.keepUpload(
            (0...255).map { UInt8($0) }, fileName: "é.csv", purpose: "register", personID: id, at: Samples.now
        )
        try await register(database)
        _ = try await Samples.plan(database).add(
            Samples.action("Words — “as written”, O'Brien\\", target: "Before July 2013"), Samples.change())
        let policies = try await Samples.register(database).policies(within: .wholeBody)
        _ = try await CoverageStore(database: database).state(
            Coverage(of: policies, on: CalendarDay(2026, 3, 31)), Samples.change())
        _ = try await PublicationStore(database: database).publish(
            .coverage, title: "Coverage", summary: "In short", asOf: CalendarDay(2026, 3, 31),
            artefacts: { _ in
                [Artefact(format: .html, bytes: Array("<p>é</p>".utf8)), Artefact(format: .csv, bytes: [])]
            }, Samples.change())
        try await assess(database)
        try await FilledPlan.fill(database, person: id)
        try await FilledFigures.fill(database)
    }

    /// An assessment that was challenged, signed, decided and published, with evidence, a file and a template.
    private static func assess(_ database: any Database) async throws {
        let desk = try await Desk(database)
        let id = try await desk.start(
            "Rents – “as written”",
            ["impact/age/residents/direction": "negative", "about/what": "cafe\u{301}"])
        try await desk.store.raise(
            .challenge, on: id, section: "about", path: "", verdict: .mend, text: "Who?", within: .wholeBody,
            desk.change(desk.challenger))
        try await desk.act(.signed, on: id, to: .signed, freezes: true, as: desk.signer)
        let decisions = DecisionStore(database: database)
        let decision = try await decisions.prepare(
            AssessmentDecision(
                id: "", title: "Budget", maker: .cabinet, makerName: "Cabinet", meetingAt: Samples.now,
                isRelevant: false, relevanceReason: "It moves a meeting",
                members: [desk.councillor, desk.author].map { .init(personID: $0.id, post: "") }),
            desk.change())
        try await decisions.put(
            id, version: 1, sequence: 2, before: decision, state: .beforeDecision, within: .wholeBody,
            desk.change())
        try await decisions.acknowledge(
            id, in: decision, version: 1, seen: AssessmentStanding(try await desk.record(id)),
            within: .wholeBody, desk.change(desk.councillor))
        if var known = try await decisions.decision(decision) {
            known.members.removeAll { $0.personID == desk.author.id }
            try await decisions.change(
                known, Change(by: desk.author, at: Samples.now, because: "Has “left”"))
        }
        _ = try await PublishedAssessmentStore(database: database).publish(
            PublishedAssessment(address: "eia", reference: "EIA-2026-001", title: "Rents"), of: id,
            version: 1, sequence: 4, state: .beforeDecision,
            artefacts: { _, _, _ in [Artefact(format: .odt, bytes: [0, 255, 10])] }, within: .wholeBody,
            desk.change())
        let evidence = EvidenceStore(database: database)
        let file = try await evidence.attach(
            [0, 1, 255], fileName: "é.pdf", mediaType: "application/pdf", to: id, desk.change())
        _ = try await evidence.add(LibraryEvidence(title: "Survey", attachmentID: file), desk.change())
        try await TemplateStore(database: database).add(
            "own", version: 1, isOverlay: false, name: "Own", content: "id: own\n", desk.change())
    }

    private static func register(_ database: any Database) async throws {
        _ = try await Samples.register(database).importRows(
            { take in
                for index in 1...1_100 {
                    try take(
                        RegisterRow(
                            row: index, reference: "P\(index)", name: "Política \(index) 字", type: .policy,
                            directorate: "Care", service: "", owner: "",
                            adopted: index % 2 == 0 ? CalendarDay(2001, 1, 1) : nil, retired: nil,
                            decisionDate: nil, lastAssessed: nil, relevance: .notScored))
                }
            }, source: "r.csv", Samples.change())
    }

    /// Every row of every table, in one order, as values.
    private static func contents(_ database: any Database) async throws -> [String: [[SQLValue]]] {
        try await database.read { connection in
            var all: [String: [[SQLValue]]] = [:]
            for table in Migrations.tables {
                let names = table.columns.map(\.name).joined(separator: ", ")
                let key = table.primaryKey.joined(separator: ", ")
                all[table.name] = try connection.rows(
                    SQL(ownText: "SELECT \(names) FROM \(table.name) ORDER BY \(key)")
                ).map(\.values).sorted { "\($0)" < "\($1)" }
            }
            return all
        }
    }

    @Test(arguments: Engine.allCases, Engine.allCases)
    func `restores row by row what was in the source`(from: Engine, to: Engine) async throws {
        let folder = try Fresh.folder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try await withDatabase(from) { source in
            try await Self.fill(source)
            let before = try await Self.contents(source)
            #expect(before.allSatisfy { !$0.value.isEmpty }, "every table has a row, or the test is blind")
            let path = folder + "/copy.backup"
            try await source.backUp(to: path)
            try await withDatabase(to, migrated: false) { target in
                let counts = try await Backup.restore(path, into: target, at: Samples.now)
                #expect(counts.first { $0.table == "policy" }?.rows == 1_100)
                let after = try await Self.contents(target)
                for table in Migrations.tables {
                    #expect(after[table.name] == before[table.name], "\(table.name)")
                }
                // A version is put together from the copy as from the source.
                let store = Desk.store(target)
                let id = try #require(try await store.id(ofReference: "EIA-2026-001", within: .wholeBody))
                let record = try #require(try await store.record(id, within: .wholeBody))
                #expect(record.versions.first?.digest == Token.digest(record.content.canonicalJSON))
                #expect(record.decision?.members.first?.acknowledgedAt != nil)
                // The copy works on: the log goes on where it stopped.
                _ = try await Samples.register(target).add(Samples.policy("New"), Samples.change())
                let entries = try await Samples.log(target)
                #expect(entries.map(\.sequence) == Array(1...entries.count))
            }
            #expect(try await Self.contents(source) == before)
        }
    }

    @Test(arguments: Engine.allCases)
    func `is one whole state while others write`(engine: Engine) async throws {
        let folder = try Fresh.folder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try await withDatabase(engine) { source in
            try await BodyStore(database: source).found(Samples.body, Samples.change())
            let store = Samples.register(source)
            let writer = Task {
                for index in 1...150 {
                    _ = try await store.add(Samples.policy("W\(index)"), Samples.change())
                }
            }
            for round in 1...3 { try await source.backUp(to: folder + "/\(round).backup") }
            try await writer.value
            for round in 1...3 {
                let copy = try SQLiteDatabase(path: folder + "/\(round).backup")
                // A line in the log for each record, neither more nor less.
                let policies = try await Samples.register(copy).policies(within: .wholeBody).count
                #expect(try await Samples.log(copy).count == policies + 1)
                await copy.close()
            }
        }
    }

    @Test(arguments: Engine.allCases)
    func `does not go into a place that holds a body`(engine: Engine) async throws {
        let folder = try Fresh.folder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try await withDatabase(engine) { source in
            try await BodyStore(database: source).found(Samples.body, Samples.change())
            try await source.backUp(to: folder + "/a.backup")
            let before = try await Self.contents(source)
            await #expect(throws: DatabaseFailure.self) {
                try await Backup.restore(folder + "/a.backup", into: source, at: Samples.now)
            }
            #expect(try await Self.contents(source) == before)
        }
    }

    @Test func `that is damaged is refused and leaves nothing`() async throws {
        let folder = try Fresh.folder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let path = folder + "/damaged.backup"
        try await withDatabase(.sqlite) { source in
            try await Self.fill(source)
            try await source.backUp(to: path)
        }
        var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
        bytes.replaceSubrange(20_000..<bytes.count, with: repeatElement(0xFF, count: bytes.count - 20_000))
        try bytes.write(to: URL(fileURLWithPath: path))
        try await withDatabase(.sqlite, migrated: false) { target in
            await #expect(throws: DatabaseFailure.self) {
                try await Backup.restore(path, into: target, at: Samples.now)
            }
            let found = try await target.schemaVersion().found
            let body = found == 0 ? nil : try await BodyStore(database: target).body()
            #expect(body == nil)
        }
    }
}

@Suite struct `The store of published works` {
    @Test(arguments: Engine.allCases)
    func `numbers editions, keeps their bytes, and withdraws with a reason`(engine: Engine) async throws {
        try await withDatabase(engine) { database in
            let store = PublicationStore(database: database)
            let bytes = (0...255).map { UInt8($0) }
            for round in 1...3 {
                let number = try await store.publish(
                    .actionPlan, title: "Plan", summary: "\(round)", asOf: CalendarDay(2026, 1, round),
                    artefacts: { [Artefact(format: .html, bytes: bytes + [UInt8($0)])] },
                    Samples.change(after: round))
                #expect(number == round)
            }
            #expect(try await store.artefact(.actionPlan, edition: 2, .html)?.bytes == bytes + [2])
            #expect(try await store.artefact(.actionPlan, edition: 2, .csv) == nil)
            #expect(try await store.artefact(.coverage, edition: 2, .html) == nil)
            try await store.withdraw(.actionPlan, edition: 3, reason: "Wrong date", Samples.change())
            await #expect(throws: NothingToWithdraw.self) {
                try await store.withdraw(.actionPlan, edition: 3, reason: "Again", Samples.change())
            }
            await #expect(throws: NothingToWithdraw.self) {
                try await store.withdraw(.actionPlan, edition: 9, reason: "None", Samples.change())
            }
            let work = try await store.publication(.actionPlan)
            #expect(work.editions.map(\.number) == [3, 2, 1])
            #expect(work.editions[0].withdrawal?.reason == "Wrong date")
            #expect(work.current?.number == 2)
            #expect(
                work.editions[1].artefacts == [
                    ArtefactSummary(format: .html, size: 257, digest: Token.digest(bytes + [2]))
                ])
            #expect(try await store.artefact(.actionPlan, edition: 3, .html)?.bytes == bytes + [3])
        }
    }

    @Test(arguments: Engine.allCases)
    func `gives two people who publish at once two numbers`(engine: Engine) async throws {
        try await withDatabase(engine) { database in
            let store = PublicationStore(database: database)
            let numbers = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 1...8 {
                    group.addTask {
                        try await store.publish(
                            .coverage, title: "t", summary: "s", asOf: CalendarDay(2026, 1, 1),
                            artefacts: { _ in [] }, Samples.change())
                    }
                }
                return try await group.reduce(into: [Int]()) { $0.append($1) }
            }
            #expect(numbers.sorted() == Array(1...8))
        }
    }
}
