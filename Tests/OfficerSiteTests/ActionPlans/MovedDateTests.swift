// SPDX-License-Identifier: Apache-2.0
import EqualityDuty
import Storage
import Testing

@testable import WebServer

@Suite struct `Changing a date on the form` {
    @Test func `asks why, keeps it, and derives nothing`() async throws {
        let council = try await Council()
        let visitor = try await council.visitor()
        let id = try await council.addAction("Consult", target: "Before July 2027")
        let path = "/eastmarsh/office/actions/\(id)/edit"
        func plain(_ typed: [String: String]) async -> [(String, String)] {
            await visitor.fill(path, typed).filter { $0.0 != "csrf" }
        }
        let asked = await visitor.send(path, await plain(["target": "2027/28", "title": "Consult all"]))
        #expect(asked.status == 422)
        #expect(Markup(asked).problems.map(\.field) == ["why"])
        #expect(Markup(asked).fields(of: path).first { $0.name == "target" }?.value == "2027/28")
        #expect(try await council.plan.updates(of: id).isEmpty)
        let typed = ["target": "2027/28", "why": "The budget waits"]
        #expect(await visitor.send(path, await plain(typed)).status == 303)
        #expect(try await council.plan.updates(of: id).map(\.why) == ["The budget waits"])
        #expect(await visitor.send(path, await plain(["title": "Consult all"])).status == 303)
        #expect(try await council.plan.updates(of: id).count == 1)
    }
}
