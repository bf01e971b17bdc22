// SPDX-License-Identifier: Apache-2.0
import EqualityDuty
import Storage

/// Makes reports on the records of a body, for pages and commands alike: raw counts, for those who may see them.
public struct MonitoringReports: Sendable {
    private let store: MonitoringStore
    private let reference: CommunityReference
    private let profile: BodyProfile
    private let ofStaffOnly: Bool

    /// Over the records of a database, beside what is known of places, under the body's own thresholds. `ofStaffOnly`
    /// keeps data sets of others from being compared with.
    public init(
        database: any Database, reference: CommunityReference, profile: BodyProfile,
        ofStaffOnly: Bool = false
    ) {
        self.ofStaffOnly = ofStaffOnly
        store = MonitoringStore(database: database)
        self.reference = reference
        self.profile = profile
    }

    private var schemes: CategorySchemes { reference.profiles.statistics.schemes }
    private var finder: BenchmarkFinder {
        BenchmarkFinder(reference.profiles.statistics, areas: reference.areas)
    }

    /// Who is there and who is not in a version, by one to three columns, beside a benchmark: the name of a published
    /// table, with another area behind an @; "census" for the one that fits best; "data:" and the name or id of another
    /// data set; empty for none.
    public func representation(
        of dataSet: DataSet, _ version: DataSetVersion, by names: [String], benchmark name: String,
        isBroad: Bool = false
    ) async throws -> RepresentationReport {
        let maker = RepresentationMaker(schemes, settings: profile.representation)
        let columns = try maker.columns(names, of: version)
        let areaName = reference.areas[dataSet.areaCode]?.name ?? dataSet.areaCode
        let benchmark: Benchmark?
        let why: String
        if let other = BenchmarkChoice.dataSet(name) {
            (benchmark, why) = try await own(other, columns.map(\.name), maker)
        } else {
            (benchmark, why) = try finder.benchmark(
                named: name, for: maker.figure(dataSet, version, by: columns[0], areaName: areaName),
                maker.schemes(of: columns))
        }
        return try maker.report(
            of: dataSet, version, chunks: try await chunks(version, columns[0]), by: columns,
            areaName: areaName, against: benchmark, why: why, isBroad: isBroad)
    }

    /// The newest version of another data set as a benchmark.
    private func own(
        _ wanted: String, _ names: [String], _ maker: RepresentationMaker
    ) async throws -> (Benchmark?, String) {
        var found = try await store.dataSet(named: wanted)
        if found == nil { found = try await store.dataSet(wanted) }
        guard let other = found, !ofStaffOnly || other.isOfStaff else {
            throw RepresentationProblem("There is no data set \u{201C}\(wanted)\u{201D} to compare with")
        }
        guard let version = try await store.versions(of: other.id).current.first else {
            throw RepresentationProblem("\u{201C}\(other.title)\u{201D} has no delivery to compare with")
        }
        let columns = try maker.columns(names, of: version)
        let benchmark = try maker.benchmark(
            of: other, version, chunks: try await chunks(version, columns[0]), by: columns,
            areaName: reference.areas[other.areaCode]?.name ?? other.areaCode)
        return (benchmark, "\(benchmark.name) was asked for.")
    }

    /// How likely people of each group were to get from stage to stage.
    public func selection(
        of dataSet: DataSet, _ version: DataSetVersion, by name: String, against wanted: String = "",
        isDetailed: Bool = false
    ) async throws -> SelectionReport {
        let maker = SelectionMaker(schemes, settings: profile.representation)
        let columns = try maker.columns(name, of: version, dataSet.kind)
        return try maker.report(
            of: dataSet, version, chunks: try await chunks(version, columns.group), by: columns,
            against: wanted, isDetailed: isDetailed)
    }

    /// How shares went from delivery to delivery.
    public func trend(
        of dataSet: DataSet, _ versions: [DataSetVersion], by name: String
    ) async throws -> RepresentationTrend {
        var given: [DeliveryCounts] = []
        var refusal: (any Error)?
        let maker = RepresentationMaker(schemes, settings: profile.representation)
        for version in versions {
            do {
                let column = try maker.columns([name], of: version)[0]
                given.append(DeliveryCounts(version, column, chunks: try await chunks(version, column)))
            } catch let problem as RepresentationProblem {
                // An older delivery without the question is no reason to say nothing of the others.
                refusal = problem
            }
        }
        if given.isEmpty, let refusal { throw refusal }
        return try maker.trend(of: dataSet, given)
    }

    /// What a version may be held against: the census table that fits, nothing, other data sets with these columns, and
    /// published tables for the area and the larger ones round it.
    public func benchmarks(
        for dataSet: DataSet, _ version: DataSetVersion, by names: [String]
    ) async throws -> [BenchmarkChoice] {
        let maker = RepresentationMaker(schemes, settings: profile.representation)
        let columns = try maker.columns(names, of: version)
        var choices = [BenchmarkChoice.census, .none]
        let latest = try await store.latestVersions()
        for other in try await store.dataSets()
        where other.id != dataSet.id && (!ofStaffOnly || other.isOfStaff) {
            guard let newest = latest[other.id], (try? maker.columns(names, of: newest)) != nil else {
                continue
            }
            choices.append(.of(other, newest))
        }
        let areas =
            [reference.areas[dataSet.areaCode]].compactMap { $0 }
            + reference.areas.comparisons(of: dataSet.areaCode)
        for table in finder.tables(telling: maker.schemes(of: columns).map(\.variable)) {
            for area in areas {
                guard try reference.profiles.statistics.table(table)?.counts(of: area.code) != nil else {
                    continue
                }
                choices.append(.of(table, reference.profiles.statistics.descriptions[table], area))
            }
        }
        return choices
    }

    private func chunks(_ version: DataSetVersion, _ column: DataColumn) async throws -> [[UInt8]] {
        let chunks = try await store.chunks(of: version.dataSetID, version: version.number, part: column.part)
        if chunks.isEmpty, version.records > 0 {
            throw RepresentationProblem("\(RecordsDeleted(version: version.number).description)")
        }
        return chunks
    }
}

/// Something that shares can be held against, by the name under which it is asked for.
public struct BenchmarkChoice: Hashable, Sendable {
    /// The name under which it is asked for, and what people read.
    public let name, words: String

    static let census = BenchmarkChoice(name: "census", words: "The published table that fits best")
    static let none = BenchmarkChoice(name: "", words: "Nothing: the shares alone")

    static func of(_ dataSet: DataSet, _ version: DataSetVersion) -> BenchmarkChoice {
        BenchmarkChoice(
            name: "data:\(dataSet.id)", words: "Data set: \(dataSet.title), \(version.period.description)")
    }

    static func of(_ id: String, _ table: PublishedTableDescription?, _ area: ProfileArea) -> BenchmarkChoice
    {
        BenchmarkChoice(
            name: "\(id)@\(area.code)",
            words: "\(area.name): \(table.map { "\($0.dataset), \($0.title), " } ?? "")\(id)")
    }

    /// The data set that a name asks for; `nil` where it asks for something else.
    static func dataSet(_ name: String) -> String? {
        guard name.hasPrefix("data:") else { return nil }
        return String(name.dropFirst(5))
    }
}
