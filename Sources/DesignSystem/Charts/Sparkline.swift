// SPDX-License-Identifier: Apache-2.0

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
