// SPDX-License-Identifier: Apache-2.0
import EqualityDuty
import EqualityStatistics
import Testing

@Suite struct `Published table` {
    static func description(_ schemes: [CategoryScheme], id: String = "T1", base: String = "")
        -> PublishedTableDescription
    {
        PublishedTableDescription(
            id: id, title: "Groups", dataset: "Census 2021", day: CalendarDay(2021, 3, 21),
            universe: "All usual residents", ages: .all, schemes: schemes, publisher: "Office",
            source: "Table \(id)",
            licence: "OGL", geography: "districts", base: base)
    }

    private func table(_ text: String) throws -> PublishedTable {
        let groups = try `Category scheme`.scheme("g", [("a", nil), ("b", nil)])
        return try PublishedTable(Self.description([groups]), bytes: Array(text.utf8))
    }

    @Test func `gives the counts of an area as they are published`() throws {
        let table = try table("area,made_of,a,b,not-answered\nE1,,10,20,3\nE2,4,0,7,0\n")
        let counts = try #require(table.counts(of: "E1"))
        #expect(counts.total == 33 && counts.count(of: "b") == 20 && counts.madeOf == 1)
        #expect(table.counts(of: "E2")?.madeOf == 4)
        #expect(table.counts(of: "E3") == nil)
        #expect(table.areas.sorted() == ["E1", "E2"])
    }

    @Test(arguments: [
        ("area,made_of,a,c\nE1,,1,2\n", 1), ("area,a,b\nE1,1,2\n", 1), ("area,made_of,a,a\nE1,,1,2\n", 1),
        ("area,made_of,a,b\nE1,,1\n", 2), ("area,made_of,a,b\nE1,,1,2\nE1,,1,2\n", 3), ("", 1),
    ])
    func `refuses a file that is not whole, and names the line`(text: String, line: Int) {
        let problem = #expect(throws: PublishedTable.Unreadable.self) { try table(text) }
        #expect(problem?.line == line)
    }

    @Test func `adds up the other dimensions of a table of two`() throws {
        let groups = try `Category scheme`.scheme("g", [("a", nil), ("b", nil)])
        let sexes = try `Category scheme`.scheme("s", [("f", nil), ("m", nil)])
        let text = "area,made_of,a|f,a|m,b|f,b|m\nE1,,1,2,4,8\n"
        let counts = try #require(
            PublishedTable(Self.description([groups, sexes]), bytes: Array(text.utf8)).counts(of: "E1"))
        #expect(counts.byCode(0) == ["a": 3, "b": 12])
        #expect(counts.byCode(1) == ["f": 5, "m": 10])
    }
}

@Suite struct `Community profile` {
    let reference: CommunityReference

    init() throws {
        let groups = try `Category scheme`.scheme("g", [("w", nil), ("w1", "w"), ("w2", "w"), ("m", nil)])
        let coarse = try `Category scheme`.scheme("c", [("w", nil), ("m", nil)])
        let old = try `Category scheme`.scheme("o", [("w", nil), ("m", nil)])
        let schemes = CategorySchemes(
            [groups, coarse, old],
            mappings: [
                try CategoryMapping(
                    from: groups, to: coarse, name: "new to coarse", isBreak: false,
                    pairs: ["w1": "w", "w2": "w", "m": "m"]),
                try CategoryMapping(
                    from: old, to: coarse, name: "old to coarse", isBreak: true, pairs: ["w": "w", "m": "m"]),
            ])
        let new = `Published table`.description([groups], id: "NEW")
        let small = `Published table`.description([coarse], id: "SMALL")
        let before = PublishedTableDescription(
            id: "OLD", title: "Groups", dataset: "Census 2011", day: CalendarDay(2011, 3, 27),
            universe: "All usual residents", ages: .all, schemes: [old], publisher: "Office", source: "",
            licence: "OGL", geography: "districts")
        let listed = `Published table`.description([coarse], id: "LISTED", base: "NEW")
        let files = [
            "NEW": "area,made_of,w1,w2,m,not-answered\nD,,50,30,10,10\nN,,10,10,80,0\nR,2,500,200,300,0\n",
            "SMALL": "area,made_of,w,m\nS,,6,4\n", "OLD": "area,made_of,w,m\nD,,90,10\n",
            "LISTED": "area,made_of,w,m\nD,,5,1\n",
        ]
        let descriptions = [new, small, before, listed]
        let statistics = PublishedStatistics(schemes: schemes, descriptions) { id in
            let description = descriptions.first { $0.id == id } ?? new
            return try PublishedTable(description, bytes: Array((files[id] ?? "").utf8))
        }
        let areas = AreaDirectory(
            [
                ProfileArea(code: "R", name: "Region", kind: .country),
                ProfileArea(code: "D", name: "District", kind: .authority, within: ["R"]),
                ProfileArea(code: "N", name: "Neighbour", kind: .authority, within: ["R"]),
                ProfileArea(code: "E", name: "Ended", kind: .authority, within: ["R"], replacedBy: ["N"]),
                ProfileArea(code: "S", name: "Small", kind: .ward, within: ["D", "R"]),
                ProfileArea(
                    code: "S1", name: "Drawn before", kind: .ward, within: ["D", "R"], isNewest: false),
            ], neighbours: ["D": ["N", "E"]])
        reference = CommunityReference(
            areas: areas,
            profiles: ProfileBuilder(
                statistics: statistics,
                topics: [
                    ProfileTopic(
                        id: "group", title: "Group", tables: ["NEW", "SMALL"],
                        series: .init(scheme: "c", tables: ["OLD", "NEW"])),
                    ProfileTopic(id: "listed", title: "Listed", tables: ["LISTED"]),
                ], populationTables: ["OLD", "NEW"]))
    }

