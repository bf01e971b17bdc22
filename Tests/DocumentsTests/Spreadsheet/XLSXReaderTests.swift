// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import Documents

@Suite struct `A workbook of Excel` {
    /// The cells of the first row of a sheet with one row.
    static func cells(
        _ row: String, shared: [String]? = nil, styles: [String] = [], book: String = ""
    ) throws -> [Workbook.Cell] {
        let bytes = TinyWorkbook.xlsx(
            "<sheetData><row r=\"1\">\(row)</row></sheetData>", shared: shared, styles: styles, book: book)
        return try WorkbookReader.workbook(bytes).sheets[0].rows.first?.cells ?? []
    }

    @Test func `gives shared texts, those in pieces too, and no reading aids`() throws {
        let shared = [
            "<t>Plain</t>", "<r><t>Rich </t></r><r><rPr><b/></rPr><t xml:space=\"preserve\">text</t></r>",
            "<t>Word</t><rPh sb=\"0\" eb=\"1\"><t>aid</t></rPh>",
        ]
        let cells = try Self.cells(
            "<c r=\"A1\" t=\"s\"><v>1</v></c><c r=\"B1\" t=\"s\"><v>0</v></c><c r=\"D1\" t=\"s\"><v>2</v></c>",
            shared: shared)
        #expect(cells.map(\.text) == ["Rich text", "Plain", "Word"])
        #expect(cells.map(\.column) == [1, 2, 4])
    }

    @Test func `gives texts that stand in their cells, and characters that XML cannot hold`() throws {
        let cells = try Self.cells(
            "<c t=\"inlineStr\"><is><t>a_x000D_\nb</t></is></c><c t=\"str\"><f>A1</f><v>_x005F_x0041_</v></c>"
        )
        #expect(cells.map(\.text) == ["a\r\nb", "_x0041_"])
        #expect(cells.map(\.isFormula) == [false, true])
    }

    @Test(arguments: [
        ("41466", "General", "41466"), ("1234567890123", "General", "1234567890123"),
        ("0.1", "General", "0.1"),
        ("0.30000000000000004", "General", "0.3"), ("3", "0.00", "3.00"), ("0.25", "0%", "25%"),
        ("0.125", "0.0%", "12.5%"), ("1234.5", "\"£\"#,##0.00", "£1,234.50"),
        ("-1234.5", "[$£-809]#,##0.00;[Red]-[$£-809]#,##0.00", "-£1,234.50"),
        ("12", "0\" actions\"", "12 actions"),
        ("1.005", "0.00", "1.01"), ("-0.001", "0.00", "0.00"),
    ])
    func `shows numbers as a person sees them`(number: String, format: String, seen: String) throws {
        let cell = try #require(try Self.cells("<c s=\"1\"><v>\(number)</v></c>", styles: [format]).first)
        #expect(cell.text == seen)
        #expect(cell.kind == .number)
        #expect(cell.number == Double(number))
    }

    @Test(arguments: [
        ("41466", "d mmmm yyyy", "11 July 2013"), ("41466", "[$-809]dd/mm/yyyy;@", "11 July 2013"),
        ("41456", "mmm\\-yy", "July 2013"), ("41456", "yyyy", "2013"), ("1", "d/m/yy", "1 January 1900"),
        ("59", "d/m/yy", "28 February 1900"), ("61", "d/m/yy", "1 March 1900"),
        ("41466.5", "d/m/yy h:mm", "11 July 2013, 12:00pm"), ("41466.5", "d/m/yy", "11 July 2013"),
        ("36526", "yyyy\\-mm\\-dd", "1 January 2000"), ("51195", "d/m/yy", "29 February 2040"),
    ])
    func `shows days in words`(number: String, format: String, seen: String) throws {
        let cell = try #require(try Self.cells("<c s=\"1\"><v>\(number)</v></c>", styles: [format]).first)
        #expect(cell.text == seen)
        #expect(cell.kind == .date)
    }

    @Test func `counts days from 1904 where the workbook does`() throws {
        let book = "<workbookPr date1904=\"1\"/>"
        let cells = try Self.cells(
            "<c s=\"1\"><v>40004</v></c><c s=\"1\"><v>0</v></c>", styles: ["d/m/yy"], book: book)
        #expect(cells.map(\.text) == ["11 July 2013", "1 January 1904"])
        let iso = try Self.cells("<c t=\"d\"><v>2013-07-11</v></c>", book: book)
        #expect(iso.map(\.number) == [40004])
    }

    @Test func `shows times, yes and no, and errors`() throws {
        let cells = try Self.cells(
            "<c s=\"1\"><v>0.395833333</v></c><c s=\"2\"><v>1.5</v></c><c t=\"b\"><v>1</v></c>"
                + "<c t=\"e\"><f>1/0</f><v>#DIV/0!</v></c>", styles: ["h:mm", "[h]:mm"])
        #expect(cells.map(\.text) == ["9:30am", "36:00", "TRUE", "#DIV/0!"])
        #expect(cells.map(\.kind) == [.time, .time, .boolean, .error])
    }

