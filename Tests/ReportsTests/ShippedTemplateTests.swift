// SPDX-License-Identifier: Apache-2.0
import EqualityDuty
import Foundation
import Reports
import Testing

/// The templates of the project, as the files have them.
enum ShippedTemplates {
    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("ReferenceData/templates").path

    static func names() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".yaml") }.sorted()
    }

    static func file(_ name: String) throws -> TemplateFile {
        let data = try #require(FileManager.default.contents(atPath: "\(folder)/\(name)"))
        return TemplateFile(bytes: [UInt8](data))
    }

    static func template(_ id: String) throws -> AssessmentTemplate {
        try #require(try file("\(id)-1.yaml").template)
    }

    static let nine = [
        "age", "disability", "gender-reassignment", "marriage-and-civil-partnership",
        "pregnancy-and-maternity", "race", "religion-or-belief", "sex", "sexual-orientation",
    ].map { code in
        Characteristic(
            code: code, name: code, aims: code.hasPrefix("marriage") ? [.a] : Set(GeneralDutyAim.allCases))
    }
}

@Suite struct `The templates of the project` {
    @Test func `are read without a problem, each with its source, and no section is too long for a page`()
        throws
    {
        let names = try ShippedTemplates.names()
        #expect(names.count >= 4)
        for name in names {
            let file = try ShippedTemplates.file(name)
            #expect(file.problems == [], "\(name)")
            let template = try #require(file.template)
            #expect(name == "\(template.id)-\(template.version).yaml")
            #expect(!template.source.isEmpty && !template.purpose.isEmpty)
            for section in template.sections {
                for group in section.groups {
                    #expect(group.questions.count <= 15, "\(name): \(section.id)/\(group.id)")
                }
            }
        }
    }

    @Test func `ask, in the full assessment, every question that the checks and the other rules read`() throws
    {
        let template = try ShippedTemplates.template("full-eqia")
        let asked = Set(template.groups.flatMap { group in group.questions.map { "\(group.id)/\($0.id)" } })
        #expect(Set(TemplateCheckedPaths.readBy.keys).subtracting(asked) == [])
        #expect(TemplateCheckedPaths.readByOthers.subtracting(asked) == [])
        #expect(Set(TemplateCheckedPaths.readBy.values.joined()).count >= 14)
    }

