// SPDX-License-Identifier: Apache-2.0

/// Reads workbooks that may have been made to do harm. What a file is, its content says, never its name.
public enum WorkbookReader {
    /// The tables of an XLSX or ODS file; anything else is refused with what it is.
    public static func workbook(_ bytes: [UInt8], limits: WorkbookLimits = WorkbookLimits())
        throws(FileRefusal)
        -> Workbook
    {
        switch SheetFileKind(bytes) {
        case .zip: break
        case .old(let refusal): throw refusal
        case .page, .text, .portable, .strange:
            throw .wrongKind(found: SheetFileKind(bytes).words, wanted: wanted)
        }
        return try ZipStream.open(bytes, limits: limits.zip) {
            (zip: ZipStream) throws(FileRefusal) -> Workbook in
            if zip.names.contains(where: {
                $0.hasSuffix("vbaProject.bin") || $0.hasPrefix("Basic/") && !$0.hasSuffix("/")
            }) {
                throw .hasMacro
            }
            if zip.names.contains("content.xml") { return try ODSReader.workbook(zip, limits) }
            if zip.names.contains("word/document.xml") {
                throw .wrongKind(found: "a Word document", wanted: wanted)
            }
            if zip.names.contains("[Content_Types].xml") { return try XLSXReader.workbook(zip, limits) }
            throw .wrongKind(found: "a ZIP file of another kind", wanted: wanted)
        }
    }

    static let wanted = "an XLSX or ODS workbook"
    static let wantedTables = "a workbook (XLSX or ODS), a CSV file or a web page with a table"

    /// The tables of any file that can hold them: XLSX, ODS, CSV, or a web page.
    public static func tables(_ bytes: [UInt8], limits: WorkbookLimits = WorkbookLimits()) throws(FileRefusal)
        -> Workbook
    {
        switch SheetFileKind(bytes) {
        case .zip: return try workbook(bytes, limits: limits)
        case .old(let refusal): throw refusal
        case .portable:
            throw .wrongKind(found: "a PDF, whose tables cannot be told apart", wanted: wantedTables)
        case .strange(let found): throw .wrongKind(found: found, wanted: wantedTables)
        case .page: return try HTMLTables.workbook(bytes, limits)
        case .text: return try TextTables.workbook(bytes, limits)
        }
    }
}

/// What the first bytes of a file say that it is.
enum SheetFileKind {
    case zip
    case old(FileRefusal)
    case page
    case portable
    case text
    /// No table at all: a picture, a packed file, something unknown, in words.
    case strange(String)

    init(_ bytes: [UInt8]) {
        if bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) || bytes.starts(with: [0x50, 0x4B, 0x05, 0x06]) {
            self = .zip
        } else if bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) {
            self = .old(Self.refusal(of: bytes))
        } else if bytes.starts(with: Array("%PDF-".utf8)) {
            self = .portable
        } else if Self.isPage(bytes) {
            self = .page
        } else if let found = Self.strange(bytes) {
            self = .strange(found)
        } else {
            self = .text
        }
    }

    /// What a file is that holds no text; `nil` where it may be text.
    private static func strange(_ bytes: [UInt8]) -> String? {
        let marks: [([UInt8], String)] = [
            ([0x89, 0x50, 0x4E, 0x47], "a picture (PNG)"), ([0xFF, 0xD8, 0xFF], "a picture (JPEG)"),
            (Array("GIF8".utf8), "a picture (GIF)"), (Array("{\\rtf".utf8), "a document in Rich Text"),
            ([0x1F, 0x8B], "a packed file"), ([0x37, 0x7A, 0xBC, 0xAF], "a packed file"),
            (Array("Rar!".utf8), "a packed file"),
        ]
        if let mark = marks.first(where: { bytes.starts(with: $0.0) }) { return mark.1 }
        // Text of two bytes a letter begins with a mark of its own, or has a zero in every second byte.
        guard !bytes.starts(with: [0xFF, 0xFE]), !bytes.starts(with: [0xFE, 0xFF]) else { return nil }
        let head = bytes.prefix(1024)
        let isText = head.allSatisfy { $0 >= 0x20 || [0x09, 0x0A, 0x0C, 0x0D, 0x00, 0x1A].contains($0) }
        let zeros = head.count { $0 == 0 }
        let isWide = zeros * 3 >= head.count && zeros * 5 <= head.count * 3
        return isText && (zeros == 0 || isWide) ? nil : "none of these, whatever its name says"
    }

    var words: String {
        switch self {
        case .zip: "a ZIP file"
        case .old: "a file of an old Office"
        case .page: "a web page"
        case .portable: "a PDF"
        case .text: "plain text, such as a CSV file"
        case .strange(let found): found
        }
    }

    /// Old Office files and those with a password are small file systems whose folders name their content.
    private static func refusal(of bytes: [UInt8]) -> FileRefusal {
        let holds = { (name: String) in
            Self.contains(bytes, Array(name.utf8).flatMap { [$0, 0] })
        }
        if holds("EncryptedPackage") { return .workbookHasPassword }
        let found =
            holds("WordDocument")
            ? "a document of Word 97 to 2003"
            : holds("Workbook") || holds("Book")
                ? "a workbook of Excel 97 to 2003" : "a file of an old Office"
        return .wrongKind(
            found: "\(found), whatever its name says. Save it as XLSX", wanted: WorkbookReader.wanted)
    }

    private static func isPage(_ bytes: [UInt8]) -> Bool {
        var start = String(decoding: bytes.prefix(2048).filter { $0 != 0 }, as: UTF8.self).lowercased()[...]
        start = start.drop { $0.isWhitespace || $0 == "\u{FEFF}" }
        guard start.hasPrefix("<") || start.hasPrefix("version:") else { return false }
        return ["<html", "<!doctype html", "<table", "<body", "<meta"].contains { start.contains($0) }
    }

    private static func contains(_ bytes: [UInt8], _ wanted: [UInt8]) -> Bool {
        bytes.withUnsafeBytes { all in
            wanted.withUnsafeBytes { part in
                guard all.count >= part.count, let first = part.first else { return false }
                return (0...(all.count - part.count)).contains { at in
                    all[at] == first && all[at..<(at + part.count)].elementsEqual(part)
                }
            }
        }
    }
}
