// SPDX-License-Identifier: Apache-2.0

/// Reads Word files that may have been made to do harm.
public enum DOCXReader {
    /// What the file says; a file with a macro or a password, or of another kind, is refused.
    public static func document(_ bytes: [UInt8]) throws(FileRefusal) -> TextDocument {
        switch try FileKind.of(bytes) {
        case .docx: break
        case .odt: throw .wrongKind(found: "an OpenDocument text", wanted: "a DOCX file")
        case .html, .json: throw .wrongKind(found: "no Word file", wanted: "a DOCX file")
        }
        let wanted: Set<String> = [
            "word/document.xml", "docProps/custom.xml", "docProps/core.xml", "[Content_Types].xml",
        ]
        let contents = try ZipReader.read(bytes) { wanted.contains($0) }
        if contents.names.contains(where: { $0.lowercased().hasSuffix("vbaproject.bin") }) { throw .hasMacro }
        if let types = contents.entries["[Content_Types].xml"] {
            let root = try read(types, "[Content_Types].xml")
            for type in root.children {
                let name = type.attributes["ContentType"] ?? ""
                if name.contains("macroEnabled") || name.contains("vbaProject") { throw .hasMacro }
            }
        }
        guard let content = contents.entries["word/document.xml"] else { throw .damaged }
        guard let body = try read(content, "document.xml").child("w:body") else { throw .damaged }
        var document = TextDocument()
        if let core = contents.entries["docProps/core.xml"] {
            document.title = try read(core, "core.xml").child("dc:title")?.text ?? ""
        }
        if let custom = contents.entries["docProps/custom.xml"] {
            for property in try read(custom, "custom.xml").children {
                if let name = property.attributes["name"] { document.properties[name] = property.text }
            }
        }
        add(body, to: &document)
        return document
    }

    private static func read(_ bytes: [UInt8], _ name: String) throws(FileRefusal) -> XMLElement {
        try XMLReader.read(
            bytes, named: name,
            prefixes: [
                DOCXWriter.space: "w", "http://purl.oclc.org/ooxml/wordprocessingml/main": "w",
                "http://purl.org/dc/elements/1.1/": "dc",
                "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
            ])
    }

    private static func add(_ element: XMLElement, to document: inout TextDocument) {
        for child in element.children {
            switch child.name {
            case "w:p":
                let text = paragraph(child).text
                let style = child.child("w:pPr")?.child("w:pStyle")?.attributes["w:val"]?.lowercased() ?? ""
                if style.hasPrefix("heading"), let level = Int(style.dropFirst(7)) {
                    document.blocks.append(.heading(level, text))
                } else {
                    document.blocks.append(.paragraph(text))
                }
            case "w:tbl": document.blocks.append(.table(rows(of: child, [])))
            case "w:del", "w:moveFrom", "mc:Fallback": continue
            default: add(child, to: &document)
            }
        }
    }

    /// Rows, also inside content controls; `tags` are those of the controls round them.
    private static func rows(of element: XMLElement, _ tags: [String]) -> [[TextDocument.Cell]] {
        element.children.flatMap { child -> [[TextDocument.Cell]] in
            switch child.name {
            case "w:tr": [cells(of: child, tags)]
            case "w:sdt": child.child("w:sdtContent").map { rows(of: $0, tags + tag(of: child)) } ?? []
            case "w:customXml", "w:ins": rows(of: child, tags)
            default: []
            }
        }
    }

    private static func cells(of row: XMLElement, _ tags: [String]) -> [TextDocument.Cell] {
        row.children.flatMap { child -> [TextDocument.Cell] in
            switch child.name {
            case "w:tc":
                var lines: [String] = []
                var marks = tags
                collect(child, &lines, &marks)
                return [TextDocument.Cell(text: lines.joined(separator: "\n"), marks: marks)]
            case "w:sdt":
                return child.child("w:sdtContent").map { cells(of: $0, tags + tag(of: child)) } ?? []
            case "w:customXml": return cells(of: child, tags)
            default: return []
            }
        }
    }

    private static func tag(of control: XMLElement) -> [String] {
        control.child("w:sdtPr")?.child("w:tag")?.attributes["w:val"].map { [$0] } ?? []
    }

    private static func collect(_ element: XMLElement, _ lines: inout [String], _ marks: inout [String]) {
        for child in element.children {
            switch child.name {
            case "w:p":
                let read = paragraph(child)
                lines.append(read.text)
                marks += read.marks
            case "w:bookmarkStart": if let name = child.attributes["w:name"] { marks.append(name) }
            case "w:sdt":
                marks += tag(of: child)
                collect(child, &lines, &marks)
            case "w:del", "w:moveFrom", "mc:Fallback", "w:sdtPr": continue
            default: collect(child, &lines, &marks)
            }
        }
    }

    private static func paragraph(_ element: XMLElement) -> (text: String, marks: [String]) {
        var text = ""
        var marks: [String] = []
        inline(element, &text, &marks)
        return (text, marks)
    }

    private static func inline(_ element: XMLElement, _ text: inout String, _ marks: inout [String]) {
        for child in element.children {
            switch child.name {
            case "w:t": text += child.text
            case "w:tab", "w:ptab": if element.name == "w:r" { text += "\t" }
            case "w:br", "w:cr": text += "\n"
            case "w:noBreakHyphen": text += "\u{2011}"
            case "w:softHyphen": text += "\u{AD}"
            case "w:bookmarkStart": if let name = child.attributes["w:name"] { marks.append(name) }
            case "w:sdt":
                marks += tag(of: child)
                inline(child, &text, &marks)
            case "w:del", "w:moveFrom", "mc:Fallback", "w:pPr", "w:rPr", "w:sdtPr": continue
            default: inline(child, &text, &marks)
            }
        }
    }
}
