// SPDX-License-Identifier: Apache-2.0
import DisclosureControl
import Documents
import EqualityDuty
import EqualityStatistics

/// A table of a publication, from which every rendering is made: page, chart, CSV, workbooks and JSON.
///
/// Every figure in it is a released cell, or made from released cells and withheld where one of them is.
public struct InformationTable: Hashable, Sendable {
    /// One group of people.
    public struct Row: Hashable, Sendable {
        /// The codes and words, one for each column of the table.
        public let codes, labels: [String]
        /// How many people.
        public let people: Statistic
        /// Their share, with its base and interval; `nil` where a share means nothing.
        public let share: Statistic?
        /// The share of a published table; `nil` where none is compared.
        public let benchmark: Statistic?
        /// What may be said of the two; empty where nothing is compared.
        public let finding: String
        /// What the last of the codes stands for, and how many categories stand above it.
        public let kind: InformationDimension.Entry.Kind
        /// How many categories stand above it.
        public let depth: Int
    }

    /// The name in files, unlike every other of its publication.
    public let id: String
    /// What the table shows.
    public let title: String
    /// The names of its columns of codes, and their headings.
    public let names, heads: [String]
    /// The rows in the order in which they are read.
    public let rows: [Row]
    /// Why it is not published; empty where it is.
    public let withheld: String
    /// Remarks that its figures need.
    public let notes: [String]
    /// What its shares are compared with; empty for nothing.
    public let benchmark: String
    /// Where that comes from; empty for nothing.
    public let source: String

    /// What the marks in it mean, a sentence each.
    public var shorthand: [String] {
        let marks = rows.flatMap { [$0.people.mark, $0.share?.mark, $0.benchmark?.mark].compactMap { $0 } }
        var seen: [Shorthand] = []
        for mark in marks where !seen.contains(mark) { seen.append(mark) }
        return seen.sorted { $0.code < $1.code }.map(\.meaning)
    }

    /// How many of its numbers of people are withheld.
    public var withheldNumbers: Int { rows.count { $0.people.value == nil } }
}

extension InformationTable {
    /// The tables of a release in the order of its plan; `series` begins the names in files.
    public static func all(
        of release: InformationRelease, series: String, first: Int = 1,
        benchmarks: [String: InformationBenchmark] = [:], settings: RepresentationSettings = .standard
    ) -> [InformationTable] {
        release.plan.tables.enumerated().map { at, positions in
            InformationTable(
                release, positions, id: "\(series)-\(first + at < 10 ? "0" : "")\(first + at)",
                benchmark: positions.count == 1 ? benchmarks[release.plan.columns[positions[0]].name] : nil,
                settings)
        }
    }

    private init(
        _ release: InformationRelease, _ positions: [Int], id: String, benchmark: InformationBenchmark?,
        _ settings: RepresentationSettings
    ) {
        let dimensions = positions.map { release.dimensions[$0] }
        self.id = id
        names = dimensions.map(\.name)
        heads = dimensions.map(\.title)
        let plan = release.plan
        title =
            "\(plan.dataSet.title) by \(dimensions.map(\.name).joined(separator: " and ")), \(plan.version.period)"
        let cells = release.cells(positions)
        withheld =
            cells.isEmpty
            ? "This table is withheld as a whole: nothing proved that every small number in it is safe." : ""
        var counts: [[String]: Statistic] = [:]
        for cell in cells { counts[Array(cell.codes.prefix(dimensions.count))] = Statistic(cell) }
        let maker = RowMaker(
            counts: counts, dimensions: dimensions, leastBase: release.released.policy.minimumBase,
            concern: plan.dataSet.kind.concern, benchmark: benchmark, settings: settings)
        rows = cells.isEmpty ? [] : maker.rows()
        var notes = [
            dimensions.count == 1
                ? "Shares of groups are of those who answered. The share of those who answered, and of each other "
                    + "answer, is of everybody."
                : "Shares are within each group of the first column: of those in it who answered the second.",
            "No share is shown of fewer than \(release.released.policy.minimumBase) people.",
        ]
        notes += dimensions.compactMap(\.levelWords)
        if let benchmark {
            if benchmark.refusal.isEmpty {
                notes += ["\(benchmark.why) It was published by a national body."] + benchmark.remarks
            } else {
                notes.append("Not compared with \(benchmark.name): \(benchmark.refusal)")
            }
        }
        if plan.dataSet.isSynthetic { notes.append(InformationWords.synthetic) }
        self.notes = notes
        let compares = rows.contains { $0.benchmark != nil }
        self.benchmark = compares ? benchmark?.name ?? "" : ""
        source = compares ? benchmark?.source ?? "" : ""
    }
}

