// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import DisclosureControl

/// Sums of pay, as invented.
@Suite("Sums of amounts") struct AmountTests {
    static let policy = DisclosurePolicy(
        name: "pay", owner: "o", effectiveFrom: "2026-01-01", explanation: "e", threshold: 3, need: 3,
        insiderNeed: 1, minimumBase: 4,
        amountRules: [.dominance(count: 2, percent: 85), .closeGuess(percent: 10)])

    /// Invented pay: a few people in each cell, now and then one who earns far more.
    static func release(_ sizes: [Int], seed: UInt64) throws -> ReleaseSet {
        var generator = SeededGenerator(seed: seed)
        let plain = try SmallTables.random(sizes, most: 9, using: &generator)
        let atoms = plain.atoms.map { atom in
            Atom(
                codes: atom.codes,
                amounts: (0..<atom.count).map { _ in
                    let most = Int.random(in: 0..<7, using: &generator) == 0 ? 900_000 : 40_000
                    return Int.random(in: 18_000...most, using: &generator)
                })
        }
        return try ReleaseSet(
            dimensions: plain.dimensions, tables: plain.tables, atoms: atoms, threshold: 3,
            measure: .amounts("pay"))
    }

    @Test func `what is behind a sum is kept by its largest`() {
        let holding = Holding([5, 1, 9, 7, 2, 8])
        #expect(holding.people == 6 && holding.total == 32 && holding.top == [9, 8, 7, 5])
        for rule in [MagnitudeRule.fewerThan(7), .dominance(count: 3, percent: 70), .closeGuess(percent: 9)] {
            #expect(MagnitudeRule(words: rule.words) == rule)
        }
        #expect(MagnitudeRule(words: "closeGuess 0") == nil && MagnitudeRule(words: "other 3") == nil)
        #expect(MagnitudeRule(words: "dominance 9 80") == nil)
    }

