// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import DisclosureControl

@Suite struct `Readers who know that a hidden number is at least one` {
    /// All two-way tables with hidden numbers of 1 to `most` that agree with what is shown: for every hidden
    /// cell the numbers it takes. Worked out from the shown numbers alone.
    private func possible(_ shown: [[Int?]], _ zeroed: [[Bool]], most: Int) -> [[Set<Int>]] {
        let (rows, columns) = (shown.count, shown[0].count)
        var found = [[Set<Int>]](repeating: [Set<Int>](repeating: [], count: columns), count: rows)
        var table = shown.map { $0.map { $0 ?? 0 } }
        let inner = (1..<rows).flatMap { row in (1..<columns).map { (row, $0) } }
        let free = inner.filter { shown[$0.0][$0.1] == nil }
        func fits(_ total: Int?, _ sum: Int, _ complete: Bool) -> Bool {
            guard let total else { return true }
            return complete ? sum == total : sum <= total
        }
        func visit(_ depth: Int) {
            if depth == free.count {
                for row in 1..<rows { table[row][0] = table[row].dropFirst().reduce(0, +) }
                for column in 0..<columns {
                    table[0][column] = (1..<rows).reduce(0) { $0 + table[$1][column] }
                }
                for row in 0..<rows {
                    for column in 0..<columns {
                        if let known = shown[row][column], known != table[row][column] { return }
                    }
                }
                for row in 0..<rows {
                    for column in 0..<columns { found[row][column].insert(table[row][column]) }
                }
                return
            }
            let (row, column) = free[depth]
            let (lastInRow, lastInColumn) = (
                !free[(depth + 1)...].contains { $0.0 == row },
                !free[(depth + 1)...].contains { $0.1 == column }
            )
            for value in 1...most {
                table[row][column] = value
                let across = table[row].dropFirst().reduce(0, +)
                let down = (1..<rows).reduce(0) { $0 + table[$1][column] }
                if fits(shown[row][0], across, lastInRow), fits(shown[0][column], down, lastInColumn) {
                    visit(depth + 1)
                }
            }
            table[row][column] = 0
        }
        visit(0)
        return found
    }

    private func shown(_ made: ProtectedRelease, _ rows: Int, _ columns: Int) -> [[Int?]] {
        let values = made.tables[0].cells.map(\.value)
        return (0...rows).map { row in (0...columns).map { values[row * (columns + 1) + $0] } }
    }

    @Test func `every small number keeps as many possible numbers as the width, and one that is not small`()
        throws
    {
        var generator = SeededGenerator(seed: 77)
        var compared = 0
        var narrower = 0
        for round in 0..<60 {
            let (rows, columns) = [(2, 3), (3, 3), (2, 4)][round % 3]
            let counts = (0..<rows * columns).map { _ in Int.random(in: 0...9, using: &generator) }
            let release = try SmallTables.table([rows, columns], counts)
            let made = try ProtectedRelease.protect(release, policy: .standard, seed: 9)
            let shown = shown(made, rows, columns)
            if (1...rows).reduce(0, { sum, row in sum + shown[row].dropFirst().count { $0 == nil } }) > 6 {
                continue
            }
            let found = possible(shown, [], most: 14)
            for row in 0...rows {
                for column in 0...columns where shown[row][column] == nil {
                    let inner =
                        row > 0 && column > 0
                        ? counts[(row - 1) * columns + column - 1] : Int.max
                    if inner >= 5 { continue }
                    compared += 1
                    #expect(found[row][column].count >= 5)
                    #expect((found[row][column].max() ?? 0) >= 5)
                    if found[row][column].count == 5 { narrower += 1 }
                }
            }
        }
        #expect(compared > 60 && narrower > 0)
    }

    /// [3 [c] | 4 [c]] with totals shown: wide enough for who thinks of zeros, too narrow for who does not.
    @Test func `a proof for plain readers alone is refused by both checkers`() throws {
        let release = try SmallTables.table([2, 3], [2, 3, 20, 4, 2, 30])
        let model = CellModel(release)
        var asked = DisclosurePolicy.standard
        asked.name = "plain"
        let requirement = Requirement(model: model, threshold: 5, need: 5, insiderNeed: 1)
        let outcome = Protection.run(model: model, requirement: requirement, settings: .init())
        let written = ReleaseFiles(outcome: outcome, policy: asked).files()
        let text = CertificateWriter(outcome: outcome, policy: asked)
            .text(files: written.files, hiddenCells: written.hiddenCells, allCells: written.allCells)
        #expect(text.contains("knowing 0"))
        for claim in [text, text.replacing("knowing 0", with: "knowing 4")] {
            guard
                case .broken = CertificateChecker.check(
                    files: written.files, certificate: claim, under: asked)
            else {
                Issue.record("accepted")
                return
            }
            #expect(try PythonChecker.status(written.files, claim, under: asked) == 1)
        }
    }

    @Test func `no zero is hidden where the policy shows zeros`() throws {
        var generator = SeededGenerator(seed: 5)
        for _ in 0..<20 {
            let release = try SmallTables.random([3, 4, 2], most: 3, using: &generator)
            let made = try? ProtectedRelease.protect(release, policy: .standard, seed: 9)
            guard let made else { continue }
            let model = made.outcome.model
            #expect((model.occupied..<model.count).allSatisfy { !made.outcome.hidden[$0] })
        }
    }
}
