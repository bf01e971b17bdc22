// SPDX-License-Identifier: Apache-2.0
import EqualityDuty
import Storage
import Testing

@testable import OfficerSite
@testable import WebServer

@Suite struct `A decision on its pages` {
    @Test func `asks why a member is taken off, and keeps that on the page, in the pack and in the report`()
        async throws
    {
        let cast = try await Cast(try await Council())
        let (id, page) = try await cast.listed()
        let path = page + "/edit"
        let other = cast.ids["other"] ?? ""
        let fewer = await cast.clerk.fill(path).filter { $0 != ("members", other) && $0.0 != "csrf" }
        #expect(fewer.contains { $0.0 == "removalReason" })
        let silent = await cast.clerk.send(path, fewer)
        #expect(Markup(silent).problems.map(\.text) == ["Enter why Post of other no longer decides"])
        #expect(Markup(silent).problems.map(\.field) == ["removalReason"])
        #expect(try await cast.record(id).decision?.members.count == 2)
        let explained = fewer.map { $0.0 == "removalReason" ? ($0.0, "Has an interest") : $0 }
        let saved = await cast.clerk.send(path, explained)
        #expect(saved.status == 303, "\(Markup(saved).problems)")
        let version = try await cast.record(id).version
        for place in [page, page + "/pack"] {
            let answer = await cast.clerk.get(place)
            #expect(answer.says("Post of other") && answer.says("Has an interest"), "\(place)")
            #expect(answer.says(", by Post of clerk"), "\(place)")
            #expect(answer.says("EIA-2026-001, version \(version)"), "\(place)")
        }
        let removal = try #require(try await cast.record(id).decision?.removals.first)
        #expect(removal.byID == cast.ids["clerk"])
        // Saved again with nobody taken off, it asks for nothing.
        #expect(await cast.clerk.send(path, await cast.clerk.fill(path)).status == 303)
        #expect(try await cast.record(id).decision?.removals.count == 1)
        #expect(cast.council.faults.all.withLock { $0 } == [])
    }

    @Test func `asks why it is not relevant to the duty, and shows that`() async throws {
        let cast = try await Cast(try await Council())
        let (id, page) = try await cast.listed()
        let path = page + "/edit"
        func form(_ reason: String) async -> [(String, String)] {
            await cast.clerk.fill(path, ["relevant": "no", "relevanceReason": reason]).filter {
                $0.0 != "csrf"
            }
        }
        let silent = await cast.clerk.send(path, await form(""))
        #expect(Markup(silent).problems.map(\.text) == ["Enter why it is not relevant to the duty"])
        #expect(await cast.clerk.send(path, await form("It moves a meeting")).status == 303)
        #expect(try await cast.record(id).decision?.relevanceReason == "It moves a meeting")
        for place in [page, page + "/pack"] {
            #expect(await cast.clerk.get(place).says("No: It moves a meeting"), "\(place)")
        }
        #expect(await cast.clerk.get(path).says("It moves a meeting"), "the form is filled with it")
        // Relevant after all: the reason goes.
        let back = await cast.clerk.fill(path, ["relevant": "yes"])
        #expect(await cast.clerk.send(path, back).status == 303)
        #expect(try await cast.record(id).decision?.relevanceReason == "")
    }

    @Test func `is taken by the Full Council where that is who decides`() async throws {
        let cast = try await Cast(try await Council())
        let (id, page) = try await cast.listed()
        #expect(await cast.clerk.get(page + "/edit").says("Full Council"))
        let form = await cast.clerk.fill(page + "/edit", ["maker": "full-council", "makerName": "Council"])
        #expect(await cast.clerk.send(page + "/edit", form).status == 303)
        #expect(try await cast.record(id).decision?.maker == .fullCouncil)
        #expect(await cast.clerk.get(page).says("Council (full council)"))
    }
}
