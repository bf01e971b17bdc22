// SPDX-License-Identifier: Apache-2.0

extension Protection {
    /// Widens a primary by exchanges among cells that are hidden already, leaving `insiders` alone.
    mutating func exchange(_ target: Int, need: Int, excluding insiders: [Int], tries: Int = 150) {
        if pool.width(target, without: insiders) >= need { return }
        let hidden = hidden
        let requirement = requirement
        var low = 0
        var high = 0
        var moves: [Move] = []
        exchanges.search(target, tries: tries) {
            hidden[$0] && !insiders.contains($0) ? 0 : nil
        } accept: {
            pattern in
            let up = min(pattern.up, need)
            let down = min(pattern.down, need)
            if up > high {
                high = up
                moves.append(pattern.move(Int32(up)))
            }
            if down > low && !requirement.upwardOnly {
                low = down
                moves.append(pattern.move(Int32(-down)))
            }
            return low + high >= need
        }
        for move in moves { pool.add(move, primary: requirement.primary, target: target) }
    }

    /// Widens a primary by exchanges one upon another, each the one that hides least more for its steps.
    mutating func exchangeHiding(
        _ target: Int, need: Int, excluding insiders: [Int], tries: Int = 300, hidingMore: Bool = true,
        upwards: Bool = false, atom: [Int]? = nil
    ) {
        let before = pool.width(target, without: insiders)
        let low = insiders.isEmpty && !requirement.upwardOnly ? Int(-pool.low[target]) : 0
        var rest = need - low
        if before >= need || rest <= 0 { return }
        let hidden = hidden
        let requirement = requirement
        let occupied = model.occupied
        let mayHideZeros = settings.mayHideZeros
        var changes: [Int32: Int32] = [:]
        while rest > 0 {
            var best: (pattern: ExchangeFinder.Pattern, score: Double)?
            exchanges.search(target, tries: tries, want: hidingMore ? rest : 1, upwards: upwards, atom: atom)
            {
                variable in
                if hidden[variable] { return insiders.contains(variable) ? nil : 0 }
                if !hidingMore || requirement.published[variable] { return nil }
                if variable >= occupied && !mayHideZeros { return nil }
                if changes[Int32(variable)] != nil { return 0 }
                return 1 + Double(requirement.price[variable]) * 0.2 + (variable >= occupied ? 5 : 0)
            } accept: { pattern in
                let steps = min(pattern.up, rest)
                if steps <= 0 { return false }
                let score = (pattern.price + 0.1) / Double(steps)
                if score < best?.score ?? .infinity { best = (pattern, score) }
                return pattern.price == 0 && steps == rest
            }
            guard let found = best?.pattern else { break }
            let steps = Int32(min(found.up, rest))
            for (variable, sign) in zip(found.variables, found.signs) {
                changes[variable, default: 0] += sign * steps
                exchanges.shift[Int(variable)] += sign * steps
            }
            rest -= Int(steps)
        }
        for variable in changes.keys { exchanges.shift[Int(variable)] = 0 }
        if rest > 0 { return }
        let kept = changes.filter { $0.value != 0 }.sorted { $0.key < $1.key }
        let move = Move(variables: kept.map(\.key), changes: kept.map(\.value))
        guard finder.admits(move) else { return }
        notes["exchange hiding", default: 0] += 1
        for variable in move.variables where !self.hidden[Int(variable)] {
            self.hidden[Int(variable)] = true
            if isWithholding { withheld.insert(Int(variable)) }
            notes["added", default: 0] += 1
        }
        pool.add(move, primary: requirement.primary, target: target)
    }

    /// Proves a primary by exchanges alone, hiding what they need: quick, and dear in what it hides.
    ///
    /// Also used after the time is up, so that running out of it hides more rather than proves less.
    mutating func secureByExchange(_ target: Int) -> Bool {
        let need = need[target]
        proveByHiding(target, need: need, excluding: [])
        if pool.width(target) < need { return false }
        let insiderNeed = min(insiderNeed[target], need)
        if insiderNeed == 0 { return true }
        var tried: Set<Int> = []
        while let insider = revealing(target, insiderNeed), tried.insert(insider).inserted {
            proveByHiding(target, need: insiderNeed, excluding: [insider])
            if width(target, without: insider) < insiderNeed { return false }
        }
        if revealing(target, insiderNeed) != nil { return false }
        return settings.coalition < 2 || secureFromPairs(target)
    }

