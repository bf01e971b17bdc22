// SPDX-License-Identifier: Apache-2.0
import EqualityStatistics

/// Ages as files write them: "Aged 4 years and under", "Age 16 to 17", "90 and over", "65+", "under 1".
enum AgeLabel {
    private static let fillers: Set<String> = [
        "age", "aged", "ages", "year", "years", "yrs", "yr", "old", "people",
    ]

    /// The ages of a label; `nil` where it tells none.
    static func range(_ label: String) -> AgeRange? {
        var words: [String] = []
        var word = ""
        func end() {
            if !word.isEmpty, !fillers.contains(word) { words.append(word) }
            word = ""
        }
        for scalar in label.lowercased().unicodeScalars {
            switch scalar {
            case "0"..."9":
                if let last = word.unicodeScalars.last, !("0"..."9").contains(last) { end() }
                word.unicodeScalars.append(scalar)
            case "a"..."z":
                if let last = word.unicodeScalars.last, ("0"..."9").contains(last) { end() }
                word.unicodeScalars.append(scalar)
            case "+":
                end()
                words.append("over")
            case "-", "\u{2010}", "\u{2011}", "\u{2012}", "\u{2013}", "\u{2014}":
                end()
                words.append("to")
            case "<":
                end()
                words.append("under")
            case "\u{2265}":
                end()
                words.append("from")
            case " ", "_", "(", ")", ".", ",", ":", "\u{A0}": end()
            default: return nil
            }
        }
        end()
        return range(words)
    }

    private static func range(_ words: [String]) -> AgeRange? {
        let numbers = words.compactMap(Int.init)
        guard numbers.allSatisfy({ $0 <= 130 }) else { return nil }
        let others = words.filter { Int($0) == nil }
        switch (numbers.count, others) {
        case (1, []): return AgeRange(numbers[0], to: numbers[0])
        case (1, ["over"]), (1, ["and", "over"]), (1, ["plus"]), (1, ["or", "over"]), (1, ["and", "older"]),
            (1, ["or", "older"]), (1, ["and", "above"]), (1, ["from"]), (1, ["and", "to", "over"]):
            return AgeRange(numbers[0], to: nil)
        case (1, ["under"]), (1, ["less", "than"]), (1, ["below"]):
            guard words.last == String(numbers[0]) else { return AgeRange(0, to: numbers[0]) }
            return AgeRange(0, to: numbers[0] - 1)
        case (1, ["and", "under"]), (1, ["or", "under"]), (1, ["and", "younger"]), (1, ["up", "to"]),
            (1, ["and", "below"]):
            return AgeRange(0, to: numbers[0])
        case (2, ["to"]), (2, ["and"]), (2, ["between", "and"]), (2, []):
            return AgeRange(numbers[0], to: numbers[1])
        default: return nil
        }
    }
}
