// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import EqualityDuty
import EqualityStatistics
import Reports

/// The way of shares over deliveries as part of a page. It shows raw counts.
public struct TrendView {
    private let trend: RepresentationTrend

    /// Shows a trend.
    public init(_ trend: RepresentationTrend) { self.trend = trend }

    /// What the page is called.
    public var title: String { "\(trend.dataSet.title): \(trend.characteristic) over time" }

    /// The report below a heading of the page.
    public var html: HTML {
        var html = RawCounts.warning(of: trend.dataSet)
        html += "<p>\(trend.summary)</p>\n"
        if let chart = Reports.chart(of: trend) { html += ChartView(chart).html }
        html += shares + changes
        if !trend.note.isEmpty { html += "<p>\(trend.note)</p>\n" }
        html += list("How categories were joined", trend.mappings)
        html += list(
            "Deliveries that are not told here",
            trend.leftOut.map { "Version \($0.version), \($0.period): \($0.why)" })
        return html
    }

    private func list(_ heading: String, _ lines: [String]) -> HTML {
        guard !lines.isEmpty else { return HTML() }
        let items: [HTML] = lines.map { "<li>\($0)</li>\n" }
        return "<h2 class=\"dr-heading-m\">\(heading)</h2>\n<ul class=\"dr-list\">\n\(items)</ul>\n"
    }

    private var heading: String {
        trend.characteristic.prefix(1).uppercased() + trend.characteristic.dropFirst()
    }

    private var shares: HTML {
        let breaks: [HTML] = trend.deliveries.filter { !$0.breakBefore.isEmpty }.map {
            "<p>Break before \(trend.label($0)): \($0.breakBefore).</p>"
        }
        let bases: [[Table.Cell]] = [
            [.text("Everybody with a usable answer")] + trend.deliveries.map { .number($0.answers.usable) }
        ]
        let rows: [[Table.Cell]] = trend.rows.map { row in
            [.text(row.label)]
                + row.shares.map { share in
                    .figure(
                        share.map {
                            "\(RepresentationView.figure($0.percentage))%, \($0.count) of \($0.base)"
                        } ?? "[z]")
                }
        }
        return Table(
            "Shares delivery by delivery, \(trend.scheme)",
            note: "<p>[z] means that nobody gave a usable answer.</p>\(breaks)",
            columns: [Table.Column(heading)]
                + trend.deliveries.map { delivery in
                    Table.Column(
                        trend.label(delivery) + (delivery.breakBefore.isEmpty ? "" : " [b]"), isNumeric: true)
                }, rows: rows + bases
        ).html
    }

    private var changes: HTML {
        let rows: [[Table.Cell]] = trend.rows.map { row in
            [
                .text(row.label),
                .figure(row.change.map { RepresentationView.figure($0.points) } ?? "[z]"),
                .figure(row.change.map { RawCounts.ends($0.interval) } ?? "[z]"),
                .figure(row.change.map { RawCounts.p($0.p) } ?? "[z]"),
                .text(row.trend.map(Self.words) ?? "Fewer than three deliveries without a break"),
                .text(
                    row.pooled.map { "\(RepresentationView.percent($0.share.percentage)), \($0.mark)" }
                        ?? "Not three years in a row"),
            ]
        }
        return Table(
            "What changed",
            note:
                "<p>The change is the newest delivery less the one before. [z] means that nothing is compared.</p>",
            columns: [
                Table.Column(heading), .init("Change (points)", isNumeric: true),
                .init(RawCounts.intervalHeading(trend.settings), isNumeric: true),
                .init("Fisher’s p", isNumeric: true), "Trend", "Three years together",
            ], rows: rows
        ).html
    }

    private static func words(_ trend: Trend) -> String {
        let rate = RepresentationView.figure(abs(trend.pointsPerYear), 2)
        let direction = trend.pointsPerYear < 0 ? "down" : "up"
        let found = trend.interval.contains(0) ? "which chance could explain" : "more than chance explains"
        return "\(direction) \(rate) points a year, \(found) (p \(RawCounts.p(trend.p)))"
    }
}
