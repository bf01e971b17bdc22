// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing

@Suite(.serialized) struct `Assessments from the command line` {
    private static let facts = """
        {"format": "dueregard-assessment-facts", "title": "Meals at home", "reference": "FCL 28",
         "directorate": "Adult Care", "owner": "Head of Adult Care", "started": "2012-11-01",
         "completed": "2013-02-15", "what": "End the delivery of meals – slowly.",
         "evidence": [{"title": "Survey", "source": "The council", "date": "2012-10-01", "coverage": "All users"}],
         "impacts": [{"characteristic": "age", "people": "residents", "direction": "negative",
                      "description": "People over 80 lose a hot meal.", "evidence": [1]}],
         "outcome": "adjust", "review": "2014-04-01",
         "decision": {"title": "Meals", "maker": "cabinet", "makerName": "Cabinet", "date": "2013-03-01",
                      "reference": "12/00098", "decided": "Agreed"}}
        """

    private static func json(_ bytes: [UInt8]) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
    }

    /// Two bodies, and an assessment in the first.
    private static func ready() async throws -> (Folder, String) {
        let folder = try Folder()
        try await folder.found("eastmarsh")
        try await folder.found("westmarsh")
        let file = try folder.write("facts.json", Array(facts.utf8))
        let rehearsal = try await folder.run("import", "assessment", file, "--body", "eastmarsh", "--dry-run")
        #expect(rehearsal.code == 0, "\(rehearsal.talk)")
        let done = try await folder.run("import", "assessment", file, "--body", "eastmarsh", "--json")
        #expect(done.code == 0, "\(done.talk)")
        let summary = try json(done.bytes)
        #expect(summary["imported"] as? Bool == true)
        return (folder, try #require(summary["reference"] as? String))
    }

    @Test func `go from one body to another and out again without loss`() async throws {
        let (folder, reference) = try await Self.ready()
        let out = try await folder.run("export", "assessment", reference, "--body", "eastmarsh")
        #expect(out.code == 0, "\(out.talk)")
        let file = try folder.write("a.json", out.bytes)
        #expect(try await folder.run("import", "assessment", file, "--body", "westmarsh").code == 0)
        let id = try #require((try Self.json(out.bytes)["assessment"] as? [String: Any])?["id"] as? String)
        let again = try await folder.run(
            "export", "assessment", id, "--body", "westmarsh", "--format", "json", "--output",
            folder.file("b.json"))
        #expect(again.code == 0)
        var (first, second) = (try Self.json(out.bytes), try Self.json(folder.read("b.json")))
        #expect(first["body"] as? String == "eastmarsh" && second["body"] as? String == "westmarsh")
        for name in ["exportedAt", "body"] { (first[name], second[name]) = (nil, nil) }
        #expect(NSDictionary(dictionary: first).isEqual(to: second))
        let twice = try await folder.run("import", "assessment", file, "--body", "westmarsh")
        #expect(twice.code == 1)
        #expect(twice.talk.contains("This assessment is here already"))
    }

    @Test func `are written in each format, and PDF says what to do where no program is installed`()
        async throws
    {
        let (folder, reference) = try await Self.ready()
        for (format, start) in [("odt", "PK"), ("docx", "PK"), ("html", "<!doctype html>")] {
            let out = try await folder.run(
                "export", "assessment", reference, "--body", "eastmarsh", "--format", format)
            #expect(out.code == 0, "\(out.talk)")
            #expect(String(decoding: out.bytes.prefix(15), as: UTF8.self).hasPrefix(start), "\(format)")
        }
        let pdf = try await Program.run(
            [
                "export", "assessment", reference, "--body", "eastmarsh", "--format", "pdf", "--data",
                folder.file("data"),
            ], in: folder, environment: ["PATH": folder.path])
        #expect(pdf.code == 1)
        #expect(pdf.talk.contains("No program for PDF is installed. Install weasyprint"), "\(pdf.talk)")
        let none = try await folder.run("export", "assessment", "EIA-1", "--body", "eastmarsh")
        #expect(none.code == 1)
        #expect(none.talk.split(separator: "\n").count == 1)
    }

    @Test func `that cannot be read say what is wrong and where, and change nothing`() async throws {
        let (folder, reference) = try await Self.ready()
        let out = try await folder.run("export", "assessment", reference, "--body", "eastmarsh")
        let whole = String(decoding: out.bytes, as: UTF8.self)
        for (name, text, place) in [
            ("none", "{}", "format"), ("words", "not JSON", ""),
            ("number", Self.facts.replacing("[1]", with: "[7]"), "impacts[0].evidence"),
            ("day", Self.facts.replacing("2013-02-15", with: "2013-02-30"), "completed"),
            (
                "state", whole.replacing("\"state\": \"decided\"", with: "\"state\": \"lovely\""),
                "assessment.state"
            ),
            ("forged", whole.replacing("End the delivery of meals", with: "Keep"), ""),
        ] {
            let file = try folder.write("\(name).json", Array(text.utf8))
            let rehearsal = try await folder.run(
                "import", "assessment", file, "--body", "westmarsh", "--dry-run")
            #expect(rehearsal.code == 4, "\(name): \(rehearsal.talk)")
            let outcome = try await folder.run("import", "assessment", file, "--body", "westmarsh", "--json")
            #expect(outcome.code == 1, "\(name): \(outcome.talk)")
            let problems = try #require(try Self.json(outcome.bytes)["problems"] as? [[String: String]])
            #expect(problems.first?["place"] == place, "\(name): \(problems)")
            #expect(problems.first?["text"]?.isEmpty == false)
        }
        let report = try await folder.run("report", "assessments", "--body", "westmarsh")
        #expect((try Self.json(report.bytes)["assessments"] as? [Any])?.isEmpty == true)
    }

    @Test func `are reported with what the checks miss, as on a day`() async throws {
        let (folder, reference) = try await Self.ready()
        func checks(_ day: String) async throws -> [String] {
            let out = try await folder.run("report", "assessments", "--body", "eastmarsh", "--on", day)
            #expect(out.code == 0, "\(out.talk)")
            let report = try Self.json(out.bytes)
            #expect(Set(report.keys).subtracting(["statesAsOf"]) == ["asOf", "assessments"])
            #expect(report["asOf"] as? String == day)
            let line = try #require((report["assessments"] as? [[String: Any]])?.first)
            #expect(
                Set(line.keys) == [
                    "id", "reference", "title", "template", "state", "outcome", "owner", "due", "checks",
                ])
            #expect(line["reference"] as? String == reference)
            #expect(line["owner"] as? String == "Head of Adult Care")
            let checks = try #require(line["checks"] as? [[String: String]])
            #expect(checks.allSatisfy { Set($0.keys) == ["id", "level", "message"] })
            return checks.compactMap { $0["message"] }
        }
        let overdue = "Review: it was due on 1 April 2014"
        #expect(try await checks("2026-11-21").contains(overdue))
        #expect(!(try await checks("2013-12-01").contains(overdue)), "on that day it was not due yet")
        let before = try await folder.run(
            "report", "assessments", "--body", "eastmarsh", "--on", "1990-01-01")
        #expect(before.code == 64 && before.talk.contains("the first was begun on"), "\(before.talk)")
        for format in ["csv", "html"] {
            let out = try await folder.run(
                "report", "assessments", "--body", "eastmarsh", "--format", format)
            #expect(out.code == 0)
            #expect(out.output.contains(reference), "\(format)")
        }
    }

    @Test func `before a decision say who knew what, and what the checks miss`() async throws {
        let (folder, _) = try await Self.ready()
        let out = try await folder.run(
            "report", "due-regard", "--body", "eastmarsh", "--decision", "12/00098")
        #expect(out.code == 0, "\(out.talk)")
        let report = try Self.json(out.bytes)
        let item = try #require((report["assessments"] as? [[String: Any]])?.first)
        let timeline = try #require(item["timeline"] as? [[String: Any]])
        let times = timeline.compactMap { $0["at"] as? String }
        #expect(times == times.sorted())
        let what = timeline.compactMap { $0["what"] as? String }
        #expect(what.contains("Decision taken"))
        let after = timeline.filter { $0["afterDecision"] as? Bool == true }.compactMap {
            $0["what"] as? String
        }
        #expect(after == ["Imported"])
        #expect((item["checks"] as? [Any])?.isEmpty == false)
        for format in ["html", "odt"] {
            let file = folder.file("record.\(format)")
            let outcome = try await folder.run(
                "report", "due-regard", "--body", "eastmarsh", "--decision", "12/00098", "--format", format,
                "--output", file)
            #expect(outcome.code == 0)
            #expect(folder.read("record.\(format)").count > 1_000)
        }
        let none = try await folder.run("report", "due-regard", "--body", "eastmarsh", "--decision", "x")
        #expect(none.code == 1)
    }

    @Test func `are written on templates of a body's own`() async throws {
        let folder = try Folder()
        try await folder.found()
        let overlay = """
            overlay: own-form
            version: 1
            template: full-eqia
            name: Our own form
            effective_from: 2020-01-01
            operations:
              - relabel: question about/title
                to: What it is called
            """
        let file = try folder.write("own.yaml", Array(overlay.utf8))
        #expect(try await folder.run("import", "template", file, "--dry-run").code == 0)
        let done = try await folder.run("import", "template", file)
        #expect(done.code == 0, "\(done.talk)")
        let again = try await folder.run("import", "template", file)
        #expect(again.code == 1)
        #expect(again.talk.contains("Give the file a higher version"))
        let wrong = try folder.write(
            "wrong.yaml", Array(overlay.replacing("about/title", with: "about/none").utf8))
        let outcome = try await folder.run("import", "template", wrong, "--json")
        #expect(outcome.code == 1)
        let broken = try folder.write("broken.yaml", Array("overlay: [\n".utf8))
        #expect(try await folder.run("import", "template", broken, "--dry-run").code == 4)
    }
}
