// SPDX-License-Identifier: Apache-2.0
import EqualityDuty
import Storage
import Testing

@testable import OfficerSite
@testable import PublicSite
@testable import WebServer

@Suite struct `The feed of publications` {
    private static func text(_ town: Town, _ path: String) async -> String {
        String(decoding: await town.get(path).body, as: UTF8.self)
    }

    @Test func `tells programs of every edition, and pages lead to it`() async throws {
        let town = try await Town()
        try await town.publish()
        let type = await town.get("/feed.atom").header("content-type")
        #expect(type?.hasPrefix("application/atom+xml") == true)
        let before = await Self.text(town, "/feed.atom")
        #expect(before.contains("href=\"/eastmarsh/published/coverage/1\""))
        #expect(before.ranges(of: "<entry>").count == 3)
        _ = try await town.office.publish(.progress, on: Town.today, Town.change)
        let after = await Self.text(town, "/feed.atom")
        #expect(after.ranges(of: "<entry>").count == 4)
        #expect(after.contains("/eastmarsh/published/progress/2"))
        #expect(await town.get("/progress").header("location") == "/eastmarsh/published/progress/2")
        let home = await Self.text(town, "/")
        #expect(home.contains("application/atom+xml") && home.contains("/eastmarsh/feed.atom"))
        _ = try await PublicationStore(database: town.database).withdraw(
            .coverage, edition: 1, reason: "Wrong day", Town.change)
        #expect(await Self.text(town, "/feed.atom").contains("Withdrawn: Wrong day"))
    }

    @Test func `says in the published progress what is published, and asks for no decision`() async throws {
        let town = try await Town()
        try await town.publish()
        _ = try await town.office.objectives.add(Objective(title: "Be kinder"), Town.change)
        _ = try await town.office.publish(.progress, on: Town.today, Town.change)
        for suffix in ["", ".csv", ".json"] {
            let text = await Self.text(town, "/published/progress/2" + suffix)
            #expect(text.contains("Be kinder"), "\(suffix)")
            #expect(!text.lowercased().contains("decisions wanted") && !text.contains("decisionsWanted"))
        }
    }
}
