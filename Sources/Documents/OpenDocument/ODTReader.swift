// SPDX-License-Identifier: Apache-2.0

/// Reads OpenDocument texts that may have been made to do harm.
public enum ODTReader {
    /// What the file says; a file with a macro or a password, or of another kind, is refused.
    public static func document(_ bytes: [UInt8]) throws(FileRefusal) -> TextDocument {
        switch try FileKind.of(bytes) {
        case .odt: break
        case .docx: throw .wrongKind(found: "a Word file", wanted: "an ODT file")
        case .html, .json: throw .wrongKind(found: "no OpenDocument file", wanted: "an ODT file")
        }
        let wanted: Set<String> = ["content.xml", "meta.xml", "META-INF/manifest.xml"]
        let contents = try ZipReader.read(bytes) { wanted.contains($0) }
        if let manifest = contents.entries["META-INF/manifest.xml"] {
            let root = try read(manifest, "manifest.xml")
            if !root.all("manifest:encryption-data").isEmpty { throw .hasPassword }
        }
        let holdsProgram = contents.names.contains {
            !$0.hasSuffix("/") && ($0.hasPrefix("Basic/") || $0.hasPrefix("Scripts/"))
        }
        guard !holdsProgram else { throw .hasMacro }
        guard let content = contents.entries["content.xml"] else { throw .damaged }
        let root = try read(content, "content.xml")
        if let scripts = root.child("office:scripts"), !scripts.children.isEmpty { throw .hasMacro }
        guard let body = root.child("office:body")?.child("office:text") else { throw .damaged }
        // A few bytes may stand for many spaces: all together they are bounded like everything unpacked.
        let spaces = body.all("text:s").reduce(0) {
            $0 + min(max($1.attributes["text:c"].flatMap { Int($0) } ?? 1, 1), Line.mostSpaces)
        }
        guard spaces <= 4 << 20 else { throw .unpacksTooFar }
        var document = TextDocument()
        if let meta = contents.entries["meta.xml"] { try add(meta, to: &document) }
        add(body, to: &document)
        return document
    }

    private static func read(_ bytes: [UInt8], _ name: String) throws(FileRefusal) -> XMLElement {
        try XMLReader.read(bytes, named: name, prefixes: prefixes)
    }

    private static let prefixes: [String: String] = {
        let start = "urn:oasis:names:tc:opendocument:xmlns:"
        var prefixes = ["http://purl.org/dc/elements/1.1/": "dc"]
        for name in ["office", "text", "table", "meta", "manifest", "drawing"] {
            prefixes["\(start)\(name):1.0"] = name
        }
        return prefixes
    }()

    private static func add(_ meta: [UInt8], to document: inout TextDocument) throws(FileRefusal) {
        guard let facts = try read(meta, "meta.xml").child("office:meta") else { return }
        document.title = facts.child("dc:title")?.text ?? ""
        for fact in facts.children where fact.name == "meta:user-defined" {
            if let name = fact.attributes["meta:name"] { document.properties[name] = fact.text }
        }
    }

    private static func add(_ element: XMLElement, to document: inout TextDocument) {
        for child in element.children {
            switch child.name {
            case "text:h":
                let level = child.attributes["text:outline-level"].flatMap { Int($0) } ?? 1
                document.blocks.append(.heading(level, paragraph(child).text))
            case "text:p": document.blocks.append(.paragraph(paragraph(child).text))
            case "table:table": document.blocks.append(.table(rows(of: child)))
            case "text:tracked-changes", "office:annotation", "office:forms": continue
            default: add(child, to: &document)
            }
        }
    }

    private static func rows(of table: XMLElement) -> [[TextDocument.Cell]] {
        table.children.flatMap { child -> [[TextDocument.Cell]] in
            switch child.name {
            case "table:table-row":
                [child.children.filter { $0.name == "table:table-cell" }.map(cell)]
            case "table:table-header-rows", "table:table-row-group", "table:table-rows": rows(of: child)
            default: []
            }
        }
    }

    private static func cell(_ element: XMLElement) -> TextDocument.Cell {
        var lines: [String] = []
        var marks: [String] = []
        collect(element, &lines, &marks)
        return TextDocument.Cell(text: lines.joined(separator: "\n"), marks: marks)
    }

    private static func collect(_ element: XMLElement, _ lines: inout [String], _ marks: inout [String]) {
        for child in element.children {
            switch child.name {
            case "text:p", "text:h":
                let read = paragraph(child)
                lines.append(read.text)
                marks += read.marks
            case "text:bookmark", "text:bookmark-start":
                if let name = child.attributes["text:name"] { marks.append(name) }
            case "text:tracked-changes", "office:annotation": continue
            default: collect(child, &lines, &marks)
            }
        }
    }

    /// The text of a paragraph, with white space folded as OpenDocument says, and the bookmarks in it.
    private static func paragraph(_ element: XMLElement) -> (text: String, marks: [String]) {
        var line = Line()
        line.add(element)
        return (String(line.text), line.marks)
    }

    private struct Line {
        var text = String.UnicodeScalarView()
        var marks: [String] = []
        private var mayFold = true

        /// An answer has at most so many characters; more in one place is no text.
        static let mostSpaces = 100_000

        mutating func add(_ element: XMLElement) {
            for part in element.parts {
                switch part {
                case .text(let plain): add(plain)
                case .element(let child): inline(child)
                }
            }
        }

        private mutating func add(_ plain: String) {
            for scalar in plain.unicodeScalars {
                switch scalar {
                case " ", "\t", "\n", "\r":
                    if !mayFold { text.append(" ") }
                    mayFold = true
                default:
                    text.append(scalar)
                    mayFold = false
                }
            }
        }

        private mutating func inline(_ child: XMLElement) {
            switch child.name {
            case "text:s":
                let count = child.attributes["text:c"].flatMap { Int($0) } ?? 1
                text.append(contentsOf: repeatElement(" ", count: min(max(count, 1), Self.mostSpaces)))
                mayFold = false
            case "text:tab":
                text.append("\t")
                mayFold = false
            case "text:line-break":
                text.append("\n")
                mayFold = true
            case "text:bookmark", "text:bookmark-start":
                if let name = child.attributes["text:name"] { marks.append(name) }
            case "text:text-input":
                // What LibreOffice makes of Word's content control: the text as it is, and a return at its end.
                let typed = child.text.unicodeScalars
                text.append(contentsOf: typed.last == "\r" ? typed.dropLast() : typed[...])
                mayFold = false
            case "office:annotation", "text:note", "text:soft-page-break", "text:tracked-changes": return
            default: add(child)
            }
        }
    }
}
