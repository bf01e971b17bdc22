// SPDX-License-Identifier: Apache-2.0
@testable import DisclosureControl

/// Small invented tables, and everything that agrees with what is published of them.
enum SmallTables {
    /// A flat dimension: a total and `size` categories.
    static func flat(_ name: String, _ size: Int) throws -> TableDimension {
        try TableDimension(
            name: name,
            nodes: [.init(code: "Total", parent: nil)]
                + (0..<size).map { .init(code: "\(name)\($0)", parent: "Total") }, allowingOneChild: true)
    }

    /// A full table over flat dimensions with the given counts, last dimension fastest.
    static func table(_ sizes: [Int], _ counts: [Int], threshold: Int = 5) throws -> ReleaseSet {
        var dimensions: [TableDimension] = []
        for (index, size) in sizes.enumerated() { dimensions.append(try flat("d\(index)", size)) }
        let atoms = counts.enumerated().map { position, count -> Atom in
            var rest = position
            var codes = [Int](repeating: 0, count: sizes.count)
            for index in sizes.indices.reversed() {
                codes[index] = rest % sizes[index] + 1
                rest /= sizes[index]
            }
            return Atom(codes: codes, count: count)
        }
        return try ReleaseSet(
            dimensions: dimensions, tables: [Array(sizes.indices)], atoms: atoms, threshold: threshold)
    }

    static func random(_ sizes: [Int], most: Int, using generator: inout SeededGenerator) throws -> ReleaseSet
    {
        let size = sizes.reduce(1, *)
        return try table(sizes, (0..<size).map { _ in Int.random(in: 0...most, using: &generator) })
    }

    /// What a reader sees of a release whose cells are hidden as told, built from its people alone.
    static func puzzle(_ release: ReleaseSet, isHidden: ([Int]) -> Bool) -> Puzzle {
        let axes = release.dimensions.map { dimension in
            Puzzle.Axis(
                name: dimension.name, total: dimension.codes[0],
                groups: dimension.groups.map { group in
                    (dimension.codes[group.parent], group.children.map { dimension.codes[$0] })
                })
        }
        let tables = release.tables.map { table in
            let figures = combinations(table.map { release.dimensions[$0].codes.count }).map { place in
                var codes = [Int](repeating: 0, count: release.dimensions.count)
                for (dimension, code) in zip(table, place) { codes[dimension] = code }
                return (
                    codes: zip(table, place).map { release.dimensions[$0].codes[$1] },
                    value: isHidden(codes) ? nil : count(release, codes)
                )
            }
            return (dimensions: table.map { release.dimensions[$0].name }, figures: figures)
        }
        return Puzzle(axes: axes, tables: tables)
    }

    /// How many people stand in a cell.
    static func count(_ release: ReleaseSet, _ codes: [Int]) -> Int {
        people(release, codes).reduce(0) { $0 + release.atoms[$1].count }
    }

    /// The groups of people in a cell that hold anybody.
    static func people(_ release: ReleaseSet, _ codes: [Int]) -> Set<Int> {
        let under = zip(release.dimensions, codes).map { Set($0.leavesUnder[$1]) }
        return Set(
            release.atoms.indices.filter { index in
                release.atoms[index].count > 0
                    && zip(under, release.atoms[index].codes).allSatisfy { $0.contains($1) }
            })
    }

    static func combinations(_ sizes: [Int]) -> [[Int]] {
        sizes.reduce([[]]) { found, size in found.flatMap { start in (0..<size).map { start + [$0] } } }
    }

    /// A cell's codes as a puzzle knows it.
    static func key(_ release: ReleaseSet, _ codes: [Int]) -> Puzzle.Key {
        var key: Puzzle.Key = [:]
        for (dimension, code) in zip(release.dimensions, codes) where code != 0 {
            key[dimension.name] = dimension.codes[code]
        }
        return key
    }

    /// The smallest and largest value of every hidden variable over all whole tables that agree with
    /// the published ones; `nil` where there are more than `limit` trials.
    static func intervals(
        _ model: CellModel, hidden: [Bool], limit: Int = 60_000
    ) -> [Int: ClosedRange<Int>]? {
        let numbers = model.cellNumbers()
        func variable(_ codes: [Int]) -> Int? {
            numbers[model.key(of: codes)].map { Int(model.variableOf[Int($0)]) }
        }
        let puzzle = puzzle(model.release) { codes in variable(codes).map { hidden[$0] } ?? true }
        guard let found = puzzle.intervals(limit: limit) else { return nil }
        var result: [Int: ClosedRange<Int>] = [:]
        for cell in 0..<model.cells {
            let codes = model.codes(ofCell: cell)
            if let at = puzzle.place[key(model.release, codes)] {
                let own = Int(model.variableOf[cell])
                result[own] = result[own].map { $0.clamped(to: found[at]) } ?? found[at]
            }
        }
        return result
    }

    /// The hidden variables that follow by arithmetic from what is shown.
    static func deducible(_ model: CellModel, hidden: [Bool]) -> Set<Int> {
        let numbers = model.cellNumbers()
        func variable(_ codes: [Int]) -> Int {
            numbers[model.key(of: codes)].map { Int(model.variableOf[Int($0)]) } ?? 0
        }
        let puzzle = puzzle(model.release) { hidden[variable($0)] }
        let parts = puzzle.changes()
        var found: Set<Int> = []
        for codes in combinations(model.release.dimensions.map(\.codes.count)) {
            guard let at = puzzle.place[key(model.release, codes)] else { continue }
            if parts[at].allSatisfy({ $0 == 0 }) { found.insert(variable(codes)) }
        }
        return found
    }
}
