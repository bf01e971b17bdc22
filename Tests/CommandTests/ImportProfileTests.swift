// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing

/// Published tables taken in by the command, and what it says of wrong ones.
@Suite(.serialized) struct `Published tables at the command line` {
    private static let fixtures = Program.root + "/Tests/ReportsTests/Statistics/Fixtures/"

    private static func json(_ outcome: Outcome) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(outcome.bytes)) as? [String: Any])
    }

    @Test func `are tried without a body, and say what was understood`() async throws {
        let folder = try Folder()
        let tried = try await folder.run(
            "import", "profile", Self.fixtures + "ts007-wide.csv", "--dry-run", "--json")
        #expect(tried.code == 0, "\(tried.talk)")
        let summary = try Self.json(tried)
        #expect(summary["form"] as? String == "wide" && summary["imported"] as? Bool == false)
        #expect(summary["people"] as? Int == 420_356 && summary["columns"] as? Int == 101)
        #expect((summary["table"] as? [String: Any])?["title"] as? String == "Age by single year")
        let words = try await folder.run(
            "import", "profile", Self.fixtures + "st149-stacked.csv", "--dry-run")
        #expect(words.code == 0 && words.output.contains("would be taken in"))
        #expect(words.talk.contains("Form: blocks below each other"))
    }

    @Test func `are taken once, and used by nobody before they are accepted`() async throws {
        let folder = try Folder()
        try await folder.found()
        let file = Self.fixtures + "tidy-several.csv"
        let open = try await folder.run("import", "profile", file, "--yes")
        #expect(open.code == 1 && open.output.contains("several tables: TS021; TS030; TS038"))
        #expect(open.talk.contains("--table ID"))
        let unasked = try await folder.run("import", "profile", file, "--table", "TS030", "--no-input")
        #expect(unasked.code == 1 && unasked.talk.contains("add --yes"))
        let taken = try await folder.run("import", "profile", file, "--table", "TS030", "--yes")
        #expect(taken.code == 0 && taken.output.contains("was taken in"), "\(taken.talk)")
        let again = try await folder.run("import", "profile", file, "--table", "TS030", "--yes")
        #expect(again.code == 3 && again.talk.contains("This file was taken in as TS030"))
        let another = try await folder.run(
            "import", "profile", file, "--table", "TS038", "--universe", "All usual residents", "--yes",
            "--json")
        #expect(another.code == 0)
        #expect(try Self.json(another)["imported"] as? Bool == true)
    }

    @Test func `say of wrong input what to do`() async throws {
        let folder = try Folder()
        let none = try await folder.run("import", "profile", folder.file("none.csv"), "--dry-run")
        #expect(none.code == 1 && none.talk.contains("there is no such file"))
        let scheme = try await folder.run(
            "import", "profile", Self.fixtures + "ts007-wide.csv", "--scheme", "ethnic", "--dry-run")
        #expect(scheme.code == 64 && scheme.talk.contains("ethnic-group-2021"))
        let means = try await folder.run(
            "import", "profile", Self.fixtures + "ts007-wide.csv", "--means", "nothing", "--dry-run")
        #expect(means.code == 64 && means.talk.contains("LABEL=CODE"))
        let pay = try await folder.run("import", "profile", Self.fixtures + "pay-gap.csv", "--dry-run")
        #expect(pay.code == 4 && pay.output.contains("no table of counts by area"))
        let bad = "area code,Sex,count\nE07000114,Female,12.5\nE07000114,Male,-3\n"
        try Data(bad.utf8).write(to: URL(fileURLWithPath: folder.file("bad.csv")))
        let wrong = try await folder.run("import", "profile", folder.file("bad.csv"), "--dry-run")
        #expect(wrong.code == 4 && wrong.output.contains("Row 2, count: “12.5” has decimals"))
        #expect(wrong.output.contains("Row 3, count: “-3” is below 0"))
        let input = try await Program.run(
            ["import", "profile", "-", "--dry-run"], in: folder,
            input: "area code,Sex,count\nE07000114,Female,12\nE07000114,Male,3\n")
        #expect(input.code == 4 && input.output.contains("Enter the day of the counts"), "\(input.output)")
        #expect(input.output.contains("--day"))
    }
}
