// SPDX-License-Identifier: Apache-2.0

/// What comes back: every year on a day or in a month, or again and again without an anchor.
extension TargetDateParser {
    /// "every March", "annually by 31 January", "quarterly", "twice a year", "6 monthly".
    mutating func recurring(_ place: Int) -> Found? {
        let token = at(place)
        if token.word == .every { return anchored(place + 1) ?? everyUnit(place + 1) }
        if token.word == .frequency, let frequency = Self.frequencies[Int(token.value)] {
            if frequency == .yearly, let found = anchored(place + 1) { return found }
            return Found(.repeating(frequency), place + 1)
        }
        if token.word == .bi {
            let next = at(place + 1).kind == .dash ? place + 2 : place + 1
            switch Self.frequencies[Int(at(next).value)] {
            case .yearly? where at(next).word == .frequency: return Found(.repeating(.halfYearly), next + 1)
            case .monthly? where at(next).word == .frequency: return Found(.repeating(.bimonthly), next + 1)
            default: return nil
            }
        }
        return timesAYear(place) ?? everySoManyMonths(place)
    }

    /// A day, month or season without a year, after which it says that it comes back.
    mutating func recurringPartial(_ place: Int) -> Found? {
        guard let (partial, next) = partial(place), let after = everyYearSuffix(next) else { return nil }
        return recurring(partial, after)
    }

    /// The place after "(annually)", "each year", ", every year", "p.a."; `nil` where there is none.
    func everyYearSuffix(_ place: Int) -> Int? {
        var next = place
        while true {
            let token = at(next)
            if token.kind == .comma || token.kind == .dash || token.kind == .opening || token.word == .of
                || token.word == .filler
            {
                next += 1
            } else {
                break
            }
        }
        if at(next).word == .frequency, Self.frequencies[Int(at(next).value)] == .yearly {
            next += 1
        } else if at(next).word == .every {
            next += 1
            if at(next).word == .financial || at(next).word == .academic || at(next).word == .other,
                at(next + 1).word == .year
            {
                next += 1
            }
            guard at(next).word == .year else { return nil }
            next += 1
        } else {
            return nil
        }
        return at(next).kind == .closing ? next + 1 : next
    }

    private mutating func anchored(_ place: Int) -> Found? {
        var next = place
        var isEnd = false
        skipping: while true {
            let token = at(next)
            switch token.kind {
            case .dash, .comma, .opening: next += 1
            case .word:
                switch token.word {
                case .filler, .by, .on, .the, .of, .every: next += 1
                case .end:
                    isEnd = true
                    next += 1
                default: break skipping
                }
            default: break skipping
            }
        }
        guard let (partial, after) = partial(next), year(after) == nil else { return nil }
        let closed = at(after).kind == .closing ? after + 1 : after
        if isEnd, case .month(let month) = partial {
            return Found(.everyYear(month: month, day: CalendarDay.daysInMonth(month, of: 2000)), closed)
        }
        return recurring(partial, closed)
    }

    private mutating func recurring(_ partial: Partial, _ next: Int) -> Found? {
        switch partial {
        case .day(let month, let day):
            guard day <= CalendarDay.daysInMonth(month, of: 2000) else {
                refuse(.impossible)
                return nil
            }
            return Found(.everyYear(month: month, day: day), next)
        case .month(let month): return Found(.everyMonth(month), next)
        case .season(let season): return Found(.everySeason(season), next)
        case .dayOnly, .term, .quarter: return nil
        }
    }

    /// "every year", "each quarter", "every two months", "every other week".
    private func everyUnit(_ place: Int) -> Found? {
        var next = place
        var count: Int32 = 1
        if at(next).kind == .number || at(next).word == .numberWord {
            count = at(next).value
            next += 1
        }
        return Self.frequency(count, at(next)).map { Found(.repeating($0), next + 1) }
    }

    /// "twice a year", "once every year", "half-yearly".
    private func timesAYear(_ place: Int) -> Found? {
        let token = at(place)
        if token.word == .half {
            let next = at(place + 1).kind == .dash ? place + 2 : place + 1
            let isYearly = at(next).word == .frequency && Self.frequencies[Int(at(next).value)] == .yearly
            return isYearly ? Found(.repeating(.halfYearly), next + 1) : nil
        }
        guard token.word == .once || token.word == .twice else { return nil }
        var next = place + 1
        if at(next).word == .a || at(next).word == .every { next += 1 }
        let isYearly = at(next).word == .frequency && Self.frequencies[Int(at(next).value)] == .yearly
        if token.word == .twice {
            return at(next).word == .year || isYearly ? Found(.repeating(.halfYearly), next + 1) : nil
        }
        return Self.frequency(1, at(next)).map { Found(.repeating($0), next + 1) }
    }

    /// "6 monthly", "six-monthly".
    private func everySoManyMonths(_ place: Int) -> Found? {
        let token = at(place)
        guard token.kind == .number || token.word == .numberWord else { return nil }
        let next = at(place + 1).kind == .dash ? place + 2 : place + 1
        guard at(next).word == .frequency, Self.frequencies[Int(at(next).value)] == .monthly else {
            return nil
        }
        return Self.months(token.value).map { Found(.repeating($0), next + 1) }
    }

    private static func months(_ count: Int32) -> TargetDate.Frequency? {
        switch count {
        case 1: .monthly
        case 2: .bimonthly
        case 3: .quarterly
        case 6: .halfYearly
        case 12: .yearly
        case 24: .twoYearly
        default: nil
        }
    }

    private static func frequency(_ count: Int32, _ unit: DateToken) -> TargetDate.Frequency? {
        switch (unit.word, unit.value) {
        case (.unit, 1): count == 1 ? .daily : nil
        case (.unit, 2): count == 1 ? .weekly : count == 2 ? .fortnightly : nil
        case (.unit, 3): months(count)
        case (.unit, 4): count == 1 ? .fortnightly : nil
        case (.quarter, _): count == 1 ? .quarterly : nil
        case (.term, _): count == 1 ? .termly : nil
        case (.year, _): count < 1000 ? months(12 * count) : nil
        default: nil
        }
    }

    /// In the order of the words in `DateWords`, from 1.
    private static let frequencies: [TargetDate.Frequency?] = [
        nil, .daily, .weekly, .fortnightly, .monthly, .bimonthly, .quarterly, .termly, .halfYearly, .yearly,
        .twoYearly, nil, nil,
    ]
}
