// SPDX-License-Identifier: Apache-2.0
import Documents

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
    var notes: [String] = []
    var sources: [String] = []
    /// What stands between the summary and the table, such as the places with the highest figures.
    var beside = HTML()

    func html(_ picture: HTML, height: Int, key: HTML = HTML()) -> HTML {
        html(picture, size: " height=\"\(height)\"", key: key)
    }

    /// A figure whose picture has a size of its own, written as attributes.
    func html(_ picture: HTML, size: HTML, key: HTML) -> HTML {
        framed(
            """
            \(key)<svg role="img" aria-labelledby="\(id)-title" aria-describedby="\(id)-desc" width="100%"\(size) \
            focusable="false">
            <title id="\(id)-title">\(message)</title>
            <desc id="\(id)-desc">\(summary)</desc>
            \(picture)</svg>

            """, figures: Details("Figures as a table", table.html).html)
    }

    /// A figure without a picture: its table stands open, and a sentence says why.
    func html(without reason: String) -> HTML {
        framed("<p class=\"dr-chart__none\">\(reason)</p>\n", figures: table.html)
    }

    private func framed(_ picture: HTML, figures: HTML) -> HTML {
        let data: HTML =
            dataPath.map { "<p><a\(href($0)) download>Download this chart's figures (CSV)</a></p>\n" } ?? ""
        let remarks: [HTML] =
            notes.map { "<p class=\"dr-chart__note\">\($0)</p>\n" }
            + sources.map { "<p class=\"dr-chart__note\">Source: \($0)</p>\n" }
        return """
            <figure class="dr-chart">
            <figcaption><p class="dr-chart__message">\(message)</p>
            <p class="dr-chart__measure">\(measure)</p></figcaption>
            \(picture)<p class="dr-chart__summary">\(summary)</p>
            \(beside)\(remarks)\(figures)\(data)</figure>

            """
    }
}

extension Table {
    /// The figures of a chart or map; `links` leads from the first cell of a row, by its place, to a page.
    init(_ table: FigureTable, id: String, links: [Int: String] = [:]) {
        let explanations: [HTML] = table.explanations.map { "<p>\($0)</p>\n" }
        self.init(
            table.caption, isCaptionHidden: true, id: "\(id)-table", note: explanations.joined(),
            columns: table.columns.map { Column($0.title, isNumeric: $0.isFigure) },
            rows: table.rows.enumerated().map { index, row in
                zip(row, table.columns).enumerated().map { place, pair in
                    if place == 0, let path = links[index] { return Cell.link(pair.0, path) }
                    return pair.1.isFigure ? .figure(pair.0) : .text(pair.0)
                }
            })
    }
}

/// The shapes of a chart, how high they are, and what explains them.
struct ChartShapes {
    var html = HTML()
    var height = 0
    var key = HTML()
}

/// The width inside the margins of a screen of 320 px, on which every text must fit.
private let narrowest = 288.0

/// The share of the narrowest width that a text takes at its smallest size, with the room before it.
func textShare(_ text: String) -> Double {
    let width = text.unicodeScalars.reduce(0.0) { width, scalar in
        switch scalar {
        case "0"..."9", "\u{2212}", "+", "£": width + 7.8
        case ",", ".", " ", "\u{A0}", "[", "]", "(", ")", "i", "l", "t", "f", "j", "r", "/", "-": width + 4.2
        case "%", "m", "w", "M", "W": width + 12.5
        default: width + 7.6
        }
    }
    return (width + 8) / narrowest
}

/// A long label in lines short enough for a narrow screen; what is over is cut off.
func wrapped(_ text: String, at width: Int = 34, most: Int = 3) -> [String] {
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
    return lines.count > most ? Array(lines[..<(most - 1)]) + [lines[most - 1] + "\u{2026}"] : lines
}

/// Keeps a number and its words on one line, unless they are longer than a line.
func unbroken(_ text: String) -> String {
    text.count > 36 ? text : String(text.map { $0 == " " ? "\u{A0}" : $0 })
}

/// The zero from which a bar begins, drawn so that an empty bar still has its place.
func chartBaseline(at top: Int, x: Double = 0, height: Int = 22) -> HTML {
    let place = percent(x)
    return """
        <line class="dr-chart__axis" x1="\(place)" x2="\(place)" y1="\(top - 3)" y2="\(top + height + 3)"/>

        """
}

/// Lines of chart text, one below the other, starting at a baseline.
func chartText(_ lines: [String], from top: Int, style: StaticString) -> HTML {
    lines.enumerated().map { index, line -> HTML in
        "<text class=\"\(trusted: style)\" x=\"0\" y=\"\(top + index * 20)\">\(line)</text>\n"
    }.joined()
}
