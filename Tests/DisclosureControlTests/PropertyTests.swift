// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import DisclosureControl

@Suite struct `Small tables, every possibility enumerated` {
    /// Every cell of a full table, with its variable, its place in the puzzle, and its people.
    struct Case {
        let release: ReleaseSet
        let model: CellModel
        var hidden: [Bool]
        let puzzle: Puzzle
        /// For each hidden cell the variable and the number of the puzzle.
        var cells: [(codes: [Int], variable: Int, at: Int)] = []

        init(_ release: ReleaseSet, _ model: CellModel, hidden: [Bool]) {
            (self.release, self.model, self.hidden) = (release, model, hidden)
            let numbers = model.cellNumbers()
            let variable = { (codes: [Int]) -> Int in
                numbers[model.key(of: codes)].map { Int(model.variableOf[Int($0)]) } ?? 0
            }
            puzzle = SmallTables.puzzle(release) { hidden[variable($0)] }
            for codes in SmallTables.combinations(release.dimensions.map(\.codes.count)) {
                if let at = puzzle.place[SmallTables.key(release, codes)] {
                    cells.append((codes, variable(codes), at))
                }
            }
        }

        /// Random counts and a random pattern over them.
        init(_ sizes: [Int], most: Int, share: Int, using generator: inout SeededGenerator) throws {
            let release = try SmallTables.random(sizes, most: most, using: &generator)
            let model = CellModel(release, merging: false)
            // Where everybody is shown no cell is without an upper end.
            let hidden = (0..<model.count).map { variable in
                Int.random(in: 0..<100, using: &generator) < share
                    && model.codes(ofCell: Int(model.sample[variable])).contains { $0 != 0 }
            }
            self.init(release, model, hidden: hidden)
        }

        func count(_ codes: [Int]) -> Int { SmallTables.count(release, codes) }
    }

