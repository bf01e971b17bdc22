// SPDX-License-Identifier: Apache-2.0

/// The eighteen checks on due regard, run over one assessment.
///
/// They list what is missing. No finding is no statement that a duty was met, and an outcome that the law
/// allows, such as "continue" with its justification, is never a finding.
public enum AssessmentChecks {
    /// The path of findings about disclosure control of the public copy.
    public static let disclosurePath = "publication/disclosure"

    /// Everything the checks find missing now, in the order of the checks, with the overrides on record.
    ///
    /// `signedContent` is the content of the version that was signed, where one was.
    public static func findings(
        record: AssessmentRecord, characteristics: [Characteristic],
        neighbours: [NeighbouringAssessment] = [], thresholds: CheckThresholds = CheckThresholds(),
        signedContent: AssessmentContent? = nil, on today: CalendarDay, at now: Instant
    ) -> [CheckFinding] {
        guard record.state != .withdrawn else { return [] }
        let facts = AssessmentFacts(
            record: record, characteristics: characteristics, neighbours: neighbours, thresholds: thresholds,
            signedContent: signedContent, today: today, now: now)
        var found: [CheckFinding] = []
        for check in DueRegardCheck.allCases
        where !facts.isScreeningOnly || check == .relevance || check == .published {
            found += findings(of: check, facts)
        }
        return found.map { overridden($0, by: facts.overrides) }
    }

    private static func findings(of check: DueRegardCheck, _ facts: AssessmentFacts) -> [CheckFinding] {
        switch check {
        case .relevance: relevance(facts)
        case .inTime: inTime(facts)
        case .notLate: notLate(facts)
        case .fullVersionFrozen: fullVersionFrozen(facts)
        case .acknowledged: acknowledged(facts)
        case .aimsAnswered: aimsAnswered(facts)
        case .evidenced: evidenced(facts)
        case .engaged: engaged(facts)
        case .mitigated: mitigated(facts)
        case .outcomeChosen: outcomeChosen(facts)
        case .lawful: lawful(facts)
        case .mitigationPlanned: mitigationPlanned(facts)
        case .reviewPlanned: reviewPlanned(facts)
        case .materialChange: materialChange(facts)
        case .independent: independent(facts)
        case .cumulative: cumulative(facts)
        case .published: published(facts)
        case .provider: provider(facts)
        }
    }

    /// An override answers one path of a check, or the whole check where it names none.
    private static func overridden(
        _ finding: CheckFinding, by overrides: [AssessmentEvent]
    ) -> CheckFinding {
        guard finding.level == .block else { return finding }
        let match = overrides.last {
            let path = $0.details["path"] ?? ""
            return $0.details["check"] == finding.check.id && (path.isEmpty || path == finding.path)
        }
        guard let match else { return finding }
        var answered = finding
        answered.override = .init(by: match.byPost, reason: match.details["reason"] ?? "", at: match.at)
        return answered
    }
}

/// What the checks read of an assessment, brought together once in a run.
struct AssessmentFacts {
    let record: AssessmentRecord
    let content: AssessmentContent
    let characteristics: [Characteristic]
    let neighbours: [NeighbouringAssessment]
    let thresholds: CheckThresholds
    let signedContent: AssessmentContent?
    let today: CalendarDay
    let now: Instant
    let names: [String: String]
    let impacts: [AssessmentImpact]
    let evidence: [String: EvidenceItem]
    let mitigations: [Mitigation]
    let actions: [String: Action]
    let signature: AssessmentEvent?
    let overrides: [AssessmentEvent]

    init(
        record: AssessmentRecord, characteristics: [Characteristic], neighbours: [NeighbouringAssessment],
        thresholds: CheckThresholds, signedContent: AssessmentContent?, today: CalendarDay, now: Instant
    ) {
        self.record = record
        content = record.content
        self.characteristics = characteristics
        self.neighbours = neighbours
        self.thresholds = thresholds
        self.signedContent = signedContent
        self.today = today
        self.now = now
        names = Dictionary(characteristics.map { ($0.code, $0.name) }) { first, _ in first }
        impacts = content.impacts(characteristics.map(\.code))
        evidence = Dictionary(content.evidence.map { ($0.row, $0) }) { first, _ in first }
        mitigations = content.mitigations
        actions = Dictionary(record.actions.map { ($0.id, $0) }) { first, _ in first }
        signature = record.standingSignature
        // Whoever overrode a check looked at what was signed then: a reopened sign-off asks again.
        let reopened = record.last(.signOffReopened)?.sequence ?? 0
        overrides = record.events.filter { $0.act == .overridden && $0.sequence > reopened }
    }

    /// Whether it came, or is about to come, to an end with its screening.
    var isScreeningOnly: Bool {
        switch record.state {
        case .notNeeded: true
        case .draft, .screening:
            switch record.screeningOutcome {
            case .notNeeded, .covered: true
            case .full, .none: record.template.kind == .screening
            }
        case .inProgress, .consulting, .challenge, .awaitingSignOff, .signed, .beforeDecision, .decided,
            .inForce, .closed, .superseded, .withdrawn:
            record.template.kind == .screening
        }
    }

    /// The decision where it has relevance to equality.
    var decision: AssessmentDecision? {
        guard let decision = record.decision, decision.isRelevant else { return nil }
        return decision
    }

    /// Whether the report has gone to the decision-maker, or the decision is taken.
    var isPutToDecision: Bool {
        if decision?.takenAt != nil { return true }
        switch record.state {
        case .beforeDecision, .decided, .inForce, .closed, .superseded: return true
        case .draft, .screening, .notNeeded, .inProgress, .consulting, .challenge, .awaitingSignOff, .signed,
            .withdrawn:
            return false
        }
    }

    /// Whether it stands where no assessment comes without a decision.
    var isPastDecision: Bool {
        switch record.state {
        case .decided, .inForce, .closed: true
        case .draft, .screening, .notNeeded, .inProgress, .consulting, .challenge, .awaitingSignOff, .signed,
            .beforeDecision, .superseded, .withdrawn:
            false
        }
    }

    /// Whether it is signed and goes, or went, out into the world.
    var isFinished: Bool {
        switch record.state {
        case .notNeeded, .signed, .beforeDecision, .decided, .inForce, .closed, .superseded: true
        case .draft, .screening, .inProgress, .consulting, .challenge, .awaitingSignOff, .withdrawn: false
        }
    }

    /// The day as of which evidence and consultations are weighed: that of the signature, or today.
    var weighed: CalendarDay { signature?.at.utcDay ?? today }

    /// A characteristic in words; a code that the body does not know stands for itself.
    func name(_ code: String) -> String { names[code] ?? code }

    /// The people in words, as they are named within a sentence.
    func name(_ people: AffectedPeople) -> String {
        switch people {
        case .residents: "residents and service users"
        case .staff: "staff"
        }
    }

    /// An impact in words: "Age, residents and service users".
    func name(_ impact: AssessmentImpact) -> String {
        let who = AssessmentWorkflow.listed(impact.characteristics.map(name), "and")
        return "\(who.isEmpty ? "A combination" : who), \(name(impact.people))"
    }
}
