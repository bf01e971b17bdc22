// SPDX-License-Identifier: Apache-2.0

/// The parts of an XLSX file that say how its sheets are to be read.
struct XLSXParts {
    struct SheetPart {
        let name: String
        let isHidden: Bool
        let entry: String
    }

    var sheets: [SheetPart] = []
    var countsFrom1904 = false
    /// The number format of each cell style.
    var formats: [NumberFormat] = []
    var strings: [String] = []

    init(_ zip: ZipStream, _ limits: WorkbookLimits) throws(FileRefusal) {
        let top = try Self.relations(of: "_rels/.rels", base: "", zip)
        let main = top.first { $0.kind.hasSuffix("/officeDocument") }?.entry ?? "xl/workbook.xml"
        guard zip.names.contains(main) else { throw .damaged }
        let folder = main.split(separator: "/").dropLast().joined(separator: "/")
        let file = main.split(separator: "/").last ?? ""
        let relations = try Self.relations(of: "\(folder)/_rels/\(file).rels", base: folder, zip)
        let book = try Self.read(main, zip)
        for element in book.children {
            switch element.name {
            case "m:workbookPr":
                countsFrom1904 = ["1", "true"].contains(element.attributes["date1904"] ?? "")
            case "m:sheets":
                for sheet in element.children where sheet.name == "m:sheet" {
                    guard let part = relations.first(where: { $0.id == sheet.attributes["r:id"] }) else {
                        continue
                    }
                    // Charts and dialogues have tabs as well.
                    guard part.kind.hasSuffix("/worksheet") else { continue }
                    let state = sheet.attributes["state"] ?? "visible"
                    sheets.append(
                        SheetPart(
                            name: sheet.attributes["name"] ?? "", isHidden: state != "visible",
                            entry: part.entry))
                }
            default: continue
            }
        }
        guard !sheets.isEmpty else { throw .noSheet }
        guard sheets.count <= limits.sheets else { throw .unpacksTooFar }
        if let styles = relations.first(where: { $0.kind.hasSuffix("/styles") }),
            zip.names.contains(styles.entry)
        {
            formats = Self.formats(try Self.read(styles.entry, zip))
        }
        if let shared = relations.first(where: { $0.kind.hasSuffix("/sharedStrings") }),
            zip.names.contains(shared.entry)
        {
            let follower = SharedStrings(limits)
            try XMLStream.follow(shared.entry, in: zip, with: follower)
            strings = follower.strings
        }
    }

    private struct Relation {
        let id, kind, entry: String
    }

    private static func relations(of entry: String, base: String, _ zip: ZipStream) throws(FileRefusal)
        -> [Relation]
    {
        let name = entry.hasPrefix("/") ? String(entry.dropFirst()) : entry
        guard zip.names.contains(name) else { return [] }
        return try read(name, zip).children.compactMap { element in
            guard let id = element.attributes["Id"], let target = element.attributes["Target"] else {
                return nil
            }
            return Relation(id: id, kind: element.attributes["Type"] ?? "", entry: resolved(target, base))
        }
    }

    /// The name of an entry from the folder that names it.
    static func resolved(_ target: String, _ base: String) -> String {
        var parts = target.hasPrefix("/") ? [] : base.split(separator: "/")
        for part in target.split(separator: "/") {
            if part == ".." { _ = parts.popLast() } else if part != "." { parts.append(part) }
        }
        return parts.joined(separator: "/")
    }

    private static func read(_ entry: String, _ zip: ZipStream) throws(FileRefusal) -> XMLElement {
        try XMLReader.read(
            try zip.bytes(of: entry), named: entry,
            prefixes: [
                "http://schemas.openxmlformats.org/spreadsheetml/2006/main": "m",
                "http://purl.oclc.org/ooxml/spreadsheetml/main": "m",
                "http://schemas.openxmlformats.org/officeDocument/2006/relationships": "r",
                "http://purl.oclc.org/ooxml/officeDocument/relationships": "r",
            ])
    }

