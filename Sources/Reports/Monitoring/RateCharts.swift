// SPDX-License-Identifier: Apache-2.0
import Documents
import EqualityDuty
import EqualityStatistics

/// The pictures of reports on rates and outcomes. They show raw counts: for those who may see them, never to publish.
extension Reports {
    /// Each group's rate with its interval beside that of all together; `nil` where there are no rates. Ages are evened
    /// out where the report does so.
    public static func chart(of report: RateReport) -> Chart? {
        guard let all = report.all, !report.rows.isEmpty else { return nil }
        let unit = Statistic.Unit.rate(per: report.unit)
        let scale = Double(report.unit)
        // The wide intervals of few people would leave no room for the others.
        let drawn = report.rows.filter { $0.verdict != .tooFewToSay }
        let few = report.rows.filter { $0.verdict == .tooFewToSay }.map(\.label)
        let rows = (drawn.isEmpty ? report.rows : drawn).map { row -> Chart.Row in
            let value: Double?
            let interval: Interval?
            if report.isStandardised {
                let rate = row.standardised?.rate
                (value, interval) = (rate?.value, rate?.interval(report.settings.level))
            } else {
                (value, interval) = (row.rate?.value, row.rate?.interval(report.settings.level))
            }
            return Chart.Row(
                row.label,
                .inside(
                    value.map { scale * $0 }, unit, low: interval.map { scale * $0.lower },
                    high: interval.map { scale * $0.upper }), code: row.code,
                isEmphasised: row.verdict == .higher || row.verdict == .lower,
                benchmark: .inside(all.per(scale), unit))
        }
        let evened = report.isStandardised ? ", with the ages of all groups together" : ""
        return Chart(
            id: "chart-rates", .intervals,
            Chart.Words(
                message: "\(report.dataSet.title) for each \(report.unit) \(report.people.population)",
                measure: "By \(report.characteristic), \(report.period)\(evened)", summary: report.summary,
                rowTitle: report.characteristic.capitalisedFirst, benchmark: "All groups together",
                interval: RawCountWords.intervalHeading(report.settings)),
            series: ["Rate"], rows: rows,
            notes: filledNote(rows)
                + (few.isEmpty || drawn.isEmpty
                    ? [] : ["Too few to say, and in the table alone: \(few.joined(separator: "; "))."]),
            sources: [report.people.source])
    }

    /// Each group's records by what became of them; `nil` where there are none.
    public static func chart(of report: OutcomeReport) -> Chart? {
        guard !report.rows.isEmpty else { return nil }
        let rows = report.rows.map { row in
            Chart.Row(
                row.label,
                row.findings.map {
                    .inside($0.share.percentage, .percent, part: ($0.share.count, $0.share.base))
                }, code: row.code,
                isEmphasised: row.findings.contains { [.moreOften, .lessOften].contains($0.verdict) })
        }
        return Chart(
            id: "chart-outcomes", .stackedShares,
            Chart.Words(
                message: "What became of them, by \(report.characteristic)",
                measure: "Share of the records of each group, per cent, \(report.period)",
                summary: report.summary, rowTitle: report.characteristic.capitalisedFirst),
            series: report.outcomes, rows: rows)
    }
}

extension RateReport {
    /// The finding in a sentence.
    public var summary: String {
        guard refusals.isEmpty else { return "There are no rates." }
        if rows.isEmpty { return "There is no usable answer." }
        let found = rows.filter { $0.verdict == .higher || $0.verdict == .lower }
        guard !found.isEmpty else {
            let first = rows[0].verdict
            return rows.allSatisfy { $0.verdict == first }
                ? "All groups: \(first.rawValue)." : "No group stands out by more than chance explains."
        }
        let beside =
            isStandardised
            ? "Beside all other groups together, with ages evened out"
            : "Beside all other groups together"
        let words = found.map { row in
            let rate = row.rate.map { Statistic.Unit.rate(per: unit).text($0.per(Double(unit))) } ?? ""
            return "\(row.label) (\(rate) for each \(unit)): \(row.verdict.rawValue)"
        }
        return "\(beside), by more than chance explains: \(words.joined(separator: "; "))."
    }

    /// How it was worked out, for the foot of a page.
    public var method: String {
        isStandardised
            ? "Groups of different ages are compared as if they had the same: at each age the rate of all groups together "
                + "says how many were to be expected in a group. How many were counted for each expected is held "
                + "against the same in all other groups together (exact test, given how many there were in all). The "
                + "rate with the ages of all groups together rests on \(DirectlyStandardisedRate.fewestEvents) cases or "
                + "more, and is left out below that."
            : "Each rate is held against that of all other groups together (exact test, given how many there were in "
                + "all). Groups can differ in their rates because they differ in their ages: even the ages out to see."
    }
}

extension OutcomeReport {
    /// The finding in a sentence.
    public var summary: String {
        let found = rows.flatMap { row in
            zip(outcomes, row.findings).filter { [.moreOften, .lessOften].contains($0.1.verdict) }.map {
                "\(row.label) \($0.0.lowercased()) \($0.1.verdict.rawValue)"
            }
        }
        if !found.isEmpty {
            return "By more than chance explains, beside the others: \(found.joined(separator: "; "))."
        }
        return rows.allSatisfy { $0.findings.allSatisfy { $0.verdict == .tooFewToSay } }
            ? "There are too few records in each group to say that one differs."
            : "No group stands out by more than chance explains."
    }
}
