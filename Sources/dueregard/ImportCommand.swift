// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Documents
import EqualityDuty
import Foundation
import Reports
import Storage

struct ImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract:
            "Read a register, a plan, a strategy, a structure, an assessment or a template from a file.",
        discussion: """
            dueregard import register policies.csv --dry-run
            dueregard import action-plan plan.csv --body thanet
            """,
        subcommands: [
            Register.self, ActionPlan.self, Structure.self, StrategyTable.self, Outcomes.self,
            Assessment.self,
            Template.self, Monitoring.self, Profile.self,
        ])

    /// The flags of every import.
    struct Options: ParsableArguments {
        @Argument(help: ArgumentHelp("The CSV file; - is standard input.", valueName: "FILE")) var file:
            String
        @OptionGroup var place: PlaceOptions
        @Flag(help: "Say what would happen and change nothing.") var dryRun = false
        @Flag(help: "Print the result as JSON.") var json = false

        var shownName: String {
            file == "-" ? "standard input" : file.split(separator: "/").last.map(String.init) ?? file
        }
    }

    /// What an import did or would do.
    struct Summary: Encodable {
        struct Problem: Encodable {
            let row: Int
            let column: String?
            let text: String
        }
        struct Queued: Encodable {
            let row: Int
            let column: String
            let asWritten: String
            let text: String
        }
        var file: String
        var dryRun: Bool
        var imported: Bool
        var rows = 0
        var added = 0
        var updated = 0
        var unchanged = 0
        var newDirectorates: [String] = []
        var newLeads: [String] = []
        var notes: [String] = []
        var problemCount = 0
        var problems: [Problem] = []
        var queueCount = 0
        var queue: [Queued] = []
        /// What a plan's file that is compared with the plan would change; missing for every other import.
        var comparison: PlanComparison?
    }

    /// Says what an import did; ends with the exit code for problems where the file has any.
    static func report(_ summary: Summary, _ options: Options) throws {
        for note in summary.notes where !options.json { Talk.say(note) }
        if options.json { Talk.result(JSONText.line(summary)) }
        guard summary.problemCount == 0 else {
            if !options.json {
                for problem in summary.problems {
                    Talk.result(
                        ImportProblem(row: problem.row, column: problem.column, text: problem.text)
                            .description)
                }
                if summary.problemCount > summary.problems.count {
                    Talk.result("… and \(summary.problemCount - summary.problems.count) more")
                }
            }
            let count = summary.problemCount == 1 ? "1 problem" : "\(summary.problemCount) problems"
            throw options.dryRun
                ? Stop.problems("\(options.shownName) has \(count). Nothing would be imported.")
                : Stop.failed("\(options.shownName) has \(count). Nothing was imported.")
        }
        guard !options.json else { return }
        let shown = summary.queue.prefix(10)
        for item in shown { Talk.say("To settle later: row \(item.row), \(item.column): \(item.text)") }
        if summary.queueCount > shown.count {
            Talk.say("… and \(summary.queueCount - shown.count) more to settle later")
        }
        let verb = options.dryRun ? "would be " : ""
        Talk.result(
            "\(summary.added) \(verb)added, \(summary.updated) \(verb)updated, \(summary.unchanged) unchanged, of \(summary.rows) rows"
        )
        for (what, names) in [("directorates", summary.newDirectorates), ("leads", summary.newLeads)]
        where !names.isEmpty {
            let more = names.count > 10 ? " … and \(names.count - 10) more" : ""
            Talk.result("New \(what), as written: \(names.prefix(10).joined(separator: "; "))\(more)")
        }
    }

    static func summary(_ options: Options, _ log: ImportLog) -> Summary {
        var summary = Summary(file: options.shownName, dryRun: options.dryRun, imported: false)
        summary.notes = log.notes
        summary.problemCount = log.problemCount
        summary.problems = log.problems.map { .init(row: $0.row, column: $0.column, text: $0.text) }
        return summary
    }

    /// Standard input as bytes; a file is read where it lies.
    static func standardInput() -> [UInt8] { [UInt8](FileHandle.standardInput.readDataToEndOfFile()) }

    /// Turns a file that cannot be read into one clear line.
    static func reading<File>(_ make: () throws -> File) throws -> File {
        do { return try make() } catch let error as CSVFileError { throw Stop.failed(error.description) }
    }

    struct Register: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "register", abstract: "Read policies, functions, services and proposals.",
            discussion: """
                Columns: \(RegisterImport.headers.joined(separator: ",")), then the relevance criteria if there are scores.
                A reference that is known updates its record; a blank cell leaves what is recorded.
                """)

        @OptionGroup var options: Options

        func run() async throws {
            let open = try await options.place.places().opened()
            let profile = try await open.profile(try options.place.reference().library(), on: Clock.today)
            let file = try ImportCommand.reading {
                options.file == "-"
                    ? RegisterFile(
                        bytes: ImportCommand.standardInput(), criteria: profile.criteria, today: Clock.today)
                    : try RegisterFile(path: options.file, criteria: profile.criteria, today: Clock.today)
            }
            let log = try await Progress.during("Checking \(options.shownName)") { try file.check() }
            var summary = ImportCommand.summary(options, log)
            if !log.hasProblems {
                let store = RegisterStore(database: open.database, criteria: profile.criteria)
                let progress = Progress("Importing \(options.shownName)")
                let result = try await store.importRows(
                    { take in
                        try file.rows { row in
                            progress.count(row.row)
                            try take(row)
                        }
                    }, source: options.shownName, rehearsing: options.dryRun, .commandLine())
                progress.end()
                summary.imported = !options.dryRun
                (summary.added, summary.updated, summary.unchanged) = (
                    result.added, result.updated, result.unchanged
                )
                summary.rows = result.added + result.updated + result.unchanged
                summary.newDirectorates = result.newDirectorates
                summary.newLeads = result.newOwners
                for (type, count) in result.queuedTypes.sorted(by: { $0.key < $1.key }) {
                    summary.notes.append(
                        type.isEmpty
                            ? "\(count) rows state no type"
                            : "The type “\(type)” (\(count) rows) is kept as written and queued")
                }
                if result.olderDates > 0 {
                    summary.notes.append(
                        "\(result.olderDates) assessment dates are older than one recorded and were not added"
                    )
                }
            }
            await open.database.close()
            try ImportCommand.report(summary, options)
        }
    }

    struct Structure: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "structure", abstract: "Read directorates, services and teams.",
            discussion: "Columns: directorate, service, team.")

        @OptionGroup var options: Options

        func run() async throws {
            let open = try await options.place.places().opened()
            let file = try ImportCommand.reading {
                options.file == "-"
                    ? StructureFile(bytes: ImportCommand.standardInput())
                    : try StructureFile(path: options.file)
            }
            let (lines, log) = try file.read()
            var summary = ImportCommand.summary(options, log)
            summary.rows = lines.count
            if !log.hasProblems {
                let store = BodyStore(database: open.database)
                let added = try await store.addStructure(lines, rehearsing: options.dryRun, .commandLine())
                summary.added = added.count
                summary.imported = !options.dryRun
                summary.notes.append("The file has \(lines.count) lines; a line may name up to three units.")
            }
            await open.database.close()
            try ImportCommand.report(summary, options)
        }
    }
}
