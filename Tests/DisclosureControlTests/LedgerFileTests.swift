// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing

@testable import DisclosureControl

@Suite struct `The ledger of releases` {
    static let small = [3] + CommandFolder.counts.dropFirst()

    @Test func `takes up what went out, and a later release is protected against it`() throws {
        let folder = try CommandFolder(Self.small)
        #expect(folder.protect(version: "1") == 0)
        let book = try LedgerFile(folder.root + "/ledger.jsonl", reading: true)
        let record = try #require(book.entries.first?.record)
        #expect(record.approver == "A. Officer" && record.seed == 3 && record.dataVersion == "1")
        #expect(record.tables == [["d", "e"]] && record.policy.name == "standard")
        #expect(record.patterns.first?.text == folder.text("out/pattern.csv"))
        #expect(record.certificateDigest == sha256(Array(folder.text("out/certificate.txt").utf8)))
        #expect(folder.text("out/statement.html").contains("A. Officer"))
        // The margins alone would be shown as they are; the hidden numbers stay hidden.
        try folder.put(
            "in/hierarchy.json",
            folder.text("in/hierarchy.json").replacing("[[\"d\",\"e\"]]", with: "[[\"d\",\"e\"],[\"d\"]]"))
        try folder.put("in/cells.csv", "d,e,rule\nd0,e0,publish\n")
        #expect(folder.protect("out2", version: "1") == 1)
        try FileManager.default.removeItem(atPath: folder.root + "/in/cells.csv")
        #expect(folder.protect("out2", version: "1") == 0)
        #expect(folder.text("out2/statement.html").contains("the ledger, line 1"))
        #expect(folder.text("out2/published/earlier/table-01-d-e.csv").contains("d0,e0,,c"))
        #expect(try folder.checked("out2") == [0, 0])
        #expect(try LedgerFile(folder.root + "/ledger.jsonl", reading: true).entries.count == 2)
        #expect(folder.run("ledger", folder.root + "/ledger.jsonl", "--json") == 0)
        // Another area's releases are not those of this one.
        #expect(book.concerned(population: "staff", area: "Westmarsh", period: "2026").isEmpty)
    }

