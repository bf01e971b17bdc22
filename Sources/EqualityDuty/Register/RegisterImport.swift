// SPDX-License-Identifier: Apache-2.0

/// Reads the rows of a register one by one; keeps problems and notes.
///
/// Of the rows themselves only a hash of each reference is kept, by which duplicates are found.
public struct RegisterImport: Sendable {
    /// Problems that stop the import, and notes.
    public private(set) var log: ImportLog
    /// How many rows were taken.
    public private(set) var rowCount = 0
    /// How many rows were left out because all their cells are empty.
    public private(set) var emptyRowCount = 0

    /// The ten columns, in the order of an export.
    public static let headers = Column.required.map(\.rawValue)

    enum Column: String, CaseIterable {
        case reference, name, type, directorate, service, owner, adopted, retired
        case lastAssessed = "last_assessed"
        case relevance
        case decisionDate = "decision_date"

        static var required: [Column] { allCases.filter { $0 != .decisionDate } }
    }

    private let today: CalendarDay?
    private let header: [String]
    private let places: [Column: Int]
    private let criteria: [(place: Int, id: String)]
    private var references = ReferenceHashes()

    /// An import of a file with this header row.
    ///
    /// - Parameter today: assessments after this day are refused; `nil` takes any.
    public init(
        header: [String], criteria: RelevanceCriteria = .standard, on today: CalendarDay? = nil,
        keeping limit: Int = 1000
    ) {
        self.today = today
        var log = ImportLog(limit: limit)
        var places: [Column: Int] = [:]
        var scores: [(place: Int, id: String)] = []
        for (place, name) in header.enumerated() {
            let words = SelectionWords.words(name).joined(separator: "_")
            let criterion = criteria.criteria.first { criterion in
                [criterion.id, criterion.name].contains {
                    SelectionWords.words($0).joined(separator: "_") == words
                }
            }
            if let column = Column(rawValue: words) {
                if places.updateValue(place, forKey: column) != nil {
                    log.add(row: 1, column: name, "The column “\(column.rawValue)” stands here twice.")
                }
            } else if let criterion {
                if scores.contains(where: { $0.id == criterion.id }) {
                    log.add(row: 1, column: name, "The column “\(criterion.id)” stands here twice.")
                }
                scores.append((place, criterion.id))
            } else if !words.isEmpty, !name.hasPrefix("_") {
                log.note("The column “\(name)” is not part of a register and is left out.")
            }
        }
        for column in Column.required where places[column] == nil {
            log.add(
                row: 1, column: column.rawValue,
                "There is no column “\(column.rawValue)”. Add it, empty if need be.")
        }
        self.header = header
        self.places = places
        self.log = log
        self.criteria = scores
    }

    /// Reads a row; `nil` where it has problems or is empty.
    public mutating func read(row: Int, cells: [String]) -> RegisterRow? {
        if cells.allSatisfy(\.isEmpty) {
            emptyRowCount += 1
            return nil
        }
        let before = log.problemCount
        if cells.count != header.count {
            let (have, want) = (cells.count, header.count)
            log.add(
                row: row, column: nil,
                "The row has \(have) cell\(have == 1 ? "" : "s"), the header has \(want).")
        }
        ImportCells.check(cells, row: row, &log, name(of:))
        func text(_ column: Column) -> String {
            guard let place = places[column], place < cells.count else { return "" }
            return SelectionWords.trimmed(cells[place])
        }
        let reference = text(.reference)
        checkReference(reference, row: row)
        if places[.name] != nil, text(.name).isEmpty {
            log.add(row: row, column: Column.name.rawValue, "Enter a name.")
        }
        let adopted = day(text(.adopted), .adopted, row: row)
        let retired = day(text(.retired), .retired, row: row)
        if let adopted, let retired, retired < adopted {
            let text = "Retirement date must be on or after the day of adoption, \(adopted.iso)."
            log.add(row: row, column: Column.retired.rawValue, text)
        }
        let decisionDate = day(text(.decisionDate), .decisionDate, row: row)
        let lastAssessed = day(text(.lastAssessed), .lastAssessed, row: row)
        if let today, let lastAssessed, lastAssessed > today {
            let text = "An assessment must be dated \(today.iso) or earlier."
            log.add(row: row, column: Column.lastAssessed.rawValue, text)
        }
        let relevance = relevance(text(.relevance), cells, row: row)
        guard log.problemCount == before else { return nil }
        rowCount += 1
        return RegisterRow(
            row: row, reference: reference, name: text(.name), type: PolicyType(words: text(.type)),
            directorate: text(.directorate), service: text(.service), owner: text(.owner), adopted: adopted,
            retired: retired, decisionDate: decisionDate, lastAssessed: lastAssessed, relevance: relevance)
    }

    private mutating func checkReference(_ reference: String, row: Int) {
        if places[.reference] == nil { return }
        if reference.isEmpty {
            log.add(row: row, column: Column.reference.rawValue, "Enter a reference.")
        } else if let first = references.insert(reference, row: row) {
            let text =
                "The reference “\(reference)” stands in row \(first) and in row \(row). Each must be unique."
            log.add(row: row, column: Column.reference.rawValue, text)
        }
    }

    private mutating func day(_ text: String, _ column: Column, row: Int) -> CalendarDay? {
        if text.isEmpty { return nil }
        if let day = CalendarDay(iso: text) { return day }
        let isShaped = text.utf8.count == 10 && text.split(separator: "-").map(\.utf8.count) == [4, 2, 2]
        let what = isShaped ? "There is no day “\(text)”" : "“\(text)” is not a date in the form 2026-11-21"
        log.add(
            row: row, column: column.rawValue, "\(what). Enter year, month and day in this form, or nothing.")
        return nil
    }

    private mutating func relevance(_ words: String, _ cells: [String], row: Int) -> Relevance {
        let overall = score(words, Column.relevance.rawValue, row: row)
        var scores: [String: Int] = [:]
        for (place, id) in criteria where place < cells.count {
            if let score = score(SelectionWords.trimmed(cells[place]), header[place], row: row) {
                scores[id] = score
            }
        }
        return Relevance(scores: scores, overall: overall)
    }

    private mutating func score(_ words: String, _ column: String, row: Int) -> Int? {
        if let score = Relevance.overall(words: words) { return score }
        log.add(
            row: row, column: column,
            "“\(words)” must be high, medium, low, a whole number from 1 to 3, or blank.")
        return nil
    }

    private func name(of place: Int) -> String {
        place < header.count && !SelectionWords.trimmed(header[place]).isEmpty
            ? header[place] : "column " + ImportProblem.letter(ofColumn: place)
    }
}
