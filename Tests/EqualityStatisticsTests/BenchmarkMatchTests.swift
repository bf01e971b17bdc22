// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing

@testable import EqualityStatistics

@Suite struct `A benchmark` {
    static let census = ClassificationVersion(variable: "ethnic group", version: "Census 2021")
    static let older = ClassificationVersion(variable: "ethnic group", version: "Census 2011")

    func users() throws -> FigureDescription {
        FigureDescription(
            population: "residents", ages: try #require(AgeRange(16, to: 64)), areaCode: "E07000999",
            areaName: "Eastmarsh", years: 2021...2022, classification: Self.census)
    }

    @Test func `of the same people matches`() throws {
        let match = BenchmarkMatch(of: try users(), with: try users())
        #expect(match.isMatch && !match.refusesComparison && match.words.isEmpty)
    }

    @Test func `of others is told by each thing that differs`() throws {
        var other = try users()
        other.population = "people in need"
        #expect(
            BenchmarkMatch(of: try users(), with: other).words == [
                "The figure is of residents; the benchmark is of people in need."
            ])
        other = try users()
        other.ages = .all
        #expect(
            BenchmarkMatch(of: try users(), with: other).words == [
                "The figure is of people aged 16 to 64; the benchmark is of people of all ages."
            ])
        other = try users()
        other.areaCode = "E06000998"
        other.areaName = "Westmarsh"
        #expect(
            BenchmarkMatch(of: try users(), with: other).words == [
                "The figure is of Eastmarsh; the benchmark is of Westmarsh."
            ])
        other = try users()
        other.years = 2011...2011
        #expect(
            BenchmarkMatch(of: try users(), with: other).words == [
                "The figure is of 2021 to 2022; the benchmark is of 2011."
            ])
        other.population = "people in need"
        let two = BenchmarkMatch(of: try users(), with: other)
        #expect(two.mismatches.count == 2 && !two.refusesComparison)
    }

    @Test func `with other categories is refused without a mapping, and a break with one`() throws {
        var other = try users()
        other.classification = Self.older
        other.areaName = "Westmarsh"
        other.areaCode = "X"
        let refused = BenchmarkMatch(of: try users(), with: other)
        #expect(refused.refusesComparison && refused.mismatches.count == 2)
        // What forbids it stands alone.
        #expect(refused.words.count == 1 && refused.words[0].contains("nothing maps"))
        let mapping = ClassificationMapping(from: Self.older, to: Self.census, name: "ethnic-2011-2021")
        let mapped = BenchmarkMatch(of: try users(), with: other, mappings: [mapping])
        #expect(!mapped.refusesComparison && mapped.words.count == 2)
        #expect(mapped.words[1].contains("ethnic-2011-2021, which is a break"))
        let elsewhere = ClassificationMapping(
            from: Self.older, to: ClassificationVersion(variable: "ethnic group", version: "NHS"), name: "n")
        #expect(BenchmarkMatch(of: try users(), with: other, mappings: [elsewhere]).refusesComparison)
    }

    @Test func `of another characteristic, or of ages that nobody shares, is refused`() throws {
        var other = try users()
        other.classification = ClassificationVersion(variable: "religion", version: "Census 2021")
        #expect(BenchmarkMatch(of: try users(), with: other).refusesComparison)
        other = try users()
        other.ages = try #require(AgeRange(65, to: nil))
        let apart = BenchmarkMatch(of: try users(), with: other)
        #expect(apart.refusesComparison && apart.words[0].contains("65 and over"))
        other.ages = try #require(AgeRange(64, to: nil))
        #expect(!BenchmarkMatch(of: try users(), with: other).refusesComparison)
        #expect(AgeRange(20, to: 10) == nil && AgeRange(-1, to: 10) == nil)
        let text = Data(#"{"youngest": 5, "oldest": 3}"#.utf8)
        #expect(throws: DecodingError.self) { try JSONDecoder().decode(AgeRange.self, from: text) }
    }
}

