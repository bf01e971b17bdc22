// SPDX-License-Identifier: Apache-2.0
import EqualityStatistics

/// What a group's share is held against: counts of a population, with everything that a comparison depends on.
public struct Benchmark: Hashable, Sendable {
    /// What it is called, such as "Census 2021, table TS021".
    public let name: String
    /// Who is in it: in a fixed word, of which ages, where and when.
    public let population: String
    /// Of which ages.
    public let ages: AgeRange
    /// The area, by code and name.
    public let areaCode, areaName: String
    /// The years it is of.
    public let years: ClosedRange<Int>
    /// The schemes of its dimensions, in order.
    public let schemes: [CategoryScheme]
    /// The codes of each count, one for each dimension, and the count.
    public let counts: [[String]: Int]
    /// Where it comes from, in a line.
    public let source: String
    /// What must be said beside it.
    public let caveats: [String]
    /// For the body's own records: their kind, and what became of the questions. `nil` for published tables.
    public let records: OwnRecords?

    /// What is known of a benchmark that is counted from the body's own records.
    public struct OwnRecords: Hashable, Sendable {
        /// The kind of the data set.
        public let kind: DataSetKind
        /// What became of the questions, all at once.
        public let answers: AnswerCounts
    }

    /// A benchmark as its parts.
    public init(
        name: String, population: String, ages: AgeRange, areaCode: String, areaName: String,
        years: ClosedRange<Int>, schemes: [CategoryScheme], counts: [[String]: Int], source: String,
        caveats: [String] = [], records: OwnRecords? = nil
    ) {
        self.name = name
        self.population = population
        self.ages = ages
        self.areaCode = areaCode
        self.areaName = areaName
        self.years = years
        self.schemes = schemes
        self.counts = counts
        self.source = source
        self.caveats = caveats
        self.records = records
    }

    /// What a published table says of an area.
    public init(_ counts: AreaCounts, areaName: String) {
        let table = counts.table
        self.init(
            name: "\(table.dataset), table \(table.id)", population: Self.population(table.universe),
            ages: table.ages, areaCode: counts.area, areaName: areaName,
            years: table.day.year...table.day.year, schemes: table.schemes,
            counts: Dictionary(zip(counts.columns, counts.counts)) { $0 + $1 }, source: table.sourceLine,
            caveats: table.caveats)
    }

    /// The fixed word for a publisher's universe: usual residents of whatever age are residents.
    private static func population(_ universe: String) -> String {
        let words = foldedForSearch(universe)
        for start in ["all usual residents", "usual residents"] where words.hasPrefix(start) {
            let rest = words.dropFirst(start.count).drop { $0 == " " || $0 == "," }
            return rest.isEmpty || rest.hasPrefix("aged") ? "residents" : "residents \(rest)"
        }
        return words
    }

    /// Without the dimensions that are not asked for; `nil` where one that is asked for is not there.
    public func over(variables: [String]) -> Benchmark? {
        var places: [Int] = []
        for variable in variables {
            guard let place = schemes.firstIndex(where: { $0.variable == variable }) else { return nil }
            places.append(place)
        }
        var sums: [[String]: Int] = [:]
        for (codes, count) in counts { sums[places.map { codes[$0] }, default: 0] += count }
        return Benchmark(
            name: name, population: population, ages: ages, areaCode: areaCode, areaName: areaName,
            years: years, schemes: places.map { schemes[$0] }, counts: sums, source: source,
            caveats: caveats)
    }

    /// What statistics are told of it, as a figure by its first dimension.
    func figure(_ dimension: Int) -> FigureDescription {
        FigureDescription(
            population: population, ages: ages, areaCode: areaCode, areaName: areaName, years: years,
            classification: schemes[dimension].classification)
    }
}

/// Finds the published table that fits a figure best.
public struct BenchmarkFinder: Sendable {
    private let statistics: PublishedStatistics
    private let areas: AreaDirectory

    /// A finder among shipped and imported tables.
    public init(_ statistics: PublishedStatistics, areas: AreaDirectory) {
        self.statistics = statistics
        self.areas = areas
    }

    /// Ids of the tables that tell all of these variables, by id.
    public func tables(telling variables: [String]) -> [String] {
        statistics.descriptions.values.filter { table in
            variables.allSatisfy { variable in table.schemes.contains { $0.variable == variable } }
        }.map(\.id).sorted()
    }

