// SPDX-License-Identifier: Apache-2.0
import EqualityDuty
import Foundation
import Storage
import Testing

@testable import Storage

/// A PostgreSQL cluster of one test, which may be stopped while others run.
private final class Cluster: Sendable {
    let folder: Folder
    let place: String
    let address: String

    init() async throws {
        folder = try Folder()
        // A unix socket's path must be short.
        place = "/tmp/dr-pg-" + Identifier.next().suffix(8)
        let made = try await Program.run(["make", place], in: folder, executable: Self.script)
        guard made.code == 0 else { throw NotReady(text: "PostgreSQL could not be started: \(made.talk)") }
        address = made.output.split(separator: "\n").last.map(String.init) ?? ""
    }

    private static let script = Program.root + "/Tests/Support/postgresql.sh"

    func tell(_ act: String) async throws {
        let outcome = try await Program.run([act, place], in: folder, executable: Self.script)
        guard outcome.code == 0 else { throw NotReady(text: "\(act): \(outcome.talk)") }
    }

    func run(_ arguments: String...) async throws -> Outcome {
        try await Program.run(arguments + ["--postgres", address], in: folder)
    }

    /// Runs a test on a cluster and takes it away whatever happens.
    static func with(_ body: (Cluster) async throws -> Void) async throws {
        let cluster = try await Cluster()
        do {
            try await body(cluster)
            try await cluster.tell("remove")
        } catch {
            try? await cluster.tell("remove")
            throw error
        }
    }
}

@Suite(.serialized) struct `PostgreSQL` {
    @Test func `that goes away while serving gives a plain page, and nothing is lost when it returns`()
        async throws
    {
        try await Cluster.with { cluster in
            let made = try await cluster.run(
                "init", "--name", "Eastmarsh District Council", "--slug", "eastmarsh")
            #expect(made.code == 0, "\(made.talk)")
            let database = try await PostgreSQLServer(address: cluster.address, connections: 2).database(
                slug: "eastmarsh")
            let officer = try await Officer.signIn(to: database)
            await database.close()
            let server = try await Server(
                ["serve", "--port", "0", "--postgres", cluster.address], in: cluster.folder)
            let promises = Promises()
            for round in 1...3 {
                for index in 1...5 {
                    let title = "round \(round), \(index)"
                    let answer = try await officer.add(title, to: server)
                    #expect(answer.status == 303, "\(title): \(answer.status)")
                    promises.add(title)
                }
                try await cluster.tell("stop")
                for path in ["/eastmarsh/", "/eastmarsh/published"] {
                    let page = try await server.get(path)
                    // The frame of a page may still be in memory; nothing but a page or the plain refusal may come.
                    #expect([200, 503].contains(page.status), "\(path): \(page.status) \(server.talk)")
                }
                let published = try await server.get("/eastmarsh/published")
                #expect(published.status == 503)
                #expect(published.text.contains("<h1"))
                let refused = try await officer.add("lost \(round)", to: server)
                #expect(refused.status == 503)
                try await cluster.tell("start")
                let back = try await server.get("/eastmarsh/published")
                #expect(back.status == 200)
            }
            #expect(try await officer.add("last", to: server).status == 303)
            promises.add("last")
            await server.stop()
            let after = try await PostgreSQLServer(address: cluster.address, connections: 2).database(
                slug: "eastmarsh")
            #expect(try await promises.broken(in: after) == [])
            #expect(try await after.rows("SELECT id FROM action WHERE title LIKE 'lost%'").isEmpty)
            await after.close()
        }
    }

    @Test func `that is down at the start is one clear line and code 1`() async throws {
        try await Cluster.with { cluster in
            #expect(try await cluster.run("init", "--name", "Eastmarsh", "--slug", "eastmarsh").code == 0)
            try await cluster.tell("stop")
            for arguments in [["serve", "--port", "0"], ["report", "coverage"], ["migrate"]] {
                let outcome = try await Program.run(
                    arguments + ["--postgres", cluster.address], in: cluster.folder)
                #expect(outcome.code == 1, "\(arguments)")
                #expect(outcome.talk.split(separator: "\n").count == 1, "\(outcome.talk)")
                #expect(outcome.talk.contains("cannot be reached"), "\(outcome.talk)")
            }
            try await cluster.tell("start")
            #expect(try await cluster.run("report", "coverage").code == 0)
        }
    }

    @Test func `takes the backup of a file, and a file takes its backup, with equal exports`() async throws {
        try await Cluster.with { cluster in
            let folder = cluster.folder
            try await folder.found()
            let plan = Program.root + "/Tests/EqualityDutyTests/Fixtures/thanet-action-plan.csv"
            #expect(try await folder.run("import", "action-plan", plan).code == 0)
            #expect(try await folder.run("backup", "--out", folder.file("a.backup")).code == 0)
            #expect(try await cluster.run("restore", folder.file("a.backup")).code == 0)
            #expect(try await cluster.run("migrate").code == 3)
            #expect(try await cluster.run("backup", "--out", folder.file("b.backup")).code == 0)
            let third = folder.file("third")
            #expect(
                try await Program.run(["restore", folder.file("b.backup"), "--data", third], in: folder).code
                    == 0)
            _ = try await folder.run("export", "action-plan", "--out", folder.file("1.csv"))
            _ = try await cluster.run("export", "action-plan", "--out", folder.file("2.csv"))
            _ = try await Program.run(
                ["export", "action-plan", "--data", third, "--out", folder.file("3.csv")], in: folder)
            #expect(folder.read("1.csv").count > 2_000)
            #expect(folder.read("2.csv") == folder.read("1.csv"))
            #expect(folder.read("3.csv") == folder.read("1.csv"))
        }
    }
}
