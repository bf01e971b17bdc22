// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing

/// Records taken in by the command, and what it says of wrong ones.
@Suite(.serialized) struct `Monitoring data at the command line` {
    private static let header = "Ref,DOB,Sex,Ethnic group"

    private static func write(_ rows: [String], _ folder: Folder, _ name: String, header: String = header)
        throws
    {
        try Data((([header] + rows).joined(separator: "\n") + "\n").utf8).write(
            to: URL(fileURLWithPath: folder.file(name)))
    }

    private static func people(_ count: Int, from first: Int = 1, ethnic: (Int) -> String) -> [String] {
        (first..<first + count).map {
            "\($0),01/02/19\(40 + $0 % 60),\($0 % 2 == 0 ? "Female" : "Male"),\(ethnic($0))"
        }
    }

    private static let new = [
        "--kind", "serviceUsers", "--purpose", "who uses the pools", "--retention", "6 years", "--population",
        "residents",
    ]

    private static func take(_ folder: Folder, _ file: String, _ more: String...) async throws -> Outcome {
        try await Program.run(
            [
                "import", "monitoring", folder.file(file), "--mapping", "Pools", "--data-set", "Pools",
                "--no-input",
            ] + more
                + ["--data", folder.file("data")], in: folder)
    }

    private static func json(_ outcome: Outcome) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(outcome.bytes)) as? [String: Any])
    }

    @Test func `are tried, accepted, taken, refused the second time, and reported`() async throws {
        let folder = try Folder()
        try await folder.found()
        try Self.write(Self.people(400) { $0 % 10 == 0 ? "Indian" : "White British" }, folder, "a.csv")
        let tried = try await Self.take(folder, "a.csv", "--period", "2025/26", "--dry-run", "--json")
        #expect(tried.code == 4)
        let summary = try Self.json(tried)
        #expect(summary["imported"] as? Bool == false)
        #expect((summary["mapping"] as? [String: Any])?["isGuess"] as? Bool == true)
        #expect((summary["quality"] as? [String: Any])?["people"] as? Int == 400)
        let read = try await Self.take(folder, "a.csv", "--period", "2025/26", "--dry-run")
        let listed = read.talk.split(separator: "\n").count { $0.hasPrefix("To be accepted") }
        #expect(read.talk.contains("\(listed) finding"), "\(read.talk)")
        #expect(try await folder.run("data", "list").code == 3)

        let bare = try await Self.take(folder, "a.csv", "--period", "2025/26", "--yes")
        #expect(bare.code == 64 && bare.talk.contains("--kind, --purpose and --retention"))
        let unasked = try await Program.run(
            [
                "import", "monitoring", folder.file("a.csv"), "--mapping", "Pools", "--data-set", "Pools",
                "--period",
                "2025/26", "--no-input",
            ] + Self.new + ["--data", folder.file("data")], in: folder)
        #expect(unasked.code == 1 && unasked.talk.contains("add --yes"))
        let taken = try await Program.run(
            [
                "import", "monitoring", folder.file("a.csv"), "--mapping", "Pools", "--data-set", "Pools",
                "--period",
                "2025/26", "--yes",
            ] + Self.new + ["--data", folder.file("data")], in: folder)
        #expect(taken.code == 0 && taken.output.contains("version 1 with 400 people"), "\(taken.talk)")

        let again = try await Self.take(folder, "a.csv", "--period", "2026/27", "--yes")
        #expect(again.code == 3 && again.talk.contains("This file was taken before: it is version 1."))

        let quality = try await folder.run("data", "quality", "--dataset", "pools", "--json")
        #expect(quality.code == 0)
        #expect((try Self.json(quality)["quality"] as? [String: Any])?["people"] as? Int == 400)

        let nowhere = try await Program.run(
            ["report", "representation", "--dataset", "Pools", "--by", "sex", "--data", folder.file("data")],
            in: folder)
        #expect(nowhere.code == 64 && nowhere.talk.contains("The data set says no area"))
        let report = try await Program.run(
            [
                "report", "representation", "--dataset", "Pools", "--by", "sex", "--benchmark",
                "census@E07000114", "--data",
                folder.file("data"),
            ], in: folder)
        #expect(report.code == 0, "\(report.talk)")
        let found = try Self.json(report)
        #expect((found["benchmark"] as? [String: Any])?["areaCode"] as? String == "E07000114")
        #expect((found["groups"] as? [[String: Any]])?.count == 2)
        #expect((found["groups"] as? [[String: Any]])?.first?["base"] as? Int == 400)
        #expect(found["status"] as? String == "raw counts, not for publication")
        for format in ["csv", "html"] {
            let other = try await Program.run(
                [
                    "report", "representation", "--dataset", "Pools", "--by", "sex", "--benchmark", "none",
                    "--format", format, "--data",
                    folder.file("data"),
                ], in: folder)
            #expect(other.code == 0 && other.output.lowercased().contains("not for publication"))
        }
    }

    @Test func `of a wrong sort end with a clear line, and nothing is kept`() async throws {
        let folder = try Folder()
        try await folder.found()
        func refused(_ name: String, _ rows: [String], header: String = Self.header, _ more: [String] = [])
            async throws
            -> Outcome
        {
            try Self.write(rows, folder, name, header: header)
            return try await Program.run(
                [
                    "import", "monitoring", folder.file(name), "--mapping", "Pools", "--data-set", "Pools",
                    "--period",
                    "2025/26", "--yes",
                ] + Self.new + more + ["--data", folder.file("data")], in: folder)
        }
        let columns = [
            "--map", "Sex=sex-2021", "--map", "Ethnic group=ethnic-group-2021", "--map",
            "DOB=birth:age-council",
        ]
        let swapped = try await refused(
            "swapped.csv", (1...30).map { "\($0),01/02/1980,White British,Male" }, columns)
        #expect(
            swapped.code == 1 && swapped.output.contains("Columns may have been swapped"), "\(swapped.output)"
        )
        let words = try await refused(
            "words.csv", (1...150).map { "\($0),01/02/1980,Male,I would rather talk about number \($0)" },
            columns)
        #expect(words.code == 1 && words.output.contains("people's own words"), "\(words.output)")
        #expect(!words.talk.contains("rather talk about"))
        let empty = try await refused("empty.csv", [], columns)
        #expect(empty.code == 1 && empty.output.contains("No row of the file could be taken"))
        let quote = try await refused("quote.csv", ["1,\"01/02/1980,Male,Indian"], columns)
        #expect(quote.code == 1 && quote.output.contains("never closed"))
        let negative = try await refused(
            "negative.csv", ["Female,10,45", "Male,-4,55", "Male,7,155"], header: "Sex,Count,Percent",
            ["--dry-run", "--json"])
        #expect(negative.code == 0, "\(negative.talk)")
        let report = try #require(try Self.json(negative)["quality"] as? [String: Any])
        #expect((report["refusals"] as? [String: Int]) == ["a negative count": 1])
        #expect(String(decoding: negative.bytes, as: UTF8.self).contains("Percentages must be from 0 to 100"))
        #expect(try await folder.run("data", "list").code == 3)
        for (arguments, words) in [
            (["--period", "25/26"], "--period must be days"), (["--map", "Sex=shoe"], "no use of a column"),
            (["--map", "Hat=area"], "There is no column “Hat”"), (["--code", "Sex=x"], "--code takes"),
        ] {
            let wrong = try await refused("a.csv", ["1,01/02/1980,Male,Indian"], arguments)
            #expect(wrong.code == 64 && wrong.talk.contains(words), "\(wrong.talk)")
        }
        let missing = try await Self.take(folder, "nothing.csv", "--period", "2025")
        #expect(missing.code == 1 && missing.talk.contains("There is no file"))
        #expect(try await folder.run("data", "quality", "--dataset", "Pools").code == 1)
    }

    @Test func `are compared with the version before, and replaced only when that is said`() async throws {
        let folder = try Folder()
        try await folder.found()
        try Self.write(Self.people(600) { $0 % 10 == 0 ? "Indian" : "White British" }, folder, "a.csv")
        try Self.write(
            Self.people(600, from: 700) { $0 % 2 == 0 ? "Indian" : "White British" }, folder, "b.csv")
        let first = try await Program.run(
            [
                "import", "monitoring", folder.file("a.csv"), "--mapping", "Pools", "--data-set", "Pools",
                "--period",
                "2024/25", "--yes",
            ] + Self.new + ["--data", folder.file("data")], in: folder)
        #expect(first.code == 0, "\(first.talk)")
        let same = try await Self.take(folder, "b.csv", "--period", "2024/25", "--yes")
        #expect(same.code == 1 && same.output.contains("Version 1 is of the same days"))
        let moved = try await Self.take(folder, "b.csv", "--period", "2025/26", "--yes", "--json")
        #expect(moved.code == 0, "\(moved.talk)")
        let drift = (try Self.json(moved)["quality"] as? [String: Any])?["drift"] as? [[String: Any]]
        #expect(drift?.contains { $0["code"] as? String == "indian" } == true)
    }
}
