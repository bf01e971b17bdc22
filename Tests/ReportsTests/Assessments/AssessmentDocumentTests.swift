// SPDX-License-Identifier: Apache-2.0
import Documents
import EqualityDuty
import Foundation
import Reports
import Testing

@Suite struct `An assessment as the public reads it` {
    private static let secret = AssessmentRedaction([
        "outcome/justification": "commercially sensitive until 2028", "evidence/0192-2": "names a person",
    ])

    private static func document(
        _ redaction: AssessmentRedaction = AssessmentRedaction(), _ findings: [CheckFinding] = []
    ) -> Document {
        Reports.assessment(
            AssessmentSample.record, content: AssessmentSample.content,
            characteristics: AssessmentSample.characteristics, body: "Eastmarsh District Council",
            redaction: redaction, findings: findings, edition: AssessmentSample.record.publications.first)
    }

    private static func text(_ document: Document) -> String {
        func text(_ block: Document.Block) -> String {
            switch block {
            case .heading(let words), .subheading(let words), .paragraph(let words): words
            case .figures, .bars, .chart, .map: ""
            case .facts(let facts): facts.map { "\($0.name): \($0.text)" }.joined(separator: "\n")
            case .list(let items): items.joined(separator: "\n")
            case .table(let table):
                ([table.caption] + table.rows.map { $0.joined(separator: " | ") }).joined(separator: "\n")
            case .folded(let words, let blocks): ([words] + blocks.map(text)).joined(separator: "\n")
            }
        }
        return ([document.title] + document.blocks.map(text)).joined(separator: "\n")
    }

    @Test func `tells nothing that another answer hides`() throws {
        var record = AssessmentSample.record
        for (s, section) in record.template.sections.enumerated() {
            for (g, group) in section.groups.enumerated() where group.id == AssessmentPath.impact {
                let place = try #require(group.questions.firstIndex { $0.id == "description" })
                record.template.sections[s].groups[g].questions[place].shown =
                    TemplateCondition(".direction = negative")
            }
        }
        var content = AssessmentSample.content
        content["impact/disability/residents/description"] = "Three people in Herne"
        record.content = content
        let document = Reports.assessment(
            record, content: content, characteristics: AssessmentSample.characteristics, body: "Eastmarsh")
        #expect(!Self.text(document).contains("Herne"))
        #expect(Self.text(document).contains("People over 80 lose a hot meal."))
    }

    @Test func `keeps a blank, a zero and no impact apart`() {
        let text = Self.text(Self.document())
        #expect(text.contains("Age | Negative | People over 80 lose a hot meal. | High | Low"))
        #expect(text.contains("Disability | No impact | Not answered | Not answered | Not answered"))
        #expect(text.contains("Carers | Not answered | Not answered"))
        #expect(text.contains("How many people?: 0"))
        #expect(text.contains("Why?: Not answered"))
        #expect(text.contains("When does it start?: 1 April 2027"))
        #expect(text.contains("Carers | Not asked | Yes"))
    }

