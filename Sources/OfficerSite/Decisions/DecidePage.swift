// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import EqualityDuty
import Storage
import WebServer

/// Recording what was decided; what the checks miss is kept with it, a decision that was taken is never refused.
struct DecidePage {
    let office: Office

    @Sendable func show(_ visit: Visit) async throws -> WebResponse {
        try await page(visit, try await office.decision(visit))
    }

    @Sendable func record(_ visit: Visit) async throws -> WebResponse {
        let decision = try await office.decision(visit)
        let fields = visit.fields
        var problems: [Problem] = []
        let decided = fields.text("decided")
        if decided.isEmpty { problems.append(Problem(at: "decided", "Enter what was decided")) }
        if decided.count > 10_000 {
            problems.append(Problem(at: "decided", "What was decided must be 10,000 characters or fewer"))
        }
        let (day, wrong) = DateField("taken", "Date", fields).reading()
        if let wrong { problems.append(wrong) }
        if day == nil, wrong == nil {
            problems.append(Problem(at: "taken-day", "Enter the date on which it was decided"))
        }
        let time = LondonTime.time(fields.text("time"))
        if time == nil {
            problems.append(Problem(at: "time", "Enter the time at which it was decided, such as 7:15pm"))
        }
        guard problems.isEmpty, let day, let time else { return try await page(visit, decision, problems) }
        let taken = LondonTime.instant(on: day, hour: time.hour, minute: time.minute)
        guard taken <= visit.now else {
            return try await page(
                visit, decision,
                [Problem(at: "taken-day", "The decision must lie in the past to be recorded")])
        }
        let items = try await office.decisions.items(of: decision.id)
        var findings: [String: String] = [:]
        var states: [String: AssessmentState] = [:]
        for item in items {
            guard let open = try await office.openItem(item.assessmentID, visit, of: decision.id) else {
                continue
            }
            states[item.assessmentID] = AssessmentWorkflow.state(
                after: .decided, details: [:], on: open.record)
            let missing = Set(open.findings.filter(\.stops).map(\.check)).sorted().map(\.id)
            if !missing.isEmpty { findings[item.assessmentID] = missing.joined(separator: ", ") }
        }
        do {
            var seen = decision
            seen.version = Int(fields.text("version")) ?? 0
            try await office.decisions.decide(
                seen, takenAt: taken, decided: decided, findings: findings, states: states, visit.change())
        } catch is EditConflict {
            return try await page(
                visit, try await office.decision(visit),
                [Problem(at: "decided", "Check this again: somebody changed the decision meanwhile")])
        } catch is DecisionClosed {
            return try await page(
                visit, try await office.decision(visit),
                [Problem(at: "decided", "This decision has been recorded already")])
        }
        return .redirect(visit.frame.link(Address.decision(decision.id)) + "?done=done")
    }

    private func page(_ visit: Visit, _ decision: AssessmentDecision, _ problems: [Problem] = []) async throws
        -> WebResponse
    {
        let fields = visit.fields
        let isSent = fields.has("decided")
        let local = LondonTime.reading(decision.meetingAt)
        let day = isSent ? DateField("taken", "Date", fields) : DateField("taken", "Date", local.day)
        let clock =
            isSent ? fields.text("time") : "\(local.hour):\(local.minute < 10 ? "0" : "")\(local.minute)"
        var missing: [HTML] = []
        for item in try await office.decisions.items(of: decision.id) {
            let own = try await office.decisions.decision(decision.id, for: item.assessmentID)
            let silent = (own?.members ?? []).filter { $0.acknowledgedAt == nil }.map(\.post)
            if !silent.isEmpty {
                missing.append(
                    "<li>\(item.reference): not acknowledged by \(silent.joined(separator: ", ")).</li>\n")
            }
        }
        let warning: HTML =
            missing.isEmpty
            ? ""
            : InsetText(
                "<p>These members have not acknowledged the version in the report. They are listed with the decision.</p><ul class=\"dr-list\">\n\(missing)</ul>"
            ).html
        let content: HTML = """
            \(HiddenInput("version", isSent && !problems.contains { $0.text.contains("meanwhile") } ? fields.text("version") : String(decision.version)))
            \(TextArea("decided", label: "What was decided", value: fields.raw("decided"), rows: 5, problems))
            \(day.input(hint: "The day on which it was decided", problems))
            \(TextInput("time", label: "Time", hint: "For example 7:15pm", value: clock, width: .ten, problems))
            \(ButtonGroup([Button("Record the decision")], links: [NavigationLink("Cancel", visit.frame.link(Address.decision(decision.id)))]))
            """
        let taken: HTML =
            decision.takenAt == nil || !problems.isEmpty
            ? office.form(visit, Address.decision(decision.id, "/decide"), content).html
            : InsetText("<p>This decision has been recorded already.</p>").html
        return office.page(
            visit, "Record the decision", in: .decisions,
            trail: .back(visit.frame.link(Address.decision(decision.id))), problems: problems,
            "\(PageHeading("Record the decision", caption: decision.title))\(warning)\(taken)")
    }
}

