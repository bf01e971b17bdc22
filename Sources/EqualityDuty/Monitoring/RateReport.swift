// SPDX-License-Identifier: Apache-2.0
import EqualityStatistics

/// How often something happened in each group for every so many of its people, such as staff who left for each 100 in
/// post, with the groups' different ages evened out where that is asked for.
///
/// Holds raw counts: it is for those who may see them.
public struct RateReport: Hashable, Sendable {
    /// What may be said of a group.
    public enum Verdict: String, Hashable, Sendable, CaseIterable {
        /// By more than chance would explain, after the number of comparisons.
        case higher, lower
        /// Nothing points at a difference.
        case noEvidence = "no evidence"
        /// Too few people in the group, or beside it; too few of those it happened to told their group.
        case tooFewToSay = "too few to say", tooIncompleteToCompare = "too incomplete to compare"
    }

    /// A group with the different ages of the groups evened out.
    public struct Standardised: Hashable, Sendable {
        /// The rate that the group would have with the ages of all groups together; `nil` where it has nobody of some
        /// age, or too few cases for it to be dependable.
        public let rate: DirectlyStandardisedRate?
        /// How often it would have happened at the rates that all groups together have at each age.
        public let expected: Double
        /// How often it happened for each time expected, as a multiple of the same in all other groups together; `nil`
        /// where nothing is expected in one of them.
        public let ratio: RateRatio?
    }

    /// One group.
    public struct Row: Hashable, Sendable {
        /// The code and the label.
        public let code, label: String
        /// How often it happened, and how many people the group has.
        public let events, people: Int
        /// For each person of the group; `nil` where it has nobody.
        public let rate: Rate?
        /// The rate as a multiple of that of all other groups together; `nil` where one of them has nobody.
        public let ratio: RateRatio?
        /// With ages evened out; `nil` where that was not asked for.
        public let standardised: Standardised?
        /// The p-value raised for the number of comparisons; `nil` where nothing was compared.
        public let adjusted: Double?
        /// The word for it.
        public let verdict: Verdict
    }

    /// The data set whose records are counted, and the version and days of it.
    public let dataSet: DataSet
    /// The number of the version.
    public let version: Int
    /// The days of the version.
    public let period: DataPeriod
    /// What the figures are by.
    public let characteristic: String
    /// Among whom it happened, and why these people.
    public let people: Benchmark
    /// Why these people, in a sentence.
    public let why: String
    /// Whether ages are evened out, and the words about groups with them.
    public let isStandardised: Bool
    /// Why there are no rates; empty where there are.
    public let refusals: [String]
    /// What to beware of, in words; the mappings by which categories were joined.
    public let warnings, mappings: [String]
    /// What became of the question about the group.
    public let answers: AnswerCounts
    /// All groups together; `nil` where there are no rates.
    public let all: Rate?
    /// The groups in the order of the scheme.
    public let rows: [Row]
    /// What many comparisons do; empty for a single one.
    public let note: String
    /// The thresholds that the words keep to.
    public let settings: RepresentationSettings

    /// For each how many people rates are told.
    public var unit: Int { dataSet.kind.isOfStaff ? 100 : 1000 }
}

extension DataSetKind {
    /// Whether rates of its records say anything: not of people who are counted because they are there.
    public var hasRates: Bool {
        switch self {
        case .workforce, .contractorReturns, .schools: false
        case .serviceUsers, .recruitment, .leavers, .grievances, .training, .promotion, .complaints,
            .consultation:
            true
        }
    }

    /// Whether its records are of what happened among the body's own staff.
    public var happensAmongStaff: Bool {
        switch self {
        case .leavers, .grievances, .training, .promotion: true
        case .serviceUsers, .workforce, .recruitment, .complaints, .consultation, .contractorReturns,
            .schools:
            false
        }
    }
}
