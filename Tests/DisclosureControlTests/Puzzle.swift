// SPDX-License-Identifier: Apache-2.0

@testable import DisclosureControl

/// What is published, as a puzzle: unknown cells and the sums they stand in, solved by trying everything.
///
/// Nothing of the library's model or bounds is used: the sums are rebuilt from the numbers that are shown.
final class Puzzle {
    /// One dimension: its total, and every parent with its parts, in whichever hierarchy.
    struct Axis {
        let name: String
        let total: String
        var groups: [(parent: String, parts: [String])] = []
    }

    typealias Key = [String: String]

    /// The unknown cells, by the codes that are not at the total.
    private(set) var cells: [Key] = []
    private(set) var place: [Key: Int] = [:]
    private(set) var known: [Key: Int] = [:]
    private(set) var rows: [(cells: [Int], signs: [Int], total: Int)] = []
    private var rowsOf: [[Int]] = []
    /// How many trials it has taken so far.
    private(set) var steps = 0

    /// Tables with `nil` for what is hidden.
    init(axes: [Axis], tables: [(dimensions: [String], figures: [(codes: [String], value: Int?)])]) {
        let axis = Dictionary(uniqueKeysWithValues: axes.map { ($0.name, $0) })
        func key(_ dimensions: [String], _ codes: [String]) -> Key {
            var key: Key = [:]
            for (name, code) in zip(dimensions, codes) where axis[name]?.total != code { key[name] = code }
            return key
        }
        for table in tables {
            for figure in table.figures { known[key(table.dimensions, figure.codes)] = figure.value }
        }
        for table in tables {
            for figure in table.figures {
                let own = key(table.dimensions, figure.codes)
                if known[own] == nil && place[own] == nil {
                    place[own] = cells.count
                    cells.append(own)
                }
            }
        }
        var seen: Set<[Int]> = []
        for table in tables {
            let all = Set(table.figures.map { key(table.dimensions, $0.codes) })
            for name in table.dimensions {
                for (parent, parts) in axis[name]?.groups ?? [] {
                    for whole in all where (whole[name] ?? axis[name]?.total) == parent {
                        var sum: [Int: Int] = [:]
                        var total = 0
                        for (code, sign) in [(parent, 1)] + parts.map({ ($0, -1) }) {
                            var cell = whole
                            cell[name] = code == axis[name]?.total ? nil : code
                            if let value = known[cell] {
                                total -= sign * value
                            } else if let at = place[cell] {
                                sum[at, default: 0] += sign
                            }
                        }
                        let sorted = sum.filter { $0.value != 0 }.sorted { $0.key < $1.key }
                        let word = sorted.flatMap { [$0.key, $0.value] } + [total]
                        if sorted.isEmpty || !seen.insert(word).inserted { continue }
                        rows.append((sorted.map(\.key), sorted.map(\.value), total))
                    }
                }
            }
        }
        rowsOf = [[Int]](repeating: [], count: cells.count)
        for (row, sum) in rows.enumerated() { for cell in sum.cells { rowsOf[cell].append(row) } }
    }

    /// The published files of a release, read here.
    convenience init(files: [(name: String, bytes: [UInt8])]) {
        func lines(_ bytes: [UInt8]) -> [[String]] {
            String(decoding: bytes, as: UTF8.self).split(separator: "\n").map {
                $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
            }
        }
        var axes: [Axis] = []
        var tables: [(dimensions: [String], figures: [(codes: [String], value: Int?)])] = []
        for file in files {
            let rows = lines(file.bytes)
            if file.name != "hierarchy.csv" {
                let figures = rows.dropFirst().map {
                    (codes: Array($0.dropLast(2)), value: Int($0[$0.count - 2]))
                }
                tables.append((Array(rows[0].dropLast(2)), figures))
                continue
            }
            var groups: [String: [String: [String]]] = [:]
            for row in rows.dropFirst() {
                if row[3].isEmpty {
                    axes.append(Axis(name: row[0], total: row[2]))
                } else {
                    groups[row[0], default: [:]][row[1] + "/" + row[3], default: []].append(row[2])
                }
            }
            for at in axes.indices {
                axes[at].groups = (groups[axes[at].name] ?? [:]).sorted { $0.key < $1.key }.map {
                    (String($0.key.split(separator: "/", maxSplits: 1)[1]), $0.value)
                }
            }
        }
        self.init(axes: axes, tables: tables)
    }

