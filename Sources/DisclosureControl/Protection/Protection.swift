// SPDX-License-Identifier: Apache-2.0

/// Works out which cells to hide so that no primary can be worked out, and proves it.
public struct Protection: Sendable {
    /// How protection is to be carried out.
    public struct Settings: Sendable {
        /// The width of the attacker's interval.
        public var need = 5
        /// The width left to somebody who knows their own cell.
        public var insiderNeed = 1
        /// How many people alone in their cells may put what they know together.
        public var coalition = 1
        /// Whether an empty cell may be hidden where nothing else helps: not where the policy shows zeros, so
        /// that what everybody may conclude from it stays true.
        public var mayHideZeros = true
        /// Decides among like cells; keep it secret.
        public var seed: UInt64 = .random(in: .min ... .max)
        /// The most processor time to spend, after which whatever is unproven is withheld, branch by branch.
        /// For the last third of it no programmes are solved: what is left is proven by exchanges, which
        /// hide more.
        public var budget: Duration = .seconds(600)

        public init() {}
    }

    /// The hidden cells with their proof.
    public struct Outcome: Sendable {
        public let model: CellModel
        public let requirement: Requirement
        public internal(set) var hidden: [Bool]
        /// Primaries that could not be shown safe; none of the tables that show them may be published.
        public internal(set) var unproven: [Int]
        /// Cells hidden because the time ran out: with them whole branches, up to the total, are withheld.
        public internal(set) var withheld: Set<Int> = []
        /// What is shown for each cell where numbers are rounded or noisy; `nil` where they are true.
        public internal(set) var shown: [Int]?
        /// When, by the processor's clock, the search had to end.
        var end: Duration = .zero
        var pool: WitnessPool
        /// For each primary, the moves that prove its width and its safety from insiders.
        var proof: [Int: [Int32]]
        public internal(set) var notes: [String: Int] = [:]
        public internal(set) var seconds: [(String, Double)] = []
    }

    let model: CellModel
    let requirement: Requirement
    let settings: Settings
    var hidden: [Bool]
    var pool: WitnessPool
    var finder: MoveFinder
    var exchanges: ExchangeFinder
    /// What sums leave each cell before more is hidden.
    private var bounds: (hidden: Int, ends: Bounds)?
    var notes: [String: Int] = [:]
    /// Against whom proofs are sought now, and what they are asked to leave that reader.
    private(set) var reader = Reader.plain
    private(set) var need: [Int]
    /// Cells withheld with a branch, and whether what is hidden now counts as that.
    var withheld: Set<Int> = []
    var isWithholding = false
    private(set) var insiderNeed: [Int]
    let deadline: Duration
    /// When exchanges, too, must end.
    let end: Duration

    init(model: CellModel, requirement: Requirement, settings: Settings, solver: any MoveSolver) {
        self.model = model
        self.requirement = requirement
        self.settings = settings
        hidden = []
        need = requirement.need
        insiderNeed = requirement.insiderNeed
        pool = WitnessPool(values: model.values, upwardOnly: requirement.upwardOnly)
        finder = MoveFinder(model: model, solver: solver)
        exchanges = ExchangeFinder(model: model)
        finder.limits = requirement.limits
        exchanges.limits = requirement.limits
        let now = ProcessorTime.spent
        deadline = now + settings.budget * 2 / 3
        end = now + settings.budget
    }

    /// The pattern and proof for a model under a requirement.
    public static func run(
        model: CellModel, requirement: Requirement, settings: Settings, solver: any MoveSolver = ClpSolver()
    ) -> Outcome {
        var work = Protection(model: model, requirement: requirement, settings: settings, solver: solver)
        return work.outcome()
    }

    private mutating func outcome() -> Outcome {
        var seconds: [(String, Double)] = []
        var mark = ContinuousClock.now
        func lap(_ name: String) {
            let now = ContinuousClock.now
            seconds.append((name, (now - mark) / .seconds(1)))
            mark = now
        }
        choosePattern()
        lap("greedy")
        let primaries = (0..<model.count).filter { requirement.primary[$0] && !requirement.published[$0] }
        var failed: Set<Int> = []
        for reader in requirement.readers {
            face(reader)
            for target in primaries { exchange(target, need: need[target], excluding: []) }
            lap("exchange")
            widenTogether(primaries)
            lap("together")
            let open = primaries.filter { !failed.contains($0) && !secure($0) }
            lap("prove")
            notes["left to exchanges", default: 0] += open.count
            let left = open.filter { ProcessorTime.spent > end || !secureByExchange($0) }
            failed.formUnion(left.filter { !withholdBranch($0) })
            lap("prove by exchange")
        }
        let unproven = failed.sorted()
        let proof = proofs(primaries)
        if unproven.isEmpty { notes["published again"] = publishUnused(proof) }
        lap("choose proofs")
        var outcome = Outcome(
            model: model, requirement: requirement, hidden: hidden, unproven: unproven, pool: pool,
            proof: proof)
        outcome.withheld = withheld.filter { hidden[$0] }
        outcome.notes = notes
        outcome.end = end
        outcome.seconds = seconds
        return outcome
    }

