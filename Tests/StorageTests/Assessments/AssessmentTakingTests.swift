// SPDX-License-Identifier: Apache-2.0
import EqualityDuty
import Testing

@testable import Storage

@Suite struct `Taking an assessment in` {
    /// A whole life in one body, as a file would carry it to another.
    private static func life(_ desk: Desk, _ title: String = "Rents", in decision: String? = nil)
        async throws -> String
    {
        let id = try await desk.start(title, ["about/what": "cafe\u{301}"])
        try await desk.save(["about/what": "caf\u{E9}", "about/why": "Costs"], of: id, after: 1)
        try await desk.store.raise(
            .challenge, on: id, section: "about", path: "", verdict: .mend, text: "Who?", within: .wholeBody,
            desk.change(desk.challenger, after: 2))
        try await desk.act(.signed, on: id, to: .signed, freezes: true, as: desk.signer, after: 3)
        let store = DecisionStore(database: desk.database)
        let meeting: String
        if let decision {
            meeting = decision
        } else {
            meeting = try await store.prepare(
                AssessmentDecision(
                    id: "", title: "Budget", maker: .cabinet, makerName: "Cabinet",
                    meetingAt: Samples.now.adding(seconds: 999),
                    members: [
                        .init(personID: desk.councillor.id, post: ""),
                        .init(personID: desk.signer.id, post: ""),
                        .init(personID: desk.challenger.id, post: ""),
                    ]), desk.change(after: 4))
        }
        let record = try await desk.record(id)
        try await store.put(
            id, version: 2, sequence: record.events.last?.sequence ?? 0, before: meeting,
            state: .beforeDecision, within: .wholeBody, desk.change(after: 5))
        try await store.acknowledge(
            id, in: meeting, version: 2,
            seen: AssessmentStanding(try await desk.record(id), besides: .acknowledged), within: .wholeBody,
            desk.change(desk.councillor, after: 6))
        if decision == nil, var known = try await store.decision(meeting) {
            known.isRelevant = false
            known.relevanceReason = "It moves a meeting"
            known.maker = .fullCouncil
            known.members.removeAll { $0.personID == desk.challenger.id }
            try await store.change(
                known, Change(by: desk.author, at: Samples.now.adding(seconds: 7), because: "Challenged it"))
        }
        return id
    }

    /// The record with each person under the order in which they come up, as a file names them.
    private static func plain(_ record: AssessmentRecord) -> String {
        var keys: [String: String] = [:]
        func key(_ id: String) -> String {
            let known = keys[id] ?? "p\(keys.count + 1)"
            keys[id] = known
            return known
        }
        var lines = record.parties.map { "\($0.part.code) \(key($0.personID)) \($0.post) \($0.service)" }
        lines += record.versions.map {
            "\($0.number) \($0.at.iso) \(key($0.byID)) \($0.digest) \($0.isFrozen)"
        }
        lines += record.events.map { "\($0.sequence) \($0.act) \($0.at.iso) \(key($0.byID)) \($0.digest)" }
        lines += record.points.map { "\($0.id) \($0.text) \(key($0.byID)) \($0.at.iso)" }
        lines += (record.decision?.members ?? []).map {
            "\(key($0.personID)) \($0.post) \($0.acknowledgedAt?.iso ?? "") \($0.digest)"
        }
        lines += (record.decision?.removals ?? []).map {
            "\(key($0.personID)) \($0.post) \($0.at.iso) \(key($0.byID)) \($0.byPost) \($0.reason) \($0.unread)"
        }
        lines.append("\(record.decision?.maker.rawValue ?? "") \(record.decision?.relevanceInWords ?? "")")
        lines.append(
            "\(record.id) \(record.reference) \(record.state) \(record.decision?.listedDigest ?? "")")
        return lines.joined(separator: "\n")
    }

