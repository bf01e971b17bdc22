// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import DisclosureControl

@Suite struct `The secret seed` {
    /// Many like cells, so that there is something to choose.
    func counts(_ count: Int) -> [Int] {
        var generator = SeededGenerator(seed: 31)
        return (0..<count).map { _ in
            let large = Int.random(in: 20...26, using: &generator)
            return Int.random(in: 0..<8, using: &generator) == 0 ? 2 : large
        }
    }

    /// The same people with codes in another order and dimensions swapped; codes keep their names.
    func told(_ sizes: [Int], _ counts: [Int], axes: [Int], turned: Bool) throws -> ReleaseSet {
        let plain = try SmallTables.table(sizes, counts)
        if !turned && axes == Array(sizes.indices) { return plain }
        var dimensions: [TableDimension] = []
        for axis in axes {
            let codes = plain.dimensions[axis].codes
            dimensions.append(
                try TableDimension(
                    name: "d\(axis)",
                    nodes: [.init(code: "Total", parent: nil)]
                        + (turned ? Array(codes.dropFirst().reversed()) : Array(codes.dropFirst())).map {
                            .init(code: $0, parent: "Total")
                        }))
        }
        let atoms = plain.atoms.reversed().map { atom in
            Atom(
                codes: axes.map { turned ? sizes[$0] + 1 - atom.codes[$0] : atom.codes[$0] },
                count: atom.count)
        }
        return try ReleaseSet(
            dimensions: dimensions, tables: [Array(axes.indices)], atoms: atoms, threshold: 5)
    }

    /// The hidden cells by their codes, whatever the order of dimensions.
    func hidden(_ made: ProtectedRelease) -> Set<[String]> {
        var found: Set<[String]> = []
        for table in made.tables {
            for cell in table.cells where cell.value == nil {
                found.insert(zip(table.dimensions, cell.codes).map { "\($0)=\($1)" }.sorted())
            }
        }
        return found
    }

    @Test(arguments: [[7, 8], [4, 5, 3]])
    func `the order of the input changes nothing, another seed does`(sizes: [Int]) throws {
        let counts = counts(sizes.reduce(1, *))
        let axes = Array(sizes.indices)
        let first = try hidden(
            .protect(told(sizes, counts, axes: axes, turned: false), policy: .standard, seed: 41))
        #expect(first.count > 8)
        for (order, turned) in [
            (axes, true), (Array(axes.reversed()), false), (Array(axes.reversed()), true),
        ] {
            let release = try told(sizes, counts, axes: order, turned: turned)
            #expect(try hidden(.protect(release, policy: .standard, seed: 41)) == first)
        }
        var others: Set<Set<[String]>> = []
        var costs: [Int] = []
        for seed in 1...5 as ClosedRange<UInt64> {
            let release = try told(sizes, counts, axes: axes, turned: false)
            let other = try hidden(.protect(release, policy: .standard, seed: seed))
            others.insert(other)
            costs.append(other.count)
        }
        #expect(others.count > 2)
        #expect((costs.max() ?? 0) - (costs.min() ?? 0) <= 6)
    }

    /// Whoever knew the seed could play the hiding again with guesses: it must not go out.
    @Test func `the seed stands in nothing that leaves, and not in the proof`() throws {
        let seed: UInt64 = 16_045_690_984_503_098_046
        let release = try SmallTables.table([4, 5, 3], counts(60))
        let made = try ProtectedRelease.protect(release, policy: .standard, seed: seed)
        let forms = [String(seed), String(seed, radix: 16), String(Int64(bitPattern: seed))]
        let texts =
            made.files.map { String(decoding: $0.bytes, as: UTF8.self) } + [
                made.certificate, made.statement(), made.statement(approver: "A. Person"), made.pattern(),
            ]
        for text in texts {
            for form in forms { #expect(!text.lowercased().contains(form)) }
        }
        let record = ReleaseRecord(
            made, population: "p", area: "a", period: "2026", dataVersion: "1", approver: "A",
            publishedOn: "2026-01-01")
        #expect(record.seed == seed)
    }
}
