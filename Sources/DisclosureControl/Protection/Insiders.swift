// SPDX-License-Identifier: Apache-2.0

extension Protection {
    /// Finds moves that keep a primary wide for everybody who is alone in a cell, and where the policy
    /// asks it for any two of them together.
    mutating func secureFromInsiders(_ target: Int) -> Bool {
        let insiderNeed = min(insiderNeed[target], need[target])
        if insiderNeed == 0 { return true }
        for insider in allRevealing(target, insiderNeed) {
            exchange(target, need: insiderNeed, excluding: [insider])
            combine(target, need: insiderNeed, around: insider)
        }
        // First a move that leaves all of them alone, then one for each.
        for level in [Effort.near, .middle] {
            let insiders = allRevealing(target, insiderNeed)
            if insiders.count > 1 { widen(target, need: insiderNeed, excluding: insiders, effort: level) }
        }
        for insider in allRevealing(target, insiderNeed) {
            for level in Effort.allCases where width(target, without: insider) < insiderNeed {
                if ProcessorTime.spent > deadline { return false }
                widen(target, need: insiderNeed, excluding: [insider], effort: level)
            }
            if width(target, without: insider) < insiderNeed { return false }
        }
        // Moves added above may have let in somebody else.
        if revealing(target, insiderNeed) != nil && !secureAgain(target) { return false }
        return settings.coalition < 2 || secureFromPairs(target)
    }

    /// Somebody alone in their cell who could narrow this primary too far, as far as is proven.
    func revealing(_ target: Int, _ need: Int) -> Int? { allRevealing(target, need, upTo: 1).first }

    /// Everybody who could, or the first so many of them.
    private func allRevealing(_ target: Int, _ need: Int, upTo limit: Int = .max) -> [Int] {
        // Who is untouched by a move that is wide enough alone can be passed over at once.
        let wide = pool.movesOf[target].map { pool.moves[Int($0)] }
            .filter {
                let step = Int($0.change(at: Int32(target)) / $0.divisor)
                return (pool.upwardOnly ? step : abs(step)) >= need
            }
            .min { $0.variables.count < $1.variables.count }
        let suspects = wide?.variables ?? pool.movesOf[target].flatMap { pool.moves[Int($0)].variables }
        var found: [Int] = []
        var seen: Set<Int32> = []
        for variable in suspects where variable != target && model.heads[Int(variable)] == 1 {
            if seen.insert(variable).inserted, width(target, without: Int(variable)) < need {
                found.append(Int(variable))
                if found.count == limit { break }
            }
        }
        return found
    }

    /// Answers those whom later moves have let in.
    private mutating func secureAgain(_ target: Int) -> Bool {
        let need = min(insiderNeed[target], need[target])
        for _ in 0..<50 {
            guard let insider = revealing(target, need) else { return true }
            for level in Effort.allCases where width(target, without: insider) < need {
                if ProcessorTime.spent > deadline { return false }
                widen(target, need: need, excluding: [insider], effort: level)
            }
            if width(target, without: insider) < need { return false }
        }
        return false
    }

    /// Finds moves that keep a primary wide for any two people who put together what they know.
    mutating func secureFromPairs(_ target: Int) -> Bool {
        let need = min(insiderNeed[target], need[target])
        if need == 0 { return true }
        for _ in 0..<200 {
            guard let pair = pool.revealingPair(target, need, lone: model.heads) else { return true }
            exchange(target, need: need, excluding: pair)
            for level in Effort.allCases where pool.width(target, without: pair) < need {
                if ProcessorTime.spent > deadline { break }
                widen(target, need: need, excluding: pair, effort: level)
            }
            if pool.width(target, without: pair) < need { proveByHiding(target, need: need, excluding: pair) }
            if pool.width(target, without: pair) < need { return false }
        }
        return false
    }
}

extension WitnessPool {
    /// Two people alone in their cells who could together narrow a primary too far, as far as is proven.
    func revealingPair(_ target: Int, _ need: Int, lone heads: [Int]) -> [Int]? {
        func suspects(without known: [Int]) -> [Int] {
            let left = movesOf[target].map { moves[Int($0)] }.filter { move in
                known.allSatisfy { move.change(at: Int32($0)) == 0 }
            }
            func reach(_ move: Move) -> Int {
                let step = Int(move.change(at: Int32(target)) / move.divisor)
                return upwardOnly ? max(0, step) : abs(step)
            }
            // Whoever does not touch a move that is wide enough alone can be passed over.
            let wide = left.filter { reach($0) >= need }.min { $0.variables.count < $1.variables.count }
            let all = wide?.variables ?? left.flatMap(\.variables)
            return Set(all).filter { Int($0) != target && heads[Int($0)] == 1 }.map(Int.init).sorted()
        }
        for one in suspects(without: []) {
            for other in suspects(without: [one]) where width(target, without: [one, other]) < need {
                return [one, other]
            }
        }
        return nil
    }
}