    @Test func `tells merged cells, hidden rows and columns, and where cells without a name stand`() throws {
        let bytes = TinyWorkbook.xlsx(
            "<cols><col min=\"2\" max=\"3\" hidden=\"1\"/></cols><sheetData><row><c><v>1</v></c><c><v>2</v></c></row>"
                + "<row hidden=\"1\"><c r=\"C2\"><v>3</v></c></row><row r=\"9\"><c/></row></sheetData>"
                + "<mergeCells><mergeCell ref=\"A1:A3\"/></mergeCells>")
        let sheet = try WorkbookReader.workbook(bytes).sheets[0]
        #expect(sheet.rows.map(\.number) == [1, 2])
        #expect(sheet.rows.map(\.isHidden) == [false, true])
        #expect(sheet.hiddenColumns == [2, 3])
        #expect(sheet.topLeft(of: CellPlace(row: 3, column: 1)) == CellPlace("A1"))
        #expect(sheet.topLeft(of: CellPlace(row: 4, column: 1)) == CellPlace("A4"))
        #expect(sheet[CellPlace(row: 2, column: 3)].text == "3")
    }
}

@Suite struct `An OpenDocument spreadsheet` {
    static func sheet(_ rows: String, styles: String = "") throws -> Workbook.Sheet {
        try WorkbookReader.workbook(
            TinyWorkbook.ods("<table:table table:name=\"Plan\">\(rows)</table:table>", styles: styles)
        ).sheets[0]
    }

    @Test func `repeats cells and rows that say so`() throws {
        let sheet = try Self.sheet(
            "<table:table-row table:number-rows-repeated=\"3\"><table:table-cell table:number-columns-repeated=\"2\">"
                + "<text:p>All</text:p></table:table-cell><table:table-cell table:number-columns-repeated=\"16382\"/>"
                + "</table:table-row><table:table-row table:number-rows-repeated=\"1048573\"><table:table-cell/>"
                + "</table:table-row>")
        #expect(sheet.rows.map(\.number) == [1, 2, 3])
        #expect(sheet.rows.map { $0.cells.map(\.text) } == Array(repeating: ["All", "All"], count: 3))
    }

    @Test func `folds white space as OpenDocument says`() throws {
        let sheet = try Self.sheet(
            "<table:table-row><table:table-cell><text:p> a\n b<text:s text:c=\"2\"/>c<text:tab/></text:p>"
                + "<text:p/><text:p>d<text:line-break/>e</text:p><office:annotation><text:p>No</text:p>"
                + "</office:annotation></table:table-cell></table:table-row>")
        #expect(sheet.rows[0].cells.map(\.text) == ["a b  c\t\n\nd\ne"])
    }

    @Test func `shows days in words, as its styles say`() throws {
        let styles =
            "<number:date-style style:name=\"N1\"><number:month/><number:year/></number:date-style>"
            + "<style:style style:name=\"c1\" style:data-style-name=\"N1\"/>"
        let sheet = try Self.sheet(
            "<table:table-column table:number-columns-repeated=\"2\"/>"
                + "<table:table-column table:default-cell-style-name=\"c1\"/><table:table-row>"
                + "<table:table-cell office:value-type=\"date\" office:date-value=\"2013-07-11\"><text:p>11/07/13"
                + "</text:p></table:table-cell><table:table-cell table:style-name=\"c1\" office:value-type=\"date\" "
                + "office:date-value=\"2013-07-11\"><text:p>Jul 13</text:p></table:table-cell>"
                + "<table:table-cell office:value-type=\"date\" office:date-value=\"2014-01-01\"/></table:table-row>",
            styles: styles)
        #expect(sheet.rows[0].cells.map(\.text) == ["11 July 2013", "July 2013", "January 2014"])
        #expect(sheet.rows[0].cells.map(\.number) == [41466, 41466, 41640])
    }

    @Test func `tells formulas, errors, numbers, hidden and merged cells`() throws {
        let sheet = try Self.sheet(
            "<table:table-column/><table:table-column table:visibility=\"collapse\"/><table:table-row "
                + "table:visibility=\"filter\"><table:table-cell table:formula=\"of:=1/0\" office:value-type=\"string\" "
                + "office:string-value=\"\" calcext:value-type=\"error\" table:number-rows-spanned=\"2\"><text:p>#DIV/0!"
                + "</text:p></table:table-cell><table:table-cell office:value-type=\"float\" "
                + "office:value=\"1234567890123\"><text:p>1.23E+12</text:p></table:table-cell></table:table-row>"
        )
        #expect(sheet.rows[0].cells.map(\.text) == ["#DIV/0!", "1234567890123"])
        #expect(sheet.rows[0].cells.map(\.kind) == [.error, .number])
        #expect(sheet.rows[0].cells[0].isFormula)
        #expect(sheet.rows[0].isHidden)
        #expect(sheet.hiddenColumns == [2])
        #expect(sheet.topLeft(of: CellPlace(row: 2, column: 1)) == CellPlace("A1"))
    }
}
