// SPDX-License-Identifier: Apache-2.0

/// The styles of our Word files, under the names by which Word and screen readers know headings and lists.
enum DOCXStyles {
    static func bytes(_ flow: Flow) -> [UInt8] {
        var xml = XMLWriter()
        xml.element("w:styles", [("xmlns:w", DOCXWriter.space)]) { xml in
            xml.element("w:docDefaults") { xml in
                xml.element("w:rPrDefault") { xml in
                    xml.element("w:rPr") { xml in
                        xml.element("w:rFonts", ["ascii", "hAnsi", "cs"].map { ("w:\($0)", "Arial") })
                        xml.element("w:sz", [("w:val", "24")])
                        xml.element("w:lang", [("w:val", flow.language)])
                    }
                }
            }
            paragraph("Normal", "Normal", size: 24, isBold: false, after: 0, isDefault: true, &xml)
            paragraph("BodyText", "Body Text", size: 24, isBold: false, after: 120, &xml)
            paragraph("Title", "Title", size: 48, isBold: true, after: 280, &xml)
            paragraph("StrongText", "Strong text", size: 24, isBold: true, after: 60, &xml)
            paragraph("Quiet", "Quiet", size: 22, isBold: false, after: 60, colour: "4D4D4D", &xml)
            paragraph("Gap", "Gap", size: 12, isBold: false, after: 0, &xml)
            for (level, size) in [(1, 36), (2, 30), (3, 26), (4, 24)] {
                paragraph(
                    "Heading\(level)", "heading \(level)", size: size, isBold: true, after: 120, level: level,
                    &xml)
            }
            paragraph("ListBullet", "List Bullet", size: 24, isBold: false, after: 60, isList: true, &xml)
            grid(&xml)
        }
        return xml.bytes
    }

    private static func paragraph(
        _ id: String, _ name: String, size: Int, isBold: Bool, after: Int, colour: String = "000000",
        level: Int = 0, isList: Bool = false, isDefault: Bool = false, _ xml: inout XMLWriter
    ) {
        let kind = [("w:type", "paragraph")] + (isDefault ? [("w:default", "1")] : [])
        xml.element("w:style", kind + [("w:styleId", id)]) { xml in
            xml.element("w:name", [("w:val", name)])
            if !isDefault { xml.element("w:basedOn", [("w:val", "Normal")]) }
            xml.element("w:qFormat")
            xml.element("w:pPr") { xml in
                if level > 0 { xml.element("w:keepNext") }
                if isList {
                    xml.element("w:numPr") {
                        $0.element("w:ilvl", [("w:val", "0")])
                        $0.element("w:numId", [("w:val", "1")])
                    }
                }
                xml.element(
                    "w:spacing", [("w:before", level > 0 ? "280" : "0"), ("w:after", String(after))])
                if level > 0 { xml.element("w:outlineLvl", [("w:val", String(level - 1))]) }
            }
            xml.element("w:rPr") { xml in
                if isBold { xml.element("w:b") }
                xml.element("w:color", [("w:val", colour)])
                xml.element("w:sz", [("w:val", String(size))])
            }
        }
    }

    private static func grid(_ xml: inout XMLWriter) {
        xml.element("w:style", [("w:type", "table"), ("w:styleId", "Grid")]) { xml in
            xml.element("w:name", [("w:val", "Grid")])
            xml.element("w:tblPr") { xml in
                xml.element("w:tblBorders") { xml in
                    for side in ["top", "left", "bottom", "right", "insideH", "insideV"] {
                        xml.element(
                            "w:\(side)", [("w:val", "single"), ("w:sz", "4"), ("w:color", "6B6B6B")])
                    }
                }
                xml.element("w:tblCellMar") { xml in
                    for side in ["top", "left", "bottom", "right"] {
                        xml.element("w:\(side)", [("w:w", "85"), ("w:type", "dxa")])
                    }
                }
            }
        }
    }
}
