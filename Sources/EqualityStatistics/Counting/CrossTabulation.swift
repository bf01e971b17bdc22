// SPDX-License-Identifier: Apache-2.0

/// How many records there are in every combination of some columns' codes.
///
/// Raw counts of people: they go to disclosure control, and nowhere else.
public struct CrossTabulation: Hashable, Sendable {
    /// The columns counted over, in order.
    public let columns: [ColumnName]
    /// All records in it.
    public let total: Int
    let cells: Cells

    /// Every cell that can be, the last column fastest; or those that occur, in the same order.
    enum Cells: Hashable, Sendable {
        case dense([Int])
        /// The codes of each cell one after another, and how many records it has.
        case sparse(codes: [UInt32], counts: [Int])
    }

    /// Tables of at most this many cells give every cell a place; larger ones hold the cells that occur.
    public static let denseLimit = 1 << 20

    init(_ columns: [ColumnName], _ cells: Cells) {
        self.columns = columns
        self.cells = cells
        switch cells {
        case .dense(let counts), .sparse(_, let counts): total = counts.reduce(0, +)
        }
    }

    /// The number of cells that there can be; nil where it is beyond counting.
    static func product(_ columns: [ColumnName]) -> Int? {
        var product = 1
        for column in columns {
            let (next, over) = product.multipliedReportingOverflow(by: column.categories)
            if over { return nil }
            product = next
        }
        return product
    }

    /// The records with these codes, one for each column; 0 where a code has no category.
    public func count(_ codes: Int...) -> Int { count(at: codes) }

    /// The records with these codes, one for each column; 0 where a code has no category or the number of
    /// codes is another.
    public func count(at codes: [Int]) -> Int {
        guard codes.count == columns.count,
            zip(codes, columns).allSatisfy({ (0..<$1.categories).contains($0) })
        else { return 0 }
        switch cells {
        case .dense(let counts):
            return counts[zip(codes, columns).reduce(0) { $0 * $1.1.categories + $1.0 }]
        case .sparse(let all, let counts):
            var low = 0
            var high = counts.count
            while low < high {
                let middle = (low + high) / 2
                switch CrossTabulation.order(all, middle, codes) {
                case 0: return counts[middle]
                case ..<0: low = middle + 1
                default: high = middle
                }
            }
            return 0
        }
    }

    /// Below, at or above 0 as the cell comes before, is, or comes after the codes.
    private static func order(_ all: [UInt32], _ cell: Int, _ codes: [Int]) -> Int {
        for (place, code) in codes.enumerated() {
            let own = Int(all[cell * codes.count + place])
            if own != code { return own < code ? -1 : 1 }
        }
        return 0
    }

    /// Every cell in which there is somebody, in order of codes.
    public func forEachCell(_ body: (_ codes: [Int], _ count: Int) -> Void) {
        var codes = [Int](repeating: 0, count: columns.count)
        switch cells {
        case .dense(let counts):
            for count in counts {
                if count > 0 { body(codes, count) }
                var place = columns.count - 1
                while place >= 0 {
                    codes[place] += 1
                    if codes[place] < columns[place].categories { break }
                    codes[place] = 0
                    place -= 1
                }
            }
        case .sparse(let all, let counts):
            for (cell, count) in counts.enumerated() {
                for place in codes.indices { codes[place] = Int(all[cell * codes.count + place]) }
                body(codes, count)
            }
        }
    }

    /// How many cells have somebody in them.
    public var occupiedCells: Int {
        switch cells {
        case .dense(let counts): counts.count { $0 > 0 }
        case .sparse(_, let counts): counts.count
        }
    }
}

extension CodedColumns {
    /// Counts records over columns, by position, among those that every filter lets through.
    ///
    /// Two threads unless told; the counts do not depend on it. Throws `noSuchColumn` for a position that the
    /// table does not have, or one given twice. A filter's codes that a column does not have match nobody.
    public func crossTabulation(
        over positions: [Int], where filters: [CodeFilter] = [], threads: Int = 2
    ) throws(CountingProblem) -> CrossTabulation {
        try crossTabulation(
            over: positions, where: filters, threads: threads, denseLimit: CrossTabulation.denseLimit)
    }

    func crossTabulation(
        over positions: [Int], where filters: [CodeFilter], threads: Int, denseLimit: Int
    ) throws(CountingProblem) -> CrossTabulation {
        for (index, position) in positions.enumerated()
        where !columns.indices.contains(position) || positions[..<index].contains(position) {
            throw .noSuchColumn(position)
        }
        for filter in filters where !columns.indices.contains(filter.column) {
            throw .noSuchColumn(filter.column)
        }
        let counted = positions.map { columns[$0] }
        // The stretches point into chunks, which must outlive them.
        return withExtendedLifetime(chunks) {
            count(counted, stretches(over: positions, where: filters), threads, denseLimit)
        }
    }

    private func count(
        _ counted: [ColumnName], _ work: [Stretch], _ threads: Int, _ denseLimit: Int
    ) -> CrossTabulation {
        let product = CrossTabulation.product(counted)
        // A place for every cell is worth it where records are not far fewer than cells.
        if let product, product <= denseLimit {
            let counters = shareOut(work, threads: threads, state: { DenseCounter(cells: product) }) {
                $0.count($1)
            }
            var whole = [Int](repeating: 0, count: product)
            for counter in counters { counter.add(to: &whole) }
            return CrossTabulation(counted, .dense(whole))
        }
        return product == nil
            ? sparse(UInt128.self, counted, work, threads) : sparse(UInt64.self, counted, work, threads)
    }

    private func sparse<Key: FixedWidthInteger & UnsignedInteger & Sendable>(
        _ type: Key.Type, _ counted: [ColumnName], _ work: [Stretch], _ threads: Int
    ) -> CrossTabulation {
        let counters = shareOut(work, threads: threads, state: { SparseCounter<Key>() }) { $0.count($1) }
        let merged = SparseCounter.merged(counters)
        var codes = [UInt32](repeating: 0, count: merged.count * counted.count)
        for (cell, one) in merged.enumerated() {
            var rest = one.key
            for place in counted.indices.reversed() {
                let (quotient, code) = rest.quotientAndRemainder(dividingBy: Key(counted[place].categories))
                codes[cell * counted.count + place] = UInt32(code)
                rest = quotient
            }
        }
        return CrossTabulation(counted, .sparse(codes: codes, counts: merged.map(\.count)))
    }

    private func stretches(over positions: [Int], where filters: [CodeFilter]) -> [Stretch] {
        let tables = filters.map { filter in
            (0..<columns[filter.column].categories).map { filter.codes.contains($0) ? 0 : UInt32.max }
        }
        var found: [Stretch] = []
        for chunk in chunks {
            let counted = positions.compactMap { position in
                chunk.codes(position).map {
                    CountedColumn(start: $0.start, width: $0.width, size: columns[position].categories)
                }
            }
            let filtered = zip(filters, tables).compactMap { filter, table in
                chunk.codes(filter.column).map {
                    CountedFilter(start: $0.start, width: $0.width, leaveOut: table)
                }
            }
            for first in stride(from: 0, to: chunk.records, by: 1 << 17) {
                found.append(
                    Stretch(
                        columns: counted, filters: filtered, first: first,
                        count: min(1 << 17, chunk.records - first)))
            }
        }
        return found
    }
}
