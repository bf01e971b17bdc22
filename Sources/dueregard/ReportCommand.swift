// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import DesignSystem
import Documents
import EqualityDuty
import Reports
import Storage

struct ReportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "Report coverage, the plan, the assessments, or who lives in a place.",
        discussion: """
            dueregard report coverage --on 2007-03-31 --format json
            dueregard report actions --on 2013-07-01 --format csv
            dueregard report assessments --on 2026-11-21
            dueregard report profile --area E07000114 --format html --out thanet.html
            """,
        subcommands: [
            CoverageReport.self, ActionsReport.self, ProgressReportCommand.self, AssessmentsReport.self,
            DueRegardReport.self,
            CalendarReport.self, QueuesReport.self, ProfileReport.self,
            RepresentationReportCommand.self, SelectionReportCommand.self, TrendReportCommand.self,
            RatesReportCommand.self, OutcomesReportCommand.self,
        ])

    /// The day and the form of a report.
    struct Options: ParsableArguments {
        @OptionGroup var place: PlaceOptions
        @Option(help: ArgumentHelp("The day, as 2026-11-21; today where left out.", valueName: "DATE"))
        var on: String?
        @Option(help: "json, html or csv.") var format: ResultFormat = .json
        @Option(help: ArgumentHelp("The file to write; - is standard output.", valueName: "FILE")) var out:
            String = "-"

        func day() throws -> CalendarDay {
            guard let on else { return Clock.today }
            guard let day = CalendarDay(iso: on) else {
                throw Stop.usage("“\(on)” is not a day: write it as 2026-11-21")
            }
            return day
        }
    }

    /// A report as a page that stands alone.
    static func page(_ document: Document, of body: Body) -> [UInt8] {
        var layout = PublishedLayout(
            title: document.title, council: body.name, stylesheets: [], main: HTML(DocumentView(document)))
        layout.isDemonstration = body.isDemonstration
        layout.inlineStylesheet = Assets.stylesheet
        return layout.html.bytes
    }

    struct CoverageReport: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "coverage", abstract: "How much of the register was assessed on a day.",
            discussion: """
                The figure of a past day is kept the first time it is reported: records entered later do not change it.
                To correct it, give --restate with a reason; the first figure stays on record.
                """)

        @OptionGroup var options: Options
        @Option(
            help: ArgumentHelp(
                "Show movements since this day; a year earlier where left out.", valueName: "DATE"))
        var since: String?
        @Option(help: ArgumentHelp("Correct the kept figure, for this reason.", valueName: "REASON"))
        var restate: String?

        func run() async throws {
            let day = try options.day()
            let open = try await options.place.places().opened()
            let profile = try await open.profile(try options.place.reference().library(), on: day)
            let policies = try await RegisterStore(database: open.database, criteria: profile.criteria)
                .policies(within: .wholeBody)
            var earlier = day.adding(years: -1)
            if let since {
                guard let given = CalendarDay(iso: since), given < day else {
                    throw Stop.usage("--since must be a day before \(day.iso), such as \(earlier.iso)")
                }
                earlier = given
            }
            let store = CoverageStore(database: open.database)
            let now = try await store.figure(of: policies, on: day, since: earlier)
            let figure = try await figure(now, store)
            let isStated = try await store.statement(asOf: day) != nil
            await open.database.close()
            let later = LaterMovements(stated: figure, now: now)
            if let later { Talk.say(later.inWords + " To correct it: --restate REASON") }
            let shown =
                since == nil
                ? figure
                : Coverage(
                    asOf: figure.asOf, assessed: figure.assessed, total: figure.total,
                    byDirectorate: figure.byDirectorate,
                    movements: now.movements)
            switch options.format {
            case .json: try write(Reports.coverageJSON(shown), to: options.out)
            case .csv: try write(Reports.coverageCSV(shown), to: options.out)
            case .html:
                let document = Reports.coverage(
                    shown, of: open.body.name, label: profile.assessmentLabel, isStated: isStated,
                    later: later)
                try write(ReportCommand.page(document, of: open.body), to: options.out)
            }
        }

        /// The kept figure of the day; kept now where it is the first for a past day, or where it is corrected.
        private func figure(_ now: Coverage, _ store: CoverageStore) async throws -> Coverage {
            if let restate {
                guard now.asOf < Clock.today else {
                    throw Stop.usage("Only the figure of a past day can be corrected")
                }
                guard !restate.allSatisfy(\.isWhitespace) else {
                    throw Stop.usage("Give a reason: --restate \"Two policies were missing\"")
                }
                return try await store.state(now, .commandLine(because: restate)).coverage
            }
            if let kept = try await store.statement(asOf: now.asOf) { return kept.coverage }
            guard now.asOf < Clock.today, now.total > 0 else { return now }
            let kept = try await store.state(now, .commandLine())
            Talk.say(
                "Stated: \(kept.coverage.pairInWords) on \(now.asOf.written). This figure is kept for that day."
            )
            return kept.coverage
        }
    }

    struct ActionsReport: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "actions", abstract: "The actions of the plan, and which are overdue on a day.")

        @OptionGroup var options: Options

        func run() async throws {
            let day = try options.day()
            let open = try await options.place.places().opened()
            let profile = try await open.profile(try options.place.reference().library(), on: day)
            let actions = try await ActionPlanStore(database: open.database, vocabulary: profile.vocabulary)
                .actions(on: day, within: .wholeBody)
            await open.database.close()
            let days = profile.staleDays
            switch options.format {
            case .json: try write(Reports.actionsJSON(actions, on: day, staleAfter: days), to: options.out)
            case .csv: try write(Reports.actionsCSV(actions, on: day, staleAfter: days), to: options.out)
            case .html:
                let document = Reports.actionPlan(actions, of: open.body.name, on: day, staleAfter: days)
                try write(ReportCommand.page(document, of: open.body), to: options.out)
            }
        }
    }
}
