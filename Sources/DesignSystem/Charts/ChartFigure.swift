// SPDX-License-Identifier: Apache-2.0

/// What every chart says besides its shapes: the message, the measure, the words, the table.
///
/// Shapes are placed in per cent of the width, so text keeps its size on the narrowest screen.
struct ChartFigure: Sendable {
    let id: String
    let message: String
    let measure: String
    let summary: String
    let table: Table
    let dataPath: String?

    func html(_ picture: HTML, height: Int, key: HTML = HTML()) -> HTML {
        let data: HTML =
            dataPath.map { "<p><a\(href($0)) download>Download this chart's figures (CSV)</a></p>\n" } ?? ""
        return """
            <figure class="dr-chart">
            <figcaption><p class="dr-chart__message">\(message)</p>
            <p class="dr-chart__measure">\(measure)</p></figcaption>
            \(key)<svg role="img" aria-labelledby="\(id)-title" aria-describedby="\(id)-desc" width="100%" \
            height="\(height)" focusable="false">
            <title id="\(id)-title">\(message)</title>
            <desc id="\(id)-desc">\(summary)</desc>
            \(picture)</svg>
            <p class="dr-chart__summary">\(summary)</p>
            \(Details("Figures as a table", table.html))\(data)</figure>

            """
    }
}

/// A long label in lines short enough for a narrow screen.
func wrapped(_ text: String, at width: Int = 34) -> [String] {
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ") {
        var word = word
        if line.count + word.count + 1 > width, !line.isEmpty {
            lines.append(line)
            line = ""
        }
        while word.count > width {
            lines.append(String(word.prefix(width)))
            word = word.dropFirst(width)
        }
        line += line.isEmpty ? String(word) : " " + word
    }
    if !line.isEmpty { lines.append(line) }
    return lines.count > 3 ? Array(lines[..<2]) + [lines[2] + "\u{2026}"] : lines
}

/// The zero from which a bar begins, drawn so that an empty bar still has its place.
func chartBaseline(at top: Int) -> HTML {
    "<line class=\"dr-chart__axis\" x1=\"0\" x2=\"0\" y1=\"\(top - 3)\" y2=\"\(top + 25)\"/>\n"
}

/// Lines of chart text, one below the other, starting at a baseline.
func chartText(_ lines: [String], from top: Int, style: StaticString) -> HTML {
    lines.enumerated().map { index, line -> HTML in
        "<text class=\"\(trusted: style)\" x=\"0\" y=\"\(top + index * 20)\">\(line)</text>\n"
    }.joined()
}
