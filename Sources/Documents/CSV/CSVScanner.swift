// SPDX-License-Identifier: Apache-2.0

/// What a scanner puts the cells of a record into.
protocol CSVCells {
    /// Nothing yet, for the next record.
    mutating func clear()
    /// Adds a cell that lies between two places; false where it is no text.
    mutating func append<Units: CSVUnits>(
        _ units: Units, _ start: Int, _ end: Int, hasDoubledQuotes: Bool
    ) -> Bool
    /// Adds a cell without anything in it.
    mutating func appendEmpty()
    /// Whether the first cell is empty.
    var startsEmpty: Bool { get }
}

/// Cells as text.
struct TextCells: CSVCells {
    let forPeople: Bool
    private(set) var texts: [String] = []

    init(forPeople: Bool) { self.forPeople = forPeople }

    mutating func clear() { texts.removeAll(keepingCapacity: true) }

    @inline(__always)
    mutating func append<Units: CSVUnits>(
        _ units: Units, _ start: Int, _ end: Int, hasDoubledQuotes: Bool
    ) -> Bool {
        guard let text = units.text(start, end, hasDoubledQuotes: hasDoubledQuotes) else { return false }
        texts.append(forPeople ? FormulaGuard.removed(from: text) : text)
        return true
    }

    mutating func appendEmpty() { texts.append("") }

    var startsEmpty: Bool { texts.first == "" }
}

/// Walks through the units of a file and cuts them into records.
struct CSVScanner<Cells: CSVCells> {
    private let separator: UInt16
    private let limits: CSVReader.Limits
    private var problems: [CSVProblem] = []
    private var problemCount = 0

    private var row = 1
    private var cells: Cells
    private var column = 0
    /// Whether a cell of the record was quoted: an empty one then is a cell and no blank line.
    private var hasQuotes = false
    private var recordStart = 0
    private var letGoUpTo = 0

    init(separator: UInt16, limits: CSVReader.Limits, cells: Cells) {
        self.separator = separator
        self.limits = limits
        self.cells = cells
    }

    var allProblems: [CSVProblem] {
        let more = problemCount - problems.count
        if more == 0 { return problems }
        return problems + [
            CSVProblem(row: 0, column: nil, text: "… and \(more) more problem\(more == 1 ? "" : "s").")
        ]
    }

    mutating func add(_ row: Int, _ column: Int?, _ text: String) {
        problemCount += 1
        if problems.count < limits.problems {
            problems.append(CSVProblem(row: row, column: column, text: text))
        }
    }

    mutating func scan<Units: CSVUnits>(
        _ units: Units, from headerPlace: Int, _ source: CSVSource,
        _ body: (_ row: Int, _ cells: Cells) throws -> Void
    ) throws {
        var place = headerPlace
        while place < units.count {
            if row > limits.rows + 1 {
                add(row, nil, "The file has more than \(limits.rows) rows. Split it into several files.")
                return
            }
            recordStart = place
            let isClosed = scanRecord(units, &place, source)
            if !isClosed { return }
            if column > 1 || hasQuotes || !cells.startsEmpty { try body(row, cells) }
            row += 1
            if (place - letGoUpTo) * Units.width > 8 << 20 { letGo(place, Units.width, source) }
        }
    }

    /// Reads one record; false where a quote is never closed, so that there is nothing more to read.
    @inline(__always)
    private mutating func scanRecord<Units: CSVUnits>(
        _ units: Units, _ place: inout Int, _ source: CSVSource
    ) -> Bool {
        cells.clear()
        column = 0
        hasQuotes = false
        while true {
            column += 1
            if place < units.count, units[place] == 0x22 {
                if !scanQuoted(units, &place, source) { return false }
            } else {
                scanPlain(units, &place, source)
            }
            guard place < units.count else { return true }
            let unit = units[place]
            place += 1
            if unit == separator { continue }
            if unit == 0x0D, place < units.count, units[place] == 0x0A { place += 1 }
            return true
        }
    }

