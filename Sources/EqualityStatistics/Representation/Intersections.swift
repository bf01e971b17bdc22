// SPDX-License-Identifier: Apache-2.0

/// People who share a category in each of two or three characteristics, such as Asian women.
public struct Intersection: Hashable, Sendable, Codable {
    /// A category for each characteristic, in their order.
    public let categories: [String]
    /// How many people they are.
    public let count: Int
    /// Their share of the benchmark; nil where it does not tell them apart.
    public let benchmark: Proportion?

    /// A combination, its people and, where there is one, its benchmark.
    public init(_ categories: [String], count: Int, benchmark: Proportion? = nil) {
        self.categories = categories
        self.count = count
        self.benchmark = benchmark
    }
}

/// Why intersections cannot be looked at as they were given.
public enum IntersectionProblem: Error, Hashable, Sendable {
    /// One characteristic is no intersection, and four leave nobody in the cells.
    case characteristics(Int)
    /// A row names other than one category for each characteristic.
    case categories([String])
    /// The same categories twice.
    case repeated([String])
    /// Fewer than nobody.
    case negativeCount([String])
    /// Nobody has a usable answer to all of the questions.
    case nobody
    /// Benchmarks that together are more than everybody.
    case benchmarkAboveOne
}

/// Every combination of two or three characteristics beside its benchmark, looked at together.
public struct IntersectionalRepresentation: Hashable, Sendable, Codable {
    /// One combination with what is said of it.
    public struct Finding: Hashable, Sendable, Codable {
        /// A category for each characteristic.
        public let categories: [String]
        /// Of those with usable answers to all of the questions.
        public let share: Share
        /// nil where there is no benchmark for it.
        public let representation: Representation?
        /// The p-value raised for the number of comparisons, by Holm's method; nil where nothing was
        /// compared.
        public let adjusted: Double?
    }

    /// Two or three, in the order of the categories.
    public let characteristics: [String]
    /// One for each combination, in the order given.
    public let findings: [Finding]
    /// The tests of the combinations that have a benchmark and a verdict, in the order of `findings`.
    public let comparisons: MultipleComparisons

    /// The base is everybody in the cells: those with usable answers to all of the questions.
    ///
    /// `answers` speaks of the answers to all questions at once. Combinations about which nothing is said,
    /// for too few or too incomplete answers, do not count among the comparisons.
    public init(
        _ characteristics: [String], _ cells: [Intersection], concern: RepresentationConcern = .tooFew,
        answers: AnswerCounts? = nil, settings: RepresentationSettings = .standard
    ) throws(IntersectionProblem) {
        try checkCombinations(characteristics, cells.map(\.categories))
        for cell in cells where cell.count < 0 { throw .negativeCount(cell.categories) }
        let base = cells.reduce(0) { $0 + $1.count }
        if base == 0 { throw .nobody }
        // Census tables that carry noise may add to a little more than the whole.
        if cells.reduce(0, { $0 + ($1.benchmark?.value ?? 0) }) > 1.001 { throw .benchmarkAboveOne }
        var said: [(categories: [String], share: Share, representation: Representation?)] = []
        for cell in cells {
            guard let share = Share(cell.count, of: base) else { throw .negativeCount(cell.categories) }
            said.append(
                (
                    cell.categories, share,
                    cell.benchmark.map {
                        Representation(
                            share, against: $0, concern: concern, answers: answers, settings: settings)
                    }
                ))
        }
        let compared = said.indices.filter { index in
            switch said[index].representation?.verdict {
            case nil, .tooFewToSay, .tooIncompleteToCompare: false
            case .underRepresented, .overRepresented, .lowerNotDistinguishable, .higherNotDistinguishable,
                .noEvidence:
                true
            }
        }
        let comparisons = MultipleComparisons(
            compared.map { said[$0].representation?.p ?? 1 }, settings.level)
        let places = Dictionary(uniqueKeysWithValues: compared.enumerated().map { ($1, $0) })
        let raised = comparisons.holm
        self.characteristics = characteristics
        self.comparisons = comparisons
        findings = said.indices.map { index in
            Finding(
                categories: said[index].categories, share: said[index].share,
                representation: said[index].representation, adjusted: places[index].map { raised[$0] })
        }
    }
}

