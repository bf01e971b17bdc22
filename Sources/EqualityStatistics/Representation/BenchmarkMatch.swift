// SPDX-License-Identifier: Apache-2.0

/// Ages in completed years; `oldest` is nil where there is no upper limit.
public struct AgeRange: Hashable, Sendable, Codable {
    /// The lowest age in it.
    public let youngest: Int
    /// The highest age in it.
    public let oldest: Int?

    /// Everybody.
    public static let all = AgeRange(unchecked: 0, nil)

    /// nil where an age is negative or the oldest is below the youngest.
    public init?(_ youngest: Int, to oldest: Int?) {
        guard youngest >= 0, oldest ?? youngest >= youngest else { return nil }
        self.init(unchecked: youngest, oldest)
    }

    private init(unchecked youngest: Int, _ oldest: Int?) {
        self.youngest = youngest
        self.oldest = oldest
    }

    private enum CodingKeys: String, CodingKey { case youngest, oldest }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let youngest = try container.decode(Int.self, forKey: .youngest)
        let oldest = try container.decodeIfPresent(Int.self, forKey: .oldest)
        guard let range = AgeRange(youngest, to: oldest) else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "Give ages from 0 in order"))
        }
        self = range
    }

    /// Whether anybody can be of an age in both.
    public func overlaps(_ other: AgeRange) -> Bool {
        youngest <= other.oldest ?? .max && other.youngest <= oldest ?? .max
    }

    /// In words, such as "16 to 64", "65 and over" or "all ages".
    public var words: String {
        switch (youngest, oldest) {
        case (0, nil): "all ages"
        case (let low, nil): "\(low) and over"
        case (let low, let high?): low == high ? "\(low)" : "\(low) to \(high)"
        }
    }

    fileprivate var people: String { self == .all ? "people of all ages" : "people aged \(words)" }
}

/// A set of categories in one of its versions, such as ethnic group as in Census 2021.
public struct ClassificationVersion: Hashable, Sendable, Codable {
    /// What is classified, such as "ethnic group".
    public let variable: String
    /// Which list of categories, such as "Census 2021".
    public let version: String

    /// A characteristic and the list by which it is classified.
    public init(variable: String, version: String) {
        self.variable = variable
        self.version = version
    }
}

/// A declared way from the categories of one version to those of another.
public struct ClassificationMapping: Hashable, Sendable, Codable {
    /// The categories that are led from.
    public let from: ClassificationVersion
    /// The categories that are led to.
    public let to: ClassificationVersion
    /// What it is called, so that a page can say which was used.
    public let name: String

    public init(from: ClassificationVersion, to: ClassificationVersion, name: String) {
        self.from = from
        self.to = to
        self.name = name
    }
}

/// What a figure is a figure of.
public struct FigureDescription: Hashable, Sendable, Codable {
    /// Who, in a fixed word of the house: "residents", "people in need", "working-age residents".
    public var population: String
    /// Of which ages.
    public var ages: AgeRange
    /// The code of the area, such as E07000114.
    public var areaCode: String
    /// Its name, for sentences.
    public var areaName: String
    /// The years it covers; a census or a snapshot has one.
    public var years: ClosedRange<Int>
    /// By which categories.
    public var classification: ClassificationVersion

    /// Everything that a comparison depends on.
    public init(
        population: String, ages: AgeRange, areaCode: String, areaName: String, years: ClosedRange<Int>,
        classification: ClassificationVersion
    ) {
        self.population = population
        self.ages = ages
        self.areaCode = areaCode
        self.areaName = areaName
        self.years = years
        self.classification = classification
    }

    var yearWords: String {
        years.lowerBound == years.upperBound
            ? "\(years.lowerBound)" : "\(years.lowerBound) to \(years.upperBound)"
    }
}

