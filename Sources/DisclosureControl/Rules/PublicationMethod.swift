// SPDX-License-Identifier: Apache-2.0

/// How readers are kept from small numbers: by hiding them, or by changing all numbers a little.
public enum PublicationMethod: Hashable, Sendable, Codable {
    /// Numbers are shown as they are or not at all.
    case suppression
    /// Every number is rounded by itself to the nearest multiple; margins add up by luck only.
    case rounding(base: Int)
    /// Every number goes to a multiple next to it so that margins add up: one table of one or two
    /// dimensions without levels.
    case controlledRounding(base: Int)
    /// Noise that follows the people in a cell, at most so large; margins do not add up.
    case noise(largest: Int)

    /// The mark beside a number changed so, for example `r5`; empty where numbers are true.
    public var status: String {
        switch self {
        case .suppression: ""
        case .rounding(let base): "r\(base)"
        case .controlledRounding(let base): "q\(base)"
        case .noise(let largest): "n\(largest)"
        }
    }

    /// The method that such a mark stands for; `nil` for other marks.
    public init?(status: String) {
        guard let size = String(status.dropFirst()).wholeCount else { return nil }
        switch status.first {
        case "r": self = .rounding(base: size)
        case "q": self = .controlledRounding(base: size)
        case "n": self = .noise(largest: size)
        case .some(_), .none: return nil
        }
        guard isSensible else { return nil }
    }

    /// Whether the size lies where the method means something.
    public var isSensible: Bool {
        switch self {
        case .suppression: true
        case .rounding(let base), .controlledRounding(let base): (3...100).contains(base)
        case .noise(let largest): (1...8).contains(largest)
        }
    }

    /// The true numbers that a shown number may stand for.
    public func range(shown: Int) -> ClosedRange<Int> {
        switch self {
        case .suppression: shown...shown
        case .rounding(let base): max(0, shown - base / 2)...shown + (base - 1) / 2
        case .controlledRounding(let base): max(0, shown - base + 1)...shown + base - 1
        case .noise(let largest): max(0, shown - largest)...shown + largest
        }
    }

    /// What to say beside the table.
    public var words: String {
        switch self {
        case .suppression: "Numbers are shown as they are, or hidden."
        case .rounding(let base):
            "Every number is rounded to the nearest \(base) by itself, so totals may differ from their parts."
        case .controlledRounding(let base):
            "Every number is rounded up or down to a multiple of \(base) so that totals add up."
        case .noise(let largest):
            "Every number is changed by at most \(largest), always the same way for the same people, so "
                + "totals may differ from their parts."
        }
    }
}

/// Rounds a table of one or two dimensions so that every number goes to a multiple next to it and all
/// margins add up; on average nothing is added or taken away.
///
/// The table with its margins, these with the other sign, has rows and columns that come to nothing,
/// so whoever is not a multiple has company in row and column: there is a cycle, along which the numbers
/// move up and down by turns until one is a multiple. Cox (1987).
public enum ControlledRounding {
    /// Rows of equal length in, the same rows in multiples of `base` out; a total is the sum of the result.
    public static func rounded(
        _ table: [[Int]], base: Int, using generator: inout some RandomNumberGenerator
    ) -> [[Int]] {
        let columns = table.first?.count ?? 0
        guard columns > 0, base > 1 else { return table }
        var cells = table.map { $0 + [-$0.reduce(0, +)] }
        cells.append((0...columns).map { column in -cells.reduce(0) { $0 + $1[column] } })
        func isWhole(_ row: Int, _ column: Int) -> Bool { cells[row][column] % base == 0 }
        func below(_ value: Int) -> Int { ((value % base) + base) % base }
        for start in cells.indices {
            while let column = cells[start].indices.first(where: { !isWhole(start, $0) }) {
                let cycle = cycle(from: (start, column), rows: cells.count, columns: columns + 1, isWhole)
                // Up and down by turns: how far until one of them is a multiple, either way round.
                var ahead = base
                var back = base
                for (place, cell) in cycle.enumerated() {
                    let rest = below(cells[cell.row][cell.column])
                    let (up, down) = (base - rest, rest)
                    ahead = min(ahead, place % 2 == 0 ? up : down)
                    back = min(back, place % 2 == 0 ? down : up)
                }
                let forward = Int.random(in: 0..<ahead + back, using: &generator) < back
                let step = forward ? ahead : -back
                for (place, cell) in cycle.enumerated() {
                    cells[cell.row][cell.column] += place % 2 == 0 ? step : -step
                }
            }
        }
        return cells.dropLast().map { Array($0.dropLast()) }
    }

    /// A closed walk along rows and columns by turns, over cells that are not multiples.
    private static func cycle(
        from start: (row: Int, column: Int), rows: Int, columns: Int, _ isWhole: (Int, Int) -> Bool
    ) -> [(row: Int, column: Int)] {
        var path = [start]
        // Rows are lines 0..<rows, columns come after them; a line met again closes the walk.
        var seen = [start.row: 0, rows + start.column: 1]
        var alongRow = false
        while let here = path.last {
            let next =
                alongRow
                ? (0..<columns).first { $0 != here.column && !isWhole(here.row, $0) }.map { (here.row, $0) }
                : (0..<rows).first { $0 != here.row && !isWhole($0, here.column) }.map { ($0, here.column) }
            guard let next else { return [] }
            path.append((row: next.0, column: next.1))
            let line = alongRow ? rows + next.1 : next.0
            if let first = seen[line] { return Array(path[first...]) }
            seen[line] = path.count
            alongRow.toggle()
        }
        return []
    }
}
