// SPDX-License-Identifier: Apache-2.0
import Documents
import EqualityDuty
import Reports
import Storage

/// What the command line asks of the assessments of a body, in the same words and files as the pages.
extension Office {
    /// The assessment with this id or this reference; `nil` where there is none.
    public func assessment(named name: String) async throws -> AssessmentRecord? {
        let store = try await assessments(try await profile())
        if let record = try await store.record(name, within: .wholeBody) { return record }
        guard let id = try await store.id(ofReference: name, within: .wholeBody) else { return nil }
        return try await store.record(id, within: .wholeBody)
    }

    /// An assessment as a file; `nil` where it cannot be written here, as PDF without a program for it.
    public func file(of record: AssessmentRecord, _ format: ArtefactFormat, at now: Instant) async throws
        -> [UInt8]?
    {
        let profile = try await profile()
        let store = try await assessments(profile)
        if format == .json { return try await exchange(record, store, at: now) }
        let own = try await self.profile(of: record, profile)
        let findings = try await findings(record, own, store, on: settings.today(), at: now)
        let document = Reports.assessment(
            record, content: record.content, characteristics: own.characteristics, body: body.name,
            findings: findings)
        return try await documentFile(document, format.rawValue)?.bytes
    }

    /// The day on which the first assessment was begun; `nil` where there is none.
    public func firstAssessmentDay() async throws -> CalendarDay? {
        try await assessments(try await profile()).firstBegun()?.day
    }

    /// Every assessment begun by a day, as it stands now, with what the checks miss as on a day; `seen` is told how many are done.
    public func assessmentLines(on day: CalendarDay, at now: Instant, seen: (Int) -> Void = { _ in })
        async throws -> [AssessmentReportLine]
    {
        let profile = try await profile(on: day)
        let store = try await assessments(profile)
        var question = AssessmentQuestion()
        question.order = .reference
        question.limit = Int(Int32.max)
        var lines: [AssessmentReportLine] = []
        for line in try await store.page(question, within: .wholeBody).lines {
            guard let record = try await store.record(line.id, within: .wholeBody),
                record.versions.first.map({ $0.at.day <= day }) ?? true
            else { continue }
            let own = try await self.profile(of: record, profile)
            let findings = try await findings(record, own, store, on: day, at: now)
            lines.append(
                AssessmentReportLine(
                    id: line.id, reference: line.reference, title: line.title, template: line.template,
                    state: line.state, outcome: line.outcome, owner: line.owner, due: line.due,
                    checks: findings))
            seen(lines.count)
        }
        return lines
    }

    /// The name by which the body calls its assessments.
    public func assessmentLabel(on day: CalendarDay) async throws -> String {
        try await profile(on: day).assessmentLabel
    }

    /// The decisions with this id or this reference: none, one, or several that share a reference.
    public func decisions(named name: String) async throws -> [DecisionLine] {
        let all = try await decisions.decisions()
        let byID = all.filter { $0.id == name }
        let folded = foldedForSearch(name)
        return byID.isEmpty
            ? all.filter { !$0.reference.isEmpty && foldedForSearch($0.reference) == folded } : byID
    }

    /// A decision with the assessments in its report and what the checks miss in them as on a day.
    public func dueRegard(of id: String, on day: CalendarDay, at now: Instant) async throws -> (
        decision: AssessmentDecision, items: [DueRegardItem]
    )? {
        guard let decision = try await decisions.decision(id) else { return nil }
        let profile = try await profile(on: day)
        let store = try await assessments(profile)
        var items: [DueRegardItem] = []
        for item in try await decisions.items(of: id) {
            guard var record = try await store.record(item.assessmentID, within: .wholeBody) else { continue }
            let own = try await decisions.decision(id, for: item.assessmentID)
            record.decision = own ?? record.decision
            let settings = try await self.profile(of: record, profile)
            items.append(
                DueRegardItem(
                    record: record, version: item.version, digest: item.digest, members: own?.members ?? [],
                    findings: try await findings(record, settings, store, on: day, at: now)))
        }
        return (decision, items)
    }

    /// A document in one of the forms that people read; `nil` for another.
    public func file(of document: Document, _ format: ArtefactFormat) async throws -> [UInt8]? {
        try await documentFile(document, format.rawValue)?.bytes
    }
}
