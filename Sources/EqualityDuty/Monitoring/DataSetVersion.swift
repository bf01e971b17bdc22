// SPDX-License-Identifier: Apache-2.0

/// One column of coded records: what its codes stand for, and where they came from.
public struct DataColumn: Hashable, Sendable, Codable {
    /// What sort of thing a column tells.
    public enum Role: String, Hashable, Sendable, Codable {
        /// The answer to a question with a scheme; an age band; an area; how far a record came; other words.
        case category, ages, area, stage, words
    }

    /// What it is found by: the variable of its scheme, "age", "area", "stage", or a name of the body's own.
    public let name: String
    /// The header of the file that it came from.
    public let header: String
    /// What sort of thing it tells.
    public let role: Role
    /// The id of the scheme; empty for columns without one.
    public let scheme: String
    /// The version of the scheme in words; empty for columns without one.
    public let schemeVersion: String
    /// What each code stands for, in the order of the codes.
    public let entries: [ColumnEntry]
    /// Columns of one part were counted together; those of different parts never were.
    public let part: Int

    /// A column as its parts.
    public init(
        name: String, header: String, role: Role, scheme: String = "", schemeVersion: String = "",
        entries: [ColumnEntry], part: Int = 0
    ) {
        self.name = name
        self.header = header
        self.role = role
        self.scheme = scheme
        self.schemeVersion = schemeVersion
        self.entries = entries
        self.part = part
    }
}

/// One delivery of a data set, which is never changed; a later one may take its place.
public struct DataSetVersion: Hashable, Sendable {
    /// The id of the data set.
    public var dataSetID: String
    /// Counted from 1.
    public var number: Int
    /// The days that its records are of.
    public var period: DataPeriod
    /// When it was taken in, and by which post.
    public var receivedAt: Instant
    /// The post of who took it in.
    public var receivedBy: String
    /// The name of the file, and the digest of its bytes.
    public var sourceName: String
    /// The digest of its bytes.
    public var sourceDigest: String
    /// A mark of what was read, the same however the file was written.
    public var contentMark: String
    /// How many people it counts.
    public var records: Int
    /// Its columns.
    public var columns: [DataColumn]
    /// The name of the mapping that it was read by.
    public var mapping: String
    /// What whoever took it in wants known.
    public var note: String
    /// The number of the version whose place it takes; `nil` where it stands beside the others.
    public var supersedes: Int?
    /// What was found when it was read.
    public var quality: QualityReport
    /// Which questions were put, and in which version; empty where nobody recorded it.
    public var questionSet, questionVersion: String

    /// A version as its parts.
    public init(
        dataSetID: String, number: Int = 0, period: DataPeriod,
        receivedAt: Instant = Instant(milliseconds: 0),
        receivedBy: String = "", sourceName: String, sourceDigest: String, contentMark: String, records: Int,
        columns: [DataColumn], mapping: String, note: String = "", supersedes: Int? = nil,
        quality: QualityReport, questionSet: String = "", questionVersion: String = ""
    ) {
        self.dataSetID = dataSetID
        self.number = number
        self.period = period
        self.receivedAt = receivedAt
        self.receivedBy = receivedBy
        self.sourceName = sourceName
        self.sourceDigest = sourceDigest
        self.contentMark = contentMark
        self.records = records
        self.columns = columns
        self.mapping = mapping
        self.note = note
        self.supersedes = supersedes
        self.quality = quality
        self.questionSet = questionSet
        self.questionVersion = questionVersion
    }

    /// The column of a name as people write it; `nil` where there is none.
    public func column(named name: String) -> DataColumn? {
        let wanted = foldedForSearch(name)
        return columns.first { foldedForSearch($0.name) == wanted }
            ?? columns.first { foldedForSearch($0.header) == wanted || $0.scheme == wanted }
    }
}

/// Coded records on their way in: so many of one part, as the bytes of a chunk.
public struct CodedPiece: Hashable, Sendable {
    /// Which of the parts.
    public let part: Int
    /// How many records.
    public let records: Int
    /// The bytes as they are kept.
    public let bytes: [UInt8]

    /// A piece.
    public init(part: Int, records: Int, bytes: [UInt8]) {
        self.part = part
        self.records = records
        self.bytes = bytes
    }
}
