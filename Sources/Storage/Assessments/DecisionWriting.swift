// SPDX-License-Identifier: Apache-2.0
import EqualityDuty

/// The decision was taken already, or the member has acknowledged that version already.
public struct DecisionClosed: Error, Hashable, Sendable {}

/// A member was to be taken off a decision whose report holds something, and the change gives no reason.
public struct RemovalUnexplained: Error, Hashable, Sendable {}

extension DecisionStore {
    /// Prepares a decision and returns its id.
    public func prepare(_ decision: AssessmentDecision, _ change: Change) async throws -> String {
        try await database.record(change) { recorder in
            let id = decision.id.isEmpty ? Identifier.next() : decision.id
            try recorder.connection.execute(
                """
                INSERT INTO decision (id, version, reference, title, maker, makerName, meetingAt, reportPublished,
                    isRelevant, relevanceReason, takenAt, decided, recordedBy)
                VALUES (\(id), 1, \(decision.reference), \(decision.title), \(decision.maker.rawValue),
                    \(decision.makerName), \(decision.meetingAt), \(decision.reportPublished),
                    \(decision.isRelevant), \(decision.relevanceReason), NULL, '', '')
                """)
            try recorder.setMembers(decision.members.map(\.personID), of: id)
            try recorder.log(
                LogEvent(
                    "prepared", "decision", id, version: 1,
                    details: "\(decision.title), \(decision.makerName)"))
            return id
        }
    }

    /// Changes what was prepared, read in the version it carries; throws `EditConflict` and `DecisionClosed`.
    ///
    /// Members who are taken off once the report holds something stay recorded with the reason of the change;
    /// without one it throws `RemovalUnexplained`.
    public func change(_ decision: AssessmentDecision, _ change: Change) async throws {
        try await database.record(change) { recorder in
            try recorder.requireOpen(decision.id, version: decision.version)
            try recorder.connection.execute(
                """
                UPDATE decision SET version = version + 1, reference = \(decision.reference), title = \(decision.title),
                    maker = \(decision.maker.rawValue), makerName = \(decision.makerName),
                    meetingAt = \(decision.meetingAt), reportPublished = \(decision.reportPublished),
                    isRelevant = \(decision.isRelevant), relevanceReason = \(decision.relevanceReason)
                WHERE id = \(decision.id)
                """)
            try recorder.recordRemovals(of: decision)
            try recorder.setMembers(decision.members.map(\.personID), of: decision.id)
            let day = decision.meetingAt.utcDay
            try recorder.connection.execute(
                """
                UPDATE assessment SET decisionDay = \(day)
                WHERE id IN (SELECT assessmentID FROM decision_item WHERE decisionID = \(decision.id))
                """)
            try recorder.log(
                LogEvent(
                    "changed", "decision", decision.id, version: decision.version + 1, details: decision.title
                ))
        }
    }

    /// Lists one version of an assessment in the report: the act on the assessment in the same transaction.
    public func put(
        _ assessmentID: String, version: Int, sequence: Int, before decisionID: String,
        state: AssessmentState,
        within scope: Scope, _ change: Change
    ) async throws {
        try await database.record(change) { recorder in
            try recorder.requireOpen(decisionID, version: nil)
            let row = try recorder.assessmentRow(assessmentID, within: scope)
            guard row.version == version, row.sequence == sequence else { throw AssessmentMoved() }
            try recorder.connection.execute(
                "UPDATE decision SET version = version + 1 WHERE id = \(decisionID)")
            let decision = try recorder.connection.row(
                "SELECT title, makerName, meetingAt FROM decision WHERE id = \(decisionID)")
            let day = decision?.instant(2).utcDay
            try recorder.connection.execute(
                """
                INSERT INTO decision_item (decisionID, assessmentID, version, digest)
                VALUES (\(decisionID), \(assessmentID), \(version), \(row.digest))
                ON CONFLICT (decisionID, assessmentID) DO UPDATE SET version = excluded.version, digest = excluded.digest
                """)
            try recorder.connection.execute(
                "UPDATE assessment SET decisionDay = \(day) WHERE id = \(assessmentID)")
            let details = [
                "decision": decisionID, "title": decision?.text(0) ?? "", "maker": decision?.text(1) ?? "",
            ]
            try recorder.record(
                .putToDecision, AssessmentEffect(state: state, freezes: true, details: details, due: day),
                on: row)
        }
    }

    /// Records that a member has read exactly the version in the report; throws `DecisionClosed` a second time, and
    /// `AssessmentMoved` where anything but other acknowledgements happened to the assessment since it was seen.
    public func acknowledge(
        _ assessmentID: String, in decisionID: String, version: Int, seen: AssessmentStanding,
        within scope: Scope, _ change: Change
    ) async throws {
        try await database.record(change) { recorder in
            try recorder.requireOpen(decisionID, version: nil)
            let row = try recorder.assessmentRow(assessmentID, within: scope)
            let last = try recorder.connection.row(
                """
                SELECT MAX(sequence) FROM assessment_act
                WHERE assessmentID = \(assessmentID) AND act <> \(AssessmentAct.acknowledged.rawValue)
                """)
            guard row.version == seen.version, last?.int(0) ?? 0 == seen.sequence else {
                throw AssessmentMoved()
            }
            guard
                let item = try recorder.connection.row(
                    """
                    SELECT version, digest FROM decision_item
                    WHERE decisionID = \(decisionID) AND assessmentID = \(assessmentID) AND version = \(version)
                    """)
            else { throw AssessmentMoved() }
            let member = try recorder.connection.row(
                """
                SELECT personID FROM decision_member
                WHERE decisionID = \(decisionID) AND personID = \(change.actor.id)
                """)
            guard member != nil else { throw AssessmentMoved() }
            let taken = try recorder.connection.execute(
                """
                INSERT INTO acknowledgement (decisionID, assessmentID, personID, version, digest, at)
                VALUES (\(decisionID), \(assessmentID), \(change.actor.id), \(version), \(item.text(1)),
                    \(try recorder.notBefore(assessmentID)))
                ON CONFLICT (decisionID, assessmentID, personID, version) DO NOTHING
                """)
            guard taken == 1 else { throw DecisionClosed() }
            let details = ["decision": decisionID, "version": String(version), "digest": item.text(1)]
            try recorder.record(.acknowledged, AssessmentEffect(state: row.state, details: details), on: row)
        }
    }

