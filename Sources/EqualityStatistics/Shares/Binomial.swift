// SPDX-License-Identifier: Apache-2.0

/// Which departures a test looks for.
public enum Sides: String, Hashable, Sendable, Codable, CaseIterable {
    /// Either side.
    case both
    /// Fewer than stated.
    case lower
    /// More than stated.
    case upper
}

/// How many of a fixed number of people have a property, each with the same chance.
///
/// Probabilities are made of deviances (Loader 2000) and tails are summed from their large end outwards, so
/// that they keep twelve digits up to a million people.
public struct BinomialDistribution: Hashable, Sendable {
    /// How many there are.
    public let people: Int
    /// The chance that each of them has.
    public let chance: Proportion

    /// nil where the number of people is negative.
    public init?(people: Int, chance: Proportion) {
        guard people >= 0 else { return nil }
        self.people = people
        self.chance = chance
    }

    /// The probability of exactly this count; 0 for counts that cannot be.
    public func probability(of count: Int) -> Double {
        guard (0...people).contains(count) else { return 0 }
        return binomialDensity(
            Double(count), of: Double(people), p: chance.value, q: 1 - chance.value)
    }

    /// The probability of this count or fewer.
    public func atMost(_ count: Int) -> Double {
        if count < 0 { return 0 }
        if count >= people { return 1 }
        if Double(count) > Double(people) * chance.value { return 1 - upperTail(count + 1) }
        return lowerTail(count)
    }

    /// The probability of this count or more.
    public func atLeast(_ count: Int) -> Double {
        if count <= 0 { return 1 }
        if count > people { return 0 }
        if Double(count) < Double(people) * chance.value { return 1 - lowerTail(count - 1) }
        return upperTail(count)
    }

    /// The most probable count; of two, the lower.
    public var mode: Int {
        let place = (Double(people) + 1) * chance.value
        let whole = Int(place.rounded(.up)) - 1
        return min(people, max(0, whole))
    }

    private func lowerTail(_ count: Int) -> Double {
        sumOutwards(from: probability(of: count), first: count) { k in
            Double(k) * (1 - chance.value) / (Double(people - k + 1) * chance.value)
        }
    }

    private func upperTail(_ count: Int) -> Double {
        sumOutwards(from: probability(of: count), first: people - count) { rest in
            Double(rest) * chance.value / (Double(people - rest + 1) * (1 - chance.value))
        }
    }

    private func sumOutwards(from start: Double, first: Int, _ factor: (Int) -> Double) -> Double {
        var sum = start
        var term = start
        var k = first
        while k > 0 {
            term *= factor(k)
            sum += term
            if term < sum * 1e-18 { break }
            k -= 1
        }
        return min(1, sum)
    }

    /// The p-value of having seen this count.
    ///
    /// One-sided: the tail. Two-sided, by small probabilities: all counts that are no more probable than the
    /// one seen, where probabilities within a ten-millionth of each other count as equal. Exact, so
    /// conservative.
    func test(_ count: Int, _ sides: Sides) -> Double {
        switch sides {
        case .lower: atMost(count)
        case .upper: atLeast(count)
        case .both:
            twoSidedTest(
                count, mode: mode, possible: 0...people, probability: probability(of:), atMost: atMost,
                atLeast: atLeast)
        }
    }
}

/// The two-sided p-value by small probabilities in a distribution with one peak.
func twoSidedTest(
    _ count: Int, mode: Int, possible: ClosedRange<Int>, probability: (Int) -> Double,
    atMost: (Int) -> Double, atLeast: (Int) -> Double
) -> Double {
    let limit = probability(count) * (1 + 1e-7)
    if limit >= probability(mode) { return 1 }
    // On the far side of the peak, the nearest count that is improbable enough: probabilities fall all the
    // way.
    if count < mode {
        var near = mode
        var far = possible.upperBound + 1
        while far - near > 1 {
            let middle = near + (far - near) / 2
            if probability(middle) <= limit { far = middle } else { near = middle }
        }
        return min(1, atMost(count) + (far > possible.upperBound ? 0 : atLeast(far)))
    }
    var near = mode
    var far = possible.lowerBound - 1
    while near - far > 1 {
        let middle = far + (near - far) / 2
        if probability(middle) <= limit { far = middle } else { near = middle }
    }
    return min(1, atLeast(count) + (far < possible.lowerBound ? 0 : atMost(far)))
}

extension Share {
    /// The exact binomial test: how probable a share this far from the benchmark, or further, would be by
    /// chance.
    ///
    /// A p-value from 0 to 1. Two-sided by the method of small probabilities. Clopper and Pearson (1934);
    /// Conover (1971), Practical Nonparametric Statistics.
    public func binomialTest(against benchmark: Proportion, _ sides: Sides = .both) -> Double {
        BinomialDistribution(people: base, chance: benchmark)?.test(count, sides) ?? 1
    }
}
