// SPDX-License-Identifier: Apache-2.0
import Foundation

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

    /// The smallest and largest value of every hidden variable over all whole tables that agree with
    /// the published ones; `nil` where there are more than `limit` steps of search.
    static func intervals(_ model: CellModel, hidden: [Bool], limit: Int = 60_000) -> [Int: ClosedRange<
        Int
    >]? {
        let bounds = Bounds(model: model, hidden: hidden)
        let unknown = (0..<model.count).filter { hidden[$0] }.sorted {
            bounds.high[$0] - bounds.low[$0] < bounds.high[$1] - bounds.low[$1]
        }
        var left = (0..<model.rows.count).map { row in
            (model.rows.starts[row]..<model.rows.starts[row + 1]).reduce(0) { sum, at in
                let column = Int(model.rows.columns[at])
                return sum + (hidden[column] ? 0 : Int(model.rows.factors[at]) * model.values[column])
            }
        }
        // What the cells not yet tried can still bring to each row, at least and at most.
        var least = [Int](repeating: 0, count: model.rows.count)
        var most = least
        func span(_ column: Int, _ at: Int) -> (Int, Int) {
            let factor = Int(model.columnFactors[at])
            let ends = (factor * bounds.low[column], factor * bounds.high[column])
            return (min(ends.0, ends.1), max(ends.0, ends.1))
        }
        for column in unknown {
            for at in model.columnStarts[column]..<model.columnStarts[column + 1] {
                least[Int(model.columnRows[at])] += span(column, at).0
                most[Int(model.columnRows[at])] += span(column, at).1
            }
        }
        var value = [Int](repeating: 0, count: model.count)
        var low: [Int: Int] = [:]
        var high: [Int: Int] = [:]
        var steps = 0
        func search(_ depth: Int) -> Bool {
            steps += 1
            if steps > limit { return false }
            if depth == unknown.count {
                for column in unknown {
                    low[column] = min(low[column] ?? .max, value[column])
                    high[column] = max(high[column] ?? .min, value[column])
                }
                return true
            }
            let column = unknown[depth]
            let range = model.columnStarts[column]..<model.columnStarts[column + 1]
            for at in range {
                least[Int(model.columnRows[at])] -= span(column, at).0
                most[Int(model.columnRows[at])] -= span(column, at).1
            }
            defer {
                for at in range {
                    least[Int(model.columnRows[at])] += span(column, at).0
                    most[Int(model.columnRows[at])] += span(column, at).1
                }
            }
            for trial in bounds.low[column]...bounds.high[column] {
                var fits = true
                for at in range {
                    let row = Int(model.columnRows[at])
                    left[row] += Int(model.columnFactors[at]) * trial
                    if left[row] + least[row] > 0 || left[row] + most[row] < 0 { fits = false }
                }
                value[column] = trial
                let fine = !fits || search(depth + 1)
                for at in range {
                    let row = Int(model.columnRows[at])
                    left[row] -= Int(model.columnFactors[at]) * trial
                }
                if !fine { return false }
            }
            return true
        }
        if unknown.contains(where: { bounds.high[$0] > 1000 }) { return nil }
        guard search(0) else { return nil }
        return low.reduce(into: [:]) { $0[$1.key] = $1.value...(high[$1.key] ?? $1.value) }
    }

    /// Whether a hidden variable follows by arithmetic, by plain elimination over fractions modulo a
    /// prime unlike the one the library uses.
    static func deducible(_ model: CellModel, hidden: [Bool], _ target: Int) -> Bool {
        let prime = 1_000_003
        func inverse(_ a: Int) -> Int {
            var (result, base, power) = (1, a, prime - 2)
            while power > 0 {
                if power & 1 == 1 { result = result * base % prime }
                base = base * base % prime
                power >>= 1
            }
            return result
        }
        let columns = (0..<model.count).filter { hidden[$0] && $0 != target } + [target]
        var rows = (0..<model.rows.count).map { row -> [Int] in
            columns.map { column in
                (model.rows.starts[row]..<model.rows.starts[row + 1])
                    .first { Int(model.rows.columns[$0]) == column }
                    .map { (Int(model.rows.factors[$0]) + prime) % prime } ?? 0
            }
        }
        var next = 0
        for column in 0..<(columns.count - 1) {
            guard let pivot = rows.indices.dropFirst(next).first(where: { rows[$0][column] != 0 }) else {
                continue
            }
            rows.swapAt(next, pivot)
            let scale = inverse(rows[next][column])
            for other in rows.indices where other > next && rows[other][column] != 0 {
                let factor = rows[other][column] * scale % prime
                for at in columns.indices {
                    rows[other][at] = ((rows[other][at] - factor * rows[next][at]) % prime + prime) % prime
                }
            }
            next += 1
        }
        return rows.dropFirst(next).contains { $0[columns.count - 1] != 0 }
    }
}
