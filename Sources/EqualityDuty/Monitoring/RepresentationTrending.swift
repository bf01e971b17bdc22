// SPDX-License-Identifier: Apache-2.0
import EqualityStatistics

extension RepresentationMaker {
    private struct Told {
        let version: DataSetVersion, column: DataColumn
        let answers: AnswerCounts
        /// Counts by the codes of the newest scheme.
        var counts: [String: Int]

        var base: Int { counts.values.reduce(0, +) }
    }

    /// The way over deliveries, told in the categories of the newest. Others are led there by declared mappings, which
    /// is a break; where nothing leads there, a delivery is left out with the reason.
    public func trend(of dataSet: DataSet, _ given: [DeliveryCounts]) throws -> RepresentationTrend {
        let sorted = given.sorted {
            ($0.version.period.last, $0.version.number) < ($1.version.period.last, $1.version.number)
        }
        guard let newest = sorted.last, let scheme = schemes(of: [newest.column]).first else {
            throw RepresentationProblem("No delivery has this question with categories")
        }
        let counted = try sorted.map { one in
            (one, usable(try count(one.chunks, one.version, [one.column]), [one.column]))
        }
        let newestCodes = Set(counted.last.map { $0.1.cells.keys.map { $0[0] } } ?? [])
        var told: [Told] = []
        var leftOut: [RepresentationTrend.LeftOut] = []
        var mappings: [String] = []
        for (one, (cells, answers)) in counted {
            switch lead(cells, of: one.column, to: scheme, newestCodes) {
            case .success(let (counts, words)):
                told.append(
                    Told(version: one.version, column: one.column, answers: answers, counts: counts))
                if !words.isEmpty, !mappings.contains(words) { mappings.append(words) }
            case .failure(let problem):
                leftOut.append(
                    .init(version: one.version.number, period: one.version.period, why: problem.words + "."))
            }
        }
        rollUpWhereMixed(&told, scheme)
        let deliveries = told.enumerated().map { place, one in
            RepresentationTrend.Delivery(
                version: one.version.number, period: one.version.period, answers: one.answers,
                breakBefore: place == 0 ? "" : breakWords(between: told[place - 1], one))
        }
        let codes = Set(told.flatMap { $0.counts.filter { $0.value > 0 }.keys })
        let found = scheme.categories.filter { codes.contains($0.code) }.map { category in
            row(category, told, deliveries)
        }
        let changed = found.indices.filter { found[$0].change != nil }
        let comparisons = MultipleComparisons(changed.map { found[$0].change?.p ?? 1 }, settings.level)
        let raised = Dictionary(uniqueKeysWithValues: zip(changed, comparisons.holm))
        let rows = found.enumerated().map { place, row in row.raised(to: raised[place]) }
        return RepresentationTrend(
            dataSet: dataSet, characteristic: newest.column.name, scheme: scheme.title,
            deliveries: deliveries, leftOut: leftOut, rows: rows, mappings: mappings,
            note: comparisons.note, settings: settings)
    }

    /// Counts by the codes of a scheme, with what must be said of the way there.
    private func lead(
        _ cells: [[String]: Int], of column: DataColumn, to scheme: CategoryScheme, _ codes: Set<String>
    ) -> Result<(counts: [String: Int], words: String), SchemeProblem> {
        guard let own = schemes(of: [column]).first else {
            return .failure(SchemeProblem(column.scheme, "Its categories are not known here"))
        }
        let given = Set(cells.keys.map { $0[0] })
        return CategoryAlignment.aligning(scheme, codes, with: own, given, all).flatMap { alignment in
            guard alignment.scheme.id == scheme.id else {
                return .failure(
                    SchemeProblem(
                        scheme.id,
                        "Nothing leads from \(own.title) to \(scheme.title), in which the newest delivery is told, "
                            + "so they cannot be compared"))
            }
            var counts: [String: Int] = [:]
            for (codes, count) in cells {
                if let led = alignment.ofBenchmark(codes[0]) { counts[led, default: 0] += count }
            }
            return .success((counts, alignment.mapping.map(CategoryMapping.words) ?? ""))
        }
    }

    /// Where a group and a part of it are both told, only the group can be followed.
    private func rollUpWhereMixed(_ told: inout [Told], _ scheme: CategoryScheme) {
        let codes = Set(told.flatMap(\.counts.keys))
        let isMixed = codes.contains { code in
            var place = scheme[code]?.parent
            while let parent = place {
                if codes.contains(parent) { return true }
                place = scheme[parent]?.parent
            }
            return false
        }
        guard isMixed else { return }
        for place in told.indices {
            var counts: [String: Int] = [:]
            for (code, count) in told[place].counts { counts[scheme.topmost(of: code), default: 0] += count }
            told[place].counts = counts
        }
    }

    /// Why two deliveries are not to be compared as they stand; empty where they are.
    private func breakWords(between one: Told, _ next: Told) -> String {
        let titles = schemes(of: [one.column, next.column])
        guard titles.count == 2, titles[0].id != titles[1].id else { return "" }
        // Bands of ages that are put together are the same people.
        return titles[0].isAges && titles[1].isAges
            ? "" : "the categories before are those of \(titles[0].title)"
    }

    private func row(
        _ category: CategoryScheme.Category, _ told: [Told], _ deliveries: [RepresentationTrend.Delivery]
    ) -> RepresentationTrend.Row {
        let shares = told.map { Share($0.counts[category.code] ?? 0, of: $0.base) }
        let series = SeriesOfYears(
            zip(deliveries, shares).compactMap { delivery, share in
                share.map {
                    YearlyShare(
                        year: delivery.period.last.year, $0,
                        breakBefore: delivery.breakBefore.isEmpty ? nil : .classification)
                }
            })
        var change: ShareDifference?
        if let last = shares.indices.last, last > 0, deliveries[last].breakBefore.isEmpty,
            let now = shares[last], let before = shares[last - 1]
        {
            change = now.difference(from: before, settings.level)
        }
        return RepresentationTrend.Row(
            code: category.code, label: category.label, shares: shares, change: change, adjusted: nil,
            trend: series.pieces.last.flatMap { Trend($0, settings.level) },
            pooled: series.pooled().last { $0.years.upperBound == told.last?.version.period.last.year })
    }
}

extension CategoryMapping {
    /// What is said where a mapping was used.
    static func words(_ mapping: CategoryMapping) -> String {
        "Categories were joined by \(mapping.name)." + (mapping.isBreak ? " This is a break." : "")
            + (mapping.note.isEmpty ? "" : " \(mapping.note)")
    }
}
