// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import DisclosureControl

@Suite struct `Moves found without a solver` {
    /// Whatever an exchange offers leaves every sum as it is and nobody below zero, in whole numbers.
    @Test(arguments: [[3, 4], [3, 3, 3], [2, 3, 2, 3]])
    func `every exchange is a possible change of people`(sizes: [Int]) throws {
        var generator = SeededGenerator(seed: 41)
        var offered = 0
        for _ in 0..<20 {
            let model = CellModel(try SmallTables.random(sizes, most: 9, using: &generator))
            var finder = ExchangeFinder(model: model)
            var balance = [Int](repeating: 0, count: model.rows.count)
            for target in 0..<model.occupied where model.values[target] < 5 {
                finder.search(target, tries: 20) {
                    $0 == 0 ? nil : 0.0
                } accept: { pattern in
                    for steps in [pattern.up, -pattern.down] where steps != 0 {
                        let move = pattern.move(Int32(max(-9, min(9, steps))))
                        #expect(model.admits(move, floor: 0, balance: &balance))
                        #expect(move.change(at: Int32(target)) != 0)
                        offered += 1
                    }
                    // One step more than there is room for takes somebody below zero.
                    if pattern.up < 9 {
                        let move = pattern.move(Int32(pattern.up + 1))
                        #expect(!model.admits(move, floor: 0, balance: &balance))
                    }
                    return false
                }
            }
        }
        #expect(offered > 200)
    }

    /// A solver that finds nothing, or has no time left, must cost hidden cells and never a proof.
    @Test(arguments: [[4, 6], [4, 5, 3], [3, 3, 3, 3]], [3, 24])
    func `without any solver everything is still proven`(sizes: [Int], most: Int) throws {
        struct Idle: MoveSolver {
            func best(for programme: MoveProgram) -> [Double]? { nil }
        }
        var settings = Protection.Settings()
        settings.seed = 9
        settings.mayHideZeros = false
        var generator = SeededGenerator(seed: 43)
        for _ in 0..<3 {
            let release = try SmallTables.random(sizes, most: most, using: &generator)
            let model = CellModel(release)
            let requirement = try Requirement(model: model, policy: .standard)
            let outcome = Protection.run(
                model: model, requirement: requirement, settings: settings, solver: Idle())
            #expect(outcome.unproven.isEmpty)
            let made = ReleaseFiles(outcome: outcome, policy: .standard).files()
            let certificate = CertificateWriter(outcome: outcome, policy: .standard)
                .text(files: made.files, hiddenCells: made.hiddenCells)
            let primaries = requirement.primary.count { $0 }
            #expect(
                CertificateChecker.check(files: made.files, certificate: certificate, under: .standard)
                    == .safe(primaries: primaries, rational: 0))
        }
    }

    @Test func `cells that only change together are taken as one`() {
        // a + b = 0, b + c = 0, c + d + e = 0, f + f = 0 and g alone.
        let joined = JoinedCells(
            count: 7,
            rows: [
                [(0, 1), (1, 1)], [(1, 1), (2, 1)], [(2, 1), (3, 1), (4, 1)], [(5, 1), (5, 1)], [(6, 1)],
            ])
        #expect(Set(joined.leader[0...2]).count == 1)
        #expect(joined.sign[0] == joined.sign[2] && joined.sign[1] == -joined.sign[0])
        #expect(joined.sign[5] == 0 && joined.sign[6] == 0)
        #expect(joined.rows.count == 1 && joined.rows[0].count == 3)
    }

    /// A sum that becomes empty says nothing; one that comes to twice a cell says that it stays.
    @Test func `a loop of pairs fixes its cells or leaves them free`() {
        let free = JoinedCells(count: 2, rows: [[(0, 1), (1, 1)], [(0, 2), (1, 2)]])
        #expect(free.rows.isEmpty && !free.sign.contains(0))
        let fixed = JoinedCells(
            count: 3, rows: [[(0, 1), (1, 1)], [(1, 1), (2, 1)], [(0, 1), (2, 1)]])
        #expect(fixed.sign == [0, 0, 0])
    }
}
