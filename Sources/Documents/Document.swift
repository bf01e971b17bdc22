// SPDX-License-Identifier: Apache-2.0

/// A report as a value: what it says and in which order; writers give it a form.
///
/// Counts in a document are counts of records (policies, actions). Figures about people come as protected
/// tables from disclosure control and have no way in as plain numbers.
public struct Document: Hashable, Sendable {
    /// A number with the words that make it mean something.
    public struct Figure: Hashable, Sendable {
        public let label: String
        public let value: String
        public let base: String
        /// The part of the whole, 0 to 1, where a bar helps.
        public let share: Double?

        public init(label: String, value: String, base: String, share: Double? = nil) {
            self.label = label
            self.value = value
            self.base = base
            self.share = share
        }
    }

    public struct Column: Hashable, Sendable {
        public let title: String
        public let isNumeric: Bool

        public init(_ title: String, isNumeric: Bool = false) {
            self.title = title
            self.isNumeric = isNumeric
        }
    }

    public struct Table: Hashable, Sendable {
        public let caption: String
        public let columns: [Column]
        public let rows: [[String]]
        public let note: String

        public init(_ caption: String, columns: [Column], rows: [[String]], note: String = "") {
            self.caption = caption
            self.columns = columns
            self.rows = rows
            self.note = note
        }
    }

    /// Two counts a row, shown as one bar: the first of the two is the part that counts.
    public struct Bars: Hashable, Sendable {
        public struct Row: Hashable, Sendable {
            public let label: String
            public let values: [Int]

            public init(_ label: String, _ values: [Int]) {
                self.label = label
                self.values = values
            }
        }
        public let id: String
        /// The message of the picture, as its heading.
        public let message: String
        public let measure: String
        public let summary: String
        public let series: [String]
        public let rowTitle: String
        public let rows: [Row]

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

    public enum Block: Hashable, Sendable {
        case heading(String)
        case paragraph(String)
        case figures([Figure])
        case bars(Bars)
        case table(Table)
        case list([String])
        /// Detail that most readers skip, folded away behind its summary.
        indirect case folded(String, [Block])
    }

    public let title: String
    public let caption: String
    public let blocks: [Block]

    public init(title: String, caption: String, blocks: [Block]) {
        self.title = title
        self.caption = caption
        self.blocks = blocks
    }
}
