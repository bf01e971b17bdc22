// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import EqualityDuty
import Reports

/// A report on selection as part of a page. It shows raw counts.
public struct SelectionView {
    private let report: SelectionReport

    /// Shows a report.
    public init(_ report: SelectionReport) { self.report = report }

    /// What the page is called.
    public var title: String { "\(report.dataSet.title): who was selected, by \(report.characteristic)" }

    /// The report below a heading of the page.
    public var html: HTML {
        var html = RawCounts.warning(of: report.dataSet)
        html += SummaryList(facts.map { .init($0.0, text: $0.1) }).html
        html += reached
        for (place, chart) in Reports.charts(of: report).enumerated() {
            html += ChartView(chart).html
            html += likelihoods(place)
        }
        html +=
            """
            <p>A relative likelihood of 1.50 means that people of the group were half as likely again to succeed. “Below \
            four fifths” is a rule of thumb from the United States without standing in UK law, which raises many false \
            alarms on small numbers: it is a reason to look closer, and never a finding by itself. What is called less or \
            more likely stands after Fisher’s exact test and the number of comparisons.</p>

            """
        if !report.note.isEmpty { html += "<p>\(report.note)</p>\n" }
        return html
    }

    private var facts: [(String, String)] {
        [
            ("Data set", "\(report.dataSet.title), version \(report.version), \(report.period)"),
            ("Held against", "\(report.against.label). \(report.against.why)"),
            ("Usable answers", RawCountWords.answers(report.answers)),
            (
                "Too few to say",
                "where either group of the two has fewer than \(report.settings.smallestBase) people at the first stage of a step"
            ),
        ]
    }

    private var reached: HTML {
        Table(
            "How many got at least how far",
            columns: [Table.Column(heading)] + report.stages.map { Table.Column($0, isNumeric: true) },
            rows: report.rows.map { row in [.text(row.label)] + row.reached.map { .number($0) } }
        ).html
    }

    private var heading: String { report.characteristic.capitalisedFirst }

    private func likelihoods(_ place: Int) -> HTML {
        let step = report.steps[place]
        let rows: [[Table.Cell]] = report.rows.map { row in
            let finding = row.findings[place]
            let likelihood = finding.likelihood
            let interval = likelihood.map {
                "\(RepresentationView.figure($0.interval.lower, 2)) to \(RepresentationView.figure($0.interval.upper, 2))"
            }
            return [
                .text(row.label),
                .figure(finding.share.map { RawCountWords.shown($0) } ?? "[z]"),
                .figure(likelihood?.ratio.map { RepresentationView.figure($0, 2) } ?? "[z]"),
                .figure(interval ?? "[z]"), .figure(likelihood.map { RawCountWords.p($0.p) } ?? "[z]"),
                .figure(finding.adjusted.map { RawCountWords.p($0) } ?? "[z]"),
                .text(finding.verdict.rawValue.capitalisedFirst),
            ]
        }
        return Table(
            step.words.capitalisedFirst,
            note: "<p>[z] means that there is nothing to compare with, or that nobody could succeed.</p>",
            columns: [
                Table.Column(heading), .init("Succeeded", isNumeric: true),
                .init("Relative likelihood", isNumeric: true),
                .init(RawCountWords.intervalHeading(report.settings), isNumeric: true),
                .init("Fisher’s p", isNumeric: true), .init("After all comparisons", isNumeric: true),
                "What may be said",
            ], rows: rows
        ).html
    }
}
