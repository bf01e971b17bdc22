// SPDX-License-Identifier: Apache-2.0

/// A proportion that is taken as known, such as a census benchmark: 0.2 is 20%.
public struct Proportion: Hashable, Sendable, Codable {
    /// Between 0 and 1, ends included.
    public let value: Double

    /// nil unless the value lies from 0 to 1.
    public init?(_ value: Double) {
        guard value >= 0, value <= 1 else { return nil }
        self.value = value
    }

    /// A part of a whole as counted; nil where the whole is empty or smaller than the part.
    public init?(_ part: Int, of whole: Int) {
        guard whole > 0, (0...whole).contains(part) else { return nil }
        value = Double(part) / Double(whole)
    }

    public init(from decoder: any Decoder) throws {
        let number = try decoder.singleValueContainer().decode(Double.self)
        guard let proportion = Proportion(number) else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "Give a proportion from 0 to 1"))
        }
        self = proportion
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(value)
    }
}

/// So many of so many people: a count and the base that it is a part of.
public struct Share: Hashable, Sendable, Codable {
    /// Those of the base who belong to the group.
    public let count: Int
    /// At least 1.
    public let base: Int

    /// nil where the base is empty or the count is not a part of it.
    public init?(_ count: Int, of base: Int) {
        guard base > 0, (0...base).contains(count) else { return nil }
        self.count = count
        self.base = base
    }

    private enum CodingKeys: String, CodingKey { case count, base }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let count = try container.decode(Int.self, forKey: .count)
        let base = try container.decode(Int.self, forKey: .base)
        guard let share = Share(count, of: base) else {
            throw DecodingError.dataCorrupted(
                .init(
                    codingPath: decoder.codingPath,
                    debugDescription: "Give a base of at least 1 and a count from 0 to the base"))
        }
        self = share
    }

    /// Between 0 and 1.
    public var value: Double { Double(count) / Double(base) }

    /// The same in hundredths.
    public var percentage: Double { 100 * Double(count) / Double(base) }

    /// Those who are not in the count, of the same base.
    public var complement: Share { Share(unchecked: base - count, base) }

    private init(unchecked count: Int, _ base: Int) {
        self.count = count
        self.base = base
    }

    /// How far the share lies from the benchmark, in percentage points; negative where it is lower.
    public func points(from benchmark: Proportion) -> Double { 100 * (value - benchmark.value) }

    /// The share as a multiple of the benchmark: the representation ratio. nil where the benchmark is 0.
    public func ratio(to benchmark: Proportion) -> Double? {
        benchmark.value > 0 ? Double(count) / (Double(base) * benchmark.value) : nil
    }

    /// Wilson's score interval for a proportion, without continuity correction.
    ///
    /// Stays within 0 to 1 and keeps its coverage for the small groups met in equality monitoring, where the
    /// textbook interval fails. Wilson (1927); Newcombe (1998), Statistics in Medicine 17, 857-872, method 3.
    public func wilsonInterval(_ level: ConfidenceLevel = .ninetyFive) -> Interval {
        let n = Double(base)
        let p = value
        let z = level.z
        let w = z * z / n
        let centre = (p + w / 2) / (1 + w)
        let reach = z * (p * (1 - p) / n + w / (4 * n)).squareRoot() / (1 + w)
        // At the ends the bound is exact; what rounding leaves there would put 0 outside the interval of 0.
        return Interval(
            count == 0 ? 0 : max(0, centre - reach), count == base ? 1 : min(1, centre + reach))
    }

    /// The exact interval for a proportion: never too narrow, and wider than need be for small bases.
    ///
    /// Clopper and Pearson (1934); Newcombe (1998), method 5.
    public func exactInterval(_ level: ConfidenceLevel = .ninetyFive) -> Interval {
        let tail = level.falseAlarm / 2
        let lower = count == 0 ? 0 : betaQuantile(tail, Double(count), Double(base - count) + 1)
        let upper = count == base ? 1 : 1 - betaQuantile(tail, Double(base - count), Double(count) + 1)
        return Interval(lower, upper)
    }
}
