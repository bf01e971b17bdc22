// SPDX-License-Identifier: Apache-2.0
import Documents
import EqualityDuty
import Foundation
import Storage
import Testing

/// The main job on the real plan, from file to report.
@Suite(.serialized) struct `The road of a plan` {
    private static let plan = Program.root + "/Tests/EqualityDutyTests/Fixtures/thanet-action-plan.csv"

    private static func grid(_ bytes: [UInt8]) throws -> [[String]] {
        var rows: [[String]] = []
        let problems = try CSVReader(bytes: bytes, forPeople: true).forEachRecord { _, cells in
            rows.append(cells)
        }
        #expect(problems.isEmpty)
        return rows
    }

    @Test func `takes 15 of 15 rows, gives the identical cells back, and finds the three overdue ones`()
        async throws
    {
        let folder = try Folder()
        try await folder.found()
        let rehearsal = try await folder.run("import", "action-plan", Self.plan, "--dry-run", "--json")
        #expect(rehearsal.code == 0, "\(rehearsal.talk)")
        let empty = try await folder.run("export", "action-plan", "--out", folder.file("empty.csv"))
        #expect(empty.code == 0)
        #expect(try Self.grid(folder.read("empty.csv")).count == 1)

        let result = try await folder.run("import", "action-plan", Self.plan, "--json")
        #expect(result.code == 0, "\(result.talk)")
        let summary = try #require(
            try JSONSerialization.jsonObject(with: Data(result.bytes)) as? [String: Any])
        #expect(summary["added"] as? Int == 15)
        #expect(summary["rows"] as? Int == 15)
        #expect(summary["problemCount"] as? Int == 0)

