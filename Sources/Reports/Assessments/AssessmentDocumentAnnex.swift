// SPDX-License-Identifier: Apache-2.0
import Documents
import EqualityDuty

/// What stands behind an assessment: its actions, its versions, what the checks found missing.
extension AssessmentDocumentWriter {
    var actions: [Document.Block] {
        guard !record.actions.isEmpty else {
            return [.heading("Actions"), .paragraph("No action of the plan came from this assessment.")]
        }
        let rows = record.actions.map { action -> [String] in
            if let withheld = redaction.words(at: "action/\(action.id)") {
                return [withheld, "", "", "", "", ""]
            }
            let lead = action.leads.map(\.name).joined(separator: ", ")
            let cells = [
                action.title, answered(action.id), lead, action.cells.targetDate, action.measure,
                action.status.name,
            ]
            return cells.map { $0.isEmpty ? "Not answered" : $0 }
        }
        let columns = ["Action", "Answers", "Lead", "By when", "How it will be seen", "Status"]
        let table = Document.Table(
            "Actions from this assessment", columns: columns.map { .init($0) }, rows: rows)
        return [.heading("Actions"), .table(table)]
    }

    private func answered(_ action: String) -> String {
        content.mitigations.filter { $0.action == action }
            .flatMap(\.impacts).map { record.template.impactName($0, in: content, characteristics) }
            .joined(separator: "; ")
    }

    /// Why a version was saved. The public reads it of versions that stand, and no name of a file.
    private func why(_ version: AssessmentVersion) -> String {
        if isPublic, !version.isFrozen { return "Not shown for a version in the making" }
        if version.reason.isEmpty { return "No reason given" }
        return isPublic && version.reason.hasPrefix("From the form") ? "From a form" : version.reason
    }

    func history(_ edition: AssessmentPublication?) -> [Document.Block] {
        let last = edition?.version ?? record.version
        let rows = record.versions.filter { $0.number <= last }.map { version in
            [
                "\(version.number)", version.at.day.written, version.byPost,
                version.isFrozen ? "Yes" : "No", why(version),
            ]
        }
        let columns = ["Version", "Saved", "By", "Frozen", "Why"]
        var blocks: [Document.Block] = [.heading("Versions")]
        blocks.append(
            .table(
                Document.Table(
                    "Every saved version up to this one",
                    columns: columns.map { .init($0, isNumeric: $0 == "Version") }, rows: rows,
                    note: "A frozen version was put to challenge, signed or published and never changes.")))
        let editions = record.publications.filter { $0.edition <= (edition?.edition ?? Int.max) }
        if editions.count > 1 {
            let lines = editions.map { one in
                let why = one.reason.isEmpty ? "no reason given" : one.reason
                let end = one.isWithdrawn ? " Taken back." : ""
                return
                    "Edition \(one.edition), \(one.at.day.written), of version \(one.version): \(why).\(end)"
            }
            blocks += [.subheading("Editions"), .list(lines)]
        }
        // A fingerprint of what is partly withheld would let anybody test guesses at the rest.
        if let signed = record.standingSignature, redaction.reasons.isEmpty {
            blocks.append(
                .facts([
                    .init("Signed version", "\(signed.version)"),
                    .init("Fingerprint of that version (SHA-256)", signed.digest),
                ]))
        }
        return blocks
    }

    /// What the checks found: missing things and the reasons of those who went on all the same.
    func checks(_ findings: [CheckFinding]) -> [Document.Block] {
        var blocks: [Document.Block] = [
            .heading("What the checks found"),
            .paragraph(
                "The checks list what is missing. They are no judgement on whether regard was due: "
                    + "that stands or falls with the substance above."),
        ]
        let open = findings.filter { $0.override == nil }
        if open.isEmpty {
            blocks.append(.paragraph("Nothing is listed as missing."))
        } else {
            let columns = ["Check", "Weight", "What is missing"] + (isPublic ? [] : ["Next step"])
            let rows = open.map { finding in
                [
                    finding.check.id, finding.level == .block ? "Stops the next step" : "Warning",
                    missing(finding),
                ]
                    + (isPublic ? [] : [finding.nextStep])
            }
            blocks.append(
                .table(Document.Table("Missing", columns: columns.map { .init($0) }, rows: rows)))
        }
        let overridden = findings.compactMap { finding in finding.override.map { (finding, $0) } }
        guard !overridden.isEmpty else { return blocks }
        let columns = ["Check", "Weight", "What is missing", "By", "On", "Reason"]
        let rows = overridden.map { finding, override in
            [
                finding.check.id, finding.level == .block ? "Stops the next step" : "Warning",
                missing(finding), override.by, override.at.day.written,
                redaction.words(at: "override/\(finding.check.id)/reason")
                    ?? redaction.shown(override.reason, at: finding.path),
            ]
        }
        blocks.append(
            .table(
                Document.Table(
                    "Gone on with for a recorded reason", columns: columns.map { .init($0) }, rows: rows)))
        return blocks
    }

    /// What a check found; for the public only in general, as the words found may name somebody.
    private func missing(_ finding: CheckFinding) -> String {
        isPublic ? finding.check.lack : redaction.shown(finding.message, at: finding.path)
    }
}
