// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import EqualityDuty
import OfficerSite
import Reports

extension ReportCommand {
    struct AssessmentsReport: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "assessments",
            abstract: "Every assessment, and what the eighteen checks miss on a day.",
            discussion: """
                dueregard report assessments --on 2026-11-21 --format json
                Lists those begun by the day given, and judges deadlines and checks as on it. What each says and where
                it stands is as recorded today, which JSON says as statesAsOf for another day.
                """)

        @OptionGroup var options: Options

        func run() async throws {
            let day = try options.day()
            let (open, office) = try await options.place.office(pretending: day)
            let progress = Progress("Checking assessments")
            let lines = try await office.assessmentLines(on: day, at: Self.moment(on: day)) {
                progress.count($0)
            }
            progress.end()
            let label = try await office.assessmentLabel(on: day)
            let first = try await office.firstAssessmentDay()
            await open.database.close()
            if lines.isEmpty, let first, day < first {
                throw Stop.usage(
                    "No assessment had been begun by \(day.iso): the first was begun on \(first.iso)."
                        + " Give that day or a later one")
            }
            let today = Clock.today
            switch options.format {
            case .json:
                try write(Reports.assessmentsJSON(asOf: day, recorded: today, lines), to: options.out)
            case .csv: try write(Reports.assessmentsCSV(asOf: day, lines), to: options.out)
            case .html:
                let document = Reports.assessments(
                    lines, of: open.body.name, label: label, on: day, recorded: today)
                try write(ReportCommand.page(document, of: open.body), to: options.out)
            }
        }

        /// The moment as of which a day is judged: now for today, else the end of that day.
        static func moment(on day: CalendarDay) -> Instant {
            day == Clock.today ? Clock.now : LondonTime.instant(on: day, hour: 23, minute: 59)
        }
    }

    struct DueRegardReport: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "due-regard",
            abstract: "Who knew what, in which version, before a decision was taken.",
            discussion: """
                dueregard report due-regard --decision 26/00024 --format odt --output record.odt
                Checks are judged as on the day of the decision; as on today while it is not taken.
                """)

        /// The forms of the report.
        enum Format: String, CaseIterable, ExpressibleByArgument {
            case json, html, odt
        }

        @OptionGroup var place: PlaceOptions
        @Option(help: ArgumentHelp("The decision, by id or reference.", valueName: "ID")) var decision: String
        @Option(help: "json, html or odt.") var format: Format = .json
        @OptionGroup var output: OutputOptions

        func run() async throws {
            let (open, office) = try await place.office()
            let found = try await office.decisions(named: decision)
            guard let line = found.first else {
                throw Stop.failed(
                    "There is no decision “\(decision)” in \(open.body.slug): give its id or reference")
            }
            guard found.count == 1 else {
                let ids = found.map { "\($0.id) (\($0.title))" }.joined(separator: ", ")
                throw Stop.usage("Several decisions have the reference “\(decision)”. Give the id: \(ids)")
            }
            let moment = line.takenAt ?? Clock.now
            let day = line.takenAt.map { LondonTime.reading($0).day } ?? Clock.today
            guard let (decision, items) = try await office.dueRegard(of: line.id, on: day, at: moment) else {
                throw Stop.failed("There is no decision “\(line.id)”")
            }
            let document = Reports.dueRegard(of: decision, items, body: open.body.name, asOf: day)
            switch format {
            case .json: try write(Reports.dueRegardJSON(of: decision, items, asOf: day), to: output.output)
            case .html: try write(ReportCommand.page(document, of: open.body), to: output.output)
            case .odt: try write(try await office.file(of: document, .odt) ?? [], to: output.output)
            }
            await open.database.close()
        }
    }
}
