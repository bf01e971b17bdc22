// SPDX-License-Identifier: Apache-2.0

/// All cells of a release set, merged by the people in them, with every sum that joins them.
///
/// Cells with exactly the same people are one *variable*: they share one status. Variables with
/// somebody in them come first, then the empty cells, one variable each.
public struct CellModel: Sendable {
    public let release: ReleaseSet
    /// For every cell, its place in the full cross-classification (mixed radix over all categories).
    public private(set) var keys: [Int] = []
    /// For every cell, its variable.
    public private(set) var variableOf: [Int32] = []
    /// The true number of people in each variable.
    public private(set) var values: [Int] = []
    /// How many people each variable holds; the same as its value where people are counted.
    public private(set) var heads: [Int] = []
    /// A word for the people in each variable: equal words mean the same people.
    private(set) var people: [UInt64] = []
    /// One cell of each variable, for messages: the coarsest.
    public private(set) var sample: [Int32] = []
    /// How many cells each variable stands for.
    public private(set) var cellCount: [Int32] = []
    /// The cells of each table in the order in which they are written; the tables of earlier
    /// releases come after those of this one.
    public private(set) var tableCells: [[Int32]] = []
    /// All tables as dimensions: this release's first, then those of earlier ones.
    public let tables: [[Int]]
    /// How many variables hold somebody.
    public private(set) var occupied = 0

    var rows = EquationRows()
    private(set) var columnStarts: [Int] = []
    private(set) var columnRows: [Int32] = []
    private(set) var columnFactors: [Int32] = []
    let radix: [Int]
    /// The order of categories that the seed gives, and all cells in it.
    let canonical: CanonicalOrder
    private(set) var cellOrder: [Int32] = []

    /// How many different variables there are.
    public var count: Int { values.count }
    /// The number of different cells shown by the tables.
    public var cells: Int { keys.count }

    /// All cells of a release set; `merging` can be turned off to judge somebody else's pattern,
    /// in which cells with the same people may have been treated differently. With `hidingZeros`, a
    /// row and its one column that has anybody are two variables: the reader may not be told that
    /// they are the same people. Variables and sums are numbered in an order that follows from the
    /// names of categories and the secret seed, however the input was ordered.
    public init(
        _ release: ReleaseSet, merging: Bool = true, hidingZeros: Bool = false, seed: UInt64 = 0
    ) {
        self.release = release
        let earlier = release.earlier.map { $0.dimensions.sorted() }
        tables = release.tables + earlier
        var step = 1
        var radix = [Int](repeating: 1, count: release.dimensions.count)
        for index in release.dimensions.indices.reversed() {
            radix[index] = step
            step *= release.dimensions[index].codes.count
        }
        self.radix = radix
        var builder = CellBuilder(release: release, radix: radix, fullSize: step)
        for table in tables { tableCells.append(builder.addTable(table)) }
        keys = builder.keys
        canonical = CanonicalOrder(release.dimensions, seed: seed)
        let places = keys.indices.map { canonical.place(of: codes(ofCell: $0)) }
        cellOrder = keys.indices.map(Int32.init).sorted { places[Int($0)] < places[Int($1)] }
        merge(builder.counts, builder.heads, hidingZeros ? identities(builder) : builder.signatures, merging)
        buildRows(&builder)
        sortRows()
        buildColumns()
    }

    /// The category positions of a cell.
    public func codes(ofCell cell: Int) -> [Int] {
        var rest = keys[cell]
        return radix.map { step in
            let code = rest / step
            rest %= step
            return code
        }
    }

    /// The number of the cell with these category positions; `nil` where no table shows it.
    func cellNumbers() -> [Int: Int32] {
        Dictionary(uniqueKeysWithValues: keys.enumerated().map { ($1, Int32($0)) })
    }

    /// A random word for a variable, by the seed and its coarsest cell.
    func word(of variable: Int) -> UInt64 { canonical.word(of: codes(ofCell: Int(sample[variable]))) }

    /// Words for a variable, by its coarsest cell.
    public func words(for variable: Int) -> String {
        release.words(for: codes(ofCell: Int(sample[variable])))
    }

    /// The cells that an earlier release shows: they keep a variable of their own.
    private func shownBefore() -> Set<Int> {
        var shown: Set<Int> = []
        for table in release.earlier {
            for figure in table.figures where figure.value != nil { shown.insert(key(of: figure.codes)) }
        }
        return shown
    }

    /// The place of a cell in the full cross-classification.
    func key(of codes: [Int]) -> Int { zip(codes, radix).reduce(0) { $0 + $1.0 * $1.1 } }

    /// Words that are equal for cells that are the same by their definition, or for one person.
    private func identities(_ builder: CellBuilder) -> [UInt64] {
        let alike = release.dimensions.map { dimension -> [Int] in
            var first: [[Int]: Int] = [:]
            return dimension.codes.indices.map { code in
                first[dimension.leavesUnder[code], default: code] =
                    first[dimension.leavesUnder[code]] ?? code
                return first[dimension.leavesUnder[code]] ?? code
            }
        }
        return builder.signatures.indices.map { cell in
            if builder.heads[cell] < 2 { return builder.signatures[cell] }
            let place = key(of: zip(alike, codes(ofCell: cell)).map { $0[$1] })
            var generator = SeededGenerator(seed: UInt64(truncatingIfNeeded: place) &+ 0x2e05)
            return generator.next()
        }
    }

