// SPDX-License-Identifier: Apache-2.0
import EqualityDuty

/// Reads an assessment whole, inside one view of the data.
struct AssessmentReading {
    let connection: any Connection
    let templates: TemplateShelf
    let vocabulary: CharacteristicVocabulary

    func record(_ id: String, within scope: Scope) throws -> AssessmentRecord? {
        guard
            let row = try connection.row(
                """
                SELECT id, version, reference, legacyReference, title, templateID, templateVersion, state,
                    directorate, service, content
                FROM assessment WHERE id = \(id) AND \(scope.condition)
                """)
        else { return nil }
        guard let template = templates.template(row.text(5), row.int(6)) else {
            throw DatabaseFailure.broken(
                "the template \(row.text(5)), version \(row.int(6)), is not known here")
        }
        var record = AssessmentRecord(
            id: id, version: row.int(1), reference: row.text(2), legacyReference: row.text(3),
            title: row.text(4), template: template, state: AssessmentState(rawValue: row.text(7)) ?? .draft,
            directorate: row.text(8), service: row.text(9),
            content: try AssessmentContent(stored: row.text(10)), parties: try parties(id),
            versions: try versions(id), events: try events(id), points: try points(id),
            actions: try actions(id), decision: try decision(id), publications: try publications(id))
        if let taken = try connection.row(
            """
            SELECT at, details FROM log_entry
            WHERE subjectKind = 'assessment' AND subjectID = \(id) AND verb = 'imported' ORDER BY sequence LIMIT 1
            """)
        {
            record.takenIn = .init(at: taken.instant(0), source: taken.text(1))
        }
        return record
    }

    private func parties(_ id: String) throws -> [AssessmentParty] {
        try connection.rows(
            """
            SELECT a.part, p.id, p.post, p.directorate, p.service, p.isDisabled
            FROM assessment_party a JOIN person p ON p.id = a.personID
            WHERE a.assessmentID = \(id) ORDER BY a.part, p.post
            """
        ).compactMap { row in
            guard let part = AssessmentParty.Part(code: row.text(0)) else { return nil }
            return AssessmentParty(
                part, personID: row.text(1), post: row.text(2), directorate: row.text(3),
                service: row.text(4), isPresent: !row.bool(5))
        }
    }

    private func versions(_ id: String) throws -> [AssessmentVersion] {
        try connection.rows(
            """
            SELECT number, at, byID, byPost, reason, digest, isFrozen
            FROM assessment_version WHERE assessmentID = \(id) ORDER BY number
            """
        ).map {
            AssessmentVersion(
                number: $0.int(0), at: $0.instant(1), byID: $0.text(2), byPost: $0.text(3),
                reason: $0.text(4), digest: $0.text(5), isFrozen: $0.bool(6))
        }
    }

    private func events(_ id: String) throws -> [AssessmentEvent] {
        try connection.rows(
            """
            SELECT sequence, act, at, byID, byPost, version, digest, details
            FROM assessment_act WHERE assessmentID = \(id) ORDER BY sequence
            """
        ).compactMap { row in
            guard let act = AssessmentAct(rawValue: row.text(1)) else { return nil }
            return AssessmentEvent(
                sequence: row.int(0), act, at: row.instant(2), byID: row.text(3), byPost: row.text(4),
                version: row.int(5), digest: row.text(6), details: AssessmentRow.details(row.text(7)))
        }
    }

    private func points(_ id: String) throws -> [AssessmentPoint] {
        try connection.rows(
            """
            SELECT id, kind, section, path, verdict, content, byID, byPost, at, answer, answeredBy, isResolved
            FROM assessment_point WHERE assessmentID = \(id) ORDER BY at, id
            """
        ).map { row in
            AssessmentPoint(
                id: row.text(0), kind: row.text(1) == "comment" ? .comment : .challenge, section: row.text(2),
                path: row.text(3), verdict: AssessmentPoint.Verdict(rawValue: row.text(4)), text: row.text(5),
                byID: row.text(6), byPost: row.text(7), at: row.instant(8), answer: row.text(9),
                answeredBy: row.text(10), isResolved: row.bool(11))
        }
    }

    private func actions(_ id: String) throws -> [Action] {
        try connection.rows(
            "SELECT \(ActionRow.columns) FROM action WHERE assessmentID = \(id) ORDER BY position, id"
        ).map { ActionRow.action($0, vocabulary) }
    }

    private func publications(_ id: String) throws -> [AssessmentPublication] {
        try connection.rows(
            """
            SELECT edition, version, publishedAt, reason, exemption, exemptUntil, withdrawnAt
            FROM published_assessment WHERE assessmentID = \(id) ORDER BY edition
            """
        ).map {
            AssessmentPublication(
                edition: $0.int(0), version: $0.int(1), at: $0.instant(2), reason: $0.text(3),
                exemption: $0.text(4), exemptUntil: $0.day(5), isWithdrawn: !$0.isNull(6))
        }
    }

    /// The newest decision that an assessment is an item of, as that assessment sees it.
    private func decision(_ id: String) throws -> AssessmentDecision? {
        guard
            let row = try connection.row(
                """
                SELECT d.id FROM decision_item i JOIN decision d ON d.id = i.decisionID
                WHERE i.assessmentID = \(id) ORDER BY d.meetingAt DESC, d.id DESC LIMIT 1
                """)
        else { return nil }
        return try DecisionStore.decision(row.text(0), for: id, connection)
    }

    /// The content of one version, from the nearest whole one at or before it and the changes since.
    static func content(of id: String, version: Int, _ connection: any Connection) throws
        -> AssessmentContent?
    {
        let whole = try connection.row(
            """
            SELECT number, content FROM assessment_version
            WHERE assessmentID = \(id) AND number <= \(version) AND content IS NOT NULL
            ORDER BY number DESC LIMIT 1
            """)
        var content = AssessmentContent()
        var from = 0
        if let whole {
            content = try AssessmentContent(stored: whole.text(1))
            from = whole.int(0)
        }
        let steps = try connection.rows(
            """
            SELECT number, changes FROM assessment_version
            WHERE assessmentID = \(id) AND number > \(from) AND number <= \(version) ORDER BY number
            """)
        for step in steps { content = content.applying(AssessmentRow.details(step.text(1))) }
        return whole == nil && steps.isEmpty ? nil : content
    }
}
