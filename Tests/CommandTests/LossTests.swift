// SPDX-License-Identifier: Apache-2.0
import EqualityDuty
import Foundation
import Storage
import Synchronization
import Testing

@testable import Storage

/// What was promised to people and what the database then holds; the promises are kept outside the server.
final class Promises: Sendable {
    private let kept = Mutex<[String]>([])

    var all: [String] { kept.withLock { $0 } }

    func add(_ title: String) { kept.withLock { $0.append(title) } }

    /// Promises that the action plan of a database does not hold.
    func broken(in database: any Database) async throws -> [String] {
        let titles = Set(try await database.rows("SELECT title FROM action").map { $0.text(0) })
        return all.filter { !titles.contains($0) }
    }
}

/// Numbers that come again with the same seed.
private struct SeededNumbers: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return state ^ (state >> 29)
    }
}

@Suite(.serialized) struct `No acknowledged change is lost` {
    /// Four officers write until the server is gone; what was answered with 303 is a promise.
    private static func write(_ officer: Officer, to server: Server, round: Int, _ promises: Promises) async {
        await withTaskGroup(of: Void.self) { group in
            for writer in 1...4 {
                group.addTask {
                    for edit in 1...1_000 {
                        let title = "round \(round), writer \(writer), edit \(edit)"
                        guard let answer = try? await officer.add(title, to: server), answer.status == 303
                        else { return }
                        promises.add(title)
                    }
                }
            }
        }
    }

    /// assurance.md §1, `Kill`, in the size of an everyday run.
    @Test func `when the process is killed at any moment during 200 writes`() async throws {
        let folder = try Folder()
        try await folder.found()
        var numbers = SeededNumbers(state: 2_026_1121)
        let promises = Promises()
        var round = 0
        while promises.all.count < 200, round < 40 {
            round += 1
            let database = try folder.database()
            let officer = try await Officer.signIn(to: database)
            await database.close()
            let server = try await Server.serve(folder)
            let goal = promises.all.count + Int.random(in: 3...40, using: &numbers)
            let pause = Int.random(in: 0...20, using: &numbers)
            async let writing: Void = Self.write(officer, to: server, round: round, promises)
            for _ in 0..<2_000 where promises.all.count < goal { try await Task.sleep(for: .milliseconds(5)) }
            try await Task.sleep(for: .milliseconds(pause))
            #expect(await server.stop(SIGKILL) == 137)
            await writing
            // A new process opens what was left, and goes on.
            let again = try await Server.serve(folder)
            #expect(try await again.get("/eastmarsh/").status == 200)
            await again.stop()
        }
        #expect(promises.all.count >= 200)
        let database = try folder.database()
        #expect(try await promises.broken(in: database) == [])
        #expect(try await database.rows("PRAGMA integrity_check").map { $0.text(0) } == ["ok"])
        // A line of the log for each record, in an unbroken row of numbers.
        let sequence = try await database.rows("SELECT sequence FROM log_entry ORDER BY sequence").map {
            $0.int(0)
        }
        #expect(sequence == Array(1...sequence.count))
        let orphans = try await database.rows(
            "SELECT id FROM action WHERE id NOT IN (SELECT subjectID FROM log_entry WHERE subjectKind = 'action')"
        )
        #expect(orphans.isEmpty)
        // The same look finds a loss when there is one.
        promises.add("a promise that nobody kept")
        #expect(try await promises.broken(in: database) == ["a promise that nobody kept"])
        let lost = try #require(promises.all.first)
        try await database.transaction { _ = try $0.execute("DELETE FROM action WHERE title = \(lost)") }
        #expect(try await promises.broken(in: database) == [lost, "a promise that nobody kept"])
        await database.close()
    }

