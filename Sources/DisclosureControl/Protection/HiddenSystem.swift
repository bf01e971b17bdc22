// SPDX-License-Identifier: Apache-2.0

/// The equations that the published figures leave between the hidden ones.
struct HiddenSystem: Sendable {
    /// The variable of each column.
    private(set) var variables: [Int32] = []
    /// The column of each variable; -1 where it is published.
    private(set) var columnOf: [Int32]
    private(set) var rows = EquationRows()

    init(model: CellModel, hidden: [Bool]) {
        columnOf = [Int32](repeating: -1, count: model.count)
        for variable in 0..<model.count where hidden[variable] {
            columnOf[variable] = Int32(variables.count)
            variables.append(Int32(variable))
        }
        let source = model.rows
        for row in 0..<source.count {
            for position in source.starts[row]..<source.starts[row + 1] {
                let column = columnOf[Int(source.columns[position])]
                if column >= 0 {
                    rows.columns.append(column)
                    rows.factors.append(source.factors[position])
                }
            }
            if rows.columns.count > rows.starts[rows.count] { rows.starts.append(rows.columns.count) }
        }
    }
}
