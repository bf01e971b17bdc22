// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import EqualityDuty
import Storage
import WebServer

/// An objective closed with a reason, or opened again.
struct CloseObjectivePage {
    let office: Office

    @Sendable func show(_ visit: Visit) async throws -> WebResponse {
        page(visit, try await office.ownObjective(visit))
    }

    @Sendable func save(_ visit: Visit) async throws -> WebResponse {
        let old = try await office.ownObjective(visit)
        var changed = old
        changed.version = Int(visit.fields.text("version")) ?? 0
        let state = Objective.State(rawValue: visit.fields.text("state"))
        let reason = visit.fields.text("closing")
        var problems: [Problem] = []
        if old.state == .open, state != .closed && state != .superseded {
            problems.append(Problem(at: "state", "Select how it ends"))
        }
        if reason.isEmpty {
            problems.append(
                Problem(
                    at: "closing",
                    old.state == .open
                        ? "Enter why it ended and what follows" : "Enter why it is opened again"))
        }
        if reason.count > 5_000 {
            problems.append(Problem(at: "closing", "Reason must be 5,000 characters or fewer"))
        }
        guard problems.isEmpty else { return page(visit, old, problems) }
        changed.state = old.state == .open ? state ?? .closed : .open
        changed.closing = old.state == .open ? reason : ""
        do {
            try await office.objectives.save(
                changed, within: visit.scope, details: "\(old.state.name) became \(changed.state.name)",
                visit.change(because: reason))
            return .redirect(visit.frame.link(Address.objective(old.id)) + "?done=saved")
        } catch is EditConflict {
            let now = try await office.ownObjective(visit)
            let banner = try await ChangedMeanwhile(records: [("objective", old.id)]).banner(of: office)
            return page(visit, now, banner: banner, status: 409)
        }
    }

    private func page(
        _ visit: Visit, _ objective: Objective, _ problems: [Problem] = [], banner: Banner? = nil,
        status: Int? = nil
    ) -> WebResponse {
        let fields = visit.fields
        let isOpen = objective.state == .open
        let title = isOpen ? "Close this objective" : "Open this objective again"
        let back = visit.frame.link(Address.objective(objective.id))
        let states: [Choice] = [
            Choice(
                "closed", "Closed", hint: "Finished or given up", isChosen: fields.text("state") == "closed"),
            Choice(
                "superseded", "Superseded", hint: "Another objective follows it",
                isChosen: fields.text("state") == "superseded"),
        ]
        let version = problems.isEmpty ? String(objective.version) : fields.text("version")
        let content: HTML = """
            \(HiddenInput("version", version))
            \(isOpen ? Radios("state", label: "How does it end?", states, problems).html : HTML())
            \(TextArea("closing", label: isOpen ? "Why it ended and what follows" : "Why it is opened again", hint: "Everybody who sees objectives can read it", value: fields.raw("closing"), rows: 3, problems))
            \(ButtonGroup([Button(isOpen ? "Close" : "Open again")], links: [NavigationLink("Cancel", back)]))
            """
        let now: HTML =
            status == 409
            ? "<p>It now reads “\(objective.title)”, \(objective.state.name), \(objective.measureInWords)</p>"
            : ""
        return office.page(
            visit, title, in: .actions, trail: .back(back), banner: banner, problems: problems,
            status: status,
            """
            \(PageHeading(title, caption: objective.title))
            \(now)<p>Its readings and its history stay. It can be \(isOpen ? "opened again" : "closed again") later.</p>
            \(office.form(visit, Address.objective(objective.id, "/close"), content))
            """)
    }
}