    @Test(arguments: Engine.allCases, Engine.allCases)
    func `gives the same record in another body, on either engine`(from: Engine, to: Engine) async throws {
        try await withDesk(from) { desk in
            let id = try await Self.life(desk)
            let record = try await desk.record(id)
            let changes = try await desk.store.changes(of: id)
            try await withDatabase(to) { (target: any Database) async throws -> Void in
                let store = Desk.store(target)
                _ = try await store.take(
                    record, changes: changes, templateText: "{}", source: "a.json", year: 2026,
                    rehearsing: true, Samples.change())
                #expect(try await store.record(id, within: .wholeBody) == nil, "a rehearsal leaves nothing")
                _ = try await store.take(
                    record, changes: changes, templateText: "{}", source: "a.json", year: 2026,
                    Samples.change())
                let taken = try #require(try await store.record(id, within: .wholeBody))
                #expect(Self.plain(taken) == Self.plain(record))
                #expect(taken.content.canonicalJSON == record.content.canonicalJSON)
                #expect(try await store.changes(of: id) == changes)
                #expect(try await PeopleStore(database: target).people() == [], "nobody of the file signs in")
                await #expect(throws: AssessmentRefused.self) {
                    _ = try await store.take(
                        record, changes: changes, templateText: "{}", source: "a.json", year: 2026,
                        Samples.change())
                }
            }
        }
    }

    @Test(arguments: Engine.allCases)
    func `keeps its attached files, and refuses one that was changed`(engine: Engine) async throws {
        try await withDesk(engine) { desk in
            let id = try await desk.start()
            let evidence = EvidenceStore(database: desk.database)
            _ = try await evidence.attach(
                [1, 2, 0], fileName: "own.pdf", mediaType: "application/pdf", to: id, desk.change())
            let shared = try await evidence.attach(
                [3], fileName: "library.pdf", mediaType: "application/pdf", to: "", desk.change())
            _ = try await evidence.attach(
                [4], fileName: "other.pdf", mediaType: "application/pdf", to: "", desk.change())
            try await desk.save(["evidence/1/attachment": shared], of: id)
            let record = try await desk.record(id)
            let changes = try await desk.store.changes(of: id)
            let files = try await evidence.files(of: record)
            #expect(files.map(\.bytes) == [[1, 2, 0], [3]], "its own and the one it names, no other")
            try await withDatabase(engine) { (target: any Database) async throws -> Void in
                let first = files[0]
                let forged = AssessmentAttachment(
                    id: first.id, fileName: first.fileName, mediaType: first.mediaType, digest: first.digest,
                    at: first.at, byPost: first.byPost, bytes: [9])
                for wrong in [[forged], [first, forged]] {
                    await #expect(throws: AssessmentRefused.self) {
                        _ = try await Desk.store(target).take(
                            record, changes: changes, attachments: wrong, templateText: "{}",
                            source: "a.json",
                            year: 2026, Samples.change())
                    }
                }
                _ = try await Desk.store(target).take(
                    record, changes: changes, attachments: files, templateText: "{}", source: "a.json",
                    year: 2026, Samples.change())
                let taken = try #require(try await Desk.store(target).record(id, within: .wholeBody))
                #expect(try await EvidenceStore(database: target).files(of: taken) == files)
            }
        }
    }

    @Test(arguments: Engine.allCases)
    func `with a decision that two of them share names each member once`(engine: Engine) async throws {
        try await withDesk(engine) { desk in
            let first = try await Self.life(desk)
            let decision = try #require(try await desk.record(first).decision?.id)
            let second = try await Self.life(desk, "Repairs", in: decision)
            try await withDatabase(engine) { (target: any Database) async throws -> Void in
                let store = Desk.store(target)
                for id in [first, second] {
                    _ = try await store.take(
                        try await desk.record(id), changes: try await desk.store.changes(of: id),
                        templateText: "{}", source: "a.json", year: 2026, Samples.change())
                }
                for id in [first, second] {
                    let taken = try #require(try await store.record(id, within: .wholeBody))
                    #expect(taken.decision?.members.count == 2)
                    #expect(taken.decision?.removals.count == 1)
                    let source = try await desk.record(id)
                    #expect(Self.plain(taken) == Self.plain(source))
                }
            }
        }
    }

    @Test(arguments: Engine.allCases)
    func `refuses versions that do not add up, or that were changed after the export`(engine: Engine)
        async throws
    {
        try await withDesk(engine) { desk in
            let id = try await Self.life(desk)
            let record = try await desk.record(id)
            let changes = try await desk.store.changes(of: id)
            var forged = changes
            forged[1]?["about/what"] = "Something kinder"
            var missing = changes
            missing[2] = [:]
            try await withDatabase(engine) { (target: any Database) async throws -> Void in
                for changes in [forged, missing] {
                    await #expect(throws: AssessmentRefused.self) {
                        _ = try await Desk.store(target).take(
                            record, changes: changes, templateText: "{}", source: "a.json", year: 2026,
                            Samples.change())
                    }
                }
                #expect(try await Desk.store(target).record(id, within: .wholeBody) == nil)
                #expect(try await Samples.log(target).isEmpty)
            }
        }
    }
}