    private static func formats(_ styles: XMLElement) -> [NumberFormat] {
        var codes: [Int: NumberFormat] = [:]
        for format in styles.child("m:numFmts")?.children ?? [] {
            guard let id = format.attributes["numFmtId"].flatMap({ Int($0) }) else { continue }
            codes[id] = NumberFormat(code: format.attributes["formatCode"] ?? "General")
        }
        return (styles.child("m:cellXfs")?.children ?? []).filter { $0.name == "m:xf" }.map { style in
            let id = style.attributes["numFmtId"].flatMap { Int($0) } ?? 0
            return codes[id] ?? NumberFormat(builtIn: id) ?? .general
        }
    }
}

/// Follows the table of texts that cells share: plain, or in pieces with a look of their own.
private final class SharedStrings: XMLFollower {
    var strings: [String] = []
    var refusal: FileRefusal?
    let isDone = false
    private let limits: WorkbookLimits
    private var text: [UInt8] = []
    private var total = 0
    private var isOpen = false
    private var phonetic = 0

    init(_ limits: WorkbookLimits) { self.limits = limits }

    func start(_ name: String, _ attributes: XMLStream.Attributes) {
        switch name {
        case "si": text.removeAll(keepingCapacity: true)
        case "rPh": phonetic += 1
        case "t": isOpen = phonetic == 0
        default: break
        }
    }

    func text(_ bytes: UnsafeRawBufferPointer) {
        guard isOpen else { return }
        text += bytes
        total += bytes.count
        if text.count > limits.cellBytes {
            refusal = .cellTooLong(cell: "Every cell", limit: limits.cellBytes)
        }
        if total > limits.textBytes { refusal = .unpacksTooFar }
    }

    func end(_ name: String) {
        switch name {
        case "t": isOpen = false
        case "rPh": phonetic -= 1
        case "si":
            strings.append(XLSXText.unescaped(String(decoding: text, as: UTF8.self)))
            if strings.count > limits.cells { refusal = .tooManyCells(limit: limits.cells) }
        default: break
        }
    }
}

/// Characters that XML cannot hold, as workbooks write them: `_x0001_`.
enum XLSXText {
    /// The text with such characters put back.
    static func unescaped(_ text: String) -> String {
        guard text.utf8.contains(UInt8(ascii: "_")), text.contains("_x") else { return text }
        var out: [UInt8] = []
        var units = Array(text.utf8)[...]
        while let byte = units.first {
            if byte == UInt8(ascii: "_"), let value = code(units), let scalar = Unicode.Scalar(value) {
                out += Array(String(Character(scalar)).utf8)
                units = units.dropFirst(7)
            } else {
                out.append(byte)
                units.removeFirst()
            }
        }
        return String(decoding: out, as: UTF8.self)
    }

    private static func code(_ units: ArraySlice<UInt8>) -> UInt32? {
        let part = Array(units.prefix(7))
        guard part.count == 7, part[1] == UInt8(ascii: "x"), part[6] == UInt8(ascii: "_") else { return nil }
        let digits = String(decoding: part[2..<6], as: UTF8.self)
        return digits.allSatisfy(\.isHexDigit) ? UInt32(digits, radix: 16) : nil
    }

    /// The text as a workbook writes it; what looks like such a character is kept from being taken for one.
    static func escaped(_ text: String) -> String {
        guard
            text.utf8.contains(where: {
                $0 < 0x20 && $0 != 9 && $0 != 10 || $0 == UInt8(ascii: "_") || $0 == 0xEF
            })
        else { return text }
        var out = ""
        let units = Array(text.utf8)
        var at = 0
        for scalar in text.unicodeScalars {
            if scalar == "_", code(units[at...]) != nil {
                out += "_x005F_"
            } else if scalar == "\r" || !XMLWriter.canHold(scalar) {
                let digits = String(scalar.value, radix: 16, uppercase: true)
                out += "_x" + String(repeating: "0", count: 4 - digits.count) + digits + "_"
            } else {
                out.unicodeScalars.append(scalar)
            }
            at += UTF8.width(scalar)
        }
        return out
    }
}
