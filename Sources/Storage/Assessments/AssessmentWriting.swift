// SPDX-License-Identifier: Apache-2.0
import EqualityDuty

/// What an assessment starts with.
public struct NewAssessment: Sendable {
    /// The template, by id and version.
    public var template: AssessmentTemplate
    /// What is known already: title, directorate, what was copied.
    public var content: AssessmentContent
    /// Who plays which part from the start, by person.
    public var parties: [(part: AssessmentParty.Part, personID: String)]
    /// A number it had elsewhere, or that it must have; empty for the next free one.
    public var reference = ""
    /// The number of an older system; empty for none.
    public var legacyReference = ""

    /// An assessment about to be started.
    public init(
        template: AssessmentTemplate, content: AssessmentContent,
        parties: [(part: AssessmentParty.Part, personID: String)]
    ) {
        self.template = template
        self.content = content
        self.parties = parties
    }
}

/// What an act does besides being recorded.
public struct AssessmentEffect: Sendable {
    /// The state it leads to.
    public var state: AssessmentState
    /// Whether the version acted on must be frozen.
    public var freezes = false
    /// More about it, kept with the act.
    public var details: [String: String] = [:]
    /// The day on which the next thing is due, unchanged where `nil`; in force it is the next review.
    public var due: CalendarDay?

    /// An effect.
    public init(
        state: AssessmentState, freezes: Bool = false, details: [String: String] = [:],
        due: CalendarDay? = nil
    ) {
        self.state = state
        self.freezes = freezes
        self.details = details
        self.due = due
    }
}

extension AssessmentStore {
    /// Starts an assessment with its first version and returns its id; throws `ReferenceTaken`.
    public func start(_ new: NewAssessment, year: Int, _ change: Change) async throws -> String {
        try await database.record(change) { recorder in try recorder.start(new, year: year) }
    }

    /// Saves fields of an assessment that was read in this version.
    ///
    /// Other people's fields are merged: only a field that both changed since is an `EditConflict`. Returns the
    /// version that holds the changes, which is the one read where nothing changed. Actions are added to the plan
    /// and stand at their paths.
    public func save(
        _ fields: [String: String], actions: [String: Action] = [:], of id: String, readIn version: Int,
        reason: String = "", within scope: Scope, _ change: Change
    ) async throws -> Int {
        let shelf = templates
        return try await database.record(change) { recorder in
            let row = try recorder.assessmentRow(id, within: scope)
            guard row.state.isOpen || (row.state == .inForce && shelf.isReview(fields, of: row)) else {
                throw AssessmentMoved()
            }
            if row.version != version {
                let base = try AssessmentReading.content(of: id, version: version, recorder.connection)
                let clashes = AssessmentContent.conflicts(
                    since: base ?? AssessmentContent(), mine: fields, theirs: row.content)
                guard clashes.isEmpty else { throw EditConflict(current: row.version) }
            }
            var fields = fields
            for (path, action) in actions.sorted(by: { $0.key < $1.key }) {
                fields[path] = try recorder.addAction(action)
            }
            return try recorder.write(fields, to: row, reason: reason, templates: shelf)
        }
    }

    /// Records an act on the state that was seen (`version` and `sequence`), or throws `AssessmentMoved`.
    ///
    /// `sends` writes the actions of the plan into the content first, so that the version acted on is complete in
    /// itself; it is used where the author hands the assessment on. What `leavingOut` names is taken out of that
    /// version and stays in the one before: nobody signs an answer that no page shows.
    @discardableResult
    public func act(
        _ act: AssessmentAct, on id: String, version: Int, sequence: Int, effect: AssessmentEffect,
        naming parties: [(part: AssessmentParty.Part, personID: String)] = [], sends: Bool = false,
        leavingOut: [String] = [], within scope: Scope, _ change: Change
    ) async throws -> Int {
        let (templates, vocabulary) = (templates, vocabulary)
        return try await database.record(change) { recorder in
            var row = try recorder.assessmentRow(id, within: scope)
            guard row.version == version, row.sequence == sequence else { throw AssessmentMoved() }
            for (part, personID) in parties { try recorder.setParty(part, personID, true, id) }
            if sends {
                var fields = try recorder.planFields(of: row, vocabulary)
                for path in leavingOut { fields[path] = "" }
                let many = leavingOut.count == 1 ? "1 answer that is" : "\(leavingOut.count) answers that are"
                let reason =
                    leavingOut.isEmpty
                    ? act.name : "\(act.name). \(many) not asked now stayed in version \(row.version)"
                let saved = try recorder.write(
                    fields, to: row, reason: reason, templates: templates, logs: false)
                if saved != row.version { row = try recorder.assessmentRow(id, within: scope) }
            }
            try recorder.record(act, effect, on: row)
            return row.version
        }
    }

