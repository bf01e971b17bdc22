// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import Documents

@Suite struct `A file made to do harm` {
    private static func odt(_ content: String, _ more: [ZipWriter.Entry] = []) -> [UInt8] {
        let text = """
            <office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" \
            xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">\(content)</office:document-content>
            """
        return ZipWriter.bytes(
            of: [
                .init("mimetype", text: ODTWriter.mediaType, isStored: true),
                .init("content.xml", text: text),
            ] + more)
    }

    private static let empty = "<office:body><office:text/></office:body>"

    private static func docx(_ more: [ZipWriter.Entry]) -> [UInt8] {
        let text = "<w:document xmlns:w=\"\(DOCXWriter.space)\"><w:body/></w:document>"
        return ZipWriter.bytes(of: [.init("word/document.xml", text: text)] + more)
    }

    /// A deflated bomb, written without the care of our own writer.
    private static func bomb(megabytes: Int) -> [UInt8] {
        let zeros = [UInt8](repeating: 0, count: megabytes << 20)
        return ZipWriter.packed([.init("word/document.xml", zeros)])
    }

    @Test func `that becomes 200 MiB is refused while it unpacks`() {
        let bytes = Self.bomb(megabytes: 200)
        #expect(bytes.count < 250_000)
        #expect(throws: FileRefusal.unpacksTooFar) { try ZipReader.read(bytes) }
        #expect(throws: FileRefusal.unpacksTooFar) { try FormFile.read(bytes) }
    }

    @Test func `that stays under every limit is read, one past it is not`() throws {
        var limits = ZipLimits()
        limits.inflated = 1_000
        limits.entries = 2
        let good = ZipWriter.bytes(of: [.init("a", [UInt8](repeating: 65, count: 1_000)), .init("b", [])])
        #expect(try ZipReader.read(good, limits: limits).entries["a"]?.count == 1_000)
        let long = ZipWriter.bytes(of: [.init("a", [UInt8](repeating: 65, count: 1_000)), .init("b", [1])])
        #expect(throws: FileRefusal.unpacksTooFar) { try ZipReader.read(long, limits: limits) }
        let many = ZipWriter.bytes(of: (0..<3).map { .init("\($0)", []) })
        #expect(throws: FileRefusal.unpacksTooFar) { try ZipReader.read(many, limits: limits) }
        let crowd = ZipWriter.bytes(of: (0..<2_001).map { .init("\($0)", []) })
        #expect(throws: FileRefusal.unpacksTooFar) { try ZipReader.read(crowd) }
        limits.bytes = good.count - 1
        #expect(throws: FileRefusal.tooLarge(megabytes: 0)) { try ZipReader.read(good, limits: limits) }
    }

    @Test(arguments: [(80, FileRefusal.unpacksTooFar), (1, .damaged)])
    func `that lies about its sizes is counted as it unpacks`(megabytes: Int, refusal: FileRefusal) {
        var bytes = Self.bomb(megabytes: megabytes)
        // The sizes stated in the local header and in the directory become 100.
        for place in bytes.indices.dropLast(30) where bytes[place] == 0x50 && bytes[place + 1] == 0x4B {
            let offset = bytes[place + 2] == 3 ? 22 : bytes[place + 2] == 1 ? 24 : 0
            guard offset > 0 else { continue }
            bytes.replaceSubrange((place + offset)..<(place + offset + 4), with: [100, 0, 0, 0])
        }
        #expect(throws: refusal) { try ZipReader.read(bytes) }
    }

    @Test(arguments: ["odt", "docx"])
    func `cut short anywhere is refused`(format: String) {
        let bytes = FormSample.bytes(FormSample.form(), as: format)
        for part in [1, 4, 30, bytes.count / 2, bytes.count - 1] {
            #expect(throws: FileRefusal.self) { try FormFile.read(Array(bytes.prefix(part))) }
        }
    }

    @Test(arguments: FormSample.formats)
    func `with any byte changed is read or refused, never worse`(format: String) {
        var numbers = SeededNumbers(seed: 11)
        let bytes = FormSample.bytes(FormSample.form(), as: format)
        for _ in 0..<300 {
            var changed = bytes
            for _ in 0..<3 {
                changed[Int.random(in: 0..<bytes.count, using: &numbers)] = UInt8.random(
                    in: 0...255, using: &numbers)
            }
            _ = try? FormFile.read(changed)
        }
    }

    @Test func `of 50 MB is refused by its size`() {
        var bytes = [UInt8](repeating: 0, count: 50_000_000)
        bytes.replaceSubrange(0..<2, with: Array("PK".utf8))
        #expect(throws: FileRefusal.tooLarge(megabytes: 16)) { try FormFile.read(bytes) }
        bytes.replaceSubrange(0..<2, with: Array("<h".utf8))
        #expect(throws: FileRefusal.tooLarge(megabytes: 16)) { try FormFile.read(bytes) }
    }

