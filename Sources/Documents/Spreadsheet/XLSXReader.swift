// SPDX-License-Identifier: Apache-2.0

/// Reads the sheets of an XLSX file row by row.
enum XLSXReader {
    static func workbook(_ zip: ZipStream, _ limits: WorkbookLimits) throws(FileRefusal) -> Workbook {
        let parts = try XLSXParts(zip, limits)
        var workbook = Workbook(format: .xlsx, sheets: [])
        workbook.countsFrom1904 = parts.countsFrom1904
        var before: SheetCollector?
        for part in parts.sheets {
            guard zip.names.contains(part.entry) else { throw .damaged }
            let follower = XLSXSheet(parts, SheetCollector(part.name, limits, after: before))
            try XMLStream.follow(part.entry, in: zip, with: follower)
            before = follower.collector
            var sheet = Workbook.Sheet(name: part.name)
            sheet.isHidden = part.isHidden
            sheet.rows = follower.collector.rows
            sheet.hiddenColumns = follower.hiddenColumns
            sheet.merges = follower.merges.sorted { $0.topLeft < $1.topLeft }
            workbook.sheets.append(sheet)
        }
        return workbook
    }
}

/// Follows one sheet.
private final class XLSXSheet: XMLFollower {
    var collector: SheetCollector
    var merges: [CellRange] = []
    var hiddenColumns: Set<Int> = []
    let isDone = false
    private var ownRefusal: FileRefusal?
    private let parts: XLSXParts
    private var row = 0
    private var isHidden = false
    private var column = 0
    private var kind = ""
    private var style = 0
    private var isFormula = false
    private var text: [UInt8] = []
    private var isOpen = false
    private var phonetic = 0

    init(_ parts: XLSXParts, _ collector: SheetCollector) {
        self.parts = parts
        self.collector = collector
    }

    var refusal: FileRefusal? { ownRefusal ?? collector.refusal }

    func start(_ name: String, _ attributes: XMLStream.Attributes) {
        switch name {
        case "row":
            row = attributes["r"].flatMap { Int($0) } ?? row + 1
            isHidden = ["1", "true"].contains(attributes["hidden"] ?? "")
            column = 0
        case "c":
            let place = attributes["r"].flatMap { CellPlace($0) }
            column = place?.column ?? column + 1
            kind = attributes["t"] ?? "n"
            style = attributes["s"].flatMap { Int($0) } ?? 0
            isFormula = false
            text.removeAll(keepingCapacity: true)
        case "f": isFormula = true
        case "v": isOpen = true
        case "t": isOpen = kind == "inlineStr" && phonetic == 0
        case "rPh": phonetic += 1
        case "mergeCell":
            if let range = attributes["ref"].flatMap({ CellRange($0) }) { merges.append(range) }
            if merges.count > 100_000 { ownRefusal = .unpacksTooFar }
        case "col": hide(attributes)
        default: break
        }
    }

    private func hide(_ attributes: XMLStream.Attributes) {
        guard ["1", "true"].contains(attributes["hidden"] ?? ""),
            let from = attributes["min"].flatMap({ Int($0) }),
            let to = attributes["max"].flatMap({ Int($0) }), from > 0, from <= to
        else { return }
        let last = min(to, collector.limits.columns)
        if from <= last { hiddenColumns.formUnion(from...last) }
    }

    func text(_ bytes: UnsafeRawBufferPointer) {
        guard isOpen else { return }
        text += bytes
        if text.count > collector.limits.cellBytes {
            let place = CellPlace(row: max(row, 1), column: max(column, 1))
            ownRefusal = .cellTooLong(
                cell: "Cell \(place) of the sheet “\(collector.name)”", limit: collector.limits.cellBytes)
        }
    }

    func end(_ name: String) {
        switch name {
        case "v", "t": isOpen = false
        case "rPh": phonetic -= 1
        case "c": if let cell { collector.add(cell, row: row) }
        case "row": collector.endRow(row, isHidden: isHidden)
        default: break
        }
    }

    /// The cell that just ended; `nil` where it holds nothing.
    private var cell: Workbook.Cell? {
        guard !text.isEmpty else {
            return isFormula ? made("", .text) : nil
        }
        let words = String(decoding: text, as: UTF8.self)
        switch kind {
        case "s":
            guard let at = Int(words), parts.strings.indices.contains(at) else {
                ownRefusal = .unreadable(
                    "cell \(CellPlace(row: row, column: column)) names a text that is missing")
                return nil
            }
            return parts.strings[at].isEmpty ? nil : made(parts.strings[at], .text)
        case "inlineStr", "str": return made(XLSXText.unescaped(words), .text)
        case "b": return made(words == "1" || words == "true" ? "TRUE" : "FALSE", .boolean)
        case "e": return made(words, .error)
        case "d":
            guard let day = SheetDay(iso: words) else { return made(words, .text) }
            return made(day.words, .date, day.serial(from1904: parts.countsFrom1904))
        default:
            guard let number = Double(words), number.isFinite else { return made(words, .text) }
            let format = parts.formats.indices.contains(style) ? parts.formats[style] : .general
            let shown = format.shown(number, from1904: parts.countsFrom1904)
            return made(shown.text, shown.kind, number)
        }
    }

    private func made(_ text: String, _ kind: Workbook.Kind, _ number: Double? = nil) -> Workbook.Cell {
        Workbook.Cell(column: column, text: text, kind: kind, isFormula: isFormula, number: number)
    }
}
