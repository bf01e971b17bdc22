// SPDX-License-Identifier: Apache-2.0
import EqualityDuty

/// The decision that comes in with an assessment of another body.
extension AssessmentTaking {
    /// Members of a decision that came in with another assessment are the people who came in then.
    mutating func recogniseMembers(of decision: AssessmentDecision) throws {
        var known = try recorder.connection.rows(
            """
            SELECT DISTINCT p.id, p.post FROM person p
            LEFT JOIN decision_member m ON m.personID = p.id AND m.decisionID = \(decision.id)
            LEFT JOIN decision_removal r ON r.decisionID = \(decision.id) AND (r.personID = p.id OR r.byID = p.id)
            WHERE p.isElsewhere = 1 AND (m.personID IS NOT NULL OR r.number IS NOT NULL) ORDER BY p.post, p.id
            """
        ).map { (id: $0.text(0), post: $0.text(1)) }
        let named =
            decision.members.map { ($0.personID, $0.post) }
            + decision.removals.flatMap { [($0.personID, $0.post), ($0.byID, $0.byPost)] }
        for (key, post) in named where people[key] == nil {
            guard let place = known.firstIndex(where: { $0.post == post }) else { continue }
            people[key] = known.remove(at: place).id
        }
    }

    mutating func insert(_ decision: AssessmentDecision) throws {
        let connection = recorder.connection
        let local = try connection.row(
            """
            SELECT COUNT(*) FROM decision d LEFT JOIN decision_member m ON m.decisionID = d.id
            LEFT JOIN person p ON p.id = m.personID
            WHERE d.id = \(decision.id) AND COALESCE(p.isElsewhere, 0) = 0
            """)
        // A decision that was recorded here is not altered by a file.
        guard local?.int(0) == 0 else {
            throw AssessmentRefused(
                reason:
                    "The decision “\(decision.title)” is recorded here already. Put the assessment to it here, or leave it out of the file"
            )
        }
        let isKnown = try connection.row("SELECT id FROM decision WHERE id = \(decision.id)") != nil
        if isKnown {
            // Another assessment of the same decision came before: its members are the same people.
            for row in try connection.rows(
                """
                SELECT p.post, p.id FROM decision_member m JOIN person p ON p.id = m.personID
                WHERE m.decisionID = \(decision.id)
                """)
            {
                let member = decision.members.first {
                    $0.post == row.text(0) && people[$0.personID] == nil
                }
                if let member { people[member.personID] = row.text(1) }
            }
        } else {
            try connection.execute(
                """
                INSERT INTO decision (id, version, reference, title, maker, makerName, meetingAt, reportPublished,
                    isRelevant, relevanceReason, takenAt, decided, recordedBy)
                VALUES (\(decision.id), \(decision.version), \(decision.reference), \(decision.title),
                    \(decision.maker.rawValue), \(decision.makerName), \(decision.meetingAt),
                    \(decision.reportPublished), \(decision.isRelevant), \(decision.relevanceReason), \(decision.takenAt),
                    \(decision.decided), \(decision.recordedBy))
                """)
        }
        try connection.execute(
            """
            INSERT INTO decision_item (decisionID, assessmentID, version, digest)
            VALUES (\(decision.id), \(record.id), \(decision.listedVersion), \(decision.listedDigest))
            """)
        for member in decision.members {
            let id = try person(member.personID, member.post)
            try connection.execute(
                """
                INSERT INTO decision_member (decisionID, personID) VALUES (\(decision.id), \(id))
                ON CONFLICT (decisionID, personID) DO NOTHING
                """)
            guard let at = member.acknowledgedAt else { continue }
            try connection.execute(
                """
                INSERT INTO acknowledgement (decisionID, assessmentID, personID, version, digest, at)
                VALUES (\(decision.id), \(record.id), \(id), \(member.version), \(member.digest), \(at))
                """)
        }
        guard !isKnown else { return }
        for (offset, removal) in decision.removals.enumerated() {
            let id = try person(removal.personID, removal.post)
            let byID = try person(removal.byID, removal.byPost)
            try connection.execute(
                """
                INSERT INTO decision_removal (decisionID, number, personID, post, at, byID, byPost, reason, unread)
                VALUES (\(decision.id), \(offset + 1), \(id), \(removal.post), \(removal.at), \(byID),
                    \(removal.byPost), \(removal.reason), \(removal.unread))
                """)
        }
    }
}
