// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import DisclosureControl

@Suite struct `Fewer categories before anything is hidden` {
    /// Areas of three wards each; so few people in a ward that most cells are too small.
    func release(most: Int) throws -> ReleaseSet {
        let areas = ["N", "E", "S", "W"]
        let ward = try TableDimension(
            name: "ward",
            nodes: [.init(code: "Total", parent: nil)]
                + areas.flatMap { area in
                    [.init(code: area, parent: "Total")]
                        + (1...3).map { .init(code: "\(area)\($0)", parent: area) }
                })
        let kind = try SmallTables.flat("kind", 4)
        var generator = SeededGenerator(seed: 12)
        let atoms = ward.leaves.flatMap { leaf in
            (1...4).map { Atom(codes: [leaf, $0], count: Int.random(in: 1...most, using: &generator)) }
        }
        return try ReleaseSet(dimensions: [ward, kind], tables: [[0, 1]], atoms: atoms, threshold: 5)
    }

    @Test func `the choice that keeps most and leaves little to hide is proposed`() throws {
        let gate = CollapseGate(model: CellModel(try release(most: 6)))
        #expect(gate.shouldCollapse)
        let proposal = try #require(gate.proposal)
        #expect(proposal.primaries * 5 <= proposal.cells)
        for option in gate.options where option.primaries * 5 <= option.cells {
            #expect(option.cells <= proposal.cells)
        }
        #expect(proposal.action.contains("ward"))
        #expect(CollapseGate(model: CellModel(try release(most: 90))).proposal == nil)
    }

    @Test func `where one step is not enough several are proposed`() throws {
        let gate = CollapseGate(
            model: CellModel(try SmallTables.table([3, 4, 4], [Int](repeating: 1, count: 48))))
        let proposal = try #require(gate.proposal)
        #expect(proposal.action.contains(", then ") && proposal.primaries * 5 <= proposal.cells)
    }

    @Test func `a preview says what publishing then hides`() throws {
        let release = try release(most: 6)
        let gate = CollapseGate(model: CellModel(release))
        let previews = gate.previews(of: release, policy: .standard, seed: 5)
        let whole = try ProtectedRelease.protect(release, policy: .standard, seed: 5)
        #expect(previews[0].shown == whole.sizes.shown)
        #expect(previews[0].hidden == whole.sizes.primaries + whole.sizes.secondaries)
        let option = try #require(gate.options.first)
        let made = try ProtectedRelease.protect(option.release, policy: .standard, seed: 5)
        #expect(
            previews.first { $0.action == option.action }?.hidden == made.sizes.primaries
                + made.sizes.secondaries)
        #expect(previews.contains { $0.action == "round every number to 5" && $0.refusal == nil })
    }

    @Test func `a refusal names cells and gives options with their price`() throws {
        // Three people in the first row were told before, so that nothing in it can be five wide.
        let plain = try SmallTables.table([3, 3], [1, 0, 2, 20, 30, 25, 40, 22, 31])
        let said = EarlierTable(
            source: "previous/a.csv", dimensions: [0], figures: [.init(codes: [1, 0], value: 3, row: 2)])
        let set = try ReleaseSet(
            dimensions: plain.dimensions, tables: plain.tables, atoms: plain.atoms, threshold: 5,
            earlier: [said])
        let problem = #expect(throws: DisclosureProblem.self) {
            try ProtectedRelease.protect(set, policy: .standard, seed: 9)
        }
        let words = problem?.message ?? ""
        #expect(
            words.contains("d0 d00, d1 d10") && words.contains("numbers shown,") && words.contains("hidden"))
        #expect(words.contains("However much is hidden, what was published before leaves too little room"))
        #expect(words.contains("hiding more does not help.\nMake the tables smaller instead: "))
    }
}
