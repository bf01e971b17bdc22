// SPDX-License-Identifier: Apache-2.0

/// Writes OpenDocument spreadsheets: named tables with a header row, text cells alone, wrapped, sans 12 points.
public enum ODSWriter {
    /// The type by which such a file is served.
    public static let mediaType = "application/vnd.oasis.opendocument.spreadsheet"

    /// The file; equal content gives equal bytes.
    public static func bytes(of file: SpreadsheetFile) -> [UInt8] {
        ZipWriter.bytes(of: [
            .init("mimetype", text: mediaType, isStored: true), .init("content.xml", content(file)),
            .init("styles.xml", styles(file)), .init("meta.xml", meta(file)),
            .init("META-INF/manifest.xml", manifest()),
        ])
    }

    private static var spaces: [(String, String)] {
        ODTWriter.spaces.filter { $0.0 != "office:version" } + [
            ("xmlns:number", "urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0"),
            ("office:version", "1.3"),
        ]
    }

    private static func content(_ file: SpreadsheetFile) -> [UInt8] {
        let layouts = file.layouts
        var head = XMLWriter()
        head.element("office:document-content", spaces) { xml in
            xml.element("office:automatic-styles") { automatic(layouts, &$0) }
            xml.element("office:body") { $0.element("office:spreadsheet") { $0.add("\u{1}") } }
        }
        // The tables are far longer than all else, so they are put in as bytes.
        let frame = head.text.components(around: "\u{FFFD}")
        var out = SheetBytes()
        out.bytes.append(contentsOf: frame.before.utf8)
        for (at, layout) in layouts.enumerated() { add(layout, at, &out) }
        addRanges(layouts, &out)
        out.bytes.append(contentsOf: frame.after.utf8)
        return out.bytes
    }

    private static func automatic(_ layouts: [SpreadsheetFile.Layout], _ xml: inout XMLWriter) {
        let widths = Set(layouts.flatMap { $0.columns.map(\.width) } + [80]).sorted()
        for width in widths {
            xml.element("style:style", [("style:name", "w\(width)"), ("style:family", "table-column")]) {
                let size = Double(min(max(width, 4), 200)) * 0.25
                $0.element("style:table-column-properties", [("style:column-width", "\(size)cm")])
            }
        }
        for decimals in 0...2 {
            xml.element("number:number-style", [("style:name", "n\(decimals)")]) {
                $0.element(
                    "number:number",
                    [
                        ("number:decimal-places", "\(decimals)"),
                        ("number:min-decimal-places", "\(decimals)"),
                        ("number:min-integer-digits", "1"), ("number:grouping", "true"),
                    ])
            }
        }
        let numbers = (0...2).map { ("f\($0)", "12pt", false, false, "n\($0)") }
        for (name, size, isBold, wraps, format) in [
            ("text", "12pt", false, true, ""), ("header", "12pt", true, true, ""),
            ("line", "12pt", false, false, ""), ("title", "16pt", true, false, ""),
        ] + numbers {
            let named = [("style:name", name), ("style:family", "table-cell")]
            xml.element(
                "style:style", format.isEmpty ? named : named + [("style:data-style-name", format)]
            ) { xml in
                xml.element(
                    "style:table-cell-properties",
                    [("fo:wrap-option", wraps ? "wrap" : "no-wrap"), ("style:vertical-align", "top")])
                xml.element(
                    "style:text-properties",
                    [
                        ("fo:font-family", "Arial"), ("fo:font-size", size),
                        ("fo:font-weight", isBold ? "bold" : "normal"),
                    ])
            }
        }
    }

    private static func add(_ layout: SpreadsheetFile.Layout, _ at: Int, _ out: inout SheetBytes) {
        out.bytes.reserveCapacity(out.bytes.count + layout.rows.count * layout.columns.count * 96 + 4096)
        out.add("<table:table table:name=\"")
        out.add(text: layout.name)
        out.add("\">")
        for column in layout.columns.isEmpty ? [SpreadsheetFile.Column("", width: 80)] : layout.columns {
            out.add("<table:table-column table:style-name=\"w")
            out.add(column.width)
            out.add(column.isHidden ? "\" table:visibility=\"collapse\"/>" : "\"/>")
        }
        for (place, line) in layout.lines.enumerated() {
            if place == 0 { add([line], "title", [], &out) } else { add([line], "line", [], &out) }
        }
        if !layout.columns.isEmpty {
            out.add("<table:table-header-rows>")
            add(layout.columns.map(\.header), "header", [], &out)
            out.add("</table:table-header-rows>")
        }
        for row in layout.rows { add(row, "text", layout.columns, &out) }
        out.add("</table:table>")
    }

