// SPDX-License-Identifier: Apache-2.0

extension Protection {
    /// The steps of arithmetic to spend on looking for a cheaper pattern: small releases are tried often.
    private static let tryingWork = 180_000_000

    /// The pattern of hidden cells that greedy publishing finds cheapest.
    ///
    /// After the first walk through all cells, some that were published are hidden again, at random, and the
    /// walk is taken once more in another order; what hides fewer cells is kept. How often is counted in steps
    /// of arithmetic and not in time, so that it is the same on every machine; very small releases, in which
    /// there is little to choose, are tried once.
    mutating func choosePattern() {
        var first = greedy(from: nil)
        first.run(order: order(try: 0))
        hidden = first.hidden
        var cost = cells(in: first.hidden)
        var spent = 0
        for round in 1..<max(1, min(31, model.cells / 30 - 1)) where first.work + spent < Self.tryingWork {
            var trial = hidden
            for variable in 0..<model.occupied where !requirement.published[variable] {
                if Self.isDrawn(model.word(of: variable), round) { trial[variable] = true }
            }
            var next = greedy(from: trial)
            next.run(order: order(try: round).filter { trial[Int($0)] })
            spent += next.work
            let price = cells(in: next.hidden)
            if price <= cost {
                if price < cost { notes["cheaper patterns", default: 0] += 1 }
                (hidden, cost) = (next.hidden, price)
            }
            notes["patterns tried"] = round
        }
        notes["greedy work, millions"] = (first.work + spent) / 1_000_000
        for variable in 0..<model.count where requirement.locked[variable] { hidden[variable] = true }
    }

    private func greedy(from start: [Bool]?) -> GreedySuppression {
        GreedySuppression(
            model: model, primary: requirement.primary, published: requirement.published, hidden: start,
            seed: settings.seed, locked: requirement.locked,
            readers: requirement.readers.map { (requirement.needs(of: $0).need, $0.floor) },
            upwardOnly: requirement.upwardOnly)
    }

    /// How many cells of the tables a pattern hides.
    private func cells(in pattern: [Bool]) -> Int {
        (0..<model.count).reduce(0) { $0 + (pattern[$1] ? Int(model.cellCount[$1]) : 0) }
    }

    /// The cells in the order in which they would best be published; among like ones the seed decides.
    private func order(try round: Int) -> [Int32] {
        (0..<Int32(model.occupied)).filter { !requirement.primary[Int($0)] && !requirement.locked[Int($0)] }
            .map { variable in
                let home = Int(variable)
                var mixed = SeededGenerator(seed: model.word(of: home) &+ UInt64(round))
                return (
                    variable, Self.rank(model.values[home] * requirement.price[home], round == 0 ? 8 : 1),
                    mixed.next()
                )
            }
            .sorted { ($0.1, $0.2) > ($1.1, $1.2) }
            .map(\.0)
    }

    /// Prices that are alike, to within one part in `parts`, have one rank.
    private static func rank(_ price: Int, _ parts: Int) -> Int {
        var (rest, size) = (price, 0)
        while rest >= 2 * parts { (rest, size) = (rest / 2, size + parts) }
        return size + rest
    }

    /// Whether a published cell is hidden again in a round: about one in four.
    private static func isDrawn(_ word: UInt64, _ round: Int) -> Bool {
        var mixed = SeededGenerator(seed: word ^ UInt64(round) &* 0x9e37_79b9)
        return mixed.next() >> 62 == 0
    }
}
