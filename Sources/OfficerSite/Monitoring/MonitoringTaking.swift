// SPDX-License-Identifier: Apache-2.0
import EqualityDuty
import Reports
import Storage

/// Takes deliveries of records in, for pages and commands alike: read, judged, kept.
public struct MonitoringTaking: Sendable {
    /// What a delivery is.
    public struct Delivery: Sendable {
        /// The data set that it is for.
        public var dataSet: DataSet
        /// The days that its records are of.
        public var period: DataPeriod
        /// What its columns mean.
        public var mapping: ColumnMapping
        /// The name of the file and the digest of its bytes.
        public var sourceName, sourceDigest: String
        /// What is to be known of it.
        public var note: String
        /// The number of the version that it replaces; `nil` for none.
        public var supersedes: Int?
        /// Which questions were put, and in which version; empty where nobody recorded it.
        public var questionSet = ""
        /// The version of the questions.
        public var questionVersion = ""

        /// A delivery as its parts.
        public init(
            dataSet: DataSet, period: DataPeriod, mapping: ColumnMapping, sourceName: String,
            sourceDigest: String, note: String = "", supersedes: Int? = nil
        ) {
            self.dataSet = dataSet
            self.period = period
            self.mapping = mapping
            self.sourceName = sourceName
            self.sourceDigest = sourceDigest
            self.note = note
            self.supersedes = supersedes
        }
    }

    /// What came of reading a delivery, not kept yet.
    public struct Checked {
        /// The version that it would be.
        public internal(set) var version: DataSetVersion
        /// Its records.
        public let spool: ChunkSpool

        /// The same for a data set that was added since it was read.
        public func filed(under dataSetID: String) -> Checked {
            var filed = self
            filed.version.dataSetID = dataSetID
            return filed
        }
    }

    private let database: any Database
    let reference: CommunityReference

    /// Takes in for the body of this database.
    public init(database: any Database, reference: CommunityReference) {
        self.database = database
        self.reference = reference
    }

    var store: MonitoringStore { MonitoringStore(database: database) }
    /// The schemes that columns can have.
    public var schemes: CategorySchemes { reference.profiles.statistics.schemes }

    /// The published tables that figures are held against.
    public var statistics: PublishedStatistics { reference.profiles.statistics }

    /// A guesser for files of a kind.
    public func guess(_ kind: DataSetKind, area: String) -> MappingGuess {
        MappingGuess(schemes, kind: kind, areaNames: areaNames(around: area))
    }

    /// Small areas and authorities by code, those of the body's own area and all larger ones.
    private func areaNames(around code: String) -> [String: String] {
        let own = Set(ownAreas(code))
        return reference.areas.areas.compactMapValues { area in
            !area.kind.isSmall || own.isEmpty || own.contains(area.code) ? area.name : nil
        }
    }

    private func ownAreas(_ code: String) -> [String] {
        guard !code.isEmpty, reference.areas[code] != nil else { return [] }
        return [code]
            + [.authority, .ward, .msoa, .lsoa].flatMap { reference.areas.parts(of: code, $0).map(\.code) }
    }

    /// Reads a delivery and judges it. Throws `VersionRefusal` where something stands against it before it is read, and
    /// `MappingRefusal` where the mapping does not fit the file.
    public func check(
        _ file: RecordsFile, _ delivery: Delivery, progress: (_ row: Int) -> Void = { _ in }
    ) async throws -> Checked {
        let refusal = try await store.refusal(
            of: delivery.sourceDigest, period: delivery.period, dataSet: delivery.dataSet.id,
            supersedes: delivery.supersedes)
        if let refusal { throw refusal }
        let spool = try ChunkSpool()
        let context = ReadingContext(
            schemes: schemes, kind: delivery.dataSet.kind, period: delivery.period,
            areaNames: areaNames(around: delivery.dataSet.areaCode),
            ownAreas: Set(ownAreas(delivery.dataSet.areaCode)),
            hasObjected: try await ObjectionStore(database: database).test())
        let read = try file.read(delivery.mapping, context, progress: progress) { try spool.add($0) }
        var quality = read.quality
        let before = try await store.versionBefore(
            delivery.period, of: delivery.dataSet.id, supersedes: delivery.supersedes)
        if let before {
            quality.compare(with: before.quality, called: "version \(before.number) (\(before.period))")
            if before.contentMark == read.contentMark {
                quality.add([
                    .init(
                        .asks,
                        "The records are those of version \(before.number), though the file is another.")
                ])
            }
        }
        let version = DataSetVersion(
            dataSetID: delivery.dataSet.id, period: delivery.period, sourceName: delivery.sourceName,
            sourceDigest: delivery.sourceDigest, contentMark: read.contentMark, records: read.records,
            columns: read.columns, mapping: delivery.mapping.name, note: delivery.note,
            supersedes: delivery.supersedes, quality: quality, questionSet: delivery.questionSet,
            questionVersion: delivery.questionVersion)
        return Checked(version: version, spool: spool)
    }

    /// Keeps a delivery that was read; returns the number of its version. Throws `VersionRefusal`.
    public func take(
        _ checked: Checked, accepting: Bool, remembering mapping: ColumnMapping?, _ change: Change
    ) async throws -> Int {
        try await store.take(
            checked.version, checked.spool, accepting: accepting, remembering: mapping, change)
    }
}
