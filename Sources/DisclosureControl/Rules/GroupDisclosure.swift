// SPDX-License-Identifier: Apache-2.0

/// A row of two or more people who are all in one column: showing it tells something of each of them.
public struct GroupDisclosure: Sendable {
    /// The row and its only column that has anybody, as cells.
    public let row: Int32
    public let column: Int32
    /// The empty cells beside that column.
    public let zeros: [Int32]

    /// Every such row of the release's own tables.
    public static func all(in model: CellModel) -> [GroupDisclosure] {
        var found: [GroupDisclosure] = []
        var seen: Set<[Int32]> = []
        for (table, cells) in zip(model.release.tables, model.tableCells) {
            let sizes = table.map { model.release.dimensions[$0].codes.count }
            for (axis, dimension) in table.enumerated() {
                let inner = sizes[(axis + 1)...].reduce(1, *)
                let outer = cells.count / (inner * sizes[axis])
                for group in model.release.dimensions[dimension].groups where group.children.count > 1 {
                    for start in 0..<outer * inner {
                        let base = start / inner * inner * sizes[axis] + start % inner
                        let row = cells[base + group.parent * inner]
                        if model.values[Int(model.variableOf[Int(row)])] < 2 { continue }
                        let columns = group.children.map { cells[base + $0 * inner] }
                        let taken = columns.filter { model.values[Int(model.variableOf[Int($0)])] > 0 }
                        if taken.count == 1, seen.insert([row, taken[0]]).inserted {
                            found.append(
                                GroupDisclosure(
                                    row: row, column: taken[0], zeros: columns.filter { $0 != taken[0] }))
                        }
                    }
                }
            }
        }
        return found
    }

    /// The row and the column in words.
    public func words(in model: CellModel) -> String {
        let release = model.release
        return "everybody in [\(release.words(for: model.codes(ofCell: Int(row))))] is in "
            + "[\(release.words(for: model.codes(ofCell: Int(column))))]"
    }
}

extension Requirement {
    /// Takes up what the policy says on empty cells.
    mutating func applyZeros(_ policy: DisclosurePolicy, model: CellModel) {
        if policy.zeros == .publish { return }
        let weight = columnWeights(model)
        for group in GroupDisclosure.all(in: model) {
            let free = group.zeros.map { (cell: $0, variable: Int(model.variableOf[Int($0)])) }
                .filter { !published[$0.variable] }
            if free.contains(where: { primary[$0.variable] }) { continue }
            // The zero that most people might be in is the one least sure to be a zero.
            guard
                let best = free.max(by: { (weight[Int($0.cell)], $1.cell) < (weight[Int($1.cell)], $0.cell) })
            else { continue }
            primary[best.variable] = true
            need[best.variable] = policy.need
            insiderNeed[best.variable] = policy.insiderNeed
        }
        if policy.zeros == .hide {
            for variable in model.occupied..<model.count where !published[variable] {
                locked[variable] = true
            }
        }
    }

    /// For each cell, how many people its finest categories hold taken one by one.
    private func columnWeights(_ model: CellModel) -> [Int] {
        var sums = model.release.dimensions.map { [Int](repeating: 0, count: $0.codes.count) }
        for atom in model.release.atoms {
            for (dimension, code) in atom.codes.enumerated() { sums[dimension][code] += atom.count }
        }
        return (0..<model.cells).map { cell in
            zip(sums, model.codes(ofCell: cell)).reduce(0) { $1.1 == 0 ? $0 : $0 + $1.0[$1.1] }
        }
    }
}
