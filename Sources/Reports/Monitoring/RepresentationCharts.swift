// SPDX-License-Identifier: Apache-2.0
import Documents
import EqualityDuty
import EqualityStatistics

/// The pictures of reports on monitoring data. They show raw counts: for those who may see them, never to publish.
extension Reports {
    /// Each group's share with its interval beside the benchmark; `nil` where there is no group.
    public static func chart(of report: RepresentationReport) -> Chart? {
        guard !report.rows.isEmpty else { return nil }
        let hasBenchmark = report.rows.contains { $0.representation != nil }
        let (drawn, notes) = readable(report.rows, label: { $0.labels.joined(separator: ", ") }) { row in
            max(row.share.value, row.representation?.benchmark.value ?? 0)
        }
        let rows = drawn.map { row -> Chart.Row in
            let interval = report.interval(of: row)
            let isFinding = [.underRepresented, .overRepresented].contains(row.representation?.verdict)
            return Chart.Row(
                row.labels.joined(separator: ", "), share(row.share, interval),
                code: row.codes.joined(separator: "|"), isEmphasised: isFinding,
                benchmark: row.representation.map { .inside(100 * $0.benchmark.value, .percent) })
        }
        let by = report.characteristics.joined(separator: " and ")
        return Chart(
            id: "chart-representation", .intervals,
            Chart.Words(
                message: "\(report.dataSet.title) by \(by)" + (hasBenchmark ? " beside the benchmark" : ""),
                measure:
                    "Share of \(report.dataSet.population) with a usable answer, per cent, \(report.period)",
                summary: extremes(report), rowTitle: by.capitalisedFirst,
                interval: RawCountWords.intervalHeading(report.settings)),
            series: ["Share"], rows: rows, notes: notes + filledNote(rows),
            sources: report.benchmark.map { [$0.source] } ?? [])
    }

    /// The groups that lie furthest from their benchmark, in words.
    private static func extremes(_ report: RepresentationReport) -> String {
        let apart = report.rows.compactMap { row in
            row.representation.map { (row.labels.joined(separator: ", "), $0.points) }
        }
        guard let least = apart.min(by: { $0.1 < $1.1 }), let most = apart.max(by: { $0.1 < $1.1 }) else {
            let largest = report.rows.max { $0.share.count < $1.share.count }
            return largest.map {
                "The largest group is \($0.labels.joined(separator: ", ")), \(Statistic.Unit.percent.text($0.share.percentage))."
            } ?? ""
        }
        func words(_ points: Double) -> String { "\(Statistic.Unit.points.plain(abs(points))) points" }
        var sentences: [String] = []
        if least.1 < 0 { sentences.append("Furthest below its benchmark: \(least.0), by \(words(least.1)).") }
        if most.1 > 0 { sentences.append("Furthest above: \(most.0), by \(words(most.1)).") }
        return sentences.isEmpty ? "Every group is at its benchmark." : sentences.joined(separator: " ")
    }

    /// The rows that can be read on one scale: without the largest where it is more than four times the next, which then
    /// stands in the table alone.
    private static func readable<Row>(
        _ rows: [Row], label: (Row) -> String, _ size: (Row) -> Double
    ) -> (rows: [Row], notes: [String]) {
        let sizes = rows.map(size).sorted(by: >)
        guard rows.count > 3, sizes[0] > 4 * sizes[1],
            let place = rows.firstIndex(where: { size($0) == sizes[0] })
        else { return (rows, []) }
        var rest = rows
        let largest = rest.remove(at: place)
        return (
            rest,
            [
                "\u{201C}\(label(largest))\u{201D} is not drawn: on its scale the others could not be read. It stands in the table below."
            ]
        )
    }

    /// The share of each group that got to the last stage, beside the group that the others are held against.
    public static func charts(of report: SelectionReport) -> [Chart] {
        report.steps.enumerated().map { place, step in
            let reference = report.rows.first { $0.code == report.against.code }?.findings[place].share
            let rows = report.rows.map { row -> Chart.Row in
                let finding = row.findings[place]
                let interval = finding.share.map { $0.wilsonInterval(report.settings.level) }
                let isFinding = finding.verdict == .lessLikely || finding.verdict == .moreLikely
                return Chart.Row(
                    row.label, share(finding.share, interval), code: row.code, isEmphasised: isFinding,
                    benchmark: row.code == report.against.code
                        ? nil : reference.map { .inside($0.percentage, .percent) })
            }
            let found = report.rows.filter { $0.findings[place].verdict == .lessLikely }.map(\.label)
            return Chart(
                id: "chart-selection-\(place + 1)", .intervals,
                Chart.Words(
                    message: "\(step.words.capitalisedFirst), by \(report.characteristic)",
                    measure: "Share, per cent, \(report.period)",
                    summary: found.isEmpty
                        ? "No group was less likely than \(report.against.label) by more than chance explains."
                        : "Less likely than \(report.against.label) by more than chance explains: "
                            + found.joined(separator: ", ") + ".",
                    rowTitle: report.characteristic.capitalisedFirst,
                    benchmark: "Held against (\(report.against.label))",
                    interval: RawCountWords.intervalHeading(report.settings)),
                series: ["Share"], rows: rows, notes: filledNote(rows))
        }
    }

