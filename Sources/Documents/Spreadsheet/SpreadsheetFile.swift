// SPDX-License-Identifier: Apache-2.0

/// Tables to be written as a workbook: for people to read, or to be changed and sent back.
///
/// Every cell is text, so that words come back byte for byte and nothing is ever run or turned into a date; but for the
/// numbers in columns of figures.
public struct SpreadsheetFile: Hashable, Sendable {
    /// A column of a table.
    public struct Column: Hashable, Sendable {
        /// The header, unlike every other of its table.
        public let header: String
        /// About how many letters wide it is.
        public let width: Int
        /// Whether people do not see it, as the id and version of a row.
        public let isHidden: Bool
        /// Whether its cells are numbers where they are written as such, "1204" or "12.4"; marks stay text.
        public let isFigure: Bool

        /// A column.
        public init(_ header: String, width: Int = 20, isHidden: Bool = false, isFigure: Bool = false) {
            self.header = header
            self.width = width
            self.isHidden = isHidden
            self.isFigure = isFigure
        }

        /// How many decimals a cell of this column has as a number, up to two; `nil` where it is text.
        func decimals(_ text: String) -> Int? {
            guard isFigure, text.utf8.count <= 15 else { return nil }
            let parts = text.split(separator: ".", omittingEmptySubsequences: false)
            guard parts.count <= 2, let whole = parts.first, whole == "0" || whole.first != "0" else {
                return nil
            }
            let isNumber = parts.allSatisfy { part in
                !part.isEmpty && part.utf8.allSatisfy { (0x30...0x39).contains($0) }
            }
            let decimals = parts.count == 2 ? parts[1].utf8.count : 0
            return isNumber && decimals <= 2 ? decimals : nil
        }

        /// A number with a comma before every third digit from the point, as both formats show it.
        static func grouped(_ number: String) -> String {
            let whole = number.prefix { $0 != "." }
            var result = ""
            for (at, digit) in whole.enumerated() {
                if at > 0, (whole.count - at) % 3 == 0 { result.append(",") }
                result.append(digit)
            }
            return result + number.dropFirst(whole.count)
        }
    }

    /// A table on a sheet of its own.
    public struct Table: Hashable, Sendable {
        /// The name on the tab.
        public let name: String
        /// What the table is, in words.
        public let title: String
        /// The columns.
        public let columns: [Column]
        /// The rows, with one text for each column.
        public let rows: [[String]]
        /// Lines above the table of a publication: shorthand, notes, source.
        public let remarks: [String]

        /// A table.
        public init(
            name: String, title: String, columns: [Column], rows: [[String]], remarks: [String] = []
        ) {
            self.name = name
            self.title = title
            self.columns = columns
            self.rows = rows
            self.remarks = remarks
        }
    }

    /// What stands before the tables of a publication.
    public struct Cover: Hashable, Sendable {
        /// The facts: publisher, date, period, contact, licence, each with its name.
        public let facts: [(name: String, value: String)]
        /// Notes that the tables refer to, in their order.
        public let notes: [String]

        /// A cover.
        public init(facts: [(name: String, value: String)], notes: [String] = []) {
            self.facts = facts
            self.notes = notes
        }

        /// Whether two covers say the same.
        public static func == (one: Cover, other: Cover) -> Bool {
            one.notes == other.notes && one.facts.elementsEqual(other.facts, by: ==)
        }

        /// By its words.
        public func hash(into hasher: inout Hasher) {
            for fact in facts { hasher.combine(fact.value) }
            hasher.combine(notes)
        }
    }

    /// The title of the document.
    public let title: String
    /// Who it is from.
    public let author: String
    /// Its language.
    public let language: String
    /// The cover of a publication; none for a file that is to come back, whose tables begin in the first cell.
    public let cover: Cover?
    /// The tables.
    public let tables: [Table]

    /// A workbook to be written.
    public init(
        title: String, author: String, language: String = "en-GB", cover: Cover? = nil, tables: [Table]
    ) {
        self.title = title
        self.author = author
        self.language = language
        self.cover = cover
        self.tables = tables
    }
}

extension SpreadsheetFile {
    /// A sheet as both writers lay it out.
    struct Layout {
        let name: String
        /// Lines of text above the table, the title first; empty for a file that is to come back.
        let lines: [String]
        let columns: [Column]
        let rows: [[String]]
        /// The row of the header; `nil` where the sheet has no table.
        var headerRow: Int? { columns.isEmpty ? nil : lines.count + 1 }
        /// The name of the table within the workbook.
        let tableName: String
    }

    /// The sheets in their order: cover, contents and notes of a publication, then a sheet for each table.
    var layouts: [Layout] {
        var taken: Set<String> = []
        var layouts: [Layout] = []
        if let cover {
            let count = "This workbook has \(tables.count) table\(tables.count == 1 ? "" : "s")."
            layouts.append(
                plain("Cover", [title] + cover.facts.map { "\($0.name): \($0.value)" } + [count], &taken))
            layouts.append(
                Layout(
                    name: Self.tab("Contents", &taken), lines: ["Contents"],
                    columns: [Column("Sheet"), Column("Table", width: 60)],
                    rows: tables.map { [$0.name, $0.title] }, tableName: "contents"))
            let notes = cover.notes.enumerated().map { ["note \($0 + 1)", $1] }
            layouts.append(
                Layout(
                    name: Self.tab("Notes", &taken), lines: ["Notes"],
                    columns: [Column("Note"), Column("Explanation", width: 60)], rows: notes,
                    tableName: "notes"))
        }
        for (at, table) in tables.enumerated() {
            let lines = cover == nil ? [] : [table.title, "This sheet has one table."] + table.remarks
            layouts.append(
                Layout(
                    name: Self.tab(table.name, &taken), lines: lines, columns: table.columns,
                    rows: table.rows,
                    tableName: "table_\(at + 1)"))
        }
        return layouts
    }

    private func plain(_ name: String, _ lines: [String], _ taken: inout Set<String>) -> Layout {
        Layout(name: Self.tab(name, &taken), lines: lines, columns: [], rows: [], tableName: "")
    }

    /// A name that a tab can have: up to 31 letters, none of the marks that formulas use, unlike the others.
    private static func tab(_ name: String, _ taken: inout Set<String>) -> String {
        var clean = String(name.map { "[]:*?/\\'\n\r\t".contains($0) ? " " : $0 })
        clean = String(clean.prefix(28))
        if clean.allSatisfy(\.isWhitespace) { clean = "Table" }
        var unique = clean
        var count = 2
        while !taken.insert(unique.lowercased()).inserted {
            unique = "\(clean.prefix(24)) \(count)"
            count += 1
        }
        return unique
    }
}

/// XML appended as bytes, for sheets of many cells.
struct SheetBytes {
    var bytes: [UInt8] = []

    mutating func add(_ markup: StaticString) {
        markup.withUTF8Buffer { bytes.append(contentsOf: $0) }
    }

    mutating func add(_ number: Int) { bytes.append(contentsOf: String(number).utf8) }

    /// Text, escaped for elements and attributes alike.
    mutating func add(text: String) {
        var text = text
        text.withUTF8 { units in
            let isPlain = !units.contains {
                $0 < 0x20 || $0 == 0x26 || $0 == 0x3C || $0 == 0x3E || $0 == 0x22 || $0 == 0xEF
            }
            if isPlain {
                bytes.append(contentsOf: units)
            } else {
                let whole = String(decoding: units, as: UTF8.self)
                bytes.append(contentsOf: XMLWriter.escaped(whole, inAttribute: true).utf8)
            }
        }
    }
}
