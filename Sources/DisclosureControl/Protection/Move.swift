// SPDX-License-Identifier: Apache-2.0

/// A change to hidden cells that leaves every published number as it is.
///
/// Truth plus the changes divided by `divisor` is a table that nobody can rule out.
struct Move: Sendable {
    var divisor: Int32 = 1
    var variables: [Int32] = []
    var changes: [Int32] = []

    /// The change at one variable; zero where it is untouched.
    func change(at variable: Int32) -> Int32 {
        for (index, other) in variables.enumerated() where other == variable { return changes[index] }
        return 0
    }
}

extension CellModel {
    /// Whether a move keeps every sum, and every cell at zero or above (somebody's cell at `floor` or
    /// above), in whole numbers.
    func admits(_ move: Move, floor: Int, limits: Limits? = nil, balance: inout [Int]) -> Bool {
        var fine = true
        for (variable, change) in zip(move.variables, move.changes) {
            let column = Int(variable)
            if (values[column] - min(values[column], floor)) * Int(move.divisor) + Int(change) < 0 {
                fine = false
            }
            if let limits {
                let scale = Int(move.divisor)
                let value = values[column] * scale + Int(change)
                if value < limits.low[column] * scale || value > limits.high[column] * scale { fine = false }
            }
            for position in columnStarts[column]..<columnStarts[column + 1] {
                balance[Int(columnRows[position])] += Int(columnFactors[position]) * Int(change)
            }
        }
        for variable in move.variables {
            let column = Int(variable)
            for position in columnStarts[column]..<columnStarts[column + 1] {
                if balance[Int(columnRows[position])] != 0 { fine = false }
                balance[Int(columnRows[position])] = 0
            }
        }
        return fine
    }
}

/// The moves found so far, and for each cell what they show.
struct WitnessPool {
    private(set) var moves: [Move] = []
    /// The furthest whole steps down and up from the truth that some witness reaches.
    private(set) var low: [Int32]
    private(set) var high: [Int32]
    /// For each primary, the moves that change it.
    private(set) var movesOf: [[Int32]]

    /// Whether only steps up count.
    let upwardOnly: Bool

    init(count: Int, upwardOnly: Bool = false) {
        self.upwardOnly = upwardOnly
        low = [Int32](repeating: 0, count: count)
        high = low
        movesOf = [[Int32]](repeating: [], count: count)
    }

    mutating func add(_ move: Move, primary: [Bool], target: Int = -1, keeping limit: Int = 12) {
        let index = Int32(moves.count)
        moves.append(move)
        for (variable, change) in zip(move.variables, move.changes) {
            let home = Int(variable)
            let down = change / move.divisor
            let widens = change / move.divisor > high[home] || down < low[home]
            if change > 0 { high[home] = max(high[home], change / move.divisor) }
            if change < 0 { low[home] = min(low[home], down) }
            let useful = home == target || movesOf[home].count < limit || widens
            if primary[home] && useful { movesOf[home].append(index) }
        }
    }

    /// How wide the interval is that the moves show for a cell.
    func width(_ variable: Int) -> Int { Int(high[variable] - (upwardOnly ? 0 : low[variable])) }

    /// How wide it is by the moves that leave these cells as they are.
    func width(_ target: Int, without insiders: [Int]) -> Int {
        if insiders.isEmpty { return width(target) }
        var low: Int32 = 0
        var high: Int32 = 0
        for index in movesOf[target] {
            let move = moves[Int(index)]
            if insiders.contains(where: { move.change(at: Int32($0)) != 0 }) { continue }
            let step = move.change(at: Int32(target)) / move.divisor
            low = min(low, step)
            high = max(high, step)
        }
        return Int(high - (upwardOnly ? 0 : low))
    }
}
