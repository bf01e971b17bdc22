// SPDX-License-Identifier: Apache-2.0
import Documents

/// A chart of figures about people: the picture, then the words, then the table.
public struct ChartView: Component {
    let chart: Chart
    let dataPath: String?

    /// Shows a chart; `dataPath` leads to its figures as CSV.
    public init(_ chart: Chart, dataPath: String? = nil) {
        self.chart = chart
        self.dataPath = dataPath
    }

    /// The markup, complete and balanced.
    public var html: HTML {
        let words = chart.words
        let id = identifier(chart.id)
        let figure = ChartFigure(
            id: id, message: words.message, measure: words.measure, summary: words.summary,
            table: Table(chart.table, id: id), dataPath: dataPath, notes: chart.notes + ownNotes,
            sources: chart.sources)
        guard !chart.rows.isEmpty else { return figure.html(without: "There are no figures to draw.") }
        guard chart.isDrawable else {
            return figure.html(
                without: "A chart shows at most \(Chart.mostSeries) series; these figures stand in the table."
            )
        }
        let shapes = shapes(SeriesMarks(id: id))
        return figure.html(shapes.html, height: max(shapes.height, 1), key: shapes.key)
    }

    private func shapes(_ marks: SeriesMarks) -> ChartShapes {
        switch chart.kind {
        case .bars: bars(marks)
        case .groupedBars: groupedBars(marks)
        case .stackedBars: stackedBars(marks, isShare: false)
        case .stackedShares: stackedBars(marks, isShare: true)
        case .intervals: intervals
        case .line: lines
        case .pyramid: pyramid(marks)
        }
    }

    /// What the picture cannot say of itself.
    private var ownNotes: [String] {
        let breaks = chart.breaks.map { "Break in the series before \($0.before): \($0.reason)" }
        let isStack = chart.kind == .stackedBars || chart.kind == .stackedShares
        let isHidden = chart.rows.contains { row in row.statistics.contains { $0.value == nil } }
        return breaks
            + (isStack && isHidden ? ["A bar is not drawn where a part of it is withheld or not known."] : [])
    }
}

extension Statistic {
    /// The figure as it stands in a picture, with the mark that belongs to it alone.
    var drawn: String { [shown, markBeside].compactMap { $0 }.joined(separator: " ") }

    /// The same without the people behind it, where there is little room.
    var brief: String { [figure, markBeside].compactMap { $0 }.joined(separator: " ") }
}
