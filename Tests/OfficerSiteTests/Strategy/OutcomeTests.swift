// SPDX-License-Identifier: Apache-2.0
import EqualityDuty
import Storage
import Testing

@testable import OfficerSite
@testable import WebServer

@Suite struct `The outcomes matrix` {
    static let matrix = "/eastmarsh/office/outcomes"

    static func outcome(_ council: Council) async throws -> Outcome {
        _ = try await council.office.outcomes.importOutcomes(
            [
                Outcome(reference: "1", title: "Start well"),
                Outcome(reference: "1.1", title: "Ready for school", parentID: "1"),
                Outcome(reference: "1.2", title: "Healthy", parentID: "1"),
            ], strategyID: "", source: "test", Council.change)
        return try #require(try await council.office.outcomes.outcomes().first { $0.reference == "1.1" })
    }

    @Test func `says where nobody has looked yet`() async throws {
        let council = try await Council()
        let visitor = try await council.visitor()
        #expect(await visitor.get(Self.matrix).text.contains("No outcomes are recorded yet"))
        let outcome = try await Self.outcome(council)
        _ = try await council.office.outcomes.add(
            Inequality(outcomeID: outcome.id, characteristic: "age", words: "Summer-born children lag"),
            Council.change)
        let page = await visitor.get(Self.matrix).text
        #expect(page.contains("2 supporting outcomes") && page.contains("Nobody has looked yet"))
        #expect(page.contains("Summer-born children lag") && page.contains("Not scored"))
        let unseen = await visitor.get(Self.matrix + "?show=unseen").text
        #expect(unseen.contains("1.2 Healthy") && !unseen.contains("1.1 Ready"))
        let race = await visitor.get(Self.matrix + "?characteristic=race").text
        #expect(!race.contains("Summer-born"))
    }

    @Test func `takes a finding with its scores, and refuses one without reasons`() async throws {
        let council = try await Council()
        let visitor = try await council.visitor()
        let outcome = try await Self.outcome(council)
        let path = Self.matrix + "/\(outcome.id)/finding"
        let typed = [("characteristic", "age"), ("words", "Kept <words>"), ("reach", "3"), ("depth", "2")]
        let key = await visitor.fill(path).filter { $0.0 == "idempotency-key" }
        let refused = await visitor.send(path, key + typed)
        #expect(refused.status == 422 && Markup(refused).problems.map(\.field) == ["explanation"])
        let shown = Markup(refused).fields(of: path)
        #expect(shown.first { $0.name == "words" }?.value == "Kept <words>")
        #expect(shown.first { $0.name == "reach" }?.value == "3")
        let whole = typed + [("influence", "3"), ("certainty", "3"), ("explanation", "Counted twice")]
        #expect(await visitor.send(path, key + whole).status == 303)
        let page = await visitor.get(Self.matrix).text
        #expect(page.contains("67 of 100, among the biggest"))
        #expect(await visitor.get(Self.matrix + "/\(outcome.id)").text.contains("Yes, one of the first five"))
    }

    @Test func `shows two versions of a finding to whoever saves second`() async throws {
        let council = try await Council()
        let visitor = try await council.visitor()
        let outcome = try await Self.outcome(council)
        let id = try await council.office.outcomes.add(
            Inequality(outcomeID: outcome.id, characteristic: "age", words: "First"), Council.change)
        let path = "/eastmarsh/office/inequalities/\(id)/edit"
        let mine = await visitor.fill(path, ["words": "Mine"]).filter { $0.0 != "csrf" }
        let theirs = await visitor.fill(path, ["words": "Theirs"]).filter { $0.0 != "csrf" }
        #expect(await visitor.send(path, theirs).status == 303)
        let answer = await visitor.send(path, mine)
        #expect(answer.status == 409 && answer.text.contains("Theirs") && answer.text.contains("Mine"))
        let fields = Markup(answer).fields(of: path).map { ($0.name, $0.value) }.filter { $0.0 != "csrf" }
        #expect(await visitor.send(path, fields + [("keep-words", "mine")]).status == 303)
        #expect(try await council.office.outcomes.inequality(id)?.words == "Mine")
    }

    @Test func `leads from a finding to an objective in two clicks`() async throws {
        let council = try await Council()
        let visitor = try await council.visitor()
        let outcome = try await Self.outcome(council)
        let id = try await council.office.outcomes.add(
            Inequality(
                outcomeID: outcome.id, characteristic: "age", words: "Summer-born lag", evidence: "Survey"),
            Council.change)
        let start = "/eastmarsh/office/objectives/new?inequality=\(id)"
        #expect(await visitor.get(Self.matrix).text.contains(start))
        let form = "/eastmarsh/office/objectives/new"
        let fields = Markup(await visitor.get(start)).fields(of: form).map {
            ($0.name, $0.name == "title" ? "Close the gap" : $0.value)
        }
        #expect(fields.contains { $0.0 == "gap" && $0.1 == "Summer-born lag\nSurvey" })
        #expect(fields.contains { $0.0 == "characteristics" && $0.1 == "Age" })
        #expect(await visitor.send(form, fields.filter { $0.0 != "csrf" }).status == 303)
        let links = try await council.office.links.links()
        #expect(Set(links.map(\.kind)) == [.answers, .serves])
        #expect(await visitor.get(Self.matrix).text.contains("Close the gap"))
    }
}
