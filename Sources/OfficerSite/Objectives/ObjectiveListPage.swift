// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import EqualityDuty
import Storage
import WebServer

/// The objectives with how each does, by its measure.
struct ObjectiveListPage {
    let office: Office

    @Sendable func show(_ visit: Visit) async throws -> WebResponse {
        let profile = try await office.profile()
        let list = ListState(visit.request.query, defaultSort: "position")
        let path = visit.frame.link(Address.objectives)
        let all = try await office.objectiveLines(visit)
        let (fitting, selected) = fitting(all, list, profile, path)
        let lines = sorted(fitting, list)
        let last = list.lastPage(of: lines.count)
        let number = list.page > last ? 1 : list.page
        let shown = lines.dropFirst((number - 1) * list.perPage).prefix(list.perPage)
        let count = lines.count == 1 ? "1 objective" : "\(lines.count) objectives"
        let add =
            visit.may(.editObjectives)
            ? ButtonGroup([Button("Add an objective", path: visit.frame.link(Address.newObjective))]) : nil
        return office.page(
            visit, "Equality objectives", in: .actions,
            listPosition: last > 1 ? "(page \(number) of \(last))" : "",
            """
            \(office.planNavigation(visit, .objectives))\(PageHeading("Equality objectives"))
            <p>How an objective does is worked out from its measure, never from the number of finished actions.</p>
            \(add)\(flags(all, visit))
            \(Filters(
                action: path, selected: selected, clearPath: path, count: count, kept: list.kept,
                fields: fields(list, all, profile),
                results: table(visit, list, Array(shown))
                    + Pagination(page: number, of: last, path: { list.link(path, page: $0) }).html))
            """)
    }

    /// What needs a look, each a way to the list of those it speaks of.
    private func flags(_ lines: [PlanProgress.ObjectiveLine], _ visit: Visit) -> HTML {
        let path = visit.frame.link(Address.objectives)
        func words(_ count: Int, _ one: String, _ many: String) -> String {
            count == 1 ? "1 objective \(one)" : "\(count) objectives \(many)"
        }
        let open = lines.filter { $0.objective.state == .open }
        let (unmeasured, noted) = (
            open.count { !$0.objective.isMeasurable }, lines.count { $0.remark != nil }
        )
        var items: [HTML] = []
        if unmeasured > 0 {
            items.append(
                "<li><a href=\"\(path)?standing=notMeasurable\">\(words(unmeasured, "is not measurable yet", "are not measurable yet"))</a></li>\n"
            )
        }
        if noted > 0 {
            items.append(
                "<li><a href=\"\(path)?effect=none\">\(words(noted, "has finished work without a known effect", "have finished work without a known effect"))</a></li>\n"
            )
        }
        return items.isEmpty ? "" : "<ul class=\"dr-list\">\n\(items)</ul>\n"
    }

    private func fitting(
        _ lines: [PlanProgress.ObjectiveLine], _ list: ListState, _ profile: BodyProfile, _ path: String
    ) -> ([PlanProgress.ObjectiveLine], [Filters.Selected]) {
        var lines = lines
        var selected: [Filters.Selected] = []
        func choose(_ name: String, _ group: String, _ text: String) {
            selected.append(Filters.Selected(group, text, remove: list.link(path, without: name)))
        }
        if let text = list.value("q") {
            let words = foldedForSearch(text).split(separator: " ")
            lines = lines.filter { line in
                let all = foldedForSearch("\(line.objective.title) \(line.objective.measure.words)")
                return words.allSatisfy { all.contains($0) }
            }
            choose("q", "Search", text)
        }
        if let code = list.value("standing"),
            let name = ObjectiveStanding.codes.first(where: { $0.code == code })?.name
        {
            lines = lines.filter { $0.progress.standing.code == code }
            choose("standing", "Standing", name)
        }
        if let code = list.value("characteristic") {
            lines = lines.filter {
                SelectionText<String>(characteristics: $0.objective.characteristics, in: profile.vocabulary)
                    .selection.contains(code)
            }
            choose("characteristic", "Characteristic", profile.vocabulary.name(of: code))
        }
        if let directorate = list.value("directorate") {
            lines = lines.filter {
                foldedForSearch($0.objective.directorate)
                    == foldedForSearch(directorate == "-" ? "" : directorate)
            }
            choose("directorate", "Directorate", directorate == "-" ? "Whole council" : directorate)
        }
        if list.value("effect") == "none" {
            lines = lines.filter { $0.remark != nil }
            choose("effect", "Finished work", "no known effect")
        }
        return (lines, selected)
    }

