// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing

@testable import DisclosureControl

/// Five wards by sex, published whole and then without the last ward: the difference is that ward.
@Suite struct `Releases of areas that may overlap` {
    static let wards = [[31, 28], [22, 40], [35, 27], [26, 33], [3, 30]]

    /// Wards w1 to w5 by sex; `levels` are the codes above them, each with the wards it holds.
    func write(_ folder: CommandFolder, wards: Int, levels: [(String, [Int])] = []) throws {
        func node(_ code: String, _ parent: String?) -> String {
            "{\"code\":\"\(code)\",\"parent\":\(parent.map { "\"\($0)\"" } ?? "null")}"
        }
        var nodes = [node("Total", nil)] + levels.map { node($0.0, "Total") }
        for ward in 1...wards {
            nodes.append(node("w\(ward)", levels.first { $0.1.contains(ward) }?.0 ?? "Total"))
        }
        try folder.put(
            "in/hierarchy.json",
            "{\"threshold\":5,\"oneChildLevels\":true,\"tables\":[[\"ward\",\"sex\"]],\"dims\":[{\"name\":\"ward\","
                + "\"nodes\":[\(nodes.joined(separator: ","))]},{\"name\":\"sex\",\"nodes\":"
                + "[\(node("Total", nil)),\(node("F", "Total")),\(node("M", "Total"))]}]}")
        let rows = Self.wards.prefix(wards).enumerated().map {
            "w\($0 + 1),F,\($1[0])\nw\($0 + 1),M,\($1[1])\n"
        }
        try folder.put("in/atoms.csv", "ward,sex,n\n" + rows.joined())
    }

    func protect(
        _ folder: CommandFolder, _ out: String, area: String, period: String = "2025", more: String...
    ) -> Int32 {
        folder.protect(
            out,
            more: [
                "--ledger", folder.root + "/ledger.jsonl", "--population", "residents", "--area", area,
                "--period", period, "--data-version", "1", "--approver", "A. Officer",
            ] + more)
    }

    @Test func `are refused unless somebody declares that they have nobody in common`() throws {
        let folder = try CommandFolder()
        try write(folder, wards: 5)
        #expect(protect(folder, "out", area: "Kent") == 0)
        #expect(folder.row("w5,F", of: "out/published/table-01-ward-sex.csv") == ",c")
        let line = folder.text("ledger.jsonl")
        try write(folder, wards: 4)
        #expect(protect(folder, "out2", area: "Kent without w5") == 1)
        #expect(protect(folder, "out2", area: "Kent without w5", more: "--apart", "Surrey") == 1)
        #expect(folder.text("out2/summary.json").isEmpty && folder.text("ledger.jsonl") == line)
        let book = try LedgerFile(folder.root + "/ledger.jsonl", reading: true)
        let known = InstanceReader.Known(
            entries: [], dataVersion: "1",
            elsewhere: book.elsewhere(population: "residents", area: "Kent without w5", period: "2025"))
        let problem = #expect(throws: DisclosureProblem.self) {
            try InstanceReader.read(folder.root + "/in", known: known)
        }
        #expect(
            problem?.file == "the ledger, line 1" && problem?.message.contains("--apart \"Kent\"") == true)
        #expect(problem?.message.contains("areas.csv") == true)
        // Another period is another matter; a declaration is kept and said.
        #expect(protect(folder, "out3", area: "Kent without w5", period: "2024") == 0)
        #expect(
            protect(folder, "out2", area: "Kent without w5", more: "--apart", "kent", "--apart", "X") == 0)
        #expect(folder.text("out2/statement.html").contains("Declared, and not tested"))
        #expect(folder.text("out2/statement.html").contains("counted in kent, X."))
        #expect(!folder.text("out3/statement.html").contains("Declared"))
        let last = try LedgerFile(folder.root + "/ledger.jsonl", reading: true).entries.last
        #expect(last?.record.apart == ["kent", "X"])
    }

    @Test func `are taken into account where they lie in previous with how they overlap`() throws {
        let folder = try CommandFolder()
        try write(folder, wards: 5, levels: [("Rest", [1, 2, 5]), ("Coast", [3, 4])])
        #expect(protect(folder, "out", area: "Kent") == 0)
        #expect(folder.row("Rest,F", of: "out/published/table-01-ward-sex.csv") == "56,")
        // Drawn otherwise: the difference of Rest and Inner is the last ward.
        try write(folder, wards: 5, levels: [("Inner", [1, 2]), ("Outer", [3, 4, 5])])
        #expect(protect(folder, "out2", area: "Greater Kent") == 1)
        for name in ["table-01-ward-sex.csv", "hierarchy.csv"] {
            try folder.put("in/previous/kent/published/\(name)", folder.text("out/published/\(name)"))
        }
        #expect(protect(folder, "out2", area: "Greater Kent") == 1)
        let areas = folder.text("out/published/hierarchy.csv")
        try folder.put("in/previous/kent/areas.csv", areas.replacing("ward,1,Coast,Total\n", with: ""))
        #expect(protect(folder, "out2", area: "Greater Kent") == 1)
        try folder.put("in/previous/kent/areas.csv", areas)
        #expect(protect(folder, "out2", area: "Greater Kent") == 0)
        #expect(folder.row("Inner,F", of: "out2/published/table-01-ward-sex.csv") == ",c")
        #expect(folder.text("out2/statement.html").contains("previous/kent"))
        #expect(!folder.text("out2/statement.html").contains("Declared"))
        #expect(try folder.checked("out2") == [0, 0])
        // A table that was changed is not that release.
        let table = folder.text("out/published/table-01-ward-sex.csv")
        try folder.put("in/previous/kent/published/table-01-ward-sex.csv", table + "\n")
        #expect(protect(folder, "out3", area: "Lesser Kent", more: "--apart", "Greater Kent") == 1)
    }

    @Test(arguments: ["kent", " Kent ", "KENT", "Ke\u{200B}nt", "\u{212A}ent"])
    func `go by their names as people read them`(area: String) throws {
        let folder = try CommandFolder()
        try write(folder, wards: 5)
        #expect(protect(folder, "out", area: "Kent") == 0)
        #expect(protect(folder, "out2", area: area, period: " 2025") == 0)
        #expect(folder.text("out2/statement.html").contains("the ledger, line 1"))
        let book = try LedgerFile(folder.root + "/ledger.jsonl", reading: true)
        #expect(book.entries.last?.record.area == area)
        #expect(book.concerned(population: "Residents\u{A0}", area: "kent", period: "2025").count == 2)
        #expect(book.concerned(population: "residents", area: "K ent", period: "2025").isEmpty)
        #expect(protect(folder, "out3", area: "\u{3000}") == 64)
    }
}
