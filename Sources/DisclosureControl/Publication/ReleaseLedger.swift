// SPDX-License-Identifier: Apache-2.0

/// One release as it went out, kept for ever.
public struct ReleaseRecord: Codable, Hashable, Sendable {
    /// A published file, byte for byte.
    public struct File: Codable, Hashable, Sendable {
        public let name: String
        public let text: String
    }

    /// The people, the area and the time that the figures are about.
    public let population: String
    public let area: String
    public let period: String
    /// Which version of the data the figures were counted from.
    public let dataVersion: String
    public let files: [File]
    public let policy: DisclosurePolicy
    /// The secret that broke ties; kept inside.
    public let seed: UInt64
    public let certificateDigest: String
    public let approver: String
    /// The day of publication, as year-month-day.
    public let publishedOn: String
    /// The tables that were published, by their dimensions.
    public let tables: [[String]]
    /// What was hidden and why, by the file's name: true counts, kept inside.
    public let patterns: [File]
    /// The digests of the certificates of sums and of derived figures, by name.
    public let furtherDigests: [String: String]
    /// What each set of sums is called.
    public let amounts: [String]
    /// Areas that somebody declared to have nobody in common with this one; `nil` where nobody did.
    public let apart: [String]?

    /// The record of a protected release.
    public init(
        _ release: ProtectedRelease, population: String, area: String, period: String, dataVersion: String,
        approver: String, publishedOn: String,
        amounts: [(name: String, release: ProtectedRelease)] = [], derived: DerivedFigures? = nil,
        apart: [String] = []
    ) {
        self.apart = apart.isEmpty ? nil : apart
        self.population = population
        self.area = area
        self.period = period
        self.dataVersion = dataVersion
        var published = release.files + (derived?.files ?? [])
        for (name, sums) in amounts {
            published += sums.files.filter { !$0.name.hasPrefix("earlier/") }
                .map { (name: "amounts-\(name)/\($0.name)", bytes: $0.bytes) }
        }
        files = published.filter { !$0.name.hasPrefix("earlier/") }
            .map { File(name: $0.name, text: String(decoding: $0.bytes, as: UTF8.self)) }
        tables = release.tables.map(\.dimensions)
        patterns =
            [File(name: "pattern.csv", text: release.pattern())]
            + amounts.map { File(name: "pattern-\($0.name).csv", text: $0.release.pattern()) }
        var digests = Dictionary(
            uniqueKeysWithValues: amounts.map { ($0.name, $0.release.certificateDigest) })
        if let derived, !derived.files.isEmpty {
            digests[DerivedFigures.part] = sha256(Array(derived.certificate.utf8))
        }
        furtherDigests = digests
        self.amounts = amounts.map(\.name)
        policy = release.policy
        seed = release.seed
        certificateDigest = release.certificateDigest
        self.approver = approver
        self.publishedOn = publishedOn
    }
}

extension ReleaseRecord {
    /// Its tables of counts.
    var countTables: [File] {
        files.filter {
            $0.name != "hierarchy.csv" && !$0.name.contains("/") && !$0.name.hasPrefix("derived-")
        }
    }

    /// What its policy asked of the numbers it hid.
    var asked: EarlierTable.Asked {
        EarlierTable.Asked(
            threshold: policy.threshold, need: policy.need, insiderNeed: policy.insiderNeed)
    }
}

/// All releases so far; a new one is worked out against those of the same people, area and period.
public struct ReleaseLedger: Codable, Sendable {
    public private(set) var records: [ReleaseRecord] = []

    public init() {}

    /// Adds a release; nothing is ever taken out.
    public mutating func append(_ record: ReleaseRecord) { records.append(record) }

    /// The releases of these people in this period, wherever they are.
    public func released(population: String, period: String) -> [ReleaseRecord] {
        records.filter { $0.concerns(population: population, period: period) }
    }

