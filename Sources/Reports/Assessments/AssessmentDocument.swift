// SPDX-License-Identifier: Apache-2.0
import Documents
import EqualityDuty

extension Reports {
    /// A whole assessment as the public reads it: the summary first, then everything it says, in the order of its
    /// template, then its versions and what the checks found.
    ///
    /// Made for the public (`isPublic`), its annex names the checks and who went on for which reason,
    /// without what they found word for word; and of the versions only those that were frozen say why they
    /// were saved, and leads of actions are shown as posts.
    ///
    /// Blanks read "Not answered", a zero stays 0, and no impact reads "No impact"; what is withheld says why.
    public static func assessment(
        _ record: AssessmentRecord, content: AssessmentContent, characteristics: [Characteristic],
        body: String,
        redaction: AssessmentRedaction = AssessmentRedaction(), findings: [CheckFinding] = [],
        edition: AssessmentPublication? = nil, isPublic: Bool = false, leads: PublicLeads = PublicLeads()
    ) -> Document {
        var record = record
        if isPublic { record.actions = record.actions.map(leads.published) }
        let content = record.template.shown(content, characteristics)
        let redaction = redaction.coveringActions(of: content)
        let writer = AssessmentDocumentWriter(
            record: record, asked: content, content: redaction.applied(to: content),
            characteristics: characteristics, redaction: redaction, isPublic: isPublic)
        let summary = AssessmentSummary(
            of: record, content: content, characteristics: characteristics, redaction: redaction,
            version: edition?.version)
        var blocks: [Document.Block] = [.facts(writer.identity(edition))]
        blocks.append(.heading("In ten minutes"))
        for part in summary.parts {
            blocks.append(.subheading(part.heading))
            blocks += part.paragraphs.map { .paragraph($0) }
        }
        for section in record.template.shownSections(content) { blocks += writer.blocks(of: section) }
        blocks += writer.actions + writer.history(edition) + writer.checks(findings)
        let title = redaction.words(at: "about/title") ?? record.title
        return Document(
            title: title.isEmpty ? record.reference : title, caption: "\(body): equality impact assessment",
            blocks: blocks)
    }
}

/// Lays an assessment out.
struct AssessmentDocumentWriter {
    let record: AssessmentRecord
    /// The content that decides what is asked, whether the public sees it or not.
    let asked: AssessmentContent
    /// The content with its redactions in place.
    let content: AssessmentContent
    let characteristics: [Characteristic]
    let redaction: AssessmentRedaction
    /// Whether it is for the public and not for those who work on it.
    var isPublic = false

    typealias Template = AssessmentTemplate

    func identity(_ edition: AssessmentPublication?) -> [Document.Fact] {
        var facts: [Document.Fact] = [.init("Reference", record.reference)]
        if !record.legacyReference.isEmpty { facts.append(.init("Older reference", record.legacyReference)) }
        facts.append(.init("Where it stands", record.state.name))
        facts.append(.init("Directorate", redaction.shown(record.directorate, at: "about/directorate")))
        if !record.service.isEmpty {
            facts.append(.init("Service", redaction.shown(record.service, at: "about/service")))
        }
        let owners = record.parties(.owner).map(\.post).joined(separator: ", ")
        facts.append(.init("Responsible owner", owners.isEmpty ? "Not recorded" : owners))
        facts.append(.init("Template", "\(record.template.name), version \(record.template.version)"))
        if let origin = record.takenIn { facts.append(.init("Taken in from a file", origin.inWords)) }
        if let edition {
            facts.append(
                .init(
                    "Edition",
                    "\(edition.edition), published \(edition.at.day.written), of version \(edition.version)"
                ))
            if !edition.reason.isEmpty { facts.append(.init("Why this edition", edition.reason)) }
        }
        if let signed = record.standingSignature {
            facts.append(
                .init(
                    "Signed off", "\(signed.byPost), \(signed.at.day.written), version \(signed.version)"))
        }
        if let words = record.retrospect(of: edition?.version ?? record.version) {
            facts.append(.init("Retrospective", words))
        }
        return facts
    }

    func blocks(of section: Template.Section) -> [Document.Block] {
        var blocks: [Document.Block] = []
        for group in section.groups where group.shown?.holds(in: asked) ?? true {
            let inside = self.blocks(of: group, in: section)
            guard !inside.isEmpty else { continue }
            if !group.title.isEmpty, group.title != section.title { blocks.append(.subheading(group.title)) }
            blocks += inside
        }
        return blocks.isEmpty ? [] : [.heading(section.title)] + blocks
    }

