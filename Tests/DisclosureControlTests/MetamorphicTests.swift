// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import DisclosureControl

@Suite struct `The same people, told differently` {
    let counts: [Int] = {
        var generator = SeededGenerator(seed: 23)
        return (0..<36).map { _ in Int.random(in: 0...19, using: &generator) }
    }()

    /// The least that enumeration of what is published leaves any small number; needs all to be proven whole.
    func strength(_ release: ReleaseSet, files: [(name: String, bytes: [UInt8])]) throws -> Int {
        let puzzle = Puzzle(files: files)
        let truth = try #require(puzzle.intervals())
        var least = Int.max
        var small = 0
        var seen: Set<Puzzle.Key> = []
        for codes in SmallTables.combinations(release.dimensions.map(\.codes.count)) {
            let count = SmallTables.count(release, codes)
            let key = SmallTables.key(release, codes)
            let isInTable = release.tables.contains { table in
                codes.indices.allSatisfy { codes[$0] == 0 || table.contains($0) }
            }
            guard isInTable, (1..<5).contains(count), seen.insert(key).inserted else { continue }
            small += 1
            // What is shown is as narrow as can be.
            least = min(least, puzzle.place[key].map { truth[$0].count - 1 } ?? 0)
        }
        #expect(small > 0)
        return least
    }

    func protected(_ release: ReleaseSet) throws -> ProtectedRelease {
        let made = try ProtectedRelease.protect(release, policy: .standard, seed: 9)
        #expect(made.withheldTables.isEmpty && made.rationalProofs == 0)
        return made
    }

    func strength(_ release: ReleaseSet) throws -> Int {
        try strength(release, files: protected(release).files)
    }

    @Test func `the same input and seed give the same pattern`() throws {
        let release = try SmallTables.table([3, 4, 3], counts)
        let one = try ProtectedRelease.protect(release, policy: .standard, seed: 9)
        let two = try ProtectedRelease.protect(release, policy: .standard, seed: 9)
        #expect(one.pattern() == two.pattern() && one.certificate == two.certificate)
    }

    @Test func `permuted codes and swapped dimensions are as safe`() throws {
        let release = try SmallTables.table([3, 4, 3], counts)
        #expect(try strength(release) >= 5)
        let permuted = release.atoms.map {
            Atom(codes: [4 - $0.codes[0], $0.codes[1] % 4 + 1, 4 - $0.codes[2]], count: $0.count)
        }
        let turned = try ReleaseSet(
            dimensions: release.dimensions, tables: [[2, 0, 1]], atoms: permuted, threshold: 5)
        #expect(try strength(turned) >= 5)
    }

    @Test func `a table given twice changes nothing and a split release is as safe`() throws {
        let release = try SmallTables.table([3, 4, 3], counts)
        let once = try protected(release)
        let twice = try protected(release.with(tables: [[0, 1, 2], [0, 1, 2]]))
        #expect(once.pattern() == twice.pattern())
        #expect(try strength(release, files: twice.files) >= 5)
        var generator = SeededGenerator(seed: 29)
        let sparse = try SmallTables.table(
            [3, 4, 3], (0..<36).map { _ in Int.random(in: 0...3, using: &generator) })
        #expect(try strength(sparse.with(tables: [[0, 1], [1, 2], [0, 2]])) >= 5)
    }

    /// The measure of strength falls where it should: one number that a proof uses is shown.
    @Test func `a planted weakness is seen`() throws {
        let release = try SmallTables.table([3, 4, 3], counts)
        let made = try protected(release)
        var weakened = 0
        let secondaries = made.outcome.hidden.indices.filter {
            made.outcome.hidden[$0] && !made.outcome.requirement.primary[$0]
                && made.outcome.model.values[$0] > 0
        }
        for variable in secondaries.prefix(6) {
            var outcome = made.outcome
            outcome.hidden[variable] = false
            let files = ReleaseFiles(outcome: outcome, policy: made.policy).files().files
            weakened += try strength(release, files: files) < 5 ? 1 : 0
        }
        #expect(weakened > 0)
    }
}
