// SPDX-License-Identifier: Apache-2.0
import EqualityStatistics

/// How likely people of each group were to get from one stage to the next, beside the group they are held against.
///
/// Holds raw counts: it is for those who may see them.
public struct SelectionReport: Hashable, Sendable {
    /// From one stage to a later one.
    public struct Step: Hashable, Sendable {
        /// The places of the two stages among all.
        public let from, to: Int
        /// The step in words, such as "shortlisted, of those who applied".
        public let words: String
    }

    /// What may be said of a group at a step.
    public enum Verdict: String, Hashable, Sendable, CaseIterable {
        /// By more than chance would explain, after the number of comparisons.
        case lessLikely = "less likely to succeed", moreLikely = "more likely to succeed"
        /// The rule of thumb points at the group, or at the one it is held against, and chance alone could explain it.
        case promptOnly = "below four fifths, not distinguishable from chance"
        /// The same the other way about.
        case promptOnReference = "above five quarters, not distinguishable from chance"
        /// Nothing points at a difference.
        case noEvidence = "no evidence"
        /// Too few people in one of the two groups; the group that the others are held against.
        case tooFewToSay = "too few to say", reference = "held against"
    }

    /// The group that the others are held against.
    public struct Reference: Hashable, Sendable {
        /// The code and the label, and why this group.
        public let code, label, why: String
    }

    /// One group at one step.
    public struct Finding: Hashable, Sendable {
        /// Those who got there, of those who could have; `nil` where nobody could.
        public let share: Share?
        /// The group beside the one it is held against; `nil` for that group itself, and where nobody could.
        public let likelihood: RelativeLikelihood?
        /// The p-value raised for the number of comparisons; `nil` where nothing is compared.
        public let adjusted: Double?
        /// The word for it.
        public let verdict: Verdict
    }

    /// One group.
    public struct Row: Hashable, Sendable {
        /// The code and the label.
        public let code, label: String
        /// How many got at least to each stage.
        public let reached: [Int]
        /// What is said at each step.
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
    /// The stages in order, and the steps that are looked at.
    public let stages: [String]
    /// The steps that are looked at.
    public let steps: [Step]
    /// The group that the others are held against.
    public let against: Reference
    /// What became of the question.
    public let answers: AnswerCounts
    /// The groups in the order of the scheme.
    public let rows: [Row]
    /// What many comparisons do; empty for a single one.
    public let note: String
    /// The thresholds that the words keep to.
    public let settings: RepresentationSettings
}
