// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import EqualityStatistics

@Suite struct `Trends over years` {
    func series(_ counts: [(Int, Int)], from first: Int = 2018) throws -> [YearlyShare] {
        try counts.enumerated().map { YearlyShare(year: first + $0, try share($1.0, $1.1)) }
    }

    /// Fleiss (1981), p. 139, smokers among lung patients in four studies, as in the help of R's
    /// prop.trend.test: chi-squared 8.2249, p 0.004132; all differences 12.6004 with three degrees, so 4.3755
    /// with two are no trend.
    @Test func `agree with Fleiss's example`() throws {
        let trend = try #require(Trend(series([(83, 86), (90, 93), (129, 136), (70, 82)])))
        #expect(near(trend.chiSquared, 8.2249, 0.00005))
        #expect(near(trend.p, 0.004132, 5e-7))
        #expect(near(trend.pOfDeparture, chiSquaredTail(12.6004 - 8.2249, degrees: 2), 0.00005))
        #expect(trend.pointsPerYear < 0 && trend.interval.isBelow(0))
        // Years unevenly apart are another trend: the order alone does not make it.
        var later = try series([(83, 86), (90, 93), (129, 136), (70, 82)])
        later[3] = YearlyShare(year: 2030, later[3].share)
        let uneven = try #require(Trend(later))
        #expect(!near(uneven.chiSquared, 8.2249, 0.01))
    }

    @Test func `have an interval that holds nought exactly where the test finds nothing`() throws {
        var dice = Dice(seed: 17)
        for _ in 0..<300 {
            let years = (0..<Int.random(in: 3...8, using: &dice)).map { _ in
                let base = Int.random(in: 5...400, using: &dice)
                return (Int.random(in: 1...base, using: &dice) / 2, base)
            }
            guard let trend = Trend(try series(years)) else { continue }
            #expect(trend.interval.contains(0) == (trend.p > 0.05))
            // Turned round in time the slope changes its sign and nothing else.
            let turned = try #require(Trend(series(years.reversed())))
            #expect(near(turned.pointsPerYear, -trend.pointsPerYear, 1e-9) && near(turned.p, trend.p, 1e-9))
        }
    }

    @Test func `find a straight line`() throws {
        let trend = try #require(Trend(series([(100, 1000), (120, 1000), (140, 1000), (160, 1000)])))
        #expect(near(trend.pointsPerYear, 2, 1e-12) && near(trend.pOfDeparture, 1, 1e-9))
        #expect(trend.years == 2018...2021)
    }

    @Test func `stop at a break, and are not made of two years`() throws {
        var years = try series([(10, 100), (12, 100), (14, 100), (40, 100), (42, 100), (44, 100), (45, 100)])
        years[3] = YearlyShare(year: 2021, years[3].share, breakBefore: .classification)
        #expect(Trend(years) == nil)
        let cut = SeriesOfYears(years.shuffled())
        #expect(cut.pieces.map(\.count) == [3, 4])
        #expect(cut.breaks.map(\.year) == [2021] && cut.breaks.map(\.reason) == [.classification])
        let trends = cut.trends()
        #expect(trends.map(\.years) == [2018...2020, 2021...2024])
        #expect(trends.map(\.breakBefore) == [nil, .classification])
        // Across the break the slope would be six points a year; on either side it is two at most.
        #expect(trends.allSatisfy { $0.pointsPerYear < 2.1 })
        #expect(near(try #require(cut.latestChange()).points, 5, 1e-9))
        #expect(Trend(try series([(1, 10), (2, 10)])) == nil)
        #expect(Trend(try series([(0, 10), (0, 10), (0, 10)])) == nil)
        let twice = try series([(1, 10), (2, 10), (3, 10)]) + series([(4, 10)])
        #expect(Trend(twice) == nil)
    }

    @Test func `pool years in a row, marked, and never across a gap or a break`() throws {
        var years = try series([(1, 10), (2, 20), (3, 30), (4, 40), (5, 50), (6, 60)])
        years[3] = YearlyShare(year: 2021, years[3].share, breakBefore: .coverage)
        let pooled = SeriesOfYears(years).pooled()
        #expect(pooled.map(\.years) == [2018...2020, 2021...2023])
        #expect(pooled.map(\.share) == [try share(6, 60), try share(15, 150)])
        #expect(pooled[0].mark == "2018 to 2020 pooled")
        let gap = [years[0], years[1], YearlyShare(year: 2024, years[2].share)]
        #expect(SeriesOfYears(gap).pooled().isEmpty)
        #expect(SeriesOfYears(gap).pooled(2).map(\.years) == [2018...2019])
        #expect(SeriesOfYears(years).pooled(1).isEmpty)
        let nothing = SeriesOfYears<YearlyShare>([])
        #expect(nothing.pieces.isEmpty && nothing.latestChange() == nil)
    }
}

