// SPDX-License-Identifier: Apache-2.0
import Documents
import EqualityDuty
import EqualityStatistics

/// How the figures of a profile are written: as every figure about people is, by its unit.
enum FigureWords {
    /// "1,234".
    static func count(_ count: Int) -> String { Statistic.Unit.people.text(Double(count)) }

    /// "24.1%"; a mark where there is no figure, or where one decimal would make nobody of somebody.
    static func percentage(_ share: Share?) -> String {
        guard let share else { return Shorthand.notAvailable.shown }
        return isLow(share) ? Shorthand.low.shown : Statistic.Unit.percent.text(share.percentage)
    }

    /// The same without its sign, as it stands in a column of per cent.
    static func hundredths(_ share: Share?) -> String {
        let text = percentage(share)
        return text.hasSuffix("%") ? String(text.dropLast()) : text
    }

    /// As files have it, "24.1"; empty where one decimal would make nobody of somebody.
    static func plain(_ share: Share) -> String {
        isLow(share) ? "" : Statistic.Unit.percent.plain(share.percentage)
    }

    /// "+4.7", "\u{2212}0.3", "0.0".
    static func signed(_ value: Double) -> String { Statistic.Unit.points.text(value) }

    /// "4.7 points more", "0.3 points fewer", "the same".
    static func points(_ value: Double) -> String {
        let size = Statistic.Unit.points.plain(abs(value))
        if size == "0.0" { return "the same" }
        return "\(size) \(size == "1.0" ? "point" : "points") \(value > 0 ? "more" : "fewer")"
    }

    private static func isLow(_ share: Share) -> Bool {
        share.count > 0 && Statistic.Unit.percent.plain(share.percentage) == "0.0"
    }
}
