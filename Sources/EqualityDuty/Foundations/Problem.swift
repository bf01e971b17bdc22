// SPDX-License-Identifier: Apache-2.0

/// One mistake in a form, in words that tell the person what to do.
public struct Problem: Hashable, Sendable {
    /// The name of the field it belongs to.
    public let field: String
    /// What to do about it.
    public let text: String

    /// A problem at a field.
    public init(at field: String, _ text: String) {
        self.field = field
        self.text = text
    }
}

/// One mistake in an imported file, found by row and column as a spreadsheet shows them.
public struct ImportProblem: Hashable, Sendable, CustomStringConvertible {
    /// The row in a spreadsheet, the header being row 1; 0 for the file as a whole.
    public let row: Int
    /// The name of the column, or its letter where it has none; `nil` for the row as a whole.
    public let column: String?
    /// What is wrong, in plain words.
    public let text: String

    /// A problem in a row and, where known, a column.
    public init(row: Int, column: String?, text: String) {
        self.row = row
        self.column = column
        self.text = text
    }

    /// "Row 5, Target Completion Date: …".
    public var description: String {
        switch (row, column) {
        case (0, nil): text
        case (0, let column?): "\(column): \(text)"
        case (_, nil): "Row \(row): \(text)"
        case (_, let column?): "Row \(row), \(column): \(text)"
        }
    }

    /// The letter a spreadsheet gives to a column counted from 0: A, B … Z, AA.
    public static func letter(ofColumn index: Int) -> String {
        var letters: [UInt8] = []
        var rest = max(0, index)
        repeat {
            letters.append(UInt8(65 + rest % 26))
            rest = rest / 26 - 1
        } while rest >= 0
        return String(decoding: letters.reversed(), as: UTF8.self)
    }
}

/// What an import has to say: problems that stop it, and notes that do not.
///
/// Counts every problem but keeps only the first ones, so that a million wrong rows stay readable.
public struct ImportLog: Hashable, Sendable {
    /// The problems kept, in the order in which they were found.
    public private(set) var problems: [ImportProblem] = []
    /// How many problems there were, kept or not.
    public private(set) var problemCount = 0
    /// Remarks that stop nothing, such as the encoding recognised.
    public private(set) var notes: [String] = []
    /// How many problems and how many notes are kept at most.
    public let limit: Int

    /// An empty log.
    public init(limit: Int = 1000) { self.limit = limit }

    /// Whether anything stops the import.
    public var hasProblems: Bool { problemCount > 0 }

    /// Adds a problem.
    public mutating func add(_ problem: ImportProblem) {
        problemCount += 1
        if problems.count < limit { problems.append(problem) }
    }

    /// Adds a problem in a row and column.
    public mutating func add(row: Int, column: String?, _ text: String) {
        add(ImportProblem(row: row, column: column, text: text))
    }

    /// Adds a note, once.
    public mutating func note(_ text: String) {
        if notes.count < limit, !notes.contains(text) { notes.append(text) }
    }

    /// Counts problems that were found elsewhere and not kept there.
    public mutating func count(notKept more: Int) { problemCount += max(0, more) }

    /// Adds everything another log holds, with the problems it counted and did not keep.
    public mutating func merge(_ other: ImportLog) {
        for problem in other.problems { add(problem) }
        problemCount += other.problemCount - other.problems.count
        for text in other.notes { note(text) }
    }

    /// "… and 42 more problems." where some were not kept.
    public var leftOut: String? {
        let more = problemCount - problems.count
        return more > 0 ? "… and \(more) more problem\(more == 1 ? "" : "s")." : nil
    }
}