    /// Rounds the ends inwards until nothing moves; false where nothing fits.
    private func narrow(
        _ low: UnsafeMutablePointer<Int>, _ high: UnsafeMutablePointer<Int>, _ start: [Int]
    ) -> Bool {
        var queue = start
        var waiting = [Bool](repeating: false, count: rows.count)
        for row in queue { waiting[row] = true }
        while let row = queue.popLast() {
            waiting[row] = false
            let (cells, signs, total) = rows[row]
            var least = 0
            var most = 0
            for (cell, sign) in zip(cells, signs) {
                least += sign > 0 ? sign * low[cell] : sign * high[cell]
                most += sign > 0 ? sign * high[cell] : sign * low[cell]
            }
            if least > total || most < total { return false }
            for (cell, sign) in zip(cells, signs) {
                let size = abs(sign)
                // What the others leave, rounded inwards.
                let (own, far) =
                    sign > 0 ? (sign * low[cell], sign * high[cell]) : (sign * high[cell], sign * low[cell])
                let (down, up) = (total - (most - far), total - (least - own))
                let (newLow, newHigh) =
                    sign > 0
                    ? (ceiling(down, size), floor(up, size)) : (ceiling(-up, size), floor(-down, size))
                if newLow <= low[cell] && newHigh >= high[cell] { continue }
                let (oldLow, oldHigh) = (low[cell], high[cell])
                low[cell] = max(oldLow, newLow)
                high[cell] = min(oldHigh, newHigh)
                if low[cell] > high[cell] { return false }
                let (lower, upper) = (low[cell] - oldLow, oldHigh - high[cell])
                least += sign > 0 ? sign * lower : -sign * upper
                most -= sign > 0 ? sign * upper : -sign * lower
                for other in rowsOf[cell] where !waiting[other] {
                    waiting[other] = true
                    queue.append(other)
                }
            }
        }
        return true
    }

    private func floor(_ value: Int, _ size: Int) -> Int {
        value >= 0 ? value / size : -((-value + size - 1) / size)
    }
    private func ceiling(_ value: Int, _ size: Int) -> Int { -floor(-value, size) }

    /// A list of whole numbers that fits, between these ends; `nil` where there is none.
    private func solution(_ low: [Int], _ high: [Int], _ start: [Int], favouring target: Int, up: Bool)
        -> [Int]?
    {
        steps += 1
        var (low, high) = (low, high)
        let fits = low.withUnsafeMutableBufferPointer { low in
            high.withUnsafeMutableBufferPointer { high in
                guard let lows = low.baseAddress, let highs = high.baseAddress else { return true }
                return narrow(lows, highs, start)
            }
        }
        if !fits { return nil }
        var open = -1
        if low[target] < high[target] {
            open = target
        } else {
            for cell in low.indices where low[cell] < high[cell] {
                if open < 0 || high[cell] - low[cell] < high[open] - low[open] { open = cell }
            }
        }
        if open < 0 { return low }
        // Two halves: the end that is wanted first.
        let middle = open == target ? (up ? high[open] - 1 : low[open]) : (low[open] + high[open]) / 2
        for upper in open == target ? [up, !up] : [false, true] {
            var (less, more) = (low, high)
            if upper { less[open] = middle + 1 } else { more[open] = middle }
            if let found = solution(less, more, rowsOf[open], favouring: target, up: up) { return found }
        }
        return nil
    }

