// SPDX-License-Identifier: Apache-2.0

/// From one day or period to another, of which the first may leave out what the second says.
extension TargetDateParser {
    /// A date that still lacks its year.
    enum Partial {
        case dayOnly(Int)
        case day(month: Int, day: Int)
        case month(Int)
        case season(TargetDate.Season)
        case term(TargetDate.Term)
        case quarter(Int)
    }

    /// A period, or a span between two.
    mutating func span(_ place: Int, yearAlone: Bool = true, isBetween: Bool = false) -> Found? {
        if let left = period(place, yearAlone: yearAlone) { return extended(left, isBetween) }
        guard refusal == nil, let (partial, next) = partial(place),
            let after = connector(next, isBetween, true)
        else { return nil }
        guard let right = period(after) else {
            if refusal == nil, self.partial(after) != nil { refuse(.yearMissing(nil)) }
            return nil
        }
        return completed(partial, right)
    }

    /// The period at a place without its year.
    func partial(_ place: Int) -> (Partial, next: Int)? {
        let token = at(place)
        if token.kind == .word {
            switch token.word {
            case .month:
                let day = at(place + 1)
                if day.kind == .number, day.figures <= 2, (1...31).contains(day.value),
                    at(place + 2).figures == 0
                {
                    let next = at(place + 2).word == .ordinal ? place + 3 : place + 2
                    return (.day(month: Int(token.value), day: Int(day.value)), next)
                }
                return (.month(Int(token.value)), place + 1)
            case .season:
                guard let season = TargetDate.Season(rawValue: Int(token.value)) else { return nil }
                if at(place + 1).word == .term, let term = Self.term(season) {
                    return (.term(term), place + 2)
                }
                return (.season(season), place + 1)
            case .weekday: return at(place + 1).kind == .number ? partial(place + 1) : nil
            case .q, .quarter:
                let number = at(place + 1)
                guard number.figures == 1, (1...4).contains(number.value) else { return nil }
                return (.quarter(Int(number.value)), place + 2)
            default: return nil
            }
        }
        guard token.kind == .number, token.figures <= 2, (1...31).contains(token.value) else { return nil }
        let day = Int(token.value)
        var next = at(place + 1).word == .ordinal ? place + 2 : place + 1
        if at(next).word == .of { next += 1 }
        if at(next).word == .month { return (.day(month: Int(at(next).value), day: day), next + 1) }
        let second = at(next + 1)
        if at(next).kind == .slash, second.kind == .number, second.figures <= 2,
            (1...12).contains(second.value),
            at(next + 2).kind != .slash, at(next + 2).word != .month, at(next + 2).word != .ordinal
        {
            return (.day(month: Int(second.value), day: day), next + 2)
        }
        return (.dayOnly(day), next)
    }

    private static func term(_ season: TargetDate.Season) -> TargetDate.Term? {
        switch season {
        case .autumn: .autumn
        case .spring: .spring
        case .summer: .summer
        case .winter: nil
        }
    }

    /// The place after what joins the two ends of a span.
    private func connector(_ place: Int, _ isBetween: Bool, _ isPartial: Bool) -> Int? {
        let token = at(place)
        var next = place + 1
        switch token.kind {
        case .dash: break
        case .slash where isPartial: break
        case .word:
            switch token.word {
            case .to, .until: break
            case .and where isBetween || isPartial: break
            default: return nil
            }
        default: return nil
        }
        while at(next).word == .the || at(next).word == .of { next += 1 }
        if at(next).word == .end { next = at(next + 1).word == .of ? next + 2 : next + 1 }
        return next
    }

    /// A whole period, and the one after it where a span joins them.
    private mutating func extended(_ left: Found, _ isBetween: Bool) -> Found? {
        guard let after = connector(left.next, isBetween, false) else { return adjoining(left) }
        let isSpoken = at(left.next).kind == .word
        guard let right = period(after, yearAlone: isSpoken) else {
            if refusal != nil { return nil }
            if let (partial, next) = self.partial(after), isSpoken || at(next).kind == .end {
                if case .dayOnly = partial { return left }
                refuse(.yearMissing(nil))
                return nil
            }
            return left
        }
        return joined(left, right)
    }

    /// "April and May 2013" is a span; two periods that do not touch may mean either.
    private mutating func adjoining(_ left: Found) -> Found? {
        let token = at(left.next)
        let joins =
            token.word == .and || token.word == .or || token.kind == .comma || token.kind == .semicolon
        guard joins || token.kind == .slash else { return left }
        let kept = refusal
        guard let right = period(left.next + 1, yearAlone: token.kind != .comma) else {
            refusal = kept
            return left
        }
        if token.word != .or, let end = left.date.end, let start = right.date.start, end.next == start {
            return joined(left, right)
        }
        refuse(.ambiguous([left.date, right.date]))
        return nil
    }

    private mutating func joined(_ left: Found, _ right: Found) -> Found? {
        guard let first = left.date.start, let last = right.date.end else { return nil }
        guard first <= last, left.date.end.map({ $0 <= last }) ?? true else {
            let other = right.date.start.flatMap { start in
                left.date.end.map { TargetDate.between(start, $0) }
            }
            refuse(.reversed(other))
            return nil
        }
        if case .year(let one) = left.date, case .year(let other) = right.date {
            return Found(other == one + 1 ? .financialYear(starting: one) : .years(one, other), right.next)
        }
        return Found(.between(first, last), right.next)
    }

    /// Gives the first end the year that the second one names.
    private mutating func completed(_ partial: Partial, _ right: Found) -> Found? {
        guard let last = right.date.end, let rightStart = right.date.start else { return nil }
        let left: TargetDate?
        switch (partial, right.date) {
        case (.dayOnly(let day), .on(let other)):
            left = CalendarDay(validYear: other.year, month: other.month, day: day).map { .on($0) }
        case (.day(let month, let day), .on), (.day(let month, let day), .month):
            left = CalendarDay(validYear: rightStart.year, month: month, day: day).map { .on($0) }
        case (.month(let month), .on), (.month(let month), .month):
            left = .month(year: rightStart.year, month: month)
        case (.season(.winter), .season(_, let year)): left = .season(.winter, year: year - 1)
        case (.season(let season), .season(_, let year)): left = .season(season, year: year)
        case (.term(let term), .term(_, let year)): left = .term(term, year: year)
        case (.quarter(let quarter), .quarter(_, let year)): left = .quarter(quarter, financialYear: year)
        default: return nil
        }
        guard let left, let first = left.start else {
            refuse(.impossible)
            return nil
        }
        guard first <= rightStart else {
            let earlier = first.month > last.month ? first.adding(years: -1) : nil
            refuse(.reversed(earlier.map { .between($0, last) } ?? .between(rightStart, left.end ?? first)))
            return nil
        }
        return Found(.between(first, last), right.next)
    }
}
