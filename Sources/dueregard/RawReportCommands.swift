// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import DesignSystem
import EqualityDuty
import OfficerSite
import Reports
import Storage

/// What commands that report raw counts have in common.
enum RawReport {
    /// Makes a report on a version of a data set; what cannot be asked for is said as wrong use.
    static func made<Report: Sendable>(
        _ place: PlaceOptions, _ which: DataSetOptions,
        _ make: (MonitoringReports, DataSet, DataSetVersion, MonitoringStore) async throws -> Report
    ) async throws -> (open: OpenBody, report: Report) {
        let (open, office) = try await place.office(community: try place.reference().communityDesk())
        do {
            let (dataSet, version) = try await which.found(in: open.database)
            let report = try await make(
                try await office.monitoringReports(), dataSet, version,
                MonitoringStore(database: open.database))
            await open.database.close()
            return (open, report)
        } catch {
            await open.database.close()
            if let problem = error as? RepresentationProblem { throw Stop.usage(problem.description) }
            throw error
        }
    }

    /// The form of a report, and where it goes.
    struct Output: ParsableArguments {
        @Option(help: "json, html or csv.") var format: ResultFormat = .json
        @Option(help: ArgumentHelp("The file to write; - is standard output.", valueName: "FILE"))
        var out: String = "-"

        /// Writes a report in the form that was asked for; only that one is made.
        func write(
            json: @autoclosure () -> [UInt8], csv: @autoclosure () -> [UInt8], _ title: String,
            _ html: @autoclosure () -> HTML,
            of body: Body
        ) throws {
            switch format {
            case .json: try dueregard.write(json(), to: out)
            case .csv: try dueregard.write(csv(), to: out)
            case .html: try dueregard.write(RawReport.page(title, html(), of: body), to: out)
            }
        }
    }

    /// A report as a page that stands alone.
    private static func page(_ title: String, _ html: HTML, of body: Body) -> [UInt8] {
        var layout = PublishedLayout(
            title: title, council: body.name, stylesheets: [], main: PageHeading(title).html + html)
        layout.isDemonstration = body.isDemonstration
        layout.inlineStylesheet = Assets.stylesheet
        return layout.html.bytes
    }
}

extension ReportCommand {
    struct RepresentationReportCommand: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "representation",
            abstract: "Who is there and who is not: the shares of a data set beside a benchmark.",
            discussion: """
                dueregard report representation --dataset "Leisure users" --by "ethnic group" --benchmark census
                dueregard report representation --dataset Staff --by sex --and age --benchmark TS007@E07000114 --format html
                A benchmark is a published table, with another area behind an @; “census” takes the one that fits best and
                says why; “data:Workforce” takes another data set; “none” gives the shares alone. The figures are raw counts, and
                not for publication.
                """)

        @OptionGroup var place: PlaceOptions
        @OptionGroup var which: DataSetOptions
        @Option(
            help: ArgumentHelp("The characteristic, as the data set names it.", valueName: "CHARACTERISTIC"))
        var by: String
        @Option(
            name: .customLong("and"),
            help: ArgumentHelp("A further characteristic; may be given twice.", valueName: "CHARACTERISTIC"))
        var further: [String] = []
        @Option(
            help: ArgumentHelp(
                "census, none, data:NAME, or a table such as TS021 or TS021@E10000016.", valueName: "NAME"))
        var benchmark: String = "census"
        @Flag(help: "Add the parts of groups up: the main groups only.") var mainGroups = false
        @OptionGroup var output: RawReport.Output

        func run() async throws {
            let (open, report) = try await RawReport.made(place, which) { reports, dataSet, version, _ in
                try await reports.representation(
                    of: dataSet, version, by: [by] + further,
                    benchmark: benchmark == "none" ? "" : benchmark,
                    isBroad: mainGroups)
            }
            for refusal in report.refusals { Talk.say("Not compared: \(refusal)") }
            for warning in report.warnings { Talk.say("Note: \(warning)") }
            let view = RepresentationView(report)
            try output.write(
                json: Reports.representationJSON(report), csv: Reports.representationCSV(report), view.title,
                view.html,
                of: open.body)
            if !report.refusals.isEmpty { throw Stop.problems("Nothing was compared.") }
        }
    }

    struct SelectionReportCommand: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "selection",
            abstract: "How likely people of each group were to be shortlisted and appointed.",
            discussion: """
                dueregard report selection --dataset "Applicants" --by "ethnic group"
                dueregard report selection --dataset "Applicants" --by sex --against Male --format html --out sex.html
                Each group stands beside the largest, or the one that --against names. The figures are raw counts, and not for
                publication.
                """)

        @OptionGroup var place: PlaceOptions
        @OptionGroup var which: DataSetOptions
        @Option(
            help: ArgumentHelp("The characteristic, as the data set names it.", valueName: "CHARACTERISTIC"))
        var by: String
        @Option(
            help: ArgumentHelp(
                "The group that the others are held against; the largest where left out.", valueName: "GROUP")
        )
        var against: String = ""
        @Flag(help: "Tell the parts of groups too, as well as the records tell them.") var detailed = false
        @OptionGroup var output: RawReport.Output

        func run() async throws {
            let (open, report) = try await RawReport.made(place, which) { reports, dataSet, version, _ in
                try await reports.selection(
                    of: dataSet, version, by: by, against: against, isDetailed: detailed)
            }
            let view = SelectionView(report)
            try output.write(
                json: Reports.selectionJSON(report), csv: Reports.selectionCSV(report), view.title, view.html,
                of: open.body)
        }
    }

    struct TrendReportCommand: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "trend", abstract: "How the shares of a data set went from delivery to delivery.",
            discussion: """
                dueregard report trend --dataset "Leisure users" --by "ethnic group"
                dueregard report trend --dataset "Leisure users" --by age --format csv
                Deliveries with other categories are led to the newest through declared mappings, which is a break; where
                nothing leads there they are left out with the reason. The figures are raw counts, and not for publication.
                """)

        @OptionGroup var place: PlaceOptions
        @Option(help: ArgumentHelp("The data set, by its name.", valueName: "NAME")) var dataset: String
        @Option(
            help: ArgumentHelp("The characteristic, as the data set names it.", valueName: "CHARACTERISTIC"))
        var by: String
        @OptionGroup var output: RawReport.Output

        func run() async throws {
            var which = DataSetOptions()
            which.dataset = dataset
            which.version = nil
            let (open, trend) = try await RawReport.made(place, which) { reports, dataSet, _, store in
                try await reports.trend(
                    of: dataSet, try await store.versions(of: dataSet.id).current, by: by)
            }
            for one in trend.leftOut {
                Talk.say("Left out, version \(one.version), \(one.period): \(one.why)")
            }
            let view = TrendView(trend)
            try output.write(
                json: Reports.trendJSON(trend), csv: Reports.trendCSV(trend), view.title, view.html,
                of: open.body)
        }
    }
}
