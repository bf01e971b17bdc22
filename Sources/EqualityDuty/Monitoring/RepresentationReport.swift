// SPDX-License-Identifier: Apache-2.0
import EqualityStatistics

/// Who is there and who is not: the shares of a data set beside a benchmark, each with what may be said of it.
///
/// Holds raw counts: it is for those who may see them.
public struct RepresentationReport: Hashable, Sendable {
    /// One group.
    public struct Row: Hashable, Sendable {
        /// The codes and labels, one for each characteristic.
        public let codes, labels: [String]
        /// How many have usable answers to all questions, and how many of them are of the group.
        public let share: Share
        /// The share that the group would have; `nil` where the benchmark does not tell it.
        public let representation: Representation?
        /// The p-value raised for the number of comparisons; `nil` where nothing was compared.
        public let adjusted: Double?

        /// The word for it; "no benchmark" where there is none.
        public var verdict: String {
            isMissing ? Row.noneCounted : representation?.verdict.rawValue ?? "no benchmark"
        }

        /// Why the verdict is what it is, in a sentence.
        public var explanation: String {
            isMissing
                ? "Nobody is of this group. Find out first whether it could be chosen; if it could, its people are missing."
                : representation?.explanation ?? ""
        }

        /// Whether nobody is of the group and enough people answered for that to be a finding, if it was offered.
        public var isMissing: Bool { share.count == 0 && representation?.verdict == .underRepresented }

        /// The word for a group that nobody is of, which may not have been offered.
        public static let noneCounted = "none counted"
    }

    /// The data set, and the version of it.
    public let dataSet: DataSet
    /// The number and the days of the version.
    public let version: Int
    /// The days of the version.
    public let period: DataPeriod
    /// What the figures are by.
    public let characteristics: [String]
    /// The benchmark, and why this one.
    public let benchmark: Benchmark?
    /// Why this benchmark, in a sentence.
    public let why: String
    /// Why nothing is compared; empty where it is.
    public let refusals: [String]
    /// In what the benchmark is of other people, in words.
    public let warnings: [String]
    /// What became of the questions, all at once.
    public let answers: AnswerCounts
    /// The groups in the order of the scheme; without benchmark figures where it was refused.
    public let rows: [Row]
    /// What many comparisons do; empty for a single one.
    public let note: String
    /// The mapping by which categories were joined, with what must be said of it; empty for none.
    public let mappings: [String]
    /// The thresholds that the words keep to.
    public let settings: RepresentationSettings

    /// The interval of a group's share, with or without a benchmark.
    public func interval(of row: Row) -> Interval { row.share.wilsonInterval(settings.level) }
}

/// Makes reports on representation from coded records.
public struct RepresentationMaker: Sendable {
    let all: CategorySchemes
    let settings: RepresentationSettings

    /// A maker that knows these schemes and keeps to these thresholds.
    public init(_ schemes: CategorySchemes, settings: RepresentationSettings = .standard) {
        all = schemes
        self.settings = settings
    }

    /// The columns of a version by the names that people give, one to three of them, counted together.
    public func columns(_ names: [String], of version: DataSetVersion) throws(RepresentationProblem)
        -> [DataColumn]
    {
        guard (1...3).contains(names.count) else {
            throw RepresentationProblem("Name one, two or three characteristics")
        }
        var columns: [DataColumn] = []
        for name in names {
            guard let column = version.column(named: name) else {
                let known = version.columns.map(\.name).joined(separator: ", ")
                throw RepresentationProblem("There is no column \u{201C}\(name)\u{201D}. There are: \(known)")
            }
            guard all[column.scheme] != nil else {
                throw RepresentationProblem(
                    "\u{201C}\(column.name)\u{201D} has no categories that a benchmark could have")
            }
            guard !columns.contains(column) else {
                throw RepresentationProblem("\u{201C}\(column.name)\u{201D} is named twice")
            }
            guard column.part == columns.first?.part ?? column.part else {
                throw RepresentationProblem(
                    "\(columns[0].name) and \(column.name) were never counted together in this file")
            }
            columns.append(column)
        }
        return columns
    }

    /// The schemes of columns, in order.
    public func schemes(of columns: [DataColumn]) -> [CategoryScheme] {
        columns.compactMap { all[$0.scheme] }
    }

    /// What a figure of a version is a figure of.
    public func figure(
        _ dataSet: DataSet, _ version: DataSetVersion, by column: DataColumn, areaName: String
    ) -> FigureDescription? {
        all[column.scheme].map {
            FigureDescription(
                population: dataSet.comparedPopulation, ages: dataSet.ages, areaCode: dataSet.areaCode,
                areaName: areaName, years: version.period.years, classification: $0.classification)
        }
    }

