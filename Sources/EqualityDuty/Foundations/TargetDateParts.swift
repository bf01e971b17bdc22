// SPDX-License-Identifier: Apache-2.0

/// Parts of a year that are not months or quarters, and weeks.
extension TargetDateParser {
    /// "H1 2026/27", "second half of 2026/27"; of a calendar year it is not clear which half is meant.
    mutating func half(_ place: Int) -> Found? {
        let number: Int32
        let next: Int
        if at(place).word == .h, at(place + 1).figures == 1 {
            (number, next) = (at(place + 1).value, place + 2)
        } else if at(place).word == .numberWord, at(place + 1).word == .half {
            (number, next) = (at(place).value, place + 2)
        } else if at(place).figures == 1, at(place + 1).word == .ordinal, at(place + 2).word == .half {
            (number, next) = (at(place).value, place + 3)
        } else {
            return nil
        }
        guard (1...2).contains(number), let (first, last, after) = yearOrPair(next) else { return nil }
        return half(number, first, last, after)
    }

    /// "2027 H1", "2026/27 H2".
    mutating func yearAndHalf(_ place: Int) -> Found? {
        guard at(place).figures == 4, let (first, last, next) = yearOrPair(place), at(next).word == .h,
            at(next + 1).figures == 1, (1...2).contains(at(next + 1).value)
        else { return nil }
        return half(at(next + 1).value, first, last, next + 2)
    }

    private mutating func half(_ number: Int32, _ first: Int, _ last: Int, _ next: Int) -> Found? {
        let calendar = Self.halves(of: .year(first), number)
        let financial = Self.halves(of: .financialYear(starting: first), number)
        if last == first {
            refuse(.ambiguous([calendar, financial].compactMap(\.self)))
            return nil
        }
        return financial.map { Found($0, next) }
    }

    private static func halves(of year: TargetDate, _ number: Int32) -> TargetDate? {
        guard let start = year.start, let end = year.end else { return nil }
        let middle = start.adding(months: 6)
        return number == 1 ? .between(start, middle.previous) : .between(middle, end)
    }

    /// "Mid 2027", "early in 2026/27": not the whole year, and no months are named.
    mutating func part(_ place: Int) -> Found? {
        guard let (first, last, next) = yearOrPair(place + 1) else { return nil }
        let isDay = at(next).kind == .slash || at(next).kind == .dash && at(next + 1).kind == .number
        guard last != first || at(next - 1).figures == 4, !isDay else { return nil }
        let year: TargetDate = last == first ? .year(first) : .financialYear(starting: first)
        let months = year.start.map { $0.adding(months: 4 * (Int(at(place).value) - 1)) }
        refuse(.vague(months.map { .between($0, $0.adding(months: 4).previous) }))
        return nil
    }

    /// "w/c 3 May 2027", "week commencing 3 May 2027": from the Monday of that week to its Sunday.
    mutating func week(_ place: Int) -> Found? {
        var next = place
        switch at(place).word {
        case .w where at(place + 1).kind == .slash && at(place + 2).word == .commencing: next += 3
        case .w where at(place + 1).kind == .dot && at(place + 2).word == .commencing:
            next += at(place + 3).kind == .dot ? 4 : 3
        case .commencing where at(place).end - at(place).start == 2: next += 1
        case .unit where at(place).value == 2:
            let after = at(place + 1)
            guard after.word == .from || after.word == .of || after.word == .part && after.value == 1 else {
                return nil
            }
            next += 2
        default: return nil
        }
        if at(next).kind == .dot || at(next).kind == .dash { next += 1 }
        while at(next).word == .the || at(next).word == .on { next += 1 }
        guard let found = period(next, yearAlone: false), case .on(let day) = found.date else { return nil }
        let monday = day.adding(days: -((day.dayNumber + 3) % 7 + 7) % 7)
        return Found(.between(monday, monday.adding(days: 6)), found.next)
    }
}
