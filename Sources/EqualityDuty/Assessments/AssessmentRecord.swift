// SPDX-License-Identifier: Apache-2.0

/// An assessment with everything that happened to it: what pages show and checks read.
public struct AssessmentRecord: Sendable {
    /// The id, and the version of the newest content, counted from 1.
    public var id: String
    /// The version of the newest content, counted from 1.
    public var version: Int
    /// What people call it: `EIA-2026-004`; and an older number it had elsewhere, empty for none.
    public var reference, legacyReference: String
    /// The title.
    public var title: String
    /// The template it keeps.
    public var template: AssessmentTemplate
    /// Where it stands.
    public var state: AssessmentState
    /// Whose it is, by name.
    public var directorate, service: String
    /// The newest content.
    public var content: AssessmentContent
    /// Who does what.
    public var parties: [AssessmentParty]
    /// All versions, oldest first.
    public var versions: [AssessmentVersion]
    /// All acts, oldest first.
    public var events: [AssessmentEvent]
    /// Comments and points of challenge, oldest first.
    public var points: [AssessmentPoint]
    /// The actions of the plan that came from it.
    public var actions: [Action]
    /// The decision it serves; `nil` where none is linked.
    public var decision: AssessmentDecision?
    /// The editions published, oldest first.
    public var publications: [AssessmentPublication]
    /// When and from which file it was taken in; `nil` for one begun here, whose times are the server's own.
    public var takenIn: Origin?

    /// A record.
    public init(
        id: String, version: Int, reference: String, legacyReference: String = "", title: String,
        template: AssessmentTemplate, state: AssessmentState, directorate: String, service: String = "",
        content: AssessmentContent = AssessmentContent(), parties: [AssessmentParty] = [],
        versions: [AssessmentVersion] = [], events: [AssessmentEvent] = [], points: [AssessmentPoint] = [],
        actions: [Action] = [], decision: AssessmentDecision? = nil,
        publications: [AssessmentPublication] = []
    ) {
        self.id = id
        self.version = version
        self.reference = reference
        self.legacyReference = legacyReference
        self.title = title
        self.template = template
        self.state = state
        self.directorate = directorate
        self.service = service
        self.content = content
        self.parties = parties
        self.versions = versions
        self.events = events
        self.points = points
        self.actions = actions
        self.decision = decision
        self.publications = publications
    }

    /// Everybody who has this part.
    public func parties(_ part: AssessmentParty.Part) -> [AssessmentParty] {
        parties.filter { $0.part == part }
    }

    /// The last act of a kind.
    public func last(_ act: AssessmentAct) -> AssessmentEvent? { events.last { $0.act == act } }

    /// The signature that still holds: all who sign have signed, and nothing reopened it since.
    public var standingSignature: AssessmentEvent? {
        guard state != .awaitingSignOff, let signed = last(.signed) else { return nil }
        let undone = [AssessmentAct.signOffReopened, .returned, .sentForSignature].contains {
            (last($0)?.sequence ?? 0) > signed.sequence
        }
        return undone ? nil : signed
    }

    /// Begun, or changed in substance, only after the decision it serves was taken: for ever.
    public var isRetrospective: Bool {
        guard let decision, let decidedAt = decision.takenAt, let first = versions.first else { return false }
        return first.at > decidedAt
    }

    /// Whether it is worked out in stages.
    public var isStaged: Bool { content["\(AssessmentPath.review)/staged"] == "yes" }
}

/// Somebody with a part in an assessment.
public struct AssessmentParty: Hashable, Sendable {
    /// The part somebody plays.
    public enum Part: Hashable, Sendable {
        /// Answers for it; writes it; questions it; signs it; signs it as well.
        case owner, author, challenger, signer, secondSigner
        /// Signs for the signer while away.
        case delegate
        /// Authorises its screening; gives the expert's view.
        case authoriser, adviser
        /// Writes the section with this id.
        case section(String)

        /// The word stored.
        public var code: String {
            switch self {
            case .owner: "owner"
            case .author: "author"
            case .challenger: "challenger"
            case .signer: "signer"
            case .secondSigner: "second-signer"
            case .delegate: "delegate"
            case .authoriser: "authoriser"
            case .adviser: "adviser"
            case .section(let id): "section:\(id)"
            }
        }

        /// The part that a stored word means.
        public init?(code: String) {
            if code.hasPrefix("section:") {
                self = .section(String(code.dropFirst(8)))
                return
            }
            let plain: [Part] = [
                .owner, .author, .challenger, .signer, .secondSigner, .delegate, .authoriser, .adviser,
            ]
            guard let part = plain.first(where: { $0.code == code }) else { return nil }
            self = part
        }