/// Makes the rows of a table from its released cells.
private struct RowMaker {
    let counts: [[String]: Statistic]
    let dimensions: [InformationDimension]
    let leastBase: Int
    let concern: RepresentationConcern
    let benchmark: InformationBenchmark?
    let settings: RepresentationSettings

    /// Every group that is told. Answers that are none, and groups without detail, are left out where nobody gave them.
    func rows() -> [InformationTable.Row] {
        guard let last = dimensions.last else { return [] }
        if dimensions.count == 1 { return last.entries.compactMap { row([$0]) } }
        return dimensions[0].entries.flatMap { one in last.entries.compactMap { row([one, $0]) } }
    }

    private func row(_ entries: [InformationDimension.Entry]) -> InformationTable.Row? {
        guard let last = entries.last, let people = counts[entries.map(\.code)] else { return nil }
        if entries.contains(where: { $0.isRest || $0.kind == .nonAnswer }), people.value == 0 { return nil }
        let share = share(of: people, entries, last)
        let other = share.flatMap { _ in compared(last) }
        return InformationTable.Row(
            codes: entries.map(\.code), labels: entries.map(\.label), people: people, share: share,
            benchmark: other,
            finding: other == nil ? "" : finding(people, entries), kind: last.kind, depth: last.depth)
    }

    private func share(
        of people: Statistic, _ entries: [InformationDimension.Entry], _ last: InformationDimension.Entry
    ) -> Statistic? {
        let whole: String
        switch last.kind {
        case .everybody: return nil
        case .category: whole = InformationDimension.answered
        case .answered, .nonAnswer: whole = InformationDimension.everybody
        }
        guard let base = counts[entries.dropLast().map(\.code) + [whole]] else { return nil }
        return Statistic.share(of: people, in: base, leastBase: leastBase) { count, base in
            guard let share = Share(count, of: base) else { return nil }
            let interval = share.wilsonInterval(settings.level)
            return interval.lower...interval.upper
        }
    }

    private func compared(_ entry: InformationDimension.Entry) -> Statistic? {
        guard let benchmark, let group = benchmark.groups[entry.code], let share = group.share else {
            return nil
        }
        return .published(
            100 * share.value, .percent,
            from: PublishedSource(publisher: benchmark.source, publication: benchmark.name))
    }

    /// The word for a group beside its benchmark, from released numbers alone; the mark where one of them is hidden.
    ///
    /// Whoever is not among those who answered counts as asked, which never flatters the completeness.
    private func finding(_ people: Statistic, _ entries: [InformationDimension.Entry]) -> String {
        let before = entries.dropLast().map(\.code)
        guard let code = entries.last?.code, let proportion = benchmark?.groups[code]?.share else {
            return ""
        }
        guard let count = people.value, let base = counts[before + [InformationDimension.answered]]?.value,
            let all = counts[before + [InformationDimension.everybody]]?.value,
            let share = Share(Int(count), of: Int(base)), share.base >= leastBase,
            let answers = AnswerCounts(usable: share.base, notAnswered: Int(all) - share.base)
        else { return Shorthand.confidential.shown }
        // Nobody is of it: it may not have been offered, which a published table cannot know.
        if count == 0 { return RepresentationReport.Row.noneCounted }
        return Representation(
            share, against: proportion, concern: concern, answers: answers, settings: settings
        ).verdict.rawValue
    }
}

/// Words that several renderings share.
public enum InformationWords {
    /// What is said of invented records.
    public static let synthetic = "Synthetic records: invented for demonstration, of nobody."
}