        #expect(
            try await folder.run("export", "action-plan", "--format", "csv", "--out", folder.file("out.csv"))
                .code == 0)
        let source = try Self.grid([UInt8](try Data(contentsOf: URL(fileURLWithPath: Self.plan))))
        let back = try Self.grid(folder.read("out.csv"))
        #expect(source.count == 16)
        #expect(source.allSatisfy { $0.count == 11 })
        #expect(back == source)

        let report = try await folder.run("report", "actions", "--on", "2013-07-01", "--format", "json")
        #expect(report.code == 0)
        let json = try #require(try JSONSerialization.jsonObject(with: Data(report.bytes)) as? [String: Any])
        let actions = try #require(json["actions"] as? [[String: Any]])
        #expect(actions.count == 15)
        let overdue = actions.filter { $0["overdue"] as? Bool == true }.compactMap {
            ($0["target"] as? [String: Any])?["text"] as? String
        }
        #expect(overdue.count == 3, "\(overdue)")
        #expect(overdue.count { $0.hasPrefix("Before July 2013") } == 2, "\(overdue)")
        #expect(overdue.count { $0.contains("30 April 2013") } == 1, "\(overdue)")
        for format in ["html", "csv"] {
            let other = try await folder.run("report", "actions", "--on", "2013-07-01", "--format", format)
            #expect(other.code == 0)
            #expect(other.bytes.count > 1_000, "\(format)")
        }
    }

    @Test func `gives 221 of 240 (92%) for its day for ever`() async throws {
        let folder = try Folder()
        try await folder.found()
        let head = "reference,name,type,directorate,service,owner,adopted,retired,last_assessed,relevance\r\n"
        let rows = (1...240).map { index in
            "P\(index),Policy \(index),policy,\(index % 2 == 0 ? "Care" : "Housing"),,,2001-01-01,,\(index <= 221 ? "2006-06-01" : ""),\r\n"
        }
        let file = try folder.write("register.csv", Array((head + rows.joined()).utf8))
        #expect(try await folder.run("import", "register", file).code == 0)
        func figure() async throws -> String {
            let outcome = try await folder.run("report", "coverage", "--on", "2007-03-31")
            let json = try #require(
                try JSONSerialization.jsonObject(with: Data(outcome.bytes)) as? [String: Any])
            return ["assessed", "total", "percent"].map { "\(json[$0] as? Int ?? -1)" }.joined(separator: " ")
        }
        #expect(try await figure() == "221 240 92")
        let later = [
            (1...30).map { "B\($0),Back-dated,policy,Care,,,1999-01-01,,,\r\n" },
            (1...20).map { "P\($0),Policy \($0),policy,,,,,2004-01-01,,\r\n" },
            (222...240).map { "P\($0),Policy \($0),policy,,,,,,2007-03-01,\r\n" },
        ]
        for (index, rows) in later.enumerated() {
            let file = try folder.write("later\(index).csv", Array((head + rows.joined()).utf8))
            #expect(try await folder.run("import", "register", file).code == 0)
            #expect(try await figure() == "221 240 92", "after import \(index)")
        }
        let restated = try await folder.run(
            "report", "coverage", "--on", "2007-03-31", "--restate", "Policies were missing")
        #expect(restated.code == 0)
        #expect(try await figure() == "220 250 88")
        for format in ["html", "csv"] {
            let other = try await folder.run("report", "coverage", "--on", "2007-03-31", "--format", format)
            #expect(other.output.contains("220"), "\(format)")
        }
    }

    @Test func `takes the same register twice without a change`() async throws {
        let folder = try Folder()
        try await folder.found()
        let register = Program.root + "/ReferenceData/demo/thanet/register.csv"
        #expect(try await folder.run("import", "register", register).code == 0)
        #expect(try await folder.run("export", "register", "--out", folder.file("a.csv")).code == 0)
        let again = try await folder.run("import", "register", folder.file("a.csv"), "--json")
        let summary = try #require(
            try JSONSerialization.jsonObject(with: Data(again.bytes)) as? [String: Any])
        #expect(summary["added"] as? Int == 0)
        #expect(summary["updated"] as? Int == 0)
        #expect(try await folder.run("export", "register", "--out", folder.file("b.csv")).code == 0)
        #expect(folder.read("a.csv") == folder.read("b.csv"))
        #expect(folder.read("a.csv").count > 1_000)
    }

    @Test func `is saved, and restored into an empty place, whole`() async throws {
        let folder = try Folder()
        try await folder.found()
        #expect(try await folder.run("import", "action-plan", Self.plan).code == 0)
        let backup = folder.file("eastmarsh.backup")
        #expect(try await folder.run("backup", "--out", backup).code == 0)
        #expect(
            try await folder.run("backup", "--out", backup).code == 1,
            "a file that is there is not written over")
        #expect(try await folder.run("restore", backup).code == 1, "a body that is there is not written over")
        let target = folder.file("restored")
        let rehearsal = try await Program.run(["restore", backup, "--dry-run", "--data", target], in: folder)
        #expect(rehearsal.code == 0)
        #expect(!FileManager.default.fileExists(atPath: target))
        #expect(try await Program.run(["restore", backup, "--data", target], in: folder).code == 0)
        for (data, name) in [(folder.file("data"), "a.csv"), (target, "b.csv")] {
            _ = try await Program.run(
                ["export", "action-plan", "--data", data, "--out", folder.file(name)], in: folder)
        }
        #expect(folder.read("a.csv") == folder.read("b.csv"))
        #expect(folder.read("b.csv").count > 2_000)
        // One bit that is not what it was is found by the sum beside the file.
        var flipped = folder.read("eastmarsh.backup")
        flipped[flipped.count / 2] ^= 1
        try folder.write("flipped.backup", flipped)
        try folder.write("flipped.backup.sha256", folder.read("eastmarsh.backup.sha256"))
        let changed = try await Program.run(
            ["restore", folder.file("flipped.backup"), "--data", folder.file("flipped")], in: folder)
        #expect(changed.code == 1)
        #expect(changed.talk.contains("checksum"))
        // A damaged copy is told, and leaves nothing behind.
        var bytes = folder.read("eastmarsh.backup")
        bytes.replaceSubrange(8_192..<bytes.count, with: repeatElement(0xAA, count: bytes.count - 8_192))
        try folder.write("damaged.backup", bytes)
        let other = folder.file("other")
        let damaged = try await Program.run(
            ["restore", folder.file("damaged.backup"), "--data", other], in: folder)
        #expect(damaged.code == 1)
        #expect(damaged.talk.components(of: "dueregard: ") == 1, "\(damaged.talk)")
        #expect(!FileManager.default.fileExists(atPath: other + "/eastmarsh.sqlite"))
    }
}
