// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Documents
import EqualityDuty
import Foundation
import OfficerSite
import Reports
import Storage

extension DataSetKind: ExpressibleByArgument {}
extension DataSet.LawfulBasis: ExpressibleByArgument {}
extension DataSet.SpecialCondition: ExpressibleByArgument {}

extension ImportCommand {
    /// What a data set is where the command has to add it.
    struct NewDataSet: ParsableArguments {
        @Option(
            help: ArgumentHelp(
                "For a new data set: serviceUsers, workforce, recruitment …", valueName: "KIND"))
        var kind: DataSetKind?
        @Option(help: ArgumentHelp("For a new data set: what the records are held for.", valueName: "TEXT"))
        var purpose: String?
        @Option(help: ArgumentHelp("For a new data set: how long they are kept.", valueName: "TEXT"))
        var retention: String?
        @Option(
            help: ArgumentHelp("For a new data set: who is counted, such as residents.", valueName: "WHO"))
        var population: String?
        @Option(help: ArgumentHelp("For a new data set: the ground in article 6.", valueName: "BASIS"))
        var basis: DataSet.LawfulBasis = .publicTask
        @Option(
            help: ArgumentHelp(
                "For a new data set: the condition for special categories.", valueName: "CONDITION"))
        var condition: DataSet.SpecialCondition = .equalityOfOpportunity
    }

