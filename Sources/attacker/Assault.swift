// SPDX-License-Identifier: Apache-2.0
import CClp

/// Works out as much as can be worked out: subtraction, bounds, linear programming, insiders.
struct Assault {
    let published: Publication
    var low: [Int]
    var high: [Int]
    static let far = 1 << 40
    /// The most that a programme takes a number to be that nothing bounds: larger ones make its ends untrue.
    static let most = 1e6
    /// The least that a hidden number is taken to be.
    let floor: Int
    /// Whether the figures cannot all be true, with that.
    private(set) var contradiction = false

    /// Everything that is tried: subtraction and bounds, programmes, and bounds once more.
    static func whole(
        _ published: Publication, floor: Int, width: Int, top: Int, aims: [Bool]? = nil,
        enough: Int = .max
    ) -> Assault {
        var assault = Assault(published, floor: floor)
        assault.contradiction = !assault.propagate()
        if assault.contradiction { return assault }
        assault.solve(width: width, top: top, aims: aims, enough: enough)
        assault.contradiction = !assault.propagate()
        return assault
    }

    init(_ published: Publication, floor: Int) {
        self.published = published
        self.floor = floor
        low = [Int](repeating: floor, count: published.hidden.count)
        high = [Int](repeating: Self.far, count: published.hidden.count)
        for (index, cell) in published.hidden.enumerated() {
            if let range = published.ranges[cell] {
                low[index] = max(floor, range.lowerBound)
                high[index] = range.upperBound
            }
        }
    }

    /// Subtraction and bounds, until nothing changes. False where the figures contradict each other.
    @discardableResult
    mutating func propagate() -> Bool {
        var moved = true
        var sweeps = 0
        while moved && sweeps < 200 {
            moved = false
            sweeps += 1
            for (cells, signs, total) in published.sums {
                for (own, cell) in cells.enumerated() {
                    var least = 0
                    var most = 0
                    for (other, there) in cells.enumerated() where other != own {
                        least += signs[other] > 0 ? signs[other] * low[there] : signs[other] * high[there]
                        most += signs[other] > 0 ? signs[other] * high[there] : signs[other] * low[there]
                    }
                    guard abs(signs[own]) == 1 else { continue }
                    let ends = signs[own] > 0 ? (total - most, total - least) : (least - total, most - total)
                    if ends.0 > low[cell] { low[cell] = ends.0; moved = true }
                    if ends.1 < high[cell] { high[cell] = ends.1; moved = true }
                    if low[cell] > high[cell] { return false }
                }
            }
        }
        return true
    }

