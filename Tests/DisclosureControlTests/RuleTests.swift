// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import DisclosureControl

@Suite struct `Rules on amounts, noise, ledger` {
    @Test func `dominance and close guesses`() {
        #expect(MagnitudeRule.dominance(count: 2, percent: 85).hides(Holding([60, 30, 5, 5])))
        #expect(!MagnitudeRule.dominance(count: 2, percent: 90).hides(Holding([60, 30, 5, 5])))
        // 10 % of the largest (100) is 10; after the two largest 9 is left, so 1 more is needed.
        #expect(MagnitudeRule.closeGuess(percent: 10).hides(Holding([100, 50, 9])))
        #expect(MagnitudeRule.closeGuess(percent: 10).upperNeed(Holding([100, 50, 9])) == 1)
        #expect(!MagnitudeRule.closeGuess(percent: 10).hides(Holding([100, 50, 10])))
        #expect(MagnitudeRule.closeGuessKnowing(percent: 10, knownPercent: 50).hides(Holding([100, 50, 19])))
        #expect(
            MagnitudeRule.fewerThan(10).hides(Holding([1, 2, 3]))
                && !MagnitudeRule.fewerThan(3).hides(Holding([1, 2, 3])))
    }

    @Test func `the same people get the same noise, zero stays zero, the mean is nought`() {
        let noise = CellKeyNoise(largest: 4)
        let keys = CellKeyNoise.keys(count: 400, secret: 99)
        #expect(noise.noised(keys: []) == 0)
        #expect(noise.noised(keys: Array(keys[0..<20])) == noise.noised(keys: Array(keys[0..<20].reversed())))
        for count in [1, 2, 3, 4, 9] {
            var sum = 0
            for key in 0..<CellKeyNoise.range {
                let shown = noise.noised(keys: [key] + [UInt32](repeating: 0, count: count - 1))
                #expect(shown >= 0 && abs(shown - count) <= 4)
                sum += shown - count
            }
            #expect(sum == 0)
        }
    }

    @Test func `a second release is worked out against the first, and another version is refused`() throws {
        let release = try SmallTables.table([3, 4], [3, 21, 30, 14, 25, 18, 40, 22, 31, 27, 19, 33])
        let first = try ProtectedRelease.protect(release.with(tables: [[0]]), policy: .standard, seed: 9)
        var ledger = ReleaseLedger()
        ledger.append(
            ReleaseRecord(
                first, population: "staff", area: "Eastmarsh", period: "2026", dataVersion: "1",
                approver: "A. Officer", publishedOn: "2026-04-01"))
        let earlier = try ledger.earlierTables(
            population: "staff", area: "Eastmarsh", period: "2026", dataVersion: "1",
            dimensions: release.dimensions)
        #expect(earlier.count == 1 && earlier[0].figures.count == 4)
        let second = try ProtectedRelease.protect(
            ReleaseSet(
                dimensions: release.dimensions, tables: [[0, 1]], atoms: release.atoms, threshold: 5,
                earlier: earlier),
            policy: .standard, seed: 9)
        #expect(second.audit.deducible.isEmpty && second.files.contains { $0.name.hasPrefix("earlier/") })
        #expect(throws: DisclosureProblem.self) {
            try ledger.earlierTables(
                population: "staff", area: "Eastmarsh", period: "2026", dataVersion: "2",
                dimensions: release.dimensions)
        }
    }

    @Test func `the gate proposes fewer categories where most cells are small`() throws {
        let release = try SmallTables.table([4, 4], [Int](repeating: 2, count: 16))
        let gate = CollapseGate(model: CellModel(release))
        #expect(gate.shouldCollapse && !gate.options.isEmpty)
        let large = try SmallTables.table([4, 4], [Int](repeating: 50, count: 16))
        #expect(!CollapseGate(model: CellModel(large)).shouldCollapse)
    }

    @Test func `the sum that gives a cell away is shown`() throws {
        let release = try SmallTables.table([4], [3, 20, 30, 40])
        let model = CellModel(release)
        let hidden = model.values.map { $0 == 3 }
        let audit = ExactAudit(model: model, hidden: hidden, primary: hidden)
        let words = Explanation.howTheyFollow(model: model, hidden: hidden, audit: audit)
        // An officer learns which cells give it away; the numbers only who asks for them.
        #expect(words.count == 1 && words[0].contains("everyone") && !words[0].contains("93"))
        #expect(!words[0].contains("= 3"))
        let told = Explanation.howTheyFollow(model: model, hidden: hidden, audit: audit, counts: true)
        #expect(told[0].contains("93") && told[0].hasSuffix("= 3"))
    }
}
