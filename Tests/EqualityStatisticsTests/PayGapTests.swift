// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing

@testable import EqualityStatistics

func pounds(_ text: String) throws -> Decimal { try #require(Decimal(string: text)) }

/// The handbook's pay in pounds an hour.
private let men = ["12.50", "15.50", "15.50", "24", "45"]
private let women = ["11", "12", "14", "15.50", "15.50", "20", "30"]

@Suite struct `Pay gaps` {
    /// The handbook's vectors.
    @Test func `are as in the handbook`() throws {
        let gap = try #require(
            PayGap(comparator: men.map(pounds), group: women.map(pounds)))
        #expect(try gap.mean.rounded(toPlaces: 1) == pounds("25.1"))
        #expect(gap.median.rounded(toPlaces: 1) == 0)
        // Means rounded to pence before they are divided, as an official example does, would show at two
        // places more.
        #expect(try gap.mean.rounded(toPlaces: 3) == pounds("25.079"))
        let bonus = try #require(PayGap(comparator: [500, 1500], group: [400, 600, 800]))
        #expect(bonus.mean == 40 && bonus.median == 40)
        #expect(try bonusProportion(share(2, 5)) == 40)
        #expect(try bonusProportion(share(3, 8)).rounded(toPlaces: 1) == pounds("37.5"))
        #expect(try bonusProportion(share(187, 1112)).rounded(toPlaces: 1) == pounds("16.8"))
        #expect(
            try PayQuartiles.complement(of: bonusProportion(share(187, 1112)).rounded(toPlaces: 1))
                == pounds("83.2"))
    }

    @Test func `are negative where the group earns more, and none where there is nobody`() throws {
        let gap = try #require(PayGap(comparator: [10, 12], group: [11, 22]))
        #expect(gap.mean == -50 && gap.median == -50)
        #expect(PayGap(comparator: [], group: [1]) == nil && PayGap(comparator: [1], group: []) == nil)
        #expect(PayGap(comparator: [0, 0], group: [1]) == nil)
        #expect(PayGap.median([3, 1, 2]) == 2)
        #expect(try PayGap.median([4, 1, 2, 3]) == pounds("2.5"))
        #expect(PayGap.mean([]) == nil && PayGap.median([]) == nil)
    }

    @Test func `are rounded once, half away from nought`() throws {
        for (exact, shown) in [
            ("0.05", "0.1"), ("-0.05", "-0.1"), ("0.049", "0"), ("6.25", "6.3"), ("93.75", "93.8"),
        ] {
            #expect(try pounds(exact).rounded(toPlaces: 1) == pounds(shown))
        }
        // Sums that binary numbers cannot hold stay exact.
        let tenths = try [Decimal](repeating: pounds("0.1"), count: 10)
        #expect(try PayGap.mean(tenths) == pounds("0.1"))
    }

    /// The handbook's vectors: 2,435.20 a month at 37 hours, and with a bonus of 365.25 for a year.
    @Test func `come from hourly rates as in the handbook`() throws {
        let plain = try #require(
            HourlyPay(ordinaryPay: try pounds("2435.20"), payPeriod: .months(1), weeklyHours: 37))
        #expect(try plain.rate.rounded(toPlaces: 3) == pounds("15.135"))
        let amount = try pounds("365.25")
        let bonus = HourlyPay.Bonus(amount, earnedOver: .years(1))
        let more = try #require(
            HourlyPay(
                ordinaryPay: try pounds("2435.20"), bonuses: [bonus], payPeriod: .months(1), weeklyHours: 37))
        #expect(try more.rate.rounded(toPlaces: 3) == pounds("15.324"))
        // A bonus for a shorter time than the pay period counts in full.
        let short = try #require(
            HourlyPay(
                ordinaryPay: 0, bonuses: [.init(100, earnedOver: .weeks(1))], payPeriod: .weeks(4),
                weeklyHours: 25))
        #expect(short.rate == 1)
        #expect(HourlyPay(ordinaryPay: 1, payPeriod: .weeks(1), weeklyHours: 0) == nil)
        #expect(HourlyPay(ordinaryPay: 1, payPeriod: .days(0), weeklyHours: 1) == nil)
    }

    @Test func `take hours from twelve paid weeks, or those there are`() throws {
        let weeks: [Decimal?] = [10, nil, 20] + [Decimal?](repeating: 30, count: 10) + [1000]
        #expect(HourlyPay.averageHours(weeks) == 330 / Decimal(12))
        #expect(HourlyPay.averageHours([nil, 6, 8]) == 7 && HourlyPay.averageHours([nil]) == nil)
    }
}

