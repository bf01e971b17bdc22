// SPDX-License-Identifier: Apache-2.0

/// Something wrong with a CSV file as a file, found by row and column.
public struct CSVProblem: Hashable, Sendable, CustomStringConvertible {
    /// The row in a spreadsheet, the header being row 1; 0 for the file as a whole.
    public let row: Int
    /// The column, counted from 1; `nil` for the row as a whole.
    public let column: Int?
    /// What is wrong, in plain words.
    public let text: String

    /// A problem in a row and, where known, a column.
    public init(row: Int, column: Int?, text: String) {
        self.row = row
        self.column = column
        self.text = text
    }

    /// "Row 5, column C: …".
    public var description: String {
        let place = row == 0 ? "" : "Row \(row)" + (columnLetter.map { ", column \($0)" } ?? "") + ": "
        return place + text
    }

    /// The letter of the column in a spreadsheet: A, B … Z, AA.
    public var columnLetter: String? {
        guard let column, column > 0 else { return nil }
        var letters: [UInt8] = []
        var rest = column - 1
        repeat {
            letters.append(UInt8(65 + rest % 26))
            rest = rest / 26 - 1
        } while rest >= 0
        return String(decoding: letters.reversed(), as: UTF8.self)
    }
}
