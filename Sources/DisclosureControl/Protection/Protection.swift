// SPDX-License-Identifier: Apache-2.0

/// Works out which cells to hide so that no primary can be worked out, and proves it.
public struct Protection: Sendable {
    /// How protection is to be carried out.
    public struct Settings: Sendable {
        /// The width of the attacker's interval.
        public var need = 5
        /// The width left to somebody who knows their own cell.
        public var insiderNeed = 1
        /// The least a hidden occupied cell can be: 1 where everybody knows that zeros are shown.
        public var floor = 0
        public var seed: UInt64 = 1
        /// The longest time to spend, after which whatever is unproven is withheld.
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
    var notes: [String: Int] = [:]
    let deadline: ContinuousClock.Instant

    init(model: CellModel, requirement: Requirement, settings: Settings, solver: any MoveSolver) {
        self.model = model
        self.requirement = requirement
        self.settings = settings
        hidden = []
        pool = WitnessPool(count: model.count)
        finder = MoveFinder(model: model, solver: solver, floor: settings.floor)
        deadline = ContinuousClock.now + settings.budget
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
        var greedy = GreedySuppression(
            model: model, primary: requirement.primary, published: requirement.published, seed: settings.seed)
        greedy.run(order: order())
        hidden = greedy.hidden
        for variable in 0..<model.count where requirement.locked[variable] { hidden[variable] = true }
        lap("greedy")
        let primaries = (0..<model.count).filter { requirement.primary[$0] && !requirement.published[$0] }
        widenTogether(primaries)
        lap("together")
        var unproven: [Int] = []
        for target in primaries where !secure(target) { unproven.append(target) }
        lap("prove")
        let proof = proofs(primaries)
        if unproven.isEmpty { notes["published again"] = publishUnused(proof) }
        lap("choose proofs")
        var outcome = Outcome(
            model: model, requirement: requirement, hidden: hidden, unproven: unproven, pool: pool,
            proof: proof)
        outcome.notes = notes
        outcome.seconds = seconds
        return outcome
    }

    /// The cells in the order in which they would best be published.
    private func order() -> [Int32] {
        (0..<Int32(model.occupied)).filter { !requirement.primary[Int($0)] && !requirement.locked[Int($0)] }
            .map { ($0, model.values[Int($0)] * requirement.price[Int($0)]) }
            .sorted { ($0.1, $1.0) > ($1.1, $0.0) }
            .map(\.0)
    }

    /// Finds moves that prove a primary safe, hiding more cells where there are none.
    private mutating func secure(_ target: Int) -> Bool {
        let need = requirement.need[target]
        for level in Effort.allCases {
            if pool.width(target) >= need { break }
            if ContinuousClock.now > deadline { return false }
            widen(target, need: need, excluding: [], effort: level)
        }
        if pool.width(target) < need { return false }
        let insiderNeed = min(requirement.insiderNeed[target], need)
        if insiderNeed == 0 { return true }
        // First a move that leaves all of them alone, then one for each.
        for level in [Effort.near, .middle] {
            let insiders = allRevealing(target, insiderNeed)
            if insiders.count > 1 { widen(target, need: insiderNeed, excluding: insiders, effort: level) }
        }
        for insider in allRevealing(target, insiderNeed) {
            for level in Effort.allCases where width(target, without: insider) < insiderNeed {
                if ContinuousClock.now > deadline { return false }
                widen(target, need: insiderNeed, excluding: [insider], effort: level)
            }
            if width(target, without: insider) < insiderNeed { return false }
        }
        // Moves added above may have let in somebody else.
        return revealing(target, insiderNeed) == nil || secureAgain(target)
    }

    /// How hard to look, cheap to dear; the last ones hide more cells.
    enum Effort: Int, CaseIterable {
        case near, middle, wide, hideMore, hideMoreWide, hideZeros
    }

    mutating func widen(_ target: Int, need: Int, excluding insiders: [Int], effort: Effort) {
        for up in [true, false] {
            let have = insiders.last.map { width(target, without: $0) } ?? pool.width(target)
            if have >= need { return }
            let amount = up ? need : min(need, model.values[target] - settings.floor)
            if amount <= 0 { continue }
            notes["lp \(effort)\(insiders.isEmpty ? "" : " insider")", default: 0] += 1
            let hidden = hidden
            let requirement = requirement
            let values = model.values
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
                    if hidden[variable] { return values[variable] == 1 ? 0.3 : 0.005 }
                    return 1 + Double(requirement.price[variable]) * 0.2
                        + (variable >= occupied ? 5 : 0)
                },
                reward: { variable in
                    guard requirement.primary[variable], pool.width(variable) < requirement.need[variable]
                    else { return 0 }
                    return pool.high[variable] == 0 ? 0.1 : (pool.low[variable] == 0 ? -0.05 : 0.03)
                })
            guard let found = finder.find(search) else { continue }
            for variable in found.move.variables where !self.hidden[Int(variable)] {
                self.hidden[Int(variable)] = true
                notes["added", default: 0] += 1
            }
            self.pool.add(found.move, primary: requirement.primary, target: target)
        }
    }

    /// The width that moves leaving `insider` as it is show for a primary.
    private func width(_ target: Int, without insider: Int) -> Int {
        var low: Int32 = 0
        var high: Int32 = 0
        for index in pool.movesOf[target] {
            let move = pool.moves[Int(index)]
            if move.change(at: Int32(insider)) != 0 { continue }
            let step = move.change(at: Int32(target)) / move.divisor
            low = min(low, step)
            high = max(high, step)
        }
        return Int(high - low)
    }

    /// Somebody alone in their cell who could narrow this primary too far, as far as is proven.
    func revealing(_ target: Int, _ need: Int) -> Int? { allRevealing(target, need, upTo: 1).first }

    /// Everybody who could, or the first so many of them.
    private func allRevealing(_ target: Int, _ need: Int, upTo limit: Int = .max) -> [Int] {
        // Who is untouched by a move that is wide enough alone can be passed over at once.
        let wide = pool.movesOf[target].map { pool.moves[Int($0)] }
            .filter { abs($0.change(at: Int32(target)) / $0.divisor) >= need }
            .min { $0.variables.count < $1.variables.count }
        let suspects = wide?.variables ?? pool.movesOf[target].flatMap { pool.moves[Int($0)].variables }
        var found: [Int] = []
        var seen: Set<Int32> = []
        for variable in suspects where variable != target && model.values[Int(variable)] == 1 {
            if seen.insert(variable).inserted, width(target, without: Int(variable)) < need {
                found.append(Int(variable))
                if found.count == limit { break }
            }
        }
        return found
    }

    private mutating func secureAgain(_ target: Int) -> Bool {
        let need = requirement.insiderNeed[target]
        for _ in 0..<50 {
            guard let insider = revealing(target, need) else { return true }
            for level in Effort.allCases where width(target, without: insider) < need {
                if ContinuousClock.now > deadline { return false }
                widen(target, need: need, excluding: [insider], effort: level)
            }
            if width(target, without: insider) < need { return false }
        }
        return false
    }
}
