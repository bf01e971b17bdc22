// SPDX-License-Identifier: Apache-2.0
import Documents

/// A document as the main part of a page.
public struct DocumentView: Component {
    let document: Document

    /// Shows a document with its title as the h1.
    public init(_ document: Document) { self.document = document }

    public var html: HTML {
        var html = PageHeading(document.title, caption: document.caption).html
        for block in document.blocks { html += Self.html(of: block) }
        return html
    }

    private static func html(of block: Document.Block) -> HTML {
        switch block {
        case .heading(let text): return "<h2 class=\"dr-heading-m\">\(text)</h2>\n"
        case .paragraph(let text): return "<p>\(text)</p>\n"
        case .list(let items):
            let lines: [HTML] = items.map { "<li>\($0)</li>\n" }
            return "<ul class=\"dr-list\">\n\(lines)</ul>\n"
        case .folded(let summary, let blocks):
            return Details(summary, blocks.map { Self.html(of: $0) }.joined()).html
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
        case .table(let table):
            return Table(
                table.caption, note: table.note.isEmpty ? HTML() : "<p>\(table.note)</p>",
                columns: table.columns.map { Table.Column($0.title, isNumeric: $0.isNumeric) },
                rows: table.rows.map { row in
                    zip(row, table.columns).map { text, column in
                        column.isNumeric ? .number(Int(text) ?? 0) : .text(text)
                    }
                }
            ).html
        }
    }
}
