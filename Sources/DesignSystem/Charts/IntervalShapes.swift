// SPDX-License-Identifier: Apache-2.0
import Documents

extension ChartView {
    /// A dot a row with the interval round it, and a tick for what it is measured against.
    var intervals: ChartShapes {
        let values = chart.rows.flatMap { row in
            row.statistics.flatMap { [$0.value, $0.low, $0.high] } + [row.benchmark?.value]
        }
        let scale = ChartScale(values.compactMap { $0 })
        func x(_ value: Double) -> Double { 0.02 + 0.96 * scale.share(value) }
        let hasEmphasis = chart.rows.contains(where: \.isEmphasised)
        var shapes = ChartShapes()
        var top = 0
        for row in chart.rows {
            guard let statistic = row.statistics.first else { continue }
            let label = wrapped(row.label)
            shapes.html.append(chartText(label, from: top + 16, style: "dr-chart__label"))
            top += label.count * 20 + 4
            shapes.html.append(chartBaseline(at: top, x: x(0)))
            if let value = statistic.value {
                if let low = statistic.low, let high = statistic.high {
                    shapes.html.append(whisker(from: x(low), to: x(high), middle: top + 11))
                }
                if let benchmark = row.benchmark?.value {
                    shapes.html.append(tick(x(benchmark), top: top - 2, height: 26))
                }
                let style: StaticString = hasEmphasis && !row.isEmphasised ? "dr-dot-muted" : "dr-dot-first"
                shapes.html.append(
                    "<circle class=\"\(trusted: style)\" cx=\"\(percent(x(value)))\" cy=\"\(top + 11)\" r=\"6\"/>\n"
                )
            } else if let benchmark = row.benchmark?.value {
                shapes.html.append(tick(x(benchmark), top: top - 2, height: 26))
            }
            top += 22
            var words = [statistic.drawn]
            if let interval = statistic.interval {
                words.append("\(chart.words.interval) \(interval)")
            }
            if let benchmark = row.benchmark {
                words.append("\(chart.words.benchmark.lowercasedFirst) \(benchmark.brief)")
            }
            let lines = wrapped(words.map(unbroken).joined(separator: "; "), at: 40, most: 4)
            shapes.html.append(chartText(lines, from: top + 20, style: "dr-chart__value"))
            top += lines.count * 20 + 20
        }
        shapes.height = top - 8
        shapes.key = intervalKey
        return shapes
    }

    private func whisker(from low: Double, to high: Double, middle: Int) -> HTML {
        let (start, end) = (percent(low), percent(high))
        return """
            <line class="dr-chart__whisker" x1="\(start)" x2="\(end)" y1="\(middle)" y2="\(middle)"/>\
            <line class="dr-chart__whisker" x1="\(start)" x2="\(start)" y1="\(middle - 6)" y2="\(middle + 6)"/>\
            <line class="dr-chart__whisker" x1="\(end)" x2="\(end)" y1="\(middle - 6)" y2="\(middle + 6)"/>

            """
    }

    private var intervalKey: HTML {
        var items: [HTML] = []
        if chart.rows.contains(where: { $0.statistics.contains { $0.low != nil } }) {
            items.append(
                """
                <li><svg width="36" height="18" aria-hidden="true" focusable="false">\
                <line class="dr-chart__whisker" x1="2" x2="34" y1="9" y2="9"/>\
                <line class="dr-chart__whisker" x1="2" x2="2" y1="3" y2="15"/>\
                <line class="dr-chart__whisker" x1="34" x2="34" y1="3" y2="15"/>\
                <circle class="dr-dot-first" cx="18" cy="9" r="6"/></svg> \
                \(chart.series.first ?? "") and its \(chart.words.interval)</li>

                """)
        }
        if chart.rows.contains(where: { $0.benchmark?.value != nil }) {
            items.append(
                """
                <li><svg width="18" height="18" aria-hidden="true" focusable="false">\
                <line class="dr-chart__tickmark" x1="9" x2="9" y1="1" y2="17"/></svg> \(chart.words.benchmark)</li>

                """)
        }
        return items.isEmpty ? HTML() : "<ul class=\"dr-chart__key\">\n\(items)</ul>\n"
    }
}
