// SPDX-License-Identifier: Apache-2.0
import EqualityDuty

/// What a write needs to know of an assessment, read inside its transaction.
struct AssessmentCurrent {
    let id: String
    let version: Int
    let sequence: Int
    let state: AssessmentState
    let reference, legacyReference: String
    let templateID: String
    let templateVersion: Int
    let content: AssessmentContent
    let digest: String
}

extension Recorder {
    /// An assessment as it is now; throws `EditConflict` where it does not exist or lies outside the scope.
    func assessmentRow(_ id: String, within scope: Scope) throws -> AssessmentCurrent {
        guard
            let row = try connection.row(
                """
                SELECT version, lastSequence, state, reference, legacyReference, content, digest, templateID,
                    templateVersion
                FROM assessment WHERE id = \(id) AND \(scope.condition)
                """)
        else { throw EditConflict(current: 0) }
        return AssessmentCurrent(
            id: id, version: row.int(0), sequence: row.int(1),
            state: AssessmentState(rawValue: row.text(2)) ?? .draft, reference: row.text(3),
            legacyReference: row.text(4), templateID: row.text(7), templateVersion: row.int(8),
            content: try AssessmentContent(stored: row.text(5)), digest: row.text(6))
    }

    func start(_ new: NewAssessment, year: Int) throws -> String {
        let id = Identifier.next()
        let reference = try new.reference.isEmpty ? nextReference(year) : new.reference
        let key = foldedForSearch(reference)
        guard try connection.row("SELECT id FROM assessment WHERE referenceKey = \(key)") == nil else {
            throw ReferenceTaken()
        }
        let digest = Token.digest(new.content.canonicalJSON)
        let derived = AssessmentRow.derived(new.content, reviewDay: new.content.reviewDay(afterReviewOn: nil))
        let own: [(String, any SQLBindable)] = [
            ("id", id), ("version", 1), ("reference", reference), ("referenceKey", key),
            ("legacyReference", new.legacyReference), ("templateID", new.template.id),
            ("templateVersion", new.template.version), ("state", new.template.firstState.rawValue),
            ("content", new.content.storedText), ("digest", digest),
            (
                "searchText",
                AssessmentRow.searchText(new.content, reference: reference, legacy: new.legacyReference)
            ),
            ("startedAt", change.at), ("updatedAt", change.at), ("lastSequence", 0),
        ]
        try connection.insert(
            into: "assessment", columns: (own.map(\.0) + derived.map(\.name)),
            rows: [own.map { $0.1.sqlValue } + derived.map { $0.value.sqlValue }])
        try insertVersion(id, 1, new.content.fields, whole: new.content, digest, reason: "Started")
        try replaceImpacts(id, new.content, scales: new.template.scales)
        for (part, personID) in new.parties { try setParty(part, personID, true, id) }
        try addDirectorate(new.content["about/directorate"])
        let current = try assessmentRow(id, within: .wholeBody)
        try record(.started, AssessmentEffect(state: new.template.firstState), on: current)
        return id
    }

    /// `EIA-2026-004`: counted within a year, never given twice.
    func nextReference(_ year: Int) throws -> String {
        let start = "EIA-\(year)-"
        var highest = 0
        try connection.forEachRow("SELECT reference FROM assessment WHERE reference LIKE \(start + "%")") {
            row in
            highest = max(highest, Int(row.text(0).dropFirst(start.count)) ?? 0)
        }
        let number = String(highest + 1)
        return start + String(repeating: "0", count: max(0, 3 - number.count)) + number
    }

