// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import EqualityDuty
import Foundation
import Reports
import Storage

extension Strategy.Kind: ExpressibleByArgument {}

extension ImportCommand {
    /// What a strategy is called and when it holds.
    struct StrategyFacts: ParsableArguments {
        @Option(help: "What the strategy or statement is called.") var title: String
        @Option(help: ArgumentHelp("The first day of its period.", valueName: "DATE")) var from: String?
        @Option(help: ArgumentHelp("The last day of its period.", valueName: "DATE")) var to: String?
        @Option(help: ArgumentHelp("The day it was approved.", valueName: "DATE")) var approved: String?

        func strategy(_ kind: Strategy.Kind) throws -> Strategy {
            func day(_ text: String?, _ name: String) throws -> CalendarDay? {
                guard let text else { return nil }
                guard let day = CalendarDay(iso: text) else {
                    throw Stop.usage("--\(name) must be a day: write it as 2026-11-21")
                }
                return day
            }
            let approvedOn = try day(approved, "approved")
            let strategy = Strategy(
                title: title, kind: kind, state: approvedOn == nil ? .draft : .approved,
                firstDay: try day(from, "from"), lastDay: try day(to, "to"), approvedOn: approvedOn)
            if let problem = strategy.problems().first { throw Stop.usage(problem.text) }
            return strategy
        }
    }

    struct StrategyTable: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "strategy", abstract: "Read the table of a strategy, plan or framework.",
            discussion: """
                dueregard import strategy outcomes.csv --title "Equality strategy 2007" --from 2007-04-16
                One column holds the text; kind, section, number, area, divisions and title may stand beside it.
                A strategy of this title gets the parts it does not have yet; else it is added.
                """)

        @OptionGroup var options: Options
        @OptionGroup var facts: StrategyFacts
        @Option(help: "strategy, directoratePlan, servicePlan, statement or framework.")
        var kind: Strategy.Kind = .strategy

        func run() async throws {
            let strategy = try facts.strategy(kind)
            let open = try await options.place.places().opened()
            let profile = try await open.profile(try options.place.reference().library(), on: Clock.today)
            let file = try ImportCommand.reading {
                options.file == "-"
                    ? StrategyFile(bytes: ImportCommand.standardInput())
                    : try StrategyFile(path: options.file)
            }
            let (parts, log) = try file.read(profile.vocabulary)
            var summary = ImportCommand.summary(options, log)
            summary.rows = parts.count
            if !log.hasProblems {
                let taken = try await StrategyStore(database: open.database).take(
                    parts, into: strategy, source: options.shownName, rehearsing: options.dryRun,
                    .commandLine())
                (summary.added, summary.unchanged) = (taken.added, taken.unchanged)
                summary.imported = !options.dryRun
                if taken.isNew { summary.notes.append("“\(strategy.title)” is new.") }
            }
            await open.database.close()
            try ImportCommand.report(summary, options)
        }
    }

    struct Outcomes: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "outcomes", abstract: "Read a statement of strategic and supporting outcomes.",
            discussion: """
                dueregard import outcomes statement.csv --title "Equality statement" --from 2016-04-01
                Columns: kind, strategic_outcome, strategic_outcome_title, ref, text. Rows of other kinds (approach,
                prompt) become parts of the statement.
                """)

        @OptionGroup var options: Options
        @OptionGroup var facts: StrategyFacts

        func run() async throws {
            let statement = try facts.strategy(.statement)
            let open = try await options.place.places().opened()
            let file = try ImportCommand.reading {
                options.file == "-"
                    ? OutcomesFile(bytes: ImportCommand.standardInput())
                    : try OutcomesFile(path: options.file)
            }
            let (outcomes, parts, log) = try file.read()
            var summary = ImportCommand.summary(options, log)
            let supporting = outcomes.filter { !$0.isStrategic }
            summary.rows = supporting.count + parts.count
            if !log.hasProblems {
                let strategies = StrategyStore(database: open.database)
                let store = OutcomeStore(database: open.database)
                let name = options.shownName
                // Tried first as a whole: nothing is written where anything is refused.
                let there = try await strategies.strategy(called: statement.title)
                let tried = try await store.importOutcomes(
                    outcomes, strategyID: there?.id ?? "-", source: name, rehearsing: true, .commandLine())
                let taken = try await strategies.take(
                    parts, into: statement, source: name, rehearsing: options.dryRun, .commandLine())
                if !options.dryRun {
                    _ = try await store.importOutcomes(
                        outcomes, strategyID: taken.id, source: name, .commandLine())
                }
                (summary.added, summary.unchanged) = (
                    taken.added + tried.added, taken.unchanged + tried.unchanged
                )
                let tops = outcomes.count - supporting.count
                summary.notes.append("\(tops) strategic outcomes are counted among those added or unchanged.")
                summary.imported = !options.dryRun
            }
            await open.database.close()
            try ImportCommand.report(summary, options)
        }
    }
}

