// SPDX-License-Identifier: Apache-2.0
import EqualityStatistics

/// The categories in which a version of a data set and a benchmark are told side by side, or why there are none.
struct CommonCategories {
    /// The scheme of each characteristic: the figure's own where nothing is joined.
    let schemes: [CategoryScheme]
    /// Why nothing can be joined; in what the benchmark is of other people; the mappings that were used.
    let refusals, warnings, mappings: [String]
    private let alignments: [CategoryAlignment]

    /// Whether figures and benchmark stand in the same categories.
    var isJoined: Bool { !alignments.isEmpty }

    /// The figure's own categories, with nothing beside them.
    init(of own: [CategoryScheme], refusals: [String] = []) {
        schemes = own
        self.refusals = refusals
        (warnings, mappings, alignments) = ([], [], [])
    }

    fileprivate init(_ alignments: [CategoryAlignment], warnings: [String], mappings: [String]) {
        schemes = alignments.map(\.scheme)
        refusals = []
        self.alignments = alignments
        self.warnings = warnings
        self.mappings = mappings
    }

    /// Counts of the figure in these categories.
    func ofFigure(_ cells: [[String]: Int]) -> [[String]: Int] {
        isJoined ? led(cells) { $0.ofFigure($1) } : cells
    }

    /// Counts of the benchmark in these categories, without answers that are none.
    func ofBenchmark(_ benchmark: Benchmark) -> [[String]: Int] {
        led(benchmark.counts) { $0.ofBenchmark($1) }
    }

    private func led(
        _ cells: [[String]: Int], _ lead: (CategoryAlignment, String) -> String?
    ) -> [[String]: Int] {
        var sums: [[String]: Int] = [:]
        for (codes, count) in cells {
            let led = zip(alignments, codes).compactMap { lead($0, $1) }
            if led.count == alignments.count { sums[led, default: 0] += count }
        }
        return sums
    }

    /// Codes in the order of the schemes.
    func sorted(_ all: Set<[String]>) -> [[String]] {
        func rank(_ codes: [String]) -> [Int] { zip(schemes, codes).map { $0.place(of: $1) ?? 0 } }
        return all.sorted { rank($0).lexicographicallyPrecedes(rank($1)) }
    }

    /// What codes are called.
    func labels(_ codes: [String]) -> [String] { zip(schemes, codes).map { $0[$1]?.label ?? $1 } }
}

extension RepresentationMaker {
    /// The categories in which usable answers of a version and a benchmark can be told side by side. That the benchmark
    /// is of other people is a warning unless it is meant to be.
    func commonCategories(
        of dataSet: DataSet, _ version: DataSetVersion, _ cells: [[String]: Int], by columns: [DataColumn],
        areaName: String, with benchmark: Benchmark?, isOfOthers: Bool = false
    ) -> CommonCategories {
        let own = schemes(of: columns)
        guard let benchmark else { return CommonCategories(of: own) }
        var refusals: [String] = []
        var warnings: [String] = []
        var mappings: [String] = []
        var alignments: [CategoryAlignment] = []
        for (place, column) in columns.enumerated() {
            guard let figure = figure(dataSet, version, by: column, areaName: areaName) else { continue }
            let codes = Set(cells.keys.map { $0[place] })
            let others = Set(
                benchmark.counts.keys.map { $0[place] }.filter {
                    benchmark.schemes[place][$0]?.standing == .category
                })
            switch CategoryAlignment.aligning(own[place], codes, with: benchmark.schemes[place], others, all)
            {
            case .success(let alignment):
                alignments.append(alignment)
                if let words = alignment.rolledWords(own[place], codes) { mappings.append(words) }
                if let mapping = alignment.mapping { mappings.append(CategoryMapping.words(mapping)) }
            case .failure(let problem): refusals.append(problem.words + ".")
            }
            let match = BenchmarkMatch(
                of: figure, with: benchmark.figure(place), mappings: all.classificationMappings)
            for mismatch in match.mismatches {
                // How categories join was judged above, through whichever mapping or bands there are.
                if case .classification = mismatch { continue }
                if case .mappedClassification = mismatch { continue }
                let isMeant = isOfOthers || benchmark.population == dataSet.population
                if case .population = mismatch, isMeant { continue }
                if mismatch.refusesComparison {
                    if !refusals.contains(mismatch.words) { refusals.append(mismatch.words) }
                } else if !warnings.contains(mismatch.words) {
                    warnings.append(mismatch.words)
                }
            }
        }
        guard refusals.isEmpty else { return CommonCategories(of: own, refusals: refusals) }
        return CommonCategories(alignments, warnings: warnings, mappings: mappings)
    }
}