@Suite struct `Trends of rates` {
    func series(_ rates: [(Int, Double)]) throws -> [YearlyRate] {
        try rates.enumerated().map { YearlyRate(year: 2019 + $0, try #require(Rate($1.0, in: $1.1))) }
    }

    /// By the formula as printed (Breslow and Day 1987, p. 96): events against those expected were all years
    /// alike.
    @Test func `agree with the score test written out`() throws {
        let rates = [(12, 400.0), (20, 500.0), (19, 450.0), (31, 520.0)]
        let trend = try #require(RateTrend(series(rates)))
        let events = rates.reduce(0.0) { $0 + Double($1.0) }
        let exposure = rates.reduce(0.0) { $0 + $1.1 }
        var up = 0.0
        var squares = 0.0
        var sums = 0.0
        for (dose, rate) in rates.enumerated() {
            let expected = events * rate.1 / exposure
            up += Double(dose) * (Double(rate.0) - expected)
            squares += Double(dose * dose) * expected
            sums += Double(dose) * expected
        }
        #expect(near(trend.chiSquared, up * up / (squares - sums * sums / events), 1e-10))
        #expect(trend.interval.contains(0) == (trend.p > 0.05))
        // With exposures like people and few events a rate is as good as a share.
        let many = [(12, 4_000_000), (20, 5_000_000), (19, 4_500_000), (31, 5_200_000)]
        let asShares = try #require(Trend(try `Trends over years`().series(many)))
        let asRates = try #require(RateTrend(series(many.map { ($0.0, Double($0.1)) })))
        #expect(near(asShares.chiSquared, asRates.chiSquared, 1e-4))
    }

    @Test func `stop at breaks, pool in a row and compare ends`() throws {
        var years = try series([(5, 10), (6, 10), (7, 10), (30, 10), (30, 10), (24, 20)])
        #expect(RateTrend(years) != nil)
        years[3] = YearlyRate(year: 2022, years[3].rate, breakBefore: .method)
        #expect(RateTrend(years) == nil)
        let cut = SeriesOfYears(years)
        #expect(cut.trends().map(\.years) == [2019...2021, 2022...2024])
        #expect(cut.pooled().map(\.rate) == [Rate(18, in: 30), Rate(84, in: 40)])
        #expect(cut.pooled(2).map(\.mark).first == "2019 to 2020 pooled" && cut.pooled(2).count == 4)
        #expect(near(try #require(cut.latestChange()?.value ?? nil), 0.4, 1e-12))
        #expect(RateTrend(try series([(0, 1), (0, 1), (0, 1)])) == nil)
    }
}

@Suite struct `Many comparisons` {
    /// Benjamini and Hochberg (1995), section 3.2: their method rejects four of fifteen, Bonferroni's three.
    static let published = [
        0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719,
        0.6528,
        0.7590, 1.0000,
    ]

    @Test func `are adjusted as in the paper`() {
        let shuffled = [7, 2, 14, 0, 9, 4, 11, 1, 13, 3, 6, 12, 5, 10, 8]
        let made = MultipleComparisons(shuffled.map { Self.published[$0] })
        #expect(made.tests == 15 && near(made.expectedFalseAlarms, 0.75, 1e-12))
        #expect(Set(made.afterBenjaminiHochberg.map { shuffled[$0] }) == [0, 1, 2, 3])
        #expect(Set(made.afterHolm.map { shuffled[$0] }) == [0, 1, 2])
        #expect(made.alone.count == 9)
        #expect(made.note.contains("15 comparisons") && made.note.contains("about 0.8"))
    }

    /// Holm (1979) by hand: 0.01, 0.02, 0.03, 0.04 become 0.04, 0.06, 0.06, 0.06; Benjamini and Hochberg's
    /// all 0.04.
    @Test func `are adjusted in step`() {
        let made = MultipleComparisons([0.04, 0.01, 0.03, 0.02])
        #expect(zip(made.holm, [0.06, 0.04, 0.06, 0.06]).allSatisfy { near($0, $1, 1e-12) })
        #expect(made.benjaminiHochberg.allSatisfy { near($0, 0.04, 1e-12) })
        #expect(made.afterHolm == [1] && made.afterBenjaminiHochberg.count == 4)
    }

    @Test func `never lower a p-value, keep their order, and let none through that alone would not`() {
        var dice = Dice(seed: 23)
        for _ in 0..<200 {
            let p = (0..<Int.random(in: 0...30, using: &dice)).map { _ in
                Double.random(in: 0...1, using: &dice)
            }
            let made = MultipleComparisons(p)
            #expect(zip(p, made.benjaminiHochberg).allSatisfy { $0 <= $1 + 1e-15 && $1 <= 1 })
            #expect(zip(made.benjaminiHochberg, made.holm).allSatisfy { $0 <= $1 + 1e-15 && $1 <= 1 })
            #expect(Set(made.afterHolm).isSubset(of: made.afterBenjaminiHochberg))
            #expect(Set(made.afterBenjaminiHochberg).isSubset(of: made.alone))
        }
        #expect(MultipleComparisons([0.01]).note.isEmpty && MultipleComparisons([]).holm.isEmpty)
        #expect(MultipleComparisons([.nan, -1, 2]).p == [1, 1, 1])
    }
}
