// SPDX-License-Identifier: Apache-2.0

/// What a word processor's file says, without how it looks: headings, paragraphs, tables, and facts kept in it.
public struct TextDocument: Hashable, Sendable {
    /// A cell of a table.
    public struct Cell: Hashable, Sendable {
        /// The text; paragraphs are lines.
        public var text = ""
        /// The bookmarks in it, and the content controls it belongs to.
        public var marks: [String] = []
    }

    /// A part of the text.
    public enum Block: Hashable, Sendable {
        /// A heading and its level; a paragraph; rows of cells.
        case heading(Int, String), paragraph(String), table([[Cell]])
    }

    /// The title that the file gives itself; empty for none.
    public var title = ""
    /// Facts kept in the file under names and not shown.
    public var properties: [String: String] = [:]
    /// The parts in their order.
    public var blocks: [Block] = []

    /// The rows of all tables, in order.
    public var rows: [[Cell]] {
        blocks.flatMap {
            switch $0 {
            case .heading, .paragraph: [[Cell]]()
            case .table(let rows): rows
            }
        }
    }

    /// The texts of headings and paragraphs, in order.
    public var paragraphs: [String] {
        blocks.compactMap {
            switch $0 {
            case .heading(_, let text), .paragraph(let text): text
            case .table: nil
            }
        }
    }
}

/// What a file turns out to be by its content, whatever its name says.
public enum FileKind: Hashable, Sendable {
    /// OpenDocument text; Word; a page; JSON.
    case odt, docx, html, json

    /// The kind of these bytes, or the reason why they cannot be read.
    public static func of(_ bytes: [UInt8]) throws(FileRefusal) -> FileKind {
        let wanted = "an ODT, DOCX, HTML or JSON file"
        if bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) { throw .hasPassword }
        if bytes.starts(with: Array("%PDF".utf8)) { throw .wrongKind(found: "a PDF file", wanted: wanted) }
        if bytes.starts(with: Array("PK".utf8)) {
            let contents = try ZipReader.read(bytes) { $0 == "mimetype" }
            if contents.names.contains("word/document.xml") { return .docx }
            if contents.names.contains("[Content_Types].xml"), contents.names.contains("xl/workbook.xml") {
                throw .wrongKind(found: "a spreadsheet", wanted: wanted)
            }
            guard let type = contents.entries["mimetype"] else {
                throw .wrongKind(found: "a ZIP file", wanted: wanted)
            }
            if type.starts(with: ODTWriter.mediaType.utf8) { return .odt }
            throw .wrongKind(found: "an OpenDocument file that is no text", wanted: wanted)
        }
        let start = bytes.prefix(4_096).drop { $0 <= 0x20 || $0 == 0xEF || $0 == 0xBB || $0 == 0xBF }
        if start.first == UInt8(ascii: "{") { return .json }
        if start.first == UInt8(ascii: "<") { return .html }
        throw .wrongKind(found: "of a kind that is not known here", wanted: wanted)
    }
}
