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
            let small = high < threshold
            let narrow = high - low < need
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
