// SPDX-License-Identifier: Apache-2.0
import EqualityDuty

/// Whether the sums and percentages of a file fit its counts.
struct StatisticsChecks {
    /// What was found wrong: the row, the column counted from 0, and the words.
    struct Finding {
        let row: Int
        let column: Int
        let text: String
    }

    let counts: GatheredCounts
    let plan: CombinationPlan
    /// How far a sum may lie from its parts where a census has changed counts at random.
    let noise: Int

    /// Sums that do not add up, how many were looked at, and the widest gap among those that do.
    func sums() -> (findings: [Finding], checked: Int, widest: Int) {
        var findings: [Finding] = []
        var checked = 0
        var widest = 0
        for sum in plan.sums {
            for area in counts.areas.indices {
                guard let total = counts.count(area, sum.combination) else { continue }
                var parts = 0
                var isWhole = true
                for part in sum.parts {
                    guard let count = counts.count(area, part) else {
                        isWhole = false
                        break
                    }
                    parts += count
                }
                guard isWhole else { continue }
                checked += 1
                let gap = abs(total - parts)
                if gap <= noise {
                    widest = max(widest, gap)
                } else {
                    findings.append(
                        Finding(
                            row: row(area, sum.combination), column: Int(counts.columns[sum.combination]),
                            text:
                                "\(name(area)): \(words(sum.combination)) is \(FigureWords.count(total)), and its parts "
                                + "add up to \(FigureWords.count(parts)). Counts of a census may differ by about \(noise) only"
                        ))
                }
            }
        }
        return (findings, checked, widest)
    }

    /// Percentages that do not fit their counts, and how many were looked at.
    func percentages() -> (findings: [Finding], checked: Int) {
        var findings: [Finding] = []
        var checked = 0
        let all = Set(plan.sources.flatMap { $0 })
        let total = counts.combinations.indices.first { place in
            plan.sums.contains { $0.combination == place && Set($0.parts) == all }
        }
        let hundreds = hundreds(all)
        for one in counts.percentages {
            guard let count = counts.count(one.area, one.combination) else { continue }
            var base = 0
            if let total, let known = counts.count(one.area, total) {
                base = known
            } else {
                let parts = all.compactMap { counts.count(one.area, $0) }
                guard parts.count == all.count, hundreds.contains(one.area) else { continue }
                base = parts.reduce(0, +)
            }
            guard base > 0 else { continue }
            checked += 1
            let expected = Double(count) * 100 / Double(base)
            // The base itself may be off by the noise of a census.
            let slack = one.tolerance + Double(noise) * 100 / Double(max(base, 1000))
            if abs(expected - one.value) > slack {
                findings.append(
                    Finding(
                        row: Int(one.place.row), column: Int(one.place.column),
                        text:
                            "\(name(one.area)): \(one.value) per cent does not fit the count of \(FigureWords.count(count)), which is "
                            + "\((expected * 10).rounded() / 10) per cent of \(FigureWords.count(base))"))
            }
        }
        return (findings, checked)
    }

    /// The areas whose percentages make up a hundred: only there the sum of the counts is the base.
    private func hundreds(_ all: Set<Int>) -> Set<Int> {
        var sums: [Int: Double] = [:]
        for one in counts.percentages where all.contains(one.combination) {
            sums[one.area, default: 0] += one.value
        }
        return Set(sums.filter { abs($0.value - 100) <= 1.5 }.keys)
    }

    private func row(_ area: Int, _ combination: Int) -> Int { Int(counts.cells[area][combination].row) }

    private func name(_ area: Int) -> String {
        let area = counts.areas[area]
        return area.name.isEmpty ? area.code : area.name
    }

    private func words(_ combination: Int) -> String {
        let labels = zip(counts.dimensions, counts.combinations[combination]).compactMap { dimension, label in
            label < 0 ? nil : dimension.labels[label]
        }
        return "\u{201C}\(labels.joined(separator: ", "))\u{201D}"
    }
}
