// SPDX-License-Identifier: Apache-2.0

/// A table found on a sheet: its columns recognised, its rows as words, and what had to be done to them.
public struct TableSheet: Hashable, Sendable {
    /// What a column is.
    public enum Meaning: Hashable, Sendable {
        /// A column that was looked for, by its place in the list.
        case known(Int)
        /// The hidden column in which an export keeps the id of each row.
        case rowID
        /// The hidden column in which an export keeps the version of each row.
        case rowVersion
        /// A column of people's own.
        case own
    }

    /// A column of the table.
    public struct Column: Hashable, Sendable {
        /// The column of the sheet, from 1.
        public let place: Int
        /// The header as it stands in the file; two header rows are joined with a space.
        public let header: String
        /// The header by which an import knows it: the name looked for, or people's own words.
        public let name: String
        /// What it is.
        public let meaning: Meaning
        /// For a column that was not recognised: the name of a missing column that it may be.
        public let guess: String?
        /// Whether the sheet hides it.
        public let isHidden: Bool
    }

    /// A row of the table.
    public struct Row: Hashable, Sendable {
        /// The number beside it in the file.
        public let number: Int
        /// Its words, one text for each column of the table.
        public var cells: [String]
        /// Whether a person has to confirm every one of its cells.
        public let needsConfirmation: Bool
    }

    /// Something that a person should know about a cell, a row or the table.
    public struct Note: Hashable, Sendable, CustomStringConvertible {
        /// The row; 0 for the table as a whole.
        public let row: Int
        /// The cell, such as “B7”; `nil` for a row or the table.
        public let cell: String?
        /// What to know.
        public let text: String

        /// The cell or row, then the text.
        public var description: String {
            if let cell { return "\(cell): \(text)" }
            return row > 0 ? "Row \(row): \(text)" : text
        }
    }

    /// The most notes that are kept; the others are counted.
    public static let mostNotes = 1000

    /// The name of the sheet; empty where the file has none.
    public let sheet: String
    /// The last row of the header.
    public let headerRow: Int
    /// The columns from left to right.
    public let columns: [Column]
    /// The rows below the header.
    public internal(set) var rows: [Row] = []
    /// The first things to know.
    public internal(set) var notes: [Note] = []
    /// How many there are to know, kept or not.
    public internal(set) var noteCount = 0
    /// The names of the columns looked for that are not there.
    public let missing: [String]
    /// Whether too few headers were recognised, so that a person has to say what they mean.
    public let isPresumed: Bool

    /// The headers by which an import knows the columns.
    public var header: [String] { columns.map(\.name) }

    /// The columns that were not recognised and look like one that is missing.
    public var unrecognised: [Column] { columns.filter { $0.guess != nil } }

    /// The name of a cell of a row, such as “B7”.
    public func cellName(row: Row, column: Int) -> String {
        CellPlace(row: row.number, column: columns[column].place).description
    }

    init(sheet: String, headerRow: Int, columns: [Column], missing: [String], isPresumed: Bool) {
        self.sheet = sheet
        self.headerRow = headerRow
        self.columns = columns
        self.missing = missing
        self.isPresumed = isPresumed
    }

    mutating func note(_ text: String, row: Int = 0, cell: CellPlace? = nil) {
        noteCount += 1
        guard notes.count < Self.mostNotes else { return }
        notes.append(Note(row: cell?.row ?? row, cell: cell?.description, text: text))
    }
}

/// The tables of a file that have the headers looked for.
public struct TableReading: Hashable, Sendable {
    /// The tables, in the order of their sheets; at least one.
    public let tables: [TableSheet]
    /// What to know about the file: how it was read, which sheets were left out and why.
    public let notes: [String]

    /// Finds the tables of a workbook; refuses one in which no row could be a header.
    public init(
        _ workbook: Workbook, columns: [KnownColumn], mapping: HeaderMapping = HeaderMapping()
    ) throws(FileRefusal) {
        var notes = workbook.notes
        var tables: [TableSheet] = []
        var presumed: [TableSheet] = []
        let shown = workbook.sheets.filter { !$0.isHidden }
        for sheet in workbook.sheets where sheet.isHidden {
            notes.append(
                "The sheet “\(sheet.name)” is hidden and was left out. Show it if it belongs to the plan.")
        }
        for sheet in shown {
            let found = TableHeader.best(sheet, columns, mapping)
            let isEnough = (found?.score ?? 0) >= min(3, columns.count)
            guard let found, isEnough || tables.isEmpty else {
                if !sheet.rows.isEmpty { notes.append(Self.leftOut(sheet)) }
                continue
            }
            var table = found.table(sheet, columns, mapping, isPresumed: !isEnough)
            var rows = TableRows(sheet, workbook, columns)
            rows.fill(&table)
            if isEnough { tables.append(table) } else { presumed.append(table) }
        }
        if tables.isEmpty {
            let best = presumed.max { $0.columns.count < $1.columns.count }
            guard let best else { throw .noTable(wanted: columns.prefix(3).map(\.name)) }
            tables = [best]
        } else {
            for table in presumed {
                notes.append("The sheet “\(table.sheet)” has no such table and was left out.")
            }
        }
        if tables.count > 1 {
            let names = tables.map { "“\($0.sheet)”" }.joined(separator: ", ")
            notes.append("\(tables.count) sheets have such a table: \(names). All of them were read.")
        }
        self.tables = tables
        self.notes = notes
    }

    private static func leftOut(_ sheet: Workbook.Sheet) -> String {
        "The sheet “\(sheet.name)” has no such table and was left out."
    }
}