    /// Gives a person a part, or takes it away.
    public func setParty(
        _ part: AssessmentParty.Part, personID: String, isNamed: Bool, of id: String, within scope: Scope,
        _ change: Change
    ) async throws {
        try await database.record(change) { recorder in
            let row = try recorder.assessmentRow(id, within: scope)
            try recorder.setParty(part, personID, isNamed, id)
            let post = try recorder.post(of: personID)
            try recorder.log(
                LogEvent(
                    "changed", "assessment", id, version: row.version,
                    details: isNamed ? "\(part.name): \(post)" : "\(post) no longer: \(part.name)"))
        }
    }

    /// Raises points together, in one transaction.
    public func raise(
        _ points: [NewPoint], on id: String, within scope: Scope, _ change: Change
    ) async throws {
        try await database.record(change) { recorder in
            let row = try recorder.assessmentRow(id, within: scope)
            for point in points { try recorder.raise(point, on: row) }
        }
    }

    /// Raises a comment or a point of challenge and returns its id.
    @discardableResult
    public func raise(
        _ kind: AssessmentPoint.Kind, on id: String, section: String, path: String,
        verdict: AssessmentPoint.Verdict?, text: String, within scope: Scope, _ change: Change
    ) async throws -> String {
        try await database.record(change) { recorder in
            let row = try recorder.assessmentRow(id, within: scope)
            let point = NewPoint(kind: kind, section: section, path: path, verdict: verdict, text: text)
            return try recorder.raise(point, on: row)
        }
    }

    /// Answers a point, or closes it; throws `EditConflict` where it is closed or does not exist.
    public func answer(
        _ pointID: String, on id: String, with answer: String, resolves: Bool, within scope: Scope,
        _ change: Change
    ) async throws {
        try await database.record(change) { recorder in
            let row = try recorder.assessmentRow(id, within: scope)
            let taken = try recorder.connection.execute(
                """
                UPDATE assessment_point SET answer = CASE WHEN \(answer) = '' THEN answer ELSE \(answer) END,
                    answeredBy = CASE WHEN \(answer) = '' THEN answeredBy ELSE \(change.actor.post) END,
                    isResolved = \(resolves)
                WHERE id = \(pointID) AND assessmentID = \(id) AND isResolved = 0
                    AND (kind = 'comment' OR answer = '')
                """)
            guard taken == 1 else { throw EditConflict(current: 0) }
            try recorder.log(
                LogEvent(
                    resolves ? "resolved" : "answered", "assessment", id, version: row.version,
                    details: answer))
        }
    }

    /// Moves an assessment to another version of its template, knowingly.
    public func move(
        _ id: String, to template: AssessmentTemplate, writing fields: [String: String] = [:],
        readIn version: Int, sequence: Int, within scope: Scope, _ change: Change
    ) async throws {
        let templates = templates
        try await database.record(change) { recorder in
            var row = try recorder.assessmentRow(id, within: scope)
            guard row.version == version, row.sequence == sequence, row.state.isOpen else {
                throw AssessmentMoved()
            }
            if try recorder.write(
                fields, to: row, reason: "Moved to a newer template", templates: templates, logs: false)
                != version
            {
                row = try recorder.assessmentRow(id, within: scope)
            }
            try recorder.connection.execute(
                """
                UPDATE assessment SET templateID = \(template.id), templateVersion = \(template.version)
                WHERE id = \(id)
                """)
            let details = ["template": "\(template.id), version \(template.version)"]
            try recorder.record(
                .templateMoved, AssessmentEffect(state: row.state, details: details), on: row)
        }
    }
}

extension TemplateShelf {
    /// Whether all of these fields are answers of the review, which are written while the proposal is in force.
    func isReview(_ fields: [String: String], of row: AssessmentCurrent) -> Bool {
        guard let template = template(row.templateID, row.templateVersion) else { return false }
        return fields.keys.allSatisfy { template.isAskedAtReview($0) }
    }
}
