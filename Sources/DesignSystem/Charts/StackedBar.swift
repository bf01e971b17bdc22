// SPDX-License-Identifier: Apache-2.0

/// Records divided into parts, such as services assessed and not yet assessed by directorate.
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

    /// The markup, complete and balanced.
    public var html: HTML {
        assert(series.count <= SeriesMarks.styles.count, "a stacked bar shows four series at most")
        let bars = rows.map { row in
            StackRow(
                label: row.label, parts: row.values.map(Double.init),
                words: zip(row.values, series).map { "\(grouped($0)) \($1.lowercasedFirst)" })
        }
        let shapes = stack(bars, series, isShare: scale == .shares, SeriesMarks(id: id))
        return figure.html(shapes.html, height: max(shapes.height, 1), key: shapes.key)
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
