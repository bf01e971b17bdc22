// SPDX-License-Identifier: Apache-2.0

/// DR1 to DR5: the order in time, and the version that the decision-maker had.
extension AssessmentChecks {
    /// DR1: a relevant decision has an assessment, or named and dated reasons why none is needed, in time for
    /// the report.
    static func relevance(_ facts: AssessmentFacts) -> [CheckFinding] {
        facts.isScreeningOnly ? screeningReasons(facts) : reportInTime(facts)
    }

    /// DR1 for a decision to which no assessment is linked at all.
    public static func unassessed(_ decision: AssessmentDecision) -> CheckFinding? {
        guard decision.isRelevant else { return nil }
        let name = decision.reference.isEmpty ? decision.title : decision.reference
        return CheckFinding(
            .relevance, .block, at: "decision/\(decision.id)",
            "Decision \(name): no assessment and no reasons why none is needed are linked",
            next: "Link an assessment, or screen the proposal and record the reasons")
    }

    private static func screeningReasons(_ facts: AssessmentFacts) -> [CheckFinding] {
        let path = AssessmentPath.screening
        var found: [CheckFinding] = []
        switch facts.record.screeningOutcome {
        case .none:
            found.append(
                CheckFinding(
                    .relevance, .block, at: "\(path)/outcome", "Screening: no outcome is selected",
                    next: "Select what the screening came to"))
        case .full:
            found.append(
                CheckFinding(
                    .relevance, .block, at: "\(path)/outcome",
                    "Screening: a full assessment is needed and is not begun",
                    next: "Move this screening to the template of a full assessment"))
        case .notNeeded where !facts.content.isFilled("\(path)/reasons"):
            found.append(
                CheckFinding(
                    .relevance, .block, at: "\(path)/reasons",
                    "Screening: no reasons are recorded why an assessment is not needed",
                    next: "Enter the reasons"))
        case .covered where !facts.content.isFilled("\(path)/covered-by"):
            found.append(
                CheckFinding(
                    .relevance, .block, at: "\(path)/covered-by",
                    "Screening: the assessment that covers this one is not named",
                    next: "Select the assessment that covers it"))
        case .notNeeded, .covered: break
        }
        if facts.record.state == .notNeeded {
            let authorised = facts.record.last(.screeningAuthorised)
            if authorised == nil {
                found.append(
                    CheckFinding(
                        .relevance, .block, at: "\(path)/authorised",
                        "Screening: no named officer has authorised it",
                        next: "Ask an officer who did not write it to authorise it"))
            }
            found += late(authorised, "The screening was authorised", facts)
        }
        return found
    }

    private static func reportInTime(_ facts: AssessmentFacts) -> [CheckFinding] {
        guard let decision = facts.decision else {
            guard facts.record.decision == nil, facts.isPastDecision else { return [] }
            return [
                CheckFinding(
                    .relevance, .block, at: "decision", "Decision: none is linked to this assessment",
                    next: "Link the decision that was taken")
            ]
        }
        guard let report = decision.reportPublished else {
            guard facts.isPutToDecision else { return [] }
            return [
                CheckFinding(
                    .relevance, .block, at: "decision/report-published",
                    "Decision: the day on which the report is published is not recorded",
                    next: "Enter the day of publication of the report")
            ]
        }
        let signatures = facts.record.events.filter { $0.act == .signed }
        if let first = signatures.first { return late(first, "The assessment was signed", facts) }
        guard report <= facts.today || decision.takenAt != nil else { return [] }
        return [
            CheckFinding(
                .relevance, .block, at: "decision/report-published",
                "Decision: the report was published on \(report.written) without a signed assessment",
                next: "Have the assessment signed, and tell the decision-maker that the report had none")
        ]
    }

    private static func late(
        _ event: AssessmentEvent?, _ what: String, _ facts: AssessmentFacts
    ) -> [CheckFinding] {
        guard let event, let report = facts.decision?.reportPublished, event.at.utcDay > report else {
            return []
        }
        return [
            CheckFinding(
                .relevance, .block, at: "decision/report-published",
                "\(what) on \(event.at.utcDay.written), after the report was published on \(report.written)",
                next: "Tell the decision-maker which version is new, or move the publication of the report")
        ]
    }

