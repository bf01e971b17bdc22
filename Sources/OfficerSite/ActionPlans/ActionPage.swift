// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import EqualityDuty
import Storage
import WebServer

/// One action: its words as written, how they are read, and what happened to it.
struct ActionPage {
    let office: Office

    @Sendable func show(_ visit: Visit) async throws -> WebResponse {
        let profile = try await office.profile()
        guard let action = try await office.plan(profile).action(visit.parameter("id"), within: visit.scope)
        else {
            throw Refusal.notFound
        }
        let history = try await office.plan(profile).history(of: action.id)
        let mayEdit =
            visit.reach(.editActions)?.holds(directorate: action.directorate, record: action.id) ?? false
        let button =
            mayEdit
            ? ButtonGroup([
                Button("Change", .secondary, path: visit.frame.link(Address.action(action.id, "/edit")))
            ]) : nil
        let queue = action.queue()
        let waiting: HTML =
            queue.isEmpty || action.status.isFinished
            ? ""
            : InsetText(
                "<p><strong>To settle:</strong></p><ul class=\"dr-list\">\(queue.map { "<li>\($0.column): \($0.text)</li>" as HTML })</ul>"
            ).html
        let main: HTML = """
            \(PageHeading(action.title, caption: action.cells.arisingFrom))
            <p>\(action.tag(on: visit.today, staleAfter: profile.staleDays))</p>
            \(waiting)\(facts(action, profile, visit))
            \(button)
            <h2 class="dr-heading-m">History</h2>
            \(HistoryView(history))
            """
        return office.page(
            visit, action.title, in: .actions, trail: .back(visit.frame.link(Address.actions)), main)
    }

    /// The assessment whose mitigation it is: one record, seen from both sides.
    private func assessment(_ action: Action, _ visit: Visit) -> HTML {
        guard !action.assessmentID.isEmpty else { return "None" }
        guard visit.may(.viewAssessments) else { return HTML(text: action.cells.arisingFrom) }
        return
            "<a href=\"\(visit.frame.link(Address.assessment(action.assessmentID)))\">\(action.cells.arisingFrom)</a>"
    }

    private func facts(_ action: Action, _ profile: BodyProfile, _ visit: Visit) -> SummaryList {
        let cells = action.cells
        func selection<Element>(_ text: SelectionText<Element>, _ name: (Element) -> String) -> HTML {
            let meaning: String =
                switch text.selection {
                case .all: "All, and any that join later"
                case .notApplicable: "Not applicable"
                case .toBeMapped: "To be mapped"
                case .notStated: "Not stated"
                case .some(let elements): elements.map(name).joined(separator: "; ")
                }
            return text.asWritten.isEmpty || text.asWritten == meaning
                ? HTML(text: meaning)
                : "\(meaning)<br><span class=\"dr-quiet\">As written: \(text.asWritten)</span>"
        }
        let target: HTML =
            "\(cells.targetDate.isEmpty ? "No target" : cells.targetDate)<br><span class=\"dr-quiet\">\(action.target.readBack)</span>"
        let leads = action.leads.map { lead in
            switch lead.kind {
            case .named: lead.name
            case .toBeConfirmed: "To be confirmed"
            case .none: "None"
            }
        }
        return SummaryList([
            .init("Lead", text: leads.joined(separator: "\n")), .init("Directorate", text: cells.directorate),
            .init("Section", text: cells.section), .init("Target completion date", target),
            .init("Status as written", text: cells.status.isEmpty ? "Not stated" : cells.status),
            .init("Measure", text: action.measure), .init("Outcome", text: action.outcomeNote),
            .init("From the assessment", assessment(action, visit)),
            .init("Corporate plan priority", selection(action.corporatePlanPriorities) { $0 }),
            .init("Framework criteria", selection(action.framework) { $0 }),
            .init("Aims of the duty", selection(action.aims) { "\($0.letter), \($0.name)" }),
            .init(
                "Protected characteristics",
                selection(action.characteristics) { profile.vocabulary.name(of: $0) }),
            .init("Last updated", text: action.lastUpdated.written),
        ])
    }
}
