// SPDX-License-Identifier: Apache-2.0

/// Writes documents as Word files: real heading styles, header rows that repeat, title and language.
public enum DOCXWriter {
    /// The type by which such a file is served.
    public static let mediaType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

    /// A report as a file; equal reports give equal bytes.
    public static func bytes(of document: Document, language: String = "en-GB", author: String = "")
        -> [UInt8]
    {
        bytes(of: Flow(document, language: language, author: author))
    }

    static func bytes(of flow: Flow) -> [UInt8] {
        ZipWriter.bytes(
            of: DOCXPackage.entries(flow) + [
                .init("word/document.xml", content(flow)), .init("word/styles.xml", DOCXStyles.bytes(flow)),
            ])
    }

    static let space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

    private static func content(_ flow: Flow) -> [UInt8] {
        var xml = XMLWriter()
        xml.element("w:document", [("xmlns:w", space)]) { xml in
            xml.element("w:body") { xml in
                if !flow.caption.isEmpty { paragraph(flow.caption, style: "Quiet", &xml) }
                paragraph(flow.title, style: "Title", &xml)
                var marks = 0
                for block in flow.blocks { add(block, flow, &marks, &xml) }
                page(flow, &xml)
            }
        }
        return xml.bytes
    }

    private static func page(_ flow: Flow, _ xml: inout XMLWriter) {
        let sides = [("w:w", "11906"), ("w:h", "16838")]
        xml.element("w:sectPr") {
            $0.element(
                "w:pgSz",
                flow.isLandscape ? [("w:w", "16838"), ("w:h", "11906"), ("w:orient", "landscape")] : sides)
            $0.element(
                "w:pgMar",
                ["top", "right", "bottom", "left"].map { ("w:\($0)", "1134") }
                    + [("w:header", "709"), ("w:footer", "709"), ("w:gutter", "0")])
        }
    }

    private static func add(_ block: Flow.Block, _ flow: Flow, _ marks: inout Int, _ xml: inout XMLWriter) {
        switch block {
        case .heading(let level, let text): paragraph(text, style: "Heading\(min(level, 4))", &xml)
        case .paragraph(let text, let look): paragraph(text, style: style(look), &xml)
        case .bullets(let items):
            for item in items { paragraph(item, style: "ListBullet", &xml) }
        case .table(let table):
            add(table, width: flow.isLandscape ? 14_570 : 9_638, &marks, &xml)
            // Two tables one after the other would become one.
            xml.element("w:p") { $0.element("w:pPr") { $0.element("w:pStyle", [("w:val", "Gap")]) } }
        }
    }

    private static func add(_ table: Flow.Table, width: Int, _ marks: inout Int, _ xml: inout XMLWriter) {
        let whole = max(table.widths.reduce(0, +), 1)
        let widths = table.widths.map { String($0 * width / whole) }
        xml.element("w:tbl") { xml in
            xml.element("w:tblPr") {
                $0.element("w:tblStyle", [("w:val", "Grid")])
                $0.element("w:tblW", [("w:w", String(width)), ("w:type", "dxa")])
                $0.element("w:tblLayout", [("w:type", "fixed")])
                $0.element("w:tblLook", [("w:firstRow", "1"), ("w:noVBand", "1")])
            }
            xml.element("w:tblGrid") { for width in widths { $0.element("w:gridCol", [("w:w", width)]) } }
            if !table.header.isEmpty {
                xml.element("w:tr") { xml in
                    xml.element("w:trPr") {
                        $0.element("w:cantSplit")
                        $0.element("w:tblHeader")
                    }
                    for (text, width) in zip(table.header, widths) {
                        cell(Flow.Cell(text, look: .strong, isHeading: true), width, &marks, &xml)
                    }
                }
            }
            for cells in table.rows {
                xml.element("w:tr") { xml in
                    for (cell, width) in zip(cells, widths) { controlled(cell, width, &marks, &xml) }
                }
            }
        }
    }

    /// A cell, in a content control where it has a tag: Word keeps that when people type.
    private static func controlled(
        _ content: Flow.Cell, _ width: String, _ marks: inout Int, _ xml: inout XMLWriter
    ) {
        guard !content.tag.isEmpty else { return cell(content, width, &marks, &xml) }
        xml.element("w:sdt") { xml in
            xml.element("w:sdtPr") {
                $0.element("w:alias", [("w:val", "Answer")])
                $0.element("w:tag", [("w:val", content.tag)])
                $0.element("w:id", [("w:val", String(10_000 + marks))])
                $0.element("w:lock", [("w:val", "sdtLocked")])
            }
            xml.element("w:sdtContent") { cell(content, width, &marks, &$0) }
        }
    }

    private static func cell(_ cell: Flow.Cell, _ width: String, _ marks: inout Int, _ xml: inout XMLWriter) {
        xml.element("w:tc") { xml in
            xml.element("w:tcPr") {
                $0.element("w:tcW", [("w:w", width), ("w:type", "dxa")])
                if cell.isHeading {
                    $0.element("w:shd", [("w:val", "clear"), ("w:color", "auto"), ("w:fill", "F3F2F1")])
                }
            }
            for (number, line) in cell.lines.enumerated() {
                let mark = number == 0 ? cell.mark : ""
                if !mark.isEmpty { marks += 1 }
                paragraph(line.text, style: style(line.look), mark: mark, number: marks, &xml)
            }
        }
    }

    private static func style(_ look: Flow.Look) -> String {
        switch look {
        case .plain: "BodyText"
        case .strong: "StrongText"
        case .quiet: "Quiet"
        }
    }

    private static func paragraph(
        _ text: String, style: String, mark: String = "", number: Int = 0, _ xml: inout XMLWriter
    ) {
        xml.element("w:p") { xml in
            xml.element("w:pPr") { $0.element("w:pStyle", [("w:val", style)]) }
            if !mark.isEmpty {
                xml.element("w:bookmarkStart", [("w:id", String(number)), ("w:name", mark)])
                xml.element("w:bookmarkEnd", [("w:id", String(number))])
            }
            guard !text.isEmpty else { return }
            xml.element("w:r") { run(text, &$0) }
        }
    }

    private static func run(_ text: String, _ xml: inout XMLWriter) {
        var plain = String.UnicodeScalarView()
        func flush(_ xml: inout XMLWriter) {
            guard !plain.isEmpty else { return }
            xml.element("w:t", [("xml:space", "preserve")], text: String(plain))
            plain = String.UnicodeScalarView()
        }
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\t":
                flush(&xml)
                xml.element("w:tab")
            case "\n":
                flush(&xml)
                xml.element("w:br")
            default: plain.append(scalar)
            }
        }
        flush(&xml)
    }
}
