// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import EqualityStatistics

@Suite struct `Rates` {
    /// Garwood (1936); Pearson and Hartley, Biometrika Tables for Statisticians I, table 40.
    @Test(
        arguments: [
            (0, 0.0, 3.689), (1, 0.0253, 5.572), (5, 1.624, 11.668), (10, 4.795, 18.390),
            (20, 12.217, 30.888),
            (50, 37.111, 65.919), (100, 81.364, 121.627),
        ])
    func `have the printed exact range of a count`(events: Int, low: Double, high: Double) {
        #expect(near(countInterval(events), low, high, 0.0006))
    }

    /// The example in the help of R's poisson.test: 137 deaths, 24.19893 expected.
    @Test func `have the printed range of a rate`() throws {
        let rate = try #require(Rate(137, in: 24.19893))
        #expect(near(rate.value, 5.661407, 5e-7))
        #expect(near(rate.interval(), 4.753125, 6.692709, 5e-7))
        #expect(near(rate.per(1000), 5661.407, 5e-4))
    }

    /// The English guidance on confidence intervals (2018): Byar's limits are within 0.2% of exact from ten
    /// events.
    @Test func `by Byar's method are close to exact from ten events, and not below`() {
        for events in Array(10...200) + [1000, 100_000] {
            let exact = countInterval(events)
            let byar = countInterval(events, method: .byar)
            #expect(near(byar.lower / exact.lower, 1, 0.002) && near(byar.upper / exact.upper, 1, 0.002))
            #expect(countInterval(events, method: .exactBelowTen) == byar)
        }
        let one = countInterval(1, method: .byar)
        #expect(!near(one.lower / countInterval(1).lower, 1, 0.002))
        #expect(countInterval(9, method: .exactBelowTen) == countInterval(9))
        #expect(countInterval(0, method: .byar).lower == 0)
    }

    @Test func `cover the truth as often as the exact kind says`() {
        for truth in [0.7, 4.0, 23.5] {
            var covered = 0.0
            for events in 0...200 where countInterval(events).contains(truth) {
                covered += poissonDensity(Double(events), mean: truth)
            }
            #expect(covered >= 0.95)
        }
    }

    /// The second example in the help of R's poisson.test: 11 in 800 against 21 in 3,011; 1.971488, 0.8584264
    /// to 4.277266 by conditioning, p 0.07967.
    @Test func `compare as printed`() throws {
        let first = try #require(Rate(11, in: 800))
        let second = try #require(Rate(6 + 8 + 7, in: 1083 + 1050 + 878))
        let ratio = first.ratio(to: second)
        #expect(near(try #require(ratio.value), 1.971488, 5e-7))
        #expect(near(ratio.interval, 0.8584264, 4.277266, 5e-7))
        #expect(near(ratio.p, 0.07967, 5e-6))
        let turned = second.ratio(to: first)
        #expect(near(turned.interval.lower * ratio.interval.upper, 1, 1e-9))
    }

    @Test func `of nothing compare to nothing`() throws {
        let none = try #require(Rate(0, in: 10))
        let some = try #require(Rate(3, in: 10))
        #expect(none.ratio(to: none).value == nil && none.ratio(to: none).p == 1)
        #expect(some.ratio(to: none).value == .infinity && some.ratio(to: none).interval.upper == .infinity)
        #expect(none.ratio(to: some).value == 0 && none.ratio(to: some).interval.lower == 0)
        #expect(Rate(-1, in: 3) == nil && Rate(1, in: 0) == nil && Rate(1, in: .infinity) == nil)
    }
}

@Suite struct `Standardised rates` {
    /// Births and cases by mother's age for five orders of birth: Fleiss (1981), Statistical Methods for
    /// Rates and Proportions, table 14.4.
    static let births: [[Double]] = [
        [230_061, 329_449, 114_920, 39_487, 14_208, 3052], [72_202, 326_701, 208_667, 83_228, 28_466, 5375],
        [15_050, 175_702, 207_081, 117_300, 45_026, 8660], [2293, 68_800, 132_424, 98_301, 46_075, 9834],
        [327, 30_666, 123_419, 149_919, 104_088, 34_392],
    ]
    static let cases = [
        [107, 141, 60, 40, 39, 25], [25, 150, 110, 84, 82, 39], [3, 71, 114, 103, 108, 75],
        [1, 26, 64, 89, 137, 96], [0, 8, 63, 112, 262, 295],
    ]

