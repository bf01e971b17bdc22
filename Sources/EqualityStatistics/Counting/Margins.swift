// SPDX-License-Identifier: Apache-2.0

extension CrossTabulation {
    /// The same records counted over fewer columns, by position, in the order in which they stand here.
    ///
    /// Made from these counts, not from records. Throws `noSuchColumn` for positions that are not here, come
    /// twice or out of order.
    public func margin(over positions: [Int]) throws(CountingProblem) -> CrossTabulation {
        for (index, position) in positions.enumerated()
        where !columns.indices.contains(position) || (index > 0 && positions[index - 1] >= position) {
            throw .noSuchColumn(position)
        }
        var table = self
        for position in columns.indices.reversed() where !positions.contains(position) {
            table = table.summed(over: position)
        }
        return table
    }

    /// Without the column at one position.
    func summed(over position: Int) -> CrossTabulation {
        var kept = columns
        kept.remove(at: position)
        switch cells {
        case .dense(let counts):
            let size = columns[position].categories
            let inner = columns[(position + 1)...].reduce(1) { $0 * $1.categories }
            let outer = columns[..<position].reduce(1) { $0 * $1.categories }
            var sums = [Int](repeating: 0, count: outer * inner)
            for first in 0..<outer {
                for code in 0..<size {
                    let from = (first * size + code) * inner
                    for last in 0..<inner { sums[first * inner + last] += counts[from + last] }
                }
            }
            return CrossTabulation(kept, .dense(sums))
        case .sparse(let codes, let counts):
            return CrossTabulation.gathered(kept, cells: counts.count, counts: counts) { cell, place in
                Int(codes[cell * columns.count + (place < position ? place : place + 1)])
            }
        }
    }

    /// Cells given in any order and more than once, added up.
    private static func gathered(
        _ columns: [ColumnName], cells: Int, counts: [Int], _ code: (_ cell: Int, _ place: Int) -> Int
    ) -> CrossTabulation {
        let width = columns.count
        if let product = product(columns), product <= denseLimit {
            var sums = [Int](repeating: 0, count: product)
            for cell in 0..<cells {
                var number = 0
                for place in 0..<width { number = number * columns[place].categories + code(cell, place) }
                sums[number] += counts[cell]
            }
            return CrossTabulation(columns, .dense(sums))
        }
        func compare(_ one: Int, _ other: Int) -> Int {
            for place in 0..<width {
                let gap = code(one, place) - code(other, place)
                if gap != 0 { return gap }
            }
            return 0
        }
        let order = (0..<cells).sorted { compare($0, $1) < 0 }
        var sumCodes: [UInt32] = []
        var sums: [Int] = []
        for (index, cell) in order.enumerated() {
            if index > 0, compare(order[index - 1], cell) == 0 {
                sums[sums.count - 1] += counts[cell]
            } else {
                for place in 0..<width { sumCodes.append(UInt32(code(cell, place))) }
                sums.append(counts[cell])
            }
        }
        return CrossTabulation(columns, .sparse(codes: sumCodes, counts: sums))
    }

    /// Every margin, from this table itself down to the grand total, so that disclosure control sees all at
    /// once.
    ///
    /// Each is made from the smallest table that holds it, so the finest counts are read few times. Throws
    /// `tooManyColumns` above sixteen columns.
    public func margins() throws(CountingProblem) -> Margins {
        guard columns.count <= 16 else { throw .tooManyColumns }
        let full = 1 << columns.count - 1
        var tables: [Int: CrossTabulation] = [full: self]
        for mask in stride(from: full - 1, through: 0, by: -1) {
            // Parents have one column more; their masks are greater, so they are there already.
            var best: (table: CrossTabulation, position: Int)?
            for position in columns.indices where mask & 1 << position == 0 {
                guard let parent = tables[mask | 1 << position] else { continue }
                if parent.storedCells < best?.table.storedCells ?? .max {
                    let before = (0..<position).count { mask & 1 << $0 != 0 }
                    best = (parent, before)
                }
            }
            tables[mask] = best.map { $0.table.summed(over: $0.position) }
        }
        return Margins(columns: columns, tables: tables)
    }

    private var storedCells: Int {
        switch cells {
        case .dense(let counts), .sparse(_, let counts): counts.count
        }
    }

    /// The same records with codes of one column put together into declared groups that lie apart.
    ///
    /// The column keeps its name; its categories are then the named groups, in their order, and after them
    /// each code that is in none of them, in order. Throws `noSuchColumn` and `notAHierarchy`, the latter
    /// also for groups that lie within each other.
    public func grouped(
        _ position: Int, by hierarchy: CodeHierarchy, groups names: [String]
    ) throws(CountingProblem) -> CrossTabulation {
        guard columns.indices.contains(position) else { throw .noSuchColumn(position) }
        guard hierarchy.categories == columns[position].categories else {
            throw .notAHierarchy("it is of another column")
        }
        var new = [Int?](repeating: nil, count: hierarchy.categories)
        for (index, name) in names.enumerated() {
            guard let group = hierarchy.group(name) else { throw .notAHierarchy("there is no group \(name)") }
            for code in group.codes {
                if new[code] != nil { throw .notAHierarchy("\(name) shares codes with another group") }
                new[code] = index
            }
        }
        var next = names.count
        let map = new.map { group in
            if let group { return group }
            next += 1
            return next - 1
        }
        var changed = columns
        changed[position] = ColumnName(columns[position].name, categories: next)
        var codes: [Int] = []
        var counts: [Int] = []
        forEachCell { cell, count in
            var cell = cell
            cell[position] = map[cell[position]]
            codes += cell
            counts.append(count)
        }
        let width = columns.count
        return CrossTabulation.gathered(changed, cells: counts.count, counts: counts) { cell, place in
            codes[cell * width + place]
        }
    }
}

/// A table with every margin of it.
public struct Margins: Hashable, Sendable {
    /// The columns of the finest table.
    public let columns: [ColumnName]
    private let tables: [Int: CrossTabulation]

    init(columns: [ColumnName], tables: [Int: CrossTabulation]) {
        self.columns = columns
        self.tables = tables
    }

    /// How many tables there are, the finest and the grand total among them.
    public var count: Int { tables.count }

    /// The table over the columns at these positions, in any order; nil where one is not there.
    public subscript(positions: Set<Int>) -> CrossTabulation? {
        guard positions.allSatisfy(columns.indices.contains) else { return nil }
        return tables[positions.reduce(0) { $0 | 1 << $1 }]
    }

    /// Every table with the positions that it is over, the finest first.
    public var all: [(positions: [Int], table: CrossTabulation)] {
        tables.keys.sorted { ($1.nonzeroBitCount, $1) < ($0.nonzeroBitCount, $0) }.compactMap { mask in
            tables[mask].map { (columns.indices.filter { mask & 1 << $0 != 0 }, $0) }
        }
    }
}
