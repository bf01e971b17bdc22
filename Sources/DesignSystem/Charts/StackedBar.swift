// SPDX-License-Identifier: Apache-2.0

/// Each thing divided into parts, such as services assessed and not yet assessed by directorate.
public struct StackedBar: Component {
    /// One thing and the sizes of its parts, in the order of the series.
    public struct Row: Sendable {
        let label: String
        let values: [Int]

        /// Divides a thing.
        public init(_ label: String, _ values: [Int]) {
            self.label = label
            self.values = values
        }
    }

    /// Whether rows can be compared by size or by share.
    public enum Scale: Sendable {
        case counts, shares
    }

    let id: String
    let message: String
    let measure: String
    let summary: String
    let series: [String]
    let rows: [Row]
    let scale: Scale
    let label: String
    let dataPath: String?

    /// Makes a chart of up to four series. The label heads the first column of the table.
    public init(
        id: String, message: String, measure: String, summary: String, series: [String], _ rows: [Row],
        scale: Scale = .counts, label: String = "Name", dataPath: String? = nil
    ) {
        self.id = id
        self.message = message
        self.measure = measure
        self.summary = summary
        self.series = series
        self.rows = rows
        self.scale = scale
        self.label = label
        self.dataPath = dataPath
    }

    private static let styles: [StaticString] = ["first", "second", "third", "fourth"]

    /// The markup, complete and balanced.
    public var html: HTML {
        assert(series.count <= Self.styles.count, "a stacked bar shows four series at most")
        let longest = rows.map { $0.values.reduce(0, +) }.max() ?? 0
        var picture = HTML()
        var top = 0
        for row in rows {
            let lines = wrapped(row.label)
            picture.append(chartText(lines, from: top + 16, style: "dr-chart__label"))
            top += lines.count * 20 + 4
            let total = row.values.reduce(0, +)
            let whole = scale == .counts ? longest : total
            picture.append(chartBaseline(at: top))
            if whole > 0 { picture.append(segments(of: row, whole: whole, top: top)) }
            top += 22
            let words = zip(row.values, series).map { unbroken("\(grouped($0)) \($1.lowercasedFirst)") }
            let parts = wrapped(words.joined(separator: ", "), at: 43)
            picture.append(chartText(parts, from: top + 18, style: "dr-chart__value"))
            top += parts.count * 20 + 18
        }
        return figure.html(picture, height: max(top - 8, 1), key: key)
    }

    /// Keeps a number and its words on one line, unless they are longer than a line.
    private func unbroken(_ text: String) -> String {
        text.count > 36 ? text : String(text.map { $0 == " " ? "\u{A0}" : $0 })
    }

    private func segments(of row: Row, whole: Int, top: Int) -> HTML {
        var before = 0
        var html = HTML()
        for (index, value) in row.values.prefix(Self.styles.count).enumerated() where value > 0 {
            let start = percent(Double(before) / Double(whole))
            let width = percent(Double(value) / Double(whole))
            html.append(
                """
                <rect class="dr-bar-\(trusted: Self.styles[index])" x="\(start)" y="\(top)" \
                width="\(width)" height="22"/>

                """)
            before += value
        }
        return html
    }

    private var key: HTML {
        let items: [HTML] = zip(series, Self.styles).map { name, style in
            """
            <li><svg width="18" height="18" aria-hidden="true" focusable="false">\
            <rect class="dr-bar-\(trusted: style)" x="1" y="1" width="16" height="16"/></svg> \(name)</li>

            """
        }
        return "<ul class=\"dr-chart__key\">\n\(items)</ul>\n"
    }

    private var figure: ChartFigure {
        let cells: [[Table.Cell]] = rows.map { row in
            [.text(row.label)] + row.values.map { .number($0) } + [.number(row.values.reduce(0, +))]
        }
        let headings = (series + ["Total"]).map { Table.Column($0, isNumeric: true) }
        return ChartFigure(
            id: id, message: message, measure: measure, summary: summary,
            table: Table(
                "Figures: \(message)", isCaptionHidden: true, id: "\(id)-table",
                columns: [Table.Column(label)] + headings, rows: cells),
            dataPath: dataPath)
    }
}
