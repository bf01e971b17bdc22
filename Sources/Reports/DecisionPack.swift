// SPDX-License-Identifier: Apache-2.0
import Documents
import EqualityDuty

/// One assessment in a decision pack, in exactly the version that the report lists.
public struct DecisionPackItem: Sendable {
    /// The assessment, and the content of the version listed.
    public let record: AssessmentRecord
    /// The content of the version listed.
    public let content: AssessmentContent
    /// The version and its digest.
    public let version: Int
    /// SHA-256 of that version.
    public let digest: String
    /// What the checks miss.
    public let findings: [CheckFinding]
    /// The members, with their acknowledgements of this version.
    public let members: [AssessmentDecision.Member]
    /// The characteristics that counted when it was signed.
    public let characteristics: [Characteristic]
    /// What happened to it since that version was listed, as its readers have to know; empty for nothing.
    public let notice: String

    /// An assessment in a pack.
    public init(
        record: AssessmentRecord, content: AssessmentContent, version: Int, digest: String,
        findings: [CheckFinding], members: [AssessmentDecision.Member],
        characteristics: [Characteristic], notice: String = ""
    ) {
        self.record = record
        self.content = content
        self.version = version
        self.digest = digest
        self.findings = findings
        self.members = members
        self.characteristics = characteristics
        self.notice = notice
    }
}

extension Reports {
    /// What a decision-maker reads: the summaries first, then every assessment whole.
    public static func decisionPack(
        _ decision: AssessmentDecision, _ items: [DecisionPackItem], body: String, meeting: String
    ) -> Document {
        var blocks: [Document.Block] = [
            .facts([
                .init("Decision-maker", decision.makerName), .init("When", meeting),
                .init("Reference", decision.reference.isEmpty ? "None" : decision.reference),
                .init("Relevant to equality", decision.relevanceInWords),
            ]),
            .paragraph(
                "The duty to have due regard is yours and cannot be passed on. Read the summaries, then the assessments themselves, before you decide. Each member acknowledges the version that is printed here."
            ),
        ]
        for item in items {
            let summary = AssessmentSummary(
                of: item.record, content: item.content, characteristics: item.characteristics)
            blocks.append(.heading("\(item.record.reference): \(item.record.title), in ten minutes"))
            if !item.notice.isEmpty { blocks.append(.paragraph(item.notice)) }
            for part in summary.parts {
                blocks.append(.subheading(part.heading))
                blocks += part.paragraphs.map { .paragraph($0) }
            }
        }
        for item in items {
            blocks.append(.heading("\(item.record.reference), whole, version \(item.version)"))
            if !item.notice.isEmpty { blocks.append(.paragraph(item.notice)) }
            blocks.append(.paragraph("SHA-256 fingerprint of this version: \(item.digest)"))
            let whole = assessment(
                item.record, content: item.content, characteristics: item.characteristics, body: body,
                findings: item.findings)
            blocks += whole.blocks.withoutSummary.map { lowered($0) }
            let rows = item.members.map { member in
                [member.post, member.reading(before: decision.takenAt)]
            }
            blocks.append(
                .table(
                    .init(
                        "Who has acknowledged version \(item.version)",
                        columns: [.init("Member"), .init("Acknowledged")], rows: rows)))
        }
        if let removals = removals(from: decision) { blocks += [.heading("Members taken off"), removals] }
        if let taken = decision.takenAt {
            blocks.append(.heading("Decision"))
            blocks.append(
                .facts([
                    .init("Taken", LondonTime.written(taken)), .init("What was decided", decision.decided),
                ]))
        }
        return Document(
            title: "Decision pack: \(decision.title)", caption: body, blocks: blocks)
    }

    /// Who was taken off the list of a decision, by whom and why; `nil` for nobody.
    static func removals(from decision: AssessmentDecision) -> Document.Block? {
        guard !decision.removals.isEmpty else { return nil }
        let rows = decision.removals.map { removal in
            [
                removal.post, "\(LondonTime.written(removal.at)), by \(removal.byPost)", removal.reason,
                removal.unread.isEmpty ? "Nothing" : removal.unread,
            ]
        }
        return .table(
            .init(
                "Members taken off the list after it was in the report",
                columns: ["Member", "Taken off", "Why", "Not acknowledged by then"].map { .init($0) },
                rows: rows))
    }

    /// A heading inside the pack stands one level below that of its assessment.
    private static func lowered(_ block: Document.Block) -> Document.Block {
        if case .heading(let text) = block { return .subheading(text) }
        return block
    }
}

extension [Document.Block] {
    /// The blocks without the ten-minute summary, which the pack has printed before.
    fileprivate var withoutSummary: [Document.Block] {
        guard let start = firstIndex(of: .heading("In ten minutes")) else { return self }
        let rest = self[(start + 1)...]
        let end = rest.firstIndex { if case .heading = $0 { true } else { false } } ?? endIndex
        return Array(self[..<start]) + Array(self[end...])
    }
}
