// SPDX-License-Identifier: Apache-2.0
import Foundation

/// Attacks what a folder publishes. Only after the claims are made is the inside pattern, where it
/// is at hand, read to score them.
@main
struct Attacker {
    static func main() {
        let words = CommandLine.arguments.dropFirst()
        guard let folder = words.first(where: { !$0.hasPrefix("--") }),
            let published = Publication(folder: folder + "/published")
        else {
            FileHandle.standardError.write(Data("attacker: there is nothing published to attack\n".utf8))
            exit(2)
        }
        let need = words.first { $0.hasPrefix("--need=") }.flatMap { Int($0.dropFirst(7)) } ?? 5
        let threshold = words.first { $0.hasPrefix("--threshold=") }.flatMap { Int($0.dropFirst(12)) } ?? 5
        let floor = words.contains("--rule-aware") ? 1 : 0
        var assault = Assault(published, floor: floor)
        var contradiction = !assault.propagate()
        assault.solve(width: need, top: threshold)
        if !contradiction { contradiction = !assault.propagate() }
        let truth = Self.truth(folder, published)
        var claims: [String] = []
        var gains = 0
        for cell in published.hidden.indices {
            let (low, high) = (assault.low[cell], assault.high[cell])
            // A changed number says how large it is; what it must not do is say more than its own range.
            let range = published.ranges[published.hidden[cell]]
            let changed = !published.ranges.isEmpty
            let small = high < threshold && !changed
            let narrow = high - low < (range.map { min(2, $0.count - 1) } ?? (changed ? 2 : need))
            guard low == high || small || narrow else { continue }
            let primary = truth.map { $0[cell].map { $0 > 0 && $0 < threshold } ?? false }
            if primary ?? (low == high || small) {
                gains += 1
                claims.append(
                    "\(published.words(cell)): \(low == high ? "exactly \(low)" : "between \(low) and \(high)")"
                )
            }
        }
        var insiderGains = 0
        if words.contains("--insiders") {
            for group in assault.tied() {
                for cell in group {
                    // Without the truth every tie to a cell that may be 1 counts as a gain.
                    let lone = group.filter {
                        $0 != cell && assault.low[$0] <= 1 && !published.mayOverlap($0, cell)
                    }
                    guard let insider = lone.first(where: { truth == nil || truth?[$0] == 1 }) else {
                        continue
                    }
                    if let value = truth?[cell], value == 0 || value >= threshold { continue }
                    insiderGains += 1
                    claims.append(
                        "\(published.words(cell)): by the one person in \(published.words(insider))")
                }
            }
        }
        let sums = Self.amounts(folder)
        gains += sums.count
        claims += sums
        if words.contains("--json") {
            let result: [String: Any] = [
                "hidden": published.hidden.count, "gains": gains, "insiderGains": insiderGains,
                "contradiction": contradiction, "scored": truth != nil, "claims": Array(claims.prefix(20)),
            ]
            let data =
                (try? JSONSerialization.data(withJSONObject: result, options: [.sortedKeys, .prettyPrinted]))
                ?? Data()
            print(String(decoding: data, as: UTF8.self))
        } else {
            print("\(published.hidden.count) hidden cells: \(gains) worked out, \(insiderGains) by insiders")
            for claim in claims.prefix(20) { print("- " + claim) }
        }
        exit(gains + insiderGains > 0 || contradiction ? 1 : 0)
    }

    /// Hidden sums of amounts that follow exactly from what is published of them.
    static func amounts(_ folder: String) -> [String] {
        let inside = (try? FileManager.default.contentsOfDirectory(atPath: folder + "/published")) ?? []
        var claims: [String] = []
        for part in inside.filter({ $0.hasPrefix("amounts-") }).sorted() {
            guard let published = Publication(folder: folder + "/published/" + part) else { continue }
            let rows = Publication.rows(folder + "/pattern-\(part.dropFirst(8)).csv")
            var mustHide: Set<[Int]> = []
            for row in rows.dropFirst() where row.last == "P" {
                let codes = published.names.map { name -> String in
                    rows[0].firstIndex(of: name).map { row[$0] } ?? ""
                }
                mustHide.insert(codes.enumerated().map { published.codes[$0][$1] ?? 0 })
            }
            var assault = Assault(published, floor: 0)
            assault.propagate()
            assault.solve(width: 1, top: 0)
            assault.propagate()
            for cell in published.hidden.indices where assault.low[cell] == assault.high[cell] {
                if rows.isEmpty || mustHide.contains(published.hidden[cell]) {
                    claims.append("\(part), \(published.words(cell)): exactly \(assault.low[cell])")
                }
            }
        }
        return claims
    }

    /// The true counts of the hidden cells, from the inside pattern; `nil` where it is not there.
    static func truth(_ folder: String, _ published: Publication) -> [Int?]? {
        let rows = Publication.rows(folder + "/pattern.csv")
        guard let heading = rows.first, let count = heading.firstIndex(of: "n") else { return nil }
        let places = published.names.map { heading.firstIndex(of: $0) }
        var values: [Int?] = Array(repeating: nil, count: published.hidden.count)
        for row in rows.dropFirst() where row.count == heading.count {
            var cell = [Int](repeating: 0, count: places.count)
            for (at, place) in places.enumerated() {
                if let place { cell[at] = published.codes[at][row[place]] ?? 0 }
            }
            if let index = published.index[cell] { values[index] = Int(row[count]) }
        }
        return values
    }
}
