// SPDX-License-Identifier: Apache-2.0

/// Where an assessment stands on its way.
public enum AssessmentState: String, CaseIterable, Hashable, Sendable {
    /// Begun; being screened; not needed, with reasons (an end).
    case draft, screening, notNeeded
    /// Being written; out to consultation; with the peer challenger; waiting for the signature.
    case inProgress, consulting, challenge, awaitingSignOff
    /// Signed; put to the decision-maker; decided.
    case signed, beforeDecision, decided
    /// In force and watched; closed after its review; replaced by a later one; given up (ends).
    case inForce, closed, superseded, withdrawn

    /// The state in words.
    public var name: String {
        switch self {
        case .draft: "Draft"
        case .screening: "Screening"
        case .notNeeded: "Not needed"
        case .inProgress: "In progress"
        case .consulting: "Consulting"
        case .challenge: "Being challenged"
        case .awaitingSignOff: "Awaiting sign-off"
        case .signed: "Signed off"
        case .beforeDecision: "Before decision"
        case .decided: "Decided"
        case .inForce: "In force"
        case .closed: "Closed"
        case .superseded: "Superseded"
        case .withdrawn: "Withdrawn"
        }
    }

    /// Whether its content may still be written in this state.
    public var isOpen: Bool {
        switch self {
        case .draft, .inProgress, .consulting: true
        case .screening, .notNeeded, .challenge, .awaitingSignOff, .signed, .beforeDecision, .decided,
            .inForce, .closed, .superseded, .withdrawn:
            false
        }
    }

    /// Whether what comes next is its review.
    public var waitsForReview: Bool { self == .decided || self == .inForce }

    /// Whether others still have to reckon with it: it is neither an idea nor over.
    public var isLive: Bool {
        switch self {
        case .inProgress, .consulting, .challenge, .awaitingSignOff, .signed, .beforeDecision, .decided,
            .inForce:
            true
        case .draft, .screening, .notNeeded, .closed, .superseded, .withdrawn: false
        }
    }
}

/// What happens to an assessment, kept for ever in the order in which the server saw it.
public enum AssessmentAct: String, CaseIterable, Hashable, Sendable {
    /// Begun; screening sent to the authoriser; authorised (details: outcome); sent back.
    case started, screened, screeningAuthorised, screeningReturned
    /// Consultation opened, and closed.
    case consultationOpened, consultationClosed
    /// Sent to the challenger; the challenge closed; sent back to the author.
    case sentToChallenge, challenged, returned
    /// Sent for signature; signed (details: capacity, attestation); sign-off reopened (details: cause).
    case sentForSignature, signed, signOffReopened
    /// Put to a decision-maker; acknowledged by a member; decided.
    case putToDecision, acknowledged, decided
    /// Published; taken back.
    case published, unpublished
    /// The proposal came into force; reviewed against what happened; closed; replaced; given up.
    case implemented, reviewed, closed, superseded, withdrawn
    /// A check that blocks was overridden by name and reason (details: check, reason).
    case overridden
    /// Moved knowingly to a newer version of its template.
    case templateMoved
    /// Read in from a file, or written out to one.
    case imported, exported

    /// The act in words, as a line of the history.
    public var name: String {
        switch self {
        case .started: "Started"
        case .screened: "Screening sent for authorisation"
        case .screeningAuthorised: "Screening authorised"
        case .screeningReturned: "Screening sent back"
        case .consultationOpened: "Consultation opened"
        case .consultationClosed: "Consultation closed"
        case .sentToChallenge: "Sent to the challenger"
        case .challenged: "Challenge finished"
        case .returned: "Sent back to the author"
        case .sentForSignature: "Sent for sign-off"
        case .signed: "Signed off"
        case .signOffReopened: "Sign-off reopened"
        case .putToDecision: "Put to the decision-maker"
        case .acknowledged: "Read and acknowledged"
        case .decided: "Decided"
        case .published: "Published"
        case .unpublished: "Publication withdrawn"
        case .implemented: "In force"
        case .reviewed: "Reviewed"
        case .closed: "Closed"
        case .superseded: "Superseded"
        case .withdrawn: "Withdrawn"
        case .overridden: "Check overridden"
        case .templateMoved: "Moved to a newer template"
        case .imported: "Imported"
        case .exported: "Exported"
        }
    }
}
