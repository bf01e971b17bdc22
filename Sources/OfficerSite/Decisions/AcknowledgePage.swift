// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import EqualityDuty
import Storage
import WebServer

/// A member says: I have read this version, all of it. What that means is shown before it is recorded.
struct AcknowledgePage {
    let office: Office

    @Sendable func acknowledge(_ visit: Visit) async throws -> WebResponse {
        let decision = try await office.decision(visit)
        let page = DecisionPage(office: office)
        let id = visit.fields.text("assessment")
        let field = "read-\(id)"
        guard let open = try await office.openItem(id, visit, of: decision.id),
            let item = try await office.decisions.items(of: decision.id).first(where: {
                $0.assessmentID == id
            })
        else { throw Refusal.badRequest("no such assessment in the report") }
        if CheckAnswers.wantsChange(visit.fields) { return try await page.page(visit, decision) }
        if visit.fields.text(field) != "yes" {
            return try await page.page(
                visit, decision, [Problem(at: field, "Select that you have read this version")])
        }
        if let refusal = AssessmentWorkflow.refusal(
            of: .acknowledged, by: open.person, on: open.record, at: visit.now, findings: open.findings)
        {
            return try await page.page(visit, decision, [Problem(at: "act", refusal)])
        }
        guard visit.fields.text("version") == "\(item.version)" else {
            return try await changed(visit, id)
        }
        guard CheckAnswers.isConfirmed(visit.fields) else { return check(visit, decision, item, open) }
        do {
            try await office.decisions.acknowledge(
                id, in: decision.id, version: item.version,
                seen: AssessmentStanding(open.record, besides: .acknowledged), within: open.scope,
                visit.change())
        } catch is AssessmentMoved {
            return try await changed(visit, id)
        } catch is DecisionClosed {
            return try await changed(visit, id)
        }
        return .redirect(visit.frame.link(Address.decision(decision.id)) + "?done=acknowledged")
    }

    private func check(
        _ visit: Visit, _ decision: AssessmentDecision, _ item: DecisionItem, _ open: OpenAssessment
    ) -> WebResponse {
        let back = visit.frame.link(Address.decision(decision.id))
        let form = CheckAnswers(
            path: Address.decision(decision.id, "/acknowledge"), button: Button("Acknowledge this version"),
            cancel: NavigationLink("Cancel", back))
        let title = "Check what you acknowledge"
        return office.page(
            visit, title, in: .decisions, trail: .back(back),
            """
            \(PageHeading(title, caption: decision.title))
            \(SummaryList([
                .init("Assessment", text: "\(item.reference) \(item.title)"),
                .init("Version", "Version \(item.version), <a href=\"\(visit.frame.link(Address.decision(decision.id, "/pack")))#\(item.reference)\">read it in the decision pack</a>"),
                .init("Fingerprint", "<code class=\"dr-reference\">\(item.digest)</code>"),
                .init("Decision", text: "\(decision.title), \(decision.makerInWords)"),
                .init("Meeting", text: LondonTime.written(decision.meetingAt)),
                .init("Acknowledged by", text: open.person.post),
            ]))
            <h2 class="dr-heading-m">What acknowledging means</h2>
            <p>You say that you have read this version yourself, in full, before you decide. You do not say that you \
            agree with it or with the proposal.</p>
            <p>Your post, the day and the time are recorded with the version and its fingerprint. They are shown with \
            the decision and in its pack, and cannot be taken back. A newer version in the report asks you again.</p>
            \(form.form(visit, of: office))
            """)
    }

    /// The report holds something else than was read, or the decision was taken.
    private func changed(_ visit: Visit, _ assessmentID: String) async throws -> WebResponse {
        let decision = try await office.decision(visit)
        let banner = try await ChangedMeanwhile(
            records: [("decision", decision.id), ("assessment", assessmentID)],
            next: "Read the version that is in the report now."
        ).banner(of: office)
        return try await DecisionPage(office: office).page(visit, decision, banner: banner)
    }
}
