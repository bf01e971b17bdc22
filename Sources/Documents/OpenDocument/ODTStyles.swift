// SPDX-License-Identifier: Apache-2.0

/// The styles of our OpenDocument texts: plain, large enough to read, headings that a screen reader finds.
enum ODTStyles {
    static func bytes(_ flow: Flow) -> [UInt8] {
        var xml = XMLWriter()
        xml.element("office:document-styles", ODTWriter.spaces) { xml in
            xml.element("office:styles") { styles(flow, &$0) }
            xml.element("office:automatic-styles") { page(flow, &$0) }
            xml.element("office:master-styles") {
                $0.element(
                    "style:master-page", [("style:name", "Standard"), ("style:page-layout-name", "Page")])
            }
        }
        return xml.bytes
    }

    private static func styles(_ flow: Flow, _ xml: inout XMLWriter) {
        let parts = flow.language.split(separator: "-").map(String.init)
        xml.element("style:default-style", [("style:family", "paragraph")]) {
            $0.element(
                "style:text-properties",
                [
                    ("fo:font-family", "Arial, 'Liberation Sans', sans-serif"), ("fo:font-size", "12pt"),
                    ("fo:language", parts.first ?? "en"), ("fo:country", parts.count > 1 ? parts[1] : "none"),
                ])
        }
        xml.element(
            "style:style",
            [("style:name", "Standard"), ("style:family", "paragraph"), ("style:class", "text")])
        paragraph("Text_20_body", "Text body", size: "12pt", isBold: false, after: "0.2cm", &xml)
        paragraph("Title", "Title", size: "24pt", isBold: true, after: "0.5cm", &xml)
        paragraph("Strong", "Strong", size: "12pt", isBold: true, after: "0.1cm", &xml)
        paragraph("Quiet", "Quiet", size: "11pt", isBold: false, after: "0.1cm", colour: "#4d4d4d", &xml)
        for (level, size) in [(1, "18pt"), (2, "15pt"), (3, "13pt"), (4, "12pt")] {
            paragraph(
                "Heading_20_\(level)", "Heading \(level)", size: size, isBold: true, after: "0.2cm",
                level: level, &xml)
        }
        xml.element("text:list-style", [("style:name", "Bullets")]) { xml in
            xml.element(
                "text:list-level-style-bullet", [("text:level", "1"), ("text:bullet-char", "\u{2022}")]
            ) {
                $0.element(
                    "style:list-level-properties",
                    [("text:space-before", "0.5cm"), ("text:min-label-width", "0.5cm")])
            }
        }
        table(&xml)
    }

    private static func paragraph(
        _ name: String, _ display: String, size: String, isBold: Bool, after: String,
        colour: String = "#000000",
        level: Int = 0, _ xml: inout XMLWriter
    ) {
        var attributes = [
            ("style:name", name), ("style:display-name", display), ("style:family", "paragraph"),
            ("style:parent-style-name", "Standard"),
        ]
        if level > 0 { attributes.append(("style:default-outline-level", String(level))) }
        xml.element("style:style", attributes) { xml in
            var layout = [("fo:margin-top", level > 0 ? "0.5cm" : "0cm"), ("fo:margin-bottom", after)]
            if level > 0 { layout.append(("fo:keep-with-next", "always")) }
            xml.element("style:paragraph-properties", layout)
            xml.element(
                "style:text-properties",
                [
                    ("fo:font-size", size), ("fo:font-weight", isBold ? "bold" : "normal"),
                    ("fo:color", colour),
                ])
        }
    }

    private static func table(_ xml: inout XMLWriter) {
        xml.element("style:style", [("style:name", "Grid"), ("style:family", "table")]) {
            $0.element(
                "style:table-properties", [("style:rel-width", "100%"), ("table:align", "margins")])
        }
        xml.element("style:style", [("style:name", "Row"), ("style:family", "table-row")]) {
            $0.element("style:table-row-properties", [("fo:keep-together", "auto")])
        }
        for (name, colour) in [("Cell", "transparent"), ("HeadCell", "#f3f2f1")] {
            xml.element("style:style", [("style:name", name), ("style:family", "table-cell")]) {
                $0.element(
                    "style:table-cell-properties",
                    [
                        ("fo:border", "0.5pt solid #6b6b6b"), ("fo:padding", "0.15cm"),
                        ("fo:background-color", colour),
                    ])
            }
        }
    }

    private static func page(_ flow: Flow, _ xml: inout XMLWriter) {
        let upright = [("fo:page-width", "21cm"), ("fo:page-height", "29.7cm")]
        let wide = [("fo:page-width", "29.7cm"), ("fo:page-height", "21cm")]
        xml.element("style:page-layout", [("style:name", "Page")]) {
            $0.element(
                "style:page-layout-properties",
                (flow.isLandscape ? wide : upright)
                    + [
                        ("style:print-orientation", flow.isLandscape ? "landscape" : "portrait"),
                        ("fo:margin", "2cm"),
                    ])
        }
    }
}
