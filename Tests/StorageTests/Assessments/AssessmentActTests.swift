// SPDX-License-Identifier: Apache-2.0
import EqualityDuty
import Testing

@testable import Storage

@Suite struct `An act on an assessment` {
    @Test(arguments: Engine.allCases)
    func `freezes the version acted on, which then never changes`(engine: Engine) async throws {
        try await withDesk(engine) { desk in
            let id = try await desk.start()
            try await desk.save(["about/what": "Rents rise"], of: id)
            try await desk.act(.sentToChallenge, on: id, to: .challenge, freezes: true)
            let frozen = try await desk.record(id)
            #expect(frozen.versions.map(\.isFrozen) == [false, true])
            #expect(frozen.events.last?.digest == frozen.versions.last?.digest)
            await #expect(throws: AssessmentMoved.self) {
                try await desk.save(["about/what": "Other"], of: id)
            }
            try await desk.act(.returned, on: id, to: .inProgress, as: desk.challenger)
            try await desk.save(["about/what": "Other"], of: id)
            let later = try await desk.record(id)
            #expect(later.versions[1] == frozen.versions[1])
            let kept = try #require(try await desk.store.content(of: id, version: 2))
            #expect(kept["about/what"] == "Rents rise")
            #expect(Token.digest(kept.canonicalJSON) == frozen.events.last?.digest)
        }
    }

    @Test(arguments: Engine.allCases)
    func `is refused on a state that has moved, and done once of two at the same time`(engine: Engine)
        async throws
    {
        try await withDesk(engine) { desk in
            let id = try await desk.start()
            let seen = try await desk.record(id)
            try await desk.save(["about/what": "x"], of: id)
            await #expect(throws: AssessmentMoved.self) {
                try await desk.store.act(
                    .sentToChallenge, on: id, version: seen.version, sequence: 1,
                    effect: AssessmentEffect(state: .challenge), within: .wholeBody, desk.change())
            }
            let now = try await desk.record(id)
            #expect(now.state == .inProgress)
            let done = await withTaskGroup(of: Bool.self) { group in
                for actor in [desk.author, desk.signer, desk.challenger, desk.councillor] {
                    group.addTask {
                        let act = try? await desk.store.act(
                            .sentToChallenge, on: id, version: now.version, sequence: 1,
                            effect: AssessmentEffect(state: .challenge), within: .wholeBody,
                            desk.change(actor))
                        return act != nil
                    }
                }
                return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
            }
            #expect(done == 1)
            #expect(try await desk.record(id).events.map(\.sequence) == [1, 2])
        }
    }

    /// Who knew what, and when, must not be turned round by a clock.
    @Test(arguments: Engine.allCases)
    func `never comes before what is recorded already, whatever the clock says`(engine: Engine) async throws {
        try await withDesk(engine) { desk in
            let id = try await desk.start(after: 600)
            try await desk.save(["about/what": "x"], of: id, after: -86_400)
            try await desk.act(.sentToChallenge, on: id, to: .challenge, freezes: true, after: -3_600)
            try await desk.store.raise(
                .challenge, on: id, section: "about", path: "", verdict: .mend, text: "Who?",
                within: .wholeBody, desk.change(desk.challenger, after: -7_200))
            let record = try await desk.record(id)
            let times = record.versions.map(\.at) + record.events.map(\.at) + record.points.map(\.at)
            let first = Samples.now.adding(seconds: 600)
            #expect(times.allSatisfy { $0 == first }, "\(times)")
            try await desk.act(.challenged, on: id, to: .inProgress, as: desk.challenger, after: 900)
            #expect(try await desk.record(id).events.last?.at == Samples.now.adding(seconds: 900))
        }
    }

    @Test(arguments: Engine.allCases)
    func `gives and takes parts, and keeps somebody who left in view`(engine: Engine) async throws {
        try await withDesk(engine) { desk in
            let id = try await desk.start()
            try await desk.store.setParty(
                .section("about"), personID: desk.councillor.id, isNamed: true, of: id, within: .wholeBody,
                desk.change())
            try await desk.store.setParty(
                .challenger, personID: desk.challenger.id, isNamed: false, of: id, within: .wholeBody,
                desk.change())
            try await PeopleStore(database: desk.database).setDisabled(true, desk.signer.id, desk.change())
            let record = try await desk.record(id)
            #expect(record.parties(.section("about")).map(\.personID) == [desk.councillor.id])
            #expect(record.parties(.challenger).isEmpty)
            #expect(record.parties(.signer).map(\.isPresent) == [false])
            #expect(
                try await AssessmentStore.parts(of: desk.councillor.id, in: desk.database) == [id])
            #expect(
                try await desk.store.waiting(
                    for: desk.challenger.id, andDecisions: false, within: .wholeBody) == [])
            // The same part twice is the same part.
            try await desk.store.setParty(
                .signer, personID: desk.signer.id, isNamed: true, of: id, within: .wholeBody, desk.change())
            #expect(try await desk.record(id).parties(.signer).count == 1)
        }
    }

    @Test(arguments: Engine.allCases)
    func `answers and closes a point once`(engine: Engine) async throws {
        try await withDesk(engine) { desk in
            let id = try await desk.start()
            let point = try await desk.store.raise(
                .comment, on: id, section: "about", path: "about/title", verdict: nil, text: "Which rents?",
                within: .wholeBody, desk.change(desk.challenger))
            try await desk.store.answer(
                point, on: id, with: "All of them", resolves: false, within: .wholeBody, desk.change())
            try await desk.store.answer(
                point, on: id, with: "", resolves: true, within: .wholeBody, desk.change(desk.challenger))
            let found = try #require(try await desk.record(id).points.first)
            #expect(found.answer == "All of them")
            #expect(found.answeredBy == "Post of author")
            #expect(found.isResolved && !found.isOpen)
            await #expect(throws: EditConflict.self) {
                try await desk.store.answer(
                    point, on: id, with: "Late", resolves: false, within: .wholeBody, desk.change())
            }
            let other = try await desk.start("Other")
            await #expect(throws: EditConflict.self) {
                try await desk.store.answer(
                    point, on: other, with: "x", resolves: false, within: .wholeBody, desk.change())
            }
        }
    }

    @Test(arguments: Engine.allCases)
    func `writes the actions of the plan into the version that is sent`(engine: Engine) async throws {
        try await withDesk(engine) { desk in
            let id = try await desk.start()
            var action = Samples.action("Write to all tenants", target: "31 March 2027")
            action.assessmentID = id
            action.measure = "Letters sent"
            let saved = try await desk.store.save(
                ["mitigation/1/response": "action"], actions: ["mitigation/1/action": action], of: id,
                readIn: 1, within: .wholeBody, desk.change())
            #expect(saved == 2)
            let kept = try #require(try await desk.record(id).actions.first)
            #expect(try await desk.record(id).content["mitigation/1/action"] == kept.id)
            let version = try await desk.store.act(
                .sentToChallenge, on: id, version: 2, sequence: 1,
                effect: AssessmentEffect(state: .challenge, freezes: true), sends: true, within: .wholeBody,
                desk.change())
            #expect(version == 3)
            let frozen = try #require(try await desk.store.content(of: id, version: 3))
            #expect(frozen["action/\(kept.id)/title"] == "Write to all tenants")
            #expect(frozen["action/\(kept.id)/measure"] == "Letters sent")
        }
    }

    @Test(arguments: Engine.allCases)
    func `leaves behind what is not asked, in the version before`(engine: Engine) async throws {
        try await withDesk(engine) { desk in
            let id = try await desk.start("Rents", ["about/why": "Costs", "about/secret": "Mrs Quill"])
            let version = try await desk.store.act(
                .sentToChallenge, on: id, version: 1, sequence: 1,
                effect: AssessmentEffect(state: .challenge, freezes: true), sends: true,
                leavingOut: ["about/secret"], within: .wholeBody, desk.change())
            #expect(version == 2)
            let frozen = try #require(try await desk.store.content(of: id, version: 2))
            #expect(frozen["about/why"] == "Costs" && !frozen.isFilled("about/secret"))
            #expect(try await desk.store.content(of: id, version: 1)?["about/secret"] == "Mrs Quill")
            let record = try await desk.record(id)
            #expect(record.events.last?.digest == Token.digest(frozen.canonicalJSON))
            #expect(
                record.versions.last?.reason.hasSuffix("1 answer that is not asked now stayed in version 1")
                    == true)
        }
    }
}
