// SPDX-License-Identifier: Apache-2.0
import Documents
import EqualityDuty
import EqualityStatistics
import Testing

@testable import Reports

private typealias Files = StatisticsFixtures

/// Each file has one fault planted; the same file without it is taken.
@Suite struct `Bad files of published tables` {
    private static let religions = """
        area code,area name,Religion: All,Religion: No religion,Religion: Christian,Religion: Buddhist,Religion: Hindu,\
        Religion: Jewish,Religion: Muslim,Religion: Sikh,Religion: Other religion,Religion: Not answered
        E07000114,Thanet,1000,400,300,10,20,30,40,50,60,90
        E06000035,Medway,2000,900,700,10,20,30,40,50,60,190

        """

    @Test func `the file without a fault is taken`() throws {
        let read = try Files.read(text: Self.religions)
        #expect(read.words == "" && read.canBeTaken)
    }

    @Test(arguments: [
        (
            "E07000114,Thanet,1000", "E07000114,Thanet,1100",
            "Row 2, Religion: All: Thanet: “All” is 1,100, and its parts add up to 1,000"
        ),
        (",400,300,", ",-400,300,", "Row 2, Religion: No religion: “-400” is below 0"),
        (",400,300,", ",400.5,300,", "Row 2, Religion: No religion: “400.5” has decimals"),
        (
            ",400,300,", ",4E+02,300,",
            "Row 2, Religion: No religion: “4E+02” is a number in scientific notation"
        ),
        (",400,300,", ",40%,300,", "Row 2, Religion: No religion: “40%” is a percentage"),
        (",400,300,", ",[c],300,", "Row 2, Religion: No religion: “[c]” withholds a count"),
        (",400,300,", ",,300,", "Row 2, Religion: No religion: There is no count"),
        (",400,300,", ",many,300,", "Row 2, Religion: No religion: “many” is no number"),
        (",400,300,", ",9999999999,300,", "is more than everybody in the country"),
        (
            "E06000035,Medway", "E07000114,Thanet",
            "Row 3, area code: E07000114 Thanet has its count already in row 2"
        ),
        ("E06000035,Medway", "E07009999,Nowhere", "Row 3: E07009999 (Nowhere) is no area that is known here"),
        (
            "E06000035,Medway", "E06000035,Swale",
            "E06000035 is Medway, and the row says Swale, which is E07000113"
        ),
        (
            "E06000035,Medway", "1.2E+05,Medway",
            "Row 3, area code: “1.2E+05” is a number in scientific notation"
        ),
        ("E06000035,Medway", "29UN,Medway", "Row 3, area code: “29UN” is no code of an area"),
        ("Religion: Sikh", "Religion: Sheikh", "“Sheikh” is no category of Religion, as in Census 2021"),
        ("Religion: Sikh", "Religion: Muslim", "Two columns have this heading"),
        ("Religion: Sikh", "Religion: Islam", "“Muslim” and “Islam” both mean Muslim"),
    ])
    func `a fault is told by row and column`(good: String, bad: String, words: String) throws {
        let text = Self.religions.replacing(good, with: bad, maxReplacements: 1)
        #expect(text != Self.religions)
        let read = try Files.read(text: text)
        #expect(!read.canBeTaken)
        #expect(read.words.contains(words), "\(read.words)")
    }

    @Test func `a label that is nearly right is told with the nearest meaning, and may be said`() throws {
        let text = Self.religions.replacing("Religion: Sikh", with: "Religion: Sikh people")
        let read = try Files.read(text: text)
        #expect(read.words.contains("The nearest is “Sikh” (sikh)"), "\(read.words)")
        #expect(read.problems.map(\.remedy) == [.sayMeaning])
        let told = try Files.read(text: text) { $0.meanings = ["Sikh people": "sikh"] }
        #expect(told.words == "" && Files.counts(told, "E07000114")["sikh"] == 50)
    }

