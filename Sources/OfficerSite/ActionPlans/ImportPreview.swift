// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import EqualityDuty
import Reports
import Storage
import WebServer

/// What taking a file would do, as the page shows it before anything is done.
struct ImportPreview {
    let result: PlanTakeResult
    let rows: PlanRows
    let own: [String]
    /// How many lines of a sort are listed.
    private static let most = 100

    /// What the page showed, so that taking it does exactly that.
    var seen: String { result.digest }

    /// How the file was read.
    var notes: [String] {
        let more = rows.noteCount - rows.notes.count
        return rows.notes + (more > 0 ? ["… and \(more) more."] : [])
    }

    var summary: HTML {
        if result.lines.isEmpty {
            let count = result.unchanged == 1 ? "1 row says" : "\(result.unchanged) rows say"
            return "<p><strong>No changes.</strong> The \(count) what the plan says.</p>\n"
        }
        func words(_ count: Int, _ one: String, _ many: String) -> HTML? {
            count == 0 ? nil : "<li>\(count) \(count == 1 ? one : many)</li>\n"
        }
        let missing =
            result.notInFile == 0
            ? nil
            : words(
                result.notInFile, "action of the plan is not in the file and stays",
                "actions of the plan are not in the file and stay")
        return """
            <p>Nothing is changed yet. The file has:</p>
            <ul class="dr-list">
            \(words(result.added, "new action", "new actions"))\
            \(words(result.changed, "action with changes", "actions with changes"))\
            \(words(result.conflicts, "action changed here and in the file", "actions changed here and in the file"))\
            \(words(result.refused, "row that cannot be taken", "rows that cannot be taken"))\
            \(words(result.unchanged, "row without changes", "rows without changes"))\
            \(missing)</ul>

            """
    }

    /// Says what each column is that was not recognised; `nil` where all were.
    var columnForm: HTML? {
        guard !rows.unknown.isEmpty else { return nil }
        let free = (PlanFields.headers + own + PlanRules.asides).filter { !rows.known.contains($0) }
        let selects: [HTML] = rows.unknown.prefix(100).enumerated().map { place, column in
            let guess = column.guess ?? ""
            let choices =
                [
                    Choice("", "Not decided: left out this time", isChosen: guess.isEmpty),
                    Choice("-", "No column of the plan: always left out"),
                ]
                + free.map { Choice($0, $0, isChosen: $0 == guess) }
            return
                "\(HiddenInput("header", column.header))\(Select("column-\(place)", label: "The column “\(column.header)” is", choices))"
        }
        let count = rows.unknown.count == 1 ? "1 column was" : "\(rows.unknown.count) columns were"
        return
            "<h2 class=\"dr-heading-m\">Columns</h2><p>\(count) not recognised. What you choose is remembered for the next file.</p>\(selects)"
    }

    var tables: HTML { refusedTable + changedTable + addedTable }

    private func place(_ row: PlanRow) -> String {
        row.sheet.isEmpty ? "Row \(row.row)" : "\(row.sheet), row \(row.row)"
    }

    private var refusedTable: HTML {
        var cells: [[Table.Cell]] = []
        for line in result.lines {
            guard case .refused(let problems) = line.outcome else { continue }
            for problem in problems {
                cells.append([
                    .text(place(line.row)), .text(problem.field), .text(Office.sentence(problem.text)),
                ])
            }
        }
        guard !cells.isEmpty else { return HTML() }
        return """
            <div id="refused" tabindex="-1">\(Table("Rows that cannot be taken", columns: ["Where", "Column", "What to do"], rows: Array(cells.prefix(Self.most))))\
            \(Self.more(cells.count))</div>

            """
    }

    private var changedTable: HTML {
        var cells: [[Table.Cell]] = []
        for line in result.lines {
            let changes: [PlanRowOutcome.FieldChange]
            switch line.outcome {
            case .changed(let all): changes = all
            case .conflict(_, let others): changes = others
            case .unchanged, .added, .refused: continue
            }
            for change in changes {
                cells.append([
                    .text(place(line.row)), .text(line.title), .text(change.field),
                    .text(change.old.isEmpty ? "empty" : change.old),
                    .text(change.new.isEmpty ? "empty" : change.new),
                ])
            }
        }
        guard !cells.isEmpty else { return HTML() }
        return Table(
            "Changes", columns: ["Where", "Action", "Column", "Now", "Will be"],
            rows: Array(cells.prefix(Self.most))
        ).html + Self.more(cells.count)
    }

    private var addedTable: HTML {
        let added = result.lines.filter { $0.outcome == .added }
        guard !added.isEmpty else { return HTML() }
        let headers = ActionCells.headers
        let cells: [[Table.Cell]] = added.prefix(Self.most).map { line in
            let target = line.row.fields[headers[5]]
            let queue = Self.queue(line.row)
            return [
                .text(place(line.row)), .text(line.title), .text(line.row.fields[headers[2]]), .text(target),
                .text(TargetDateText(target).date?.readBack ?? TargetDateText(target).readBack),
                .text(queue.isEmpty ? "nothing" : queue.joined(separator: ", ")),
            ]
        }
        return Table(
            "New actions",
            columns: [
                "Where", "Objective or task", "Lead", "Target as written", "Read as", "To settle later",
            ],
            rows: cells
        ).html + Self.more(added.count)
    }

    private static func queue(_ row: PlanRow) -> [String] {
        var cells = ActionCells(title: "")
        for (column, header) in ActionCells.headers.enumerated() { cells[column] = row.fields[header] }
        let action = Action.reading(
            cells, characteristics: CharacteristicVocabulary([]), lastUpdated: CalendarDay(1970, 1, 1))
        // Characteristics are left out: without the words of the body they would all look unknown.
        return action.queue().map(\.column).filter { $0 != ActionCells.headers[10] }
    }

    private static func more(_ count: Int) -> HTML {
        count > most ? "<p>… and \(count - most) more.</p>\n" : HTML()
    }
}