    func rate(_ order: Int) throws -> DirectlyStandardisedRate {
        let bands = try Self.cases[order].indices.map { age in
            try #require(
                StandardBand(
                    events: Self.cases[order][age], population: Self.births[order][age],
                    standard: Self.births.reduce(0) { $0 + $1[age] }))
        }
        return try #require(DirectlyStandardisedRate(bands))
    }

    /// As printed for these data with Fay and Feuer's range by the packages epitools and tidyrates.
    @Test(
        arguments: [
            (0, 92.3, 80.4, 106), (1, 91.2, 82.4, 101), (2, 85.1, 77.2, 94.2), (3, 92.7, 80.0, 115),
            (4, 75.5, 67.7, 188),
        ])
    func `agree with Fleiss, and with the printed range`(
        order: Int, value: Double, low: Double, high: Double
    ) throws {
        let made = try rate(order)
        #expect(near(made.value * 1e5, value, 0.05))
        let range = made.interval(method: .gamma).scaled(by: 1e5)
        #expect(near(range.lower, low, 0.05) && near(range.upper, high, high > 100 ? 0.5 : 0.05))
        // Dobson's range lies around the value and is narrower where a band without cases weighs much.
        let dobson = made.interval().scaled(by: 1e5)
        #expect(dobson.contains(value) && dobson.upper <= range.upper + 0.2)
    }

    @Test func `are the crude rate, with its range, where ages weigh alike`() throws {
        let bands = try [(3, 100.0), (9, 300), (30, 600)].map {
            try #require(StandardBand(events: $0.0, population: $0.1, standard: 7 * $0.1))
        }
        let made = try #require(DirectlyStandardisedRate(bands))
        let crude = try #require(Rate(42, in: 1000))
        #expect(near(made.value, crude.value, 1e-15))
        #expect(near(made.interval(), crude.interval().lower, crude.interval().upper, 1e-12))
        let byar = made.interval(count: .byar)
        #expect(near(byar, crude.interval(method: .byar).lower, crude.interval(method: .byar).upper, 1e-12))
        #expect(made.interval(method: .gamma).contains(made.value))
    }

    /// Dobson, Kuulasmaa, Eberle and Scherer (1991): the range is the count's, moved and stretched.
    @Test func `have Dobson's range by its own formula`() throws {
        let made = try rate(2)
        let range = countInterval(474)
        let stretch = (made.variance / 474).squareRoot()
        #expect(made.events == 474)
        #expect(near(made.interval().lower, made.value - stretch * (474 - range.lower), 1e-15))
        // The normal range, which a count of 474 does not need and of 4 does not allow, is another.
        #expect(!near(made.interval().lower, made.value - 1.96 * made.variance.squareRoot(), 1e-7))
    }

    @Test func `say when there are too few events, and none at all`() throws {
        func made(_ events: Int) throws -> DirectlyStandardisedRate {
            let young = try #require(StandardBand(events: events, population: 500, standard: 1))
            let old = try #require(StandardBand(events: 0, population: 100, standard: 3))
            return try #require(DirectlyStandardisedRate([young, old]))
        }
        #expect(try !made(9).isDependable)
        #expect(try made(10).isDependable)
        for method in StandardisedMethod.allCases {
            let none = try made(0).interval(method: method)
            #expect(none.lower == 0 && near(none.upper, 3.689 * 3 / 4 / 100, 1e-5))
        }
        #expect(DirectlyStandardisedRate([]) == nil)
        #expect(StandardBand(events: 1, population: 0, standard: 1) == nil)
    }

    @Test func `by the indirect method hold events against those expected`() throws {
        let bands = try [(4, 1000.0, 0.002), (11, 2000, 0.004), (7, 500, 0.01)].map {
            try #require(ReferenceBand(events: $0.0, population: $0.1, standardRate: $0.2))
        }
        let ratio = try #require(IndirectlyStandardisedRatio(bands))
        #expect(ratio.events == 22 && near(ratio.expected, 15, 1e-12) && near(ratio.value, 22.0 / 15, 1e-12))
        // Pearson and Hartley, table 40: 22 events have the range 13.787 to 33.308.
        #expect(near(ratio.interval(), 13.787 / 15, 33.308 / 15, 0.0001))
        #expect(near(ratio.rate(standardCrudeRate: 0.004), 0.004 * 22 / 15, 1e-12))
        #expect(
            near(ratio.p, 2 * (1 - (0...21).reduce(0) { $0 + poissonDensity(Double($1), mean: 15) }), 1e-10))
        #expect(IndirectlyStandardisedRatio(events: 0, expected: 2)?.interval().lower == 0)
        #expect(IndirectlyStandardisedRatio(events: 3, expected: 0) == nil)
    }
}
