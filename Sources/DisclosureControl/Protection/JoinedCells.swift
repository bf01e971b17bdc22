// SPDX-License-Identifier: Apache-2.0

/// Cells that can only change together, found from sums with two of them left.
///
/// Where a sum holds two cells that may change, one goes up by what the other goes down. Taking such
/// cells as one makes the programmes several times smaller.
struct JoinedCells {
    /// For each cell the cell that stands for its group, and whether it changes the same way (1), the
    /// other way (-1) or not at all (0).
    private(set) var leader: [Int32]
    private(set) var sign: [Int32]
    /// The sums that are left, over leaders.
    private(set) var rows: [[(cell: Int32, factor: Int32)]]

    init(count: Int, rows source: [[(cell: Int32, factor: Int32)]]) {
        leader = (0..<Int32(count)).map { $0 }
        sign = [Int32](repeating: 1, count: count)
        rows = source
        var changed = true
        while changed {
            changed = false
            var kept = 0
            for index in rows.indices {
                var row = rows[index]
                shorten(&row)
                if row.count == 1 {
                    sign[Int(row[0].cell)] = 0
                    changed = true
                } else if row.count == 2, abs(row[0].factor) == abs(row[1].factor) {
                    leader[Int(row[1].cell)] = row[0].cell
                    sign[Int(row[1].cell)] = row[0].factor == row[1].factor ? -1 : 1
                    changed = true
                } else if !row.isEmpty {
                    rows[kept] = row
                    kept += 1
                }
            }
            rows.removeLast(rows.count - kept)
        }
        for cell in leader.indices { (leader[cell], sign[cell]) = find(Int32(cell)) }
    }

    /// The leader of a cell's group and the cell's direction in it.
    private mutating func find(_ cell: Int32) -> (Int32, Int32) {
        var at = cell
        var direction: Int32 = 1
        while true {
            direction *= sign[Int(at)]
            if leader[Int(at)] == at || direction == 0 { break }
            at = leader[Int(at)]
        }
        leader[Int(cell)] = at
        sign[Int(cell)] = cell == at ? sign[Int(cell)] : direction
        return (at, sign[Int(cell)])
    }

    /// A sum over leaders: members of one group added up, cells that cannot change left out.
    private mutating func shorten(_ row: inout [(cell: Int32, factor: Int32)]) {
        var kept = 0
        for entry in row {
            let (cell, direction) = find(entry.cell)
            if direction == 0 { continue }
            if let at = row[..<kept].firstIndex(where: { $0.cell == cell }) {
                row[at].factor += entry.factor * direction
            } else {
                row[kept] = (cell, entry.factor * direction)
                kept += 1
            }
        }
        row.removeLast(row.count - kept)
        row.removeAll { $0.factor == 0 }
    }
}
