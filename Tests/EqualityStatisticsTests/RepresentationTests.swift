// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing

@testable import EqualityStatistics

@Suite struct `Verdicts on representation` {
    /// The handbook's vectors: 36 of 300 against 20.0%, 3 of 12 against 40%.
    @Test func `are as in the handbook, to its digits`() throws {
        let low = Representation(try share(36, 300), against: try proportion(0.2))
        let percent = low.interval.scaled(by: 100)
        #expect(printed(low.share.percentage, places: 1) == 12.0 && printed(low.points, places: 1) == -8.0)
        #expect(printed(try #require(low.ratio), places: 2) == 0.60)
        #expect(printed(percent.lower, places: 1) == 8.8 && printed(percent.upper, places: 1) == 16.2)
        #expect(near(low.pointsInterval, percent.lower - 20, percent.upper - 20, 1e-9))
        #expect(near(try #require(low.ratioInterval), percent.lower / 20, percent.upper / 20, 1e-9))
        #expect(printed(low.p, places: 4) == 0.0003)
        #expect(low.verdict.rawValue == "under-represented")
        let few = Representation(try share(3, 12), against: try proportion(0.4))
        let wide = few.interval.scaled(by: 100)
        #expect(printed(few.share.percentage, places: 1) == 25.0)
        #expect(printed(try #require(few.ratio), places: 2) == 0.63)
        #expect(printed(wide.lower, places: 1) == 8.9 && printed(wide.upper, places: 1) == 53.2)
        #expect(printed(few.p, places: 2) == 0.38)
        #expect(few.verdict.rawValue == "too few to say")
    }

    /// The handbook's vector: 30 of 100 against 12 of 60.
    @Test func `at stages of selection are as in the handbook`() throws {
        let likelihood = RelativeLikelihood(try share(30, 100), against: try share(12, 60))
        #expect(printed(try #require(likelihood.ratio), places: 2) == 1.50)
        #expect(printed(try #require(likelihood.inverse), places: 2) == 0.67)
        #expect(printed(likelihood.p, places: 2) == 0.20)
        // Below four fifths, but not significant.
        #expect(likelihood.prompt == .secondIsBelow && likelihood.p > 0.05 && likelihood.interval.contains(1))
        let turned = RelativeLikelihood(try share(12, 60), against: try share(30, 100))
        #expect(turned.verdict() == .lowerNotDistinguishable && likelihood.verdict() == .noEvidence)
    }

    func verdict(
        _ count: Int, _ base: Int, _ benchmark: Double, _ concern: RepresentationConcern = .tooFew,
        answers: AnswerCounts? = nil, settings: RepresentationSettings = .standard
    ) throws -> RepresentationVerdict {
        Representation(
            try share(count, base), against: try proportion(benchmark), concern: concern, answers: answers,
            settings: settings
        ).verdict
    }

    @Test func `need interval, ratio and base together, and each alone is not enough`() throws {
        #expect(try verdict(36, 300, 0.2) == .underRepresented)
        // The interval reaches the benchmark.
        #expect(try verdict(6, 50, 0.2) == .lowerNotDistinguishable)
        // The ratio is above 0.8, however many people.
        #expect(try verdict(17_000, 100_000, 0.2) == .lowerNotDistinguishable)
        #expect(try verdict(16_000, 100_000, 0.2) == .underRepresented)
        #expect(try verdict(16_001, 100_000, 0.2) == .lowerNotDistinguishable)
        // The base is below 30.
        #expect(try verdict(0, 29, 0.5) == .tooFewToSay)
        #expect(try verdict(0, 30, 0.5) == .underRepresented)
        #expect(try verdict(60, 300, 0.2) == .noEvidence)
        #expect(try verdict(90, 300, 0.2) == .noEvidence)
        #expect(try verdict(0, 300, 0) == .noEvidence)
    }

