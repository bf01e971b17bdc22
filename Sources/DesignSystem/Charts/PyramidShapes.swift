// SPDX-License-Identifier: Apache-2.0
import Documents

extension ChartView {
    /// Two series back to back, the names of the rows between them; a third and a fourth are ticks upon the bars.
    func pyramid(_ marks: SeriesMarks) -> ChartShapes {
        let scale = ChartScale(chart.rows.flatMap(\.statistics).compactMap(\.value))
        let widest = chart.rows.map { textShare($0.label) }.max() ?? 0
        // Short names stand between the bars; long ones above them, where they have the whole width.
        let isBetween = widest <= 0.35
        let middle = isBetween ? max(widest + 0.02, 0.1) / 2 : 0.005
        let texts = chart.rows.flatMap { $0.statistics.prefix(2) }.map { textShare($0.brief) }.max() ?? 0
        let room = max(0.5 - middle - texts, 0.08)
        var shapes = ChartShapes(html: marks.patterns)
        for (side, name) in chart.series.prefix(2).enumerated() {
            shapes.html.append(text(name, side, middle, y: 16, style: "dr-chart__label"))
        }
        var top = 28
        for row in chart.rows {
            if !isBetween {
                shapes.html.append(centred(wrapped(row.label).first ?? "", y: top + 15))
                top += 20
            } else {
                shapes.html.append(centred(row.label, y: top + 14))
            }
            for (side, statistic) in row.statistics.prefix(2).enumerated() {
                let share = scale.share(statistic.value ?? 0) * room
                if share > 0 {
                    let x = HTML(text: percent(side == 0 ? 0.5 - middle - share : 0.5 + middle))
                    shapes.html.append(
                        marks.bar(side, x: x, y: top, width: HTML(text: percent(share)), height: 18))
                }
                let other = row.statistics.count == 4 ? row.statistics[side + 2].value : nil
                let mark = other.map { scale.share($0) * room }
                if let mark {
                    shapes.html.append(
                        tick(0.5 + (side == 0 ? -1 : 1) * (middle + mark), top: top - 2, height: 22))
                }
                shapes.html.append(
                    text(
                        statistic.brief, side, middle + max(share, mark ?? 0), y: top + 14,
                        style: "dr-chart__value"))
            }
            top += isBetween ? 24 : 28
        }
        shapes.height = top
        if chart.series.count == 4 { shapes.key = tickKey(chart.series[2...].joined(separator: "; ")) }
        return shapes
    }

    /// Text outwards from the end of a bar.
    private func text(_ text: String, _ side: Int, _ share: Double, y: Int, style: StaticString) -> HTML {
        let anchor: StaticString = side == 0 ? "end" : "start"
        return """
            <text class="\(trusted: style)" text-anchor="\(trusted: anchor)" \
            x="\(percent(side == 0 ? 0.5 - share : 0.5 + share))" dx="\(side == 0 ? -6 : 6)" y="\(y)">\(text)</text>

            """
    }

    private func centred(_ text: String, y: Int) -> HTML {
        "<text class=\"dr-chart__tick\" text-anchor=\"middle\" x=\"50%\" y=\"\(y)\">\(text)</text>\n"
    }
}
