// SPDX-License-Identifier: Apache-2.0

/// Reads the sheets of an OpenDocument spreadsheet row by row.
enum ODSReader {
    static func workbook(_ zip: ZipStream, _ limits: WorkbookLimits) throws(FileRefusal) -> Workbook {
        if zip.names.contains("META-INF/manifest.xml") {
            let manifest = try XMLReader.read(
                try zip.bytes(of: "META-INF/manifest.xml"), named: "manifest.xml",
                prefixes: ["urn:oasis:names:tc:opendocument:xmlns:manifest:1.0": "manifest"])
            if !manifest.all("manifest:encryption-data").isEmpty { throw .workbookHasPassword }
        }
        let common = ODSCommonStyles()
        if zip.names.contains("styles.xml") { try XMLStream.follow("styles.xml", in: zip, with: common) }
        let follower = ODSContent(limits, common.styles)
        try XMLStream.follow("content.xml", in: zip, with: follower)
        guard follower.isSpreadsheet else {
            throw .wrongKind(found: "an OpenDocument file of another kind", wanted: WorkbookReader.wanted)
        }
        guard !follower.sheets.isEmpty else { throw .noSheet }
        var workbook = Workbook(format: .ods, sheets: follower.sheets)
        workbook.countsFrom1904 = follower.countsFrom1904
        return workbook
    }
}

/// Follows the content of a spreadsheet from its styles to its last sheet.
final class ODSContent: XMLFollower {
    private(set) var sheets: [Workbook.Sheet] = []
    private(set) var isSpreadsheet = false
    private(set) var countsFrom1904 = false
    let isDone = false
    private let limits: WorkbookLimits
    private var ownRefusal: FileRefusal?
    private var styles: ODSStyles
    private var collector: SheetCollector?
    private var before: SheetCollector?
    private var sheet = Workbook.Sheet(name: "")
    private var columnStyles: [Range<Int>: String] = [:]
    private var tableDepth = 0
    private var skipped = 0
    private var columnCount = 0
    private var row = 0
    private var rowTimes = 1
    private var isHidden = false
    private var column = 0
    private var cell: ODSCell?

    init(_ limits: WorkbookLimits, _ styles: ODSStyles) {
        self.limits = limits
        self.styles = styles
    }

    var refusal: FileRefusal? { ownRefusal ?? collector?.refusal }

    /// Elements whose text is not the text of a cell.
    private static let aside: Set<String> = [
        "annotation", "frame", "shapes", "tracked-changes", "forms", "custom-shape", "dde-links", "ruby-text",
        "note",
    ]

    func start(_ name: String, _ attributes: XMLStream.Attributes) {
        guard skipped == 0, !Self.aside.contains(name) else {
            skipped += 1
            return
        }
        switch name {
        case "spreadsheet": isSpreadsheet = true
        case "null-date": countsFrom1904 = attributes["date-value"]?.hasPrefix("1904") ?? false
        case "table": startTable(attributes)
        case "table-column": add(column: attributes)
        case "table-row" where tableDepth == 1:
            row += rowTimes
            rowTimes = times(attributes["number-rows-repeated"])
            isHidden = attributes.has("visibility", "collapse") || attributes.has("visibility", "filter")
            column = 0
        case "table-cell" where tableDepth == 1, "covered-table-cell" where tableDepth == 1:
            cell = ODSCell(attributes, style: attributes["style-name"] ?? style(of: column + 1))
            merge(attributes)
        default:
            if cell != nil { cell?.start(name, attributes) } else { styles.start(name, attributes) }
        }
    }

    func text(_ bytes: UnsafeRawBufferPointer) {
        guard skipped == 0, cell != nil else { return }
        cell?.add(bytes)
        if let cell, cell.size > limits.cellBytes {
            let place = CellPlace(row: max(row, 1), column: column + 1)
            ownRefusal = .cellTooLong(
                cell: "Cell \(place) of the sheet “\(sheet.name)”", limit: limits.cellBytes)
        }
    }

    func end(_ name: String) {
        guard skipped == 0 else {
            skipped -= 1
            return
        }
        switch name {
        case "table": endTable()
        case "table-row" where tableDepth == 1:
            collector?.endRow(row, isHidden: isHidden, times: rowTimes)
        case "table-cell" where tableDepth == 1, "covered-table-cell" where tableDepth == 1: endCell()
        default: cell?.end(name)
        }
    }

