// SPDX-License-Identifier: Apache-2.0

/// Periods that name their year: a day, a month, a quarter, a season, a term, a year or two.
extension TargetDateParser {
    /// The period that begins at a place.
    mutating func period(_ place: Int, yearAlone: Bool = true) -> Found? {
        let token = at(place)
        switch token.kind {
        case .number:
            return numericDay(place) ?? dayOfMonth(place) ?? ordinalQuarter(place) ?? yearAndQuarter(place)
                ?? yearAndHalf(place) ?? half(place) ?? monthInFigures(place)
                ?? years(place, yearAlone: yearAlone)
        case .apostrophe: return years(place, yearAlone: false)
        case .word: break
        case .end, .slash, .dash, .dot, .comma, .semicolon, .opening, .closing, .sign: return nil
        }
        switch token.word {
        case .weekday:
            let next = at(place + 1).kind == .comma ? place + 2 : place + 1
            return at(next).kind == .number ? period(next, yearAlone: false) : nil
        case .month: return dayAfterMonth(place) ?? month(place)
        case .season: return season(place)
        case .q, .quarter: return quarter(place)
        case .numberWord where at(place + 1).word == .quarter: return quarter(Int(token.value), place + 2)
        case .h: return half(place)
        case .numberWord where at(place + 1).word == .half: return half(place)
        case .financial: return financialYear(place)
        case .academic: return academicYear(place)
        default: return nil
        }
    }

    // MARK: Days

    /// 11/7/2013, 11.7.13, 11-7-2013, 2013-07-11.
    private mutating func numericDay(_ place: Int) -> Found? {
        let (first, second, third) = (at(place), at(place + 2), at(place + 4))
        let sign = at(place + 1).kind
        guard sign == .slash || sign == .dash || sign == .dot, at(place + 3).kind == sign,
            second.kind == .number, third.kind == .number, second.figures <= 2
        else { return nil }
        if first.figures == 4, third.figures <= 2 { return day(third, second, Int(first.value), place + 5) }
        guard first.figures <= 2, third.figures <= 2 || third.figures == 4 else { return nil }
        if third.figures == 1 { return shortDay(first, second, third, place + 5) }
        let year = third.figures == 4 ? Int(third.value) : Self.century(third.value)
        if second.value > 12, (1...12).contains(first.value),
            let swapped = CalendarDay(validYear: year, month: Int(first.value), day: Int(second.value))
        {
            refuse(.monthFirst(.on(swapped)))
            return nil
        }
        return day(first, second, year, place + 5)
    }

    /// Three figures of which the last is one digit: it may be the year, or the first may.
    private mutating func shortDay(_ first: DateToken, _ second: DateToken, _ third: DateToken, _ next: Int)
        -> Found?
    {
        let dayFirst = CalendarDay(
            validYear: Self.century(third.value), month: Int(second.value), day: Int(first.value))
        let yearFirst = CalendarDay(
            validYear: Self.century(first.value), month: Int(second.value), day: Int(third.value))
        switch (dayFirst, yearFirst) {
        case (let one?, let other?): refuse(.ambiguous([.on(one), .on(other)]))
        case (let one?, nil): return Found(.on(one), next)
        case (nil, let other?): return Found(.on(other), next)
        case (nil, nil): refuse(.impossible)
        }
        return nil
    }

    /// 11 July 2013, 11th of July '13.
    private mutating func dayOfMonth(_ place: Int) -> Found? {
        let token = at(place)
        guard token.figures <= 2 else { return nil }
        var next = place + 1
        if at(next).word == .ordinal { next += 1 }
        if at(next).word == .of { next += 1 }
        if at(next).kind == .dash || at(next).kind == .dot { next += 1 }
        let month = at(next)
        guard month.word == .month, let (year, after) = yearAfter(next + 1, month: month.value) else {
            return nil
        }
        return day(token, month, year, after)
    }

    /// July 11, 2013.
    private mutating func dayAfterMonth(_ place: Int) -> Found? {
        let token = at(place + 1)
        guard token.kind == .number, token.figures <= 2 else { return nil }
        var next = place + 2
        if at(next).word == .ordinal { next += 1 }
        if at(next).kind == .comma { next += 1 }
        guard at(next).figures == 4, let (year, after) = year(next) else { return nil }
        return day(token, at(place), year, after)
    }

