// SPDX-License-Identifier: Apache-2.0

extension GatheredCounts {
    /// A variable that is no part of the table, and why.
    struct Dropped {
        let name: String
        let reason: String
    }

    /// The same counts without variables that say nothing of people: what belongs to an area, what another variable
    /// says already, what is a total everywhere, and what is to be added up.
    func withoutIdleDimensions(addingUp wished: [String]) -> (counts: GatheredCounts, dropped: [Dropped]) {
        var dropped: [Dropped] = []
        var drop: [Int: Reduction] = [:]
        let wished = Set(wished.map { LabelBook.folded($0) })
        for place in dimensions.indices {
            let name = dimensions[place].name
            if wished.contains(LabelBook.folded(name)) {
                let total = dimensions[place].labels.firstIndex { PlainLabel.isTotal($0) }
                drop[place] = total.map { .only($0) } ?? .sum
                dropped.append(
                    Dropped(
                        name: name,
                        reason: total == nil
                            ? "added up on request" : "its published total is used, on request"))
            } else if dimensions[place].labels.allSatisfy({ PlainLabel.isTotal($0) }) {
                drop[place] = .any
            } else if isOfArea(place) {
                drop[place] = .any
                dropped.append(
                    Dropped(name: name, reason: "says something of the area, and nothing of its people"))
            }
        }
        for place in dimensions.indices where drop[place] == nil {
            let others = dimensions.indices.filter { $0 != place && drop[$0] == nil }
            guard
                let finer = others.first(where: {
                    determines($0, place) && !(determines(place, $0) && $0 > place)
                })
            else { continue }
            drop[place] = .any
            dropped.append(
                Dropped(
                    name: dimensions[place].name,
                    reason: "groups of \(dimensions[finer].name), which is finer"))
        }
        return drop.isEmpty ? (self, []) : (reduced(by: drop), dropped)
    }

    /// What becomes of the cells of a variable that is dropped.
    private enum Reduction {
        /// Any label will do: there is one for each area or for each other label.
        case any
        /// Cells with this label only.
        case only(Int)
        /// All of them together.
        case sum
    }

    /// Whether each area has one label of its own here, and not all have the same.
    private func isOfArea(_ dimension: Int) -> Bool {
        guard dimensions[dimension].labels.count > 1, areas.count > 1 else { return false }
        for area in areas.indices {
            var own: Int?
            for combination in cells[area].indices where cells[area][combination].count >= 0 {
                let label = combinations[combination][dimension]
                if let own, own != label { return false }
                own = label
            }
        }
        return true
    }

    /// Whether a label of one variable always goes with the same label of another.
    private func determines(_ finer: Int, _ coarser: Int) -> Bool {
        guard dimensions[finer].labels.count > dimensions[coarser].labels.count,
            dimensions[coarser].labels.count > 1
        else { return false }
        var seen: [Int: Int] = [:]
        for labels in combinations {
            guard labels[finer] >= 0 else { return false }
            if let known = seen[labels[finer]], known != labels[coarser] { return false }
            seen[labels[finer]] = labels[coarser]
        }
        return true
    }

    private func reduced(by drop: [Int: Reduction]) -> GatheredCounts {
        var result = GatheredCounts(key: key)
        result.headings = headings
        let kept = dimensions.indices.filter { drop[$0] == nil }
        result.dimensions = kept.map { dimensions[$0] }
        var led: [Int?] = []
        for (place, labels) in combinations.enumerated() {
            let isWanted = drop.allSatisfy { dimension, reduction in
                let label = labels[dimension]
                switch reduction {
                case .any: return true
                case .only(let total): return label == total || label < 0
                case .sum: return label < 0 || !PlainLabel.isNotAsked(dimensions[dimension].labels[label])
                }
            }
            led.append(
                isWanted ? result.combination(kept.map { labels[$0] }, column: Int(columns[place])) : nil)
        }
        for (number, area) in areas.enumerated() {
            let there = result.area(area.code, name: area.name, row: area.row)
            for (combination, cell) in cells[number].enumerated() where cell.count >= 0 {
                guard let led = led[combination] else { continue }
                result.add(cell, area: there, combination: led)
            }
        }
        for one in percentages {
            guard let place = led[one.combination],
                !drop.contains(where: { if case .sum = $0.value { true } else { false } })
            else { continue }
            result.percentages.append(
                Percentage(
                    area: one.area, combination: place, value: one.value, tolerance: one.tolerance,
                    place: one.place))
        }
        return result
    }

    /// Adds to what stands in a place.
    private mutating func add(_ cell: Cell, area: Int, combination: Int) {
        while cells[area].count <= combination { cells[area].append(Cell(count: -1, row: 0)) }
        let held = max(0, cells[area][combination].count)
        cells[area][combination] = Cell(count: held &+ cell.count, row: cell.row)
    }
}
