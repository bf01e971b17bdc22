// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import EqualityDuty
import Storage
import WebServer

/// Moving an assessment to a newer version of its template, or a screening to an assessment: what that means is
/// shown first.
struct TemplateMovePage {
    let office: Office

    @Sendable func show(_ visit: Visit) async throws -> WebResponse {
        page(visit, try await office.openAssessment(visit))
    }

    @Sendable func move(_ visit: Visit) async throws -> WebResponse {
        let open = try await office.openAssessment(visit)
        guard let target = open.moveTargets.first(where: { $0.id == visit.fields.text("to") }) else {
            return page(visit, open, [Problem(at: "move", "Select a template")])
        }
        if let refusal = AssessmentWorkflow.refusal(
            of: .templateMoved, by: open.person, on: open.record, at: visit.now, findings: open.findings)
        {
            return page(visit, open, [Problem(at: "move", refusal)])
        }
        let move = TemplateMove(from: open.template, to: target, content: open.content, open.characteristics)
        do {
            try await open.store.move(
                open.id, to: target, writing: move.changes, readIn: open.record.version,
                sequence: open.sequence, within: open.scope, visit.change())
        } catch is AssessmentMoved {
            return page(visit, open, [Problem(at: "move", "Look at this again: somebody acted on it first")])
        }
        return visit.backToAssessment(open.id, done: "done")
    }

    private func page(_ visit: Visit, _ open: OpenAssessment, _ problems: [Problem] = []) -> WebResponse {
        let title = "Move to another template"
        let parts: [HTML] = open.moveTargets.map { part(visit, open, $0) }
        let none: HTML =
            parts.isEmpty ? "<p>This assessment has the newest version of its template.</p>" : HTML()
        return office.page(
            visit, title, in: .assessments, trail: .back(visit.frame.link(Address.assessment(open.id))),
            problems: problems,
            """
            \(PageHeading(title, caption: "\(open.record.reference) \(open.record.title)"))
            <div id="move" tabindex="-1"></div>
            <p>It has version \(open.template.version) of “\(open.template.name)”. Nothing that was written is lost.</p>
            \(none)\(parts)
            """)
    }

    private static func words(_ one: TemplateMove.Reworded) -> String {
        let misfit = one.doesNotFit ? ". The answer given cannot be chosen any more" : ""
        return one.before == one.after
            ? "\(one.after): its hint or its answers\(misfit)" : "\(one.before) is now: \(one.after)\(misfit)"
    }

    private func part(_ visit: Visit, _ open: OpenAssessment, _ target: AssessmentTemplate) -> HTML {
        let move = TemplateMove(from: open.template, to: target, content: open.content, open.characteristics)
        func list(_ heading: String, _ items: [String]) -> HTML {
            guard !items.isEmpty else { return "" }
            let words: [HTML] = items.prefix(200).map { "<li>\($0)</li>\n" }
            return Details(
                "\(heading) (\(items.count))", "<ul class=\"dr-list\">\n\(words)</ul>"
            ).html
        }
        let content: HTML = """
            \(HiddenInput("to", target.id))
            \(Button("Move to “\(target.name)”, version \(target.version)", .secondary))
            """
        return """
            <h2 class="dr-heading-m">\(target.name), version \(target.version)</h2>
            \(list("Asked anew", move.anew.map(\.name)))
            \(list("No longer asked, and kept", move.noLongerAsked.map { "\($0.name): \($0.text)" }))
            \(list("Worded otherwise", move.reworded.map(Self.words)))
            \(move.isEmpty ? "<p>No question changes for this assessment.</p>" : HTML())
            \(office.form(visit, Address.assessment(open.id, "/template"), key: Identifier.next(), content))
            """
    }
}