    @Test func `have thresholds that a body may settle`() throws {
        var settings = RepresentationSettings()
        settings.greatestRatio = 0.9
        #expect(try verdict(17_000, 100_000, 0.2, settings: settings) == .underRepresented)
        settings.smallestBase = 5
        #expect(try verdict(0, 12, 0.4, settings: settings) == .underRepresented)
        settings.level = .ninetyNine
        #expect(try verdict(27, 190, 0.2) == .underRepresented)
        #expect(try verdict(27, 190, 0.2, settings: settings) == .lowerNotDistinguishable)
        #expect(settings.problems.isEmpty && RepresentationSettings(greatestRatio: 0).problems.count == 1)
        let all = RepresentationSettings(
            greatestRatio: .nan, smallestBase: 0, smallestCompleteness: 2, power: 1)
        #expect(all.problems.count == 4)
    }

    @Test func `tell apart why a lower share is not called so`() throws {
        let chance = Representation(try share(6, 50), against: try proportion(0.2))
        let small = Representation(try share(17_000, 100_000), against: try proportion(0.2))
        #expect(!chance.isClearlyLower && chance.explanation.contains("chance alone could"))
        #expect(small.isClearlyLower && small.explanation.contains("by less than"))
        #expect(small.verdict == chance.verdict && small.explanation != chance.explanation)
    }

    @Test func `have a mirrored side only where too many would be the finding`() throws {
        #expect(try verdict(90, 300, 0.2, .tooMany) == .overRepresented)
        #expect(try verdict(90, 300, 0.2, .either) == .overRepresented)
        #expect(try verdict(36, 300, 0.2, .either) == .underRepresented)
        #expect(try verdict(36, 300, 0.2, .tooMany) == .noEvidence)
        #expect(try verdict(13, 50, 0.2, .tooMany) == .higherNotDistinguishable)
        // 0.2 is 0.8 of 0.25, and more than that of less.
        #expect(try verdict(25_000, 100_000, 0.2, .tooMany) == .overRepresented)
        #expect(try verdict(24_999, 100_000, 0.2, .tooMany) == .higherNotDistinguishable)
        #expect(try verdict(60, 300, 0.2, .either) == .noEvidence)
        #expect(try verdict(29, 29, 0.2, .tooMany) == .tooFewToSay)
    }

    @Test func `are not given where too few answers can be used, and that is said first`() throws {
        let poor = try #require(AnswerCounts(usable: 59, preferNotToSay: 20, notAnswered: 15, unknown: 6))
        let enough = try #require(AnswerCounts(usable: 60, preferNotToSay: 20, notAnswered: 14, unknown: 6))
        #expect(try verdict(2, 59, 0.4, answers: poor).rawValue == "too incomplete to compare")
        #expect(try verdict(2, 60, 0.4, answers: enough) == .underRepresented)
        let few = try #require(AnswerCounts(usable: 3, notAnswered: 9))
        #expect(try verdict(1, 3, 0.4, answers: few) == .tooIncompleteToCompare)
        #expect(enough.isTooIncomplete(under: RepresentationSettings(smallestCompleteness: 0.61)))
    }

    @Test func `never say more about fewer people of the same share`() throws {
        // Ten times the people never turn a finding into none.
        var dice = Dice(seed: 31)
        for _ in 0..<400 {
            let base = Int.random(in: 30...600, using: &dice)
            let count = Int.random(in: 0...base, using: &dice)
            let benchmark = Double.random(in: 0.01...0.99, using: &dice)
            if try verdict(count, base, benchmark) == .underRepresented {
                #expect(try verdict(10 * count, 10 * base, benchmark) == .underRepresented)
            }
            let plain = Representation(try share(count, base), against: try proportion(benchmark))
            let mirrored = Representation(
                try share(base - count, base), against: try proportion(1 - benchmark))
            #expect(plain.isClearlyLower == mirrored.isClearlyHigher)
        }
    }

