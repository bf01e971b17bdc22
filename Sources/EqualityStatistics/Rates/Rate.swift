// SPDX-License-Identifier: Apache-2.0

/// How the range of a count of events is worked out.
public enum CountMethod: String, Hashable, Sendable, Codable, CaseIterable {
    /// From the Poisson distribution itself, by its link with chi-squared. Never too narrow. Garwood (1936).
    case exact
    /// Byar's cube-root approximation, within 0.2% of exact from ten events upwards at 95%. Breslow and Day
    /// (1987), Statistical Methods in Cancer Research II, p. 69.
    case byar
    /// Exact below ten events and Byar's from ten, as English public health figures are published.
    case exactBelowTen
}

/// So many events in so much time or among so many people.
public struct Rate: Hashable, Sendable, Codable {
    /// How many happened.
    public let events: Int
    /// Person-years, or people; more than 0.
    public let exposure: Double

    /// nil where events are negative, or the exposure is not a positive number.
    public init?(_ events: Int, in exposure: Double) {
        guard events >= 0, exposure > 0, exposure.isFinite else { return nil }
        self.events = events
        self.exposure = exposure
    }

    private enum CodingKeys: String, CodingKey { case events, exposure }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let events = try container.decode(Int.self, forKey: .events)
        let exposure = try container.decode(Double.self, forKey: .exposure)
        guard let rate = Rate(events, in: exposure) else {
            throw DecodingError.dataCorrupted(
                .init(
                    codingPath: decoder.codingPath,
                    debugDescription: "Give events of 0 or more and an exposure above 0"))
        }
        self = rate
    }

    /// Events for each unit of exposure.
    public var value: Double { Double(events) / exposure }

    /// Events for each so many units: `per(1000)` is the rate per thousand.
    public func per(_ units: Double) -> Double { value * units }

    /// The range of the rate, for each unit of exposure.
    ///
    /// Exact unless another method is asked for: it costs nothing and never claims too much. See
    /// `CountMethod`.
    public func interval(
        _ level: ConfidenceLevel = .ninetyFive, method: CountMethod = .exact
    ) -> Interval {
        countInterval(events, level, method: method).scaled(by: 1 / exposure)
    }

    /// This rate as a multiple of another, of other people or another time.
    public func ratio(to other: Rate, _ level: ConfidenceLevel = .ninetyFive) -> RateRatio {
        RateRatio(self, against: other, level)
    }
}

/// The range of the number of events that were to be expected, where `events` (0 or more) were counted.
public func countInterval(
    _ events: Int, _ level: ConfidenceLevel = .ninetyFive, method: CountMethod = .exact
) -> Interval {
    let count = Double(max(0, events))
    let exact =
        switch method {
        case .exact: true
        case .byar: false
        case .exactBelowTen: events < 10
        }
    if exact {
        let tail = level.falseAlarm / 2
        return Interval(count == 0 ? 0 : gammaQuantile(tail, count), gammaQuantile(1 - tail, count + 1))
    }
    func cube(_ number: Double, _ z: Double) -> Double {
        let root = 1 - 1 / (9 * number) + z / (3 * number.squareRoot())
        return number * root * root * root
    }
    return Interval(count == 0 ? 0 : max(0, cube(count, -level.z)), cube(count + 1, level.z))
}

/// One rate as a multiple of another.
public struct RateRatio: Hashable, Sendable {
    /// Infinite where the other has no events, nil where neither has any.
    public let value: Double?
    /// The range of the ratio; without an upper end where the other has no events.
    public let interval: Interval
    /// Whether the two rates differ: exact, two-sided, by small probabilities.
    public let p: Double

    /// Exact, from the part that the first has in the events of both: given their number it is binomial.
    ///
    /// Przyborowski and Wilenski (1940), Biometrika 31, 313-323; the interval by Clopper and Pearson (1934).
    public init(_ first: Rate, against second: Rate, _ level: ConfidenceLevel = .ninetyFive) {
        let up = Double(first.events) * second.exposure
        let down = Double(second.events) * first.exposure
        value = up == 0 && down == 0 ? nil : up / down
        guard let part = Share(first.events, of: first.events + second.events),
            let expected = Proportion(first.exposure / (first.exposure + second.exposure))
        else {
            interval = Interval(0, .infinity)
            p = 1
            return
        }
        let range = part.exactInterval(level)
        let scale = second.exposure / first.exposure
        // The upper end is taken from the other side, where it keeps its digits.
        let rest = part.complement.exactInterval(level)
        interval = Interval(
            range.lower / (1 - range.lower) * scale,
            rest.lower == 0 ? .infinity : (1 - rest.lower) / rest.lower * scale)
        p = part.binomialTest(against: expected)
    }
}
