// SPDX-License-Identifier: Apache-2.0
import Documents
import EqualityDuty

/// What a row of an area counts, and what the lines above a block say.
extension StatisticsGatherer {
    mutating func readCounts(_ row: RowFile.Row, _ plan: ColumnPlan, _ area: String) throws {
        func cell(_ column: Int?) -> String {
            guard let column, column < row.cells.count else { return "" }
            return HeadingWords.trimmed(row.cells[column])
        }
        let code = byNames ? codesByName[LabelBook.folded(area)]?.first ?? area : area
        let name = byNames ? area : cell(plan.nameColumn)
        var labels: [String] = []
        for label in plan.labels {
            labels.append(cell(label.column))
            if let column = label.nameColumn { labels.append(cell(column)) }
        }
        let rowMeasure = HeadingWords.measure(named: plan.measureColumn.map { cell($0) } ?? "")
        guard rowMeasure != .other else { return }
        let day = cell(plan.dayColumn)
        let table = cell(plan.tableColumn)
        let shared = labels + [day, table] + context.map(\.label)
        let places: [(table: Int, combination: Int)]
        if let lastContext, lastContext.labels == shared {
            places = lastContext.numbers
        } else {
            places = self.places(row, plan, labels, day: day, table: table, cell: cell)
            lastContext = (shared, places)
        }
        for (figure, place) in zip(plan.figures, places) {
            let text = figure.column < row.cells.count ? row.cells[figure.column] : ""
            let number = tables[place.table].area(code, name: name, row: row.number)
            if figure.measure == .percentage || rowMeasure == .percentage {
                readPercentage(text, row, figure.column, number, place)
                continue
            }
            switch CountCell(text) {
            case .count(let count):
                countsHeld += 1
                guard countsHeld <= limits.counts else { throw tooMuch() }
                if let first = tables[place.table].put(
                    count, area: number, combination: place.combination, row: row.number)
                {
                    add(
                        row.number, header[plan.areaColumn],
                        "\(code) \(name) has its count already in row \(first): an area may come only once")
                }
            case .empty:
                add(
                    row.number, header[figure.column],
                    "There is no count: enter a whole number, 0 where there is nobody")
            case .wrong(let why):
                add(row.number, header[figure.column], "\u{201C}\(HeadingWords.trimmed(text))\u{201D} \(why)")
            }
        }
    }

    private mutating func readPercentage(
        _ text: String, _ row: RowFile.Row, _ column: Int, _ area: Int,
        _ place: (table: Int, combination: Int)
    ) {
        guard let read = PercentCell.read(text) else { return }
        if read.value > 100 || read.value < 0 {
            let words = read.value > 100 ? "is over 100 per cent" : "is a percentage below 0"
            add(
                row.number, header[column],
                "\u{201C}\(HeadingWords.trimmed(text))\u{201D} \(words): look whether columns were swapped")
        }
        tables[place.table].percentages.append(
            GatheredCounts.Percentage(
                area: area, combination: place.combination, value: read.value, tolerance: read.tolerance,
                place: .init(row: Int32(clamping: row.number), column: Int32(column))))
    }

    /// Where the figures of a row belong: the table and the combination of each.
    private mutating func places(
        _ row: RowFile.Row, _ plan: ColumnPlan, _ cells: [String], day: String, table: String,
        cell: (Int?) -> String
    ) -> [(table: Int, combination: Int)] {
        var rowLabels: [(dimension: String, label: String, code: String, column: Int)] = []
        var variables: [String] = []
        var at = 0
        for label in plan.labels {
            let words = cells[at]
            at += 1
            var dimension = label.dimension
            if label.nameColumn != nil {
                dimension = ColumnPlan.variable(cells[at])
                variables.append(dimension)
                at += 1
            }
            if dimension.isEmpty { continue }
            rowLabels.append((dimension, words, cell(label.codeColumn), label.column))
        }
        for (name, label) in context { rowLabels.append((name, label, "", 0)) }
        let known = StatisticsDay.read(day)
        let dayWords = day.isEmpty ? "" : known?.iso ?? day
        return plan.figures.map { figure in
            let variable = figure.variable.isEmpty ? variables.joined(separator: " by ") : figure.variable
            let key = GatheredCounts.Key(sheet: sheet, table: table, variable: variable, day: dayWords)
            let number = tableNumber(key)
            var labels = [Int](repeating: -1, count: tables[number].dimensions.count)
            func put(_ dimension: String, _ label: String, _ code: String, _ column: Int) {
                let place = tables[number].dimension(dimension)
                while labels.count <= place { labels.append(-1) }
                if column > 0, figure.parts.isEmpty || column != figure.column,
                    !tables[number].knows(label, in: place),
                    let why = SheetDamage.words(label)
                {
                    add(row.number, header[column], "\u{201C}\(label)\u{201D} \(why)")
                }
                labels[place] = tables[number].label(
                    label, code: code, in: place,
                    at: .init(row: Int32(clamping: row.number), column: Int32(column)))
            }
            for one in rowLabels { put(one.dimension, one.label, one.code, one.column) }
            for part in figure.parts { put(part.dimension, part.label, "", figure.column) }
            return (number, tables[number].combination(labels, column: figure.column))
        }
    }

    private mutating func tableNumber(_ key: GatheredCounts.Key) -> Int {
        if let known = tableNumbers[key] { return known }
        tables.append(GatheredCounts(key: key))
        tables[tables.count - 1].headings = header
        tableNumbers[key] = tables.count - 1
        return tables.count - 1
    }

    /// The lines above a block: what they name goes for all of its rows.
    mutating func takePreamble(_ rows: [RowFile.Row]) {
        guard !rows.isEmpty || blocks == 0 else { return }
        blocks += 1
        var named: [(name: String, label: String)] = []
        for row in rows {
            let cells = row.cells.map(HeadingWords.trimmed).filter { !$0.isEmpty }
            if cells.count >= 2, cells[0].hasSuffix(":") {
                let name = HeadingWords.trimmed(String(cells[0].dropLast()))
                if Self.factNames.contains(LabelBook.folded(name)) {
                    if !facts.contains(where: { $0.name == LabelBook.folded(name) }) {
                        facts.append((LabelBook.folded(name), cells[1]))
                    }
                } else {
                    named.append((ColumnPlan.variable(name), cells[1]))
                }
            } else if !cells.isEmpty {
                // What stands above the first block are titles; what comes new between two blocks are notes.
                let line = cells.joined(separator: " ")
                guard !titles.contains(line), !footnotes.contains(line), titles.count + footnotes.count < 80
                else {
                    continue
                }
                if blocks == 1 { titles.append(line) } else { footnotes.append(line) }
            }
        }
        context = named
    }

    static let factNames: Set<String> = [
        "population", "units", "date", "measures", "area type", "geography", "rural urban", "source", "year",
        "dataset", "table", "unit",
    ]
}
