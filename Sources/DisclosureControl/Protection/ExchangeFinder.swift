// SPDX-License-Identifier: Apache-2.0

/// Finds moves without a solver: some people change places between two categories of each dimension.
///
/// One person fewer in "A, women" and "B, men", one more in "A, men" and "B, women": all sums stay.
/// With the levels above and below, and in as many dimensions as a cell has, this is the box of the
/// literature. Where a cell stands at a dimension's total, one finest category and all above it
/// change together. Such changes are changes of people, so every table of a linked set stays true.
struct ExchangeFinder {
    /// Cells that change together: one step of each, up or down.
    struct Pattern {
        var variables: [Int32]
        var signs: [Int32]
        /// How many steps can be taken in the direction that raises the target, and in the other.
        var up: Int
        var down: Int
        /// What hiding the cells that are not hidden yet would cost.
        var price: Double
    }

    /// What changes in one dimension: categories, each with the sign of its change.
    private struct Change {
        var nodes: Nodes
        var room: Int
        var price: Double
    }

    private let model: CellModel
    /// The least that an occupied hidden cell can be to the reader.
    var floor = 0
    /// How far cells can be from the truth, where they are shown changed.
    var limits: Limits?
    private var dense: [Int32] = []
    private var sparse: [Int: Int32] = [:]
    private typealias Nodes = [(offset: Int, sign: Int32)]

    /// For each dimension and category, every change that moves it by one person.
    private let lists: [[(exchanges: [Nodes], rises: [Nodes])]]
    /// The finest cell of each variable: its people all stand there.
    private let finest: [Int32]
    /// What changes already made are taken to have added to each cell.
    var shift: [Int32]
    private var sums: [Int32]
    private var touched: [Int32] = []

    init(model: CellModel) {
        self.model = model
        sums = [Int32](repeating: 0, count: model.count)
        shift = sums
        let dimensions = model.release.dimensions
        var finest = model.sample
        var grain = [Int](repeating: .max, count: model.count)
        for cell in model.cellOrder.map(Int.init) {
            let codes = model.codes(ofCell: cell)
            let size = zip(dimensions, codes).reduce(0) { $0 + $1.0.leavesUnder[$1.1].count }
            let home = Int(model.variableOf[cell])
            if size < grain[home] { (grain[home], finest[home]) = (size, Int32(cell)) }
        }
        self.finest = finest
        lists = dimensions.indices.map {
            Self.changes(dimensions[$0], model.radix[$0], model.canonical.ranks[$0])
        }
        let size = (model.radix.first ?? 1) * (dimensions.first?.codes.count ?? 1)
        if size <= 1 << 24 {
            dense = [Int32](repeating: -1, count: size)
            for (cell, key) in model.keys.enumerated() { dense[key] = model.variableOf[cell] }
        } else {
            for (cell, key) in model.keys.enumerated() { sparse[key] = model.variableOf[cell] }
        }
    }

    /// How far a cell can go down.
    private func room(_ variable: Int) -> Int {
        if let limits { return model.values[variable] - limits.low[variable] + Int(shift[variable]) }
        return model.values[variable] - min(model.values[variable], floor) + Int(shift[variable])
    }

    /// How far a cell can go up.
    private func headroom(_ variable: Int) -> Int {
        limits.map { $0.high[variable] - model.values[variable] - Int(shift[variable]) } ?? .max
    }

    private func variable(_ key: Int) -> Int32 { dense.isEmpty ? sparse[key] ?? -1 : dense[key] }

    /// Offers patterns that change `target` to `accept` until that says it has enough.
    ///
    /// `price` says what using a cell costs: nothing where it is hidden, `nil` where it must stay.
    /// With `want` above one, changes with room for so many steps come first; with `upwards`, a cell
    /// may also rise with everything above it, up to the total. With `atom`, somebody's finest
    /// categories, the first pattern is one more person like them: nothing in the figures forbids it.
    mutating func search(
        _ target: Int, tries: Int, want: Int = 1, upwards: Bool = false, atom: [Int]? = nil,
        price: (Int) -> Double?,
        accept: (Pattern) -> Bool
    ) {
        let codes = model.codes(ofCell: Int(finest[target]))
        let home = model.keys[Int(finest[target])]
        var options: [[Change]] = []
        for dimension in model.canonical.dimensions {
            let found = changes(home, dimension, codes[dimension], want, upwards, price)
            var all = found
            if let atom, let risen = rise(home, dimension, codes[dimension], atom[dimension], price) {
                all.insert(risen, at: 0)
            }
            if all.isEmpty { return }
            options.append(all)
        }
        var chosen = [Int](repeating: 0, count: options.count)
        var left = tries
        // Best first in all dimensions together: the sum of ranks grows.
        let furthest = options.reduce(0) { $0 + $1.count - 1 }
        for rank in 0...furthest {
            var done = false
            Self.ranked(rank, 0, options.map(\.count), &chosen) { chosen in
                left -= 1
                if let pattern = pattern(target, home, chosen.enumerated().map { options[$0][$1] }, price) {
                    done = accept(pattern)
                }
                return done || left <= 0
            }
            if done || left <= 0 { return }
        }
    }

    /// Every choice whose places in the lists add up to `rank`; true from `visit` ends it.
    @discardableResult
    private static func ranked(
        _ rank: Int, _ axis: Int, _ counts: [Int], _ chosen: inout [Int],
        _ visit: ([Int]) -> Bool
    ) -> Bool {
        if axis == counts.count - 1 {
            guard rank < counts[axis] else { return false }
            chosen[axis] = rank
            return visit(chosen)
        }
        for place in 0...min(rank, counts[axis] - 1) {
            chosen[axis] = place
            if ranked(rank - place, axis + 1, counts, &chosen, visit) { return true }
        }
        return false
    }

