// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import EqualityDuty
import Storage
import WebServer

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
