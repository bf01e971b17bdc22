// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import Documents
import EqualityDuty
import Reports

/// A report on representation as part of a page: the words first, then the figures.
///
/// It shows raw counts. Whoever shows it has to know that its reader may see them.
public struct RepresentationView {
    private let report: RepresentationReport
    /// What can be done about a row, for pages; none for files.
    var acts: ((RepresentationReport.Row) -> HTML)?

    /// Shows a report.
    public init(_ report: RepresentationReport) { self.report = report }

    /// What the page is called.
    public var title: String {
        "\(report.dataSet.title): \(report.characteristics.joined(separator: " and "))"
    }

    /// The finding in a sentence.
    public var summary: String {
        guard report.refusals.isEmpty else { return "Nothing is compared." }
        guard report.benchmark != nil else { return "No benchmark: these are the shares alone." }
        let found = report.rows.filter {
            !$0.isMissing
                && ($0.representation?.verdict == .underRepresented
                    || $0.representation?.verdict == .overRepresented)
        }
        let none = report.rows.filter(\.isMissing).map { $0.labels.joined(separator: ", ") }
        let missing =
            none.isEmpty
            ? "" : " Nobody is \(none.joined(separator: "; ")): find out whether these could be chosen."
        if found.isEmpty {
            if report.answers.usable == 0 { return "There is no usable answer." }
            let first = report.rows.first?.verdict ?? ""
            let same = report.rows.allSatisfy { $0.verdict == first }
            return (same ? "All groups: \(first)." : nothing) + little + missing
        }
        let words = found.map { row in
            "\(row.labels.joined(separator: ", ")) "
                + "(\(Self.percent(row.share.percentage)), benchmark "
                + "\(Self.percent(100 * (row.representation?.benchmark.value ?? 0)))): \(row.verdict)"
                + ((row.adjusted ?? 0) > report.settings.level.falseAlarm
                    ? ", which so many comparisons could bring about by chance" : "")
        }
        return words.joined(separator: "; ") + "." + little + missing
    }

    /// That there is no finding of the kind that is looked for.
    private var nothing: String {
        switch report.dataSet.kind.concern {
        case .tooFew: "No group is under-represented."
        case .tooMany: "No group is over-represented."
        case .either: "No group is under- or over-represented."
        }
    }

    /// Groups that differ by more than chance explains, and by too little to be a finding.
    private var little: String {
        let lower = report.rows.filter {
            $0.representation?.verdict == .lowerNotDistinguishable
                && $0.representation?.isClearlyLower == true
        }
        let higher = report.rows.filter {
            $0.representation?.verdict == .higherNotDistinguishable
                && $0.representation?.isClearlyHigher == true
        }
        func words(_ rows: [RepresentationReport.Row], _ side: String, _ word: String) -> String {
            guard !rows.isEmpty else { return "" }
            let labels = rows.map { $0.labels.joined(separator: ", ") }.joined(separator: "; ")
            return
                " \(side) the benchmark by more than chance explains, but by less than this body calls \(word): \(labels)."
        }
        return words(lower, "Below", "under-represented") + words(higher, "Above", "over-represented")
    }

    /// The report below a heading of the page.
    public var html: HTML {
        var html = RawCounts.warning(of: report.dataSet)
        html += "<p>\(summary)</p>\n"
        html += SummaryList(facts.map { .init($0.0, text: $0.1) }).html
        html += RawCounts.list("Why nothing is compared", report.refusals)
        html += RawCounts.list("How the benchmark differs", report.warnings)
        html += RawCounts.list("How categories were joined", report.mappings)
        if let chart = Reports.chart(of: report) { html += ChartView(chart).html }
        html += table
        html += "<p>\(RawCountWords.thresholds(report.settings))</p>\n"
        if !report.note.isEmpty { html += "<p>\(report.note)</p>\n" }
        return html + RawCounts.list("About the benchmark", report.benchmark?.caveats ?? [])
    }

    private var facts: [(String, String)] {
        var facts = [
            ("Data set", "\(report.dataSet.title), version \(report.version), \(report.period)"),
            ("Who is counted", "\(report.dataSet.population), \(report.dataSet.ages.words)"),
        ]
        if let benchmark = report.benchmark {
            facts.append(
                (
                    "Benchmark",
                    "\(benchmark.source): \(benchmark.population) of \(benchmark.areaName), "
                        + "\(benchmark.ages.words). \(report.why)"
                ))
        } else {
            facts.append(("Benchmark", report.why))
        }
        facts.append(("Usable answers", RawCountWords.answers(report.answers)))
        return facts
    }

    private var table: HTML {
        let columns =
            report.characteristics.map { Table.Column($0.capitalisedFirst) } + [
                Table.Column("Count", isNumeric: true), Table.Column("Share (%)", isNumeric: true),
                Table.Column(RawCountWords.intervalHeading(report.settings), isNumeric: true),
                Table.Column("Benchmark (%)", isNumeric: true),
                Table.Column("Points", isNumeric: true), Table.Column("Ratio", isNumeric: true),
                Table.Column("What may be said"),
            ] + (acts == nil ? [] : [Table.Column("What can be done")])
        let rows: [[Table.Cell]] = report.rows.map { row in
            let found = row.representation
            func figure(_ value: Double?, _ places: Int = 1) -> Table.Cell {
                .figure(value.map { Self.figure($0, places) } ?? "[z]")
            }
            let interval = report.interval(of: row)
            return row.labels.map { .text($0) } + [
                .number(row.share.count), figure(row.share.percentage), .figure(RawCountWords.ends(interval)),
                figure(found.map { 100 * $0.benchmark.value }), figure(found?.points),
                figure(found?.ratio, 2),
                .text(Self.words(of: row)),
            ] + (acts.map { [.html($0(row))] } ?? [])
        }
        return Table(
            "Shares of \(report.dataSet.population) beside the benchmark",
            note: report.benchmark == nil || !report.refusals.isEmpty
                ? "<p>[z] means that there is nothing to compare with.</p>" : HTML(),
            columns: columns, rows: rows
        ).html
    }

    /// What may be said of a group; where nothing is found, how large a shortfall would have been.
    private static func words(of row: RepresentationReport.Row) -> String {
        guard let found = row.representation else { return row.verdict }
        var words = "\(row.verdict). \(row.explanation)"
        if found.verdict == .lowerNotDistinguishable, !found.isClearlyLower,
            let least = found.smallestShortfall
        {
            words += " With so many answers a shortfall of \(figure(least.points)) points would be noticed."
        }
        return words
    }

    static func percent(_ value: Double) -> String { figure(value) + "%" }

    /// A number to so many places, always with them.
    static func figure(_ value: Double, _ places: Int = 1) -> String {
        guard value.isFinite else { return "[z]" }
        let scale = places == 2 ? 100 : 10
        let whole = Int((abs(value) * Double(scale) + 1e-9).rounded())
        let rest = String(whole % scale)
        let zeros = String(repeating: "0", count: places - rest.utf8.count)
        return "\(value < 0 && whole > 0 ? "−" : "")\(whole / scale).\(zeros)\(rest)"
    }
}
