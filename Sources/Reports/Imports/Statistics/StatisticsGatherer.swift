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

    enum State {
        case looking
        case sampling(header: Int)
        case reading
    }

    let limits: Limits
    /// The codes of areas by folded name, for files that name areas and give no codes.
    let codesByName: [String: [String]]
    var tables: [GatheredCounts] = []
    var problems: [StatisticsProblem] = []
    var problemCount = 0
    var facts: [(name: String, value: String)] = []
    var titles: [String] = []
    var footnotes: [String] = []
    var leftOut: [(heading: String, reason: String)] = []
    var form: StatisticsForm?
    var areasAreNamed = false
    var rowCount = 0

    var state = State.looking
    var sheet = ""
    var pending: [RowFile.Row] = []
    var sample: [RowFile.Row] = []
    var header: [String] = []
    var plan: ColumnPlan?
    var context: [(name: String, label: String)] = []
    var blocks = 0
    var countsHeld = 0
    var tableNumbers: [GatheredCounts.Key: Int] = [:]
    var sheetHasTable = false
    var byNames = false
    /// The combinations of the row before, which most rows share.
    var lastContext: (labels: [String], numbers: [(table: Int, combination: Int)])?

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

    mutating func endSheet() throws {
        if case .sampling(let place) = state { try begin(place) }
        if case .looking = state, !pending.isEmpty, !sheetHasTable, !byNames {
            try lookForNames()
            if case .sampling(let place) = state { try begin(place) }
        }
        if case .looking = state, !sheetHasTable { sayNoCodes() }
        let lines = pending.map(Self.line).filter {
            !$0.isEmpty && !titles.contains($0) && !footnotes.contains($0)
        }
        // A sheet without a table is a cover or a page of notes.
        if sheetHasTable { footnotes += lines } else { titles += lines.prefix(40) }
        (state, pending, sample, header, plan) = (.looking, [], [], [], nil)
        (context, blocks, sheetHasTable, byNames, lastContext) = ([], 0, false, false, nil)
    }

    /// Nothing has a code; perhaps the areas have their names.
    mutating func lookForNames() throws {
        byNames = true
        let rows = pending
        pending = []
        for row in rows {
            rowCount -= 1
            try take(row)
        }
    }

    /// Codes that a spreadsheet spoilt are worth more than "no table".
    mutating func sayNoCodes() {
        for row in pending {
            for (column, cell) in row.cells.enumerated()
            where CountCell.isScientific(HeadingWords.trimmed(cell)) {
                add(
                    row.number, ImportProblem.letter(ofColumn: column),
                    "\u{201C}\(cell)\u{201D} \(SheetDamage.words(cell) ?? "is no code")")
            }
        }
    }

    func isArea(_ text: String) -> Bool {
        let cell = HeadingWords.trimmed(text)
        return byNames ? codesByName[LabelBook.folded(cell)]?.count == 1 : AreaCodeWords.isCode(cell)
    }

    func hasArea(_ row: RowFile.Row) -> Bool { row.cells.contains { isArea($0) } }

    /// The row of headings: the nearest one above that fills about as many cells.
    func headerPlace(in rows: [RowFile.Row], for row: RowFile.Row) -> Int? {
        func filled(_ row: RowFile.Row) -> Int { row.cells.count { !HeadingWords.trimmed($0).isEmpty } }
        let wanted = max(2, filled(row) / 2)
        return rows.indices.dropLast().last { filled(rows[$0]) >= wanted && filled(rows[$0]) >= 2 }
    }

    static func line(_ row: RowFile.Row) -> String {
        HeadingWords.trimmed(
            row.cells.map(HeadingWords.trimmed).filter { !$0.isEmpty }.joined(separator: " "))
    }

    mutating func begin(_ place: Int) throws {
        let preamble = Array(pending[..<place])
        header = HeadingWords.percentagesNamed(pending[place].cells.map(HeadingWords.trimmed))
        let headerRow = pending[place].number
        pending = []
        takePreamble(preamble)
        let areas = sample.map { row in row.cells }
        var made = ColumnPlan(header: header, sample: areas.filter { $0.contains { isArea($0) } }) {
            isArea($0)
        }
        guard made.figures.count <= limits.figures else { throw tooMuch() }
        if made.figures.isEmpty { add(headerRow, nil, "No column holds counts: each heading was looked at") }
        for label in made.figures.flatMap(\.parts) {
            if let words = SheetDamage.words(label.label) {
                add(headerRow, nil, "\u{201C}\(label.label)\u{201D} \(words)")
            }
        }
        sayTwice(headerRow, &made)
        plan = made
        for pair in made.leftOut where !leftOut.contains(where: { $0.heading == pair.heading }) {
            leftOut.append(pair)
        }
        form = blocks > 1 ? .stacked : form ?? made.form
        areasAreNamed = areasAreNamed || byNames
        (state, sheetHasTable, lastContext) = (.reading, true, nil)
        let rows = sample
        sample = []
        for row in rows { try read(row) }
    }

    /// Two columns with the same heading cannot be told apart.
    mutating func sayTwice(_ row: Int, _ plan: inout ColumnPlan) {
        var seen: Set<String> = []
        for figure in plan.figures where plan.labels.isEmpty {
            let key =
                "\(figure.variable)|\(figure.measure)|"
                + figure.parts.map { "\($0.dimension):\($0.label)" }.joined(separator: ";")
            if !seen.insert(key).inserted {
                add(row, header[figure.column], "Two columns have this heading: give each its own")
            }
        }
    }

    mutating func read(_ row: RowFile.Row) throws {
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
        if zip(row.cells, header).allSatisfy({ HeadingWords.trimmed($0) == $1 }),
            row.cells.count == header.count
        {
            takePreamble(pending)
            if blocks > 1 { form = .stacked }
            pending = []
            return
        }
        let figures = plan.figures.count {
            $0.column < row.cells.count && PercentCell.read(row.cells[$0.column]) != nil
        }
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

    func tooMuch() -> Stopped {
        Stopped(
            problem: StatisticsProblem(
                problem: ImportProblem(
                    row: 0, column: nil,
                    text:
                        "The file has more than \(limits.counts / 1_000_000) million counts: keep the areas and the "
                        + "categories that are needed, and send that"),
                remedy: .mendFile))
    }
}
