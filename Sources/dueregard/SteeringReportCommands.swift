// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import EqualityDuty
import OfficerSite
import Reports
import Storage

extension ReportCommand {
    struct CalendarReport: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "calendar", abstract: "Everything that has a day, statutory clocks among it.",
            discussion: """
                dueregard report calendar --from 2026-11-01 --to 2027-03-31 --format ics --out dates.ics
                What the law sets is a “duty”; the body's own date for the same thing is “planned”.
                """)

        /// The forms of the report.
        enum Format: String, CaseIterable, ExpressibleByArgument {
            case json, ics, html, csv
        }

        @OptionGroup var place: PlaceOptions
        @Option(help: ArgumentHelp("The first day; today where left out.", valueName: "DATE")) var from:
            String?
        @Option(help: ArgumentHelp("The last day; a year later where left out.", valueName: "DATE")) var to:
            String?
        @Option(help: "json, ics, html or csv.") var format: Format = .json
        @Option(help: ArgumentHelp("The file to write; - is standard output.", valueName: "FILE")) var out:
            String = "-"

        func run() async throws {
            let first = try Self.day(from) ?? Clock.today
            let last = try Self.day(to) ?? first.adding(years: 1)
            guard first <= last else {
                throw Stop.usage("--to must be \(first.iso) or later, not \(last.iso)")
            }
            let (open, office) = try await place.office()
            let today = Clock.today
            let entries = try await office.calendarEntries(
                from: first, to: last, within: .wholeBody, on: today)
            let bytes =
                switch format {
                case .json: Reports.calendarJSON(entries, from: first, to: last, on: today)
                case .csv: Reports.calendarCSV(entries, on: today)
                case .ics:
                    try await office.calendarFile(
                        from: first, to: last, for: [Grant(.equalityLead, within: .body)], on: today,
                        at: Clock.now)
                case .html:
                    ReportCommand.page(
                        Reports.calendar(entries, of: open.body.name, from: first, to: last, on: today),
                        of: open.body)
                }
            await open.database.close()
            try write(bytes, to: out)
        }

        private static func day(_ text: String?) throws -> CalendarDay? {
            guard let text else { return nil }
            guard let day = CalendarDay(iso: text) else {
                throw Stop.usage("“\(text)” is not a day: write it as 2026-11-21")
            }
            return day
        }
    }

    struct QueuesReport: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "queue", abstract: "What somebody has to settle in the action plan, queue by queue.",
            discussion: "dueregard report queue --format csv --out to-settle.csv")

        @OptionGroup var options: Options

        func run() async throws {
            let day = try options.day()
            let open = try await options.place.places().opened()
            let profile = try await open.profile(try options.place.reference().library(), on: day)
            let plan = ActionPlanStore(database: open.database, vocabulary: profile.vocabulary)
            // A day that is over is answered by the plan as it stood then.
            let actions =
                day < Clock.today
                ? try await plan.actions(
                    asOf: LondonTime.instant(on: day.next, hour: 0, minute: 0), within: .wholeBody)
                : try await plan.actions(within: .wholeBody)
            let former = try await PeopleStore(database: open.database).formerPosts()
            await open.database.close()
            let report = QueueReport(actions, on: day, staleAfter: profile.staleDays, former: former)
            switch options.format {
            case .json: try write(Reports.queueJSON(report), to: options.out)
            case .csv: try write(Reports.queueCSV(report), to: options.out)
            case .html:
                try write(
                    ReportCommand.page(Reports.queue(report, of: open.body.name), of: open.body),
                    to: options.out)
            }
        }
    }
}