    private func profile(_ code: String, with word: String = "") throws -> CommunityProfile {
        try reference.profile(of: try #require(reference.areas[code]), comparedWith: word)
    }

    @Test func `tells every group with its parts, of everybody counted, and those without an answer last`()
        throws
    {
        let section = try #require(profile("D").sections.first)
        #expect(section.base == 100)
        #expect(section.figures.map(\.category.code) == ["w", "w1", "w2", "m", "not-answered"])
        #expect(section.figures.map(\.depth) == [0, 1, 1, 0, 0])
        #expect(section["w"]?.count == 80 && section["w"]?.share == Share(80, of: 100))
    }

    @Test func `compares with what it lies in and with neighbours that still stand`() throws {
        let profile = try profile("D", with: "neighbours")
        #expect(profile.comparisons.map(\.codes) == [["N"], ["R"]])
        let figure = try #require(profile.sections[0]["w"])
        #expect(figure.elsewhere == [Share(20, of: 100), Share(700, of: 1000)])
        #expect(figure.points(from: 0) == 60)
    }

    @Test func `leads the figures of a larger place into the categories of a small one`() throws {
        let section = try #require(profile("S").sections.first)
        #expect(section.table.id == "SMALL")
        #expect(section["w"]?.elsewhere.first == Share(80, of: 100))
        #expect(section.notes.contains { $0.contains("new to coarse") })
    }

    @Test func `breaks the series where the categories before were others`() throws {
        let series = try #require(profile("D").sections[0].series)
        #expect(series.years.map(\.table.id) == ["OLD", "NEW"])
        #expect(series.years[1].counts == ["w": 80, "m": 10, "not-answered": 10])
        #expect(series.isBreak(before: 1))
        #expect(try profile("D").changes().isEmpty, "a change is never read across a break")
    }

    @Test func `takes the base from another table where the categories are not all there are`() throws {
        let section = try #require(profile("D").sections.last)
        #expect(section.topic.id == "listed" && section.base == 100)
        #expect(section["w"]?.share == Share(5, of: 100))
    }

    @Test func `says why a topic has no figures`() throws {
        #expect(try profile("S").missing.map(\.reason) == ["Nothing is held for areas as small as this one."])
        #expect(try profile("E").missing.first?.reason.contains("took the place of Ended") == true)
    }

    @Test func `names what differs most from the first comparison only`() throws {
        let found = try profile("D").differences()
        #expect(found.map(\.category.code) == ["m"], "30 points against 20 for w; one of each topic")
        #expect(found.first?.points == -20)
    }

    @Test func `gives residents and their change`() throws {
        let population = try #require(profile("D").population)
        #expect(population.latest.count == 100 && population.change == 0)
    }

    @Test func `finds places by the beginning of a word or by code, the larger first`() {
        #expect(reference.areas.matching("dist").map(\.code) == ["D"])
        #expect(reference.areas.matching("n").map(\.code) == ["N"])
        #expect(reference.areas.matching("s").map(\.code).first == "S")
        #expect(reference.areas.matching("").isEmpty)
    }

    @Test func `leaves out places that were drawn anew`() {
        #expect(reference.areas.parts(of: "D", .ward).map(\.code) == ["S"])
    }

    @Test func `compares the parts of a place by any measure that they have`() throws {
        let region = try #require(reference.areas["R"])
        let measures = try reference.measures(in: region, .authority)
        let chosen = try #require(measures.first { $0.word == "group.m" })
        let mapping = try reference.mapping(chosen, of: region, .authority)
        #expect(mapping.places.map(\.code) == ["D", "N"])
        guard case .share(let share, _) = mapping.values["N"] else {
            Issue.record("no share")
            return
        }
        #expect(share == Share(80, of: 100))
    }
}