    /// Narrows every cell not yet seen to be at least `width` wide and to reach `top`, by two
    /// programmes each; the basis is kept from one to the next. `aims` says which cells are tried, all where it is
    /// `nil`; with `enough` of them narrowed it stops.
    mutating func solve(width: Int, top: Int, aims: [Bool]?, enough: Int) {
        let count = low.count
        guard count > 0, let model = Clp_newModel() else { return }
        defer { Clp_deleteModel(model) }
        Clp_setLogLevel(model, 0)
        var columns = [[(Int32, Double)]](repeating: [], count: count)
        for (row, sum) in published.sums.enumerated() {
            for (cell, sign) in zip(sum.cells, sum.signs) { columns[cell].append((Int32(row), Double(sign))) }
        }
        var starts: [Int32] = [0]
        for column in columns { starts.append(starts[starts.count - 1] + Int32(column.count)) }
        let totals = published.sums.map { Double($0.total) }
        let upper = high.map { $0 >= Self.far ? Self.most : Double($0) }
        var objective = [Double](repeating: 0, count: count)
        Clp_loadProblem(
            model, Int32(count), Int32(totals.count), starts, columns.flatMap { $0.map(\.0) },
            columns.flatMap { $0.map(\.1) }, low.map(Double.init), upper, objective, totals, totals)
        var seenLow = [Double](repeating: .infinity, count: count)
        var seenHigh = [Double](repeating: -.infinity, count: count)
        func run(afresh: Bool) -> Bool {
            Clp_chgObjCoefficients(model, objective)
            Clp_setMaximumIterations(model, Clp_numberIterations(model) + 20_000)
            let status = afresh ? Clp_initialPrimalSolve(model) : Clp_primal(model, 0)
            guard status == 0, let solution = Clp_primalColumnSolution(model) else {
                return false
            }
            for cell in 0..<count {
                seenLow[cell] = min(seenLow[cell], solution[cell])
                seenHigh[cell] = max(seenHigh[cell], solution[cell])
            }
            return true
        }
        func settled(_ cell: Int) -> Bool {
            (seenHigh[cell] + 1e-6).rounded(.down) - (seenLow[cell] - 1e-6).rounded(.up) >= Double(width)
                && seenHigh[cell] >= Double(top) - 1e-6
        }
        func isTried(_ cell: Int) -> Bool { aims?[cell] ?? true }
        func isNarrow(_ cell: Int) -> Bool { high[cell] - low[cell] < width || high[cell] < top }
        var narrowed = low.indices.count(where: { isTried($0) && isNarrow($0) })
        for cell in 0..<count where low[cell] < high[cell] && !settled(cell) && isTried(cell) {
            guard narrowed < enough else { return }
            let wasNarrow = isNarrow(cell)
            // What a warm start calls the end is believed only when a cold one finds it again: after numbers
            // that nothing bounds, a basis can be so poor that its ends are too near.
            var ends: (low: Bool, high: Bool) = (false, false)
            for afresh in [false, true] where !settled(cell) {
                objective[cell] = -1
                ends.high = run(afresh: afresh)
                if settled(cell) { break }
                objective[cell] = 1
                ends.low = run(afresh: afresh)
            }
            objective[cell] = 0
            if settled(cell) { continue }
            if ends.high { high[cell] = min(high[cell], Int((seenHigh[cell] + 1e-6).rounded(.down))) }
            if ends.low { low[cell] = max(low[cell], Int((seenLow[cell] - 1e-6).rounded(.up))) }
            if isNarrow(cell) && !wasNarrow { narrowed += 1 }
        }
        // Cells seen to be wide keep the loose ends they had: that they are safe is what matters.
    }

    /// Pairs of cells in which knowing one fixes the other: by random solutions modulo a prime.
    func tied() -> [[Int]] {
        let prime: UInt64 = 2_147_483_647
        let count = low.count
        var state: UInt64 = 88172645463325252
        func random() -> UInt64 {
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            return state % (prime - 1) + 1
        }
        func inverse(_ value: UInt64) -> UInt64 {
            var (result, base, power): (UInt64, UInt64, UInt64) = (1, value, prime - 2)
            while power > 0 {
                if power & 1 == 1 { result = result * base % prime }
                base = base * base % prime
                power >>= 1
            }
            return result
        }
        // Reduced rows, each with a leading cell of its own; the others are free.
        var reduced: [Int: [Int: UInt64]] = [:]
        var order: [Int] = []
        for (cells, signs, _) in published.sums {
            var row: [Int: UInt64] = [:]
            for (cell, sign) in zip(cells, signs) {
                row[cell] = sign > 0 ? UInt64(sign) : prime - UInt64(-sign)
            }
            while let lead = row.keys.filter({ reduced[$0] != nil }).min() {
                guard let factor = row[lead], let other = reduced[lead] else { break }
                for (cell, value) in other {
                    let next = ((row[cell] ?? 0) + (prime - factor) * value) % prime
                    row[cell] = next == 0 ? nil : next
                }
            }
            guard let lead = row.keys.max(), let value = row[lead] else { continue }
            let scale = inverse(value)
            for cell in Array(row.keys) { row[cell] = (row[cell] ?? 0) * scale % prime }
            reduced[lead] = row
            order.append(lead)
        }
        var values = [[UInt64]](repeating: [0, 0, 0], count: count)
        for cell in 0..<count where reduced[cell] == nil { values[cell] = [random(), random(), random()] }
        for lead in order.reversed() {
            for lane in 0..<3 {
                var sum: UInt64 = 0
                for (cell, factor) in reduced[lead] ?? [:] where cell != lead {
                    sum = (sum + factor * values[cell][lane]) % prime
                }
                values[lead][lane] = (prime - sum) % prime
            }
        }
        var classes: [[UInt64]: [Int]] = [:]
        for cell in 0..<count where values[cell][0] != 0 {
            let scale = inverse(values[cell][0])
            classes[[values[cell][1] * scale % prime, values[cell][2] * scale % prime], default: []].append(
                cell)
        }
        return classes.values.filter { $0.count > 1 }.sorted { $0[0] < $1[0] }
    }
}
