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
                population: dataSet.population, ages: dataSet.ages, areaCode: dataSet.areaCode,
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
        let own = schemes(of: columns)
        var refusals: [String] = []
        var warnings: [String] = []
        var mappings: [String] = []
        var alignments: [CategoryAlignment] = []
        if let benchmark {
            for (place, column) in columns.enumerated() {
                guard let figure = figure(dataSet, version, by: column, areaName: areaName) else { continue }
                let codes = Set(cells.keys.map { $0[place] })
                let others = Set(
                    benchmark.counts.keys.map { $0[place] }.filter {
                        benchmark.schemes[place][$0]?.standing == .category
                    })
                switch CategoryAlignment.aligning(
                    own[place], codes, with: benchmark.schemes[place], others, all)
                {
                case .success(let alignment):
                    alignments.append(alignment)
                    if let mapping = alignment.mapping {
                        mappings.append(CategoryMapping.words(mapping))
                    }
                case .failure(let problem): refusals.append(problem.words + ".")
                }
                let match = BenchmarkMatch(
                    of: figure, with: benchmark.figure(place), mappings: all.classificationMappings)
                for mismatch in match.mismatches {
                    // How categories join was judged above, through whichever mapping or bands there are.
                    if case .classification = mismatch { continue }
                    if case .mappedClassification = mismatch { continue }
                    if mismatch.refusesComparison {
                        if !refusals.contains(mismatch.words) { refusals.append(mismatch.words) }
                    } else if !warnings.contains(mismatch.words) {
                        warnings.append(mismatch.words)
                    }
                }
            }
        }
        let compared = refusals.isEmpty && !alignments.isEmpty ? benchmark : nil
        let groups = grouped(cells, compared, alignments, own, isBroad)
        let (rows, note) = try judged(groups, columns, dataSet.kind.concern, answers)
        return RepresentationReport(
            dataSet: dataSet, version: version.number, period: version.period,
            characteristics: columns.map(\.name), benchmark: benchmark, why: why, refusals: refusals,
            warnings: refusals.isEmpty ? warnings : [], answers: answers, rows: rows, note: note,
            mappings: mappings, settings: settings)
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
        let answers = AnswerCounts(
            usable: sums[.category] ?? 0, preferNotToSay: sums[.preferNotToSay] ?? 0,
            notAnswered: sums[.notAnswered] ?? 0, notAsked: sums[.notAsked] ?? 0,
            unknown: sums[.unknown] ?? 0)
        return (cells, answers ?? .none)
    }

    private struct Group {
        let codes, labels: [String]
        let count: Int
        let benchmark: Proportion?
    }

    /// Both sides in the common categories, in the order of the schemes.
    private func grouped(
        _ cells: [[String]: Int], _ benchmark: Benchmark?, _ alignments: [CategoryAlignment],
        _ own: [CategoryScheme], _ isBroad: Bool
    ) -> [Group] {
        var counts: [[String]: Int] = [:]
        var others: [[String]: Int] = [:]
        let common = benchmark == nil ? own : alignments.map(\.scheme)
        func level(_ codes: [String]) -> [String] {
            isBroad ? zip(common, codes).map { $0.topmost(of: $1) } : codes
        }
        for (codes, count) in cells {
            let led =
                benchmark == nil ? codes : zip(alignments, codes).compactMap { $0.ofFigure($1) }
            counts[level(led), default: 0] += count
        }
        for (codes, count) in benchmark?.counts ?? [:] {
            let led = zip(alignments, codes).compactMap { $0.ofBenchmark($1) }
            if led.count == alignments.count { others[level(led), default: 0] += count }
        }
        let whole = others.values.reduce(0, +)
        func rank(_ codes: [String]) -> [Int] { zip(common, codes).map { $0.place(of: $1) ?? 0 } }
        return Set(counts.keys).union(others.filter { $0.value > 0 }.keys)
            .sorted { rank($0).lexicographicallyPrecedes(rank($1)) }
            .map { codes in
                Group(
                    codes: codes, labels: zip(common, codes).map { $0[$1]?.label ?? $1 },
                    count: counts[codes] ?? 0,
                    benchmark: benchmark == nil ? nil : Proportion(others[codes] ?? 0, of: whole))
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