    @Test func `begins with the summary and goes on in the order of the template`() {
        let headings = Self.document().blocks.compactMap { block -> String? in
            if case .heading(let text) = block { text } else { nil }
        }
        #expect(
            headings == [
                "In ten minutes", "About the proposal", "Impact", "Evidence", "Mitigation", "Outcome",
                "Actions",
                "Versions", "What the checks found",
            ])
    }

    @Test func `says why something is withheld and shows it nowhere`() {
        let text = Self.text(Self.document(Self.secret))
        #expect(text.contains("Withheld: commercially sensitive until 2028"))
        for hidden in ["secret saving", "Officer's note"] {
            #expect(!text.contains(hidden))
        }
        #expect(text.contains("Evidence: Survey of users, Withheld: names a person"))
        #expect(Self.text(Self.document()).contains("Fingerprint"))
        #expect(!text.contains("Fingerprint"))
    }

    @Test func `lists what is missing and who went on all the same, and declares nothing`() {
        let findings = [
            CheckFinding(
                .engaged, .warn, at: "engagement", "No engagement is recorded", next: "Record who took part"),
            CheckFinding(
                .evidenced, .block, "No evidence for disability", next: "Link evidence",
                override: .init(by: "Director of Law", reason: "Urgent order", at: AssessmentSample.at(5))),
        ]
        let text = Self.text(Self.document(AssessmentRedaction(), findings))
        #expect(text.contains("DR8 | Warning | No engagement is recorded | Record who took part"))
        #expect(text.contains("DR7 | Stops the next step | No evidence for disability | Director of Law"))
        #expect(text.contains("Urgent order"))
        #expect(!text.lowercased().contains("complian"))
    }

    @Test func `is summed up from what it records`() {
        let summary = AssessmentSummary(
            of: AssessmentSample.record, content: AssessmentSample.content,
            characteristics: AssessmentSample.characteristics)
        let text = summary.text
        #expect(text.contains("looks at 3 effects: 1 negative; 1 no impact; and 1 not known."))
        #expect(
            text.contains(
                "Age, residents and service users: People over 80 lose a hot meal. People affected: 0. Before "
                    + "anything is done about it: High."))
        #expect(text.contains("Find a provider of lunch clubs (Head of Adult Care; Before July 2027)."))
        #expect(text.contains("Age, residents and service users: Low."))
        #expect(text.contains("Disability, staff: not known."))
        #expect(text.contains("Adult Care Committee"))
        #expect(
            text.contains("Without a recorded reading of the assessment before the decision: Vice chair."))
        #expect(summary.words < 1_500)
    }

    @Test func `stays within ten minutes whatever is written`() {
        var content = AssessmentSample.content
        for path in ["about/what", "about/why", "outcome/justification", "impact/age/residents/description"] {
            content[path] = String(repeating: "A long sentence of six words. ", count: 3_000)
        }
        let summary = AssessmentSummary(
            of: AssessmentSample.record, content: content, characteristics: AssessmentSample.characteristics)
        #expect(summary.words < 1_500)
        #expect(summary.text.contains("(More in the assessment.)"))
    }

    @Test func `is written as ODT and DOCX with its headings and tables`() throws {
        let document = Self.document()
        for read in [
            try ODTReader.document(ODTWriter.bytes(of: document)),
            try DOCXReader.document(DOCXWriter.bytes(of: document)),
        ] {
            #expect(read.title == "Meals at home")
            #expect(read.blocks.contains(.heading(1, "In ten minutes")))
            #expect(read.rows.contains { $0.map(\.text).starts(with: ["Age", "Negative"]) })
        }
    }

    @Test func `stands in the report with the promised keys`() throws {
        let line = AssessmentReportLine(
            id: "0190-x", reference: "EIA-2026-004", title: "Meals", template: "sample", state: .inProgress,
            outcome: "adjust", owner: "Head of Adult Care", due: CalendarDay(2027, 1, 1),
            checks: [CheckFinding(.engaged, .warn, "Nobody was asked", next: "Ask")])
        let bytes = Reports.assessmentsJSON(
            asOf: CalendarDay(2026, 12, 1), recorded: CalendarDay(2026, 12, 5), [line])
        let report = try #require(try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
        #expect(Set(report.keys) == ["asOf", "statesAsOf", "assessments"])
        #expect(report["statesAsOf"] as? String == "2026-12-05")
        let plain = Reports.assessmentsJSON(
            asOf: CalendarDay(2026, 12, 1), recorded: CalendarDay(2026, 12, 1), [line])
        let now = try #require(try JSONSerialization.jsonObject(with: Data(plain)) as? [String: Any])
        #expect(Set(now.keys) == ["asOf", "assessments"])
        let first = try #require((report["assessments"] as? [[String: Any]])?.first)
        #expect(
            Set(first.keys) == [
                "id", "reference", "title", "template", "state", "outcome", "owner", "due", "checks",
            ])
        let check = try #require((first["checks"] as? [[String: String]])?.first)
        #expect(check == ["id": "DR8", "level": "warn", "message": "Nobody was asked"])
    }
}
