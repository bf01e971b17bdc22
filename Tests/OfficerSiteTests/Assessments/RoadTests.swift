// SPDX-License-Identifier: Apache-2.0
import EqualityDuty
import Storage
import Testing

@testable import OfficerSite
@testable import WebServer

@Suite struct `An assessment on its road, with six people` {
    @Test func `goes from a first thought to its review, and at each step the wrong person is told who may`()
        async throws
    {
        let council = try await Council()
        let cast = try await Cast(council)
        let id = try await cast.start()
        try await cast.write(id)

        // Screening: never authorised by whoever did it.
        var answer = await cast.act(
            .screened, on: id, as: cast.author, ["authoriser": cast.ids["authoriser"] ?? ""])
        #expect(answer.status == 303, "\(Markup(answer).problems)")
        answer = await cast.act(.screeningAuthorised, on: id, as: cast.author)
        #expect(answer.status == 422)
        #expect(answer.says("It is authorised by somebody else: Post of authoriser"))
        answer = await cast.act(.screeningAuthorised, on: id, as: cast.director)
        #expect(answer.says("Only Post of authoriser can authorise the screening"))
        answer = await cast.act(.screeningAuthorised, on: id, as: cast.authoriser)
        #expect(answer.status == 303)

        // Challenge: by another service, by nobody who wrote it.
        answer = await cast.act(.sentToChallenge, on: id, as: cast.author)
        #expect(Markup(answer).problems.map(\.field) == ["challenger"])
        answer = await cast.act(
            .sentToChallenge, on: id, as: cast.author, ["challenger": cast.ids["challenger"] ?? ""])
        #expect(answer.status == 303, "\(Markup(answer).problems)")
        answer = await cast.author.get(Cast.page(id, "/challenge"))
        #expect(answer.says("You wrote this assessment. Only Post of challenger can finish the challenge"))
        #expect(await cast.author.send(Cast.page(id, "/challenge"), [("finish", "yes")]).status == 403)
        answer = await cast.challenger.send(Cast.page(id, "/challenge"), [("finish", "yes")])
        #expect(answer.status == 422, "not before every section has a verdict")
        answer = try await cast.challenge(id, mending: "impact")
        #expect(answer.status == 303, "\(Markup(answer).problems)")

        // Each point is answered before sign-off.
        let signer = ["signer": cast.ids["director"] ?? ""]
        answer = await cast.act(.sentForSignature, on: id, as: cast.author, signer)
        #expect(answer.says("Answer each before sign-off, the first by Post of challenger"))
        let point = try #require(try await cast.record(id).points.first { $0.verdict == .mend })
        let reply = [("point", point.id), ("answer-\(point.id)", "Pensioners on fixed incomes")]
        let challengers = await cast.challenger.send(Cast.page(id, "/points/answer"), reply)
        #expect(challengers.status == 422, "whoever asks does not answer")
        #expect(await cast.author.send(Cast.page(id, "/points/answer"), reply).status == 303)
        answer = await cast.act(.sentForSignature, on: id, as: cast.author, signer)
        #expect(answer.status == 303, "\(Markup(answer).problems)")

        // Sign-off: by the one who is named, with a password, never by who wrote or questioned it.
        let signing = ["attest": "yes", "password": Council.password]
        for wrong in [cast.author, cast.challenger, cast.authoriser] {
            let answer = await cast.act(.signed, on: id, as: wrong, signing)
            #expect(answer.status == 422)
            #expect(answer.says("Only Post of director can sign it off"), "\(Markup(answer).problems)")
        }
        answer = await cast.act(.signed, on: id, as: cast.director, ["attest": "yes", "password": "guess"])
        #expect(Markup(answer).problems.map(\.field) == ["password"])
        #expect(!answer.text.contains("guess"))
        answer = await cast.act(.signed, on: id, as: cast.director, signing)
        #expect(answer.status == 303, "\(Markup(answer).problems)")
        let signed = try await cast.record(id)
        #expect(signed.last(.signed)?.digest == signed.versions.last?.digest)
        #expect(signed.versions.last?.isFrozen == true)

        try await decide(cast, id)
        try await review(cast, id)
        #expect(council.faults.all.withLock { $0 } == [])
    }

