// SPDX-License-Identifier: Apache-2.0
import Documents

/// Where the points of a line chart lie: shares of the width, and pixels down.
struct LinePlaces {
    static let top = 34, height = 150
    static var bottom: Int { top + height }

    let chart: Chart
    let scale: ChartScale
    /// The shares of the width between which the lines of several series lie; figures of the scale stand before
    /// them, names after them.
    let start: Double, width: Double

    init(_ chart: Chart) {
        self.chart = chart
        scale = ChartScale(chart.rows.flatMap(\.statistics).compactMap(\.value))
        let unit = chart.rows.first?.statistics.first?.unit ?? .people
        start = chart.series.count > 1 ? min(textShare(unit.text(scale.roundTop)), 0.25) : 0
        width = chart.series.count > 1 ? 0.64 : 1
    }

    /// Where a row lies across: by its place in time where all rows have one, else evenly.
    func x(_ index: Int) -> Double {
        let inset = chart.series.count > 1 ? 0.05 : 0.1
        let positions = chart.rows.compactMap(\.position)
        var share = chart.rows.count > 1 ? Double(index) / Double(chart.rows.count - 1) : 0.5
        if positions.count == chart.rows.count, let first = positions.min(), let last = positions.max(),
            last > first
        {
            share = (positions[index] - first) / (last - first)
        }
        return start + (width - start) * (inset + (1 - 2 * inset) * share)
    }

    func y(_ value: Double) -> Int {
        Self.bottom - Int((Double(Self.height) * scale.share(value)).rounded())
    }
}

extension ChartView {
    /// A line for each series, with gaps where figures are withheld or cannot be compared.
    var lines: ChartShapes {
        let places = LinePlaces(chart)
        let end = percent(places.width)
        let zero = places.y(0)
        var shapes = ChartShapes(height: LinePlaces.bottom + 34)
        shapes.html.append(
            "<line class=\"dr-chart__axis\" x1=\"\(percent(places.start))\" x2=\"\(end)\" y1=\"\(zero)\" y2=\"\(zero)\"/>\n"
        )
        if chart.series.count > 1 { shapes.html.append(grid(places)) }
        for (index, row) in chart.rows.enumerated() where index > 0 && chart.reasonOfBreak(before: row) != nil
        {
            let x = percent((places.x(index - 1) + places.x(index)) / 2)
            shapes.html.append(
                """
                <line class="dr-chart__break" x1="\(x)" x2="\(x)" y1="22" y2="\(LinePlaces.bottom)"/>
                <text class="dr-chart__tick" text-anchor="middle" x="\(x)" y="14">Break</text>

                """)
        }
        for series in chart.series.indices { shapes.html.append(line(of: series, places)) }
        shapes.html.append(times(places))
        if chart.series.count > 1 {
            let names = names(places)
            shapes.html.append(names.html)
            shapes.height = max(shapes.height, names.height)
        }
        return shapes
    }

    /// One line across at a round figure, which tells with nought how high the lines are.
    private func grid(_ places: LinePlaces) -> HTML {
        guard let unit = chart.rows.first?.statistics.first?.unit else { return HTML() }
        var html = HTML()
        let start = percent(places.start)
        for figure in Set([0, places.scale.roundTop]).sorted() {
            let y = places.y(figure)
            if figure > 0 {
                html.append(
                    """
                    <line class="dr-chart__grid" x1="\(start)" x2="\(percent(places.width))" y1="\(y)" y2="\(y)"/>

                    """)
            }
            html.append(
                """
                <text class="dr-chart__tick" text-anchor="end" x="\(start)" dx="-6" y="\(y + 5)">\(unit.text(figure))</text>

                """)
        }
        return html
    }

    private func line(of series: Int, _ places: LinePlaces) -> HTML {
        let values = chart.rows.map { $0.statistics[series].value }
        var html = HTML()
        for index in values.indices.dropFirst() {
            guard let start = values[index - 1], let end = values[index],
                chart.reasonOfBreak(before: chart.rows[index]) == nil
            else { continue }
            html.append(
                """
                <line class="\(trusted: SeriesMarks.lines[series])" x1="\(percent(places.x(index - 1)))" \
                y1="\(places.y(start))" x2="\(percent(places.x(index)))" y2="\(places.y(end))"/>

                """)
        }
        for (index, value) in values.enumerated() {
            guard let value else { continue }
            let x = HTML(text: percent(places.x(index)))
            html.append(SeriesMarks.dot(series, x: x, y: places.y(value)))
        }
        return html
    }

    /// The names of the times that have room, and the figures of a single series above them.
    private func times(_ places: LinePlaces) -> HTML {
        let isSingle = chart.series.count == 1
        let texts = chart.rows.flatMap { [$0.label] + (isSingle ? $0.statistics.map(\.brief) : []) }
        let room = texts.map(textShare).max() ?? 0
        var kept: [Int] = chart.rows.indices.last.map { [$0] } ?? []
        for index in [0] + chart.rows.indices.dropLast().reversed()
        where kept.allSatisfy({ abs(places.x($0) - places.x(index)) >= room }) {
            kept.append(index)
        }
        var html = HTML()
        for index in kept.sorted() {
            let x = percent(places.x(index))
            if isSingle, let statistic = chart.rows[index].statistics.first {
                let y = statistic.value.map { places.y($0) - 12 } ?? places.y(0) - 8
                html.append(
                    "<text class=\"dr-chart__value\" text-anchor=\"middle\" x=\"\(x)\" y=\"\(y)\">\(statistic.brief)</text>\n"
                )
            }
            html.append(
                """
                <text class="dr-chart__tick" text-anchor="middle" x="\(x)" y="\(LinePlaces.bottom + 22)">\
                \(chart.rows[index].label)</text>

                """)
        }
        return html
    }

    /// The name and last figure of each series to the right of its end, moved apart where they would touch; a series
    /// whose last figure is withheld stands below the others.
    private func names(_ places: LinePlaces) -> (html: HTML, height: Int) {
        struct Name {
            let series: Int
            let lines: [String]
            var top: Int
        }
        var names: [Name] = chart.series.enumerated().map { index, name in
            let last = chart.rows.last?.statistics[index]
            return Name(
                series: index, lines: wrapped(name, at: 11, most: 4) + [last?.brief ?? ""],
                top: last?.value.map { places.y($0) - 12 } ?? LinePlaces.bottom)
        }
        names.sort { $0.top < $1.top }
        // Down from the top until nothing overlaps, then up again from the bottom as far as there is room.
        var free = 0
        for index in names.indices {
            names[index].top = max(names[index].top, free)
            free = names[index].top + names[index].lines.count * 18 + 6
        }
        var limit = max(LinePlaces.bottom + 28, names.map { $0.lines.count * 18 + 6 }.reduce(0, +))
        for index in names.indices.reversed() {
            let height = names[index].lines.count * 18 + 6
            names[index].top = min(names[index].top, limit - height)
            limit = names[index].top
        }
        var html = HTML()
        let x = percent(places.width + 0.075)
        for name in names {
            html.append(
                SeriesMarks.dot(name.series, x: HTML(text: percent(places.width + 0.035)), y: name.top + 9))
            for (index, line) in name.lines.enumerated() {
                let style: StaticString =
                    index == name.lines.count - 1 ? "dr-chart__value" : "dr-chart__label"
                html.append(
                    """
                    <text class="\(trusted: style)" x="\(x)" y="\(name.top + 14 + index * 18)">\(line)</text>

                    """)
            }
        }
        return (html, names.map { $0.top + $0.lines.count * 18 + 6 }.max() ?? 0)
    }
}
