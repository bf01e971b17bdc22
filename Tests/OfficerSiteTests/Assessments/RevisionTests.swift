// SPDX-License-Identifier: Apache-2.0
import EqualityDuty
import Storage
import Testing

@testable import OfficerSite
@testable import WebServer

@Suite struct `An assessment that is revised` {
    /// Read by a member and decided on, then reopened by its author.
    private static func reopened(deciding: Bool) async throws -> (
        cast: Cast, id: String, page: String, listed: Int
    ) {
        var cast = try await Cast(try await Council())
        let (id, page) = try await cast.listed()
        let listed = try await cast.record(id).version
        let read = [("assessment", id), ("version", "\(listed)"), ("read-\(id)", "yes")]
        #expect(await cast.councillor.confirm(page + "/acknowledge", read).status == 303)
        if deciding {
            cast.council.clock.value.withLock { $0 = Instant(milliseconds: 1_799_700_000_000) }
            cast = try await Cast.again(cast)
            let done = await cast.clerk.confirm(
                page + "/decide",
                [
                    ("decided", "Agreed"), ("taken-day", "11"), ("taken-month", "1"), ("taken-year", "2027"),
                    ("time", "7:15pm"),
                ])
            #expect(done.status == 303, "\(Markup(done).problems)")
            cast.council.clock.advance(seconds: 60)
        }
        let answer = await cast.act(
            .signOffReopened, on: id, as: cast.author, ["cause": "scope", "reason": "Two wards more"])
        #expect(answer.status == 303, "\(Markup(answer).problems)")
        return (cast, id, page, listed)
    }

    @Test func `says so wherever the old version stands, and to those who put it there or read it`()
        async throws
    {
        let (cast, id, page, listed) = try await Self.reopened(deciding: false)
        let day = try #require(try await cast.record(id).last(.signOffReopened)).at.day.written
        let words = "Sign-off was reopened on \(day): the scope changed."
        #expect(await cast.clerk.get(page).says(words))
        #expect(await cast.clerk.get(page + "/pack").says(words))
        let file = await cast.clerk.get(page + "/pack/html")
        #expect(file.says("This is version \(listed), as it was put in the report. \(words)"))
        #expect(await cast.author.get(Cast.page(id, "/versions/\(listed)")).says(words))
        let versions = await cast.author.get(Cast.page(id, "/versions"))
        #expect(versions.says("Signed; sign-off was reopened on \(day): the scope changed"))
        let home = await cast.author.get(Cast.page(id))
        #expect(home.says("Version \(listed) was signed off. \(words) It has to be signed again."))
        #expect(home.says("The scope changed. Two wards more."), "its history is in sentences")
        let detail = "Version \(listed) is being revised: the scope changed"
        for person in [cast.clerk, cast.councillor] {
            #expect(await person.get(Cast.office + "/assessments/mine").says(detail))
        }
        let silent = try await cast.council.visitor("other")
        #expect(await silent.get(Cast.office + "/assessments/mine").says(detail) == false)
        #expect(await silent.get(page).says("the next signed version comes to you again"))
    }

    @Test func `after its decision is retrospective in the version that was signed then`() async throws {
        let (cast, id, page, listed) = try await Self.reopened(deciding: true)
        let decided = await cast.author.get(Cast.page(id))
        #expect(decided.says("taken on 11 January 2027"))
        #expect(!decided.says("The decision of Cabinet has been taken"), "nobody waits for a second one")
        try await cast.write(id, ["proposal/scope": "All tenants, and two wards more"])
        #expect(await cast.act(.sentToChallenge, on: id, as: cast.author).status == 303)
        #expect(try await cast.challenge(id).status == 303)
        #expect(await cast.act(.sentForSignature, on: id, as: cast.author).status == 303)
        let signed = await cast.act(
            .signed, on: id, as: cast.director, ["attest": "yes", "password": Council.password])
        #expect(signed.status == 303, "\(Markup(signed).problems)")
        let record = try await cast.record(id)
        let newest = record.version
        #expect(record.changeAfterDecision?.number == newest && newest > listed)
        let words = "The decision was taken on version \(listed); this is version \(newest), signed after it"
        for place in [page, Cast.page(id), Cast.page(id, "/read"), Cast.page(id, "/versions/\(newest)")] {
            #expect(await cast.clerk.get(place).says(words), "\(place)")
        }
        #expect(await cast.clerk.get(Cast.page(id, "/versions/\(listed)")).says(words) == false)
        for list in ["/decisions", "/assessments"] {
            #expect(await cast.clerk.get(Cast.office + list).says("Retrospective"), "\(list)")
        }
        let home = await cast.author.get(Cast.page(id))
        #expect(!home.says("sections are completed") && !home.says("In progress"))
        #expect(cast.council.faults.all.withLock { $0 } == [])
    }

    @Test func `is not replaced by itself`() async throws {
        let cast = try await Cast(try await Council())
        let id = try await cast.start()
        try await cast.write(id)
        try await cast.bring(id, to: .signed)
        let answer = await cast.act(
            .superseded, on: id, as: cast.author, ["by": "eia-2026-001", "reason": "A newer one"])
        #expect(answer.status == 422)
        #expect(
            Markup(answer).problems.map(\.text) == [
                "Enter the reference of another assessment: this one cannot replace itself"
            ])
        #expect(try await cast.record(id).state != .superseded)
    }
}
