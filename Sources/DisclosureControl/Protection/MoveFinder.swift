// SPDX-License-Identifier: Apache-2.0

/// Looks for a move that takes one cell up or down, near that cell, by linear programming.
///
/// All cells outside the neighbourhood stay fixed; a move found so is valid in the whole.
struct MoveFinder {
    let model: CellModel
    let solver: any MoveSolver
    private var mark: [Int32]
    private var rowMark: [Int32]
    private var balance: [Int]

    /// The least that an occupied hidden cell can be to somebody who knows that zeros are shown.
    var floor = 0
    /// How far cells can be from the truth, where they are shown changed.
    var limits: Limits?

    init(model: CellModel, solver: any MoveSolver) {
        self.model = model
        self.solver = solver
        mark = [Int32](repeating: -1, count: model.count)
        rowMark = [Int32](repeating: -1, count: model.rows.count)
        balance = [Int](repeating: 0, count: model.rows.count)
    }

    /// What a search may use and what it pays.
    struct Search {
        var target: Int
        var up: Bool
        var amount: Int
        var limit: Int
        /// How far other cells may go; the usual limit keeps moves small.
        var cap: Double?
        /// Cells that may change.
        var allowed: (Int) -> Bool
        /// The price of changing a cell by one.
        var price: (Int) -> Double
        /// A small reward for also moving this cell up (or, below zero, down).
        var reward: (Int) -> Double
    }

    /// The move found and the number of cells in the neighbourhood.
    mutating func find(_ search: Search) -> (move: Move, reached: Int)? {
        let near = movable(neighbourhood(search))
        guard near.first == Int32(search.target), near.count > 1 else { return nil }
        guard let changes = solve(search, near), let move = exact(near, changes) else { return nil }
        let reached = abs(move.change(at: Int32(search.target))) / move.divisor
        return reached > 0 ? (move, Int(reached)) : nil
    }

    /// The changes that the solver finds best within `near`.
    private mutating func solve(_ search: Search, _ near: [Int32]) -> [Double]? {
        let joined = joined(near)
        var up = [Double](repeating: .infinity, count: near.count)
        var down = up
        var price = [Double](repeating: 0, count: near.count)
        var reward = price
        let scale = 1000.0
        for (index, variable) in near.enumerated() where joined.sign[index] != 0 {
            let column = Int(variable)
            let isTarget = column == search.target
            let cap = isTarget ? Double(search.amount) : search.cap ?? Double(search.amount * 3)
            var rise = cap
            var fall = min(cap, Double(max(0, model.values[column] - floor)))
            var gain = search.reward(column)
            if let limits {
                rise = min(rise, Double(limits.high[column] - model.values[column]))
                fall = min(fall, Double(model.values[column] - limits.low[column]))
            }
            if isTarget {
                if search.up { fall = 0 } else { rise = 0 }
                gain = search.up ? scale : -scale
            }
            let home = Int(joined.leader[index])
            let same = joined.sign[index] > 0
            up[home] = min(up[home], same ? rise : fall)
            down[home] = min(down[home], same ? fall : rise)
            price[home] += search.price(column)
            reward[home] += same ? gain : -gain
        }
        var programme = MoveProgram()
        programme.rowCount = joined.rows.count
        var starts = [Int](repeating: 0, count: near.count + 1)
        for row in joined.rows { for entry in row { starts[Int(entry.cell) + 1] += 1 } }
        for index in near.indices { starts[index + 1] += starts[index] }
        var places = [(row: Int32, factor: Double)](repeating: (0, 0), count: starts[near.count])
        var next = starts
        for (number, row) in joined.rows.enumerated() {
            for entry in row {
                places[next[Int(entry.cell)]] = (Int32(number), Double(entry.factor))
                next[Int(entry.cell)] += 1
            }
        }
        var columnOf = [Int](repeating: -1, count: near.count)
        for index in near.indices where joined.leader[index] == index && joined.sign[index] != 0 {
            columnOf[index] = programme.columnCount
            for (sign, upper) in [(1.0, up[index]), (-1.0, down[index])] {
                for place in places[starts[index]..<starts[index + 1]] {
                    programme.rows.append(place.row)
                    programme.factors.append(place.factor * sign)
                }
                programme.starts.append(Int32(programme.rows.count))
                programme.upper.append(upper)
                programme.objective.append(sign * reward[index] - price[index])
            }
        }
        guard let solution = solver.best(for: programme) else { return nil }
        return near.indices.map { index in
            let column = columnOf[Int(joined.leader[index])]
            if column < 0 || joined.sign[index] == 0 { return 0 }
            return Double(joined.sign[index]) * (solution[column] - solution[column + 1])
        }
    }

    /// The cells of `near` with the sums between them, taken together where they change together.
    private mutating func joined(_ near: [Int32]) -> JoinedCells {
        var rows: [[(cell: Int32, factor: Int32)]] = []
        var touched: [Int32] = []
        for (index, variable) in near.enumerated() {
            for position in model.columnStarts[Int(variable)]..<model.columnStarts[Int(variable) + 1] {
                let row = Int(model.columnRows[position])
                if rowMark[row] < 0 {
                    rowMark[row] = Int32(rows.count)
                    touched.append(Int32(row))
                    rows.append([])
                }
                rows[Int(rowMark[row])].append((Int32(index), model.columnFactors[position]))
            }
        }
        for row in touched { rowMark[Int(row)] = -1 }
        return JoinedCells(count: near.count, rows: rows)
    }

