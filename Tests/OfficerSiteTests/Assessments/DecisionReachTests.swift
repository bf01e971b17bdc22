// SPDX-License-Identifier: Apache-2.0
import EqualityDuty
import Storage
import Testing

@testable import OfficerSite
@testable import WebServer

@Suite struct `A decision` {
    @Test func `on another directorate is read and acknowledged by a member whose role reaches only one`()
        async throws
    {
        let council = try await Council()
        let cast = try await Cast(council)
        let member = try await council.visitor("ward", [Grant(.councillor, within: .directorate("Care"))])
        let stranger = try await council.visitor("far", [Grant(.councillor, within: .directorate("Care"))])
        let people = try await PeopleStore(database: council.database).people()
        var named = cast
        named.ids["ward"] = try #require(people.first { $0.signInName == "ward" }).id
        #expect(await cast.clerk.get(Cast.office + "/decisions/new").says("Post of ward"))
        let (id, page) = try await named.listed(members: ["ward", "other"])
        let version = try await cast.record(id).version

        #expect(await member.get(Cast.office).says("Rents 2027"), "to read before these decisions")
        #expect(await member.get(Cast.office + "/decisions").says("Rents 2027"))
        for rest in ["", "/pack", "/pack/html", "/pack/odt"] {
            #expect(await member.get(page + rest).status == 200, "\(rest)")
        }
        for rest in ["", "/read", "/versions", "/versions/\(version)"] {
            #expect(await member.get(Cast.page(id, rest)).status == 200, "\(rest)")
        }
        #expect(await member.get(Cast.page(id)).says(page), "the assessment leads to its decision")
        let read = [("assessment", id), ("version", "\(version)"), ("read-\(id)", "yes")]
        let done = await member.confirm(page + "/acknowledge", read)
        #expect(done.status == 303, "\(Markup(done).problems)")
        let decision = try #require(try await cast.record(id).decision)
        #expect(decision.members.first { $0.personID == named.ids["ward"] }?.version == version)

        // Whoever is not named finds nothing, as before; nobody prepares or records by being named.
        let list = await stranger.get(Cast.office + "/decisions")
        #expect(list.status == 200 && !list.says("Rents 2027"))
        for rest in ["", "/pack", "/pack/html"] {
            #expect(await stranger.get(page + rest).status == 404, "\(rest)")
        }
        #expect(await stranger.get(Cast.page(id)).status == 404)
        #expect(await stranger.send(page + "/acknowledge", read).status == 404)
        #expect(await member.get(page + "/edit").status == 403)
        #expect(await member.send(page + "/decide", [("decided", "Yes")]).status == 403)

        // Taken off the list, the member finds it no more.
        let gone = named.ids["ward"] ?? ""
        let fewer = await cast.clerk.fill(page + "/edit", ["removalReason": "Has an interest"]).filter {
            $0 != ("members", gone)
        }
        #expect(await cast.clerk.send(page + "/edit", fewer).status == 303)
        #expect(await member.get(page).status == 404)
        #expect(council.faults.all.withLock { $0 } == [])
    }
}
