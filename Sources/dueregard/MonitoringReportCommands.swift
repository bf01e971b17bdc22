// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import EqualityDuty
import Storage

/// What is known of the monitoring data themselves.
struct DataCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "data", abstract: "What is known of the data sets of monitoring records.",
        discussion: "dueregard data quality --dataset \"Leisure users\" --json",
        subcommands: [Quality.self, List.self, Moved.self])

    struct Quality: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "quality",
            abstract: "How complete a data set is, and what was found when it was read.",
            discussion: """
                dueregard data quality --dataset "Leisure users"
                dueregard data quality --dataset "Leisure users" --version 2 --json
                """)

        @OptionGroup var place: PlaceOptions
        @OptionGroup var which: DataSetOptions
        @Flag(help: "Print the result as JSON.") var json = false

        func run() async throws {
            let open = try await place.places().opened()
            let (dataSet, version) = try await which.found(in: open.database)
            await open.database.close()
            if json {
                struct Result: Encodable {
                    let dataSet: String
                    let version: Int
                    let periodFrom, periodTo, file, receivedAt: String
                    let isSynthetic: Bool
                    let quality: QualityReport
                }
                return Talk.result(
                    JSONText.line(
                        Result(
                            dataSet: dataSet.title, version: version.number,
                            periodFrom: version.period.first.iso,
                            periodTo: version.period.last.iso, file: version.sourceName,
                            receivedAt: version.receivedAt.iso, isSynthetic: dataSet.isSynthetic,
                            quality: version.quality)))
            }
            let synthetic = dataSet.isSynthetic ? " (synthetic records)" : ""
            Talk.result(
                "\(dataSet.title)\(synthetic): version \(version.number), \(version.period), from \(version.sourceName)"
            )
            for line in QualityLines.lines(version.quality) { Talk.result(line) }
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list", abstract: "The data sets, with their newest versions.")

        @OptionGroup var place: PlaceOptions
        @Flag(help: "Print the result as JSON.") var json = false

        private struct Line: Encodable {
            let dataSet, kind: String
            let isSynthetic: Bool
            let version, people: Int?
            let period: String?
            let columns: [String]
        }

        func run() async throws {
            let open = try await place.places().opened()
            let store = MonitoringStore(database: open.database)
            let all = try await store.dataSets()
            let latest = try await store.latestVersions()
            await open.database.close()
            let lines = all.map { dataSet in
                let version = latest[dataSet.id]
                return Line(
                    dataSet: dataSet.title, kind: dataSet.kind.rawValue, isSynthetic: dataSet.isSynthetic,
                    version: version?.number, people: version?.records, period: version?.period.description,
                    columns: version?.columns.map(\.name) ?? [])
            }
            if json { return Talk.result(JSONText.line(lines)) }
            if lines.isEmpty { throw Stop.nothingToDo("There is no data set yet") }
            for line in lines {
                let newest = line.version.map {
                    "version \($0), \(line.period ?? ""), \(line.people ?? 0) people, by \(line.columns.joined(separator: ", "))"
                }
                Talk.result("\(line.dataSet): \(newest ?? "no version yet")")
            }
        }
    }
}

/// Which version of which data set a command is about.
struct DataSetOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The data set, by its name.", valueName: "NAME")) var dataset: String
    @Option(help: ArgumentHelp("The version; the newest where left out.", valueName: "NUMBER")) var version:
        Int?

    func found(in database: any Database) async throws -> (DataSet, DataSetVersion) {
        let store = MonitoringStore(database: database)
        guard let dataSet = try await store.dataSet(named: dataset) else {
            let all = try await store.dataSets().map(\.title)
            let known = all.isEmpty ? "There is none yet" : "There are: \(all.joined(separator: ", "))"
            throw Stop.failed("There is no data set “\(dataset)”. \(known)")
        }
        let versions = try await store.versions(of: dataSet.id)
        if let version {
            guard let found = versions.first(where: { $0.number == version }) else {
                let numbers = versions.map { String($0.number) }.joined(separator: ", ")
                throw Stop.failed(
                    "“\(dataSet.title)” has no version \(version). \(numbers.isEmpty ? "It has none" : "It has: \(numbers)")"
                )
            }
            return (dataSet, found)
        }
        guard let newest = versions.current.first else {
            throw Stop.failed("“\(dataSet.title)” has no version yet. Run: dueregard import monitoring FILE")
        }
        return (dataSet, newest)
    }
}
