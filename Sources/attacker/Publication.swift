// SPDX-License-Identifier: Apache-2.0
import Foundation

/// What an outsider can fetch: the published files, read with code of the attacker's own.
struct Publication {
    var codes: [[String: Int]] = []
    var names: [String] = []
    var parent: [[Int: [Int]]] = []
    var groups: [[(parent: Int, children: [Int])]] = []
    var known: [[Int]: Int] = [:]
    var hidden: [[Int]] = []
    var index: [[Int]: Int] = [:]
    /// The true numbers that rounded and noisy ones may stand for.
    var ranges: [[Int]: ClosedRange<Int>] = [:]
    /// What means, medians and percentages with their bases say of these numbers.
    var told: [[Int]: (low: Int, high: Int)] = [:]
    /// Every cell, in the order in which it first stands in the files.
    private(set) var order: [[Int]] = []
    /// Whether this release itself rounds its numbers or adds noise; earlier ones may have.
    private(set) var isChanged = false
    /// Sums: hidden cells with a sign, and what they come to.
    var sums: [(cells: [Int], signs: [Int], total: Int)] = []

    /// What a changed number says: rounded to nearest (r), up or down (q), or noisy (n).
    static func range(_ mark: String, _ value: Int) -> ClosedRange<Int>? {
        guard let size = Int(mark.dropFirst()), size > 0 else { return nil }
        switch mark.first {
        case "r": return max(0, value - size / 2)...value + (size - 1) / 2
        case "q": return max(0, value - size + 1)...value + size - 1
        case "n": return max(0, value - size)...value + size
        case .some(_), .none: return nil
        }
    }

    static func rows(_ path: String) -> [[String]] {
        let text = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
        return text.split(separator: "\n").map { line in
            if !line.contains("\"") {
                return line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
            }
            var fields = [""]
            var inside = false
            for character in line {
                if character == "\"" {
                    inside.toggle()
                } else if character == "," && !inside {
                    fields.append("")
                } else {
                    fields[fields.count - 1].append(character)
                }
            }
            return fields
        }
    }

    init?(folder: String) {
        guard let walker = FileManager.default.enumerator(atPath: folder) else { return nil }
        let files = walker.compactMap { $0 as? String }.filter {
            $0.hasSuffix(".csv") && !$0.hasPrefix("amounts-") && !$0.contains("derived-")
        }.sorted()
        guard files.contains("hierarchy.csv") else { return nil }
        var members: [String: [(Int, Int)]] = [:]
        for row in Self.rows(folder + "/hierarchy.csv").dropFirst() where row.count == 4 {
            if !names.contains(row[0]) {
                names.append(row[0])
                codes.append([:])
                groups.append([])
                parent.append([:])
            }
            guard let at = names.firstIndex(of: row[0]) else { return nil }
            let own = codes[at][row[2]] ?? codes[at].count
            codes[at][row[2]] = own
            if let above = codes[at][row[3]], !row[3].isEmpty {
                let key = "\(at)/\(row[1])/\(above)"
                members[key, default: []].append((above, own))
                parent[at][own, default: []].append(above)
            }
        }
        for (key, list) in members.sorted(by: { $0.key < $1.key }) {
            let at = Int(key.split(separator: "/").first ?? "0") ?? 0
            groups[at].append((list[0].0, list.map(\.1)))
        }
        var tables: [(dims: [Int], cells: [[Int]])] = []
        var stars: [[Int]] = []
        for file in files where file != "hierarchy.csv" {
            let rows = Self.rows(folder + "/" + file)
            guard let heading = rows.first, heading.suffix(2) == ["value", "value_status"] else { return nil }
            let dims = heading.dropLast(2).compactMap { names.firstIndex(of: $0) }
            var cells: [[Int]] = []
            for row in rows.dropFirst() where row.count == heading.count {
                var cell = [Int](repeating: 0, count: names.count)
                for (place, at) in dims.enumerated() { cell[at] = codes[at][row[place]] ?? 0 }
                cells.append(cell)
                let (text, mark) = (row[row.count - 2], row[row.count - 1])
                if let value = Int(text), mark.isEmpty || mark == "z" {
                    known[cell] = value
                } else {
                    stars.append(cell)
                    if let value = Int(text), let range = Self.range(mark, value) {
                        let old = ranges[cell] ?? 0...Assault.far
                        ranges[cell] = range.overlaps(old) ? range.clamped(to: old) : range
                        if !file.hasPrefix("earlier/") { isChanged = true }
                    }
                }
            }
            tables.append((dims, cells))
        }
        for cell in stars where known[cell] == nil && index[cell] == nil {
            index[cell] = hidden.count
            hidden.append(cell)
        }
        var seen: Set<[Int]> = []
        for cell in tables.flatMap(\.cells) where seen.insert(cell).inserted { order.append(cell) }
        for (dims, cells) in tables {
            let present = Set(cells)
            for at in dims {
                for (number, group) in groups[at].enumerated() {
                    for cell in cells where cell[at] == group.parent {
                        if !seen.insert(cell + [at, number]).inserted { continue }
                        var members: [Int: Int] = [:]
                        var total = 0
                        var complete = true
                        for (code, sign) in [(group.parent, 1)] + group.children.map({ ($0, -1) }) {
                            var other = cell
                            other[at] = code
                            if !present.contains(other) { complete = false }
                            if let value = known[other] {
                                total -= sign * value
                            } else if let place = index[other] {
                                members[place, default: 0] += sign
                            }
                        }
                        if complete && !members.isEmpty {
                            let sorted = members.sorted { $0.key < $1.key }
                            sums.append((sorted.map(\.key), sorted.map(\.value), total))
                        }
                    }
                }
            }
        }
    }

    /// Words for a hidden cell.
    func words(_ cell: Int) -> String {
        let parts = names.indices.compactMap { at -> String? in
            let code = hidden[cell][at]
            return code == 0 ? nil : "\(names[at]) \(codes[at].first { $0.value == code }?.key ?? "?")"
        }
        return parts.isEmpty ? "everyone" : parts.joined(separator: ", ")
    }

    /// A code and all above it.
    func above(_ at: Int, _ code: Int) -> Set<Int> {
        var found: Set<Int> = [code]
        var queue = [code]
        while let next = queue.popLast() {
            for up in parent[at][next] ?? [] where found.insert(up).inserted { queue.append(up) }
        }
        return found
    }

    /// Whether two cells may hold the same person: in no dimension are they apart.
    func mayOverlap(_ one: Int, _ other: Int) -> Bool {
        names.indices.allSatisfy { at in
            let (a, b) = (hidden[one][at], hidden[other][at])
            return above(at, a).contains(b) || above(at, b).contains(a)
        }
    }
}
