// SPDX-License-Identifier: Apache-2.0
import CClp

/// A linear programme over the hidden numbers: how far can each go while all that is published stays true?
final class Programme {
    private let model: UnsafeMutableRawPointer
    private let count: Int
    private var lows: [Double]
    private var highs: [Double]
    private var objective: [Double]
    /// What the programme counts in: large sums are made smaller, so that its tolerance stays small beside them.
    private let unit: Double
    /// The ends that any solution has reached so far.
    private(set) var seenLow: [Double]
    private(set) var seenHigh: [Double]

    init?(_ published: Publication, low: [Int], high: [Int]) {
        count = low.count
        guard count > 0, let made = Clp_newModel() else { return nil }
        model = made
        Clp_setLogLevel(model, 0)
        let largest = published.sums.map { abs($0.total) }.max() ?? 0
        let unit = max(1, Double(largest) / Assault.most)
        self.unit = unit
        lows = low.map { Double($0) / unit }
        highs = high.map { $0 >= Assault.far ? Assault.most : Double($0) / unit }
        objective = [Double](repeating: 0, count: count)
        seenLow = [Double](repeating: .infinity, count: count)
        seenHigh = [Double](repeating: -.infinity, count: count)
        var columns = [[(Int32, Double)]](repeating: [], count: count)
        for (row, sum) in published.sums.enumerated() {
            for (cell, sign) in zip(sum.cells, sum.signs) { columns[cell].append((Int32(row), Double(sign))) }
        }
        var starts: [Int32] = [0]
        for column in columns { starts.append(starts[starts.count - 1] + Int32(column.count)) }
        let totals = published.sums.map { Double($0.total) / unit }
        Clp_loadProblem(
            model, Int32(count), Int32(totals.count), starts, columns.flatMap { $0.map(\.0) },
            columns.flatMap { $0.map(\.1) }, lows, highs, objective, totals, totals)
    }

    deinit { Clp_deleteModel(model) }

    /// Takes other ends for the numbers than before, and forgets what solutions have reached.
    func bound(low: [Int], high: [Int]) {
        for cell in 0..<count {
            lows[cell] = Double(low[cell]) / unit
            highs[cell] = high[cell] >= Assault.far ? Assault.most : Double(high[cell]) / unit
            seenLow[cell] = .infinity
            seenHigh[cell] = -.infinity
        }
        Clp_chgColumnLower(model, lows)
        Clp_chgColumnUpper(model, highs)
    }

    /// Goes as far up or down with one number as can be; whether the end was found.
    func reach(_ cell: Int, up: Bool, afresh: Bool) -> Bool {
        objective[cell] = up ? -1 : 1
        defer { objective[cell] = 0 }
        Clp_chgObjCoefficients(model, objective)
        Clp_setMaximumIterations(model, Clp_numberIterations(model) + 20_000)
        let status = afresh ? Clp_initialPrimalSolve(model) : Clp_primal(model, 0)
        guard status == 0, let solution = Clp_primalColumnSolution(model) else { return false }
        for cell in 0..<count {
            seenLow[cell] = min(seenLow[cell], solution[cell] * unit)
            seenHigh[cell] = max(seenHigh[cell], solution[cell] * unit)
        }
        return true
    }

    /// The whole numbers between which solutions have put this one.
    func span(_ cell: Int) -> (low: Int, high: Int) {
        let slack = unit > 1 ? 1e-5 * unit : 1e-6
        guard seenLow[cell] <= seenHigh[cell] else { return (Assault.far, -Assault.far) }
        let isFar = seenHigh[cell] > Assault.most * unit * 0.999
        return (
            Int((seenLow[cell] - slack).rounded(.up)),
            isFar ? Assault.far : Int((seenHigh[cell] + slack).rounded(.down))
        )
    }

    /// Both ends of one number, unless `isEnough` says of what was reached that it need not be known further.
    ///
    /// What a warm start calls the end is believed only when a cold one finds it again: after numbers that
    /// nothing bounds, a basis can be so poor that its ends are too near. An end that was not found is `nil`.
    func ends(
        _ cell: Int, unless isEnough: (_ low: Int, _ high: Int) -> Bool
    ) -> (low: Int?, high: Int?)? {
        func isSettled() -> Bool {
            let reached = span(cell)
            return isEnough(reached.low, reached.high)
        }
        if isSettled() { return nil }
        var found = (low: false, high: false)
        for afresh in [false, true] {
            found.high = reach(cell, up: true, afresh: afresh)
            if isSettled() { return nil }
            found.low = reach(cell, up: false, afresh: afresh)
            if isSettled() { return nil }
        }
        let reached = span(cell)
        return (found.low ? reached.low : nil, found.high ? reached.high : nil)
    }
}