    private static func add(
        _ cells: [String], _ style: StaticString, _ columns: [SpreadsheetFile.Column],
        _ out: inout SheetBytes
    ) {
        out.add("<table:table-row>")
        for (place, text) in cells.enumerated() {
            guard !text.isEmpty else {
                out.add("<table:table-cell/>")
                continue
            }
            if place < columns.count, let decimals = columns[place].decimals(text) {
                out.add("<table:table-cell table:style-name=\"f")
                out.add(decimals)
                out.add("\" office:value-type=\"float\" office:value=\"")
                out.add(text: text)
                out.add("\"><text:p>")
                out.add(text: SpreadsheetFile.Column.grouped(text))
                out.add("</text:p></table:table-cell>")
                continue
            }
            out.add("<table:table-cell table:style-name=\"")
            out.add(style)
            out.add("\" office:value-type=\"string\">")
            for line in XLSXText.escaped(text).utf8.split(separator: 0x0A, omittingEmptySubsequences: false) {
                out.add("<text:p>")
                add(line: String(Substring(line)), &out)
                out.add("</text:p>")
            }
            out.add("</table:table-cell>")
        }
        out.add("</table:table-row>")
    }

    /// A line with its spaces and tabs as OpenDocument keeps them.
    private static func add(line: String, _ out: inout SheetBytes) {
        let hasSpaces =
            line.contains("  ") || line.hasPrefix(" ") || line.hasSuffix(" ") || line.contains("\t")
        guard hasSpaces else { return out.add(text: line) }
        var plain = ""
        var spaces = 0
        for scalar in line.unicodeScalars {
            if scalar == " " {
                spaces += 1
                continue
            }
            add(&plain, &spaces, &out)
            if scalar == "\t" {
                out.add(text: plain)
                plain = ""
                out.add("<text:tab/>")
            } else {
                plain.unicodeScalars.append(scalar)
            }
        }
        add(&plain, &spaces, &out)
        out.add(text: plain)
    }

    /// Spaces that came before something: one between words as it is, all others counted.
    private static func add(_ plain: inout String, _ spaces: inout Int, _ out: inout SheetBytes) {
        defer { spaces = 0 }
        guard spaces > 0 else { return }
        out.add(text: plain)
        plain = ""
        var rest = spaces
        while rest > 0 {
            out.add("<text:s text:c=\"")
            out.add(min(rest, 1000))
            out.add("\"/>")
            rest -= min(rest, 1000)
        }
    }

    /// The tables by name.
    private static func addRanges(_ layouts: [SpreadsheetFile.Layout], _ out: inout SheetBytes) {
        var xml = XMLWriter()
        let before = xml.text.utf8.count
        xml.element("table:database-ranges") { xml in
            for layout in layouts {
                guard let header = layout.headerRow else { continue }
                let last = CellPlace(row: header + max(layout.rows.count, 1), column: layout.columns.count)
                xml.element(
                    "table:database-range",
                    [
                        ("table:name", layout.tableName),
                        (
                            "table:target-range-address",
                            "'\(layout.name)'.A\(header):'\(layout.name)'.\(last)"
                        ),
                        ("table:contains-header", "true"),
                    ])
            }
        }
        out.bytes.append(contentsOf: xml.text.utf8.dropFirst(before))
    }

    private static func styles(_ file: SpreadsheetFile) -> [UInt8] {
        var xml = XMLWriter()
        xml.element("office:document-styles", spaces) { xml in
            xml.element("office:styles") { xml in
                xml.element("style:default-style", [("style:family", "table-cell")]) { xml in
                    let language = file.language.split(separator: "-")
                    xml.element(
                        "style:text-properties",
                        [
                            ("fo:font-family", "Arial"), ("fo:font-size", "12pt"),
                            ("fo:language", String(language.first ?? "en")),
                            ("fo:country", language.count > 1 ? String(language[1]) : "none"),
                        ])
                }
            }
        }
        return xml.bytes
    }

    private static func meta(_ file: SpreadsheetFile) -> [UInt8] {
        var xml = XMLWriter()
        xml.element("office:document-meta", spaces) { xml in
            xml.element("office:meta") { xml in
                xml.element("dc:title", text: file.title)
                xml.element("meta:initial-creator", text: file.author)
                xml.element("dc:creator", text: file.author)
                xml.element("dc:language", text: file.language)
            }
        }
        return xml.bytes
    }

    private static func manifest() -> [UInt8] {
        var xml = XMLWriter()
        let space = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
        xml.element("manifest:manifest", [("xmlns:manifest", space), ("manifest:version", "1.3")]) { xml in
            let files = [("/", mediaType)] + ["content", "styles", "meta"].map { ("\($0).xml", "text/xml") }
            for (path, type) in files {
                xml.element(
                    "manifest:file-entry", [("manifest:full-path", path), ("manifest:media-type", type)])
            }
        }
        return xml.bytes
    }
}

extension String {
    /// What stands before and after the only place of a mark.
    fileprivate func components(around mark: Character) -> (before: Substring, after: Substring) {
        guard let place = firstIndex(of: mark) else { return (self[...], "") }
        return (self[..<place], self[index(after: place)...])
    }
}