    /// The benchmark of a table for an area; `nil` where the table or the area in it is not there.
    public func benchmark(table id: String, area code: String, variables: [String]) throws -> Benchmark? {
        let known = statistics.descriptions.keys.first { foldedForSearch($0) == foldedForSearch(id) }
        guard let known, let counts = try statistics.table(known)?.counts(of: code) else { return nil }
        return Benchmark(counts, areaName: areas[code]?.name ?? code).over(variables: variables)
    }

    /// The table that fits best, with the reason: it can be compared at all, has the fewest mismatches, the same
    /// categories, the latest day.
    public func best(
        for figure: FigureDescription, schemes own: [CategoryScheme]
    ) throws -> (benchmark: Benchmark, why: String)? {
        let variables = own.map(\.variable)
        var best: (benchmark: Benchmark, rank: [Int], why: String)?
        for id in tables(telling: variables) {
            guard let found = try benchmark(table: id, area: figure.areaCode, variables: variables),
                found.counts.values.contains(where: { $0 > 0 })
            else { continue }
            let match = BenchmarkMatch(
                of: figure, with: found.figure(0), mappings: statistics.schemes.classificationMappings)
            // Whether categories join is judged by what is in the table, not by their names.
            let refuses = match.mismatches.contains { mismatch in
                switch mismatch {
                case .classification, .mappedClassification: false
                case .population, .ages, .area, .years, .variable: mismatch.refusesComparison
                }
            }
            let cannotJoin = own.indices.contains { !joins(own[$0], found, $0) }
            let same = zip(own, found.schemes).count { $0.id == $1.id }
            let dimensions = statistics.descriptions[id]?.schemes.count ?? 1
            // Other people are worse than other categories that join, and than another year.
            let others = match.mismatches.count { mismatch in
                switch mismatch {
                case .population, .ages, .area, .variable: true
                case .years, .classification, .mappedClassification: false
                }
            }
            let rank = [
                refuses || cannotJoin ? 1 : 0, others, match.mismatches.count, own.count - same, dimensions,
                -found.years.upperBound,
            ]
            guard best == nil || rank.lexicographicallyPrecedes(best?.rank ?? []) else { continue }
            var reasons = ["it is of \(found.areaName)"]
            if found.ages == figure.ages { reasons.append("of \(figure.ages.words)") }
            if same == own.count { reasons.append("in the same categories") }
            best = (
                found, rank,
                "\(found.name) was chosen: \(reasons.joined(separator: ", ")), and of all tables that tell "
                    + "\(variables.joined(separator: " and ")) it fits best."
            )
        }
        return best.map { ($0.benchmark, $0.why) }
    }

    private func joins(_ own: CategoryScheme, _ benchmark: Benchmark, _ place: Int) -> Bool {
        let other = benchmark.schemes[place]
        let codes = Set(benchmark.counts.keys.map { $0[place] }.filter { other[$0]?.standing == .category })
        switch CategoryAlignment.aligning(
            own, Set(own.leaves.map(\.code)), with: other, codes, statistics.schemes)
        {
        case .success: return true
        case .failure: return false
        }
    }

    /// The benchmark that a name asks for, with the reason: a table, with another area behind an @; "census" for the
    /// one that fits best; none for an empty name. Throws what to do where it is not there.
    public func benchmark(
        named name: String, for figure: FigureDescription?, _ own: [CategoryScheme]
    ) throws -> (Benchmark?, String) {
        let variables = own.map(\.variable)
        let words = variables.joined(separator: " and ")
        guard !name.isEmpty, var figure else { return (nil, "No benchmark was asked for.") }
        let parts = name.split(separator: "@", maxSplits: 1).map(String.init)
        if parts.count > 1 { figure.areaCode = parts[1].uppercased() }
        let area = figure.areaCode
        guard !area.isEmpty else {
            throw RepresentationProblem(
                "The data set says no area: give one behind the benchmark, such as \(parts[0])@E07000114")
        }
        if foldedForSearch(parts[0]) == "census" {
            if let best = try best(for: figure, schemes: own) { return (best.benchmark, best.why) }
            throw RepresentationProblem("No published table tells \(words) for \(area)")
        }
        guard let found = try benchmark(table: parts[0], area: area, variables: variables) else {
            let known = tables(telling: variables)
            throw RepresentationProblem(
                "\(parts[0]) does not tell \(words) for \(area). "
                    + (known.isEmpty
                        ? "No published table does" : "Tables that tell it: \(known.joined(separator: ", "))")
            )
        }
        return (found, "\(found.name) was asked for.")
    }
}