    /// The least and the most that every unknown cell can be, over all whole numbers that fit; with `fixed`
    /// cells known besides. `nil` where a cell has no upper end, or more than `limit` trials are needed.
    func intervals(floor least: Int = 0, fixed: [Int: Int] = [:], limit: Int = 200_000) -> [ClosedRange<Int>]?
    {
        steps = 0
        var low = [Int](repeating: least, count: cells.count)
        var high = [Int](repeating: 1 << 30, count: cells.count)
        for (cell, value) in fixed { (low[cell], high[cell]) = (value, value) }
        let fits = low.withUnsafeMutableBufferPointer { low in
            high.withUnsafeMutableBufferPointer { high in
                guard let lows = low.baseAddress, let highs = high.baseAddress else { return true }
                return narrow(lows, highs, Array(rows.indices))
            }
        }
        if !fits || high.contains(where: { $0 > 1 << 20 }) { return nil }
        if cells.isEmpty { return [] }
        guard let first = solution(low, high, [], favouring: 0, up: true) else { return nil }
        var (seenLow, seenHigh) = (first, first)
        func see(_ found: [Int]) {
            for cell in found.indices {
                seenLow[cell] = min(seenLow[cell], found[cell])
                seenHigh[cell] = max(seenHigh[cell], found[cell])
            }
        }
        for cell in cells.indices {
            for up in [true, false] {
                while up ? seenHigh[cell] < high[cell] : seenLow[cell] > low[cell] {
                    var (less, more) = (low, high)
                    if up { less[cell] = seenHigh[cell] + 1 } else { more[cell] = seenLow[cell] - 1 }
                    guard let found = solution(less, more, rowsOf[cell], favouring: cell, up: up) else {
                        if up { high[cell] = seenHigh[cell] } else { low[cell] = seenLow[cell] }
                        break
                    }
                    see(found)
                    if steps > limit { return nil }
                }
            }
        }
        return cells.indices.map { seenLow[$0]...seenHigh[$0] }
    }

    /// For each unknown cell its part in the changes that leave all sums as they are, by plain elimination
    /// modulo a prime unlike the library's: all nought where the cell follows by arithmetic.
    func changes() -> [[Int]] {
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
        var reduced: [(pivot: Int, row: [Int])] = []
        for sum in rows {
            var row = [Int](repeating: 0, count: cells.count)
            for (cell, sign) in zip(sum.cells, sum.signs) { row[cell] = (sign + prime) % prime }
            for other in reduced where row[other.pivot] != 0 {
                let factor = row[other.pivot]
                for at in row.indices where other.row[at] != 0 {
                    row[at] = (row[at] + (prime - factor) * other.row[at]) % prime
                }
            }
            guard let pivot = row.firstIndex(where: { $0 != 0 }) else { continue }
            let scale = inverse(row[pivot])
            for at in row.indices { row[at] = row[at] * scale % prime }
            for index in reduced.indices where reduced[index].row[pivot] != 0 {
                let factor = reduced[index].row[pivot]
                for at in row.indices where row[at] != 0 {
                    reduced[index].row[at] = (reduced[index].row[at] + (prime - factor) * row[at]) % prime
                }
            }
            reduced.append((pivot, row))
        }
        let pivots = Set(reduced.map(\.pivot))
        let free = cells.indices.filter { !pivots.contains($0) }
        var parts = [[Int]](repeating: [Int](repeating: 0, count: free.count), count: cells.count)
        for (at, cell) in free.enumerated() { parts[cell][at] = 1 }
        for (pivot, row) in reduced {
            for (at, cell) in free.enumerated() { parts[pivot][at] = (prime - row[cell]) % prime }
        }
        return parts
    }

    /// Whether knowing one cell fixes the other: their parts in all changes are in one proportion.
    static func isTied(_ one: [Int], _ other: [Int]) -> Bool {
        let prime = 1_000_003
        guard let at = one.firstIndex(where: { $0 != 0 }), other[at] != 0 else { return false }
        return one.indices.allSatisfy { (one[$0] * other[at] - other[$0] * one[at]) % prime == 0 }
    }
}
