// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import EqualityDuty
import Reports
import Storage
import WebServer

/// The action plan as a list: searched, filtered, sorted, a page at a time.
struct ActionListPage {
    let office: Office

    @Sendable func show(_ visit: Visit) async throws -> WebResponse {
        let profile = try await office.profile()
        let store = office.plan(profile)
        let list = ListState(visit.request.query, defaultSort: "position")
        let directorates = try await store.directorates(within: visit.scope)
        let (sections, leads) = try await store.sectionsAndLeads(within: visit.scope)
        let path = visit.frame.link(Address.actions)
        let (question, selected) = question(list, today: visit.today, path: path)
        var page = try await store.page(question, within: visit.scope)
        let last = list.lastPage(of: page.total)
        let number = list.page > last ? 1 : list.page
        if number != list.page {
            var first = question
            first.offset = 0
            page = try await store.page(first, within: visit.scope)
        }
        let count = page.total == 1 ? "1 action" : "\(page.total) actions"
        let main: HTML = """
            \(office.planNavigation(visit, .actions))\(PageHeading("Action plan"))
            \(buttons(visit, list, total: selected.isEmpty ? nil : page.total))\(theseLink(visit, list, page.total))
            \(Filters(
                action: path, selected: selected, clearPath: path, count: count, kept: list.kept,
                fields: fields(list, directorates, sections, leads),
                results: table(visit, list, page.actions, profile)
                    + Pagination(page: number, of: last, path: { list.link(path, page: $0) }).html))
            """
        return office.page(
            visit, "Action plan", in: .actions, banner: ActionImportPage.taken(visit),
            listPosition: last > 1 ? "(page \(number) of \(last))" : "", main)
    }

    private func buttons(_ visit: Visit, _ list: ListState, total: Int?) -> HTML {
        var buttons: [Button] = []
        if visit.may(.editActions) {
            buttons.append(Button("Add an action", path: visit.frame.link(Address.newAction)))
        }
        var links: [NavigationLink] = []
        if visit.reach(.importActions) == .wholeBody {
            links.append(NavigationLink("Import", visit.frame.link(Address.actionImport)))
        }
        if visit.may(.editActions) {
            links.append(NavigationLink("Paste a table", visit.frame.link(Address.paste)))
        }
        links.append(NavigationLink("Plans", visit.frame.link(Address.plans)))
        let export = list.link(visit.frame.link(Address.actionExport), without: "format")
        links += ExportPage.links(export, what: total.map(ExportPage.these))
        return ButtonGroup(buttons, links: links).html
    }

    /// The way to report on all that the filters leave, ten rows to a page.
    private func theseLink(_ visit: Visit, _ list: ListState, _ total: Int) -> HTML {
        guard visit.may(.editActions), total > 0 else { return HTML() }
        let path = list.link(visit.frame.link(Address.queue), without: "kind")
        return "<p><a href=\"\(path)\(path.contains("?") ? "&" : "?")kind=these\">Report on these</a></p>\n"
    }

    func question(_ list: ListState, today: CalendarDay, path: String) -> (
        ActionQuestion, [Filters.Selected]
    ) {
        var question = ActionQuestion(today: today)
        var selected: [Filters.Selected] = []
        func choose(_ name: String, _ group: String, _ text: String) {
            selected.append(Filters.Selected(group, text, remove: list.link(path, without: name)))
        }
        question.text = list.text("q")
        if !question.text.isEmpty { choose("q", "Search", question.text) }
        if let directorate = list.value("directorate") {
            question.directorate = directorate
            choose("directorate", "Directorate", directorate)
        }
        if let section = list.value("section") {
            question.section = section
            choose("section", "Section", section)
        }
        if let lead = list.value("lead") {
            question.lead = lead
            choose("lead", "Lead", lead)
        }
        if let status = list.value("status").flatMap({ ActionStatus(rawValue: $0) }) {
            question.status = status
            choose("status", "Status", status.name)
        }
        if list.value("overdue") == "yes" {
            question.isOverdue = true
            choose("overdue", "Target", "overdue")
        }
        if let queue = list.value("queue").flatMap({ ActionQueueItem.Kind(rawValue: $0) }) {
            question.queue = queue
            choose("queue", "Waiting for", queue.words)
        }
        question.order = ActionQuestion.Order(rawValue: list.sort) ?? .position
        question.isDescending = list.isDescending
        question.limit = list.perPage
        question.offset = (list.page - 1) * list.perPage
        return (question, selected)
    }