    private mutating func day(_ day: DateToken, _ month: DateToken, _ year: Int, _ next: Int) -> Found? {
        guard Self.years.contains(year),
            let day = CalendarDay(validYear: year, month: Int(month.value), day: Int(day.value))
        else {
            refuse(.impossible)
            return nil
        }
        return Found(.on(day), next)
    }

    // MARK: Months, seasons, terms, quarters

    /// July 2013, Sept 02, March 2013/14.
    private mutating func month(_ place: Int) -> Found? {
        let month = at(place).value
        guard let (year, next) = yearAfter(place + 1, month: month) else { return nil }
        return Found(.month(year: year, month: Int(month)), next)
    }

    /// 7/2013, 07-2013, 07/13.
    private mutating func monthInFigures(_ place: Int) -> Found? {
        let (first, second) = (at(place), at(place + 2))
        let sign = at(place + 1).kind
        guard sign == .slash || sign == .dash || sign == .dot, first.figures <= 2, second.kind == .number,
            (1...12).contains(first.value), at(place + 3).kind != sign, at(place + 3).word != .month
        else { return nil }
        let month = Int(first.value)
        if second.figures == 4, Self.years.contains(Int(second.value)) {
            return Found(.month(year: Int(second.value), month: month), place + 3)
        }
        guard first.figures == 2, second.figures == 2, sign != .dot, at(place + 3).kind != .slash else {
            return nil
        }
        let reading = TargetDate.month(year: Self.century(second.value), month: month)
        if second.value == first.value + 1 {
            refuse(.ambiguous([.financialYear(starting: Self.century(first.value)), reading]))
            return nil
        }
        return second.value > 12 ? Found(reading, place + 3) : nil
    }

    /// Spring 2014, winter 2013/14, autumn term 2013.
    private mutating func season(_ place: Int) -> Found? {
        guard let season = TargetDate.Season(rawValue: Int(at(place).value)) else { return nil }
        if at(place + 1).word == .term { return term(season, place + 2) }
        guard let (first, last, next) = yearOrPair(place + 1) else { return nil }
        if last == first { return Found(.season(season, year: first), next) }
        if season == .winter { return Found(.season(season, year: first), next) }
        refuse(.ambiguous([.season(season, year: first), .season(season, year: last)]))
        return nil
    }

    private mutating func term(_ season: TargetDate.Season, _ place: Int) -> Found? {
        guard let (first, last, next) = yearOrPair(place) else { return nil }
        switch season {
        case .autumn: return Found(.term(.autumn, year: first), next)
        case .spring: return Found(.term(.spring, year: last), next)
        case .summer: return Found(.term(.summer, year: last), next)
        case .winter: return nil
        }
    }

    /// Q2 2013/14, quarter 2 of 2013/14.
    private mutating func quarter(_ place: Int) -> Found? {
        let token = at(place + 1)
        guard token.kind == .number, token.figures == 1 else { return nil }
        return quarter(Int(token.value), place + 2)
    }

    /// 2nd quarter 2013/14.
    private mutating func ordinalQuarter(_ place: Int) -> Found? {
        guard at(place).figures == 1, at(place + 1).word == .ordinal, at(place + 2).word == .quarter else {
            return nil
        }
        return quarter(Int(at(place).value), place + 3)
    }

    /// 2013 Q2, 2013/14 Q2.
    private mutating func yearAndQuarter(_ place: Int) -> Found? {
        guard at(place).figures == 4, let (first, last, next) = yearOrPair(place), at(next).word == .q,
            at(next + 1).kind == .number, at(next + 1).figures == 1
        else { return nil }
        return quarter(Int(at(next + 1).value), first, last, next + 2)
    }

    private mutating func quarter(_ number: Int, _ place: Int) -> Found? {
        guard let (first, last, next) = yearOrPair(place) else { return nil }
        return quarter(number, first, last, next)
    }

    /// Quarters run from April, so the fourth quarter of one calendar year may be meant in two ways.
    private mutating func quarter(_ number: Int, _ first: Int, _ last: Int, _ next: Int) -> Found? {
        guard (1...4).contains(number) else {
            refuse(.noQuarter)
            return nil
        }
        if number == 4, first == last {
            refuse(.ambiguous([.quarter(4, financialYear: first - 1), .quarter(4, financialYear: first)]))
            return nil
        }
        return Found(.quarter(number, financialYear: first), next)
    }
}
