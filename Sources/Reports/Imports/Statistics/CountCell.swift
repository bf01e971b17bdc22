// SPDX-License-Identifier: Apache-2.0

/// What a cell that should hold a count holds.
enum CountCell: Equatable {
    case count(Int)
    /// Nothing at all.
    case empty
    /// No count, and why not, as the end of a sentence that begins with the cell.
    case wrong(String)

    /// More people than live in the country are a mistake.
    static let most = 100_000_000

    init(_ text: String) {
        var digits = ""
        for character in text {
            if character.isASCII, let byte = character.asciiValue, (48...57).contains(byte) {
                digits.append(character)
            } else if character == "," || character == " " || character == "\u{A0}" || character == "\u{202F}"
            {
                continue
            } else {
                self = Self.other(text)
                return
            }
        }
        if digits.isEmpty {
            self = .empty
        } else if !Self.isGrouped(text) {
            self = .wrong("is no whole number: its commas do not stand between thousands")
        } else if digits.count > 10 || Int(digits) ?? 0 > Self.most {
            self = .wrong("is more than everybody in the country")
        } else {
            self = .count(Int(digits) ?? 0)
        }
    }

    /// Whether marks between digits stand where thousands end.
    private static func isGrouped(_ text: String) -> Bool {
        let parts = text.split(omittingEmptySubsequences: false) { $0 == "," }
        return parts.count == 1 || parts.dropFirst().allSatisfy { $0.filter(\.isNumber).count == 3 }
    }

    private static func other(_ text: String) -> CountCell {
        let plain = text.filter { !$0.isWhitespace && $0 != "," }
        let lower = plain.lowercased()
        if ["[c]", "c", "*", "**", "s", "[s]"].contains(lower) {
            return .wrong(
                "withholds a count: a table with withheld counts cannot be taken in, its sums would be wrong")
        }
        if ["-", "..", ".", ":", "n/a", "na", "[x]", "[z]", "x", "z", "null", "\u{2013}", "#n/a"].contains(
            lower)
        {
            return .wrong("gives no count: put a whole number there, 0 where there is nobody")
        }
        if plain.hasSuffix("%") { return .wrong("is a percentage, and a count is wanted here") }
        if Self.isScientific(plain) {
            return .wrong(
                "is a number in scientific notation: its last digits are lost, so take it from the source again"
            )
        }
        guard let number = Double(plain) else { return .wrong("is no number") }
        if number < 0 { return .wrong("is below 0, and nobody can be counted so") }
        if number == number.rounded(), number <= Double(most) { return .count(Int(number)) }
        return .wrong("has decimals, and people are counted in whole numbers")
    }

    /// Whether a cell stands where figures stand: a number, or a mark in the place of one.
    static func isFigure(_ text: String) -> Bool {
        if PercentCell.read(text) != nil { return true }
        let marks = ["[c]", "c", "*", "**", "[s]", "-", "..", ":", "n/a", "[x]", "[z]", "\u{2013}", "#n/a"]
        return marks.contains(text.lowercased().filter { !$0.isWhitespace })
    }

    /// "1.2E+05", as a spreadsheet shows a long number.
    static func isScientific(_ text: String) -> Bool {
        guard let mark = text.firstIndex(where: { $0 == "E" || $0 == "e" }) else { return false }
        let head = text[..<mark]
        let tail = text[text.index(after: mark)...]
        guard let first = head.first, first.isNumber || first == "-", !tail.isEmpty else { return false }
        let figures = tail.drop { $0 == "+" || $0 == "-" }
        let isSigned = figures.count < tail.count
        return head.allSatisfy { $0.isNumber || $0 == "." || $0 == "-" } && figures.allSatisfy(\.isNumber)
            && !figures.isEmpty && (isSigned || head.contains(".") || figures.count <= 3)
    }
}

/// A percentage in a cell.
enum PercentCell {
    /// The number and how far it may be rounded; `nil` where there is none.
    static func read(_ text: String) -> (value: Double, tolerance: Double)? {
        let plain = text.filter { !$0.isWhitespace && $0 != "%" && $0 != "," }
        guard let value = Double(plain), value.isFinite else { return nil }
        let decimals = plain.split(separator: ".").dropFirst().first?.count ?? 0
        return (value, decimals == 0 ? 0.6 : decimals == 1 ? 0.11 : 0.06)
    }
}

/// What Excel made of words in cells of codes and labels.
enum SheetDamage {
    private static let months = [
        "jan": 1, "feb": 2, "mar": 3, "apr": 4, "may": 5, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "oct": 10,
        "nov": 11, "dec": 12,
    ]

    /// What is wrong with a label, as the end of a sentence; `nil` where nothing is.
    static func words(_ text: String) -> String? {
        if CountCell.isScientific(text) {
            return
                "is a number in scientific notation: a spreadsheet lost the code, so take it from the source again"
        }
        let parts = text.split { $0 == "-" || $0 == "/" || $0 == " " }.map { $0.lowercased() }
        guard parts.count == 2 else {
            return isDay(text) ? "is a date that a spreadsheet made of something else" : nil
        }
        for (name, other) in [(parts[0], parts[1]), (parts[1], parts[0])] {
            guard let month = months[name], let number = Int(other), number < 100 else { continue }
            let range = number < month ? "\(number) to \(month)" : "\(month) to \(number)"
            return
                "is a date that a spreadsheet made of \u{201C}\(range)\u{201D} or the like: write the words again"
        }
        return nil
    }

    private static func isDay(_ text: String) -> Bool {
        let parts = text.split { $0 == "-" || $0 == "/" }
        return parts.count == 3
            && parts.allSatisfy { !$0.isEmpty && $0.count <= 4 && $0.allSatisfy(\.isNumber) }
    }
}
