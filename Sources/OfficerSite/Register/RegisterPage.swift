// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import EqualityDuty
import Reports
import Storage
import WebServer

/// The register as a list: searched, filtered, sorted, a page at a time, with its state in the address.
struct RegisterPage {
    let office: Office

    @Sendable func show(_ visit: Visit) async throws -> WebResponse {
        let profile = try await office.profile()
        let store = office.register(profile)
        let list = ListState(visit.request.query, defaultSort: "reference")
        let vocabulary = try await store.vocabulary(within: visit.scope)
        let (question, selected) = question(
            list, today: visit.today, path: visit.frame.link(Address.register))
        var page = try await store.page(question, within: visit.scope)
        let last = list.lastPage(of: page.total)
        let number = list.page > last ? 1 : list.page
        if number != list.page {
            var first = question
            first.offset = 0
            page = try await store.page(first, within: visit.scope)
        }
        let count = page.total == 1 ? "1 record" : "\(page.total) records"
        let main: HTML = """
            \(PageHeading("Register"))
            \(buttons(visit))
            \(Filters(
                action: visit.frame.link(Address.register), selected: selected,
                clearPath: visit.frame.link(Address.register), count: count, kept: list.kept,
                fields: fields(list, vocabulary),
                results: table(visit, list, page.policies, profile)
                    + Pagination(page: number, of: last, path: { list.link(visit.frame.link(Address.register), page: $0) }).html))
            """
        return office.page(
            visit, "Register", in: .register, listPosition: last > 1 ? "(page \(number) of \(last))" : "",
            main)
    }

    @Sendable func export(_ visit: Visit) async throws -> WebResponse {
        let profile = try await office.profile()
        let policies = try await office.register(profile).policies(within: visit.scope)
        return .file(
            Reports.registerCSV(policies, criteria: profile.criteria), type: "text/csv; charset=utf-8",
            name: "\(office.body.slug)-register-\(visit.today.iso).csv")
    }

    private func buttons(_ visit: Visit) -> HTML {
        var buttons: [Button] = []
        if visit.may(.editRegister) {
            buttons.append(Button("Add to the register", path: visit.frame.link(Address.newPolicy)))
        }
        var links = [NavigationLink("Schedule of assessments", visit.frame.link(Address.schedule))]
        if visit.reach(.viewCoverage) == .wholeBody {
            links.append(NavigationLink("Coverage", visit.frame.link(Address.coverage)))
        }
        if visit.reach(.importRegister) == .wholeBody {
            links.append(NavigationLink("Import", visit.frame.link(Address.registerImport)))
        }
        links.append(NavigationLink("Download as CSV", visit.frame.link(Address.registerExport)))
        return ButtonGroup(buttons, links: links).html
    }

    private func question(_ list: ListState, today: CalendarDay, path: String) -> (
        RegisterQuestion, [Filters.Selected]
    ) {
        var question = RegisterQuestion(today: today)
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
        if let type = list.value("type") {
            question.type = type
            choose("type", "Type", PolicyType(words: type).name)
        }
        if let band = list.value("relevance").flatMap({ Relevance.Band(rawValue: $0) }) {
            question.band = band
            choose("relevance", "Relevance", band.name)
        }
        if let status = list.value("status").flatMap({ Policy.Status(rawValue: $0) }) {
            question.status = status
            choose("status", "Status", status.name)
        }
        if list.value("never") == "yes" {
            question.isNeverAssessed = true
            choose("never", "Assessment", "never assessed")
        }
        question.order = RegisterQuestion.Order(rawValue: list.sort) ?? .reference
        question.isDescending = list.isDescending
        question.limit = list.perPage
        question.offset = (list.page - 1) * list.perPage
        return (question, selected)
    }

    private func fields(_ list: ListState, _ vocabulary: (directorates: [String], types: [String])) -> HTML {
        func choices(_ name: String, _ all: [(String, String)]) -> [Choice] {
            [Choice("", "All", isChosen: list.value(name) == nil)]
                + all.map { Choice($0.0, $0.1, isChosen: list.value(name) == $0.0) }
        }
        return """
            \(TextInput("q", label: "Search", value: list.text("q"), kind: .search, width: .full))
            \(Select("directorate", label: "Directorate", choices("directorate", vocabulary.directorates.map { ($0, $0) })))
            \(Select("type", label: "Type", choices("type", vocabulary.types.map { ($0, PolicyType(words: $0).name) })))
            \(Select("relevance", label: "Relevance", choices("relevance", Relevance.Band.allCases.map { ($0.rawValue, $0.name) })))
            \(Select("status", label: "Status", choices("status", Policy.Status.allCases.map { ($0.rawValue, $0.name) })))
            \(Checkboxes("never", label: "Assessment", [Choice("yes", "Never assessed", isChosen: list.value("never") == "yes")], isSmall: true))
            """
    }

    private func name(_ policy: Policy, _ visit: Visit) -> HTML {
        """
        <a class="dr-wide" href="\(visit.frame.link(Address.policy(policy.id)))">\(policy.name)</a>\
        <br><span class="dr-quiet">\(policy.type.name)</span>
        """
    }

    private func table(_ visit: Visit, _ list: ListState, _ policies: [Policy], _ profile: BodyProfile)
        -> HTML
    {
        let path = visit.frame.link(Address.register)
        func column(_ title: String, _ key: String) -> Table.Column {
            Table.Column(title, sort: list.sort(path, by: key))
        }
        let rows: [[Table.Cell]] = policies.map { policy in
            [
                .text(policy.reference), .html(name(policy, visit)), .text(policy.directorate),
                .html(policy.relevance.band(by: profile.criteria).tag),
                .html(policy.lastAssessed(on: visit.today).map(\.timeElement) ?? "Never"),
                .html(policy.status(on: visit.today).tag),
            ]
        }
        return Table(
            "Policies, functions, services and proposals", isCaptionHidden: true,
            columns: [
                column("Reference", "reference"), column("Name", "name"),
                column("Directorate", "directorate"),
                column("Relevance", "relevance"), column("Last assessed", "lastAssessed"), "Status",
            ],
            rows: rows, empty: "No record fits. Remove a filter, or add the first record."
        ).html
    }
}

extension Relevance.Band {
    var tag: HTML {
        switch self {
        case .high: Tag("High", .attention).html
        case .medium: Tag("Medium", .active).html
        case .low: Tag("Low", .neutral).html
        case .notScored: Tag("Not scored", .inactive).html
        }
    }
}

extension CalendarDay {
    /// The day as written, for machines too, and never broken over two lines.
    var timeElement: HTML { "<time datetime=\"\(iso)\">\(written)</time>" }
}

extension Policy.Status {
    var tag: HTML {
        switch self {
        case .inForce: Tag(name, .good).html
        case .proposed: Tag(name, .active).html
        case .retired: Tag(name, .inactive).html
        }
    }
}
