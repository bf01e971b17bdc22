// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import Documents

@Suite struct `A file that is no honest workbook` {
    static func refusal(_ bytes: [UInt8], _ limits: WorkbookLimits = WorkbookLimits()) -> FileRefusal? {
        do throws(FileRefusal) {
            _ = try WorkbookReader.workbook(bytes, limits: limits)
            return nil
        } catch {
            return error
        }
    }

    private static let oleMark: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]
    private static func ole(_ name: String) -> [UInt8] {
        oleMark + [UInt8](repeating: 0, count: 1000) + name.utf8.flatMap { [$0, 0] }
            + [UInt8](repeating: 0, count: 99)
    }

    @Test func `is known by its content`() {
        #expect(Self.refusal(Self.ole("EncryptedPackage")) == .workbookHasPassword)
        #expect(Self.refusal(Self.ole("Workbook"))?.message.contains("Excel 97 to 2003") == true)
        #expect(Self.refusal(Self.ole("WordDocument"))?.message.contains("Word 97 to 2003") == true)
        #expect(Self.refusal(Array("a,b\n1,2".utf8))?.message.contains("plain text") == true)
        #expect(Self.refusal(Array("<html><table></table>".utf8))?.message.contains("a web page") == true)
        #expect(Self.refusal(Array("%PDF-1.4".utf8))?.message.contains("a PDF") == true)
        #expect(Self.refusal([]) != nil)
        let word = ZipWriter.packed([ZipWriter.Entry("word/document.xml", text: "<a/>")])
        #expect(Self.refusal(word)?.message.contains("a Word document") == true)
        let other = ZipWriter.packed([ZipWriter.Entry("readme.txt", text: "a")])
        #expect(Self.refusal(other)?.message.contains("a ZIP file of another kind") == true)
    }

    @Test func `is refused with one line each`() {
        for bytes in [Self.ole("EncryptedPackage"), Self.ole("Workbook"), Array("a,b".utf8)] {
            let message = Self.refusal(bytes)?.message ?? ""
            #expect(message.hasPrefix("The file must ") && message.hasSuffix(".") && !message.contains("\n"))
        }
    }

    @Test func `is refused where it is damaged, wherever it was cut`() {
        let whole = TinyWorkbook.xlsx("<sheetData>\(TinyWorkbook.row(1, ["a", "b"]))</sheetData>")
        #expect(Self.refusal(whole) == nil)
        for length in stride(from: 0, to: whole.count, by: 7) {
            #expect(Self.refusal(Array(whole[..<length])) != nil, "\(length) bytes")
        }
    }

    @Test func `is refused where a text is missing, cells are out of order, or XML is broken`() {
        let inner = { (cells: String) in
            TinyWorkbook.xlsx("<sheetData><row r=\"1\">\(cells)</row></sheetData>")
        }
        #expect(Self.refusal(inner("<c t=\"s\"><v>7</v></c>"))?.message.contains("A1 names a text") == true)
        #expect(Self.refusal(inner("<c r=\"B1\"><v>7</v></c><c r=\"A1\"><v>7</v></c>")) != nil)
        #expect(Self.refusal(inner("<c><v>7</c>")) != nil)
        let entity = TinyWorkbook.xlsx("<sheetData/>", extra: [])
        #expect(Self.refusal(entity) == nil)
    }

    @Test func `is refused where it holds a macro or no sheet`() {
        let macro = ZipWriter.Entry("xl/vbaProject.bin", text: "x")
        #expect(Self.refusal(TinyWorkbook.xlsx("<sheetData/>", extra: [macro])) == .hasMacro)
        #expect(Self.refusal(TinyWorkbook.ods("")) == .noSheet)
        let locked = ZipWriter.Entry(
            "META-INF/manifest.xml",
            text: "<m:manifest xmlns:m=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\"><m:file-entry>"
                + "<m:encryption-data/></m:file-entry></m:manifest>")
        #expect(Self.refusal(TinyWorkbook.ods("", extra: [locked])) == .workbookHasPassword)
    }

    @Test func `is refused where it unpacks to far more than it is`() {
        let zeros = String(repeating: " ", count: 40 << 20)
        let bomb = TinyWorkbook.xlsx("<sheetData>\(zeros)</sheetData>")
        #expect(bomb.count < 100_000)
        #expect(Self.refusal(bomb) == .unpacksTooFar)
        let many = (0..<3000).map { ZipWriter.Entry("xl/\($0).xml", text: "") }
        #expect(Self.refusal(TinyWorkbook.xlsx("<sheetData/>", extra: many)) == .unpacksTooFar)
    }

    @Test func `is refused for one cell too long or too far to the right`() {
        let long = String(repeating: "x", count: 1 << 18 | 1)
        let refusal = Self.refusal(
            TinyWorkbook.xlsx("<sheetData>\(TinyWorkbook.row(2, ["a", long]))</sheetData>"))
        #expect(refusal == .cellTooLong(cell: "Cell B2 of the sheet “Plan”", limit: 1 << 18))
        let far = "<sheetData><row r=\"1\"><c r=\"XFD1\"><v>1</v></c></row></sheetData>"
        #expect(Self.refusal(TinyWorkbook.xlsx(far)) == .tooManyCells(limit: 1_000_000))
        let wide =
            "<table:table><table:table-row><table:table-cell table:number-columns-repeated=\"16384\">"
            + "<text:p>x</text:p></table:table-cell></table:table-row></table:table>"
        #expect(Self.refusal(TinyWorkbook.ods(wide)) == .tooManyCells(limit: 1_000_000))
    }

    /// Two million rows of which only the first 50,000 are ever looked at.
    @Test func `is refused for two million rows before they are read`() {
        var rows = "<sheetData>"
        rows.reserveCapacity(60 << 20)
        for number in 1...2_000_000 { rows += "<row r=\"\(number)\"><c><v>1</v></c></row>" }
        let bytes = TinyWorkbook.xlsx(rows + "</sheetData>")
        let taken = ContinuousClock().measure { #expect(Self.refusal(bytes) == .tooManyRows(limit: 50_000)) }
        #expect(taken < .seconds(5))
        let repeated =
            "<table:table><table:table-row table:number-rows-repeated=\"2000000\"><table:table-cell>"
            + "<text:p>x</text:p></table:table-cell></table:table-row></table:table>"
        #expect(Self.refusal(TinyWorkbook.ods(repeated)) == .tooManyRows(limit: 50_000))
    }

    @Test func `never stops the reader, whatever its bytes are`() {
        let whole = TinyWorkbook.xlsx(
            "<sheetData>\(TinyWorkbook.row(1, ["a", "b"]))</sheetData>", styles: ["d/m/yy"])
        var numbers = SeededNumbers(seed: 4)
        for _ in 0..<400 {
            var bytes = whole
            for _ in 0...Int.random(in: 0...6, using: &numbers) {
                bytes[Int.random(in: bytes.indices, using: &numbers)] = UInt8.random(
                    in: 0...255, using: &numbers)
            }
            _ = Self.refusal(bytes)
        }
    }
}
