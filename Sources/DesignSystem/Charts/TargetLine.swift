// SPDX-License-Identifier: Apache-2.0

/// A measure over time, from where it stood to where it is to be.
public struct TargetLine: Component {
    /// The value at one time.
    public struct Point: Sendable {
        let day: Int
        let label: String
        let value: Double
        let shown: String

        /// Places a value on a day, counted from any first day; label and value are written out.
        public init(day: Int, label: String, value: Double, shown: String) {
            self.day = day
            self.label = label
            self.value = value
            self.shown = shown
        }
    }

    let id: String
    let message: String
    let measure: String
    let summary: String
    let points: [Point]
    let target: Point?
    let dataPath: String?

    /// Makes a chart of points in the order of their days, the first being the baseline. The target is a
    /// level, and a place in time that an even way from the baseline leads to.
    public init(
        id: String, message: String, measure: String, summary: String, _ points: [Point],
        target: Point? = nil, dataPath: String? = nil
    ) {
        self.id = id
        self.message = message
        self.measure = measure
        self.summary = summary
        self.points = points
        self.target = target
        self.dataPath = dataPath
    }

    /// The markup, complete and balanced.
    public var html: HTML {
        var picture: HTML = "<line class=\"dr-chart__axis\" x1=\"0\" x2=\"100%\" y1=\"190\" y2=\"190\"/>\n"
        if let target {
            let level = y(target.value)
            let isNearStart = points.first.map { abs(y($0.value) - level) < 36 } ?? false
            picture.append(
                """
                <line class="dr-chart__target" x1="0" x2="100%" y1="\(level)" y2="\(level)"/>
                <text class="dr-chart__label" x="0" y="\(isNearStart ? level + 20 : level - 8)">Target \(target.shown)</text>

                """)
            if let first = points.first {
                picture.append(line("dr-chart__path", first, target))
            }
        }
        for (start, end) in zip(points, points.dropFirst()) {
            picture.append(line("dr-chart__line", start, end))
        }
        let labelled = labelled
        for (index, point) in points.enumerated() {
            let (x, level) = (percent(x(point.day)), y(point.value))
            picture.append("<circle class=\"dr-chart__dot\" cx=\"\(x)\" cy=\"\(level)\" r=\"5\"/>\n")
            guard labelled.contains(index) else { continue }
            picture.append(
                """
                <text class="dr-chart__value" text-anchor="middle" x="\(x)" y="\(level - 12)">\(point.shown)</text>
                <text class="dr-chart__tick" text-anchor="middle" x="\(x)" y="210">\(point.label)</text>

                """)
        }
        if let target, lastDay > (points.last?.day ?? 0), x(target.day) - x(points.last?.day ?? 0) > 0.16 {
            picture.append(
                "<text class=\"dr-chart__tick\" text-anchor=\"middle\" x=\"\(percent(x(target.day)))\" y=\"210\">\(target.label)</text>\n"
            )
        }
        return figure.html(picture, height: 220)
    }

    private var figure: ChartFigure {
        var rows: [[Table.Cell]] = points.enumerated().map {
            [
                .text($0.offset == 0 ? "\($0.element.label) (baseline)" : $0.element.label),
                .figure($0.element.shown),
            ]
        }
        if let target { rows.append([.text("\(target.label) (target)"), .figure(target.shown)]) }
        return ChartFigure(
            id: id, message: message, measure: "\(measure). \(scale)", summary: summary,
            table: Table(
                "Figures: \(message)", isCaptionHidden: true, id: "\(id)-table",
                columns: ["Day", Table.Column("Value", isNumeric: true)], rows: rows),
            dataPath: dataPath)
    }

    private var scale: String {
        lowest == 0 ? "The scale begins at nought" : "The scale does not begin at nought"
    }

    private var values: [Double] { points.map(\.value) + [target?.value].compactMap { $0 } }

    /// Nought, unless all values lie so close together that nothing would be seen.
    private var lowest: Double {
        guard let least = values.min(), let most = values.max() else { return 0 }
        if least < 0 { return least }
        return least > most / 2 ? max(0, least - max(most - least, most / 20)) : 0
    }

    private var highest: Double { max(values.max() ?? 0, lowest + 1e-9) }
    private var firstDay: Int { points.first?.day ?? 0 }
    private var lastDay: Int { max(points.last?.day ?? 0, target?.day ?? 0, firstDay + 1) }

    private func x(_ day: Int) -> Double {
        let share = Double(day - firstDay) / Double(lastDay - firstDay)
        return 0.09 + 0.82 * min(max(share, 0), 1)
    }

    private func y(_ value: Double) -> Int {
        190 - Int((150 * (value - lowest) / (highest - lowest)).rounded())
    }

    private func line(_ style: StaticString, _ start: Point, _ end: Point) -> HTML {
        """
        <line class="\(trusted: style)" x1="\(percent(x(start.day)))" y1="\(y(start.value))" \
        x2="\(percent(x(end.day)))" y2="\(y(end.value))"/>

        """
    }

    /// The points that have words: the last, the first, and others that leave room at 320 px.
    private var labelled: Set<Int> {
        guard !points.isEmpty else { return [] }
        var kept: [Int] = [points.count - 1]
        for index in [0] + Array(points.indices.dropLast().reversed())
        where kept.allSatisfy({ abs(x(points[$0].day) - x(points[index].day)) >= 0.24 }) {
            kept.append(index)
        }
        return Set(kept)
    }
}
