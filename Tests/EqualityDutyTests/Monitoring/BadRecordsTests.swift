// SPDX-License-Identifier: Apache-2.0
import EqualityStatistics
import Testing

@testable import EqualityDuty

/// Each bad input that the work met or was told of, with what is said about it.
@Suite struct `Bad records` {
    private static func ethnic(_ cells: [String]) throws -> RecordsRead {
        try RecordsReading([("Ethnicity", .category(scheme: "ethnic-2021"))]).read(cells.map { [$0] }).0
    }

    @Test func `with codes of another version name it and stop`() throws {
        let read = try Self.ethnic(["A", "H", "R", "A"])
        let finding = try #require(read.finding("Select that version"))
        #expect(finding.weight == .stops && finding.row == 2)
        #expect(finding.text.contains("Ethnic category, NHS"))
        #expect(!read.quality.canBeTaken)
    }

    @Test func `with mixed versions say so and count the others as unknown`() throws {
        let read = try Self.ethnic(["British", "Indian", "Indian", "A", "H"])
        let finding = try #require(read.finding("mixes versions"))
        #expect(finding.weight == .asks && finding.row == 5 && finding.column == "Ethnicity")
        #expect(read.answers("ethnic group") == AnswerCounts(usable: 3, unknown: 2))
        #expect(read.quality.columns[0].unread.first?.suggestion == "British, NHS in Ethnic category, NHS")
    }

    @Test func `with an unknown code show the nearest meaning and ask`() throws {
        let read = try Self.ethnic(["British", "Britsh", "Indian", "Martian", "Chinese"])
        #expect(read.finding("count as unknown")?.weight == .asks)
        let unread = read.quality.columns[0].unread
        #expect(unread.first { $0.words == "Britsh" }?.nearest == "british")
        #expect(unread.first { $0.words == "Martian" }?.nearest == "")
        #expect(unread.map(\.firstRow) == [3, 5])
    }

    @Test func `can be explained cell by cell, and are then read`() throws {
        let reading = try RecordsReading(
            [("Ethnicity", .category(scheme: "ethnic-2021"))], codes: ["Ethnicity": ["britsh": "british"]])
        let read = try reading.read([["Britsh"], ["Indian"]]).0
        #expect(read.count("ethnic group", "british") == 1 && read.quality.findings.isEmpty)
    }

    @Test func `in swapped columns are told by what they hold`() throws {
        let read = try RecordsReading([
            ("Sex", .category(scheme: "sex")), ("Religion", .category(scheme: "religion")),
        ]).read([["Muslim", "F"], ["Christian", "M"], ["No religion", "F"]]).0
        let found = read.quality.stops.map(\.description)
        #expect(found.contains { $0.hasPrefix("Row 2, Sex: ") && $0.contains("holds religion, not sex") })
        #expect(found.contains { $0.contains("Columns may have been swapped") })
    }

