// SPDX-License-Identifier: Apache-2.0
import Documents
import EqualityDuty

/// An action plan in any file that people keep one in: a workbook, CSV, a web page, or what they pasted.
public enum PlanSheet {
    /// The eleven columns of a plan, and the words by which people call them.
    public static let columns: [KnownColumn] = zip(ActionCells.headers, ActionCells.headerWords).map {
        name, words in
        KnownColumn(name, alsoKnownAs: words, isDate: name == "Target Completion Date")
    }

    /// The tables of a file that have the headers of a plan; what the file is, its content says.
    public static func reading(
        _ bytes: [UInt8], mapping: HeaderMapping = HeaderMapping(), limits: WorkbookLimits = WorkbookLimits()
    ) throws(FileRefusal) -> TableReading {
        try TableReading(WorkbookReader.tables(bytes, limits: limits), columns: columns, mapping: mapping)
    }

    /// The tables of what was pasted; every cell has to be confirmed.
    public static func reading(pasted text: String, mapping: HeaderMapping = HeaderMapping())
        throws(FileRefusal)
        -> TableReading
    {
        try TableReading(PastedTable.workbook(text, columns: columns), columns: columns, mapping: mapping)
    }

    /// Reads every row of the tables as an action: what can be taken, and the log of each table by its row numbers.
    public static func actions(
        of reading: TableReading, characteristics: CharacteristicVocabulary, on today: CalendarDay
    ) -> [(table: TableSheet, reading: ActionPlanImport, actions: [Action])] {
        reading.tables.map { table in
            var rows = ActionPlanImport(header: table.header, characteristics: characteristics, on: today)
            let actions = table.rows.compactMap { rows.read(row: $0.number, cells: $0.cells) }
            return (table, rows, actions)
        }
    }
}
