// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import DisclosureControl

@Suite struct `Two people who put together what they know` {
    /// Elimination with both people's cells taken as published says which primaries they fix.
    @Test(arguments: [[3, 3], [2, 2, 3], [3, 4]])
    func `are found exactly`(sizes: [Int]) throws {
        var generator = SeededGenerator(seed: 83)
        var leaks = 0
        for _ in 0..<40 {
            let model = CellModel(try SmallTables.random(sizes, most: 4, using: &generator), merging: false)
            let hidden = (0..<model.count).map { _ in
                Int.random(in: 0..<100, using: &generator) < (sizes == [3, 4] ? 80 : 60)
            }
            let primary = model.values.map { $0 > 1 && $0 < 5 }
            let single = ExactAudit(model: model, hidden: hidden, primary: primary)
            let safe = Set(single.deducible + single.byInsider.map(\.primary))
            let found = Set(
                CoalitionAudit(model: model, hidden: hidden, primary: primary).byPair.map(\.primary)
            )
            .subtracting(safe)
            var expected: Set<Int> = []
            let lone = (0..<model.count).filter { hidden[$0] && model.values[$0] == 1 }
            for (place, one) in lone.enumerated() {
                for other in lone.dropFirst(place + 1) {
                    var known = hidden
                    known[one] = false
                    known[other] = false
                    expected.formUnion(
                        SmallTables.deducible(model, hidden: known).filter {
                            hidden[$0] && primary[$0] && !safe.contains($0)
                        })
                }
            }
            #expect(found == expected)
            leaks += expected.count
        }
        #expect(leaks > 0)
    }

    func release(_ seed: UInt64) throws -> ReleaseSet {
        var generator = SeededGenerator(seed: seed)
        let plain = try SmallTables.random([4, 5], most: 9, using: &generator)
        return try ReleaseSet(
            dimensions: plain.dimensions, tables: plain.tables,
            atoms: plain.atoms.map {
                Atom(codes: $0.codes, count: $0.count < 5 ? $0.count / 2 : $0.count * 4)
            },
            threshold: 5)
    }

    @Test func `a policy against pairs leaves them nothing, and costs more than one against single people`()
        throws
    {
        var policy = DisclosurePolicy.standard
        policy.coalition = 2
        var leaksBefore = 0
        for seed in 1..<13 {
            // Sparse and without the tests of a knowing reader, pairs find something.
            var alone = DisclosurePolicy.standard
            (alone.need, alone.name) = (1, "alone")
            let single = try ProtectedRelease.protect(release(UInt64(seed)), policy: alone, seed: 9)
            func pairs(_ made: ProtectedRelease) -> Int {
                CoalitionAudit(
                    model: made.outcome.model, hidden: made.outcome.hidden,
                    primary: made.outcome.requirement.primary
                ).byPair.count
            }
            leaksBefore += pairs(single)
            let made = try ProtectedRelease.protect(release(UInt64(seed)), policy: policy, seed: 9)
            #expect(pairs(made) == 0)
            #expect(
                CertificateChecker.check(files: made.files, certificate: made.certificate, under: policy)
                    == .safe(primaries: made.outcome.proof.count, rational: made.rationalProofs))
            #expect(try PythonChecker.status(made.files, made.certificate, under: policy) == 0)
            let weaker = CertificateChecker.check(
                files: single.files, certificate: single.certificate, under: policy)
            #expect(weaker != .safe(primaries: single.outcome.proof.count, rational: single.rationalProofs))
            if pairs(single) > 0 {
                // Claiming more than was proven is refused by both.
                let claim = single.certificate.replacing("coalition 1", with: "coalition 2")
                guard
                    case .broken = CertificateChecker.check(
                        files: single.files, certificate: claim, under: alone)
                else {
                    Issue.record("a claim against pairs was believed")
                    continue
                }
                #expect(try PythonChecker.status(single.files, claim, under: alone) == 1)
            }
        }
        #expect(leaksBefore > 0)
    }
}
