// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import Documents
import EqualityDuty
import Reports
import Storage
import WebServer

/// A table that somebody pastes: read into cells, each of them shown and confirmed before it is taken.
struct PastePage {
    let office: Office
    /// The most rows that one page asks to confirm.
    static let most = 100

    @Sendable func show(_ visit: Visit) async throws -> WebResponse { start(visit) }

    @Sendable func read(_ visit: Visit) async throws -> WebResponse {
        let text = visit.fields.raw("text")
        guard !text.trimmingPrefix(while: \.isWhitespace).isEmpty else {
            return start(visit, [Problem(at: "text", "Enter a table: paste it from a document")])
        }
        let profile = try await office.profile()
        let mapping = try await office.plan(profile).headerMappings()
        let reading: TableReading
        do {
            reading = try PlanSheet.rows(pasted: text, own: profile.planColumns, mapping: mapping)
        } catch {
            return start(visit, [Problem(at: "text", Self.words(of: error))])
        }
        guard let table = reading.tables.first, !table.rows.isEmpty else {
            return start(visit, [Problem(at: "text", "The text must have rows below its headers")])
        }
        guard table.rows.count <= Self.most, table.columns.count <= 40 else {
            return start(
                visit,
                [Problem(at: "text", "The text must have \(Self.most) rows or fewer. Paste it in parts")])
        }
        return page(
            visit, PastedGrid(table), profile, notes: reading.notes + table.notes.map(\.description))
    }

    @Sendable func take(_ visit: Visit) async throws -> WebResponse {
        let profile = try await office.profile()
        let grid = PastedGrid(visit.fields)
        guard !grid.rows.isEmpty else {
            return start(visit, [Problem(at: "text", "Enter a table: paste it from a document")])
        }
        let known = PlanFields.headers + profile.planColumns
        var problems = grid.problems(known)
        let rows = grid.planRows(known)
        if rows.isEmpty, problems.isEmpty {
            problems.append(Problem(at: "take-0", "Select at least one row to take"))
        }
        guard problems.isEmpty else { return page(visit, grid, profile, problems) }
        let plan = office.plan(profile)
        do {
            let result = try await plan.take(
                rows, own: profile.planColumns, source: "a pasted table", within: visit.scope, visit.change())
            return .redirect(visit.frame.link(Address.actions) + ActionImportPage.counts(result))
        } catch let not as PlanNotTaken {
            for line in not.result.lines {
                var found: [Problem] = []
                if case .refused(let refused) = line.outcome { found = refused }
                if case .conflict(let fields, _) = line.outcome {
                    found = fields.map {
                        Problem(
                            at: $0.field,
                            "The plan says “\($0.theirs)”. Write that, or change it on the page of the action"
                        )
                    }
                }
                for problem in found {
                    let column = grid.meanings.firstIndex(of: problem.field) ?? 0
                    problems.append(
                        Problem(
                            at: "cell-\(line.row.row - 1)-\(column)", "Row \(line.row.row): \(problem.text)"))
                }
            }
            return page(visit, grid, profile, problems)
        }
    }

    private static func words(of refusal: FileRefusal) -> String {
        let words = refusal.message.replacing("The file must", with: "The text must")
        return words.hasSuffix(".") ? String(words.dropLast()) : words
    }

    private func start(_ visit: Visit, _ problems: [Problem] = []) -> WebResponse {
        let content: HTML = """
            \(TextArea("text", label: "Table", hint: "Copy the table with its headers in Word, a spreadsheet or a PDF, and paste it here", value: visit.fields.raw("text"), rows: 12, problems))
            \(ButtonGroup([Button("Read the table")], links: [NavigationLink("Cancel", visit.frame.link(Address.actions))]))
            """
        return office.page(
            visit, "Paste a table", in: .actions, trail: .back(visit.frame.link(Address.actions)),
            problems: problems,
            "\(PageHeading("Paste a table"))\(office.form(visit, Address.paste, content))")
    }

