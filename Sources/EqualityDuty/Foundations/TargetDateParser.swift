// SPDX-License-Identifier: Apache-2.0

/// Reads the words of a target date.
///
/// The first phrase in the words that is a whole date is taken; what stands before and after it is its
/// note. Words that hang the date on an event, or that tell how things stand, come first: after one of
/// these a date is only a suggestion.
struct TargetDateParser {
    /// A date, and the place after it.
    struct Found {
        var date: TargetDate
        var next: Int

        init(_ date: TargetDate, _ next: Int) {
            self.date = date
            self.next = next
        }
    }

    private let tokens: ContiguousArray<DateToken>
    /// Why the words are refused although they look like a date; nothing after it is read.
    var refusal: TargetDateRefusal?

    private init(_ tokens: ContiguousArray<DateToken>) { self.tokens = tokens }

    @inline(__always)
    func at(_ place: Int) -> DateToken {
        place >= 0 && place < tokens.count ? tokens[place] : .end
    }

    mutating func refuse(_ refusal: TargetDateRefusal) {
        if self.refusal == nil { self.refusal = refusal }
    }

    /// The reading of a text, and a way to write it that would be understood.
    static func read(_ text: String) -> (TargetDate.Reading, String?) {
        var text = text
        return text.withUTF8 { bytes in
            var parser = TargetDateParser(DateTokens.cut(bytes))
            return parser.read(bytes)
        }
    }

    private mutating func read(_ bytes: UnsafeBufferPointer<UInt8>) -> (TargetDate.Reading, String?) {
        if tokens.allSatisfy({ $0.kind == .dash || $0.kind == .dot }) {
            return (.read(.toBeConfirmed, note: nil), nil)
        }
        var obstacle: TargetDateRefusal?
        var place = 0
        while place < tokens.count {
            if obstacle == nil { obstacle = self.obstacle(place) }
            let found = isUsedAsWord(place) ? nil : phrase(place, yearAlone: isYearPlace(place))
            if let refusal {
                return obstacle.map { $0.answer(suggesting: nil) } ?? refusal.answer(suggesting: nil)
            }
            if let found {
                if let obstacle { return obstacle.answer(suggesting: found.date) }
                if !isAdjective(place, found) {
                    return (
                        .read(found.date, note: TargetDateNote.around(tokens, place, found.next, bytes)), nil
                    )
                }
            }
            place += 1
        }
        return (obstacle ?? missingYear() ?? .noDate).answer(suggesting: nil)
    }

    /// A word at a place that keeps any later date from being the target.
    private func obstacle(_ place: Int) -> TargetDateRefusal? {
        let (token, next) = (at(place), at(place + 1))
        guard token.kind == .word else { return nil }
        switch token.word {
        case .event: return .event
        case .after: return .event
        case .within where next.figures > 0 || next.word == .numberWord || next.word == .a:
            let unit = at(place + 2).word
            return unit == .unit || unit == .year || unit == .quarter || unit == .term ? .lasting : nil
        case .on where next.word == .eventNoun: return .event
        case .status: return at(place - 1).word == .be ? nil : .status
        case .done where at(place + 1).kind == .end && place == 0: return .status
        case .festival: return .festival
        case .other where isNotApplicable(place): return .status
        default: return nil
        }
    }

    /// "n/a".
    private func isNotApplicable(_ place: Int) -> Bool {
        tokens.count <= 3 && at(place).end - at(place).start == 1 && at(place + 1).kind == .slash
            && at(place + 2).word == .a
    }

    /// "An ongoing programme": within a sentence the word says nothing about the date.
    private func isUsedAsWord(_ place: Int) -> Bool {
        guard place > 0, at(place).word == .ongoing || at(place).word == .toBeConfirmed else { return false }
        return at(place - 1).kind == .word && place + 1 < tokens.count
    }

    /// "Annual report July 2013": the word says what is due, the date follows later.
    private mutating func isAdjective(_ place: Int, _ found: Found) -> Bool {
        guard case .repeating = found.date, at(found.next).word == .other, at(found.next).kind == .word else {
            return false
        }
        var later = self
        for next in found.next..<max(found.next, tokens.count) {
            if let other = later.phrase(next, yearAlone: isYearPlace(next)), !other.date.isRecurring {
                return true
            }
            if later.refusal != nil { return true }
        }
        return false
    }

    /// A bare year counts only at the start or the end of the words: "2013", "Phase two, 2013".
    private func isYearPlace(_ place: Int) -> Bool {
        if place == 0 || at(place - 1).kind == .opening { return true }
        let last = at(place + 1).kind == .closing || at(place + 1).kind == .dot ? place + 2 : place + 1
        return last >= tokens.count
    }

    private mutating func missingYear() -> TargetDateRefusal? {
        for place in tokens.indices {
            guard let (partial, next) = partial(place) else { continue }
            switch partial {
            case .dayOnly: continue
            case .month where at(place).value == 5 && at(next).word == .be: continue
            case .day, .month, .season, .term, .quarter: return .yearMissing(nil)
            }
        }
        return nil
    }
}