    /// Two processes on one file: neither may lose a word of the other's.
    @Test func `when commands import and back up beside a server that writes`() async throws {
        let folder = try Folder()
        try await folder.found()
        let database = try folder.database()
        let officer = try await Officer.signIn(to: database)
        await database.close()
        let server = try await Server.serve(folder)
        let head = "reference,name,type,directorate,service,owner,adopted,retired,last_assessed,relevance\r\n"
        let rows = (1...1_500).map { "P\($0),Policy \($0),policy,Care,,,,,,\r\n" }.joined()
        let file = try folder.write("register.csv", Array((head + rows).utf8))
        let promises = Promises()
        async let writing: Void = withThrowingTaskGroup(of: Void.self) { group in
            for writer in 1...3 {
                group.addTask {
                    for edit in 1...25 {
                        let title = "writer \(writer), edit \(edit)"
                        let answer = try await officer.add(title, to: server)
                        #expect(answer.status == 303, "\(title): \(answer.status)")
                        if answer.status == 303 { promises.add(title) }
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(try await folder.run("import", "register", file).code == 0)
        #expect(try await folder.run("backup", "--out", folder.file("beside.backup")).code == 0)
        try await writing
        await server.stop()
        let after = try folder.database()
        #expect(promises.all.count == 75)
        #expect(try await promises.broken(in: after) == [])
        #expect(try await after.rows("SELECT COUNT(*) FROM policy").first?.int(0) == 1_500)
        let sequence = try await after.rows("SELECT sequence FROM log_entry ORDER BY sequence").map {
            $0.int(0)
        }
        #expect(sequence == Array(1...sequence.count))
        await after.close()
    }

    @Test func `when the disk is full: a plain page, reads go on, and writing comes back by itself`()
        async throws
    {
        let folder = try Folder()
        let data = folder.file("data")
        try FileManager.default.createDirectory(atPath: data, withIntermediateDirectories: true)
        let mounted = try await Program.run(
            ["-t", "tmpfs", "-o", "size=4m", "tmpfs", data], in: folder, executable: "/usr/bin/mount")
        guard mounted.code == 0 else {
            throw NotReady(text: "a small disk could not be mounted (root is needed): \(mounted.talk)")
        }
        do {
            try await Self.fillTheDisk(folder, data)
        } catch {
            _ = try await Program.run(["-l", data], in: folder, executable: "/usr/bin/umount")
            throw error
        }
        _ = try await Program.run(["-l", data], in: folder, executable: "/usr/bin/umount")
    }

    private static func fillTheDisk(_ folder: Folder, _ data: String) async throws {
        try await folder.found()
        let database = try folder.database()
        let officer = try await Officer.signIn(to: database)
        await database.close()
        let server = try await Server.serve(folder)
        let promises = Promises()
        #expect(try await officer.add("before", to: server).status == 303)
        promises.add("before")
        let filler = data + "/filler"
        _ = try await Program.run(
            ["if=/dev/zero", "of=\(filler)", "bs=1k"], in: folder, executable: "/usr/bin/dd")
        // What is left inside the files themselves is used up first.
        var refused: Answer?
        for index in 1...400 where refused == nil {
            let title = "full \(index) " + String(repeating: "x", count: 1_500)
            let answer = try await officer.add(title, to: server)
            if answer.status == 303 { promises.add(title) } else { refused = answer }
        }
        let page = try #require(refused, "the disk never became full")
        #expect(page.status == 507)
        #expect(page.text.contains("<h1"))
        #expect(page.headers["x-content-type-options"] == "nosniff")
        for path in ["/eastmarsh/", "/eastmarsh/published", "/eastmarsh/accessibility"] {
            #expect(try await server.get(path).status == 200, "\(path)")
        }
        #expect(try await server.get("/eastmarsh/office/actions", cookie: officer.cookie).status == 200)
        #expect(
            try await officer.add("still full " + String(repeating: "x", count: 1_500), to: server).status
                == 507)
        try FileManager.default.removeItem(atPath: filler)
        #expect(try await officer.add("after", to: server).status == 303)
        promises.add("after")
        await server.stop()
        let back = try folder.database()
        #expect(try await promises.broken(in: back) == [])
        #expect(try await back.rows("PRAGMA integrity_check").map { $0.text(0) } == ["ok"])
        let kept = try await back.rows("SELECT COUNT(*) FROM action").first?.int(0)
        #expect(kept == promises.all.count, "a refused change must not be there either")
        await back.close()
    }
}
