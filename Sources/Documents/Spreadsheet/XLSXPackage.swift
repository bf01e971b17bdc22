// SPDX-License-Identifier: Apache-2.0

/// The parts of an XLSX file round its sheets.
enum XLSXPackage {
    private static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    private static let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    private static let package = "http://schemas.openxmlformats.org/package/2006/"
    private static let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml."

    static func entries(_ file: SpreadsheetFile, _ layouts: [SpreadsheetFile.Layout]) -> [ZipWriter.Entry] {
        let sheets = layouts.indices.map { ("worksheet", "worksheets/sheet\($0 + 1).xml") }
        return [
            .init("[Content_Types].xml", types(layouts)),
            .init("_rels/.rels", top()), .init("docProps/core.xml", core(file)),
            .init("xl/workbook.xml", book(layouts)),
            .init("xl/_rels/workbook.xml.rels", relations(sheets + [("styles", "styles.xml")])),
            .init("xl/styles.xml", styles()),
        ]
    }

    static func relations(_ targets: [(kind: String, target: String)]) -> [UInt8] {
        var xml = XMLWriter()
        xml.element("Relationships", [("xmlns", package + "relationships")]) { xml in
            for (at, target) in targets.enumerated() {
                xml.element(
                    "Relationship",
                    [("Id", "r\(at + 1)"), ("Type", "\(office)/\(target.kind)"), ("Target", target.target)])
            }
        }
        return xml.bytes
    }

    private static func top() -> [UInt8] {
        var xml = XMLWriter()
        xml.element("Relationships", [("xmlns", package + "relationships")]) { xml in
            for (at, target) in [
                ("\(office)/officeDocument", "xl/workbook.xml"),
                (package + "relationships/metadata/core-properties", "docProps/core.xml"),
            ].enumerated() {
                xml.element("Relationship", [("Id", "r\(at + 1)"), ("Type", target.0), ("Target", target.1)])
            }
        }
        return xml.bytes
    }

    private static func types(_ layouts: [SpreadsheetFile.Layout]) -> [UInt8] {
        var parts = [
            ("/xl/workbook.xml", kind + "sheet.main+xml"), ("/xl/styles.xml", kind + "styles+xml"),
            ("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"),
        ]
        for (at, layout) in layouts.enumerated() {
            parts.append(("/xl/worksheets/sheet\(at + 1).xml", kind + "worksheet+xml"))
            if layout.headerRow != nil { parts.append(("/xl/tables/table\(at + 1).xml", kind + "table+xml")) }
        }
        var xml = XMLWriter()
        xml.element("Types", [("xmlns", package + "content-types")]) { xml in
            let relations = "application/vnd.openxmlformats-package.relationships+xml"
            for (name, type) in [("rels", relations), ("xml", "application/xml")] {
                xml.element("Default", [("Extension", name), ("ContentType", type)])
            }
            for (name, type) in parts {
                xml.element("Override", [("PartName", name), ("ContentType", type)])
            }
        }
        return xml.bytes
    }

    private static func core(_ file: SpreadsheetFile) -> [UInt8] {
        var xml = XMLWriter()
        let spaces = [
            ("xmlns:cp", package + "metadata/core-properties"),
            ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
        ]
        xml.element("cp:coreProperties", spaces) { xml in
            xml.element("dc:title", text: file.title)
            xml.element("dc:creator", text: file.author)
            xml.element("dc:language", text: file.language)
        }
        return xml.bytes
    }

    private static func book(_ layouts: [SpreadsheetFile.Layout]) -> [UInt8] {
        var xml = XMLWriter()
        xml.element("workbook", [("xmlns", main), ("xmlns:r", office)]) { xml in
            xml.element("bookViews") { $0.element("workbookView", [("activeTab", "0")]) }
            xml.element("sheets") { xml in
                for (at, layout) in layouts.enumerated() {
                    xml.element(
                        "sheet", [("name", layout.name), ("sheetId", "\(at + 1)"), ("r:id", "r\(at + 1)")])
                }
            }
        }
        return xml.bytes
    }

    /// The style of whole numbers; those of numbers with one and two decimals follow it.
    static let firstNumberStyle = 4

    /// Text, header, line above a table, title: all as text, in a sans typeface of 12 points or more; then numbers.
    private static func styles() -> [UInt8] {
        var xml = XMLWriter()
        xml.element("styleSheet", [("xmlns", main)]) { xml in
            xml.addFixed("<numFmts count=\"1\"><numFmt numFmtId=\"164\" formatCode=\"#,##0.0\"/></numFmts>")
            xml.element("fonts", [("count", "3")]) { xml in
                for (isBold, size) in [(false, "12"), (true, "12"), (true, "16")] {
                    xml.element("font") { xml in
                        if isBold { xml.element("b") }
                        xml.element("sz", [("val", size)])
                        xml.element("name", [("val", "Arial")])
                        xml.element("family", [("val", "2")])
                    }
                }
            }
            xml.addFixed(
                """
                <fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType=\
                "gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/>\
                </border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>\
                </cellStyleXfs>
                """)
            xml.element("cellXfs", [("count", "7")]) { xml in
                for (font, wraps, format) in [
                    ("0", true, "49"), ("1", true, "49"), ("0", false, "49"), ("2", false, "49"),
                    ("0", false, "3"),
                    ("0", false, "164"), ("0", false, "4"),
                ] {
                    xml.element(
                        "xf",
                        [
                            ("numFmtId", format), ("fontId", font), ("fillId", "0"), ("borderId", "0"),
                            ("xfId", "0"),
                            ("applyNumberFormat", "1"), ("applyFont", "1"), ("applyAlignment", "1"),
                        ]
                    ) { $0.element("alignment", [("vertical", "top"), ("wrapText", wraps ? "1" : "0")]) }
                }
            }
            xml.addFixed(
                "<cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/></cellStyles>"
            )
        }
        return xml.bytes
    }

    /// The table that assistive technology announces by its name, with a header row and no filter.
    static func table(_ layout: SpreadsheetFile.Layout, _ id: Int, _ header: Int) -> [UInt8] {
        let last = CellPlace(row: header + max(layout.rows.count, 1), column: layout.columns.count)
        var xml = XMLWriter()
        xml.element(
            "table",
            [
                ("xmlns", main), ("id", "\(id)"), ("name", layout.tableName),
                ("displayName", layout.tableName),
                ("ref", "A\(header):\(last)"), ("totalsRowShown", "0"),
            ]
        ) { xml in
            xml.element("tableColumns", [("count", "\(layout.columns.count)")]) { xml in
                for (at, column) in layout.columns.enumerated() {
                    xml.element(
                        "tableColumn", [("id", "\(at + 1)"), ("name", XLSXText.escapedBreaks(column.header))])
                }
            }
        }
        return xml.bytes
    }
}

extension XLSXText {
    /// A header as the description of a table names it, where line breaks are written out.
    static func escapedBreaks(_ text: String) -> String {
        escaped(text).split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "_x000a_")
    }
}