    struct Monitoring: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "monitoring",
            abstract: "Read equality monitoring records: people row by row, or counts of them.",
            discussion: """
                dueregard import monitoring users.csv --mapping "Leisure users" --data-set Leisure --period 2025/26 --dry-run
                dueregard import monitoring users.csv --mapping "Leisure users" --data-set Leisure --period 2025/26 --yes
                dueregard import monitoring hr.xlsx --mapping HR --data-set Staff --period 2026-03-31 --map "Grade=out"

                A mapping that is not remembered yet is guessed from the file, shown, and remembered once it is taken.
                --map says what a column is: a category scheme (ethnic-group-2021), age:SCHEME, birth:SCHEME, area, stage,
                count, percentage, topic, answer, reference, day, words:NAME or out. --code says what a cell means:
                "Ethnicity:Brit=white-british". Days of birth become bands and references are forgotten as they are read.
                """)

        @OptionGroup var options: Options
        @Option(help: ArgumentHelp("The mapping, by its name.", valueName: "NAME")) var mapping: String
        @Option(help: ArgumentHelp("The data set, by its name.", valueName: "NAME")) var dataSet: String?
        @Option(
            help: ArgumentHelp(
                "The days of the records: 2025/26, 2025, 2026-03-31, or \"2025-04-01 to 2026-03-31\".",
                valueName: "PERIOD"))
        var period: String?
        @Option(help: ArgumentHelp("What a column is; may be given again.", valueName: "HEADER=USE"))
        var map: [String] = []
        @Option(help: ArgumentHelp("What a cell means; may be given again.", valueName: "HEADER:WORDS=CODE"))
        var code: [String] = []
        @Option(help: ArgumentHelp("The version that this one replaces.", valueName: "NUMBER"))
        var supersedes: Int?
        @Option(help: ArgumentHelp("What is to be known of the delivery.", valueName: "TEXT")) var note:
            String?
        @OptionGroup var new: NewDataSet
        @Flag(help: "Never ask.") var noInput = false
        @Flag(help: "Accept what was found, unless it stops the file.") var yes = false

        func run() async throws {
            let days = try period.map(Self.days)
            let open = try await options.place.places().opened()
            do {
                try await run(open, days)
                await open.database.close()
            } catch {
                await open.database.close()
                throw error
            }
        }

        private static func days(_ text: String) throws -> DataPeriod {
            guard let period = DataPeriod(written: text) else {
                throw Stop.usage(
                    "--period must be days such as 2025/26, 2025, 2026-03-31 or \"2025-04-01 to 2026-03-31\", "
                        + "not “\(text)”")
            }
            return period
        }

        private func run(_ open: OpenBody, _ days: DataPeriod?) async throws {
            let input = try MonitoringInput(options.file)
            let reference = try options.place.reference().community()
            let store = MonitoringStore(database: open.database)
            let taking = MonitoringTaking(database: open.database, reference: reference)
            let (dataSet, isNew) = try await dataSet(store, open.body)
            let file = try input.file(options.shownName)
            guard let head = try file.head() else {
                throw Stop.failed("\(options.shownName) must have a row of headers and rows below it")
            }
            let known = try await store.mapping(named: mapping)
            var mapping =
                known
                ?? taking.guess(dataSet.kind, area: dataSet.areaCode)
                .mapping(named: self.mapping, headers: head.headers, rows: head.sample)
            try MappingFlags(map: map, code: code).apply(to: &mapping, headers: head.headers, taking.schemes)
            guard let days = days ?? (options.dryRun ? DataPeriod(Clock.today, Clock.today) : nil) else {
                throw Stop.usage("Say the days of the records with --period, such as 2025/26")
            }
            guard days.first <= Clock.today else {
                throw Stop.usage("--period must not lie in the future: \(days)")
            }
            let delivery = MonitoringTaking.Delivery(
                dataSet: dataSet, period: days, mapping: mapping, sourceName: options.shownName,
                sourceDigest: try input.digest(), note: note ?? "", supersedes: supersedes)
            let progress = Progress("Reading \(options.shownName)")
            let checked: MonitoringTaking.Checked
            do {
                checked = try await taking.check(file, delivery) { progress.count($0 / 1000 * 1000) }
            } catch let refusal as MappingRefusal {
                throw MonitoringSummary(
                    options, dataSet, days, mapping, isGuess: known == nil, refusals: refusal.reasons
                ).stop(options)
            } catch let refusal as VersionRefusal {
                let summary = MonitoringSummary(
                    options, dataSet, days, mapping, isGuess: known == nil, refusals: [refusal.description])
                if case .sameFile = refusal { throw summary.stopSameFile(options) }
                throw summary.stop(options)
            }
            progress.end()
            var summary = MonitoringSummary(
                options, dataSet, days, mapping, isGuess: known == nil, refusals: [])
            summary.take(checked.version, file.notes)
            if summary.isStopped { throw summary.stop(options) }
            if options.dryRun { return try summary.sayDryRun(options, accepted: yes) }
            guard yes || summary.asks.isEmpty || accepts(summary) else {
                throw summary.stopUnaccepted(options)
            }
            let ready = isNew ? checked.filed(under: try await store.add(dataSet, .commandLine())) : checked
            do {
                summary.version = try await taking.take(
                    ready, accepting: true, remembering: mapping, .commandLine())
            } catch let refusal as VersionRefusal { throw Stop.failed(refusal.description) }
            summary.imported = true
            summary.sayTaken(options)
        }

        /// The data set that is meant, and whether it has to be added.
        private func dataSet(_ store: MonitoringStore, _ body: Body) async throws -> (DataSet, Bool) {
            let all = try await store.dataSets()
            if let name = dataSet ?? all.first(where: { $0.key == foldedForSearch(mapping) })?.title {
                if let found = try await store.dataSet(named: name) { return (found, false) }
            } else {
                let latest = try await store.latestVersions()
                let users = all.filter {
                    foldedForSearch(latest[$0.id]?.mapping ?? "") == foldedForSearch(mapping)
                }
                if users.count == 1 { return (users[0], false) }
            }
            let named = DataSet(
                title: dataSet ?? mapping, kind: new.kind ?? .serviceUsers, population: new.population ?? "",
                purpose: new.purpose ?? "", lawfulBasis: new.basis, condition: new.condition,
                retention: new.retention ?? "", areaCode: body.areaCode ?? "")
            if options.dryRun { return (named, true) }
            let known =
                all.isEmpty ? "There is none yet." : "There are: \(all.map(\.title).joined(separator: ", "))."
            guard dataSet != nil else { throw Stop.usage("Say which data set with --data-set. \(known)") }
            guard new.kind != nil, named.problems().isEmpty else {
                throw Stop.usage(
                    "There is no data set “\(named.title)”. \(known) To add it, give --kind, --purpose and --retention"
                )
            }
            return (named, true)
        }

        /// Asks at the keyboard whether what was found is accepted; no where nobody can be asked.
        private func accepts(_ summary: MonitoringSummary) -> Bool {
            guard !noInput, !options.json, options.file != "-", isatty(0) == 1 else { return false }
            summary.sayFindings()
            Talk.say("Take it all the same? Type yes and press return:")
            return readLine(strippingNewline: true).map(foldedForSearch) == "yes"
        }
    }
}

/// The file of records as a command is given it: text is read where it lies, however long.
private struct MonitoringInput {
    private let path: String
    private let input: [UInt8]?

    init(_ path: String) throws {
        self.path = path
        if path == "-" {
            input = ImportCommand.standardInput()
        } else {
            guard FileManager.default.fileExists(atPath: path) else {
                throw Stop.failed("There is no file \(path)")
            }
            input = nil
        }
    }

    func file(_ name: String) throws -> RecordsFile {
        do {
            if let input { return try RecordsFile(bytes: input) }
            return try RecordsFile(path: path) {
                try GivenFile.bytes(path, advice: "save it as CSV, which may have any length")
            }
        } catch let refusal as FileRefusal {
            throw Stop.failed("\(name): \(refusal.message)")
        } catch let error as CSVFileError { throw Stop.failed(error.description) }
    }

    func digest() throws -> String {
        try input.map { SourceDigest.of($0) } ?? SourceDigest.of(path: path)
    }
}
