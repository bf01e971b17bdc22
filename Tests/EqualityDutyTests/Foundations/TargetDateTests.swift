// SPDX-License-Identifier: Apache-2.0
import EqualityDuty
import Testing

@Suite struct `A target date as councils write it` {
    static let today = CalendarDay(2013, 7, 1)

    /// The reviewed list of phrases, read on 1 July 2013.
    @Test func `is read as the reviewed list says`() throws {
        let records = try Fixtures.records("date-phrases.csv")
        #expect(records.count > 240)
        for record in records.dropFirst() { #expect(Self.described(record[0]) == record) }
    }

    /// What a phrase is read as, in the columns of the list.
    static func described(_ phrase: String) -> [String] {
        let text = TargetDateText(phrase)
        let start = text.date?.start(asOf: today)?.iso ?? ""
        let end = text.date?.end(asOf: today)?.iso ?? ""
        switch text.reading {
        case .read(let date, let note):
            return [phrase, date.kind, start, end, note ?? "", text.suggestion ?? ""]
        case .ambiguous(let dates):
            return [phrase, "ambiguous", "", "", "", dates.map(\.printed).joined(separator: " | ")]
        case .notADate: return [phrase, "notADate", "", "", "", text.suggestion ?? ""]
        }
    }

    @Test func `is kept byte for byte`() {
        for phrase in [
            "31 st January (annually)", "2 – 30 April 2013", " 2013/14\u{A0}", "e\u{301}te\u{301}",
        ] {
            #expect(Array(TargetDateText(phrase).asWritten.utf8) == Array(phrase.utf8))
        }
    }

    @Test(arguments: [
        ("2013/14", "between 1 April 2013 and 31 March 2014"), ("11/7/13", "11 July 2013"),
        ("Before July 2013", "before 1 July 2013, so by the end of 30 June 2013"),
        ("by end of June 2013", "by the end of 30 June 2013"), ("Ongoing", "ongoing, with no end"),
        ("TBC", "to be confirmed, with no date set"), ("Quarterly", "quarterly, with no next date set"),
    ])
    func `is read back in words`(phrase: String, words: String) {
        #expect(TargetDateText(phrase).date?.readBack == words)
    }

    @Test func `tells what to do where it cannot be taken`() {
        #expect(
            TargetDateText("13/3/4").problem
                == "Target completion date could mean “13 March 2004” or “4 March 2013”. Write one of these")
        #expect(
            TargetDateText("Completed July 2013").problem
                == "Target completion date must be a date, not how the action stands. "
                + "You could write “July 2013”"
        )
        #expect(TargetDateText("2013/14").problem == nil)
    }

    @Test func `comes in order of its end, then its start, unknown last`() {
        let phrases = [
            "TBC", "Ongoing", "2013/14", "by 31 March 2014", "Quarterly", "31 March 2014", "May 2013",
            "Following approval", "From April 2013",
        ]
        let sorted = phrases.sorted {
            TargetDateOrder(TargetDateText($0).date, asOf: Self.today)
                < TargetDateOrder(TargetDateText($1).date, asOf: Self.today)
        }
        #expect(
            sorted == [
                "May 2013", "by 31 March 2014", "2013/14", "31 March 2014", "Ongoing", "From April 2013",
                "Quarterly", "TBC", "Following approval",
            ])
    }

    @Test func `recurs on the last day of February where there is no 29th`() {
        let date = TargetDate.everyYear(month: 2, day: 29)
        #expect(date.lastDay(asOf: CalendarDay(2013, 3, 1)) == CalendarDay(2014, 2, 28))
        #expect(date.lastDay(asOf: CalendarDay(2016, 2, 29)) == CalendarDay(2016, 2, 29))
    }

    @Test func `that recurs in winter runs over the new year`() {
        let date = TargetDate.everySeason(.winter)
        #expect(date.start(asOf: CalendarDay(2014, 1, 5)) == CalendarDay(2013, 12, 1))
        #expect(date.end(asOf: CalendarDay(2014, 1, 5)) == CalendarDay(2014, 2, 28))
    }
}

@Suite struct `A printed target date` {
    @Test(arguments: [
        ("2-30/4/13", "2 to 30 April 2013"), ("30/3 - 2/4/13", "30 March to 2 April 2013"),
        ("1999/00", "1999/2000"), ("2008/09", "2008/09"), ("winter 2013", "Winter 2013/14"),
        ("Qtr 4 2013/14", "Q4 2013/14"), ("before July 2013", "Before 1 July 2013"),
        ("end June 2013", "By 30 June 2013"), ("31 st January (annually)", "31 January every year"),
        ("since July 2013", "Ongoing from 1 July 2013"), ("school year 2013-14", "Academic year 2013/14"),
        ("2012-15", "2012 to 2015"), ("tbc", "To be confirmed"), ("every 6 months", "Twice a year"),
    ])
    func `has one form`(words: String, printed: String) {
        #expect(TargetDateText(words).date?.printed == printed)
    }

