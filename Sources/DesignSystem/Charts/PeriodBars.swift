// SPDX-License-Identifier: Apache-2.0

/// Periods one below the other on one line of years.
public struct PeriodBars: Component {
    /// One period.
    public struct Period: Sendable {
        let label: String
        let first: Double
        let last: Double
        let shown: String

        /// A period from one point in time to another, each as a year with its part gone by; shown in words.
        public init(_ label: String, from first: Double, to last: Double, shown: String) {
            self.label = label
            self.first = first
            self.last = last
            self.shown = shown
        }
    }

    let id: String
    let message: String
    let summary: String
    let periods: [Period]

    /// Draws the periods in the order given.
    public init(id: String, message: String, summary: String, _ periods: [Period]) {
        self.id = id
        self.message = message
        self.summary = summary
        self.periods = periods
    }

    /// The markup, complete and balanced.
    public var html: HTML {
        guard let start = periods.map(\.first).min(), let end = periods.map(\.last).max() else {
            return HTML()
        }
        let (first, last) = (start.rounded(.down), max(end.rounded(.up), start.rounded(.down) + 1))
        func x(_ time: Double) -> Double { (time - first) / (last - first) }
        var picture = HTML()
        var top = 16
        for period in periods {
            let lines = wrapped(period.label)
            picture.append(chartText(lines, from: top, style: "dr-chart__label"))
            top += lines.count * 20 - 8
            picture.append(
                """
                <rect class="dr-bar-first" x="\(percent(x(period.first)))" y="\(top)" \
                width="\(percent(max(x(period.last) - x(period.first), 0.01)))" height="16"/>

                """)
            top += 46
        }
        top -= 14
        picture.append("<line class=\"dr-chart__axis\" x1=\"0\" x2=\"100%\" y1=\"\(top)\" y2=\"\(top)\"/>\n")
        picture.append(
            """
            <text class="dr-chart__tick" x="0" y="\(top + 20)">\(Int(first))</text>
            <text class="dr-chart__tick" text-anchor="end" x="100%" y="\(top + 20)">\(Int(last))</text>

            """)
        return ChartFigure(
            id: id, message: message, measure: "Years from \(Int(first)) to \(Int(last))", summary: summary,
            table: Table(
                "Figures: \(message)", isCaptionHidden: true, id: "\(id)-table",
                columns: ["What", "Period"], rows: periods.map { [.text($0.label), .text($0.shown)] }),
            dataPath: nil
        ).html(picture, height: top + 30)
    }
}
