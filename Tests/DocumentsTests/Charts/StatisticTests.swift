// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import DisclosureControl
@testable import Documents

let census = PublishedSource(
    publisher: "Office for National Statistics", publication: "Census 2021, table TS021",
    day: "21 March 2021",
    licence: "OGL-UK-3.0")

/// A cell as disclosure control would release it.
func released(_ value: Int?, status: String = "") -> Statistic {
    Statistic(
        ProtectedTable.Cell(
            codes: ["all"], value: value, withheld: value == nil ? .toProtectAnother : nil, status: status))
}

@Suite struct `A figure about people` {
    @Test func `is rounded once, so that words, page and files have the same number`() {
        let share = Statistic.published(12.349, .percent, low: 8.81, high: 16.249, from: census)
        #expect(share.value == 12.3)
        #expect(share.shown == "12.3%")
        #expect(share.unit.plain(share.value ?? 0) == "12.3")
        #expect(share.interval == "8.8% to 16.2%")
        #expect(Statistic.published(1_204_567, from: census).shown == "1,204,567")
        #expect(Statistic.published(-3.25, .points, from: census).shown == "\u{2212}3.3")
        #expect(Statistic.published(3.25, .points, from: census).shown == "+3.3")
        #expect(Statistic.published(0, .points, from: census).shown == "0.0")
        #expect(Statistic.published(1_500, .pounds, from: census).shown == "£1,500")
    }

    @Test func `that is withheld has no value, no interval and no people behind it`() {
        let marks: [Shorthand] = [.confidential, .low, .notAvailable, .noneRecorded]
        for mark in marks {
            let hidden = Statistic.published(7, .percent, low: 1, high: 9, mark: mark, from: census)
            #expect(hidden.value == nil && hidden.low == nil && hidden.high == nil && hidden.part == nil)
            #expect(hidden.shown == "[\(mark.code)]")
        }
        let cell = released(nil)
        #expect(cell.value == nil && cell.mark == .confidential && cell.shown == "[c]")
    }

    @Test func `keeps the mark of a cell that was changed or where nobody can be`() {
        #expect(released(25, status: "r5").mark == .changed(.rounding(base: 5)))
        #expect(released(25, status: "r5").mark?.code == "r5")
        #expect(released(12, status: "n3").mark == .changed(.noise(largest: 3)))
        #expect(released(0, status: "z").mark == .notApplicable)
        #expect(released(0, status: "z").value == 0)
        #expect(released(4).mark == nil)
        #expect(released(0).shown == "0")
    }

    @Test(arguments: [Double.nan, .infinity, -.infinity, 1e300])
    func `that is no number is not available`(value: Double) {
        let figure = Statistic.published(value, .percent, low: value, high: value, from: census)
        #expect(figure.value == nil && figure.low == nil && figure.mark == .notAvailable)
        let half = Statistic.published(5, .percent, low: 1, high: value, from: census)
        #expect(half.value == 5 && half.low == nil && half.high == nil)
        #expect(Statistic.published(5, .percent, low: 9, high: 1, from: census).interval == nil)
    }

    @Test func `made from others is withheld where one of them is, and carries their marks and sources`() {
        let (count, base, hidden) = (released(36), released(300), released(nil))
        let share = Statistic.share(of: count, in: base) { count, base in
            #expect(count == 36 && base == 300)
            return 0.088...0.162
        }
        #expect(share.shown == "12.0%, 36 of 300")
        #expect(share.interval == "8.8% to 16.2%")
        for made in [
            Statistic.share(of: hidden, in: base), .share(of: count, in: hidden), .ratio(hidden, to: base),
            .difference(count, from: hidden, .people),
        ] {
            #expect(made.value == nil && made.part == nil && made.mark == .confidential)
        }
        #expect(Statistic.share(of: released(10, status: "r5"), in: base).mark?.code == "r5")
        #expect(Statistic.share(of: hidden, in: released(10, status: "r5")).mark == .confidential)
        let other = Statistic.published(20, .percent, from: census)
        #expect(Statistic.difference(share, from: other).shown == "\u{2212}8.0")
        #expect(Statistic.ratio(share, to: other).shown == "0.60")
        #expect(Statistic.difference(share, from: other).sources == [census])
    }

    @Test func `is no share of nobody, and none of too few`() {
        #expect(Statistic.share(of: released(0), in: released(0)).shown == "[z]")
        let few = Statistic.share(of: released(3), in: released(12), leastBase: 30) { _, _ in 0.08...0.53 }
        #expect(few.shown == "[c]" && few.interval == nil && few.part == nil)
        #expect(Statistic.share(of: released(3), in: released(30), leastBase: 30).shown == "10.0%, 3 of 30")
        #expect(Statistic.ratio(released(3), to: released(0)).shown == "[z]")
    }

    @Test func `cannot be made from nothing`() {
        #expect(Statistic.made(from: [], .people) { _ in (42, nil, nil) }.value == nil)
    }
}

@Suite struct `A number with decimals in JSON` {
    @Test(arguments: [
        (124, 1, "12.4"), (-5, 1, "-0.5"), (0, 2, "0.00"), (7, 3, "0.007"), (1_200, 2, "12.00"), (9, 0, "9"),
    ])
    func `is written with all its places`(steps: Int, places: Int, shown: String) {
        let text = String(decoding: JSONValue.decimal(steps, places: places).pretty, as: UTF8.self)
        #expect(text == shown + "\n")
    }
}
