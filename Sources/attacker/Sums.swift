// SPDX-License-Identifier: Apache-2.0
import Foundation

/// The attack on hidden sums of amounts: how large each can be at most, for anybody and for the one person in
/// another cell. Amounts are taken to be anything from 0 up, as the product says it takes them.
struct Sums {
    private(set) var claims: [String] = []
    private(set) var insiderClaims: [String] = []
    private(set) var contradiction = false
    private let part: String
    private var given: Set<Int> = []

    /// The sets of sums in a folder's published part.
    static func parts(_ folder: String) -> [String] {
        let inside = (try? FileManager.default.contentsOfDirectory(atPath: folder + "/published")) ?? []
        return inside.filter { $0.hasPrefix("amounts-") }.sorted()
    }

    init(_ folder: String, _ part: String, micro: String?, insiders: Bool) {
        self.part = part
        let name = String(part.dropFirst("amounts-".count))
        guard var published = Publication(folder: folder + "/published/" + part) else { return }
        published.takeDerived(folder + "/published", amount: name)
        var start = Assault(published, floor: 0)
        guard start.propagate() else {
            contradiction = true
            return
        }
        guard let programme = Programme(published, low: start.low, high: start.high) else { return }
        // The claims: how large each can be at most, and which are exact.
        var reached: [(low: Int, high: Int)] = []
        for cell in published.hidden.indices {
            _ = programme.reach(cell, up: true, afresh: false)
            let seen = programme.span(cell)
            reached.append((start.low[cell], min(start.high[cell], max(seen.high, start.low[cell]))))
        }
        let truth = SumTruth(folder, name, published, micro: micro)
        for cell in published.hidden.indices {
            // An end that would count is looked for once more, from nothing.
            guard truth.forbids(cell, reached[cell].high, reached[cell].high) else { continue }
            let ends = programme.ends(cell, unless: { truth.leavesEnough(cell, $0, $1) })
            guard let ends else { continue }
            let low = max(start.low[cell], ends.low ?? 0)
            let high = min(start.high[cell], ends.high ?? Assault.far)
            if truth.forbids(cell, low, high) {
                given.insert(cell)
                claims.append(words(published, cell, low, high))
            }
        }
        if insiders { takeInsiders(published, start, programme, truth) }
    }

    /// What somebody gains who alone makes a hidden sum.
    private mutating func takeInsiders(
        _ published: Publication, _ start: Assault, _ programme: Programme, _ truth: SumTruth
    ) {
        guard let numbers = truth.numbers, truth.insiders else { return }
        var near = [Set<Int>](repeating: [], count: published.hidden.count)
        for sum in published.sums {
            for cell in sum.cells { near[cell].formUnion(sum.cells) }
        }
        for insider in published.hidden.indices where truth.people(insider) == 1 {
            guard let amount = numbers[insider] else { continue }
            var own = start
            own.low[insider] = amount
            own.high[insider] = amount
            guard own.propagate() else { continue }
            programme.bound(low: own.low, high: own.high)
            for cell in near[insider].sorted() where cell != insider && !given.contains(cell) {
                if truth.people(cell) == 1 && published.mayOverlap(insider, cell) { continue }
                let ends = programme.ends(cell, unless: { truth.leavesEnough(cell, $0, $1) })
                guard let ends else { continue }
                let low = max(own.low[cell], ends.low ?? 0)
                let high = min(own.high[cell], ends.high ?? Assault.far)
                guard truth.forbids(cell, low, high) else { continue }
                given.insert(cell)
                insiderClaims.append(
                    words(published, cell, low, high) + ", by the one person in \(published.words(insider))")
            }
        }
    }

    private func words(_ published: Publication, _ cell: Int, _ low: Int, _ high: Int) -> String {
        "\(part), \(published.words(cell)): "
            + (low == high ? "exactly \(low)" : "at most \(high)")
    }
}

/// What is kept inside of a set of sums: the true sums, who is behind them and the rules that hide them.
struct SumTruth {
    /// The true sums of the hidden cells; `nil` where no pattern is at hand.
    private(set) var numbers: [Int?]?
    /// Whether the policy promises anything against somebody who alone makes a sum.
    private(set) var insiders = true
    private var mustHide: Set<Int> = []
    private var holdings: [Int: (people: Int, largest: [Int])] = [:]
    private var rules: [(word: String, numbers: [Int])] = []

