// SPDX-License-Identifier: Apache-2.0
import Foundation

/// Works out as much as can be worked out: subtraction, bounds, linear programming, insiders.
struct Assault {
    let published: Publication
    var low: [Int]
    var high: [Int]
    static let far = 1 << 40
    /// The most that a programme takes a number to be that nothing bounds: larger ones make its ends untrue.
    static let most = 1e6
    /// The least that a hidden number is taken to be.
    let floor: Int
    /// A number that must be this or more is not small.
    private(set) var top = 0
    /// Whether the figures cannot all be true, with that.
    private(set) var contradiction = false
    /// Whether there was no time to try every number by programmes.
    private(set) var isCut = false

    /// Everything that is tried: subtraction and bounds, programmes for so many processor seconds, and bounds once more.
    static func whole(
        _ published: Publication, floor: Int, width: Int, top: Int, seconds: Int,
        stop: ((_ cell: Int, _ low: Int, _ high: Int) -> Bool)? = nil
    ) -> Assault {
        var assault = Assault(published, floor: floor)
        assault.top = top
        assault.contradiction = !assault.propagate()
        if assault.contradiction { return assault }
        assault.solve(width: width, top: top, seconds: seconds, stop: stop)
        assault.contradiction = !assault.propagate()
        return assault
    }

    init(_ published: Publication, floor: Int) {
        self.published = published
        self.floor = floor
        low = [Int](repeating: floor, count: published.hidden.count)
        high = [Int](repeating: Self.far, count: published.hidden.count)
        for (index, cell) in published.hidden.enumerated() {
            if let range = published.ranges[cell] {
                low[index] = max(floor, range.lowerBound)
                high[index] = range.upperBound
            }
            if let told = published.told[cell] {
                low[index] = max(low[index], told.low)
                high[index] = min(high[index], told.high)
            }
        }
    }

    /// Subtraction and bounds, until nothing changes. False where the figures contradict each other.
    @discardableResult
    mutating func propagate() -> Bool {
        var moved = true
        var sweeps = 0
        while moved && sweeps < 200 {
            moved = false
            sweeps += 1
            for (cells, signs, total) in published.sums {
                for (own, cell) in cells.enumerated() {
                    var least = 0
                    var most = 0
                    for (other, there) in cells.enumerated() where other != own {
                        least += signs[other] > 0 ? signs[other] * low[there] : signs[other] * high[there]
                        most += signs[other] > 0 ? signs[other] * high[there] : signs[other] * low[there]
                    }
                    guard abs(signs[own]) == 1 else { continue }
                    let ends = signs[own] > 0 ? (total - most, total - least) : (least - total, most - total)
                    if ends.0 > low[cell] { low[cell] = ends.0; moved = true }
                    if ends.1 < high[cell] { high[cell] = ends.1; moved = true }
                    if low[cell] > high[cell] { return false }
                }
            }
        }
        return true
    }

    /// Narrows every cell not yet seen to be at least `width` wide and to reach `top`, by two programmes each; the
    /// basis is kept from one to the next. What must be `top` or more is no small number and is passed over.
    /// Where `stop` says of a narrow cell that it is enough, nothing more is tried. Those with the nearest ends come
    /// first, so that a cut after so many processor seconds leaves the widest.
    mutating func solve(
        width: Int, top: Int, seconds: Int, stop: ((_ cell: Int, _ low: Int, _ high: Int) -> Bool)?
    ) {
        guard let programme = Programme(published, low: low, high: high) else { return }
        func isNarrow(_ cell: Int) -> Bool { high[cell] - low[cell] < width || high[cell] < top }
        for cell in low.indices where isNarrow(cell) {
            if let stop, stop(cell, low[cell], high[cell]) { return }
        }
        let begun = clock()
        let order = low.indices.filter { low[$0] < high[$0] && low[$0] < top }
            .sorted { (high[$0] - low[$0], $0) < (high[$1] - low[$1], $1) }
        for cell in order {
            if seconds < .max, (clock() - begun) / Int(CLOCKS_PER_SEC) >= seconds {
                isCut = true
                return
            }
            let wasNarrow = isNarrow(cell)
            guard let ends = programme.ends(cell, unless: { $1 - $0 >= width && $1 >= top }) else { continue }
            if let end = ends.high { high[cell] = min(high[cell], end) }
            if let end = ends.low { low[cell] = max(low[cell], end) }
            if !wasNarrow && isNarrow(cell), let stop, stop(cell, low[cell], high[cell]) { return }
        }
        // Cells seen to be wide keep the loose ends they had: that they are safe is what matters.
    }

    /// Pairs of cells in which knowing one fixes the other: by random solutions modulo a prime.
    func tied() -> [[Int]] {
        let prime: UInt64 = 2_147_483_647
        let count = low.count
        var state: UInt64 = 88172645463325252
        func random() -> UInt64 {
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            return state % (prime - 1) + 1
        }
        func inverse(_ value: UInt64) -> UInt64 {
            var (result, base, power): (UInt64, UInt64, UInt64) = (1, value, prime - 2)
            while power > 0 {
                if power & 1 == 1 { result = result * base % prime }
                base = base * base % prime
                power >>= 1
            }
            return result
        }
        // Reduced rows, each with a leading cell of its own; the others are free.
        var reduced: [Int: [Int: UInt64]] = [:]
        var order: [Int] = []
        for (cells, signs, _) in published.sums {
            var row: [Int: UInt64] = [:]
            for (cell, sign) in zip(cells, signs) {
                row[cell] = sign > 0 ? UInt64(sign) : prime - UInt64(-sign)
            }
            while let lead = row.keys.filter({ reduced[$0] != nil }).min() {
                guard let factor = row[lead], let other = reduced[lead] else { break }
                for (cell, value) in other {
                    let next = ((row[cell] ?? 0) + (prime - factor) * value) % prime
                    row[cell] = next == 0 ? nil : next
                }
            }
            guard let lead = row.keys.max(), let value = row[lead] else { continue }
            let scale = inverse(value)
            for cell in Array(row.keys) { row[cell] = (row[cell] ?? 0) * scale % prime }
            reduced[lead] = row
            order.append(lead)
        }
        var values = [[UInt64]](repeating: [0, 0, 0], count: count)
        for cell in 0..<count where reduced[cell] == nil { values[cell] = [random(), random(), random()] }
        for lead in order.reversed() {
            for lane in 0..<3 {
                var sum: UInt64 = 0
                for (cell, factor) in reduced[lead] ?? [:] where cell != lead {
                    sum = (sum + factor * values[cell][lane]) % prime
                }
                values[lead][lane] = (prime - sum) % prime
            }
        }
        var classes: [[UInt64]: [Int]] = [:]
        for cell in 0..<count where values[cell][0] != 0 {
            let scale = inverse(values[cell][0])
            classes[[values[cell][1] * scale % prime, values[cell][2] * scale % prime], default: []].append(
                cell)
        }
        return classes.values.filter { $0.count > 1 }.sorted { $0[0] < $1[0] }
    }
}
