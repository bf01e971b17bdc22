// SPDX-License-Identifier: Apache-2.0
import EqualityDuty
import Storage
import Testing

@testable import OfficerSite
@testable import WebServer

@Suite struct `The form of an outcome` {
    static let matrix = "/eastmarsh/office/outcomes"
    static let new = matrix + "/new"

    private static func own(_ fields: [(String, String)]) -> [(String, String)] {
        fields.filter { $0.0 != "csrf" }
    }

    private static func outcome(_ reference: String, _ council: Council) async throws -> Outcome {
        try #require(
            try await council.office.outcomes.outcomes().first { $0.reference == reference && !$0.isRetired })
    }

    @Test func `adds the first strategic outcome, then one that supports it`() async throws {
        let council = try await Council()
        let visitor = try await council.visitor()
        #expect(await visitor.get(Self.matrix).text.contains("href=\"\(Self.new)\""))
        let first = Self.own(await visitor.fill(Self.new, ["reference": "1", "title": "Start well"]))
        #expect(await visitor.send(Self.new, first).status == 303)
        let strategic = try await Self.outcome("1", council)
        #expect(await visitor.get(Self.matrix).text.contains("No supporting outcome stands below it yet"))
        let below = "\(Self.new)?parent=\(strategic.id)"
        #expect(await visitor.get("\(Self.matrix)/\(strategic.id)").text.contains(below))
        let fields = Markup(await visitor.get(below)).fields(of: Self.new).map {
            ($0.name, ["reference": "1.1", "title": "Ready for school"][$0.name] ?? $0.value)
        }
        #expect(await visitor.send(Self.new, Self.own(fields)).status == 303)
        #expect(try await Self.outcome("1.1", council).parentID == strategic.id)
        #expect(await visitor.get(Self.matrix).text.contains("1.1 Ready for school"))
        let line = try await council.office.log.entries(about: "outcome", strategic.id).first
        #expect(line?.event.verb == "added" && line?.actor.post == "Post of lead")
    }

    @Test func `keeps what was typed where something is wrong`() async throws {
        let council = try await Council()
        let visitor = try await council.visitor()
        let outcome = try await `The outcomes matrix`.outcome(council)
        let empty = await visitor.send(Self.new, Self.own(await visitor.fill(Self.new)))
        #expect(empty.status == 422 && Markup(empty).problems.map(\.field) == ["reference", "title"])
        let taken = await visitor.send(
            Self.new,
            Self.own(
                await visitor.fill(
                    Self.new, ["reference": "1.1", "title": "Kept <words>", "parent": outcome.parentID])))
        #expect(taken.status == 422 && Markup(taken).problems.map(\.field) == ["reference"])
        #expect(Markup(taken).fields(of: Self.new).first { $0.name == "title" }?.value == "Kept <words>")
        // One that others support cannot be put below another, nor be given up before them.
        let path = "\(Self.matrix)/\(outcome.parentID)/edit"
        let gone = Self.own(await visitor.fill(path, ["reason": "Done"])) + [("retired", "yes")]
        #expect(Markup(await visitor.send(path, gone)).problems.map(\.field) == ["retired"])
        #expect(try await council.office.outcomes.outcomes().count == 3)
    }

    @Test func `changes words and place, and keeps the rest`() async throws {
        let council = try await Council()
        let visitor = try await council.visitor()
        let outcome = try await `The outcomes matrix`.outcome(council)
        let other = try await Self.outcome("1.2", council)
        let path = "\(Self.matrix)/\(outcome.id)/edit"
        #expect(await visitor.get("\(Self.matrix)/\(outcome.id)").text.contains(path))
        let typed = Self.own(await visitor.fill(path, ["title": "Ready to learn", "place": other.id]))
        #expect(await visitor.send(path, typed).status == 303)
        let all = try await council.office.outcomes.outcomes()
        #expect(all.map(\.reference) == ["1", "1.2", "1.1"])
        #expect(all.last?.title == "Ready to learn" && all.last?.version == 2)
        let line = try await council.office.log.entries(about: "outcome", outcome.id).first
        #expect(line?.event.details.contains("Ready to learn") == true)
        let first = Self.own(await visitor.fill(path, ["place": "first"]))
        #expect(await visitor.send(path, first).status == 303)
        #expect(
            try await council.office.outcomes.outcomes().filter { !$0.isStrategic }.map(\.reference) == [
                "1.1", "1.2",
            ])
    }

    @Test func `gives one up with a reason, and keeps it readable`() async throws {
        let council = try await Council()
        let visitor = try await council.visitor()
        let outcome = try await `The outcomes matrix`.outcome(council)
        let path = "\(Self.matrix)/\(outcome.id)/edit"
        let typed = Self.own(await visitor.fill(path)).filter { $0.0 != "reason" } + [("retired", "yes")]
        let refused = await visitor.send(path, typed)
        #expect(refused.status == 422 && Markup(refused).problems.map(\.field) == ["reason"])
        #expect(await visitor.send(path, typed + [("reason", "The schools left us")]).status == 303)
        #expect(!(await visitor.get(Self.matrix).text.contains("1.1 Ready for school")))
        #expect(await visitor.get(Self.matrix + "?show=retired").text.contains("1.1 Ready for school"))
        let page = await visitor.get("\(Self.matrix)/\(outcome.id)").text
        #expect(page.contains("Given up") && page.contains("The schools left us"))
        // Its number is free again.
        let again = Self.own(
            await visitor.fill(
                Self.new, ["reference": "1.1", "title": "Next", "parent": outcome.parentID]))
        #expect(await visitor.send(Self.new, again).status == 303)
    }

    @Test func `shows two versions to whoever saves second`() async throws {
        let council = try await Council()
        let visitor = try await council.visitor()
        let outcome = try await `The outcomes matrix`.outcome(council)
        let path = "\(Self.matrix)/\(outcome.id)/edit"
        let mine = Self.own(await visitor.fill(path, ["title": "Mine"]))
        let theirs = Self.own(await visitor.fill(path, ["title": "Theirs", "reference": "1.9"]))
        #expect(await visitor.send(path, theirs).status == 303)
        let answer = await visitor.send(path, mine)
        #expect(answer.status == 409 && answer.text.contains("Theirs") && answer.text.contains("Mine"))
        let fields = Self.own(Markup(answer).fields(of: path).map { ($0.name, $0.value) })
        let half = await visitor.send(path, fields + [("keep-title", "mine")])
        #expect(half.status == 422)
        let choices = [("keep-title", "mine"), ("keep-reference", "theirs")]
        #expect(await visitor.send(path, fields + choices).status == 303)
        let now = try await Self.outcome("1.9", council)
        #expect(now.title == "Mine" && now.version == 3)
    }

    @Test func `is not there for those who may not set outcomes`() async throws {
        let council = try await Council()
        let outcome = try await `The outcomes matrix`.outcome(council)
        let reader = try await council.visitor("reader", [Grant(.auditor, within: .body)])
        let path = "\(Self.matrix)/\(outcome.id)"
        #expect(await reader.get(Self.matrix).status == 200)
        #expect(!(await reader.get(Self.matrix).text.contains(Self.new)))
        #expect(!(await reader.get(path).text.contains(path + "/edit")))
        #expect(await reader.get(Self.new).status == 403)
        #expect(await reader.get(path + "/edit").status == 403)
        #expect(await reader.send(path + "/edit", [("title", "No")]).status == 403)
        let lead = try await council.visitor()
        #expect(await lead.get(Self.matrix + "/unknown/edit").status == 404)
    }
}
