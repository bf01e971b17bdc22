// SPDX-License-Identifier: Apache-2.0

/// Where a cell stands, counted from 1 as people count: row 7, column 2 is B7.
public struct CellPlace: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// The row, from 1.
    public let row: Int
    /// The column, from 1.
    public let column: Int

    /// The cell at a row and column.
    public init(row: Int, column: Int) {
        self.row = row
        self.column = column
    }

    /// The cell of a name such as “B7” or “$B$7”; `nil` where it names none.
    public init?(_ name: String) {
        var column = 0
        var row = 0
        for byte in name.utf8 where byte != UInt8(ascii: "$") {
            switch byte {
            case 0x41...0x5A, 0x61...0x7A:
                guard row == 0, column < 1 << 24 else { return nil }
                column = column * 26 + Int(byte & 0x1F)
            case 0x30...0x39:
                guard column > 0, row < 1 << 40 else { return nil }
                row = row * 10 + Int(byte - 0x30)
            default: return nil
            }
        }
        guard row > 0, column > 0 else { return nil }
        self.init(row: row, column: column)
    }

    /// The name as a spreadsheet shows it.
    public var description: String { Self.letters(of: column) + String(row) }

    /// Row by row, each from left to right.
    public static func < (one: CellPlace, other: CellPlace) -> Bool {
        (one.row, one.column) < (other.row, other.column)
    }

    /// The letters above a column.
    public static func letters(of column: Int) -> String {
        var rest = column
        var letters = ""
        while rest > 0 {
            letters = String(UnicodeScalar(UInt8(0x41 + (rest - 1) % 26))) + letters
            rest = (rest - 1) / 26
        }
        return letters
    }
}

/// A block of cells that a spreadsheet shows as one.
public struct CellRange: Hashable, Sendable {
    /// The cell that holds the content.
    public let topLeft: CellPlace
    /// The last cell.
    public let bottomRight: CellPlace

    /// A block between two corners.
    public init(_ topLeft: CellPlace, _ bottomRight: CellPlace) {
        self.topLeft = topLeft
        self.bottomRight = bottomRight
    }

    /// The block of a name such as “A2:A5”.
    init?(_ name: String) {
        let ends = name.split(separator: ":").map { CellPlace(String($0)) }
        guard ends.count == 2, let start = ends[0], let end = ends[1], start.row <= end.row,
            start.column <= end.column
        else { return nil }
        self.init(start, end)
    }

    /// Whether a cell lies within.
    public func contains(_ place: CellPlace) -> Bool {
        (topLeft.row...bottomRight.row).contains(place.row)
            && (topLeft.column...bottomRight.column).contains(place.column)
    }
}
