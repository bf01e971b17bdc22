// SPDX-License-Identifier: Apache-2.0

/// What a number format of a workbook makes of a number: a day, a time, or digits with something round them.
struct NumberFormat: Hashable, Sendable {
    /// What the number stands for.
    enum Meaning: Hashable, Sendable {
        case general
        case digits(decimals: Int, isGrouped: Bool, isPercent: Bool)
        case day(hasTime: Bool)
        case month
        case year
        case clock
        case length
        case words
    }

    private(set) var meaning = Meaning.general
    private var before = ""
    private var after = ""

    static let general = NumberFormat(code: "General")

    /// The formats that have a number and no code.
    init?(builtIn number: Int) {
        switch number {
        case 0: self.init(code: "General")
        case 1: self.init(code: "0")
        case 2: self.init(code: "0.00")
        case 3, 37, 38: self.init(code: "#,##0")
        case 4, 39, 40: self.init(code: "#,##0.00")
        case 9: self.init(code: "0%")
        case 10: self.init(code: "0.00%")
        case 14, 15, 16, 27...31, 34...36, 50...54, 57, 58: self.init(code: "d mmm yyyy")
        case 17, 55, 56: self.init(code: "mmm yyyy")
        case 18...21, 32, 33: self.init(code: "h:mm")
        case 22: self.init(code: "d mmm yyyy h:mm")
        case 45, 46, 47: self.init(code: "[h]:mm")
        case 49: self.init(code: "@")
        default: return nil
        }
    }

    /// The format of a code such as `#,##0.00` or `[$-809]d mmmm yyyy`.
    init(code: String) {
        var letters: Set<Character> = []
        var pattern = ""
        var isElapsed = false
        var rest = Substring(Self.firstSection(code))
        while let next = rest.popFirst() {
            switch next {
            case "\"":
                add(String(rest.prefix { $0 != "\"" }), pattern)
                rest = rest.drop { $0 != "\"" }.dropFirst()
            case "\\": if let literal = rest.popFirst() { add(String(literal), pattern) }
            case "_", "*": _ = rest.popFirst()
            case "[":
                let inside = String(rest.prefix { $0 != "]" })
                rest = rest.drop { $0 != "]" }.dropFirst()
                if inside.hasPrefix("$") {
                    add(String(inside.dropFirst().prefix { $0 != "-" }), pattern)
                } else if ["h", "m", "s"].contains(inside.lowercased().prefix(1)), !inside.contains("$"),
                    Set(inside.lowercased()).count == 1
                {
                    isElapsed = true
                }
            case "£", "$", "€": add(String(next), pattern)
            case "0", "#", "?", ".", ",", "%", "@", "E": pattern.append(next)
            case "d", "D", "m", "M", "y", "Y", "h", "H", "s", "S":
                letters.formUnion(next.lowercased())
                pattern.append(next)
            case "G" where pattern.isEmpty && code.hasPrefix("General"): rest = ""
            case " " where !pattern.isEmpty && letters.isEmpty: add(" ", pattern)
            default: break
            }
        }
        meaning = Self.meaning(letters, pattern, isElapsed)
    }

    private static func meaning(_ letters: Set<Character>, _ pattern: String, _ isElapsed: Bool) -> Meaning {
        if isElapsed { return .length }
        let hasTime = !letters.isDisjoint(with: ["h", "s"])
        if letters.contains("d") { return .day(hasTime: hasTime) }
        if hasTime { return letters.contains("y") ? .day(hasTime: true) : .clock }
        if letters.contains("m") { return .month }
        if letters.contains("y") { return .year }
        if pattern == "@" { return .words }
        guard pattern.contains(where: { "0#?".contains($0) }), !pattern.contains("E") else { return .general }
        let fraction = pattern.drop { $0 != "." }
        return .digits(
            decimals: fraction.count { "0?".contains($0) },
            isGrouped: pattern.prefix { $0 != "." }.contains(","), isPercent: pattern.contains("%"))
    }

    private mutating func add(_ literal: String, _ pattern: String) {
        if pattern.isEmpty { before += literal } else { after += literal }
    }

    /// The part of a code that is for numbers above zero.
    private static func firstSection(_ code: String) -> String {
        var isQuoted = false
        var section = ""
        for character in code {
            if character == "\"" { isQuoted.toggle() }
            if character == ";", !isQuoted { break }
            section.append(character)
        }
        return section
    }

    /// What a person sees of a number, and what it is.
    func shown(_ number: Double, from1904: Bool) -> (text: String, kind: Workbook.Kind) {
        let day = SheetDay(serial: number, from1904: from1904)
        switch meaning {
        case .general, .words: return (SheetNumber.plain(number), .number)
        case .digits(let decimals, let isGrouped, let isPercent):
            let digits = SheetNumber.fixed(
                isPercent ? number * 100 : number, decimals: decimals, isGrouped: isGrouped)
            let sign = digits.hasPrefix("-") ? "-" : ""
            return ("\(sign)\(before)\(digits.dropFirst(sign.count))\(isPercent ? "%" : "")\(after)", .number)
        case .day(let hasTime):
            guard let day else { return (SheetNumber.plain(number), .number) }
            let fraction = number - number.rounded(.down)
            return (hasTime && fraction > 0 ? "\(day.words), \(SheetDay.clock(fraction))" : day.words, .date)
        case .month: return day.map { ($0.monthWords, .date) } ?? (SheetNumber.plain(number), .number)
        case .year: return day.map { (String($0.year), .date) } ?? (SheetNumber.plain(number), .number)
        case .clock: return (SheetDay.clock(number - number.rounded(.down)), .time)
        case .length: return (SheetDay.length(number), .time)
        }
    }
}
