// SPDX-License-Identifier: Apache-2.0

/// A day of the Gregorian calendar, without a time and without a time zone.
public struct CalendarDay: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// Year, month and day in one number, which sorts as the days do.
    private let packed: Int32

    /// A day known to exist; anything else is a programmer's mistake.
    public init(_ year: Int, _ month: Int, _ day: Int) {
        precondition(Self.exists(year, month, day), "There is no such day.")
        packed = Self.packed(year, month, day)
    }

    /// A day that may not exist, such as 30 February; `nil` then.
    public init?(validYear year: Int, month: Int, day: Int) {
        guard Self.exists(year, month, day) else { return nil }
        packed = Self.packed(year, month, day)
    }

    /// The day that lies so many days after 1 January 1970, kept within the years 1 to 9999.
    public init(dayNumber: Int) {
        let shifted = min(max(dayNumber, Self.firstDayNumber), Self.lastDayNumber) + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        packed = Self.packed(year, month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
    }

    /// The day written in ISO 8601, such as `2013-07-11`; `nil` for any other text.
    public init?(iso: String) {
        var bytes = iso.utf8.makeIterator()
        guard iso.utf8.count == 10,
            let year = Self.number(&bytes, 4), bytes.next() == 45,
            let month = Self.number(&bytes, 2), bytes.next() == 45,
            let day = Self.number(&bytes, 2)
        else { return nil }
        self.init(validYear: year, month: month, day: day)
    }

    /// The year, 1 to 9999.
    public var year: Int { Int(packed >> 9) }
    /// The month, 1 to 12.
    public var month: Int { Int(packed >> 5) & 15 }
    /// The day of the month, from 1.
    public var day: Int { Int(packed) & 31 }

    /// Days since 1 January 1970; negative before it.
    public var dayNumber: Int {
        let shiftedYear = month <= 2 ? year - 1 : year
        let era = shiftedYear / 400
        let yearOfEra = shiftedYear - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    /// ISO 8601, such as `2013-07-11`.
    public var iso: String {
        let text = String(year)
        let zeros = String(repeating: "0", count: max(0, 4 - text.utf8.count))
        return "\(zeros)\(text)-\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day)"
    }

    /// As people write it, such as "11 July 2013".
    public var written: String { "\(day) \(Self.monthNames[month - 1]) \(year)" }

    /// The day in ISO 8601.
    public var description: String { iso }

    /// The day before.
    public var previous: CalendarDay { CalendarDay(dayNumber: dayNumber - 1) }
    /// The day after.
    public var next: CalendarDay { CalendarDay(dayNumber: dayNumber + 1) }

    /// The day so many days later, or earlier where the number is negative.
    public func adding(days: Int) -> CalendarDay {
        CalendarDay(dayNumber: dayNumber + min(max(days, -4_000_000), 4_000_000))
    }

    /// The same day so many years later; 29 February becomes the 28th where there is none.
    public func adding(years: Int) -> CalendarDay {
        let target = min(max(year + min(max(years, -10_000), 10_000), 1), 9999)
        return CalendarDay(target, month, min(day, Self.daysInMonth(month, of: target)))
    }

    /// How many days lie from this day to another; negative where the other is earlier.
    public func days(until other: CalendarDay) -> Int { other.dayNumber - dayNumber }

    /// The day of the week.
    public var weekday: Weekday {
        let index = ((dayNumber + 3) % 7 + 7) % 7
        return Weekday.allCases[index]
    }

    /// The calendar year in which the financial year of this day began, on 1 April.
    public var financialYear: Int { month >= 4 ? year : year - 1 }

    /// Earlier days come first.
    public static func < (left: CalendarDay, right: CalendarDay) -> Bool { left.packed < right.packed }

    /// How many days a month has in a year.
    public static func daysInMonth(_ month: Int, of year: Int) -> Int {
        switch month {
        case 4, 6, 9, 11: 30
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        default: 31
        }
    }

    /// The names of the months, January first.
    public static let monthNames = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
        "November", "December",
    ]

    private static let firstDayNumber = -719_162
    private static let lastDayNumber = 2_932_896

    private static func packed(_ year: Int, _ month: Int, _ day: Int) -> Int32 {
        Int32(truncatingIfNeeded: year << 9 | month << 5 | day)
    }

    private static func exists(_ year: Int, _ month: Int, _ day: Int) -> Bool {
        (1...9999).contains(year) && (1...12).contains(month) && day >= 1
            && day <= daysInMonth(month, of: year)
    }

    private static func number(_ bytes: inout String.UTF8View.Iterator, _ figures: Int) -> Int? {
        var value = 0
        for _ in 0..<figures {
            guard let byte = bytes.next(), byte >= 48, byte <= 57 else { return nil }
            value = value * 10 + Int(byte - 48)
        }
        return value
    }
}

/// A day of the week.
public enum Weekday: Int, CaseIterable, Hashable, Sendable {
    /// Monday is the first day of the week.
    case monday = 1
    /// The days after it.
    case tuesday, wednesday, thursday, friday, saturday, sunday

    /// The name, such as "Monday".
    public var name: String {
        switch self {
        case .monday: "Monday"
        case .tuesday: "Tuesday"
        case .wednesday: "Wednesday"
        case .thursday: "Thursday"
        case .friday: "Friday"
        case .saturday: "Saturday"
        case .sunday: "Sunday"
        }
    }
}
