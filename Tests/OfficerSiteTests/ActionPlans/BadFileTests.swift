// SPDX-License-Identifier: Apache-2.0
import EqualityDuty
import Reports
import Storage
import Testing

@testable import Documents
@testable import WebServer

/// Files that cannot be taken: one plain page each, and the plan as it was.
@Suite struct `A plan's file that cannot be taken` {
    private static func ole(_ name: String) -> [UInt8] {
        [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] + [UInt8](repeating: 0, count: 600)
            + name.utf8.flatMap { [$0, 0] }
    }

    private static var workbook: [UInt8] {
        let table = SpreadsheetFile.Table(
            name: "Plan", title: "Plan", columns: ActionCells.headers.map { .init($0) },
            rows: [["Alpha"] + Array(repeating: "x", count: 10)])
        return (try? XLSXWriter.bytes(of: SpreadsheetFile(title: "Plan", author: "", tables: [table]))) ?? []
    }

    private static func bomb() -> [UInt8] {
        let spaces = String(repeating: " ", count: 40 << 20)
        return ZipWriter.packed([
            .init("[Content_Types].xml", text: "<Types/>"), .init("xl/workbook.xml", text: spaces),
        ])
    }

    private static func rows(_ count: Int) -> [UInt8] {
        var bytes = Array((ActionCells.headers.joined(separator: ",") + "\r\n").utf8)
        let line = Array("a,,,,,,,,,,\r\n".utf8)
        bytes.reserveCapacity(bytes.count + count * line.count)
        for _ in 0..<count { bytes += line }
        return bytes
    }

    @Test(
        arguments: [
            ("empty", "must not be empty"), ("password", "must have no password"),
            ("old", "Excel 97 to 2003"),
            ("cut", "must be whole"), ("bomb", "must not unpack"), ("rows", "MB or smaller"),
            ("many", "rows"),
            ("pdf", "a PDF"), ("picture", "a picture (PNG)"), ("strange", "CSV file"),
            ("none", "a row of headers"),
        ])
    func `is refused with one line, and changes nothing`(kind: String, words: String) async throws {
        let bytes: [UInt8] =
            switch kind {
            case "empty": []
            case "password": Self.ole("EncryptedPackage")
            case "old": Self.ole("Workbook")
            case "cut": Array(Self.workbook.prefix(Self.workbook.count / 2))
            case "bomb": Self.bomb()
            case "rows": Self.rows(2_000_000)
            case "many": Self.rows(60_000)
            case "pdf": Array("%PDF-1.7 text".utf8)
            case "picture": [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13]
            case "strange": [1, 2, 3, 0, 0, 0, 0, 9] + Array("words".utf8)
            default: Array("one line of text".utf8)
            }
        let council = try await Council()
        let visitor = try await council.visitor()
        _ = try await council.addAction("Alpha")
        let before = try await council.plan.actions(within: .wholeBody)
        let answer = await visitor.upload(`A plan that comes back in a file`.path, "plan.xlsx", bytes)
        #expect(answer.status == 422)
        let problems = Markup(answer).problems
        #expect(problems.count == 1 && problems.first?.field == "file")
        #expect(problems.first?.text.contains(words) == true, "\(problems)")
        #expect(!answer.text.contains("Take pictures out"))
        #expect(try await council.plan.actions(within: .wholeBody) == before)
        #expect(try await council.everything()["upload"]?.isEmpty == true)
        #expect(council.faults.all.withLock { $0 } == [])
    }

    @Test func `names the row and the column of what is wrong`() async throws {
        let council = try await Council()
        let visitor = try await council.visitor()
        let id = try await council.addAction("Alpha")
        let head = PlanFields.headers + ["_id", "_version"]
        func row(_ title: String, risk: String = "", id: String = "", version: String = "") -> [String] {
            var cells = Array(repeating: "", count: head.count)
            cells[0] = title
            cells[15] = risk
            (cells[head.count - 2], cells[head.count - 1]) = (id, version)
            return cells
        }
        let rows = [
            head, row("Alpha", id: id, version: "1"), row("Alpha again", id: id, version: "1"),
            row("Strange", id: "nobody", version: "1"), row("New", risk: "somewhat"), row("Twice"),
            row("Twice"),
            row("From the future", id: id, version: "9"),
        ]
        let answer = await visitor.upload(
            `A plan that comes back in a file`.path, "plan.csv", CSVWriter.bytes(of: rows, forPeople: true))
        #expect(answer.status == 422)
        for words in [
            "Row 3", "The same action stands in row 2 already", "Row 4", "not in this plan", "Row 5",
            "Risk must be low", "Row 7", "The same action stands in row 6 already",
        ] { #expect(answer.text.contains(words), "\(words)") }
        #expect(Markup(answer).fields(of: `A plan that comes back in a file`.path + "/confirm").isEmpty)
        #expect(try await council.plan.actions(within: .wholeBody).map(\.title) == ["Alpha"])
    }

    @Test func `that was cut off on its way changes nothing`() async throws {
        let council = try await Council()
        let visitor = try await council.visitor()
        _ = try await council.addAction("Alpha")
        let head =
            "--XyZ\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n\(visitor.formToken)\r\n"
            + "--XyZ\r\nContent-Disposition: form-data; name=\"file\"; filename=\"plan.csv\"\r\n\r\n"
        let body = Array((head + ActionCells.headers.joined(separator: ",") + "\r\nBeta,,,").utf8)
        let answer = await council.dispatcher.answer(
            WebRequest(
                .post, `A plan that comes back in a file`.path,
                headers: [
                    "cookie": "dueregard-eastmarsh=\(visitor.token)",
                    "content-type": "multipart/form-data; boundary=XyZ",
                ], body: body))
        #expect((400..<500).contains(answer.status))
        #expect(try await council.plan.actions(within: .wholeBody).map(\.title) == ["Alpha"])
        #expect(try await council.everything()["upload"]?.isEmpty == true)
    }

    @Test func `without titles is asked which column they are`() async throws {
        let council = try await Council()
        let visitor = try await council.visitor()
        let rows = [
            ["What we shall do", "Lead Officer", "Directorate", "Target Completion Date", "Status"],
            ["Alpha", "Head of Housing", "Housing", "2027/28", "On target"],
        ]
        let path = `A plan that comes back in a file`.path
        let answer = await visitor.upload(path, "plan.csv", CSVWriter.bytes(of: rows, forPeople: true))
        #expect(answer.status == 422 && answer.text.contains("The column “What we shall do” is"))
        let fields = Markup(answer).fields(of: path + "/columns").filter { $0.name != "csrf" }
            .map { ($0.name, $0.name == "column-0" ? "Objective/Task" : $0.value) }
        let again = await visitor.send(path + "/columns", fields)
        #expect(again.status == 200 && again.text.contains("1 new action"))
    }
}
