// SPDX-License-Identifier: Apache-2.0
import EqualityDuty
import Testing

@testable import Storage

@Suite struct `A member taken off a decision` {
    private static func prepared(_ desk: Desk) async throws -> (DecisionStore, AssessmentDecision) {
        let store = DecisionStore(database: desk.database)
        let id = try await store.prepare(
            AssessmentDecision(
                id: "", title: "Rents 2027", maker: .fullCouncil, makerName: "Council",
                meetingAt: Samples.now.adding(seconds: 86_400),
                members: [desk.councillor, desk.signer, desk.challenger].map {
                    .init(personID: $0.id, post: "")
                }), desk.change())
        return (store, try #require(try await store.decision(id)))
    }

    private static func list(_ decision: AssessmentDecision, _ desk: Desk) async throws -> String {
        let id = try await desk.start()
        try await desk.act(.signed, on: id, to: .signed, freezes: true, as: desk.signer)
        let record = try await desk.record(id)
        try await DecisionStore(database: desk.database).put(
            id, version: 1, sequence: record.events.last?.sequence ?? 0, before: decision.id,
            state: .beforeDecision, within: .wholeBody, desk.change())
        return id
    }

    private static func keeping(
        _ members: [Change.Actor], of decision: AssessmentDecision, _ store: DecisionStore
    ) async throws -> AssessmentDecision {
        var changed = try #require(try await store.decision(decision.id))
        changed.members.removeAll { member in !members.contains { $0.id == member.personID } }
        return changed
    }

    @Test(arguments: Engine.allCases)
    func `stays recorded with who did it, when, why, and what was not read`(engine: Engine) async throws {
        try await withDesk(engine) { desk in
            let (store, decision) = try await Self.prepared(desk)
            #expect(decision.maker == .fullCouncil)
            let id = try await Self.list(decision, desk)
            try await store.acknowledge(
                id, in: decision.id, version: 1,
                seen: AssessmentStanding(try await desk.record(id), besides: .acknowledged),
                within: .wholeBody, desk.change(desk.councillor))
            let fewer = try await Self.keeping([desk.challenger], of: decision, store)
            await #expect(throws: RemovalUnexplained.self) { try await store.change(fewer, desk.change()) }
            #expect(try await store.decision(decision.id)?.members.count == 3)
            let at = Samples.now.adding(seconds: 60)
            try await store.change(fewer, Change(by: desk.author, at: at, because: "They resigned"))
            let removals = try #require(try await store.decision(decision.id)?.removals)
            #expect(removals.map(\.post) == ["Post of councillor", "Post of signer"])
            #expect(removals.map(\.personID) == [desk.councillor.id, desk.signer.id])
            #expect(removals.allSatisfy { $0.at == at && $0.reason == "They resigned" })
            #expect(removals.allSatisfy { $0.byID == desk.author.id && $0.byPost == "Post of author" })
            #expect(
                try await store.decisions().map(\.acknowledgements) == [0],
                "who has gone is counted no more")
            #expect(removals.map(\.unread) == ["", "EIA-2026-001, version 1"])
            let logged = try await Samples.log(desk.database).map(\.event).filter {
                $0.verb == "took a member off"
            }
            #expect(logged.count == 2)
            #expect(logged.contains { $0.details.contains("had not acknowledged EIA-2026-001, version 1") })
            // Named again and taken off again: both times stay.
            var more = try #require(try await store.decision(decision.id))
            more.members.append(.init(personID: desk.signer.id, post: ""))
            try await store.change(more, desk.change())
            #expect(try await store.decision(decision.id)?.removals.count == 2)
            let again = try await Self.keeping([desk.challenger], of: decision, store)
            try await store.change(again, Change(by: desk.author, at: at, because: "Once more"))
            let reasons = try await store.decision(decision.id)?.removals.map(\.reason)
            #expect(reasons == ["They resigned", "They resigned", "Once more"])
        }
    }

    @Test(arguments: Engine.allCases)
    func `before anything is in the report was asked to read nothing`(engine: Engine) async throws {
        try await withDesk(engine) { desk in
            let (store, decision) = try await Self.prepared(desk)
            try await store.change(
                try await Self.keeping([desk.councillor], of: decision, store), desk.change())
            let now = try #require(try await store.decision(decision.id))
            #expect(now.members.map(\.personID) == [desk.councillor.id])
            #expect(now.removals.isEmpty)
        }
    }

    /// The first six steps are what was shipped with assessments.
    @Test(arguments: Engine.allCases)
    func `has a place in a database that was made before there was one`(engine: Engine) async throws {
        try await withDatabase(engine, migrated: false) { database in
            try await database.transaction { connection in
                try Samples.older(connection, steps: 6)
                try connection.execute(
                    """
                    INSERT INTO decision (id, version, reference, title, maker, makerName, meetingAt, isRelevant,
                        decided, recordedBy)
                    VALUES ('d1', 1, '', 'Old', 'cabinet', 'Cabinet', 1, 0, '', '')
                    """)
            }
            #expect(try await database.migrate(at: Samples.now) == Migrations.all.count - 6)
            let store = DecisionStore(database: database)
            let old = try #require(try await store.decision("d1"))
            #expect(old.relevanceInWords == "No, no reason was recorded")
            #expect(old.removals.isEmpty)
        }
    }
}