extension ExportCommand {
    struct StrategyTable: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "strategy", abstract: "Write the parts of a strategy, word for word.")

        @Argument(help: ArgumentHelp("The title or the id.", valueName: "TITLE")) var name: String
        @OptionGroup var place: PlaceOptions
        @Option(help: ArgumentHelp("The file to write; - is standard output.", valueName: "FILE")) var out:
            String = "-"

        func run() async throws {
            let open = try await place.places().opened()
            let store = StrategyStore(database: open.database)
            guard let strategy = try await store.strategy(called: name) else {
                let titles = try await store.strategies().map { "  \($0.title)" }
                await open.database.close()
                throw Stop.failed(
                    "There is no strategy “\(name)”."
                        + (titles.isEmpty ? "" : " There are:\n\(titles.joined(separator: "\n"))"))
            }
            let parts = try await store.parts(of: strategy.id).filter { !$0.isRetired }
            await open.database.close()
            try write(Reports.strategyCSV(parts), to: out)
            if out != "-" { Talk.say("\(parts.count) parts written to \(out)") }
        }
    }

    struct Outcomes: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "outcomes", abstract: "Write the outcomes with what else their statement says.")

        @Argument(
            help: ArgumentHelp(
                "The title or the id of the statement, where there are several.", valueName: "TITLE"))
        var name: String?
        @OptionGroup var place: PlaceOptions
        @Option(help: ArgumentHelp("The file to write; - is standard output.", valueName: "FILE")) var out:
            String = "-"

        func run() async throws {
            let open = try await place.places().opened()
            let store = StrategyStore(database: open.database)
            let all = try await OutcomeStore(database: open.database).outcomes()
            let statements = try await store.strategies().filter { strategy in
                all.contains { $0.strategyID == strategy.id }
            }
            let wanted = statements.filter { name == nil || $0.title == name || $0.id == name }
            guard wanted.count == 1 || (statements.isEmpty && name == nil) else {
                await open.database.close()
                let titles = statements.map { "  \($0.title)" }.joined(separator: "\n")
                throw Stop.failed(
                    name.map { "There is no statement “\($0)”. There are:\n\(titles)" }
                        ?? "There are \(statements.count) statements; name one of them:\n\(titles)")
            }
            let statement = wanted.first?.id ?? ""
            let outcomes = all.filter { $0.strategyID == statement || statement.isEmpty }
            let parts = statement.isEmpty ? [] : try await store.parts(of: statement)
            await open.database.close()
            try write(Reports.outcomesCSV(outcomes, parts: parts), to: out)
            if out != "-" { Talk.say("\(outcomes.count) outcomes written to \(out)") }
        }
    }
}

struct ProgressReportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "progress", abstract: "Objectives, actions and what moved, as they stood on a day.",
        discussion: "dueregard report progress --on 2026-11-21 --since 2026-08-21 --format html")

    @OptionGroup var options: ReportCommand.Options
    @Option(
        help: ArgumentHelp(
            "Tell what moved since this day; three months earlier where left out.", valueName: "DATE"))
    var since: String?

    func run() async throws {
        let day = try options.day()
        var earlier = day.adding(months: -3)
        if let since {
            guard let given = CalendarDay(iso: since), given < day else {
                throw Stop.usage("--since must be a day before \(day.iso), such as \(earlier.iso)")
            }
            earlier = given
        }
        let open = try await options.place.places().opened()
        let profile = try await open.profile(try options.place.reference().library(), on: day)
        let store = ProgressStore(database: open.database, vocabulary: profile.vocabulary)
        let days = profile.staleDays
        let progress = PlanProgress(
            try await store.facts(on: day, since: earlier), on: day, since: earlier, staleAfter: days)
        await open.database.close()
        switch options.format {
        case .json:
            try write(Reports.progressJSON(progress, for: .officers), to: options.out)
        case .csv:
            try write(Reports.progressCSV(progress, for: .officers), to: options.out)
        case .html:
            let document = Reports.progress(progress, of: open.body.name, for: .officers)
            try write(ReportCommand.page(document, of: open.body), to: options.out)
        }
    }
}