    /// The room above a hidden sum makes the rule true of the attacker's upper end.
    @Test func `the room that a rule asks is what it needs`() {
        var generator = SeededGenerator(seed: 5)
        for _ in 0..<400 {
            let holding = Holding(
                (0..<Int.random(in: 3...6, using: &generator)).map { _ in
                    Int.random(in: 1...900, using: &generator) / Int.random(in: 1...30, using: &generator)
                })
            for rule in [
                MagnitudeRule.dominance(count: 2, percent: 80), .closeGuess(percent: 15),
                .closeGuessKnowing(percent: 10, knownPercent: 40),
            ] where rule.hides(holding) {
                let room = rule.upperNeed(holding)
                func open(_ more: Int) -> Bool {
                    !rule.hides(
                        Holding(people: holding.people, total: holding.total + more, top: holding.top))
                }
                #expect(open(room))
                if room > 1 { #expect(!open(room - 1)) }
            }
        }
    }

    @Test(arguments: [[3, 4], [4, 5], [3, 3, 3]], 1..<5)
    func `hidden sums are as wide as their rules ask, and both checkers say so`(
        sizes: [Int], seed: Int
    ) throws {
        let made = try ProtectedRelease.protect(
            Self.release(sizes, seed: UInt64(seed)), policy: Self.policy)
        let model = made.outcome.model
        #expect(made.sizes.primaries > 0 && made.sizes.shown > 0)
        #expect(made.audit.deducible.isEmpty && made.audit.byInsider.isEmpty)
        let holdings = Holding.all(in: model)
        for cell in 0..<model.cells {
            let variable = Int(model.variableOf[cell])
            #expect(holdings[cell].total == model.values[variable])
            for rule in Self.policy.rulesOnAmounts where rule.hides(holdings[cell]) {
                #expect(made.outcome.hidden[variable])
                #expect(made.outcome.requirement.need[variable] >= rule.upperNeed(holdings[cell]))
            }
        }
        // By programmes over everything hidden: the true upper end leaves that room.
        var settings = Protection.Settings()
        settings.seed = 9
        settings.need = 1
        var work = Protection(
            model: model, requirement: made.outcome.requirement, settings: settings, solver: ClpSolver())
        work.hidden = made.outcome.hidden
        for variable in 0..<model.count where made.outcome.requirement.primary[variable] {
            let hidden = made.outcome.hidden
            let reach = work.finder.reach(
                MoveFinder.Search(
                    target: variable, up: true, amount: 1 << 28, limit: .max, cap: 1e9,
                    allowed: { hidden[$0] }, price: { _ in 0 }, reward: { _ in 0 }))
            #expect((reach ?? 0) + 1e-3 >= Double(made.outcome.requirement.need[variable]))
        }
        #expect(
            CertificateChecker.check(
                files: made.files, certificate: made.certificate, under: Self.policy,
                part: made.outcome.model.release.measure.part)
                == .safe(
                    primaries: made.outcome.proof.count, rational: made.rationalProofs))
        #expect(
            try PythonChecker.status(
                made.files, made.certificate, under: Self.policy,
                part: made.outcome.model.release.measure.part) == 0)
    }

    @Test func `both checkers refuse what breaks a rule on amounts`() throws {
        let made = try ProtectedRelease.protect(Self.release([4, 5], seed: 2), policy: Self.policy)
        func verdicts(_ text: String) throws -> [Int32] {
            let ours: Int32
            switch CertificateChecker.check(
                files: made.files, certificate: text, under: Self.policy,
                part: made.outcome.model.release.measure.part)
            {
            case .safe: ours = 0
            case .broken: ours = 1
            case .undecided: ours = 2
            }
            return [
                ours,
                try PythonChecker.status(
                    made.files, text, under: Self.policy, part: made.outcome.model.release.measure.part),
            ]
        }
        #expect(try verdicts(made.certificate) == [0, 0])
        let lines = made.certificate.split(separator: "\n").map(String.init)
        // Nobody behind a sum, other people behind it, a requirement made smaller, no rule at all.
        let holding = try #require(
            lines.firstIndex { $0.hasPrefix("holding ") && $0.split(separator: " ").count == 7 })
        var words = lines[holding].split(separator: " ").map(String.init)
        words[3] = "\((Int(words[3]) ?? 0) + 1)"
        let primary = try #require(
            lines.firstIndex { $0.hasPrefix("variable ") && (Int($0.split(separator: " ")[2]) ?? 0) > 1 })
        var less = lines[primary].split(separator: " ").map(String.init)
        less[2] = "1"
        less[3] = "1"
        for changed in [
            lines.enumerated().filter { $0.offset != holding }.map(\.element),
            lines.enumerated().map { $0.offset == holding ? words.joined(separator: " ") : $0.element },
            lines.enumerated().map { $0.offset == primary ? less.joined(separator: " ") : $0.element },
            lines.filter { !$0.hasPrefix("rule ") }, lines + [],
        ] {
            let expected: [Int32] = changed == lines ? [0, 0] : [1, 1]
            #expect(try verdicts(changed.joined(separator: "\n")) == expected)
        }
        // A stricter rule than the certificate states is the policy's to ask for.
        var stricter = Self.policy
        stricter.amountRules.append(.closeGuess(percent: 40))
        let weak = CertificateChecker.check(
            files: made.files, certificate: made.certificate, under: stricter,
            part: made.outcome.model.release.measure.part)
        #expect(weak != .safe(primaries: made.outcome.proof.count, rational: made.rationalProofs))
    }

    @Test func `means, medians and percentages stand on a base that is shown and large enough`() throws {
        let amounts = try Self.release([3, 4], seed: 3)
        let counted = try ReleaseSet(
            dimensions: amounts.dimensions, tables: amounts.tables,
            atoms: amounts.atoms.map { Atom(codes: $0.codes, count: $0.count) }, threshold: 3)
        let people = try ProtectedRelease.protect(counted, policy: Self.policy, seed: 9)
        let sums = try ProtectedRelease.protect(amounts, policy: Self.policy, seed: 9)
        let bases = Dictionary(uniqueKeysWithValues: people.tables[0].cells.map { ($0.codes, $0.value) })
        let totals = Dictionary(uniqueKeysWithValues: sums.tables[0].cells.map { ($0.codes, $0.value) })
        var shown = 0
        for tables in [
            try DerivedTable.means(people: people, amounts: sums),
            try DerivedTable.medians(people: people, amounts: sums),
        ] {
            for cell in try #require(tables.first).cells {
                let base = bases[cell.codes] ?? nil
                let sum = totals[cell.codes] ?? nil
                #expect((cell.value != nil) == ((base ?? 0) >= 4 && sum != nil))
                if let value = cell.value, case .mean = tables[0].figure, let base, let sum {
                    #expect(abs(value * base - sum) * 2 <= base)
                }
                shown += cell.value == nil ? 0 : 1
            }
        }
        #expect(shown > 4)
        let all = amounts.atoms.flatMap(\.amounts).sorted()
        let medians = try DerivedTable.medians(people: people, amounts: sums)
        let middle = medians[0].cells.first { $0.codes == ["Total", "Total"] }?.value ?? nil
        #expect(middle == (all[(all.count - 1) / 2] + all[all.count / 2] + 1) / 2)
        let shares = try #require(DerivedTable.percentages(of: "d1", in: people).first)
        for cell in shares.cells {
            let base = bases[[cell.codes[0], "Total"]] ?? nil
            let part = bases[cell.codes] ?? nil
            #expect((cell.value != nil) == (part != nil && (base ?? 0) >= 4))
        }
        #expect(shares.html().contains("Per cent"))
        let statement = people.statement(sums: [("pay", sums)])
        #expect(statement.contains("sums of pay") && statement.contains(sums.certificateDigest))
    }

    @Test(arguments: [
        ("a,pay\nx,12.5\n", 2), ("a,pay\nx,-3\n", 2), ("a,pay\nx,5\nT,4\n", 3), ("a,wage\nx,5\n", 1),
    ])
    func `wrong amounts are refused with their row`(text: String, row: Int) throws {
        let dimension = try TableDimension(
            name: "a",
            nodes: [
                .init(code: "T", parent: nil), .init(code: "x", parent: "T"), .init(code: "y", parent: "T"),
            ])
        let problem = #expect(throws: DisclosureProblem.self) {
            try InstanceReader.amounts(Array(text.utf8), column: "pay", dimensions: [dimension])
        }
        #expect(problem?.row == row && problem?.file == "micro.csv")
    }
}
