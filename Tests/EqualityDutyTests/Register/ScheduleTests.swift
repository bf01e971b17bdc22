// SPDX-License-Identifier: Apache-2.0
import EqualityDuty
import Testing

@Suite struct `The schedule of assessments` {
    static let today = CalendarDay(2026, 11, 21)

    static func policy(
        _ reference: String, relevance: Int? = nil, assessed: CalendarDay? = nil,
        decision: CalendarDay? = nil,
        retired: CalendarDay? = nil, next: CalendarDay? = nil
    ) -> Policy {
        Policy(
            id: reference, reference: reference, name: reference, retired: retired, decisionDate: decision,
            assessments: assessed.map { [$0] } ?? [], relevance: Relevance(overall: relevance),
            nextAssessment: next)
    }

    @Test func `goes by relevance, age of the last assessment, decision date, reference`() {
        let old = CalendarDay(2015, 1, 1)
        let new = CalendarDay(2025, 1, 1)
        let expected = [
            Self.policy("h1", relevance: 3, decision: CalendarDay(2027, 5, 3)),
            Self.policy("h2", relevance: 3),
            Self.policy("h3", relevance: 3, assessed: old), Self.policy("h4", relevance: 3, assessed: new),
            Self.policy("m1", relevance: 2), Self.policy("u1"), Self.policy("l1", relevance: 1),
            Self.policy("L2", relevance: 1),
            Self.policy("l3", relevance: 1, assessed: new, decision: CalendarDay(2026, 12, 1)),
            Self.policy("l4", relevance: 1, assessed: new, decision: CalendarDay(2027, 1, 1)),
        ]
        var numbers = SeededNumbers(seed: 1)
        for _ in 0..<50 {
            let gone = Self.policy("gone", relevance: 3, retired: Self.today)
            let places = Schedule.order((expected + [gone]).shuffled(using: &numbers), on: Self.today)
            #expect(places.map(\.policy.reference) == expected.map(\.reference))
            #expect(places.map(\.number) == Array(1...10))
        }
    }

    @Test func `says why each stands where it does`() {
        let places = Schedule.order(
            [
                Self.policy("a", relevance: 3, decision: CalendarDay(2027, 5, 3)),
                Self.policy("b", relevance: 1, assessed: CalendarDay(2024, 2, 29)), Self.policy("c"),
            ], on: Self.today)
        #expect(
            places.map(\.reason) == [
                "High relevance; never assessed; decision on 3 May 2027",
                "Relevance not scored; never assessed",
                "Low relevance; last assessed on 29 February 2024",
            ])
        #expect(places.map(\.due) == [CalendarDay(2027, 5, 3), nil, CalendarDay(2029, 2, 28)])
    }

    @Test func `takes the years of the settings, and a day set by hand before them`() {
        let last = CalendarDay(2026, 1, 1)
        let interval = AssessmentInterval(high: 2, medium: 4, low: 6)
        #expect(
            (1...3).map {
                Schedule.due(
                    Self.policy("a", relevance: $0, assessed: last), on: Self.today, every: interval)?.year
            } == [2032, 2030, 2028])
        #expect(
            Schedule.due(Self.policy("a", relevance: 3, assessed: last), on: Self.today)
                == CalendarDay(2027, 1, 1))
        let set = CalendarDay(2026, 12, 24)
        #expect(Schedule.due(Self.policy("a", assessed: last, next: set), on: Self.today) == set)
    }

    @Test func `keeps what recurs in one total order`() {
        #expect(Relevance.Band.allCases.sorted() == [.high, .medium, .notScored, .low])
    }
}

@Suite struct `Relevance to equality` {
    @Test(arguments: [
        ([3, 3, 2, 2], Relevance.Band.high), ([3, 2, 2, 2], .medium), ([2, 1, 2, 1], .medium),
        ([1, 1, 2, 1], .low),
        ([1, 1, 1, 1], .low), ([3, 3, 3, 3], .high),
    ])
    func `is the mean of the four criteria`(scores: [Int], band: Relevance.Band) {
        let ids = RelevanceCriteria.standard.criteria.map(\.id)
        #expect(Relevance(scores: Dictionary(uniqueKeysWithValues: zip(ids, scores))).band() == band)
    }

    @Test func `counts each criterion by its weight`() {
        let criteria = RelevanceCriteria([
            .init(id: "a", name: "A", weight: 3), .init(id: "b", name: "B", weight: 1),
        ])
        #expect(Relevance(scores: ["a": 3, "b": 1]).scoreInHundredths(by: criteria) == 250)
        #expect(Relevance(scores: ["a": 3, "b": 1]).band(by: criteria) == .high)
        #expect(Relevance(scores: ["a": 1, "b": 3]).band(by: criteria) == .medium)
        #expect(Relevance(scores: ["other": 3]).band(by: criteria) == .notScored)
    }

    @Test func `given by hand goes before the scores`() {
        #expect(Relevance(scores: ["numbers": 1], overall: 3).band() == .high)
        #expect(Relevance.notScored.band() == .notScored)
    }
}
