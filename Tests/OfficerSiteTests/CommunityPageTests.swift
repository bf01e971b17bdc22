// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import Documents
import EqualityDuty
import EqualityStatistics
import Reports
import Testing

@testable import OfficerSite
@testable import WebServer

/// Invented places with invented tables.
enum EastmarshPlaces {
    static let desk: CommunityDesk = {
        let groups = try? CategoryScheme(
            id: "g", variable: "group", version: "1", title: "Groups",
            categories: [.init(code: "a", label: "First group"), .init(code: "b", label: "<Second>")])
        let table = PublishedTableDescription(
            id: "T1", title: "Groups", dataset: "Census 2021", day: CalendarDay(2021, 3, 21),
            universe: "All usual residents", ages: .all, schemes: [groups].compactMap { $0 },
            publisher: "Office",
            source: "Table T1", licence: "OGL", geography: "districts")
        let file = "area,made_of,a,b\nE07000901,,60,40\nE05000911,,5,1\nE05000912,,1,5\nE92000901,,500,500\n"
        let statistics = PublishedStatistics(schemes: CategorySchemes(table.schemes, mappings: []), [table]) {
            _ in
            try PublishedTable(table, bytes: Array(file.utf8))
        }
        let reference = CommunityReference(
            areas: AreaDirectory(
                [
                    ProfileArea(code: "E92000901", name: "Marshland", kind: .country),
                    ProfileArea(
                        code: "E07000901", name: "Eastmarsh", kind: .authority, within: ["E92000901"]),
                    ProfileArea(
                        code: "E05000911", name: "Quay", kind: .ward, within: ["E07000901", "E92000901"]),
                    ProfileArea(
                        code: "E05000912", name: "Hill", kind: .ward, within: ["E07000901", "E92000901"]),
                ], neighbours: [:]),
            profiles: ProfileBuilder(
                statistics: statistics,
                topics: [ProfileTopic(id: "group", title: "Group", tables: ["T1"], headline: ["a"])],
                populationTables: ["T1"]))
        return CommunityDesk(
            reference: reference, report: Reports.profile,
            files: [.init(suffix: "csv", name: "CSV", mediaType: "text/csv", bytes: Reports.profileCSV)],
            shapes: { _ in
                [
                    .init(
                        code: "E05000911", name: "Quay", path: "M0,0l10,0 0,10 -10,0z",
                        box: .init(left: 0, top: 0, right: 10, bottom: 10))
                ]
            }, map: Reports.map)
    }()
}

@Suite struct `The community pages` {
    @Test func `show who lives in a place, beside the country, with every count`() async throws {
        let lead = try await Council().visitor()
        let page = await lead.get("/eastmarsh/office/community/E07000901")
        #expect(page.status == 200)
        #expect(page.text.contains("Community profile of Eastmarsh"))
        #expect(page.text.contains("60.0%"))
        #expect(page.text.contains("&lt;Second&gt;") && !page.text.contains("<Second>"))
        #expect(page.text.contains("10.0 points more"))
        #expect(page.text.contains("Quay"))
    }

    @Test func `lead to a search where the body has no area, and find by name and code`() async throws {
        let lead = try await Council().visitor()
        #expect(try await lead.get("/eastmarsh/office/community").text.contains("Find a place"))
        let found = await lead.get("/eastmarsh/office/community/find?q=qua")
        #expect(found.text.contains("1 place") && found.text.contains("/office/community/E05000911"))
        #expect(try await lead.get("/eastmarsh/office/community/find?q=nowhere").text.contains("0 places"))
    }

    @Test func `draw a map with its table, and name the places without an outline`() async throws {
        let lead = try await Council().visitor()
        let page = await lead.get("/eastmarsh/office/community/E07000901/map?level=ward&measure=group.a")
        #expect(page.status == 200)
        #expect(page.text.contains("M0,0l10,0 0,10 -10,0z"))
        #expect(page.text.contains("83.3%") && page.text.contains("16.7%"))
        #expect(page.text.contains("1 of the 2 places have no outline here"))
        let pair = await lead.get(
            "/eastmarsh/office/community/E07000901/map?level=ward&measure=group.a&second=group.b")
        #expect(pair.text.contains("dr-map-pair"))
    }

    @Test func `give the same figures as files`() async throws {
        let lead = try await Council().visitor()
        let file = await lead.get("/eastmarsh/office/community/E07000901.csv")
        #expect(
            file.status == 200
                && file.text.contains("E07000901,Eastmarsh,group,g,a,First group,,category,60,100,60.0"))
        let map = await lead.get(
            "/eastmarsh/office/community/E07000901/map.csv?level=ward&measure=group.a")
        #expect(map.status == 200 && map.text.contains("E05000911"))
    }

    @Test(arguments: [
        "/eastmarsh/office/community/E99999999", "/eastmarsh/office/community/E07000901.exe",
        "/eastmarsh/office/community/E99999999/map",
        "/eastmarsh/office/community/E05000911/map",
        "/eastmarsh/office/community/E07000901/map.csv?level=ward&measure=group.z",
    ])
    func `do not find what is not there`(address: String) async throws {
        let lead = try await Council().visitor()
        #expect(try await lead.get(address).status == 404)
    }

    @Test func `are for those who are signed in`() async throws {
        let council = try await Council()
        #expect(try await council.stranger.get("/eastmarsh/office/community/E07000901").status != 200)
    }
}