    @Test func `with totals of one answer that do not add up name each`() throws {
        let reading = try RecordsReading([
            ("Ethnicity", .category(scheme: "ethnic-2021")), ("Sex", .category(scheme: "sex")), ("n", .count),
        ])
        let read = try reading.read([
            ["British", "F", "100"], ["British", "M", "60"], ["Roma", "F", "30"], ["Indian", "F", "20"],
            ["White", "All", "250"], ["Indian", "Total", "20"], ["Total", "F", "150"], ["Total", "M", "60"],
            ["Total", "Total", "210"],
        ]).0
        let found = read.quality.findings.filter { $0.text.contains("add up to") }
        #expect(
            found.map(\.text) == [
                "The total of \u{201C}White\u{201D} says 250 and the rows add up to 190."
            ])
        #expect(found.map(\.row) == [6] && found.map(\.weight) == [.asks])
        let three = try RecordsReading([
            ("Ethnicity", .category(scheme: "ethnic-2021")), ("Sex", .category(scheme: "sex")),
            ("Religion", .category(scheme: "religion")), ("n", .count),
        ]).read([["British", "F", "Muslim", "10"], ["British", "F", "Total", "10"]]).0
        #expect(three.finding("1 row is a total of several answers")?.weight == .tells)
        #expect(read.quality.people == 210)
    }

    @Test func `in columns whose headers say the other one's name are asked about`() throws {
        let finding = "Columns may have been swapped"
        let swapped = try RecordsReading([
            ("Age", .category(scheme: "sex")), ("Sex", .leaveOut),
            ("Ethnicity", .category(scheme: "ethnic-2021")),
        ]).read([["F", "34", "Indian"], ["M", "45", "British"]]).0
        let found = try #require(swapped.finding(finding))
        #expect(found.weight == .asks && found.column == "Age")
        #expect(found.text.contains("\u{201C}Sex\u{201D} is not"))
        let both = try RecordsReading([
            ("Age", .category(scheme: "sex")), ("Sex", .ages(scheme: "bands")),
        ]).read([["F", "34"], ["M", "45"]]).0
        #expect(both.quality.findings.count { $0.text.contains(finding) } == 2)
        // A header that says nothing, and a second column of the same, are no sign of it.
        for header in ["Q3", "Gender of person", "Sex"] {
            let plain = try RecordsReading([
                (header, .category(scheme: "sex")), ("Age", .ages(scheme: "bands")), ("Notes", .leaveOut),
            ]).read([["F", "34", "x"], ["M", "45", "y"]]).0
            #expect(plain.finding(finding) == nil)
        }
    }

    @Test func `with ages of 250 count them as unknown and say the first row`() throws {
        let read = try RecordsReading([("Age", .ages(scheme: "bands"))]).read([
            ["30"], ["40"], ["250"], ["-3"],
        ]).0
        let finding = try #require(read.finding("is an age that nobody has"))
        #expect(finding.row == 4 && finding.weight == .asks)
        #expect(read.answers("age")?.unknown == 2)
    }

    @Test(arguments: [
        ("-5", "a negative count"), ("45%", "a percentage in place of a count"),
        ("1.2E+03", "a count in scientific notation"), ("2.5", "a count with a fraction"),
        ("<5", "a count that was withheld"), ("[c]", "a count that was withheld"),
        ("many", "no number of people"),
        ("99999999999", "more people than a row can stand for"),
    ])
    func `with a count that is none leave the row out and say why`(cell: String, reason: String) throws {
        let read = try RecordsReading([("Sex", .category(scheme: "sex")), ("n", .count)]).read([
            ["F", "10"], ["M", "12"], ["M", cell],
        ]).0
        #expect(read.quality.refusals == [reason: 1])
        #expect(read.records == 22)
        #expect(read.finding(reason)?.weight == .asks)
        #expect(read.quality.findings.contains { $0.row == 4 })
    }

    @Test func `with percentages over 100 ask`() throws {
        let read = try RecordsReading([("Sex", .category(scheme: "sex")), ("n", .count), ("%", .percentage)])
            .read([
                ["F", "10", "45.5%"], ["M", "12", "154.5"],
            ]).0
        let finding = try #require(read.finding("must be from 0 to 100"))
        #expect(finding.row == 3 && finding.column == "%" && finding.weight == .asks)
    }

    @Test func `with totals that do not add say both numbers`() throws {
        let rows = [["F", "10"], ["M", "12"], ["Total", "25"]]
        let read = try RecordsReading([("Sex", .category(scheme: "sex")), ("n", .count)]).read(rows).0
        let finding = try #require(read.finding("The total says 25 and the rows add up to 22"))
        #expect(finding.row == 4 && finding.weight == .asks)
        #expect(read.records == 22)
        let right = try RecordsReading([("Sex", .category(scheme: "sex")), ("n", .count)]).read(
            rows.dropLast() + [["Total", "22"]]
        ).0
        #expect(right.quality.findings.isEmpty)
    }

    @Test func `of another year are told by their days`() throws {
        let reading = try RecordsReading([("Date", .day), ("Sex", .category(scheme: "sex"))])
        let read = try reading.read([["1/5/2019", "F"], ["2/6/2019", "M"], ["3/5/2025", "F"]]).0
        let finding = try #require(read.finding("another year's file"))
        #expect(finding.weight == .stops && finding.text.contains("2019") && finding.row == 2)
        let few = try reading.read([["1/5/2025", "F"], ["31/3/2026", "M"], ["1/4/2026", "F"]]).0
        #expect(few.finding("1 records are not of 2025/26")?.weight == .asks)
    }

    @Test func `of another area are told by their codes`() throws {
        var reading = try RecordsReading([("Ward", .area)])
        reading.context.areaNames = ["E05000001": "Northside", "E05000009": "Elsewhere"]
        reading.context.ownAreas = ["E05000001"]
        let read = try reading.read([["E05000009"], ["E05000009"], ["E05000001"], ["E05000077"]]).0
        #expect(read.finding("another council's file")?.weight == .asks)
        #expect(read.finding("1 people have area codes that are not known") != nil)
    }

    @Test func `with people's own words in a code column stop, and the words are not kept`() throws {
        let cells = (0..<150).map { "my secret story number \($0)" }
        let read = try Self.ethnic(cells + Array(repeating: "British", count: 400))
        let finding = try #require(read.finding("people's own words"))
        #expect(finding.weight == .stops)
        #expect(!"\(read.quality)".contains("secret"))
    }

    @Test func `made dates by a spreadsheet are told with what they may have been`() throws {
        let read = try RecordsReading([("Age", .ages(scheme: "bands"))]).read([
            ["0-15"], ["16-64"], ["16-64"], ["15-Sep"],
        ]).0
        #expect(read.finding("a date that a spreadsheet made of something else")?.row == 5)
        #expect(read.quality.columns[0].unread.first?.suggestion == "perhaps 9-15")
    }

    @Test func `with references in scientific notation say that nothing can be found by them`() throws {
        let read = try RecordsReading([("Ref", .reference), ("Sex", .category(scheme: "sex"))]).read([
            ["1.23E+11", "F"], ["1.23E+11", "M"],
        ]).0
        #expect(read.finding("scientific notation")?.weight == .asks)
        #expect(read.finding("a reference that came before")?.weight == .asks)
    }

    @Test func `twice, row by row, are told`() throws {
        let read = try RecordsReading([("Ref", .reference), ("Sex", .category(scheme: "sex"))]).read([
            ["1", "F"], ["2", "M"], ["1", "F"], ["2", "F"],
        ]).0
        #expect(read.quality.sameReferences == 2 && read.quality.sameRows == 1)
    }

    @Test func `with another number of cells, or the header again, are left out`() throws {
        let read = try RecordsReading([("Sex", .category(scheme: "sex")), ("n", .count)]).read([
            ["F", "1"], ["F"], ["M", "2", "x"], ["Sex", "n"], ["M", "3", ""],
        ]).0
        #expect(read.records == 4)
        #expect(
            read.quality.refusals == ["another number of cells than the header": 2, "the header again": 1])
    }

    @Test func `without a column of the mapping are refused before any row is read`() throws {
        let reading = try RecordsReading([("Sex", .category(scheme: "sex")), ("Age", .ages(scheme: "bands"))])
        #expect(throws: MappingRefusal.self) { try reading.read([], headers: ["Sex", "Gender"]) }
        do { _ = try reading.read([], headers: ["Sex", "sex"]) } catch let refusal as MappingRefusal {
            #expect(refusal.reasons.contains { $0.contains("“Age” is not there") })
            #expect(refusal.reasons.contains { $0.contains("Two columns are called") })
        }
    }

    @Test func `with a column that the mapping does not know ask before it is left out`() throws {
        let read = try RecordsReading([("Sex", .category(scheme: "sex"))]).read(
            [["F", "x"]], headers: ["Sex", "Notes"]
        ).0
        #expect(read.quality.asks.map(\.column) == ["Notes"])
    }

    @Test func `of which none can be taken stop`() throws {
        #expect(try Self.ethnic([]).quality.stops.count == 1)
    }
}

