// SPDX-License-Identifier: Apache-2.0

/// One age band of those studied, beside the population that all groups are held against.
public struct StandardBand: Hashable, Sendable, Codable {
    /// How many happened.
    public let events: Int
    /// People or person-years of those studied; more than 0.
    public let population: Double
    /// How many people of this age the standard population has; 0 or more.
    public let standard: Double

    /// nil where events are negative, the population is not positive or the standard negative.
    public init?(events: Int, population: Double, standard: Double) {
        guard events >= 0, population > 0, population.isFinite, standard >= 0, standard.isFinite else {
            return nil
        }
        self.events = events
        self.population = population
        self.standard = standard
    }
}

/// How the range of a directly standardised rate is worked out.
public enum StandardisedMethod: String, Hashable, Sendable, Codable, CaseIterable {
    /// The range of the count, carried over to the weighted rate. Dobson, Kuulasmaa, Eberle and Scherer
    /// (1991), Statistics in Medicine 10, 457-462. The method of English public health figures.
    case dobson
    /// Gamma distributions with the rate's mean and variance; wide, and safe with very unequal weights. Fay
    /// and Feuer (1997), Statistics in Medicine 16, 791-801.
    case gamma
}

/// The rate that those studied would have if their ages were those of a standard population.
public struct DirectlyStandardisedRate: Hashable, Sendable {
    /// Fewer events than this say nothing dependable. Morris, Tan, Fryers and Bestwick (2018), Population
    /// Health Metrics 16, 19.
    public static let fewestEvents = 10

    /// How many happened.
    public let events: Int
    /// Events for each unit of population.
    public let value: Double
    /// Of the value, with events as Poisson counts.
    public let variance: Double
    private let greatestWeight: Double

    /// nil where there is no band, or the standard population is empty.
    public init?(_ bands: [StandardBand]) {
        let whole = bands.reduce(0) { $0 + $1.standard }
        guard whole > 0 else { return nil }
        var events = 0
        var value = 0.0
        var variance = 0.0
        var greatest = 0.0
        for band in bands {
            let weight = band.standard / whole / band.population
            events += band.events
            value += weight * Double(band.events)
            variance += weight * weight * Double(band.events)
            greatest = max(greatest, weight)
        }
        self.events = events
        self.value = value
        self.variance = variance
        greatestWeight = greatest
    }

    /// Whether there are events enough to say anything by it.
    public var isDependable: Bool { events >= DirectlyStandardisedRate.fewestEvents }

    /// The range of the value, for each unit of population.
    ///
    /// `count` says how the range of the number of events is worked out in Dobson's method.
    public func interval(
        _ level: ConfidenceLevel = .ninetyFive, method: StandardisedMethod = .dobson,
        count: CountMethod = .exact
    ) -> Interval {
        let tail = level.falseAlarm / 2
        switch method {
        case .dobson:
            let range = countInterval(events, level, method: count)
            // With no events at all nothing shows how ages weigh, so the heaviest weight stands for all.
            if events == 0 { return Interval(0, range.upper * greatestWeight) }
            let scale = (variance / Double(events)).squareRoot()
            return Interval(
                max(0, value + scale * (range.lower - Double(events))),
                value + scale * (range.upper - Double(events)))
        case .gamma:
            let lower =
                variance == 0
                ? 0 : variance / value * gammaQuantile(tail, value * value / variance)
            let shifted = value + greatestWeight
            let spread = variance + greatestWeight * greatestWeight
            return Interval(lower, spread / shifted * gammaQuantile(1 - tail, shifted * shifted / spread))
        }
    }
}

/// One age band of those studied, beside the rate that a standard population has at that age.
public struct ReferenceBand: Hashable, Sendable, Codable {
    /// How many happened.
    public let events: Int
    /// People or person-years of those studied; 0 or more.
    public let population: Double
    /// Events for each unit of population in the standard population; 0 or more.
    public let standardRate: Double

    /// nil where a number is negative.
    public init?(events: Int, population: Double, standardRate: Double) {
        guard events >= 0, population >= 0, population.isFinite, standardRate >= 0, standardRate.isFinite
        else { return nil }
        self.events = events
        self.population = population
        self.standardRate = standardRate
    }
}

/// How many events there were for each one expected at the standard population's rates: a standardised ratio.
///
/// Two such ratios of different groups are not to be compared with each other: each is held against its own
/// ages.
public struct IndirectlyStandardisedRatio: Hashable, Sendable {
    /// How many happened.
    public let events: Int
    /// How many events there would have been at the standard rates.
    public let expected: Double

    /// nil where nothing is expected.
    public init?(_ bands: [ReferenceBand]) {
        self.init(
            events: bands.reduce(0) { $0 + $1.events },
            expected: bands.reduce(0) { $0 + $1.population * $1.standardRate })
    }

    /// nil where events are negative or the number expected is not positive.
    public init?(events: Int, expected: Double) {
        guard events >= 0, expected > 0, expected.isFinite else { return nil }
        self.events = events
        self.expected = expected
    }

    /// 1 where there were as many as expected; times 100 it is the ratio as usually printed.
    public var value: Double { Double(events) / expected }

    /// The range of the value; the expected number is taken as known. Ulm (1990), American Journal of
    /// Epidemiology 131, 373-375; see `CountMethod`.
    public func interval(
        _ level: ConfidenceLevel = .ninetyFive, method: CountMethod = .exact
    ) -> Interval {
        countInterval(events, level, method: method).scaled(by: 1 / expected)
    }

    /// The indirectly standardised rate: the ratio times the standard population's crude rate, in its unit.
    public func rate(standardCrudeRate: Double) -> Double { value * standardCrudeRate }

    /// How probable a number of events this far from the expected one is by chance: exact Poisson, two-sided
    /// by doubling the smaller tail, at most 1.
    public var p: Double {
        let atLeast = events == 0 ? 1 : incompleteGamma(Double(events), expected)
        let atMost = incompleteGammaComplement(Double(events) + 1, expected)
        return min(1, 2 * min(atLeast, atMost))
    }
}
