// SPDX-License-Identifier: Apache-2.0

/// Means, medians and percentages of what is published: each only where its base is shown and large enough.
///
/// A mean follows from a sum and a count that are both shown, and a percentage from two counts that
/// are, so neither adds anything; a median is shown only where the sum and the count of the same
/// people are, on the policy's minimum base.
public enum DerivedTable {
    /// The mean of amounts in every cell of the tables that counts and sums have in common.
    public static func means(
        people: ProtectedRelease, amounts: ProtectedRelease
    ) throws(DisclosureProblem) -> [ProtectedTable] {
        try paired(people, amounts, { .mean($0) }) { sum, base, _ in (2 * sum + base) / (2 * base) }
    }

    /// The median of amounts likewise; between two middle amounts, half way, rounded up.
    public static func medians(
        people: ProtectedRelease, amounts: ProtectedRelease
    ) throws(DisclosureProblem) -> [ProtectedTable] {
        let model = amounts.outcome.model
        return try paired(people, amounts, { .median($0) }) { _, base, codes in
            let under = zip(model.release.dimensions, codes).map { Set($0.leavesUnder[$1]) }
            let all = model.release.atoms.filter { zip(under, $0.codes).allSatisfy { $0.contains($1) } }
                .flatMap(\.amounts).sorted()
            guard all.count == base else { return nil }
            return (all[(base - 1) / 2] + all[base / 2] + 1) / 2
        }
    }

    /// The share of each cell in the total of one dimension, in whole per cent.
    public static func percentages(of dimension: String, in people: ProtectedRelease) -> [ProtectedTable] {
        people.tables.compactMap { table in
            guard let axis = table.dimensions.firstIndex(of: dimension), table.figure == .people,
                let total = people.outcome.model.release.dimensions.first(where: { $0.name == dimension })?
                    .codes.first
            else { return nil }
            var shown: [[String]: Int] = [:]
            for cell in table.cells { shown[cell.codes] = cell.value }
            let cells = table.cells.map { cell -> ProtectedTable.Cell in
                var codes = cell.codes
                codes[axis] = total
                guard let part = cell.value, let base = shown[codes],
                    BaseRule.allows(base: base, under: people.policy)
                else { return hidden(cell.codes) }
                return ProtectedTable.Cell(
                    codes: cell.codes, value: (200 * part + base) / (2 * base), withheld: nil)
            }
            return ProtectedTable(
                dimensions: table.dimensions, cells: cells, policy: table.policy,
                figure: .percentage(of: dimension))
        }
    }

    private static func hidden(_ codes: [String]) -> ProtectedTable.Cell {
        ProtectedTable.Cell(codes: codes, value: nil, withheld: .smallCount)
    }

    private static func paired(
        _ people: ProtectedRelease, _ amounts: ProtectedRelease,
        _ figure: (String) -> ProtectedTable.Figure, _ work: (Int, Int, [Int]) -> Int?
    ) throws(DisclosureProblem) -> [ProtectedTable] {
        guard case .amounts(let name) = amounts.outcome.model.release.measure else {
            throw DisclosureProblem("means and medians need sums of amounts")
        }
        guard people.policy.name == amounts.policy.name else {
            throw DisclosureProblem("the counts and the sums were protected under different policies")
        }
        let dimensions = amounts.outcome.model.release.dimensions
        return amounts.tables.compactMap { table in
            guard let counts = people.tables.first(where: { $0.dimensions == table.dimensions }) else {
                return nil
            }
            let places = table.dimensions.map { name in dimensions.firstIndex { $0.name == name } ?? 0 }
            var bases: [[String]: Int] = [:]
            for cell in counts.cells { bases[cell.codes] = cell.value }
            let cells = table.cells.map { cell -> ProtectedTable.Cell in
                var codes = [Int](repeating: 0, count: dimensions.count)
                for (place, code) in zip(places, cell.codes) {
                    codes[place] = dimensions[place].position(of: code) ?? 0
                }
                guard let sum = cell.value, let base = bases[cell.codes],
                    BaseRule.allows(base: base, under: people.policy), let value = work(sum, base, codes)
                else { return hidden(cell.codes) }
                return ProtectedTable.Cell(codes: cell.codes, value: value, withheld: nil)
            }
            return ProtectedTable(
                dimensions: table.dimensions, cells: cells, policy: people.policy, figure: figure(name))
        }
    }
}