@Suite struct `Pay quartiles` {
    func employees(_ rates: [(String, Int)]) throws -> [PayQuartiles.Employee] {
        try rates.map { .init(rate: try pounds($0.0), group: $0.1) }
    }

    /// The handbook's vector: men in each band 33.3, 33.3, 33.3, 66.7 percent.
    @Test func `are as in the handbook, in whatever order people stand`() throws {
        let all = try employees(men.map { ($0, 0) } + women.map { ($0, 1) })
        for seed in 1...20 {
            var dice = Dice(seed: UInt64(seed))
            let made = try #require(PayQuartiles(all.shuffled(using: &dice), groups: 2))
            let shown = (0..<4).map { made.percentage(band: $0, group: 0)?.description }
            #expect(shown == ["33.3", "33.3", "33.3", "66.7"])
        }
        // Women before men among equals, as a plain sort might have it, would be another table.
        #expect(PayQuartiles.dealt(2, of: [2, 2]) == [1, 1])
    }

    /// The official guidance's example: 36 women and 4 men at one rate, of whom ten fall below the cut.
    @Test func `deal out equals as in the guidance`() throws {
        #expect(PayQuartiles.dealt(10, of: [36, 4]) == [9, 1])
        let all =
            try employees([("9", 0)] + [(String, Int)](repeating: ("8", 0), count: 29))
            + employees([(String, Int)](repeating: ("12", 0), count: 36))
            + employees([(String, Int)](repeating: ("12", 1), count: 4))
            + employees([(String, Int)](repeating: ("20", 1), count: 90))
        let made = try #require(PayQuartiles(all, groups: 2))
        #expect(made.bands == [[39, 1], [27, 13], [0, 40], [0, 40]])
    }

    @Test func `are as equal as can be, with what is left over where the regulations put it`() {
        #expect(PayQuartiles.sizes(of: 12) == [3, 3, 3, 3])
        #expect(PayQuartiles.sizes(of: 13) == [4, 3, 3, 3])
        #expect(PayQuartiles.sizes(of: 14) == [4, 3, 4, 3])
        #expect(PayQuartiles.sizes(of: 15) == [4, 4, 4, 3])
    }

    @Test func `lose nobody, fill their bands and split equals within one person`() throws {
        var dice = Dice(seed: 41)
        for _ in 0..<150 {
            let groups = Int.random(in: 1...4, using: &dice)
            let all = (0..<Int.random(in: 4...90, using: &dice)).map { _ in
                PayQuartiles.Employee(
                    rate: Decimal(Int.random(in: 9...14, using: &dice)),
                    group: Int.random(in: 0..<groups, using: &dice))
            }
            let made = try #require(PayQuartiles(all, groups: groups))
            #expect(made.bands.map { $0.reduce(0, +) } == PayQuartiles.sizes(of: all.count))
            for group in 0..<groups {
                #expect(made.bands.reduce(0) { $0 + $1[group] } == all.count { $0.group == group })
            }
            // All at one rate: every band has a group's own part, within one.
            let equal = all.map { PayQuartiles.Employee(rate: 10, group: $0.group) }
            let split = try #require(PayQuartiles(equal, groups: groups))
            for (band, size) in zip(split.bands, PayQuartiles.sizes(of: all.count)) {
                for group in 0..<groups {
                    let part = Double(size * all.count { $0.group == group }) / Double(all.count)
                    #expect(abs(Double(band[group]) - part) < 1.5)
                }
            }
        }
        #expect(PayQuartiles([], groups: 2) == nil)
        #expect(try PayQuartiles(employees([("1", 2), ("1", 0), ("1", 0), ("1", 0)]), groups: 2) == nil)
    }
}
