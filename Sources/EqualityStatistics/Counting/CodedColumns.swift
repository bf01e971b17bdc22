// SPDX-License-Identifier: Apache-2.0

/// A table of people by characteristics: columns of codes in chunks, as they came in.
public struct CodedColumns: Sendable {
    /// The pieces, in the order in which they were given.
    public let chunks: [CodedChunk]
    /// Names in order; of each the greatest number of categories that a chunk has, because dictionaries grow.
    public let columns: [ColumnName]
    /// The records of all chunks.
    public let records: Int

    /// Chunks with the same columns in the same order. Throws `unusableColumns` for none, `differentColumns`
    /// where they differ, and `tooManyRecords` above 4,294,967,295.
    public init(_ chunks: [CodedChunk]) throws(CountingProblem) {
        guard let first = chunks.first else { throw .unusableColumns("there is no chunk") }
        var columns = first.columns
        var records = 0
        for chunk in chunks {
            guard chunk.columns.map(\.name) == columns.map(\.name) else { throw .differentColumns }
            records += chunk.records
            if records > Int(UInt32.max) { throw .tooManyRecords }
            for (index, column) in chunk.columns.enumerated() {
                columns[index] = ColumnName(
                    column.name, categories: max(column.categories, columns[index].categories))
            }
        }
        self.chunks = chunks
        self.columns = columns
        self.records = records
    }

    /// The position of the column of that name; nil where there is none.
    public func position(of name: String) -> Int? { columns.firstIndex { $0.name == name } }
}

/// A declared hierarchy over the codes of one column, such as nineteen ethnic groups in five: groups that lie
/// within each other or apart.
public struct CodeHierarchy: Hashable, Sendable, Codable {
    /// A group of codes that somebody has a word for.
    public struct Group: Hashable, Sendable, Codable {
        /// The word for it.
        public let name: String
        /// The codes that belong to it.
        public let codes: Set<Int>

        /// A word for a set of codes.
        public init(_ name: String, codes: Set<Int>) {
            self.name = name
            self.codes = codes
        }
    }

    /// The groups as declared; single codes need no group of their own.
    public let groups: [Group]
    /// How many categories the column has.
    public let categories: Int

    /// Throws `notAHierarchy` for groups that cross, are empty, have one name or have codes that the column
    /// does not.
    public init(_ groups: [Group], categories: Int) throws(CountingProblem) {
        for (index, group) in groups.enumerated() {
            guard !group.codes.isEmpty, group.codes.allSatisfy({ (0..<categories).contains($0) }) else {
                throw .notAHierarchy("\(group.name) has no codes, or codes that the column does not have")
            }
            for other in groups[..<index] {
                if other.name == group.name { throw .notAHierarchy("two groups are called \(group.name)") }
                let apart = group.codes.isDisjoint(with: other.codes)
                if !apart, !group.codes.isSubset(of: other.codes), !other.codes.isSubset(of: group.codes) {
                    throw .notAHierarchy("\(group.name) and \(other.name) overlap")
                }
            }
        }
        self.groups = groups
        self.categories = categories
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        try self.init(
            try container.decode([Group].self, forKey: .groups),
            categories: try container.decode(Int.self, forKey: .categories))
    }

    private enum CodingKeys: String, CodingKey { case groups, categories }

    /// The group of that name; nil where none is declared.
    public func group(_ name: String) -> Group? { groups.first { $0.name == name } }
}

/// Which records are counted: those with one code of a column, or with any code of a declared group.
///
/// Sets put together freely are not to be had: by subtracting one count from another they would single people
/// out.
public struct CodeFilter: Hashable, Sendable {
    /// The position of the column in its table.
    public let column: Int
    /// The codes that belong to it.
    public let codes: Set<Int>

    /// Records with exactly this code.
    public init(column: Int, code: Int) {
        self.column = column
        codes = [code]
    }

    /// Records in a declared group; nil where the hierarchy has none of that name.
    public init?(column: Int, in hierarchy: CodeHierarchy, group name: String) {
        guard let group = hierarchy.group(name) else { return nil }
        self.column = column
        codes = group.codes
    }
}
