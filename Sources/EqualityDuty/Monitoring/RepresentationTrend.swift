// SPDX-License-Identifier: Apache-2.0
import EqualityStatistics

/// How the shares of a data set went from delivery to delivery, with breaks where categories changed.
///
/// Holds raw counts: it is for those who may see them.
public struct RepresentationTrend: Hashable, Sendable {
    /// One delivery that can be told beside the newest.
    public struct Delivery: Hashable, Sendable {
        /// The number of the version, and its days.
        public let version: Int
        /// Its days.
        public let period: DataPeriod
        /// What became of the question.
        public let answers: AnswerCounts
        /// Why it is not to be compared with the delivery before; empty where it is.
        public let breakBefore: String
    }

    /// One group.
    public struct Row: Hashable, Sendable {
        /// The code and the label, in the scheme of the newest delivery.
        public let code, label: String
        /// The share in each delivery; `nil` where nobody had a usable answer.
        public let shares: [Share?]
        /// The newest delivery less the one before it; `nil` behind a break.
        public let change: ShareDifference?
        /// Its p-value raised for the number of groups that are compared, by Holm's method; `nil` behind a break.
        public let adjusted: Double?
        /// The trend of the deliveries since the last break, three or more.
        public let trend: Trend?
        /// The newest three years that follow each other, added together.
        public let pooled: PooledShare?

        func raised(to adjusted: Double?) -> Row {
            Row(
                code: code, label: label, shares: shares, change: change, adjusted: adjusted, trend: trend,
                pooled: pooled)
        }
    }

    /// A delivery that cannot be told beside the newest, and why.
    public struct LeftOut: Hashable, Sendable {
        /// The number of the version, and its days.
        public let version: Int
        /// Its days.
        public let period: DataPeriod
        /// Why, as a sentence.
        public let why: String
    }

    /// The data set.
    public let dataSet: DataSet
    /// What the figures are by, and the categories that they are told in.
    public let characteristic, scheme: String
    /// The deliveries, the oldest first.
    public let deliveries: [Delivery]
    /// Those that cannot be told beside the newest.
    public let leftOut: [LeftOut]
    /// The groups in the order of the scheme.
    public let rows: [Row]
    /// The mappings that were used, each with what must be said of it.
    public let mappings: [String]
    /// What many comparisons do; empty for a single one.
    public let note: String
    /// The thresholds that the words keep to.
    public let settings: RepresentationSettings

    /// Whether a group moved by more than chance explains, with the number of groups reckoned in.
    public func hasMoved(_ row: Row) -> Bool { row.adjusted.map { $0 <= settings.level.falseAlarm } ?? false }

    /// Below this a base is too small for its share to be read alone.
    public func isSmall(_ share: Share) -> Bool { share.base < settings.smallestBase }
}

/// Counts of one delivery by one question, on their way into a trend.
public struct DeliveryCounts: Sendable {
    /// The version, its column and its records.
    public let version: DataSetVersion, column: DataColumn, chunks: [[UInt8]]

    /// A delivery with the chunks of the part in which the column lies.
    public init(_ version: DataSetVersion, _ column: DataColumn, chunks: [[UInt8]]) {
        self.version = version
        self.column = column
        self.chunks = chunks
    }
}
