// SPDX-License-Identifier: Apache-2.0
import Documents
import EqualityDuty

/// The rows of a plan's file on their way back, with what a person should know about the reading.
public struct PlanRows: Sendable {
    /// A column that is no column of the plan; its words are left out unless somebody says what it is.
    public struct Unknown: Hashable, Sendable {
        /// The header as it stands in the file.
        public let header: String
        /// The column that it may be; `nil` for none.
        public let guess: String?
    }

    /// The rows, in the order of the file.
    public let rows: [PlanRow]
    /// What was done to the file to read it: the first notes, and how many there are.
    public let notes: [String]
    /// Columns that were left out.
    public let unknown: [Unknown]
    /// The columns of the file that are columns of the plan.
    public let known: [String]
    /// How many things there were to know.
    public let noteCount: Int

    /// Whether a row without the hidden columns could become an action.
    public var hasTitles: Bool { known.contains(ActionCells.headers[0]) }

    /// Makes rows of tables that were read with `PlanSheet.allColumns`; `left` are headers that somebody chose to leave out.
    public init(_ reading: TableReading, leftOut left: Set<String> = []) {
        var rows: [PlanRow] = []
        var notes = reading.notes
        var unknown: [Unknown] = []
        var known: [String] = []
        var count = notes.count
        for table in reading.tables {
            var names: [String?] = []
            var (idPlace, versionPlace): (Int?, Int?) = (nil, nil)
            for (place, column) in table.columns.enumerated() {
                switch column.meaning {
                case .known:
                    names.append(column.name)
                    if !known.contains(column.name) { known.append(column.name) }
                case .rowID:
                    names.append(nil)
                    idPlace = place
                case .rowVersion:
                    names.append(nil)
                    versionPlace = place
                case .own:
                    names.append(nil)
                    let one = Unknown(header: column.header, guess: column.guess)
                    let isLeft = left.contains(foldedForSearch(column.header))
                    if !isLeft, !column.header.allSatisfy(\.isWhitespace), !unknown.contains(one) {
                        unknown.append(one)
                    }
                }
            }
            for row in table.rows {
                var values: [String: String] = [:]
                for (place, name) in names.enumerated() where place < row.cells.count {
                    if let name { values[name] = row.cells[place] }
                }
                // A row that is to become an action needs a title, so one without is found wanting, not left out.
                let id = idPlace.map { row.cells[$0].trimmingSpace } ?? ""
                if id.isEmpty, values[ActionCells.headers[0]] == nil { values[ActionCells.headers[0]] = "" }
                // "Amber" and "M" are words for the risk that the record calls "Medium".
                if let risk = values["Risk"].flatMap({ ActionDetails.Risk(words: $0) }) {
                    values["Risk"] = risk == .notStated ? "" : risk.name
                }
                let why = values.removeValue(forKey: PlanRules.why) ?? ""
                let happened = values.removeValue(forKey: PlanRules.happened) ?? ""
                let version = versionPlace.flatMap { Int(row.cells[$0].trimmingSpace) }
                rows.append(
                    PlanRow(
                        row: row.number, sheet: reading.tables.count > 1 ? table.sheet : "", id: id,
                        version: version, fields: PlanFields(values), why: why, happened: happened))
            }
            count += table.noteCount
            notes += table.notes.prefix(max(0, 50 - notes.count)).map(\.description)
        }
        (self.rows, self.notes, self.unknown, self.known, noteCount) = (rows, notes, unknown, known, count)
    }
}

extension PlanSheet {
    /// Every column that a file of the plan may have: the eleven, those beyond them, a body's own, and
    /// what happened and why a date moves.
    public static func allColumns(own: [String]) -> [KnownColumn] {
        columns + (PlanFields.furtherHeaders + own + PlanRules.asides).map { KnownColumn($0) }
    }

    /// The rows of a file; `mapping` is what people said that headers mean, an empty meaning for a column to leave out.
    public static func rows(_ bytes: [UInt8], own: [String], mapping: [String: String]) throws(FileRefusal)
        -> PlanRows
    {
        let workbook = try WorkbookReader.tables(bytes)
        return try rows(workbook, own: own, mapping: mapping)
    }

    /// The rows of what was pasted.
    public static func rows(pasted text: String, own: [String], mapping: [String: String]) throws(FileRefusal)
        -> TableReading
    {
        let columns = allColumns(own: own)
        return try TableReading(
            PastedTable.workbook(text, columns: columns), columns: columns, mapping: HeaderMapping(mapping))
    }

    private static func rows(_ workbook: Workbook, own: [String], mapping: [String: String])
        throws(FileRefusal)
        -> PlanRows
    {
        let reading = try TableReading(
            workbook, columns: allColumns(own: own), mapping: HeaderMapping(mapping))
        let left = mapping.filter { $0.value.isEmpty }.keys
        return PlanRows(reading, leftOut: Set(left.map(foldedForSearch)))
    }
}

extension String {
    /// The text without white space at its ends.
    fileprivate var trimmingSpace: String {
        var text = self[...]
        while text.first?.isWhitespace ?? false { text.removeFirst() }
        while text.last?.isWhitespace ?? false { text.removeLast() }
        return String(text)
    }
}