    @Test func `that stands for gigabytes of spaces is refused`() throws {
        let spaces = { (count: Int) in
            let paragraph = String(repeating: "<text:s text:c=\"99999999\"/>", count: count)
            return Self.odt(
                "<office:body><office:text><text:p>\(paragraph)</text:p></office:text></office:body>")
        }
        #expect(try ODTReader.document(spaces(2)).paragraphs.first?.utf8.count == 200_000)
        #expect(throws: FileRefusal.unpacksTooFar) { try ODTReader.document(spaces(5_000)) }
    }

    @Test func `with a macro is refused`() {
        #expect(throws: FileRefusal.hasMacro) {
            try FormFile.read(Self.odt(Self.empty, [.init("Basic/Standard/Module1.xml", text: "<a/>")]))
        }
        let script = "<office:scripts><office:script/></office:scripts>"
        #expect(throws: FileRefusal.hasMacro) { try FormFile.read(Self.odt(script + Self.empty)) }
        #expect(throws: FileRefusal.noForm) { try FormFile.read(Self.odt("<office:scripts/>" + Self.empty)) }
        #expect(throws: FileRefusal.hasMacro) {
            try FormFile.read(Self.docx([.init("word/vbaProject.bin", [1])]))
        }
        let types =
            "<Types><Default ContentType=\"application/vnd.ms-word.document.macroEnabled.main+xml\"/></Types>"
        #expect(throws: FileRefusal.hasMacro) {
            try FormFile.read(Self.docx([.init("[Content_Types].xml", text: types)]))
        }
    }

    @Test func `with a password is refused`() {
        let manifest = """
            <m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><m:file-entry>\
            <m:encryption-data/></m:file-entry></m:manifest>
            """
        #expect(throws: FileRefusal.hasPassword) {
            try FormFile.read(Self.odt(Self.empty, [.init("META-INF/manifest.xml", text: manifest)]))
        }
        #expect(throws: FileRefusal.hasPassword) { try FormFile.read([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1]) }
    }

    @Test func `of another kind is told by its content`() throws {
        let wanted = "an ODT, DOCX, HTML or JSON file"
        for (bytes, found) in [
            (Array("%PDF-1.7".utf8), "a PDF file"), ([0x89, 0x50], "of a kind that is not known here"),
            (ZipWriter.bytes(of: [.init("a", [1])]), "a ZIP file"),
            (
                ZipWriter.bytes(of: [.init("[Content_Types].xml", []), .init("xl/workbook.xml", [])]),
                "a spreadsheet"
            ),
        ] {
            #expect(throws: FileRefusal.wrongKind(found: found, wanted: wanted)) { try FormFile.read(bytes) }
        }
        let document = Document(title: "A report", caption: "", blocks: [])
        #expect(throws: FileRefusal.noForm) { try FormFile.read(ODTWriter.bytes(of: document)) }
        #expect(throws: FileRefusal.noForm) { try FormFile.read(DOCXWriter.bytes(of: document)) }
        #expect(throws: FileRefusal.noForm) { try FormFile.read(Array("<html><p>Hello".utf8)) }
        #expect(throws: FileRefusal.self) { try DOCXReader.document(ODTWriter.bytes(of: document)) }
    }

    @Test func `with a document type or entities is refused`() {
        let laughs = """
            <!DOCTYPE a [<!ENTITY x "ha"><!ENTITY y "&x;&x;&x;&x;">]><a>&y;</a>
            """
        #expect(throws: FileRefusal.self) {
            try XMLReader.read(Array(laughs.utf8), named: "a", prefixes: [:])
        }
        #expect(throws: FileRefusal.self) {
            try XMLReader.read(
                Array("<!DOCTYPE a SYSTEM \"/etc/passwd\"><a/>".utf8), named: "a", prefixes: [:])
        }
    }

    @Test func `nested too deep or in too many parts is refused`() throws {
        let deep = { (depth: Int) in
            Array((String(repeating: "<a>", count: depth) + String(repeating: "</a>", count: depth)).utf8)
        }
        #expect(try XMLReader.read(deep(XMLReader.maximumDepth), named: "a", prefixes: [:]).name == "a")
        #expect(throws: FileRefusal.self) {
            try XMLReader.read(deep(XMLReader.maximumDepth + 1), named: "a", prefixes: [:])
        }
        let many = "<b>" + String(repeating: "<a/>", count: XMLReader.maximumElements) + "</b>"
        #expect(throws: FileRefusal.self) { try XMLReader.read(Array(many.utf8), named: "a", prefixes: [:]) }
    }

    @Test func `says each in words of its own`() {
        let all: [FileRefusal] = [
            .tooLarge(megabytes: 16), .unpacksTooFar, .damaged, .hasMacro, .hasPassword,
            .wrongKind(found: "a PDF file", wanted: "an ODT file"), .unreadable("content.xml, line 3"),
            .noForm,
        ]
        #expect(Set(all.map(\.message)).count == all.count)
        for refusal in all {
            #expect(refusal.message.contains("must ") || refusal.message.contains("end "), "says what to do")
        }
    }
}
