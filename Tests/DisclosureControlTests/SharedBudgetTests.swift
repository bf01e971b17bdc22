// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing

@testable import DisclosureControl

@Suite struct `One budget and one seed for a whole release` {
    /// By the processor's clock every look must end before the whole must; with a budget of its own each
    /// would end that much after it began.
    @Test func `counts and sums share the budget of the release`() throws {
        let sums = try AmountTests.release([4, 5], seed: 2)
        let people = try ReleaseSet(
            dimensions: sums.dimensions, tables: sums.tables,
            atoms: sums.atoms.map { Atom(codes: $0.codes, count: $0.count) }, threshold: 3)
        let budget = Duration.seconds(3_000)
        let begun = ProcessorTime.spent
        let made = try JointRelease.protect(
            people: people, amounts: [("pay", sums)], policy: AmountTests.policy, seed: 9, budget: budget)
        let beside = try #require(made.amounts.first).release
        #expect(made.people.outcome.end > begun && beside.outcome.end > begun)
        #expect(made.people.outcome.end < begun + budget && beside.outcome.end < begun + budget)
        #expect(made.people.seed == 9 && beside.seed == 9)
    }

    @Test func `a seed that nobody gave is drawn, and the ledger and the summary hold the same`() throws {
        let folder = try CommandFolder(LedgerFileTestsData.small)
        for out in ["a", "b"] {
            let status = folder.run(
                "protect", folder.root + "/in", "--out", folder.root + "/" + out, "--ledger",
                folder.root + "/ledger.jsonl", "--population", "staff", "--area", "Eastmarsh", "--period",
                "2026", "--data-version", "1", "--approver", "A. Officer")
            #expect(status == 0)
        }
        let records = try LedgerFile(folder.root + "/ledger.jsonl", reading: true).entries.map(\.record)
        #expect(records.count == 2 && records[0].seed != records[1].seed)
        for (record, out) in zip(records, ["a", "b"]) {
            #expect(folder.text(out + "/summary.json").contains("\"seed\" : \"\(record.seed)\""))
        }
    }

    @Test func `a preview hides what publishing with the same seed hides`() throws {
        var generator = SeededGenerator(seed: 31)
        let counts = (0..<56).map { _ in
            let large = Int.random(in: 20...26, using: &generator)
            return Int.random(in: 0..<8, using: &generator) == 0 ? 2 : large
        }
        let release = try SmallTables.table([7, 8], counts)
        let gate = CollapseGate(model: CellModel(release))
        var told: [Int] = []
        for seed in 1...8 as ClosedRange<UInt64> {
            let preview = try #require(
                gate.previews(of: release, policy: .standard, choices: 0, seed: seed).first)
            let sizes = try ProtectedRelease.protect(release, policy: .standard, seed: seed).sizes
            #expect(preview.hidden == sizes.primaries + sizes.secondaries)
            told.append(preview.hidden)
        }
        #expect(Set(told).count > 1)
    }
}

private enum LedgerFileTestsData {
    static let small = [3] + CommandFolder.counts.dropFirst()
}
