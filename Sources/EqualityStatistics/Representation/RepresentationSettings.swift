// SPDX-License-Identifier: Apache-2.0

/// Every threshold behind the words about representation, so that a body can settle its own.
public struct RepresentationSettings: Hashable, Sendable, Codable {
    /// Of every interval.
    public var level: ConfidenceLevel
    /// A ratio at most this, with the interval wholly below the benchmark, is under-representation. From 0 to
    /// 1.
    public var greatestRatio: Double
    /// Below this base nothing is said.
    public var smallestBase: Int
    /// Below this part of usable answers nothing is compared. From 0 to 1.
    public var smallestCompleteness: Double
    /// How likely a shortfall must be to be noticed, where the smallest one is asked for. Between 0 and 1.
    public var power: Double

    /// 95%, 0.8, 30 people, 60% usable answers, power 80%.
    public static let standard = RepresentationSettings()

    /// The standard thresholds, but for those given; `problems` says what is wrong with them.
    public init(
        level: ConfidenceLevel = .ninetyFive, greatestRatio: Double = 0.8, smallestBase: Int = 30,
        smallestCompleteness: Double = 0.6, power: Double = 0.8
    ) {
        self.level = level
        self.greatestRatio = greatestRatio
        self.smallestBase = smallestBase
        self.smallestCompleteness = smallestCompleteness
        self.power = power
    }

    /// What is wrong with these settings, each as what to do; empty where they can be used.
    public var problems: [String] {
        var found: [String] = []
        if !(greatestRatio > 0 && greatestRatio <= 1) {
            found.append("Enter a representation ratio above 0 and up to 1, such as 0.8")
        }
        if smallestBase < 1 { found.append("Enter a smallest base of 1 or more, such as 30") }
        if !(smallestCompleteness >= 0 && smallestCompleteness <= 1) {
            found.append("Enter a smallest part of usable answers from 0 to 1, such as 0.6")
        }
        if !(power > 0 && power < 1) { found.append("Enter a power between 0 and 1, such as 0.8") }
        return found
    }

    private enum CodingKeys: String, CodingKey {
        case level, greatestRatio, smallestBase, smallestCompleteness, power
    }

    /// What is left out is as in `standard`.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let standard = RepresentationSettings.standard
        level = try container.decodeIfPresent(ConfidenceLevel.self, forKey: .level) ?? standard.level
        greatestRatio =
            try container.decodeIfPresent(Double.self, forKey: .greatestRatio) ?? standard.greatestRatio
        smallestBase = try container.decodeIfPresent(Int.self, forKey: .smallestBase) ?? standard.smallestBase
        smallestCompleteness =
            try container.decodeIfPresent(Double.self, forKey: .smallestCompleteness)
            ?? standard.smallestCompleteness
        power = try container.decodeIfPresent(Double.self, forKey: .power) ?? standard.power
        if let problem = problems.first {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: problem))
        }
    }
}
