// SPDX-License-Identifier: Apache-2.0
import EqualityStatistics

/// What became of the records of each group: which returns of a contractor are due, complete or late; whether people of
/// a group complained or praised.
///
/// Holds raw counts: it is for those who may see them.
public struct OutcomeReport: Hashable, Sendable {
    /// What may be said of an outcome in a group.
    public enum Verdict: String, Hashable, Sendable, CaseIterable {
        /// By more than chance would explain, after the number of comparisons.
        case moreOften = "more often", lessOften = "less often"
        /// Nothing points at a difference; too few records in the group, or beside it.
        case noEvidence = "no evidence", tooFewToSay = "too few to say"
    }

    /// One outcome in one group.
    public struct Finding: Hashable, Sendable {
        /// The records with the outcome, of all of the group.
        public let share: Share
        /// The same for all other groups together; `nil` where there are none.
        public let others: Share?
        /// Fisher's exact test of the two, and raised for the number of comparisons; `nil` where nothing is compared.
        public let p, adjusted: Double?
        /// The word for it.
        public let verdict: Verdict
    }

    /// One group.
    public struct Row: Hashable, Sendable {
        /// The code and the label.
        public let code, label: String
        /// How many records it has with an outcome.
        public let records: Int
        /// What is said of each outcome.
        public let findings: [Finding]
    }

    /// The data set, and the version and days of it.
    public let dataSet: DataSet
    /// The number of the version.
    public let version: Int
    /// The days of the version.
    public let period: DataPeriod
    /// What the figures are by.
    public let characteristic: String
    /// The outcomes, in order.
    public let outcomes: [String]
    /// What became of the question about the group, for records with an outcome.
    public let answers: AnswerCounts
    /// The groups, in the order of the scheme; where there is none, the largest first.
    public let rows: [Row]
    /// What many comparisons do; empty for a single one.
    public let note: String
    /// The thresholds that the words keep to.
    public let settings: RepresentationSettings

    /// How many records have each outcome, in all groups together.
    public var totals: [Int] {
        outcomes.indices.map { place in rows.reduce(0) { $0 + $1.findings[place].share.count } }
    }
}

extension DataSetKind {
    /// Whether its records have outcomes that do not follow one another.
    public var hasOutcomes: Bool { !stages.isEmpty && !stagesFollowEachOther }
}
