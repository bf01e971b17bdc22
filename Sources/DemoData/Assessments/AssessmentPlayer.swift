// SPDX-License-Identifier: Apache-2.0
import EqualityDuty
import Reports
import Storage

/// Plays the lives of assessments, in the order of their files: every step is asked of the rules of the road
/// first, so that a demonstration shows nothing that the product would refuse.
struct AssessmentPlayer {
    /// Publishes an assessment with a reason; the pages are rendered above this floor.
    typealias Publishing = @Sendable (_ id: String, _ reason: String, _ change: Change) async throws -> Void

    let database: any Database
    let profile: BodyProfile
    let store: AssessmentStore
    let shelf: TemplateShelf
    /// By sign-in name.
    let people: [String: Person]
    let publishing: Publishing
    /// References by the name of their file.
    private var references: [String: String] = [:]

    init(
        database: any Database, profile: BodyProfile, templates: [AssessmentTemplate], people: [Person],
        publishing: @escaping Publishing
    ) {
        self.database = database
        self.profile = profile
        self.publishing = publishing
        shelf = TemplateShelf(templates)
        store = AssessmentStore(database: database, templates: shelf, vocabulary: profile.vocabulary)
        self.people = Dictionary(people.map { ($0.signInName, $0) }) { first, _ in first }
    }

    /// Plays one life and returns the id of the assessment.
    @discardableResult
    mutating func play(_ script: AssessmentScript) async throws -> String {
        var playing = Playing(script: script)
        try await addEvidence(&playing)
        for step in script.steps {
            let person = try person(step.by, script)
            try await play(step, by: person, &playing)
        }
        if let record = try await store.record(playing.id, within: .wholeBody) {
            references[script.name] = record.reference
        }
        return playing.id
    }

    /// What is known of the assessment being played.
    struct Playing {
        let script: AssessmentScript
        var id = ""
        var decisionID = ""
        var version = 0
        /// The items of the library and the actions of the plan that were made, by their keys.
        var library: [String: String] = [:]
        var actions: [String: String] = [:]
    }

    private func person(_ name: String, _ script: AssessmentScript) throws -> Person {
        if let person = people[name] { return person }
        throw Demonstration.Fault(description: "\(script.name): nobody signs in as “\(name)”")
    }

    func change(_ person: Person, _ step: AssessmentScript.Step) -> Change {
        let roles = person.grants.map(\.role.rawValue).joined(separator: ", ")
        return Change(
            by: Change.Actor(id: person.id, post: person.post, role: roles), at: step.at,
            because: step.why.isEmpty ? nil : step.why)
    }

    private func addEvidence(_ playing: inout Playing) async throws {
        guard let first = playing.script.steps.first else { return }
        let evidence = EvidenceStore(database: database)
        let change = change(try person(first.by, playing.script), first)
        for (key, item) in playing.script.evidence {
            playing.library[key] = try await evidence.add(
                LibraryEvidence(
                    title: item.title, source: item.source, coverage: item.coverage, link: item.link,
                    summary: item.says, day: item.day, characteristics: item.characteristics), change)
        }
    }

    private func play(_ step: AssessmentScript.Step, by person: Person, _ playing: inout Playing) async throws
    {
        let change = change(person, step)
        switch step.deed {
        case .start(let fields): try await start(fields, step, by: person, &playing, change)
        case .write(let fields): try await write(fields, step, by: person, &playing, change)
        case .evidence(let keys):
            try await write(evidenceFields(keys, playing), step, by: person, &playing, change)
        case .act(let deed, let details): try await act(deed, details, step, by: person, playing, change)
        case .points(let points):
            for point in points {
                try await store.raise(
                    .challenge, on: playing.id, section: point.section, path: "", verdict: point.verdict,
                    text: point.text, within: .wholeBody, change)
            }
        case .comment(let section, let path, let text):
            try await store.raise(
                .comment, on: playing.id, section: section, path: path, verdict: nil, text: text,
                within: .wholeBody, change)
        case .answers(let answers): try await answer(answers, playing, change)
        case .prepare: try await prepare(&playing, change)
        case .put, .acknowledge, .decide: try await decide(step, by: person, playing, change)
        case .publish(let reason):
            try await refuse(.published, by: person, try await record(playing), step)
            try await publishing(playing.id, reason, change)
        case .override(let check, let path):
            let record = try await record(playing)
            try await refuse(.overridden, by: person, record, step)
            try await store.act(
                .overridden, on: playing.id, version: record.version, sequence: record.sequence,
                effect: AssessmentEffect(
                    state: record.state, details: ["check": check, "path": path, "reason": step.why]),
                within: .wholeBody, change)
        case .finish(let done): try await finish(done, playing, change)
        }
    }

    func record(_ playing: Playing) async throws -> AssessmentRecord {
        guard let record = try await store.record(playing.id, within: .wholeBody) else {
            throw Demonstration.Fault(description: "\(playing.script.name): it has not been started")
        }
        return record
    }

    /// The acts that the findings of the checks can stop.
    private static let stopped: Set<AssessmentAct> = [.sentForSignature, .signed, .putToDecision, .published]

    /// Throws what the rules of the road would tell this person.
    func refuse(
        _ act: AssessmentAct, by person: Person, _ record: AssessmentRecord, _ step: AssessmentScript.Step
    ) async throws {
        // The checks are run only where one of them could stop the act: a demonstration has to start quickly.
        let asks = Self.stopped.contains(act)
        let findings = asks ? try await findings(record, on: step.at.utcDay, at: step.at) : []
        if let words = AssessmentWorkflow.refusal(
            of: act, by: person, on: record, at: step.at, findings: findings)
        {
            throw Demonstration.Fault(
                description: "\(record.title), \(act.rawValue) at \(step.at.iso): \(words)")
        }
    }

    /// What the checks miss at a moment.
    func findings(_ record: AssessmentRecord, on today: CalendarDay, at now: Instant) async throws
        -> [CheckFinding]
    {
        var signed: AssessmentContent?
        if let signature = record.standingSignature {
            signed = try await store.content(of: record.id, version: signature.version)
        }
        return AssessmentChecks.findings(
            record: record, characteristics: profile.characteristics,
            neighbours: try await store.neighbours(
                of: record, months: profile.checkThresholds.cumulativeMonths),
            thresholds: profile.checkThresholds, signedContent: signed, on: today, at: now)
    }

    /// The reference of another assessment of the demonstration in place of `{the name of its file}`.
    func filled(_ fields: [String: String]) -> [String: String] {
        fields.mapValues { text in
            guard text.hasPrefix("{"), text.hasSuffix("}") else { return text }
            return references[String(text.dropFirst().dropLast())] ?? text
        }
    }
}

extension AssessmentRecord {
    /// The act that came last, by which a stale act is noticed.
    var sequence: Int { events.last?.sequence ?? 0 }
}
