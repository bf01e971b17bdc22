// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import DisclosureControl

@Suite struct `Empty cells and groups that are all alike` {
    /// Nine people of the first row are all in its first column: showing that tells it of each.
    let counts = [9, 0, 0, 12, 25, 18, 30, 22, 31]

    func policy(_ zeros: DisclosurePolicy.Zeros) -> DisclosurePolicy {
        var policy = DisclosurePolicy.standard
        policy.zeros = zeros
        policy.name = "zeros"
        return policy
    }

    func made(_ zeros: DisclosurePolicy.Zeros, rules: [CellRule] = []) throws -> ProtectedRelease {
        let plain = try SmallTables.table([3, 3], counts)
        let set = try ReleaseSet(
            dimensions: plain.dimensions, tables: plain.tables, atoms: plain.atoms, threshold: 5, rules: rules
        )
        return try ProtectedRelease.protect(set, policy: policy(zeros), seed: 9)
    }

    @Test func `such rows are found, and no others`() throws {
        let groups = GroupDisclosure.all(in: CellModel(try SmallTables.table([3, 3], counts)))
        #expect(groups.count == 1 && groups[0].zeros.count == 2)
        let mixed = try SmallTables.table([3, 3], [9, 1, 0, 12, 25, 18, 30, 22, 31])
        #expect(GroupDisclosure.all(in: CellModel(mixed)).isEmpty)
        // One person is no group; what they are is theirs to know.
        let one = try SmallTables.table([3, 3], [1, 0, 0, 12, 25, 18, 30, 22, 31])
        #expect(GroupDisclosure.all(in: CellModel(one)).isEmpty)
    }

    @Test func `with zeros shown the group is told, with the rule it is not`() throws {
        #expect(try made(.publish).sizes.primaries == 0)
        let safe = try made(.hideTelling)
        #expect(safe.sizes.primaries == 1 && safe.audit.deducible.isEmpty)
        let table = safe.tables[0]
        let first = table.cells.filter { $0.codes[0] == "d00" && $0.codes[1] != "Total" }
        #expect(first.contains { $0.value == nil && $0.withheld == .smallCount })
        #expect(first.first { $0.codes[1] == "d10" }?.value == nil)
        // By enumeration: the column may hold as many as five fewer than all of them.
        let model = safe.outcome.model
        let truth = try #require(SmallTables.intervals(model, hidden: safe.outcome.hidden))
        let cell = try #require(model.cellNumbers()[model.key(of: [1, 1])])
        #expect((truth[Int(model.variableOf[Int(cell)])]?.lowerBound ?? 9) <= 4)
    }

    @Test func `both checkers refuse a telling row under a policy that hides it`() throws {
        let shown = try made(.publish)
        let claim = shown.certificate.replacing("zeros publish", with: "zeros hideTelling")
        #expect(
            CertificateChecker.check(files: shown.files, certificate: claim, under: policy(.publish))
                == .broken(
                    "table-01-d0-d1.csv: a row shows that a whole group is in one column"))
        #expect(try PythonChecker.status(shown.files, claim, under: shown.policy) == 1)
        #expect(try PythonChecker.status(shown.files, shown.certificate, under: shown.policy) == 0)
        let safe = try made(.hideTelling)
        #expect(try PythonChecker.status(safe.files, safe.certificate, under: safe.policy) == 0)
        guard
            case .broken = CertificateChecker.check(
                files: shown.files, certificate: shown.certificate, under: policy(.hideTelling))
        else {
            Issue.record("a weaker rule on zeros was accepted")
            return
        }
    }

    @Test func `all zeros can be hidden, but for cells in which nobody can be`() throws {
        let rule = CellRule(codes: [1, 3], decision: .structural)
        let made = try made(.hide, rules: [rule])
        let zeros = made.tables[0].cells.filter { $0.value == 0 }
        #expect(zeros.map(\.codes) == [["d00", "d12"]] && zeros[0].status == "z")
        #expect(made.files.contains { String(decoding: $0.bytes, as: UTF8.self).contains("d00,d12,0,z") })
        #expect(try PythonChecker.status(made.files, made.certificate, under: made.policy) == 0)
        let plain = try self.made(.publish)
        let claim = plain.certificate.replacing("zeros publish", with: "zeros hide")
        #expect(
            CertificateChecker.check(files: plain.files, certificate: claim, under: policy(.publish))
                == .broken("a zero is published")
        )
        #expect(try PythonChecker.status(plain.files, claim, under: plain.policy) == 1)
    }

    @Test func `a cell that is said to be impossible and holds somebody is refused`() throws {
        let rule = CellRule(codes: [1, 1], decision: .structural, file: "cells.csv", row: 4)
        let problem = #expect(throws: DisclosureProblem.self) { try made(.publish, rules: [rule]) }
        #expect(problem?.row == 4)
    }

    /// Whatever the table, a protected release tells of no group, and whoever is hidden is proven.
    @Test(arguments: [[3, 4], [3, 3, 3], [2, 3, 2, 3]], DisclosurePolicy.Zeros.allCases)
    func `random tables`(sizes: [Int], zeros: DisclosurePolicy.Zeros) throws {
        var generator = SeededGenerator(seed: 71)
        for _ in 0..<4 {
            let release = try SmallTables.random(sizes, most: 4, using: &generator)
            let sparse = try ReleaseSet(
                dimensions: release.dimensions, tables: release.tables,
                atoms: release.atoms.map { Atom(codes: $0.codes, count: max(0, $0.count * 6 - 11)) },
                threshold: 5)
            guard let made = try? ProtectedRelease.protect(sparse, policy: policy(zeros), seed: 9) else {
                continue
            }
            #expect(made.audit.deducible.isEmpty && made.audit.byInsider.isEmpty)
            if zeros == .publish { continue }
            let model = made.outcome.model
            for group in GroupDisclosure.all(in: model) {
                #expect(group.zeros.contains { made.outcome.proof[Int(model.variableOf[Int($0)])] != nil })
            }
        }
    }
}
