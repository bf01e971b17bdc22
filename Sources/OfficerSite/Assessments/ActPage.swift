// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import EqualityDuty
import Storage
import WebServer

/// A step on the road: what it does is shown first, then it is done by name.
struct ActPage {
    let office: Office

    @Sendable func show(_ visit: Visit) async throws -> WebResponse {
        let (open, act) = try await place(visit)
        return try await page(visit, open, act)
    }

    @Sendable func perform(_ visit: Visit) async throws -> WebResponse {
        let (open, act) = try await place(visit)
        let form = ActForm(act: act, open: open, people: try await office.people.people())
        let (details, parties, due, problems) = form.reading(visit)
        guard problems.isEmpty else { return try await page(visit, open, act, problems) }
        let seen = (Int(visit.fields.text("version")) ?? 0, Int(visit.fields.text("sequence")) ?? 0)
        guard seen == (open.record.version, open.sequence) else {
            return try await page(
                visit, open, act,
                [Problem(at: "act", "Look at this again: the assessment changed while this page was open")])
        }
        var record = open.record
        record.parties += parties.map { AssessmentParty($0.part, $0.person) }
        if let refusal = AssessmentWorkflow.refusal(
            of: act, by: open.person, on: record, at: visit.now, findings: open.findings)
        {
            return try await page(visit, open, act, [Problem(at: "act", refusal)])
        }
        if act == .superseded, let problem = try await successor(details["by"] ?? "", of: open) {
            return try await page(visit, open, act, [problem])
        }
        if act == .signed,
            try await !office.isPassword(visit.fields.raw("password"), of: open.person, at: visit.now)
        {
            return try await page(
                visit, open, act, [Problem(at: "password", "Enter the password that you sign in with")])
        }
        var effect = AssessmentEffect(
            state: AssessmentWorkflow.state(after: act, details: details, on: record), details: details)
        effect.freezes = AssessmentWorkflow.freezes(act)
        effect.due = due ?? Self.due(after: act, open)
        do {
            try await open.store.act(
                act, on: open.id, version: seen.0, sequence: seen.1, effect: effect,
                naming: parties.map { ($0.part, $0.person.id) },
                sends: AssessmentWorkflow.sends(act, on: open.record),
                leavingOut: Self.leavingOut(act, open), within: open.scope,
                visit.change(because: details["reason"]))
        } catch is AssessmentMoved {
            return try await page(
                visit, try await office.openAssessment(visit), act,
                [Problem(at: "act", "Look at this again: somebody acted on this assessment first")])
        }
        return visit.backToAssessment(open.id, done: "done")
    }

    /// What stands against an assessment as the one that replaces this one.
    private func successor(_ reference: String, of open: OpenAssessment) async throws -> Problem? {
        let id = try await open.store.id(ofReference: reference, within: .wholeBody)
        if id == nil { return Problem(at: "by", "Reference must be that of an assessment of this body") }
        return id == open.id
            ? Problem(at: "by", "Enter the reference of another assessment: this one cannot replace itself")
            : nil
    }

    private func place(_ visit: Visit) async throws -> (OpenAssessment, AssessmentAct) {
        let open = try await office.openAssessment(visit)
        guard let act = AssessmentAct(rawValue: visit.parameter("act")), ActForm.acts.contains(act) else {
            throw Refusal.notFound
        }
        return (open, act)
    }

    /// Answers that are not asked now: they do not go along, and stay in the version before.
    private static func leavingOut(_ act: AssessmentAct, _ open: OpenAssessment) -> [String] {
        guard AssessmentWorkflow.sends(act, on: open.record) else { return [] }
        return open.template.unasked(in: open.content, open.characteristics)
    }

    private static func due(after act: AssessmentAct, _ open: OpenAssessment) -> CalendarDay? {
        switch act {
        case .signed: open.record.decision?.meetingAt.utcDay
        default: nil
        }
    }

    /// Where an act is done; `nil` for what the office does elsewhere.
    static func path(of act: AssessmentAct, _ open: OpenAssessment) -> String? {
        switch act {
        case .challenged: return Address.assessment(open.id, "/challenge")
        case .overridden: return nil
        case .published, .unpublished:
            return act == .published ? Address.assessment(open.id, "/publish") : nil
        case .templateMoved:
            return open.moveTargets.isEmpty ? nil : Address.assessment(open.id, "/template")
        case .putToDecision: return Address.assessment(open.id, "/put")
        case .acknowledged, .decided: return open.record.decision.map { Address.decision($0.id) }
        default: return ActForm.acts.contains(act) ? Address.assessment(open.id, "/act/\(act.rawValue)") : nil
        }
    }

