// SPDX-License-Identifier: Apache-2.0
import Documents
import EqualityDuty
import Reports
import Testing

@Suite struct `The form of a shipped template` {
    @Test(arguments: ["full-eqia", "customer-impact", "screening", "ni-screening"])
    func `goes out blank and comes back blank in every kind of file`(id: String) throws {
        let template = try ShippedTemplates.template(id)
        let identity = FormDocument.Identity(
            body: "eastmarsh", template: id, templateVersion: 1, exportedAt: "2027-02-01T09:30:00Z")
        let characteristics = AssessmentSample.characteristics
        let form = AssessmentForm.form(
            of: template, title: "", identity: identity, characteristics: characteristics)
        #expect(form.title == template.name)
        #expect(Set(form.items.map(\.path)).count == form.items.count)
        for bytes in [FormFile.odt(form), FormFile.docx(form), FormFile.html(form)] {
            let filled = try FormFile.read(bytes)
            #expect(Set(filled.answers.keys) == Set(form.items.map(\.path)))
            let reading = AssessmentForm.read(
                filled, for: template, content: AssessmentContent(), identity: identity,
                characteristics: characteristics, newRow: { "0199" })
            #expect(reading.changes == [:])
            #expect(reading.doubts.isEmpty && reading.unknown.isEmpty && reading.missing.isEmpty)
        }
    }

    @Test(arguments: ["full-eqia", "customer-impact", "screening", "ni-screening"])
    func `goes to another body whole`(id: String) throws {
        let template = try ShippedTemplates.template(id)
        var record = AssessmentSample.record
        record.template = template
        let exchange = AssessmentExchange(
            body: "a", exportedAt: AssessmentSample.at(0), record: record, changes: AssessmentSample.changes)
        let there = try AssessmentExchange(exchange.bytes, characteristics: AssessmentSample.vocabulary)
        #expect(there.record.template == template)
    }
}
