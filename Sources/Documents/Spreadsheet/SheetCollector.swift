// SPDX-License-Identifier: Apache-2.0

/// Takes cells as they go by, within the limits of the whole workbook.
struct SheetCollector {
    let limits: WorkbookLimits
    let name: String
    private(set) var refusal: FileRefusal?
    private(set) var rows: [Workbook.Row] = []
    private var cells: [Workbook.Cell] = []
    private var lastRow = 0
    private var rowCount: Int
    private var cellCount: Int
    private var textCount: Int

    /// A collector for a sheet; `after` is the one of the sheet before it.
    init(_ name: String, _ limits: WorkbookLimits, after: SheetCollector?) {
        self.name = name
        self.limits = limits
        rowCount = after?.rowCount ?? 0
        cellCount = after?.cellCount ?? 0
        textCount = after?.textCount ?? 0
    }

    /// Takes a cell that holds something.
    mutating func add(_ cell: Workbook.Cell, row: Int) {
        guard refusal == nil, cell.kind != .empty else { return }
        let size = cell.text.utf8.count
        cellCount += 1
        textCount += size
        if size > limits.cellBytes {
            let place = CellPlace(row: row, column: cell.column)
            refusal = .cellTooLong(cell: "Cell \(place) of the sheet “\(name)”", limit: limits.cellBytes)
        } else if cell.column > limits.columns || cellCount > limits.cells {
            refusal = .tooManyCells(limit: limits.cells)
        } else if textCount > limits.textBytes {
            refusal = .unpacksTooFar
        } else {
            cells.append(cell)
        }
    }

    /// Ends a row; one with nothing in it is not kept.
    mutating func endRow(_ number: Int, isHidden: Bool) {
        defer { cells.removeAll(keepingCapacity: true) }
        guard refusal == nil, !cells.isEmpty else { return }
        guard number > lastRow else {
            refusal = .unreadable("the rows of the sheet “\(name)” are out of order")
            return
        }
        lastRow = number
        rowCount += 1
        guard rowCount <= limits.rows else {
            refusal = .tooManyRows(limit: limits.rows)
            return
        }
        let isSorted = zip(cells, cells.dropFirst()).allSatisfy { $0.column < $1.column }
        guard isSorted else {
            refusal = .unreadable("the cells of row \(number) of the sheet “\(name)” are out of order")
            return
        }
        rows.append(Workbook.Row(number: number, cells: cells, isHidden: isHidden))
    }

    /// Ends a row that stands there several times.
    mutating func endRow(_ number: Int, isHidden: Bool, times: Int) {
        let kept = cells
        for copy in 0..<(kept.isEmpty ? 1 : times) where refusal == nil {
            if copy > 0 { for cell in kept { add(cell, row: number + copy) } }
            endRow(number + copy, isHidden: isHidden)
        }
    }
}
