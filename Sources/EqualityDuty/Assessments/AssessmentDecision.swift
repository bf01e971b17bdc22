// SPDX-License-Identifier: Apache-2.0

/// The decision that an assessment serves.
public struct AssessmentDecision: Hashable, Sendable {
    /// Who takes it.
    public enum Maker: String, CaseIterable, Hashable, Sendable {
        /// All of the executive; all members of the council.
        case cabinet
        case fullCouncil = "full-council"
        /// A committee; one member; an officer under delegation.
        case committee, member, officer

        /// The kind in words.
        public var name: String {
            switch self {
            case .cabinet: "Cabinet"
            case .fullCouncil: "Full Council"
            case .committee: "Committee"
            case .member: "Single member"
            case .officer: "Officer under delegated powers"
            }
        }
    }
    /// A member who is to acknowledge the version, and when that was done.
    public struct Member: Hashable, Sendable {
        /// The person, and the post shown.
        public let personID, post: String
        /// When the member acknowledged, which version and its digest; `nil` where that did not happen.
        public let acknowledgedAt: Instant?
        /// The version acknowledged; 0 for none.
        public let version: Int
        /// The digest of that version.
        public let digest: String

        /// A member.
        public init(
            personID: String, post: String, acknowledgedAt: Instant? = nil, version: Int = 0,
            digest: String = ""
        ) {
            self.personID = personID
            self.post = post
            self.acknowledgedAt = acknowledgedAt
            self.version = version
            self.digest = digest
        }

        /// Whether nothing was acknowledged by the time the decision was taken; by now where it is not.
        public func isSilent(before taken: Instant?) -> Bool {
            guard let acknowledgedAt else { return true }
            return taken.map { acknowledgedAt >= $0 } ?? false
        }
    }
    /// A member who was taken off the list after something had been put in the report.
    public struct Removal: Hashable, Sendable {
        /// The person, and the post at that time.
        public let personID, post: String
        /// When that was done, and by whom.
        public let at: Instant
        /// Who did it: the person, and the post at that time.
        public let byID, byPost: String
        /// Why, as whoever did it said.
        public let reason: String
        /// What the member had not acknowledged by then, in words: "EIA-2026-004, version 3"; empty for nothing.
        public let unread: String

        /// A member who was taken off the list.
        public init(
            personID: String, post: String, at: Instant, byID: String, byPost: String, reason: String,
            unread: String
        ) {
            self.personID = personID
            self.post = post
            self.at = at
            self.byID = byID
            self.byPost = byPost
            self.reason = reason
            self.unread = unread
        }
    }
    /// The id, its version and the reference of the report, such as `26/00024`.
    public var id: String
    /// The version of the record of the decision, counted from 1.
    public var version: Int
    /// The reference of the report, such as `26/00024`; empty for none.
    public var reference: String
    /// What is decided.
    public var title: String
    /// Who decides, by kind and name ("Governance and Audit Committee").
    public var maker: Maker
    /// The name of the decision-maker.
    public var makerName: String
    /// The decision-maker by name and kind: "Cabinet (cabinet)".
    public var makerInWords: String { "\(makerName) (\(maker.name.lowercased()))" }
    /// When the decision is due to be taken.
    public var meetingAt: Instant
    /// When the report is published; `nil` where that is not set.
    public var reportPublished: CalendarDay?
    /// Whether it has relevance to equality.
    public var isRelevant: Bool
    /// Why it has none; empty where it has, and where nobody was asked.
    public var relevanceReason: String
    /// The same in words: "No: it moves a meeting".
    public var relevanceInWords: String {
        isRelevant ? "Yes" : relevanceReason.isEmpty ? "No, no reason was recorded" : "No: \(relevanceReason)"
    }
    /// The members who decide.
    public var members: [Member]
    /// The members who were taken off the list after something had been put in the report, oldest first.
    public var removals: [Removal]
    /// The version of the assessment that is in the report; 0 for none.
    public var listedVersion: Int
    /// The digest of that version.
    public var listedDigest: String
    /// When the decision was taken; `nil` before.
    public var takenAt: Instant?
    /// What was decided, and who recorded it.
    public var decided, recordedBy: String

    /// A decision.
    public init(
        id: String, version: Int = 1, reference: String = "", title: String, maker: Maker, makerName: String,
        meetingAt: Instant, reportPublished: CalendarDay? = nil, isRelevant: Bool = true,
        relevanceReason: String = "", members: [Member] = [], removals: [Removal] = [],
        listedVersion: Int = 0, listedDigest: String = "", takenAt: Instant? = nil,
        decided: String = "", recordedBy: String = ""
    ) {
        self.id = id
        self.version = version
        self.reference = reference
        self.title = title
        self.maker = maker
        self.makerName = makerName
        self.meetingAt = meetingAt
        self.reportPublished = reportPublished
        self.isRelevant = isRelevant
        self.relevanceReason = relevanceReason
        self.members = members
        self.removals = removals
        self.listedVersion = listedVersion
        self.listedDigest = listedDigest
        self.takenAt = takenAt
        self.decided = decided
        self.recordedBy = recordedBy
    }
}

/// One published edition of an assessment, or the recorded reason why it is exempt.
public struct AssessmentPublication: Hashable, Sendable {
    /// The edition, and the version it shows.
    public let edition, version: Int
    /// When it was published.
    public let at: Instant
    /// Why this edition was made.
    public let reason: String
    /// Exempt matter left out: the reason, and the day on which that is looked at again; empty and `nil` for none.
    public let exemption: String
    /// When the exemption is looked at again.
    public let exemptUntil: CalendarDay?
    /// Whether it has been taken back.
    public let isWithdrawn: Bool

    /// A publication.
    public init(
        edition: Int, version: Int, at: Instant, reason: String = "", exemption: String = "",
        exemptUntil: CalendarDay? = nil, isWithdrawn: Bool = false
    ) {
        self.edition = edition
        self.version = version
        self.at = at
        self.reason = reason
        self.exemption = exemption
        self.exemptUntil = exemptUntil
        self.isWithdrawn = isWithdrawn
    }
}
