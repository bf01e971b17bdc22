// SPDX-License-Identifier: Apache-2.0
import EqualityDuty

/// Which combinations of a file are counts of people, and which are sums of others.
struct CombinationPlan {
    /// A sum in the file and the counts that make it up.
    struct Sum {
        let combination: Int
        let parts: [Int]
    }

    /// The codes of each column of the table that is made, one a dimension.
    let codes: [[String]]
    /// For each column the combinations of the file that are counted there; several where labels mean the same.
    let sources: [[Int]]
    /// Combinations that are nowhere in the file, in words.
    let lacking: [String]
    let sums: [Sum]

    /// More columns than any table for people to read has.
    static let most = 50_000

    init?(_ counts: GatheredCounts, _ dimensions: [ReadDimension]) {
        let leaves = dimensions.map { dimension in
            dimension.leaves().map { (label: $0, code: Self.code(dimension, $0)) }
        }
        var size = 1
        for list in leaves { size = size * list.count > Self.most ? Self.most + 1 : size * list.count }
        guard size > 0, size <= Self.most else { return nil }
        var numbers: [[Int]: Int] = [:]
        for (place, labels) in counts.combinations.enumerated() { numbers[labels] = place }
        let ordered = zip(dimensions, leaves).map { dimension, leaves in
            var order: [String: Int] = [:]
            for (place, category) in dimension.scheme.categories.enumerated() { order[category.code] = place }
            return leaves.sorted { (order[$0.code] ?? 0, $0.label) < (order[$1.code] ?? 0, $1.label) }
        }
        var codes: [[String]] = []
        var sources: [[Int]] = []
        var places: [[String]: Int] = [:]
        var lacking: [String] = []
        for labels in Self.product(ordered.map { $0.map(\.label) }) {
            let own = zip(dimensions, labels).map { Self.code($0, $1) }
            guard let number = numbers[labels] else {
                lacking.append(
                    zip(counts.dimensions, labels).map { "\u{201C}\($0.labels[$1])\u{201D}" }.joined(
                        separator: " with "))
                if places[own] == nil {
                    places[own] = codes.count
                    codes.append(own)
                    sources.append([])
                }
                continue
            }
            if let known = places[own] {
                sources[known].append(number)
            } else {
                places[own] = codes.count
                codes.append(own)
                sources.append([number])
            }
        }
        self.codes = codes
        self.sources = sources
        self.lacking = lacking
        sums = Self.sums(counts, dimensions, numbers)
    }

    private static func code(_ dimension: ReadDimension, _ label: Int) -> String {
        if case .code(let code) = dimension.meanings[label] { return code }
        return ""
    }

    private static func sums(
        _ counts: GatheredCounts, _ dimensions: [ReadDimension], _ numbers: [[Int]: Int]
    ) -> [Sum] {
        let parts = dimensions.map { dimension in dimension.meanings.indices.map { dimension.parts(of: $0) } }
        let leaves = dimensions.map { $0.leaves() }
        let isLeaf = zip(dimensions, leaves).map { dimension, list in
            dimension.meanings.indices.map { list.contains($0) }
        }
        return counts.combinations.enumerated().compactMap { place, labels in
            var lists: [[Int]] = []
            var isSum = false
            for (at, label) in labels.enumerated() {
                if label < 0 {
                    lists.append(leaves[at])
                    isSum = true
                } else if isLeaf[at][label] {
                    lists.append([label])
                } else {
                    guard !parts[at][label].isEmpty else { return nil }
                    lists.append(parts[at][label])
                    isSum = true
                }
            }
            guard isSum else { return nil }
            let found = product(lists).map { numbers[$0] }
            let known = found.compactMap { $0 }
            return known.count == found.count && !known.isEmpty ? Sum(combination: place, parts: known) : nil
        }
    }

    /// All ways to take one of each list, the last list running fastest.
    static func product(_ lists: [[Int]]) -> [[Int]] {
        lists.reduce([[]]) { rows, list in rows.flatMap { row in list.map { row + [$0] } } }
    }
}
