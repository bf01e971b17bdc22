// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import EqualityDuty
import Storage
import WebServer

/// One line of the register: what it is, when it was assessed, what happened to it.
struct PolicyPage {
    let office: Office

    @Sendable func show(_ visit: Visit) async throws -> WebResponse {
        let profile = try await office.profile()
        guard
            let policy = try await office.register(profile).policy(visit.parameter("id"), within: visit.scope)
        else {
            throw Refusal.notFound
        }
        let history = try await office.register(profile).history(of: policy.id)
        let mayEdit =
            visit.reach(.editRegister)?.holds(directorate: policy.directorate, record: policy.id) ?? false
        let buttons =
            mayEdit
            ? ButtonGroup(
                [
                    Button("Change", .secondary, path: visit.frame.link(Address.policy(policy.id, "/edit"))),
                    Button(
                        "Record an assessment", .secondary,
                        path: visit.frame.link(Address.policy(policy.id, "/assessed"))),
                ]) : nil
        let main: HTML = """
            \(PageHeading(policy.name, caption: policy.reference))
            <p>\(policy.status(on: visit.today).tag) \(policy.relevance.band(by: profile.criteria).tag)</p>
            \(facts(policy, visit, profile))
            \(buttons)
            <h2 class="dr-heading-m">Relevance to equality</h2>
            \(relevance(policy, profile))
            <h2 class="dr-heading-m">Assessments (\(profile.assessmentLabel))</h2>
            \(assessments(policy))
            <h2 class="dr-heading-m">History</h2>
            \(HistoryView(history))
            """
        return office.page(
            visit, policy.name, in: .register, trail: .back(visit.frame.link(Address.register)), main)
    }

    private func facts(_ policy: Policy, _ visit: Visit, _ profile: BodyProfile) -> SummaryList {
        func day(_ day: CalendarDay?) -> String { day?.written ?? "" }
        let due = Schedule.due(policy, on: visit.today, by: profile.criteria, every: profile.interval)
        return SummaryList([
            .init(
                "Type",
                text: policy.type.isQueued
                    ? "\(policy.type.name) (as written, waiting to be matched)" : policy.type.name),
            .init("Directorate", text: policy.directorate), .init("Service", text: policy.service),
            .init("Owner", text: policy.owner), .init("Adopted", text: day(policy.adopted)),
            .init("Retired", text: day(policy.retired)), .init("Decision", text: day(policy.decisionDate)),
            .init("Last assessed", text: policy.lastAssessed(on: visit.today).map(\.written) ?? "Never"),
            .init("Next assessment due", text: due?.written ?? "Now: it was never assessed"),
        ])
    }

    private func relevance(_ policy: Policy, _ profile: BodyProfile) -> HTML {
        let rows: [[Table.Cell]] = profile.criteria.criteria.map { criterion in
            [
                .text(criterion.name),
                .text(policy.relevance.scores[criterion.id].map(String.init) ?? "Not scored"),
                .number(criterion.weight),
            ]
        }
        let overall = policy.relevance.overall.map { "Given by hand: \($0) of 3." }
        let computed = policy.relevance.scoreInHundredths(by: profile.criteria).map {
            "Weighted mean of the scores: \($0 / 100).\($0 % 100 < 10 ? "0" : "")\($0 % 100) of 3."
        }
        return """
            <p>\(policy.relevance.band(by: profile.criteria).name). \(overall ?? computed ?? "")</p>
            \(Table("Scores", columns: ["Criterion", "Score, 1 to 3", Table.Column("Weight", isNumeric: true)], rows: rows))
            """
    }

    private func assessments(_ policy: Policy) -> HTML {
        guard !policy.assessments.isEmpty else { return "<p>Never assessed.</p>" }
        let days: [HTML] = policy.assessments.reversed().map {
            "<li><time datetime=\"\($0.iso)\">\($0.written)</time></li>\n"
        }
        return "<ul class=\"dr-list\">\n\(days)</ul>\n"
    }
}

/// What the log says about a record.
struct HistoryView: Component {
    let entries: [LogEntry]

    init(_ entries: [LogEntry]) { self.entries = entries }

    var html: HTML {
        Timeline(
            entries.map { entry in
                let reason = entry.reason.map { " Reason: \($0)" } ?? ""
                return Timeline.Entry(
                    entry.event.verb.prefix(1).uppercased() + entry.event.verb.dropFirst()
                        + (entry.event.subjectVersion.map { ", version \($0)" } ?? ""),
                    when: entry.at.day.written, machineTime: entry.at.iso, who: entry.actor.post,
                    "<p>\(entry.event.details + reason)</p>")
            }
        ).html
    }
}

/// A new assessment date for a line of the register.
struct RecordAssessmentPage {
    let office: Office

    @Sendable func show(_ visit: Visit) async throws -> WebResponse {
        try await page(visit, DateField("assessed", "Assessment date", nil as CalendarDay?))
    }

    @Sendable func save(_ visit: Visit) async throws -> WebResponse {
        let profile = try await office.profile()
        let store = office.register(profile)
        guard let policy = try await store.policy(visit.parameter("id"), within: visit.scope) else {
            throw Refusal.notFound
        }
        let field = DateField("assessed", "Assessment date", visit.fields)
        let (day, problem) = field.reading()
        guard let day, problem == nil else {
            return try await page(
                visit, field, [problem ?? Problem(at: "assessed-day", "Enter an assessment date")])
        }
        guard day <= visit.today else {
            return try await page(
                visit, field, [Problem(at: "assessed-day", "Assessment date must be today or in the past")])
        }
        let assessed = policy.assessed(on: day)
        guard assessed != policy else { return .redirect(visit.frame.link(Address.policy(policy.id))) }
        try await store.save(
            assessed, within: visit.scope, details: "assessed on \(day.written)", visit.change())
        return .redirect(visit.frame.link(Address.policy(policy.id)) + "?done=assessed")
    }

    private func page(_ visit: Visit, _ field: DateField, _ problems: [Problem] = []) async throws
        -> WebResponse
    {
        let profile = try await office.profile()
        guard
            let policy = try await office.register(profile).policy(visit.parameter("id"), within: visit.scope)
        else {
            throw Refusal.notFound
        }
        let content: HTML =
            "\(field.input(hint: "For example, 27 3 2026", problems))\(Button("Record the assessment"))"
        return office.page(
            visit, "Record an assessment", in: .register,
            trail: .back(visit.frame.link(Address.policy(policy.id))),
            problems: problems,
            """
            \(PageHeading("Record an assessment", caption: "\(policy.reference) \(policy.name)"))
            \(office.form(visit, Address.policy(policy.id, "/assessed"), content))
            """)
    }
}

extension Policy {
    /// The same policy with one more assessment in its history.
    func assessed(on day: CalendarDay) -> Policy {
        Policy(
            id: id, version: version, reference: reference, name: name, type: type, directorate: directorate,
            service: service, owner: owner, adopted: adopted, retired: retired, decisionDate: decisionDate,
            assessments: assessments + [day], relevance: relevance, nextAssessment: nextAssessment)
    }
}
