// SPDX-License-Identifier: Apache-2.0
import EqualityDuty
import Testing

@Suite struct `Text copied into an assessment` {
    let people = FormFixture.characteristics
    private let source = AssessmentContent([
        "about/title": "Old buses", "about/why": "Trade secret", "about/day": "2020-01-01",
        "impact/age/residents/direction": "negative", "impact/age/residents/residual": "medium",
        "impact/sex/residents/direction": "positive", "evidence/0192/title": "Census",
        "evidence/0192/library": "lib-1", "outcome/kind": "stop", "screening/outcome": "full",
        "screening/reasons": "Because", "review/date": "2021-01-01", "done/about": "yes",
        "copied/about/why": "EIA-2019-001", "link/umbrella": "EIA-2018-001", "stage/1/title": "One",
    ])

    private func copy(into content: AssessmentContent) throws -> [String: String] {
        AssessmentCopy.changes(
            from: source, reference: "EIA-2020-004", into: content, template: try FormFixture.template(),
            people)
    }

    @Test func `fills blanks that the template asks, and is marked with where it came from`() throws {
        let changes = try copy(into: AssessmentContent(["about/why": "Mine"]))
        #expect(
            changes == [
                "about/day": "2020-01-01", "copied/about/day": "EIA-2020-004",
                "impact/age/residents/direction": "negative",
                "copied/impact/age/residents/direction": "EIA-2020-004",
                "evidence/0192/title": "Census", "copied/evidence/0192/title": "EIA-2020-004",
                "evidence/0192/library": "lib-1", "link/copied-from": "EIA-2020-004",
            ])
    }

    @Test(arguments: [
        "screening/outcome", "outcome/kind", "review/date", "stage/1/date", "done/about", "copied/about/why",
        "link/policy", "actual/age/residents/direction", "about/implementation", "proposal/preferred-on",
        "engagement/1/who", "mitigation/1/action", "about/title", "publication/exempt",
    ])
    func `is never what was concluded or promised there`(path: String) {
        #expect(!AssessmentCopy.isCopied(path))
        #expect(AssessmentCopy.isCopied("screening/age/level"))
        #expect(AssessmentCopy.isCopied("mitigation/1/reason"))
    }

    @Test func `stays marked until somebody confirms it or writes over it`() throws {
        let content = AssessmentContent().applying(try copy(into: AssessmentContent()))
        #expect(
            AssessmentCopy.unconfirmed(content) == [
                "about/day", "about/why", "evidence/0192/title", "impact/age/residents/direction",
            ])
        #expect(AssessmentCopy.origin(of: "about/day", in: content) == "EIA-2020-004")
        let confirmed = content.applying(AssessmentCopy.confirming(["about/day"]))
        #expect(!AssessmentCopy.unconfirmed(confirmed).contains("about/day"))
        #expect(confirmed["about/day"] == "2020-01-01")
        let written = AssessmentCopy.confirming(
            changes: ["about/why": "New", "about/day": "2020-01-01", "about/title": "T"], in: content)
        #expect(
            written == [
                "about/why": "New", "copied/about/why": "", "about/day": "2020-01-01", "about/title": "T",
            ])
    }

    @Test func `from the register brings its facts and the link`() throws {
        let policy = Policy(
            id: "1", reference: "P-17", name: "Bus subsidy", directorate: "Place", owner: "Head of Transport")
        let changes = AssessmentCopy.changes(
            from: policy, into: AssessmentContent(), template: try FormFixture.template())
        #expect(
            changes == ["about/title": "Bus subsidy", "copied/about/title": "P-17", "link/policy": "P-17"])
        let filled = AssessmentContent(["about/title": "Mine", "link/policy": "P-1"])
        #expect(
            AssessmentCopy.changes(from: policy, into: filled, template: try FormFixture.template()) == [:])
    }
}
