// SPDX-License-Identifier: Apache-2.0
import Documents
import EqualityDuty
import EqualityStatistics

/// What reports on monitoring data say alike, for pages of those who may see raw counts.
public enum RawCountWords {
    /// When which word is said, in a sentence.
    public static func thresholds(_ settings: RepresentationSettings) -> String {
        "A group is called under-represented where the whole \(intervalHeading(settings)) lies below the benchmark and "
            + "its share is at most \(percent(settings.greatestRatio))% of it. Nothing is said of fewer than "
            + "\(settings.smallestBase) usable answers, or where fewer than \(percent(settings.smallestCompleteness))% "
            + "of those asked gave one. These are settings of this body."
    }

    /// The heading of a column of intervals, such as "95% interval".
    public static func intervalHeading(_ settings: RepresentationSettings) -> String {
        "\(percent(settings.level.probability))% interval"
    }

    /// An interval of parts of 1 in per cent, such as "8.8 to 16.2".
    public static func ends(_ interval: Interval) -> String {
        let unit = Statistic.Unit.percent
        return "\(minus(unit.plain(100 * interval.lower))) to \(minus(unit.plain(100 * interval.upper)))"
    }

    /// A p-value as it is printed.
    public static func p(_ value: Double) -> String {
        value < 0.001 ? "under 0.001" : "\(printed(value, places: 3))"
    }

    /// A raw share with the people behind it, such as "92.1%, 221 of 240".
    public static func shown(_ share: Share) -> String {
        Statistic.inside(share.percentage, .percent, part: (share.count, share.base)).shown
    }

    /// How many times something is something else with its interval, such as "1.52 (1.10 to 2.04)", or that there is
    /// nothing to compare.
    public static func times(_ value: Double?, _ interval: Interval?) -> String {
        guard let value, value.isFinite, let interval else { return Shorthand.notApplicable.shown }
        let unit = Statistic.Unit.ratio
        let upper = interval.upper.isFinite ? "to \(unit.text(interval.upper))" : "and over"
        return "\(unit.text(value)) (\(unit.text(interval.lower)) \(upper))"
    }

    /// What became of a question, in words.
    public static func answers(_ answers: AnswerCounts) -> String {
        let complete = answers.completeness.map { ", \(Statistic.Unit.percent.text($0.percentage))" } ?? ""
        return "\(answers.usable) of \(answers.asked) asked\(complete); prefer not to say "
            + "\(answers.preferNotToSay), not answered \(answers.notAnswered), unknown \(answers.unknown), not asked "
            + "\(answers.notAsked)"
    }

    /// A trend in words, with what chance could explain.
    public static func words(_ trend: Trend) -> String {
        let rate = printed(abs(trend.pointsPerYear), places: 2)
        let found = trend.interval.contains(0) ? "which chance could explain" : "more than chance explains"
        return "\(trend.pointsPerYear < 0 ? "down" : "up") \(rate) points a year, \(found) (p \(p(trend.p)))"
    }

    private static func percent(_ part: Double) -> Int { Int((100 * part).rounded()) }

    private static func minus(_ text: String) -> String { text.replacing("-", with: "\u{2212}") }
}
