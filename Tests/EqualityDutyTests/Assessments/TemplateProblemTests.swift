// SPDX-License-Identifier: Apache-2.0
import EqualityDuty
import Testing

@Suite struct `A template` {
    private func problems(_ change: (inout AssessmentTemplate) throws -> Void) throws -> [String] {
        var template = try FormFixture.template()
        try change(&template)
        return template.problems.map { "\($0.target.words): \($0.text)" }
    }

    @Test func `that is sound has no problem`() throws {
        #expect(try problems { _ in } == [])
    }

    @Test func `needs an id, a version, a name and sections`() throws {
        #expect(try problems { $0.id = "Our form" }.count == 1)
        #expect(try problems { $0.version = 0 } == ["template: Give the template a version of 1 or more"])
        #expect(try problems { $0.name = "" }.count == 1)
        #expect(try problems { $0.sections = [] } == ["template: Give the template at least one section"])
        #expect(try problems { $0.withdrawn = CalendarDay(2025, 1, 1) }.count == 1)
    }

    @Test func `has each id once`() throws {
        #expect(
            try problems { $0.sections.append($0.sections[0]) }.contains { $0.hasPrefix("section about") })
        let twice = try problems {
            $0.sections[0].groups[0].questions.append($0.sections[0].groups[0].questions[0])
        }
        #expect(twice == ["question about/title: Ask “about/title” once: it is there more than once"])
        #expect(try problems { $0.scales.append($0.scales[0]) }.count == 1)
    }

    @Test func `keeps rows apart from groups of another shape`() throws {
        let found = try problems {
            $0.sections[0].groups.append(
                .init(id: "evidence", questions: [.init(id: "x", label: "X", kind: .text)]))
        }
        #expect(found.count == 1)
        #expect(found.first?.hasPrefix("group evidence/evidence") == true)
    }

    @Test(arguments: [
        "about/nowhere filled", ".nowhere = yes", "about/secret = perhaps", "impact/age/direction filled",
    ])
    func `has conditions that name its own questions and answers`(words: String) throws {
        let found = try problems {
            $0.sections[0].groups[0].questions[3].shown = try FormFixture.condition(words)
        }
        #expect(found.count == 1)
        #expect(found.first?.hasPrefix("question about/day") == true)
    }

    @Test func `has no condition on a row outside a group`() throws {
        let found = try problems { $0.sections[1].shown = try FormFixture.condition(".direction filled") }
        #expect(found.first?.contains("Write the whole path") == true)
    }

    @Test func `names scales that are described, and ranks within bounds`() throws {
        let unknown = try problems { $0.sections[0].groups[0].questions[3].kind = .scale("worry") }
        #expect(unknown.count == 1)
        let ranked = try problems {
            $0.scales[0] = .init(id: "level", steps: [.init(code: "low", label: "Low", rank: 101)])
        }
        #expect(ranked == ["step level/low: Give the step “low” a rank from 0 to 100"])
    }

    @Test func `may not use the words kept for the program`() throws {
        #expect(
            try problems { $0.sections[0].groups[0].id = "done" }.contains {
                $0.contains("kept for the program")
            })
        #expect(
            try problems { $0.sections[0].groups[0].questions[0].aim = .a }
                == ["question about/title: Name an aim only where the group is asked for each characteristic"]
        )
    }

    @Test(arguments: [
        "a/b = x and c/d filled or e/f in x|y", ".a blank", "a/b != x|y", "a/b filled and c/d blank",
    ])
    func `writes a condition as it reads it`(words: String) throws {
        let condition = try FormFixture.condition(words)
        #expect(TemplateCondition(condition.words) == condition)
    }

    @Test(arguments: [
        "", "a/b", "a/b = ", "a/b is x", "or a/b filled and", "and", "a/b filled filled filled",
    ])
    func `knows no condition in other words`(words: String) {
        #expect(TemplateCondition(words) == nil)
    }

    @Test func `knows "none of these" for several answers`() throws {
        let condition = try FormFixture.condition("a/b != x|y")
        #expect(condition.holds(in: AssessmentContent(["a/b": "z"])))
        #expect(condition.holds(in: AssessmentContent()))
        #expect(!condition.holds(in: AssessmentContent(["a/b": "y"])))
    }
}
