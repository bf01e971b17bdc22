// SPDX-License-Identifier: Apache-2.0
import EqualityDuty
import EqualityStatistics

/// A file of published counts as it was understood, with everything that stands in the way of taking it in.
public struct ReadStatistics: Sendable {
    /// A variable of the table.
    public struct Dimension: Sendable {
        /// A label of the file and what it means.
        public struct Label: Hashable, Sendable {
            /// As it stands in the file.
            public let label: String
            /// The code it means; empty where it is none.
            public let code: String
            /// What it means, in words.
            public let meaning: String
            /// Whether nobody knows yet what it means.
            public var isUnknown = false
        }

        /// What the file calls it; empty where it has no name.
        public let name: String
        /// The scheme its labels are led to.
        public let scheme: CategoryScheme
        /// Whether that scheme was made from the ages of the file.
        public let isMade: Bool
        /// Its labels in the order of the file.
        public let labels: [Label]
    }

    /// An area of the table.
    public struct Area: Hashable, Sendable {
        /// Its code.
        public let code: String
        /// Its name in the file; empty where the file has none.
        public let name: String
    }

    /// How the counts stand in the file; `nil` where no table was found.
    public internal(set) var form: StatisticsForm?
    /// What the file says of itself.
    public internal(set) var facts = StatisticsFacts()
    /// The variables, in order.
    public internal(set) var dimensions: [Dimension] = []
    /// Variables that no scheme was found for, by name.
    public internal(set) var unread: [String] = []
    /// The areas, in order.
    public internal(set) var areas: [Area] = []
    /// The codes of each column, one a variable.
    public internal(set) var columns: [[String]] = []
    /// The counts of each area, in the order of the columns.
    public internal(set) var counts: [[Int32]] = []
    /// The ages of those counted, where the file tells them.
    public internal(set) var ages: AgeRange?
    /// Columns and variables that are no part of the table, with the reason.
    public internal(set) var leftOut: [(name: String, reason: String)] = []
    /// What was checked, and with what result.
    public internal(set) var checks: [String] = []
    /// What should be known and stops nothing.
    public internal(set) var notes: [String] = []
    /// What stands in the way, the first ones.
    public internal(set) var problems: [StatisticsProblem] = []
    /// How many things stand in the way.
    public internal(set) var problemCount = 0
    /// The tables, variables and days that the file has, where it has several.
    public internal(set) var tables: [String] = []
    /// Variables to choose from.
    public internal(set) var variables: [String] = []
    /// Days to choose from, as ISO text.
    public internal(set) var days: [String] = []
    /// How many rows were read.
    public internal(set) var rows = 0

    init() {}

    /// Whether nothing stands in the way of taking it in.
    public var canBeTaken: Bool { problemCount == 0 && !counts.isEmpty && !columns.isEmpty }

    /// Everybody counted, in all areas.
    public var total: Int { counts.reduce(0) { $0 + $1.reduce(0) { $0 + Int($1) } } }

    /// The counts in the form of a published table.
    public func bytes() -> [UInt8] {
        var text = Array("area,made_of".utf8)
        for codes in columns {
            text.append(44)
            text += codes.joined(separator: "|").utf8
        }
        text.append(10)
        for (area, counts) in zip(areas, counts) {
            text += area.code.utf8
            text.append(44)
            for count in counts {
                text.append(44)
                text += String(count).utf8
            }
            text.append(10)
        }
        return text
    }

    mutating func add(
        _ row: Int, _ column: String?, _ text: String, _ remedy: StatisticsProblem.Remedy = .mendFile
    ) {
        problemCount += 1
        guard problems.count < 500 else { return }
        problems.append(
            StatisticsProblem(problem: ImportProblem(row: row, column: column, text: text), remedy: remedy))
    }
}
