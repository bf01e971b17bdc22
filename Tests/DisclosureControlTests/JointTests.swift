// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing

@testable import DisclosureControl

@Suite struct `Counts and sums beside them` {
    static let policy = {
        var policy = AmountTests.policy
        policy.name = "joint"
        return policy
    }()

    func counted(_ sums: ReleaseSet) throws -> ReleaseSet {
        try ReleaseSet(
            dimensions: sums.dimensions, tables: sums.tables,
            atoms: sums.atoms.map { Atom(codes: $0.codes, count: $0.count) }, threshold: 3)
    }

    /// Both verdicts on the two releases as they would lie on disk.
    func verdicts(_ people: ProtectedRelease, _ sums: ProtectedRelease, _ edit: (String) -> String = { $0 })
        throws -> [Int32]
    {
        let folder = try PythonChecker.folder(sums.files, edit(sums.certificate), part: "pay")
        defer { try? FileManager.default.removeItem(atPath: folder) }
        for file in people.files {
            try Data(file.bytes).write(to: URL(fileURLWithPath: folder + "/published/" + file.name))
        }
        try Data(people.certificate.utf8).write(to: URL(fileURLWithPath: folder + "/certificate.txt"))
        let ours = ReleaseCheck.check(folder, policies: [Self.policy.name: Self.policy], own: "own")
        return [ours.status, try PythonChecker.status(folder, under: Self.policy)]
    }

    /// The cells without a number in what is published.
    func hidden(_ made: ProtectedRelease) -> Set<[String]> {
        Set(made.tables.flatMap { $0.cells.filter { $0.value == nil }.map(\.codes) })
    }

    @Test(arguments: [[3, 4], [4, 5], [3, 3, 3]])
    func `are hidden in the same cells, and apart they tell of each other`(sizes: [Int]) throws {
        var leaks = 0
        for seed in 1...3 as ClosedRange<UInt64> {
            let release = try AmountTests.release(sizes, seed: seed)
            let people = try counted(release)
            let made = try JointRelease.protect(
                people: people, amounts: [("pay", release)], policy: Self.policy, seed: seed)
            let sums = try #require(made.amounts.first).release
            #expect(hidden(made.people) == hidden(sums))
            #expect(try verdicts(made.people, sums) == [0, 0])
            // The planted leak: each protected without thinking of the other.
            let aloneCounts = try ProtectedRelease.protect(people, policy: Self.policy, seed: seed)
            let aloneSums = try ProtectedRelease.protect(release, policy: Self.policy, seed: seed)
            if hidden(aloneCounts) == hidden(aloneSums) { continue }
            leaks += 1
            #expect(try verdicts(aloneCounts, aloneSums) == [1, 1])
        }
        #expect(leaks > 0)
    }

    @Test func `the people behind sums must be those that are counted`() throws {
        let release = try AmountTests.release([4, 5], seed: 2)
        let made = try JointRelease.protect(
            people: counted(release), amounts: [("pay", release)], policy: Self.policy, seed: 1)
        let sums = try #require(made.amounts.first).release
        var other = release.atoms
        let moved = try #require(other.firstIndex { $0.count > 5 })
        other[moved] = Atom(codes: other[moved].codes, amounts: Array(other[moved].amounts.dropLast()))
        let forged = try ReleaseSet(
            dimensions: release.dimensions, tables: release.tables, atoms: other, threshold: 3,
            measure: .amounts("pay"))
        let fewer = try ProtectedRelease.protect(
            forged, policy: Self.policy, seed: 9, inStep: made.people.hiddenKeys)
        #expect(try verdicts(made.people, sums) == [0, 0])
        #expect(try verdicts(made.people, fewer) == [1, 1])
        let plain = ProtectedReleaseText(made.people.certificate)
        #expect(plain.knowing == Self.policy.need - 1)
    }

    /// With no time at all branches are withheld, and what is left is proven; tables stay.
    @Test func `what there is no time for is withheld by branch`() throws {
        var generator = SeededGenerator(seed: 12)
        var withheld = 0
        for _ in 0..<6 {
            let release = try SmallTables.random([4, 5, 3], most: 12, using: &generator)
            let made = try ProtectedRelease.protect(release, policy: .standard, seed: 9, budget: .zero)
            #expect(made.withheldTables.isEmpty && made.outcome.unproven.isEmpty)
            withheld += made.withheldCells
            let sizes = made.sizes
            #expect(sizes.shown + sizes.primaries + sizes.secondaries + made.withheldCells == sizes.cells)
            #expect(try PythonChecker.status(made.files, made.certificate) == 0)
        }
        #expect(withheld > 0)
    }
}

/// What a certificate's line says.
private struct ProtectedReleaseText {
    let knowing: Int

    init(_ certificate: String) {
        let line = certificate.split(separator: "\n").first { $0.hasPrefix("knowing ") }
        knowing = line.flatMap { Int($0.dropFirst(8)) } ?? -1
    }
}
