// SPDX-License-Identifier: Apache-2.0

/// A report as a value: what it says and in which order; writers give it a form.
///
/// Counts in a document are counts of records (policies, actions). Figures about people come in charts and maps of
/// statistics, which disclosure control released or a national body published, and have no way in as plain numbers.
public struct Document: Hashable, Sendable {
    /// A number with the words that make it mean something.
    public struct Figure: Hashable, Sendable {
        /// What is counted.
        public let label: String
        /// The figure as it is shown, such as "92%".
        public let value: String
        /// What it is a part of or holds for, such as "221 of 240".
        public let base: String
        /// The part of the whole, 0 to 1, where a bar helps.
        public let share: Double?

        /// A figure as its words; without a share it has no bar.
        public init(label: String, value: String, base: String, share: Double? = nil) {
            self.label = label
            self.value = value
            self.base = base
            self.share = share
        }
    }

    /// A column of a table.
    public struct Column: Hashable, Sendable {
        /// The heading of the column.
        public let title: String
        /// Whether its cells are whole numbers and nothing else.
        public let isNumeric: Bool
        /// Whether its cells are figures as written, such as "24.1" or "[c]".
        public let isFigure: Bool

        /// A column of words; of whole numbers where `isNumeric` says so, of figures as written where `isFigure`.
        public init(_ title: String, isNumeric: Bool = false, isFigure: Bool = false) {
            self.title = title
            self.isNumeric = isNumeric
            self.isFigure = isFigure
        }
    }

    /// Cells in rows and columns, under a caption.
    public struct Table: Hashable, Sendable {
        /// What the table shows, in a few words.
        public let caption: String
        /// The columns in their order.
        public let columns: [Column]
        /// The cells of each row, one for each column; a numeric column holds whole numbers.
        public let rows: [[String]]
        /// A remark that the table needs; empty for none.
        public let note: String

        /// A table whose rows have as many cells as there are columns.
        public init(_ caption: String, columns: [Column], rows: [[String]], note: String = "") {
            self.caption = caption
            self.columns = columns
            self.rows = rows
            self.note = note
        }
    }

    /// One thing stated under a short name, such as "Responsible owner".
    public struct Fact: Hashable, Sendable {
        /// What it is.
        public let name: String
        /// What holds, in one line or several.
        public let text: String

        /// A fact.
        public init(_ name: String, _ text: String) {
            self.name = name
            self.text = text
        }
    }

    /// Two counts a row, shown as one bar: the first of the two is the part that counts.
    public struct Bars: Hashable, Sendable {
        /// One bar, such as a directorate.
        public struct Row: Hashable, Sendable {
            /// What the bar stands for.
            public let label: String
            /// The sizes of its parts, in the order of the series.
            public let values: [Int]

            /// A bar and the sizes of its parts.
            public init(_ label: String, _ values: [Int]) {
                self.label = label
                self.values = values
            }
        }
        /// The name of the picture, which no other of the same page has.
        public let id: String
        /// The message of the picture, as its heading.
        public let message: String
        /// What the bars count, as the line below the message.
        public let measure: String
        /// What the picture shows, in a sentence for those who do not see it.
        public let summary: String
        /// What each part of a bar stands for, in the order of the values.
        public let series: [String]
        /// What the rows are, as the heading of the first column of the figures.
        public let rowTitle: String
        /// The bars in the order in which they are drawn.
        public let rows: [Row]

        /// A picture with the words that it needs.
        public init(
            id: String, message: String, measure: String, summary: String, series: [String], rowTitle: String,
            rows: [Row]
        ) {
            self.id = id
            self.message = message
            self.measure = measure
            self.summary = summary
            self.series = series
            self.rowTitle = rowTitle
            self.rows = rows
        }
    }

    /// One part of a report, in the order in which it is read.
    public enum Block: Hashable, Sendable {
        /// A heading below the title.
        case heading(String)
        /// A heading below a heading.
        case subheading(String)
        /// Facts under their names, one below the other.
        case facts([Fact])
        /// A paragraph of plain text.
        case paragraph(String)
        /// The figures that matter, side by side.
        case figures([Figure])
        /// A picture of bars.
        case bars(Bars)
        /// A chart of figures about people.
        case chart(Chart)
        /// A map of figures about people.
        case map(MapPicture)
        /// A table.
        case table(Table)
        /// Items one below the other, in no particular order.
        case list([String])
        /// Detail that most readers skip, folded away behind its summary.
        indirect case folded(String, [Block])
    }

    /// The heading of the whole report.
    public let title: String
    /// The larger thing it belongs to, such as the body; shown above the title.
    public let caption: String
    /// The parts in the order in which they are read.
    public let blocks: [Block]

    /// A report of these parts.
    public init(title: String, caption: String, blocks: [Block]) {
        self.title = title
        self.caption = caption
        self.blocks = blocks
    }
}
