// SPDX-License-Identifier: Apache-2.0
import Documents
import EqualityDuty

/// Takes the rows of a file one after another and gathers its counts, whichever form it has.
struct StatisticsGatherer {
    /// How much one file may hold; more is refused before it fills the memory.
    struct Limits {
        var counts = 8_000_000
        var problems = 500
        /// Rows that may stand before the first row of an area.
        var preamble = 300
        var figures = 16_384
    }

    /// Ends the reading with one problem.
    struct Stopped: Error {
        let problem: StatisticsProblem
    }

    private enum State {
        case looking
        case sampling(header: Int)
        case reading
    }

    let limits: Limits
    /// The codes of areas by folded name, for files that name areas and give no codes.
    private let codesByName: [String: [String]]
    private(set) var tables: [GatheredCounts] = []
    private(set) var problems: [StatisticsProblem] = []
    private(set) var problemCount = 0
    private(set) var facts: [(name: String, value: String)] = []
    private(set) var titles: [String] = []
    private(set) var footnotes: [String] = []
    private(set) var leftOut: [(heading: String, reason: String)] = []
    private(set) var form: StatisticsForm?
    private(set) var areasAreNamed = false
    private(set) var rowCount = 0

    private var state = State.looking
    private var sheet = ""
    private var pending: [RowFile.Row] = []
    private var sample: [RowFile.Row] = []
    private var header: [String] = []
    private var plan: ColumnPlan?
    private var context: [(name: String, label: String)] = []
    private var blocks = 0
    private var countsHeld = 0
    private var tableNumbers: [GatheredCounts.Key: Int] = [:]
    private var sheetHasTable = false
    private var byNames = false
    /// The combinations of the row before, which most rows share.
    private var lastContext: (labels: [String], numbers: [(table: Int, combination: Int)])?

    init(areaNames: [String: [String]], limits: Limits = Limits()) {
        codesByName = areaNames
        self.limits = limits
    }

    mutating func add(
        _ row: Int, _ column: String?, _ text: String, _ remedy: StatisticsProblem.Remedy = .mendFile
    ) {
        problemCount += 1
        guard problems.count < limits.problems else { return }
        let place = sheet.isEmpty || row == 0 ? "" : "Sheet \(sheet): "
        problems.append(
            StatisticsProblem(
                problem: ImportProblem(row: row, column: column, text: place + text), remedy: remedy))
    }

    // MARK: rows

    mutating func take(_ row: RowFile.Row) throws {
        if row.sheet != sheet {
            try endSheet()
            sheet = row.sheet
        }
        rowCount += 1
        switch state {
        case .looking:
            if byNames, pending.count > limits.preamble { return }
            pending.append(row)
            if hasArea(row) {
                guard let place = headerPlace(in: pending, for: row) else {
                    throw Stopped(
                        problem: StatisticsProblem(
                            problem: ImportProblem(
                                row: row.number, column: nil,
                                text: "There is no row of headings above the first area: put one there"),
                            remedy: .mendFile))
                }
                sample = [row]
                state = .sampling(header: place)
            } else if pending.count > limits.preamble, !byNames {
                try lookForNames()
            }
        case .sampling(let place):
            sample.append(row)
            if sample.count >= 25 || !hasArea(row) { try begin(place) }
        case .reading: try read(row)
        }
    }

    /// Ends the file: nothing more comes.
    mutating func finish() throws { try endSheet() }

    private mutating func endSheet() throws {
        if case .sampling(let place) = state { try begin(place) }
        if case .looking = state, !pending.isEmpty, !sheetHasTable, !byNames {
            try lookForNames()
            if case .sampling(let place) = state { try begin(place) }
        }
        if case .looking = state, !sheetHasTable { sayNoCodes() }
        let lines = pending.map(Self.line).filter { !$0.isEmpty && !titles.contains($0) && !footnotes.contains($0) }
        // A sheet without a table is a cover or a page of notes.
        if sheetHasTable { footnotes += lines } else { titles += lines.prefix(40) }
        (state, pending, sample, header, plan) = (.looking, [], [], [], nil)
        (context, blocks, sheetHasTable, byNames, lastContext) = ([], 0, false, false, nil)
    }

