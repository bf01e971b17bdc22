// SPDX-License-Identifier: Apache-2.0

/// How many of those drawn have a property, when so many of all have it and all are equally likely to be
/// drawn.
struct HypergeometricDistribution {
    /// Those with the property, those without, and how many are drawn.
    let having: Int
    let lacking: Int
    let drawn: Int

    var possible: ClosedRange<Int> { max(0, drawn - lacking)...min(drawn, having) }

    /// As three binomial probabilities, so that it keeps its digits for large numbers. Loader (2000).
    func probability(_ count: Int) -> Double {
        guard possible.contains(count) else { return 0 }
        let all = having + lacking
        if all == 0 || drawn == 0 || drawn == all { return 1 }
        let p = Double(drawn) / Double(all)
        let q = Double(all - drawn) / Double(all)
        return binomialDensity(Double(count), of: Double(having), p: p, q: q)
            * binomialDensity(Double(drawn - count), of: Double(lacking), p: p, q: q)
            / binomialDensity(Double(drawn), of: Double(all), p: p, q: q)
    }

    /// The most probable count; of two, the lower.
    var mode: Int {
        let place =
            (Double(drawn) + 1) * (Double(having) + 1) / (Double(having) + Double(lacking) + 2)
        return min(possible.upperBound, max(possible.lowerBound, Int(place.rounded(.up)) - 1))
    }

    func atMost(_ count: Int) -> Double {
        if count < possible.lowerBound { return 0 }
        if count >= possible.upperBound { return 1 }
        return count > mode ? 1 - upperTail(count + 1) : lowerTail(count)
    }

    func atLeast(_ count: Int) -> Double {
        if count <= possible.lowerBound { return 1 }
        if count > possible.upperBound { return 0 }
        return count <= mode ? 1 - lowerTail(count - 1) : upperTail(count)
    }

    private func lowerTail(_ count: Int) -> Double {
        var term = probability(count)
        var sum = term
        var k = count
        while k > possible.lowerBound, term >= sum * 1e-18 {
            term *= Double(k) * Double(lacking - drawn + k)
            term /= Double(having - k + 1) * Double(drawn - k + 1)
            sum += term
            k -= 1
        }
        return min(1, sum)
    }

    private func upperTail(_ count: Int) -> Double {
        var term = probability(count)
        var sum = term
        var k = count
        while k < possible.upperBound, term >= sum * 1e-18 {
            term *= Double(having - k) * Double(drawn - k)
            term /= Double(k + 1) * Double(lacking - drawn + k + 1)
            sum += term
            k += 1
        }
        return min(1, sum)
    }
}

extension Share {
    /// Fisher's exact test of whether two groups differ, given how many there are of each and how many
    /// succeeded.
    ///
    /// A p-value from 0 to 1. `sides` speaks of this share: `.lower` asks whether it is lower than the other.
    /// Two-sided by small probabilities; exact, so conservative. Fisher (1935), The Design of Experiments;
    /// Freeman and Halton (1951).
    public func fisherTest(against other: Share, _ sides: Sides = .both) -> Double {
        let successes = count + other.count
        let drawing = HypergeometricDistribution(
            having: successes, lacking: base + other.base - successes, drawn: base)
        switch sides {
        case .lower: return drawing.atMost(count)
        case .upper: return drawing.atLeast(count)
        case .both:
            return twoSidedTest(
                count, mode: drawing.mode, possible: drawing.possible, probability: drawing.probability,
                atMost: drawing.atMost, atLeast: drawing.atLeast)
        }
    }
}
