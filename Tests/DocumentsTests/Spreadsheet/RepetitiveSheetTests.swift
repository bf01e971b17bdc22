// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import Documents

@Suite struct `A sheet that says the same over and over` {
    /// Ten thousand rows that differ by a number once came out unpacked, larger than what may be taken back.
    @Test func `stays far below the size of a file that may be taken back, and is no bomb`() throws {
        let headers = (1...20).map { "Column \($0)" }
        let leads = ["Equality lead", "Head of Housing", "Director of Care", "Benefits manager", "TBC"]
        let rows = (0..<4_000).map { number in
            ["Action \(number) on access"] + (0..<19).map { leads[(number * 7 + $0 * number) % leads.count] }
        }
        let file = SpreadsheetFile(
            title: "Plan", author: "Council",
            tables: [
                .init(name: "Plan", title: "Plan", columns: headers.map { .init($0) }, rows: rows)
            ])
        for bytes in [ODSWriter.bytes(of: file), try XLSXWriter.bytes(of: file)] {
            #expect(bytes.count < 2 << 20, "\(bytes.count) bytes")
            let read = try WorkbookReader.tables(bytes)
            let table = try #require(read.sheets.first)
            #expect(table.rows.count >= rows.count)
        }
    }
}
