// SPDX-License-Identifier: Apache-2.0
import EqualityDuty
import Testing

@Suite struct `A move to another version of a template` {
    private let content = AssessmentContent([
        "about/title": "Buses", "about/secret": "no", "about/day": "2026-07-11", "done/about": "yes",
        "impact/age/staff/direction": "positive", "done/impact": "yes",
        "impact/age/residents/direction": "negative", "impact/age/residents/residual": "low",
    ])

    private func move(_ change: (inout AssessmentTemplate) -> Void) throws -> TemplateMove {
        let old = try FormFixture.template()
        var new = old
        new.version = 2
        change(&new)
        return TemplateMove(from: old, to: new, content: content, FormFixture.characteristics)
    }

    @Test func `that changes no question is empty`() throws {
        #expect(try move { _ in }.isEmpty)
    }

    @Test func `names what is asked anew, and opens that section again`() throws {
        let move = try move {
            $0.sections[0].groups[0].questions.append(.init(id: "x", label: "X", kind: .text))
        }
        #expect(move.anew.map(\.path) == ["about/x"])
        #expect(move.reopened == ["about"])
        #expect(move.changes == ["done/about": ""])
    }

    @Test func `keeps what is no longer asked, in its old words`() throws {
        let move = try move { $0.sections[0].groups[0].questions.removeAll { $0.id == "day" } }
        #expect(move.noLongerAsked.map(\.path) == ["about/day"])
        #expect(move.noLongerAsked.first?.name == "Takes effect")
        #expect(move.noLongerAsked.first?.text == "11 July 2026")
        #expect(move.changes == [:])
    }

    @Test func `shows other words, and answers that no longer fit`() throws {
        let move = try move {
            $0.sections[0].groups[0].questions[0].label = "Name"
            $0.sections[1].groups[1].questions[0].kind = .choice([.init(code: "negative", label: "Negative")])
        }
        let title = try #require(move.reworded.first { $0.path == "about/title" })
        #expect(title.before == "Title" && title.after == "Name" && !title.doesNotFit)
        let direction = try #require(move.reworded.first { $0.path == "impact/age/staff/direction" })
        #expect(direction.doesNotFit)
        #expect(move.reopened == ["about", "impact"])
    }

    @Test func `shows that a scale has other words or other weights`() throws {
        for step in [
            AssessmentTemplate.Scale.Step(code: "low", label: "Slight", rank: 25),
            AssessmentTemplate.Scale.Step(code: "low", label: "Low", rank: 75),
        ] {
            let move = try move { template in
                let steps = template.scales[0].steps.map { $0.code == "low" ? step : $0 }
                template.scales[0] = .init(id: template.scales[0].id, steps: steps)
            }
            #expect(move.reworded.map(\.path).contains { $0.hasSuffix("/residual") })
            #expect(move.reopened == ["impact"])
        }
    }
}