/// One way in which a benchmark is not of the same people as the figure beside it.
public enum BenchmarkMismatch: Hashable, Sendable, Codable {
    /// What the figure has, and what the benchmark has.
    case population(figure: String, benchmark: String)
    case ages(figure: AgeRange, benchmark: AgeRange)
    case area(figure: String, benchmark: String)
    case years(figure: String, benchmark: String)
    /// Other categories, and the mapping that leads across: a break.
    case mappedClassification(
        figure: ClassificationVersion, benchmark: ClassificationVersion, mapping: String)
    /// Other categories, and no mapping.
    case classification(figure: ClassificationVersion, benchmark: ClassificationVersion)
    /// Not even the same characteristic.
    case variable(figure: String, benchmark: String)

    /// Whether no comparison is to be made at all: categories without a mapping, another characteristic, or
    /// ages that nobody shares.
    public var refusesComparison: Bool {
        switch self {
        case .classification, .variable: true
        case .ages(let figure, let benchmark): !figure.overlaps(benchmark)
        case .population, .area, .years, .mappedClassification: false
        }
    }

    /// In plain words, for the page.
    public var words: String {
        switch self {
        case .population(let figure, let benchmark):
            "The figure is of \(figure); the benchmark is of \(benchmark)."
        case .ages(let figure, let benchmark):
            figure.overlaps(benchmark)
                ? "The figure is of \(figure.people); the benchmark is of \(benchmark.people)."
                : "Nobody is both \(figure.words), as in the figure, "
                    + "and \(benchmark.words), as in the benchmark."
        case .area(let figure, let benchmark):
            "The figure is of \(figure); the benchmark is of \(benchmark)."
        case .years(let figure, let benchmark):
            "The figure is of \(figure); the benchmark is of \(benchmark)."
        case .mappedClassification(let figure, let benchmark, let mapping):
            "The figure has the categories of \(figure.version) and the benchmark those of "
                + "\(benchmark.version); they are joined by \(mapping), which is a break."
        case .classification(let figure, let benchmark):
            "The figure has the categories of \(figure.version) and the benchmark those of "
                + "\(benchmark.version), and nothing maps one to the other."
        case .variable(let figure, let benchmark):
            "The figure is about \(figure); the benchmark is about \(benchmark)."
        }
    }
}

/// Whether a benchmark is of the same people as a figure, and if not, how far off it is.
public struct BenchmarkMatch: Hashable, Sendable, Codable {
    /// Empty where they match.
    public let mismatches: [BenchmarkMismatch]

    /// Population, ages, area, years and categories side by side.
    ///
    /// A mapping counts only from the version of one to that of the other, either way about. Periods match
    /// where they share a year.
    public init(
        of figure: FigureDescription, with benchmark: FigureDescription,
        mappings: [ClassificationMapping] = []
    ) {
        var found: [BenchmarkMismatch] = []
        if figure.population != benchmark.population {
            found.append(.population(figure: figure.population, benchmark: benchmark.population))
        }
        if figure.ages != benchmark.ages {
            found.append(.ages(figure: figure.ages, benchmark: benchmark.ages))
        }
        if figure.areaCode != benchmark.areaCode {
            found.append(.area(figure: figure.areaName, benchmark: benchmark.areaName))
        }
        if !figure.years.overlaps(benchmark.years) {
            found.append(.years(figure: figure.yearWords, benchmark: benchmark.yearWords))
        }
        let one = figure.classification
        let other = benchmark.classification
        if one.variable != other.variable {
            found.append(.variable(figure: one.variable, benchmark: other.variable))
        } else if one != other {
            let mapping = mappings.first {
                ($0.from == one && $0.to == other) || ($0.from == other && $0.to == one)
            }
            found.append(
                mapping.map { .mappedClassification(figure: one, benchmark: other, mapping: $0.name) }
                    ?? .classification(figure: one, benchmark: other))
        }
        mismatches = found
    }

    /// Whether they are figures of the same people.
    public var isMatch: Bool { mismatches.isEmpty }

    /// Whether any mismatch forbids the comparison.
    public var refusesComparison: Bool { mismatches.contains(where: \.refusesComparison) }

    /// The mismatches that forbid it, or else those to warn of, in plain words.
    public var words: [String] {
        let refusing = mismatches.filter(\.refusesComparison)
        return (refusing.isEmpty ? mismatches : refusing).map(\.words)
    }
}
