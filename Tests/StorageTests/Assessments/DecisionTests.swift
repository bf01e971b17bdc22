// SPDX-License-Identifier: Apache-2.0
import EqualityDuty
import Testing

@testable import Storage

@Suite struct `A decision` {
    private static func prepared(_ desk: Desk) async throws -> (String, AssessmentDecision) {
        let id = try await desk.start()
        try await desk.act(.signed, on: id, to: .signed, freezes: true, as: desk.signer)
        let store = DecisionStore(database: desk.database)
        let decisionID = try await store.prepare(
            AssessmentDecision(
                id: "", reference: "26/00024", title: "Rents 2027", maker: .cabinet, makerName: "Cabinet",
                meetingAt: Samples.now.adding(seconds: 86_400), reportPublished: CalendarDay(2026, 9, 20),
                members: [
                    .init(personID: desk.councillor.id, post: ""), .init(personID: desk.signer.id, post: ""),
                ]), desk.change())
        return (id, try #require(try await store.decision(decisionID)))
    }

    /// Where an assessment stands for a member who is about to acknowledge it.
    private static func read(_ id: String, _ desk: Desk) async throws -> AssessmentStanding {
        AssessmentStanding(try await desk.record(id), besides: .acknowledged)
    }

    private static func put(_ id: String, before decision: AssessmentDecision, _ desk: Desk) async throws {
        let record = try await desk.record(id)
        try await DecisionStore(database: desk.database).put(
            id, version: record.version, sequence: record.events.last?.sequence ?? 0, before: decision.id,
            state: .beforeDecision, within: .wholeBody, desk.change())
    }

    @Test(arguments: Engine.allCases)
    func `lists one version, and is acknowledged once by each member, before it is taken`(engine: Engine)
        async throws
    {
        try await withDesk(engine) { desk in
            let (id, decision) = try await Self.prepared(desk)
            let store = DecisionStore(database: desk.database)
            try await Self.put(id, before: decision, desk)
            let item = try #require(try await store.items(of: decision.id).first)
            #expect(item.version == 1)
            let digest = try await desk.record(id).versions.first?.digest
            #expect(item.digest == digest)
            #expect(try await store.waiting(for: desk.councillor.id).map(\.id) == [decision.id])
            let (seen, read) = (try await Self.read(id, desk), desk.change(desk.councillor, after: 60))
            try await store.acknowledge(id, in: decision.id, version: 1, seen: seen, within: .wholeBody, read)
            await #expect(throws: DecisionClosed.self) {
                try await store.acknowledge(
                    id, in: decision.id, version: 1, seen: seen, within: .wholeBody, read)
            }
            await #expect(throws: AssessmentMoved.self) {
                try await store.acknowledge(
                    id, in: decision.id, version: 2, seen: seen, within: .wholeBody,
                    desk.change(desk.signer))
            }
            #expect(try await store.waiting(for: desk.councillor.id) == [])
            let record = try await desk.record(id)
            let member = record.decision?.members.first { $0.personID == desk.councillor.id }
            #expect(member?.version == 1)
            #expect(member?.digest == item.digest)
            #expect(member?.acknowledgedAt == Samples.now.adding(seconds: 60))
            #expect(record.events.count { $0.act == .acknowledged } == 1)

            let known = try #require(try await store.decision(decision.id))
            try await store.decide(
                known, takenAt: Samples.now.adding(seconds: 90), decided: "Agreed",
                items: [
                    id: DecidedItem(seen: AssessmentStanding(record), state: .decided, missing: "DR5")
                ], desk.change(after: 120))
            await #expect(throws: DecisionClosed.self, "a member who reads it afterwards") {
                try await store.acknowledge(
                    id, in: decision.id, version: 1, seen: seen, within: .wholeBody,
                    desk.change(desk.signer, after: 180))
            }
            await #expect(throws: DecisionClosed.self) {
                try await store.decide(
                    known, takenAt: Samples.now, decided: "Again", items: [:], desk.change())
            }
            await #expect(throws: DecisionClosed.self) { try await store.change(known, desk.change()) }
            let decided = try await desk.record(id)
            #expect(decided.state == .decided)
            #expect(decided.decision?.decided == "Agreed")
            #expect(decided.decision?.members.count { $0.acknowledgedAt == nil } == 1)
            #expect(decided.last(.decided)?.details["missing"] == "DR5")
            #expect(try await store.decisions().map(\.acknowledgements) == [1])
            #expect(try await store.decisions().map(\.isRetrospective) == [false])
        }
    }

    @Test(arguments: Engine.allCases)
    func `with a newer version in its report asks every member again`(engine: Engine) async throws {
        try await withDesk(engine) { desk in
            let (id, decision) = try await Self.prepared(desk)
            let store = DecisionStore(database: desk.database)
            try await Self.put(id, before: decision, desk)
            try await store.acknowledge(
                id, in: decision.id, version: 1, seen: try await Self.read(id, desk), within: .wholeBody,
                desk.change(desk.councillor))
            try await desk.act(.signOffReopened, on: id, to: .inProgress)
            try await desk.save(["proposal/scope": "Wider"], of: id)
            try await desk.act(.signed, on: id, to: .signed, freezes: true, as: desk.signer)
            try await Self.put(id, before: decision, desk)
            #expect(try await store.items(of: decision.id).map(\.version) == [2])
            let members = try await desk.record(id).decision?.members ?? []
            #expect(members.count == 2)
            #expect(members.allSatisfy { $0.acknowledgedAt == nil })
            #expect(try await store.waiting(for: desk.councillor.id).count == 1)
            #expect(try await store.decisions().map(\.acknowledgements) == [0])
        }
    }

    @Test(arguments: Engine.allCases)
    func `changed by two people keeps the first change`(engine: Engine) async throws {
        try await withDesk(engine) { desk in
            var (_, decision) = try await Self.prepared(desk)
            let store = DecisionStore(database: desk.database)
            decision.title = "Rents 2027 and 2028"
            try await store.change(decision, desk.change())
            decision.title = "Something else"
            await #expect(throws: EditConflict.self) { try await store.change(decision, desk.change()) }
            #expect(try await store.decision(decision.id)?.title == "Rents 2027 and 2028")
        }
    }

    @Test(arguments: Engine.allCases)
    func `acknowledged by a clock that was set back is not acknowledged before it was listed`(engine: Engine)
        async throws
    {
        try await withDesk(engine) { desk in
            let (id, decision) = try await Self.prepared(desk)
            let store = DecisionStore(database: desk.database)
            try await Self.put(id, before: decision, desk)
            let listed = try #require(try await desk.record(id).events.last?.at)
            try await store.acknowledge(
                id, in: decision.id, version: 1, seen: try await Self.read(id, desk), within: .wholeBody,
                desk.change(desk.councillor, after: -86_400))
            let member = try await desk.record(id).decision?.members.first { $0.acknowledgedAt != nil }
            #expect(member?.acknowledgedAt == listed)
        }
    }

    /// Between the last look and the click, sign-off is reopened.
    @Test(arguments: Engine.allCases)
    func `is not recorded, nor acknowledged, on an assessment that moved since it was seen`(engine: Engine)
        async throws
    {
        try await withDesk(engine) { desk in
            let (id, decision) = try await Self.prepared(desk)
            let store = DecisionStore(database: desk.database)
            try await Self.put(id, before: decision, desk)
            let known = try #require(try await store.decision(decision.id))
            let (seen, read) = (
                AssessmentStanding(try await desk.record(id)), try await Self.read(id, desk)
            )
            try await desk.act(.signOffReopened, on: id, to: .inProgress)
            await #expect(throws: AssessmentMoved.self) {
                try await store.decide(
                    known, takenAt: Samples.now, decided: "Agreed",
                    items: [id: DecidedItem(seen: seen, state: .decided)], desk.change(after: 60))
            }
            await #expect(throws: AssessmentMoved.self) {
                try await store.acknowledge(
                    id, in: decision.id, version: 1, seen: read, within: .wholeBody,
                    desk.change(desk.councillor))
            }
            #expect(try await store.decision(decision.id)?.takenAt == nil)
            #expect(try await desk.record(id).state == .inProgress)
            // A version saved since then counts as much, in whatever state.
            let now = AssessmentStanding(try await desk.record(id))
            try await desk.save(["proposal/scope": "Wider"], of: id)
            await #expect(throws: AssessmentMoved.self) {
                try await store.decide(
                    known, takenAt: Samples.now, decided: "Agreed",
                    items: [id: DecidedItem(seen: now, state: .decided)], desk.change(after: 60))
            }
            #expect(try await desk.record(id).events.count { $0.act == .acknowledged } == 0)
        }
    }

    @Test(arguments: Engine.allCases)
    func `is acknowledged by two members at once, and then to be looked at again before it is recorded`(
        engine: Engine
    ) async throws {
        try await withDesk(engine) { desk in
            let (id, decision) = try await Self.prepared(desk)
            let store = DecisionStore(database: desk.database)
            try await Self.put(id, before: decision, desk)
            let known = try #require(try await store.decision(decision.id))
            let (seen, read) = (
                AssessmentStanding(try await desk.record(id)), try await Self.read(id, desk)
            )
            for member in [desk.councillor, desk.signer] {
                try await store.acknowledge(
                    id, in: decision.id, version: 1, seen: read, within: .wholeBody, desk.change(member))
            }
            #expect(try await desk.record(id).events.count { $0.act == .acknowledged } == 2)
            await #expect(throws: AssessmentMoved.self, "the last look named who had not read it") {
                try await store.decide(
                    known, takenAt: Samples.now, decided: "Agreed",
                    items: [id: DecidedItem(seen: seen, state: .decided)], desk.change(after: 60))
            }
        }
    }
}
