// SPDX-License-Identifier: Apache-2.0

/// One bar for each thing, from a common zero, with its figure written beside it.
public struct BarChart: Component {
    /// One bar.
    public struct Bar: Sendable {
        let label: String
        let value: Double?
        let shown: String
        let isEmphasised: Bool

        /// Draws a value under a label; what is shown is written out, such as "92%, 221 of 240".
        public init(_ label: String, _ value: Double, shown: String, isEmphasised: Bool = false) {
            self.label = label
            self.value = value
            self.shown = shown
            self.isEmphasised = isEmphasised
        }

        /// Keeps the place of a withheld value; what is shown is its mark, such as "[c]".
        public init(_ label: String, withheld shown: String) {
            self.label = label
            self.shown = shown
            value = nil
            isEmphasised = false
        }
    }

    let id: String
    let message: String
    let measure: String
    let summary: String
    let bars: [Bar]
    let longest: Double?
    let columns: [String]
    let dataPath: String?

    /// Makes a chart. The message is what the chart shows, the measure says what, where, when and in
    /// which unit; `longest` fixes the scale, such as 100 for per cent.
    public init(
        id: String, message: String, measure: String, summary: String, _ bars: [Bar],
        longest: Double? = nil, columns: (label: String, value: String) = ("Name", "Value"),
        dataPath: String? = nil
    ) {
        self.id = id
        self.message = message
        self.measure = measure
        self.summary = summary
        self.bars = bars
        self.longest = longest
        self.columns = [columns.label, columns.value]
        self.dataPath = dataPath
    }

    /// The markup, complete and balanced.
    public var html: HTML {
        let scale = max(longest ?? 0, bars.compactMap(\.value).max() ?? 0)
        let hasEmphasis = bars.contains(where: \.isEmphasised)
        var picture = HTML()
        var top = 0
        for bar in bars {
            let lines = wrapped(bar.label)
            picture.append(chartText(lines, from: top + 16, style: "dr-chart__label"))
            top += lines.count * 20 + 4
            picture.append(chartBaseline(at: top))
            // Three fifths of the width at most: the figure beside the bar must fit at 320 px.
            let share = scale > 0 ? max(0, (bar.value ?? 0)) / scale * 0.6 : 0
            let style: StaticString = hasEmphasis && !bar.isEmphasised ? "dr-bar-muted" : "dr-bar-first"
            if share > 0 {
                picture.append(
                    "<rect class=\"\(trusted: style)\" y=\"\(top)\" width=\"\(percent(share))\" height=\"22\"/>\n"
                )
            }
            picture.append(
                """
                <text class="dr-chart__value" x="\(percent(share))" dx="8" y="\(top + 16)">\(bar.shown)</text>

                """)
            top += 22 + 14
        }
        return figure.html(picture, height: max(top - 8, 1))
    }

    private var figure: ChartFigure {
        let rows: [[Table.Cell]] = bars.map { [.text($0.label), .figure($0.shown)] }
        return ChartFigure(
            id: id, message: message, measure: measure, summary: summary,
            table: Table(
                "Figures: \(message)", isCaptionHidden: true, id: "\(id)-table",
                columns: [Table.Column(columns[0]), Table.Column(columns[1], isNumeric: true)], rows: rows),
            dataPath: dataPath)
    }
}