    private mutating func merge(
        _ counts: [Int], _ people: [Int], _ signatures: [UInt64], _ merging: Bool
    ) {
        var known: [UInt64: Int32] = [:]
        variableOf = [Int32](repeating: -1, count: counts.count)
        func size(_ cell: Int32) -> Int { codes(ofCell: Int(cell)).count { $0 != 0 } }
        let shown = shownBefore()
        for cell in cellOrder.map(Int.init) where people[cell] > 0 {
            if merging, !shown.contains(keys[cell]), let variable = known[signatures[cell]] {
                variableOf[cell] = variable
                cellCount[Int(variable)] += 1
                if size(Int32(cell)) < size(sample[Int(variable)]) { sample[Int(variable)] = Int32(cell) }
            } else {
                if !shown.contains(keys[cell]) { known[signatures[cell]] = Int32(values.count) }
                variableOf[cell] = Int32(values.count)
                values.append(counts[cell])
                heads.append(people[cell])
                self.people.append(signatures[cell])
                sample.append(Int32(cell))
                cellCount.append(1)
            }
        }
        occupied = values.count
        for cell in cellOrder.map(Int.init) where people[cell] == 0 {
            variableOf[cell] = Int32(values.count)
            values.append(0)
            heads.append(0)
            self.people.append(0)
            sample.append(Int32(cell))
            cellCount.append(1)
        }
    }

    private mutating func buildRows(_ builder: inout CellBuilder) {
        var seen: Set<Int> = []
        let dedupe = tables.count > 1
        var coefficient = [Int32](repeating: 0, count: values.count)
        var touched: [Int32] = []
        let groupsTotal = release.dimensions.reduce(0) { $0 + $1.groups.count }
        for (tableIndex, table) in tables.enumerated() {
            let cells = tableCells[tableIndex]
            let sizes = table.map { release.dimensions[$0].codes.count }
            var groupBase = 0
            var steps = [Int](repeating: 1, count: sizes.count)
            for index in sizes.indices.reversed().dropFirst() {
                steps[index] = steps[index + 1] * sizes[index + 1]
            }
            for dimension in release.dimensions.indices {
                defer { groupBase += release.dimensions[dimension].groups.count }
                guard let axis = table.firstIndex(of: dimension) else { continue }
                let inner = steps[axis]
                let outer = cells.count / (inner * sizes[axis])
                for (groupIndex, group) in release.dimensions[dimension].groups.enumerated() {
                    for high in 0..<outer {
                        for low in 0..<inner {
                            let base = high * inner * sizes[axis] + low
                            let parent = cells[base + group.parent * inner]
                            if dedupe,
                                !seen.insert(Int(parent) * groupsTotal + groupBase + groupIndex).inserted
                            {
                                continue
                            }
                            func touch(_ cell: Int32, _ factor: Int32) {
                                let variable = Int(variableOf[Int(cell)])
                                if coefficient[variable] == 0 { touched.append(Int32(variable)) }
                                coefficient[variable] += factor
                            }
                            touch(parent, 1)
                            for child in group.children { touch(cells[base + child * inner], -1) }
                            appendRow(touched, &coefficient)
                            touched.removeAll(keepingCapacity: true)
                        }
                    }
                }
            }
        }
    }

    private mutating func appendRow(_ touched: [Int32], _ coefficient: inout [Int32]) {
        let before = rows.columns.count
        for variable in touched where coefficient[Int(variable)] != 0 {
            rows.columns.append(variable)
            rows.factors.append(coefficient[Int(variable)])
            coefficient[Int(variable)] = 0
        }
        if rows.columns.count > before { rows.starts.append(rows.columns.count) }
    }

    /// Puts the sums and the cells in them into the order of the cells' numbers.
    private mutating func sortRows() {
        var held: [(columns: [Int32], factors: [Int32])] = (0..<rows.count).map { row in
            let range = rows.starts[row]..<rows.starts[row + 1]
            let sorted = range.sorted { rows.columns[$0] < rows.columns[$1] }
            return (sorted.map { rows.columns[$0] }, sorted.map { rows.factors[$0] })
        }
        held.sort { one, other in
            if one.columns[0] != other.columns[0] { return one.columns[0] < other.columns[0] }
            return one.columns.lexicographicallyPrecedes(other.columns)
                || (one.columns == other.columns && one.factors.lexicographicallyPrecedes(other.factors))
        }
        rows = EquationRows()
        for row in held {
            rows.columns += row.columns
            rows.factors += row.factors
            rows.starts.append(rows.columns.count)
        }
    }

    private mutating func buildColumns() {
        var starts = [Int](repeating: 0, count: count + 1)
        for column in rows.columns { starts[Int(column) + 1] += 1 }
        for column in 0..<count { starts[column + 1] += starts[column] }
        columnStarts = starts
        columnRows = [Int32](repeating: 0, count: rows.columns.count)
        columnFactors = columnRows
        for row in 0..<rows.count {
            for position in rows.starts[row]..<rows.starts[row + 1] {
                let column = Int(rows.columns[position])
                columnRows[starts[column]] = Int32(row)
                columnFactors[starts[column]] = rows.factors[position]
                starts[column] += 1
            }
        }
    }
}
