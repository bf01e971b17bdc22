// SPDX-License-Identifier: Apache-2.0
import EqualityDuty
import Foundation
import Storage
import Testing

@testable import dueregard

/// Exit codes: 0 done, 1 failed, 3 nothing to do, 4 check found problems, 64 usage (interface.md §8).
@Suite(.serialized) struct `The command` {
    @Test func `without arguments shows three examples`() async throws {
        let outcome = try await Program.run([], in: try Folder())
        #expect(outcome.code == 0)
        #expect(outcome.output.components(of: "dueregard ") >= 4)
    }

    @Test func `answers for help and its version`() async throws {
        let folder = try Folder()
        let help = try await Program.run(["--help"], in: folder)
        #expect(help.code == 0)
        for name in [
            "demo", "init", "serve", "import", "export", "report", "backup", "restore", "migrate", "doctor",
            "user",
            "config", "version",
        ] {
            #expect(help.output.contains(name))
            #expect(try await Program.run([name, "--help"], in: folder).code == 0, "\(name)")
        }
        let version = try await Program.run(["version"], in: folder)
        #expect(version.output == Dueregard.version + "\n")
    }

    @Test(
        arguments: [
            (["serv"], "serve"), (["improt"], "import"), (["serve", "--nope"], "--nope"),
            (["init"], "--name"),
            (["init", "--name", "  "], "--name"), (["init", "--name", "X", "--slug", "../x"], "../x"),
            (["init", "--name", "X", "--slug", "api"], "api"),
            (["init", "--name", "X", "--nation", "france"], "france"),
            (["report", "coverage", "--on", "31/3/2007"], "31/3/2007"),
            (["report", "coverage", "--on", "2007-02-30"], "2007-02-30"),
            (["report", "coverage", "--format", "pdf"], "pdf"),
            (["export", "action-plan", "--format", "xml"], "xml"),
            (["user", "add", "--name", "x", "--post", "y", "--role", "king"], "king"),
            (["demo", "--today", "tomorrow"], "tomorrow"), (["serve", "--port", "99999"], "99999"),
            (["serve", "--port", "x"], "x"),
        ])
    func `refuses wrong usage with code 64, and says what was wrong`(arguments: [String], words: String)
        async throws
    {
        let folder = try Folder()
        try await folder.found()
        let place = ["improt", "serv"].contains(arguments[0]) ? [] : ["--data", folder.file("data")]
        let outcome = try await Program.run(arguments + place, in: folder)
        #expect(outcome.code == 64, "\(outcome.talk)")
        #expect((outcome.talk + outcome.output).contains(words))
        #expect(outcome.output.isEmpty)
    }

    @Test(
        arguments: [
            ["init", "--area", "E99999999"], ["serve", "--data", "none"],
            ["report", "coverage", "--data", "none"],
            ["import", "register", "none.csv"], ["restore", "none.backup"], ["serve", "--body", "nowhere"],
            ["doctor", "--reference-data", "none", "--config", "none.yaml"],
            ["config", "show", "--config", "none.yaml"],
        ])
    func `fails with code 1 and one clear line`(arguments: [String]) async throws {
        let folder = try Folder()
        try await folder.found()
        let place = arguments.contains("--data") ? [] : ["--data", folder.file("data")]
        let outcome = try await Program.run(arguments + place, in: folder)
        #expect(outcome.code == 1, "\(outcome.talk)")
        let lines = outcome.talk.split(separator: "\n")
        #expect(lines.count == 1, "\(outcome.talk)")
        #expect(lines.first?.hasPrefix("dueregard: ") == true)
    }

    @Test func `migrates nothing twice, which is code 3`() async throws {
        let folder = try Folder()
        try await folder.found()
        let outcome = try await folder.run("migrate")
        #expect(outcome.code == 3)
        #expect(outcome.talk.contains("Nothing to migrate"))
    }

