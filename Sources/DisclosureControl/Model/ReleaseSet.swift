// SPDX-License-Identifier: Apache-2.0

/// A group of people who agree in every finest category, and how many they are.
public struct Atom: Hashable, Sendable {
    /// The position of the finest category in each dimension.
    public let codes: [Int]
    public let count: Int
    /// What each person contributes to a sum; empty where people are counted.
    public let amounts: [Int]

    public init(codes: [Int], count: Int) {
        self.codes = codes
        self.count = count
        amounts = []
    }

    /// People with an amount each, for tables of sums.
    public init(codes: [Int], amounts: [Int]) {
        self.codes = codes
        count = amounts.count
        self.amounts = amounts
    }
}

/// What the numbers of a release set are.
public enum Measure: Hashable, Sendable {
    /// How many people.
    case people
    /// The sum of what people contribute, such as pay, in whole units.
    case amounts(String)

    /// Whether the numbers are sums of amounts.
    public var isAmount: Bool { self != .people }
}

/// Everything that is to be published together, before any figure is hidden.
///
/// This type holds raw counts. Nothing makes it publishable but `Protection.protect`.
public struct ReleaseSet: Sendable {
    public let dimensions: [TableDimension]
    /// Each table as the dimensions it shows, by position; the others stand at their total.
    public let tables: [[Int]]
    public let atoms: [Atom]
    /// Counts above zero and below this are hidden.
    public let threshold: Int
    /// Tables published before from the same data.
    public let earlier: [EarlierTable]
    /// Cells that must be shown or hidden whatever else is.
    public let rules: [CellRule]
    /// What the numbers are.
    public let measure: Measure
    /// For some dimensions codes that are worked with and never shown, such as an earlier boundary.
    public let inside: [Int: Set<Int>]

    public init(
        dimensions: [TableDimension], tables: [[Int]], atoms: [Atom], threshold: Int,
        earlier: [EarlierTable] = [], rules: [CellRule] = [], measure: Measure = .people,
        inside: [Int: Set<Int>] = [:]
    ) throws(DisclosureProblem) {
        if dimensions.isEmpty { throw DisclosureProblem("there is no dimension") }
        if tables.isEmpty { throw DisclosureProblem("there is no table to publish") }
        for table in tables {
            for dimension in table where !dimensions.indices.contains(dimension) {
                throw DisclosureProblem("a table names dimension number \(dimension), which does not exist")
            }
            if Set(table).count != table.count {
                throw DisclosureProblem("a table names one dimension twice")
            }
        }
        var size = 1
        for dimension in dimensions {
            let (product, overflow) = size.multipliedReportingOverflow(by: dimension.codes.count)
            if overflow { throw DisclosureProblem("the dimensions together have too many combinations") }
            size = product
        }
        for atom in atoms where atom.count < 0 {
            throw DisclosureProblem("a group of people has a count below zero")
        }
        for atom in atoms where measure.isAmount && atom.count > 0 {
            if atom.amounts.count != atom.count || atom.amounts.contains(where: { $0 < 0 }) {
                throw DisclosureProblem("somebody has no amount, or one below zero")
            }
            if atom.amounts.contains(where: { $0 > Holding.largestAmount }) {
                throw DisclosureProblem(
                    "an amount is above \(Holding.largestAmount); state amounts in larger units")
            }
        }
        if threshold < 1 || threshold > 1000 {
            throw DisclosureProblem("the threshold must lie between 1 and 1,000, not \(threshold)")
        }
        self.dimensions = dimensions
        self.tables = tables
        self.atoms = atoms
        self.threshold = threshold
        self.earlier = earlier
        self.rules = rules
        self.measure = measure
        self.inside = inside
    }

    /// The same release set with other tables, for example without one that is withheld.
    func with(tables: [[Int]]) throws(DisclosureProblem) -> ReleaseSet {
        try ReleaseSet(
            dimensions: dimensions, tables: tables, atoms: atoms, threshold: threshold, earlier: earlier,
            rules: rules, measure: measure, inside: inside)
    }

    /// Whether a cell is never shown, whatever it holds.
    func isInside(_ codes: [Int]) -> Bool {
        inside.contains { $0.value.contains(codes[$0.key]) }
    }

    /// Words for a cell, such as "district D01, eth A2" ("everyone" for the grand total).
    public func words(for codes: [Int]) -> String {
        let parts = zip(dimensions, codes).filter { $0.1 != 0 }.map { "\($0.name) \($0.codes[$1])" }
        return parts.isEmpty ? "everyone" : parts.joined(separator: ", ")
    }
}

/// A table that was published before from the same data.
public struct EarlierTable: Sendable {
    /// A cell of it: its codes in every dimension, and its number; `nil` where it was hidden.
    public struct Figure: Hashable, Sendable {
        public let codes: [Int]
        public let value: Int?
        public let row: Int
        /// How a number that was published changed was made, and what was shown; its `value` is `nil`.
        public let changed: Changed?

        public init(codes: [Int], value: Int?, row: Int, changed: Changed? = nil) {
            self.codes = codes
            self.value = value
            self.row = row
            self.changed = changed
        }

        /// The same cell within one more dimension.
        func with(code: Int) -> Figure {
            Figure(codes: codes + [code], value: value, row: row, changed: changed)
        }
    }

    /// A number as it was published rounded or noisy.
    public struct Changed: Hashable, Sendable {
        public let method: PublicationMethod
        public let shown: Int

        /// The true numbers that it may stand for.
        public var range: ClosedRange<Int> { method.range(shown: shown) }
    }

    /// What the release asked of the numbers that it hid.
    public struct Asked: Hashable, Sendable {
        /// Numbers below this were small then.
        public let threshold: Int
        public let need: Int
        public let insiderNeed: Int

        public init(threshold: Int, need: Int, insiderNeed: Int) {
            self.threshold = threshold
            self.need = need
            self.insiderNeed = insiderNeed
        }
    }

    /// The release and file, for messages.
    public let source: String
    /// The dimensions that the table shows.
    public let dimensions: [Int]
    public let figures: [Figure]
    /// What it asked; `nil` where only what it shows counts.
    public let asked: Asked?

    public init(source: String, dimensions: [Int], figures: [Figure], asked: Asked? = nil) {
        self.source = source
        self.dimensions = dimensions
        self.figures = figures
        self.asked = asked
    }
}