    /// Nothing has a code; perhaps the areas have their names.
    private mutating func lookForNames() throws {
        byNames = true
        let rows = pending
        pending = []
        for row in rows {
            rowCount -= 1
            try take(row)
        }
    }

    /// Codes that a spreadsheet spoilt are worth more than "no table".
    private mutating func sayNoCodes() {
        for row in pending {
            for (column, cell) in row.cells.enumerated() where CountCell.isScientific(HeadingWords.trimmed(cell)) {
                add(
                    row.number, ImportProblem.letter(ofColumn: column),
                    "\u{201C}\(cell)\u{201D} \(SheetDamage.words(cell) ?? "is no code")")
            }
        }
    }

    private func isArea(_ text: String) -> Bool {
        let cell = HeadingWords.trimmed(text)
        return byNames ? codesByName[LabelBook.folded(cell)]?.count == 1 : AreaCodeWords.isCode(cell)
    }

    private func hasArea(_ row: RowFile.Row) -> Bool { row.cells.contains { isArea($0) } }

    /// The row of headings: the nearest one above that fills about as many cells.
    private func headerPlace(in rows: [RowFile.Row], for row: RowFile.Row) -> Int? {
        func filled(_ row: RowFile.Row) -> Int { row.cells.count { !HeadingWords.trimmed($0).isEmpty } }
        let wanted = max(2, filled(row) / 2)
        return rows.indices.dropLast().last { filled(rows[$0]) >= wanted && filled(rows[$0]) >= 2 }
    }

    private static func line(_ row: RowFile.Row) -> String {
        HeadingWords.trimmed(row.cells.map(HeadingWords.trimmed).filter { !$0.isEmpty }.joined(separator: " "))
    }

    private mutating func begin(_ place: Int) throws {
        let preamble = Array(pending[..<place])
        header = pending[place].cells.map(HeadingWords.trimmed)
        let headerRow = pending[place].number
        pending = []
        takePreamble(preamble)
        let areas = sample.map { row in row.cells }
        var made = ColumnPlan(header: header, sample: areas.filter { $0.contains { isArea($0) } }) { isArea($0) }
        guard made.figures.count <= limits.figures else { throw tooMuch() }
        if made.figures.isEmpty { add(headerRow, nil, "No column holds counts: each heading was looked at") }
        for label in made.figures.flatMap(\.parts) {
            if let words = SheetDamage.words(label.label) { add(headerRow, nil, "\u{201C}\(label.label)\u{201D} \(words)") }
        }
        sayTwice(headerRow, &made)
        plan = made
        for pair in made.leftOut where !leftOut.contains(where: { $0.heading == pair.heading }) { leftOut.append(pair) }
        form = blocks > 1 ? .stacked : form ?? made.form
        areasAreNamed = areasAreNamed || byNames
        (state, sheetHasTable, lastContext) = (.reading, true, nil)
        let rows = sample
        sample = []
        for row in rows { try read(row) }
    }

    /// Two columns with the same heading cannot be told apart.
    private mutating func sayTwice(_ row: Int, _ plan: inout ColumnPlan) {
        var seen: Set<String> = []
        for figure in plan.figures where plan.labels.isEmpty {
            let key = "\(figure.variable)|\(figure.measure)|" + figure.parts.map { "\($0.dimension):\($0.label)" }.joined(separator: ";")
            if !seen.insert(key).inserted {
                add(row, header[figure.column], "Two columns have this heading: give each its own")
            }
        }
    }