    /// Records what was decided, when and by whom; those who did not acknowledge stay listed. Throws `EditConflict`
    /// where the decision changed since it was seen, and `AssessmentMoved` where one of its assessments did.
    public func decide(
        _ decision: AssessmentDecision, takenAt: Instant, decided: String, items: [String: DecidedItem],
        _ change: Change
    ) async throws {
        try await database.record(change) { recorder in
            try recorder.requireOpen(decision.id, version: decision.version)
            let listed = try recorder.connection.rows(
                "SELECT assessmentID FROM decision_item WHERE decisionID = \(decision.id)")
            guard Set(listed.map { $0.text(0) }) == Set(items.keys) else {
                throw EditConflict(current: decision.version)
            }
            try recorder.connection.execute(
                """
                UPDATE decision SET version = version + 1, takenAt = \(takenAt), decided = \(decided),
                    recordedBy = \(change.actor.post) WHERE id = \(decision.id)
                """)
            for (assessmentID, item) in items.sorted(by: { $0.key < $1.key }) {
                let row = try recorder.assessmentRow(assessmentID, within: .wholeBody)
                guard row.version == item.seen.version, row.sequence == item.seen.sequence else {
                    throw AssessmentMoved()
                }
                var details = ["decision": decision.id, "outcome": decided]
                if !item.missing.isEmpty { details["missing"] = item.missing }
                try recorder.record(
                    .decided, AssessmentEffect(state: item.state, details: details), on: row)
            }
            try recorder.log(
                LogEvent("decided", "decision", decision.id, version: decision.version + 1, details: decided))
        }
    }
}

extension Recorder {
    /// Throws `DecisionClosed` once the decision was taken, and `EditConflict` where it is not this version.
    fileprivate func requireOpen(_ id: String, version: Int?) throws {
        guard let row = try connection.row("SELECT version, takenAt FROM decision WHERE id = \(id)") else {
            throw EditConflict(current: 0)
        }
        guard row.isNull(1) else { throw DecisionClosed() }
        guard version == nil || version == row.int(0) else { throw EditConflict(current: row.int(0)) }
    }

    /// Who is no longer among the members of a decision, with what they had not acknowledged by now.
    fileprivate func recordRemovals(of decision: AssessmentDecision) throws {
        let items = try connection.rows(
            """
            SELECT i.assessmentID, i.version, a.reference FROM decision_item i
            JOIN assessment a ON a.id = i.assessmentID
            WHERE i.decisionID = \(decision.id) ORDER BY a.reference
            """)
        guard !items.isEmpty else { return }
        let kept = Set(decision.members.map(\.personID))
        let gone = try connection.rows(
            """
            SELECT p.id, p.post FROM decision_member m JOIN person p ON p.id = m.personID
            WHERE m.decisionID = \(decision.id) ORDER BY p.post, p.id
            """
        ).filter { !kept.contains($0.text(0)) }
        guard !gone.isEmpty else { return }
        guard let reason = change.reason, !reason.isEmpty else { throw RemovalUnexplained() }
        let last = try connection.row(
            "SELECT MAX(number) FROM decision_removal WHERE decisionID = \(decision.id)")
        for (offset, member) in gone.enumerated() {
            let read = Set(
                try connection.rows(
                    """
                    SELECT k.assessmentID FROM acknowledgement k JOIN decision_item i
                        ON i.decisionID = k.decisionID AND i.assessmentID = k.assessmentID AND i.version = k.version
                    WHERE k.decisionID = \(decision.id) AND k.personID = \(member.text(0))
                    """
                ).map { $0.text(0) })
            let unread = items.filter { !read.contains($0.text(0)) }
                .map { "\($0.text(2)), version \($0.int(1))" }.joined(separator: "; ")
            try connection.execute(
                """
                INSERT INTO decision_removal (decisionID, number, personID, post, at, byID, byPost, reason, unread)
                VALUES (\(decision.id), \((last?.int(0) ?? 0) + offset + 1), \(member.text(0)), \(member.text(1)),
                    \(change.at), \(change.actor.id), \(change.actor.post), \(reason), \(unread))
                """)
            let silence = unread.isEmpty ? "" : ", who had not acknowledged \(unread)"
            try log(
                LogEvent(
                    "took a member off", "decision", decision.id, version: decision.version + 1,
                    details: "\(member.text(1))\(silence)"))
        }
    }

    fileprivate func setMembers(_ people: [String], of id: String) throws {
        try connection.execute("DELETE FROM decision_member WHERE decisionID = \(id)")
        for person in Set(people).sorted() {
            try connection.execute(
                "INSERT INTO decision_member (decisionID, personID) VALUES (\(id), \(person))")
        }
    }
}
