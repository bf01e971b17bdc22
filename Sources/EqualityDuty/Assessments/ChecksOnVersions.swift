// SPDX-License-Identifier: Apache-2.0

/// DR4, DR14 and DR17: which version was put, whether it changed in substance, what the public reads.
extension AssessmentChecks {
    /// DR4: the full version in the report is frozen, carries its hash, and is the one that was signed.
    static func fullVersionFrozen(_ facts: AssessmentFacts) -> [CheckFinding] {
        guard let decision = facts.decision else { return [] }
        func finding(_ path: String, _ message: String, next: String) -> [CheckFinding] {
            [CheckFinding(.fullVersionFrozen, .block, at: path, "Decision: \(message)", next: next)]
        }
        guard decision.listedVersion > 0 else {
            if facts.isPutToDecision {
                return finding(
                    "decision/listed-version", "no version of the assessment is listed in the report",
                    next: "List the signed version in the report")
            }
            return newer(than: facts.signature?.version ?? 0, "signed", facts)
        }
        let listed = decision.listedVersion
        guard let version = facts.record.versions.first(where: { $0.number == listed }), version.isFrozen
        else {
            return finding(
                "decision/listed-version", "version \(listed), listed in the report, is not a frozen version",
                next: "List the signed version in the report")
        }
        guard !decision.listedDigest.isEmpty, decision.listedDigest == version.digest else {
            return finding(
                "decision/listed-digest", "the hash in the report is not that of version \(listed)",
                next: "List version \(listed) again, so that the report carries its hash")
        }
        guard let signature = facts.signature else {
            return finding(
                "decision/listed-version",
                "version \(listed) is in the report, and no signature stands for it any more",
                next: "Have the new version signed, then list it in the report")
        }
        guard signature.version == listed, signature.digest == version.digest else {
            return finding(
                "decision/listed-version",
                "version \(listed) is in the report; version \(signature.version) was signed",
                next: "List version \(signature.version) in the report")
        }
        return newer(than: listed, "in the report", facts)
    }

    private static func newer(than version: Int, _ what: String, _ facts: AssessmentFacts) -> [CheckFinding] {
        guard version > 0, facts.record.version > version, differs(facts) else { return [] }
        return [
            CheckFinding(
                .fullVersionFrozen, .block, at: "versions/\(facts.record.version)",
                "Version \(facts.record.version): a newer version exists; version \(version) is \(what)",
                next: "Reopen sign-off and have the newer version signed, or take the change back")
        ]
    }

    /// Whether the newest content says something else than what was signed. What is written at the review,
    /// and marks of progress, say nothing else.
    private static func differs(_ facts: AssessmentFacts) -> Bool {
        guard let signed = facts.signedContent else { return true }
        let later = [AssessmentPath.actual, AssessmentPath.done, AssessmentPath.copied].map { $0 + "/" }
        let asked = facts.record.template.askedAtReview
        return facts.content.changes(from: signed).keys.contains { path in
            !asked.contains(path) && !later.contains { path.hasPrefix($0) }
        }
    }

    /// DR14: scope, budget, eligibility or delivery changed after sign-off, which stands or is reopened for
    /// it.
    static func materialChange(_ facts: AssessmentFacts) -> [CheckFinding] {
        let reopened = facts.record.reopenedSignature
        guard let signature = facts.signature ?? reopened, let signed = facts.signedContent else { return [] }
        return AssessmentWorkflow.materialChanges(signed: signed, now: facts.content).map { path in
            let part = path.split(separator: "/").last.map(String.init) ?? path
            let words =
                "Proposal, \(materialNames[part] ?? part): changed after version \(signature.version)"
                + " was signed"
            return CheckFinding(
                .materialChange, .block, at: path,
                reopened == nil ? words : "\(words), and sign-off is reopened because of it",
                next: reopened == nil
                    ? "Reopen sign-off: the change has to be assessed and signed"
                    : "Have the change assessed, challenged and signed")
        }
    }

    private static let materialNames = [
        "scope": "scope", "budget": "budget", "eligibility": "who is eligible",
        "delivery": "how it is delivered",
    ]

    /// DR17: published with the report, or exempt for a stated reason that is looked at again; figures
    /// protected.
    static func published(_ facts: AssessmentFacts) -> [CheckFinding] {
        func finding(_ path: String, _ message: String, next: String) -> CheckFinding {
            CheckFinding(.published, .block, at: path, "Publication: \(message)", next: next)
        }
        let small = facts.record.template.smallFigures(
            in: facts.content, facts.characteristics, facts.thresholds)
        // What was withheld in the edition that stands needs no word more.
        let withheld = Set(
            (facts.record.last(.published)?.details["withheld"] ?? "").split(separator: "\n").map(String.init)
        )
        let isAsked =
            small.isEmpty
            ? [] : Set(facts.record.template.fields(in: facts.content, facts.characteristics).map(\.path))
        var found = small.filter { !withheld.contains($0.path) && isAsked.contains($0.path) }.map { figure in
            finding(
                figure.findingPath,
                "\(figure.name) says \(figure.value), fewer than \(figure.least): somebody could be recognised",
                next: "Withhold it in the public copy, or record why nobody can be recognised by it")
        }
        guard facts.isFinished else { return found }
        let standing = facts.record.publications.filter { !$0.isWithdrawn }
        guard let first = standing.first, let last = standing.last else {
            found.append(
                finding(
                    "publication", "nothing is published and no exemption is recorded",
                    next: "Publish it, or record why it is exempt and when that is looked at again"))
            return found
        }
        if !last.exemption.isEmpty {
            if let until = last.exemptUntil, until < facts.today {
                found.append(
                    finding(
                        "publication/exempt-until",
                        "the exemption was to be looked at again on \(until.written)",
                        next: "Publish what was exempt, or record a new day"))
            } else if last.exemptUntil == nil {
                found.append(
                    finding(
                        "publication/exempt-until", "the exemption has no day on which it is looked at again",
                        next: "Enter the day on which the exemption is looked at again"))
            }
        }
        if let report = facts.decision?.reportPublished, first.at.utcDay > report {
            found.append(
                finding(
                    "publication/date",
                    "first published on \(first.at.utcDay.written), after the report of \(report.written)",
                    next: "Have the reason recorded: an assessment is published with its report"))
        }
        if let signature = facts.signature, last.version < signature.version {
            found.append(
                finding(
                    "publication/version",
                    "the public reads version \(last.version); version \(signature.version) is signed",
                    next: "Publish a new edition, and say why it is new"))
        }
        return found
    }
}

extension AssessmentRecord {
    /// The signature that the last reopening undid, while no other stands: what the text is compared with
    /// until it is signed again.
    public var reopenedSignature: AssessmentEvent? {
        guard standingSignature == nil, let reopened = last(.signOffReopened) else { return nil }
        return events.last { $0.act == .signed && $0.sequence < reopened.sequence }
    }
}

extension AssessmentTemplate {
    /// The paths of single questions that are answered only at the review.
    var askedAtReview: Set<String> {
        var paths: Set<String> = []
        for section in sections where section.answerer == .reviewer {
            for group in section.groups where group.shape == .single {
                paths.formUnion(group.questions.map { "\(group.id)/\($0.id)" })
            }
        }
        return paths
    }
}
