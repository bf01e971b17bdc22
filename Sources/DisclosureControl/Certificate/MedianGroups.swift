// SPDX-License-Identifier: Apache-2.0

/// By how many people the groups behind two medians differ, as far as published numbers say.
///
/// Somebody who has the medians of two groups that differ by few people can bracket what those few have.
struct MedianGroups {
    /// For each dimension its total, and for each code the finest codes that it holds.
    let totals: [String: String]
    let finest: [String: [String: Set<String>]]
    /// The published counts, by the codes that are not at the total.
    let counts: [[String: String]: Int]

    /// The fewest people by which two groups differ; `nil` where they are known to be the same.
    func difference(
        _ one: (codes: [String: String], base: Int), _ other: (codes: [String: String], base: Int)
    ) -> Int? {
        let least = abs(one.base - other.base)
        if one.codes == other.codes { return least == 0 ? nil : least }
        var common: [String: String] = [:]
        var isNested = true
        for (name, total) in totals {
            let codes = (one.codes[name] ?? total, other.codes[name] ?? total)
            guard let first = finest[name]?[codes.0], let second = finest[name]?[codes.1] else { return 0 }
            if first.isDisjoint(with: second) { return one.base + other.base }
            let finer = first.isSubset(of: second) ? codes.0 : second.isSubset(of: first) ? codes.1 : nil
            guard let finer else {
                isNested = false
                continue
            }
            if finer != total { common[name] = finer }
        }
        if !isNested { return least }
        if common == one.codes || common == other.codes { return least == 0 ? nil : least }
        guard let both = counts[common] else { return least }
        return max(0, one.base + other.base - 2 * both)
    }
}
