// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import Documents

@Suite struct `A written workbook` {
    static let awkward = [
        "=SUM(A1:A9)", "+44 20", "-none-", "@all", "'quoted", "2013/14", "11 July 2013", "0012", "1e5",
        "TRUE",
        "a\nb", "a\r\nb\r", "\u{1}\u{1F}\u{0B}", "_x0041_", "_x005F_", "  two  spaces ", "\ttab\t", "<b>&\"'",
        "e\u{301}", "\u{FFFE}\u{FEFF}x", "😀", "\n\n", " ", "a\n", "\u{A0}", "__x0001__",
    ]

    static func file(cover: SpreadsheetFile.Cover? = nil) -> SpreadsheetFile {
        SpreadsheetFile(
            title: "Action plan", author: "Eastmarsh Borough Council", cover: cover,
            tables: [
                .init(
                    name: "Action plan", title: "Actions of the plan",
                    columns: [
                        .init("_id", isHidden: true), .init("Objective/Task", width: 40), .init("Due"),
                    ],
                    rows: awkward.enumerated().map { ["a\($0)", $1, $0 % 2 == 0 ? "" : $1] })
            ])
    }

    @Test func `comes back byte for byte`() throws {
        for bytes in [try XLSXWriter.bytes(of: Self.file()), ODSWriter.bytes(of: Self.file())] {
            let sheet = try WorkbookReader.workbook(bytes).sheets[0]
            #expect(sheet.name == "Action plan")
            #expect(sheet.rows.first?.cells.map(\.text) == ["_id", "Objective/Task", "Due"])
            #expect(sheet.hiddenColumns == [1])
            for (row, text) in zip(sheet.rows.dropFirst(), Self.awkward) {
                #expect(Array(row[2].text.utf8) == Array(text.utf8))
                #expect(row[2].kind == .text && !row[2].isFormula)
                #expect(row[3].text.isEmpty || row[3].text == text)
            }
            #expect(sheet.rows.count == Self.awkward.count + 1)
        }
    }

    @Test func `comes back whatever its words are`() throws {
        var numbers = SeededNumbers(seed: 44)
        let pieces = [
            "_", "x", "0041", "_x000D_", " ", "  ", "\n", "\r", "\t", "a", "\u{7}", "&", "=", "é", "\u{FFFE}",
        ]
        let rows = (0..<2000).map { _ in
            [(0...6).map { _ in pieces.randomElement(using: &numbers) ?? "" }.joined()]
        }
        let file = SpreadsheetFile(
            title: "T", author: "A", tables: [.init(name: "T", title: "T", columns: [.init("H")], rows: rows)]
        )
        for bytes in [try XLSXWriter.bytes(of: file), ODSWriter.bytes(of: file)] {
            let read = try WorkbookReader.workbook(bytes).sheets[0].rows.dropFirst().map {
                Array($0[1].text.utf8)
            }
            #expect(read == rows.map { Array($0[0].utf8) })
        }
    }

    @Test func `has a cover, contents and notes where it is a publication`() throws {
        let cover = SpreadsheetFile.Cover(
            facts: [("Publisher", "Eastmarsh Borough Council"), ("Licence", "OGL 3.0")],
            notes: ["Rounded to 5."])
        for bytes in [
            try XLSXWriter.bytes(of: Self.file(cover: cover)), ODSWriter.bytes(of: Self.file(cover: cover)),
        ] {
            let book = try WorkbookReader.workbook(bytes)
            #expect(book.sheets.map(\.name) == ["Cover", "Contents", "Notes", "Action plan"])
            #expect(
                book.sheets[0].rows.map { $0[1].text } == [
                    "Action plan", "Publisher: Eastmarsh Borough Council", "Licence: OGL 3.0",
                    "This workbook has 1 table.",
                ])
            #expect(book.sheets[2].rows.last?.cells.map(\.text) == ["note 1", "Rounded to 5."])
            #expect(
                book.sheets[3].rows.prefix(3).map { $0[1].text } == [
                    "Actions of the plan", "This sheet has one table.", "_id",
                ])
        }
    }

    @Test func `refuses a text that Excel would cut`() {
        let long = String(repeating: "x", count: 32_768)
        let file = SpreadsheetFile(
            title: "T", author: "A",
            tables: [.init(name: "T", title: "T", columns: [.init("H")], rows: [[long]])])
        #expect(throws: FileRefusal.cellTooLong(cell: "Cell A2 of the sheet “T”", limit: 32_767)) {
            try XLSXWriter.bytes(of: file)
        }
    }

    @Test func `gives every sheet a name that it can have`() throws {
        let names = ["a/b", "a:b", "", String(repeating: "n", count: 40), "a b"]
        let file = SpreadsheetFile(
            title: "T", author: "A",
            tables: names.map { .init(name: $0, title: $0, columns: [.init("H")], rows: [["x"]]) })
        let read = try WorkbookReader.workbook(try XLSXWriter.bytes(of: file)).sheets.map(\.name)
        #expect(read == ["a b", "a b 2", "Table", String(repeating: "n", count: 28), "a b 3"])
    }
}