    @Test func `sums within the noise of a census are no fault`() throws {
        let near = try Files.read(text: Self.religions.replacing("Thanet,1000", with: "Thanet,1030"))
        #expect(
            near.words == ""
                && near.checks.first == "2 of 2 published sums are what their parts add up to, within 30.")
        let far = try Files.read(text: Self.religions.replacing("Thanet,1000", with: "Thanet,1031"))
        #expect(far.problemCount == 1)
    }

    @Test func `categories of two versions are not mixed`() throws {
        let text = """
            area code,ethnic group,count
            E07000114,White: Roma,1
            E07000114,White: Irish,2
            E07000114,White: Gypsy or Irish Traveller,3
            E07000114,WIRT,4

            """
        let read = try Files.read(text: text)
        #expect(!read.canBeTaken)
        #expect(read.words.contains("Row 5, ethnic group: “WIRT” is a category of"), "\(read.words)")
        #expect(read.words.contains("a file may not mix versions"))
    }

    @Test func `categories that came into use later are of a wrong version`() throws {
        let text = "date,area code,ethnic group,count\n2011,E07000114,Roma,1\n2011,E07000114,Arab,2\n"
        let read = try Files.read(text: text) { $0.schemes = ["ethnic-group-2021"] }
        #expect(read.words.contains("came into use on 21 March 2021"), "\(read.words)")
    }

    @Test func `percentages over 100 and such as do not fit are told`() throws {
        let text = try Files.text("headline-beside.csv")
        let over = try Files.read(text: text.replacing("\"90.2\"", with: "\"190.2\"")) {
            $0.variable = "born"
        }
        #expect(over.words.contains("Row 3, born_UK_perc: “190.2” is over 100 per cent"), "\(over.words)")
        let unfit = try Files.read(text: text.replacing("\"90.2\"", with: "\"89.2\"")) {
            $0.variable = "born"
        }
        #expect(
            unfit.words.contains("born_UK_perc: Thanet: 89.2 per cent does not fit the count of 126,862"),
            "\(unfit.words)")
    }

    @Test func `two lists of areas in one file overlap`() throws {
        let text =
            "area code,Sex,count\nE07000026,Female,1\nE07000026,Male,1\nE06000063,Female,2\nE06000063,Male,2\n"
        let read = try Files.read(text: text)
        #expect(
            read.words.contains("E07000026 Allerdale is an authority of before the changes of 2023"),
            "\(read.words)")
        let small = "area code,Female,Male\nE02003314,1,1\nE02003316,1,1\nE02009999,1,1\n"
        let mixed = try Files.read(text: small)
        #expect(mixed.words.contains("is an area of the list of 20"), "\(mixed.words)")
        let old = try Files.read(text: small.replacing("E02009999", with: "E02003315"))
        #expect(old.words == "")
    }

    @Test func `unknown areas may be left out`() throws {
        let text = Self.religions.replacing("E06000035,Medway", with: "E07000150,Corby")
        let read = try Files.read(text: text) { $0.leavesUnknownAreasOut = true }
        #expect(read.words == "" && read.areas.map(\.code) == ["E07000114"])
        #expect(read.notes.contains { $0.contains("1 areas are not known") || $0.contains("E07000150") })
    }

    @Test(arguments: ["Oct-19", "19-Oct", "01/10/2019"])
    func `what a spreadsheet made of ages is told`(damage: String) throws {
        let text = "area code,age,count\nE07000114,0 to 9,1\nE07000114,\(damage),2\nE07000114,20 and over,3\n"
        let read = try Files.read(text: text)
        #expect(
            read.words.contains("Row 3, age: “\(damage)” is a date that a spreadsheet made of"),
            "\(read.words)")
    }

    @Test func `ages with a gap or an overlap are refused`() throws {
        let gap = try Files.read(text: "area code,Age 0 to 15,Age 20 and over\nE07000114,1,2\n")
        #expect(
            gap.words.contains("The ages 0 to 15 and 20 and over leave a gap between them"), "\(gap.words)")
        let overlap = try Files.read(text: "area code,Age 0 to 15,Age 12 and over\nE07000114,1,2\n")
        #expect(overlap.words.contains("overlap"), "\(overlap.words)")
    }

    @Test func `a group beside some of its parts counts people twice`() throws {
        let text =
            "area code,ethnic group,count\nE07000114,White,9\nE07000114,White: Irish,2\nE07000114,Asian,4\n"
        let read = try Files.read(text: text)
        #expect(read.words.contains("“White” stands beside some of its parts"), "\(read.words)")
    }

    @Test func `a missing combination is asked about`() throws {
        let text =
            "area code,Sex,Religion,count\nE07000114,Female,Sikh,1\nE07000114,Male,Sikh,2\nE07000114,Male,Hindu,3\n"
        let read = try Files.read(text: text)
        #expect(read.problems.map(\.remedy).contains(.missingAreNone))
        let told = try Files.read(text: text) { $0.missingAreNone = true }
        #expect(told.words == "" && Files.counts(told, "E07000114")["female|hindu"] == 0)
    }

    @Test func `swapped columns of code and label are read the right way round`() throws {
        let good = try Files.text("rm125-long.csv")
        let bad = good.replacing(
            "Sexual orientation (6 categories) Code,Sexual orientation (6 categories)",
            with: "Sexual orientation (6 categories),Sexual orientation (6 categories) Code")
        let one = try Files.read(text: good, named: "rm125.csv")
        let other = try Files.read(text: bad, named: "rm125.csv")
        #expect(other.words == "" && one.bytes() == other.bytes())
    }

    @Test func `two categories with each other's counts are told by a table that is held`() throws {
        let scheme = try #require(Files.schemes["sex-2021"])
        let held = PublishedTableDescription(
            id: "TS008", title: "Sex", dataset: "Census 2021", day: CalendarDay(2021, 3, 21), universe: "All",
            ages: .all, schemes: [scheme], publisher: "ONS", source: "", licence: "OGL", geography: "")
        let bytes = Array("area,made_of,female,male\nE07000114,,5000,3000\nE06000035,,7000,6000\n".utf8)
        let statistics = PublishedStatistics(schemes: Files.schemes, [held]) { _ in
            try PublishedTable(held, bytes: bytes)
        }
        let reading = StatisticsReading(schemes: Files.schemes, areas: Files.areas, held: statistics)
        let good = "date,area code,Female,Male\n2021,E07000114,5002,3001\n2021,E06000035,7000,5999\n"
        #expect(try Files.read(text: good, reading: reading).words == "")
        let bad = good.replacing("Female,Male", with: "Male,Female")
        let read = try Files.read(text: bad, reading: reading)
        #expect(read.words.contains("have each other's counts, compared with table TS008"), "\(read.words)")
    }

    @Test func `what is no table is said to be none`() throws {
        #expect(try Files.read("pay-gap.csv").words.contains("This is no table of counts by area"))
        #expect(
            try Files.read(text: "Dear all,\nthe figures will come on Monday.\n").words.contains(
                "no table of counts"))
        #expect(try Files.reading.read(RowFile(bytes: []), named: "x.csv").words == "The file is empty")
        #expect(throws: FileRefusal.self) {
            _ = try Files.reading.read(RowFile(bytes: Array("%PDF-1.7 ...".utf8)), named: "x.pdf")
        }
    }

    @Test func `a file beyond the limits is refused before it fills the memory`() throws {
        var limits = RowFile.Limits()
        limits.textBytes = 1000
        #expect(throws: FileRefusal.tableTooLarge(megabytes: 0)) {
            _ = try RowFile(bytes: [UInt8](repeating: 49, count: 1001), limits: limits)
        }
        var gatherer = StatisticsGatherer(areaNames: [:], limits: .init(counts: 10))
        try gatherer.take(.init(sheet: "", number: 1, cells: ["area code", "Sex", "count"]))
        #expect(throws: StatisticsGatherer.Stopped.self) {
            for row in 2..<100 {
                try gatherer.take(.init(sheet: "", number: row, cells: ["E07000114", "Label \(row)", "1"]))
            }
        }
    }

    @Test func `a quotation mark that is never closed is told`() throws {
        let read = try Files.read(text: "area code,Sex,count\nE07000114,\"Female,1\nE07000114,Male,2\n")
        #expect(!read.canBeTaken)
        #expect(read.words.contains("never closed"), "\(read.words)")
    }
}