    private func blocks(of group: Template.Group, in section: Template.Section) -> [Document.Block] {
        switch group.shape {
        case .single:
            let fields = record.template.fields(of: alone(group, section), in: asked, characteristics)
            return fields.isEmpty ? [] : [.facts(fields.map { .init($0.question.label, shown($0)) })]
        case .rows(let noun):
            let rows = content.rows(group.id)
            guard !rows.isEmpty else { return [.paragraph("No \(noun) is recorded.")] }
            if group.id == AssessmentPath.evidence { return [evidence] }
            return rows.flatMap { row -> [Document.Block] in
                let fields = record.template.fields(of: group, in: section, row: row, content: asked)
                return [.facts(fields.map { .init($0.question.label, shown($0)) })]
            }
        case .eachCharacteristic(let people):
            if group.id == AssessmentPath.impact { return people.flatMap { impacts($0, group, section) } }
            return byCharacteristic(group, section, people)
        }
    }

    private func alone(_ group: Template.Group, _ section: Template.Section) -> Template.Section {
        var section = section
        section.groups = [group]
        return section
    }

    /// One table for residents and one for staff, then every cell in words.
    private func impacts(
        _ people: AffectedPeople, _ group: Template.Group, _ section: Template.Section
    ) -> [Document.Block] {
        let rows = characteristics.map { characteristic -> [String] in
            let path = "\(group.id)/\(characteristic.code)/\(people.rawValue)"
            let description = content["\(path)/description"]
            return [
                characteristic.name, direction("\(path)/direction"),
                description.isEmpty ? "Not answered" : description, words("\(path)/before"),
                words("\(path)/residual"),
            ]
        }
        let columns = ["Characteristic", "Impact", "How", "Before mitigation", "What remains"]
        let table = Document.Table(
            "Impact on \(people.name.lowercased())", columns: columns.map { .init($0) }, rows: rows)
        let fields = record.template.fields(of: alone(group, section), in: asked, characteristics)
            .filter { $0.people == people }
        let inside = characteristics.flatMap { characteristic -> [Document.Block] in
            let own = fields.filter { $0.characteristic?.code == characteristic.code }
            guard own.contains(where: { content.isFilled($0.path) }) else { return [] }
            return [.paragraph(characteristic.name)]
                + [.facts(own.map { .init($0.question.label, shown($0)) })]
        }
        let all = "Every answer on \(people.name.lowercased())"
        return [.table(table)] + (inside.isEmpty ? [] : [.folded(all, inside)])
    }

    private func byCharacteristic(
        _ group: Template.Group, _ section: Template.Section, _ people: [AffectedPeople]
    ) -> [Document.Block] {
        let fields = record.template.fields(of: alone(group, section), in: asked, characteristics)
        let parts: [AffectedPeople?] = people.isEmpty ? [nil] : people
        return parts.map { part in
            let questions = group.questions.filter { question in
                fields.contains { $0.question.id == question.id && $0.people == part }
            }
            let rows = characteristics.map { characteristic in
                [characteristic.name]
                    + questions.map { question in
                        fields.first {
                            $0.question.id == question.id && $0.people == part
                                && $0.characteristic?.code == characteristic.code
                        }.map(shown) ?? "Not asked"
                    }
            }
            let caption = [group.title, part?.name ?? ""].filter { !$0.isEmpty }.joined(separator: ": ")
            return .table(
                Document.Table(
                    // The section itself has the title alone.
                    caption.isEmpty ? "\(section.title), by characteristic" : caption,
                    columns: [.init("Characteristic")] + questions.map { .init($0.label) }, rows: rows))
        }
    }

    private var evidence: Document.Block {
        let rows = content.evidence.enumerated().map { number, item -> [String] in
            let date = content["evidence/\(item.row)/date"]
            let about = item.characteristics.map { code in
                characteristics.first { $0.code == code }?.name ?? code
            }
            return [
                "\(number + 1)", item.title, item.source, item.date?.written ?? date, item.coverage,
                about.joined(separator: ", "),
            ].map { $0.isEmpty ? "Not answered" : $0 }
        }
        let columns = ["Number", "What", "Source", "Date", "What it covers", "About"]
        return .table(Document.Table("Evidence", columns: columns.map { .init($0) }, rows: rows))
    }

    /// What stands at a field, in words; a blank is said to be one.
    private func shown(_ field: AssessmentField) -> String {
        let isDirection =
            field.question.id == "direction" && [AssessmentPath.impact, "combination"].contains(field.group)
        if isDirection { return direction(field.path) }
        let text = record.template.display(field, content, characteristics)
        return text.isEmpty ? "Not answered" : text
    }

    private func words(_ path: String) -> String {
        let text = record.template.display(path: path, content, characteristics)
        return text.isEmpty ? "Not answered" : text
    }

    private func direction(_ path: String) -> String {
        ImpactDirection(rawValue: content[path])?.name
            ?? (content[path].isEmpty ? "Not answered" : content[path])
    }
}
