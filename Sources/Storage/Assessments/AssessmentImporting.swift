// SPDX-License-Identifier: Apache-2.0
import EqualityDuty

/// Why an assessment cannot be taken in, in words.
public struct AssessmentRefused: Error, Hashable, Sendable {
    /// What to do about it.
    public let reason: String

    /// A refusal in words.
    public init(reason: String) { self.reason = reason }
}

extension AssessmentStore {
    /// Everything each version changed, by its number: what an export needs besides the record.
    public func changes(of id: String) async throws -> [Int: [String: String]] {
        try await database.read { connection in
            var changes: [Int: [String: String]] = [:]
            try connection.forEachRow(
                "SELECT number, changes FROM assessment_version WHERE assessmentID = \(id)"
            ) { changes[$0.int(0)] = AssessmentRow.details($0.text(1)) }
            return changes
        }
    }

    /// Takes in an assessment of another body, or an old one, with all its versions, and returns its id.
    ///
    /// Nothing of it is changed: exported again it is equal. With `renumbering` it gets the next free reference here,
    /// and its own becomes the earlier one. People it names are kept by post, apart from those
    /// who sign in here. Throws `AssessmentRefused` where it is here already or does not hold together.
    public func take(
        _ record: AssessmentRecord, changes: [Int: [String: String]],
        attachments: [AssessmentAttachment] = [], templateText: String, source: String, year: Int,
        renumbering: Bool = false, rehearsing: Bool = false, _ change: Change
    ) async throws -> String {
        var given = record
        if renumbering {
            if given.legacyReference.isEmpty { given.legacyReference = given.reference }
            given.reference = ""
        }
        let record = given
        let isKnown = templates.template(record.template.id, record.template.version) != nil
        return try await database.record(change, rehearsing: rehearsing) { recorder in
            if !isKnown {
                try recorder.connection.execute(
                    """
                    INSERT INTO assessment_template (id, version, kind, name, content, recordedAt)
                    VALUES (\(record.template.id), \(record.template.version), 'elsewhere', \(record.template.name),
                        \(templateText), \(change.at)) ON CONFLICT (id, version) DO NOTHING
                    """)
            }
            var taking = AssessmentTaking(recorder: recorder, record: record, changes: changes)
            let id = try taking.take(source: source, year: year)
            for file in attachments { try recorder.take(file, of: id) }
            return id
        }
    }
}

/// One assessment of a file on its way into the database.
struct AssessmentTaking {
    let recorder: Recorder
    let record: AssessmentRecord
    let changes: [Int: [String: String]]
    /// People of the file who have been given a place here.
    var people: [String: String] = [:]

    init(recorder: Recorder, record: AssessmentRecord, changes: [Int: [String: String]]) {
        self.recorder = recorder
        self.record = record
        self.changes = changes
    }

    mutating func take(source: String, year: Int) throws -> String {
        let connection = recorder.connection
        guard try connection.row("SELECT id FROM assessment WHERE id = \(record.id)") == nil else {
            throw AssessmentRefused(reason: "This assessment is here already")
        }
        let reference = try record.reference.isEmpty ? recorder.nextReference(year) : record.reference
        let key = foldedForSearch(reference)
        guard try connection.row("SELECT id FROM assessment WHERE referenceKey = \(key)") == nil else {
            throw AssessmentRefused(
                reason:
                    "Another assessment here has the reference \(reference). Have this one given the next free reference"
            )
        }
        if let decision = record.decision { try recogniseMembers(of: decision) }
        try insertAssessment(reference, key)
        try insertVersions()
        for event in record.events { try insert(event) }
        let points = record.points.map(\.id)
        guard try connection.row("SELECT id FROM assessment_point WHERE id IN (\(list: points))") == nil
        else {
            throw AssessmentRefused(
                reason: "Its comments or points of challenge are here already, in another assessment")
        }
        for point in record.points { try insert(point) }
        for party in record.parties {
            let id = try person(
                party.personID, party.post, directorate: party.directorate, service: party.service,
                isPresent: party.isPresent)
            try recorder.setParty(party.part, id, true, record.id)
        }
        for action in record.actions { try insert(action) }
        if let decision = record.decision { try insert(decision) }
        for publication in record.publications { try insert(publication, reference) }
        try recorder.replaceImpacts(record.id, record.content, scales: record.template.scales)
        try recorder.addDirectorate(record.directorate)
        try recorder.log(
            LogEvent(
                "imported", "assessment", record.id, version: record.version,
                details: "\(reference) from \(source)"))
        return record.id
    }

    private func insertAssessment(_ reference: String, _ key: String) throws {
        let derived = AssessmentRow.derived(record.content, reviewDay: record.reviewDay).filter {
            !["title", "directorate", "directorateKey", "service"].contains($0.name)
        }
        let own: [(String, any SQLBindable)] = [
            ("id", record.id), ("version", record.version), ("reference", reference), ("referenceKey", key),
            ("legacyReference", record.legacyReference), ("title", record.title),
            ("templateID", record.template.id), ("templateVersion", record.template.version),
            ("state", record.state.rawValue), ("directorate", record.directorate),
            ("directorateKey", foldedForSearch(record.directorate)), ("service", record.service),
            ("content", record.content.storedText), ("digest", Token.digest(record.content.canonicalJSON)),
            ("decisionDay", record.decision?.meetingAt.utcDay),
            ("due", record.state.waitsForReview ? record.reviewDay : nil),
            (
                "searchText",
                AssessmentRow.searchText(record.content, reference: reference, legacy: record.legacyReference)
            ),
            ("startedAt", record.versions.first?.at ?? recorder.change.at),
            ("updatedAt", record.versions.last?.at ?? recorder.change.at),
            ("lastSequence", record.events.last?.sequence ?? 0),
        ]
        try recorder.connection.insert(
            into: "assessment", columns: own.map(\.0) + derived.map(\.name),
            rows: [own.map { $0.1.sqlValue } + derived.map { $0.value.sqlValue }])
    }

