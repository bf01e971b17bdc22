// SPDX-License-Identifier: Apache-2.0

/// Why a figure is not to be compared with the one before it.
public enum SeriesBreak: String, Hashable, Sendable, Codable, CaseIterable {
    /// The categories changed.
    case classification
    /// Other people are counted than before.
    case coverage
    /// The question was put in other words.
    case question
    /// It was counted in another way.
    case method
}

/// A figure of one year in a series that may break.
public protocol YearlyFigure: Sendable {
    /// The year in which the period ends.
    var year: Int { get }
    /// Why it is not to be compared with the year before; nil where it continues the series.
    var breakBefore: SeriesBreak? { get }
}

/// A share in one year, and what separates it from the year before.
public struct YearlyShare: YearlyFigure, Hashable, Codable {
    /// The year in which the period ends.
    public let year: Int
    /// What was counted in it.
    public let share: Share
    /// Nil where the figure continues the series.
    public let breakBefore: SeriesBreak?

    /// One year, with the break before it if there is one.
    public init(year: Int, _ share: Share, breakBefore: SeriesBreak? = nil) {
        self.year = year
        self.share = share
        self.breakBefore = breakBefore
    }
}

/// How a share went over years that can be compared.
public struct Trend: Hashable, Sendable, Codable {
    /// The first and the last year.
    public let years: ClosedRange<Int>
    /// The share of the first year.
    public let firstShare: Share
    /// The share of the last year.
    public let lastShare: Share
    /// What came before the first of these years, if a break did.
    public let breakBefore: SeriesBreak?
    /// Percentage points a year, by least squares with bases as weights.
    public let pointsPerYear: Double
    /// In the same unit; holds 0 exactly where the test does not speak for a trend.
    public let interval: Interval
    /// Cochran and Armitage's statistic, chi-squared with one degree of freedom.
    public let chiSquared: Double
    /// Whether there is a straight trend at all.
    public let p: Double
    /// Whether the years depart from a straight line: chi-squared with two degrees fewer than there are
    /// years.
    public let pOfDeparture: Double

    /// The trend of three or more years of one unbroken series, in any order.
    ///
    /// nil below three years, with one year given twice, with a break in the middle, or where all shares
    /// together are 0% or 100%. Cochran (1954), Biometrics 10, 417-451; Armitage (1955), Biometrics 11,
    /// 375-386.
    public init?(_ series: [YearlyShare], _ level: ConfidenceLevel = .ninetyFive) {
        let sorted = series.sorted { $0.year < $1.year }
        guard let first = sorted.first, let last = sorted.last, sorted.count >= 3,
            Set(sorted.map(\.year)).count == sorted.count,
            sorted.dropFirst().allSatisfy({ $0.breakBefore == nil })
        else { return nil }
        let successes = sorted.reduce(0) { $0 + Double($1.share.count) }
        let pooled = successes / sorted.reduce(0) { $0 + Double($1.share.base) }
        guard pooled > 0, pooled < 1 else { return nil }
        let line = LineOverYears(
            sorted.map { ($0.year, Double($0.share.base), $0.share.value) }, noise: pooled * (1 - pooled))
        years = first.year...last.year
        firstShare = first.share
        lastShare = last.share
        breakBefore = first.breakBefore
        pointsPerYear = 100 * line.slope
        interval = line.interval(level).scaled(by: 100)
        chiSquared = line.chiSquared
        p = line.p
        pOfDeparture = line.pOfDeparture
    }
}