    /// Writes fields as a new version and returns its number; the same number where nothing differs.
    func write(
        _ fields: [String: String], to row: AssessmentCurrent, reason: String, templates: TemplateShelf,
        logs: Bool = true
    ) throws -> Int {
        let content = row.content.applying(fields)
        let changes = content.changes(from: row.content)
        guard !changes.isEmpty else {
            if logs { try log(LogEvent("left unchanged", "assessment", row.id, version: row.version)) }
            return row.version
        }
        let number = row.version + 1
        let digest = Token.digest(content.canonicalJSON)
        let reviewDay = try nextReview(of: row.id, content)
        var derived = AssessmentRow.derived(content, reviewDay: reviewDay)
        if row.state.waitsForReview { derived.append(("due", reviewDay)) }
        let own: [(String, any SQLBindable)] = [
            ("version", number), ("content", content.storedText), ("digest", digest),
            (
                "searchText",
                AssessmentRow.searchText(content, reference: row.reference, legacy: row.legacyReference)
            ),
            ("updatedAt", change.at),
        ]
        try overwrite(
            "assessment", columns: own.map(\.0) + derived.map(\.name),
            values: own.map { $0.1.sqlValue } + derived.map { $0.value.sqlValue }, id: row.id)
        // Every twentieth version is kept whole, so that any version is put together from a few changes.
        try insertVersion(
            row.id, number, changes, whole: number % 20 == 0 ? content : nil, digest, reason: reason)
        if changes.keys.contains(where: { $0.hasPrefix("impact/") || $0.hasPrefix("combination/") }) {
            let scales = templates.template(row.templateID, row.templateVersion)?.scales ?? []
            try replaceImpacts(row.id, content, scales: scales)
        }
        try addDirectorate(content["about/directorate"])
        if logs {
            try log(
                LogEvent(
                    "changed", "assessment", row.id, version: number,
                    details: "\(changes.count) field\(changes.count == 1 ? "" : "s") of \(row.reference)"))
        }
        return number
    }

    private func insertVersion(
        _ id: String, _ number: Int, _ changes: [String: String], whole: AssessmentContent?, _ digest: String,
        reason: String
    ) throws {
        try connection.execute(
            """
            INSERT INTO assessment_version (assessmentID, number, at, byID, byPost, reason, changes, content, digest,
                isFrozen)
            VALUES (\(id), \(number), \(try notBefore(id)), \(change.actor.id), \(change.actor.post), \(reason),
                \(AssessmentRow.text(changes)), \(whole?.storedText), \(digest), 0)
            """)
    }

    /// The time of a change to an assessment: never earlier than what is recorded of it, whatever the clock says.
    func notBefore(_ id: String) throws -> Instant {
        let saved = try connection.row("SELECT MAX(at) FROM assessment_version WHERE assessmentID = \(id)")
        let acted = try connection.row("SELECT MAX(at) FROM assessment_act WHERE assessmentID = \(id)")
        return max(change.at, max(saved?.instant(0) ?? change.at, acted?.instant(0) ?? change.at))
    }

    /// Records an act with its effect on a state that was read in this transaction.
    func record(_ act: AssessmentAct, _ effect: AssessmentEffect, on row: AssessmentCurrent) throws {
        let sequence = row.sequence + 1
        try connection.execute(
            """
            INSERT INTO assessment_act (assessmentID, sequence, act, at, byID, byPost, version, digest, details)
            VALUES (\(row.id), \(sequence), \(act.rawValue), \(try notBefore(row.id)), \(change.actor.id),
                \(change.actor.post), \(row.version), \(row.digest), \(AssessmentRow.text(effect.details)))
            """)
        let reviewDay = try nextReview(of: row.id, row.content)
        let due: SQL = effect.state.waitsForReview ? "\(reviewDay)" : "COALESCE(\(effect.due), due)"
        try connection.execute(
            """
            UPDATE assessment SET state = \(effect.state.rawValue), lastSequence = \(sequence),
                reviewDate = \(reviewDay), due = \(due)
            WHERE id = \(row.id)
            """)
        if effect.freezes {
            try connection.execute(
                """
                UPDATE assessment_version SET isFrozen = 1, content = \(row.content.storedText)
                WHERE assessmentID = \(row.id) AND number = \(row.version) AND isFrozen = 0
                """)
        }
        let more = effect.details["reason"] ?? effect.details["cause"] ?? effect.details["outcome"] ?? ""
        try log(
            LogEvent(
                act.name.lowercased(), "assessment", row.id, version: row.version,
                details: more.isEmpty ? row.reference : "\(row.reference): \(more)"))
    }

    /// The day of the review that comes next, as `AssessmentRecord.reviewDay` counts it.
    private func nextReview(of id: String, _ content: AssessmentContent) throws -> CalendarDay? {
        let acts = try connection.rows(
            """
            SELECT sequence, act, at FROM assessment_act
            WHERE assessmentID = \(id) AND act IN ('reviewed', 'signed') ORDER BY sequence DESC
            """)
        let reviewed = acts.first { $0.text(1) == AssessmentAct.reviewed.rawValue }
        return content.reviewDay(
            afterReviewOn: reviewed?.instant(2).utcDay,
            isSignedSince: acts.first?.text(1) == AssessmentAct.signed.rawValue)
    }