@Suite struct `Intersections` {
    static let cells = [
        Intersection(["Asian", "female"], count: 12, benchmark: Proportion(0.08)),
        Intersection(["Asian", "male"], count: 40, benchmark: Proportion(0.07)),
        Intersection(["White", "female"], count: 260, benchmark: Proportion(0.44)),
        Intersection(["White", "male"], count: 188, benchmark: Proportion(0.41)),
        Intersection(["Arab", "female"], count: 0, benchmark: nil),
    ]

    @Test func `have base, interval, verdict and a note on how many were compared`() throws {
        let made = try IntersectionalRepresentation(["ethnic group", "sex"], Self.cells)
        #expect(made.findings.map(\.share.base) == [500, 500, 500, 500, 500])
        #expect(
            made.findings.map { $0.representation?.verdict } == [
                .underRepresented, .noEvidence, .noEvidence, .lowerNotDistinguishable, nil,
            ])
        #expect(made.comparisons.tests == 4 && made.comparisons.note.contains("4 comparisons"))
        for finding in made.findings {
            guard let one = finding.representation else {
                #expect(finding.adjusted == nil)
                continue
            }
            #expect(try #require(finding.adjusted) >= one.p)
        }
        #expect(made.findings[0].adjusted == made.comparisons.holm[0])
    }

    @Test func `of few people say nothing and compare nothing`() throws {
        let few = Self.cells.map {
            Intersection($0.categories, count: $0.count / 20, benchmark: $0.benchmark)
        }
        let made = try IntersectionalRepresentation(["ethnic group", "sex"], few)
        #expect(made.comparisons.tests == 0 && made.comparisons.note.isEmpty)
        #expect(made.findings[0].representation?.verdict == .tooFewToSay)
        let poor = try #require(AnswerCounts(usable: 500, notAnswered: 400))
        let incomplete = try IntersectionalRepresentation(["a", "b"], Self.cells, answers: poor)
        #expect(incomplete.comparisons.tests == 0)
        #expect(incomplete.findings[0].representation?.verdict == .tooIncompleteToCompare)
    }

    @Test func `are two or three characteristics, each combination once`() {
        func problem(_ names: [String], _ cells: [Intersection]) -> IntersectionProblem? {
            do {
                _ = try IntersectionalRepresentation(names, cells)
                return nil
            } catch { return error }
        }
        let one = Intersection(["a", "b"], count: 5)
        #expect(problem(["x"], []) == .characteristics(1))
        #expect(problem(["x", "y", "z", "w"], []) == .characteristics(4))
        #expect(problem(["x", "y", "z"], [one]) == .categories(["a", "b"]))
        #expect(problem(["x", "y"], [one, one]) == .repeated(["a", "b"]))
        #expect(problem(["x", "y"], [Intersection(["a", "b"], count: -1)]) == .negativeCount(["a", "b"]))
        #expect(problem(["x", "y"], [Intersection(["a", "b"], count: 0)]) == .nobody)
        let much = [
            Intersection(["a", "b"], count: 1, benchmark: Proportion(0.7)),
            Intersection(["a", "c"], count: 1, benchmark: Proportion(0.7)),
        ]
        #expect(problem(["x", "y"], much) == .benchmarkAboveOne)
        #expect(problem(["x", "y", "z"], [Intersection(["a", "b", "c"], count: 2)]) == nil)
    }

    @Test func `at stages of selection stand beside everybody else`() throws {
        let made = try IntersectionalOutcomes(
            ["ethnic group", "sex"],
            [
                (["Asian", "female"], try share(5, 60)), (["Asian", "male"], try share(9, 20)),
                (["White", "female"], try share(90, 300)), (["White", "male"], try share(110, 300)),
            ])
        #expect(
            made.findings.map(\.verdict) == [
                .lessLikely, .tooFewToSay, .lowerNotDistinguishable, .noEvidence,
            ])
        #expect(made.findings[0].likelihood?.second == Share(209, of: 620))
        #expect(made.comparisons.tests == 3 && made.findings[1].adjusted == nil)
        #expect(made.findings[0].adjusted == made.comparisons.holm[0])
        #expect(made.findings[0].likelihood?.prompt == .firstIsBelow)
    }
}