    private func decide(_ cast: Cast, _ id: String) async throws {
        let decision = try await cast.prepare()
        let page = Cast.office + "/decisions/\(decision)"
        #expect(await cast.author.send(Cast.page(id, "/put"), [("decision", decision)]).status == 403)
        #expect(await cast.clerk.send(Cast.page(id, "/put"), [("decision", decision)]).status == 303)
        #expect(try await cast.record(id).state == .beforeDecision)
        let version = try await cast.record(id).version
        let read = [("assessment", id), ("version", "\(version)"), ("read-\(id)", "yes")]
        #expect(await cast.author.send(page + "/acknowledge", read).status == 403)
        var answer = await cast.authoriser.send(page + "/acknowledge", read)
        #expect(answer.status == 422)
        #expect(
            answer.says("Only the members who take this decision can acknowledge it, each for themselves"))
        answer = await cast.councillor.send(page + "/acknowledge", Array(read.dropLast()))
        #expect(Markup(answer).problems.map(\.text) == ["Select that you have read this version"])
        #expect(await cast.councillor.confirm(page + "/acknowledge", read).status == 303)
        answer = await cast.councillor.send(page + "/acknowledge", read)
        #expect(answer.status == 422)
        #expect(answer.says("You have acknowledged version \(version)"))
        #expect(try await cast.record(id).events.count { $0.act == .acknowledged } == 1)

        // The pack holds the version that is listed, with its fingerprint.
        let pack = await cast.councillor.get(page + "/pack")
        let listed = try #require(try await cast.record(id).decision)
        #expect(listed.listedVersion == version)
        #expect(pack.text.contains(listed.listedDigest))
        for format in ["odt", "docx", "html"] {
            #expect(await cast.councillor.get(page + "/pack/\(format)").status == 200, "\(format)")
        }

