// SPDX-License-Identifier: Apache-2.0
import EqualityDuty

/// A decision as a list shows it.
public struct DecisionLine: Hashable, Sendable {
    /// The id, the reference of the report and what is decided.
    public let id, reference, title: String
    /// Who decides, by name.
    public let makerName: String
    /// When it is due to be taken, and when it was taken.
    public let meetingAt: Instant
    /// When it was taken; `nil` before.
    public let takenAt: Instant?
    /// How many assessments are put to it, how many members decide, how many acknowledgements came before it.
    public let assessments, members, acknowledgements: Int
    /// Whether an assessment put to it was begun or signed only after it was taken.
    public let isRetrospective: Bool
}

/// An assessment in the report of a decision: exactly this version.
public struct DecisionItem: Hashable, Sendable {
    /// The assessment, its reference and title.
    public let assessmentID, reference, title: String
    /// The version listed and its digest.
    public let version: Int
    /// SHA-256 of that version.
    public let digest: String
    /// The version that is the newest now.
    public let newestVersion: Int
}

/// The decisions that assessments serve.
public struct DecisionStore: Sendable {
    let database: any Database

    /// A store over the database of one body.
    public init(database: any Database) { self.database = database }

    /// All decisions, the next meeting last.
    public func decisions() async throws -> [DecisionLine] {
        try await database.rows(
            """
            SELECT d.id, d.reference, d.title, d.makerName, d.meetingAt, d.takenAt,
                (SELECT COUNT(*) FROM decision_item i WHERE i.decisionID = d.id),
                (SELECT COUNT(*) FROM decision_member m WHERE m.decisionID = d.id),
                (SELECT COUNT(*) FROM acknowledgement k JOIN decision_item i ON i.decisionID = k.decisionID
                    AND i.assessmentID = k.assessmentID AND i.version = k.version
                    JOIN decision_member m ON m.decisionID = k.decisionID AND m.personID = k.personID
                    WHERE k.decisionID = d.id AND (d.takenAt IS NULL OR k.at < d.takenAt)),
                (SELECT MAX(\(AssessmentRow.isRetrospective)) FROM decision_item i WHERE i.decisionID = d.id)
            FROM decision d ORDER BY d.meetingAt DESC, d.id
            """
        ).map {
            DecisionLine(
                id: $0.text(0), reference: $0.text(1), title: $0.text(2), makerName: $0.text(3),
                meetingAt: $0.instant(4), takenAt: $0.isNull(5) ? nil : $0.instant(5), assessments: $0.int(6),
                members: $0.int(7), acknowledgements: $0.int(8),
                isRetrospective: $0.optionalInt(9) == 1)
        }
    }

    /// One decision with its members; acknowledgements are those of one assessment, where it is named.
    public func decision(_ id: String, for assessmentID: String = "") async throws -> AssessmentDecision? {
        try await database.read { try Self.decision(id, for: assessmentID, $0) }
    }

    /// The assessments in the report of a decision.
    public func items(of id: String) async throws -> [DecisionItem] {
        try await database.rows(
            """
            SELECT a.id, a.reference, a.title, i.version, i.digest, a.version
            FROM decision_item i JOIN assessment a ON a.id = i.assessmentID
            WHERE i.decisionID = \(id) ORDER BY a.reference
            """
        ).map {
            DecisionItem(
                assessmentID: $0.text(0), reference: $0.text(1), title: $0.text(2), version: $0.int(3),
                digest: $0.text(4), newestVersion: $0.int(5))
        }
    }

    /// The decisions that name a person as a member, by id.
    public func naming(_ personID: String) async throws -> Set<String> {
        Set(
            try await database.rows("SELECT decisionID FROM decision_member WHERE personID = \(personID)").map
            {
                $0.text(0)
            })
    }

    /// The decisions that a person is to take and has not acknowledged everything for.
    public func waiting(for personID: String) async throws -> [DecisionLine] {
        let mine = Set(
            try await database.rows(
                """
                SELECT m.decisionID FROM decision_member m JOIN decision d ON d.id = m.decisionID
                JOIN decision_item i ON i.decisionID = d.id
                WHERE m.personID = \(personID) AND d.takenAt IS NULL AND NOT EXISTS (
                    SELECT 1 FROM acknowledgement k WHERE k.decisionID = d.id AND k.personID = m.personID
                        AND k.assessmentID = i.assessmentID AND k.version = i.version)
                """
            ).map { $0.text(0) })
        return mine.isEmpty ? [] : try await decisions().filter { mine.contains($0.id) }
    }

    static func decision(_ id: String, for assessmentID: String, _ connection: any Connection) throws
        -> AssessmentDecision?
    {
        guard
            let row = try connection.row(
                """
                SELECT version, reference, title, maker, makerName, meetingAt, reportPublished, isRelevant, takenAt,
                    decided, recordedBy, relevanceReason
                FROM decision WHERE id = \(id)
                """)
        else { return nil }
        let item = try connection.row(
            """
            SELECT version, digest FROM decision_item
            WHERE decisionID = \(id) AND assessmentID = \(assessmentID)
            """)
        let members = try connection.rows(
            """
            SELECT p.id, p.post, k.at, k.version, k.digest FROM decision_member m JOIN person p ON p.id = m.personID
            LEFT JOIN acknowledgement k ON k.decisionID = m.decisionID AND k.personID = m.personID
                AND k.assessmentID = \(assessmentID) AND k.version = \(item?.int(0) ?? 0)
            WHERE m.decisionID = \(id) ORDER BY p.post, p.id
            """
        ).map {
            AssessmentDecision.Member(
                personID: $0.text(0), post: $0.text(1), acknowledgedAt: $0.isNull(2) ? nil : $0.instant(2),
                version: $0.int(3), digest: $0.text(4))
        }
        return AssessmentDecision(
            id: id, version: row.int(0), reference: row.text(1), title: row.text(2),
            maker: AssessmentDecision.Maker(rawValue: row.text(3)) ?? .cabinet, makerName: row.text(4),
            meetingAt: row.instant(5), reportPublished: row.day(6), isRelevant: row.bool(7),
            relevanceReason: row.text(11), members: members, removals: try removals(id, connection),
            listedVersion: item?.int(0) ?? 0, listedDigest: item?.text(1) ?? "",
            takenAt: row.isNull(8) ? nil : row.instant(8), decided: row.text(9), recordedBy: row.text(10))
    }

    private static func removals(_ id: String, _ connection: any Connection) throws
        -> [AssessmentDecision.Removal]
    {
        try connection.rows(
            """
            SELECT personID, post, at, byID, byPost, reason, unread FROM decision_removal
            WHERE decisionID = \(id) ORDER BY number
            """
        ).map {
            AssessmentDecision.Removal(
                personID: $0.text(0), post: $0.text(1), at: $0.instant(2), byID: $0.text(3),
                byPost: $0.text(4), reason: $0.text(5), unread: $0.text(6))
        }
    }
}