    private func fields(
        _ list: ListState, _ directorates: [String], _ sections: [String], _ leads: [String]
    ) -> HTML {
        func choices(_ name: String, _ all: [(String, String)]) -> [Choice] {
            [Choice("", "All", isChosen: list.value(name) == nil)]
                + all.map { Choice($0.0, $0.1, isChosen: list.value(name) == $0.0) }
        }
        func select(_ name: String, _ label: String, _ words: [String]) -> HTML {
            words.isEmpty && list.value(name) == nil
                ? HTML() : Select(name, label: label, choices(name, words.map { ($0, $0) })).html
        }
        return """
            \(TextInput("q", label: "Search", value: list.text("q"), kind: .search, width: .full))
            \(Select("directorate", label: "Directorate", choices("directorate", directorates.map { ($0, $0) })))
            \(select("section", "Section", sections))\(select("lead", "Lead", leads))
            \(Select("status", label: "Status", choices("status", ActionStatus.allCases.map { ($0.rawValue, $0.name) })))
            \(Select("queue", label: "Waiting for", choices("queue", ActionQueueItem.Kind.allCases.map { ($0.rawValue, $0.words) })))
            \(Checkboxes("overdue", label: "Target", [Choice("yes", "Overdue", isChosen: list.value("overdue") == "yes")], isSmall: true))
            """
    }

    private func table(_ visit: Visit, _ list: ListState, _ actions: [ActionLine], _ profile: BodyProfile)
        -> HTML
    {
        let path = visit.frame.link(Address.actions)
        func column(_ title: String, _ key: String) -> Table.Column {
            Table.Column(title, sort: list.sort(path, by: key))
        }
        let rows: [[Table.Cell]] = actions.map { action in
            [
                .link(action.title, visit.frame.link(Address.action(action.id))),
                .text(action.leads), .text(action.directorate),
                .text(action.target),
                .html(action.tag(on: visit.today, staleAfter: profile.staleDays)),
            ]
        }
        return Table(
            "Actions", isCaptionHidden: true,
            columns: [
                column("Objective or task", "title"), "Lead", column("Directorate", "directorate"),
                column("Target", "target"), column("Status", "status"),
            ],
            rows: rows, empty: "No action fits. Remove a filter, or add the first action."
        ).html
    }
}

extension ActionQueueItem.Kind {
    /// What an action in this queue waits for.
    var words: String {
        switch self {
        case .dateNotUnderstood: "a date that can be understood"
        case .noDate: "a date"
        case .statusNotUnderstood: "a status that can be understood"
        case .toBeMapped: "mapping"
        case .noLead: "a lead"
        }
    }
}

extension PlannedAction {
    /// The status as shown: overdue and stale are worked out, never stored.
    func tag(on today: CalendarDay, staleAfter days: Int) -> HTML {
        let words = Reports.status(of: self, on: today, staleAfter: days)
        if isOverdue(on: today) { return Tag(words, .problem).html }
        if isStale(on: today, after: days) { return Tag(words, .attention).html }
        switch status {
        case .onTarget: return Tag(words, .good).html
        case .complete: return Tag(words, .good).html
        case .atRisk: return Tag(words, .attention).html
        case .notStated, .notStarted: return Tag(words, .neutral).html
        case .closedNotDone, .superseded: return Tag(words, .inactive).html
        }
    }
}
