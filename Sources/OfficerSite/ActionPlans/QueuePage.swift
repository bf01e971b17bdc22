// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import EqualityDuty
import Storage
import WebServer

/// The work queues: one screen on which ten actions are settled with one button.
struct QueuePage {
    let office: Office

    /// How many rows a screen has: ten to be reported on, twenty where one box settles a row.
    static func rows(of queue: WorkQueue) -> Int { queue.column == nil ? 10 : 20 }

    @Sendable func show(_ visit: Visit) async throws -> WebResponse {
        let query = visit.request.query
        let desk = try await office.queueDesk(visit, query)
        var banner: Banner?
        if let saved = Int(query.text("saved")), saved > 0 {
            let done = desk.queue.column == nil ? "reported on" : "settled"
            let words = "\(saved == 1 ? "1 action" : "\(saved) actions") \(done), \(desk.count) left"
            banner = Banner(
                .success, "\(words) \(desk.queue.column == nil ? "to report on" : "in this queue").")
        }
        return page(visit, desk, banner: banner)
    }

    @Sendable func save(_ visit: Visit) async throws -> WebResponse {
        let fields = visit.fields
        let queue = WorkQueue(rawValue: fields.text("kind")) ?? .overdue
        let ids = fields.values("row").prefix(Self.rows(of: queue))
        let desk = try await office.queueDesk(visit, fields, only: Array(ids))
        let pairs = desk.rows.compactMap { row in row.answer(fields).map { (row, $0) } }
        var problems: [Problem] = []
        for (row, answer) in pairs {
            let found = row.problems(answer, desk.vocabulary, former: desk.former)
            // What is wrong with the words for all rows left empty is said once, at those words.
            let isOwn = queue.column == nil || row.isAnswered(fields)
            problems += isOwn ? found : found.prefix(1).map { Problem(at: QueueRow.rest, $0.text) }
        }
        let shared = problems.first { $0.field == QueueRow.rest }
        problems = (shared.map { [$0] } ?? []) + problems.filter { $0.field != QueueRow.rest }
        guard problems.isEmpty else { return page(visit, desk, fields, problems) }
        let skipped = (Int(fields.text("from")) ?? 0) + ids.count - pairs.count
        guard !pairs.isEmpty else { return .redirect(desk.path(visit, saved: 0, from: skipped)) }
        let answers = pairs.map(\.1)
        let plan = office.plan(try await office.profile())
        do {
            let conflicts = try await plan.settle(answers, within: visit.scope, visit.change())
            guard !conflicts.isEmpty else {
                return .redirect(desk.path(visit, saved: answers.count, from: skipped))
            }
            return try await conflict(visit, conflicts, saved: answers.count - conflicts.count)
        } catch let nothing as NothingSettled {
            return try await conflict(visit, nothing.conflicts, saved: 0)
        }
    }

    /// The rows that somebody else changed meanwhile: how they stand now, with what was typed.
    private func conflict(_ visit: Visit, _ ids: [String], saved: Int) async throws -> WebResponse {
        let desk = try await office.queueDesk(visit, visit.fields, only: ids)
        let changed = ids.count == 1 ? "1 action was changed" : "\(ids.count) actions were changed"
        let kept = saved == 1 ? "1 action was saved" : "\(saved) actions were saved"
        let banner = Banner(
            .important, "\(changed) by somebody else meanwhile",
            "<p>\(kept). Below is how the others stand now, with your words kept. Save them again, or leave them empty.</p>"
        )
        return page(visit, desk, visit.fields, banner: banner, status: 409)
    }

    private func page(
        _ visit: Visit, _ desk: QueueDesk, _ typed: FormFields? = nil, _ problems: [Problem] = [],
        banner: Banner? = nil, status: Int? = nil
    ) -> WebResponse {
        let count = desk.count
        let main: HTML = """
            \(office.planNavigation(visit, .queue))\(PageHeading("To settle"))
            \(Self.queues(visit, desk))
            <h2 class="dr-heading-m">\(desk.queue.name)</h2>
            \(count == 0 && desk.rows.isEmpty ? Self.empty(visit, desk) : form(visit, desk, count, typed, problems))
            """
        return office.page(
            visit, "To settle", in: .actions, banner: banner, problems: problems, status: status, main)
    }