    private func sorted(_ lines: [PlanProgress.ObjectiveLine], _ list: ListState)
        -> [PlanProgress.ObjectiveLine]
    {
        let order = Dictionary(
            ObjectiveStanding.codes.enumerated().map { ($0.element.code, $0.offset) }
        ) { first, _ in first }
        let sorted: [PlanProgress.ObjectiveLine]
        switch list.sort {
        case "title":
            sorted = lines.sorted {
                foldedForSearch($0.objective.title) < foldedForSearch($1.objective.title)
            }
        case "standing":
            sorted = lines.sorted {
                (order[$0.progress.standing.code] ?? 99) < (order[$1.progress.standing.code] ?? 99)
            }
        case "date":
            let never = CalendarDay(9999, 12, 31)
            sorted = lines.sorted {
                ($0.objective.targetDate.date?.end ?? never) < ($1.objective.targetDate.date?.end ?? never)
            }
        case "directorate":
            sorted = lines.sorted { $0.objective.directorate < $1.objective.directorate }
        default: sorted = lines
        }
        return list.isDescending ? sorted.reversed() : sorted
    }

    private func fields(_ list: ListState, _ lines: [PlanProgress.ObjectiveLine], _ profile: BodyProfile)
        -> HTML
    {
        func choices(_ name: String, _ all: [(String, String)]) -> [Choice] {
            [Choice("", "All", isChosen: list.value(name) == nil)]
                + all.map { Choice($0.0, $0.1, isChosen: list.value(name) == $0.0) }
        }
        let names = Set(lines.map(\.objective.directorate).filter { !$0.isEmpty }).sorted()
        return """
            \(TextInput("q", label: "Search", value: list.text("q"), kind: .search, width: .full))
            \(Select("standing", label: "Standing", choices("standing", ObjectiveStanding.codes.map { ($0.code, $0.name) })))
            \(Select("characteristic", label: "Characteristic", choices("characteristic", profile.characteristics.map { ($0.code, $0.name) })))
            \(Select("directorate", label: "Directorate", choices("directorate", [("-", "Whole council")] + names.map { ($0, $0) })))
            \(Checkboxes("effect", label: "Finished work", [Choice("none", "No known effect", isChosen: list.value("effect") == "none")], isSmall: true))
            """
    }

    private func table(_ visit: Visit, _ list: ListState, _ lines: [PlanProgress.ObjectiveLine]) -> HTML {
        let path = visit.frame.link(Address.objectives)
        func column(_ title: String, _ key: String, isNumeric: Bool = false) -> Table.Column {
            Table.Column(title, isNumeric: isNumeric, sort: list.sort(path, by: key))
        }
        let rows: [[Table.Cell]] = lines.map { line in
            let (objective, progress) = (line.objective, line.progress)
            let missing: HTML =
                objective.isMeasurable || objective.state != .open
                ? ""
                : "<br><span class=\"dr-quiet\">Lacks \(objective.missing.joined(separator: ", "))</span>"
            let note: HTML =
                line.remark == nil
                ? ""
                : "<br><a href=\"\(visit.frame.link(Address.objective(objective.id, "/worked")))\">Did it work? <span class=\"dr-vh\">\(objective.title)</span></a>"
            return [
                .link(objective.title, visit.frame.link(Address.objective(objective.id))),
                .html("\(progress.standing.tag)\(missing)\(note)"),
                .figure(progress.latest.map { objective.measure.shown($0.value) } ?? "none"),
                .figure(objective.measure.target.map(objective.measure.shown) ?? "none"),
                .text(objective.targetDate.asWritten.isEmpty ? "No date" : objective.targetDate.asWritten),
                .text(objective.directorate.isEmpty ? "Whole council" : objective.directorate),
            ]
        }
        return Table(
            "Objectives", isCaptionHidden: true,
            columns: [
                column("Objective", "title"), column("Standing", "standing"),
                Table.Column("Now", isNumeric: true), Table.Column("Target", isNumeric: true),
                column("By", "date"), column("Directorate", "directorate"),
            ], rows: rows, empty: "No objective fits. Remove a filter, or add the first objective."
        ).html
    }
}
