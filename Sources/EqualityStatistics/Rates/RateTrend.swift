// SPDX-License-Identifier: Apache-2.0

/// A rate in one year, and what separates it from the year before.
public struct YearlyRate: YearlyFigure, Hashable, Codable {
    /// The year in which the period ends.
    public let year: Int
    /// What happened in how much exposure.
    public let rate: Rate
    /// Nil where the figure continues the series.
    public let breakBefore: SeriesBreak?

    /// One year, with the break before it if there is one.
    public init(year: Int, _ rate: Rate, breakBefore: SeriesBreak? = nil) {
        self.year = year
        self.rate = rate
        self.breakBefore = breakBefore
    }
}

/// How a rate went over years that can be compared.
public struct RateTrend: Hashable, Sendable, Codable {
    /// The first and the last year.
    public let years: ClosedRange<Int>
    /// The rate of the first year.
    public let firstRate: Rate
    /// The rate of the last year.
    public let lastRate: Rate
    /// What came before the first of these years, if a break did.
    public let breakBefore: SeriesBreak?
    /// Events for each unit of exposure, a year; by least squares with exposures as weights.
    public let changePerYear: Double
    /// In the same unit; holds 0 exactly where the test does not speak for a trend.
    public let interval: Interval
    /// The score statistic of Poisson counts, chi-squared with one degree of freedom.
    public let chiSquared: Double
    /// Whether there is a straight trend at all.
    public let p: Double
    /// Whether the years depart from a straight line: chi-squared with two degrees fewer than there are
    /// years.
    public let pOfDeparture: Double

    /// The trend of three or more years of one unbroken series, in any order.
    ///
    /// nil below three years, with one year given twice, with a break in the middle, or without any event.
    /// Events must be separate: one incident with five complaints counts once. Breslow and Day (1987),
    /// Statistical Methods in Cancer Research II, p. 96.
    public init?(_ series: [YearlyRate], _ level: ConfidenceLevel = .ninetyFive) {
        let sorted = series.sorted { $0.year < $1.year }
        guard let first = sorted.first, let last = sorted.last, sorted.count >= 3,
            Set(sorted.map(\.year)).count == sorted.count,
            sorted.dropFirst().allSatisfy({ $0.breakBefore == nil })
        else { return nil }
        let pooled =
            sorted.reduce(0) { $0 + Double($1.rate.events) } / sorted.reduce(0) { $0 + $1.rate.exposure }
        guard pooled > 0 else { return nil }
        let line = LineOverYears(
            sorted.map { ($0.year, $0.rate.exposure, $0.rate.value) }, noise: pooled)
        years = first.year...last.year
        firstRate = first.rate
        lastRate = last.rate
        breakBefore = first.breakBefore
        changePerYear = line.slope
        interval = line.interval(level)
        chiSquared = line.chiSquared
        p = line.p
        pOfDeparture = line.pOfDeparture
    }
}

extension SeriesOfYears<YearlyRate> {
    /// The trend of each piece that has three years or more.
    public func trends(_ level: ConfidenceLevel = .ninetyFive) -> [RateTrend] {
        pieces.compactMap { RateTrend($0, level) }
    }

    /// The last year as a multiple of the first of the last piece; nil where that has only one year. See
    /// `RateRatio`.
    public func latestChange(_ level: ConfidenceLevel = .ninetyFive) -> RateRatio? {
        guard let piece = pieces.last, piece.count > 1, let first = piece.first, let last = piece.last else {
            return nil
        }
        return last.rate.ratio(to: first.rate, level)
    }

    /// Years that follow each other, added together; see the same of shares, with its warning.
    public func pooled(_ width: Int = 3) -> [PooledRate] {
        runs(width).compactMap { run in
            guard let first = run.first, let last = run.last,
                let rate = Rate(
                    run.reduce(0) { $0 + $1.rate.events }, in: run.reduce(0) { $0 + $1.rate.exposure })
            else { return nil }
            return PooledRate(years: first.year...last.year, rate: rate)
        }
    }
}

/// A rate over several years together, which must be marked as such wherever it is shown.
public struct PooledRate: Hashable, Sendable, Codable {
    /// The first and the last year.
    public let years: ClosedRange<Int>
    /// What happened in how much exposure.
    public let rate: Rate

    /// The mark, such as "2022 to 2024 pooled".
    public var mark: String { "\(years.lowerBound) to \(years.upperBound) pooled" }
}
