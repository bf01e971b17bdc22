// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import DisclosureControl

@Suite struct `Known traps` {
    /// Three people alone in their cells: each knows their own, and must not learn another's.
    @Test func `three singletons in a table of two by five`() throws {
        let release = try SmallTables.table([2, 5], [1, 20, 1, 30, 12, 25, 1, 40, 15, 22])
        let made = try ProtectedRelease.protect(release, policy: .standard, seed: 9)
        #expect(made.audit.byInsider.isEmpty && made.audit.deducible.isEmpty)
        #expect(made.sizes.primaries == 3)
        // The three stars alone, which a clerk would write, are given away by subtraction.
        let model = CellModel(release)
        let stars = model.values.map { $0 == 1 }
        #expect(ExactAudit(model: model, hidden: stars, primary: stars).deducible.count == 3)
    }

    @Test func `a row whose only cells are two singletons`() throws {
        let release = try SmallTables.table([3, 4], [1, 1, 0, 0, 20, 30, 25, 10, 22, 31, 14, 40])
        let made = try ProtectedRelease.protect(release, policy: .standard, seed: 9)
        #expect(made.audit.byInsider.isEmpty)
    }

    /// One variable, two parents: wards add up to districts and to health areas.
    @Test func `one variable with two parent hierarchies`() throws {
        func nodes(_ groups: [(String, [String])]) -> [TableDimension.Node] {
            [.init(code: "Total", parent: nil)]
                + groups.flatMap { group in
                    [.init(code: group.0, parent: "Total")] + group.1.map { .init(code: $0, parent: group.0) }
                }
        }
        let ward = try TableDimension(
            name: "ward", nodes: nodes([("D1", ["a", "b", "c"]), ("D2", ["d", "e", "f"])]),
            further: [nodes([("H1", ["a", "b", "d"]), ("H2", ["c", "e", "f"])])])
        let sex = try SmallTables.flat("sex", 2)
        let counts = [2, 30, 41, 17, 25, 33, 50, 20, 19, 28, 36, 44]
        let atoms = counts.enumerated().map { index, count in
            Atom(
                codes: [ward.position(of: ["a", "b", "c", "d", "e", "f"][index / 2]) ?? 0, index % 2 + 1],
                count: count)
        }
        let release = try ReleaseSet(dimensions: [ward, sex], tables: [[0, 1]], atoms: atoms, threshold: 5)
        let made = try ProtectedRelease.protect(release, policy: .standard, seed: 9)
        #expect(made.sizes.secondaries > 0 && made.audit.deducible.isEmpty)
        let puzzle = Puzzle(files: made.files)
        let truth = try #require(puzzle.intervals())
        let small = try #require(puzzle.place[["ward": "a", "sex": "sex0"]])
        #expect(truth[small].count - 1 >= 5)
    }

