// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import Documents

@Suite struct `The classes of a map` {
    func counts(_ limits: ClassLimits, _ values: [Double]) -> [Int] {
        (0..<limits.count).map { at in values.count { limits.position(of: $0) == at } }
    }

    @Test func `by quantiles hold about as many places each, and begin at round numbers`() throws {
        let values = (1...25).map { Double($0) * 1.3 }
        let limits = try #require(ClassLimits(values, .percent))
        #expect(counts(limits, values) == [5, 5, 5, 5, 5])
        #expect(
            (0..<5).map(limits.words) == [
                "1.3% to 6.9%", "7.0% to 13.9%", "14.0% to 19.9%", "20.0% to 26.9%", "27.0% to 32.5%",
            ])
    }

    @Test func `keep equal figures together`() throws {
        let values: [Double] = [0, 0, 0, 0, 0, 0, 0, 0, 1, 9]
        let limits = try #require(ClassLimits(values, .people))
        #expect(counts(limits, values) == [8, 1, 1])
        #expect((0..<3).map(limits.words) == ["0", "1 to 4", "5 to 9"])
    }

    @Test func `by equal steps are as wide as each other, without those that nobody is in`() throws {
        let values = [1.0, 4, 19, 41, 99]
        let limits = try #require(ClassLimits(values, .people, .equalSteps))
        #expect((0..<limits.count).map(limits.words) == ["1 to 39", "40 to 79", "80 to 99"])
        #expect(counts(limits, values) == [3, 1, 1])
    }

    @Test func `of one figure are one, and of none there are none`() throws {
        let limits = try #require(ClassLimits([4.2], .percent))
        #expect(limits.count == 1 && limits.words(of: 0) == "4.2%" && limits.position(of: 4.2) == 0)
        #expect(limits.position(of: 4.3) == nil)
        #expect(ClassLimits([], .percent) == nil)
        #expect(ClassLimits([.nan, .infinity], .percent) == nil)
    }

    @Test func `are at most five, never empty, hold every figure once and stand in order`() throws {
        var random = SeededNumbers(seed: 7)
        for round in 0..<2_000 {
            let spread = [1, 3, 20, 1_000, 100_000][round % 5]
            let values = (0...Int.random(in: 0...40, using: &random)).map { _ in
                Double(Int.random(in: -spread...spread, using: &random)) / 10
            }
            for method in [ClassLimits.Method.quantiles, .equalSteps] {
                for wanted in 1...5 {
                    let limits = try #require(ClassLimits(values, .percent, method, classes: wanted))
                    let counts = counts(limits, values)
                    #expect(limits.count <= wanted && counts.allSatisfy { $0 > 0 })
                    #expect(counts.reduce(0, +) == values.count)
                    for at in 1..<max(limits.count, 1) where limits.count > 1 {
                        #expect(limits.range(of: at - 1).to < limits.range(of: at).from)
                    }
                    for value in values {
                        let (from, to) = limits.range(of: try #require(limits.position(of: value)))
                        #expect(from <= value && value <= to)
                    }
                }
            }
        }
    }
}