    /// What arithmetic gives away, alone or to somebody alone in a cell: no more and no less is found.
    @Test(arguments: [
        ([2, 3], 60, 42), ([3, 4], 60, 42), ([2, 2, 3], 50, 60), ([3, 3, 3], 30, 58), ([3, 4, 4], 40, 55),
    ])
    func `arithmetic and insiders are found exactly`(sizes: [Int], times: Int, share: Int) throws {
        var generator = SeededGenerator(seed: 7)
        var compared = (all: 0, deducible: 0, insider: 0)
        for _ in 0..<times {
            let one = try Case(sizes, most: 4, share: share, using: &generator)
            let primary = [Bool](repeating: true, count: one.model.count)
            let audit = ExactAudit(model: one.model, hidden: one.hidden, primary: primary)
            let parts = one.puzzle.changes()
            let people = one.cells.map { SmallTables.people(one.release, $0.codes) }
            let counts = one.cells.map { one.count($0.codes) }
            let found = Set(audit.deducible)
            let byInsider = Set(audit.byInsider.map(\.primary))
            for (index, cell) in one.cells.enumerated() {
                let follows = parts[cell.at].allSatisfy { $0 == 0 }
                #expect(found.contains(cell.variable) == follows)
                let told = one.cells.indices.contains { other in
                    counts[other] == 1 && people[other] != people[index]
                        && Puzzle.isTied(parts[one.cells[other].at], parts[cell.at])
                }
                #expect(byInsider.contains(cell.variable) == (told && !follows))
                compared.all += 1
                compared.deducible += follows ? 1 : 0
                compared.insider += told && !follows ? 1 : 0
            }
        }
        // Enough of both kinds that either answer given always would fail.
        #expect(
            compared.all > times * 4 && compared.deducible > 10 && compared.deducible < compared.all * 9 / 10)
        #expect(compared.insider > 5)
    }

    /// The programmes' ends are the true ends; only fractions may lie between, and only in three dimensions.
    @Test(arguments: [
        ([2, 3], 60, 45), ([3, 4], 60, 40), ([2, 3, 3], 50, 52), ([3, 3, 3], 30, 52), ([3, 4, 4], 40, 48),
    ])
    func `intervals are found exactly`(sizes: [Int], times: Int, share: Int) throws {
        var generator = SeededGenerator(seed: 11)
        var (compared, cells, alike, narrow) = (0, 0, 0, 0)
        for _ in 0..<times {
            let one = try Case(sizes, most: 8, share: share, using: &generator)
            guard let truth = one.puzzle.intervals(limit: 4_000) else { continue }
            compared += 1
            let requirement = Requirement(model: one.model, threshold: 5, need: 1, insiderNeed: 0)
            var settings = Protection.Settings()
            settings.seed = 9
            settings.need = 1
            var work = Protection(
                model: one.model, requirement: requirement, settings: settings, solver: ClpSolver())
            work.hidden = one.hidden
            let bounds = Bounds(model: one.model, hidden: one.hidden)
            for cell in one.cells {
                let value = one.count(cell.codes)
                let ends = [true, false].map { up in
                    let hidden = one.hidden
                    return work.finder.reach(
                        MoveFinder.Search(
                            target: cell.variable, up: up, amount: 1 << 28, limit: .max, cap: 1e9,
                            allowed: { hidden[$0] }, price: { _ in 0 }, reward: { _ in 0 })) ?? -1
                }
                let high = value + Int((ends[0] + 1e-6).rounded(.down))
                let low = value - Int((ends[1] + 1e-6).rounded(.down))
                let range = truth[cell.at]
                #expect(range.contains(value) && low <= range.lowerBound && range.upperBound <= high)
                #expect(bounds.low[cell.variable] <= low && high <= bounds.high[cell.variable])
                if sizes.count == 2 { #expect(range == low...max(low, high)) }
                cells += 1
                alike += range.lowerBound == low && range.upperBound == high ? 1 : 0
                narrow += range.count < 6 ? 1 : 0
            }
        }
        #expect(compared >= times * 9 / 10 && cells > times * 3)
        #expect(alike * 100 >= cells * 97 && narrow > 0 && narrow < cells)
    }

    /// In two dimensions whole and fractional intervals are the same, so the audit must agree exactly.
    @Test func `narrow intervals are found exactly in two dimensions`() throws {
        var generator = SeededGenerator(seed: 13)
        var (compared, broken) = (0, 0)
        for _ in 0..<50 {
            let release = try SmallTables.random([3, 4], most: 6, using: &generator)
            let model = CellModel(release, merging: false)
            let hidden = (0..<model.count).map {
                model.values[$0] > 0
                    && (model.values[$0] < 5 || Int.random(in: 0..<3, using: &generator) == 0)
                    && model.sample[$0] != 0
            }
            let one = Case(release, model, hidden: hidden)
            guard let truth = one.puzzle.intervals() else { continue }
            compared += 1
            let audit = DisclosureAudit(model: model, hidden: hidden, need: 5)
            let expected = one.cells.filter { truth[$0.at].count - 1 < 5 && one.count($0.codes) < 5 }
            #expect(Set(audit.narrow) == Set(expected.map(\.variable)))
            #expect(audit.unknown.isEmpty)
            broken += expected.isEmpty ? 0 : 1
        }
        #expect(compared > 40 && broken > 5)
    }

    /// Whatever is called safe has, by enumeration of what is published, the width that was asked for; with
    /// what one proof uses shown, it has not.
    @Test(arguments: [([3, 4], 40), ([2, 3, 3], 25), ([3, 3, 3], 25), ([3, 4, 4], 25)])
    func `protected tables are as wide as promised`(sizes: [Int], times: Int) throws {
        var generator = SeededGenerator(seed: 17)
        var (sets, compared, insiders, planted, caught) = (0, 0, 0, 0, 0)
        for _ in 0..<times {
            let release = try SmallTables.random(sizes, most: 12, using: &generator)
            guard let made = try? ProtectedRelease.protect(release, policy: .standard, seed: 9) else {
                continue
            }
            let puzzle = Puzzle(files: made.files)
            guard let truth = puzzle.intervals() else { continue }
            sets += 1
            var weakest = -1
            for (variable, moves) in made.outcome.proof {
                if moves.contains(where: { made.outcome.pool.moves[Int($0)].divisor != 1 }) { continue }
                let codes = made.outcome.model.codes(ofCell: Int(made.outcome.model.sample[variable]))
                let at = try #require(puzzle.place[SmallTables.key(release, codes)])
                compared += 1
                #expect(truth[at].count - 1 >= 5 && truth[at].contains(SmallTables.count(release, codes)))
                weakest = max(weakest, variable)
            }
            // Telling one person's cell must not fix another small one.
            let cells = SmallTables.combinations(release.dimensions.map(\.codes.count)).compactMap { codes in
                puzzle.place[SmallTables.key(release, codes)].map { (codes: codes, at: $0) }
            }
            for lone in cells.filter({ SmallTables.count(release, $0.codes) == 1 }).prefix(3) {
                guard let left = puzzle.intervals(fixed: [lone.at: 1]) else { continue }
                for cell in cells where (1..<5).contains(SmallTables.count(release, cell.codes)) {
                    if SmallTables.people(release, cell.codes) == SmallTables.people(release, lone.codes) {
                        continue
                    }
                    insiders += 1
                    #expect(left[cell.at].count > 1)
                }
            }
            guard weakest >= 0 else { continue }
            let model = made.outcome.model
            let used = Set(
                (made.outcome.proof[weakest] ?? []).flatMap { made.outcome.pool.moves[Int($0)].variables })
            let shown = used.filter { !made.outcome.requirement.primary[Int($0)] }
            if shown.isEmpty { continue }
            planted += 1
            var outcome = made.outcome
            for variable in shown { outcome.hidden[Int(variable)] = false }
            let weak = Puzzle(files: ReleaseFiles(outcome: outcome, policy: made.policy).files().files)
            let after = weak.intervals()
            let isBroken = outcome.proof.keys.contains { variable in
                let codes = model.codes(ofCell: Int(model.sample[variable]))
                return weak.place[SmallTables.key(release, codes)].flatMap { after?[$0].count }.map { $0 < 6 }
                    ?? false
            }
            caught += isBroken ? 1 : 0
        }
        #expect(sets >= times * 9 / 10 && compared > sets && insiders > 0)
        #expect(planted > sets / 2 && caught * 10 >= planted * 8)
    }
}
