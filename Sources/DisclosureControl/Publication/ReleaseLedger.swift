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

    /// The record of a protected release.
    public init(
        _ release: ProtectedRelease, population: String, area: String, period: String, dataVersion: String,
        seed: UInt64, approver: String, publishedOn: String
    ) {
        self.population = population
        self.area = area
        self.period = period
        self.dataVersion = dataVersion
        files = release.files.filter { !$0.name.hasPrefix("earlier/") }
            .map { File(name: $0.name, text: String(decoding: $0.bytes, as: UTF8.self)) }
        policy = release.policy
        self.seed = seed
        certificateDigest = release.certificateDigest
        self.approver = approver
        self.publishedOn = publishedOn
    }
}

/// All releases so far; a new one is worked out against those of the same people, area and period.
public struct ReleaseLedger: Codable, Sendable {
    public private(set) var records: [ReleaseRecord] = []

    public init() {}

    /// Adds a release; nothing is ever taken out.
    public mutating func append(_ record: ReleaseRecord) { records.append(record) }

    /// The tables that a new release must be worked out against.
    ///
    /// Refuses a release from another version of the same data: the differences between versions can
    /// point at single people, and this version cannot prove otherwise.
    public func earlierTables(
        population: String, area: String, period: String, dataVersion: String, dimensions: [TableDimension]
    ) throws(DisclosureProblem) -> [EarlierTable] {
        var tables: [EarlierTable] = []
        for record in records
        where record.population == population && record.area == area && record.period == period {
            if record.dataVersion != dataVersion {
                throw DisclosureProblem(
                    "version \(record.dataVersion) of these data was published on \(record.publishedOn); a release "
                        + "from version \(dataVersion) could be compared with it person by person. Publish the change "
                        + "with the next period, or withdraw and replace the earlier release by a named decision."
                )
            }
            for file in record.files where file.name != "hierarchy.csv" {
                tables.append(
                    try EarlierReleases.read(
                        Array(file.text.utf8), file: "\(record.publishedOn)/\(file.name)",
                        dimensions: dimensions))
            }
        }
        return tables
    }
}