    /// The report. `chunks` are those of the part in which the columns lie; `isBroad` adds the parts of groups up.
    public func report(
        of dataSet: DataSet, _ version: DataSetVersion, chunks: [[UInt8]], by columns: [DataColumn],
        areaName: String, against benchmark: Benchmark?, why: String, isBroad: Bool = false
    ) throws -> RepresentationReport {
        let table = try count(chunks, version, columns)
        let (cells, answers) = usable(table, columns)
        let common = commonCategories(
            of: dataSet, version, cells, by: columns, areaName: areaName, with: benchmark)
        let groups = grouped(cells, benchmark, common, isBroad)
        let (rows, note) = try judged(groups, columns, dataSet.kind.concern, answers)
        return RepresentationReport(
            dataSet: dataSet, version: version.number, period: version.period,
            characteristics: columns.map(\.name), benchmark: benchmark, why: why, refusals: common.refusals,
            warnings: common.warnings, answers: answers, rows: rows, note: note,
            mappings: common.mappings, settings: settings)
    }

    /// Raw counts of a version over columns.
    func count(
        _ chunks: [[UInt8]], _ version: DataSetVersion, _ columns: [DataColumn]
    ) throws -> CrossTabulation {
        let all = version.columns.filter { $0.part == columns[0].part }
        let table = try CodedColumns(chunks.map { try CodedChunk(HeldBytes($0)) })
        return try table.crossTabulation(over: columns.compactMap { all.firstIndex(of: $0) })
    }

    /// Counts by the codes of categories, and what became of the questions all at once.
    func usable(
        _ table: CrossTabulation, _ columns: [DataColumn]
    ) -> (cells: [[String]: Int], answers: AnswerCounts) {
        var cells: [[String]: Int] = [:]
        var sums: [CategoryScheme.Standing: Int] = [:]
        let entries = columns.map(\.entries)
        table.forEachCell { codes, count in
            let found = zip(codes, entries).map { code, entries in entries[code] }
            // The first answer that is none says why the record cannot be used.
            let standing = found.first { $0.kind != .category }?.kind ?? .category
            sums[standing, default: 0] += count
            if standing == .category { cells[found.map(\.code), default: 0] += count }
        }
        return (cells, AnswerCounts(sums))
    }

    private struct Group {
        let codes, labels: [String]
        let count: Int
        let benchmark: Proportion?
    }

    /// Both sides in the common categories, in the order of the schemes.
    private func grouped(
        _ cells: [[String]: Int], _ benchmark: Benchmark?, _ common: CommonCategories, _ isBroad: Bool
    ) -> [Group] {
        func level(_ counts: [[String]: Int]) -> [[String]: Int] {
            guard isBroad else { return counts }
            return counts.reduce(into: [:]) { sums, cell in
                sums[zip(common.schemes, cell.key).map { $0.topmost(of: $1) }, default: 0] += cell.value
            }
        }
        let counts = level(common.ofFigure(cells))
        let others = level(common.isJoined ? benchmark.map { common.ofBenchmark($0) } ?? [:] : [:])
        let whole = others.values.reduce(0, +)
        return common.sorted(Set(counts.keys).union(others.filter { $0.value > 0 }.keys)).map { codes in
            Group(
                codes: codes, labels: common.labels(codes), count: counts[codes] ?? 0,
                benchmark: common.isJoined ? Proportion(others[codes] ?? 0, of: whole) : nil)
        }
    }

    private func judged(
        _ groups: [Group], _ columns: [DataColumn], _ concern: RepresentationConcern, _ answers: AnswerCounts
    ) throws -> (rows: [RepresentationReport.Row], note: String) {
        let base = groups.reduce(0) { $0 + $1.count }
        guard base > 0 else { return ([], "") }
        if columns.count > 1 {
            let found = try IntersectionalRepresentation(
                columns.map(\.name),
                groups.map { Intersection($0.codes, count: $0.count, benchmark: $0.benchmark) },
                concern: concern, answers: answers, settings: settings)
            let rows = zip(groups, found.findings).map { group, finding in
                RepresentationReport.Row(
                    codes: group.codes, labels: group.labels, share: finding.share,
                    representation: finding.representation, adjusted: finding.adjusted)
            }
            return (rows, found.comparisons.note)
        }
        let judged = groups.compactMap { group in
            Share(group.count, of: base).map { share in
                (
                    group, share,
                    group.benchmark.map {
                        Representation(
                            share, against: $0, concern: concern, answers: answers, settings: settings)
                    }
                )
            }
        }
        let compared = judged.indices.filter { place in
            switch judged[place].2?.verdict {
            case nil, .tooFewToSay, .tooIncompleteToCompare: false
            case .underRepresented, .overRepresented, .lowerNotDistinguishable, .higherNotDistinguishable,
                .noEvidence:
                true
            }
        }
        let comparisons = MultipleComparisons(compared.map { judged[$0].2?.p ?? 1 }, settings.level)
        let raised = Dictionary(uniqueKeysWithValues: zip(compared, comparisons.holm))
        let rows = judged.enumerated().map { place, row in
            RepresentationReport.Row(
                codes: row.0.codes, labels: row.0.labels, share: row.1, representation: row.2,
                adjusted: raised[place])
        }
        return (rows, comparisons.note)
    }
}
