// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import EqualityDuty
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
                    .figure(share.map(RawCountWords.shown) ?? "[z]")
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
        let hasTrend = trend.rows.contains { $0.trend != nil }
        let hasPooled = trend.rows.contains { $0.pooled != nil }
        let rows: [[Table.Cell]] = trend.rows.map { row in
            var cells: [Table.Cell] = [
                .text(row.label),
                .figure(row.change.map { RepresentationView.figure($0.points) } ?? "[z]"),
                .figure(row.change.map { RawCountWords.ends($0.interval) } ?? "[z]"),
                .figure(row.change.map { RawCountWords.p($0.p) } ?? "[z]"),
                .figure(row.adjusted.map { RawCountWords.p($0) } ?? "[z]"),
            ]
            if hasTrend { cells.append(.text(row.trend.map(RawCountWords.words) ?? "[z]")) }
            if hasPooled {
                cells.append(
                    .text(row.pooled.map { "\(RawCountWords.shown($0.share)), \($0.mark)" } ?? "[z]"))
            }
            return cells
        }
        var columns: [Table.Column] = [
            Table.Column(heading), .init("Change (points)", isNumeric: true),
            .init(RawCountWords.intervalHeading(trend.settings), isNumeric: true),
            .init("Fisher’s p", isNumeric: true), .init("After all comparisons", isNumeric: true),
        ]
        if hasTrend { columns.append("Trend") }
        if hasPooled { columns.append("Three years together") }
        let missing =
            hasTrend
            ? "" : "A trend needs three deliveries without a break between them; there are not so many yet."
        return Table(
            "What changed",
            note:
                "<p>The change is the newest delivery less the one before. [z] means that nothing is compared. \(missing)</p>",
            columns: columns, rows: rows
        ).html
    }
}