    /// The tables that a new release must be worked out against.
    ///
    /// Refuses a release from another version of the same data, as the differences between versions can
    /// point at single people; `earlierVersions` gives what such a release is worked out against.
    public func earlierTables(
        population: String, area: String, period: String, dataVersion: String, dimensions: [TableDimension]
    ) throws(DisclosureProblem) -> [EarlierTable] {
        let concerned = records.filter {
            $0.concerns(population: population, area: area, period: period)
        }
        for record in concerned {
            if record.dataVersion != dataVersion {
                throw DisclosureProblem(
                    "version \(record.dataVersion) of these data was published on \(record.publishedOn); a release "
                        + "from version \(dataVersion) could be compared with it person by person. Give the people of "
                        + "both versions with their identifiers, or publish the change with the next period."
                )
            }
        }
        return try tables(of: concerned, dimensions)
    }

    /// What was published of an older version of the same data, for `DataVersions.release`; an older
    /// version than that, too, is refused.
    public func earlierVersion(
        population: String, area: String, period: String, dataVersion: String, dimensions: [TableDimension]
    ) throws(DisclosureProblem) -> [EarlierTable] {
        let concerned = records.filter {
            $0.concerns(population: population, area: area, period: period)
        }
        let versions = Set(concerned.map(\.dataVersion)).subtracting([dataVersion])
        if versions.count > 1 {
            throw DisclosureProblem(
                "versions \(versions.sorted().joined(separator: ", ")) of these data were published; a release can "
                    + "be worked out against one older version only")
        }
        if let record = concerned.first(where: { $0.dataVersion == dataVersion }), !versions.isEmpty {
            throw DisclosureProblem(
                "version \(dataVersion) was published on \(record.publishedOn) beside an older version; publish "
                    + "nothing more of this period")
        }
        return try tables(of: concerned, dimensions)
    }

    /// What was published about other areas of the same people and period, where the areas overlap.
    ///
    /// Each record's own code list is taken into the dimensions, so that what two areas differ by is
    /// protected; the codes that only earlier releases used are given back to be kept inside.
    public func overlapping(
        population: String, period: String, dataVersion: String, dimensions: [TableDimension]
    ) throws(DisclosureProblem) -> (
        dimensions: [TableDimension], inside: [Int: Set<Int>], tables: [EarlierTable]
    ) {
        var dimensions = dimensions
        var inside: [Int: Set<Int>] = [:]
        var tables: [EarlierTable] = []
        for record in records where record.concerns(population: population, period: period) {
            let source = "\(record.area) \(record.publishedOn)"
            if record.dataVersion != dataVersion {
                throw DisclosureProblem("\(source) is of version \(record.dataVersion) of the data")
            }
            var names = dimensions.map { _ in [String: String]() }
            if let list = record.files.first(where: { $0.name == "hierarchy.csv" }) {
                let lists = try EarlierBoundaries.lists(Array(list.text.utf8), file: source)
                for (index, dimension) in dimensions.enumerated() {
                    guard let nodes = lists[dimension.name] else { continue }
                    let adopted = try EarlierBoundaries.adopt(dimension, earlier: nodes, from: source)
                    dimensions[index] = adopted.dimension
                    names[index] = adopted.names
                    inside[index, default: []].formUnion(adopted.inside)
                }
            }
            for file in record.countTables {
                tables.append(
                    try EarlierReleases.read(
                        Array(file.text.utf8), file: "\(source)/\(file.name)", dimensions: dimensions,
                        names: names, asked: record.asked))
            }
        }
        return (dimensions, inside, tables)
    }

    private func tables(
        of concerned: [ReleaseRecord], _ dimensions: [TableDimension]
    ) throws(DisclosureProblem) -> [EarlierTable] {
        var tables: [EarlierTable] = []
        for record in concerned {
            for file in record.countTables {
                tables.append(
                    try EarlierReleases.read(
                        Array(file.text.utf8), file: "\(record.publishedOn)/\(file.name)",
                        dimensions: dimensions, asked: record.asked))
            }
        }
        return tables
    }
}
