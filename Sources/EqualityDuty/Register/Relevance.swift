// SPDX-License-Identifier: Apache-2.0

/// The criteria by which relevance to equality is scored, as data with weights.
public struct RelevanceCriteria: Hashable, Sendable {
    /// One criterion.
    public struct Criterion: Hashable, Sendable {
        /// The short word by which scores and columns are kept.
        public let id: String
        /// The name shown.
        public let name: String
        /// How much it counts; 0 is shown but does not count.
        public let weight: Int

        /// A criterion.
        public init(id: String, name: String, weight: Int = 1) {
            self.id = id
            self.name = name
            self.weight = max(0, weight)
        }
    }

    /// The criteria in their order.
    public let criteria: [Criterion]

    /// A set of criteria.
    public init(_ criteria: [Criterion]) { self.criteria = criteria }

    /// The four criteria used where a body has set none of its own.
    public static let standard = RelevanceCriteria([
        Criterion(id: "numbers", name: "Numbers affected"),
        Criterion(id: "significance", name: "Significance of the effect"),
        Criterion(id: "vulnerability", name: "Vulnerability of those affected"),
        Criterion(id: "resources", name: "Resources involved"),
    ])
}

/// How relevant a policy is to equality: scores of 1 to 3 on criteria, or one overall score.
public struct Relevance: Hashable, Sendable {
    /// The three bands, and nothing scored.
    public enum Band: String, CaseIterable, Hashable, Comparable, Sendable {
        /// From 2.50, from 1.50, below, and without a score.
        case high, medium, low, notScored

        /// The band in words: "High relevance".
        public var name: String {
            switch self {
            case .high: "High relevance"
            case .medium: "Medium relevance"
            case .low: "Low relevance"
            case .notScored: "Relevance not scored"
            }
        }

        /// The place in the schedule: what has not been scored comes before low, so that it is not lost.
        private var rank: Int {
            switch self {
            case .high: 0
            case .medium: 1
            case .notScored: 2
            case .low: 3
            }
        }

        /// The one to be assessed earlier.
        public static func < (left: Band, right: Band) -> Bool { left.rank < right.rank }
    }

    /// Scores of 1 to 3 by the id of the criterion.
    public let scores: [String: Int]
    /// The overall score given by hand, which goes before the computed one.
    public let overall: Int?

    /// A relevance; scores outside 1 to 3 are a programmer's mistake.
    public init(scores: [String: Int] = [:], overall: Int? = nil) {
        precondition(
            scores.values.allSatisfy { (1...3).contains($0) } && overall.map { (1...3).contains($0) } ?? true)
        self.scores = scores
        self.overall = overall
    }

    /// Nothing scored.
    public static let notScored = Relevance()

    /// The overall score given, or the mean of the scores weighted by the criteria, times 100;
    /// `nil` where nothing counts.
    public func scoreInHundredths(by criteria: RelevanceCriteria = .standard) -> Int? {
        if let overall { return overall * 100 }
        var sum = 0
        var weights = 0
        for criterion in criteria.criteria {
            guard let score = scores[criterion.id] else { continue }
            sum += score * criterion.weight
            weights += criterion.weight
        }
        return weights == 0 ? nil : (200 * sum + weights) / (2 * weights)
    }

    /// The band: high from 2.50, medium from 1.50, else low.
    public func band(by criteria: RelevanceCriteria = .standard) -> Band {
        switch scoreInHundredths(by: criteria) {
        case nil: .notScored
        case let score? where score >= 250: .high
        case let score? where score >= 150: .medium
        case _?: .low
        }
    }

    /// Reads an overall score: high, medium, low, 3 to 1. A blank is `.some(nil)`, an unknown word `nil`.
    public static func overall(words: String) -> Int?? {
        switch words {
        case "": return .some(nil)
        case "high", "3": return .some(3)
        case "medium", "2": return .some(2)
        case "low", "1": return .some(1)
        default: break
        }
        return switch SelectionWords.words(words).joined(separator: " ") {
        case "", "n a", "not scored", "not known": .some(nil)
        case "high", "h", "3", "high relevance": .some(3)
        case "medium", "med", "m", "2", "medium relevance": .some(2)
        case "low", "l", "1", "low relevance": .some(1)
        default: nil
        }
    }
}
