// SPDX-License-Identifier: Apache-2.0

/// A rule on sums of money or other amounts, by what each person contributes.
public enum MagnitudeRule: Hashable, Sendable {
    /// Fewer people than this.
    case fewerThan(Int)
    /// The largest `count` people make more than `percent` per cent of the sum.
    case dominance(count: Int, percent: Int)
    /// The sum without the two largest is less than `percent` per cent of the largest.
    case closeGuess(percent: Int)
    /// As `closeGuess`, for somebody who already knows every amount to within `knownPercent` per cent.
    case closeGuessKnowing(percent: Int, knownPercent: Int)

    /// Whether a sum of these whole amounts (for example pence) must be hidden.
    ///
    /// Hundepool and others, Statistical Disclosure Control (2012), chapter 4.
    public func hides(_ contributions: [Int]) -> Bool {
        precondition(contributions.allSatisfy { $0 >= 0 })
        if contributions.isEmpty { return false }
        let sorted = contributions.sorted(by: >)
        let total = sorted.reduce(0, +)
        switch self {
        case .fewerThan(let least):
            return contributions.count < least
        case .dominance(let count, let percent):
            return total > 0 && sorted.prefix(count).reduce(0, +) * 100 > percent * total
        case .closeGuess(let percent):
            return total > 0 && (total - sorted.prefix(2).reduce(0, +)) * 100 < percent * sorted[0]
        case .closeGuessKnowing(let percent, let known):
            return total > 0 && (total - sorted.prefix(2).reduce(0, +)) * known < percent * sorted[0]
        }
    }

    /// How far above the true sum the attacker's interval must reach, for a sum that the rule hides.
    ///
    /// For the close-guess rules this is what is missing between the remainder and the share of the
    /// largest contribution; it differs from cell to cell.
    public func upperNeed(_ contributions: [Int]) -> Int {
        guard hides(contributions) else { return 0 }
        let sorted = contributions.sorted(by: >)
        let total = sorted.reduce(0, +)
        let rest = total - sorted.prefix(2).reduce(0, +)
        func share(_ amount: Int, _ part: Int, _ whole: Int) -> Int { (amount * part + whole - 1) / whole }
        switch self {
        case .fewerThan:
            return max(1, share(total, 10, 100))
        case .dominance(let count, let percent):
            return max(1, share(sorted.prefix(count).reduce(0, +), 100, percent) - total)
        case .closeGuess(let percent):
            return max(1, share(sorted[0], percent, 100) - rest)
        case .closeGuessKnowing(let percent, let known):
            return max(1, share(sorted[0], percent, known) - rest)
        }
    }
}

/// Which averages and percentages may be shown.
public enum BaseRule {
    /// Whether a percentage, mean or median on so many people may be shown under a policy.
    public static func allows(base: Int, under policy: DisclosurePolicy) -> Bool {
        base >= policy.minimumBase
    }
}
