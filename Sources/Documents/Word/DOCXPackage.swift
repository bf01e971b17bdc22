// SPDX-License-Identifier: Apache-2.0

/// The parts of a Word file round the text: what it is made of, who wrote it, facts kept in it.
enum DOCXPackage {
    private static let office = "http://schemas.openxmlformats.org/officeDocument/2006/"
    private static let package = "http://schemas.openxmlformats.org/package/2006/"
    private static let word = "application/vnd.openxmlformats-officedocument.wordprocessingml."

    static func entries(_ flow: Flow) -> [ZipWriter.Entry] {
        [
            .init("[Content_Types].xml", types()),
            .init(
                "_rels/.rels",
                relations([
                    (office + "relationships/officeDocument", "word/document.xml"),
                    (package + "relationships/metadata/core-properties", "docProps/core.xml"),
                    (office + "relationships/custom-properties", "docProps/custom.xml"),
                ])),
            .init("docProps/core.xml", core(flow)), .init("docProps/custom.xml", custom(flow)),
            .init(
                "word/_rels/document.xml.rels",
                relations([
                    (office + "relationships/styles", "styles.xml"),
                    (office + "relationships/numbering", "numbering.xml"),
                ])),
            .init("word/numbering.xml", numbering()),
        ]
    }

    private static func types() -> [UInt8] {
        let parts = [
            ("/word/document.xml", word + "document.main+xml"), ("/word/styles.xml", word + "styles+xml"),
            ("/word/numbering.xml", word + "numbering+xml"),
            ("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"),
            ("/docProps/custom.xml", "application/vnd.openxmlformats-officedocument.custom-properties+xml"),
        ]
        var xml = XMLWriter()
        xml.element("Types", [("xmlns", package + "content-types")]) { xml in
            for (name, type) in [
                ("rels", "application/vnd.openxmlformats-package.relationships+xml"),
                ("xml", "application/xml"),
            ] {
                xml.element("Default", [("Extension", name), ("ContentType", type)])
            }
            for (name, type) in parts {
                xml.element("Override", [("PartName", name), ("ContentType", type)])
            }
        }
        return xml.bytes
    }

    private static func relations(_ targets: [(String, String)]) -> [UInt8] {
        var xml = XMLWriter()
        xml.element("Relationships", [("xmlns", package + "relationships")]) { xml in
            for (index, target) in targets.enumerated() {
                xml.element(
                    "Relationship", [("Id", "r\(index + 1)"), ("Type", target.0), ("Target", target.1)])
            }
        }
        return xml.bytes
    }

    private static func core(_ flow: Flow) -> [UInt8] {
        var xml = XMLWriter()
        xml.element(
            "cp:coreProperties",
            [
                ("xmlns:cp", package + "metadata/core-properties"),
                ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
            ]
        ) { xml in
            xml.element("dc:title", text: flow.title)
            if !flow.author.isEmpty { xml.element("dc:creator", text: flow.author) }
            xml.element("dc:language", text: flow.language)
        }
        return xml.bytes
    }

    private static func custom(_ flow: Flow) -> [UInt8] {
        var xml = XMLWriter()
        xml.element(
            "Properties",
            [("xmlns", office + "custom-properties"), ("xmlns:vt", office + "docPropsVTypes")]
        ) { xml in
            for (index, property) in flow.properties.enumerated() {
                xml.element(
                    "property",
                    [
                        ("fmtid", "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"), ("pid", String(index + 2)),
                        ("name", property.name),
                    ]
                ) { $0.element("vt:lpwstr", text: property.value) }
            }
        }
        return xml.bytes
    }

    private static func numbering() -> [UInt8] {
        var xml = XMLWriter()
        xml.element("w:numbering", [("xmlns:w", DOCXWriter.space)]) { xml in
            xml.element("w:abstractNum", [("w:abstractNumId", "0")]) { xml in
                xml.element("w:multiLevelType", [("w:val", "hybridMultilevel")])
                xml.element("w:lvl", [("w:ilvl", "0")]) { xml in
                    xml.element("w:start", [("w:val", "1")])
                    xml.element("w:numFmt", [("w:val", "bullet")])
                    xml.element("w:lvlText", [("w:val", "\u{2022}")])
                    xml.element("w:lvlJc", [("w:val", "left")])
                    xml.element("w:pPr") { $0.element("w:ind", [("w:left", "567"), ("w:hanging", "283")]) }
                }
            }
            xml.element("w:num", [("w:numId", "1")]) { $0.element("w:abstractNumId", [("w:val", "0")]) }
        }
        return xml.bytes
    }
}
