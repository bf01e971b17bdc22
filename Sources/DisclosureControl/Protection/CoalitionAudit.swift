// SPDX-License-Identifier: Apache-2.0

/// What two people, each alone in a cell, could work out by putting together what they know.
///
/// Exact as `ExactAudit` is: random solutions modulo 2^61 - 1. With one person's cell known, the
/// solutions that leave it as it is are those that count; in them the other person's cell and a
/// primary that it gives away stay in one proportion.
public struct CoalitionAudit: Sendable {
    /// Primaries that two people could fix, with those people's cells.
    public let byPair: [(primary: Int, one: Int, other: Int)]

    public init(model: CellModel, hidden: [Bool], primary: [Bool], seed: UInt64 = 0x0a0e) {
        typealias F = Mersenne61
        let lanes = 5
        let system = HiddenSystem(model: model, hidden: hidden)
        let space = NullSpace<F>(columns: system.variables.count, rows: system.rows)
        var generator = SeededGenerator(seed: seed)
        let values = space.randomSolutions(lanes: lanes, using: &generator)
        let columns = system.variables.indices.filter {
            let variable = Int(system.variables[$0])
            return primary[variable] || model.heads[variable] == 1
        }
        var found: [(primary: Int, one: Int, other: Int)] = []
        var given: Set<Int> = []
        for lone in columns where model.heads[Int(system.variables[lone])] == 1 {
            guard let lead = (0..<lanes).first(where: { values[lone * lanes + $0] != 0 }) else { continue }
            let scale = F.inverse(values[lone * lanes + lead])
            let ratios = (0..<lanes).map { F.multiply(values[lone * lanes + $0], scale) }
            var classes: [[UInt64]: [Int]] = [:]
            for column in columns where column != lone {
                let own = values[column * lanes + lead]
                var rest: [UInt64] = []
                for lane in 0..<lanes where lane != lead {
                    rest.append(
                        F.subtract(values[column * lanes + lane], F.multiply(own, ratios[lane])))
                }
                // All zero: the one person alone fixes it, which `ExactAudit` says.
                guard let first = rest.first(where: { $0 != 0 }) else { continue }
                let inverse = F.inverse(first)
                classes[rest.map { F.multiply($0, inverse) }, default: []].append(column)
            }
            let one = Int(system.variables[lone])
            for members in classes.values where members.count > 1 {
                for column in members {
                    let target = Int(system.variables[column])
                    if !primary[target] || given.contains(target) { continue }
                    let other = members.first { member in
                        let variable = Int(system.variables[member])
                        return member != column && model.heads[variable] == 1
                            && model.people[variable] != model.people[target]
                    }
                    if let other, model.people[one] != model.people[target] {
                        given.insert(target)
                        found.append((target, one, Int(system.variables[other])))
                    }
                }
            }
        }
        byPair = found.sorted { $0.primary < $1.primary }
    }
}
