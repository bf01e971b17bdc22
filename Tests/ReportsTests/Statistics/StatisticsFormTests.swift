// SPDX-License-Identifier: Apache-2.0
import Documents
import EqualityDuty
import EqualityStatistics
import Testing

@testable import Reports

private typealias Files = StatisticsFixtures

@Suite struct `Forms of published tables` {
    /// Thanet and Medway in TS007: 140,585 and 279,771 people as published.
    @Test func `a wide file of Nomis is read without its sums, which are checked`() throws {
        let read = try Files.read("ts007-wide.csv")
        #expect(read.words == "" && read.canBeTaken)
        #expect(read.form == .wide)
        #expect(read.columns.count == 101 && read.dimensions.first?.scheme.id == "age-single")
        let thanet = Files.counts(read, "E07000114")
        #expect(thanet.values.reduce(0, +) == 140_585)
        #expect(read.checks.contains { $0.hasPrefix("24 of 24 published sums") })
        #expect(read.facts.table == "TS007" && read.facts.dataset == "Census 2021")
        #expect(read.facts.day == CalendarDay(2021, 3, 21))
    }

    @Test func `three variables in one heading are taken apart`() throws {
        let read = try Files.read("dc2107-three-dimensions.csv")
        #expect(read.words == "")
        #expect(read.dimensions.map(\.scheme.id) == ["sex-2021", "age-census-2011", "religion-2011"])
        #expect(read.columns.count == 2 * 21 * 9)
        #expect(Files.counts(read, "E07000114").values.reduce(0, +) == 134_186)
        #expect(read.checks == ["564 of 564 published sums are what their parts add up to."])
    }

    @Test func `a variable may be left to its published total`() throws {
        let read = try Files.read("dc2107-three-dimensions.csv") { $0.addedUp = ["Sex", "age"] }
        #expect(read.words == "")
        #expect(read.dimensions.map(\.scheme.id) == ["religion-2011"])
        #expect(Files.counts(read, "E07000114").values.reduce(0, +) == 134_186)
    }

    @Test func `means and medians are no people`() throws {
        let read = try Files.read("ks102-wide.csv")
        #expect(read.words == "" && read.columns.count == 16)
        #expect(read.leftOut.filter { $0.reason == "no count of people" }.count == 2)
        #expect(Files.counts(read, "E02003314").values.reduce(0, +) == 6310)
    }

    @Test func `a long file of ONS is read by its labels, without those who were not asked`() throws {
        let read = try Files.read("rm125-long.csv")
        #expect(read.words == "" && read.form == .long)
        #expect(read.dimensions.map(\.scheme.id) == ["sexual-orientation-2021", "ethnic-group-2021-7"])
        #expect(read.columns.count == 35)
        #expect(!read.columns.flatMap { $0 }.contains("not-asked"))
        #expect(read.notes.contains { $0.contains("does not apply") })
    }

