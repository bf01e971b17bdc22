// SPDX-License-Identifier: Apache-2.0

/// One value over time.
public struct TrendLine: Component {
    /// The value at one time.
    public struct Point: Sendable {
        let label: String
        let value: Double?
        let shown: String

        /// Places a value; what is shown is written out, such as "84%".
        public init(_ label: String, _ value: Double, shown: String) {
            self.label = label
            self.value = value
            self.shown = shown
        }

        /// Leaves a gap; what is shown is the mark that explains it, such as "[c]".
        public init(_ label: String, withheld shown: String) {
            self.label = label
            self.shown = shown
            value = nil
        }
    }

    let id: String
    let message: String
    let measure: String
    let summary: String
    let points: [Point]
    let highest: Double?
    let columns: [String]
    let dataPath: String?

    /// Makes a chart whose scale begins at zero; `highest` fixes its top, such as 100 for per cent.
    public init(
        id: String, message: String, measure: String, summary: String, _ points: [Point],
        highest: Double? = nil, columns: (label: String, value: String) = ("Time", "Value"),
        dataPath: String? = nil
    ) {
        self.id = id
        self.message = message
        self.measure = measure
        self.summary = summary
        self.points = points
        self.highest = highest
        self.columns = [columns.label, columns.value]
        self.dataPath = dataPath
    }

    /// The markup, complete and balanced.
    public var html: HTML {
        let top = max(highest ?? 0, points.compactMap(\.value).max() ?? 0)
        let places = linePlaces(points.map(\.value), highest: top, height: 150, inset: 0.1)
        var picture: HTML = "<line class=\"dr-chart__axis\" x1=\"0\" x2=\"100%\" y1=\"180\" y2=\"180\"/>\n"
        picture.append(lineSegments(places, down: 30))
        // At most four labels fit side by side at 320 px.
        let step = max(1, (points.count + 2) / 4)
        for (index, point) in points.enumerated() {
            let isLast = index == points.count - 1
            let isNearLast = !isLast && points.count - 1 - index < step
            let x = percent(place(index, of: points.count, inset: 0.1))
            if index % step == 0 && !isNearLast || isLast {
                let y = places[index].map { $0.y + 30 - 12 } ?? 172
                picture.append(
                    """
                    <text class="dr-chart__value" text-anchor="middle" x="\(x)" y="\(y)">\(point.shown)</text>
                    <text class="dr-chart__tick" text-anchor="middle" x="\(x)" y="202">\(point.label)</text>

                    """)
            }
            if let spot = places[index] {
                picture.append(
                    "<circle class=\"dr-chart__dot\" cx=\"\(x)\" cy=\"\(spot.y + 30)\" r=\"5\"/>\n")
            }
        }
        return figure.html(picture, height: 212)
    }

    private var figure: ChartFigure {
        let rows: [[Table.Cell]] = points.map { [.text($0.label), .figure($0.shown)] }
        return ChartFigure(
            id: id, message: message, measure: measure, summary: summary,
            table: Table(
                "Figures: \(message)", isCaptionHidden: true, id: "\(id)-table",
                columns: [Table.Column(columns[0]), Table.Column(columns[1], isNumeric: true)], rows: rows),
            dataPath: dataPath)
    }
}

/// A line as small as a word, with the words that say the same.
public struct Sparkline: Component {
    let values: [Double?]
    let label: String

    /// Draws the values from left to right; the label says what they show.
    public init(_ values: [Double?], label: String) {
        self.values = values
        self.label = label
    }

    /// The markup, complete and balanced.
    public var html: HTML {
        let top = values.compactMap { $0 }.max() ?? 0
        let places = linePlaces(values, highest: top, height: 20, inset: 0.04)
        let dot: HTML =
            places.last.flatMap { $0 }.map {
                "<circle class=\"dr-chart__dot\" cx=\"\($0.x)\" cy=\"\($0.y + 4)\" r=\"3\"/>"
            }
            ?? ""
        return """
            <svg class="dr-sparkline" role="img" aria-label="\(label)" width="96" height="28" focusable="false">\
            \(lineSegments(places, down: 4))\(dot)</svg>
            """
    }
}

private struct Place {
    let x: String
    let y: Int
}

/// Where a value stands across the width, leaving a margin for the dot.
private func place(_ index: Int, of count: Int, inset: Double) -> Double {
    count > 1 ? inset + (1 - 2 * inset) * Double(index) / Double(count - 1) : 0.5
}

private func linePlaces(_ values: [Double?], highest: Double, height: Int, inset: Double) -> [Place?] {
    values.enumerated().map { index, value in
        guard let value else { return nil }
        let share = highest > 0 ? min(max(value / highest, 0), 1) : 0
        return Place(
            x: percent(place(index, of: values.count, inset: inset)),
            y: Int((Double(height) * (1 - share)).rounded()))
    }
}

private func lineSegments(_ places: [Place?], down: Int) -> HTML {
    var html = HTML()
    for (start, end) in zip(places, places.dropFirst()) {
        guard let start, let end else { continue }
        html.append(
            """
            <line class="dr-chart__line" x1="\(start.x)" y1="\(start.y + down)" x2="\(end.x)" y2="\(end.y + down)"/>

            """)
    }
    return html
}
