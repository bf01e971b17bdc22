// SPDX-License-Identifier: Apache-2.0

/// The road of an assessment: what may be done next, by whom, and where it leads.
///
/// Every rule is a function of the record, so that a page, a command and a test get the same answer.
public enum AssessmentWorkflow {
    /// Why this person may not do this act now, in words that name who may (by post); `nil` where nothing is
    /// in the way.
    public static func refusal(
        of act: AssessmentAct, by person: Person, on record: AssessmentRecord, at now: Instant,
        findings: [CheckFinding]
    ) -> String? {
        if let words = placeRefusal(of: act, on: record) { return words }
        if let words = personRefusal(of: act, by: person, on: record) { return words }
        if let words = conditionRefusal(of: act, on: record, at: now) { return words }
        return findingsRefusal(of: act, findings)
    }

    /// The acts open to this person now, in the order of the road.
    public static func acts(
        for person: Person, on record: AssessmentRecord, at now: Instant, findings: [CheckFinding]
    ) -> [AssessmentAct] {
        AssessmentAct.onTheRoad.filter {
            refusal(of: $0, by: person, on: record, at: now, findings: findings) == nil
        }
    }

    /// Acts that are this person's to do now but for something that is missing, with the words that say what.
    public static func heldUp(
        for person: Person, on record: AssessmentRecord, at now: Instant, findings: [CheckFinding]
    ) -> [(act: AssessmentAct, refusal: String)] {
        AssessmentAct.onTheRoad.compactMap { act in
            // Nobody waits for a second record of a decision, or to take back what is not published.
            let isTaken = record.decision?.takenAt != nil && !record.isReopenedSinceDecision
            guard act != .decided, act != .unpublished, !(act == .putToDecision && isTaken),
                placeRefusal(of: act, on: record) == nil,
                personRefusal(of: act, by: person, on: record) == nil
            else { return nil }
            let words = conditionRefusal(of: act, on: record, at: now) ?? findingsRefusal(of: act, findings)
            return words.map { (act, $0) }
        }
    }

    /// The state an act leads to; the details that count are `outcome` (of a screening) and `capacity` (of a
    /// signature).
    public static func state(
        after act: AssessmentAct, details: [String: String], on record: AssessmentRecord
    ) -> AssessmentState {
        switch act {
        case .started: record.template.firstState
        case .screened: .screening
        case .screeningAuthorised:
            (ScreeningOutcome(details["outcome"]) ?? record.screeningOutcome ?? .full).state
        case .screeningReturned: .draft
        case .consultationOpened: .consulting
        case .sentToChallenge: .challenge
        case .consultationClosed, .challenged, .returned: .inProgress
        case .sentForSignature: .awaitingSignOff
        case .signed: stateAfterSigning(capacity: details["capacity"] ?? "", on: record)
        case .signOffReopened: record.state == .notNeeded ? .draft : .inProgress
        case .putToDecision: record.state == .notNeeded ? .notNeeded : .beforeDecision
        case .decided:
            record.state == .signed || record.state == .beforeDecision ? .decided : record.state
        case .implemented: .inForce
        case .closed: .closed
        case .superseded: .superseded
        case .withdrawn: .withdrawn
        case .acknowledged, .published, .unpublished, .reviewed, .overridden, .templateMoved, .imported,
            .exported:
            record.state
        }
    }

    /// The state to which everything that happened to an assessment leads, one act after the other.
    ///
    /// A file cannot claim another one. An old assessment from plain facts was written and, where the facts say so,
    /// decided: nothing else is known of it.
    public static func state(givenBy record: AssessmentRecord) -> AssessmentState {
        var past = record
        past.events = []
        past.state = record.template.firstState
        past.decision?.takenAt = nil
        for event in record.events.sorted(by: { $0.sequence < $1.sequence }) {
            if event.act == .decided { past.decision?.takenAt = record.decision?.takenAt }
            // Signatures count for the version that was signed then.
            past.version = event.version
            past.state =
                event.act == .imported
                ? (record.decision?.takenAt == nil ? .inProgress : .decided)
                : state(after: event.act, details: event.details, on: past)
            past.events.append(event)
        }
        return past.state
    }

    /// The time under which an act is recorded: a clock that was set back never turns the record back.
    public static func recordedTime(_ now: Instant, on record: AssessmentRecord) -> Instant {
        max(now, record.events.map(\.at).max() ?? now, record.versions.map(\.at).max() ?? now)
    }

    private static func stateAfterSigning(capacity: String, on record: AssessmentRecord) -> AssessmentState {
        var signed = Set(record.signaturesGathered.map(\.capacity))
        signed.insert(AssessmentParty.Part(code: capacity) ?? .signer)
        let isComplete =
            record.parties(.secondSigner).isEmpty
            || (signed.contains(.secondSigner) && (signed.contains(.signer) || signed.contains(.delegate)))
        guard isComplete else { return .awaitingSignOff }
        return record.decision?.takenAt == nil ? .signed : .decided
    }
}

/// What a screening came to.
public enum ScreeningOutcome: String, CaseIterable, Hashable, Sendable {
    /// No assessment is needed; a full one is; another assessment covers it.
    case notNeeded = "not-needed", full, covered

    /// The outcome that a stored word means; `nil` for a blank or another word.
    public init?(_ word: String?) {
        switch word {
        case "not-needed", "screened-out", "out": self = .notNeeded
        case "full", "screened-in", "in": self = .full
        case "covered", "covered-by", "covered-by-another", "covered-by-other": self = .covered
        case "screened-out-with-mitigation", "out-with-mitigation": self = .notNeeded
        default: return nil
        }
    }

    /// Where an assessment stands once this outcome is authorised.
    public var state: AssessmentState {
        switch self {
        case .notNeeded, .covered: .notNeeded
        case .full: .inProgress
        }
    }
}

extension AssessmentTemplate {
    /// Whether it asks for a screening first.
    public var asksForScreening: Bool {
        kind == .screening || groups.contains { $0.id == AssessmentPath.screening }
    }

    /// Where an assessment stands when it is started: what is not screened is written at once.
    public var firstState: AssessmentState { asksForScreening ? .draft : .inProgress }
}

extension AssessmentRecord {
    /// What the screening came to, as written; `nil` while it is open.
    public var screeningOutcome: ScreeningOutcome? {
        ScreeningOutcome(content["\(AssessmentPath.screening)/outcome"])
    }

    /// When what it says was settled: when it was signed as it stands, or found not to be needed; `nil` while it is
    /// being written, challenged or signed.
    public var settledOn: Instant? {
        switch state {
        case .draft, .screening, .inProgress, .consulting, .challenge, .awaitingSignOff, .withdrawn: nil
        case .notNeeded: last(.screeningAuthorised)?.at
        case .signed, .beforeDecision, .decided, .inForce, .closed, .superseded: standingSignature?.at
        }
    }

    /// Signatures given since it was last sent for signature, each with the capacity in which it was given.
    public var signaturesGathered: [(event: AssessmentEvent, capacity: AssessmentParty.Part)] {
        let turns: Set<AssessmentAct> = [.sentForSignature, .returned, .signOffReopened]
        let start = events.last { turns.contains($0.act) }?.sequence ?? 0
        return events.filter { $0.act == .signed && $0.sequence > start && $0.version == version }
            .map { ($0, AssessmentParty.Part(code: $0.details["capacity"] ?? "") ?? .signer) }
    }
}
