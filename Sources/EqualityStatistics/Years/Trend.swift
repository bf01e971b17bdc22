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

/// A share in one year, and what separates it from the year before.
public struct YearlyShare: Hashable, Sendable, Codable {
    /// The year in which the period ends.
    public let year: Int
    public let share: Share
    /// Nil where the figure continues the series.
    public let breakBefore: SeriesBreak?

    public init(year: Int, _ share: Share, breakBefore: SeriesBreak? = nil) {
        self.year = year
        self.share = share
        self.breakBefore = breakBefore
    }
}

/// How a share went over years that can be compared.
public struct Trend: Hashable, Sendable, Codable {
    public let years: ClosedRange<Int>
    public let firstShare: Share
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
        let people = sorted.reduce(0) { $0 + Double($1.share.base) }
        let successes = sorted.reduce(0) { $0 + Double($1.share.count) }
        let pooled = successes / people
        guard pooled > 0, pooled < 1 else { return nil }
        // Years are counted from the first, so that squares stay small.
        func time(_ one: YearlyShare) -> Double { Double(one.year - first.year) }
        let middle = sorted.reduce(0) { $0 + time($1) * Double($1.share.base) } / people
        var spread = 0.0
        var together = 0.0
        var between = 0.0
        for one in sorted {
            let base = Double(one.share.base)
            let away = time(one) - middle
            let gap = one.share.value - pooled
            spread += base * away * away
            together += base * away * gap
            between += base * gap * gap
        }
        let noise = pooled * (1 - pooled)
        let slope = together / spread
        let reach = level.z * (noise / spread).squareRoot()
        years = first.year...last.year
        firstShare = first.share
        lastShare = last.share
        breakBefore = first.breakBefore
        pointsPerYear = 100 * slope
        interval = Interval(100 * (slope - reach), 100 * (slope + reach))
        chiSquared = slope * slope * spread / noise
        p = chiSquaredTail(chiSquared, degrees: 1)
        pOfDeparture = chiSquaredTail(
            max(0, between / noise - chiSquared), degrees: sorted.count - 2)
    }
}

/// A series cut wherever it breaks: nothing is compared across a cut.
public struct SeriesOfYears: Hashable, Sendable {
    /// Each piece in order of years; only its first year may carry a break.
    public let pieces: [[YearlyShare]]

    /// The years in order, cut at each break. Two figures for one year are two pieces: which of them counts
    /// is not for a series to say.
    public init(_ series: [YearlyShare]) {
        var pieces: [[YearlyShare]] = []
        for one in series.sorted(by: { $0.year < $1.year }) {
            let continues = one.breakBefore == nil && pieces.last?.last.map { $0.year < one.year } ?? false
            if continues, let last = pieces.indices.last {
                pieces[last].append(one)
            } else {
                pieces.append([one])
            }
        }
        self.pieces = pieces
    }

    /// Where the series breaks and why, in order of years; the start of the series is no break.
    public var breaks: [(year: Int, reason: SeriesBreak)] {
        pieces.dropFirst().compactMap { piece in
            piece.first.flatMap { one in one.breakBefore.map { (one.year, $0) } }
        }
    }

    /// The trend of each piece that has three years or more.
    public func trends(_ level: ConfidenceLevel = .ninetyFive) -> [Trend] {
        pieces.compactMap { Trend($0, level) }
    }

    /// The last year less the first of the last piece; nil where that has only one year. See
    /// `Share.difference`.
    public func latestChange(_ level: ConfidenceLevel = .ninetyFive) -> ShareDifference? {
        guard let piece = pieces.last, piece.count > 1, let first = piece.first, let last = piece.last else {
            return nil
        }
        return last.share.difference(from: first.share, level)
    }

    /// Years that follow each other, added together, so that a small body has a base to speak of.
    ///
    /// Every run of `width` years without a gap or a break; none where `width` is below 2. The years overlap,
    /// so they are not separate findings, and people counted in several years count several times. A pooled
    /// figure published beside its single years gives the missing year away by subtraction: disclosure
    /// control must see them together.
    public func pooled(_ width: Int = 3) -> [PooledShare] {
        guard width > 1 else { return [] }
        return pieces.flatMap { piece -> [PooledShare] in
            guard piece.count >= width else { return [] }
            return (0...piece.count - width).compactMap { start in
                let run = piece[start..<start + width]
                guard let first = run.first, let last = run.last, last.year - first.year == width - 1,
                    let share = Share(
                        run.reduce(0) { $0 + $1.share.count }, of: run.reduce(0) { $0 + $1.share.base })
                else { return nil }
                return PooledShare(years: first.year...last.year, share: share)
            }
        }
    }
}

/// A share over several years together, which must be marked as such wherever it is shown.
public struct PooledShare: Hashable, Sendable, Codable {
    public let years: ClosedRange<Int>
    public let share: Share

    /// The mark, such as "2022 to 2024 pooled".
    public var mark: String { "\(years.lowerBound) to \(years.upperBound) pooled" }
}
