// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import EqualityDuty
import Storage
import WebServer

/// The assessments of the body as a list: searched, filtered, sorted, a page at a time.
struct AssessmentListPage {
    let office: Office

    @Sendable func show(_ visit: Visit) async throws -> WebResponse {
        let profile = try await office.profile()
        let store = try await office.assessments(profile)
        let scope = try await office.assessmentScope(visit)
        let list = ListState(visit.request.query, defaultSort: "updated")
        let path = visit.frame.link(Address.assessments)
        let (question, selected) = question(list, visit, profile, path: path)
        var page = try await store.page(question, within: scope)
        let last = list.lastPage(of: page.total)
        let number = list.page > last ? 1 : list.page
        if number != list.page {
            var first = question
            first.offset = 0
            page = try await store.page(first, within: scope)
        }
        let directorates = try await store.directorates(within: scope)
        let count = page.total == 1 ? "1 assessment" : "\(page.total) assessments"
        let main: HTML = """
            \(PageHeading("Assessments", caption: profile.assessmentLabel))
            \(buttons(visit))
            \(Filters(
                action: path, selected: selected, clearPath: path, count: count, kept: list.kept,
                fields: fields(list, directorates, profile),
                results: table(visit, list, page.lines)
                    + Pagination(page: number, of: last, path: { list.link(path, page: $0) }).html))
            """
        return office.page(
            visit, "Assessments", in: .assessments,
            listPosition: last > 1 ? "(page \(number) of \(last))" : "", main)
    }

    private func buttons(_ visit: Visit) -> HTML {
        var buttons: [Button] = []
        if visit.may(.writeAssessments) {
            buttons.append(Button("Start an assessment", path: visit.frame.link(Address.newAssessment)))
        }
        var links = [
            NavigationLink("My work", visit.frame.link(Address.myWork)),
            NavigationLink("Cumulative view", visit.frame.link(Address.cumulative)),
            NavigationLink("Evidence library", visit.frame.link(Address.evidence)),
        ]
        if visit.reach(.importAssessments) == .wholeBody {
            links.append(NavigationLink("Import", visit.frame.link(Address.assessmentImport)))
        }
        if visit.reach(.changeTemplates) == .wholeBody {
            links.append(NavigationLink("Templates", visit.frame.link(Address.templates)))
        }
        return ButtonGroup(buttons, links: links).html
    }

    private func question(_ list: ListState, _ visit: Visit, _ profile: BodyProfile, path: String) -> (
        AssessmentQuestion, [Filters.Selected]
    ) {
        var question = AssessmentQuestion()
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
        if let state = list.value("state").flatMap({ AssessmentState(rawValue: $0) }) {
            question.state = state
            choose("state", "Stands at", state.name)
        }
        if let outcome = list.value("outcome") {
            question.outcome = outcome
            choose("outcome", "Outcome", AssessmentOutcome.name(of: outcome))
        }
        if let code = list.value("characteristic") {
            question.characteristic = code
            choose("characteristic", "Impact on", profile.vocabulary.name(of: code))
        }
        if let year = list.value("year").flatMap({ Int($0) }) {
            question.year = year
            choose("year", "Started in", String(year))
        }
        if list.value("review") == "overdue" {
            question.reviewOverdueOn = visit.today
            choose("review", "Review", "overdue")
        }
        question.order = AssessmentQuestion.Order(rawValue: list.sort) ?? .updated
        question.isDescending = list.isDescending
        question.limit = list.perPage
        question.offset = (list.page - 1) * list.perPage
        return (question, selected)
    }

    private func fields(_ list: ListState, _ directorates: [String], _ profile: BodyProfile) -> HTML {
        func choices(_ name: String, _ all: [(String, String)]) -> [Choice] {
            [Choice("", "All", isChosen: list.value(name) == nil)]
                + all.map { Choice($0.0, $0.1, isChosen: list.value(name) == $0.0) }
        }
        let states = AssessmentState.allCases.map { ($0.rawValue, $0.name) }
        let outcomes = AssessmentOutcome.allCases.map { ($0.rawValue, $0.name) }
        let codes = profile.characteristics.map { ($0.code, $0.name) }
        let overdue = Choice("overdue", "Overdue", isChosen: list.value("review") == "overdue")
        return """
            \(TextInput("q", label: "Search", value: list.text("q"), kind: .search, width: .full))
            \(Select("state", label: "Stands at", choices("state", states)))
            \(Select("directorate", label: "Directorate", choices("directorate", directorates.map { ($0, $0) })))
            \(Select("characteristic", label: "Impact on", choices("characteristic", codes)))
            \(Select("outcome", label: "Outcome", choices("outcome", outcomes)))
            \(TextInput("year", label: "Started in", value: list.text("year"), width: .five, inputMode: "numeric"))
            \(Checkboxes("review", label: "Review", [overdue], isSmall: true))
            """
    }

    private func table(_ visit: Visit, _ list: ListState, _ lines: [AssessmentLine]) -> HTML {
        let path = visit.frame.link(Address.assessments)
        func column(_ title: String, _ key: String) -> Table.Column {
            Table.Column(title, sort: list.sort(path, by: key))
        }
        let rows: [[Table.Cell]] = lines.map { line in
            [
                .link(line.title, visit.frame.link(Address.assessment(line.id))), .text(line.reference),
                .text(line.directorate), .html(line.state.tag + marks(line, visit.today)),
                .text(line.due?.written ?? ""),
            ]
        }
        return Table(
            "Assessments", isCaptionHidden: true,
            columns: [
                column("Title", "title"), column("Reference", "reference"),
                column("Directorate", "directorate"), column("Stands at", "state"), column("Due", "due"),
            ],
            rows: rows, empty: "No assessment fits. Remove a filter, or start the first one."
        ).html
    }

    private func marks(_ line: AssessmentLine, _ today: CalendarDay) -> HTML {
        let late: HTML = line.isReviewOverdue(on: today) ? " " + Tag("Review overdue", .problem).html : ""
        return late + (line.isRetrospective ? " " + Tag("Retrospective", .attention).html : "")
    }
}

extension AssessmentState {
    /// The state as it is shown everywhere: the same word in the same colour.
    var tag: HTML {
        switch self {
        case .draft, .screening, .notNeeded: Tag(name, .neutral).html
        case .inProgress, .consulting, .challenge, .awaitingSignOff: Tag(name, .active).html
        case .signed, .beforeDecision, .decided, .inForce: Tag(name, .good).html
        case .closed, .superseded, .withdrawn: Tag(name, .inactive).html
        }
    }
}
