// SPDX-License-Identifier: Apache-2.0
import Documents
import EqualityDuty
import Reports
import Testing

@Suite struct `What the public copy keeps back` {
    private static func text(
        _ record: AssessmentRecord = AssessmentSample.record,
        _ content: AssessmentContent = AssessmentSample.content, withholding reasons: [String: String] = [:],
        _ findings: [CheckFinding] = [], isPublic: Bool = true
    ) -> String {
        let document = Reports.assessment(
            record, content: content, characteristics: AssessmentSample.characteristics,
            body: "Eastmarsh District Council", redaction: AssessmentRedaction(reasons), findings: findings,
            isPublic: isPublic)
        let lines = document.blocks.flatMap { block -> [String] in
            switch block {
            case .heading(let words), .subheading(let words), .paragraph(let words): [words]
            case .figures, .bars, .chart, .map, .folded: []
            case .facts(let facts): facts.map { "\($0.name): \($0.text)" }
            case .list(let items): items
            case .table(let table): [table.caption] + table.rows.map { $0.joined(separator: " | ") }
            }
        }
        return ([document.title] + lines).joined(separator: "\n")
    }

    @Test(arguments: ["mitigation/0193-1/action", "mitigation/0193-1", "mitigation"])
    func `is an action wherever it stands, once its place in a mitigation is withheld`(path: String) {
        let action = "Find a provider of lunch clubs"
        #expect(Self.text().contains("\(action) (Head of Adult Care") && Self.text().contains("\(action) | "))
        let findings = [
            CheckFinding(
                .mitigationPlanned, .block, at: "action/a-1/lead", "Action “\(action)”: nobody leads it",
                next: "Enter who leads the action")
        ]
        for isPublic in [true, false] {
            let text = Self.text(withholding: [path: "talks go on"], findings, isPublic: isPublic)
            #expect(!text.contains(action) && !text.contains("Places taken up"))
            #expect(text.contains("Withheld: talks go on"))
            #expect(!text.contains("an action is meant, but none is recorded"))
        }
        let summary = AssessmentSummary(
            of: AssessmentSample.record, content: AssessmentSample.content,
            characteristics: AssessmentSample.characteristics,
            redaction: AssessmentRedaction([path: "talks go on"]))
        #expect(!summary.text.contains(action))
    }

    @Test func `is the title, the directorate and the service among the facts too`() {
        let open = Self.text()
        for words in ["Meals at home", "Directorate: Adult Care", "Service: Meals"] {
            #expect(open.contains(words))
        }
        let reason = "names a person"
        let text = Self.text(
            withholding: ["about/title": reason, "about/directorate": reason, "about/service": reason])
        #expect(text.hasPrefix("Withheld: names a person\n"))
        #expect(text.contains("Directorate: Withheld: names a person"))
        #expect(text.contains("Service: Withheld: names a person"))
        #expect(!text.contains("Meals at home") && !text.contains("Service: Meals"))
    }

    @Test func `is what the checks found word for word, not that they did nor who went on`() {
        let findings = [
            CheckFinding(
                .engaged, .warn, at: "engagement", "Mrs Archer was not asked", next: "Ask Mrs Archer"),
            CheckFinding(
                .evidenced, .block, at: "impact/age/residents/evidence", "No evidence on two families",
                next: "Link evidence",
                override: .init(by: "Director of Law", reason: "Urgent order", at: AssessmentSample.at(5))),
        ]
        let text = Self.text(AssessmentSample.record, findings)
        for words in ["Archer", "two families", "Link evidence"] { #expect(!text.contains(words)) }
        #expect(
            text.contains(
                "DR8 | Warning | It is not all said who took part, who was missing and what was answered\n"))
        let day = AssessmentSample.at(5).utcDay.written
        #expect(
            text.contains(
                "DR7 | Stops the next step | Not every stated impact has evidence | Director of Law | \(day)"
                    + " | Urgent order"))
        let inside = Self.text(AssessmentSample.record, findings, isPublic: false)
        #expect(inside.contains("Mrs Archer was not asked") && inside.contains("Link evidence") == false)
        #expect(inside.contains("Ask Mrs Archer") && inside.contains("two families"))
    }

    private static func text(
        _ record: AssessmentRecord, _ findings: [CheckFinding], isPublic: Bool = true
    ) -> String {
        text(record, AssessmentSample.content, withholding: [:], findings, isPublic: isPublic)
    }

    @Test func `is why a version was saved that does not stand, and the name of a file`() {
        var record = AssessmentSample.record
        record.version = 3
        record.versions = [("A talk with Mrs Archer", false), ("From the form archer.odt", true)]
            .enumerated().map { index, version in
                AssessmentVersion(
                    number: index + 1, at: AssessmentSample.at(Int64(index)), byID: "u-2", byPost: "Manager",
                    reason: version.0, isFrozen: version.1)
            }
        let text = Self.text(record)
        #expect(!text.lowercased().contains("archer"))
        #expect(text.contains("Manager | Yes | From a form") && text.contains("Manager | No | Not shown"))
        let inside = Self.text(record, isPublic: false)
        #expect(inside.contains("From the form archer.odt") && inside.contains("A talk with"))
        #expect(Self.text().contains("Yes | After the survey"))
    }

    @Test func `leaves each of several impacts its name`() {
        var content = AssessmentSample.content
        content["impact/disability/residents/direction"] = "negative"
        content["mitigation/0193-1/impact"] = "impact/age/residents\nimpact/disability/residents"
        let text = Self.text(AssessmentSample.record, content)
        let names = ["Age, residents and service users", "Disability, residents and service users"]
        #expect(text.contains("\(names[0]); and \(names[1]): Find a provider"))
        #expect(text.contains("lunch clubs | \(names[0]); \(names[1]) | "))
        #expect(!text.contains("No answer is recorded for"))
    }
}