    /// What filled and hollow dots mean, where there are both.
    static func filledNote(_ rows: [Chart.Row]) -> [String] {
        guard rows.contains(where: \.isEmphasised), rows.contains(where: { !$0.isEmphasised }) else {
            return []
        }
        return ["A filled dot is a group of which something may be said; the dots of the others are hollow."]
    }

    /// The largest groups over the deliveries, four at most; `nil` where there are not two deliveries.
    public static func chart(of trend: RepresentationTrend) -> Chart? {
        guard trend.deliveries.count > 1, !trend.rows.isEmpty else { return nil }
        let newest = trend.deliveries.count - 1
        func size(_ row: RepresentationTrend.Row) -> Double { row.shares[newest]?.value ?? 0 }
        let (drawn, notes) = readable(trend.rows, label: \.label, size)
        // What moved goes first, then what is largest.
        let largest = drawn.sorted { one, other in
            (trend.hasMoved(one) ? 1 : 0, size(one)) > (trend.hasMoved(other) ? 1 : 0, size(other))
        }.prefix(Chart.mostSeries)
        let labels = trend.deliveries.map(trend.label)
        let rows = trend.deliveries.enumerated().map { place, delivery in
            Chart.Row(
                labels[place],
                largest.map { row in
                    share(
                        row.shares[place], row.shares[place].map { $0.wilsonInterval(trend.settings.level) })
                }, position: Double(place))
        }
        let breaks = zip(labels, trend.deliveries).compactMap { label, delivery in
            delivery.breakBefore.isEmpty
                ? nil
                : Chart.Break(
                    before: label, reason: delivery.breakBefore + ", so do not read a change across")
        }
        return Chart(
            id: "chart-trend", .line,
            Chart.Words(
                message: "\(trend.dataSet.title) by \(trend.characteristic), delivery by delivery",
                measure:
                    "Share of \(trend.dataSet.population) with a usable answer, per cent; groups that moved, then the largest",
                summary: largest.map { "\($0.label): \(way($0, newest))" }.joined(separator: "; ") + ".",
                rowTitle: "Delivery", interval: RawCountWords.intervalHeading(trend.settings)),
            series: largest.map(\.label), rows: rows, breaks: breaks, notes: notes)
    }

    private static func way(_ row: RepresentationTrend.Row, _ newest: Int) -> String {
        func percent(_ share: Share?) -> String {
            share.map { Statistic.Unit.percent.text($0.percentage) } ?? Shorthand.notApplicable.shown
        }
        return "from \(percent(row.shares[0])) to \(percent(row.shares[newest]))"
    }

    private static func share(_ share: Share?, _ interval: Interval?) -> Statistic {
        .inside(
            share?.percentage, .percent, low: interval.map { 100 * $0.lower },
            high: interval.map { 100 * $0.upper }, part: share.map { ($0.count, $0.base) })
    }
}

extension RepresentationTrend {
    /// What a delivery is called among the others: its days, with the number where two are of the same days.
    public func label(_ delivery: Delivery) -> String {
        deliveries.count { $0.period == delivery.period } > 1
            ? "\(delivery.period), version \(delivery.version)" : "\(delivery.period)"
    }

    /// What moved, in a sentence.
    public var summary: String {
        guard deliveries.count > 1 else { return "There is one delivery only, so nothing can have moved." }
        if let last = deliveries.last, !last.breakBefore.isEmpty {
            return
                "The newest delivery stands behind a break: \(last.breakBefore). Nothing is compared across it."
        }
        let moved = rows.filter(hasMoved).compactMap { row in row.change.map { (row.label, $0) } }
        guard !moved.isEmpty else {
            return "Since the delivery before, no share moved by more than chance explains."
        }
        let words = moved.map { label, change in
            "\(label) \(change.points > 0 ? "rose" : "fell") by \(Statistic.Unit.points.plain(abs(change.points))) points"
        }
        return "Since the delivery before, by more than chance explains: \(words.joined(separator: "; "))."
    }
}
