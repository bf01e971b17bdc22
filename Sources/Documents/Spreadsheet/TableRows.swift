// SPDX-License-Identifier: Apache-2.0

/// Turns the rows below a header into words, and says what it did.
struct TableRows {
    private let sheet: Workbook.Sheet
    private let workbook: Workbook
    private let known: [KnownColumn]
    private var filled: [CellPlace: Workbook.Cell] = [:]
    private var seen: [[String]: Int] = [:]
    private var seenIDs: [String: Int] = [:]

    /// The most cells that merged blocks may fill.
    static let mostFilled = 200_000

    init(_ sheet: Workbook.Sheet, _ workbook: Workbook, _ known: [KnownColumn]) {
        self.sheet = sheet
        self.workbook = workbook
        self.known = known
    }

    /// Fills the rows of a table, with notes.
    mutating func fill(_ table: inout TableSheet) {
        noteHeader(&table)
        fillMerges(&table)
        let below = sheet.rows.filter { $0.number > table.headerRow }
        let end = firstRowOfNotes(below)
        for row in below {
            if row.number >= end {
                table.note("The words below the table were left out: “\(brief(row))”.", row: row.number)
            } else if isHeading(row, across: table) {
                table.note("A heading across the table was left out: “\(brief(row))”.", row: row.number)
            } else if table.columns.allSatisfy({ row[$0.place].text == $0.header }) {
                table.note("The header stands here again and was left out.", row: row.number)
            } else {
                add(row, to: &table)
            }
        }
    }

    private func noteHeader(_ table: inout TableSheet) {
        if table.isPresumed {
            table.note("Few headers were recognised on row \(table.headerRow). Say what each column holds.")
        }
        for column in table.columns {
            if let guess = column.guess {
                table.note("The column “\(column.header)” was not recognised. It may be “\(guess)”.")
            } else if column.isHidden, column.meaning != .rowID, column.meaning != .rowVersion {
                table.note("The column “\(column.name)” is hidden and was read.")
            }
        }
    }

    /// Puts the words of merged cells into every row that they stand beside.
    private mutating func fillMerges(_ table: inout TableSheet) {
        let numbers = sheet.rows.map(\.number)
        for merge in sheet.merges where merge.topLeft.row > table.headerRow {
            guard merge.bottomRight.row > merge.topLeft.row else { continue }
            let cell = sheet.cell(at: merge.topLeft, numbers)
            guard cell.kind != .empty else { continue }
            var at = numbers.firstIndex(atLeast: merge.topLeft.row + 1)
            let first = at
            while at < numbers.count, numbers[at] <= merge.bottomRight.row, filled.count < Self.mostFilled {
                filled[CellPlace(row: numbers[at], column: merge.topLeft.column)] = cell
                at += 1
            }
            guard at > first else { continue }
            table.note(
                "The cells to \(CellPlace(row: numbers[at - 1], column: merge.topLeft.column)) are merged; "
                    + "its words were read in each of these rows.", cell: merge.topLeft)
        }
    }

    private mutating func add(_ row: Workbook.Row, to table: inout TableSheet) {
        if row.isHidden { table.note("The row is hidden and was read.", row: row.number) }
        var cells: [String] = []
        cells.reserveCapacity(table.columns.count)
        for column in table.columns {
            let place = CellPlace(row: row.number, column: column.place)
            var cell = row[column.place]
            if cell.kind == .empty, let above = filled[place] { cell = above }
            cells.append(text(of: cell, at: place, in: column, &table))
        }
        noteSame(cells, row.number, &table)
        table.rows.append(
            TableSheet.Row(number: row.number, cells: cells, needsConfirmation: workbook.needsConfirmation))
    }

    /// The words of a cell; what was not plain text is noted.
    private func text(
        of cell: Workbook.Cell, at place: CellPlace, in column: TableSheet.Column, _ table: inout TableSheet
    ) -> String {
        if cell.isFormula, cell.kind != .error {
            table.note(
                cell.text.isEmpty
                    ? "The formula has no value. Write what it should give."
                    : "A formula; its last value “\(cell.text)” was read.", cell: place)
        }
        var isDate = false
        if case .known(let index) = column.meaning { isDate = known[index].isDate }
        switch cell.kind {
        case .error:
            table.note("The formula gives the error \(cell.text). Write what it should give.", cell: place)
        case .date: table.note(Self.note(onDate: cell.text, isDate), cell: place)
        case .number, .text:
            if isDate, let day = day(of: cell) {
                table.note("The number \(cell.text) was read as the day “\(day.words)”.", cell: place)
                return day.words
            }
        case .time, .boolean, .empty: break
        }
        return cell.text
    }

