// SPDX-License-Identifier: Apache-2.0
import EqualityDuty

/// What a person says about a file of published counts that the file does not say itself.
public struct StatisticsWishes: Hashable, Sendable {
    /// The table wanted, by the publisher's id, where the file holds several or does not name it.
    public var table = ""
    /// The variable wanted, where the file holds several.
    public var variable = ""
    /// The day wanted as ISO text, where the file has counts of several.
    public var day = ""
    /// Ids of category schemes that are to be used.
    public var schemes: [String] = []
    /// What labels mean: the label as it stands to the code of a category; an empty code leaves the label out.
    public var meanings: [String: String] = [:]
    /// Dimensions that are to be added up, by name.
    public var addedUp: [String] = []
    /// Whether areas that are not known here are left out; else each is a problem.
    public var leavesUnknownAreasOut = false
    /// Whether a combination without a row counts nobody; else it is a problem.
    public var missingAreNone = false

    /// Nothing said.
    public init() {}
}

/// One thing that is wrong with a file of published counts.
public struct StatisticsProblem: Hashable, Sendable, CustomStringConvertible {
    /// What a person may say to go on all the same.
    public enum Remedy: Hashable, Sendable {
        /// Nothing: the file must be mended.
        case mendFile
        /// Which of several tables, variables or days is wanted.
        case chooseTable, chooseVariable, chooseDay
        /// What a label means.
        case sayMeaning
        /// Which scheme a dimension has, or that it is added up.
        case sayScheme
        /// That areas which are not known here are left out.
        case leaveAreasOut
        /// That what is missing counts nobody.
        case missingAreNone
    }

    /// Where it is and what it is.
    public let problem: ImportProblem
    /// What a person may say.
    public let remedy: Remedy

    /// "Row 5, Observation: …".
    public var description: String { problem.description }
}

/// How the counts stand in the file.
public enum StatisticsForm: String, CaseIterable, Hashable, Sendable {
    /// A column for each combination of categories, as Nomis gives them.
    case wide
    /// A row for each combination, with codes and labels in pairs, as ONS gives its own combinations.
    case long
    /// A row for each count, with a column that says of what.
    case tidy
    /// Blocks below each other, each for another category, as Nomis exports a query.
    case stacked
    /// Counts beside percentages.
    case beside

    /// In words, inside a sentence.
    public var words: String {
        switch self {
        case .wide: "a column for each category (the wide form of Nomis)"
        case .long: "a row for each combination, codes beside labels (the long form of ONS)"
        case .tidy: "a row for each count (tidy form)"
        case .stacked: "blocks below each other, each for another category (a query export of Nomis)"
        case .beside: "percentages beside counts"
        }
    }
}
