// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import DisclosureControl

@Suite struct `The same people, told differently` {
    let counts: [Int] = {
        var generator = SeededGenerator(seed: 23)
        return (0..<60).map { _ in Int.random(in: 0...25, using: &generator) }
    }()

    func safe(_ release: ReleaseSet) throws -> Int {
        let made = try ProtectedRelease.protect(release, policy: .standard)
        #expect(made.audit.deducible.isEmpty && made.audit.byInsider.isEmpty && made.outcome.unproven.isEmpty)
        #expect(made.withheldTables.isEmpty)
        return made.sizes.secondaries
    }

    @Test func `the same input and seed give the same pattern`() throws {
        let release = try SmallTables.table([4, 5, 3], counts)
        let one = try ProtectedRelease.protect(release, policy: .standard, seed: 9)
        let two = try ProtectedRelease.protect(release, policy: .standard, seed: 9)
        #expect(one.pattern() == two.pattern() && one.certificate == two.certificate)
    }

    @Test func `permuted codes and swapped dimensions are as safe`() throws {
        let plain = try safe(SmallTables.table([4, 5, 3], counts))
        let release = try SmallTables.table([4, 5, 3], counts)
        let permuted = release.atoms.map {
            Atom(codes: [5 - $0.codes[0], $0.codes[1] % 5 + 1, 4 - $0.codes[2]], count: $0.count)
        }
        let turned = try safe(
            ReleaseSet(dimensions: release.dimensions, tables: [[2, 0, 1]], atoms: permuted, threshold: 5))
        #expect(abs(plain - turned) <= max(6, plain / 2))
    }

    @Test func `a table given twice changes nothing and a split release is as safe`() throws {
        let release = try SmallTables.table([4, 5, 3], counts)
        let once = try ProtectedRelease.protect(release, policy: .standard)
        let twice = try ProtectedRelease.protect(
            release.with(tables: [[0, 1, 2], [0, 1, 2]]), policy: .standard)
        #expect(once.pattern() == twice.pattern())
        let linked = try ProtectedRelease.protect(
            release.with(tables: [[0, 1], [1, 2], [0, 2]]), policy: .standard)
        #expect(linked.audit.deducible.isEmpty && linked.audit.byInsider.isEmpty)
    }
}
