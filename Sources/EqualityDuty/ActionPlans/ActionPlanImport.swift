// SPDX-License-Identifier: Apache-2.0

/// Reads the rows of an action plan one by one; keeps problems, notes and the work queue.
///
/// Words that are not understood never stop a row: they are kept, and the row is queued.
public struct ActionPlanImport: Sendable {
    /// Problems that stop the import, and notes.
    public private(set) var log: ImportLog
    /// What somebody has to settle later; the first ones are kept.
    public private(set) var queue: [ActionQueueItem] = []
    /// How many things there are to settle, kept or not.
    public private(set) var queueCount = 0
    /// How many rows were taken.
    public private(set) var actionCount = 0
    /// How many rows were left out because all their cells are empty.
    public private(set) var emptyRowCount = 0

    private let columns: ActionPlanColumns
    private let vocabulary: CharacteristicVocabulary
    private let today: CalendarDay
    private let limit: Int
    /// The row in which each action stands first, by the hash of its cells.
    private var rows: [Int: Int] = [:]

    /// An import of a file with this header row; actions count as updated on the day given.
    public init(
        header: [String], characteristics: CharacteristicVocabulary, on today: CalendarDay,
        keeping limit: Int = 1000
    ) {
        var log = ImportLog(limit: limit)
        columns = ActionPlanColumns(header: header, log: &log)
        self.log = log
        vocabulary = characteristics
        self.today = today
        self.limit = limit
    }

    /// Reads a row; `nil` where it has problems or is empty.
    ///
    /// An action carries the id and version of the hidden columns of an export, else none and 1.
    public mutating func read(row: Int, cells: [String]) -> Action? {
        if cells.allSatisfy(\.isEmpty) {
            emptyRowCount += 1
            return nil
        }
        let before = log.problemCount
        if cells.count != columns.header.count {
            let (have, want) = (cells.count, columns.header.count)
            log.add(
                row: row, column: nil,
                "The row has \(have) cell\(have == 1 ? "" : "s"), the header has \(want).")
        }
        ImportCells.check(cells, row: row, &log) { columns.name(of: $0) }
        var words = ActionCells(title: "")
        for (column, place) in columns.places.enumerated() {
            if let place, place < cells.count { words[column] = cells[place] }
        }
        if columns.places[0] != nil, SelectionWords.trimmed(words.title).isEmpty {
            log.add(row: row, column: columns.name(of: columns.places[0] ?? 0), "Enter an objective or task.")
        }
        let version = version(cells, row: row)
        if log.problemCount == before, let first = rows[words.hashValue] {
            log.add(
                row: row, column: nil,
                "The same action stands in row \(first) already, word for word. Keep one of the two rows.")
        }
        guard log.problemCount == before, !columns.places.contains(nil) else { return nil }
        rows[words.hashValue] = row
        let action = Action.reading(
            words, id: columns.id.map { SelectionWords.trimmed(cells[$0]) } ?? "", version: version,
            characteristics: vocabulary, lastUpdated: today)
        actionCount += 1
        keep(action.queue(row: row))
        return action
    }

    private mutating func keep(_ items: [ActionQueueItem]) {
        queueCount += items.count
        queue += items.prefix(max(0, limit - queue.count))
    }

    private mutating func version(_ cells: [String], row: Int) -> Int {
        guard let place = columns.version, place < cells.count else { return 1 }
        let words = SelectionWords.trimmed(cells[place])
        if words.isEmpty { return 1 }
        guard let version = Int(words), version > 0 else {
            log.add(
                row: row, column: columns.name(of: place),
                "Version must be a whole number, as it was exported.")
            return 1
        }
        return version
    }
}

/// What is refused in every cell of every import.
enum ImportCells {
    /// The most that a cell may hold.
    static let longest = 1 << 20

    static func check(_ cells: [String], row: Int, _ log: inout ImportLog, _ name: (Int) -> String) {
        for (place, cell) in cells.enumerated() {
            if cell.utf8.count > longest {
                log.add(row: row, column: name(place), "The cell is longer than 1 MiB.")
            } else if cell.utf8.contains(0) {
                log.add(
                    row: row, column: name(place), "The cell holds a NUL character, which text never does.")
            }
        }
    }
}
