// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import EqualityStatistics

func share(_ count: Int, _ base: Int) throws -> Share { try #require(Share(count, of: base)) }

func proportion(_ value: Double) throws -> Proportion { try #require(Proportion(value)) }

func near(_ one: Double, _ other: Double, _ reach: Double) -> Bool { abs(one - other) <= reach }

/// Whether both ends are as printed to so many places.
func near(_ interval: Interval, _ lower: Double, _ upper: Double, _ reach: Double) -> Bool {
    near(interval.lower, lower, reach) && near(interval.upper, upper, reach)
}

@Suite struct `Intervals of one share` {
    /// Newcombe (1998), Statistics in Medicine 17, 857-872, Table I, methods 3 and 5.
    @Test(
        arguments: [
            (81, 263, 0.2553, 0.3662, 0.2527, 0.3676), (15, 148, 0.0624, 0.1605, 0.0578, 0.1617),
            (0, 20, 0.0000, 0.1611, 0.0000, 0.1684), (1, 29, 0.0061, 0.1718, 0.0009, 0.1776),
        ])
    func `agree with Newcombe's examples`(
        count: Int, base: Int, low: Double, high: Double, exactLow: Double, exactHigh: Double
    ) throws {
        let one = try share(count, base)
        #expect(near(one.wilsonInterval(), low, high, 0.00005))
        #expect(near(one.exactInterval(), exactLow, exactHigh, 0.00005))
        // A wrong formula would not: the textbook interval misses the same examples.
        let textbook = 1.96 * (one.value * (1 - one.value) / Double(base)).squareRoot()
        #expect(!near(Interval(one.value - textbook, one.value + textbook), low, high, 0.00005))
    }

    @Test func `hold the share, mirror, shrink with the base and widen with the level`() throws {
        var dice = Dice(seed: 3)
        for _ in 0..<300 {
            let base = Int.random(in: 1...3000, using: &dice)
            let one = try share(Int.random(in: 0...base, using: &dice), base)
            for interval in [one.wilsonInterval(), one.exactInterval()] {
                #expect(interval.contains(one.value) && interval.lower >= 0 && interval.upper <= 1)
            }
            let mirrored = one.complement.wilsonInterval()
            #expect(near(one.wilsonInterval(), 1 - mirrored.upper, 1 - mirrored.lower, 1e-12))
            let wide = one.wilsonInterval(.ninetyNine)
            #expect(wide.lower <= one.wilsonInterval().lower && wide.upper >= one.wilsonInterval().upper)
            let tenfold = try share(one.count * 10, base * 10).wilsonInterval()
            #expect(tenfold.upper - tenfold.lower < one.wilsonInterval().upper - one.wilsonInterval().lower)
        }
    }

    @Test func `of the exact kind cover the truth as often as they say`() throws {
        for (base, truth) in [(12, 0.3), (40, 0.05), (40, 0.5), (250, 0.9)] {
            let distribution = try #require(
                BinomialDistribution(people: base, chance: try proportion(truth)))
            var covered = 0.0
            for count in 0...base where try share(count, base).exactInterval().contains(truth) {
                covered += distribution.probability(of: count)
            }
            #expect(covered >= 0.95)
        }
    }
}

@Suite struct `A share beside a benchmark` {
    @Test func `has points, a ratio, and none where the benchmark is nought`() throws {
        let one = try share(36, 300)
        #expect(near(one.points(from: try proportion(0.2)), -8, 1e-12))
        #expect(near(try #require(one.ratio(to: try proportion(0.2))), 0.6, 1e-12))
        #expect(one.ratio(to: try proportion(0)) == nil)
        #expect(Share(1, of: 0) == nil && Share(4, of: 3) == nil && Share(-1, of: 3) == nil)
        #expect(Proportion(1.01) == nil && Proportion(.nan) == nil && Proportion(3, of: 2) == nil)
        #expect(ConfidenceLevel(1) == nil && ConfidenceLevel(0.3) == nil)
        #expect(near(ConfidenceLevel.ninetyFive.z, 1.959964, 5e-7))
    }

    /// Conover (1971), pp. 97-104, Mendel's peas: 682 of 925 yellow where 3/4 are expected; p = 0.3825.
    @Test func `is tested as Mendel's peas were`() throws {
        let peas = try share(682, 925)
        #expect(near(peas.binomialTest(against: try proportion(0.75)), 0.3825, 0.00005))
        #expect(near(peas.exactInterval(), 0.7076683, 0.7654066, 5e-8))
    }

    @Test func `is tested by adding up all counts that are no more probable`() throws {
        var dice = Dice(seed: 5)
        for _ in 0..<200 {
            let base = Int.random(in: 1...60, using: &dice)
            let one = try share(Int.random(in: 0...base, using: &dice), base)
            let chance = try proportion(Double.random(in: 0...1, using: &dice))
            let all = try #require(BinomialDistribution(people: base, chance: chance))
            let limit = all.probability(of: one.count) * (1 + 1e-7)
            let slow = (0...base).map(all.probability(of:)).filter { $0 <= limit }.reduce(0, +)
            #expect(near(one.binomialTest(against: chance), min(1, slow), 1e-11))
            // Doubling the smaller tail is another test: here they part.
            #expect(one.binomialTest(against: chance) <= 1)
            let lower = one.binomialTest(against: chance, .lower)
            let upper = one.binomialTest(against: chance, .upper)
            #expect(near(lower + upper, 1 + all.probability(of: one.count), 1e-11))
        }
    }

    @Test func `of nobody or everybody with chance nought or one is certain`() throws {
        #expect(try share(0, 9).binomialTest(against: try proportion(0)) == 1)
        #expect(try share(9, 9).binomialTest(against: try proportion(1)) == 1)
        #expect(try share(1, 9).binomialTest(against: try proportion(0)) == 0)
        #expect(try share(8, 9).binomialTest(against: try proportion(1)) == 0)
    }
}

@Suite struct `Printed figures` {
    @Test func `are rounded half away from nought, also where binary numbers miss the half`() {
        for (value, places, shown) in [
            (0.625, 2, 0.63), (-0.625, 2, -0.63), (0.285, 2, 0.29), (1.005, 2, 1.01), (2.5, 0, 3),
            (-2.5, 0, -3),
            (0.2849, 2, 0.28), (1e-9, 4, 0), (61.499_999_999_999_99, 0, 62), (61.4999, 0, 61),
        ] {
            #expect(printed(value, places: places) == shown, "\(value)")
        }
        #expect(printed(.infinity, places: 1) == .infinity && printed(.nan, places: 1).isNaN)
    }
}

@Suite struct `Two shares` {
    /// Newcombe (1998), Statistics in Medicine 17, 873-890, Table II, method 10, examples (a) to (h).
    @Test(
        arguments: [
            (56, 70, 48, 80, 0.0524, 0.3339), (9, 10, 3, 10, 0.1705, 0.8090), (6, 7, 2, 7, 0.0582, 0.8062),
            (5, 56, 0, 29, -0.0381, 0.1926), (0, 10, 0, 20, -0.1611, 0.2775), (0, 10, 0, 10, -0.2775, 0.2775),
            (10, 10, 0, 20, 0.6791, 1.0000), (10, 10, 0, 10, 0.6075, 1.0000),
        ])
    func `differ as in Newcombe's examples`(
        x: Int, m: Int, y: Int, n: Int, low: Double, high: Double
    ) throws {
        let difference = try share(x, m).difference(from: try share(y, n))
        #expect(near(difference.interval, low, high, 0.00005))
        let turned = try share(y, n).difference(from: try share(x, m))
        #expect(near(turned.interval, -high, -low, 0.00005) && near(turned.value, -difference.value, 1e-15))
        #expect(near(turned.p, difference.p, 1e-9))
    }

    /// Fisher (1935): three of four cups told rightly; one-sided 17/70. Convictions of twins, Fisher (1962),
    /// as in the help of R's fisher.test: 0.0005367, one-sided 0.0004652.
    @Test func `are tested as the lady's tea and the twins were`() throws {
        let tea = try share(3, 4)
        #expect(near(tea.fisherTest(against: try share(1, 4)), 34.0 / 70, 1e-12))
        #expect(near(tea.fisherTest(against: try share(1, 4), .upper), 17.0 / 70, 1e-12))
        let twins = try share(2, 12)
        #expect(near(twins.fisherTest(against: try share(15, 18)), 0.0005367, 5e-8))
        #expect(near(twins.fisherTest(against: try share(15, 18), .lower), 0.0004652, 5e-8))
    }

    @Test func `are tested by adding up all tables that are no more probable`() throws {
        var dice = Dice(seed: 7)
        for _ in 0..<200 {
            let m = Int.random(in: 1...40, using: &dice)
            let n = Int.random(in: 1...40, using: &dice)
            let one = try share(Int.random(in: 0...m, using: &dice), m)
            let other = try share(Int.random(in: 0...n, using: &dice), n)
            let all = one.count + other.count
            func ways(_ of: Int, _ n: Int) -> Double {
                var product = 1.0
                for i in 0..<max(0, of) { product *= Double(n - i) / Double(i + 1) }
                return of < 0 || of > n ? 0 : product
            }
            let weights = (0...m).map { ways($0, m) * ways(all - $0, n) }
            let limit = weights[one.count] * (1 + 1e-7)
            let slow = weights.filter { $0 <= limit }.reduce(0, +) / weights.reduce(0, +)
            #expect(near(one.fisherTest(against: other), slow, 1e-9))
            #expect(near(other.fisherTest(against: one), slow, 1e-9))
        }
    }
}

@Suite struct `Relative likelihood` {
    /// Koopman (1984), Biometrics 40: 36 of 40 against 16 of 80, 2.94 to 7.15.
    @Test func `has Koopman's interval`() throws {
        let likelihood = RelativeLikelihood(try share(36, 40), against: try share(16, 80))
        #expect(near(try #require(likelihood.ratio), 4.5, 1e-12))
        #expect(near(likelihood.interval, 2.94, 7.15, 0.005))
    }

    @Test func `prompts below four fifths in either direction, and not at it`() throws {
        func prompt(_ x: Int, _ m: Int, _ y: Int, _ n: Int) throws -> FourFifthsPrompt {
            RelativeLikelihood(try share(x, m), against: try share(y, n)).prompt
        }
        #expect(try prompt(30, 100, 12, 60) == .secondIsBelow)
        #expect(try prompt(12, 60, 30, 100) == .firstIsBelow)
        #expect(try prompt(24, 100, 30, 100) == .neither)
        #expect(try prompt(239, 1000, 300, 1000) == .firstIsBelow)
        #expect(try prompt(0, 10, 0, 20) == .nobodySucceeded)
        #expect(try prompt(0, 10, 1, 20) == .firstIsBelow)
        #expect(try prompt(1, 20, 0, 10) == .secondIsBelow)
    }

    @Test func `turns with its groups, and has no end where a count is nought`() throws {
        var dice = Dice(seed: 13)
        for _ in 0..<200 {
            let m = Int.random(in: 1...80, using: &dice)
            let n = Int.random(in: 1...80, using: &dice)
            let first = try share(Int.random(in: 0...m, using: &dice), m)
            let second = try share(Int.random(in: 0...n, using: &dice), n)
            let one = RelativeLikelihood(first, against: second)
            let other = RelativeLikelihood(second, against: first)
            #expect((one.interval.lower == 0) == (first.count == 0))
            #expect((one.interval.upper == .infinity) == (second.count == 0))
            if let ratio = one.ratio, ratio > 0, ratio.isFinite {
                #expect(one.interval.contains(ratio))
                #expect(near(other.interval.lower * one.interval.upper, 1, 1e-6))
            }
        }
    }
}
