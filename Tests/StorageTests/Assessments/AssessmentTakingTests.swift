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
                    ]), desk.change(after: 4))
        }
        let record = try await desk.record(id)
        try await store.put(
            id, version: 2, sequence: record.events.last?.sequence ?? 0, before: meeting,
            state: .beforeDecision, within: .wholeBody, desk.change(after: 5))
        try await store.acknowledge(
            id, in: meeting, version: 2, within: .wholeBody, desk.change(desk.councillor, after: 6))
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
