// SPDX-License-Identifier: Apache-2.0

/// Whole phrases: deadlines, starts, spans, what recurs and what is open.
extension TargetDateParser {
    /// The phrase that begins at a place; `nil` where there is none, or where something was refused.
    mutating func phrase(_ place: Int, yearAlone: Bool) -> Found? {
        let token = at(place)
        if token.kind == .number || token.kind == .apostrophe {
            return recurring(place) ?? recurringPartial(place) ?? open(span(place, yearAlone: yearAlone))
        }
        guard token.kind == .word else { return nil }
        switch token.word {
        case .toBeConfirmed: return Found(.toBeConfirmed, place + 1)
        case .to: return toBeConfirmed(place) ?? deadline(place + 1)
        case .no, .not: return negated(place)
        case .by, .until:
            if at(place + 1).word == .further, at(place + 2).word == .notice {
                return Found(.ongoing(from: nil), place + 3)
            }
            return deadline(place + 1)
        case .before: return beat(place + 1)
        case .prior: return beat(at(place + 1).word == .to ? place + 2 : place + 1)
        case .within: return by(span(skippingFillers(place + 1)))
        case .end: return deadline(place)
        case .from: return since(place + 1)
        case .between:
            return span(skippingFillers(place + 1), isBetween: true)
        case .ongoing: return ongoing(place + 1)
        case .on:
            if at(place + 1).word == .going || at(place + 1).kind == .dash && at(place + 2).word == .going {
                return ongoing(at(place + 1).word == .going ? place + 2 : place + 3)
            }
            if at(place + 1).word == .or, at(place + 2).word == .before { return deadline(place + 3) }
            return inside(place)
        case .filler, .the, .weekday: return inside(place)
        case .part: return part(place)
        case .w, .commencing, .unit: return week(place)
        case .every, .frequency, .once, .twice, .half, .bi: return recurring(place)
        case .numberWord: return recurring(place) ?? span(place)
        case .month, .season, .q, .h, .quarter, .financial, .academic:
            return recurringPartial(place) ?? open(span(place))
        default: return nil
        }
    }

    /// "July 2013 onwards" and "July 2013 - ongoing" are ongoing from 1 July 2013.
    private func open(_ found: Found?) -> Found? {
        guard let found, let start = found.date.start else { return found }
        if at(found.next).word == .onwards { return Found(.ongoing(from: start), found.next + 1) }
        guard at(found.next).kind == .dash || at(found.next).word == .to,
            at(found.next + 1).word == .ongoing
        else { return found }
        return Found(.ongoing(from: start), found.next + 2)
    }

    private mutating func inside(_ place: Int) -> Found? {
        let next = skippingFillers(place)
        return next == place ? open(span(next)) : phrase(next, yearAlone: true)
    }

    func skippingFillers(_ place: Int) -> Int {
        var next = place
        while at(next).word == .filler || at(next).word == .the || at(next).word == .on { next += 1 }
        return next
    }

    /// "to be confirmed", "to be agreed".
    private func toBeConfirmed(_ place: Int) -> Found? {
        guard at(place + 1).word == .be, at(place + 2).word == .settled else { return nil }
        return Found(.toBeConfirmed, place + 3)
    }

    /// "no later than July 2013", "not yet agreed", and what gives only an earliest day.
    private mutating func negated(_ place: Int) -> Found? {
        var next = place + 1
        if at(next).word == .later, at(next + 1).word == .than { return deadline(next + 2) }
        if at(next).word == .before || at(next).word == .until || at(next).word == .earlier {
            refuse(.noLastDay)
            return nil
        }
        if at(next).word == .yet { next += 1 }
        if at(next).word == .known || at(next).word == .settled { return Found(.toBeConfirmed, next + 1) }
        return nil
    }

    /// What stands after "by": the last day of a period, also "end of …".
    private mutating func deadline(_ place: Int) -> Found? {
        var next = skippingFillers(place)
        while at(next).word == .end || at(next).word == .of || at(next).word == .the
            || at(next).word == .filler
            || at(next).word == .until || at(next).kind == .dash && at(next - 1).word == .end
        {
            next += 1
        }
        if let (partial, after) = partial(next), everyYearSuffix(after) != nil {
            if case .month(let month) = partial, let end = everyYearSuffix(after) {
                let day = CalendarDay.daysInMonth(month, of: 2000)
                return Found(.everyYear(month: month, day: day), end)
            }
            return recurringPartial(next)
        }
        return by(span(next))
    }

    private func by(_ found: Found?) -> Found? {
        guard let found, let end = found.date.end else { return nil }
        return Found(.by(end), found.next)
    }

    /// What stands after "before": the day on which a period begins.
    private mutating func beat(_ place: Int) -> Found? {
        let next = skippingFillers(place)
        if at(next).word == .end { return deadline(next) }
        guard let found = span(next), let start = found.date.start else { return nil }
        return Found(.before(start), found.next)
    }

    /// "From April 2013" is ongoing with a start, "from April to June 2013" a span.
    private mutating func since(_ place: Int) -> Found? {
        let next = skippingFillers(place)
        guard let found = span(next) else { return nil }
        if case .between = found.date { return found }
        if case .years = found.date { return found }
        let after = at(found.next).word == .onwards ? found.next + 1 : found.next
        return Found(.ongoing(from: found.date.start), after)
    }

    /// "Ongoing", "ongoing from April 2013"; with "until" what follows is the date.
    private mutating func ongoing(_ place: Int) -> Found? {
        var next = place
        while at(next).kind == .comma || at(next).kind == .dash || at(next).kind == .opening { next += 1 }
        switch at(next).word {
        case .from:
            guard let found = since(next + 1), case .ongoing = found.date else {
                return refusal == nil ? Found(.ongoing(from: nil), place) : nil
            }
            return Found(found.date, at(found.next).kind == .closing ? found.next + 1 : found.next)
        case .until, .to, .by:
            let kept = refusal
            if deadline(next + 1) != nil { return nil }
            refusal = kept
            return Found(.ongoing(from: nil), place)
        default: return Found(.ongoing(from: nil), place)
        }
    }
}
