// SPDX-License-Identifier: Apache-2.0
import EqualityStatistics

/// How finely a column is told: so that a few small groups do not take the numbers of many others with them.
public struct InformationLevel: Hashable, Sendable {
    /// Whether the parts of groups are told, or the main groups alone.
    public let tellsParts: Bool
    /// Whether each answer that is none stands apart, or all of them as one.
    public let tellsNonAnswersApart: Bool

    /// Everything, as the column has it.
    public static let finest = InformationLevel(tellsParts: true, tellsNonAnswersApart: true)

    /// A level.
    public init(tellsParts: Bool, tellsNonAnswersApart: Bool) {
        self.tellsParts = tellsParts
        self.tellsNonAnswersApart = tellsNonAnswersApart
    }

    /// The level at which the counts of a column can be told: parts where at most one in five of those with anybody is
    /// small, and answers that are none apart where each of them is nobody or far from small.
    ///
    /// The choice is made from the records that are published first of a period, so that later versions of them are told
    /// alike. It says of small groups that there are some, as hiding them one by one would.
    init(of column: DataColumn, counts: [Int], threshold: Int) {
        let told = zip(column.entries, counts).filter { $0.1 > 0 }
        let groups = told.filter { $0.0.kind == .category }
        let small = groups.count { $0.1 < threshold }
        tellsParts = 5 * small <= groups.count
        tellsNonAnswersApart = told.allSatisfy { $0.0.kind == .category || $0.1 >= 5 * threshold }
    }

    /// The words that stand beside a table told at this level; `nil` where nothing was added up.
    func words(of dimension: InformationDimension) -> String? {
        var words: [String] = []
        if !tellsParts, dimension.hasParts {
            words.append("parts of groups are added up to the main groups")
        }
        if !tellsNonAnswersApart { words.append("all who gave no usable answer are told as one") }
        return words.isEmpty
            ? nil
            : "So that fewer numbers have to be withheld, by \(dimension.name) \(words.joined(separator: ", and "))."
    }
}

extension InformationMaker {
    /// The levels at which the columns of a plan can be told.
    static func levels(
        _ plan: InformationPlan, _ records: Records, threshold: Int
    ) throws -> [InformationLevel] {
        let all = records.columns.filter { $0.part == plan.part }
        let table = try CodedColumns(records.chunks.map { try CodedChunk(HeldBytes($0)) })
        return try plan.columns.map { column in
            guard let at = all.firstIndex(where: { $0.name == column.name && $0.scheme == column.scheme })
            else { return .finest }
            var counts = [Int](repeating: 0, count: all[at].entries.count)
            try table.crossTabulation(over: [at]).forEachCell { codes, count in counts[codes[0]] += count }
            return InformationLevel(of: all[at], counts: counts, threshold: threshold)
        }
    }
}