    private func page(
        _ visit: Visit, _ grid: PastedGrid, _ profile: BodyProfile, _ problems: [Problem] = [],
        notes: [String] = []
    ) -> WebResponse {
        let count = grid.rows.count == 1 ? "1 row was" : "\(grid.rows.count) rows were"
        let content: HTML = """
            \(grid.html(PlanFields.headers + profile.planColumns, problems))
            \(ButtonGroup([Button("Take these rows")], links: [NavigationLink("Paste again", visit.frame.link(Address.paste))]))
            """
        return office.page(
            visit, "Confirm each cell", in: .actions, trail: .back(visit.frame.link(Address.paste)),
            problems: problems,
            """
            \(PageHeading("Confirm each cell"))
            \(UploadCheck.notes(notes))
            <p>\(count) read. Nothing is taken yet: where cells begin and end was guessed, so read each one.</p>
            \(office.form(visit, Address.paste + "/take", key: Identifier.next(), content))
            """)
    }
}

/// The cells of a pasted table on their way through a form.
struct PastedGrid {
    /// The headers as pasted, and the column of the plan that each is; empty for one left out.
    let headers: [String]
    let meanings: [String]
    /// The cells by row, and whether each row is to be taken.
    let rows: [(cells: [String], isTaken: Bool)]

    init(_ table: TableSheet) {
        headers = table.columns.map(\.header)
        meanings = table.columns.map { column in
            switch column.meaning {
            case .known: column.name
            case .rowID, .rowVersion: ""
            case .own: column.guess ?? ""
            }
        }
        rows = table.rows.map { ($0.cells, true) }
    }

    init(_ fields: FormFields) {
        let headers = Array(fields.values("header").prefix(40))
        self.headers = headers
        meanings = headers.indices.map { fields.text("column-\($0)") }
        let count = min(Int(fields.text("rows")) ?? 0, PastePage.most)
        let byName = Dictionary(fields.all.map { ($0.name, $0.value) }) { first, _ in first }
        rows = (0..<max(0, count)).map { row in
            let cells = headers.indices.map {
                (byName["cell-\(row)-\($0)"] ?? "").replacing("\r\n", with: "\n")
            }
            return (cells, byName["take-\(row)"] == "yes")
        }
    }

    /// Two columns of one meaning, or none that says what is to be done.
    func problems(_ known: [String]) -> [Problem] {
        var problems: [Problem] = []
        var seen: Set<String> = []
        for (place, meaning) in meanings.enumerated() where known.contains(meaning) {
            if !seen.insert(meaning).inserted {
                problems.append(Problem(at: "column-\(place)", "Select “\(meaning)” for one column only"))
            }
        }
        if !seen.contains(ActionCells.headers[0]) {
            problems.append(Problem(at: "column-0", "Select which column is “\(ActionCells.headers[0])”"))
        }
        return problems
    }

    /// The rows to be taken, numbered from 1 as they stand in the form.
    func planRows(_ known: [String]) -> [PlanRow] {
        rows.enumerated().filter { $0.element.isTaken }.map { number, row in
            var values: [String: String] = [:]
            for (place, meaning) in meanings.enumerated() where known.contains(meaning) {
                values[meaning] = row.cells[place]
            }
            return PlanRow(row: number + 1, fields: PlanFields(values))
        }
    }

    func html(_ known: [String], _ problems: [Problem]) -> HTML {
        let columns: [HTML] = headers.enumerated().map { place, header in
            let choices =
                [Choice("", "Left out", isChosen: !known.contains(meanings[place]))]
                + known.map { Choice($0, $0, isChosen: $0 == meanings[place]) }
            let label = header.isEmpty ? "Column \(place + 1) is" : "The column “\(header)” is"
            return
                "\(HiddenInput("header", header))\(Select("column-\(place)", label: label, choices, problems))"
        }
        let body: [HTML] = rows.enumerated().map { number, row in
            let cells: [HTML] = row.cells.enumerated().map { place, cell in
                let name = headers[place].isEmpty ? "Column \(place + 1)" : headers[place]
                return place == 0 || cell.contains("\n") || cell.count > 60
                    ? TextArea("cell-\(number)-\(place)", label: name, value: cell, rows: 2, problems).html
                    : TextInput("cell-\(number)-\(place)", label: name, value: cell, problems).html
            }
            let take = Checkboxes(
                "take-\(number)", label: "Row \(number + 1)",
                [Choice("yes", "Take this row", isChosen: row.isTaken)], isSmall: true, problems)
            return "\(take)\(cells)"
        }
        return """
            \(HiddenInput("rows", String(rows.count)))<h2 class="dr-heading-m">Columns</h2>\(columns)
            <h2 class="dr-heading-m">Rows</h2>\(body)
            """
    }
}
