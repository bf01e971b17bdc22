// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import EqualityDuty
import Reports

/// A report on what became of records as part of a page. It shows raw counts.
public struct OutcomeView {
    private let report: OutcomeReport

    /// Shows a report.
    public init(_ report: OutcomeReport) { self.report = report }

    /// What the page is called.
    public var title: String { "\(report.dataSet.title): what became of them, by \(report.characteristic)" }

    /// The report below a heading of the page.
    public var html: HTML {
        var html = RawCounts.warning(of: report.dataSet)
        html += "<p>\(report.summary)</p>\n"
        html += SummaryList(facts.map { .init($0.0, text: $0.1) }).html
        if let chart = Reports.chart(of: report) { html += ChartView(chart).html }
        if !report.rows.isEmpty { html += counts }
        for place in report.outcomes.indices where !report.rows.isEmpty { html += beside(place) }
        if !report.note.isEmpty { html += "<p>\(report.note)</p>\n" }
        return html
    }

    private var facts: [(String, String)] {
        [
            ("Data set", "\(report.dataSet.title), version \(report.version), \(report.period)"),
            ("Usable answers", RawCountWords.answers(report.answers)),
            (
                "Too few to say",
                "where a group, or all others together, have fewer than \(report.settings.smallestBase) records"
            ),
        ]
    }

    private var counts: HTML {
        var rows: [[Table.Cell]] = report.rows.map { row in
            [.text(row.label)] + row.findings.map { .number($0.share.count) } + [.number(row.records)]
        }
        rows.append(
            [.text("All together")] + report.totals.map { .number($0) }
                + [.number(report.totals.reduce(0, +))])
        return Table(
            "What became of the records",
            columns: [Table.Column(report.characteristic.capitalisedFirst)]
                + report.outcomes.map { Table.Column($0, isNumeric: true) }
                + [.init("All", isNumeric: true)], rows: rows
        ).html
    }

    private func beside(_ place: Int) -> HTML {
        let rows: [[Table.Cell]] = report.rows.map { row in
            let finding = row.findings[place]
            func p(_ value: Double?) -> Table.Cell { .figure(value.map { RawCountWords.p($0) } ?? "[z]") }
            return [
                .text(row.label), .figure(RawCountWords.shown(finding.share)),
                .figure(RawCountWords.ends(finding.share.wilsonInterval(report.settings.level))),
                .figure(finding.others.map { RepresentationView.percent($0.percentage) } ?? "[z]"),
                p(finding.p), p(finding.adjusted), .text(finding.verdict.rawValue.capitalisedFirst),
            ]
        }
        return Table(
            "\(report.outcomes[place]), beside all others",
            note: "<p>[z] means that there is nothing to compare with, or too little.</p>",
            columns: [
                Table.Column(report.characteristic.capitalisedFirst), .init("Share", isNumeric: true),
                .init(RawCountWords.intervalHeading(report.settings), isNumeric: true),
                .init("The others", isNumeric: true), .init("Fisher’s p", isNumeric: true),
                .init("After all comparisons", isNumeric: true), "What may be said",
            ], rows: rows
        ).html
    }
}