    private mutating func insertVersions() throws {
        var content = AssessmentContent()
        for version in record.versions {
            content = content.applying(changes[version.number] ?? [:])
            let digest = Token.digest(content.canonicalJSON)
            guard version.digest.isEmpty || version.digest == digest else {
                throw AssessmentRefused(
                    reason:
                        "Version \(version.number) does not have the fingerprint that the file states: the file was changed after its export"
                )
            }
            let isWhole = version.isFrozen || version.number == 1 || version.number % 20 == 0
            let byID = try person(version.byID, version.byPost)
            try recorder.connection.execute(
                """
                INSERT INTO assessment_version (assessmentID, number, at, byID, byPost, reason, changes, content,
                    digest, isFrozen)
                VALUES (\(record.id), \(version.number), \(version.at), \(byID), \(version.byPost),
                    \(version.reason), \(AssessmentRow.text(changes[version.number] ?? [:])),
                    \(isWhole ? content.storedText : nil), \(digest), \(version.isFrozen))
                """)
        }
        guard content == record.content else {
            throw AssessmentRefused(reason: "The versions of the file do not add up to its content")
        }
    }

    private mutating func insert(_ event: AssessmentEvent) throws {
        let byID = try person(event.byID, event.byPost)
        try recorder.connection.execute(
            """
            INSERT INTO assessment_act (assessmentID, sequence, act, at, byID, byPost, version, digest, details)
            VALUES (\(record.id), \(event.sequence), \(event.act.rawValue), \(event.at), \(byID), \(event.byPost),
                \(event.version), \(event.digest), \(AssessmentRow.text(event.details)))
            """)
    }

    private mutating func insert(_ point: AssessmentPoint) throws {
        let byID = try person(point.byID, point.byPost)
        try recorder.connection.execute(
            """
            INSERT INTO assessment_point (id, assessmentID, kind, section, path, verdict, content, byID, byPost, at,
                answer, answeredBy, isResolved)
            VALUES (\(point.id), \(record.id), \(point.kind.rawValue), \(point.section), \(point.path),
                \(point.verdict?.rawValue ?? ""), \(point.text), \(byID), \(point.byPost), \(point.at),
                \(point.answer), \(point.answeredBy), \(point.isResolved))
            """)
    }

    private func insert(_ action: Action) throws {
        var linked = action
        linked.assessmentID = record.id
        try recorder.connection.insert(
            into: "action", columns: ActionRow.names,
            rows: [
                ActionRow.values(
                    linked, position: try recorder.nextPosition(), recordedAt: recorder.change.at,
                    importID: nil, changedAt: recorder.change.at)
            ])
    }

    /// That an edition was published elsewhere is kept; its bytes stay at the address where they are.
    private func insert(_ publication: AssessmentPublication, _ reference: String) throws {
        try recorder.connection.execute(
            """
            INSERT INTO published_assessment (assessmentID, edition, address, reference, version, digest, title,
                summary, outcome, directorate, directorateKey, characteristics, places, year, publishedAt,
                publishedBy, reason, exemption, exemptUntil, withdrawnAt, withdrawnReason, isNewest, searchText)
            VALUES (\(record.id), \(publication.edition), '', \(reference), \(publication.version), '',
                \(record.title), '', '', '', '', '', '', \(publication.at.utcDay.year), \(publication.at), '',
                \(publication.reason), \(publication.exemption), \(publication.exemptUntil),
                \(publication.isWithdrawn ? publication.at : nil), '', 0, '')
            """)
    }

    /// A place for somebody of the file, who cannot sign in here and is offered for no part.
    mutating func person(
        _ key: String, _ post: String, directorate: String = "", service: String = "", isPresent: Bool = true
    ) throws -> String {
        guard !key.isEmpty else { return "" }
        if let known = people[key] {
            if !directorate.isEmpty || !service.isEmpty || !isPresent {
                try recorder.connection.execute(
                    """
                    UPDATE person SET directorate = \(directorate), service = \(service), isDisabled = \(!isPresent)
                    WHERE id = \(known)
                    """)
            }
            return known
        }
        // Whoever brings the file in is here already.
        if key == recorder.change.actor.id { return key }
        let id = Identifier.next()
        people[key] = id
        try recorder.connection.execute(
            """
            INSERT INTO person (id, signInName, signInKey, post, passwordHash, isDisabled, createdAt, directorate,
                service, isElsewhere)
            VALUES (\(id), \(id), \(id), \(post), '', \(!isPresent), \(recorder.change.at), \(directorate),
                \(service), 1)
            """)
        return id
    }
}