    /// Withholds everything that some people of a primary's cell stand in, up to the total: that there are more
    /// like them then contradicts nothing that is shown. False where some of it is shown already.
    mutating func withholdBranch(_ target: Int) -> Bool {
        isWithholding = true
        defer { isWithholding = false }
        let need = need[target]
        let insiderNeed = min(insiderNeed[target], need)
        let atoms = exchanges.atoms(of: target, atMost: 6)
        func withhold(_ wanted: Int, _ excluding: [Int]) {
            for atom in atoms where pool.width(target, without: excluding) < wanted {
                exchangeHiding(
                    target, need: wanted, excluding: excluding, tries: 1, upwards: true, atom: atom)
            }
        }
        withhold(need, [])
        if pool.width(target) < need { return false }
        if insiderNeed == 0 { return true }
        var tried: Set<Int> = []
        while let insider = revealing(target, insiderNeed), tried.insert(insider).inserted {
            withhold(insiderNeed, [insider])
        }
        if revealing(target, insiderNeed) != nil { return false }
        if settings.coalition < 2 { return true }
        for _ in 0..<50 {
            guard let pair = pool.revealingPair(target, insiderNeed, lone: model.heads) else { return true }
            withhold(insiderNeed, pair)
            if pool.width(target, without: pair) < insiderNeed { return false }
        }
        return false
    }

    /// Exchanges that leave `insiders` as they are, dearer and dearer, until the primary is wide enough.
    mutating func proveByHiding(_ target: Int, need: Int, excluding insiders: [Int]) {
        exchange(target, need: need, excluding: insiders, tries: 150)
        if insiders.isEmpty { exchangeHiding(target, need: need, excluding: [], tries: 150) }
        exchangeHiding(
            target, need: need, excluding: insiders, tries: insiders.isEmpty ? 500 : 600, upwards: true)
        if pool.width(target, without: insiders) >= need { return }
        for atom in exchanges.atoms(of: target, atMost: 4) {
            exchangeHiding(
                target, need: need, excluding: insiders, tries: 4000, upwards: true, atom: atom)
        }
    }

    /// Mixes two moves that change one person's cell so that it stays, and the primary still changes.
    ///
    /// Whole numbers only: a mixture in fractions always exists, and says less.
    mutating func combine(_ target: Int, need: Int, around insider: Int) {
        if width(target, without: insider) >= need { return }
        let moves = pool.movesOf[target].suffix(16).map { pool.moves[Int($0)] }
            .filter { $0.change(at: Int32(insider)) != 0 && $0.variables.count < 120 }
        for (place, one) in moves.enumerated() {
            for other in moves.dropFirst(place + 1) {
                if let mixed = mixture(one, other, target, need, insider) {
                    pool.add(mixed, primary: requirement.primary, target: target)
                    notes["combined", default: 0] += 1
                    if width(target, without: insider) >= need { return }
                }
            }
        }
    }

    private mutating func mixture(
        _ one: Move, _ other: Move, _ target: Int, _ need: Int, _ insider: Int
    ) -> Move? {
        let first = Int(one.change(at: Int32(insider)))
        let second = Int(other.change(at: Int32(insider)))
        let weight = second.signum() == first.signum() ? -abs(first) : abs(first)
        var changes: [Int32: Int] = [:]
        for (variable, change) in zip(one.variables, one.changes) {
            changes[variable] = Int(change) * abs(second)
        }
        for (variable, change) in zip(other.variables, other.changes) {
            changes[variable, default: 0] += Int(change) * weight
        }
        let kept = changes.filter { $0.value != 0 }.sorted { $0.key < $1.key }
        var common = 0
        for (_, change) in kept { common = gcd(common, abs(change)) }
        guard common > 0, let step = changes[Int32(target)], step != 0 else { return nil }
        if abs(step) / common < need || kept.contains(where: { abs($0.value / common) > 1 << 20 }) {
            return nil
        }
        let move = Move(variables: kept.map(\.key), changes: kept.map { Int32($0.value / common) })
        return finder.admits(move) ? move : nil
    }

    private func gcd(_ a: Int, _ b: Int) -> Int { b == 0 ? a : gcd(b, a % b) }
}

extension ExchangeFinder.Pattern {
    /// The pattern taken so many steps; steps below zero lower the target.
    func move(_ steps: Int32) -> Move { Move(variables: variables, changes: signs.map { $0 * steps }) }
}
