// SPDX-License-Identifier: Apache-2.0

/// A straight line through yearly values by weighted least squares, and how far chance alone would tilt it.
///
/// With people as weights and the variance that all years together have, the test is Cochran and Armitage's
/// for shares and the score test for Poisson counts (Breslow and Day 1987, Statistical Methods in Cancer
/// Research II, p. 96).
struct LineOverYears {
    let slope: Double
    private let spread: Double
    private let noise: Double
    private let departure: Double
    private let count: Int

    /// Values of different years, three or more, with their weights; `noise` is a value's variance times its
    /// weight.
    init(_ values: [(year: Int, weight: Double, value: Double)], noise: Double) {
        // Years are counted from the first, so that squares stay small.
        let start = values.first?.year ?? 0
        func time(_ one: (year: Int, weight: Double, value: Double)) -> Double { Double(one.year - start) }
        let whole = values.reduce(0) { $0 + $1.weight }
        let middle = values.reduce(0) { $0 + time($1) * $1.weight } / whole
        let mean = values.reduce(0) { $0 + $1.value * $1.weight } / whole
        var spread = 0.0
        var together = 0.0
        var between = 0.0
        for one in values {
            let away = time(one) - middle
            let gap = one.value - mean
            spread += one.weight * away * away
            together += one.weight * away * gap
            between += one.weight * gap * gap
        }
        slope = together / spread
        self.spread = spread
        self.noise = noise
        departure = max(0, between / noise - slope * slope * spread / noise)
        count = values.count
    }

    /// The statistic for a slope, chi-squared with one degree of freedom.
    var chiSquared: Double { slope * slope * spread / noise }

    var p: Double { chiSquaredTail(chiSquared, degrees: 1) }

    /// What is left when the line is taken away, with two degrees fewer than there are years.
    var pOfDeparture: Double { chiSquaredTail(departure, degrees: count - 2) }

    func interval(_ level: ConfidenceLevel) -> Interval {
        let reach = level.z * (noise / spread).squareRoot()
        return Interval(slope - reach, slope + reach)
    }
}
