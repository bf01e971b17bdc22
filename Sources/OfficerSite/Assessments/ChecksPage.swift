// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import EqualityDuty
import Storage
import WebServer

/// What the eighteen checks miss, cell by cell, with the next step and, for a named person, the override.
struct ChecksPage {
    let office: Office

    @Sendable func show(_ visit: Visit) async throws -> WebResponse {
        page(visit, try await office.openAssessment(visit))
    }

    @Sendable func override(_ visit: Visit) async throws -> WebResponse {
        let open = try await office.openAssessment(visit)
        let (check, path) = (visit.fields.text("check"), visit.fields.text("path"))
        let field = "reason-\(check)-\(path)"
        let reason = visit.fields.text(field)
        var problems: [Problem] = []
        if !open.findings.contains(where: { $0.stops && $0.check.id == check && $0.path == path }) {
            problems.append(Problem(at: "checks", "Look at this again: that is no longer missing"))
        } else if reason.count < 20 {
            problems.append(Problem(at: field, "Enter the reason, in at least 20 characters"))
        } else if reason.count > 5_000 {
            problems.append(Problem(at: field, "Reason must be 5,000 characters or fewer"))
        }
        if let refusal = AssessmentWorkflow.refusal(
            of: .overridden, by: open.person, on: open.record, at: visit.now, findings: open.findings)
        {
            problems = [Problem(at: "checks", refusal)]
        }
        guard problems.isEmpty else { return page(visit, open, problems) }
        let effect = AssessmentEffect(
            state: open.record.state, details: ["check": check, "path": path, "reason": reason])
        do {
            try await open.store.act(
                .overridden, on: open.id, version: open.record.version, sequence: open.sequence,
                effect: effect,
                within: open.scope, visit.change(because: reason))
        } catch is AssessmentMoved {
            return page(
                visit, open, [Problem(at: "checks", "Look at this again: somebody acted on it first")])
        }
        return visit.backToAssessment(open.id, done: "overridden", "/checks")
    }

    private func page(_ visit: Visit, _ open: OpenAssessment, _ problems: [Problem] = []) -> WebResponse {
        let title = "What is missing"
        let stops = open.findings.filter(\.stops)
        let known = open.findings.filter { $0.level == .warn }
        let overridden = open.findings.filter { $0.override != nil }
        let draft: HTML =
            open.record.state.isOpen
            ? "<p>The assessment is still being written: much of this is for later.</p>" : ""
        return office.page(
            visit, title, in: .assessments, trail: .back(visit.frame.link(Address.assessment(open.id))),
            problems: problems,
            """
            \(PageHeading(title, caption: "\(open.record.reference) \(open.record.title)"))
            <p>These checks list what courts have looked for and do not find here. \
            They never say that a duty was met, and nothing here replaces thinking.</p>
            \(draft)<div id="checks" tabindex="-1"></div>
            <h2 class="dr-heading-m">To settle</h2>
            \(list(stops, visit, open, problems))
            <h2 class="dr-heading-m">To know about</h2>
            \(list(known, visit, open, problems))
            <h2 class="dr-heading-m">Overridden</h2>
            \(list(overridden, visit, open, problems))
            """)
    }

    /// The findings by check; more than a few of one kind are folded, so that the page stays short.
    private func list(
        _ findings: [CheckFinding], _ visit: Visit, _ open: OpenAssessment, _ problems: [Problem]
    ) -> HTML {
        guard !findings.isEmpty else { return "<p>None.</p>" }
        var parts = HTML()
        for check in DueRegardCheck.allCases {
            let own = findings.filter { $0.check == check }
            guard !own.isEmpty else { continue }
            let items: [HTML] = own.map { item($0, visit, open, problems) }
            let (shown, folded) = (Array(items.prefix(4)), Array(items.dropFirst(4)))
            let more: HTML =
                folded.isEmpty
                ? ""
                : Details("\(folded.count) more of \(check.id)", "<ul class=\"dr-points\">\n\(folded)</ul>")
                    .html
            parts += """
                <h3 class="dr-heading-s">\(check.id): \(check.name)</h3>
                <ul class="dr-points">
                \(shown)</ul>
                \(more)
                """
        }
        return parts
    }

    private func item(
        _ finding: CheckFinding, _ visit: Visit, _ open: OpenAssessment, _ problems: [Problem]
    ) -> HTML {
        let next: HTML =
            place(of: SmallFigure.path(of: finding) ?? finding.path, open).map {
                "<a href=\"\(visit.frame.link($0))\">\(finding.nextStep)</a>" as HTML
            } ?? HTML(text: finding.nextStep)
        let words: HTML =
            finding.override.map {
                "<p><strong>Overridden by \($0.by)</strong>, \($0.at.day.written): \($0.reason)</p>\n"
                    as HTML
            } ?? HTML()
        return """
            <li><p>\(finding.message). \(next).</p>
            \(words)\(finding.stops ? form(finding, visit, open, problems) : HTML())</li>

            """
    }

    /// The page on which a path is answered: that of its characteristic, where it has one of its own.
    private func place(of path: String, _ open: OpenAssessment) -> String? {
        guard let section = section(of: path, open) else { return nil }
        let parts = path.split(separator: "/").map(String.init)
        let base = Address.assessment(open.id, "/section/\(section.id)")
        guard parts.count > 1, section.hasOwnPages,
            open.characteristics.contains(where: { $0.code == parts[1] })
        else { return base }
        return "\(base)/\(parts[1])"
    }

    private func section(of path: String, _ open: OpenAssessment) -> AssessmentTemplate.Section? {
        guard let group = path.split(separator: "/").first else { return nil }
        return open.template.shownSections(open.content).first { section in
            section.groups.contains { $0.id == group }
        }
    }

    private func form(_ finding: CheckFinding, _ visit: Visit, _ open: OpenAssessment, _ problems: [Problem])
        -> HTML
    {
        guard
            AssessmentWorkflow.refusal(
                of: .overridden, by: open.person, on: open.record, at: visit.now, findings: open.findings)
                == nil
        else { return "" }
        let name = "reason-\(finding.check.id)-\(finding.path)"
        let content: HTML = """
            \(HiddenInput("check", finding.check.id))\(HiddenInput("path", finding.path))
            \(TextArea(name, label: "Why it is right to go on without this", hint: "Recorded under your post, and shown with the published assessment", value: visit.fields.raw(name), rows: 3, problems))
            \(Button("Override \(finding.check.id)", .warning))
            """
        let isOpen = problems.contains { $0.field == name }
        let isSent =
            visit.fields.text("check") == finding.check.id && visit.fields.text("path") == finding.path
        return Details(
            "Override this check", isOpen: isOpen,
            office.form(
                visit, Address.assessment(open.id, "/checks"), key: isSent ? nil : Identifier.next(), content
            ).html
        ).html
    }
}
