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
