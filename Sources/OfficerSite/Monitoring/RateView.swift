// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import Documents
import EqualityDuty
import Reports

/// A report on rates as part of a page. It shows raw counts.
public struct RateView {
    private let report: RateReport

    /// Shows a report.
    public init(_ report: RateReport) { self.report = report }

    /// What the page is called.
    public var title: String {
        "\(report.dataSet.title): rates by \(report.characteristic)"
    }

    /// The report below a heading of the page.
    public var html: HTML {
        var html = RawCounts.warning(of: report.dataSet)
        html += "<p>\(report.summary)</p>\n"
        html += SummaryList(facts.map { .init($0.0, text: $0.1) }).html
        html += RawCounts.list("Why there are no rates", report.refusals)
        html += RawCounts.list("What to beware of", report.warnings)
        html += RawCounts.list("How categories were joined", report.mappings)
        if let chart = Reports.chart(of: report) { html += ChartView(chart).html }
        if !report.rows.isEmpty { html += rates }
        if report.isStandardised, !report.rows.isEmpty { html += evened }
        html += "<p>\(report.method)</p>\n"
        if !report.note.isEmpty { html += "<p>\(report.note)</p>\n" }
        return html + RawCounts.list("About these people", report.people.caveats)
    }

    private var facts: [(String, String)] {
        [
            ("Data set", "\(report.dataSet.title), version \(report.version), \(report.period)"),
            (
                "Among whom",
                "\(report.people.source): \(report.people.population) of \(report.people.areaName), "
                    + "\(report.people.ages.words). \(report.why)"
            ),
            ("Told for", "each \(report.unit) people of a group, over the days of the delivery"),
            ("Usable answers", RawCountWords.answers(report.answers)),
            (
                "Too few to say",
                "where a group, or all others together, have fewer than \(report.settings.smallestBase) people"
            ),
        ]
    }

    private var rates: HTML {
        let rows: [[Table.Cell]] = report.rows.map { row in
            let interval = row.rate?.interval(report.settings.level)
            var cells: [Table.Cell] = [
                .text(row.label), .number(row.events), .number(row.people),
                .figure(row.rate.map { per($0.value) } ?? "[z]"),
                .figure(interval.map { "\(per($0.lower)) to \(per($0.upper))" } ?? "[z]"),
                .figure(RawCountWords.times(row.ratio?.value, row.ratio?.interval)),
            ]
            if !report.isStandardised {
                cells += [p(row.ratio?.p), p(row.adjusted), .text(row.verdict.rawValue.capitalisedFirst)]
            }
            return cells
        }
        let tested: [Table.Column] = [
            .init("p", isNumeric: true), .init("After all comparisons", isNumeric: true),
            "What may be said",
        ]
        return Table(
            "Rates for each \(report.unit) \(report.people.population)",
            note: "<p>[z] means that there is nobody to count among, or nothing to compare with.</p>",
            columns: [
                Table.Column(report.characteristic.capitalisedFirst), .init("Cases", isNumeric: true),
                .init("People", isNumeric: true), .init("Rate", isNumeric: true),
                .init(RawCountWords.intervalHeading(report.settings), isNumeric: true),
                .init("Times the others’", isNumeric: true),
            ] + (report.isStandardised ? [] : tested), rows: rows
        ).html
    }

    private var evened: HTML {
        let rows: [[Table.Cell]] = report.rows.map { row in
            let direct = row.standardised?.rate
            let interval = direct?.interval(report.settings.level)
            let indirect = row.standardised?.ratio
            return [
                .text(row.label), .figure(direct.map { per($0.value) } ?? "[z]"),
                .figure(interval.map { "\(per($0.lower)) to \(per($0.upper))" } ?? "[z]"),
                .figure(row.standardised.map { RepresentationView.figure($0.expected) } ?? "[z]"),
                .figure(RawCountWords.times(indirect?.value, indirect?.interval)),
                p(indirect?.p),
                p(row.adjusted),
                .text(row.verdict.rawValue.capitalisedFirst),
            ]
        }
        return Table(
            "With ages evened out",
            note: "<p>[z] means that there are too few cases, or nobody of some age.</p>",
            columns: [
                Table.Column(report.characteristic.capitalisedFirst),
                .init("Rate with the ages of all", isNumeric: true),
                .init(RawCountWords.intervalHeading(report.settings), isNumeric: true),
                .init("Expected cases", isNumeric: true),
                .init("Times the others’, ages evened out", isNumeric: true),
                .init("p", isNumeric: true), .init("After all comparisons", isNumeric: true),
                "What may be said",
            ], rows: rows
        ).html
    }

    private func per(_ value: Double) -> String {
        Statistic.Unit.rate(per: report.unit).text(value * Double(report.unit))
    }

    private func p(_ value: Double?) -> Table.Cell {
        .figure(value.map { RawCountWords.p($0) } ?? "[z]")
    }
}
