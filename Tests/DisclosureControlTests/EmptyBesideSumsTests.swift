// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import DisclosureControl

@Suite struct `Empty cells that the policy shows` {
    /// Of nine cells only four may be hidden, and one of these is empty: the sum of the first, in which one
    /// person has nearly all, has no room above it unless the empty cell is hidden too.
    func sums() throws -> ReleaseSet {
        let few = [900_000, 1_000, 1_000, 1_000]
        let many = [Int](repeating: 30_000, count: 20)
        let plain = try SmallTables.table([3, 3], [4, 20, 20, 20, 0, 20, 20, 20, 20], threshold: 3)
        let hideable = [[1, 1], [1, 2], [2, 1], [2, 2]]
        return try ReleaseSet(
            dimensions: plain.dimensions, tables: plain.tables,
            atoms: plain.atoms.filter { $0.count > 0 }
                .map { Atom(codes: $0.codes, amounts: $0.count == 4 ? few : many) },
            threshold: 3,
            rules: SmallTables.combinations([4, 4]).filter { !hideable.contains($0) }
                .map { CellRule(codes: $0, decision: .publish) },
            measure: .amounts("pay"))
    }

    func people(_ sums: ReleaseSet) throws -> ReleaseSet {
        try ReleaseSet(
            dimensions: sums.dimensions, tables: sums.tables,
            atoms: sums.atoms.map { Atom(codes: $0.codes, count: $0.count) }, threshold: 3,
            rules: sums.rules)
    }

    @Test func `sums beside counts do not hide one, and rather are not published`() throws {
        let sums = try sums()
        let alone = try ProtectedRelease.protect(sums, policy: AmountTests.policy, seed: 1)
        let model = alone.outcome.model
        #expect((model.occupied..<model.count).filter { alone.outcome.hidden[$0] }.count == 1)
        let problem = #expect(throws: DisclosureProblem.self) {
            try JointRelease.protect(
                people: people(sums), amounts: [("pay", sums)], policy: AmountTests.policy, seed: 1)
        }
        #expect(problem?.message.contains("nothing proves that every small number is safe") == true)
    }

    /// What is published cannot show it: a hidden cell has no number. The certificate's count does.
    @Test(arguments: [false, true])
    func `both checkers refuse a release that hides one`(isHidden: Bool) throws {
        let release = try SmallTables.table([3, 3], [9, 12, 20, 12, 0, 20, 20, 20, 20])
        let model = CellModel(release)
        var requirement = try Requirement(model: model, policy: .standard)
        if isHidden { requirement.keepHidden([model.key(of: [2, 2])], model: model) }
        let outcome = Protection.run(model: model, requirement: requirement, settings: .init())
        let written = ReleaseFiles(outcome: outcome, policy: .standard).files()
        let text = CertificateWriter(outcome: outcome, policy: .standard)
            .text(files: written.files, hiddenCells: written.hiddenCells, allCells: written.allCells)
        #expect(outcome.hidden.contains(true) == isHidden)
        let verdict = CertificateChecker.check(
            files: written.files, certificate: text, under: .standard)
        let refusal = "table-01-d0-d1.csv: an empty cell is hidden and the policy shows them"
        #expect(verdict == (isHidden ? .broken(refusal) : .safe(primaries: 0, rational: 0)))
        #expect(try PythonChecker.status(written.files, text) == (isHidden ? 1 : 0))
    }
}
