// SPDX-License-Identifier: Apache-2.0

extension TargetDate {
    /// The canonical words, which read back as the same date.
    public var printed: String {
        switch self {
        case .on(let day): day.written
        case .between(let first, let last): Self.printed(from: first, to: last)
        case .before(let day): "Before \(day.written)"
        case .by(let day): "By \(day.written)"
        case .month(let year, let month): "\(CalendarDay.monthNames[month - 1]) \(year)"
        case .quarter(let quarter, let year): "Q\(quarter) \(Self.pair(year))"
        case .season(.winter, let year): "Winter \(Self.pair(year))"
        case .season(let season, let year): "\(season.name) \(year)"
        case .term(let term, let year): "\(term.name) term \(year)"
        case .year(let year): "\(year)"
        case .financialYear(let year): Self.pair(year)
        case .academicYear(let year): "Academic year \(Self.pair(year))"
        case .years(let first, let last): "\(first) to \(last)"
        case .everyYear(let month, let day): "\(day) \(CalendarDay.monthNames[month - 1]) every year"
        case .everyMonth(let month): "Every \(CalendarDay.monthNames[month - 1])"
        case .everySeason(let season): "Every \(season.name.lowercased())"
        case .repeating(let frequency): frequency.name
        case .ongoing(nil): "Ongoing"
        case .ongoing(let day?): "Ongoing from \(day.written)"
        case .toBeConfirmed: "To be confirmed"
        }
    }

    /// What was understood, to stand after "We read this as:" – "between 1 April 2013 and 31 March 2014".
    public var readBack: String {
        switch self {
        case .on(let day): day.written
        case .before(let day): "before \(day.written), so by the end of \(day.previous.written)"
        case .by(let day): "by the end of \(day.written)"
        case .everyYear: "\(lowercasedPrinted), each occurrence judged on its own"
        case .everyMonth, .everySeason: "\(lowercasedPrinted), each occurrence judged on its own"
        case .repeating: "\(lowercasedPrinted), with no next date set"
        case .ongoing(nil): "ongoing, with no end"
        case .ongoing(let day?): "ongoing from \(day.written), with no end"
        case .toBeConfirmed: "to be confirmed, with no date set"
        case .between, .month, .quarter, .season, .term, .year, .financialYear, .academicYear, .years:
            "between \(start?.written ?? "") and \(end?.written ?? "")"
        }
    }

    private var lowercasedPrinted: String {
        printed.prefix(1).lowercased() + printed.dropFirst()
    }

    private static func printed(from first: CalendarDay, to last: CalendarDay) -> String {
        if first.year != last.year || first == last { return "\(first.written) to \(last.written)" }
        if first.month != last.month {
            return "\(first.day) \(CalendarDay.monthNames[first.month - 1]) to \(last.written)"
        }
        return "\(first.day) to \(last.written)"
    }

    /// Two years that follow each other as councils write them: 2013/14, and 1999/2000 at a century.
    private static func pair(_ year: Int) -> String {
        let second = year + 1
        let short = second % 100 == 0 ? "\(second)" : (second % 100 < 10 ? "0" : "") + "\(second % 100)"
        return "\(year)/\(short)"
    }
}

extension TargetDate.Season {
    /// The name, such as "Spring".
    public var name: String {
        switch self {
        case .spring: "Spring"
        case .summer: "Summer"
        case .autumn: "Autumn"
        case .winter: "Winter"
        }
    }
}

extension TargetDate.Term {
    /// The name without the word term, such as "Autumn".
    public var name: String {
        switch self {
        case .autumn: "Autumn"
        case .spring: "Spring"
        case .summer: "Summer"
        }
    }
}

extension TargetDate.Frequency {
    /// How it is said, such as "Twice a year".
    public var name: String {
        switch self {
        case .daily: "Daily"
        case .weekly: "Weekly"
        case .fortnightly: "Fortnightly"
        case .monthly: "Monthly"
        case .bimonthly: "Every two months"
        case .quarterly: "Quarterly"
        case .termly: "Every term"
        case .halfYearly: "Twice a year"
        case .yearly: "Annually"
        case .twoYearly: "Every two years"
        }
    }
}
