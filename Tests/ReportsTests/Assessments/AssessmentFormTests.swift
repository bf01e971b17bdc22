// SPDX-License-Identifier: Apache-2.0
import Documents
import EqualityDuty
import Reports
import Testing

@Suite struct `An assessment on paper` {
    private static let identity = FormDocument.Identity(
        body: "eastmarsh", template: "sample", templateVersion: 2, assessment: "0190-x", assessmentVersion: 2,
        exportedAt: "2027-02-01T09:30:00Z")

    private static func form(_ content: AssessmentContent = AssessmentSample.content) -> FormDocument {
        AssessmentForm.form(
            of: AssessmentSample.template, title: "Meals at home", content: content, identity: identity,
            characteristics: AssessmentSample.characteristics)
    }

    private static func read(
        _ answers: [String: String], onto content: AssessmentContent = AssessmentSample.content
    ) -> AssessmentForm.Reading {
        var number = 0
        return AssessmentForm.read(
            FormAnswers(identity: identity, answers: answers), for: AssessmentSample.template,
            content: content,
            identity: identity, characteristics: AssessmentSample.characteristics
        ) {
            number += 1
            return "0199-\(number)"
        }
    }

    @Test func `asks everything the template may ask, and says when it counts`() {
        let items = Self.form().items
        let paths = Set(items.map(\.path))
        #expect(paths.contains("impact/carers/staff/direction"))
        #expect(paths.contains("impact/disability/residents/description"))
        #expect(paths.contains("evidence/0192-2/title") && paths.contains("evidence/new-3/title"))
        #expect(!paths.contains("aim/carers/a"))
        #expect(!paths.contains("about/file"))
        let hint = items.first { $0.path == "impact/age/staff/description" }?.hint ?? ""
        #expect(hint == "Answer this only where “Direction of impact” is not No impact.")
    }

    @Test(arguments: ["odt", "docx", "html"])
    func `comes back from every kind of file without a change`(format: String) throws {
        let form = Self.form()
        let bytes =
            format == "odt"
            ? FormFile.odt(form) : format == "docx" ? FormFile.docx(form) : FormFile.html(form)
        let filled = try FormFile.read(bytes)
        let reading = Self.read(filled.answers)
        #expect(reading.changes == [:])
        #expect(reading.doubts.isEmpty && reading.unknown.isEmpty && reading.missing.isEmpty)
        #expect(filled.identity == Self.identity)
    }

    @Test func `gives what was written, new rows under keys of their own, and what was taken out`() {
        var answers = Dictionary(uniqueKeysWithValues: Self.form().items.map { ($0.path, $0.value) })
        answers["about/implementation"] = "1 May 2027"
        answers["about/why"] = "  To save money.  "
        answers["impact/age/residents/number"] = "1,200"
        answers["impact/age/staff/direction"] = "No impact"
        answers["evidence/new-2/title"] = "A second survey"
        answers["impact/age/residents/evidence"] = "Survey of users\nNew evidence 2\nNew evidence 1"
        answers["aim/age/a"] = ""
        answers["mitigation/new-1/impact"] = "Carers, staff"
        let reading = Self.read(answers)
        #expect(
            reading.changes == [
                "about/implementation": "2027-05-01", "about/why": "To save money.",
                "impact/age/residents/number": "1200", "impact/age/staff/direction": "neutral",
                "evidence/0199-1/title": "A second survey",
                "impact/age/residents/evidence": "0192-1\n0199-1", "aim/age/a": "",
                "mitigation/0199-2/impact": "impact/carers/staff",
            ])
        #expect(reading.doubts.isEmpty)
    }

    @Test func `keeps what it cannot take for the check page`() {
        var answers = Dictionary(uniqueKeysWithValues: Self.form().items.map { ($0.path, $0.value) })
        answers["about/kind"] = "Bridge"
        answers["impact/age/residents/number"] = "many"
        answers["about/implementation"] = "soon"
        answers["gone/question"] = "was asked once"
        answers["about/what"] = nil
        let reading = Self.read(answers)
        #expect(reading.changes == [:])
        #expect(
            Set(reading.doubts.map(\.path)) == [
                "about/kind", "impact/age/residents/number", "about/implementation",
            ])
        #expect(reading.unknown == ["gone/question": "was asked once"])
        #expect(reading.missing == ["What is proposed?"])
    }
}
