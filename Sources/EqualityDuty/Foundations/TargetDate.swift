// SPDX-License-Identifier: Apache-2.0

/// A target date as councils write it: a day, a span, a day to beat, or a standing commitment.
///
/// Years lie between 1900 and 2199; `years` spans more than two years, since two years that follow each
/// other are a financial year.
public enum TargetDate: Hashable, Sendable {
    /// A season: March to May, June to August, September to November, December to February.
    public enum Season: Int, CaseIterable, Hashable, Sendable { case spring = 1, summer, autumn, winter }
    /// A school term: September to December, January to March, April to July.
    public enum Term: Int, CaseIterable, Hashable, Sendable { case autumn = 1, spring, summer }
    /// How often something recurs that has no anchor in the calendar.
    public enum Frequency: String, CaseIterable, Hashable, Sendable {
        /// Half-yearly is twice a year, bimonthly and two-yearly are every second month and year.
        case daily, weekly, fortnightly, monthly, bimonthly, quarterly, termly, halfYearly, yearly, twoYearly
    }

    /// One day.
    case on(CalendarDay)
    /// From a day to another, both included.
    case between(CalendarDay, CalendarDay)
    /// Before a day, which is itself too late.
    case before(CalendarDay)
    /// On a day or earlier.
    case by(CalendarDay)
    /// A month.
    case month(year: Int, month: Int)
    /// A quarter (1 to 4) of the financial year that starts in April of a year.
    case quarter(Int, financialYear: Int)
    /// A season; winter is named by the year of its December.
    case season(Season, year: Int)
    /// A school term in a calendar year.
    case term(Term, year: Int)
    /// A calendar year.
    case year(Int)
    /// 1 April of a year to 31 March of the next.
    case financialYear(starting: Int)
    /// 1 September of a year to 31 August of the next.
    case academicYear(starting: Int)
    /// 1 January of a year to 31 December of a later one.
    case years(Int, Int)
    /// Every year on a day; 29 February falls on the 28th where there is none.
    case everyYear(month: Int, day: Int)
    /// Every year in a month.
    case everyMonth(Int)
    /// Every year in a season.
    case everySeason(Season)
    /// Again and again, without a day from which to count.
    case repeating(Frequency)
    /// Without an end, with or without a start.
    case ongoing(from: CalendarDay?)
    /// Not yet decided, or left blank.
    case toBeConfirmed
}

extension TargetDate {
    /// The one word for the kind of date in JSON.
    public var kind: String {
        switch self {
        case .on: "day"
        case .between: "range"
        case .before, .by: "before"
        case .month: "month"
        case .quarter: "quarter"
        case .season: "season"
        case .term: "term"
        case .year: "year"
        case .financialYear: "financialYear"
        case .academicYear: "academicYear"
        case .years: "years"
        case .everyYear, .everyMonth, .everySeason, .repeating: "recurring"
        case .ongoing: "ongoing"
        case .toBeConfirmed: "unknown"
        }
    }

    /// Whether it comes back again and again.
    public var isRecurring: Bool { kind == "recurring" }

    /// Whether it gives no last day and no standing commitment: to be confirmed, or recurring without an
    /// anchor. Such actions are counted as "no date set".
    public var isWithoutDate: Bool {
        switch self {
        case .toBeConfirmed, .repeating: true
        case .on, .between, .before, .by, .month, .quarter, .season, .term, .year, .financialYear,
            .academicYear, .years, .everyYear, .everyMonth, .everySeason, .ongoing:
            false
        }
    }

    /// The first day; `nil` where it is open or only known from a given day.
    public var start: CalendarDay? {
        switch self {
        case .ongoing(let day): day
        default: span?.0
        }
    }

    /// The last day; `nil` where there is none, or where it recurs.
    public var end: CalendarDay? {
        switch self {
        case .before(let day): day.previous
        case .by(let day): day
        default: span?.1
        }
    }

    /// The first day; for something recurring, that of the occurrence running or next on a day.
    public func start(asOf today: CalendarDay) -> CalendarDay? { occurrence(asOf: today)?.0 ?? start }

    /// The last day; for something recurring, that of the occurrence running or next on a day.
    public func end(asOf today: CalendarDay) -> CalendarDay? { occurrence(asOf: today)?.1 ?? end }

    /// The last day on which the action is still on time; `nil` where none was promised.
    public func lastDay(asOf today: CalendarDay) -> CalendarDay? { end(asOf: today) }

    /// Both ends, where both are fixed.
    private var span: (CalendarDay, CalendarDay)? {
        switch self {
        case .on(let day): (day, day)
        case .between(let first, let last): (first, last)
        case .month(let year, let month): Self.months(year, month, 1)
        case .quarter(let quarter, let year): Self.months(year, 4 + 3 * (quarter - 1), 3)
        case .season(let season, let year): Self.months(year, 3 * season.rawValue, 3)
        case .term(.autumn, let year): Self.months(year, 9, 4)
        case .term(.spring, let year): Self.months(year, 1, 3)
        case .term(.summer, let year): Self.months(year, 4, 4)
        case .year(let year): Self.months(year, 1, 12)
        case .financialYear(let year): Self.months(year, 4, 12)
        case .academicYear(let year): Self.months(year, 9, 12)
        case .years(let first, let last): Self.months(first, 1, 12 * (last - first + 1))
        case .before, .by, .everyYear, .everyMonth, .everySeason, .repeating, .ongoing, .toBeConfirmed: nil
        }
    }

    private func occurrence(asOf today: CalendarDay) -> (CalendarDay, CalendarDay)? {
        for year in [today.year - 1, today.year, today.year + 1] {
            let found: (CalendarDay, CalendarDay)?
            switch self {
            case .everyYear(let month, let day):
                let last = min(day, CalendarDay.daysInMonth(month, of: year))
                let only = CalendarDay(validYear: year, month: month, day: last)
                found = only.map { ($0, $0) }
            case .everyMonth(let month): found = Self.months(year, month, 1)
            case .everySeason(let season): found = Self.months(year, 3 * season.rawValue, 3)
            default: return nil
            }
            if let found, found.1 >= today { return found }
        }
        return nil
    }

    /// The days from the start of a month (13 being January of the next year) for so many months.
    private static func months(_ year: Int, _ month: Int, _ count: Int) -> (CalendarDay, CalendarDay)? {
        let first = year * 12 + month - 1
        let last = first + count - 1
        let days = CalendarDay.daysInMonth(last % 12 + 1, of: last / 12)
        guard count > 0, let start = CalendarDay(validYear: first / 12, month: first % 12 + 1, day: 1),
            let end = CalendarDay(validYear: last / 12, month: last % 12 + 1, day: days)
        else { return nil }
        return (start, end)
    }
}

/// The place of a target date in a list: by last day, then first day, dates without an end after those
/// with one, unknown last.
public struct TargetDateOrder: Hashable, Comparable, Sendable {
    private let end: Int
    private let rank: Int
    private let start: Int

    /// The place of a date on a day; words that were not understood (`nil`) come with the unknown.
    public init(_ date: TargetDate?, asOf today: CalendarDay) {
        end = date?.end(asOf: today)?.dayNumber ?? .max
        start = date?.start(asOf: today)?.dayNumber ?? .min
        switch date {
        case .none, .toBeConfirmed: rank = 2
        case .repeating: rank = 1
        default: rank = 0
        }
    }

    /// The earlier place.
    public static func < (left: TargetDateOrder, right: TargetDateOrder) -> Bool {
        (left.end, left.rank, left.start) < (right.end, right.rank, right.start)
    }
}
