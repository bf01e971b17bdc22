// SPDX-License-Identifier: Apache-2.0

/// How sure an interval is meant to be: the share of such intervals that hold the truth in the long run.
public struct ConfidenceLevel: Hashable, Sendable, Codable {
    /// Between 0.5 and 1, both excluded.
    public let probability: Double

    /// The usual level.
    public static let ninetyFive = ConfidenceLevel(unchecked: 0.95)
    /// For fewer false alarms.
    public static let ninetyNine = ConfidenceLevel(unchecked: 0.99)

    /// The level of a probability such as 0.95; nil unless it lies between 0.5 and 1.
    public init?(_ probability: Double) {
        guard probability > 0.5, probability < 1 else { return nil }
        self.probability = probability
    }

    private init(unchecked probability: Double) { self.probability = probability }

    public init(from decoder: any Decoder) throws {
        let number = try decoder.singleValueContainer().decode(Double.self)
        guard let level = ConfidenceLevel(number) else {
            throw DecodingError.dataCorrupted(
                .init(
                    codingPath: decoder.codingPath,
                    debugDescription: "Give a confidence between 0.5 and 1, such as 0.95"))
        }
        self = level
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(probability)
    }

    /// The chance of a false alarm that goes with it: 0.05 at 95%.
    public var falseAlarm: Double { 1 - probability }

    /// How many standard errors an interval of this level reaches to either side: 1.96 at 95%.
    public var z: Double { -normalQuantile(falseAlarm / 2) }
}

/// A range that holds what is estimated, at a stated confidence; `upper` is infinite where nothing bounds it.
public struct Interval: Hashable, Sendable {
    /// Minus infinity where nothing bounds it below.
    public let lower: Double
    /// Infinity where nothing bounds it above.
    public let upper: Double

    /// The ends in order; ends given the wrong way round are turned.
    public init(_ lower: Double, _ upper: Double) {
        self.lower = min(lower, upper)
        self.upper = max(lower, upper)
    }

    /// Whether the value lies within, ends included.
    public func contains(_ value: Double) -> Bool { lower <= value && value <= upper }

    /// Whether all of it lies below the value.
    public func isBelow(_ value: Double) -> Bool { upper < value }

    /// Whether all of it lies above the value.
    public func isAbove(_ value: Double) -> Bool { lower > value }

    /// Both ends in another unit, for example `scaled(by: 100)` for percentage points.
    public func scaled(by factor: Double) -> Interval { Interval(lower * factor, upper * factor) }
}

extension Interval: Codable {
    private enum CodingKeys: String, CodingKey { case lower, upper }

    /// An end that is left out has no bound.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            try container.decodeIfPresent(Double.self, forKey: .lower) ?? -.infinity,
            try container.decodeIfPresent(Double.self, forKey: .upper) ?? .infinity)
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        if lower.isFinite { try container.encode(lower, forKey: .lower) }
        if upper.isFinite { try container.encode(upper, forKey: .upper) }
    }
}
