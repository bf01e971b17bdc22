// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import DisclosureControl

@Suite struct `Rounded and noisy numbers` {
    func policy(_ method: PublicationMethod, need: Int = 2) -> DisclosurePolicy {
        DisclosurePolicy(
            name: "changed", owner: "o", effectiveFrom: "2026-01-01", explanation: "e", need: need,
            method: method)
    }

    @Test func `a shown number stands for all numbers that are shown so, and no others`() {
        for base in 3...10 {
            let method = PublicationMethod.rounding(base: base)
            for true_ in 0...60 {
                let shown = (2 * true_ + base) / (2 * base) * base
                for other in 0...70 {
                    let alike = (2 * other + base) / (2 * base) * base == shown
                    #expect(method.range(shown: shown).contains(other) == alike)
                }
            }
        }
        for text in ["r5", "q3", "n2"] { #expect(PublicationMethod(status: text)?.status == text) }
        for text in ["", "z", "c", "r", "r1", "n9", "x5", "r-5"] {
            #expect(PublicationMethod(status: text) == nil)
        }
    }

    @Test(arguments: [3, 5, 10])
    func `controlled rounding adds up, stays beside the truth and adds nothing on average`(base: Int) {
        var generator = SeededGenerator(seed: 5)
        for sizes in [(1, 4), (3, 4), (5, 6), (2, 2)] {
            let table = (0..<sizes.0).map { _ in
                (0..<sizes.1).map { _ in Int.random(in: 0...20, using: &generator) }
            }
            var sum = 0
            for _ in 0..<300 {
                let rounded = ControlledRounding.rounded(table, base: base, using: &generator)
                func near(_ shown: Int, _ value: Int) -> Bool {
                    shown % base == 0 && abs(shown - value) < base && (value % base != 0 || shown == value)
                }
                for (row, shown) in zip(table, rounded) {
                    #expect(
                        zip(row, shown).allSatisfy { near($1, $0) }
                            && near(shown.reduce(0, +), row.reduce(0, +)))
                }
                for column in 0..<sizes.1 {
                    #expect(
                        near(rounded.reduce(0) { $0 + $1[column] }, table.reduce(0) { $0 + $1[column] }))
                }
                sum += rounded[0][0] - table[0][0]
            }
            #expect(abs(sum) < 300 * base / 4)
        }
    }

    /// All tables of people that would be shown the same, one by one.
    func possible(_ made: ProtectedRelease, sizes: (Int, Int)) -> [Int: ClosedRange<Int>] {
        let table = made.tables[0]
        let method = made.policy.method
        func range(_ row: Int, _ column: Int) -> ClosedRange<Int> {
            let cell = table.cells[row * (sizes.1 + 1) + column]
            return cell.value.map(method.range) ?? 0...1000
        }
        var found: [Int: ClosedRange<Int>] = [:]
        var grid = [[Int]](repeating: [Int](repeating: 0, count: sizes.1), count: sizes.0)
        func take(_ place: Int, _ value: Int) {
            found[place] =
                min(value, found[place]?.lowerBound ?? value)...max(value, found[place]?.upperBound ?? value)
        }
        func fill(_ place: Int) {
            if place == sizes.0 * sizes.1 {
                let columns = (0..<sizes.1).map { column in grid.reduce(0) { $0 + $1[column] } }
                guard columns.enumerated().allSatisfy({ range(0, $0 + 1).contains($1) }),
                    range(0, 0).contains(columns.reduce(0, +))
                else { return }
                for row in grid.indices {
                    take((row + 1) * (sizes.1 + 1), grid[row].reduce(0, +))
                    for (column, value) in grid[row].enumerated() {
                        take((row + 1) * (sizes.1 + 1) + column + 1, value)
                    }
                }
                take(0, columns.reduce(0, +))
                for (column, value) in columns.enumerated() { take(column + 1, value) }
                return
            }
            let (row, column) = (place / sizes.1, place % sizes.1)
            for value in range(row + 1, column + 1) {
                grid[row][column] = value
                if column == sizes.1 - 1, !range(row + 1, 0).contains(grid[row].reduce(0, +)) { continue }
                fill(place + 1)
            }
        }
        fill(0)
        return found
    }

    @Test(arguments: [PublicationMethod.rounding(base: 5), .rounding(base: 3), .controlledRounding(base: 3)])
    func `small numbers keep by enumeration the width that is proven`(method: PublicationMethod) throws {
        var generator = SeededGenerator(seed: 7)
        var compared = 0
        for _ in 0..<12 {
            let release = try SmallTables.random([2, 3], most: 8, using: &generator)
            let made = try ProtectedRelease.protect(release, policy: policy(method), seed: 9)
            guard made.tables[0].cells.allSatisfy({ $0.value != nil }) else { continue }
            let truth = possible(made, sizes: (2, 3))
            let model = made.outcome.model
            for (place, cell) in model.tableCells[0].enumerated() {
                let variable = Int(model.variableOf[Int(cell)])
                let shown = try #require(made.tables[0].cells[place].value)
                #expect(method.range(shown: shown).contains(model.values[variable]))
                guard made.outcome.requirement.primary[variable] else { continue }
                compared += 1
                #expect((truth[place]?.count ?? 0) - 1 >= made.outcome.requirement.need[variable])
            }
            #expect(
                CertificateChecker.check(files: made.files, certificate: made.certificate, under: made.policy)
                    == .safe(primaries: made.outcome.proof.count, rational: made.rationalProofs))
            #expect(try PythonChecker.status(made.files, made.certificate, under: made.policy) == 0)
        }
        #expect(compared > 4)
    }

    @Test func `both checkers refuse a number rounded otherwise, and a move out of its range`() throws {
        let release = try SmallTables.table([3, 4], [3, 21, 30, 14, 25, 18, 40, 22, 31, 27, 19, 33])
        let made = try ProtectedRelease.protect(release, policy: policy(.rounding(base: 5)), seed: 9)
        func verdict(_ certificate: String) throws -> [Int32] {
            var ours: Int32 = 1
            if case .safe = CertificateChecker.check(
                files: made.files, certificate: certificate, under: made.policy)
            {
                ours = 0
            }
            return [ours, try PythonChecker.status(made.files, certificate, under: made.policy)]
        }
        #expect(try verdict(made.certificate) == [0, 0])
        #expect(try verdict(made.certificate.replacing("method r5", with: "method r3")) == [1, 1])
        let lines = made.certificate.split(separator: "\n").map(String.init)
        let move = try #require(lines.firstIndex { $0.hasPrefix("move 1 ") })
        // Ten times as far is no longer what the shown numbers allow.
        let far = lines[move].split(separator: " ").enumerated().map { place, word -> String in
            if place < 2 { return String(word) }
            let parts = word.split(separator: ":")
            return "\(parts[0]):\(parts[1])0"
        }
        let changed = lines.enumerated().map { $0.offset == move ? far.joined(separator: " ") : $0.element }
        #expect(try verdict(changed.joined(separator: "\n")) == [1, 1])
        // A policy that hides numbers is not kept by rounding them.
        guard
            case .broken = CertificateChecker.check(
                files: made.files, certificate: made.certificate, under: .standard)
        else {
            Issue.record("rounded numbers passed as hidden ones")
            return
        }
        #expect(made.statement().contains("rounded to the nearest 5"))
        #expect(made.tables[0].html().contains("rounded to the nearest 5"))
    }

    @Test func `noise follows the people and is proven`() throws {
        var generator = SeededGenerator(seed: 9)
        let release = try SmallTables.random([3, 4], most: 12, using: &generator)
        let keys = release.atoms.map { atom in
            CellKeyNoise.keys(count: atom.count, secret: UInt64(atom.codes[0] * 9 + atom.codes[1])).reduce(
                0, +) % 256
        }
        #expect(throws: DisclosureProblem.self) {
            try ProtectedRelease.protect(release, policy: policy(.noise(largest: 3)), seed: 9)
        }
        let made = try ProtectedRelease.protect(
            release, policy: policy(.noise(largest: 3)), seed: 9, keySums: keys)
        for cell in made.tables[0].cells where cell.value != nil { #expect(cell.status == "n3") }
        #expect(made.outcome.proof.count > 0)
        #expect(try PythonChecker.status(made.files, made.certificate, under: made.policy) == 0)
        // The same people give the same number wherever they stand.
        let alone = try ProtectedRelease.protect(
            release.with(tables: [[0]]), policy: policy(.noise(largest: 3)), seed: 9, keySums: keys)
        for cell in alone.tables[0].cells {
            let there = made.tables[0].cells.first { $0.codes == [cell.codes[0], "Total"] }
            if let value = cell.value, let other = there?.value { #expect(value == other) }
        }
    }

    @Test func `what does not suit is refused`() throws {
        let release = try SmallTables.table([2, 2, 2], [3, 21, 30, 14, 25, 18, 40, 22])
        #expect(throws: DisclosureProblem.self) {
            try ProtectedRelease.protect(release, policy: policy(.controlledRounding(base: 5)), seed: 9)
        }
    }
}
