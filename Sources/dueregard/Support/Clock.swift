// SPDX-License-Identifier: Apache-2.0
import EqualityDuty
import Foundation

/// The time, and the day in the United Kingdom.
enum Clock {
    static var now: Instant { Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1000)) }

    static var today: CalendarDay { day(of: now) }

    /// The day in London: an hour ahead of UTC from the last Sunday in March to the last Sunday in October,
    /// changing at 1:00 UTC (Summer Time Order 2002).
    static func day(of moment: Instant) -> CalendarDay {
        let year = moment.utcDay.year
        let start = lastSunday(of: 3, year), end = lastSunday(of: 10, year)
        let hour: Int64 = 3_600_000
        let isSummer =
            moment.milliseconds >= midnight(start) + hour && moment.milliseconds < midnight(end) + hour
        return Instant(milliseconds: moment.milliseconds + (isSummer ? hour : 0)).utcDay
    }

    private static func midnight(_ day: CalendarDay) -> Int64 { Int64(day.dayNumber) * 86_400_000 }

    private static func lastSunday(of month: Int, _ year: Int) -> CalendarDay {
        var day = CalendarDay(year, month, 31)
        while day.weekday != .sunday { day = day.previous }
        return day
    }
}
