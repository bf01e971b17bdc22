// SPDX-License-Identifier: Apache-2.0
import EqualityDuty
import EqualityStatistics

/// Fills the table that was understood with its counts, and checks them.
struct StatisticsFilling {
    let reading: StatisticsReading
    let table: GatheredCounts
    let dimensions: [ReadDimension]
    let plan: CombinationPlan
    let gatherer: StatisticsGatherer
    let wishes: StatisticsWishes

    func fill(_ result: inout ReadStatistics) {
        let kept = keptAreas(&result)
        result.columns = plan.codes
        if !plan.lacking.isEmpty, !wishes.missingAreNone {
            let more = plan.lacking.count > 1 ? ", and \(plan.lacking.count - 1) more combinations" : ""
            result.add(
                0, nil, "Nothing is counted for \(plan.lacking[0])\(more): say whether nobody is there",
                .missingAreNone)
        }
        var missing = 0
        for area in kept {
            let own = table.areas[area]
            var row: [Int32] = []
            row.reserveCapacity(plan.sources.count)
            for (place, sources) in plan.sources.enumerated() {
                var sum: Int32 = 0
                for source in sources {
                    if let count = table.count(area, source) {
                        sum &+= Int32(count)
                    } else if gatherer.problemCount == 0, !wishes.missingAreNone {
                        missing += 1
                        if missing <= 100 {
                            result.add(
                                own.row, nil,
                                "\(own.code) \(own.name) has no count for \(words(place)): say whether nobody is there",
                                .missingAreNone)
                        }
                    }
                }
                row.append(sum)
            }
            result.areas.append(ReadStatistics.Area(code: own.code, name: own.name))
            result.counts.append(row)
        }
        if missing > 100 { result.problemCount += missing - 100 }
        if kept.isEmpty { result.add(0, nil, "No area of the file is known here") }
        let isUnderstood = !dimensions.contains { $0.meanings.contains(.unknown) }
        sayNotAsked(&result)
        if isUnderstood { check(&result) }
        result.ages = ages(result)
        compare(&result)
    }

    private func words(_ column: Int) -> String {
        zip(dimensions, plan.codes[column]).map { "\u{201C}\($0.scheme[$1]?.label ?? $1)\u{201D}" }
            .joined(separator: " with ")
    }

    /// The areas that are taken, after what is wrong with areas was said.
    private func keptAreas(_ result: inout ReadStatistics) -> [Int] {
        let checks = AreaChecks(areas: table.areas, directory: reading.areas)
        let unknown = checks.unknown()
        if wishes.leavesUnknownAreasOut, !unknown.isEmpty {
            let names = unknown.prefix(10).map { table.areas[$0.area].code }.joined(separator: ", ")
            let more = unknown.count > 10 ? " and \(unknown.count - 10) more" : ""
            result.notes.append(
                "\(unknown.count) areas are not known here and were left out: \(names)\(more).")
        }
        let findings =
            (wishes.leavesUnknownAreasOut ? [] : unknown) + checks.mixedTimes() + checks.wrongNames()
        for finding in findings {
            result.add(table.areas[finding.area].row, nil, finding.text, finding.remedy)
        }
        let out = wishes.leavesUnknownAreasOut ? Set(unknown.map(\.area)) : []
        return table.areas.indices.filter { !out.contains($0) }
    }

    /// People of whom a question was not asked are no part of the table; how many they are is told.
    private func sayNotAsked(_ result: inout ReadStatistics) {
        var people = 0
        var isThere = false
        for (combination, labels) in table.combinations.enumerated() {
            let isOut = zip(dimensions, labels).contains { $1 >= 0 && $0.meanings[$1] == .leftOut }
            let others = zip(dimensions, labels).allSatisfy { dimension, label in
                guard label >= 0 else { return false }
                return dimension.meanings[label] == .leftOut || dimension.parts(of: label).isEmpty
            }
            guard isOut, others else { continue }
            isThere = true
            for area in table.areas.indices { people += table.count(area, combination) ?? 0 }
        }
        guard isThere else { return }
        result.notes.append(
            people == 0
                ? "Rows of people to whom a question does not apply count nobody and were left out."
                : "\(FigureWords.count(people)) people to whom a question does not apply are no part of the table."
        )
    }

