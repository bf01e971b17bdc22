// SPDX-License-Identifier: Apache-2.0

/// The sum of published numbers that equals a hidden one.
public struct RevealingSum: Sendable, CustomStringConvertible {
    /// The cell given away, in words.
    public let cell: String
    /// The published cells with the number of times each is added or taken away.
    public let terms: [(times: Int, cell: String, value: Int)]
    public let result: Int

    /// Finds the shortest such sum by linear programming; `nil` where there is none, or only a very
    /// long one. The sum found is checked in whole numbers before it is shown.
    public static func find(
        _ variable: Int, model: CellModel, hidden: [Bool], solver: any MoveSolver = ClpSolver(),
        insider: Int? = nil
    ) -> RevealingSum? {
        // Equations joined to the cell through hidden cells; one column up and one down for each.
        var rowIndex: [Int32: Int32] = [:]
        var columnIndex: [Int32: Int32] = [Int32(variable): 0]
        var queue = [Int32(variable)]
        var rows: [Int32] = []
        var next = 0
        while next < queue.count && rows.count < 4000 {
            let column = Int(queue[next])
            next += 1
            for position in model.columnStarts[column]..<model.columnStarts[column + 1] {
                let row = model.columnRows[position]
                if rowIndex[row] != nil { continue }
                rowIndex[row] = Int32(rows.count)
                rows.append(row)
                for place in model.rows.starts[Int(row)]..<model.rows.starts[Int(row) + 1] {
                    let other = model.rows.columns[place]
                    if hidden[Int(other)] && Int(other) != insider && columnIndex[other] == nil {
                        columnIndex[other] = Int32(queue.count)
                        queue.append(other)
                    }
                }
            }
        }
        var programme = MoveProgram()
        programme.rowCount = queue.count
        for sign in [1.0, -1.0] {
            for row in rows {
                for place in model.rows.starts[Int(row)]..<model.rows.starts[Int(row) + 1] {
                    if let at = columnIndex[model.rows.columns[place]] {
                        programme.rows.append(at)
                        programme.factors.append(sign * Double(model.rows.factors[place]))
                    }
                }
                programme.starts.append(Int32(programme.rows.count))
                programme.upper.append(50)
                programme.objective.append(-1)
            }
        }
        programme.rows.append(0)
        programme.factors.append(-1)
        programme.starts.append(Int32(programme.rows.count))
        programme.upper.append(1)
        programme.objective.append(1_000_000)
        guard let solution = solver.best(for: programme), solution.last ?? 0 > 0.5 else { return nil }
        var times: [Int32: Int] = [:]
        for (index, row) in rows.enumerated() {
            let factor = Int((solution[index] - solution[index + rows.count]).rounded())
            if factor == 0 { continue }
            for place in model.rows.starts[Int(row)]..<model.rows.starts[Int(row) + 1] {
                times[model.rows.columns[place], default: 0] -= factor * Int(model.rows.factors[place])
            }
        }
        // What is left is -1 times the cell, and published cells (and the insider's own).
        guard times.removeValue(forKey: Int32(variable)) == -1 else { return nil }
        var terms: [(times: Int, cell: String, value: Int)] = []
        var sum = 0
        for (other, factor) in times.sorted(by: { $0.key < $1.key }) where factor != 0 {
            if hidden[Int(other)] && Int(other) != insider { return nil }
            sum += factor * model.values[Int(other)]
            if model.values[Int(other)] != 0 {
                terms.append((factor, model.words(for: Int(other)), model.values[Int(other)]))
            }
        }
        guard sum == model.values[variable] else { return nil }
        return RevealingSum(cell: model.words(for: variable), terms: terms, result: sum)
    }

    /// The sum without numbers: which cells give it away, and not what.
    public var description: String { words(counts: false) }

    /// The sum in words; with `counts` it shows the hidden number, for those who may see it.
    public func words(counts: Bool) -> String {
        let parts = terms.enumerated().map { index, term in
            let sign = term.times < 0 ? "- " : index == 0 ? "" : "+ "
            let times = abs(term.times) == 1 ? "" : "\(abs(term.times)) x "
            return "\(sign)\(times)[\(term.cell)]" + (counts ? " \(term.value)" : "")
        }
        return "[\(cell)] = " + (parts.isEmpty ? "0" : parts.joined(separator: " "))
            + (counts ? " = \(result)" : "")
    }
}
