// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing

@testable import DisclosureControl

@Suite struct `The disclosure statement` {
    /// About five hundred words go on a page.
    @Test func `stays on its page however many tables and releases there are`() throws {
        let sizes = [2, 2, 2, 2, 2]
        var generator = SeededGenerator(seed: 3)
        let plain = try SmallTables.table(
            sizes, (0..<32).map { _ in Int.random(in: 6...90, using: &generator) })
        let pairs = SmallTables.combinations([5, 5, 5]).map { Set($0).sorted() }
        let tables = Array(Set(pairs)).sorted { $0.lexicographicallyPrecedes($1) }
        #expect(tables.count > 20)
        let earlier = (1...30).map { number in
            EarlierTable(
                source: "the ledger, line \(number): table-01-d0.csv", dimensions: [0],
                figures: [
                    .init(codes: [1, 0, 0, 0, 0], value: SmallTables.count(plain, [1, 0, 0, 0, 0]), row: 2)
                ])
        }
        let release = try ReleaseSet(
            dimensions: plain.dimensions, tables: tables, atoms: plain.atoms, threshold: 5,
            earlier: earlier + earlier)
        let text = try ProtectedRelease.protect(release, policy: .standard, seed: 9).statement(
            approver: "A. Officer")
        let words = text.replacing(#/<[^>]*>/#, with: " ").split(whereSeparator: \.isWhitespace)
        #expect(words.count < 500)
        #expect(text.contains("the ledger, line 11") && text.contains("19 more releases"))
        #expect(!text.contains("line 12,") && text.contains("more tables") && text.contains("A. Officer"))
        #expect(text.contains("id=\"threshold\">5<") && text.contains("id=\"noughts\">shown<"))
    }
}
