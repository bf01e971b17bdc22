// SPDX-License-Identifier: Apache-2.0

/// The equations between hidden cells, solved once, so that random solutions cost little.
///
/// A solution is a change to hidden cells that leaves every published number as it is. Each
/// equation gives up one cell (the pivot), which then follows from the others.
struct NullSpace<F: PrimeField>: Sendable {
    let columns: Int
    private var pivots: [Int32] = []
    private var starts: [Int] = [0]
    private var entryColumns: [Int32] = []
    private var entryFactors: [F.Word] = []
    private var isPivot: [Bool]
    /// How many entries the elimination went through: what it cost, the same on every machine.
    private(set) var steps = 0

    /// The number of independent changes that the published numbers leave open.
    var dimension: Int { columns - pivots.count }

    private struct Entry {
        var column: Int32
        var factor: F.Word
    }

    /// Solves `rows` (pairs of column and coefficient) over `columns` hidden cells.
    init(columns: Int, rows source: EquationRows) {
        self.columns = columns
        isPivot = [Bool](repeating: false, count: columns)
        var rows: [[Entry]] = []
        rows.reserveCapacity(source.count)
        var rowsOf = [[Int32]](repeating: [], count: columns)
        for index in 0..<source.count {
            var row: [Entry] = []
            let range = source.starts[index]..<source.starts[index + 1]
            row.reserveCapacity(range.count)
            for position in range {
                let column = source.columns[position]
                row.append(Entry(column: column, factor: F.element(Int(source.factors[position]))))
                rowsOf[Int(column)].append(Int32(rows.count))
            }
            rows.append(row)
        }
        eliminate(&rows, &rowsOf)
    }

    private mutating func eliminate(_ rows: inout [[Entry]], _ rowsOf: inout [[Int32]]) {
        var buckets = [[Int32]](repeating: [], count: 64)
        func bucket(_ degree: Int) -> Int { min(degree, 63) }
        for column in 0..<columns where !rowsOf[column].isEmpty {
            buckets[bucket(rowsOf[column].count)].append(Int32(column))
        }
        var place = [Int32](repeating: -1, count: columns)
        var level = 1
        while level < 64 {
            guard let column = buckets[level].popLast() else {
                level += 1
                continue
            }
            let home = Int(column)
            if isPivot[home] || rowsOf[home].isEmpty || bucket(rowsOf[home].count) != level { continue }
            guard let pivotRow = rowsOf[home].min(by: { rows[Int($0)].count < rows[Int($1)].count }) else {
                continue
            }
            let others = rowsOf[home].filter { $0 != pivotRow }
            let pivot = rows[Int(pivotRow)]
            rows[Int(pivotRow)] = []
            record(pivot, column)
            rowsOf[home] = []
            for entry in pivot where entry.column != column {
                let other = Int(entry.column)
                if let at = rowsOf[other].firstIndex(of: pivotRow) {
                    rowsOf[other].swapAt(at, rowsOf[other].count - 1)
                    rowsOf[other].removeLast()
                }
            }
            let last = pivots.count - 1
            for target in others {
                substitute(last, column, Int(target), &rows, &rowsOf, &place)
            }
            for entry in pivot where entry.column != column {
                let degree = rowsOf[Int(entry.column)].count
                if degree > 0 {
                    buckets[bucket(degree)].append(entry.column)
                    level = min(level, bucket(degree))
                }
            }
        }
    }

    /// Keeps the pivot as the sum of the other cells in its equation.
    private mutating func record(_ row: [Entry], _ column: Int32) {
        var own: F.Word = 1
        for entry in row where entry.column == column { own = entry.factor }
        let scale = F.negate(F.inverse(own))
        for entry in row where entry.column != column {
            entryColumns.append(entry.column)
            entryFactors.append(F.multiply(entry.factor, scale))
        }
        pivots.append(column)
        starts.append(entryColumns.count)
        isPivot[Int(column)] = true
    }

    private mutating func substitute(
        _ pivot: Int, _ column: Int32, _ target: Int, _ rows: inout [[Entry]],
        _ rowsOf: inout [[Int32]], _ place: inout [Int32]
    ) {
        var row = rows[target]
        rows[target] = []
        var own: F.Word = 0
        for position in row.indices where row[position].column == column {
            own = row[position].factor
            row.swapAt(position, row.count - 1)
            row.removeLast()
            break
        }
        for position in row.indices { place[Int(row[position].column)] = Int32(position) }
        for position in starts[pivot]..<starts[pivot + 1] {
            let other = entryColumns[position]
            let change = F.multiply(own, entryFactors[position])
            let known = place[Int(other)]
            if known >= 0 {
                row[Int(known)].factor = F.add(row[Int(known)].factor, change)
            } else {
                place[Int(other)] = Int32(row.count)
                row.append(Entry(column: other, factor: change))
                rowsOf[Int(other)].append(Int32(target))
            }
        }
        steps += row.count + starts[pivot + 1] - starts[pivot]
        for entry in row { place[Int(entry.column)] = -1 }
        for entry in row where entry.factor == 0 {
            if let at = rowsOf[Int(entry.column)].firstIndex(of: Int32(target)) {
                rowsOf[Int(entry.column)].swapAt(at, rowsOf[Int(entry.column)].count - 1)
                rowsOf[Int(entry.column)].removeLast()
            }
        }
        row.removeAll { $0.factor == 0 }
        rows[target] = row
    }

    /// `lanes` random solutions; the value of cell `c` in solution `l` stands at `c * lanes + l`.
    func randomSolutions(lanes: Int, using generator: inout SeededGenerator) -> [F.Word] {
        var values = [F.Word](repeating: 0, count: columns * lanes)
        values.withUnsafeMutableBufferPointer { values in
            for column in 0..<columns where !isPivot[column] {
                for lane in 0..<lanes { values[column * lanes + lane] = F.random(using: &generator) }
            }
            for index in stride(from: pivots.count - 1, through: 0, by: -1) {
                let home = Int(pivots[index]) * lanes
                for position in starts[index]..<starts[index + 1] {
                    let from = Int(entryColumns[position]) * lanes
                    let factor = entryFactors[position]
                    if factor == 1 {
                        for lane in 0..<lanes {
                            values[home + lane] = F.add(values[home + lane], values[from + lane])
                        }
                    } else {
                        for lane in 0..<lanes {
                            values[home + lane] = F.add(
                                values[home + lane], F.multiply(factor, values[from + lane]))
                        }
                    }
                }
            }
        }
        return values
    }
}

/// Equations in compressed rows: `factors · x[columns] = 0` for each row.
struct EquationRows: Sendable {
    var starts: [Int] = [0]
    var columns: [Int32] = []
    var factors: [Int32] = []
    var count: Int { starts.count - 1 }
}
