// SPDX-License-Identifier: Apache-2.0

/// A chart as a value: picture, words, table and files are all made from it, so that they cannot differ.
public struct Chart: Hashable, Sendable {
    /// How the figures are drawn.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        /// One bar a row; several bars a row, one for each series.
        case bars, groupedBars
        /// One bar a row in parts, as long as its sum, or all of one length.
        case stackedBars, stackedShares
        /// A dot with its interval, and a tick for what it is measured against.
        case intervals
        /// A line for each series from row to row, as over time.
        case line
        /// Two series back to back; a third and a fourth are ticks upon them.
        case pyramid
    }

    /// What stands under one label: a bar, a group of bars, a point in time.
    public struct Row: Hashable, Sendable {
        /// What the row is of, and its code in a list of codes, such as a GSS code; empty for none.
        public let label: String, code: String
        /// The figures, one for each series.
        public let statistics: [Statistic]
        /// Whether it is the row that the message is about.
        public let isEmphasised: Bool
        /// What the figures of the row are measured against.
        public let benchmark: Statistic?
        /// Where the row lies in time, such as a year; rows without one are evenly spaced.
        public let position: Double?

        /// A row of figures, one for each series of the chart.
        public init(
            _ label: String, _ statistics: [Statistic], code: String = "", isEmphasised: Bool = false,
            benchmark: Statistic? = nil, position: Double? = nil
        ) {
            self.label = label
            self.statistics = statistics
            self.code = code
            self.isEmphasised = isEmphasised
            self.benchmark = benchmark
            self.position = position.flatMap { $0.isFinite ? $0 : nil }
        }

        /// A row with one figure.
        public init(
            _ label: String, _ statistic: Statistic, code: String = "", isEmphasised: Bool = false,
            benchmark: Statistic? = nil, position: Double? = nil
        ) {
            self.init(
                label, [statistic], code: code, isEmphasised: isEmphasised, benchmark: benchmark,
                position: position)
        }
    }

    /// A place in a series from which figures cannot be compared with those before.
    public struct Break: Hashable, Sendable {
        /// The label of the first row after it, and why it is there.
        public let before: String, reason: String

        /// A break before the row of that label.
        public init(before: String, reason: String) {
            self.before = before
            self.reason = reason
        }
    }

    /// The words of a chart.
    public struct Words: Hashable, Sendable {
        /// What the chart shows, as its heading.
        public let message: String
        /// Measure, place, period and unit, as the line below.
        public let measure: String
        /// What is to be seen, in a sentence or two for those who do not see it.
        public let summary: String
        /// What the rows are, as the heading of the first column.
        public let rowTitle: String
        /// What the benchmarks are, and how likely the intervals are.
        public let benchmark: String, interval: String

        /// The words that no chart goes without, and those that charts with benchmarks and intervals need.
        public init(
            message: String, measure: String, summary: String, rowTitle: String,
            benchmark: String = "Benchmark",
            interval: String = "95% interval"
        ) {
            self.message = message
            self.measure = measure
            self.summary = summary
            self.rowTitle = rowTitle
            self.benchmark = benchmark
            self.interval = interval
        }
    }

    /// The most series that a chart can show.
    public static let mostSeries = 4

    /// The name of the chart, which no other of the same page has.
    public let id: String
    /// How it is drawn.
    public let kind: Kind
    /// What it says in words.
    public let words: Words
    /// What each figure of a row stands for, in their order.
    public let series: [String]
    /// The rows in the order in which they are drawn.
    public let rows: [Row]
    /// Where a series breaks.
    public let breaks: [Break]
    /// Remarks that the figures need.
    public let notes: [String]
    private let ownSources: [String]

    /// A chart. A row with fewer figures than there are series gets "not available" for the others; one with more
    /// loses them. Sources of published figures are named without being given here.
    public init(
        id: String, _ kind: Kind, _ words: Words, series: [String], rows: [Row], breaks: [Break] = [],
        notes: [String] = [], sources: [String] = []
    ) {
        self.id = id
        self.kind = kind
        self.words = words
        self.series = series
        self.rows = rows.map { row in
            guard row.statistics.count != series.count else { return row }
            let unit = row.statistics.first?.unit ?? .people
            let missing = Statistic.made(from: [], unit) { _ in nil }
            let given = Array(row.statistics.prefix(series.count))
            return Row(
                row.label, given + Array(repeating: missing, count: series.count - given.count),
                code: row.code,
                isEmphasised: row.isEmphasised, benchmark: row.benchmark, position: row.position)
        }
        self.breaks = breaks
        self.notes = notes
        ownSources = sources
    }

    /// Where the figures come from, a line each.
    public var sources: [String] {
        sourceLines(ownSources, rows.flatMap { $0.statistics + [$0.benchmark].compactMap { $0 } })
    }

    /// Whether its kind can show so many series; if not, its table takes the place of the picture.
    public var isDrawable: Bool {
        switch kind {
        case .bars, .intervals: series.count == 1
        case .pyramid: series.count == 2 || series.count == 4
        case .groupedBars, .stackedBars, .stackedShares, .line: (1...Self.mostSeries).contains(series.count)
        }
    }

    /// Why the series breaks before a row; `nil` where it does not.
    public func reasonOfBreak(before row: Row) -> String? {
        breaks.first { $0.before == row.label }?.reason
    }
}

/// Lines of sources, each once: those given, then those of published figures.
func sourceLines(_ given: [String], _ statistics: some Sequence<Statistic>) -> [String] {
    var seen: Set<PublishedSource> = []
    var lines = given
    for source in statistics.lazy.flatMap(\.sources) where seen.insert(source).inserted {
        if !lines.contains(source.line) { lines.append(source.line) }
    }
    return lines
}
