// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import EqualityDuty
import Storage
import WebServer

/// From which figure the readings of an objective can be taken: the data set and its question first, then the group.
struct FigureMeasurePage {
    let office: Office

    @Sendable func show(_ visit: Visit) async throws -> WebResponse {
        try await page(visit, try await office.ownObjective(visit), visit.request.query)
    }

    @Sendable func save(_ visit: Visit) async throws -> WebResponse {
        let objective = try await office.ownObjective(visit)
        var changed = objective
        changed.version = Int(visit.fields.text("version")) ?? 0
        let details: String
        if visit.fields.has("end") {
            changed.measure.figure = nil
            details = "Readings are no longer taken from a data set"
        } else {
            guard let place = try await place(visit.fields.text("table")) else {
                return try await page(
                    visit, objective, visit.fields, [Problem(at: "table", "Select what the figures are by")])
            }
            let entry = place.column.entries.first {
                $0.kind == .category && $0.code == visit.fields.text("group")
            }
            let kind = FigureMeasure.Kind(rawValue: visit.fields.text("kind"))
            var problems: [Problem] = []
            if entry == nil { problems.append(Problem(at: "group", "Select the group")) }
            if kind == nil { problems.append(Problem(at: "kind", "Select what is read")) }
            guard let entry, let kind else {
                return try await page(visit, objective, visit.fields, problems)
            }
            let figure = FigureMeasure(
                dataSet: place.dataSet.id, column: place.column.name, group: entry.code, kind: kind)
            changed.measure.figure = figure
            details = "Readings are taken from \(try await office.words(of: figure))"
        }
        do {
            try await office.objectives.save(
                changed, within: visit.scope, details: details, visit.change())
        } catch is EditConflict {
            return try await page(
                visit, objective, visit.fields,
                [Problem(at: "section", "Look at this again: somebody changed the objective meanwhile")],
                status: 409)
        }
        return .redirect(visit.frame.link(Address.objective(objective.id)) + "?done=saved")
    }

    private struct Place {
        let dataSet: DataSet
        let column: DataColumn
        var value: String { "\(dataSet.id)/\(column.name)" }
    }

    private func places() async throws -> [Place] {
        let newest = try await office.monitoring.latestVersions()
        return try await office.monitoring.dataSets().flatMap { dataSet in
            (newest[dataSet.id]?.columns ?? []).filter { $0.role != .words }
                .map { Place(dataSet: dataSet, column: $0) }
        }
    }

    private func place(_ value: String) async throws -> Place? {
        try await places().first { $0.value == value }
    }

    private func page(
        _ visit: Visit, _ objective: Objective, _ fields: FormFields, _ problems: [Problem] = [],
        status: Int? = nil
    ) async throws -> WebResponse {
        let here = Address.objective(objective.id, "/figure")
        let back = visit.frame.link(Address.objective(objective.id))
        let chosen = try await place(fields.text("table"))
        let now = objective.measure.figure
        let version = HiddenInput("version", String(objective.version)).html
        let content: HTML
        if let chosen {
            let groups = chosen.column.entries.filter { $0.kind == .category }.map {
                Choice($0.code, $0.label, isChosen: fields.text("group") == $0.code || now?.group == $0.code)
            }
            let kinds = FigureMeasure.Kind.allCases.map {
                Choice(
                    $0.rawValue, $0.name,
                    isChosen: fields.has("kind")
                        ? fields.text("kind") == $0.rawValue : $0 == now?.kind ?? .share)
            }
            content = """
                <p>\(chosen.dataSet.title), by \(chosen.column.name). <a href="\(visit.frame.link(here))">Choose another table</a></p>
                \(office.form(visit, here, """
                \(version)\(HiddenInput("table", chosen.value))
                \(Radios("group", label: "Group", groups, problems))
                \(Radios("kind", label: "What is read", kinds, problems))
                \(ButtonGroup([Button("Save")], links: [NavigationLink("Cancel", back)]))
                """))
                """
        } else {
            let tables = try await places().map {
                Choice($0.value, "\($0.dataSet.title), by \($0.column.name)")
            }
            content =
                tables.isEmpty
                ? EmptyState("There is no data set yet", "<p>Monitoring data come first.</p>").html
                : Form(
                    action: visit.frame.link(here), method: .get,
                    """
                    \(Radios("table", label: "Data set, and what its figures are by", tables, problems))
                    \(ButtonGroup([Button("Continue")], links: [NavigationLink("Cancel", back)]))
                    """
                ).html
        }
        let stop: HTML =
            now == nil || chosen != nil
            ? HTML()
            : office.form(
                visit, here, key: Identifier.next(),
                "\(version)\(HiddenInput("end", "yes"))\(Button("Take no more readings from a data set", .secondary))"
            ).html
        let standing: HTML
        if let now {
            standing =
                InsetText("<p>Readings can be taken from: \(try await office.words(of: now)).</p>").html
        } else {
            standing = HTML()
        }
        return office.page(
            visit, "Take readings from a data set", in: .actions, trail: .back(back), problems: problems,
            status: status,
            """
            \(PageHeading("Take readings from a data set", caption: objective.title))
            <p>A reading is taken from released figures only, of the last day of the period, with its base and its \
            version. Nothing is read before somebody asks for it.</p>
            \(standing)\(content)\(stop)
            """)
    }
}