        // The decision is recorded by whoever looks after it, not before it was taken.
        let taken = [("decided", "Agreed"), ("taken-day", "11"), ("taken-month", "1")]
        let decided = taken + [("taken-year", "2027"), ("time", "7:15pm")]
        #expect(await cast.councillor.send(page + "/decide", decided).status == 403)
        answer = await cast.clerk.send(page + "/decide", decided)
        #expect(Markup(answer).problems.map(\.text) == ["The decision must lie in the past to be recorded"])
        cast.council.clock.value.withLock { $0 = Instant(milliseconds: 1_799_700_000_000) }
        let clerk = try await cast.council.visitor("clerk")
        answer = await clerk.confirm(page + "/decide", decided)
        #expect(answer.status == 303, "\(Markup(answer).problems)")
        let record = try await cast.record(id)
        #expect(record.state == .decided)
        #expect(!record.isRetrospective)
        let late = try await cast.council.visitor("other").send(page + "/acknowledge", read)
        #expect(late.status == 422)
        #expect(late.says("It is now “Decided”"))
        let shown = await clerk.get(page)
        #expect(shown.says("Not acknowledged"), "who did not acknowledge stays listed")
    }

    private func review(_ cast: Cast, _ id: String) async throws {
        let council = cast.council
        let (author, clerk) = (try await council.visitor("author"), try await council.visitor("clerk"))
        var answer = await cast.act(.implemented, on: id, as: clerk)
        #expect(answer.status == 303, "\(Markup(answer).problems)")
        // What is in force never changes, but what really happened is written beside it.
        let about = await author.send(
            Cast.page(id, "/section/about"),
            [("asked", "about/title"), ("about/title", "Other"), ("version", "9")])
        #expect(about.status == 422)
        #expect(about.says("Reopen sign-off first"))
        let path = Cast.page(id, "/section/actual")
        let held = [("review/held-day", "21"), ("review/held-month", "1"), ("review/held-year", "2027")]
        let learned = [("asked", "review/learned"), ("review/learned", "Fewer arrears than feared")]
        let version = [("version", "\(try await cast.record(id).version)")]
        answer = await author.send(path, [("asked", "review/held")] + held + learned + version)
        #expect(answer.status == 303, "\(Markup(answer).problems)")
        #expect(try await cast.record(id).content["review/learned"] == "Fewer arrears than feared")
        answer = await cast.act(.closed, on: id, as: author, ["reason": "Done"])
        #expect(answer.says("Review it against what happened before you close it"))
        answer = await cast.act(.reviewed, on: id, as: author)
        #expect(answer.status == 303, "\(Markup(answer).problems)")
        answer = await cast.act(.closed, on: id, as: author, ["reason": "Done"])
        #expect(answer.status == 303, "\(Markup(answer).problems)")
        #expect(try await cast.record(id).state == .closed)
    }

    @Test func `is not signed by somebody who left, and says whom to name instead`() async throws {
        let cast = try await Cast(try await Council())
        let id = try await cast.start()
        try await cast.write(id)
        try await cast.bring(id, to: .awaitingSignOff)
        let people = PeopleStore(database: cast.council.database)
        try await people.setDisabled(true, cast.ids["director"] ?? "", Council.change)
        let answer = await cast.authoriser.get(Cast.page(id, "/act/signed"))
        #expect(answer.says("Post of director can no longer sign in. Name another signer"))
        let list = await cast.author.get(Cast.page(id, "/people"))
        #expect(list.says("Post of director (has left)"))
        let named = await cast.author.send(
            Cast.page(id, "/people"), [("part", "delegate"), ("person", cast.ids["authoriser"] ?? "")])
        #expect(named.status == 303, "\(Markup(named).problems)")
        let signed = await cast.act(
            .signed, on: id, as: cast.authoriser, ["attest": "yes", "password": Council.password])
        #expect([303, 422].contains(signed.status))
        if signed.status == 422 { #expect(signed.says("Post of director")) }
    }

    @Test func `is retrospective for ever where it was begun after its decision`() async throws {
        let council = try await Council()
        let cast = try await Cast(council)
        let decision = try await cast.prepare(on: CalendarDay(2026, 11, 22))
        council.clock.advance(seconds: 3 * 86_400)
        let late = try await Cast.again(cast)
        let id = try await late.start()
        try await late.write(id)
        try await late.bring(id, to: .signed)
        #expect(
            await late.clerk.send(Cast.page(id, "/put"), [("decision", decision)]).status == 303)
        let path = Cast.office + "/decisions/\(decision)/decide"
        let look = await late.clerk.send(
            path,
            [
                ("decided", "Agreed"), ("taken-day", "22"), ("taken-month", "11"),
                ("taken-year", "2026"), ("time", "19:00"),
            ])
        #expect(look.says("This is before the assessment EIA-2026-001 was begun on"))
        let answer = await late.clerk.send(path, Markup(look).sent(to: path) + [("early", "yes")])
        #expect(answer.status == 303, "a decision that was taken is recorded: \(Markup(answer).problems)")
        let record = try await late.record(id)
        #expect(record.isRetrospective)
        let page = await late.author.get(Cast.page(id))
        #expect(page.text.lowercased().contains("retrospective"))
        let read = await late.author.get(Cast.page(id, "/read"))
        #expect(read.text.contains("Retrospective"))
        #expect(council.faults.all.withLock { $0 } == [])
    }
}

extension Cast {
    /// The same people with fresh sessions.
    static func again(_ cast: Cast) async throws -> Cast {
        try await Cast(again: cast)
    }

    private init(again cast: Cast) async throws {
        council = cast.council
        ids = cast.ids
        author = try await council.visitor("author")
        authoriser = try await council.visitor("authoriser")
        challenger = try await council.visitor("challenger")
        director = try await council.visitor("director")
        clerk = try await council.visitor("clerk")
        councillor = try await council.visitor("councillor")
    }
}
