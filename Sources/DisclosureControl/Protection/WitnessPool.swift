// SPDX-License-Identifier: Apache-2.0

/// Somebody against whom widths are proven: what they know of every hidden number.
struct Reader: Hashable, Sendable {
    /// The least that a hidden number with somebody in it can be to them.
    let floor: Int
    /// By how much less than the policy's width is enough against them.
    let slack: Int

    /// Who knows only that nobody is less than nobody.
    static let plain = Reader(floor: 0, slack: 0)
}

/// The moves found so far, and for each cell what they show to one reader or the other.
struct WitnessPool {
    fileprivate struct Ends {
        /// The furthest whole steps down and up from the truth that some witness reaches.
        var low: [Int32]
        var high: [Int32]
        /// For each primary, the moves that change it.
        var movesOf: [[Int32]]
    }

    private(set) var moves: [Move] = []
    /// For a reader who knows nothing, and for one who knows that hidden numbers are at least 1.
    private var plain: Ends
    private var knowing: Ends
    private let values: [Int]
    /// Whether the answers are for the reader who knows that hidden numbers are at least 1.
    var isKnowing = false

    /// Whether only steps up count.
    let upwardOnly: Bool

    var low: [Int32] { isKnowing ? knowing.low : plain.low }
    var high: [Int32] { isKnowing ? knowing.high : plain.high }
    var movesOf: [[Int32]] { isKnowing ? knowing.movesOf : plain.movesOf }

    init(values: [Int], upwardOnly: Bool = false) {
        self.upwardOnly = upwardOnly
        self.values = values
        let none = [Int32](repeating: 0, count: values.count)
        plain = Ends(low: none, high: none, movesOf: [[Int32]](repeating: [], count: values.count))
        knowing = plain
    }

    /// Whether a move takes nobody's cell below one.
    func isCareful(_ move: Move) -> Bool {
        zip(move.variables, move.changes).allSatisfy { variable, change in
            let value = values[Int(variable)]
            return (value - min(value, 1)) * Int(move.divisor) + Int(change) >= 0
        }
    }

    mutating func add(_ move: Move, primary: [Bool], target: Int = -1, keeping limit: Int = 12) {
        let index = Int32(moves.count)
        moves.append(move)
        plain.add(move, index, primary, target, limit)
        if isCareful(move) { knowing.add(move, index, primary, target, limit) }
    }

    /// How wide the interval is that the moves show for a cell.
    func width(_ variable: Int) -> Int {
        isKnowing ? knowing.width(variable, upwardOnly) : plain.width(variable, upwardOnly)
    }

    /// How wide it is by the moves that leave these cells as they are.
    func width(_ target: Int, without insiders: [Int]) -> Int {
        if insiders.isEmpty { return width(target) }
        var low: Int32 = 0
        var high: Int32 = 0
        for index in isKnowing ? knowing.movesOf[target] : plain.movesOf[target] {
            let move = moves[Int(index)]
            if insiders.contains(where: { move.change(at: Int32($0)) != 0 }) { continue }
            let step = move.change(at: Int32(target)) / move.divisor
            low = min(low, step)
            high = max(high, step)
        }
        return Int(high - (upwardOnly ? 0 : low))
    }
}

extension WitnessPool.Ends {
    mutating func add(_ move: Move, _ index: Int32, _ primary: [Bool], _ target: Int, _ limit: Int) {
        for (variable, change) in zip(move.variables, move.changes) {
            let home = Int(variable)
            let step = change / move.divisor
            let widens = step > high[home] || step < low[home]
            high[home] = max(high[home], step)
            low[home] = min(low[home], step)
            let useful = home == target || movesOf[home].count < limit || widens
            if primary[home] && useful { movesOf[home].append(index) }
        }
    }

    func width(_ variable: Int, _ upwardOnly: Bool) -> Int {
        Int(high[variable] - (upwardOnly ? 0 : low[variable]))
    }
}
