// SPDX-License-Identifier: Apache-2.0
import Documents
import EqualityDuty

/// One assessment before a decision, as the record of due regard shows it.
public struct DueRegardItem: Sendable {
    /// The assessment as it stands now.
    public let record: AssessmentRecord
    /// The version in the report.
    public let version: Int
    /// SHA-256 of that version.
    public let digest: String
    /// The members, with their acknowledgements of that version.
    public let members: [AssessmentDecision.Member]
    /// What the checks miss.
    public let findings: [CheckFinding]

    /// An assessment before a decision.
    public init(
        record: AssessmentRecord, version: Int, digest: String, members: [AssessmentDecision.Member],
        findings: [CheckFinding]
    ) {
        self.record = record
        self.version = version
        self.digest = digest
        self.members = members
        self.findings = findings
    }

    /// The posts of members who did not acknowledge the version before it was decided.
    public func silent(before decision: AssessmentDecision) -> [String] {
        members.filter { $0.isSilent(before: decision.takenAt) }.map(\.post)
    }

    /// The checks that were missing when the decision was recorded; empty where that was not kept.
    public func missingWhenDecided(_ decision: AssessmentDecision) -> String {
        record.events.last { $0.act == .decided && $0.details["decision"] == decision.id }?
            .details["missing"] ?? ""
    }
}

/// One moment in the making of a decision: who did what to which version.
public struct DueRegardMoment: Hashable, Sendable {
    /// When the server recorded it, or when the decision was taken.
    public let at: Instant
    /// What was done, and by which post.
    public let what, by: String
    /// The version it was done to, and its digest; 0 and empty where it was done to none.
    public let version: Int
    /// The digest of that version.
    public let digest: String
    /// More about it.
    public let details: String
    /// Whether it came only after the decision.
    public let isAfterDecision: Bool
}

extension DueRegardItem {
    /// Everything that happened to the assessment, with the decision in its place, oldest first.
    public func moments(before decision: AssessmentDecision) -> [DueRegardMoment] {
        var moments: [(order: Int, moment: DueRegardMoment)] = []
        func add(
            _ order: Int, _ at: Instant, _ what: String, _ by: String, _ version: Int = 0,
            _ digest: String = "", _ details: String = ""
        ) {
            let isAfter = decision.takenAt.map { at > $0 } ?? false
            moments.append(
                (
                    order,
                    DueRegardMoment(
                        at: at, what: what, by: by, version: version, digest: digest, details: details,
                        isAfterDecision: isAfter)
                ))
        }
        for version in record.versions {
            let frozen = version.isFrozen ? ", frozen" : ""
            add(
                0, version.at, "Version \(version.number) saved\(frozen)", version.byPost, version.number,
                version.digest, version.reason)
        }
        for point in record.points where point.kind == .challenge {
            let verdict = point.verdict.map { " (\($0.name))" } ?? ""
            let title = record.template.sections.first { $0.id == point.section }?.title ?? point.section
            let answer = point.answer.isEmpty ? "" : " Answer, \(point.answeredBy): \(point.answer)"
            add(1, point.at, "Challenge of “\(title)”\(verdict)", point.byPost, 0, "", point.text + answer)
        }
        for event in record.events {
            let read = event.details["version"].flatMap { Int($0) } ?? event.version
            add(
                2 + event.sequence, event.at, event.act.name, event.byPost, read,
                event.details["digest"] ?? event.digest, Self.words(of: event))
        }
        if let report = decision.reportPublished {
            add(-1, LondonTime.instant(on: report, hour: 0, minute: 0), "Report published", "")
        }
        if let taken = decision.takenAt {
            add(Int.max, taken, "Decision taken", decision.makerName, 0, "", decision.decided)
        }
        return moments.sorted { ($0.moment.at, $0.order) < ($1.moment.at, $1.order) }.map(\.moment)
    }

    /// What an act says about itself, in words; ids and digests have columns of their own.
    private static func words(of event: AssessmentEvent) -> String {
        ["capacity", "outcome", "attestation", "check", "path", "missing", "cause", "reason"].compactMap {
            name in
            guard let text = event.details[name], !text.isEmpty else { return nil }
            return name == "reason" || name == "cause" ? text : "\(name): \(text)"
        }.joined(separator: ". ")
    }
}

