// SPDX-License-Identifier: Apache-2.0

/// The tables of a web page, or of what Word and LibreOffice put on the clipboard: each becomes a sheet.
enum HTMLTables {
    static func workbook(_ bytes: [UInt8], _ limits: WorkbookLimits) throws(FileRefusal) -> Workbook {
        guard bytes.count <= limits.zip.bytes else { throw .tableTooLarge(megabytes: limits.zip.bytes >> 20) }
        var scan = HTMLTableScan(HTMLText.decoded(bytes), limits)
        scan.run()
        if let refusal = scan.refusal { throw refusal }
        guard !scan.sheets.isEmpty else { throw .noSheet }
        return Workbook(format: .html, sheets: scan.sheets)
    }
}

/// One pass over a page; a table within a cell is read as words of that cell.
private struct HTMLTableScan {
    private let units: [UInt8]
    private let limits: WorkbookLimits
    private var at = 0
    private var depth = 0
    private var row = 0
    private var column = 0
    private var cell: HTMLCellText?
    private var span = (wide: 1, high: 1)
    private var occupied: [Int: Int] = [:]
    private var collector: SheetCollector
    private var merges: [CellRange] = []
    private(set) var sheets: [Workbook.Sheet] = []
    var refusal: FileRefusal? { collector.refusal }

    init(_ text: String, _ limits: WorkbookLimits) {
        units = Array(text.utf8)
        self.limits = limits
        collector = SheetCollector("", limits, after: nil)
    }

    mutating func run() {
        while at < units.count, refusal == nil, sheets.count < limits.sheets {
            if units[at] == UInt8(ascii: "<"), at + 1 < units.count {
                tag()
            } else {
                let start = at
                while at < units.count, units[at] != UInt8(ascii: "<") || at == start { at += 1 }
                cell?.add(String(decoding: units[start..<at], as: UTF8.self))
                continue
            }
        }
        if depth > 0 { endTable() }
    }

    private mutating func tag() {
        if units[at...].starts(with: Array("<!--".utf8)) {
            at = end(of: "-->", from: at + 4)
            return
        }
        let start = at + 1
        guard let close = units[start...].firstIndex(of: UInt8(ascii: ">")) else {
            at = units.count
            return
        }
        at = close + 1
        let whole = String(decoding: units[start..<close], as: UTF8.self)
        let name = whole.prefix { $0 == "/" || $0.isLetter || $0.isNumber || $0 == ":" }.lowercased()
        switch name {
        case "script", "style":
            at = end(of: "</\(name)", from: at)
        case "table": startTable()
        case "/table":
            depth -= depth > 0 ? 1 : 0
            if depth == 0 { endTable() }
        case "tr" where depth == 1: startRow()
        case "/tr" where depth == 1: endRow()
        case "td" where depth == 1, "th" where depth == 1: startCell(whole)
        case "/td" where depth == 1, "/th" where depth == 1: endCell()
        case "br", "br/": cell?.lineBreak()
        case "p", "div", "li", "/p", "/div", "/li", "tr", "/tr": cell?.paragraph()
        case "td", "th": cell?.add(" ")
        default: break
        }
    }

    private func end(of mark: String, from start: Int) -> Int {
        let wanted = Array(mark.utf8)
        var place = start
        while place + wanted.count <= units.count {
            if units[place..<(place + wanted.count)].elementsEqual(wanted, by: { $0 | 0x20 == $1 | 0x20 }) {
                return place + wanted.count
            }
            place += 1
        }
        return units.count
    }

    private mutating func startTable() {
        depth += 1
        guard depth == 1 else { return }
        collector = SheetCollector("Table \(sheets.count + 1)", limits, after: collector)
        (row, column, merges, occupied) = (0, 0, [], [:])
    }

    private mutating func endTable() {
        endRow()
        depth = 0
        guard !collector.rows.isEmpty else { return }
        var sheet = Workbook.Sheet(name: "Table \(sheets.count + 1)")
        sheet.rows = collector.rows
        sheet.merges = merges
        sheets.append(sheet)
    }

    private mutating func startRow() {
        endRow()
        row += 1
        column = 0
    }

    private mutating func endRow() {
        endCell()
        if row > 0, column > 0 { collector.endRow(row, isHidden: false) }
        column = 0
    }

    private mutating func startCell(_ tag: String) {
        endCell()
        if row == 0 { row = 1 }
        column += 1
        while occupied[column] ?? 0 >= row { column += 1 }
        span = (
            HTMLText.number("colspan", in: tag, atMost: 1000),
            HTMLText.number("rowspan", in: tag, atMost: 10_000)
        )
        cell = HTMLCellText()
    }

    private mutating func endCell() {
        guard let done = cell else { return }
        cell = nil
        let text = done.text
        if !text.isEmpty { collector.add(Workbook.Cell(column: column, text: text), row: row) }
        if span.wide > 1 || span.high > 1 {
            let last = CellPlace(row: row + span.high - 1, column: column + span.wide - 1)
            merges.append(CellRange(CellPlace(row: row, column: column), last))
            if span.high > 1 { for place in column...last.column { occupied[place] = last.row } }
        }
        column += span.wide - 1
    }
}
