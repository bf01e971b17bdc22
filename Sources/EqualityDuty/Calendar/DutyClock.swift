// SPDX-License-Identifier: Apache-2.0

/// One time that a duty was done: when, for which day, where it stands and who did it.
public struct DutyDone: Hashable, Sendable {
    /// The id of the duty, and the number of the entry among those of the duty; 0 for one that is not kept yet.
    public let dutyID: String, number: Int
    /// The day on which it was published, reviewed or sent.
    public let day: CalendarDay
    /// The fixed day for which it was done; `nil` for a duty without one.
    public let forDay: CalendarDay?
    /// Where it can be read, and in which document it stands.
    public let address, document: String
    /// The post that did it.
    public let byPost: String
    /// The number of the entry that this one corrects, and why; `nil` and empty for none.
    public let corrects: Int?, reason: String

    /// A duty that was done.
    public init(
        dutyID: String, day: CalendarDay, address: String, document: String, byPost: String,
        forDay: CalendarDay? = nil, number: Int = 0, corrects: Int? = nil, reason: String = ""
    ) {
        self.dutyID = dutyID
        self.number = number
        self.day = day
        self.forDay = forDay
        self.address = address
        self.document = document
        self.byPost = byPost
        self.corrects = corrects
        self.reason = reason
    }

    /// Those of the entries that stand: what was corrected gives way to what corrects it.
    public static func standing(_ all: [DutyDone]) -> [DutyDone] {
        let corrected = Set(all.compactMap { entry in entry.corrects.map { "\(entry.dutyID) \($0)" } })
        return all.filter { !corrected.contains("\($0.dutyID) \($0.number)") }
    }
}

extension DutyInterval {
    /// The last good day for the next time, given every time that stands: what falls on a fixed day is due on the one
    /// after the last that it was done for, however late it was done.
    public func due(given times: [DutyDone], on today: CalendarDay) -> (day: CalendarDay, because: String)? {
        guard anchor == .fixedDay, let last = times.compactMap(\.forDay).max(),
            !times.contains(where: { $0.forDay == nil && $0.day > last })
        else { return due(after: times.map(\.day).max(), on: today) }
        return (last.adding(years: max(1, years)), "a fixed day; last done for \(last.written)")
    }

    /// The fixed days for which something may have been done: the next first, then the last ones, none before the
    /// first ever due.
    public func fixedDays(on today: CalendarDay) -> [CalendarDay] {
        guard anchor == .fixedDay else { return [] }
        let step = max(1, years)
        let days = (today.year - 5 * step...today.year + step).compactMap { year -> CalendarDay? in
            let fits = firstBy.map { (year - $0.year) % step == 0 && year >= $0.year } ?? true
            return fits ? CalendarDay(validYear: year, month: month, day: day) : nil
        }
        let next = days.first { $0 >= today }
        return days.filter { $0 < today || $0 == next }.sorted(by: >)
    }

    /// The last good day for the next time, and how it came about.
    ///
    /// It rolls from the last time: done on 20 March 2026 and due each year, the next is due by 19 March 2027. What
    /// falls on a fixed day is due on the first such day after the last time; never done, on the first ever due.
    public func due(after last: CalendarDay?, on today: CalendarDay) -> (day: CalendarDay, because: String)? {
        if anchor == .fixedDay {
            let after = last ?? firstBy?.previous ?? today.previous
            for year in after.year...(after.year + max(1, years) + 1) {
                let fits = firstBy.map { (year - $0.year) % max(1, years) == 0 } ?? true
                guard fits, let day = CalendarDay(validYear: year, month: month, day: day), day > after else {
                    continue
                }
                // Done in the year that ends on a fixed day, it counts for that day.
                if let last, last.days(until: day) < 365 * max(1, years),
                    last > day.adding(years: -max(1, years)),
                    last <= day
                {
                    let next = day.adding(years: max(1, years))
                    return (next, "a fixed day; last done on \(last.written)")
                }
                return (day, last == nil ? "a fixed day; not recorded as done yet" : "a fixed day")
            }
            return nil
        }
        guard let last else {
            return firstBy.map { ($0, "first due then; not recorded as done yet") }
        }
        return (
            last.adding(years: years).previous,
            "\(years == 1 ? "a year" : "\(years) years") from \(last.written)"
        )
    }
}
