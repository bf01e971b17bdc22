// SPDX-License-Identifier: Apache-2.0

extension Report {
    /// Up to how many hidden cells bounds and programmes are tried for everybody who is alone in one.
    private static let most = 600

    /// What somebody gains who is alone in a hidden cell and knows it: by ties, by bounds, by programmes.
    mutating func takeInsiders(
        _ assault: Assault, _ published: Publication, _ score: Score, _ floors: [Int]
    ) {
        var given: Set<Int> = []
        takeTies(assault, published, score, &given)
        guard let truth = score.truth, published.hidden.count <= Self.most, score.insiderNeed > 0 else {
            return
        }
        var near = [Set<Int>](repeating: [], count: published.hidden.count)
        for sum in published.sums {
            for cell in sum.cells { near[cell].formUnion(sum.cells) }
        }
        for floor in floors {
            var start = Assault(published, floor: floor)
            guard start.propagate(),
                let programme = Programme(published, low: start.low, high: start.high)
            else { continue }
            for insider in published.hidden.indices where truth[insider] == 1 {
                var own = start
                own.low[insider] = 1
                own.high[insider] = 1
                guard own.propagate() else { continue }
                var reached: [(cell: Int, low: Int, high: Int, how: String)] = []
                for cell in published.hidden.indices
                where own.low[cell] == own.high[cell] && start.low[cell] != start.high[cell]
                    && !published.mayOverlap(insider, cell)
                {
                    reached.append((cell, own.low[cell], own.high[cell], "bounds"))
                }
                // A small number, in a sum with one's own, is the likeliest to give way.
                programme.bound(low: own.low, high: own.high)
                let width = score.insiderNeed
                for cell in near[insider].sorted()
                where cell != insider && own.low[cell] < own.high[cell] && own.low[cell] < assault.top {
                    let range = published.ranges[published.hidden[cell]]
                    let least = min(width, range.map { $0.upperBound - $0.lowerBound } ?? width)
                    guard let ends = programme.ends(cell, unless: { $1 - $0 >= least }),
                        let low = ends.low, let high = ends.high, high - low < least
                    else { continue }
                    reached.append((cell, low, high, "a programme"))
                }
                for (cell, low, high, how) in reached where !given.contains(cell) {
                    // Whoever is alone in both cells is the same person.
                    guard score.isSmall(cell, low, high) ?? true,
                        truth[cell] != 1 || !published.mayOverlap(insider, cell)
                    else { continue }
                    given.insert(cell)
                    insiderGains += 1
                    if floor > 0 { insiderRuleAwareGains += 1 }
                    claims.append(
                        "\(published.words(cell)): by \(how) from the one person in \(published.words(insider))"
                            + (floor > 0 ? ", as noughts are shown" : ""))
                }
            }
        }
    }

    private mutating func takeTies(
        _ assault: Assault, _ published: Publication, _ score: Score, _ given: inout Set<Int>
    ) {
        for group in assault.tied() {
            for cell in group where score.isSmall(cell) ?? true {
                // Without the truth every tie to a cell that may be 1 counts as a gain.
                let lone = group.filter {
                    $0 != cell && assault.low[$0] <= 1 && !published.mayOverlap($0, cell)
                }
                guard let insider = lone.first(where: { score.truth == nil || score.truth?[$0] == 1 }) else {
                    continue
                }
                given.insert(cell)
                insiderGains += 1
                claims.append("\(published.words(cell)): by the one person in \(published.words(insider))")
            }
        }
    }
}