    /// The day that a bare number in a column of dates stands for, from 1954 to 2119.
    private func day(of cell: Workbook.Cell) -> SheetDay? {
        guard cell.text.utf8.count <= 12, let number = cell.number ?? Double(cell.text), number >= 20_000,
            number < 80_000, cell.kind == .number || number == number.rounded() && cell.text.utf8.count == 5
        else { return nil }
        return SheetDay(serial: number, from1904: workbook.countsFrom1904)
    }

    private static func note(onDate text: String, _ isDate: Bool) -> String {
        guard isDate else {
            return "A date cell, read as “\(text)”. If it should be something else, make it a text cell."
        }
        let words = text.split(separator: " ")
        // 2011/12 typed into a sheet becomes December 2011.
        if words.count == 2, let year = Int(words[1]),
            let month = SheetDay.months.firstIndex(of: String(words[0])),
            (year + 1) % 100 == month + 1
        {
            let short = month + 1 < 10 ? "0\(month + 1)" : String(month + 1)
            return "A date cell, read as “\(text)”. If it should be “\(year)/\(short)”, make it a text cell."
        }
        return "A date cell, read as “\(text)”."
    }

    private mutating func noteSame(_ cells: [String], _ row: Int, _ table: inout TableSheet) {
        var key: [String] = []
        for (column, text) in zip(table.columns, cells) {
            switch column.meaning {
            case .known: key.append(text)
            case .rowID:
                if !text.isEmpty, let first = seenIDs.updateValue(row, forKey: text) {
                    table.note("The row has the same id as row \(first).", row: row)
                }
            case .rowVersion, .own: break
            }
        }
        guard key.contains(where: { !$0.isEmpty }) else { return }
        if let first = seen[key] {
            table.note("The row says the same as row \(first).", row: row)
        } else {
            seen[key] = row
        }
    }

    /// Whether a row is one cell that runs across the table.
    private func isHeading(_ row: Workbook.Row, across table: TableSheet) -> Bool {
        guard row.cells.count == 1, let cell = row.cells.first, table.columns.count > 2 else { return false }
        let place = CellPlace(row: row.number, column: cell.column)
        return sheet.merges.contains { $0.topLeft == place && $0.bottomRight.column - cell.column >= 2 }
    }

    /// The number of the first row of what is written below the table: single cells, after a gap or with a word
    /// such as “Note” in front.
    private func firstRowOfNotes(_ rows: [Workbook.Row]) -> Int {
        var end = Int.max
        for at in rows.indices.reversed() {
            guard at > 0, rows[at].cells.count == 1, let cell = rows[at].cells.first, cell.kind == .text
            else { break }
            let place = CellPlace(row: rows[at].number, column: cell.column)
            guard
                filled.isEmpty
                    || !sheet.merges.contains(where: { $0.contains(place) && $0.topLeft.row < place.row })
            else { break }
            let hasGap = rows[at].number > rows[at - 1].number + 1
            if hasGap || Self.startsLikeNote(cell.text) { end = rows[at].number }
        }
        return end
    }

    private static func startsLikeNote(_ text: String) -> Bool {
        let first = text.lowercased().prefix { $0.isLetter || $0 == "*" }
        return ["note", "notes", "source", "sources", "key", "total", "nb", "*", "**"].contains(String(first))
    }

    private func brief(_ row: Workbook.Row) -> String {
        let text = row.cells.first?.text ?? ""
        return text.count > 60 ? "\(text.prefix(60))…" : text
    }
}

extension Workbook.Sheet {
    /// The cell at a place, found by the numbers of the rows.
    fileprivate func cell(at place: CellPlace, _ numbers: [Int]) -> Workbook.Cell {
        let at = numbers.firstIndex(atLeast: place.row)
        guard at < numbers.count, numbers[at] == place.row else {
            return Workbook.Cell(column: place.column, text: "", kind: .empty)
        }
        return rows[at][place.column]
    }
}

extension [Int] {
    /// The first place in rising numbers that is at least a number.
    fileprivate func firstIndex(atLeast number: Int) -> Int {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if self[middle] < number { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
