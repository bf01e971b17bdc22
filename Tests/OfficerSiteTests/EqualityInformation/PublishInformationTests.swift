// SPDX-License-Identifier: Apache-2.0
import EqualityDuty
import Foundation
import Reports
import Storage
import Testing

@testable import OfficerSite
@testable import WebServer

@Suite struct `Publishing equality information` {
    private static let path = "/eastmarsh/office/publications/equality-information/publish"

    private static func fields(_ page: WebResponse) -> [(String, String)] {
        Markup(page).fields(of: path).map { ($0.name, $0.value) }.filter { $0.0 != "csrf" }
    }

    private static func look(_ visitor: Visitor, _ id: String, day: [String] = ["21", "11", "2026"]) async
        -> WebResponse
    {
        await visitor.send(
            path,
            [
                ("step", "look"), ("on-day", day[0]), ("on-month", day[1]), ("on-year", day[2]),
                ("data-set", id),
            ])
    }

    @Test func `shows what is withheld before anything, and publishes exactly that`() async throws {
        let (council, id) = try await InformationCouncil.council()
        let visitor = try await council.visitor()
        let office = council.office
        try await InformationCouncil.take(office, id, seed: 1, period: "2025/26")
        let start = await visitor.get(Self.path)
        #expect(start.status == 200 && start.text.contains("Show what would be published"))
        let seen = await Self.look(visitor, id)
        #expect(seen.status == 200, "\(seen.text)")
        for words in [
            "last look", "Numbers withheld", "numbers are withheld, because they are small", "service-users",
        ] {
            #expect(seen.text.contains(words) == (words != "service-users"), "\(words)")
        }
        // The numbers stand on the page as everybody would read them, each table by itself.
        #expect(seen.text.contains("Numbers of Pools &lt;&amp;&gt; by ethnic group, 2025/26"), "\(seen.text)")
        #expect(seen.text.split(separator: ">[c]<").count > 9)
        #expect(try await office.publications.publications().isEmpty)
        #expect(try await office.equalityInformation.ledger().isEmpty)
        let done = await visitor.send(Self.path, Self.fields(seen))
        #expect(done.status == 303 && done.header("location")?.contains("done=published") == true)
        let work = try #require(try await office.publications.publications().first)
        #expect(work.kind == .equalityInformation && work.current?.number == 1)
        #expect(
            String(decoding: try await office.equalityInformation.ledger(), as: UTF8.self).hasPrefix(
                "{\"digest\""))
        let page = try #require(
            try await office.equalityInformation.file(.equalityInformation, edition: 1, "pools"))
        let shown = String(decoding: page.bytes, as: UTF8.self)
        #expect(shown.contains("../../../../assets/dueregard.css") && page.mediaType.hasPrefix("text/html"))
        for ending in [".ods", ".xlsx", ".csv", ".csv-metadata.json", ".json", "-statement"] {
            #expect(
                try await office.equalityInformation.file(.equalityInformation, edition: 1, "pools\(ending)")
                    != nil)
        }
        // What stays inside is under no name that the public is asked for.
        let kept = try await office.equalityInformation.kept(edition: 1).map(\.path)
        #expect(kept.contains("pools/certificate.txt") && kept.contains("pools/pattern.csv"))
        for path in kept where !path.contains("published/") {
            let name = path.split(separator: "/").last.map(String.init) ?? ""
            #expect(
                try await office.equalityInformation.file(.equalityInformation, edition: 1, name) == nil,
                "\(name)")
        }
        // The same figures are looked at again: the secret is the same, so that the same are hidden.
        let again = await Self.look(visitor, id)
        #expect(again.status == 200)
        #expect(council.faults.all.withLock { $0 } == [])
    }

    @Test func `refuses what was not looked at, a future day and no data set, and changes nothing`()
        async throws
    {
        let (council, id) = try await InformationCouncil.council()
        let visitor = try await council.visitor()
        try await InformationCouncil.take(council.office, id, seed: 1, period: "2025/26")
        let seen = await Self.look(visitor, id)
        // Meanwhile a newer version replaced the one that was shown.
        try await InformationCouncil.take(council.office, id, seed: 2, period: "2025/26", supersedes: 1)
        let changed = await visitor.send(Self.path, Self.fields(seen))
        #expect(changed.status == 409 && changed.text.contains("Something changed since you looked"))
        let future = await Self.look(visitor, id, day: ["1", "1", "2027"])
        #expect(future.status == 422 && future.text.contains("Date must be today or in the past"))
        let none = await visitor.send(
            Self.path, [("step", "look"), ("on-day", "1"), ("on-month", "11"), ("on-year", "2026")])
        #expect(none.status == 422 && none.text.contains("Select at least one data set"))
        let early = await Self.look(visitor, id, day: ["1", "1", "2026"])
        #expect(early.status == 422 && early.text.contains("No version of it was of days that had ended"))
        #expect(try await council.office.publications.publications().isEmpty)
    }

    @Test
    func `works a replaced version out against the one that was published, and overlapping days not at all`()
        async throws
    {
        let (council, id) = try await InformationCouncil.council()
        let office = council.office
        try await InformationCouncil.take(office, id, seed: 1, period: "2025/26")
        let first = try await InformationCouncil.prepare(council)
        #expect(try await office.publishInformation(first, Council.change) == 1)
        // Prepared before something else was released: nothing is written.
        await #expect(throws: LedgerMoved.self) {
            _ = try await office.publishInformation(first, Council.change)
        }
        #expect(try await office.publications.publications().first?.editions.count == 1)
        // The same once more: what was hidden stays hidden.
        let again = try await InformationCouncil.prepare(council, seed: 77)
        let hidden = { (prepared: PreparedInformation) in
            Set(
                prepared.publication.sets.flatMap(\.tables).flatMap { table in
                    table.rows.filter { $0.people.value == nil }.map { "\(table.id) \($0.codes)" }
                })
        }
        #expect(hidden(again) == hidden(first) && !hidden(first).isEmpty)
        // A few people more in a version that replaces it: whatever was shown then, the difference would tell of them,
        // so that nothing of it can be published.
        try await InformationCouncil.take(office, id, people: 1503, seed: 1, period: "2025/26", supersedes: 1)
        await #expect(throws: NothingToPublish.self) {
            _ = try await InformationCouncil.prepare(council)
        }
        // Calendar year and financial year share days.
        let other = try await office.monitoring.add(
            DataSet(title: "Halls", kind: .serviceUsers, purpose: "p", retention: "r", areaCode: "E07000001"),
            Council.change)
        try await InformationCouncil.take(office, other, seed: 3, period: "2024/25")
        let halls = try await office.prepareInformation(
            on: Council.today, dataSets: ["Halls"], approver: "Lead", seed: { _ in 4 })
        _ = try await office.publishInformation(halls, Council.change)
        try await InformationCouncil.take(office, other, seed: 4, period: "2025")
        await #expect(throws: NothingToPublish.self) {
            _ = try await office.prepareInformation(
                on: Council.today, dataSets: ["Halls"], approver: "Lead", seed: { _ in 4 })
        }
    }
}
