// SPDX-License-Identifier: Apache-2.0
import EqualityDuty
import Foundation
import Storage
import Testing

@testable import Storage

@Suite(.serialized) struct `A server` {
    @Test(arguments: [SIGINT, SIGTERM])
    func `says where it listens, answers, and ends when asked to`(signal: Int32) async throws {
        let folder = try Folder()
        try await folder.found()
        let server = try await Server.serve(folder)
        #expect(server.said.contains("/eastmarsh/"))
        let front = try await server.get("/")
        #expect(front.status == 303)
        let page = try await server.get("/eastmarsh/")
        #expect(page.status == 200)
        #expect(page.headers["content-security-policy"]?.contains("default-src 'none'") == true)
        #expect(page.headers["x-content-type-options"] == "nosniff")
        #expect([0, 130].contains(await server.stop(signal)))
    }

    @Test func `keeps to its limits over the socket`() async throws {
        let folder = try Folder()
        try await folder.found()
        let server = try await Server.serve(folder)
        let large = try await server.ask(
            "POST /eastmarsh/sign-in HTTP/1.1\r\nhost: localhost\r\ncontent-length: 99999999\r\n",
            [UInt8](repeating: 97, count: 600_000))
        #expect(large.status == 413)
        let header = try? await server.ask(
            "GET / HTTP/1.1\r\nhost: localhost\r\nx-long: \(String(repeating: "a", count: 40_000))\r\n", [])
        #expect(header == nil || (400...499).contains(header?.status ?? 0))
        for (line, statuses) in [
            ("DELETE /eastmarsh/ HTTP/1.1\r\nhost: localhost\r\n", [405]),
            ("PUT / HTTP/1.1\r\nhost: localhost\r\n", [405]),
            ("HEAD /eastmarsh/ HTTP/1.1\r\nhost: localhost\r\n", [200]),
            ("GET /eastmarsh/%ff%00 HTTP/1.1\r\nhost: localhost\r\n", [404]),
        ] {
            let answer = try await server.ask(line, [])
            #expect(statuses.contains(answer.status), "\(line)")
            #expect(answer.headers["x-content-type-options"] == "nosniff", "\(line)")
        }
        let head = try await server.ask("HEAD /eastmarsh/ HTTP/1.1\r\nhost: localhost\r\n", [])
        #expect(head.body.isEmpty)
        #expect(try await server.get("/eastmarsh/").status == 200)
        await server.stop()
    }

    @Test func `that serves the public only has no way in`() async throws {
        let folder = try Folder()
        try await folder.found()
        let server = try await Server.serve(folder, "--public-only", "--base-path", "/equality")
        #expect(try await server.get("/equality/eastmarsh/published").status == 200)
        #expect(try await server.get("/equality/eastmarsh/office").status == 404)
        #expect(try await server.get("/equality/eastmarsh/sign-in").status == 404)
        #expect(try await server.get("/eastmarsh/").status == 404)
        await server.stop()
    }

    @Test func `says in one line that its port is taken`() async throws {
        let folder = try Folder()
        try await folder.found()
        let first = try await Server.serve(folder)
        let second = try await folder.run("serve", "--port", "\(first.port)")
        #expect(second.code == 1)
        #expect(second.talk.split(separator: "\n").count == 1, "\(second.talk)")
        #expect(second.talk.contains("\(first.port) is taken"))
        #expect(try await first.get("/health").status == 200)
        await first.stop()
    }

    @Test func `and every other command say what keeps a folder from being written`() async throws {
        let folder = try Folder()
        // Root may write anywhere, except below a file.
        let file = try folder.write("file", [1])
        for arguments in [["init", "--name", "Eastmarsh"], ["demo", "--port", "0"]] {
            let outcome = try await Program.run(arguments + ["--data", file + "/data"], in: folder)
            #expect(outcome.code == 1, "\(outcome.talk)")
            #expect(outcome.talk.contains(file), "\(outcome.talk)")
            #expect(!outcome.talk.contains("Fatal"))
        }
        let (export, report) = (file + "/out.csv", file + "/out.json")
        try await folder.found()
        #expect(try await folder.run("export", "action-plan", "--out", export).code == 1)
        #expect(try await folder.run("report", "coverage", "--out", report).code == 1)
        #expect(try await folder.run("backup", "--out", file + "/a.backup").code == 1)
    }

    @Test func `refuses a database of another schema, and says what to do`() async throws {
        let folder = try Folder()
        try await folder.found()
        let database = try folder.database()
        let known = try await database.schemaVersion().known
        try await database.transaction { connection in
            _ = try connection.execute(
                "INSERT INTO migration (number, name, appliedAt) VALUES (\(known + 1), 'From the future', 1)")
        }
        await database.close()
        for command in [["serve", "--port", "0"], ["report", "coverage"], ["migrate"]] {
            let outcome = try await Program.run(command + ["--data", folder.file("data")], in: folder)
            #expect(outcome.code == 1, "\(command)")
            #expect(outcome.talk.contains("newer"), "\(outcome.talk)")
        }
        let back = try folder.database()
        try await back.transaction { connection in
            _ = try connection.execute("DELETE FROM migration WHERE number >= \(known)")
        }
        await back.close()
        let older = try await folder.run("serve", "--port", "0")
        #expect(older.code == 1)
        #expect(older.talk.contains("dueregard migrate"))
        #expect(try await folder.run("doctor").code == 4)
    }
}

@Suite(.serialized) struct `The demonstration command` {
    @Test func `shows two councils marked DEMO, and takes its temporary folder away again`() async throws {
        let folder = try Folder()
        let place = folder.file("tmp")
        try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
        let server = try await Server(
            ["demo", "--port", "0", "--today", "2026-11-21"], in: folder, environment: ["TMPDIR": place])
        #expect(try FileManager.default.contentsOfDirectory(atPath: place).count == 1)
        for path in [
            "/kent/", "/thanet/", "/kent/published/coverage/1", "/thanet/sign-in", "/thanet/nowhere",
        ] {
            #expect(try await server.get(path).text.contains("DEMO"), "\(path)")
        }
        #expect(try await server.get("/kent/published/coverage/1").text.contains("221 of 240"))
        #expect(server.said.contains("Equality lead"))
        #expect([0, 130].contains(await server.stop(SIGINT)))
        #expect(try FileManager.default.contentsOfDirectory(atPath: place).isEmpty)
    }

    @Test func `keeps what it made in a folder it was given, and opens it again`() async throws {
        let folder = try Folder()
        let first = try await Server(["demo", "--port", "0", "--data", folder.file("data")], in: folder)
        let page = try await first.get("/kent/published/coverage/1").body
        await first.stop()
        let second = try await Server(["demo", "--port", "0", "--data", folder.file("data")], in: folder)
        #expect(try await second.get("/kent/published/coverage/1").body == page)
        #expect(try await second.get("/kent/published/coverage/2").status == 404)
        await second.stop()
    }
}
