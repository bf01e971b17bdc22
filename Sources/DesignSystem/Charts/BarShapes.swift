// SPDX-License-Identifier: Apache-2.0
import Documents

extension ChartView {
    /// One bar a row from a common zero, its figure beside it.
    func bars(_ marks: SeriesMarks) -> ChartShapes {
        let figures = chart.rows.flatMap { $0.statistics + [$0.benchmark].compactMap { $0 } }
        let scale = ChartScale(figures.compactMap(\.value))
        let longest = chart.rows.compactMap { $0.statistics.first.map { textShare($0.drawn) } }.max() ?? 0
        let room = min(max(1 - longest, 0.3), 0.6)
        let hasEmphasis = chart.rows.contains(where: \.isEmphasised)
        var shapes = ChartShapes()
        var top = 0
        for row in chart.rows {
            guard let statistic = row.statistics.first else { continue }
            let label = wrapped(row.label)
            shapes.html.append(chartText(label, from: top + 16, style: "dr-chart__label"))
            top += label.count * 20 + 4
            let style: StaticString = hasEmphasis && !row.isEmphasised ? "dr-bar-muted" : "dr-bar-first"
            let benchmark = row.benchmark?.value.map { scale.share($0) * room }
            let bar = bar(
                statistic.value, scale, room: room, top: top, height: 22, text: statistic.drawn,
                beyond: benchmark
            ) {
                "<rect class=\"\(trusted: style)\" x=\"\($0)\" y=\"\(top)\" width=\"\($1)\" height=\"22\"/>\n"
            }
            shapes.html.append(bar)
            if let benchmark { shapes.html.append(tick(benchmark, top: top - 4, height: 30)) }
            top += 22 + 14
        }
        shapes.height = top - 8
        if chart.rows.contains(where: { $0.benchmark?.value != nil }) {
            shapes.key = tickKey(chart.words.benchmark)
        }
        return shapes
    }

    /// Several bars a row, each with its figure and the name of its series; how many people are behind shares stands in
    /// the table.
    func groupedBars(_ marks: SeriesMarks) -> ChartShapes {
        let scale = ChartScale(chart.rows.flatMap(\.statistics).compactMap(\.value))
        func longest(_ names: [String]) -> Double {
            chart.rows.flatMap { row in zip(row.statistics, names).map { textShare("\($0.brief) \($1)") } }
                .max() ?? 0
        }
        // Names too long to stand beside their bars stand in the key, and a letter in their place.
        let isNamed = longest(chart.series) <= 0.7
        let names = isNamed ? chart.series : ["A", "B", "C", "D"]
        let room = min(max(1 - longest(names), 0.3), 0.6)
        var shapes = ChartShapes(html: marks.patterns)
        var top = 0
        for row in chart.rows {
            let label = wrapped(row.label)
            shapes.html.append(chartText(label, from: top + 16, style: "dr-chart__label"))
            top += label.count * 20 + 4
            for (index, (statistic, name)) in zip(row.statistics, names).enumerated() {
                let bar = bar(
                    statistic.value, scale, room: room, top: top, height: 18,
                    text: isNamed ? "\(statistic.brief) \(name)" : "\(name) \(statistic.brief)"
                ) {
                    marks.bar(index, x: $0, y: top, width: $1, height: 18)
                }
                shapes.html.append(bar)
                top += 22
            }
            top += 12
        }
        shapes.height = top - 8
        if !isNamed { shapes.key = marks.key(zip(names, chart.series).map { "\($0) \($1)" }) }
        return shapes
    }

    /// A bar to the left or right of zero, and its text beyond it and a tick; nothing but the text where there is no
    /// value.
    private func bar(
        _ value: Double?, _ scale: ChartScale, room: Double, top: Int, height: Int, text: String,
        beyond tick: Double? = nil,
        _ draw: (_ x: HTML, _ width: HTML) -> HTML
    ) -> HTML {
        let zero = scale.zero * room
        let end = value.map { scale.share($0) * room } ?? zero
        var html = chartBaseline(at: top, x: zero, height: height)
        if abs(end - zero) > 0 {
            html.append(draw(HTML(text: percent(min(zero, end))), HTML(text: percent(abs(end - zero)))))
        }
        html.append(
            """
            <text class="dr-chart__value" x="\(percent(max(zero, end, tick ?? 0)))" dx="8" y="\(top + height / 2 + 5)">\(text)</text>

            """)
        return html
    }

    /// A mark across a bar or beside a dot: what the figure is measured against.
    func tick(_ x: Double, top: Int, height: Int) -> HTML {
        let place = percent(x)
        return """
            <line class="dr-chart__halo" x1="\(place)" x2="\(place)" y1="\(top)" y2="\(top + height)"/>\
            <line class="dr-chart__tickmark" x1="\(place)" x2="\(place)" y1="\(top)" y2="\(top + height)"/>

            """
    }

    /// What the ticks are.
    func tickKey(_ name: String) -> HTML {
        """
        <ul class="dr-chart__key">
        <li><svg width="18" height="18" aria-hidden="true" focusable="false">\
        <line class="dr-chart__tickmark" x1="9" x2="9" y1="1" y2="17"/></svg> \(name)</li>
        </ul>

        """
    }
}
