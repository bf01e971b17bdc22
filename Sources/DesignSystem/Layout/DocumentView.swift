// SPDX-License-Identifier: Apache-2.0
import Documents

/// A document as the main part of a page.
public struct DocumentView: Component {
    let document: Document
    let isInside: Bool
    let headless: Bool

    /// Shows a document with its title as the h1, or as a heading of the page that it stands inside; `headless`
    /// where that page has shown the title already.
    public init(_ document: Document, isInside: Bool = false, headless: Bool = false) {
        self.document = document
        self.isInside = isInside
        self.headless = headless
    }

    public var html: HTML {
        var html: HTML =
            headless
            ? HTML()
            : isInside
                ? "<p class=\"dr-heading-l\">\(document.title)</p>\n"
                : PageHeading(document.title, caption: document.caption).html
        var captions: [String: Int] = [:]
        for block in document.blocks { html += Self.html(of: block, &captions) }
        return html
    }

    /// A block; `captions` counts the tables of each caption, because a page names each of its tables once.
    private static func html(of block: Document.Block, _ captions: inout [String: Int]) -> HTML {
        switch block {
        case .heading(let text): return "<h2 class=\"dr-heading-m\">\(text)</h2>\n"
        case .subheading(let text): return "<h3 class=\"dr-heading-s\">\(text)</h3>\n"
        case .facts(let facts): return SummaryList(facts.map { .init($0.name, text: $0.text) }).html
        case .paragraph(let text): return "<p>\(text)</p>\n"
        case .list(let items):
            let lines: [HTML] = items.map { "<li>\($0)</li>\n" }
            return "<ul class=\"dr-list\">\n\(lines)</ul>\n"
        case .folded(let summary, let blocks):
            var inside = HTML()
            for block in blocks { inside += Self.html(of: block, &captions) }
            return Details(summary, inside).html
        case .figures(let figures):
            return KeyFigures(
                figures.map { KeyFigure($0.label, value: $0.value, base: $0.base, share: $0.share) }
            ).html
        case .bars(let bars):
            return StackedBar(
                id: bars.id, message: bars.message, measure: bars.measure, summary: bars.summary,
                series: bars.series,
                bars.rows.map { StackedBar.Row($0.label, $0.values) }, label: bars.rowTitle
            ).html
        case .chart(let chart): return ChartView(chart).html
        case .map(let map): return MapView(map).html
        case .table(let table):
            let count = captions[table.caption, default: 0] + 1
            captions[table.caption] = count
            return Table(
                count == 1 ? table.caption : "\(table.caption) (\(count))",
                id: count == 1 ? nil : "table-\(identifier(table.caption))-\(count)",
                note: table.note.isEmpty ? HTML() : "<p>\(table.note)</p>",
                columns: table.columns.map { Table.Column($0.title, isNumeric: $0.isNumeric || $0.isFigure) },
                rows: table.rows.map { row in
                    zip(row, table.columns).map { text, column in
                        if column.isNumeric { return .number(Int(text) ?? 0) }
                        return column.isFigure ? .figure(text) : .text(text)
                    }
                }
            ).html
        }
    }
}