    /// The lines above a block: what they name goes for all of its rows.
    private mutating func takePreamble(_ rows: [RowFile.Row]) {
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
                guard !titles.contains(line), !footnotes.contains(line), titles.count + footnotes.count < 80 else {
                    continue
                }
                if blocks == 1 { titles.append(line) } else { footnotes.append(line) }
            }
        }
        context = named
    }

    private static let factNames: Set<String> = [
        "population", "units", "date", "measures", "area type", "geography", "rural urban", "source", "year",
        "dataset", "table", "unit",
    ]

    private mutating func read(_ row: RowFile.Row) throws {
        guard let plan else { return }
        let filled = row.cells.count { !$0.isEmpty }
        guard filled > 0 else { return }
        let cell = plan.areaColumn < row.cells.count ? HeadingWords.trimmed(row.cells[plan.areaColumn]) : ""
        if isArea(cell) {
            if !pending.isEmpty {
                // Lines and then areas again without headings: the headings of before go on.
                takePreamble(pending)
                pending = []
            }
            return try readCounts(row, plan, cell)
        }
        if zip(row.cells, header).allSatisfy({ HeadingWords.trimmed($0) == $1 }), row.cells.count == header.count {
            takePreamble(pending)
            if blocks > 1 { form = .stacked }
            pending = []
            return
        }
        let figures = plan.figures.count { $0.column < row.cells.count && PercentCell.read(row.cells[$0.column]) != nil }
        if figures * 2 > plan.figures.count || filled >= max(3, header.count - 1) {
            if figures == 0, filled >= 3 {
                // Headings of another block, with other columns.
                let rows = pending + [row]
                (state, pending) = (.looking, rows)
                return
            }
            let name = header.indices.contains(plan.areaColumn) ? header[plan.areaColumn] : nil
            let words =
                cell.isEmpty
                ? "There is no code of an area: put one there, or delete the row"
                : "\u{201C}\(cell)\u{201D} \(SheetDamage.words(cell) ?? "is no code of an area, such as E07000114")"
            add(row.number, name, words)
        } else {
            pending.append(row)
            if pending.count > 2000 { pending.removeFirst(1000) }
        }
    }

    private func tooMuch() -> Stopped {
        Stopped(
            problem: StatisticsProblem(
                problem: ImportProblem(
                    row: 0, column: nil,
                    text: "The file has more than \(limits.counts / 1_000_000) million counts: keep the areas and the "
                        + "categories that are needed, and send that"),
                remedy: .mendFile))
    }

    // MARK: counts

    private mutating func readCounts(_ row: RowFile.Row, _ plan: ColumnPlan, _ area: String) throws {
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
                if let first = tables[place.table].put(count, area: number, combination: place.combination, row: row.number) {
                    add(
                        row.number, header[plan.areaColumn],
                        "\(code) \(name) has its count already in row \(first): an area may come only once")
                }
            case .empty:
                add(row.number, header[figure.column], "There is no count: enter a whole number, 0 where there is nobody")
            case .wrong(let why):
                add(row.number, header[figure.column], "\u{201C}\(HeadingWords.trimmed(text))\u{201D} \(why)")
            }
        }
    }

    private mutating func readPercentage(
        _ text: String, _ row: RowFile.Row, _ column: Int, _ area: Int, _ place: (table: Int, combination: Int)
    ) {
        guard let read = PercentCell.read(text) else { return }
        if read.value > 100 || read.value < 0 {
            let words = read.value > 100 ? "is over 100 per cent" : "is a percentage below 0"
            add(row.number, header[column], "\u{201C}\(HeadingWords.trimmed(text))\u{201D} \(words): look whether columns were swapped")
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
                if column > 0, figure.parts.isEmpty || column != figure.column, !tables[number].knows(label, in: place),
                    let why = SheetDamage.words(label)
                {
                    add(row.number, header[column], "\u{201C}\(label)\u{201D} \(why)")
                }
                labels[place] = tables[number].label(
                    label, code: code, in: place, at: .init(row: Int32(clamping: row.number), column: Int32(column)))
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
}
