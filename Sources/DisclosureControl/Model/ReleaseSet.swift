// SPDX-License-Identifier: Apache-2.0

/// A group of people who agree in every finest category, and how many they are.
public struct Atom: Hashable, Sendable {
    /// The position of the finest category in each dimension.
    public let codes: [Int]
    public let count: Int

    public init(codes: [Int], count: Int) {
        self.codes = codes
        self.count = count
    }
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

    public init(
        dimensions: [TableDimension], tables: [[Int]], atoms: [Atom], threshold: Int,
        earlier: [EarlierTable] = []
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
        if threshold < 1 || threshold > 1000 {
            throw DisclosureProblem("the threshold must lie between 1 and 1,000, not \(threshold)")
        }
        self.dimensions = dimensions
        self.tables = tables
        self.atoms = atoms
        self.threshold = threshold
        self.earlier = earlier
    }

    /// The same release set with other tables, for example without one that is withheld.
    func with(tables: [[Int]]) throws(DisclosureProblem) -> ReleaseSet {
        try ReleaseSet(
            dimensions: dimensions, tables: tables, atoms: atoms, threshold: threshold, earlier: earlier)
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

        public init(codes: [Int], value: Int?, row: Int) {
            self.codes = codes
            self.value = value
            self.row = row
        }
    }

    /// The release and file, for messages.
    public let source: String
    /// The dimensions that the table shows.
    public let dimensions: [Int]
    public let figures: [Figure]

    public init(source: String, dimensions: [Int], figures: [Figure]) {
        self.source = source
        self.dimensions = dimensions
        self.figures = figures
    }
}
