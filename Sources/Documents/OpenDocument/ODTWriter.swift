// SPDX-License-Identifier: Apache-2.0

/// Writes documents as OpenDocument text: real heading styles, header rows that repeat, title and language.
public enum ODTWriter {
    /// The type by which such a file is served.
    public static let mediaType = "application/vnd.oasis.opendocument.text"

    /// A report as a file; equal reports give equal bytes.
    public static func bytes(of document: Document, language: String = "en-GB", author: String = "")
        -> [UInt8]
    {
        bytes(of: Flow(document, language: language, author: author))
    }

    static func bytes(of flow: Flow) -> [UInt8] {
        ZipWriter.bytes(of: [
            .init("mimetype", text: mediaType, isStored: true), .init("content.xml", content(flow)),
            .init("styles.xml", ODTStyles.bytes(flow)), .init("meta.xml", meta(flow)),
            .init("META-INF/manifest.xml", manifest()),
        ])
    }

    static let spaces: [(String, String)] = [
        ("xmlns:office", "urn:oasis:names:tc:opendocument:xmlns:office:1.0"),
        ("xmlns:style", "urn:oasis:names:tc:opendocument:xmlns:style:1.0"),
        ("xmlns:text", "urn:oasis:names:tc:opendocument:xmlns:text:1.0"),
        ("xmlns:table", "urn:oasis:names:tc:opendocument:xmlns:table:1.0"),
        ("xmlns:fo", "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"),
        ("xmlns:meta", "urn:oasis:names:tc:opendocument:xmlns:meta:1.0"),
        ("xmlns:dc", "http://purl.org/dc/elements/1.1/"), ("office:version", "1.2"),
    ]

    private static func manifest() -> [UInt8] {
        var xml = XMLWriter()
        xml.element(
            "manifest:manifest",
            [
                ("xmlns:manifest", "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"),
                ("manifest:version", "1.2"),
            ]
        ) { xml in
            let files = [("/", mediaType)] + ["content", "styles", "meta"].map { ("\($0).xml", "text/xml") }
            for (path, type) in files {
                xml.element(
                    "manifest:file-entry", [("manifest:full-path", path), ("manifest:media-type", type)])
            }
        }
        return xml.bytes
    }

    private static func meta(_ flow: Flow) -> [UInt8] {
        var xml = XMLWriter()
        xml.element("office:document-meta", spaces) { xml in
            xml.element("office:meta") { xml in
                xml.element("dc:title", text: flow.title)
                if !flow.author.isEmpty {
                    xml.element("meta:initial-creator", text: flow.author)
                    xml.element("dc:creator", text: flow.author)
                }
                xml.element("dc:language", text: flow.language)
                for property in flow.properties {
                    xml.element(
                        "meta:user-defined", [("meta:name", property.name), ("meta:value-type", "string")],
                        text: property.value)
                }
            }
        }
        return xml.bytes
    }

    private static func content(_ flow: Flow) -> [UInt8] {
        var xml = XMLWriter()
        xml.element("office:document-content", spaces) { xml in
            xml.element("office:automatic-styles") { columns(of: flow, &$0) }
            xml.element("office:body") { xml in
                xml.element("office:text") { xml in
                    if !flow.caption.isEmpty { paragraph(flow.caption, style: "Quiet", &xml) }
                    paragraph(flow.title, style: "Title", &xml)
                    for (index, block) in flow.blocks.enumerated() { add(block, index, &xml) }
                }
            }
        }
        return xml.bytes
    }

    private static func columns(of flow: Flow, _ xml: inout XMLWriter) {
        for (index, block) in flow.blocks.enumerated() {
            guard case .table(let table) = block else { continue }
            for (column, width) in table.widths.enumerated() {
                xml.element(
                    "style:style", [("style:name", "T\(index).\(column)"), ("style:family", "table-column")]
                ) {
                    $0.element(
                        "style:table-column-properties", [("style:rel-column-width", "\(width * 1000)*")])
                }
            }
        }
    }

    private static func add(_ block: Flow.Block, _ index: Int, _ xml: inout XMLWriter) {
        switch block {
        case .heading(let level, let text):
            let level = min(level, 4)
            xml.element(
                "text:h",
                [("text:style-name", "Heading_20_\(level)"), ("text:outline-level", String(level))]
            ) { add(text, &$0) }
        case .paragraph(let text, let look): paragraph(text, style: style(look), &xml)
        case .bullets(let items):
            xml.element("text:list", [("text:style-name", "Bullets")]) { xml in
                for item in items {
                    xml.element("text:list-item") { xml in
                        for line in Flow.lines(item) { paragraph(line, style: "Text_20_body", &xml) }
                    }
                }
            }
        case .table(let table): add(table, index, &xml)
        }
    }

    private static func add(_ table: Flow.Table, _ index: Int, _ xml: inout XMLWriter) {
        xml.element("table:table", [("table:name", "Table\(index + 1)"), ("table:style-name", "Grid")]) {
            xml in
            for column in table.widths.indices {
                xml.element("table:table-column", [("table:style-name", "T\(index).\(column)")])
            }
            if !table.header.isEmpty {
                xml.element("table:table-header-rows") { xml in
                    row(table.header.map { Flow.Cell($0, look: .strong, isHeading: true) }, &xml)
                }
            }
            for cells in table.rows { row(cells, &xml) }
        }
    }

    private static func row(_ cells: [Flow.Cell], _ xml: inout XMLWriter) {
        xml.element("table:table-row", [("table:style-name", "Row")]) { xml in
            for cell in cells {
                let style = cell.isHeading ? "HeadCell" : "Cell"
                xml.element(
                    "table:table-cell", [("table:style-name", style), ("office:value-type", "string")]
                ) { xml in
                    for (number, line) in cell.lines.enumerated() {
                        let mark = number == 0 ? cell.mark : ""
                        paragraph(line.text, style: Self.style(line.look), mark: mark, &xml)
                    }
                }
            }
        }
    }

    private static func style(_ look: Flow.Look) -> String {
        switch look {
        case .plain: "Text_20_body"
        case .strong: "Strong"
        case .quiet: "Quiet"
        }
    }

    private static func paragraph(_ text: String, style: String, mark: String = "", _ xml: inout XMLWriter) {
        xml.element("text:p", [("text:style-name", style)]) { xml in
            if !mark.isEmpty { xml.element("text:bookmark", [("text:name", mark)]) }
            add(text, &xml)
        }
    }

    /// Text in which every space survives: OpenDocument folds plain ones together.
    private static func add(_ text: String, _ xml: inout XMLWriter) {
        var plain = String.UnicodeScalarView()
        var spaces = 0
        func flush(_ xml: inout XMLWriter) {
            xml.add(String(plain))
            plain = String.UnicodeScalarView()
            if spaces > 0 { xml.element("text:s", spaces == 1 ? [] : [("text:c", String(spaces))]) }
            spaces = 0
        }
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\t", "\n":
                flush(&xml)
                xml.element(scalar == "\t" ? "text:tab" : "text:line-break")
            case " ": spaces += 1
            default:
                // One space between two words stands as it is; any other is named.
                if spaces == 1, !plain.isEmpty {
                    plain.append(" ")
                    spaces = 0
                } else if spaces > 0 {
                    flush(&xml)
                }
                plain.append(scalar)
            }
        }
        flush(&xml)
    }
}
