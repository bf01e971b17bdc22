// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import EqualityStatistics

@Suite struct `Values of other implementations` {
    @Test func `are ours too, for several hundred cases`() throws {
        let rows = try Reference.rows()
        #expect(rows.count > 600)
        for row in rows {
            let ours = Reference.ours(row.kind, row.arguments)
            #expect(
                Reference.agrees(row, ours),
                "\(row.kind) \(row.arguments): \(ours ?? .nan), not \(row.value)")
        }
    }

    @Test func `would show a fault in any of the functions`() throws {
        // Each kind with its value a millionth off, or (for bounds sought less far) a hundred-thousandth.
        var caught: Set<String> = []
        var kinds: Set<String> = []
        for row in try Reference.rows() where row.value != 0 && row.value.isFinite {
            kinds.insert(row.kind)
            guard let ours = Reference.ours(row.kind, row.arguments) else { continue }
            if !Reference.agrees(row, ours * (1 + 1e-5)) { caught.insert(row.kind) }
        }
        #expect(kinds.count > 20)
        #expect(caught == kinds)
    }
}

@Suite struct `Special functions` {
    @Test func `say that they do not know outside their range`() {
        #expect(logGamma(0).isNaN && logGamma(-1.5).isNaN && logGamma(.infinity) == .infinity)
        #expect(logFactorial(-1).isNaN && logFactorial(0) == 0 && logFactorial(1) == 0)
        #expect(incompleteBeta(1.1, 1, 1).isNaN && incompleteBeta(0.5, 0, 1).isNaN)
        #expect(
            incompleteGamma(0, 1).isNaN && incompleteGamma(1, -1).isNaN && incompleteGamma(1, .infinity) == 1)
        #expect(betaQuantile(2, 1, 1).isNaN && gammaQuantile(1, 1).isNaN && gammaQuantile(0, 1) == 0)
        #expect(
            normalQuantile(-0.1).isNaN && normalQuantile(0) == -.infinity && normalQuantile(1) == .infinity)
        #expect(chiSquaredTail(1, degrees: 0).isNaN && chiSquaredTail(-1, degrees: 2).isNaN)
    }

    @Test func `keep the laws that define them`() {
        var dice = Dice(seed: 11)
        for _ in 0..<400 {
            let x = Double.random(in: 0.01...60, using: &dice)
            #expect(abs(logGamma(x + 1) - logGamma(x) - .init(logOf: x)) < 1e-13 * max(1, logGamma(x + 1)))
            let a = Double.random(in: 0.2...400, using: &dice)
            let b = Double.random(in: 0.2...400, using: &dice)
            let p = Double.random(in: 0.001...0.999, using: &dice)
            #expect(abs(incompleteBeta(p, a, b) + incompleteBeta(1 - p, b, a) - 1) < 1e-11)
            #expect(abs(incompleteBeta(betaQuantile(p, a, b), a, b) - p) < 1e-11)
            #expect(abs(incompleteGamma(a, x) + incompleteGammaComplement(a, x) - 1) < 1e-12)
            #expect(abs(incompleteGamma(a, gammaQuantile(p, a)) - p) < 1e-11)
            #expect(abs(normalDistribution(normalQuantile(p)) - p) < 1e-14)
        }
        // Abramowitz and Stegun (1964), table 26.8: the 5% points of chi-squared.
        for (degrees, point) in [(1, 3.841459), (2, 5.991465), (5, 11.0705), (10, 18.3070), (30, 43.7730)] {
            #expect(abs(chiSquaredTail(point, degrees: degrees) - 0.05) < 1e-6)
        }
    }

    @Test func `add up to one over all counts, however many people`() throws {
        for (people, chance) in [(1, 0.3), (40, 0.5), (1000, 0.02), (60_000, 0.37)] {
            let distribution = try #require(
                BinomialDistribution(people: people, chance: try proportion(chance)))
            let sum = (0...people).reduce(0.0) { $0 + distribution.probability(of: $1) }
            #expect(abs(sum - 1) < 1e-11)
        }
    }
}

extension Double {
    /// The natural logarithm by the defining series, so that a test leans on nothing it tests.
    fileprivate init(logOf x: Double) {
        var halvings = 0.0
        var value = x
        while value > 1.5 {
            value /= 2
            halvings += 1
        }
        while value < 0.75 {
            value *= 2
            halvings -= 1
        }
        let t = (value - 1) / (value + 1)
        var sum = 0.0
        var power = t
        for odd in stride(from: 1.0, to: 80, by: 2) {
            sum += power / odd
            power *= t * t
        }
        self = 2 * sum + halvings * 0.693_147_180_559_945_3
    }
}