    /// Hidden a and b, and d, e and f: districts alone leave d open, health areas alone do; both together
    /// say d = (a + b + d) - (a + b).
    @Test func `a pattern that is safe for either hierarchy and not for both is refused`() throws {
        func nodes(_ groups: [(String, [String])]) -> [TableDimension.Node] {
            [.init(code: "Total", parent: nil)]
                + groups.flatMap { group in
                    [.init(code: group.0, parent: "Total")] + group.1.map { .init(code: $0, parent: group.0) }
                }
        }
        let districts = nodes([("D1", ["a", "b", "c"]), ("D2", ["d", "e", "f"])])
        let health = nodes([("H1", ["a", "b", "d"]), ("H2", ["c", "e", "f"])])
        let counts = ["a": 32, "b": 41, "c": 27, "d": 2, "e": 38, "f": 30]
        let stars: Set = ["a", "b", "d", "e", "f"]
        func release(_ ward: TableDimension) throws -> ReleaseSet {
            try ReleaseSet(
                dimensions: [ward], tables: [[0]],
                atoms: counts.map { Atom(codes: [ward.position(of: $0.key) ?? 0], count: $0.value) },
                threshold: 5)
        }
        /// What the library and what enumeration find of d, with these cells starred.
        func found(_ ward: TableDimension) throws -> (isBroken: Bool, values: Int) {
            let release = try release(ward)
            let model = CellModel(release, merging: false)
            let hidden = (0..<model.count).map {
                stars.contains(ward.codes[model.codes(ofCell: Int(model.sample[$0]))[0]])
            }
            let puzzle = SmallTables.puzzle(release) { stars.contains(ward.codes[$0[0]]) }
            let truth = try #require(puzzle.intervals())
            let place = try #require(puzzle.place[["ward": "d"]])
            return (DisclosureAudit(model: model, hidden: hidden, need: 5).isBroken, truth[place].count)
        }
        for one in [districts, health] {
            let alone = try found(TableDimension(name: "ward", nodes: one))
            #expect(!alone.isBroken && alone.values > 5)
        }
        let ward = try TableDimension(name: "ward", nodes: districts, further: [health])
        let both = try found(ward)
        #expect(both.isBroken && both.values == 1)
        // Ours hides otherwise, and both checkers refuse the certificate of a pattern like that.
        let made = try ProtectedRelease.protect(release(ward), policy: .standard, seed: 9)
        let puzzle = Puzzle(files: made.files)
        let truth = try #require(puzzle.intervals())
        #expect(truth[try #require(puzzle.place[["ward": "d"]])].count - 1 >= 5)
        var outcome = made.outcome
        let model = outcome.model
        for variable in 0..<model.count {
            outcome.hidden[variable] = stars.contains(
                ward.codes[model.codes(ofCell: Int(model.sample[variable]))[0]])
        }
        let written = ReleaseFiles(outcome: outcome, policy: .standard).files()
        let forged = CertificateWriter(outcome: outcome, policy: .standard)
            .text(files: written.files, hiddenCells: written.hiddenCells)
        #expect(try PythonChecker.status(written.files, forged) == 1)
        guard
            case .broken = CertificateChecker.check(
                files: written.files, certificate: forged, under: .standard)
        else {
            Issue.record("a pattern that both hierarchies together give away was accepted")
            return
        }
    }

    @Test func `a level with one child shares its parent's status`() throws {
        let area = try TableDimension(
            name: "area",
            nodes: [
                .init(code: "Total", parent: nil), .init(code: "N", parent: "Total"),
                .init(code: "N1", parent: "N"),
                .init(code: "S", parent: "Total"), .init(code: "S1", parent: "S"),
                .init(code: "S2", parent: "S"),
            ], allowingOneChild: true)
        let sex = try SmallTables.flat("sex", 2)
        let atoms = [("N1", 3, 40), ("S1", 20, 31), ("S2", 15, 27)].flatMap { code, one, two in
            [
                Atom(codes: [area.position(of: code) ?? 0, 1], count: one),
                Atom(codes: [area.position(of: code) ?? 0, 2], count: two),
            ]
        }
        let release = try ReleaseSet(dimensions: [area, sex], tables: [[0, 1]], atoms: atoms, threshold: 5)
        let made = try ProtectedRelease.protect(release, policy: .standard, seed: 9)
        let table = try #require(made.tables.first)
        for cell in table.cells where cell.codes[0] == "N" {
            let child = table.cells.first { $0.codes == ["N1", cell.codes[1]] }
            #expect(child?.value == cell.value)
        }
    }