    @inline(__always)
    private mutating func scanPlain<Units: CSVUnits>(_ units: Units, _ place: inout Int, _ source: CSVSource)
    {
        let start = place
        var hasNUL = false
        while place < units.count {
            let unit = units[place]
            if unit <= 0x3B {
                if unit == separator || unit == 0x0A || unit == 0x0D { break }
                if unit == 0 { hasNUL = true }
            }
            place += 1
            if place & 0x7FFFFF == 0 { letGoInside(start, place, Units.width, source) }
        }
        keep(units, start, place, hasDoubledQuotes: false, hasNUL: hasNUL)
    }

    private mutating func scanQuoted<Units: CSVUnits>(
        _ units: Units, _ place: inout Int, _ source: CSVSource
    ) -> Bool {
        place += 1
        hasQuotes = true
        let start = place
        var hasNUL = false
        var hasDoubledQuotes = false
        while true {
            guard place < units.count else {
                add(row, column, "A quotation mark is opened here and never closed.")
                return false
            }
            let unit = units[place]
            if unit == 0x22 {
                guard place + 1 < units.count, units[place + 1] == 0x22 else { break }
                hasDoubledQuotes = true
                place += 1
            } else if unit == 0 {
                hasNUL = true
            }
            place += 1
            if place & 0x7FFFFF == 0 { letGoInside(start, place, Units.width, source) }
        }
        let end = place
        place += 1
        keep(units, start, end, hasDoubledQuotes: hasDoubledQuotes, hasNUL: hasNUL)
        scanRestOfQuoted(units, &place, source)
        return true
    }

    /// After a closing quote nothing may follow but white space.
    @inline(__always)
    private mutating func scanRestOfQuoted<Units: CSVUnits>(
        _ units: Units, _ place: inout Int, _ source: CSVSource
    ) {
        let start = place
        var isClean = true
        while place < units.count {
            let unit = units[place]
            if unit == separator || unit == 0x0A || unit == 0x0D { break }
            if unit != 0x20, unit != 0x09 { isClean = false }
            place += 1
            if place & 0x7FFFFF == 0 { letGoInside(start, place, Units.width, source) }
        }
        if !isClean {
            add(
                row, column,
                "Text follows a closing quotation mark. Quotation marks inside a cell must be doubled.")
        }
    }

    @inline(__always)
    private mutating func keep<Units: CSVUnits>(
        _ units: Units, _ start: Int, _ end: Int, hasDoubledQuotes: Bool, hasNUL: Bool
    ) {
        if hasNUL { add(row, column, "The cell holds a NUL character, which text never does.") }
        if (end - start) * Units.width > limits.cellBytes {
            add(row, column, "The cell is longer than \(limits.cellBytes / 1024) KiB.")
            cells.appendEmpty()
            return
        }
        guard column <= limits.columns, (end - recordStart) * Units.width <= limits.recordBytes else {
            addTooWide(units, start, end)
            return
        }
        guard cells.append(units, start, end, hasDoubledQuotes: hasDoubledQuotes) else {
            add(row, column, "The cell holds bytes that are no text in the encoding of the file.")
            cells.appendEmpty()
            return
        }
    }

    /// Says once for a record that it is too wide or too long.
    private mutating func addTooWide<Units: CSVUnits>(_ units: Units, _ start: Int, _ end: Int) {
        if column == limits.columns + 1 {
            add(row, nil, "The row has more than \(limits.columns) columns.")
        } else if column <= limits.columns, (start - recordStart) * Units.width <= limits.recordBytes {
            add(row, nil, "The row is longer than \(limits.recordBytes / 1024 / 1024) MiB.")
        }
    }

    /// Lets go of what lies before a place inside a cell that is already too long to be kept.
    private mutating func letGoInside(_ start: Int, _ place: Int, _ width: Int, _ source: CSVSource) {
        if (place - start) * width > limits.cellBytes { letGo(place, width, source) }
    }

    private mutating func letGo(_ place: Int, _ width: Int, _ source: CSVSource) {
        source.letGo(from: letGoUpTo * width, upTo: place * width)
        letGoUpTo = place
    }
}
