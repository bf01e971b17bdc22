// SPDX-License-Identifier: Apache-2.0

/// Any file that can hold tables, read row by row from the first: text is never held, a workbook is held whole.
public struct RowFile: Sendable {
    /// How much such a file may hold.
    public struct Limits: Sendable {
        /// Bytes of a text file.
        public var textBytes = 512 << 20
        /// Bytes of a workbook, packed.
        public var workbookBytes = 64 << 20
        /// Rows of a text file.
        public var rows = 5_000_000
        /// What a workbook may hold.
        public var workbook = WorkbookLimits()

        /// The limits of the house.
        public init() {
            workbook.columns = 16_384
            workbook.cells = 4_000_000
        }
    }

    /// A row as it goes by.
    public struct Row: Sendable {
        /// The name of its sheet; empty for text.
        public let sheet: String
        /// The number beside it.
        public let number: Int
        /// Its cells from the first column, as words; whole numbers of a workbook without marks of thousands.
        public let cells: [String]

        /// A row as its parts.
        public init(sheet: String, number: Int, cells: [String]) {
            self.sheet = sheet
            self.number = number
            self.cells = cells
        }
    }

    private let source: CSVSource
    private let limits: Limits

    /// Opens a file; throws a refusal where it cannot be opened or is too large.
    public init(path: String, limits: Limits = Limits()) throws {
        self.limits = limits
        source = try CSVSource(path: path)
        try check()
    }

    /// Reads bytes at hand.
    public init(bytes: [UInt8], limits: Limits = Limits()) throws(FileRefusal) {
        self.limits = limits
        source = CSVSource(bytes: bytes)
        try check()
    }

    private func check() throws(FileRefusal) {
        let count = source.withBytes { $0.count }
        guard count <= limits.textBytes else { throw .tableTooLarge(megabytes: limits.textBytes >> 20) }
    }

    /// Whether there is nothing in it.
    public var isEmpty: Bool { source.withBytes { $0.isEmpty } }

    /// Gives each row that is not blank, and returns what is wrong with the file as a file and what was recognised.
    /// Throws a refusal for a file that can hold no table.
    public func forEachRow(_ body: (Row) throws -> Void) throws -> (problems: [CSVProblem], notes: [String]) {
        let head = source.withBytes { Array($0.prefix(1 << 16)) }
        switch SheetFileKind(head) {
        case .old(let refusal): throw refusal
        case .portable:
            throw FileRefusal.wrongKind(
                found: "a PDF, whose tables cannot be told apart", wanted: WorkbookReader.wantedTables)
        case .strange(let found):
            throw FileRefusal.wrongKind(found: found, wanted: WorkbookReader.wantedTables)
        case .text:
            var reader = CSVReader(source)
            reader.limits.rows = limits.rows
            let problems = try reader.forEachRecord { try body(Row(sheet: "", number: $0, cells: $1)) }
            return (problems, reader.notes)
        case .zip, .page:
            let bytes = source.withBytes { $0.count <= limits.workbookBytes ? Array($0) : [] }
            guard !bytes.isEmpty else {
                throw FileRefusal.tableTooLarge(megabytes: limits.workbookBytes >> 20)
            }
            let workbook = try WorkbookReader.tables(bytes, limits: limits.workbook)
            for sheet in workbook.sheets {
                for row in sheet.rows {
                    try body(Row(sheet: sheet.name, number: row.number, cells: Self.cells(row)))
                }
            }
            return ([], workbook.notes)
        }
    }

    /// The words of a row; a number as it is, not as it is shown, so that nothing is rounded on the way.
    private static func cells(_ row: Workbook.Row) -> [String] {
        var cells: [String] = []
        for cell in row.cells {
            while cells.count < cell.column - 1 { cells.append("") }
            if cell.kind == .number, let number = cell.number, !cell.text.hasSuffix("%") {
                cells.append(SheetNumber.plain(number))
            } else {
                cells.append(cell.text)
            }
        }
        return cells
    }
}
