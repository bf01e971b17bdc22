// SPDX-License-Identifier: Apache-2.0
import EqualityDuty
import Testing

@Suite struct `The questions of a template` {
    let people = FormFixture.characteristics

    @Test func `have the paths by which the rules read their answers`() throws {
        let template = try FormFixture.template()
        let content = AssessmentContent(["about/title": "Buses", "evidence/0192/title": "Census"])
        #expect(
            template.fields(in: content, people).map(\.path) == [
                "about/title", "about/secret", "about/day",
                "aim/age/a", "aim/age/b", "impact/age/residents/direction", "impact/age/residents/evidence",
                "impact/age/staff/direction", "impact/age/staff/evidence",
                "aim/marriage/a", "impact/marriage/residents/direction", "impact/marriage/residents/evidence",
                "impact/marriage/staff/direction", "impact/marriage/staff/evidence",
                "evidence/0192/title", "evidence/0192/characteristics", "evidence/0192/says",
            ])
    }

    @Test func `are asked where their condition holds, of the same row only`() throws {
        let template = try FormFixture.template()
        var content = AssessmentContent(["impact/age/residents/direction": "negative"])
        let paths = template.fields(in: content, people).map(\.path)
        #expect(paths.contains("impact/age/residents/residual"))
        #expect(!paths.contains("impact/age/staff/residual"))
        #expect(!paths.contains("about/why"))
        content["about/secret"] = "yes"
        #expect(template.fields(in: content, people).map(\.path).contains("about/why"))
    }

    @Test func `leave out an aim for which a characteristic does not count`() throws {
        let template = try FormFixture.template()
        let section = try #require(template.section("impact"))
        let paths = template.fields(of: section, characteristic: people[1], in: AssessmentContent()).map(
            \.path)
        #expect(paths.contains("aim/marriage/a"))
        #expect(!paths.contains("aim/marriage/b"))
    }

    @Test func `of a section that is not shown are not asked`() throws {
        let template = try FormFixture.template()
        let content = AssessmentContent(["evidence/0192/title": "Census"])
        #expect(template.shownSections(content).map(\.id) == ["about", "impact"])
        #expect(!template.fields(in: content, people).contains { $0.section == "evidence" })
    }

    @Test func `can be asked for a row that does not exist yet`() throws {
        let template = try FormFixture.template()
        let section = try #require(template.section("evidence"))
        let group = try #require(section.groups.first)
        let content = AssessmentContent(["evidence/0192/title": "Census"])
        let fields = template.fields(of: group, in: section, row: "0193", content: content)
        #expect(fields.map(\.path).first == "evidence/0193/title")
        #expect(fields.map(\.name).first == "Evidence item 2: What it is")
        #expect(fields.allSatisfy { $0.row == "0193" && $0.rowPath == "evidence/0193" })
    }

    @Test func `that are needed and blank are missing, and a nought is no blank`() throws {
        let template = try FormFixture.template()
        let about = try #require(template.section("about"))
        #expect(
            template.missing(in: about, content: AssessmentContent(), people).map(\.path) == ["about/title"])
        let nought = AssessmentContent(["about/title": "0"])
        #expect(template.missing(in: about, content: nought, people) == [])
        let impact = try #require(template.section("impact"))
        let content = AssessmentContent(["impact/age/residents/direction": "neutral"])
        let missing = template.missing(in: impact, content: content, people).map(\.path)
        #expect(missing.contains("impact/age/residents/evidence"))
        #expect(!missing.contains("impact/age/staff/evidence"))
        #expect(missing.contains("impact/age/staff/direction"))
    }

    @Test func `make a section complete only where nothing is missing and its author says so`() throws {
        let template = try FormFixture.template()
        let about = try #require(template.section("about"))
        func progress(_ fields: [String: String]) -> SectionProgress {
            template.progress(of: about, content: AssessmentContent(fields), people)
        }
        #expect(progress([:]) == .notStarted)
        #expect(progress(["about/secret": "no"]) == .inProgress)
        #expect(progress(["about/title": "Buses"]) == .inProgress)
        #expect(progress(["about/title": "Buses", "done/about": "yes"]) == .completed)
        #expect(progress(["done/about": "yes"]) == .inProgress)
        #expect(
            progress(["about/title": "Buses", "about/secret": "yes", "done/about": "yes"]) == .inProgress)
    }

    @Test(arguments: [
        ("about/title", "Title"),
        ("impact/age/residents/direction", "Age, residents and service users: Direction of impact"),
        ("impact/care-experience/staff/direction", "Care experience, staff: Direction of impact"),
        ("evidence/0193/title", "Evidence item 2: What it is"),
        ("evidence/0199/title", "Evidence item: What it is"),
        ("aim/age/z", "No longer asked: Aim, Age, z"),
        ("gone/old-question", "No longer asked: Gone, old question"),
        ("done/about", "Marked complete: About"),
        ("copied/about/title", "Copied and not yet confirmed: Title"),
        ("link/umbrella", "Part of the umbrella assessment"),
        ("evidence/0193/library", "Item of the evidence library"),
    ])
    func `have a name for every path`(path: String, name: String) throws {
        let content = AssessmentContent(["evidence/0192/title": "Census", "evidence/0193/says": "x"])
        #expect(try FormFixture.template().name(of: path, in: content, people) == name)
    }

    @Test func `that are not asked now are told from answers, marks and links`() throws {
        let content = AssessmentContent([
            "about/title": "Buses", "about/secret": "no", "about/why": "A name is in it",
            "impact/age/staff/direction": "positive", "impact/age/staff/residual": "low",
            "impact/moon/staff/direction": "positive", "gone/old-question": "x", "done/about": "yes",
            "copied/about/title": "yes", "link/umbrella": "EIA-1", "action/a1/title": "Write",
            "evidence/0192/title": "Census", "evidence/0192/library": "0199",
        ])
        #expect(
            try FormFixture.template().unasked(in: content, people) == [
                "about/why", "gone/old-question", "impact/age/staff/residual", "impact/moon/staff/direction",
            ])
    }

    @Test func `show their answers in words`() throws {
        let template = try FormFixture.template()
        let content = AssessmentContent([
            "about/title": "Buses", "about/secret": "no", "about/day": "2026-07-11",
            "impact/age/residents/direction": "neutral", "impact/age/residents/evidence": "0192\n0195",
            "impact/age/staff/direction": "negative", "impact/age/staff/residual": "high",
            "evidence/0192/title": "Census", "evidence/0192/characteristics": "age\nmarriage\nmoon",
        ])
        var words: [String: String] = [:]
        for field in template.fields(in: content, people) {
            words[field.path] = template.display(field, content, people)
        }
        #expect(words["about/secret"] == "No")
        #expect(words["about/day"] == "11 July 2026")
        #expect(words["impact/age/residents/direction"] == "No impact")
        #expect(words["impact/age/residents/evidence"] == "Census, Evidence without a title")
        #expect(words["impact/age/staff/residual"] == "High")
        #expect(words["evidence/0192/characteristics"] == "Age, Marriage and civil partnership, moon")
        #expect(words["aim/age/a"] == "")
        #expect(template.impactName("impact/age/staff", in: content, people) == "Age, staff")
    }
}