    /// The furthest the solver can take the target, fractions included; `nil` where it gave up.
    mutating func reach(_ search: Search) -> Double? {
        let near = movable(neighbourhood(search))
        guard near.first == Int32(search.target), near.count > 1 else { return 0 }
        return solve(search, near).map { abs($0[0]) }
    }

    /// Moves that push many cells of a neighbourhood at once, each as small as it can be cut.
    mutating func findTogether(_ search: Search, near all: [Int32]) -> [Move] {
        for variable in all { mark[Int(variable)] = 0 }
        let near = movable(all)
        guard let changes = solve(search, near) else { return [] }
        var cluster = [Int32](repeating: -1, count: near.count)
        var owner: [Int32: Int32] = [:]
        for (index, variable) in near.enumerated() where abs(changes[index]) > 1e-7 {
            mark[Int(variable)] = Int32(index)
        }
        var moves: [Move] = []
        for start in near.indices where mark[Int(near[start])] >= 0 && cluster[start] < 0 {
            var members = [Int32(start)]
            cluster[start] = Int32(start)
            var next = 0
            while next < members.count {
                let column = Int(near[Int(members[next])])
                next += 1
                for position in model.columnStarts[column]..<model.columnStarts[column + 1] {
                    let row = model.columnRows[position]
                    if owner.updateValue(Int32(start), forKey: row) != nil { continue }
                    for place in model.rows.starts[Int(row)]..<model.rows.starts[Int(row) + 1] {
                        let other = mark[Int(model.rows.columns[place])]
                        if other >= 0 && cluster[Int(other)] < 0 {
                            cluster[Int(other)] = Int32(start)
                            members.append(other)
                        }
                    }
                }
            }
            let part = members.map { near[Int($0)] }
            if let move = exact(part, members.map { changes[Int($0)] }) { moves.append(move) }
        }
        for variable in near { mark[Int(variable)] = -1 }
        return moves
    }

    /// The hidden cells joined to `start` by sums, nearest first, at most `limit`, leaving out `taken`.
    mutating func cluster(from start: Int, limit: Int, allowed: @escaping (Int) -> Bool) -> [Int32] {
        let near = neighbourhood(
            Search(
                target: start, up: true, amount: 1, limit: limit, allowed: allowed, price: { _ in 0 },
                reward: { _ in 0 }))
        for variable in near { mark[Int(variable)] = -1 }
        return near
    }

    /// The cells within reach, nearest first, at most `limit` of them.
    private mutating func neighbourhood(_ search: Search) -> [Int32] {
        var near: [Int32] = [Int32(search.target)]
        mark[search.target] = 0
        var next = 0
        while next < near.count && near.count < search.limit {
            let column = Int(near[next])
            next += 1
            for position in model.columnStarts[column]..<model.columnStarts[column + 1] {
                let row = Int(model.columnRows[position])
                for place in model.rows.starts[row]..<model.rows.starts[row + 1] {
                    let other = Int(model.rows.columns[place])
                    if mark[other] < 0 && search.allowed(other) {
                        mark[other] = Int32(near.count)
                        near.append(Int32(other))
                    }
                }
            }
        }
        return near
    }

    /// The cells that can move at all while the rest stays: a cell alone in some sum cannot.
    ///
    /// Keeps the order, and leaves no marks behind.
    private mutating func movable(_ near: [Int32]) -> [Int32] {
        var rows: [Int32] = []
        for variable in near {
            for position in model.columnStarts[Int(variable)]..<model.columnStarts[Int(variable) + 1] {
                let row = Int(model.columnRows[position])
                if rowMark[row] < 0 {
                    rowMark[row] = 0
                    rows.append(Int32(row))
                }
                rowMark[row] += 1
            }
        }
        var lonely = rows.filter { rowMark[Int($0)] == 1 }
        while let row = lonely.popLast() {
            let range = model.rows.starts[Int(row)]..<model.rows.starts[Int(row) + 1]
            guard rowMark[Int(row)] == 1,
                let place = range.first(where: { mark[Int(model.rows.columns[$0])] >= 0 })
            else { continue }
            let fixed = Int(model.rows.columns[place])
            mark[fixed] = -1
            for position in model.columnStarts[fixed]..<model.columnStarts[fixed + 1] {
                let other = Int(model.columnRows[position])
                rowMark[other] -= 1
                if rowMark[other] == 1 { lonely.append(Int32(other)) }
            }
        }
        for row in rows { rowMark[Int(row)] = -1 }
        let left = near.filter { mark[Int($0)] >= 0 }
        for variable in near { mark[Int(variable)] = -1 }
        return left
    }

    /// Whether a move, however it was found, is one.
    mutating func admits(_ move: Move) -> Bool {
        model.admits(move, floor: floor, limits: limits, balance: &balance)
    }

    /// The move in whole numbers over a small divisor, checked exactly; `nil` where it is not one.
    private mutating func exact(_ near: [Int32], _ changes: [Double]) -> Move? {
        for divisor: Int32 in [1, 2, 3, 4, 5, 6, 8, 12] {
            var move = Move(divisor: divisor)
            var whole = true
            for (index, change) in changes.enumerated() where abs(change) > 1e-7 {
                let scaled = change * Double(divisor)
                let rounded = scaled.rounded()
                if abs(scaled - rounded) > 1e-5 || abs(rounded) > Double(1 << 30) {
                    whole = false
                    break
                }
                if rounded != 0 {
                    move.variables.append(near[index])
                    move.changes.append(Int32(rounded))
                }
            }
            if whole && model.admits(move, floor: floor, limits: limits, balance: &balance) {
                return move.variables.isEmpty ? nil : move
            }
        }
        return nil
    }
}
