// SPDX-License-Identifier: Apache-2.0
import EqualityDuty
import Testing

@Suite struct `An overlay` {
    private func overlay(_ operations: [TemplateOverlay.Operation]) -> TemplateOverlay {
        TemplateOverlay(
            id: "ours", version: 3, template: "eastmarsh", name: "Our form",
            effectiveFrom: CalendarDay(2026, 6, 1), operations: operations)
    }

    private let question = AssessmentTemplate.Question(id: "parish", label: "Which parish", kind: .text)

    @Test func `makes a template of its own, found again by both versions`() throws {
        let result = overlay([.relabel(.section("about"), "First things")]).applied(
            to: try FormFixture.template())
        #expect(result.template.id == "ours")
        #expect(result.template.version == 1003)
        #expect(TemplateOverlay.parts(ofVersion: 1003) == (1, 3))
        #expect(result.template.name == "Our form")
        #expect(result.template.effectiveFrom == CalendarDay(2026, 6, 1))
        #expect(result.template.sections[0].title == "First things")
        #expect(result.problems == [] && result.notFound == [] && result.warnings == [])
    }

    @Test func `relabels, guides, adds and hides`() throws {
        let result = overlay([
            .relabel(.question(group: "about", "title"), "Name"),
            .relabel(.choice(group: "impact", question: "direction", "neutral"), "No difference"),
            .relabel(.step(scale: "level", "high"), "Severe"),
            .guidance(.section("impact"), "Think of tenants."),
            .hint(.question(group: "about", "day"), "A day."),
            .need(.question(group: "about", "day"), .always),
            .addQuestion(question, section: "about", group: "about", after: "title"),
            .addChoice(.init(code: "mixed", label: "Mixed"), group: "impact", question: "direction"),
            .addScale(.init(id: "mood", steps: [.init(code: "fine", label: "Fine", rank: 0)])),
            .addSection(
                .init(id: "tenants", title: "Tenants", groups: [.init(id: "tenants", questions: [question])]),
                after: "about"),
            .addGroup(.init(id: "parish", questions: [question]), section: "about", after: nil),
            .hide(.question(group: "about", "secret")), .hide(.question(group: "about", "why")),
        ]).applied(to: try FormFixture.template())
        #expect(result.notFound == [])
        #expect(result.problems == [])
        let about = try #require(result.template.section("about"))
        #expect(about.groups[0].questions.map(\.label) == ["Name", "Which parish", "Takes effect"])
        #expect(about.groups[0].questions[2].need == .always)
        #expect(result.template.sections.map(\.id) == ["about", "tenants", "impact", "evidence"])
        #expect(result.template.scale("level")?.steps.last == .init(code: "high", label: "Severe", rank: 90))
        let content = AssessmentContent(["impact/age/staff/direction": "neutral"])
        #expect(result.template.display(path: "impact/age/staff/direction", content, []) == "No difference")
    }

    @Test func `survives a new version of the template and keeps what that brings`() throws {
        var next = try FormFixture.template()
        next.version = 2
        next.sections[0].groups[0].questions.insert(.init(id: "new", label: "New", kind: .text), at: 0)
        next.sections[0].groups[0].questions.removeAll { $0.id == "day" }
        next.sections[1].guidance = "Better guidance"
        let changes = overlay([
            .relabel(.question(group: "about", "title"), "Name"),
            .relabel(.question(group: "about", "day"), "From"),
            .addQuestion(question, section: "about", group: "about", after: "day"),
        ])
        let result = changes.applied(to: next)
        #expect(result.template.version == 2003)
        #expect(result.notFound == ["call question about/day “From”"])
        #expect(result.template.sections[1].guidance == "Better guidance")
        #expect(
            result.template.sections[0].groups[0].questions.map(\.id) == [
                "new", "title", "secret", "why", "parish",
            ])
        #expect(changes.operations.count == 3)
    }

    @Test func `that adds what the template has by now is told so`() throws {
        let title = AssessmentTemplate.Question(id: "title", label: "Ours", kind: .text)
        let result = overlay([.addQuestion(title, section: "about", group: "about", after: nil)])
            .applied(to: try FormFixture.template())
        #expect(result.notFound == ["add question about/title to about"])
        #expect(result.template.sections[0].groups[0].questions[0].label == "Title")
    }

    @Test func `does not hide what the checks read without a warning`() throws {
        let result = overlay([
            .hide(.question(group: "impact", "residual")), .hide(.question(group: "about", "day")),
            .hide(.choice(group: "impact", question: "direction", "neutral")),
        ]).applied(to: try FormFixture.template())
        #expect(result.warnings.count == 2)
        #expect(
            result.warnings.first == "impact/residual is hidden: DR9 will say that its answer is missing")
        #expect(result.notFound == [])
    }

    @Test func `that leaves a condition without its question is refused`() throws {
        let result = overlay([.hide(.question(group: "about", "secret"))]).applied(
            to: try FormFixture.template())
        #expect(result.problems.map(\.target) == [.question(group: "about", "why")])
    }

    @Test func `hides a section whole, and no empty group stays behind`() throws {
        let result = overlay([.hide(.section("evidence")), .hide(.group(section: "impact", "aim"))])
            .applied(to: try FormFixture.template())
        #expect(result.template.sections.map(\.id) == ["about", "impact"])
        #expect(result.template.sections[1].groups.map(\.id) == ["impact"])
        #expect(result.warnings.count == 4)
    }

    @Test(arguments: [
        "template", "section about", "group about/about", "question about/title", "choice about/kind/policy",
        "scale level", "step level/high",
    ])
    func `names its targets in words that read back`(words: String) {
        #expect(TemplateTarget(words)?.words == words)
    }

    @Test(arguments: ["", "section", "section a/b", "question title", "planet mars", "question /title"])
    func `knows no target in other words`(words: String) {
        #expect(TemplateTarget(words) == nil)
    }
}
