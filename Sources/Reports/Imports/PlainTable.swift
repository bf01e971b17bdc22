// SPDX-License-Identifier: Apache-2.0
import Documents

/// A table in a CSV file of our own making, as rows of words.
public enum PlainTable {
    /// A row has more or fewer cells than its table, or the file cannot be read as CSV.
    public struct Broken: Error, Hashable, Sendable {}

    /// The rows below the header, each with so many cells.
    public static func rows(path: String, columns: Int) throws -> [[String]] {
        var rows: [[String]] = []
        let problems = try CSVReader(path: path).forEachRecord { row, cells in
            if row > 1 { rows.append(cells) }
        }
        guard problems.isEmpty, rows.allSatisfy({ $0.count == columns }) else { throw Broken() }
        return rows
    }
}