extension Reports {
    /// The record of due regard behind a decision: who knew what, in which version, before it was taken.
    public static func dueRegard(
        of decision: AssessmentDecision, _ items: [DueRegardItem], body: String, asOf day: CalendarDay
    ) -> Document {
        var blocks: [Document.Block] = [
            .facts([
                .init("Decision-maker", decision.makerInWords),
                .init("Reference", decision.reference.isEmpty ? "None" : decision.reference),
                .init("Meeting", LondonTime.written(decision.meetingAt)),
                .init("Report published", decision.reportPublished?.written ?? "Not recorded"),
                .init("Relevant to equality", decision.relevanceInWords),
                .init("Taken", decision.takenAt.map { LondonTime.written($0) } ?? "Not taken yet"),
                .init("What was decided", decision.decided.isEmpty ? "Not recorded" : decision.decided),
                .init("Recorded by", decision.recordedBy.isEmpty ? "Nobody yet" : decision.recordedBy),
            ]),
            .paragraph(
                "This is what the server recorded, in the order in which it happened. "
                    + "It lists what is missing and is no judgement on whether regard was due."),
        ]
        if let removals = removals(from: decision) { blocks.append(removals) }
        if items.isEmpty {
            blocks.append(.paragraph("No assessment was put to this decision."))
        }
        for item in items { blocks += self.blocks(of: item, decision, asOf: day) }
        return Document(title: "Due regard: \(decision.title)", caption: body, blocks: blocks)
    }

    private static func blocks(
        of item: DueRegardItem, _ decision: AssessmentDecision, asOf day: CalendarDay
    ) -> [Document.Block] {
        let record = item.record
        var blocks: [Document.Block] = [
            .heading("\(record.reference): \(record.title)"),
            .facts([
                .init("Version in the report", "\(item.version)"),
                .init("Fingerprint of that version (SHA-256)", item.digest),
                .init("Newest version now", "\(record.version)"),
                .init("Where it stands now", record.state.name),
            ]),
        ]
        if let words = record.retrospect(of: record.version) { blocks.append(.paragraph(words)) }
        blocks.append(.subheading("Who had read it before the decision"))
        blocks.append(members(item, decision))
        let silent = item.silent(before: decision)
        if !silent.isEmpty {
            blocks.append(
                .paragraph("Not acknowledged before the decision: \(silent.joined(separator: ", ")).")
            )
        }
        blocks.append(.subheading("What happened, in order"))
        blocks.append(timeline(item.moments(before: decision)))
        blocks.append(.subheading("What the checks miss, as on \(day.written)"))
        let missing = item.missingWhenDecided(decision)
        if !missing.isEmpty {
            blocks.append(.paragraph("Missing when the decision was recorded: \(missing)."))
        }
        blocks.append(checks(item.findings))
        return blocks
    }

    private static func members(_ item: DueRegardItem, _ decision: AssessmentDecision) -> Document.Block {
        guard !item.members.isEmpty else { return .paragraph("No member is named for this decision.") }
        let rows = item.members.map { member in
            [
                member.post, member.reading(before: decision.takenAt),
                member.version > 0 ? "\(member.version)" : "None", member.digest,
            ]
        }
        return .table(
            .init(
                "Acknowledgements of version \(item.version)",
                columns: ["Member", "Acknowledged", "Version", "Fingerprint"].map { .init($0) }, rows: rows))
    }

    private static func timeline(_ moments: [DueRegardMoment]) -> Document.Block {
        let rows = moments.map { moment in
            [
                LondonTime.written(moment.at) + (moment.isAfterDecision ? " (after the decision)" : ""),
                moment.what, moment.by, moment.version > 0 ? "\(moment.version)" : "None",
                moment.digest, moment.details,
            ]
        }
        return .table(
            .init(
                "What happened, oldest first",
                columns: ["When", "What", "By", "Version", "Fingerprint", "More"].map { .init($0) },
                rows: rows))
    }

    private static func checks(_ findings: [CheckFinding]) -> Document.Block {
        guard !findings.isEmpty else { return .paragraph("Nothing is listed as missing.") }
        return .table(
            .init(
                "Missing", columns: ["Check", "Weight", "What is missing", "Next step"].map { .init($0) },
                rows: findings.map { [$0.check.id, $0.weight, $0.message, $0.nextStep] }))
    }
}

extension AssessmentDecision.Member {
    /// When the member acknowledged, in words; what came only after the decision says so.
    func reading(before taken: Instant?) -> String {
        guard let acknowledgedAt else { return "Not acknowledged" }
        return LondonTime.written(acknowledgedAt) + (isSilent(before: taken) ? " (after the decision)" : "")
    }
}