    @Test func `a table that cannot be protected is refused with options`() throws {
        // Three people in all, and an earlier release said so: nothing can be five wide any more.
        let plain = try SmallTables.table([2, 2], [1, 0, 0, 2])
        let said = EarlierTable(
            source: "previous/total.csv", dimensions: [], figures: [.init(codes: [0, 0], value: 3, row: 2)])
        let release = try ReleaseSet(
            dimensions: plain.dimensions, tables: plain.tables, atoms: plain.atoms, threshold: 5,
            earlier: [said])
        let problem = #expect(throws: DisclosureProblem.self) {
            try ProtectedRelease.protect(release, policy: .standard, seed: 9)
        }
        #expect(problem?.message.contains("Options") == true)
    }

    @Test func `what an earlier release showed is taken into account`() throws {
        let release = try SmallTables.table([3, 4], [3, 21, 30, 14, 25, 18, 40, 22, 31, 27, 19, 33])
        let first = try ProtectedRelease.protect(release, policy: .standard, seed: 9)
        let secondary = try #require(first.tables[0].cells.first { $0.withheld == .toProtectAnother })
        let codes = zip(release.dimensions, secondary.codes).map { $0.position(of: $1) ?? 0 }
        let model = CellModel(release)
        let cell = try #require(model.cellNumbers()[model.key(of: codes)])
        let value = model.values[Int(model.variableOf[Int(cell)])]
        func again(_ value: Int) throws -> ProtectedRelease {
            let earlier = EarlierTable(
                source: "previous/a.csv", dimensions: [0, 1],
                figures: [.init(codes: codes, value: value, row: 2)])
            let set = try ReleaseSet(
                dimensions: release.dimensions, tables: release.tables, atoms: release.atoms, threshold: 5,
                earlier: [earlier])
            return try ProtectedRelease.protect(set, policy: .standard, seed: 9)
        }
        let second = try again(value)
        #expect(second.tables[0].cells.first { $0.codes == secondary.codes }?.value == value)
        #expect(second.audit.deducible.isEmpty)
        #expect(throws: DisclosureProblem.self) { try again(value + 1) }
    }

    /// Margins that must be shown leave only inner cells to hide.
    @Test func `margins that must be published`() throws {
        let plain = try SmallTables.table([3, 4], [3, 21, 30, 14, 25, 18, 40, 22, 31, 27, 19, 33])
        let margins = (0...3).map { [$0, 0] } + (1...4).map { [0, $0] }
        let release = try ReleaseSet(
            dimensions: plain.dimensions, tables: plain.tables, atoms: plain.atoms, threshold: 5,
            rules: margins.map { CellRule(codes: $0, decision: .publish) })
        let made = try ProtectedRelease.protect(release, policy: .standard, seed: 9)
        for cell in made.tables[0].cells where cell.codes.contains("Total") { #expect(cell.value != nil) }
        #expect(made.sizes.secondaries >= 3 && made.audit.deducible.isEmpty)
    }

    /// One person makes each of two hidden sums, and their union follows from the margin.
    @Test func `two sums of one person each in one row`() throws {
        let plain = try SmallTables.table([3, 3], [Int](repeating: 1, count: 9))
        let atoms = plain.atoms.map { atom in
            let people = atom.codes[0] == 1 && atom.codes[1] < 3 ? 1 : 12
            return Atom(codes: atom.codes, amounts: (0..<people).map { 20_000 + 700 * $0 })
        }
        let release = try ReleaseSet(
            dimensions: plain.dimensions, tables: plain.tables, atoms: atoms, threshold: 3,
            measure: .amounts("pay"))
        let made = try ProtectedRelease.protect(release, policy: AmountTests.policy, seed: 9)
        #expect(made.audit.byInsider.isEmpty && made.audit.deducible.isEmpty)
        // Hidden alone, the two give each other away: who makes the one knows the other.
        let model = made.outcome.model
        let stars = model.heads.map { $0 == 1 }
        #expect(ExactAudit(model: model, hidden: stars, primary: stars).deducible.count == 2)
    }

    /// The only cell that could change places with the small one is empty.
    @Test func `a zero as the only partner`() throws {
        let release = try SmallTables.table([2, 2], [3, 40, 0, 25])
        let made = try ProtectedRelease.protect(release, policy: .standard, seed: 9)
        #expect(made.audit.deducible.isEmpty && made.outcome.unproven.isEmpty)
        let audit = DisclosureAudit(model: made.outcome.model, hidden: made.outcome.hidden, need: 5)
        #expect(audit.primaries == 1 && audit.isSafe)
        // The zero beside it shown and everything else in its row and column hidden is not enough.
        let model = CellModel(release)
        let numbers = model.cellNumbers()
        var hidden = [Bool](repeating: false, count: model.count)
        for codes in [[1, 1], [1, 2], [2, 2]] {
            if let cell = numbers[model.key(of: codes)] { hidden[Int(model.variableOf[Int(cell)])] = true }
        }
        #expect(!DisclosureAudit(model: model, hidden: hidden, need: 5).isSafe)
    }
}
