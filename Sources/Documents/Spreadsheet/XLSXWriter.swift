// SPDX-License-Identifier: Apache-2.0

/// Writes workbooks of Excel: named tables with a header row, text cells alone, wrapped, sans 12 points.
public enum XLSXWriter {
    /// The type by which such a file is served.
    public static let mediaType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    /// The most that Excel keeps in a cell, in UTF-16 units.
    static let longest = 32_767

    /// The file; equal content gives equal bytes. A text longer than Excel keeps is refused, never cut.
    public static func bytes(of file: SpreadsheetFile) throws(FileRefusal) -> [UInt8] {
        let layouts = file.layouts
        var entries = XLSXPackage.entries(file, layouts)
        for (at, layout) in layouts.enumerated() {
            entries.append(.init("xl/worksheets/sheet\(at + 1).xml", try sheet(layout, at)))
            if let header = layout.headerRow {
                let table = XLSXPackage.table(layout, at + 1, header)
                entries.append(.init("xl/tables/table\(at + 1).xml", table))
                entries.append(
                    .init(
                        "xl/worksheets/_rels/sheet\(at + 1).xml.rels",
                        XLSXPackage.relations([("table", "../tables/table\(at + 1).xml")])))
            }
        }
        return ZipWriter.bytes(of: entries)
    }

    private static func sheet(_ layout: SpreadsheetFile.Layout, _ at: Int) throws(FileRefusal) -> [UInt8] {
        var out = SheetBytes()
        out.bytes.reserveCapacity(layout.rows.count * layout.columns.count * 64 + 4096)
        out.add("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<worksheet xmlns=\"")
        out.add("http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"")
        out.add("http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheetViews>")
        out.add(at == 0 ? "<sheetView tabSelected=\"1\"" : "<sheetView")
        out.add(" workbookViewId=\"0\"/></sheetViews><sheetFormatPr defaultRowHeight=\"16\"/><cols>")
        let columns = layout.columns.isEmpty ? [SpreadsheetFile.Column("", width: 80)] : layout.columns
        for (place, column) in columns.enumerated() {
            out.add("<col min=\"")
            out.add(place + 1)
            out.add("\" max=\"")
            out.add(place + 1)
            out.add("\" width=\"")
            out.add(min(max(column.width, 4), 200))
            out.add(column.isHidden ? "\" hidden=\"1\" customWidth=\"1\"/>" : "\" customWidth=\"1\"/>")
        }
        out.add("</cols><sheetData>")
        var row = 0
        for (place, line) in layout.lines.enumerated() {
            row += 1
            // The title and lines above a table are not wrapped: they may run beyond the first column.
            try write([line], row, place == 0 ? 3 : 2, layout.name, [], &out)
        }
        if !layout.columns.isEmpty {
            try write(layout.columns.map(\.header), row + 1, 1, layout.name, [], &out)
            row += 1
        }
        for cells in layout.rows {
            row += 1
            try write(cells, row, 0, layout.name, layout.columns, &out)
        }
        out.add("</sheetData>")
        if layout.headerRow != nil {
            out.add("<tableParts count=\"1\"><tablePart r:id=\"r1\"/></tableParts>")
        }
        out.add("</worksheet>")
        return out.bytes
    }

    private static func write(
        _ cells: [String], _ row: Int, _ style: Int, _ sheet: String,
        _ columns: [SpreadsheetFile.Column], _ out: inout SheetBytes
    ) throws(FileRefusal) {
        out.add("<row r=\"")
        out.add(row)
        out.add("\">")
        for (column, text) in cells.enumerated() {
            guard !text.isEmpty else { continue }
            guard text.utf8.count <= longest || text.utf16.count <= longest else {
                let place = CellPlace(row: row, column: column + 1)
                throw .cellTooLong(cell: "Cell \(place) of the sheet “\(sheet)”", limit: longest)
            }
            out.add("<c r=\"")
            out.bytes.append(contentsOf: CellPlace.letters(of: column + 1).utf8)
            out.add(row)
            out.add("\" s=\"")
            if column < columns.count, let decimals = columns[column].decimals(text) {
                out.add(XLSXPackage.firstNumberStyle + decimals)
                out.add("\"><v>")
                out.add(text: text)
                out.add("</v></c>")
                continue
            }
            out.add(style)
            out.add("\" t=\"inlineStr\"><is><t xml:space=\"preserve\">")
            out.add(text: XLSXText.escaped(text))
            out.add("</t></is></c>")
        }
        out.add("</row>")
    }
}
