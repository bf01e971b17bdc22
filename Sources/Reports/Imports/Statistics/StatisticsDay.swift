// SPDX-License-Identifier: Apache-2.0
import EqualityDuty

/// The day of counts as files write it, in any of the ways met.
enum StatisticsDay {
    /// The days of the censuses of England and Wales.
    static let censuses = [
        1991: CalendarDay(1991, 4, 21), 2001: CalendarDay(2001, 4, 29), 2011: CalendarDay(2011, 3, 27),
        2021: CalendarDay(2021, 3, 21),
    ]

    /// The day; of a year alone the day of its census, else the middle of the year as in estimates of residents.
    static func read(_ text: String) -> CalendarDay? {
        let words = text.split { !$0.isLetter && !$0.isNumber }.map { $0.lowercased() }
        let numbers = words.map { Int($0) }
        switch words.count {
        case 0: return nil
        case 1: return numbers[0].flatMap { whole($0) }
        case 2:
            if let year = numbers[0], let month = numbers[1], year > 1900 {
                return CalendarDay(validYear: year, month: month, day: 1)
            }
            if words[0] == "mid" || words[0] == "census", let year = numbers[1] { return whole(year) }
            return month(words[0]).flatMap { month in
                numbers[1].flatMap { CalendarDay(validYear: $0, month: month, day: 1) }
            }
        default:
            guard let first = numbers[0] else { return nil }
            if first > 1900 {
                guard let second = numbers[1], let third = numbers[2] else { return nil }
                return CalendarDay(validYear: first, month: second, day: third)
            }
            guard let month = numbers[1] ?? month(words[1]), let year = numbers[2], year > 1900 else {
                return nil
            }
            return CalendarDay(validYear: year, month: month, day: first)
        }
    }

    private static func whole(_ year: Int) -> CalendarDay? {
        guard (1900...2200).contains(year) else { return nil }
        return censuses[year] ?? CalendarDay(validYear: year, month: 6, day: 30)
    }

    private static func month(_ word: String) -> Int? {
        guard word.count >= 3 else { return nil }
        return CalendarDay.monthNames.firstIndex { $0.lowercased().hasPrefix(word) }.map { $0 + 1 }
    }
}
