// SPDX-License-Identifier: Apache-2.0
import Foundation

/// What an attack has gained.
struct Report {
    var hidden = 0
    /// Small numbers that were worked out, or too closely, in either way of reasoning.
    var gains = 0
    /// Those of them that only the rule gave away by which noughts are shown.
    var ruleAwareGains = 0
    var insiderGains = 0
    /// Those of them that follow only for somebody who also reasons from that rule.
    var insiderRuleAwareGains = 0
    var contradiction = false
    var scored = false
    var claims: [String] = []

    /// More hidden numbers than this are many.
    private static let many = 1_500

    var isBroken: Bool { gains + insiderGains > 0 || contradiction }

    init(
        _ folder: String, _ published: Publication, inside: [String], need: Int, threshold: Int,
        ruleAware: Bool, insiders: Bool, enough: Int
    ) {
        hidden = published.hidden.count
        let truth = Self.truth([folder + "/pattern.csv"] + inside, published)
        scored = truth != nil
        // Of very many hidden numbers only those are tried by programmes whose finding would count.
        let aims: [Bool]? =
            hidden <= Self.many && enough == .max
            ? nil : truth?.map { $0.map { $0 > 0 && $0 < threshold } ?? true }
        var given: Set<Int> = []
        let plain = Assault.whole(
            published, floor: 0, width: need, top: threshold, aims: aims, enough: enough)
        contradiction = plain.contradiction
        take(plain, published, truth, need, threshold, &given)
        let before = gains
        if gains >= enough { return }
        if ruleAware && !published.isChanged {
            // At least `need` possible numbers: one less than that between the ends.
            let aware = Assault.whole(
                published, floor: 1, width: need - 1, top: threshold, aims: aims, enough: enough)
            // A nought can be hidden to protect another number: then the rule misleads, and gains nothing.
            if !aware.contradiction { take(aware, published, truth, need - 1, threshold, &given) }
            ruleAwareGains = gains - before
        }
        if gains >= enough { return }
        if insiders { takeInsiders(plain, published, truth, threshold, ruleAware && !published.isChanged) }
        let sums = Self.amounts(folder)
        gains += sums.count
        claims += sums
    }

    /// Counts the primaries that an assault has narrowed too far and that are not counted yet.
    private mutating func take(
        _ assault: Assault, _ published: Publication, _ truth: [Int?]?, _ need: Int, _ threshold: Int,
        _ given: inout Set<Int>
    ) {
        for cell in published.hidden.indices where !given.contains(cell) {
            let (low, high) = (assault.low[cell], assault.high[cell])
            // A changed number says how large it is; what it must not do is say more than its own range.
            let range = published.ranges[published.hidden[cell]]
            let changed = published.isChanged
            let most = range.map { $0.upperBound - $0.lowerBound } ?? Assault.far
            let small = high < min(threshold, range?.upperBound ?? threshold) && !changed
            let narrow = high - low < min(most, changed ? 2 : need)
            let exact = low == high && most > 0
            guard exact || small || narrow else { continue }
            let isPrimary = truth.map { values in
                values[cell].map { $0 > 0 && $0 < threshold && (low...max(low, high)).contains($0) } ?? false
            }
            guard isPrimary ?? (exact || small) else { continue }
            given.insert(cell)
            gains += 1
            claims.append(
                "\(published.words(cell)): \(low == high ? "exactly \(low)" : "between \(low) and \(high)")"
                    + (assault.floor > 0 ? ", as noughts are shown" : ""))
        }
    }

    private mutating func takeInsiders(
        _ assault: Assault, _ published: Publication, _ truth: [Int?]?, _ threshold: Int, _ ruleAware: Bool
    ) {
        func isPrimary(_ cell: Int) -> Bool {
            truth.map { values in values[cell].map { $0 > 0 && $0 < threshold } ?? true } ?? true
        }
        var given: Set<Int> = []
        for group in assault.tied() {
            for cell in group where isPrimary(cell) {
                // Without the truth every tie to a cell that may be 1 counts as a gain.
                let lone = group.filter {
                    $0 != cell && assault.low[$0] <= 1 && !published.mayOverlap($0, cell)
                }
                guard let insider = lone.first(where: { truth == nil || truth?[$0] == 1 }) else { continue }
                given.insert(cell)
                insiderGains += 1
                claims.append("\(published.words(cell)): by the one person in \(published.words(insider))")
            }
        }
        // What each person alone in a cell gets by bounds from knowing it.
        guard let truth, published.hidden.count <= 600 else { return }
        for floor in ruleAware ? [0, 1] : [0] {
            var start = Assault(published, floor: floor)
            guard start.propagate() else { continue }
            for insider in published.hidden.indices where truth[insider] == 1 {
                var own = start
                own.low[insider] = 1
                own.high[insider] = 1
                guard own.propagate() else { continue }
                for cell in published.hidden.indices
                where own.low[cell] == own.high[cell] && start.low[cell] != start.high[cell] {
                    guard own.low[cell] == truth[cell], isPrimary(cell), !given.contains(cell),
                        !published.mayOverlap(insider, cell)
                    else { continue }
                    given.insert(cell)
                    insiderGains += 1
                    if floor > 0 { insiderRuleAwareGains += 1 }
                    claims.append(
                        "\(published.words(cell)): by bounds from the one person in \(published.words(insider))"
                            + (floor > 0 ? ", as noughts are shown" : ""))
                }
            }
        }
    }

    func json(pretty: Bool) -> String {
        let result: [String: Any] = [
            "hidden": hidden, "gains": gains, "ruleAwareGains": ruleAwareGains, "insiderGains": insiderGains,
            "insiderRuleAwareGains": insiderRuleAwareGains, "contradiction": contradiction, "scored": scored,
            "claims": Array(claims.prefix(20)), "broken": isBroken,
        ]
        let options: JSONSerialization.WritingOptions =
            pretty ? [.sortedKeys, .prettyPrinted] : [.sortedKeys]
        let data = (try? JSONSerialization.data(withJSONObject: result, options: options)) ?? Data()
        return String(decoding: data, as: UTF8.self)
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
            let assault = Assault.whole(published, floor: 0, width: 1, top: 0)
            for cell in published.hidden.indices where assault.low[cell] == assault.high[cell] {
                if rows.isEmpty || mustHide.contains(published.hidden[cell]) {
                    claims.append("\(part), \(published.words(cell)): exactly \(assault.low[cell])")
                }
            }
        }
        return claims
    }

    /// The true counts of the hidden cells, from the inside patterns; `nil` where there are none. What an
    /// earlier release hid stands in its own pattern.
    static func truth(_ patterns: [String], _ published: Publication) -> [Int?]? {
        var values: [Int?] = Array(repeating: nil, count: published.hidden.count)
        var found = false
        for path in patterns {
            let rows = Publication.rows(path)
            guard let heading = rows.first, let count = heading.firstIndex(of: "n") else { continue }
            found = true
            let places = published.names.map { heading.firstIndex(of: $0) }
            for row in rows.dropFirst() where row.count == heading.count {
                var cell = [Int](repeating: 0, count: places.count)
                for (at, place) in places.enumerated() {
                    if let place { cell[at] = published.codes[at][row[place]] ?? 0 }
                }
                if let index = published.index[cell] { values[index] = Int(row[count]) }
            }
        }
        return found ? values : nil
    }
}