    @Test func `checks the machine: 0 where all is well, 4 with a remedy for each finding`() async throws {
        let folder = try Folder()
        try await folder.found()
        let port = "\(Int.random(in: 40_000..<60_000))"
        let well = try await Program.run(
            ["doctor", "--data", folder.file("data")], in: folder, environment: ["DUEREGARD_PORT": port])
        #expect(well.code == 0, "\(well.output)")
        let unwell = try await Program.run(["doctor", "--data", "none", "--json"], in: folder)
        #expect(unwell.code == 4)
        let findings = try #require(
            try JSONSerialization.jsonObject(with: Data(unwell.bytes)) as? [[String: Any]])
        let bad = findings.filter { $0["good"] as? Bool == false }
        #expect(!bad.isEmpty)
        #expect(bad.allSatisfy { ($0["fix"] as? String)?.isEmpty == false })
    }

    @Test func `shows settings with where they come from, and masks secrets`() async throws {
        let folder = try Folder()
        try folder.write("dueregard.yaml", Array("host: 127.0.0.9\nport: 9000\n".utf8))
        let outcome = try await Program.run(
            ["config", "show", "--origins", "--data", "here"], in: folder,
            environment: ["DUEREGARD_PORT": "9001", "DUEREGARD_POSTGRES": "postgresql://u:hunter2@h/d"])
        #expect(outcome.code == 0)
        for (line, origin) in [
            ("data = here", "flag"), ("port = 9001", "environment"), ("host = 127.0.0.9", "file"),
        ] {
            let found = outcome.output.split(separator: "\n").first { $0.hasPrefix(line) }
            #expect(found?.contains(origin) == true, "\(line)")
        }
        #expect(!outcome.output.contains("hunter2"))
    }

    @Test func `adds people whose password comes from a file or standard input, never from an argument`()
        async throws
    {
        let folder = try Folder()
        try await folder.found()
        let add = [
            "user", "add", "--post", "Equality lead", "--role", "equalityLead", "--data", folder.file("data"),
            "--name",
        ]
        let first = try await Program.run(add + ["lead"], in: folder, input: "three words remembered\n")
        #expect(first.code == 0, "\(first.talk)")
        let taken = try await Program.run(add + ["LEAD"], in: folder, input: "three words remembered\n")
        #expect(taken.code == 1)
        for weak in ["short\n", "", "passwordpassword\n"] {
            #expect(try await Program.run(add + ["other"], in: folder, input: weak).code == 1)
        }
        try folder.write("password", Array("four words remembered now\n".utf8))
        let second = try await Program.run(
            add + ["second", "--password-file", folder.file("password")], in: folder)
        #expect(second.code == 0)
        let list = try await folder.run("user", "list")
        #expect(list.output.split(separator: "\n").count == 2)
        let database = try folder.database()
        let account = try #require(try await SessionStore(database: database).account("lead"))
        #expect(try await Passwords().fits("three words remembered", account.hash))
        await database.close()
    }
}

@Suite(.serialized) struct `Setting up a body` {
    @Test func `knows every lower-tier authority of England and Wales in the census, by code`() throws {
        let areas = try ReferenceData(given: Program.root + "/ReferenceData").areas()
        let lower = areas.values.filter {
            ["england", "wales"].contains($0.nation.rawValue) && $0.kind != "county"
                && $0.population2021 != nil
        }
        // 331 authorities were counted in 2021; four unitary ones have taken the place of some since.
        #expect(lower.count >= 331)
        for area in lower {
            #expect(Nation(areaCode: area.code) == area.nation, "\(area)")
            #expect(Body.isSlug(Body.slug(from: area.name)), "\(area.name)")
            #expect(area.replacedBy.allSatisfy { areas[$0] != nil }, "\(area.code)")
        }
        let slugs = Dictionary(grouping: lower) { Body.slug(from: $0.name) }.filter { $0.value.count > 1 }
        #expect(slugs.isEmpty, "\(slugs.mapValues { $0.map(\.name) })")
        #expect(areas["E07000114"]?.name == "Thanet")
        #expect(areas["E10000016"]?.name == "Kent")
    }

    @Test func `works offline from the shipped data, for a sample of them and for a body without an area`()
        async throws
    {
        let areas = try ReferenceData(given: Program.root + "/ReferenceData").areas()
        let codes = areas.values.filter { $0.population2021 != nil }.map(\.code).sorted()
        let folder = try Folder()
        var made: Set<String> = []
        for code in stride(from: 3, to: codes.count, by: codes.count / 20).map({ codes[$0] }) {
            let outcome = try await folder.run("init", "--area", code.lowercased(), "--json")
            #expect(outcome.code == 0, "\(code): \(outcome.talk)")
            let result = try #require(
                try JSONSerialization.jsonObject(with: Data(outcome.bytes)) as? [String: String])
            #expect(result["area"] == code)
            made.insert(result["slug"] ?? "")
        }
        #expect(made.count >= 20)
        let bare = try await folder.run("init", "--name", "Eastmarsh Fire Authority", "--nation", "wales")
        #expect(bare.code == 0)
        let again = try await folder.run("init", "--name", "Eastmarsh Fire Authority")
        #expect(again.code == 1)
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.file("data"))
        #expect(files.filter { $0.hasSuffix(".sqlite") }.count == made.count + 1)
        let database = try folder.database("eastmarsh-fire-authority")
        let body = try #require(try await BodyStore(database: database).body())
        #expect(body.areaCode == nil)
        #expect(body.nation == .wales)
        await database.close()
    }

    @Test func `asks which body is meant where there are several`() async throws {
        let folder = try Folder()
        try await folder.found("eastmarsh")
        try await folder.found("westmarsh")
        let unclear = try await folder.run("report", "coverage")
        #expect(unclear.code == 64)
        #expect(unclear.talk.contains("eastmarsh, westmarsh"))
        #expect(try await folder.run("report", "coverage", "--body", "westmarsh").code == 0)
        #expect(try await folder.run("report", "coverage", "--body", "none").code == 1)
    }
}

extension String {
    /// How often another text stands in this one.
    func components(of part: String) -> Int { ranges(of: part).count }
}
