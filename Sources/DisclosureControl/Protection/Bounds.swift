// SPDX-License-Identifier: Apache-2.0

/// The whole-number interval that sums and "nobody is less than nobody" leave for each cell.
///
/// Propagation: a cell is at most what its sum leaves after the smallest the others can be, and at
/// least what it leaves after their largest; repeated until nothing moves. A true interval can be
/// smaller, never larger.
public struct Bounds: Sendable {
    public private(set) var low: [Int]
    public private(set) var high: [Int]

    /// Bounds for the hidden cells of a pattern; published cells have their own value at both ends.
    public init(model: CellModel, hidden: [Bool], floor: Int = 0, sweeps: Int = 60) {
        let top = 1 << 40
        low = (0..<model.count).map { hidden[$0] ? min(floor, model.values[$0]) : model.values[$0] }
        high = (0..<model.count).map { hidden[$0] ? top : model.values[$0] }
        let rows = model.rows
        for _ in 0..<sweeps {
            var moved = false
            for row in 0..<rows.count {
                var least = 0
                var most = 0
                for position in rows.starts[row]..<rows.starts[row + 1] {
                    let column = Int(rows.columns[position])
                    let factor = Int(rows.factors[position])
                    least += factor > 0 ? factor * low[column] : factor * high[column]
                    most += factor > 0 ? factor * high[column] : factor * low[column]
                }
                for position in rows.starts[row]..<rows.starts[row + 1] {
                    let column = Int(rows.columns[position])
                    if !hidden[column] || low[column] == high[column] { continue }
                    let factor = Int(rows.factors[position])
                    let own = factor > 0 ? (low[column], high[column]) : (high[column], low[column])
                    let upper = -(least - factor * own.0)
                    let lower = -(most - factor * own.1)
                    let (down, up) = factor > 0 ? (lower, upper) : (-upper, -lower)
                    let size = abs(factor)
                    let newHigh = up >= 0 ? up / size : -((-up + size - 1) / size)
                    let newLow = down > 0 ? (down + size - 1) / size : -((-down) / size)
                    if newHigh < high[column] {
                        if factor > 0 {
                            most -= factor * (high[column] - newHigh)
                        } else {
                            least += factor * (newHigh - high[column])
                        }
                        high[column] = newHigh
                        moved = true
                    }
                    if newLow > low[column] {
                        if factor > 0 {
                            least += factor * (newLow - low[column])
                        } else {
                            most += factor * (newLow - low[column])
                        }
                        low[column] = newLow
                        moved = true
                    }
                }
            }
            if !moved { return }
        }
    }
}
