// SPDX-License-Identifier: Apache-2.0

/// The tables of a file as a person sees them: cells with their words, and what the words stand for.
public struct Workbook: Hashable, Sendable {
    /// Where the tables came from.
    public enum Format: String, Hashable, Sendable {
        /// A workbook of Excel.
        case xlsx = "XLSX"
        /// An OpenDocument spreadsheet.
        case ods = "ODS"
        /// Text with separators.
        case csv = "CSV"
        /// The tables of a web page, or of what a word processor puts on the clipboard.
        case html = "HTML"
        /// A table that was pasted as text.
        case pasted = "pasted text"
        /// The text of a page, its columns found by the gaps between them.
        case page = "page text"
    }

    /// What the content of a cell is.
    public enum Kind: Hashable, Sendable {
        /// Words.
        case text
        /// A number, a percentage or a sum of money.
        case number
        /// A day, with or without a time.
        case date
        /// A time of day, or a length of time.
        case time
        /// Yes or no.
        case boolean
        /// What a formula gives that cannot be worked out, such as #REF!.
        case error
        /// Nothing.
        case empty
    }

    /// A cell that holds something.
    public struct Cell: Hashable, Sendable {
        /// The column, from 1.
        public let column: Int
        /// What a person sees, as nearly as possible.
        public let text: String
        /// What it is.
        public let kind: Kind
        /// Whether the file holds a formula here, and the text is what it last gave.
        public let isFormula: Bool
        /// The number behind a number, date or time; days are counted as the workbook counts them.
        public let number: Double?

        /// A cell.
        public init(
            column: Int, text: String, kind: Kind = .text, isFormula: Bool = false, number: Double? = nil
        ) {
            self.column = column
            self.text = text
            self.kind = kind
            self.isFormula = isFormula
            self.number = number
        }
    }

    /// A row with at least one cell that holds something.
    public struct Row: Hashable, Sendable {
        /// The number beside it.
        public let number: Int
        /// Whether the sheet hides it, as a filter does.
        public let isHidden: Bool
        /// Its cells that hold something, from left to right.
        public let cells: [Cell]

        /// A row.
        public init(number: Int, cells: [Cell], isHidden: Bool = false) {
            self.number = number
            self.cells = cells
            self.isHidden = isHidden
        }

        /// The cell in a column counted from 1; an empty one where nothing stands.
        public subscript(column: Int) -> Cell {
            var low = 0
            var high = cells.count
            while low < high {
                let middle = (low + high) / 2
                if cells[middle].column < column { low = middle + 1 } else { high = middle }
            }
            return low < cells.count && cells[low].column == column
                ? cells[low] : Cell(column: column, text: "", kind: .empty)
        }
    }

    /// A sheet.
    public struct Sheet: Hashable, Sendable {
        /// The name on its tab.
        public let name: String
        /// Whether the workbook hides it.
        public var isHidden = false
        /// The rows that hold something, from the top.
        public var rows: [Row] = []
        /// The columns that the sheet hides, from 1.
        public var hiddenColumns: Set<Int> = []
        /// The blocks shown as one cell, from the top.
        public var merges: [CellRange] = []

        /// A sheet with nothing on it.
        public init(name: String) { self.name = name }

        /// The cell whose content is seen at a place: the top left one where cells are merged.
        public func topLeft(of place: CellPlace) -> CellPlace {
            merges.first { $0.contains(place) }?.topLeft ?? place
        }

        /// The cell at a place.
        public subscript(_ place: CellPlace) -> Cell {
            guard let row = rows.first(where: { $0.number == place.row }) else {
                return Cell(column: place.column, text: "", kind: .empty)
            }
            return row[place.column]
        }
    }

    /// Where it came from.
    public let format: Format
    /// Its sheets in the order of their tabs.
    public var sheets: [Sheet]
    /// Whether days are counted from 1904, as old workbooks from a Mac do.
    public var countsFrom1904 = false
    /// What to know about the reading, such as an encoding that was recognised.
    public var notes: [String] = []

    /// A workbook.
    public init(format: Format, sheets: [Sheet]) {
        self.format = format
        self.sheets = sheets
    }

    /// The sheet of a name.
    public func sheet(named name: String) -> Sheet? { sheets.first { $0.name == name } }

    /// Whether it was pasted, so that a person has to confirm what was read cell by cell.
    public var needsConfirmation: Bool {
        switch format {
        case .pasted, .page: true
        case .xlsx, .ods, .csv, .html: false
        }
    }
}

/// What a workbook may hold before it counts as a mistake or as made to do harm.
public struct WorkbookLimits: Hashable, Sendable {
    /// What the file may unpack to.
    public var zip = ZipLimits()
    /// Rows that hold something, in all sheets together.
    public var rows = 50_000
    /// The last column in which something may stand.
    public var columns = 1_024
    /// Cells that hold something.
    public var cells = 1_000_000
    /// Bytes of the text of one cell.
    public var cellBytes = 1 << 18
    /// Bytes of all text together.
    public var textBytes = 64 << 20
    /// Sheets.
    public var sheets = 256

    /// The limits of the house.
    public init() {
        zip.inflated = 512 << 20
        zip.unweighed = 32 << 20
    }
}
