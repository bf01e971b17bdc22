// SPDX-License-Identifier: Apache-2.0
import Documents
import EqualityDuty
import Foundation
import Testing

/// The plan sent out by the command and taken back changed.
@Suite(.serialized) struct `A plan's file` {
    private static let plan = Program.root + "/Tests/EqualityDutyTests/Fixtures/thanet-action-plan.csv"

    private static func rows(_ folder: Folder, _ name: String) throws -> [[String]] {
        var rows: [[String]] = []
        _ = try CSVReader(bytes: folder.read(name), forPeople: true).forEachRecord { rows.append($1) }
        return rows
    }

    private static func write(_ rows: [[String]], _ folder: Folder, _ name: String) throws {
        try Data(CSVWriter.bytes(of: rows, forPeople: true)).write(
            to: URL(fileURLWithPath: folder.file(name)))
    }

    @Test func `comes back unchanged as no changes, in each format`() async throws {
        let folder = try Folder()
        try await folder.found()
        #expect(try await folder.run("import", "action-plan", Self.plan).code == 0)
        for format in ["csv", "xlsx", "ods"] {
            let file = folder.file("out.\(format)")
            let more = format == "csv" ? ["--round-trip"] : []
            let out = try await Program.run(
                ["export", "action-plan", "--format", format, "--out", file] + more + [
                    "--data", folder.file("data"),
                ], in: folder)
            #expect(out.code == 0, "\(out.talk)")
            let back = try await folder.run("import", "action-plan", file)
            #expect(
                back.code == 0 && String(decoding: back.bytes, as: UTF8.self).contains("No changes"),
                "\(back.talk)")
        }
        let again = try await folder.run(
            "export", "action-plan", "--format", "csv", "--out", folder.file("same.csv"))
        #expect(again.code == 0)
        #expect(try Self.rows(folder, "same.csv").allSatisfy { $0.count == 11 })
    }

    @Test func `with a conflict is settled by a flag, and never half taken`() async throws {
        let folder = try Folder()
        try await folder.found()
        #expect(try await folder.run("import", "action-plan", Self.plan).code == 0)
        let export = ["export", "action-plan", "--round-trip", "--out"]
        #expect(
            try await Program.run(
                export + [folder.file("a.csv")] + ["--data", folder.file("data")], in: folder
            ).code == 0)
        var (mine, theirs) = (try Self.rows(folder, "a.csv"), try Self.rows(folder, "a.csv"))
        try #require(mine.count > 2)
        mine[1][4] = "Mine"
        mine[2][4] = "Mine alone"
        theirs[1][4] = "Theirs"
        try Self.write(mine, folder, "mine.csv")
        try Self.write(theirs, folder, "theirs.csv")
        #expect(
            try await folder.run("import", "action-plan", folder.file("theirs.csv"), "--dry-run").code == 0)
        #expect(try await folder.run("import", "action-plan", folder.file("theirs.csv")).code == 0)
        let open = try await folder.run("import", "action-plan", folder.file("mine.csv"), "--json")
        #expect(open.code == 4)
        let json = try #require(try JSONSerialization.jsonObject(with: Data(open.bytes)) as? [String: Any])
        let comparison = try #require(json["comparison"] as? [String: Any])
        #expect((comparison["conflicts"] as? [[String: Any]])?.first?["plan"] as? String == "Theirs")
        #expect(json["imported"] as? Bool == false)
        #expect(
            try await folder.run("import", "action-plan", folder.file("mine.csv"), "--conflicts", "theirs")
                .code == 0)
        #expect(
            try await Program.run(
                export + [folder.file("b.csv")] + ["--data", folder.file("data")], in: folder
            ).code == 0)
        let kept = try Self.rows(folder, "b.csv")
        try #require(kept.count > 2)
        #expect(kept[1][4] == "Theirs" && kept[2][4] == "Mine alone")
        #expect(
            try await folder.run("import", "action-plan", folder.file("mine.csv"), "--conflicts", "both").code
                == 64)
    }

    @Test func `of one directorate or plan goes out, and a date in it moves only with why`() async throws {
        let folder = try Folder()
        try await folder.found()
        #expect(try await folder.run("import", "action-plan", Self.plan).code == 0)
        let data = ["--data", folder.file("data")]
        func export(_ more: String...) async throws -> Outcome {
            let start = ["export", "action-plan", "--round-trip", "--out", folder.file("a.csv")]
            return try await Program.run(start + more + data, in: folder)
        }
        #expect(try await export().code == 0)
        let all = try Self.rows(folder, "a.csv")
        let name = try #require(all.dropFirst().map { $0[3] }.first { !$0.isEmpty })
        #expect(try await export("--directorate", name.uppercased()).code == 0)
        var rows = try Self.rows(folder, "a.csv")
        #expect(rows.count > 1 && rows.count < all.count && rows.dropFirst().allSatisfy { $0[3] == name })
        let nobody = try await export("--directorate", "Nowhere")
        #expect(nobody.code == 64 && nobody.talk.contains(name), "\(nobody.talk)")
        #expect(try await export("--plan", "Nothing").code == 64)
        let place = try #require(rows.indices.dropFirst().first { !rows[$0][5].isEmpty })
        rows[place][5] = "Before July 2031"
        try Self.write(rows, folder, "moved.csv")
        let file = folder.file("moved.csv")
        for more in [[], ["--dry-run"]] {
            let asked = try await Program.run(["import", "action-plan", file] + more + data, in: folder)
            #expect(asked.code == 4 && asked.talk.contains("--why TEXT"), "\(asked.talk)")
        }
        let taken = try await folder.run("import", "action-plan", file, "--why", "The budget waits")
        #expect(taken.code == 0, "\(taken.talk)")
        #expect(try await export().code == 0)
        #expect(try Self.rows(folder, "a.csv").contains { $0[5] == "Before July 2031" })
    }

    @Test func `that is no plan is refused with one line`() async throws {
        let folder = try Folder()
        try await folder.found()
        for (name, bytes) in [
            (
                "old.xlsx",
                [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] + Array("W\0o\0r\0k\0b\0o\0o\0k\0".utf8)
            ),
            ("cut.xlsx", Array("PK\u{3}\u{4}cut".utf8)), ("page.pdf", Array("%PDF-1.4".utf8)),
            ("picture.csv", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0]),
        ] {
            try Data(bytes).write(to: URL(fileURLWithPath: folder.file(name)))
            let outcome = try await folder.run("import", "action-plan", folder.file(name))
            #expect(outcome.code == 1)
            #expect(outcome.talk.split(separator: "\n").count == 1, "\(outcome.talk)")
            #expect(outcome.talk.contains("The file must"), "\(outcome.talk)")
        }
    }
}