/// Putting a signed assessment to a decision that is being prepared.
struct PutToDecisionPage {
    let office: Office

    @Sendable func show(_ visit: Visit) async throws -> WebResponse {
        try await page(visit, try await office.openAssessment(visit))
    }

    @Sendable func put(_ visit: Visit) async throws -> WebResponse {
        let open = try await office.openAssessment(visit)
        let id = visit.fields.text("decision")
        guard let line = try await choices().first(where: { $0.id == id }) else {
            return try await page(visit, open, [Problem(at: "decision", "Select a decision")])
        }
        if let refusal = AssessmentWorkflow.refusal(
            of: .putToDecision, by: open.person, on: open.record, at: visit.now, findings: open.findings)
        {
            return try await page(visit, open, [Problem(at: "decision", refusal)])
        }
        do {
            try await office.decisions.put(
                open.id, version: open.record.version, sequence: open.sequence, before: line.id,
                state: AssessmentWorkflow.state(after: .putToDecision, details: [:], on: open.record),
                within: open.scope, visit.change())
        } catch is AssessmentMoved {
            return try await page(
                visit, open, [Problem(at: "decision", "Look at this again: somebody acted on it first")])
        } catch is DecisionClosed {
            return try await page(visit, open, [Problem(at: "decision", "That decision has been taken")])
        }
        return visit.backToAssessment(open.id, done: "done")
    }

    private func choices() async throws -> [DecisionLine] {
        try await office.decisions.decisions().filter { $0.takenAt == nil }
    }

    private func page(_ visit: Visit, _ open: OpenAssessment, _ problems: [Problem] = []) async throws
        -> WebResponse
    {
        let title = "Put it to a decision-maker"
        let all = try await choices().map {
            Choice($0.id, $0.title, hint: "\($0.makerName), \(LondonTime.written($0.meetingAt))")
        }
        let refusal = AssessmentWorkflow.refusal(
            of: .putToDecision, by: open.person, on: open.record, at: visit.now, findings: open.findings)
        let body: HTML
        if let refusal, problems.isEmpty {
            body = InsetText("<p>\(Office.sentence(refusal))</p>").html
        } else if all.isEmpty {
            let path = visit.frame.link(Address.newDecision)
            body = "<p>No decision is being prepared. <a href=\"\(path)\">Prepare one</a> first.</p>"
        } else {
            let content: HTML = """
                \(Radios("decision", label: "Decision", all, problems))
                \(ButtonGroup([Button("Put this version in the report")], links: [NavigationLink("Cancel", visit.frame.link(Address.assessment(open.id)))]))
                """
            body = office.form(visit, Address.assessment(open.id, "/put"), content).html
        }
        return office.page(
            visit, title, in: .assessments, trail: .back(visit.frame.link(Address.assessment(open.id))),
            problems: problems,
            """
            \(PageHeading(title, caption: "\(open.record.reference) \(open.record.title)"))
            \(ActSummary(open: open, visit: visit).html)\(body)
            """)
    }
}
