// SPDX-License-Identifier: Apache-2.0
import EqualityStatistics
import Testing

@testable import EqualityDuty

@Suite struct `Records read by a mapping` {
    private static let people: [(String, ColumnUse)] = [
        ("Ref", .reference), ("DOB", .birth(scheme: "bands")), ("Sex", .category(scheme: "sex")),
        ("Ethnicity", .category(scheme: "ethnic-2021")),
    ]

    @Test func `become coded columns that count the same people`() throws {
        let (read, pieces) = try RecordsReading(Self.people).read([
            ["1", "01/04/1960", "F", "White British"], ["2", "31/03/2010", "male", " indian "],
            ["3", "1990-05-06", "Prefer not to say", "ROMA"], ["4", "", "", "unknown"],
        ])
        #expect(read.records == 4)
        #expect(read.count("sex", "female") == 1 && read.count("sex", "male") == 1)
        #expect(read.answers("sex") == AnswerCounts(usable: 2, preferNotToSay: 1, notAnswered: 1))
        #expect(read.answers("ethnic group") == AnswerCounts(usable: 3, unknown: 1))
        let table = try CodedColumns(pieces.map { try CodedChunk(HeldBytes($0.bytes)) })
        #expect(table.columns.map(\.name) == ["age", "sex", "ethnic group"])
        let ethnic = try #require(try TestSchemes.ethnic2021().place(of: "indian"))
        let male = try #require(try TestSchemes.sex().place(of: "male"))
        #expect(try table.crossTabulation(over: [1, 2]).count(male, ethnic) == 1)
    }

    /// A birthday on the last day of the period counts, one the day after does not.
    @Test(arguments: [
        ("31/03/1961", "65"), ("01/04/1961", "16-64"), ("01/04/2010", "0-15"), ("31/03/2010", "16-64"),
    ])
    func `get the age band of the last day of the period, and keep no day of birth`(day: String, band: String)
        throws
    {
        let (read, pieces) = try RecordsReading(Self.people).read([["77", day, "F", "Indian"]])
        #expect(read.count("age", band) == 1)
        // Neither the reference nor the day can be found in what is kept.
        let kept = pieces.flatMap(\.bytes)
        #expect(!String(decoding: kept, as: UTF8.self).contains("19"))
        #expect(!read.columns.contains { $0.entries.contains { $0.label.contains("/") } })
    }

    @Test(arguments: [
        ("22/7/80", "16-64"), ("3 April 1950", "65"), ("03-Apr-50", "65"), ("1950-04-03 00:00:00", "65"),
        ("18356", "65"), ("30/02/1980", nil), ("1/1/1880", nil), ("1/1/2030", nil), ("04/25/1980", nil),
    ])
    func `read days of birth as files have them`(day: String, band: String?) throws {
        let (read, _) = try RecordsReading([("DOB", .birth(scheme: "bands"))]).read(
            [[day]] + Array(repeating: ["1/1/1980"], count: 2))
        if let band {
            #expect(read.answers("age")?.unknown == 0)
            #expect(read.count("age", band) >= 1)
        } else {
            #expect(read.answers("age")?.unknown == 1)
            #expect(read.finding("born") != nil)
        }
    }

    @Test(arguments: [
        ("34", "16-64"), ("34.0", "16-64"), ("16-64", "16-64"), ("65+", "65"), ("65 and over", "65"),
        ("0 to 15", "0-15"),
    ])
    func `put ages and bands into bands`(cell: String, band: String) throws {
        let (read, _) = try RecordsReading([("Age", .ages(scheme: "bands"))]).read([[cell]])
        #expect(read.count("age", band) == 1)
    }

    @Test func `of many rows lie in chunks of at most 65,536`() throws {
        let (read, pieces) = try RecordsReading([("Sex", .category(scheme: "sex")), ("n", .count)]).read([
            ["F", "150000"], ["M", "1"], ["", "0"],
        ])
        #expect(read.records == 150_001)
        #expect(pieces.map(\.records) == [65_536, 65_536, 18_929])
        let table = try CodedColumns(pieces.map { try CodedChunk(HeldBytes($0.bytes)) })
        #expect(try table.crossTabulation(over: [0]).count(0) == 150_000)
    }

    @Test func `hold areas and own words as they come, and grow their dictionaries`() throws {
        var reading = try RecordsReading([("Ward", .area), ("Service", .words(name: "service"))])
        reading.context.areaNames = ["E05000001": "Northside"]
        let (read, pieces) = try reading.read([
            ["E05000001", "Library"], ["northside", "Pool"], ["e05000002", "Library"],
            ["CT10 1AA", "library"],
        ])
        #expect(read.count("area", "E05000001") == 2)
        #expect(read.count("area", "E05000002") == 1)
        #expect(read.count("service", "Library") == 3)
        #expect(read.quality.columns[0].unread.map(\.reason) == [.postcode])
        #expect(read.columns[0].entries.contains { $0.label == "Northside" })
        #expect(pieces.count == 1)
    }

    @Test func `of one question a row are counted apart and never crossed`() throws {
        let reading = try RecordsReading(
            [("Question", .topic), ("Answer", .answer), ("Number", .count)],
            codes: ["Question": ["sex": "sex", "ethnic group": "ethnic-2021"]])
        let (read, pieces) = try reading.read([
            ["Sex", "Female", "60"], ["Sex", "Male", "40"], ["Sex", "Total", "100"],
            ["Ethnic group", "White", "70"], ["Ethnic group", "Asian", "20"], ["Shoe size", "44", "5"],
        ])
        #expect(read.columns.map(\.part) == [0, 1])
        #expect(Set(pieces.map(\.part)) == [0, 1])
        #expect(read.finding("do not add up to the same number") != nil)
        #expect(read.finding("a question that nobody explained") != nil)
        #expect(read.finding("The total says") == nil)
    }

    @Test func `leave out those who object, and only count them`() throws {
        var reading = try RecordsReading(Self.people)
        reading.context.hasObjected = { String(decoding: $0, as: UTF8.self) == "2" }
        let (read, _) = try reading.read([
            ["1", "", "F", "Indian"], ["2", "", "M", "Indian"], ["3", "", "F", "Indian"],
        ])
        #expect(read.records == 2 && read.quality.objected == 1)
        #expect(read.count("sex", "male") == 0)
    }

    @Test func `say the same mark for the same records, and another for others`() throws {
        let reading = try RecordsReading([("Sex", .category(scheme: "sex"))])
        let one = try reading.read([["F"], ["M"]]).0.contentMark
        #expect(try reading.read([["Female"], ["male"]]).0.contentMark == one)
        #expect(try reading.read([["M"], ["F"]]).0.contentMark != one)
    }
}
