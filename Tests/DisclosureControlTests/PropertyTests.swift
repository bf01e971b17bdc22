// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import DisclosureControl

@Suite struct `Small tables, every possibility enumerated` {
    /// Random patterns on random tables: what arithmetic gives away is found, no more and no less.
    @Test(arguments: [[2, 3], [3, 4], [2, 2, 3], [3, 3, 3], [3, 4, 4]])
    func `arithmetic is found exactly`(sizes: [Int]) throws {
        var generator = SeededGenerator(seed: 7)
        for _ in 0..<(sizes.count == 3 ? 8 : 40) {
            let model = CellModel(try SmallTables.random(sizes, most: 7, using: &generator), merging: false)
            let hidden = (0..<model.count).map { _ in Int.random(in: 0..<100, using: &generator) < 45 }
            let primary = [Bool](repeating: true, count: model.count)
            let found = Set(ExactAudit(model: model, hidden: hidden, primary: primary).deducible)
            for variable in 0..<model.count where hidden[variable] {
                #expect(found.contains(variable) == SmallTables.deducible(model, hidden: hidden, variable))
            }
        }
    }

    /// In two dimensions whole and fractional intervals are the same, so the audit must agree exactly.
    @Test func `narrow intervals are found exactly in two dimensions`() throws {
        var generator = SeededGenerator(seed: 11)
        var compared = 0
        for _ in 0..<60 {
            let model = CellModel(try SmallTables.random([3, 4], most: 6, using: &generator), merging: false)
            let hidden = (0..<model.count).map {
                model.values[$0] > 0
                    && (model.values[$0] < 5 || Int.random(in: 0..<3, using: &generator) == 0)
            }
            guard let truth = SmallTables.intervals(model, hidden: hidden) else { continue }
            compared += 1
            let audit = DisclosureAudit(model: model, hidden: hidden, need: 5)
            let expected = Set(truth.filter { $0.value.count - 1 < 5 && model.values[$0.key] < 5 }.keys)
            #expect(Set(audit.narrow) == expected)
            #expect(audit.unknown.isEmpty)
        }
        #expect(compared > 20)
    }

    /// Whatever is called safe has, by enumeration, the width that was asked for.
    @Test(arguments: [[3, 4], [2, 3, 3], [3, 3, 3], [3, 4, 4]])
    func `protected tables are as wide as promised`(sizes: [Int]) throws {
        var generator = SeededGenerator(seed: 13)
        var compared = 0
        for _ in 0..<(sizes.count == 2 ? 15 : 5) {
            let release = try SmallTables.random(sizes, most: 12, using: &generator)
            guard let made = try? ProtectedRelease.protect(release, policy: .standard) else { continue }
            #expect(made.audit.deducible.isEmpty && made.audit.byInsider.isEmpty)
            let outcome = made.outcome
            guard let truth = SmallTables.intervals(outcome.model, hidden: outcome.hidden, limit: 10_000)
            else { continue }
            for (variable, moves) in outcome.proof {
                if moves.contains(where: { outcome.pool.moves[Int($0)].divisor != 1 }) { continue }
                compared += 1
                #expect((truth[variable]?.count ?? 0) - 1 >= 5)
                for insider in 0..<outcome.model.count
                where outcome.hidden[insider] && outcome.model.values[insider] == 1 && insider != variable {
                    // Telling the insider's cell must not fix this one.
                    var known = outcome.hidden
                    known[insider] = false
                    if let left = SmallTables.intervals(outcome.model, hidden: known, limit: 2_000) {
                        #expect((left[variable]?.count ?? 0) > 1)
                    }
                }
            }
        }
        if sizes.count == 2 { #expect(compared > 10) }
    }

    /// Bounds never cut off a possible table.
    @Test func `bounds hold every possible table`() throws {
        var generator = SeededGenerator(seed: 17)
        for _ in 0..<80 {
            let model = CellModel(
                try SmallTables.random([2, 3, 2], most: 4, using: &generator), merging: false)
            let hidden = (0..<model.count).map { _ in Int.random(in: 0..<2, using: &generator) == 0 }
            guard let truth = SmallTables.intervals(model, hidden: hidden) else { continue }
            let bounds = Bounds(model: model, hidden: hidden)
            for (variable, interval) in truth {
                #expect(
                    bounds.low[variable] <= interval.lowerBound
                        && interval.upperBound <= bounds.high[variable])
            }
        }
    }
}
