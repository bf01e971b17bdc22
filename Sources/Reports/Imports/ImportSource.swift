// SPDX-License-Identifier: Apache-2.0
import Documents
import EqualityDuty

/// A CSV file with the problems of its form and of its content in one list.
struct ImportSource: Sendable {
    let reader: CSVReader

    init(_ reader: CSVReader) { self.reader = reader }

    /// Everything wrong with the form of the file and with its content, in the order of its rows. What is wrong
    /// with the form of a cell goes before what its content then seems to lack.
    func log(_ content: ImportLog?, _ problems: [CSVProblem], header: [String]?) -> ImportLog {
        var log = ImportLog()
        for note in reader.notes { log.note(note) }
        for note in content?.notes ?? [] { log.note(note) }
        if content == nil, problems.isEmpty { log.add(row: 0, column: nil, "The file has no header row.") }
        let ofForm = problems.map {
            ImportProblem(row: $0.row, column: name(of: $0, in: header), text: $0.text)
        }
        let places = Set(ofForm.filter { $0.column != nil }.map(Place.init))
        let ofContent = (content?.problems ?? []).filter { !places.contains(Place($0)) }
        for problem in (ofForm + ofContent).sorted(by: { $0.row < $1.row }) { log.add(problem) }
        if let content { log.count(notKept: content.problemCount - content.problems.count) }
        return log
    }

    private struct Place: Hashable {
        let row: Int
        let column: String?

        init(_ problem: ImportProblem) { (row, column) = (problem.row, problem.column) }
    }

    /// The header of the column, or its letter where it has none.
    private func name(of problem: CSVProblem, in header: [String]?) -> String? {
        guard let column = problem.column, let header, problem.row > 1, header.indices.contains(column - 1),
            !header[column - 1].isEmpty
        else { return problem.columnLetter }
        return header[column - 1]
    }
}
