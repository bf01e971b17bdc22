// SPDX-License-Identifier: Apache-2.0
import EqualityDuty
import Foundation
import Storage
import Testing

@Suite(.serialized) struct `Publishing from the command line` {
    @Test func `needs a yes, and the public page then has what was published`() async throws {
        let folder = try Folder()
        try await folder.found()
        let register = Program.root + "/ReferenceData/demo/thanet/register.csv"
        #expect(try await folder.run("import", "register", register).code == 0)
        let rehearsal = try await folder.run("publish", "coverage", "--on", "2026-03-31", "--dry-run")
        #expect(rehearsal.code == 0, "\(rehearsal.talk)")
        #expect(try await folder.run("publish", "coverage", "--on", "2026-03-31").code != 0)
        let database = try folder.database()
        let store = PublicationStore(database: database)
        #expect(try await store.publications().isEmpty)
        let done = try await folder.run("publish", "coverage", "--on", "2026-03-31", "--yes")
        #expect(done.code == 0, "\(done.talk)")
        let edition = try #require(try await store.publication(.coverage).editions.first)
        let stored = try #require(try await store.artefact(.coverage, edition: 1, .html))
        await database.close()
        let server = try await Server.serve(folder, "--public-only")
        let page = try await server.get("/eastmarsh/published/coverage/1")
        #expect(page.status == 200)
        #expect(page.body == stored.bytes)
        #expect(Token.digest(page.body) == edition.artefacts.first { $0.format == .html }?.digest)
        await server.stop()
        #expect(try await folder.run("publish", "none", "--yes").code == 64)
        #expect(try await folder.run("publish", "coverage", "--on", "2999-01-01", "--yes").code != 0)
    }

    @Test func `rehearsed says which leads everybody would read otherwise`() async throws {
        let folder = try Folder()
        try await folder.found()
        let plan = """
            Objective/Task,Arising from,Lead Officer,Directorate,Section,Target Completion Date,Status,Corporate Plan Priority,Framework Criteria,PSED Aim,Protected Characteristics
            Train the desk,Plan,Tom Example,Housing,Homes,Before July 2020,On target,1,1,A,All
            """
        let file = try folder.write("plan.csv", Array(plan.utf8))
        #expect(try await folder.run("import", "action-plan", file).code == 0)
        let rehearsal = try await folder.run("publish", "action-plan", "--dry-run")
        #expect(rehearsal.code == 0, "\(rehearsal.talk)")
        #expect(rehearsal.output.contains("Lead “Tom Example” would be shown as “a named officer”"))
    }

    @Test(arguments: ["bash", "zsh", "fish"])
    func `has completions for the shell`(shell: String) async throws {
        let outcome = try await Program.run(["completions", shell], in: try Folder())
        #expect(outcome.code == 0)
        for word in ["restore", "action-plan", "public-only", "assessment", "due-regard"] {
            #expect(outcome.output.contains(word), "\(word)")
        }
    }

    @Test func `lists every route with who may use it`() async throws {
        let folder = try Folder()
        try await folder.found()
        let outcome = try await folder.run("routes", "--json")
        #expect(outcome.code == 0)
        let routes = try #require(
            try JSONSerialization.jsonObject(with: Data(outcome.bytes)) as? [[String: Any]])
        #expect(routes.count > 50)
        let officer = routes.filter { ($0["path"] as? String)?.hasPrefix("/office") == true }
        #expect(officer.count > 40)
        #expect(officer.allSatisfy { $0["access"] as? String != "anyone" })
        #expect(officer.allSatisfy { ($0["cache"] as? String) == "never" })
    }
}