    /// The queues with how many actions each holds, the one shown without a link.
    private static func queues(_ visit: Visit, _ desk: QueueDesk) -> HTML {
        let (current, counts) = (desk.queue, desk.counts)
        let links = WorkQueue.allCases.filter { counts[$0] ?? 0 > 0 || $0 == current }.map { queue in
            let count = queue == .these ? desk.count : counts[queue] ?? 0
            return NavigationLink(
                "\(queue.name): \(count == 1 ? "1 action" : "\(count) actions")",
                visit.frame.link(Address.queue) + "?kind=\(queue.rawValue)", isCurrent: queue == current)
        }
        return SubNavigation("Queues", links).html
    }

    private static func empty(_ visit: Visit, _ desk: QueueDesk) -> HTML {
        if desk.queue == .these {
            return
                "<p>Nothing is left to report on. <a href=\"\(visit.frame.link(Address.actions))\">Back to the action plan</a></p>"
        }
        if desk.seen > 0 {
            return
                "<p>You have reported on everything here. What still stands as it was comes back with the next visit.</p>"
        }
        let rest = desk.counts.values.reduce(0, +)
        return rest == 0
            ? "<p>Nothing waits to be settled.</p>"
            : "<p>This queue is empty. Choose another one above.</p>"
    }

    /// The words for every row whose box stays empty, and what its boxes offer.
    private func rest(_ desk: QueueDesk, _ typed: FormFields?, _ problems: [Problem]) -> HTML {
        guard let column = desk.queue.column, column != 6 else { return HTML() }
        return TextInput(
            QueueRow.rest, label: "The same for every row left empty",
            hint: "Leave it empty to skip such rows",
            value: typed?.text(QueueRow.rest) ?? "", list: QueueRow.list, problems
        ).html
    }

    private func form(
        _ visit: Visit, _ desk: QueueDesk, _ count: Int, _ typed: FormFields?, _ problems: [Problem]
    ) -> HTML {
        let shown = desk.rows.count
        let many = count == 1 ? "1 action" : "\(count) actions"
        let of =
            desk.queue == .these
            ? "\(many) left of what the filter of the list leaves."
            : "\(many) \(count == 1 ? "waits" : "wait") here."
        let how =
            desk.queue.column == nil
            ? "An empty row is skipped; what you report on stays out of the rest of this pass."
            : "What the action itself names stands in the box, what else may fit beside it; an empty box is skipped, "
                + "or gets what you enter first."
        let button = shown == 1 ? "Save this one" : "Save these \(shown)"
        let following = desk.start + shown
        var links: [NavigationLink] = []
        if let before = desk.before(visit) { links.append(NavigationLink("Back to those skipped", before)) }
        if following < count {
            links.append(NavigationLink("Skip to the next ones", desk.path(visit, saved: 0, from: following)))
        }
        let content: HTML = """
            \(desk.hidden)\(shown > 1 ? rest(desk, typed, problems) : HTML())
            \(desk.rows.map { $0.html(typed, problems) })
            \(ButtonGroup([Button(button)], links: links))
            """
        let open: [HTML] = desk.rows.map {
            "<li><a href=\"\(visit.frame.link(Address.action($0.action.id)))\">\($0.action.title)</a></li>\n"
        }
        return """
            <p>\(of) \(how)</p>
            \(desk.queue.column == nil ? HTML() : SuggestionList(QueueRow.list, desk.choices.map { ($0.words, $0.meaning) }).html)\
            \(office.form(visit, Address.queue, key: typed == nil || problems.isEmpty ? Identifier.next() : nil, content))
            \(Details("Open one of these actions", "<ul class=\"dr-list\">\(open)</ul>"))
            """
    }
}
