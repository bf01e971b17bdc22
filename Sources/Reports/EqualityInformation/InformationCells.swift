// SPDX-License-Identifier: Apache-2.0
import Documents

/// The columns and cells of a table as people read it, on a page or in a workbook.
struct InformationCells {
    /// How numbers are written.
    enum Style {
        /// With commas and signs, as on a page.
        case page
        /// Bare, with the unit in the heading, as in a workbook.
        case workbook
    }

    let heads: [(title: String, isFigure: Bool)]
    let rows: [[String]]
    /// What the marks in the cells mean.
    let shorthand: [String]

    init(_ table: InformationTable, _ style: Style) {
        let compares = table.rows.contains { $0.benchmark != nil }
        let hasNotes = table.rows.contains { $0.people.markBeside != nil }
        let isBook = style == .workbook
        var heads: [(title: String, isFigure: Bool)] = table.heads.map { ($0, false) }
        heads += [
            (isBook ? "Number (people)" : "Number", true),
            (isBook ? "Out of (people)" : "Out of", true),
            (isBook ? "Share (%) [note 1]" : "Share", true),
            (isBook ? "95% interval, from (%) [note 2]" : "95% interval, from", true),
            (isBook ? "95% interval, to (%) [note 2]" : "95% interval, to", true),
        ]
        if compares {
            heads += [
                (isBook ? "Benchmark (%) [note 3]" : "Benchmark", true),
                (isBook ? "Finding [note 3]" : "Finding", false),
            ]
        }
        if hasNotes { heads.append(("Notes", false)) }
        self.heads = heads
        let none = Shorthand.notApplicable.shown
        func text(_ value: Double, _ unit: Statistic.Unit) -> String {
            isBook ? unit.plain(value) : unit.text(value)
        }
        var usesNone = false
        rows = table.rows.map { row in
            var cells = row.labels
            cells.append(row.people.value.map { text($0, .people) } ?? row.people.figure)
            if let share = row.share {
                let gone = share.value == nil ? share.figure : none
                cells += [
                    share.part.map { text(Double($0.base), .people) } ?? gone,
                    share.value.map { text($0, share.unit) } ?? share.figure,
                    share.low.map { text($0, share.unit) } ?? gone,
                    share.high.map { text($0, share.unit) } ?? gone,
                ]
            } else {
                cells += [none, none, none, none]
            }
            if compares {
                cells.append(row.benchmark?.value.map { text($0, .percent) } ?? none)
                cells.append(row.finding.isEmpty ? none : row.finding)
            }
            if hasNotes { cells.append(row.people.markBeside ?? "") }
            if cells.contains(none) { usesNone = true }
            return cells
        }
        let meaning = Shorthand.notApplicable.meaning
        shorthand =
            table.shorthand + (usesNone && !table.shorthand.contains(meaning) ? [meaning] : [])
    }
}