    /// The canonical words read back as the same date, over 100,000 dates.
    @Test func `reads back as the same date, without a note`() {
        var numbers = SeededNumbers(seed: 2013)
        for _ in 0..<100_000 {
            let date = Self.anyDate(&numbers)
            let text = TargetDateText(date.printed)
            if text.reading != .read(date, note: nil) {
                Issue.record("\(date.printed): \(text.reading) instead of \(date)")
                return
            }
        }
    }

    /// Words around a date never change it, as long as they are no words of dates.
    @Test func `keeps its meaning among other words`() {
        var numbers = SeededNumbers(seed: 5)
        for _ in 0..<20_000 {
            let date = Self.anyDate(&numbers)
            if case .toBeConfirmed = date { continue }
            if case .year = date { continue }
            let after = TargetDateText(date.printed + " (see Cabinet minutes)")
            #expect(after.reading == .read(date, note: "see Cabinet minutes"))
        }
    }

    @Test func `starts before it ends`() {
        var numbers = SeededNumbers(seed: 6)
        for _ in 0..<20_000 {
            let date = Self.anyDate(&numbers)
            let today = Self.anyDay(&numbers)
            if let start = date.start(asOf: today), let end = date.end(asOf: today) { #expect(start <= end) }
            if date.isRecurring, let end = date.end(asOf: today) { #expect(end >= today) }
        }
    }

    /// Any text at all is read without a trap, and the same way again; its note lies within it.
    @Test func `may be any text`() {
        var numbers = SeededNumbers(seed: 99)
        let pieces = [
            "2013", "13", "/", "14", "-", " ", "–", "April", "31", "st", "by", "end", "of", "before", "to",
            "Q", "4", "every", "year", "ongoing", "from", "and", "(", ")", "annually", "winter", "term", "'",
            ",", "é",
            "\u{A0}", "until", "no", "later", "than", "1", "0", "99999999999999999999", "financial", "\0",
            "😀", "May",
        ]
        for _ in 0..<60_000 {
            let text = (0..<Int.random(in: 0...12, using: &numbers)).map { _ in
                pieces.randomElement(using: &numbers) ?? ""
            }.joined(separator: Bool.random(using: &numbers) ? "" : " ")
            let reading = TargetDateText(text)
            #expect(reading == TargetDateText(text))
            if let date = reading.date { #expect(TargetDateText(date.printed).date == date, "\(text)") }
            _ = (reading.problem, reading.readBack)
        }
    }

    static func anyDay(_ numbers: inout SeededNumbers) -> CalendarDay {
        CalendarDay(
            dayNumber: Int.random(
                in: CalendarDay(1900, 1, 1).dayNumber...CalendarDay(2199, 12, 31).dayNumber, using: &numbers))
    }

    static func anyDate(_ numbers: inout SeededNumbers) -> TargetDate {
        let year = Int.random(in: 1900...2197, using: &numbers)
        let month = Int.random(in: 1...12, using: &numbers)
        let day = anyDay(&numbers)
        switch Int.random(in: 0...18, using: &numbers) {
        case 0: return .on(day)
        case 1: return .between(day, max(day, min(anyDay(&numbers), day.adding(days: 40))))
        case 2: return .before(day)
        case 3: return .by(day)
        case 4: return .month(year: year, month: month)
        case 5: return .quarter(Int.random(in: 1...4, using: &numbers), financialYear: year)
        case 6:
            return .season(TargetDate.Season.allCases.randomElement(using: &numbers) ?? .spring, year: year)
        case 7: return .term(TargetDate.Term.allCases.randomElement(using: &numbers) ?? .spring, year: year)
        case 8: return .year(year)
        case 9: return .financialYear(starting: year)
        case 10: return .academicYear(starting: year)
        case 11: return .years(year, Int.random(in: year + 2...2199, using: &numbers))
        case 12:
            return .everyYear(month: month, day: Int.random(in: 1...(month == 2 ? 29 : 30), using: &numbers))
        case 13: return .everyMonth(month)
        case 14: return .everySeason(TargetDate.Season.allCases.randomElement(using: &numbers) ?? .spring)
        case 15: return .repeating(TargetDate.Frequency.allCases.randomElement(using: &numbers) ?? .monthly)
        case 16: return .ongoing(from: Bool.random(using: &numbers) ? day : nil)
        case 17: return .between(min(day, anyDay(&numbers)), day)
        default: return .toBeConfirmed
        }
    }
}
