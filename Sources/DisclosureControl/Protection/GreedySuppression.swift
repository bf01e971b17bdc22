// SPDX-License-Identifier: Apache-2.0

/// Chooses what to hide by publishing, one after another, everything that gives no primary away.
///
/// Starts with all occupied cells hidden and walks through the others, those most wanted first. A
/// cell is published unless that would let sums, or sums and one insider, fix a primary. The test
/// uses random solutions of the hidden equations: cells whose values stay in one proportion in
/// all solutions determine each other. No pattern kept by it can lose a cell and stay safe from
/// arithmetic; widths of intervals are looked at afterwards.
struct GreedySuppression {
    typealias F = Mersenne31

    let model: CellModel
    /// True for cells that a rule hides.
    let primary: [Bool]
    /// Cells that must stay visible, for example because they are published already.
    let published: [Bool]
    private(set) var hidden: [Bool]
    private var generator: SeededGenerator
    private let primaries: [Int]
    private let lanes: Int

    /// How many steps of arithmetic to spend: counted, not timed, so that the same input gives the same
    /// pattern on every machine.
    static let largestWork = 12_000_000_000

    private(set) var work = 0

    private var live = 0
    private var columnOf: [Int32] = []
    private var values: [UInt32] = []
    private var conflicts: InsiderClasses
    private var guards: [NarrowGuard] = []

    init(
        model: CellModel, primary: [Bool], published: [Bool], hidden: [Bool]? = nil, seed: UInt64,
        locked: [Bool] = [], readers: [(need: [Int], floor: Int)] = [], upwardOnly: Bool = false
    ) {
        self.model = model
        self.primary = primary
        self.published = published
        self.hidden =
            hidden ?? (0..<model.count).map { ($0 < model.occupied || primary[$0]) && !published[$0] }
        generator = SeededGenerator(seed: seed)
        primaries = (0..<model.count).filter { primary[$0] && !published[$0] }
        conflicts = InsiderClasses(singles: primaries.map { model.heads[$0] == 1 })
        lanes = 64
        let kept = locked.isEmpty ? self.hidden : zip(self.hidden, locked).map { $0 || $1 }
        guards = readers.map {
            NarrowGuard(
                model: model, hidden: kept, need: $0.need, floor: $0.floor, upwardOnly: upwardOnly)
        }
    }

    /// Whether sums leave every primary wide enough for every reader once a cell is published too; if so the
    /// guards take it as published.
    private mutating func leavesRoom(_ variable: Int) -> Bool {
        for index in guards.indices where !guards[index].publish(variable) {
            for earlier in 0..<index { guards[earlier].undo() }
            return false
        }
        for index in guards.indices { guards[index].keep() }
        return true
    }

    /// Publishes what can be, in the given order; what is left hidden is primary or needed.
    mutating func run(order: [Int32]) {
        if primaries.isEmpty {
            hidden = [Bool](repeating: false, count: model.count)
            return
        }
        let allowed = leaks(hidden)
        let sure = longestSafePrefix(order, allowed)
        for variable in order.prefix(sure) where leavesRoom(Int(variable)) { hidden[Int(variable)] = false }
        refresh()
        for variable in order.dropFirst(sure) {
            // What is left hidden then is looked at again when it is known which cells proofs use.
            if work > Self.largestWork { return }
            let candidate = Int(variable)
            if !hidden[candidate] || primary[candidate] { continue }
            if live < 5 { refresh() }
            let home = Int(columnOf[candidate]) * lanes
            guard let lane = (0..<live).last(where: { values[home + $0] != 0 }) else {
                if leavesRoom(candidate) { hidden[candidate] = false }
                continue
            }
            if lane != live - 1 { swap(lane, live - 1) }
            let leaks = conflicts.count(
                values, columnOf, primaries, lanes, without: live - 1, live: live, at: home)
            work += primaries.count * 8
            if leaks > allowed || !leavesRoom(candidate) { continue }
            hidden[candidate] = false
            work += values.count / lanes * live
            project(home)
        }
    }

    /// How many primaries a pattern gives away.
    private mutating func leaks(_ hidden: [Bool]) -> Int {
        let system = HiddenSystem(model: model, hidden: hidden)
        let space = NullSpace<F>(columns: system.variables.count, rows: system.rows)
        work += space.steps * 16
        let drawn = space.randomSolutions(lanes: 4, using: &generator)
        return conflicts.count(drawn, system.columnOf, primaries, 4, without: -1, live: 4, at: 0)
    }

    /// How many cells from the front of `order` can all be published without giving anything away.
    ///
    /// Publishing more never gives away less, so halving finds it.
    private mutating func longestSafePrefix(_ order: [Int32], _ allowed: Int) -> Int {
        var safe = 0
        var unsafe = order.count + 1
        while unsafe - safe > max(16, order.count / 64) {
            let middle = (safe + unsafe) / 2
            var trial = hidden
            for variable in order.prefix(middle) { trial[Int(variable)] = false }
            if leaks(trial) <= allowed { safe = middle } else { unsafe = middle }
        }
        return safe
    }

    /// Draws new solutions that agree with everything published so far.
    private mutating func refresh() {
        let system = HiddenSystem(model: model, hidden: hidden)
        columnOf = system.columnOf
        let space = NullSpace<F>(columns: system.variables.count, rows: system.rows)
        values = space.randomSolutions(lanes: lanes, using: &generator)
        work += space.steps * 16 + values.count
        live = lanes
    }

    private mutating func swap(_ one: Int, _ other: Int) {
        for base in stride(from: 0, to: values.count, by: lanes) { values.swapAt(base + one, base + other) }
    }

    /// Uses up the last solution to make the others zero at the cell now published.
    private mutating func project(_ home: Int) {
        let last = live - 1
        let lanes = lanes
        let scale = F.inverse(values[home + last])
        let factors: [UInt32] = (0..<last).map { F.negate(F.multiply(values[home + $0], scale)) }
        values.withUnsafeMutableBufferPointer { values in
            factors.withUnsafeBufferPointer { factors in
                for base in stride(from: 0, to: values.count, by: lanes) {
                    let own = values[base + last]
                    if own == 0 { continue }
                    for lane in 0..<last {
                        let sum = UInt64(values[base + lane]) &+ UInt64(own) &* UInt64(factors[lane])
                        let folded = (sum & 0x7fff_ffff) &+ (sum >> 31)
                        let again = UInt32(truncatingIfNeeded: (folded & 0x7fff_ffff) &+ (folded >> 31))
                        values[base + lane] = again >= 0x7fff_ffff ? again &- 0x7fff_ffff : again
                    }
                }
            }
        }
        live = last
    }
}
