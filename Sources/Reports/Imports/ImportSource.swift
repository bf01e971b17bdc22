// SPDX-License-Identifier: Apache-2.0
import Documents
import EqualityDuty

/// A CSV file with the problems of its form and of its content in one list.
struct ImportSource: Sendable {
    let reader: CSVReader

    init(_ reader: CSVReader) { self.reader = reader }

    func log(_ content: ImportLog?, _ problems: [CSVProblem]) -> ImportLog {
        var log = ImportLog()
        for note in reader.notes { log.note(note) }
        for problem in problems { log.add(row: problem.row, column: problem.columnLetter, problem.text) }
        if content == nil, problems.isEmpty { log.add(row: 0, column: nil, "The file has no header row.") }
        if let content { log.merge(content) }
        return log
    }
}
