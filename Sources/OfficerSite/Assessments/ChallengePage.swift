// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import EqualityDuty
import Storage
import WebServer

/// The peer challenger's page: each section read, with a verdict, then the challenge is finished.
struct ChallengePage {
    let office: Office

    @Sendable func show(_ visit: Visit) async throws -> WebResponse {
        try page(visit, try await office.openAssessment(visit))
    }

    @Sendable func save(_ visit: Visit) async throws -> WebResponse {
        let open = try await office.openAssessment(visit)
        // Who may finish a challenge may write its points: the same people, the same state.
        if let refusal = refusal(visit, open) {
            return try page(visit, open, [Problem(at: "challenge", refusal)])
        }
        let (points, problems) = reading(visit, open)
        guard problems.isEmpty else { return try page(visit, open, problems) }
        let finishes = visit.fields.text("finish") == "yes"
        guard finishes || !points.isEmpty else {
            return try page(visit, open, [Problem(at: "challenge", "Select a verdict on a section")])
        }
        if !points.isEmpty {
            try await open.store.raise(
                points, on: open.id, within: open.scope, visit.change())
        }
        if finishes { return try await finish(visit, try await office.openAssessment(visit)) }
        return .redirect(
            visit.frame.link(Address.assessment(open.id, "/challenge"))
                + "?done=point#challenge-\(points.first?.section ?? "")")
    }

    /// The verdicts that were given, on one section or on many at once.
    private func reading(_ visit: Visit, _ open: OpenAssessment) -> ([NewPoint], [Problem]) {
        var points: [NewPoint] = []
        var problems: [Problem] = []
        for section in asked(open) {
            let word = visit.fields.text("verdict-\(section.id)")
            let text = visit.fields.text("text-\(section.id)")
            guard let verdict = AssessmentPoint.Verdict(rawValue: word) else {
                if !text.isEmpty { problems.append(Problem(at: "verdict-\(section.id)", "Select a verdict")) }
                continue
            }
            if verdict != .accept, text.isEmpty {
                problems.append(
                    Problem(at: "text-\(section.id)", "Enter what should be better, or what to mend"))
            }
            if text.count > 10_000 {
                problems.append(Problem(at: "text-\(section.id)", "Point must be 10,000 characters or fewer"))
            }
            points.append(
                NewPoint(
                    kind: .challenge, section: section.id, verdict: verdict,
                    text: text.isEmpty ? "Nothing to add." : text))
        }
        return (points, problems)
    }

    private func finish(_ visit: Visit, _ open: OpenAssessment) async throws -> WebResponse {
        let sections = asked(open)
        // Each round asks for its own verdicts: what was changed is looked at again.
        let done = open.record.sectionsChallengedThisRound
        let left = sections.filter { !done.contains($0.id) }
        guard left.isEmpty else {
            let names = left.map { "“\($0.title)”" }.joined(separator: ", ")
            return try page(
                visit, open, [Problem(at: "verdict-\(left[0].id)", "Select a verdict on \(names)")])
        }
        var effect = AssessmentEffect(
            state: AssessmentWorkflow.state(after: .challenged, details: [:], on: open.record), freezes: true)
        let points = open.record.points.filter { $0.kind == .challenge }
        effect.details = [
            "outcome": AssessmentPoint.Verdict.allCases.map { verdict in
                "\(verdict.name): \(points.count { $0.verdict == verdict })"
            }.joined(separator: ", ")
        ]
        do {
            try await open.store.act(
                .challenged, on: open.id, version: open.record.version, sequence: open.sequence,
                effect: effect,
                within: open.scope, visit.change())
        } catch is AssessmentMoved {
            return try page(
                visit, open, [Problem(at: "challenge", "Look at this again: somebody acted on it first")])
        }
        return visit.backToAssessment(open.id, done: "done")
    }

    private func refusal(_ visit: Visit, _ open: OpenAssessment) -> String? {
        AssessmentWorkflow.refusal(
            of: .challenged, by: open.person, on: open.record, at: visit.now, findings: open.findings)
    }

    private func asked(_ open: OpenAssessment) -> [AssessmentTemplate.Section] {
        open.template.shownSections(open.content).filter { $0.answerer == .author }
    }

    private func page(_ visit: Visit, _ open: OpenAssessment, _ problems: [Problem] = []) throws
        -> WebResponse
    {
        let title = "Challenge"
        let refusal = refusal(visit, open)
        let may = refusal == nil
        let parts: [HTML] = asked(open).map { section(visit, open, $0, may, problems) }
        let finish: HTML =
            may
            ? "<h2 class=\"dr-heading-m\">When every section has a verdict</h2>\n\(Button("Finish the challenge", name: "finish", value: "yes"))"
            : HTML()
        let body: HTML =
            may
            ? office.form(
                visit, Address.assessment(open.id, "/challenge"), parts.joined() + finish
            ).html
            : InsetText("<p>\(Office.sentence(refusal ?? ""))</p>").html + parts.joined()
        // Answers have forms of their own, which cannot stand inside this one.
        let all = open.record.points.filter { $0.kind == .challenge }
        let list = PointList(points: all, open: open, visit: visit, office: office, namesSection: true).html
        let earlier: HTML =
            all.isEmpty ? HTML() : "<h2 class=\"dr-heading-m\">Points so far</h2>\n\(list)"
        return office.page(
            visit, title, in: .assessments, trail: .back(visit.frame.link(Address.assessment(open.id))),
            problems: problems,
            """
            \(PageHeading(title, caption: "\(open.record.reference) \(open.record.title)"))
            <p>Give a verdict on each section. The author answers each point before the assessment is signed.</p>
            <div id="challenge" tabindex="-1"></div>
            \(body)\(earlier)
            """)
    }

    private func section(
        _ visit: Visit, _ open: OpenAssessment, _ section: AssessmentTemplate.Section, _ may: Bool,
        _ problems: [Problem]
    ) -> HTML {
        let rows: [SummaryList.Row] = open.template.fields(
            of: section, in: open.content, open.characteristics
        )
        .filter { open.content.isFilled($0.path) }
        .map { .init($0.name, text: open.template.display($0, open.content, open.characteristics)) }
        let chosen = visit.fields.text("verdict-\(section.id)")
        let content: HTML = """
            \(Radios("verdict-\(section.id)", label: "Verdict on “\(section.title)”", AssessmentPoint.Verdict.allCases.map { Choice($0.rawValue, $0.name, isChosen: $0.rawValue == chosen) }, isInline: true, problems))
            \(TextArea("text-\(section.id)", label: "Point (optional where you accept)", value: visit.fields.raw("text-\(section.id)"), rows: 3, problems))
            \(Button("Record the verdict", .secondary))
            """
        let form: HTML = may ? content : ""
        return """
            <section id="challenge-\(section.id)">
            <h2 class="dr-heading-m">\(section.title)</h2>
            \(rows.isEmpty ? "<p>Nothing has been written here.</p>" : Details("What is written here", SummaryList(rows).html).html)
            \(form)
            </section>

            """
    }
}