    @Test func `names the cell in which the data contradict it, and then nothing is added`() throws {
        let folder = try CommandFolder(Self.small)
        #expect(folder.protect(version: "1") == 0)
        let before = folder.text("ledger.jsonl")
        try folder.write(Self.small.dropLast() + [34])
        let known = InstanceReader.Known(
            entries: try LedgerFile(folder.root + "/ledger.jsonl", reading: true).entries, dataVersion: "1")
        let problem = #expect(throws: DisclosureProblem.self) {
            try ProtectedRelease.protect(
                InstanceReader.read(folder.root + "/in", known: known), policy: .standard, seed: 9)
        }
        #expect(problem?.file.hasPrefix("the ledger, line 1: table-01") == true)
        #expect(problem?.message.contains("everyone") == true || problem?.message.contains("d d2") == true)
        #expect(folder.protect("out2", version: "1") == 1)
        #expect(folder.text("ledger.jsonl") == before && folder.text("out2/certificate.txt").isEmpty)
    }

    @Test func `is refused where a line is torn, changed, taken out or put in, by its number`() throws {
        let folder = try CommandFolder(Self.small)
        for out in ["a", "b", "c"] { #expect(folder.protect(out, version: "1") == 0) }
        let whole = folder.text("ledger.jsonl")
        let lines = whole.split(separator: "\n").map(String.init)
        #expect(lines.count == 3)
        func problem(_ text: String) throws -> DisclosureProblem? {
            try folder.put("ledger.jsonl", text)
            return #expect(throws: DisclosureProblem.self) {
                try LedgerFile(folder.root + "/ledger.jsonl", reading: true)
            }
        }
        let torn = try problem(String(whole.dropLast(40)))
        #expect(torn?.row == 3 && torn?.message.contains("torn") == true)
        #expect(folder.run("ledger", folder.root + "/ledger.jsonl") == 1)
        #expect(folder.protect("d", version: "1") == 1)
        #expect(try problem(whole.replacing("A. Officer", with: "B. Officer"))?.row == 1)
        #expect(try problem(lines[0] + "\n" + lines[2] + "\n")?.row == 2)
        #expect(try problem(lines[1] + "\n" + lines[2] + "\n")?.row == 1)
        #expect(try problem(lines[0] + "\n{}\n")?.row == 2)
        #expect(try problem("\n" + whole)?.row == 1)
        try folder.put("ledger.jsonl", whole)
        #expect(try LedgerFile(folder.root + "/ledger.jsonl", reading: true).entries.count == 3)
    }

    @Test func `is used by one release at a time, and asks for all that it keeps`() throws {
        let folder = try CommandFolder(Self.small)
        do {
            let held = try LedgerFile(folder.root + "/ledger.jsonl")
            #expect(folder.protect(version: "1") == 1 && held.entries.isEmpty)
        }
        #expect(folder.protect(version: "1") == 0)
        let ledger = ["--ledger", folder.root + "/other.jsonl"]
        #expect(folder.protect("out2", more: ledger) == 64)
        #expect(folder.protect("out2", more: ["--area", "Eastmarsh"]) == 64)
    }

    /// Two people joined the first cell: the difference of two versions would show them.
    @Test func `joiners and leavers bind two versions of the data`() throws {
        let folder = try CommandFolder()
        #expect(folder.protect(version: "1") == 0)
        #expect(folder.row("d0,e0") == "23,")
        let more = [2, 9, 0, 0, 8, 12, 0, 0, 0, 0, 7, 11]
        try folder.write(zip(CommandFolder.counts, more).map { $0 + $1 })
        #expect(folder.protect("out2", version: "2") == 1)
        let joined = more.enumerated().filter { $0.element > 0 }
            .map { "d\($0.offset / 4),e\($0.offset % 4),\($0.element)\n" }.joined()
        try folder.put("in/previous/1/joiners.csv", "d,e,n\n" + joined)
        #expect(folder.protect("out2", version: "2") == 0)
        let table = "out2/published/table-01-d-e-version.csv"
        #expect(folder.row("d0,e0,now", of: table) == ",c")
        #expect(folder.row("d2,e0,now", of: table) == "31,")
        #expect(try folder.checked("out2") == [0, 0])
        // A third release knows both.
        #expect(folder.protect("out3", version: "2") == 0)
        #expect(folder.row("d0,e0,now", of: "out3/published/table-01-d-e-version.csv") == ",c")
        try folder.put("in/previous/1/joiners.csv", "d,e,n\nd0,e0,99\n")
        #expect(folder.protect("out4", version: "2") == 1)
    }

    @Test func `leavers without a ledger stand beside the tables of their release`() throws {
        let folder = try CommandFolder()
        #expect(folder.protect() == 0)
        for name in ["table-01-d-e.csv", "table-01-d-e.html", "table-01-d-e.json", "hierarchy.csv"] {
            try folder.put("in/previous/r1/published/\(name)", folder.text("out/published/\(name)"))
        }
        var counts = CommandFolder.counts
        counts[0] -= 3
        try folder.write(counts)
        #expect(folder.protect("out2") == 1)
        try folder.put("in/previous/r1/leavers.csv", "d,e\nd0,e0\nd0,e0\nd0,e0\n")
        #expect(folder.protect("out2") == 0)
        #expect(folder.row("d0,e0,now", of: "out2/published/table-01-d-e-version.csv") == ",c")
        #expect(try folder.checked("out2") == [0, 0])
    }

    /// The earlier release drew the north with one ward more; that ward has three people.
    @Test func `areas drawn otherwise are given by a file, or by the ledger`() throws {
        let wards = ["a": 54, "b": 58, "c": 58, "d": 3, "e": 47, "f": 80]
        func hierarchy(_ north: String) -> String {
            let nodes = wards.keys.sorted().map {
                "{\"code\":\"\($0)\",\"parent\":\"\(north.contains($0) ? "North" : "South")\"}"
            }
            return "{\"threshold\":5,\"tables\":[[\"ward\"]],\"dims\":[{\"name\":\"ward\",\"nodes\":["
                + "{\"code\":\"Total\",\"parent\":null},{\"code\":\"North\",\"parent\":\"Total\"},"
                + "{\"code\":\"South\",\"parent\":\"Total\"},\(nodes.joined(separator: ","))]}]}"
        }
        for withLedger in [true, false] {
            let folder = try CommandFolder()
            try folder.put(
                "in/atoms.csv", "ward,n\n" + wards.sorted { $0.key < $1.key }.map { "\($0),\($1)\n" }.joined()
            )
            try folder.put("in/hierarchy.json", hierarchy("abcd"))
            let version: String? = withLedger ? "1" : nil
            #expect(folder.protect(version: version) == 0)
            #expect(folder.row("North", of: "out/published/table-01-ward.csv") == "173,")
            try folder.put("in/hierarchy.json", hierarchy("abc"))
            if !withLedger {
                let table = folder.text("out/published/table-01-ward.csv")
                try folder.put("in/previous/r1/t.csv", table)
                #expect(folder.protect("out2") == 1)
                try folder.put("in/previous/r1/areas.csv", folder.text("out/published/hierarchy.csv"))
            }
            #expect(folder.protect("out2", version: version) == 0)
            #expect(folder.row("North", of: "out2/published/table-01-ward.csv") == ",c")
            #expect(try folder.checked("out2") == [0, 0])
        }
    }
}