    @Test func `ask for rows and characteristics where the rules look for them`() throws {
        let template = try ShippedTemplates.template("full-eqia")
        let paths = [
            "impact/age/residents/direction", "impact/age/staff/residual", "aim/age/c-reason",
            "combination/0192/people", "evidence/0192/coverage", "engagement/0192/missing",
            "option/0192/chosen", "mitigation/0192/action", "stage/0192/date", "actual/age/staff/direction",
            "screening/age/level", "screening/outcome", "provider/data-return", "link/umbrella",
        ]
        for path in paths { #expect(template.question(at: path) != nil, "\(path)") }
        for path in AssessmentPath.material { #expect(template.question(at: path)?.need == .always) }
    }

    @Test func `store the codes that the rules know`() throws {
        for id in ["full-eqia", "customer-impact"] {
            let template = try ShippedTemplates.template(id)
            func codes(_ path: String) -> [String] {
                guard case .choice(let choices)? = template.question(at: path)?.kind else { return [] }
                return choices.map(\.code)
            }
            #expect(codes("impact/age/staff/direction") == ImpactDirection.allCases.map(\.rawValue))
            #expect(codes("aim/age/a") == ["helps", "hinders", "none", "unknown"])
            #expect(codes("outcome/kind") == ["no-change", "adjust", "continue", "stop"])
            #expect(codes("mitigation/0192/response") == ["action", "cannot"])
            #expect(template.scale("level")?.steps.map(\.code) == ["none", "low", "medium", "high"])
            #expect(template.scale("level")?.steps.first?.rank == 0)
            #expect(template.scale("level")?.steps.last?.rank == 100)
        }
    }

    @Test func `ask the reviewer when the review was held and when the next one is`() throws {
        for id in ["full-eqia", "customer-impact"] {
            let template = try ShippedTemplates.template(id)
            for path in ["review/held", "review/next"] {
                #expect(template.question(at: path)?.kind == .date && template.isAskedAtReview(path), "\(id)")
            }
            #expect(template.question(at: "review/date") != nil && !template.isAskedAtReview("review/date"))
        }
    }

    @Test func `ask marriage and civil partnership for the first aim only`() throws {
        let template = try ShippedTemplates.template("full-eqia")
        let paths = template.fields(in: AssessmentContent(), ShippedTemplates.nine).map(\.path)
        #expect(paths.contains("aim/marriage-and-civil-partnership/a"))
        #expect(!paths.contains { $0.hasPrefix("aim/marriage-and-civil-partnership/b") })
        #expect(paths.contains("aim/race/c"))
    }

    @Test func `ask no more than the screening where no assessment is needed`() throws {
        let template = try ShippedTemplates.template("full-eqia")
        let sections = template.shownSections(AssessmentContent(["screening/outcome": "not-needed"])).map(
            \.id)
        #expect(sections.contains("screening-result") && sections.contains("publish"))
        #expect(!sections.contains("impact") && !sections.contains("outcome") && !sections.contains("review"))
        #expect(template.shownSections(AssessmentContent()).count == template.sections.count)
    }

    @Test func `want a reason and evidence for "no impact", and what remains for a negative one`() throws {
        let template = try ShippedTemplates.template("full-eqia")
        let section = try #require(template.section("impact"))
        func missing(_ direction: String) -> Set<String> {
            let content = AssessmentContent(["impact/sex/staff/direction": direction])
            let start = "impact/sex/staff/"
            return Set(
                template.missing(in: section, content: content, ShippedTemplates.nine).map(\.path)
                    .filter { $0.hasPrefix(start) }.map { String($0.dropFirst(start.count)) })
        }
        #expect(missing("neutral") == ["reason", "evidence"])
        #expect(missing("not-applicable") == ["reason"])
        #expect(missing("negative") == ["basis", "description", "before", "residual", "evidence"])
        #expect(missing("positive") == ["description", "evidence"])
        #expect(missing("") == ["direction"])
    }

    @Test func `score a section 75 policy from 1 to 3 on four criteria, with three results`() throws {
        let template = try ShippedTemplates.template("ni-screening")
        let group = try #require(template.groups.first { $0.id == "score" })
        #expect(group.questions.count == 4 && group.questions.allSatisfy { $0.kind == .scale("score") })
        #expect(template.scale("score")?.steps.map(\.code) == ["1", "2", "3"])
        guard case .choice(let choices)? = template.question(at: "screening/outcome")?.kind else {
            Issue.record("no outcome")
            return
        }
        #expect(choices.map(\.code) == ["screened-out", "screened-out-with-mitigation", "screened-in"])
        #expect(template.question(at: "screening/ni-political-opinion/level") != nil)
    }

    @Test func `can be filled, stored and told apart without a loss`() throws {
        for name in try ShippedTemplates.names() {
            let template = try #require(try ShippedTemplates.file(name).template)
            var content = AssessmentContent()
            for field in template.fields(in: content, ShippedTemplates.nine) {
                content[field.path] = "\(field.path) 0 “é” \u{1F68C}"
            }
            #expect(AssessmentContent(canonicalJSON: content.canonicalJSON) == content)
            let difference = AssessmentDifference(
                from: AssessmentContent(), to: content, template: template, ShippedTemplates.nine)
            #expect(difference.applied(to: AssessmentContent()) == content)
            #expect(
                difference.changes.allSatisfy { !$0.sectionTitle.isEmpty && !$0.name.hasPrefix("No longer") })
        }
    }

    @Test func `are explained by examples that can be read`() throws {
        let guide = "\(ShippedTemplates.folder)/../../docs/how-to-add/a-template.md"
        let text = String(decoding: try #require(FileManager.default.contents(atPath: guide)), as: UTF8.self)
        let examples = text.split(separator: "```yaml\n").dropFirst().map { $0.split(separator: "```")[0] }
        #expect(examples.count == 2)
        for example in examples {
            let file = TemplateFile(text: String(example))
            #expect(file.problems == [])
            guard let overlay = file.overlay else { continue }
            let result = overlay.applied(to: try ShippedTemplates.template("full-eqia"))
            #expect(result.notFound == [] && result.problems == [])
        }
    }
}
