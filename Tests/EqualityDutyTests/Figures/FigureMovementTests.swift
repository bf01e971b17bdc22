// SPDX-License-Identifier: Apache-2.0
import EqualityStatistics
import Testing

@testable import EqualityDuty

/// Known p-values: 60 and 90 of 500 give z = 30/1000 ÷ √(0.15·0.85·2/500) = 2.6568, p 0.00789; 60 and 70 of 500 give
/// z = 0.9403, p 0.34706.
@Suite struct `Movement of figures` {
    private static func compared(
        _ old: FigureTable, _ new: FigureTable, _ groups: [String] = [], isReplacement: Bool = false
    ) throws -> FigureMovements {
        FigureMovements(
            from: old, to: new, groups: groups, try FigureFixtures.schemes(), isReplacement: isReplacement)
    }

    @Test func `beyond noise is told with both figures, points, interval and p`() throws {
        let found = try Self.compared(
            FigureFixtures.table(1, [("asian", 60), ("white", 440)], base: 500),
            FigureFixtures.table(2, [("asian", 90), ("white", 410)], base: 500), ["asian"])
        let group = try #require(found.groups.first)
        #expect(group.verdict == .moved && found.hasMoved && found.note.isEmpty)
        #expect(group.old?.shown == "12.0%, 60 of 500" && group.new?.shown == "18.0%, 90 of 500")
        #expect(group.points == 6.0 && abs((group.p ?? 0) - 0.00788758) < 1e-7)
        let interval = try #require(group.difference?.interval)
        // Newcombe's method 10 from the Wilson intervals 9.44 to 15.14 and 14.89 to 21.61.
        #expect(abs(interval.lower - 0.01567) < 0.0002 && abs(interval.upper - 0.10424) < 0.0002)
    }

    @Test func `within noise is told as no movement`() throws {
        let found = try Self.compared(
            FigureFixtures.table(1, [("asian", 60)], base: 500),
            FigureFixtures.table(2, [("asian", 70)], base: 500), ["asian"])
        #expect(found.groups.map(\.verdict) == [.withinNoise] && !found.hasMoved)
        #expect(abs((found.groups[0].p ?? 0) - 0.34706119) < 1e-7)
    }

    @Test func `planted among twenty groups is the only one found, and many groups raise no false alarm`()
        throws
    {
        // Group 7 moves from 60 to 100 of 2,000; group 3 by an amount that would stand out alone (p 0.03).
        let codes = (0..<20).map { "g\($0)" }
        var then = codes.map { ($0, Int?.some(60)) }
        let before = FigureFixtures.table(1, then, base: 2_000)
        then[7].1 = 100
        then[3].1 = 84
        let found = try Self.compared(before, FigureFixtures.table(2, then, base: 2_000))
        #expect(found.groups.filter { $0.verdict == .moved }.map(\.code) == ["g7"])
        let alone = try Self.compared(before, FigureFixtures.table(2, then, base: 2_000), ["g3"])
        #expect(alone.groups.map(\.verdict) == [.moved])
        #expect(found.note.contains("20 groups were compared"))
    }

    @Test func `of too few, or of withheld numbers, is not judged`() throws {
        let few = try Self.compared(
            FigureFixtures.table(1, [("asian", 3)], base: 29),
            FigureFixtures.table(2, [("asian", 300)], base: 500), ["asian"])
        #expect(few.groups.map(\.verdict) == [.tooFew(least: 30)])
        #expect(few.groups[0].p == nil && few.groups[0].verdict.words.contains("fewer than 30"))
        let hidden = try Self.compared(
            FigureFixtures.table(1, [("asian", nil)], base: 500, standing: .released),
            FigureFixtures.table(2, [("asian", 300)], base: 500, standing: .released), ["asian"])
        #expect(hidden.groups.map(\.verdict) == [.withheld] && hidden.groups[0].difference == nil)
        #expect(hidden.groups[0].old?.shown == "[c]")
    }

    @Test func `across schemes goes through the declared mapping and is marked as a break`() throws {
        let old = FigureFixtures.table(1, [("gypsy", 60), ("white", 400), ("chinese", 20)], base: 500)
        let new = FigureFixtures.table(
            2, [("traveller", 90), ("white", 400), ("chinese", 20)], base: 500, scheme: "e2")
        let found = try Self.compared(old, new, ["gypsy", "white", "chinese"])
        let group = found.groups[0]
        #expect(group.new?.code == "traveller" && group.verdict == .moved && group.isBreak)
        #expect(group.remarks.first?.contains("the council's list. This is a break. Read with care.") == true)
        #expect(found.groups[1].new?.code == "white")
        // The other way about, by the same mapping.
        let back = try Self.compared(new, old, ["traveller"])
        #expect(back.groups[0].new?.code == "gypsy" && back.groups[0].isBreak)
    }

    @Test func `across schemes is refused where no group holds the same answers, or nothing leads there`()
        throws
    {
        let old = FigureFixtures.table(1, [("asian", 60), ("other", 20)], base: 500)
        // Asian of the newer scheme holds Chinese as well, so that it is another group; Indian alone is the same.
        let new = FigureFixtures.table(
            2, [("asian", 90), ("indian", 70), ("arab", 20)], base: 500, scheme: "e2")
        let found = try Self.compared(old, new, ["asian", "other"])
        #expect(found.groups[0].new?.code == "indian")
        guard case .notComparable(let why) = found.groups[1].verdict else {
            Issue.record("Other was compared")
            return
        }
        #expect(why.contains("no group of Ethnic group e2 holds the same answers as \u{201C}Other\u{201D}"))
        let lone = try Self.compared(
            old, FigureFixtures.table(2, [("light", 1)], base: 500, scheme: "e3"), ["asian"])
        guard case .notComparable(let none) = lone.groups[0].verdict else {
            Issue.record("schemes without a mapping were compared")
            return
        }
        #expect(none.contains("Nothing says how Ethnic group e1 leads to Ethnic group e3"))
    }

    @Test func `of a version in another's place says that it is a correction`() throws {
        let found = try Self.compared(
            FigureFixtures.table(1, [("asian", 60)], base: 500),
            FigureFixtures.table(2, [("asian", 90)], base: 500), ["asian"], isReplacement: true)
        #expect(found.groups[0].remarks.contains { $0.contains("any difference is a correction") })
    }

    @Test func `is asked of the newest version in force, and of a replaced one always`() {
        let first = FigureFixtures.version(1)
        let second = FigureFixtures.version(2)
        let third = FigureFixtures.version(3, year: 2025, supersedes: 1)
        let early = FigureFixtures.version(4, year: 2020)
        #expect([first].newer(than: 1) == nil)
        #expect([first, second].newer(than: 1)?.number == 2 && [first, second].newer(than: 2) == nil)
        // An older period that comes later is not newer.
        #expect([second, early].newer(than: 2) == nil && [second, early].newer(than: 4)?.number == 2)
        #expect(
            [first, third].newer(than: 1)?.number == 3 && [first, second, third].newer(than: 1)?.number == 2)
        #expect([first, third].replaces(3, 1) && ![first, second].replaces(2, 1))
        #expect([first].newer(than: 9) == nil)
    }
}
