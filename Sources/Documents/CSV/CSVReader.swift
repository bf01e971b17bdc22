// SPDX-License-Identifier: Apache-2.0

/// Reads a CSV file record by record, however a council's spreadsheet wrote it.
///
/// Recognises UTF-8, UTF-16 and Windows-1252, commas, semicolons and tabs, and every kind of line end.
/// A file is mapped, never loaded, so that its size does not matter; it must not be cut short meanwhile.
public struct CSVReader: Sendable {
    /// How much a file may hold before it counts as a mistake.
    public struct Limits: Hashable, Sendable {
        /// Records below the header.
        public var rows = 1_000_000
        /// Bytes of one cell (in UTF-16, half as many characters).
        public var cellBytes = 1 << 20
        /// Cells of one record: as many as a spreadsheet has columns.
        public var columns = 16_384
        /// Bytes of one record.
        public var recordBytes = 16 << 20
        /// Problems listed one by one; the others are only counted.
        public var problems = 1000

        /// The limits that hold unless changed.
        public init() {}
    }

    /// The encoding recognised.
    public let encoding: CSVEncoding
    /// The separator recognised.
    public let separator: CSVSeparator
    /// What was recognised that is not plain UTF-8 with commas, in words.
    public let notes: [String]
    /// How much the file may hold.
    public var limits = Limits()

    private let source: CSVSource
    private let recognition: CSVRecognition
    private let forPeople: Bool
    private let headerPlace: Int

    /// Opens a file; throws where it cannot be read. A file written for people loses the guards that
    /// `CSVWriter` put before formulas.
    public init(path: String, forPeople: Bool = false) throws(CSVFileError) {
        self.init(try CSVSource(path: path), forPeople)
    }

    /// Reads bytes at hand, such as standard input.
    public init(bytes: [UInt8], forPeople: Bool = false) {
        self.init(CSVSource(bytes: bytes), forPeople)
    }

    init(_ source: CSVSource, _ forPeople: Bool = false) {
        self.source = source
        self.forPeople = forPeople
        let recognition = CSVRecognition(source)
        self.recognition = recognition
        encoding = recognition.encoding
        var separator = CSVSeparator.comma
        var place = 0
        var isDeclared = false
        source.withBytes { bytes in
            let units = Self.units(bytes, recognition)
            if let declared = CSVSeparator.declared(in: units) {
                (separator, place, isDeclared) = (declared.separator, declared.next, true)
            } else {
                separator = CSVSeparator(sniffing: units)
            }
        }
        self.separator = separator
        headerPlace = place
        notes = Self.notes(recognition, separator, isDeclared)
    }

    /// Calls the body with each record that is not blank, the header first, and returns all that is wrong
    /// with the file. Rows are numbered as a spreadsheet shows them; ragged records come as they are.
    ///
    /// Nothing of a file with problems should be kept: records may be missing or cut short.
    public func forEachRecord(_ body: (_ row: Int, _ cells: [String]) throws -> Void) throws -> [CSVProblem] {
        try source.withBytes { bytes in
            var scanner = CSVScanner(
                separator: separator.unit, limits: limits, cells: TextCells(forPeople: forPeople))
            // One call for each kind of unit, so that each gets a loop of its own from the compiler.
            switch Self.units(bytes, recognition) {
            case let units as ByteUnits:
                try scanner.scan(units, from: headerPlace, source) { try body($0, $1.texts) }
            case let units as WideUnits:
                try scanner.scan(units, from: headerPlace, source) { try body($0, $1.texts) }
                if bytes.count % 2 != 0 { scanner.add(0, nil, "The file ends in the middle of a character.") }
            default: break
            }
            return scanner.allProblems
        }
    }

    /// Calls the body with each record like `forEachRecord`, but with its cells as UTF-8 where they lie, which is
    /// several times faster where cells are only looked up. They hold during the call.
    public func forEachRecordInBytes(
        _ body: (_ row: Int, _ cells: UnsafeBufferPointer<UnsafeBufferPointer<UInt8>>) throws -> Void
    ) throws -> [CSVProblem] {
        guard recognition.encoding == .utf8, recognition.isSound else {
            // Other encodings become text first.
            var cells = ByteCells(base: nil, forPeople: false)
            return try forEachRecord { row, texts in
                cells.clear()
                for text in texts { cells.append(text) }
                try cells.withCells { try body(row, $0) }
            }
        }
        return try source.withBytes { bytes in
            let text = UnsafeRawBufferPointer(rebasing: bytes[recognition.markLength...])
                .assumingMemoryBound(to: UInt8.self)
            var scanner = CSVScanner(
                separator: separator.unit, limits: limits,
                cells: ByteCells(base: text.baseAddress, forPeople: forPeople))
            let units = ByteUnits(bytes: text, encoding: .utf8, isSound: true)
            try scanner.scan(units, from: headerPlace, source) { row, cells in
                try cells.withCells { try body(row, $0) }
            }
            return scanner.allProblems
        }
    }

    /// The first bytes of the file, as they are.
    public func withFirstBytes(_ count: Int, _ body: (UnsafeRawBufferPointer) -> Void) {
        source.withBytes { body(UnsafeRawBufferPointer(rebasing: $0.prefix(count))) }
    }

    private static func units(_ bytes: UnsafeRawBufferPointer, _ recognition: CSVRecognition) -> any CSVUnits
    {
        let text = UnsafeRawBufferPointer(rebasing: bytes[recognition.markLength...])
        switch recognition.encoding {
        case .utf8, .windows1252:
            return ByteUnits(
                bytes: text.assumingMemoryBound(to: UInt8.self), encoding: recognition.encoding,
                isSound: recognition.isSound)
        case .utf16LittleEndian, .utf16BigEndian:
            return WideUnits(bytes: text, isBigEndian: recognition.encoding == .utf16BigEndian)
        }
    }

    private static func notes(
        _ recognition: CSVRecognition, _ separator: CSVSeparator, _ isDeclared: Bool
    ) -> [String] {
        var notes: [String] = []
        let mark = recognition.markLength > 0 ? ", by its byte order mark" : ""
        if recognition.encoding != .utf8 || recognition.markLength > 0 {
            notes.append("The file was read as \(recognition.encoding.rawValue)\(mark).")
        }
        if separator != .comma || isDeclared {
            let how = isDeclared ? ", as its first line says" : ""
            notes.append("Its cells are separated by \(separator.plural)\(how).")
        }
        return notes
    }
}
