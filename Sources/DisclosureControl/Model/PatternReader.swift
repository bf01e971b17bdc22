// SPDX-License-Identifier: Apache-2.0

/// Reads a pattern of hidden cells: a column for each dimension and `status` (empty, P or S).
public enum PatternReader {
    /// One flag a variable: true where every cell of it is hidden. Cells not listed are visible.
    public static func read(
        _ bytes: [UInt8], file: String, model: CellModel
    ) throws(DisclosureProblem) -> [Bool] {
        let table = try CommaSeparated(bytes, file: file)
        let dimensions = model.release.dimensions
        var columns: [Int] = []
        for dimension in dimensions { columns.append(try table.column(dimension.name)) }
        let statusColumn = try table.column("status")
        let numbers = model.cellNumbers()
        var hiddenCells = [Int32](repeating: 0, count: model.count)
        var seen = [Bool](repeating: false, count: model.cells)
        for (number, fields) in table.rows {
            var codes: [Int] = []
            for (index, dimension) in dimensions.enumerated() {
                guard let at = dimension.position(of: fields[columns[index]]) else {
                    throw DisclosureProblem(
                        file: file, row: number,
                        "\(dimension.name) has the unknown code \"\(fields[columns[index]])\"")
                }
                codes.append(at)
            }
            let status = fields[statusColumn]
            guard ["", "P", "S"].contains(status) else {
                throw DisclosureProblem(
                    file: file, row: number, "status is \"\(status)\"; it must be empty, P or S")
            }
            guard let cell = numbers[model.key(of: codes)] else {
                // A cell that no table shows is neither here nor there.
                continue
            }
            if seen[Int(cell)] {
                throw DisclosureProblem(
                    file: file, row: number, "\(model.release.words(for: codes)) stands twice")
            }
            seen[Int(cell)] = true
            if !status.isEmpty { hiddenCells[Int(model.variableOf[Int(cell)])] += 1 }
        }
        return (0..<model.count).map { hiddenCells[$0] == model.cellCount[$0] }
    }
}
