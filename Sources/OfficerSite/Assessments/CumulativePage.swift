// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import Documents
import EqualityDuty
import Storage
import WebServer

/// Who is hit again and again: characteristics against assessments, services or wards.
struct CumulativePage {
    let office: Office

    @Sendable func show(_ visit: Visit) async throws -> WebResponse {
        let profile = try await office.profile()
        let list = ListState(visit.request.query, defaultSort: "weight")
        let path = visit.frame.link(Address.cumulative)
        let lines = try await lines(visit, profile)
        let (filter, axis, selected, problems) = question(list, profile, path: path)
        let view = CumulativeView(lines, characteristics: profile.characteristics, axis: axis, filter: filter)
        let count = view.assessmentCount == 1 ? "1 assessment" : "\(view.assessmentCount) assessments"
        let main: HTML = """
            \(PageHeading("Cumulative view", caption: "Assessments"))
            <p>What live assessments say remains for people after mitigation. A cell counts impacts and names the heaviest that is left, from 0 for nothing to 100 for the most on whatever scale; it is no score of harm.</p>
            \(Filters(
                action: path, selected: selected, clearPath: path, count: count, placement: .above,
                fields: fields(list, lines, axis, problems),
                results: table(view, visit, axis) + detail(view, lines, list, visit, profile)))
            <p><a href="\(list.link(visit.frame.link(Address.cumulative + "/csv"), without: "cell"))">Download as CSV</a></p>
            """
        return office.page(
            visit, "Cumulative view", in: .assessments, trail: .back(visit.frame.link(Address.assessments)),
            problems: problems, main)
    }

    @Sendable func csv(_ visit: Visit) async throws -> WebResponse {
        let profile = try await office.profile()
        let list = ListState(visit.request.query, defaultSort: "weight")
        let (filter, axis, _, _) = question(list, profile, path: "")
        let view = CumulativeView(
            try await lines(visit, profile), characteristics: profile.characteristics, axis: axis,
            filter: filter)
        var writer = CSVWriter()
        writer.write(
            [
                "reference", "title", "characteristic", "negative", "positive", "no_impact", "not_known",
                "worst_residual",
            ])
        for row in view.rows {
            for (characteristic, cell) in zip(view.characteristics, row.cells) {
                let worst = cell.worstResidual.map(String.init) ?? ""
                writer.write([
                    row.reference, row.title, characteristic.code, "\(cell.negative)", "\(cell.positive)",
                    "\(cell.neutral)", "\(cell.unknown)", worst,
                ])
            }
        }
        return .file(
            writer.bytes, type: "text/csv; charset=utf-8",
            name: "\(office.body.slug)-cumulative-\(visit.today.iso).csv")
    }

    private func lines(_ visit: Visit, _ profile: BodyProfile) async throws -> [CumulativeLine] {
        try await office.assessments(profile).cumulativeLines(within: office.assessmentScope(visit))
    }

    private func question(_ list: ListState, _ profile: BodyProfile, path: String) -> (
        CumulativeView.Filter, CumulativeView.Axis, [Filters.Selected], [Problem]
    ) {
        var filter = CumulativeView.Filter()
        var selected: [Filters.Selected] = []
        var problems: [Problem] = []
        func choose(_ name: String, _ group: String) {
            selected.append(Filters.Selected(group, list.text(name), remove: list.link(path, without: name)))
        }
        for (name, words) in [("from", "From"), ("to", "To")] where !list.text(name).isEmpty {
            guard let day = TargetDateText(list.text(name)).date?.end else {
                problems.append(Problem(at: name, "\(words) must be a date, such as 1 April 2026"))
                continue
            }
            if name == "from" {
                filter.from = TargetDateText(list.text(name)).date?.start ?? day
            } else {
                filter.to = day
            }
            choose(name, words)
        }
        filter.budgetRound = list.text("budget")
        if !filter.budgetRound.isEmpty { choose("budget", "Budget round") }
        filter.ward = list.text("ward")
        if !filter.ward.isEmpty { choose("ward", "Place") }
        filter.service = list.text("service")
        if !filter.service.isEmpty { choose("service", "Service") }
        filter.directorate = list.text("directorate")
        if !filter.directorate.isEmpty { choose("directorate", "Directorate") }
        filter.people = AffectedPeople(rawValue: list.text("people"))
        if let people = filter.people {
            selected.append(.init("People", people.name, remove: list.link(path, without: "people")))
        }
        let axis = CumulativeView.Axis(rawValue: list.text("by")) ?? .assessment
        return (filter, axis, selected, problems)
    }