    private func check(_ result: inout ReadStatistics) {
        let checks = StatisticsChecks(counts: table, plan: plan, noise: reading.noise)
        let sums = checks.sums()
        for finding in sums.findings { result.add(finding.row, table.heading(finding.column), finding.text) }
        if sums.checked > 0 {
            let good = sums.checked - sums.findings.count
            result.checks.append(
                "\(FigureWords.count(good)) of \(FigureWords.count(sums.checked)) published sums are what their parts add up "
                    + (sums.widest == 0 ? "to." : "to, within \(sums.widest)."))
        } else {
            result.checks.append("The file has no sums that its counts could be checked against.")
        }
        let sumCount = plan.sums.count
        if sumCount > 0 {
            result.leftOut.append(
                ("\(sumCount) columns or combinations", "sums of others, used to check them"))
        }
        guard !table.percentages.isEmpty else { return }
        let percentages = checks.percentages()
        for finding in percentages.findings {
            result.add(finding.row, table.heading(finding.column), finding.text)
        }
        result.leftOut.append(
            (
                "\(FigureWords.count(table.percentages.count)) percentages",
                "counts are kept, shares are worked out"
            ))
        result.checks.append(
            percentages.checked == 0
                ? "No percentage could be checked: the file does not say of how many people they are."
                : "\(FigureWords.count(percentages.checked - percentages.findings.count)) of \(FigureWords.count(percentages.checked)) "
                    + "percentages fit their counts.")
    }

    /// The ages of those counted: of the bands that hold anybody, of a total's words, else those of the same table
    /// that is held.
    private func ages(_ result: ReadStatistics) -> AgeRange? {
        if let at = dimensions.firstIndex(where: { $0.scheme.isAges }) {
            var found: [AgeRange] = []
            for (column, codes) in result.columns.enumerated()
            where result.counts.contains(where: { $0[column] > 0 }) {
                if let ages = dimensions[at].scheme[codes[at]]?.ages { found.append(ages) }
            }
            let youngest = found.map(\.youngest).min() ?? 0
            let isOpen = found.contains { $0.oldest == nil }
            return AgeRange(youngest, to: isOpen ? nil : found.compactMap(\.oldest).max())
        }
        for label in table.dimensions.flatMap(\.labels) + [result.facts.universe] {
            let words = label.split(separator: " ").map(String.init)
            guard let at = words.firstIndex(where: { ["aged", "age"].contains($0.lowercased()) }) else {
                continue
            }
            if let range = AgeLabel.range(words[at...].joined(separator: " ")),
                PlainLabel.isTotal(label) || label == result.facts.universe
            {
                return range
            }
        }
        return reading.held.descriptions[result.facts.table]?.ages
    }

    /// Looks whether a table of the same people that is held has two columns the other way round.
    private func compare(_ result: inout ReadStatistics) {
        guard dimensions.count == 1, let day = result.facts.day, result.problemCount == 0 else { return }
        let scheme = dimensions[0].scheme
        let same = reading.held.descriptions.values.filter {
            $0.day == day && $0.schemes.map(\.id) == [scheme.id]
        }
        let codes = result.columns.map { $0[0] }
        let rows = Dictionary(zip(result.areas.map(\.code), result.counts)) { one, _ in one }
        for description in same.sorted(by: { $0.id < $1.id }) {
            guard let held = try? reading.held.table(description.id) else { continue }
            let pairs = SwappedColumns.pairs(
                codes,
                counts: { area in
                    rows[area].map { Dictionary(zip(codes, $0.map { Int($0) })) { one, _ in one } }
                }, held: held, noise: reading.noise)
            for (one, other) in pairs {
                let names = [one, other].map { "\u{201C}\(scheme[$0]?.label ?? $0)\u{201D}" }
                result.add(
                    0, nil,
                    "\(names[0]) and \(names[1]) have each other's counts, compared with table \(description.id): look whether "
                        + "columns were swapped")
            }
            return
        }
    }
}
