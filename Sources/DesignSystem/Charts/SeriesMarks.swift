// SPDX-License-Identifier: Apache-2.0

/// How the series of a chart are told apart: by colour on the screen, by pattern on paper and in colours that the
/// reader chose, by outline and order everywhere.
struct SeriesMarks {
    /// The name of the chart, from which its patterns have theirs.
    let id: String

    static let styles: [StaticString] = ["dr-bar-first", "dr-bar-second", "dr-bar-third", "dr-bar-fourth"]

    /// The patterns laid over the second, third and fourth series; part of the drawing.
    var patterns: HTML {
        """
        <defs>
        <pattern id="\(id)-p1" width="8" height="8" patternUnits="userSpaceOnUse">\
        <path class="dr-pattern__line" d="M-2 2l4 -4M0 8l8 -8M6 10l4 -4"/></pattern>
        <pattern id="\(id)-p2" width="7" height="7" patternUnits="userSpaceOnUse">\
        <circle class="dr-pattern__dot" cx="3.5" cy="3.5" r="1.6"/></pattern>
        <pattern id="\(id)-p3" width="6" height="6" patternUnits="userSpaceOnUse">\
        <path class="dr-pattern__line" d="M0 3l6 0"/></pattern>
        </defs>

        """
    }

    /// A part of a bar in the manner of a series; it is as wide as the attributes say.
    func bar(_ series: Int, x: HTML, y: Int, width: HTML, height: Int) -> HTML {
        let index = min(max(series, 0), Self.styles.count - 1)
        let place: HTML = "x=\"\(x)\" y=\"\(y)\" width=\"\(width)\" height=\"\(height)\""
        let over: HTML =
            index == 0 ? HTML() : "<rect class=\"dr-pattern\" fill=\"url(#\(id)-p\(index))\" \(place)/>"
        return "<rect class=\"\(trusted: Self.styles[index])\" \(place)/>\(over)\n"
    }

    /// What each series is called, beside a piece of it.
    func key(_ names: [String]) -> HTML {
        let items: [HTML] = names.prefix(Self.styles.count).enumerated().map { index, name in
            """
            <li><svg width="18" height="18" aria-hidden="true" focusable="false">\
            \(bar(index, x: "1", y: 1, width: "16", height: 16))</svg> \(name)</li>

            """
        }
        return "<ul class=\"dr-chart__key\">\n\(items)</ul>\n"
    }

    /// The dot of a series on a line: a circle, a square, a triangle, a diamond.
    static func dot(_ series: Int, x: HTML, y: Int) -> HTML {
        // A nested drawing carries the shape to its place in per cent of the width.
        let shape: HTML
        switch series {
        case 0: shape = "<circle class=\"dr-dot-first\" r=\"5\"/>"
        case 1: shape = "<rect class=\"dr-dot-second\" x=\"-5\" y=\"-5\" width=\"10\" height=\"10\"/>"
        case 2: shape = "<path class=\"dr-dot-third\" d=\"M0 -6l6 11l-12 0z\"/>"
        default: shape = "<path class=\"dr-dot-fourth\" d=\"M0 -7l7 7l-7 7l-7 -7z\"/>"
        }
        return
            "<svg class=\"dr-chart__place\" x=\"\(x)\" y=\"\(y)\" width=\"1\" height=\"1\">\(shape)</svg>\n"
    }

    /// The line of a series.
    static let lines: [StaticString] = ["dr-line-first", "dr-line-second", "dr-line-third", "dr-line-fourth"]
}