    @Test func `are written down and read back the same`() throws {
        let made = Representation(
            try share(36, 300), against: try proportion(0.2), answers: AnswerCounts(usable: 300, notAsked: 12)
        )
        let read = try JSONDecoder().decode(Representation.self, from: try JSONEncoder().encode(made))
        #expect(read == made && read.verdict == .underRepresented)
        let likelihood = RelativeLikelihood(try share(3, 40), against: try share(0, 50))
        let back = try JSONDecoder().decode(
            RelativeLikelihood.self, from: try JSONEncoder().encode(likelihood))
        #expect(back == likelihood && back.ratio == .infinity)
        let few = try JSONDecoder().decode(
            RepresentationSettings.self, from: Data(#"{"smallestBase": 50}"#.utf8))
        #expect(few == RepresentationSettings(smallestBase: 50))
    }

    @Test(
        arguments: [
            #"{"greatestRatio": 1.2}"#, #"{"level": 95}"#, #"{"smallestBase": 0}"#, #"{"power": 1}"#,
            #"{"smallestCompleteness": -0.1}"#,
        ])
    func `refuse settings that mean nothing`(text: String) {
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode(RepresentationSettings.self, from: Data(text.utf8))
        }
    }
}

@Suite struct `Answers` {
    @Test func `are kept apart by kind, and completeness is usable of asked`() throws {
        let counts = try #require(
            AnswerCounts(usable: 70, preferNotToSay: 12, notAnswered: 10, notAsked: 40, unknown: 8))
        #expect(counts.asked == 100 && counts.all == 140)
        #expect(counts.completeness == Share(70, of: 100) && counts.coverage == Share(70, of: 140))
        let both = counts + counts
        #expect(both.completeness == Share(140, of: 200) && both.notAsked == 80)
        let nobody = try #require(AnswerCounts(usable: 0, notAsked: 9))
        #expect(nobody.completeness == nil && nobody.isTooIncomplete())
        #expect(AnswerCounts(usable: 1, unknown: -1) == nil)
        let text = Data(#"{"usable": 3, "preferNotToSay": -2}"#.utf8)
        #expect(throws: DecodingError.self) { try JSONDecoder().decode(AnswerCounts.self, from: text) }
    }
}

@Suite struct `Smallest shortfall` {
    @Test func `is the one that the verdict would show with the power asked for`() throws {
        var dice = Dice(seed: 37)
        for _ in 0..<80 {
            let base = Int.random(in: 30...3000, using: &dice)
            let benchmark = try proportion(Double.random(in: 0.02...0.9, using: &dice))
            guard let found = SmallestShortfall(base: base, benchmark: benchmark) else { continue }
            // By counting: what the verdict calls out, at that true share, adds up to the power.
            let truth = try #require(BinomialDistribution(people: base, chance: found.share))
            var power = 0.0
            for count in 0...base
            where Representation(try share(count, base), against: benchmark).verdict == .underRepresented {
                power += truth.probability(of: count)
                #expect(count <= found.greatestCount)
            }
            #expect(near(power, 0.8, 1e-9))
            #expect(near(found.points, 100 * (benchmark.value - found.share.value), 1e-9))
            #expect(found.ratio < 0.8)
        }
    }

    @Test func `shrinks with the base and is none where nobody at all would be no evidence`() throws {
        let benchmark = try proportion(0.2)
        let points = [50, 200, 1000, 20_000].compactMap {
            SmallestShortfall(base: $0, benchmark: benchmark)?.points
        }
        #expect(points.count == 4 && points == points.sorted(by: >))
        #expect(SmallestShortfall(base: 29, benchmark: benchmark) == nil)
        #expect(SmallestShortfall(base: 40, benchmark: try proportion(0.01)) == nil)
        let low = RepresentationSettings(power: 0.5)
        let easy = try #require(SmallestShortfall(base: 200, benchmark: benchmark, settings: low))
        #expect(easy.points < points[1])
    }
}