    @Test func `stacked blocks of a query are put together by the lines above them`() throws {
        let read = try Files.read("st149-stacked.csv")
        #expect(read.words == "" && read.form == .stacked)
        #expect(read.facts.table == "ST149" && read.facts.title == "Sex and age by religion")
        #expect(read.facts.day == CalendarDay(2001, 4, 29) && read.facts.universe == "All people")
        #expect(
            read.facts.footnotes.joined(separator: " ").contains("randomly adjusted to avoid the release of"))
        #expect(read.dimensions.map(\.scheme.id) == ["sex-2021", "religion-2001", "age-census-2001"])
        // As SOURCES.md has it: 126,696 in Thanet.
        #expect(Files.counts(read, "E07000114").values.reduce(0, +) == 126_696)
        #expect(Files.counts(read, "E07000114")["male|christian|90-and-over"] != nil)
    }

    @Test func `counts beside percentages are kept, and the percentages checked against them`() throws {
        let open = try Files.read("headline-beside.csv")
        #expect(open.variables == ["age", "born", "residency"])
        #expect(open.problems.map(\.remedy) == [.chooseVariable])
        let read = try Files.read("headline-beside.csv") { $0.variable = "born" }
        #expect(read.words == "" && read.form == .beside)
        #expect(Files.counts(read, "E07000114") == ["uk": 126_862, "outside": 13_721])
        #expect(read.checks.contains("4 of 4 percentages fit their counts."))
    }

    @Test func `a tidy file with several tables asks which one is wanted`() throws {
        let open = try Files.read("tidy-several.csv")
        #expect(open.tables == ["TS021", "TS030", "TS038"] && !open.canBeTaken)
        let read = try Files.read("tidy-several.csv") { $0.table = "ts030" }
        #expect(read.words == "" && read.form == .tidy)
        #expect(Files.counts(read, "E07000114")["christian"] == 65_654)
    }

    @Test func `a column of groups beside the categories is no second variable`() throws {
        let read = try Files.read("ts021-tidy.csv")
        #expect(read.words == "" && read.dimensions.map(\.scheme.id) == ["ethnic-group-2021"])
        #expect(read.leftOut.contains { $0.name == "group" })
        #expect(Files.counts(read, "E07000114").values.reduce(0, +) == 140_587)
    }

    @Test(arguments: [
        "Area code\tSex\tCount\nE07000114\tFemale\t10\nE07000114\tMale\t12\n",
        "Area code;Sex;Count\nE07000114;Female;10\nE07000114;Male;12\n",
        "Area code,Sex,Count\r\nE07000114,Female,10\r\nE07000114,Male,12",
    ])
    func `tabs, semicolons and commas are the same`(text: String) throws {
        let read = try Files.read(text: text)
        #expect(Files.counts(read, "E07000114") == ["female": 10, "male": 12])
    }

    @Test func `other encodings and workbooks are the same`() throws {
        let rows = [
            ["Table 1", "", ""], ["Area code", "Sex", "Count"], ["E07000114", "Female", "1,010"],
            ["E07000114", "Male", "12"], ["Note", "", ""],
        ]
        var wide: [UInt8] = [0xFF, 0xFE]
        for unit in "Area code,Sex,Count\nE07000114,Female,\"1,010\"\nE07000114,Male,12\n".utf16 {
            wide += [UInt8(unit & 0xFF), UInt8(unit >> 8)]
        }
        let read = try Files.reading.read(RowFile(bytes: wide), named: "wide.csv")
        #expect(Files.counts(read, "E07000114") == ["female": 1010, "male": 12])
        let text = rows.map { $0.map { "\"\($0)\"" }.joined(separator: ",") }.joined(separator: "\n")
        let named = try Files.read(text: text)
        #expect(Files.counts(named, "E07000114") == ["female": 1010, "male": 12])
        #expect(named.facts.footnotes == ["Note"])
    }

    @Test func `areas that are only named are led to their codes`() throws {
        let read = try Files.read(text: "District,Female,Male\nThanet,10,12\nSwale,5,6\n")
        #expect(Files.counts(read, "E07000113") == ["female": 5, "male": 6])
        #expect(read.notes.contains { $0.contains("names areas") })
    }

    @Test func `two ways to write one day are one day, and two days are asked about`() throws {
        let text = "date,area code,sex,count\n2021-03-21,E07000114,Female,1\n21/03/2021,E07000114,Male,2\n"
        let read = try Files.read(text: text)
        #expect(read.words == "" && read.facts.day == CalendarDay(2021, 3, 21))
        let two = text + "2011,E07000114,Female,3\n2011,E07000114,Male,4\n"
        let open = try Files.read(text: two)
        #expect(open.problems.map(\.remedy) == [.chooseDay] && open.days == ["2021-03-21", "2011-03-27"])
        let chosen = try Files.read(text: two) { $0.day = "27 March 2011" }
        #expect(Files.counts(chosen, "E07000114") == ["female": 3, "male": 4])
    }

    @Test(arguments: [
        ("Aged 4 years and under", AgeRange(0, to: 4)), ("Aged under 1 year", AgeRange(0, to: 0)),
        ("Aged 1 year", AgeRange(1, to: 1)), ("Age 16 to 17", AgeRange(16, to: 17)),
        ("90 and over", AgeRange(90, to: nil)), ("65+", AgeRange(65, to: nil)),
        ("75plus", AgeRange(75, to: nil)),
        ("16\u{2013}24 years", AgeRange(16, to: 24)), ("Under 16", AgeRange(0, to: 15)),
        ("Aged 100 years and over", AgeRange(100, to: nil)), ("All ages", nil), ("Christian", nil),
        ("Level 4 qualifications", nil), ("24 to 16", nil),
    ])
    func `ages are read as they are written`(label: String, ages: AgeRange?) {
        #expect(AgeLabel.range(label) == ages)
    }

    @Test func `bands that no shipped scheme has become a scheme of their own`() throws {
        let text = "area code,Age: Age 0 to 6,Age: Age 7 to 40,Age: Age 41 and over\nE07000114,1,2,3\n"
        let read = try Files.read(text: text)
        #expect(read.words == "")
        let scheme = try #require(read.dimensions.first)
        #expect(scheme.isMade && scheme.scheme.leaves.map(\.code) == ["0-6", "7-40", "41-and-over"])
        let description = try #require(Self.draft.description(of: read, digest: "d", areas: Files.areas))
        let table = try PublishedTable(description, bytes: read.bytes())
        #expect(table.counts(of: "E07000114")?.counts == [1, 2, 3])
    }

    @Test func `everything read can be written as a table of ours and read back`() throws {
        for (name, table) in [
            ("ts007-wide.csv", ""), ("st149-stacked.csv", ""), ("tidy-several.csv", "TS021"),
        ] {
            let read = try Files.read(name) { $0.table = table }
            let description = try #require(Self.draft.description(of: read, digest: "d", areas: Files.areas))
            let back = try PublishedTable(description, bytes: read.bytes())
            #expect(back.areas.sorted() == ["E06000035", "E07000114"])
            #expect(
                back.counts(of: "E07000114")?.total == Files.counts(read, "E07000114").values.reduce(0, +))
        }
    }

    private static var draft: TableDraft {
        var draft = TableDraft()
        (draft.table, draft.title, draft.dataset, draft.day) = ("T1", "Ages", "Count of 2024", "30 June 2024")
        (draft.universe, draft.publisher, draft.licence) = ("Residents", "Somebody", "OGL-UK-3.0")
        return draft
    }

    @Test(arguments: ["ts007-wide.csv", "ts021-tidy.csv", "headline-beside.csv"])
    func `a workbook holds the counts of the file it was saved from`(name: String) throws {
        func wish(_ wishes: inout StatisticsWishes) {
            if name == "headline-beside.csv" { wishes.variable = "born" }
        }
        let plain = try Files.read(name, wish)
        #expect(plain.canBeTaken)
        var rows: [[String]] = []
        let text = Array(try Files.text(name).utf8)
        _ = try CSVReader(bytes: text).forEachRecord { rows.append($1) }
        let heads = try #require(rows.first)
        let width = heads.count
        let table = SpreadsheetFile.Table(
            name: "Data", title: "Data",
            columns: heads.enumerated().map { place, head in
                .init(
                    head, isFigure: rows.dropFirst().allSatisfy { $0.count > place && Int($0[place]) != nil })
            },
            rows: rows.dropFirst().map { $0 + [String](repeating: "", count: width - $0.count) })
        let file = SpreadsheetFile(title: "Data", author: "Council", language: "en-GB", tables: [table])
        for bytes in [try XLSXWriter.bytes(of: file), try ODSWriter.bytes(of: file)] {
            var wishes = StatisticsWishes()
            wish(&wishes)
            let read = try Files.reading.read(RowFile(bytes: bytes), named: "data", wishes)
            #expect(read.canBeTaken, "\(read.words)")
            #expect(Files.counts(read, "E07000114") == Files.counts(plain, "E07000114"))
            #expect(read.areas.count == plain.areas.count)
        }
    }

    private static func counted(_ none: String, _ christian: String) -> String {
        """
        "KS207WA - Religion"
        "ONS Crown Copyright Reserved [from Nomis on 22 November 2026]"
        "population :","All usual residents"
        "units      :","Persons"
        "date       :","2021"

        "local authority","mnemonic","No religion","%","Christian","%","Muslim","%"
        "Thanet","E07000114",400,\(none),500,\(christian),100,10.0
        "Medway","E06000035",900,45.0,900,45.0,200,10.0

        """
    }

    @Test func `a bare percentage beside each count belongs to that count, and is checked`() throws {
        let read = try Files.read(text: Self.counted("40.0", "50.0"))
        #expect(read.canBeTaken, "\(read.words)")
        #expect(read.dimensions.map(\.scheme.variable) == ["religion"])
        #expect(Files.counts(read, "E07000114").values.sorted() == [100, 400, 500])
        #expect(read.checks.contains { $0.hasPrefix("6 of 6 percentages") }, "\(read.checks)")
        let wrong = try Files.read(text: Self.counted("45.0", "45.0"))
        #expect(!wrong.canBeTaken && wrong.words.contains("45.0"), "\(wrong.words)")
    }
}
