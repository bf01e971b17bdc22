// SPDX-License-Identifier: Apache-2.0
import EqualityDuty
import EqualityStatistics

/// How figures are written, everywhere alike: rounded once, and by one rule.
enum FigureWords {
    /// "1,234".
    static func count(_ count: Int) -> String { AnswerReader.grouped(count) }

    /// "24.1%"; "less than 0.1%" where somebody is there and one decimal would say nobody.
    static func percentage(_ share: Share?) -> String {
        guard let share else { return "[x]" }
        if share.count > 0, printed(share.percentage, places: 1) == 0 { return "less than 0.1%" }
        return decimal(share.percentage) + "%"
    }

    /// One decimal, "-0.0" never.
    static func decimal(_ value: Double) -> String {
        let rounded = printed(value, places: 1)
        let tenths = Int((abs(rounded) * 10).rounded())
        return "\(rounded < 0 && tenths > 0 ? "-" : "")\(tenths / 10).\(tenths % 10)"
    }

    /// "+4.7", "-0.3", "0.0".
    static func signed(_ value: Double) -> String {
        let text = decimal(value)
        return text.hasPrefix("-") || text == "0.0" ? text : "+" + text
    }

    /// "4.7 points more", "0.3 points fewer", "the same".
    static func points(_ value: Double) -> String {
        let size = decimal(abs(value))
        if size == "0.0" { return "the same" }
        return "\(size) \(size == "1.0" ? "point" : "points") \(value > 0 ? "more" : "fewer")"
    }
}