    /// The actions of the plan as fields of the content, those that are gone removed.
    func planFields(of row: AssessmentCurrent, _ vocabulary: CharacteristicVocabulary) throws -> [String:
        String]
    {
        var fields: [String: String] = [:]
        for path in row.content.fields.keys where path.hasPrefix("action/") { fields[path] = "" }
        let actions = try connection.rows(
            "SELECT \(ActionRow.columns) FROM action WHERE assessmentID = \(row.id) ORDER BY position, id")
        for action in actions.map({ ActionRow.action($0, vocabulary) }) {
            let path = "action/\(action.id)"
            fields["\(path)/title"] = action.title
            fields["\(path)/lead"] = action.cells.leadOfficer
            fields["\(path)/target"] = action.cells.targetDate
            fields["\(path)/measure"] = action.measure
            fields["\(path)/status"] = action.status.name
        }
        return fields
    }

    func replaceImpacts(
        _ id: String, _ content: AssessmentContent, scales: [AssessmentTemplate.Scale]
    ) throws {
        try connection.execute("DELETE FROM assessment_impact WHERE assessmentID = \(id)")
        let ranks = Dictionary(
            scales.flatMap(\.steps).map { ($0.code, $0.rank) }, uniquingKeysWith: { first, _ in first })
        var rows: [[SQLValue]] = []
        for impact in content.impacts(content.impactCodes) {
            for code in Set(impact.characteristics).sorted() {
                let values: [any SQLBindable] = [
                    id, impact.path, code, impact.people.rawValue, impact.direction?.rawValue ?? "",
                    ranks[impact.text("before")] ?? -1, ranks[impact.text("residual")] ?? -1,
                    impact.text("where"),
                ]
                rows.append(values.map(\.sqlValue))
            }
        }
        guard !rows.isEmpty else { return }
        try connection.insert(
            into: "assessment_impact",
            columns: [
                "assessmentID", "path", "characteristic", "people", "direction", "beforeRank", "residualRank",
                "place",
            ], rows: rows)
    }

    func setParty(_ part: AssessmentParty.Part, _ personID: String, _ isNamed: Bool, _ id: String) throws {
        if isNamed {
            try connection.execute(
                """
                INSERT INTO assessment_party (assessmentID, part, personID)
                VALUES (\(id), \(part.code), \(personID)) ON CONFLICT (assessmentID, part, personID) DO NOTHING
                """)
        } else {
            try connection.execute(
                """
                DELETE FROM assessment_party
                WHERE assessmentID = \(id) AND part = \(part.code) AND personID = \(personID)
                """)
        }
    }

    func post(of personID: String) throws -> String {
        try connection.row("SELECT post FROM person WHERE id = \(personID)")?.text(0) ?? "somebody unknown"
    }

    /// Writes a point with its line in the log and returns its id.
    @discardableResult
    func raise(_ point: NewPoint, on row: AssessmentCurrent) throws -> String {
        let id = Identifier.next()
        let verdict = point.verdict?.rawValue ?? ""
        try connection.execute(
            """
            INSERT INTO assessment_point (id, assessmentID, kind, section, path, verdict, content, byID, byPost,
                at, answer, answeredBy, isResolved)
            VALUES (\(id), \(row.id), \(point.kind.rawValue), \(point.section), \(point.path), \(verdict),
                \(point.text), \(change.actor.id), \(change.actor.post), \(try notBefore(row.id)), '', '', 0)
            """)
        let words = point.verdict.map { "\($0.name). " } ?? ""
        try log(
            LogEvent(
                point.kind == .comment ? "commented" : "challenged", "assessment", row.id,
                version: row.version, details: "\(point.section): \(words)\(point.text)"))
        return id
    }
}

/// A comment or a point of challenge about to be raised.
public struct NewPoint: Hashable, Sendable {
    /// A comment or a point of challenge.
    public let kind: AssessmentPoint.Kind
    /// The section it is about, and the path of the question; empty for the whole section.
    public let section, path: String
    /// The verdict, for a challenge.
    public let verdict: AssessmentPoint.Verdict?
    /// What is said.
    public let text: String

    /// A point.
    public init(
        kind: AssessmentPoint.Kind, section: String, path: String = "", verdict: AssessmentPoint.Verdict?,
        text: String
    ) {
        self.kind = kind
        self.section = section
        self.path = path
        self.verdict = verdict
        self.text = text
    }
}
