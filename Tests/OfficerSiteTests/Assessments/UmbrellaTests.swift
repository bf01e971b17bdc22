// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import OfficerSite
@testable import WebServer

@Suite struct `The umbrella of an assessment` {
    @Test func `must be there, where an assessment is started and in its section`() async throws {
        let cast = try await Cast(try await Council())
        let umbrella = try await cast.start("The budget")
        let reference = try await cast.record(umbrella).reference
        func start(_ umbrella: String) async -> WebResponse {
            await cast.author.send(
                Cast.office + "/assessments/new",
                [
                    ("template", "full-eqia"), ("title", "Rents"), ("directorate", "Housing"),
                    ("umbrella", umbrella),
                ])
        }
        let words = "Umbrella assessment must be the reference of an assessment of this body"
        let wrong = await start("EIA-1999-001")
        #expect(wrong.status == 422)
        #expect(Markup(wrong).problems.map(\.field) == ["umbrella"])
        #expect(Markup(wrong).problems.map(\.text) == [words])
        #expect(wrong.says("EIA-1999-001"), "what was typed is kept")
        let right = await start(reference.lowercased())
        #expect(right.status == 303, "\(Markup(right).problems)")
        let address = try #require(right.header("location"))
        let id = String(try #require(address.split(separator: "?").first?.split(separator: "/").last))

        let section = try #require(
            try await cast.record(id).template.sections.first { $0.asks("link/umbrella") }?.id)
        let own = try await cast.record(id).reference
        func save(_ umbrella: String) async throws -> WebResponse {
            let version = try await cast.record(id).version
            return await cast.author.send(
                Cast.page(id, "/section/\(section)"),
                [("version", "\(version)"), ("asked", "link/umbrella"), ("link/umbrella", umbrella)])
        }
        let unknown = try await save("EIA-1999-001")
        #expect(Markup(unknown).problems.map(\.text) == [words])
        let itself = try await save(own)
        #expect(Markup(itself).problems.map(\.text) == ["Umbrella assessment must be another assessment"])
        #expect(try await save("").status == 303)
        #expect(try await save(reference).status == 303)
        #expect(try await cast.record(id).content["link/umbrella"] == reference)
    }
}
