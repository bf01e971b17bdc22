// SPDX-License-Identifier: Apache-2.0
import EqualityStatistics

/// What the groups of a published column are held against, or why they are not held against anything.
public struct InformationBenchmark: Sendable {
    /// The share of a group in the published table.
    public struct Group: Hashable, Sendable {
        /// How many there are, out of how many, as published.
        public let count, base: Int

        /// The share; `nil` of nobody.
        public var share: Proportion? { Proportion(count, of: base) }
    }

    /// The table and the area, why this one, and where it comes from.
    public let name, why, source: String
    /// In what it is of other people, and what must be said beside it.
    public let remarks: [String]
    /// Why nothing is compared; empty where it is.
    public let refusal: String
    /// The groups by the codes of the column, categories with parts among them.
    public let groups: [String: Group]

    /// The benchmark that fits a column of a plan best; `nil` where no published table tells it.
    public static func best(
        for column: DataColumn, of plan: InformationPlan, among finder: BenchmarkFinder,
        schemes: CategorySchemes, areas: AreaDirectory
    ) throws -> InformationBenchmark? {
        guard let scheme = schemes[column.scheme], !plan.dataSet.areaCode.isEmpty else { return nil }
        let maker = RepresentationMaker(schemes)
        let area = areas[plan.dataSet.areaCode]?.name ?? plan.dataSet.areaCode
        guard let figure = maker.figure(plan.dataSet, plan.version, by: column, areaName: area),
            let found = try finder.best(for: figure, schemes: [scheme])
        else { return nil }
        return InformationBenchmark(found.benchmark, why: found.why, figure, scheme, schemes)
    }

    /// Leads a benchmark's groups to the codes of a scheme, or says why that cannot be.
    init(
        _ benchmark: Benchmark, why: String, _ figure: FigureDescription, _ scheme: CategoryScheme,
        _ schemes: CategorySchemes
    ) {
        name = "\(benchmark.name), \(benchmark.areaName)"
        self.why = why
        source = benchmark.source
        let match = BenchmarkMatch(
            of: figure, with: benchmark.figure(0), mappings: schemes.classificationMappings)
        var remarks: [String] = []
        var refusals: [String] = []
        for mismatch in match.mismatches {
            switch mismatch {
            case .classification, .mappedClassification: continue
            case .population, .ages, .area, .years, .variable:
                if mismatch.refusesComparison {
                    refusals.append(mismatch.words)
                } else {
                    remarks.append(mismatch.words)
                }
            }
        }
        let others = Set(benchmark.counts.keys.map { $0[0] }).filter {
            benchmark.schemes[0][$0]?.standing == .category
        }
        var groups: [String: Group] = [:]
        switch CategoryAlignment.aligning(
            scheme, Set(scheme.leaves.map(\.code)), with: benchmark.schemes[0], others, schemes)
        {
        case .failure(let problem): refusals.append(problem.words + ".")
        case .success(let alignment) where alignment.scheme.id != scheme.id:
            refusals.append(
                "\(benchmark.name) tells fewer groups than these figures, so that they are not compared one by one."
            )
        case .success(let alignment):
            if let mapping = alignment.mapping {
                remarks.append(
                    "Categories were joined by \(mapping.name)."
                        + (mapping.isBreak ? " This is a break." : ""))
            }
            var counts: [String: Int] = [:]
            for (codes, count) in benchmark.counts {
                if let led = alignment.ofBenchmark(codes[0]) { counts[led, default: 0] += count }
            }
            let whole = counts.values.reduce(0, +)
            // A category is told where the published table told it, or all of its parts.
            for category in scheme.categories where category.standing == .category {
                let parts = scheme.leaves(under: category.code).map(\.code)
                if let own = counts[category.code] {
                    groups[category.code] = Group(count: own, base: whole)
                } else if parts.allSatisfy({ counts[$0] != nil }) {
                    groups[category.code] = Group(
                        count: parts.reduce(0) { $0 + (counts[$1] ?? 0) }, base: whole)
                }
            }
        }
        self.remarks = remarks + benchmark.caveats
        refusal = refusals.joined(separator: " ")
        self.groups = refusals.isEmpty ? groups : [:]
    }
}
