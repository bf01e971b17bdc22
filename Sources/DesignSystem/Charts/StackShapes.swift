// SPDX-License-Identifier: Apache-2.0
import Documents

/// A bar in parts: the sizes, or `nil` where it cannot be drawn, and the figures in words.
struct StackRow {
    let label: String
    let parts: [Double]?
    let words: [String]
}

/// Bars in parts, one below the other, each with its figures in words.
func stack(_ rows: [StackRow], _ series: [String], isShare: Bool, _ marks: SeriesMarks) -> ChartShapes {
    let longest = rows.compactMap { $0.parts?.reduce(0, +) }.max() ?? 0
    var shapes = ChartShapes(html: marks.patterns)
    var top = 0
    for row in rows {
        let label = wrapped(row.label)
        shapes.html.append(chartText(label, from: top + 16, style: "dr-chart__label"))
        top += label.count * 20 + 4
        shapes.html.append(chartBaseline(at: top))
        let parts = row.parts ?? []
        let whole = isShare ? parts.reduce(0, +) : longest
        var before = 0.0
        for (index, part) in parts.enumerated() where part > 0 && whole > 0 {
            shapes.html.append(
                marks.bar(
                    index, x: HTML(text: percent(before / whole)), y: top,
                    width: HTML(text: percent(part / whole)), height: 22))
            before += part
        }
        top += 22
        let lines = wrapped(row.words.map(unbroken).joined(separator: ", "), at: 43, most: 6)
        shapes.html.append(chartText(lines, from: top + 18, style: "dr-chart__value"))
        top += lines.count * 20 + 18
    }
    shapes.height = top - 8
    shapes.key = marks.key(series)
    return shapes
}

extension ChartView {
    /// Bars in parts. A row of which anything is withheld is not drawn, because the place of one part would tell
    /// the size of another; its figures stand in words.
    func stackedBars(_ marks: SeriesMarks, isShare: Bool) -> ChartShapes {
        let rows = chart.rows.map { row in
            let values = row.statistics.compactMap(\.value)
            let isWhole = values.count == row.statistics.count && values.allSatisfy { $0 >= 0 }
            return StackRow(
                label: row.label, parts: isWhole ? values : nil,
                words: zip(chart.series, row.statistics).map { "\($0) \($1.brief)" })
        }
        return stack(rows, chart.series, isShare: isShare, marks)
    }
}
