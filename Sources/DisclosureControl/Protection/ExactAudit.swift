// SPDX-License-Identifier: Apache-2.0

/// What sums alone, and sums with one person's knowledge of their own cell, give away.
///
/// Exact, up to an error of about 2^-183 in the direction of caution: a cell reported safe is
/// proven so by a solution in which it changes.
public struct ExactAudit: Sendable {
    /// Primaries that follow from published numbers by adding and subtracting.
    public let deducible: [Int]
    /// Primaries that follow for somebody alone in a cell, each with that person's cell.
    public let byInsider: [(primary: Int, insider: Int)]

    /// Tests all hidden cells of a pattern at once.
    public init(model: CellModel, hidden: [Bool], primary: [Bool], seed: UInt64 = 0x0a0d) {
        typealias F = Mersenne61
        let system = HiddenSystem(model: model, hidden: hidden)
        let space = NullSpace<F>(columns: system.variables.count, rows: system.rows)
        var generator = SeededGenerator(seed: seed)
        let values = space.randomSolutions(lanes: 3, using: &generator)
        struct Ratio: Hashable {
            let second: UInt64
            let third: UInt64
        }
        var deducible: [Int] = []
        var classes: [Ratio: [Int32]] = [:]
        for (column, variable) in system.variables.enumerated()
        where primary[Int(variable)] || model.heads[Int(variable)] == 1 {
            let first = values[column * 3]
            if first == 0 {
                if primary[Int(variable)] { deducible.append(Int(variable)) }
                continue
            }
            let scale = F.inverse(first)
            let ratio = Ratio(
                second: F.multiply(values[column * 3 + 1], scale),
                third: F.multiply(values[column * 3 + 2], scale))
            classes[ratio, default: []].append(variable)
        }
        var byInsider: [(primary: Int, insider: Int)] = []
        for members in classes.values where members.count > 1 {
            for variable in members where primary[Int(variable)] {
                if let insider = members.first(where: {
                    model.heads[Int($0)] == 1 && model.people[Int($0)] != model.people[Int(variable)]
                }) {
                    byInsider.append((Int(variable), Int(insider)))
                }
            }
        }
        self.deducible = deducible
        self.byInsider = byInsider.sorted { $0.primary < $1.primary }
    }
}