    /// DR2: begun before an option was preferred; begun or changed after the decision it is retrospective,
    /// for ever.
    static func inTime(_ facts: AssessmentFacts) -> [CheckFinding] {
        guard let first = facts.record.versions.first else { return [] }
        if let taken = facts.record.decision?.takenAt, facts.record.isRetrospective {
            return [
                CheckFinding(
                    .inTime, .warn, at: "versions/1",
                    "Retrospective: begun on \(first.at.utcDay.written), after the decision of"
                        + " \(taken.utcDay.written)",
                    next: "Tell the decision-maker, who may have to decide again with the assessment at hand")
            ]
        }
        var found: [CheckFinding] = []
        let path = "\(AssessmentPath.proposal)/preferred-on"
        if let preferred = facts.content.day(path) {
            if preferred < first.at.utcDay {
                found.append(
                    CheckFinding(
                        .inTime, .warn, at: path,
                        "Proposal: an option was preferred on \(preferred.written), before the assessment was"
                            + " begun on \(first.at.utcDay.written)",
                        next: "Say in the summary what was known when the option was preferred"))
            }
        } else if facts.isFinished {
            found.append(
                CheckFinding(
                    .inTime, .warn, at: path,
                    "Proposal: the day on which an option became the preferred one is not recorded",
                    next: "Enter the day on which an option became the preferred one"))
        }
        if let change = facts.record.changeAfterDecision {
            found.append(
                CheckFinding(
                    .inTime, .warn, at: "versions/\(change.number)",
                    "Retrospective: version \(change.number) was \(change.verb) after the decision, on"
                        + " \(change.at.utcDay.written)",
                    next: "Tell the decision-maker what the new version says"))
        }
        return found
    }

    /// DR3: begun early enough before the decision.
    static func notLate(_ facts: AssessmentFacts) -> [CheckFinding] {
        guard let decision = facts.decision, let first = facts.record.versions.first,
            !facts.record.isRetrospective
        else { return [] }
        let days = first.at.utcDay.days(until: (decision.takenAt ?? decision.meetingAt).utcDay)
        guard days < facts.thresholds.daysBeforeDecision else { return [] }
        let count = days == 1 ? "1 day" : "\(days) days"
        return [
            CheckFinding(
                .notLate, .warn, at: "decision",
                "Decision: the assessment was begun \(count) before it, less than"
                    + " \(facts.thresholds.daysBeforeDecision)",
                next: "Say in the report why it was begun then, or take the decision later")
        ]
    }

    /// DR5: each member's own acknowledgement of exactly the listed version, before the decision.
    static func acknowledged(_ facts: AssessmentFacts) -> [CheckFinding] {
        guard let decision = facts.decision, facts.isPutToDecision else { return [] }
        guard !decision.members.isEmpty else {
            return [
                CheckFinding(
                    .acknowledged, .block, at: "decision/members",
                    "Decision: no member of \(decision.makerName) is listed",
                    next: "Enter the members who take the decision")
            ]
        }
        let advisers = Set(facts.record.parties(.adviser).map(\.personID))
        let barred = facts.record.writers.union(advisers)
        return decision.members.compactMap { member in
            acknowledgementGap(member, decision, barred, facts).map {
                CheckFinding(
                    .acknowledged, .block, at: "decision/members/\(member.personID)", "\(member.post): \($0)",
                    next: decision.takenAt == nil
                        ? "Ask \(member.post) to read and acknowledge version \(decision.listedVersion)"
                        : "List the member in the record of the decision, with the reason")
            }
        }
    }

    private static func acknowledgementGap(
        _ member: AssessmentDecision.Member, _ decision: AssessmentDecision, _ barred: Set<String>,
        _ facts: AssessmentFacts
    ) -> String? {
        if barred.contains(member.personID) {
            return "wrote this assessment or advised on it, and so cannot acknowledge it as a member"
        }
        guard let at = member.acknowledgedAt else { return "has not acknowledged the assessment" }
        guard member.version == decision.listedVersion, member.digest == decision.listedDigest else {
            return
                "acknowledged version \(member.version); the report lists version \(decision.listedVersion)"
        }
        guard let taken = decision.takenAt else { return nil }
        let events = facts.record.events
        let decided = events.last { $0.act == .decided }?.sequence ?? .max
        let own = events.last { $0.act == .acknowledged && $0.byID == member.personID }?.sequence ?? 0
        return at < taken && own < decided ? nil : "acknowledged the assessment only after the decision"
    }
}

extension AssessmentRecord {
    /// Whether sign-off was reopened after the linked decision was taken: the new version may go to a new
    /// one.
    public var isReopenedSinceDecision: Bool {
        guard let taken = decision?.takenAt, let reopened = last(.signOffReopened) else { return false }
        guard let decided = last(.decided) else { return reopened.at > taken }
        return reopened.sequence > decided.sequence
    }
}
