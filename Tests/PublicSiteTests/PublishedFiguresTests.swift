// SPDX-License-Identifier: Apache-2.0
import EqualityDuty
import Storage
import Testing

@testable import OfficerSite
@testable import PublicSite
@testable import WebServer

@Suite struct `Published progress` {
    private static func add(
        _ town: Town, _ title: String, _ unit: String, _ baseline: Double, _ target: Double, _ value: Double,
        base: Int?
    ) async throws {
        let id = try await town.office.objectives.add(
            Objective(
                title: title,
                measure: Objective.Measure(
                    words: title, unit: unit, direction: target < baseline ? .down : .up, baseline: baseline,
                    baselineDay: CalendarDay(2025, 3, 31), target: target), targetDate: "31 March 2028"),
            Town.change)
        _ = try await town.office.objectives.add(
            Reading(day: CalendarDay(2026, 3, 31), value: value, base: base), to: id, Town.change)
    }

    private static func text(_ town: Town, _ path: String) async -> String {
        String(decoding: await town.get(path).body, as: UTF8.self)
    }

    @Test func `holds no figure of few people, on the page, in its files, in lists and in the feed`()
        async throws
    {
        let town = try await Town()
        try await Self.add(town, "Racist incidents at Eastmarsh school", "incidents", 4, 0, 2, base: nil)
        try await Self.add(town, "Deaf tenants rehoused", "people", 1, 3, 3, base: 3)
        try await Self.add(town, "All trans staff say they are safe", "%", 67, 100, 100, base: 3)
        try await Self.add(town, "Tenants who feel heard", "%", 51, 72, 79, base: 640)
        let number = try await town.office.publish(.progress, on: Town.today, Town.change)
        var page = ""
        for suffix in ["", ".csv", ".json"] {
            let text = await Self.text(town, "/published/progress/\(number)" + suffix)
            if suffix.isEmpty { page = text }
            #expect(text.contains("Deaf tenants rehoused") && text.contains("79"), "\(suffix)")
            for secret in [
                "4 incidents", "2 incidents", "incidents,4,", "3 people", "1 people", "people,1,", "67",
                "\"value\":2,", "\"value\":3,", "\"value\":100,", "\"baseline\":1,", "\"baseline\":4,",
            ] {
                #expect(!text.contains(secret), "\(secret) in \(suffix)")
            }
            #expect(text.ranges(of: "Target met").count == 1, "\(suffix)")
        }
        #expect(page.contains("[c]") && page.contains("That meets the target of 72%"))
        for path in ["/feed.atom", "/published"] {
            let text = await Self.text(town, path)
            #expect(text.contains("1 of 1 open objective met or on course"), "\(path)")
            #expect(!text.contains("of 4 open"), "\(path)")
        }
        #expect(await Self.text(town, "/feed.atom").contains("3 withheld"))
    }
}
