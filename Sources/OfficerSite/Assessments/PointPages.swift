// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import EqualityDuty
import Storage
import WebServer

/// Comments and points of challenge, each with its answer and the way to answer it.
struct PointList {
    let points: [AssessmentPoint]
    let open: OpenAssessment
    let visit: Visit
    let office: Office
    /// Whether each point names its section: not on the page of that section.
    var namesSection = false

    var html: HTML {
        guard !points.isEmpty else { return "" }
        let items: [HTML] = points.map(item)
        return "<ul class=\"dr-points\">\n\(items)</ul>\n"
    }

    private func item(_ point: AssessmentPoint) -> HTML {
        let section = open.template.section(point.section)?.title ?? point.section
        let question =
            point.path.isEmpty
            ? "" : open.template.name(of: point.path, in: open.content, open.characteristics)
        let about = [namesSection ? section : "", question].filter { !$0.isEmpty }.joined(separator: ": ")
        let verdict: HTML =
            point.verdict.map { Tag($0.name, $0 == .accept ? .good : .attention).html + " " } ?? ""
        let state: HTML = point.isOpen ? Tag("Open", .attention).html : Tag("Answered", .neutral).html
        let answer: HTML =
            point.answer.isEmpty
            ? "" : "<p><strong>Answer of \(point.answeredBy):</strong> \(point.answer)</p>\n"
        return """
            <li id="point-\(point.id)">
            <p>\(verdict)\(point.verdict == .accept ? HTML() : state) <strong>\(point.byPost)</strong>, \
            \(point.at.day.written)\(about.isEmpty ? "" : ", about \(about)")</p>
            <p>\(point.text)</p>
            \(answer)\(form(point))
            </li>

            """
    }

    private func form(_ point: AssessmentPoint) -> HTML {
        guard point.isOpen else { return "" }
        func may(resolving: Bool) -> Bool {
            AssessmentWorkflow.answerRefusal(
                to: point, by: open.person, on: open.record, resolving: resolving) == nil
        }
        let mayAnswer = may(resolving: false)
        let mayClose = point.kind == .comment && may(resolving: true)
        guard mayAnswer || mayClose else { return "" }
        let name = "answer-\(point.id)"
        let buttons =
            point.kind == .comment
            ? [Button("Answer", .secondary), Button("Resolve", .secondary, name: "resolve", value: "yes")]
            : [Button("Answer", .secondary)]
        let content: HTML = """
            \(HiddenInput("point", point.id))
            \(TextArea(name, label: point.kind == .comment ? "Answer (optional)" : "Answer", rows: 2))
            \(ButtonGroup(buttons))
            """
        let path = Address.assessment(open.id, "/points/answer")
        return Details("Answer this", office.form(visit, path, key: Identifier.next(), content).html).html
    }
}

/// Raising and answering points.
struct PointPages {
    let office: Office

    @Sendable func raise(_ visit: Visit) async throws -> WebResponse {
        let open = try await office.openAssessment(visit)
        let section = visit.fields.text("section")
        guard open.template.section(section) != nil else { throw Refusal.badRequest("no such section") }
        let text = visit.fields.text("comment")
        let back = Address.assessment(open.id, "/section/\(FormFields.encoded(section))")
        guard !text.isEmpty, text.count <= 10_000 else {
            return sorry(
                visit, open,
                Problem(
                    at: "comment",
                    text.isEmpty ? "Enter a comment" : "Comment must be 10,000 characters or fewer"))
        }
        if let refusal = AssessmentWorkflow.raiseRefusal(kind: .comment, by: open.person, on: open.record) {
            return sorry(visit, open, Problem(at: "comment", refusal))
        }
        try await open.store.raise(
            .comment, on: open.id, section: section, path: visit.fields.text("path"), verdict: nil,
            text: text,
            within: open.scope, visit.change())
        return .redirect(visit.frame.link(back) + "?done=point")
    }

    @Sendable func answer(_ visit: Visit) async throws -> WebResponse {
        let open = try await office.openAssessment(visit)
        let id = visit.fields.text("point")
        guard let point = open.record.points.first(where: { $0.id == id }) else {
            throw Refusal.badRequest("no such point")
        }
        let text = visit.fields.text("answer-\(id)")
        let resolves = visit.fields.text("resolve") == "yes"
        guard !text.isEmpty || resolves else {
            return sorry(visit, open, Problem(at: "answer-\(id)", "Enter an answer"))
        }
        let isResolved = point.kind == .comment && resolves
        if let refusal = AssessmentWorkflow.answerRefusal(
            to: point, by: open.person, on: open.record, resolving: isResolved)
        {
            return sorry(visit, open, Problem(at: "answer-\(id)", refusal))
        }
        do {
            try await open.store.answer(
                id, on: open.id, with: text, resolves: isResolved, within: open.scope,
                visit.change())
        } catch is EditConflict {
            return sorry(
                visit, open,
                Problem(
                    at: "answer-\(id)",
                    "The point must be open to be answered. Somebody closed it meanwhile, and your words are below"
                ))
        }
        return visit.backToAssessment(open.id, done: "point")
    }

    /// A remark that could not be kept: what to do, with the words that were typed.
    private func sorry(_ visit: Visit, _ open: OpenAssessment, _ problem: Problem) -> WebResponse {
        let hidden: [HTML] = visit.fields.all.filter {
            $0.name != "csrf" && $0.name != problem.field && $0.name != Form.idempotencyField
        }
        .map { HiddenInput($0.name, $0.value).html }
        let content: HTML = """
            \(hidden)
            \(TextArea(problem.field, label: "Your words", value: visit.fields.raw(problem.field), rows: 4, [problem]))
            \(Button("Send"))
            """
        let path = problem.field == "comment" ? "/points" : "/points/answer"
        return office.page(
            visit, "Comment", in: .assessments, trail: .back(visit.frame.link(Address.assessment(open.id))),
            problems: [problem],
            """
            \(PageHeading("Comment", caption: "\(open.record.reference) \(open.record.title)"))
            \(office.form(visit, Address.assessment(open.id, path), content))
            """)
    }
}
