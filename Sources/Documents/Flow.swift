// SPDX-License-Identifier: Apache-2.0

/// What a word processor shows, one thing below the other: the common ground of the ODT and the DOCX writer.
struct Flow {
    /// How a line looks.
    enum Look { case plain, strong, quiet }

    /// A line of a cell.
    struct Line {
        let text: String
        var look = Look.plain
    }

    /// A cell: its lines, the bookmark that names its row, and the tag under which its content is found again.
    struct Cell {
        var lines: [Line]
        var mark = ""
        var tag = ""
        var isHeading = false

        /// A cell with a text, one line of it after the other.
        init(_ text: String, look: Look = .plain, isHeading: Bool = false) {
            lines = Flow.lines(text).map { Line(text: $0, look: look) }
            self.isHeading = isHeading
        }
    }

    /// Cells in rows; a header repeats on every page.
    struct Table {
        var header: [String]
        var rows: [[Cell]]
        /// The parts of the width that each column takes.
        var widths: [Int]
    }

    enum Block {
        case heading(Int, String)
        case paragraph(String, Look)
        case bullets([String])
        case table(Table)
    }

    var title: String
    var caption: String
    var language: String
    var author: String
    /// Facts kept in the file and not shown.
    var properties: [(name: String, value: String)] = []
    var blocks: [Block] = []

    /// Whether any table is too wide for an upright page.
    var isLandscape: Bool {
        blocks.contains {
            switch $0 {
            case .table(let table): table.widths.count > 6
            case .heading, .paragraph, .bullets: false
            }
        }
    }

    /// The lines of a text; an empty text is one empty line.
    static func lines(_ text: String) -> [String] {
        var lines: [String] = []
        var line = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if scalar == "\n" {
                lines.append(String(line))
                line = String.UnicodeScalarView()
            } else {
                line.append(scalar)
            }
        }
        return lines + [String(line)]
    }
}

/// A report as a flow.
extension Flow {
    init(_ document: Document, language: String, author: String) {
        self.init(title: document.title, caption: document.caption, language: language, author: author)
        for block in document.blocks { add(block, level: 1) }
    }

    private mutating func add(_ block: Document.Block, level: Int) {
        switch block {
        case .heading(let text): blocks.append(.heading(level, text))
        case .subheading(let text): blocks.append(.heading(level + 1, text))
        case .paragraph(let text): for line in Self.lines(text) { blocks.append(.paragraph(line, .plain)) }
        case .list(let items): blocks.append(.bullets(items))
        case .facts(let facts):
            let rows = facts.map { [Cell($0.name, look: .strong, isHeading: true), Cell($0.text)] }
            if !rows.isEmpty { blocks.append(.table(Table(header: [], rows: rows, widths: [1, 2]))) }
        case .figures(let figures):
            blocks.append(.bullets(figures.map { "\($0.label): \($0.value) (\($0.base))" }))
        case .bars(let bars):
            blocks.append(.heading(level + 1, bars.message))
            blocks.append(.paragraph(bars.measure, .quiet))
            blocks.append(.paragraph(bars.summary, .plain))
            let rows = bars.rows.map { [Cell($0.label)] + $0.values.map { Cell(String($0)) } }
            add(header: [bars.rowTitle] + bars.series, rows)
        case .chart(let chart):
            blocks.append(.heading(level + 1, chart.words.message))
            blocks.append(.paragraph(chart.words.measure, .quiet))
            blocks.append(.paragraph(chart.words.summary, .plain))
            add(chart.table, remarks: chart.notes + chart.sources.map { "Source: \($0)" })
        case .map(let map):
            blocks.append(.heading(level + 1, map.words.message))
            blocks.append(.paragraph(map.words.measure, .quiet))
            blocks.append(.paragraph(map.words.summary, .plain))
            add(map.table, remarks: map.notes + map.sources.map { "Source: \($0)" })
        case .table(let table):
            blocks.append(.paragraph(table.caption, .strong))
            add(header: table.columns.map(\.title), table.rows.map { $0.map { Cell($0) } })
            if !table.note.isEmpty { blocks.append(.paragraph(table.note, .quiet)) }
        case .folded(let summary, let inside):
            blocks.append(.heading(level + 1, summary))
            for block in inside { add(block, level: level + 1) }
        }
    }

    /// What the marks mean stands above the figures, remarks and sources below.
    private mutating func add(_ table: FigureTable, remarks: [String]) {
        blocks += table.explanations.map { .paragraph($0, .quiet) }
        if !table.rows.isEmpty {
            add(header: table.columns.map(\.title), table.rows.map { $0.map { Cell($0) } })
        }
        blocks += remarks.map { .paragraph($0, .quiet) }
    }

    private mutating func add(header: [String], _ rows: [[Cell]]) {
        let widths = header.map { _ in 1 }
        blocks.append(.table(Table(header: header, rows: rows, widths: widths)))
    }
}
