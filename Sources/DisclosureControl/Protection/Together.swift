// SPDX-License-Identifier: Apache-2.0

extension Protection {
    /// Proves most primaries with few programmes, each pushing all cells of a neighbourhood at once.
    ///
    /// Every pass cuts the hidden cells into neighbourhoods around the primaries still open, so that
    /// a primary at the edge of one stands in the middle of another.
    mutating func widenTogether(_ primaries: [Int], size: Int = 1500, passes: Int = 3) {
        let hidden = hidden
        for pass in 0..<passes {
            var open = [Bool](repeating: false, count: model.count)
            let left = primaries.filter { isOpen($0) }
            if left.count < 4 { return }
            for variable in left { open[variable] = true }
            var taken = [Bool](repeating: false, count: model.count)
            for start in left where open[start] && !taken[start] {
                if ProcessorTime.spent > deadline { return }
                let limit = pass == 0 ? size : size / 3
                let cluster = finder.cluster(from: start, limit: limit) { hidden[$0] && !taken[$0] }
                for variable in cluster { taken[Int(variable)] = true }
                for round in 0..<(pass == 0 ? 4 : 8) {
                    let rest = cluster.count { open[Int($0)] }
                    if rest == 0 || (rest < 3 && round > 1) { break }
                    push(cluster, open: open, round: pass * 8 + round, pass: pass)
                    for variable in cluster where open[Int(variable)] {
                        open[Int(variable)] = isOpen(Int(variable))
                    }
                }
            }
        }
    }

    /// Whether the moves found so far leave a primary unproven.
    func isOpen(_ target: Int) -> Bool {
        if pool.width(target) < need[target] { return true }
        return insiderNeed[target] > 0
            && revealing(target, insiderNeed[target]) != nil
    }

    private mutating func push(_ cluster: [Int32], open: [Bool], round: Int, pass: Int) {
        let values = model.values
        let heads = model.heads
        let pool = pool
        notes["lp together", default: 0] += 1
        let search = MoveFinder.Search(
            target: -1, up: true, amount: settings.need, limit: 0, allowed: { _ in true },
            price: { heads[$0] == 1 && !open[$0] ? 0.1 : 0.004 },
            reward: { variable in
                guard open[variable] else { return 0 }
                // Each round pushes some of the cells, so that the moves come apart into small ones.
                let mixed = (variable &* 2_654_435_761 &+ round &* 0x9e37_79b9) >> 7
                if pass > 0 && mixed >> 12 & 3 != 0 { return 0 }
                let weight = 1 + Double(mixed & 255) / 256
                let up =
                    pool.high[variable] == pool.low[variable]
                    ? mixed >> 9 & 1 == 0 : -pool.low[variable] > pool.high[variable] || values[variable] < 3
                return up ? weight : -weight
            })
        for move in finder.findTogether(search, near: cluster) {
            self.pool.add(move, primary: requirement.primary)
        }
    }
}