    private func fields(
        _ list: ListState, _ lines: [CumulativeLine], _ axis: CumulativeView.Axis, _ problems: [Problem]
    ) -> HTML {
        func choices(_ name: String, _ all: [String]) -> [Choice] {
            [Choice("", "All", isChosen: list.value(name) == nil)]
                + Set(all).filter { !$0.isEmpty }.sorted().map {
                    Choice($0, $0, isChosen: list.value(name) == $0)
                }
        }
        let axes = CumulativeView.Axis.allCases.map { Choice($0.rawValue, $0.name, isChosen: $0 == axis) }
        let people =
            [Choice("", "All", isChosen: list.value("people") == nil)]
            + AffectedPeople.allCases.map {
                Choice($0.rawValue, $0.name, isChosen: list.value("people") == $0.rawValue)
            }
        return """
            \(Select("by", label: "A row for each", axes))
            \(Select("people", label: "People", people))
            \(TextInput("from", label: "Decided or begun from", value: list.text("from"), width: .half, problems))
            \(TextInput("to", label: "Decided or begun until", value: list.text("to"), width: .half, problems))
            \(Select("budget", label: "Budget round", choices("budget", lines.map(\.budgetRound))))
            \(Select("directorate", label: "Directorate", choices("directorate", lines.map(\.directorate))))
            \(Select("service", label: "Service", choices("service", lines.map(\.service))))
            \(Select("ward", label: "Place", choices("ward", lines.flatMap(\.wards))))
            """
    }

    private func table(_ view: CumulativeView, _ visit: Visit, _ axis: CumulativeView.Axis) -> HTML {
        let columns: [Table.Column] =
            [Table.Column(axis.name)] + view.characteristics.map { Table.Column($0.name) }
        let query = visit.request.query.all.filter { $0.name != "cell" && !$0.value.isEmpty }
            .map { "\(FormFields.encoded($0.name))=\(FormFields.encoded($0.value))&" }.joined()
        let start = "\(visit.frame.link(Address.cumulative))?\(query)cell="
        let rows: [[Table.Cell]] = view.rows.map { row in
            let key = FormFields.encoded("\(row.key)|")
            let first: Table.Cell =
                axis == .assessment
                ? .link("\(row.reference) \(row.title)", visit.frame.link(Address.assessment(row.key)))
                : .text(row.title)
            return [first]
                + zip(view.characteristics, row.cells).map { characteristic, cell in
                    words(cell, "\(start)\(key)\(FormFields.encoded(characteristic.code))#cell")
                }
        }
        let totals: [Table.Cell] = [.text("All")] + view.totals.map { .text($0.summary) }
        return Table(
            "Residual impact by characteristic", columns: columns, rows: rows, totals: totals,
            empty: "No live assessment states an impact here."
        ).html
    }

    private func words(_ cell: CumulativeView.Cell, _ path: String) -> Table.Cell {
        guard !cell.lines.isEmpty else { return .html("<span class=\"dr-quiet\">None stated</span>") }
        return .link(cell.summary, path)
    }

    /// What one cell is made of.
    private func detail(
        _ view: CumulativeView, _ lines: [CumulativeLine], _ list: ListState, _ visit: Visit,
        _ profile: BodyProfile
    ) -> HTML {
        let parts = list.text("cell").split(separator: "|").map(String.init)
        guard parts.count == 2, let cell = view.cell(parts[0], parts[1]) else { return "" }
        let rows: [[Table.Cell]] = cell.lines.map { lines[$0] }.map { line in
            [
                .link(
                    "\(line.reference) \(line.title)", visit.frame.link(Address.assessment(line.assessmentID))
                ),
                .text(line.people.name), .text(line.direction?.name ?? "Not answered"),
                .text(line.beforeRank.map { "\($0) of 100" } ?? "Not recorded"),
                .text(line.residualRank.map { "\($0) of 100" } ?? "Not recorded"),
            ]
        }
        return """
            <div id="cell" tabindex="-1">
            \(Table("Impacts on \(profile.vocabulary.name(of: parts[1]).lowercased())", columns: ["Assessment", "People", "Impact", "Before mitigation", "After"], rows: rows))
            </div>

            """
    }
}

extension CumulativeView.Axis {
    /// What a row stands for, in words.
    var name: String {
        switch self {
        case .assessment: "Assessment"
        case .service: "Service"
        case .ward: "Place"
        }
    }
}

extension CumulativeView.Cell {
    /// "2 negative, 1 not known".
    var summary: String {
        var words: [String] = []
        if negative > 0 {
            words.append("\(negative) negative" + (worstResidual.map { " (up to \($0) of 100 left)" } ?? ""))
        }
        if unknown > 0 { words.append("\(unknown) not known") }
        if positive > 0 { words.append("\(positive) positive") }
        if neutral > 0 { words.append("\(neutral) no impact") }
        return words.isEmpty ? "None stated" : words.joined(separator: ", ")
    }
}
