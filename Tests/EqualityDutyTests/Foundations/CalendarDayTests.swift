// SPDX-License-Identifier: Apache-2.0
import EqualityDuty
import Testing

@Suite struct `A calendar day` {
    /// Day numbers as published for POSIX time, and the leap day of 2000.
    @Test(arguments: [
        ("1970-01-01", 0), ("2000-02-29", 11016), ("2013-07-11", 15897), ("1969-12-31", -1),
        ("0001-01-01", -719_162), ("9999-12-31", 2_932_896),
    ])
    func `is numbered from 1 January 1970`(iso: String, number: Int) throws {
        let day = try #require(CalendarDay(iso: iso))
        #expect(day.dayNumber == number)
        #expect(CalendarDay(dayNumber: number) == day)
        #expect(day.iso == iso)
    }

    @Test func `follows the one before, through four hundred years`() {
        var day = CalendarDay(1899, 12, 31)
        for number in (day.dayNumber + 1)...CalendarDay(2300, 1, 1).dayNumber {
            let next = CalendarDay(dayNumber: number)
            let isNewMonth = next.day == 1
            #expect(next > day && next.previous == day && day.next == next && next.dayNumber == number)
            #expect(
                isNewMonth
                    ? day.day == CalendarDay.daysInMonth(day.month, of: day.year) : next.day == day.day + 1)
            day = next
        }
        #expect(day == CalendarDay(2300, 1, 1))
    }

    @Test(arguments: [
        "2013-02-29", "2013-13-01", "2013-00-10", "2013-1-01", "2013/01/01", "", "2013-01-32",
        "0000-01-01", "2013-01-011", "２０１３-01-01", "+013-01-01",
    ])
    func `is not any other text`(iso: String) {
        #expect(CalendarDay(iso: iso) == nil)
    }

    @Test func `has a name, a weekday and a financial year`() {
        let day = CalendarDay(2013, 7, 11)
        #expect(day.written == "11 July 2013")
        #expect(day.weekday == .thursday)
        #expect(day.weekday.name == "Thursday")
        #expect(CalendarDay(1969, 12, 28).weekday == .sunday)
        #expect(day.financialYear == 2013)
        #expect(CalendarDay(2014, 3, 31).financialYear == 2013)
    }

    @Test func `is counted on in days and years`() {
        #expect(CalendarDay(2012, 2, 29).adding(years: 1) == CalendarDay(2013, 2, 28))
        #expect(CalendarDay(2012, 2, 29).adding(years: 4) == CalendarDay(2016, 2, 29))
        #expect(CalendarDay(2013, 12, 31).adding(days: 1) == CalendarDay(2014, 1, 1))
        #expect(CalendarDay(2013, 1, 1).adding(days: -1) == CalendarDay(2012, 12, 31))
        #expect(CalendarDay(2013, 1, 1).days(until: CalendarDay(2014, 1, 1)) == 365)
        #expect(CalendarDay(9999, 12, 31).next == CalendarDay(9999, 12, 31))
        #expect(CalendarDay(dayNumber: .min) == CalendarDay(1, 1, 1))
        #expect(CalendarDay(2000, 1, 1).adding(days: .max) == CalendarDay(9999, 12, 31))
    }
}

@Suite struct `A problem of an import` {
    @Test func `names row and column as a spreadsheet shows them`() {
        #expect(
            ImportProblem(row: 5, column: "Target Completion Date", text: "Enter a date.").description
                == "Row 5, Target Completion Date: Enter a date.")
        #expect(ImportProblem(row: 5, column: nil, text: "Too short.").description == "Row 5: Too short.")
        #expect(ImportProblem(row: 0, column: nil, text: "Empty.").description == "Empty.")
        #expect([0, 25, 26, 701, 702].map(ImportProblem.letter(ofColumn:)) == ["A", "Z", "AA", "ZZ", "AAA"])
    }

    @Test func `is counted even where it is not kept`() {
        var log = ImportLog(limit: 3)
        for row in 1...5 { log.add(row: row, column: nil, "Wrong.") }
        #expect(log.problems.map(\.row) == [1, 2, 3])
        #expect(log.problemCount == 5)
        #expect(log.leftOut == "… and 2 more problems.")
        var whole = ImportLog(limit: 4)
        whole.add(row: 1, column: nil, "Wrong.")
        whole.merge(log)
        #expect(whole.problems.map(\.row) == [1, 1, 2, 3])
        #expect(whole.problemCount == 6)
    }
}
