// SPDX-License-Identifier: Apache-2.0

/// What the measure of an objective stood at on a day; kept for ever, a wrong one is followed by a better one.
public struct Reading: Hashable, Sendable {
    /// Counted from 1 within its objective.
    public let number: Int
    /// The day for which it holds.
    public let day: CalendarDay
    /// The value, in the unit of the measure.
    public let value: Double
    /// How many people or things it is counted from; `nil` where that is not known.
    public let base: Int?
    /// Where it comes from and what is to be said about it.
    public let note: String
    /// When it was entered, and by which post.
    public let at: Instant
    /// The post of who entered it.
    public let byPost: String
    /// The number of the reading that this one corrects; `nil` for a reading of its own.
    public let corrects: Int?
    /// The figure of a data set that it was taken from; `nil` where somebody entered it.
    public let figure: FigureReference?

    /// A reading as recorded.
    public init(
        number: Int = 0, day: CalendarDay, value: Double, base: Int? = nil, note: String = "",
        at: Instant = Instant(milliseconds: 0), byPost: String = "", corrects: Int? = nil,
        figure: FigureReference? = nil
    ) {
        self.number = number
        self.day = day
        self.value = value
        self.base = base
        self.note = note
        self.at = at
        self.byPost = byPost
        self.corrects = corrects
        self.figure = figure
    }

    /// The readings that stand, by day: those that a later one corrects are left out.
    public static func standing(_ all: [Reading]) -> [Reading] {
        let corrected = Set(all.compactMap(\.corrects))
        return all.filter { !corrected.contains($0.number) }
            .sorted { ($0.day, $0.number) < ($1.day, $1.number) }
    }

    /// Reads a number as people type it: "1,250", "12.5%", "£3"; `nil` where it is none.
    public static func number(_ text: String) -> Double? {
        var figures = ""
        for character in SelectionWords.trimmed(text) {
            switch character {
            case "0"..."9", ".": figures.append(character)
            case "-", "−", "–":
                if !figures.isEmpty { return nil }
                figures.append("-")
            case ",", " ", "\u{a0}", "£", "%", "+": continue
            default: return nil
            }
        }
        guard figures.contains(where: \.isNumber), let value = Double(figures), value.isFinite else {
            return nil
        }
        return abs(value) <= 1e12 ? value : nil
    }

    /// A number as people read it: no more than two figures behind the point, none where they are nothing.
    public static func written(_ value: Double) -> String {
        let hundredths = Int64((abs(value) * 100).rounded())
        let (whole, rest) = (hundredths / 100, hundredths % 100)
        var digits = Array(String(whole))
        var place = digits.count - 3
        while place > 0 {
            digits.insert(",", at: place)
            place -= 3
        }
        var text = String(digits)
        if rest > 0 { text += rest % 10 == 0 ? ".\(rest / 10)" : "." + (rest < 10 ? "0\(rest)" : "\(rest)") }
        return value < 0 && hundredths > 0 ? "−" + text : text
    }
}
