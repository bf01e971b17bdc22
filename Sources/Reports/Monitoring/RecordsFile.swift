// SPDX-License-Identifier: Apache-2.0
import Documents
import EqualityDuty

/// A file of monitoring records on its way in: CSV of any length, or a workbook.
public struct RecordsFile: Sendable {
    private enum Content: Sendable {
        case text(CSVReader)
        case sheet(Workbook.Sheet)
    }

    /// The headers of a file, the row they stand on, and the first rows below.
    public struct Head: Hashable, Sendable {
        /// The headers in the order of the columns; empty where a column has none.
        public let headers: [String]
        /// The row of the headers.
        public let row: Int
        /// The first rows below, as many cells each as there are headers.
        public let sample: [[String]]
    }

    private let content: Content
    /// What was recognised that is not plain, in words.
    public let notes: [String]

    /// A file held in memory, such as an upload.
    public init(bytes: [UInt8]) throws(FileRefusal) {
        if Self.isText(bytes) {
            self.init(CSVReader(bytes: bytes, forPeople: true))
        } else {
            try self.init(workbook: bytes)
        }
    }

    /// A file on disk; text is read where it lies, a workbook is given whole by `load`.
    public init(path: String, load: () throws -> [UInt8]) throws {
        let reader = try CSVReader(path: path, forPeople: true)
        var head: [UInt8] = []
        reader.withFirstBytes(1 << 12) { head = Array($0) }
        if Self.isText(head) { self.init(reader) } else { try self.init(workbook: load()) }
    }

    private init(_ reader: CSVReader) {
        var reader = reader
        // A long file is no mistake here: nothing of it is held.
        reader.limits.rows = Int(UInt32.max)
        reader.limits.cellBytes = 1 << 16
        reader.limits.columns = 1_000
        reader.limits.problems = 200
        content = .text(reader)
        notes = reader.notes
    }

    private init(workbook bytes: [UInt8]) throws(FileRefusal) {
        var limits = WorkbookLimits()
        limits.rows = 300_000
        limits.cells = 4_000_000
        let workbook = try WorkbookReader.tables(bytes, limits: limits)
        guard let sheet = workbook.sheets.filter({ !$0.isHidden }).max(by: { $0.rows.count < $1.rows.count })
        else { throw .noSheet }
        content = .sheet(sheet)
        var notes = workbook.notes
        if workbook.sheets.count > 1 {
            notes.append("The sheet \u{201C}\(sheet.name)\u{201D} was read; it has the most rows.")
        }
        self.notes = notes
    }

    private static func isText(_ bytes: [UInt8]) -> Bool {
        if bytes.starts(with: [0x50, 0x4B]) || bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) { return false }
        let start = String(decoding: bytes.prefix(1024).filter { $0 != 0 }, as: UTF8.self).lowercased()
        let begins = start.drop { $0.isWhitespace || $0 == "\u{FEFF}" }
        if begins.hasPrefix("%pdf-") || begins.hasPrefix("<") { return false }
        let isWide = bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF])
        return isWide
            || bytes.prefix(1024).allSatisfy {
                $0 >= 0x20 || [0x09, 0x0A, 0x0C, 0x0D, 0x00, 0x1A].contains($0)
            }
    }

    /// The headers and the first rows; `nil` where the file has no table.
    public func head(sample: Int = MappingGuess.sample) throws -> Head? {
        struct Enough: Error {}
        var rows: [(row: Int, cells: [String])] = []
        do {
            switch content {
            case .text(let reader):
                _ = try reader.forEachRecord { row, cells in
                    rows.append((row, cells))
                    if rows.count > sample + 40 { throw Enough() }
                }
            case .sheet(let sheet):
                for row in sheet.rows.prefix(sample + 40) {
                    rows.append((row.number, Self.cells(row, width: row.cells.last?.column ?? 0)))
                }
            }
        } catch is Enough {}
        guard let at = Self.headerPlace(rows.map(\.cells)) else { return nil }
        var headers = rows[at].cells.map { Self.trimmed($0) }
        while headers.last == "" { headers.removeLast() }
        let below = rows[(at + 1)...].prefix(sample).map { row in
            headers.indices.map { $0 < row.cells.count ? row.cells[$0] : "" }
        }
        return Head(headers: headers, row: rows[at].row, sample: below)
    }

    /// The first row that is as wide as the table and holds words: titles above it are narrower.
    static func headerPlace(_ rows: [[String]]) -> Int? {
        func filled(_ cells: [String]) -> Int { cells.count { !$0.allSatisfy(\.isWhitespace) } }
        let widest = rows.prefix(40).map(filled).max() ?? 0
        guard widest > 0 else { return nil }
        return rows.prefix(40).firstIndex { cells in
            let numbers = cells.count { Double(trimmed($0)) != nil }
            return filled(cells) * 10 >= widest * 7 && numbers * 2 < max(filled(cells), 1)
        }
    }

    private static func trimmed(_ text: String) -> String {
        String(text.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    }

    private static func cells(_ row: Workbook.Row, width: Int) -> [String] {
        var cells = [String](repeating: "", count: width)
        for cell in row.cells where cell.column <= width { cells[cell.column - 1] = cell.text }
        return cells
    }

    /// Reads all rows by a mapping, gives the coded records to the sink piece by piece, and says what was found.
    ///
    /// Throws `MappingRefusal` where the mapping does not fit, and what the sink throws. Nothing is to be kept of a file
    /// whose report says that something stops it.
    public func read(
        _ mapping: ColumnMapping, _ context: ReadingContext, progress: (_ row: Int) -> Void = { _ in },
        sink: @escaping (CodedPiece) throws -> Void
    ) throws -> RecordsRead {
        guard let head = try head() else {
            throw MappingRefusal(["The file must have a row of headers and rows below it"])
        }
        let coder = try RecordCoder(headers: head.headers, mapping: mapping, context: context, sink: sink)
        var problems: [CSVProblem] = []
        switch content {
        case .text(let reader):
            problems = try reader.forEachRecordInBytes { row, cells in
                guard row > head.row else { return }
                try coder.take(row: row, cells: cells)
                if row & 0xFFFF == 0 { progress(row) }
            }
        case .sheet(let sheet):
            for row in sheet.rows where row.number > head.row {
                let width = max(head.headers.count, row.cells.last?.column ?? 0)
                try Self.withBytes(of: Self.cells(row, width: width)) {
                    try coder.take(row: row.number, cells: $0)
                }
            }
        }
        var read = try coder.finish()
        read.quality.add(
            problems.map {
                .init(.stops, row: $0.row, column: $0.columnLetter ?? "", $0.text)
            })
        return read
    }

    /// Texts as bytes, for as long as the body runs.
    private static func withBytes(
        of texts: [String], _ body: (UnsafeBufferPointer<UnsafeBufferPointer<UInt8>>) throws -> Void
    ) rethrows {
        var room: [UInt8] = []
        var ends: [Int] = []
        for text in texts {
            room += text.utf8
            ends.append(room.count)
        }
        try room.withUnsafeBufferPointer { bytes in
            let cells = ends.indices.map { place in
                let start = place == 0 ? 0 : ends[place - 1]
                return UnsafeBufferPointer(rebasing: bytes[start..<ends[place]])
            }
            try cells.withUnsafeBufferPointer(body)
        }
    }
}
