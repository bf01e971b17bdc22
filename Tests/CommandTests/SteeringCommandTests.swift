// SPDX-License-Identifier: Apache-2.0
import EqualityDuty
import Foundation
import Storage
import Testing

@Suite(.serialized) struct `Dates and queues from the command line` {
    private static let plan = """
        Objective/Task,Arising from,Lead Officer,Directorate,Section,Target Completion Date,Status,Corporate Plan Priority,Framework Criteria,PSED Aim,Protected Characteristics
        Late one,Plan,Head of Housing,Housing,Homes,Before July 2020,On target,1,1,A,All
        Coming one,Plan,,Housing,Homes,31 March 2099,On target,1,1,A,All
        Undated one,Plan,Head of Care,Care,Homes,TBC,On target,To be mapped,1,A,All
        """

    private static func ready() async throws -> Folder {
        let folder = try Folder()
        try await folder.found("eastmarsh")
        let file = try folder.write("plan.csv", Array(plan.utf8))
        let done = try await folder.run("import", "action-plan", file)
        #expect(done.code == 0, "\(done.talk)")
        return folder
    }

    @Test func `are written in each format, with the same days`() async throws {
        let folder = try await Self.ready()
        func calendar(_ format: String) async throws -> Outcome {
            try await folder.run(
                "report", "calendar", "--from", "2099-01-01", "--to", "2099-12-31", "--format", format)
        }
        let json = try await calendar("json")
        #expect(json.code == 0, "\(json.talk)")
        let facts = try #require(
            try JSONSerialization.jsonObject(with: Data(json.bytes)) as? [String: Any])
        let entries = try #require(facts["entries"] as? [[String: Any]])
        #expect(
            entries.contains {
                $0["title"] as? String == "Coming one" && $0["day"] as? String == "2099-03-31"
            })
        #expect(!entries.contains { $0["title"] as? String == "Late one" })
        #expect(try await calendar("ics").output.contains("DTSTART;VALUE=DATE:20990331\r\n"))
        #expect(try await calendar("csv").output.contains("2099-03-31,action,Coming one,"))
        #expect(try await calendar("html").output.contains("31 March 2099"))
    }

    @Test func `refuse days and formats that are none`() async throws {
        let folder = try await Self.ready()
        for wrong in [
            ["--from", "31/3/2099"], ["--from", "2099-02-30"], ["--to", "1999-01-01"],
            ["--from", "2099-01-02", "--to", "2099-01-01"], ["--format", "pdf"],
        ] {
            let outcome = try await Program.run(
                ["report", "calendar"] + wrong + ["--data", folder.file("data")], in: folder)
            #expect(outcome.code == 64, "\(wrong) \(outcome.talk)")
            #expect(outcome.output.isEmpty, "\(wrong)")
        }
    }

    @Test func `count what waits in each queue, in each format`() async throws {
        let folder = try await Self.ready()
        let json = try await folder.run("report", "queue", "--format", "json")
        #expect(json.code == 0, "\(json.talk)")
        let facts = try #require(
            try JSONSerialization.jsonObject(with: Data(json.bytes)) as? [String: Any])
        let queues = try #require(facts["queues"] as? [[String: Any]])
        let counts = Dictionary(
            queues.map { ($0["queue"] as? String ?? "", $0["actions"] as? Int ?? -1) }
        ) { first, _ in first }
        #expect(counts["overdue"] == 1 && counts["noLead"] == 1 && counts["noDate"] == 1)
        #expect(counts["stale"] == 0 && counts["waiting"] == 0 && counts["leadLeft"] == 0)
        let mapping = ["framework", "aim", "characteristic", "priority"].map { counts[$0] ?? -1 }
        #expect(mapping.max() == 1 && mapping.min() == 0, "\(mapping)")
        let past = try await folder.run("report", "queue", "--format", "json", "--on", "2020-01-01")
        let then = try JSONSerialization.jsonObject(with: Data(past.bytes)) as? [String: Any]
        #expect(then?["actions"] as? Int == 0, "\(past.talk)")
        let rows = try #require(facts["rows"] as? [[String: Any]])
        let csv = try await folder.run("report", "queue", "--format", "csv").output
        #expect(csv.split(separator: "\r\n").count == rows.count + 1)
        #expect(try await folder.run("report", "queue", "--format", "html").output.contains("Late one"))
    }

    @Test func `of mail are refused before anything is served`() async throws {
        let folder = try await Self.ready()
        for (name, value, words) in [
            ("DUEREGARD_MAIL_KIND", "pigeon", "off, smtp or notify"),
            ("DUEREGARD_MAIL_KIND", "smtp", "name of the mail server"),
            ("DUEREGARD_MAIL_KIND", "notify", "mail.notify-key-file"),
        ] {
            let outcome = try await Program.run(
                ["serve", "--data", folder.file("data"), "--port", "0"], in: folder,
                environment: [name: value])
            #expect(outcome.code != 0 && outcome.talk.contains(words), "\(outcome.talk)")
        }
        let doctor = try await folder.run("doctor")
        #expect(doctor.output.contains("mail: off"))
        let shown = try await Program.run(
            ["config", "show", "--origins"], in: folder, environment: ["DUEREGARD_MAIL_KIND": "smtp"])
        #expect(shown.output.contains("mail.kind = smtp    # environment DUEREGARD_MAIL_KIND"))
    }

    /// The whole way: an action is overdue, its lead wants reminders, the service runs, the message arrives once.
    @Test func `bring a reminder to a mail server, once, and say why another was given up`() async throws {
        let folder = try await Self.ready()
        let database = try folder.database()
        let people = PeopleStore(database: database)
        let change = Change(by: .commandLine, at: Instant(milliseconds: 1_790_000_000_000))
        for (name, post, address) in [
            ("one", "Head of Housing", "one@example.org"), ("two", "HEAD OF HOUSING", "refused@example.org"),
        ] {
            let id = try await people.add(
                signInName: name, post: post, passwordHash: "x",
                grants: [Grant(.serviceManager, within: .directorate("Housing"))], change)
            try await people.setContact(Contact(address: address, wantsReminders: true), of: id, change)
        }
        let mail = try MailServer(in: folder)
        let settings = [
            "DUEREGARD_MAIL_KIND": "smtp", "DUEREGARD_MAIL_HOST": "127.0.0.1",
            "DUEREGARD_MAIL_PORT": "\(mail.port)", "DUEREGARD_MAIL_SECURITY": "none",
            "DUEREGARD_MAIL_FROM": "duty@eastmarsh.example",
            "DUEREGARD_PUBLIC_URL": "https://equality.example",
        ]
        let outbox = OutboxStore(database: database)
        // Started twice: what was sent is not sent again.
        for _ in 1...2 {
            let server = try await Server(
                ["serve", "--data", folder.file("data"), "--port", "0"], in: folder, environment: settings)
            for _ in 0..<200 {
                let counts = try await outbox.counts()
                if counts[.sent] == 1, counts[.failed] == 1 { break }
                try await Task.sleep(for: .milliseconds(50))
            }
            #expect(await server.stop() == 0)
        }
        #expect(try await outbox.counts() == [.sent: 1, .failed: 1])
        let failed = try #require(try await outbox.messages().first { $0.state == .failed })
        #expect(failed.address == "refused@example.org" && !failed.problem.isEmpty)
        let taken = try mail.taken()
        #expect(taken.count == 1)
        #expect(taken.first?["subject"] as? String == "An action is overdue since 30 June 2020")
        let body = try #require(taken.first?["body"] as? String)
        #expect(
            body.contains("Late one") && body.contains("https://equality.example/eastmarsh/office/actions/"))
        await database.close()
    }
}

/// The small mail server of the mail tests, for as long as a test holds it.
private final class MailServer {
    let port: Int
    private let folder: String
    private let process = Process()
    private let input = Pipe()

    init(in place: Folder) throws {
        folder = place.file("mail")
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["python3", "\(Program.root)/Tests/MailTests/smtp_server.py", "--folder", folder]
        let output = Pipe()
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        var line: [UInt8] = []
        while let byte = try output.fileHandleForReading.read(upToCount: 1)?.first, byte != 10 {
            line.append(byte)
        }
        port = Int(String(decoding: line, as: UTF8.self)) ?? 0
    }

    deinit {
        try? input.fileHandleForWriting.close()
        process.terminate()
        process.waitUntilExit()
    }

    /// What was taken, in order.
    func taken() throws -> [[String: Any]] {
        try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".json") }.sorted()
            .compactMap {
                let data = FileManager.default.contents(atPath: "\(folder)/\($0)") ?? Data()
                return try JSONSerialization.jsonObject(with: data) as? [String: Any]
            }
    }
}
