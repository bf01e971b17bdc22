// SPDX-License-Identifier: Apache-2.0

/// Rows and columns of facts, never used for layout.
public struct Table: Component {
    /// What stands in one cell.
    public enum Cell: Sendable, ExpressibleByStringLiteral {
        /// Plain words.
        case text(String)
        /// Words that lead somewhere.
        case link(String, _ path: String)
        /// Anything else, such as a tag.
        case html(HTML)
        /// A count, shown with a comma at every thousand.
        case number(Int)
        /// A figure already written out, such as "92.4%" or "[c]".
        case figure(String)

        /// Takes plain words.
        public init(stringLiteral value: String) { self = .text(value) }
    }

    /// One column: its heading, and how its cells stand.
    public struct Column: Sendable, ExpressibleByStringLiteral {
        let title: String
        let isNumeric: Bool
        let sort: Sort?

        /// Heads a column.
        public init(_ title: String, isNumeric: Bool = false, sort: Sort? = nil) {
            self.title = title
            self.isNumeric = isNumeric
            self.sort = sort
        }

        /// Heads a column of words.
        public init(stringLiteral value: String) { self.init(value) }
    }

    /// How a column can be put in order.
    public struct Sort: Sendable {
        /// The order that the rows have now.
        public enum Order: String, Sendable {
            case none, ascending, descending
        }

        let path: String
        let order: Order

        /// Names the address that sorts by this column, and the order in force.
        public init(_ path: String, _ order: Order = .none) {
            self.path = path
            self.order = order
        }
    }

    let caption: String
    let isCaptionHidden: Bool
    let id: String
    let note: HTML
    let columns: [Column]
    let rows: [[Cell]]
    let totals: [Cell]
    let empty: String

    /// Makes a table; the first cell of a row is its heading. The note stands between caption and table
    /// and explains marks such as [c]; the id is needed where two tables of a page share a caption.
    public init(
        _ caption: String, isCaptionHidden: Bool = false, id: String? = nil, note: HTML = HTML(),
        columns: [Column], rows: [[Cell]], totals: [Cell] = [], empty: String = "There is nothing here yet."
    ) {
        self.caption = caption
        self.isCaptionHidden = isCaptionHidden
        self.id = id ?? "table-" + identifier(caption)
        self.note = note
        self.columns = columns
        self.rows = rows
        self.totals = totals
        self.empty = empty
    }

    /// Whether it is of words for the most part, so that cells can be read one below the other where columns have no
    /// room; a table of figures is compared down its columns, and scrolls.
    private var stacks: Bool {
        guard columns.count > 2, totals.isEmpty else { return false }
        let numeric = columns.indices.count(where: { index in
            columns[index].isNumeric || rows.contains { index < $0.count && $0[index].isNumeric }
        })
        return numeric * 2 < columns.count
    }

    /// The markup, complete and balanced.
    public var html: HTML {
        guard !rows.isEmpty else {
            return """
                <div class="dr-empty"><p class="dr-empty__heading">\(caption)</p>
                <p>\(empty)</p></div>

                """
        }
        // Words stand one below the other on a narrow screen; the roles keep it a table there for every reader.
        let stacks = stacks
        func role(_ name: StaticString) -> HTML { stacks ? " role=\"\(trusted: name)\"" : HTML() }
        var html = HTML()
        html.reserveCapacity(512 + rows.count * columns.count * 64)
        if !note.isEmpty { html.append("<div class=\"dr-table-note\">\(note)</div>\n") }
        html.append(
            """
            <div class="dr-table-wrap" role="region" tabindex="0" aria-labelledby="\(id)">
            <table class="\(trusted: stacks ? "dr-table dr-table--stack" : "dr-table")"\(role("table"))>
            <caption class="\(trusted: isCaptionHidden ? "dr-vh" : "dr-table__caption")" id="\(id)">\(caption)</caption>
            <thead\(role("rowgroup"))><tr\(role("row"))>

            """)
        for column in columns { html.append(heading(column, stacks: stacks)) }
        html.append("</tr></thead>\n<tbody\(role("rowgroup"))>\n")
        for row in rows { append(row, to: &html, stacks: stacks) }
        html.append(literal: "</tbody>\n")
        if !totals.isEmpty {
            html.append("<tfoot\(role("rowgroup"))>\n")
            append(totals, to: &html, stacks: stacks)
            html.append(literal: "</tfoot>\n")
        }
        html.append(literal: "</table>\n</div>\n")
        return html
    }

    private func heading(_ column: Column, stacks: Bool) -> HTML {
        let role: HTML = stacks ? " role=\"columnheader\"" : HTML()
        let style: StaticString = column.isNumeric ? " class=\"dr-number\"" : ""
        guard let sort = column.sort else {
            return "<th scope=\"col\"\(role)\(trusted: style)>\(column.title)</th>\n"
        }
        let order = attribute("aria-sort", sort.order == .none ? nil : sort.order.rawValue)
        return """
            <th scope="col"\(role)\(trusted: style)\(order)><a class="dr-sort dr-sort--\(sort.order.rawValue)"\
            \(href(sort.path))>\(column.title)</a></th>

            """
    }

    private func append(_ row: [Cell], to html: inout HTML, stacks: Bool) {
        html.append(literal: stacks ? "<tr role=\"row\">" : "<tr>")
        for (index, cell) in row.enumerated() {
            let isNumeric = cell.isNumeric || (index < columns.count && columns[index].isNumeric)
            let style: StaticString =
                isNumeric ? " class=\"dr-number\"" : cell.isLong && index > 0 ? " class=\"dr-long\"" : ""
            let role: StaticString = !stacks ? "" : index == 0 ? " role=\"rowheader\"" : " role=\"cell\""
            if index == 0 {
                html.append("<th scope=\"row\"\(trusted: role)\(trusted: style)>")
            } else {
                let title = stacks && index < columns.count ? columns[index].title : nil
                html.append("<td\(trusted: role)\(attribute("data-label", title))\(trusted: style)>")
            }
            cell.append(to: &html)
            html.append(literal: index == 0 ? "</th>" : "</td>")
        }
        html.append(literal: "</tr>\n")
    }
}

extension Table.Cell {
    var isNumeric: Bool {
        switch self {
        case .number, .figure: true
        case .text, .link, .html: false
        }
    }

    /// Words that would make a tall, thin column beside ten others.
    var isLong: Bool {
        guard case .text(let text) = self else { return false }
        return text.utf8.count > 60
    }

    func append(to html: inout HTML) {
        switch self {
        case .text(let text), .figure(let text): html.append(text: text)
        case .link(let text, let path): html.append("<a\(href(path))>\(text)</a>")
        case .html(let part): html.append(part)
        case .number(let number): html.append(text: grouped(number))
        }
    }
}