        /// The part in words.
        public var name: String {
            switch self {
            case .owner: "Responsible owner"
            case .author: "Author"
            case .challenger: "Peer challenger"
            case .signer: "Signer"
            case .secondSigner: "Second signer"
            case .delegate: "Signs in the signer's absence"
            case .authoriser: "Authorises the screening"
            case .adviser: "Equality adviser"
            case .section: "Writes a section"
            }
        }
    }
    /// The part.
    public let part: Part
    /// The person, and the post shown.
    public let personID, post: String
    /// Where the person works; empty where that is not recorded.
    public let directorate, service: String
    /// Whether the person can still sign in.
    public let isPresent: Bool

    /// A party.
    public init(
        _ part: Part, personID: String, post: String, directorate: String = "", service: String = "",
        isPresent: Bool = true
    ) {
        self.part = part
        self.personID = personID
        self.post = post
        self.directorate = directorate
        self.service = service
        self.isPresent = isPresent
    }
}

/// One saved version, without its content.
public struct AssessmentVersion: Hashable, Sendable {
    /// Counted from 1.
    public let number: Int
    /// When the server saved it.
    public let at: Instant
    /// Who saved it, by id and post.
    public let byID, byPost: String
    /// Why it was made; empty where nobody said.
    public let reason: String
    /// SHA-256 of the canonical content, in hexadecimal.
    public let digest: String
    /// Whether it was frozen: put to challenge, signed or published; such a version never changes.
    public let isFrozen: Bool

    /// A version.
    public init(
        number: Int, at: Instant, byID: String, byPost: String, reason: String = "", digest: String = "",
        isFrozen: Bool = false
    ) {
        self.number = number
        self.at = at
        self.byID = byID
        self.byPost = byPost
        self.reason = reason
        self.digest = digest
        self.isFrozen = isFrozen
    }
}

/// One act, as the server recorded it.
public struct AssessmentEvent: Hashable, Sendable {
    /// Counted from 1 within the assessment.
    public let sequence: Int
    /// What was done, and when.
    public let act: AssessmentAct
    /// When the server recorded it.
    public let at: Instant
    /// Who did it, by id and post.
    public let byID, byPost: String
    /// The version it was done to, with its digest.
    public let version: Int
    /// The digest of that version.
    public let digest: String
    /// More about it: `outcome`, `capacity`, `attestation`, `reason`, `check`, `decision`, `cause`.
    public let details: [String: String]

    /// An act.
    public init(
        sequence: Int, _ act: AssessmentAct, at: Instant, byID: String, byPost: String, version: Int = 1,
        digest: String = "", details: [String: String] = [:]
    ) {
        self.sequence = sequence
        self.act = act
        self.at = at
        self.byID = byID
        self.byPost = byPost
        self.version = version
        self.digest = digest
        self.details = details
    }
}

/// A comment on a question, or a point of the challenger on a section, with its answer.
public struct AssessmentPoint: Hashable, Sendable {
    /// Who asks and what for.
    public enum Kind: String, CaseIterable, Hashable, Sendable {
        /// A colleague's remark on a question; a point of the peer challenger on a section.
        case comment, challenge
    }
    /// What the challenger asks of a section.
    public enum Verdict: String, CaseIterable, Hashable, Sendable {
        /// It stands; it should be better; it must be mended.
        case accept, improve, mend

        /// The verdict in words.
        public var name: String {
            switch self {
            case .accept: "Accept"
            case .improve: "Improve"
            case .mend: "Mend before sign-off"
            }
        }
    }
    /// The id.
    public let id: String
    /// A comment or a point of challenge.
    public let kind: Kind
    /// The section it is about, and the path of the question; the path is empty for the whole section.
    public let section, path: String
    /// The verdict, for a challenge.
    public let verdict: Verdict?
    /// What was said, by whom and when.
    public let text, byID, byPost: String
    /// When it was said.
    public let at: Instant
    /// What was answered; empty until somebody did.
    public let answer, answeredBy: String
    /// Whether whoever raised it, or the author with an answer, closed it.
    public let isResolved: Bool

    /// A point.
    public init(
        id: String, kind: Kind, section: String, path: String = "", verdict: Verdict? = nil, text: String,
        byID: String, byPost: String, at: Instant, answer: String = "", answeredBy: String = "",
        isResolved: Bool = false
    ) {
        self.id = id
        self.kind = kind
        self.section = section
        self.path = path
        self.verdict = verdict
        self.text = text
        self.byID = byID
        self.byPost = byPost
        self.at = at
        self.answer = answer
        self.answeredBy = answeredBy
        self.isResolved = isResolved
    }

    /// Whether it still needs an answer: a comment that is open, or a challenge other than "accept" without one.
    public var isOpen: Bool {
        switch kind {
        case .comment: !isResolved
        case .challenge: verdict != .accept && answer.isEmpty
        }
    }
}
