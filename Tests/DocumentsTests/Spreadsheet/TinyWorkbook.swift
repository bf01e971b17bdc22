// SPDX-License-Identifier: Apache-2.0
@testable import Documents

/// Workbooks put together by hand, with just the parts that a test is about.
enum TinyWorkbook {
    /// An XLSX file of one sheet, from the XML inside its `worksheet` element.
    static func xlsx(
        _ sheet: String, shared: [String]? = nil, styles: [String] = [], book: String = "",
        extra: [ZipWriter.Entry] = []
    ) -> [UInt8] {
        ZipWriter.packed(parts(sheet, shared: shared, styles: styles, book: book) + extra)
    }

    private static func parts(_ sheet: String, shared: [String]?, styles: [String], book: String)
        -> [ZipWriter.Entry]
    {
        let main = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\""
        let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        let package = "http://schemas.openxmlformats.org/package/2006"
        var relations =
            "<Relationship Id=\"s\" Type=\"\(office)/worksheet\" Target=\"worksheets/sheet1.xml\"/>"
            + "<Relationship Id=\"y\" Type=\"\(office)/styles\" Target=\"/xl/styles.xml\"/>"
        var entries = [
            ZipWriter.Entry("[Content_Types].xml", text: "<Types xmlns=\"\(package)/content-types\"/>"),
            ZipWriter.Entry(
                "_rels/.rels",
                text: "<Relationships xmlns=\"\(package)/relationships\"><Relationship Id=\"w\" "
                    + "Type=\"\(office)/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"),
            ZipWriter.Entry(
                "xl/workbook.xml",
                text:
                    "<workbook \(main) xmlns:r=\"\(office)\">\(book)<sheets><sheet name=\"Plan\" sheetId=\"1\" "
                    + "r:id=\"s\"/></sheets></workbook>"),
            ZipWriter.Entry("xl/worksheets/sheet1.xml", text: "<worksheet \(main)>\(sheet)</worksheet>"),
        ]
        let formats = styles.enumerated().map {
            "<numFmt numFmtId=\"\(200 + $0)\" formatCode=\"\(XMLWriter.escaped($1, inAttribute: true))\"/>"
        }
        let cells = (0..<styles.count).map { "<xf numFmtId=\"\(200 + $0)\"/>" }
        entries.append(
            ZipWriter.Entry(
                "xl/styles.xml",
                text:
                    "<styleSheet \(main)><numFmts>\(formats.joined())</numFmts><cellXfs><xf numFmtId=\"0\"/>"
                    + "\(cells.joined())</cellXfs></styleSheet>"))
        if let shared {
            relations +=
                "<Relationship Id=\"t\" Type=\"\(office)/sharedStrings\" Target=\"sharedStrings.xml\"/>"
            entries.append(
                ZipWriter.Entry(
                    "xl/sharedStrings.xml",
                    text: "<sst \(main)>\(shared.map { "<si>\($0)</si>" }.joined())</sst>"))
        }
        entries.append(
            ZipWriter.Entry(
                "xl/_rels/workbook.xml.rels",
                text: "<Relationships xmlns=\"\(package)/relationships\">\(relations)</Relationships>"))
        return entries
    }

    /// An ODS file, from the XML inside its `office:spreadsheet` element and its styles.
    static func ods(_ tables: String, styles: String = "", extra: [ZipWriter.Entry] = []) -> [UInt8] {
        let names =
            ["office", "table", "text", "style"].map {
                "xmlns:\($0)=\"urn:oasis:names:tc:opendocument:xmlns:\($0):1.0\""
            } + [
                "xmlns:number=\"urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0\"",
                "xmlns:calcext=\"urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0\"",
            ]
        let kind = "application/vnd.oasis.opendocument.spreadsheet"
        return ZipWriter.packed(
            [
                ZipWriter.Entry("mimetype", text: kind, isStored: true),
                ZipWriter.Entry(
                    "content.xml",
                    text: "<office:document-content \(names.joined(separator: " "))><office:automatic-styles>"
                        + "\(styles)</office:automatic-styles><office:body><office:spreadsheet>\(tables)"
                        + "</office:spreadsheet></office:body></office:document-content>"),
            ] + extra)
    }

    /// A row of XLSX cells of plain texts.
    static func row(_ number: Int, _ texts: [String]) -> String {
        "<row r=\"\(number)\">"
            + texts.map {
                "<c t=\"inlineStr\"><is><t>\(XMLWriter.escaped($0, inAttribute: false))</t></is></c>"
            }.joined()
            + "</row>"
    }
}