    /// An act that ends something; it is never the first button.
    static func isGrave(_ act: AssessmentAct) -> Bool {
        switch act {
        case .withdrawn, .superseded, .closed, .signOffReopened, .returned, .screeningReturned: true
        default: false
        }
    }

    /// The act as a button and a heading say it.
    static func title(of act: AssessmentAct) -> String {
        switch act {
        case .decided: "Record the decision"
        case .challenged: "Challenge it"
        default: act.verb.prefix(1).uppercased() + act.verb.dropFirst()
        }
    }

    private func left(_ act: AssessmentAct, _ open: OpenAssessment) -> HTML {
        let paths = Self.leavingOut(act, open)
        guard !paths.isEmpty else { return HTML() }
        let lines: [HTML] = paths.map { path in
            let name = open.template.name(of: path, in: open.content, open.characteristics)
            return
                "<li>\(name): \(open.template.display(path: path, open.content, open.characteristics))</li>\n"
        }
        let many = paths.count == 1 ? "1 answer is" : "\(paths.count) answers are"
        return Details(
            "\(many) not asked now, and left in version \(open.record.version)",
            "<p>Another answer hides them. Nobody after you would see them, so they do not go along.</p>\n<ul class=\"dr-list\">\n\(lines)</ul>"
        ).html
    }

    private func page(
        _ visit: Visit, _ open: OpenAssessment, _ act: AssessmentAct, _ problems: [Problem] = []
    ) async throws -> WebResponse {
        let title = Self.title(of: act)
        let form = ActForm(act: act, open: open, people: try await office.people.people())
        var withNamed = open.record
        withNamed.parties += form.everybodyWhoCouldBeNamed
        let refusal = AssessmentWorkflow.refusal(
            of: act, by: open.person,
            on: act == .sentToChallenge || act == .sentForSignature ? withNamed : open.record,
            at: visit.now, findings: open.findings)
        let content: HTML = """
            \(HiddenInput("version", String(open.record.version)))\(HiddenInput("sequence", String(open.sequence)))
            <div id="act" tabindex="-1"></div>
            \(form.inputs(visit, problems))
            \(ButtonGroup([Button(title, Self.isGrave(act) ? .warning : .primary)], links: [NavigationLink("Cancel", visit.frame.link(Address.assessment(open.id)))]))
            """
        let body: HTML =
            if let refusal, problems.isEmpty {
                InsetText("<p>\(Office.sentence(refusal))</p>").html
            } else {
                office.form(visit, Address.assessment(open.id, "/act/\(act.rawValue)"), content).html
            }
        return office.page(
            visit, title, in: .assessments, trail: .back(visit.frame.link(Address.assessment(open.id))),
            problems: problems,
            """
            \(PageHeading(title, caption: "\(open.record.reference) \(open.record.title)"))
            \(form.explanation)
            \(left(act, open))
            \(ActSummary(open: open, visit: visit).html)
            \(body)
            """)
    }
}

/// What is acted on, as the last look before a binding act.
struct ActSummary {
    let open: OpenAssessment
    let visit: Visit

    var html: HTML {
        let record = open.record
        let digest = record.versions.last?.digest ?? ""
        let stops = open.findings.filter(\.stops)
        let warns = open.findings.count - stops.count
        let outcome =
            open.content["outcome/kind"].isEmpty
            ? open.content["screening/outcome"] : open.content["outcome/kind"]
        let impacts = open.content.impacts(open.characteristics.map(\.code)).filter {
            $0.direction == .negative
        }
        let names = Set(impacts.flatMap(\.characteristics)).map { open.profile.vocabulary.name(of: $0) }
            .sorted()
        let read = visit.frame.link(Address.assessment(open.id, "/read"))
        return SummaryList([
            .init("Version", "Version \(record.version), <a href=\"\(read)\">read it whole</a>"),
            .init("Fingerprint", "<code class=\"dr-reference\">\(digest)</code>"),
            .init("Outcome", text: outcome.isEmpty ? "Not chosen" : AssessmentOutcome.name(of: outcome)),
            .init(
                "Negative impact on",
                text: names.isEmpty ? "Nobody, as stated" : names.joined(separator: ", ")),
            .init(
                "Checks",
                "<a href=\"\(visit.frame.link(Address.assessment(open.id, "/checks")))\">\(stops.count) to settle, \(warns) to know about</a>"
            ),
        ]).html
    }
}

extension AssessmentParty {
    init(_ part: Part, _ person: Person) {
        self.init(
            part, personID: person.id, post: person.post, directorate: person.directorate,
            service: person.service, isPresent: !person.isDisabled)
    }
}