private func checkCombinations(
    _ characteristics: [String], _ rows: [[String]]
) throws(IntersectionProblem) {
    guard (2...3).contains(characteristics.count) else { throw .characteristics(characteristics.count) }
    var seen: Set<[String]> = []
    for row in rows {
        if row.count != characteristics.count { throw .categories(row) }
        if !seen.insert(row).inserted { throw .repeated(row) }
    }
}

/// What may be said of how likely a group is to succeed beside the others.
public enum LikelihoodVerdict: String, Hashable, Sendable, Codable, CaseIterable {
    /// By more than chance would explain, and by enough to matter.
    case lessLikely = "less likely"
    /// Less likely as counted, but by chance or by little.
    case lowerNotDistinguishable = "lower, not distinguishable"
    /// Not less likely as counted.
    case noEvidence = "no evidence"
    /// One of the groups is smaller than the smallest base.
    case tooFewToSay = "too few to say"
}

extension RelativeLikelihood {
    /// The word for the first group beside the second, by the same rule as representation: the interval
    /// wholly below 1, the ratio no greater than the setting, and both bases no smaller than the setting.
    public func verdict(under settings: RepresentationSettings = .standard) -> LikelihoodVerdict {
        if min(first.base, second.base) < settings.smallestBase { return .tooFewToSay }
        guard let ratio, ratio < 1 else { return .noEvidence }
        return interval.isBelow(1) && ratio <= settings.greatestRatio + 1e-12
            ? .lessLikely : .lowerNotDistinguishable
    }
}

/// How likely each combination of two or three characteristics is to succeed, beside everybody else.
public struct IntersectionalOutcomes: Hashable, Sendable, Codable {
    /// One combination with what is said of it.
    public struct Finding: Hashable, Sendable, Codable {
        /// A category for each characteristic.
        public let categories: [String]
        /// Those of the combination beside all others; nil where there are no others.
        public let likelihood: RelativeLikelihood?
        /// What may be said of it.
        public let verdict: LikelihoodVerdict
        /// Fisher's p-value raised for the number of comparisons, by Holm's method; nil where nothing was
        /// compared.
        public let adjusted: Double?
    }

    /// Two or three, in the order of the categories.
    public let characteristics: [String]
    /// One for each combination, in the order given.
    public let findings: [Finding]
    /// The tests of the combinations about which something is said, in the order of `findings`.
    public let comparisons: MultipleComparisons

    /// Each row is a combination with how many of how many succeeded.
    public init(
        _ characteristics: [String], _ rows: [(categories: [String], outcome: Share)],
        settings: RepresentationSettings = .standard
    ) throws(IntersectionProblem) {
        try checkCombinations(characteristics, rows.map(\.categories))
        if rows.isEmpty { throw .nobody }
        let successes = rows.reduce(0) { $0 + $1.outcome.count }
        let people = rows.reduce(0) { $0 + $1.outcome.base }
        let likelihoods = rows.map { row in
            Share(successes - row.outcome.count, of: people - row.outcome.base).map {
                RelativeLikelihood(row.outcome, against: $0, settings.level, fraction: settings.greatestRatio)
            }
        }
        let verdicts = likelihoods.map { $0?.verdict(under: settings) ?? .tooFewToSay }
        let compared = rows.indices.filter { verdicts[$0] != .tooFewToSay }
        let comparisons = MultipleComparisons(compared.map { likelihoods[$0]?.p ?? 1 }, settings.level)
        let places = Dictionary(uniqueKeysWithValues: compared.enumerated().map { ($1, $0) })
        let raised = comparisons.holm
        self.characteristics = characteristics
        self.comparisons = comparisons
        findings = rows.indices.map { index in
            Finding(
                categories: rows[index].categories, likelihood: likelihoods[index], verdict: verdicts[index],
                adjusted: places[index].map { raised[$0] })
        }
    }
}