    /// Whoever is behind the sums is read from the rows of people where they are given, otherwise from what the
    /// certificate says; the rules stand there.
    init(_ folder: String, _ name: String, _ published: Publication, micro: String?) {
        let rows = Publication.rows(folder + "/pattern-\(name).csv")
        if let heading = rows.first, let at = heading.firstIndex(of: "n") {
            var values: [Int?] = Array(repeating: nil, count: published.hidden.count)
            for row in rows.dropFirst() where row.count == heading.count {
                guard let cell = published.index[Self.cell(published, heading, row)] else { continue }
                values[cell] = Int(row[at])
                if row.last == "P" { mustHide.insert(cell) }
            }
            numbers = values
        }
        let text = (try? String(contentsOfFile: folder + "/certificate-\(name).txt", encoding: .utf8)) ?? ""
        for line in text.split(separator: "\n") {
            let words = line.split(separator: " ")
            let figures = words.compactMap { Int($0) }
            switch words.first {
            case "need" where words.count == 4: insiders = figures.last != 0
            case "rule" where words.count > 2: rules.append((String(words[1]), figures))
            case "holding" where figures.count > 1 && figures[0] < published.order.count:
                if let cell = published.index[published.order[figures[0]]] {
                    holdings[cell] = (figures[1], Array(figures.dropFirst(2)))
                }
            case .some(_), .none: continue
            }
        }
        if let micro { take(Publication.rows(micro), name, published) }
    }

    private static func cell(_ published: Publication, _ heading: [String], _ row: [String]) -> [Int] {
        published.names.enumerated().map { at, name in
            heading.firstIndex(of: name).flatMap { published.codes[at][row[$0]] } ?? 0
        }
    }

    private mutating func take(_ rows: [[String]], _ name: String, _ published: Publication) {
        guard let heading = rows.first, let column = heading.firstIndex(of: name) else { return }
        var amounts: [Int: [Int]] = [:]
        for row in rows.dropFirst() where row.count == heading.count {
            var cells: [[Int]] = [[]]
            for (at, code) in Self.cell(published, heading, row).enumerated() {
                let above = published.above(at, code)
                cells = cells.flatMap { cell in above.map { cell + [$0] } }
            }
            for cell in cells {
                if let index = published.index[cell] {
                    amounts[index, default: []].append(Int(row[column]) ?? 0)
                }
            }
        }
        holdings = amounts.mapValues { ($0.count, $0.sorted(by: >)) }
    }

    /// How many people a hidden sum is made of.
    func people(_ cell: Int) -> Int? { holdings[cell]?.people }

    /// Whether a reader who knows this much of a sum is left what the policy promises: no sum that must be hidden is
    /// exact, and it may be as far above the truth as a rule says. Without what is kept inside only the first is told.
    func leavesEnough(_ cell: Int, _ low: Int, _ high: Int) -> Bool {
        guard let numbers else { return low < high }
        guard let truth = numbers[cell] else { return true }
        let room = room(cell, truth)
        if room > 0 { return high - truth >= room }
        return low < high || !mustHide.contains(cell)
    }

    /// Whether the policy forbids that a reader knows this much, and it is true.
    func forbids(_ cell: Int, _ low: Int, _ high: Int) -> Bool {
        !leavesEnough(cell, low, high) && high >= (numbers?[cell] ?? 0)
    }

    /// How far above the truth a reader must be left.
    private func room(_ cell: Int, _ total: Int) -> Int {
        guard let holding = holdings[cell], holding.people > 0 else { return 0 }
        func largest(_ count: Int) -> Int { holding.largest.prefix(count).reduce(0, +) }
        func up(_ value: Int, _ by: Int) -> Int { (value + by - 1) / by }
        let rest = total - largest(2)
        return rules.map { rule -> Int in
            switch (rule.word, rule.numbers.count) {
            case ("fewerThan", 1):
                return holding.people < rule.numbers[0] ? max(1, up(total * 10, 100)) : 0
            case ("dominance", 2):
                let (count, percent) = (rule.numbers[0], rule.numbers[1])
                guard largest(count) * 100 > percent * total else { return 0 }
                return max(1, up(largest(count) * 100, percent) - total)
            case ("closeGuess", 1):
                guard rest * 100 < rule.numbers[0] * largest(1) else { return 0 }
                return max(1, up(largest(1) * rule.numbers[0], 100) - rest)
            case ("closeGuessKnowing", 2):
                let (percent, known) = (rule.numbers[0], rule.numbers[1])
                guard rest * known < percent * largest(1) else { return 0 }
                return max(1, up(largest(1) * percent, known) - rest)
            case (_, _): return 0
            }
        }.max() ?? 0
    }
}