    /// Turns to another reader.
    mutating func face(_ reader: Reader) {
        self.reader = reader
        (need, insiderNeed) = requirement.needs(of: reader)
        pool.isKnowing = reader.floor > 0
        finder.floor = reader.floor
        exchanges.floor = reader.floor
        bounds = nil
    }

    /// Finds moves that prove a primary safe, hiding more cells where there are none.
    mutating func secure(_ target: Int) -> Bool {
        let need = need[target]
        // Where the sums alone leave too little, looking further among what is hidden is in vain.
        for level in Effort.allCases {
            if pool.width(target) >= need { break }
            if (level == .middle || level == .wide) && isNarrow(target) { continue }
            if isUsedUp(level) { continue }
            if level == .middle {
                exchangeHiding(target, need: need, excluding: [], hidingMore: false)
            } else if level == .hideMoreWide {
                exchangeHiding(target, need: need, excluding: [])
            }
            if pool.width(target) >= need { break }
            if ProcessorTime.spent > deadline { return false }
            widen(target, need: need, excluding: [], effort: level)
        }
        if pool.width(target) < need { return false }
        return secureFromInsiders(target)
    }

    /// Whether sums and bounds alone leave a primary too little, so that looking among what is hidden
    /// already is in vain.
    private mutating func isNarrow(_ target: Int) -> Bool {
        let need = need[target]
        func tooLittle(_ ends: Bounds) -> Bool {
            let low = requirement.upwardOnly ? model.values[target] : ends.low[target]
            return ends.high[target] - low < need
        }
        if let bounds, !tooLittle(bounds.ends) { return false }
        let count = hidden.count { $0 }
        if let bounds, bounds.hidden == count { return tooLittle(bounds.ends) }
        let ends = Bounds(model: model, hidden: hidden, floor: reader.floor)
        bounds = (count, ends)
        notes["bounds", default: 0] += 1
        return tooLittle(ends)
    }

    /// Whether the dear looks have been used up: there are so many for the size of the release.
    private func isUsedUp(_ level: Effort) -> Bool {
        let used = notes["lp \(level)", default: 0]
        switch level {
        case .near, .middle, .hideMore: return false
        case .wide: return used > 200 + model.count / 100
        case .hideMoreWide, .hideZeros: return used > 50 + model.count / 400
        }
    }

    /// How hard to look, cheap to dear; the last ones hide more cells.
    enum Effort: Int, CaseIterable {
        case near, middle, wide, hideMore, hideMoreWide, hideZeros
    }

    mutating func widen(_ target: Int, need: Int, excluding insiders: [Int], effort: Effort) {
        if effort == .hideZeros && !settings.mayHideZeros { return }
        for up in [true, false] {
            if pool.width(target, without: insiders) >= need { return }
            if !up && requirement.upwardOnly { return }
            let amount = up ? need : min(need, model.values[target] - reader.floor)
            if amount <= 0 { continue }
            notes["lp \(effort)\(insiders.isEmpty ? "" : " insider")", default: 0] += 1
            guard let move = look(target, up: up, amount: amount, excluding: insiders, effort: effort) else {
                continue
            }
            for variable in move.variables where !hidden[Int(variable)] {
                hidden[Int(variable)] = true
                notes["added", default: 0] += 1
            }
            pool.add(move, primary: requirement.primary, target: target)
        }
    }

    /// One programme's answer. Apart from `widen`, so that what the search reads is let go before it changes.
    private mutating func look(
        _ target: Int, up: Bool, amount: Int, excluding insiders: [Int], effort: Effort
    ) -> Move? {
        let hidden = hidden
        let requirement = requirement
        let need = need
        let heads = model.heads
        let pool = pool
        let occupied = model.occupied
        let mayHide = effort == .hideMore || effort == .hideMoreWide || effort == .hideZeros
        let zeros = effort == .hideZeros
        let search = MoveFinder.Search(
            target: target, up: up, amount: amount,
            limit: [200, 500, 1000, 700, 2500, 2500][effort.rawValue],
            allowed: { variable in
                if insiders.contains(variable) || requirement.published[variable] { return false }
                return hidden[variable] || (mayHide && (zeros || variable < occupied))
            },
            price: { variable in
                if hidden[variable] { return heads[variable] == 1 ? 0.3 : 0.005 }
                return 1 + Double(requirement.price[variable]) * 0.2
                    + (variable >= occupied ? 5 : 0)
            },
            reward: { variable in
                guard requirement.primary[variable], pool.width(variable) < need[variable]
                else { return 0 }
                return pool.high[variable] == 0 ? 0.1 : (pool.low[variable] == 0 ? -0.05 : 0.03)
            })
        return finder.find(search)?.move
    }

    /// The width that moves leaving `insider` as it is show for a primary.
    func width(_ target: Int, without insider: Int) -> Int { pool.width(target, without: [insider]) }
}
