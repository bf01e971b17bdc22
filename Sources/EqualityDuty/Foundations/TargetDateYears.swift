// SPDX-License-Identifier: Apache-2.0

/// Years, alone and in pairs.
extension TargetDateParser {
    /// The years in which a target date may lie; other figures are counts of something else.
    static let years = 1900...2199

    /// The year of two figures: 00 to 49 are of this century.
    static func century(_ value: Int32) -> Int { Int(value) + (value < 50 ? 2000 : 1900) }

    /// A year at a place, of four figures, or of two with or without an apostrophe.
    func year(_ place: Int) -> (year: Int, next: Int)? {
        let start = at(place).kind == .apostrophe ? place + 1 : place
        let token = at(start)
        guard token.kind == .number else { return nil }
        if token.figures == 4, Self.years.contains(Int(token.value)) { return (Int(token.value), start + 1) }
        if token.figures == 2 { return (Self.century(token.value), start + 1) }
        return nil
    }

    /// The year after a month, which may be that of a financial year: March 2013/14 is March 2014.
    func yearAfter(_ place: Int, month: Int32) -> (year: Int, next: Int)? {
        var start = place
        if at(start).kind == .comma || at(start).kind == .dash || at(start).kind == .dot
            || at(start).kind == .slash
        {
            start += 1
        }
        if at(start).word == .of || at(start).word == .filler { start += 1 }
        guard let (year, next) = year(start) else { return nil }
        // A day and a month may follow ("April 13 June"), and so may another day ("April 30/4/13").
        if at(start).figures == 2, at(next).word == .month || at(next).word == .ordinal { return nil }
        if at(next).kind == .slash, let second = secondYear(next + 1, after: year), second == year + 1,
            at(next + 2).kind != .slash
        {
            return (month >= 4 ? year : year + 1, next + 2)
        }
        return (year, next)
    }

    /// One year, or two that follow each other, after "of", "the", "financial year" and the like.
    func yearOrPair(_ place: Int) -> (first: Int, last: Int, next: Int)? {
        var start = place
        while isBetweenNameAndYear(at(start)) { start += 1 }
        guard let (first, next) = year(start) else { return nil }
        let sign = at(next).kind
        if sign == .slash || sign == .dash, let second = secondYear(next + 1, after: first),
            second == first + 1
        {
            return (first, second, afterClosing(next + 2))
        }
        return (first, first, afterClosing(next))
    }

    private func isBetweenNameAndYear(_ token: DateToken) -> Bool {
        switch token.kind {
        case .comma, .opening, .dash: return true
        case .word: break
        default: return false
        }
        switch token.word {
        case .of, .the, .filler, .financial, .academic, .year: return true
        default: return false
        }
    }

    /// The place after a bracket that was opened before a year.
    private func afterClosing(_ place: Int) -> Int { at(place).kind == .closing ? place + 1 : place }

    /// The second of two years, of four figures or two; those of two count from the first.
    private func secondYear(_ place: Int, after first: Int) -> Int? {
        let token = at(place)
        guard token.kind == .number else { return nil }
        if token.figures == 4, Self.years.contains(Int(token.value)) { return Int(token.value) }
        guard token.figures == 2 else { return nil }
        let same = first / 100 * 100 + Int(token.value)
        return same == first - 99 ? first + 1 : same
    }

    /// 2013, 2013/14, 2013-16, 2013 to 2016, 13/14, 2013-04.
    mutating func years(_ place: Int, yearAlone: Bool) -> Found? {
        guard let (first, next) = year(place) else { return nil }
        let isShort = next > place && at(next - 1).figures == 2
        var second = next + 1
        let sign = at(next)
        guard sign.kind == .slash || sign.kind == .dash || sign.word == .to || sign.word == .until else {
            return yearAlone && !isShort ? Found(.year(first), next) : nil
        }
        if at(second).kind == .apostrophe { second += 1 }
        if isShort { return shortPair(first, second, place) }
        guard let last = secondYear(second, after: first), isEndOfPair(second + 1, sign) else {
            return yearAlone ? Found(.year(first), next) : nil
        }
        if last == first + 1 { return kindOfYear(first, second + 1) }
        if last > first { return Found(.years(first, last), second + 1) }
        let token = at(second)
        if token.figures == 2, (1...12).contains(token.value), sign.kind != .word {
            return Found(.month(year: first, month: Int(token.value)), second + 1)
        }
        refuse(.reversed(last < first ? .years(last, first) : nil))
        return nil
    }

    /// 13/14 is a financial year; other pairs of two figures are not read as years.
    private func shortPair(_ first: Int, _ second: Int, _ place: Int) -> Found? {
        guard let last = secondYear(second, after: first), last == first + 1, at(second).figures == 2,
            isEndOfPair(second + 1, at(second - 1))
        else { return nil }
        return kindOfYear(first, second + 1)
    }

    /// Two figures after a year are not its end where a month follows: "2013 - 14 July".
    private func isEndOfPair(_ place: Int, _ sign: DateToken) -> Bool {
        let token = at(place)
        if token.word == .month || token.word == .ordinal || token.word == .of { return false }
        if token.kind == .slash, at(place - 1).figures == 4, sign.kind != .slash { return false }
        return token.kind != sign.kind || sign.kind == .word
            || at(place + 1).kind != .number || at(place + 1).figures == 4
    }

    private func kindOfYear(_ first: Int, _ next: Int) -> Found {
        if at(next).word == .academic, at(next + 1).word == .year {
            return Found(.academicYear(starting: first), next + 2)
        }
        if at(next).word == .financial {
            return Found(.financialYear(starting: first), at(next + 1).word == .year ? next + 2 : next + 1)
        }
        return Found(.financialYear(starting: first), next)
    }

    /// Financial year 2013/14, FY13/14; of a single year it is not clear which one is meant.
    mutating func financialYear(_ place: Int) -> Found? {
        let start = at(place + 1).word == .year ? place + 2 : place + 1
        guard let (first, last, next) = yearOrPair(start) else { return nil }
        if last == first {
            refuse(.ambiguous([.financialYear(starting: first - 1), .financialYear(starting: first)]))
            return nil
        }
        return Found(.financialYear(starting: first), next)
    }

    /// Academic year 2013/14, school year 2013-14.
    mutating func academicYear(_ place: Int) -> Found? {
        let start = at(place + 1).word == .year ? place + 2 : place + 1
        guard let (first, last, next) = yearOrPair(start) else { return nil }
        if last == first {
            refuse(.ambiguous([.academicYear(starting: first - 1), .academicYear(starting: first)]))
            return nil
        }
        return Found(.academicYear(starting: first), next)
    }
}