@Suite struct `Days and words of files` {
    @Test func `of a period are read as people write them`() {
        for (words, first, last) in [
            ("2025/26", "2025-04-01", "2026-03-31"), ("April 2025 to March 2026", "2025-04-01", "2026-03-31"),
            ("Feb 2024", "2024-02-01", "2024-02-29"), ("2026-03-31", "2026-03-31", "2026-03-31"),
            ("2025-04-01 to March 2026", "2025-04-01", "2026-03-31"), ("2025", "2025-01-01", "2025-12-31"),
        ] {
            let period = DataPeriod(written: words)
            #expect(period?.first.iso == first && period?.last.iso == last, "\(words)")
        }
        for words in ["March", "March 2026 to April 2025", "Marchember 2025", "2025/27", "March 25", ""] {
            #expect(DataPeriod(written: words) == nil, "\(words)")
        }
    }

    @Test(arguments: [
        ("5 October 2000", CalendarDay(2000, 10, 5)), ("12-Oct-80", CalendarDay(1980, 10, 12)),
        ("28 September 1987", CalendarDay(1987, 9, 28)), ("3 August 1999", CalendarDay(1999, 8, 3)),
        ("2000-10-05T00:00:00", CalendarDay(2000, 10, 5)), ("5th Oct 2000", CalendarDay(2000, 10, 5)),
        ("01/02/1980", CalendarDay(1980, 2, 1)), ("1980-02-01 10:30", CalendarDay(1980, 2, 1)),
    ])
    func `days of birth are read as people write them`(words: String, day: CalendarDay) {
        #expect(DayReading.birth(words, notAfter: CalendarDay(2026, 3, 31)) == .day(day))
    }

    @Test func `nothing that may be about somebody is kept of cells that could not be read`() throws {
        for words in [
            "28 Septembre 1987", "07700 900123", "mary@example.org",
            "Mary Smith has epilepsy and a wheelchair",
            String(repeating: "long ", count: 12),
        ] { #expect(!UnreadWords.mayStay(words), "\(words)") }
        for words in ["Cristian", "Withe British", "NHS 16", "Roman Catholic (lapsed)"] {
            #expect(UnreadWords.mayStay(words), "\(words)")
        }
        #expect(UnreadWords.shape("28 Septembre 1987") == "\u{201C}99 Aaaaaaaaa 9999\u{201D}")
        #expect(UnreadWords.shape("nobody") == nil)
        let (read, _) = try RecordsReading([
            ("DOB", .birth(scheme: "bands")), ("Sex", .category(scheme: "sex")),
        ])
        .read([
            ["32.13.1980", "F"], ["31.14.1981", "F"], ["Mary Smith 07700900123", "M"],
            ["01/02/1980", "Femal"],
        ])
        let kept = read.quality.columns.flatMap(\.unread)
        #expect(kept.allSatisfy { !$0.words.contains("1980") && !$0.words.contains("Mary") })
        #expect(kept.contains { $0.suggestion.contains("99.99.9999") && $0.count == 2 })
        #expect(kept.contains { $0.words == "Femal" && $0.nearest == "female" })
        #expect(kept.allSatisfy { !$0.suggestion.contains("Mary") && !$0.suggestion.contains("900123") })
    }
}
