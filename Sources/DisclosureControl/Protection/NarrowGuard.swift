// SPDX-License-Identifier: Apache-2.0

/// Watches, while cells are published one after another, that sums alone leave every primary wide enough.
///
/// The interval that adding up and "nobody is less than `floor`" leave for each cell is kept up to date; a
/// cell that would narrow a primary too far stays hidden. A true interval can be smaller, never larger:
/// what the guard lets through is proven later, and little is left to be mended then.
struct NarrowGuard {
    private let model: CellModel
    private var low: [Int]
    private var high: [Int]
    /// The width each primary needs; zero for other cells, and for those that are too narrow already.
    private var need: [Int]
    private let upwardOnly: Bool
    private var trail: [(cell: Int32, low: Int, high: Int)] = []
    private var queue: [Int32] = []
    private var isQueued: [Bool]
    /// The most sums to look at for one cell: what is not found then is left to the proof.
    private static let reach = 600
    private static let far = 1 << 40
    private(set) var steps = 0

    init(model: CellModel, hidden: [Bool], need: [Int], floor: Int, upwardOnly: Bool) {
        self.model = model
        self.need = need
        self.upwardOnly = upwardOnly
        low = (0..<model.count).map { hidden[$0] ? min(floor, model.values[$0]) : model.values[$0] }
        high = (0..<model.count).map { hidden[$0] ? Self.far : model.values[$0] }
        isQueued = [Bool](repeating: false, count: model.rows.count)
        for row in 0..<model.rows.count { enqueue(Int32(row)) }
        _ = propagate(limit: .max)
        keep()
        for variable in 0..<model.count where isNarrow(variable) { self.need[variable] = 0 }
    }

    /// Publishes a cell; false, and nothing changed, where that would narrow a primary too far.
    mutating func publish(_ variable: Int) -> Bool {
        let value = model.values[variable]
        if set(variable, value, value), propagate(limit: Self.reach) { return true }
        undo()
        return false
    }

    /// Makes what was published last lasting.
    mutating func keep() { trail.removeAll(keepingCapacity: true) }

    /// Takes back what was published last.
    mutating func undo() {
        while let row = queue.popLast() { isQueued[Int(row)] = false }
        while let change = trail.popLast() {
            low[Int(change.cell)] = change.low
            high[Int(change.cell)] = change.high
        }
    }

    private func isNarrow(_ variable: Int) -> Bool {
        need[variable] > 0
            && high[variable] - (upwardOnly ? model.values[variable] : low[variable]) < need[variable]
    }

    private mutating func enqueue(_ row: Int32) {
        if isQueued[Int(row)] { return }
        isQueued[Int(row)] = true
        queue.append(row)
    }

    private mutating func set(_ variable: Int, _ newLow: Int, _ newHigh: Int) -> Bool {
        trail.append((Int32(variable), low[variable], high[variable]))
        low[variable] = newLow
        high[variable] = newHigh
        for position in model.columnStarts[variable]..<model.columnStarts[variable + 1] {
            enqueue(model.columnRows[position])
        }
        return !isNarrow(variable)
    }

    private mutating func propagate(limit: Int) -> Bool {
        var done = 0
        var next = 0
        while next < queue.count {
            let row = Int(queue[next])
            next += 1
            isQueued[row] = false
            if !narrow(row) {
                for other in queue[next...] { isQueued[Int(other)] = false }
                queue.removeAll(keepingCapacity: true)
                return false
            }
            done += 1
            if done >= limit { break }
        }
        if next < queue.count { for other in queue[next...] { isQueued[Int(other)] = false } }
        queue.removeAll(keepingCapacity: true)
        steps += done
        return true
    }

    /// Narrows the cells of one sum to what the others leave; false where a primary becomes too narrow.
    private mutating func narrow(_ row: Int) -> Bool {
        let range = model.rows.starts[row]..<model.rows.starts[row + 1]
        var least = 0
        var most = 0
        for position in range {
            let column = Int(model.rows.columns[position])
            let factor = Int(model.rows.factors[position])
            least += factor > 0 ? factor * low[column] : factor * high[column]
            most += factor > 0 ? factor * high[column] : factor * low[column]
        }
        if least < -Self.far / 2 && most > Self.far / 2 && least < -Self.far * 3 / 2
            && most > Self.far * 3 / 2
        {
            return true
        }
        for position in range {
            let column = Int(model.rows.columns[position])
            if low[column] == high[column] { continue }
            let factor = Int(model.rows.factors[position])
            let size = abs(factor)
            let (own, other) = factor > 0 ? (low[column], high[column]) : (high[column], low[column])
            // What the rest leaves: factor * x lies between these.
            let upper = -(least - factor * own)
            let lower = -(most - factor * other)
            let (down, up) = factor > 0 ? (lower, upper) : (-upper, -lower)
            let newHigh = up > Self.far / 2 ? high[column] : min(high[column], up / size)
            let newLow = down <= low[column] * size ? low[column] : (down + size - 1) / size
            if newHigh < high[column] || newLow > low[column] {
                if factor > 0 {
                    least += factor * (newLow - low[column])
                    most -= factor * (high[column] - newHigh)
                } else {
                    least += factor * (newHigh - high[column])
                    most += factor * (newLow - low[column])
                }
                if !set(column, newLow, newHigh) { return false }
            }
        }
        return true
    }
}
