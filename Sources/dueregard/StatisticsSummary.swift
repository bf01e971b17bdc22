// SPDX-License-Identifier: Apache-2.0
import EqualityDuty
import Reports

/// What an import of a published table understood, and what it did or would do.
struct StatisticsSummary: Encodable {
    struct Table: Encodable {
        let id, title, dataset, day, universe, publisher, source, licence, geography: String
    }
    struct Label: Encodable {
        let label, code, meaning: String
    }
    struct Dimension: Encodable {
        let name, scheme, schemeTitle: String
        /// Whether the scheme was made from the ages of the file.
        let isMade: Bool
        let labels: [Label]
    }
    struct LeftOut: Encodable {
        let name, reason: String
    }
    struct Problem: Encodable {
        let row: Int
        let column: String?
        let text: String
        /// What to say to go on all the same; missing where only mending the file helps.
        let remedy: String?
    }
    let file: String
    let dryRun: Bool
    var imported = false
    /// The id of the table in the record; missing where nothing was taken.
    var id: String?
    var replaces = false
    let form: String?
    let table: Table
    let rows, areas, columns, people: Int
    let dimensions: [Dimension]
    let leftOut: [LeftOut]
    let checks, notes: [String]
    let tables, variables, days: [String]
    /// What has to be said of the table and is not in the file.
    var missing: [String] = []
    let problemCount: Int
    let problems: [Problem]

    init(
        _ options: ImportCommand.Options, _ read: ReadStatistics, _ draft: TableDraft,
        _ directory: AreaDirectory
    ) {
        file = options.shownName
        dryRun = options.dryRun
        form = read.form?.rawValue
        formWords = read.form?.words
        table = Table(
            id: draft.table, title: draft.title, dataset: draft.dataset, day: draft.day,
            universe: draft.universe,
            publisher: draft.publisher, source: draft.source, licence: draft.licence,
            geography: TableDraft.geography(read, directory))
        (rows, areas, columns, people) = (read.rows, read.areas.count, read.columns.count, read.total)
        dimensions = read.dimensions.map { one in
            Dimension(
                name: one.name, scheme: one.scheme.id, schemeTitle: one.scheme.title, isMade: one.isMade,
                labels: one.labels.map { Label(label: $0.label, code: $0.code, meaning: $0.meaning) })
        }
        leftOut = read.leftOut.map { LeftOut(name: $0.name, reason: $0.reason) }
        (checks, notes) = (read.checks, read.notes)
        (tables, variables, days) = (read.tables, read.variables, read.days)
        problemCount = read.problemCount
        problems = read.problems.map {
            Problem(
                row: $0.problem.row, column: $0.problem.column, text: $0.problem.text,
                remedy: Self.flag($0.remedy))
        }
    }

    private let formWords: String?

    private enum CodingKeys: String, CodingKey {
        case file, dryRun, imported, id, replaces, form, table, rows, areas, columns, people, dimensions,
            leftOut
        case checks, notes, tables, variables, days, missing, problemCount, problems
    }

    private static func flag(_ remedy: StatisticsProblem.Remedy) -> String? {
        switch remedy {
        case .mendFile: nil
        case .chooseTable: "--table ID"
        case .chooseVariable: "--variable NAME"
        case .chooseDay: "--day DATE"
        case .sayMeaning: "--means \"LABEL=CODE\""
        case .sayScheme: "--scheme ID or --add-up NAME"
        case .leaveAreasOut: "--known-areas-only"
        case .missingAreNone: "--missing-is-none"
        }
    }

    /// What was understood, on standard error.
    func sayFindings(_ options: ImportCommand.Options) {
        guard !options.json else { return }
        for note in notes { Talk.say(note) }
        if let formWords { Talk.say("Form: \(formWords)") }
        let parts = [
            ("Table", table.id), ("Title", table.title), ("Dataset", table.dataset), ("Day", table.day),
            ("Who is counted", table.universe), ("Publisher", table.publisher), ("Licence", table.licence),
            ("Areas", table.geography),
        ]
        for (name, value) in parts where !value.isEmpty { Talk.say("\(name): \(value)") }
        for dimension in dimensions {
            let name = dimension.name.isEmpty ? "The categories" : "“\(dimension.name)”"
            Talk.say("\(name), led to \(dimension.schemeTitle) (\(dimension.scheme)):")
            for label in dimension.labels.prefix(30) { Talk.say("  \(label.label): \(label.meaning)") }
            if dimension.labels.count > 30 { Talk.say("  … and \(dimension.labels.count - 30) more labels") }
        }
        for one in leftOut.prefix(20) { Talk.say("Left out: \(one.name) (\(one.reason))") }
        for check in checks { Talk.say(check) }
    }

    /// Says what happened or would happen.
    func say(_ options: ImportCommand.Options, as words: String) {
        if options.json { return Talk.result(JSONText.line(self)) }
        if !imported || options.dryRun { sayFindings(options) }
        let instead = replaces ? ", in the place of the one held" : ""
        Talk.result(
            "\(table.id), \(table.title): \(areas) areas, \(columns) categories, \(people) people; \(words)\(instead)"
        )
    }

    /// Ends the command because something stands in the way.
    func stop(_ options: ImportCommand.Options) -> Stop {
        if options.json {
            Talk.result(JSONText.line(self))
        } else {
            sayFindings(options)
            for problem in problems.prefix(200) {
                Talk.result(
                    ImportProblem(row: problem.row, column: problem.column, text: problem.text).description)
            }
            if problemCount > min(problems.count, 200) {
                Talk.result("… and \(problemCount - min(problems.count, 200)) more")
            }
            for line in missing { Talk.result(line) }
            let flags = problems.compactMap(\.remedy).reduce(into: [String]()) {
                if !$0.contains($1) { $0.append($1) }
            }
            if !flags.isEmpty { Talk.say("What may help: \(flags.joined(separator: "; "))") }
        }
        let all = problemCount + missing.count
        let count = all == 1 ? "1 problem" : "\(all) problems"
        return options.dryRun
            ? .problems("\(file) has \(count). Nothing would be imported.")
            : .failed("\(file) has \(count). Nothing was imported.")
    }
}
