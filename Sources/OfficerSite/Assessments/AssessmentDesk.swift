// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import EqualityDuty
import Reports
import Storage
import WebServer

/// An assessment on somebody's desk: the record, what the body asks of it, and what the checks miss.
struct OpenAssessment {
    let record: AssessmentRecord
    let profile: BodyProfile
    let person: Person
    /// The records that this person reaches, those with a part in among them.
    let scope: Scope
    let findings: [CheckFinding]
    /// The templates to which it may be moved knowingly: a newer version of its own, or from a screening to an
    /// assessment.
    let moveTargets: [AssessmentTemplate]
    let store: AssessmentStore

    var id: String { record.id }
    var content: AssessmentContent { record.content }
    var template: AssessmentTemplate { record.template }
    var characteristics: [Characteristic] { profile.characteristics }
    /// What happened last: an act is done on this state or not at all.
    var sequence: Int { record.events.last?.sequence ?? 0 }

    /// The checks that stand against an act now, each once.
    var missingChecks: [DueRegardCheck] { Set(findings.filter(\.stops).map(\.check)).sorted() }

    /// Whether this person may write here at all, in any section.
    var mayWrite: Bool {
        template.shownSections(content).contains { writingRefusal($0.id) == nil }
    }

    /// The first section that this person writes and that is not complete.
    var firstToWrite: AssessmentTemplate.Section? {
        template.shownSections(content).first {
            $0.answerer == .author && writingRefusal($0.id) == nil
                && template.progress(of: $0, content: content, characteristics) != .completed
        }
    }

    func writingRefusal(_ section: String) -> String? {
        AssessmentWorkflow.writingRefusal(by: person, section: section, on: record)
    }
}

extension Office {
    var evidence: EvidenceStore { EvidenceStore(database: database) }
    var decisions: DecisionStore { DecisionStore(database: database) }
    var publishedAssessments: PublishedAssessmentStore { PublishedAssessmentStore(database: database) }
    var templates: TemplateStore { TemplateStore(database: database) }

    func assessments(_ profile: BodyProfile) async throws -> AssessmentStore {
        AssessmentStore(database: database, templates: try await shelf(), vocabulary: profile.vocabulary)
    }

    /// The templates that assessments can be started with, or were: the shipped ones, changed by the body's
    func shelf() async throws -> TemplateShelf {
        let mark = try await templates.mark()
        if let kept = keptShelf.withLock({ $0 }), kept.mark == mark { return kept.shelf }
        let stored = try await templates.all()
        var all: [AssessmentTemplate] = []
        for template in library.templates {
            for file in stored where file.isOverlay {
                guard let overlay = TemplateFile(text: file.content).overlay, overlay.template == template.id
                else { continue }
                var changed = overlay.applied(to: template).template
                changed.withdrawn = file.withdrawn ?? changed.withdrawn
                all.append(changed)
            }
            all.append(template)
        }
        var elsewhere: [AssessmentTemplate] = []
        for file in stored where !file.isOverlay {
            guard var template = TemplateText.template(file.content) else { continue }
            if file.isElsewhere {
                elsewhere.append(template)
            } else {
                template.withdrawn = file.withdrawn ?? template.withdrawn
                all.append(template)
            }
        }
        let shelf = TemplateShelf(all, elsewhere: elsewhere)
        keptShelf.withLock { $0 = (shelf, mark) }
        return shelf
    }

    /// To be called after a template was added or taken back.
    func forgetShelf() { keptShelf.withLock { $0 = nil } }

    /// Whether this is the password of the person who signed in; too many tries are refused.
    func isPassword(_ text: String, of person: Person, at now: Instant) async throws -> Bool {
        let subject = "account:" + foldedForSearch(person.signInName)
        if try await sessions.isTryingTooOften([subject], at: now) { throw Refusal.tooManyTries }
        return try await passwords.fits(text, sessions.account(person.signInName)?.hash)
    }

    /// What the permission of the route reaches, with the assessments in which the person has a part.
    func assessmentScope(_ visit: Visit) async throws -> Scope {
        guard case .limited(let directorates, let records) = visit.scope, let person = visit.signedIn?.person
        else { return visit.scope }
        let own = try await AssessmentStore.parts(of: person.id, in: database)
        return .limited(directorates: directorates, records: records.union(own))
    }

    /// The assessment that the address names, or "not found" where it lies outside what the person reaches.
    func openAssessment(_ visit: Visit) async throws -> OpenAssessment {
        let profile = try await profile()
        let store = try await assessments(profile)
        let scope = try await assessmentScope(visit)
        guard let person = visit.signedIn?.person,
            let record = try await store.record(visit.parameter("id"), within: scope)
        else { throw Refusal.notFound }
        return try await open(record, profile, store, person, scope, visit)
    }

    func open(
        _ record: AssessmentRecord, _ profile: BodyProfile, _ store: AssessmentStore, _ person: Person,
        _ scope: Scope, _ visit: Visit
    ) async throws -> OpenAssessment {
        let profile = try await self.profile(of: record, profile)
        let targets = try await shelf().offered(on: visit.today, in: profile.nation).filter {
            ($0.id == record.template.id && $0.version > record.template.version)
                || (record.template.kind == .screening && $0.kind != .screening)
        }
        return OpenAssessment(
            record: record, profile: profile, person: person, scope: scope,
            findings: try await findings(record, profile, store, on: visit.today, at: visit.now),
            moveTargets: targets, store: store)
    }

    /// The settings by which an assessment is read: today's while it is written, afterwards those of the day on which
    /// it was signed, so that a characteristic or a threshold set later does not change what stands. What was written
    /// of a characteristic that does not count stays in sight.
    func profile(of record: AssessmentRecord, _ today: BodyProfile) async throws -> BodyProfile {
        var own = today
        if let day = record.settledOn?.day, day < settings.today() { own = try await profile(on: day) }
        return own.counting(
            record.content.characteristics(counting: own.characteristics, known: today.characteristics))
    }

    /// What the eighteen checks miss in an assessment today.
    func findings(
        _ record: AssessmentRecord, _ profile: BodyProfile, _ store: AssessmentStore, on today: CalendarDay,
        at now: Instant
    ) async throws -> [CheckFinding] {
        var signed: AssessmentContent?
        if let signature = record.standingSignature ?? record.reopenedSignature {
            signed =
                signature.version == record.version
                ? record.content : try await store.content(of: record.id, version: signature.version)
        }
        // Neighbours are asked for where DR16 still does.
        let neighbours =
            record.content.isFilled(AssessmentChecks.cumulativePath)
            ? []
            : try await store.neighbours(of: record, months: profile.checkThresholds.cumulativeMonths)
        return AssessmentChecks.findings(
            record: record, characteristics: profile.characteristics, neighbours: neighbours,
            thresholds: profile.checkThresholds, signedContent: signed, on: today, at: now)
    }
}

extension Visit {
    /// Back to the assessment, saying what was done.
    func backToAssessment(_ id: String, done word: String, _ rest: String = "") -> WebResponse {
        .redirect(frame.link(Address.assessment(id, rest)) + "?done=\(word)")
    }
}
