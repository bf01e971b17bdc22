// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import DesignSystem
import EqualityDuty
import OfficerSite
import Reports
import Storage

extension ReportCommand {
    struct RatesReportCommand: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "rates",
            abstract: "How often something happened in each group for every so many of its people.",
            discussion: """
                dueregard report rates --dataset "Staff who left" --by "ethnic group"
                dueregard report rates --dataset "Staff who left" --among "data:Staff in post" --by sex --even-ages
                dueregard report rates --dataset "Leisure users" --among TS021 --by "ethnic group" --format html
                Without --among, what happens to staff is told for each 100 staff in post and everything else for each 1,000
                residents of the published table that fits best. --even-ages compares groups as if they had the same ages.
                The figures are raw counts, and not for publication.
                """)

        @OptionGroup var place: PlaceOptions
        @OptionGroup var which: DataSetOptions
        @Option(
            help: ArgumentHelp("The characteristic, as the data set names it.", valueName: "CHARACTERISTIC"))
        var by: String
        @Option(
            help: ArgumentHelp(
                "To whom it could have happened: census, data:NAME, or a table such as TS021 or TS021@E10000016.",
                valueName: "NAME"))
        var among: String?
        @Flag(help: "Compare groups as if they had the same ages.") var evenAges = false
        @Flag(help: "Add the parts of groups up: the main groups only.") var mainGroups = false
        @OptionGroup var output: RawReport.Output

        func run() async throws {
            let (open, report) = try await RawReport.made(place, which) { reports, dataSet, version, _ in
                let usual = try await reports.usualPeople(for: dataSet)
                return try await reports.rates(
                    of: dataSet, version, by: by, among: among ?? usual, isStandardised: evenAges,
                    isBroad: mainGroups)
            }
            for refusal in report.refusals { Talk.say("No rates: \(refusal)") }
            for warning in report.warnings { Talk.say("Note: \(warning)") }
            let view = RateView(report)
            try output.write(
                json: Reports.ratesJSON(report), csv: Reports.ratesCSV(report), view.title, view.html,
                of: open.body)
            if !report.refusals.isEmpty { throw Stop.problems("There are no rates.") }
        }
    }

    struct OutcomesReportCommand: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "outcomes",
            abstract:
                "What became of the records of each group: returns due, complete or late; complaint or praise.",
            discussion: """
                dueregard report outcomes --dataset "Contractors' returns" --by contractor
                dueregard report outcomes --dataset Complaints --by "ethnic group" --format html --out complaints.html
                Each group stands beside all others together. The figures are raw counts, and not for publication.
                """)

        @OptionGroup var place: PlaceOptions
        @OptionGroup var which: DataSetOptions
        @Option(
            help: ArgumentHelp(
                "The characteristic, or a column of the body's own words, as the data set names it.",
                valueName: "CHARACTERISTIC"))
        var by: String
        @Flag(help: "Tell the parts of groups too, as well as the records tell them.") var detailed = false
        @OptionGroup var output: RawReport.Output

        func run() async throws {
            let (open, report) = try await RawReport.made(place, which) { reports, dataSet, version, _ in
                try await reports.outcomes(of: dataSet, version, by: by, isDetailed: detailed)
            }
            let view = OutcomeView(report)
            try output.write(
                json: Reports.outcomesJSON(report), csv: Reports.outcomesCSV(report), view.title, view.html,
                of: open.body)
        }
    }
}
