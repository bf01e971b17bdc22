// SPDX-License-Identifier: Apache-2.0
import EqualityDuty
import Testing

@Suite struct `The cumulative view` {
    private func line(
        _ id: String, _ code: String, _ direction: ImpactDirection?, before: Int? = nil, residual: Int? = nil,
        day: CalendarDay = CalendarDay(2026, 5, 1), wards: [String] = [], service: String = "",
        directorate: String = "Communities", round: String = "", isLive: Bool = true
    ) -> CumulativeLine {
        CumulativeLine(
            assessmentID: id, reference: "EIA-\(id)", title: "Assessment \(id)", directorate: directorate,
            service: service, wards: wards, budgetRound: round, decisionDay: day, created: day,
            isLive: isLive, characteristic: code, direction: direction, beforeRank: before,
            residualRank: residual)
    }

    private let characteristics = Eastmarsh.characteristics

    @Test func `counts directions apart, and a blank is none of them`() throws {
        let directions: [ImpactDirection?] = [
            .negative, .negative, .positive, .neutral, .unknown, .notApplicable, nil,
        ]
        let view = CumulativeView(
            directions.map { line("1", "age", $0, before: 60, residual: 30) },
            characteristics: characteristics)
        let cell = try #require(view.cell("1", "age"))
        #expect((cell.negative, cell.positive, cell.neutral) == (2, 1, 1))
        #expect((cell.unknown, cell.notApplicable, cell.blank) == (1, 1, 1))
        #expect(cell.worstResidual == 30 && cell.lines == Array(0..<7))
        #expect(view.totals[0] == cell && view.assessmentCount == 1)
    }

    @Test func `takes the whole impact where no rest was recorded, and never a positive one`() {
        let lines = [line("1", "age", .negative, before: 80), line("2", "age", .positive, residual: 100)]
        let view = CumulativeView(lines, characteristics: characteristics)
        #expect(view.cell("1", "age")?.worstResidual == 80)
        #expect(view.cell("2", "age")?.worstResidual == nil)
        #expect(view.rows.map(\.key) == ["1", "2"] && view.rows.map(\.score) == [80, 0])
    }

    @Test func `keeps to its window, round, place, service, directorate and people`() {
        let lines = [
            line("1", "age", .negative, day: CalendarDay(2026, 1, 1), wards: ["Marsh", "Hill"]),
            line("2", "age", .negative, day: CalendarDay(2026, 6, 1), service: "Leisure", round: "2026-27"),
            line("3", "age", .negative, day: CalendarDay(2026, 6, 2), directorate: "Housing"),
        ]
        func rows(_ change: (inout CumulativeView.Filter) -> Void) -> [String] {
            var filter = CumulativeView.Filter()
            change(&filter)
            return CumulativeView(lines, characteristics: characteristics, filter: filter).rows.map(\.key)
        }
        #expect(rows { _ in } == ["1", "2", "3"])
        #expect(rows { $0.from = CalendarDay(2026, 6, 1) } == ["2", "3"])
        #expect(rows { $0.to = CalendarDay(2026, 6, 1) } == ["1", "2"])
        #expect(rows { $0.ward = "marsh " } == ["1"])
        #expect(rows { $0.service = "LEISURE" } == ["2"])
        #expect(rows { $0.budgetRound = "2026-27" } == ["2"])
        #expect(rows { $0.directorate = "housing" } == ["3"])
        #expect(rows { $0.people = .staff } == [])
    }

    @Test func `turns to places and services, and counts a line in two places once in the total`() {
        let lines = [line("1", "age", .negative, residual: 30, wards: ["Marsh", "Hill"], service: "Leisure")]
        let places = CumulativeView(lines, characteristics: characteristics, axis: .ward)
        #expect(places.rows.map(\.title) == ["Hill", "Marsh"])
        #expect(places.totals[0].negative == 1)
        let services = CumulativeView(lines, characteristics: characteristics, axis: .service)
        #expect(services.cell("leisure", "age")?.negative == 1)
    }

    @Test func `finds neighbours that share people, place or service within the months`() {
        let day = CalendarDay(2026, 5, 1)
        let lines = [
            line("1", "age", .negative, wards: ["Marsh"], service: "Leisure"),
            line("1", "sex", .positive, wards: ["Marsh"], service: "Leisure"),
            line("2", "age", .unknown, day: CalendarDay(2024, 5, 1)),
            line("3", "age", .negative, day: CalendarDay(2024, 4, 30)),
            line("4", "age", .positive),
            line("5", "sex", .negative),
            line("6", "disability", .neutral, wards: ["marsh"], service: "leisure"),
            line("7", "age", .negative, isLive: false),
            line("8", "", nil, day: day, wards: ["Marsh"]),
        ]
        let found = CumulativeView.neighbours(of: "1", in: lines, months: 24)
        #expect(found.map(\.id) == ["6", "2", "8"])
        #expect(found.map(\.characteristics) == [[], ["age"], []])
        #expect(found.map(\.placesAndServices) == [["marsh", "leisure"], [], ["Marsh"]])
        #expect(CumulativeView.neighbours(of: "9", in: lines, months: 24).isEmpty)
    }

    @Test func `takes lines from an assessment by the ranks of its own scale`() throws {
        var record = Eastmarsh.complete
        record.content["\(Eastmarsh.residents)/where"] = "Marsh, Hill\nQuay"
        let lines = record.cumulativeLines(characteristics)
        #expect(lines.count == 6)
        let first = try #require(lines.first)
        #expect((first.beforeRank, first.residualRank) == (100, 30))
        #expect(first.wards == ["Hill", "Marsh", "Quay"] && first.decisionDay == Eastmarsh.meeting)
        record.content = AssessmentContent()
        #expect(record.cumulativeLines(characteristics).map(\.characteristic) == [""])
    }

    @Test func `adds up 250 assessments of 20 lines`() {
        var numbers = SeededNumbers(seed: 1)
        let lines = (0..<5000).map { index in
            line(
                "\(index / 20)", characteristics[index % 3].code,
                ImpactDirection.allCases.randomElement(using: &numbers), residual: index % 101,
                wards: ["Ward \(index % 7)"])
        }
        let view = CumulativeView(lines, characteristics: characteristics)
        #expect(view.rows.count == 250)
        #expect(view.rows.flatMap(\.cells).map(\.lines.count).reduce(0, +) == 5000)
        #expect(zip(view.rows, view.rows.dropFirst()).allSatisfy { $0.score >= $1.score })
    }
}

@Suite struct `A review` {
    @Test(arguments: [
        ("negative", "negative", EffectComparison.Verdict.asPredicted), ("negative", "neutral", .better),
        ("neutral", "negative", .worse), ("unknown", "positive", .nowKnown), ("", "negative", .nowKnown),
        ("negative", "unknown", .stillUnknown), ("positive", "", .notRecorded),
    ])
    func `sets what happened beside what was predicted`(
        predicted: String, actual: String, verdict: EffectComparison.Verdict
    ) {
        let content = AssessmentContent([
            "impact/age/residents/direction": predicted, "actual/age/residents/direction": actual,
        ])
        let effects = content.effects(Eastmarsh.characteristics)
        #expect(effects.map(\.verdict) == [verdict])
        #expect(AssessmentContent().effects(Eastmarsh.characteristics).isEmpty)
    }
}
