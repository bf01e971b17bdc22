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
        let (benchmark, why) = try await benchmark(name, for: dataSet, version, columns)
        return try maker.report(
            of: dataSet, version, chunks: try await chunks(version, columns[0]), by: columns,
            areaName: areaName(of: dataSet), against: benchmark, why: why, isBroad: isBroad)
    }

    /// What a name of a benchmark asks for, over columns, with the reason.
    private func benchmark(
        _ name: String, for dataSet: DataSet, _ version: DataSetVersion, _ columns: [DataColumn]
    ) async throws -> (Benchmark?, String) {
        let maker = RepresentationMaker(schemes, settings: profile.representation)
        if let other = BenchmarkChoice.dataSet(name) {
            return try await own(other, columns.map(\.name), maker)
        }
        return try finder.benchmark(
            named: name,
            for: maker.figure(dataSet, version, by: columns[0], areaName: areaName(of: dataSet)),
            maker.schemes(of: columns))
    }

    private func areaName(of dataSet: DataSet) -> String {
        reference.areas[dataSet.areaCode]?.name ?? dataSet.areaCode
    }

    /// A data set by its name or id; `nil` where there is none.
    private func dataSet(_ wanted: String) async throws -> DataSet? {
        if let found = try await store.dataSet(named: wanted) { return found }
        return try await store.dataSet(wanted)
    }

    /// The newest version of another data set as a benchmark.
    private func own(
        _ wanted: String, _ names: [String], _ maker: RepresentationMaker
    ) async throws -> (Benchmark?, String) {
        guard let other = try await dataSet(wanted), !ofStaffOnly || other.isOfStaff else {
            throw RepresentationProblem("There is no data set \u{201C}\(wanted)\u{201D} to compare with")
        }
        guard let version = try await store.versions(of: other.id).current.first else {
            throw RepresentationProblem("\u{201C}\(other.title)\u{201D} has no delivery to compare with")
        }
        let columns = try maker.columns(names, of: version)
        let benchmark = try maker.benchmark(
            of: other, version, chunks: try await chunks(version, columns[0]), by: columns,
            areaName: areaName(of: other))
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

    /// How often something happened in each group for every so many people: those of a published table or another data
    /// set, named as a benchmark is. `isStandardised` evens the groups' ages out.
    public func rates(
        of dataSet: DataSet, _ version: DataSetVersion, by name: String, among people: String,
        isStandardised: Bool = false, isBroad: Bool = false
    ) async throws -> RateReport {
        let maker = RateMaker(schemes, settings: profile.representation)
        let columns = try maker.columns(name, isStandardised: isStandardised, of: version, dataSet.kind)
        if let other = BenchmarkChoice.dataSet(people), try await self.dataSet(other)?.id == dataSet.id {
            throw RepresentationProblem(
                "\u{201C}\(dataSet.title)\u{201D} cannot be told among itself: choose the people to whom it could have "
                    + "happened")
        }
        guard
            case (let benchmark?, let why) = try await benchmark(people, for: dataSet, version, columns)
        else { throw RepresentationProblem("Say among whom it happened: a published table or a data set") }
        return try maker.report(
            of: dataSet, version, chunks: try await chunks(version, columns[0]), by: columns,
            areaName: areaName(of: dataSet), among: benchmark, why: why, isBroad: isBroad)
    }

    /// Among whom the records of a data set usually happened, as a benchmark is named: staff in post for what happens
    /// to staff, residents for everything else.
    public func usualPeople(for dataSet: DataSet) async throws -> String {
        guard dataSet.kind.happensAmongStaff else { return BenchmarkChoice.census.name }
        let latest = try await store.latestVersions()
        let staff = try await store.dataSets().first { $0.kind == .workforce && latest[$0.id] != nil }
        return staff.map { BenchmarkChoice.name(of: $0) } ?? BenchmarkChoice.census.name
    }

    /// What became of the records of each group, which may be the body's own words such as contractors.
    public func outcomes(
        of dataSet: DataSet, _ version: DataSetVersion, by name: String, isDetailed: Bool = false
    ) async throws -> OutcomeReport {
        let maker = OutcomeMaker(schemes, settings: profile.representation)
        let columns = try maker.columns(name, of: version, dataSet.kind)
        return try maker.report(
            of: dataSet, version, chunks: try await chunks(version, columns.group), by: columns,
            isDetailed: isDetailed)
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

    static func name(of dataSet: DataSet) -> String { "data:\(dataSet.id)" }

    static func of(_ dataSet: DataSet, _ version: DataSetVersion) -> BenchmarkChoice {
        BenchmarkChoice(
            name: name(of: dataSet), words: "Data set: \(dataSet.title), \(version.period.description)")
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
