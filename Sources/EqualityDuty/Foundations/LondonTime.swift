// SPDX-License-Identifier: Apache-2.0

/// Clock time in the United Kingdom, for meetings: summer time runs from 1:00 UTC on the last Sunday of March to
/// 1:00 UTC on the last Sunday of October (Summer Time Act 1972, as amended in 2002).
public enum LondonTime {
    /// The moment of a clock time on a day. In the hour that does not exist in March the clock is an hour on; of
    /// the hour that comes twice in October the first is meant.
    public static func instant(on day: CalendarDay, hour: Int, minute: Int) -> Instant {
        let plain = Int64(day.dayNumber) * 86_400_000 + Int64(hour * 60 + minute) * 60_000
        let summer = Instant(milliseconds: plain - 3_600_000)
        return isSummer(summer) ? summer : Instant(milliseconds: plain)
    }

    /// The day and the clock time of a moment.
    public static func reading(_ moment: Instant) -> (day: CalendarDay, hour: Int, minute: Int) {
        let local = isSummer(moment) ? moment.adding(seconds: 3_600) : moment
        let day = local.utcDay
        let minutes = Int((local.milliseconds - Int64(day.dayNumber) * 86_400_000) / 60_000)
        return (day, minutes / 60, minutes % 60)
    }

    /// "11 July 2026, 6:30pm", as public pages write it; the day alone at midnight, where no time was given.
    public static func written(_ moment: Instant) -> String {
        let (day, hour, minute) = reading(moment)
        if hour == 0, minute == 0 { return day.written }
        let twelve = hour % 12 == 0 ? 12 : hour % 12
        let minutes = minute == 0 ? "" : ":" + (minute < 10 ? "0\(minute)" : "\(minute)")
        return "\(day.written), \(twelve)\(minutes)\(hour < 12 ? "am" : "pm")"
    }

    /// Hours and minutes as people type them: 18:30, 18.30, 6:30pm, 6pm; `nil` for anything else.
    public static func time(_ text: String) -> (hour: Int, minute: Int)? {
        var words = text.lowercased().filter { !$0.isWhitespace }
        var afternoon: Bool?
        if words.hasSuffix("am") { afternoon = false } else if words.hasSuffix("pm") { afternoon = true }
        if afternoon != nil { words.removeLast(2) }
        let parts = words.split(whereSeparator: { $0 == ":" || $0 == "." }).map { Int($0) }
        guard (1...2).contains(parts.count), let given = parts[0] else { return nil }
        let minute = parts.count == 2 ? parts[1] ?? -1 : 0
        guard parts.count == 2 || afternoon != nil, (0...59).contains(minute) else { return nil }
        switch afternoon {
        case nil: return (0...23).contains(given) ? (given, minute) : nil
        case true?: return (1...12).contains(given) ? (given % 12 + 12, minute) : nil
        case false?: return (1...12).contains(given) ? (given % 12, minute) : nil
        }
    }

    private static func isSummer(_ moment: Instant) -> Bool {
        let year = moment.utcDay.year
        return moment >= change(year, 3) && moment < change(year, 10)
    }

    /// 1:00 UTC on the last Sunday of a month of 31 days.
    private static func change(_ year: Int, _ month: Int) -> Instant {
        let last = CalendarDay(year, month, 31)
        // Day 0 of the day numbers, 1 January 1970, was a Thursday: a Sunday has remainder 3.
        let back = ((last.dayNumber - 3) % 7 + 7) % 7
        return Instant(milliseconds: Int64(last.dayNumber - back) * 86_400_000 + 3_600_000)
    }
}

extension CalendarDay {
    /// The same day so many months later or earlier; the last day of a shorter month.
    public func adding(months: Int) -> CalendarDay {
        let count = year * 12 + month - 1 + months
        let (newYear, newMonth) = (count / 12, count % 12 + 1)
        for candidate in stride(from: day, through: 28, by: -1) {
            if let found = CalendarDay(validYear: newYear, month: newMonth, day: candidate) { return found }
        }
        return CalendarDay(newYear, newMonth, min(day, 28))
    }
}

extension Instant {
    /// The day on which people in the United Kingdom say that it happened.
    public var day: CalendarDay { LondonTime.reading(self).day }
}