    /// The changes of a dimension: one finest category against another, or one with all above it.
    private static func changes(
        _ dimension: TableDimension, _ radix: Int, _ rank: [Int]
    ) -> [(exchanges: [Nodes], rises: [Nodes])] {
        var above = [[Int]](repeating: [], count: dimension.codes.count)
        for node in dimension.codes.indices {
            for leaf in dimension.leavesUnder[node] { above[leaf].append(node) }
        }
        let leaves = dimension.leaves.sorted { rank[$0] < rank[$1] }
        above = above.map { $0.sorted { rank[$0] < rank[$1] } }
        return dimension.codes.indices.map { code in
            var result: (exchanges: [Nodes], rises: [Nodes]) = ([], [])
            for leaf in dimension.leavesUnder[code].sorted(by: { rank[$0] < rank[$1] }) {
                let here = above[leaf]
                let rise = here.map { (($0 - code) * radix, Int32(1)) }
                if code == 0 { result.exchanges.append(rise) } else { result.rises.append(rise) }
                for other in leaves where code != 0 && !above[other].contains(code) {
                    let there = above[other]
                    result.exchanges.append(
                        here.filter { !there.contains($0) }.map { (($0 - code) * radix, 1) }
                            + there.filter { !here.contains($0) }.map { (($0 - code) * radix, -1) })
                }
            }
            return result
        }
    }

    /// A change of one dimension with its price and room; `nil` where it needs a cell that must stay.
    private func change(_ nodes: Nodes, _ home: Int, _ price: (Int) -> Double?) -> Change? {
        var change = Change(nodes: nodes, room: .max, price: 0)
        for (offset, sign) in nodes where offset != 0 {
            let other = variable(home + offset)
            if other < 0 { continue }
            guard let cost = price(Int(other)) else { return nil }
            change.price += cost
            if sign < 0 { change.room = min(change.room, room(Int(other))) }
        }
        return change
    }

    /// The rise of one finest category and all above it.
    private func rise(
        _ home: Int, _ dimension: Int, _ code: Int, _ leaf: Int, _ price: (Int) -> Double?
    ) -> Change? {
        let list = lists[dimension][code]
        let rank = model.canonical.ranks[dimension]
        let leaves = model.release.dimensions[dimension].leavesUnder[code].sorted { rank[$0] < rank[$1] }
        guard let at = leaves.firstIndex(of: leaf) else { return nil }
        return change(code == 0 ? list.exchanges[at] : list.rises[at], home, price)
    }

    /// Different people of a target's cell, each by their finest categories.
    func atoms(of target: Int, atMost limit: Int) -> [[Int]] {
        let codes = model.codes(ofCell: Int(finest[target]))
        let under = zip(model.release.dimensions, codes).map { Set($0.leavesUnder[$1]) }
        var found: [[Int]] = []
        for atom in model.release.atoms where atom.count > 0 {
            if zip(under, atom.codes).allSatisfy({ $0.contains($1) }) { found.append(atom.codes) }
        }
        let order = model.canonical
        return Array(found.sorted { order.place(of: $0) < order.place(of: $1) }.prefix(limit))
    }

    /// What can change in one dimension while the others stand at the target's categories.
    private func changes(
        _ home: Int, _ dimension: Int, _ code: Int, _ want: Int, _ upwards: Bool,
        _ price: (Int) -> Double?
    ) -> [Change] {
        var found = lists[dimension][code].exchanges.compactMap { change($0, home, price) }
        let rises =
            upwards
            ? lists[dimension][code].rises.compactMap { change($0, home, price) }
                .sorted { $0.price < $1.price }.prefix(3) : []
        func rank(_ change: Change) -> (Int, Double, Int, Int) {
            let few = change.room >= want ? 0 : change.room > 0 ? 1 : 2
            return (want > 1 ? few : 0, change.price, -min(change.room, 9), change.nodes.count)
        }
        let ranked = found.map { ($0, rank($0)) }.enumerated().sorted {
            $0.element.1 != $1.element.1 ? $0.element.1 < $1.element.1 : $0.offset < $1.offset
        }
        found = ranked.prefix(24).map(\.element.0)
        found.insert(contentsOf: rises, at: min(3, found.count))
        return found
    }

    /// The cells that change when all dimensions change together; `nil` where one of them cannot.
    private mutating func pattern(
        _ target: Int, _ home: Int, _ changes: [Change], _ price: (Int) -> Double?
    ) -> Pattern? {
        touched.removeAll(keepingCapacity: true)
        defer { for variable in touched { sums[Int(variable)] = 0 } }
        var cost = 0.0
        func visit(_ axis: Int, _ key: Int, _ sign: Int32) -> Bool {
            if axis < changes.count {
                for (offset, own) in changes[axis].nodes where !visit(axis + 1, key + offset, sign * own) {
                    return false
                }
                return true
            }
            let other = variable(key)
            if other < 0 { return true }
            if sums[Int(other)] == 0 {
                touched.append(other)
                guard let paid = price(Int(other)) else { return false }
                cost += paid
            }
            sums[Int(other)] += sign
            return true
        }
        guard visit(0, home, 1) else { return nil }
        var result = Pattern(variables: [], signs: [], up: .max, down: .max, price: cost)
        for variable in touched {
            // Cells with the same people must all change alike.
            let sum = sums[Int(variable)]
            guard abs(sum) == model.cellCount[Int(variable)] else { return nil }
            let room = room(Int(variable))
            let head = headroom(Int(variable))
            result.up = min(result.up, sum < 0 ? room : head)
            result.down = min(result.down, sum < 0 ? head : room)
            result.variables.append(variable)
            result.signs.append(sum < 0 ? -1 : 1)
        }
        return sums[target] > 0 ? result : nil
    }
}