    private func startTable(_ attributes: XMLStream.Attributes) {
        tableDepth += 1
        guard tableDepth == 1 else { return }
        sheet = Workbook.Sheet(name: attributes["name"] ?? "")
        sheet.isHidden = attributes["style-name"].map { styles.hiddenTables.contains($0) } ?? false
        collector = SheetCollector(sheet.name, limits, after: before)
        columnStyles = [:]
        (columnCount, row, rowTimes, column) = (0, 0, 1, 0)
        if sheets.count >= limits.sheets { ownRefusal = .unpacksTooFar }
    }

    private func endTable() {
        tableDepth -= 1
        guard tableDepth == 0, let collector else { return }
        sheet.rows = collector.rows
        sheet.merges.sort { $0.topLeft < $1.topLeft }
        sheets.append(sheet)
        before = collector
    }

    private func add(column attributes: XMLStream.Attributes) {
        guard tableDepth == 1 else { return }
        let first = columnCount + 1
        columnCount += times(attributes["number-columns-repeated"])
        if let style = attributes["default-cell-style-name"] {
            columnStyles[first..<(columnCount + 1)] = style
        }
        let last = min(columnCount, limits.columns)
        let isHidden = attributes.has("visibility", "collapse") || attributes.has("visibility", "filter")
        if isHidden, first <= last { sheet.hiddenColumns.formUnion(first...last) }
    }

    private func style(of column: Int) -> String? {
        columnStyles.first { $0.key.contains(column) }?.value
    }

    private func merge(_ attributes: XMLStream.Attributes) {
        let wide = times(attributes["number-columns-spanned"])
        let high = times(attributes["number-rows-spanned"])
        guard wide > 1 || high > 1 else { return }
        sheet.merges.append(
            CellRange(
                CellPlace(row: row, column: column + 1), CellPlace(row: row + high - 1, column: column + wide)
            ))
        if sheet.merges.count > 100_000 { ownRefusal = .unpacksTooFar }
    }

    private func endCell() {
        guard let done = cell else { return }
        cell = nil
        let kept = done.cell(column: column + 1, from1904: countsFrom1904, styles)
        if kept.kind != .empty || kept.isFormula {
            // A cell that repeats beyond the last column allowed is refused by the collector.
            for copy in 0..<min(done.times, limits.columns + 1) where collector?.refusal == nil {
                let place = column + 1 + copy
                collector?.add(
                    Workbook.Cell(
                        column: place, text: kept.text, kind: kept.kind == .empty ? .text : kept.kind,
                        isFormula: kept.isFormula, number: kept.number), row: row)
            }
        }
        column += done.times
    }

    private func times(_ text: String?) -> Int { min(max(text.flatMap { Int($0) } ?? 1, 1), 1 << 24) }
}

/// Follows the styles that all sheets share.
private final class ODSCommonStyles: XMLFollower {
    var styles = ODSStyles()
    let refusal: FileRefusal? = nil
    let isDone = false

    func start(_ name: String, _ attributes: XMLStream.Attributes) { styles.start(name, attributes) }
    func text(_ bytes: UnsafeRawBufferPointer) {}
    func end(_ name: String) {}
}

/// What of the styles decides how a cell reads.
struct ODSStyles {
    private(set) var hiddenTables: Set<String> = []
    private var formats: [String: Set<String>] = [:]
    private var formatOfStyle: [String: String] = [:]
    private var format = ""
    private var style = ""

    mutating func start(_ name: String, _ attributes: XMLStream.Attributes) {
        switch name {
        case "style":
            style = attributes["name"] ?? ""
            formatOfStyle[style] = attributes["data-style-name"]
        case "table-properties": if attributes.has("display", "false") { hiddenTables.insert(style) }
        case "date-style":
            format = attributes["name"] ?? ""
            formats[format] = []
        case "day", "month", "year", "hours": formats[format]?.insert(name)
        default: break
        }
    }

    /// A day as its style shows it: with its month and year, or as these alone.
    func words(_ day: SheetDay, style: String?) -> String {
        guard let parts = style.flatMap({ formatOfStyle[$0] }).flatMap({ formats[$0] }), !parts.isEmpty,
            !parts.contains("day")
        else { return day.words }
        return parts.contains("month") ? day.monthWords : String(day.year)
    }

    /// Whether a style shows the time of a day.
    func showsTime(_ style: String?) -> Bool {
        style.flatMap { formatOfStyle[$0] }.flatMap { formats[$0] }?.contains("hours") ?? true
    }
}
