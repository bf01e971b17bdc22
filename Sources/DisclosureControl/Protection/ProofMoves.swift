// SPDX-License-Identifier: Apache-2.0

extension Protection {
    /// The moves that prove each primary to every reader, chosen so that together they use few hidden cells.
    mutating func proofs(_ primaries: [Int]) -> [Int: [Int32]] {
        var used = requirement.primary
        var proof: [Int: [Int32]] = [:]
        let order = primaries.sorted { (pool.movesOf[$0].count, $0) < (pool.movesOf[$1].count, $1) }
        for reader in requirement.readers {
            face(reader)
            for target in order {
                let chosen = proofMoves(target, used, proof[target] ?? [])
                for index in chosen {
                    for variable in pool.moves[Int(index)].variables { used[Int(variable)] = true }
                }
                proof[target] = chosen
            }
        }
        return proof
    }

    /// Publishes hidden cells that no proof uses: every proof stays as it is. The number of them.
    mutating func publishUnused(_ proof: [Int: [Int32]]) -> Int {
        var used = [Bool](repeating: false, count: model.count)
        for index in proof.values.joined() {
            for variable in pool.moves[Int(index)].variables { used[Int(variable)] = true }
        }
        var spare = 0
        for variable in 0..<model.count
        where hidden[variable] && !used[variable] && !requirement.primary[variable]
            && !requirement.locked[variable]
        {
            hidden[variable] = false
            spare += 1
        }
        return spare
    }

    /// A few moves that prove a primary: the widest, then those that answer each insider.
    private func proofMoves(_ target: Int, _ used: [Bool], _ already: [Int32]) -> [Int32] {
        let all = pool.movesOf[target].map { index in
            (index, Int(pool.moves[Int(index)].change(at: Int32(target)) / pool.moves[Int(index)].divisor))
        }
        func size(_ index: Int32) -> Int {
            let variables = pool.moves[Int(index)].variables
            return variables.count + 20 * variables.count { !used[Int($0)] }
        }
        var chosen = already
        let oneSided = pool.upwardOnly
        func width(_ list: [(Int32, Int)]) -> Int {
            max(0, list.map(\.1).max() ?? 0) - (oneSided ? 0 : min(0, list.map(\.1).min() ?? 0))
        }
        func choose(from offered: [(Int32, Int)], need: Int) {
            let known = offered.filter { chosen.contains($0.0) }
            if width(known) >= need { return }
            // One more may make those chosen already wide enough.
            let further = offered.filter { !known.isEmpty && width(known + [$0]) >= need }.min {
                (size($0.0), $0.0) < (size($1.0), $1.0)
            }
            if let further {
                chosen.append(further.0)
                return
            }
            // One move may do; the smallest that does is the easiest to check.
            let single = offered.filter { (oneSided ? $0.1 : abs($0.1)) >= need }.min {
                (size($0.0), $0.0) < (size($1.0), $1.0)
            }
            if let single {
                chosen.append(single.0)
                return
            }
            if oneSided { return }
            // Otherwise the cheapest pair that together is wide enough, up and down.
            let ups = offered.filter { $0.1 > 0 }
            let downs = offered.filter { $0.1 < 0 }
            var best: (cost: Int, up: Int32, down: Int32)?
            for up in ups {
                for down in downs where up.1 - down.1 >= need {
                    let cost = size(up.0) + size(down.0)
                    if cost < best?.cost ?? .max { best = (cost, up.0, down.0) }
                }
            }
            if let best { chosen += [best.up, best.down] }
        }
        choose(from: all, need: self.need[target])
        let need = insiderNeed[target]
        /// Makes sure that these people together leave the primary wide enough.
        func answer(_ known: [Int32]) {
            let apart = all.filter { offer in
                known.allSatisfy { pool.moves[Int(offer.0)].change(at: $0) == 0 }
            }
            if width(apart.filter { chosen.contains($0.0) }) < need { choose(from: apart, need: need) }
        }
        func lone(_ move: Int32) -> [Int32] {
            pool.moves[Int(move)].variables.filter { Int($0) != target && model.heads[Int($0)] == 1 }
        }
        var next = 0
        while need > 0 && next < chosen.count {
            for one in lone(chosen[next]) { answer([one]) }
            next += 1
        }
        next = 0
        var done: Set<[Int32]> = []
        while need > 0 && settings.coalition > 1 && next < chosen.count {
            var people: Set<Int32> = []
            for index in chosen[...next] { people.formUnion(lone(index)) }
            for one in lone(chosen[next]) {
                for other in people.sorted() where other != one {
                    if done.insert([min(one, other), max(one, other)]).inserted { answer([one, other]) }
                }
            }
            next += 1
        }
        var seen: Set<Int32> = []
        return chosen.filter { seen.insert($0).inserted }
    }
}
