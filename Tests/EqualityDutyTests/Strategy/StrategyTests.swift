// SPDX-License-Identifier: Apache-2.0
import EqualityDuty
import Testing

@Suite struct `A strategy` {
    @Test func `moves only to states that can follow`() {
        var strategy = Strategy(title: "Fair Eastmarsh", state: .draft)
        #expect(strategy.problems(before: .superseded).map(\.field) == ["state"])
        #expect(strategy.problems(before: .consultation).isEmpty)
        strategy.state = .approved
        #expect(strategy.problems(before: .amended).map(\.field) == ["approvedOn"])
        strategy.approvedOn = CalendarDay(2007, 4, 16)
        #expect(strategy.problems(before: .amended).isEmpty)
        strategy.firstDay = CalendarDay(2010, 4, 1)
        strategy.lastDay = CalendarDay(2007, 3, 31)
        #expect(strategy.problems().map(\.field) == ["lastDay"])
        #expect(Strategy(title: " ").problems().map(\.field) == ["title"])
    }

    @Test func `is in force from its approval to the last day of its period`() {
        var strategy = Strategy(
            title: "Fair Eastmarsh", state: .approved, firstDay: CalendarDay(2007, 4, 1),
            lastDay: CalendarDay(2010, 3, 31), approvedOn: CalendarDay(2007, 4, 16))
        #expect(!strategy.isInForce(on: CalendarDay(2007, 4, 15)))
        #expect(strategy.isInForce(on: CalendarDay(2007, 4, 16)))
        #expect(strategy.isInForce(on: CalendarDay(2010, 3, 31)))
        #expect(!strategy.isInForce(on: CalendarDay(2010, 4, 1)))
        strategy.state = .draft
        #expect(!strategy.isInForce(on: CalendarDay(2008, 1, 1)))
    }

    @Test func `is looked at again by its review day, else by its last day, and not once superseded`() {
        var strategy = Strategy(title: "Fair Eastmarsh", lastDay: CalendarDay(2010, 3, 31))
        #expect(strategy.nextReview == CalendarDay(2010, 3, 31))
        strategy.reviewDay = CalendarDay(2008, 1, 31)
        #expect(strategy.nextReview == CalendarDay(2008, 1, 31))
        strategy.state = .superseded
        #expect(strategy.nextReview == nil)
    }
}

@Suite struct `A strategy's table` {
    static func read(_ rows: [[String]]) -> StrategyImport {
        var reading = StrategyImport(header: rows[0], characteristics: Fixtures.vocabulary)
        for (index, cells) in rows.enumerated().dropFirst() { reading.read(row: index + 1, cells: cells) }
        return reading
    }

    @Test func `is read by the headers it has, whatever the document calls its columns`() {
        let paragraphs = Self.read([
            ["kind", "paragraph", "no", "text"],
            ["priority outcome", "5", "1", "Fair access for all"],
            ["characteristic with own priorities", "6", "2", "Disability"],
            ["question for members", "For consideration", "a", "Is it clear?"],
            ["figure or date (paraphrased)", "12", "3", "Most policies were looked at"],
        ])
        #expect(!paragraphs.log.hasProblems && paragraphs.log.notes.isEmpty)
        #expect(paragraphs.parts.map(\.kind) == [.priorityOutcome, .priority, .question, .other])
        #expect(paragraphs.parts.map(\.number) == ["1", "2", "a", "3"])
        #expect(paragraphs.parts[1].characteristic == "disability")
        #expect(paragraphs.parts[3].kindWritten == "figure or date (paraphrased)")

        let progress = Self.read([
            ["kind", "section", "area", "ref", "divisions", "text"],
            ["progress item", "2.1", "Data", "2.1.1", "Commissioning; Policy", "Guidance was written"],
        ])
        #expect(
            progress.parts == [
                StrategyPart(
                    kind: .progress, kindWritten: "progress item", section: "2.1", number: "2.1.1",
                    text: "Guidance was written", area: "Data", divisions: "Commissioning; Policy")
            ])

        let update = Self.read([
            ["section", "workstream", "paragraph", "text"], ["2.1", "Mapping", "4", "A tool was added"],
        ])
        #expect(update.parts.map(\.number) == ["4"] && update.parts[0].area == "Mapping")
        #expect(update.parts[0].kind == .progress)

        let method = Self.read([
            ["area_no", "area_title", "point", "title", "description"],
            ["1", "Knowing people", "1.2", "Using data", "Data are used"],
        ])
        #expect(method.parts.map(\.kind) == [.frameworkArea] && method.parts[0].title == "Using data")
        #expect(method.parts[0].section == "1" && method.parts[0].number == "1.2")
    }

    @Test func `says by row what it cannot take`() {
        let reading = Self.read([
            ["kind", "text", "colour"], ["theme", ""], ["theme", " ", "red"], ["theme", "Poverty", "red"],
        ])
        #expect(reading.log.notes.count == 1)
        #expect(reading.log.problems.map(\.row) == [2, 3] && reading.parts.map(\.text) == ["Poverty"])
        #expect(Self.read([["kind"], ["theme"]]).log.hasProblems)
    }
}

@Suite struct `A statement of outcomes` {
    @Test func `keeps every supporting outcome under its strategic one, and all else it says`() {
        var reading = OutcomesImport(
            header: ["kind", "strategic_outcome", "strategic_outcome_title", "ref", "text"])
        let rows = [
            ["supporting outcome", "1", "A good start", "1.1", "Safe homes"],
            ["supporting outcome", "1", "A good start", "1.2", "Ready for school"],
            ["supporting outcome", "2", "Work and health", "2.1", "Better health"],
            ["approach", "", "", "1", "We listen"], ["prompt", "", "", "", "Where is the gap?"],
        ]
        for (index, row) in rows.enumerated() { reading.read(row: index + 2, cells: row) }
        #expect(!reading.log.hasProblems)
        #expect(reading.outcomes.map(\.reference) == ["1", "1.1", "1.2", "2", "2.1"])
        #expect(reading.outcomes.filter(\.isStrategic).map(\.title) == ["A good start", "Work and health"])
        #expect(reading.parts.map(\.kind) == [.commitment, .question])
        reading.read(row: 9, cells: ["supporting outcome", "1", "A good start", "1.2", "Twice"])
        #expect(reading.log.problems.map(\.row) == [9])
    }

    @Test func `puts 2.10 after 2.9`() {
        #expect(["2.10", "1", "2.9", "2"].sorted(by: Outcome.precedes) == ["1", "2", "2.9", "2.10"])
    }
}

@Suite struct `A join between records` {
    static let a = RecordName(.action, "a"), b = RecordName(.action, "b"), c = RecordName(.action, "c")

    @Test func `that closes a circle is found with the way round`() {
        let links = [
            RecordLink(.dependsOn, from: Self.a, to: Self.b),
            RecordLink(.dependsOn, from: Self.b, to: Self.c),
        ]
        let back = RecordLink(.dependsOn, from: Self.c, to: Self.a)
        #expect(RecordLink.circle(closedBy: back, among: links) == [Self.c, Self.a, Self.b, Self.c])
        #expect(
            RecordLink.circle(closedBy: RecordLink(.dependsOn, from: Self.a, to: Self.c), among: links) == nil
        )
        #expect(
            RecordLink.circle(closedBy: RecordLink(.dependsOn, from: Self.a, to: Self.a), among: []) != nil)
        // Another kind of join is another way: parts may wait for each other.
        #expect(
            RecordLink.circle(closedBy: RecordLink(.partOf, from: Self.c, to: Self.a), among: links) == nil)
    }

    @Test func `is only of kinds that can be joined so`() {
        #expect(LinkKind.answers.joins(.objective, .inequality) && !LinkKind.answers.joins(.action, .outcome))
        #expect(LinkKind.cameFrom.joins(.part, .part) && !LinkKind.cameFrom.joins(.part, .strategy))
        #expect(LinkKind.dependsOn.joins(.action, .action) && !LinkKind.dependsOn.joins(.action, .objective))
    }
}

@Suite struct `What is unequal` {
    static func finding(_ id: String, _ scores: [Int]) -> Inequality {
        let criteria = zip(Inequality.Criterion.allCases, scores)
        return Inequality(
            id: id, outcomeID: "o", characteristic: "race", words: "Fewer are ready for school",
            scores: Dictionary(uniqueKeysWithValues: criteria.map { ($0, $1) }), explanation: "counts")
    }

    @Test func `has the biggest effect where many are much worse off and the council can change it`() {
        #expect(Self.finding("a", [3, 3, 3, 3]).effect == 100)
        #expect(Self.finding("a", [3, 3, 3, 0]).effect == 75)
        #expect(Self.finding("a", [2, 2, 2, 3]).effect == 30)
        #expect(Self.finding("a", [3, 0, 3, 3]).effect == 0)
        #expect(Self.finding("a", [3, 3]).effect == nil)
        #expect(Self.finding("a", [3, 0, 3, 3]).effectInWords.hasPrefix("No effect to be had"))
        #expect(Self.finding("a", [3]).effectInWords.contains("How much worse off are they?"))
    }

    @Test func `never scores lower for a higher answer`() {
        for place in 0..<4 {
            for first in 0..<256 {
                var scores = [first & 3, first >> 2 & 3, first >> 4 & 3, first >> 6 & 3]
                guard scores[place] < 3 else { continue }
                let before = Self.finding("a", scores).effect ?? -1
                scores[place] += 1
                #expect(Self.finding("a", scores).effect ?? -1 >= before)
            }
        }
    }

    @Test func `keeps all that equal the last of the biggest, and none without an effect`() {
        let all = [
            Self.finding("a", [1, 1, 1, 1]), Self.finding("b", [3, 3, 3, 3]),
            Self.finding("c", [2, 2, 2, 2]),
            Self.finding("d", [2, 2, 2, 2]), Self.finding("e", [0, 3, 3, 3]), Self.finding("f", [3]),
        ]
        #expect(Inequality.biggest(all, 2) == ["b", "c", "d"])
        #expect(Inequality.biggest(all, 9) == ["a", "b", "c", "d"])
        #expect(Inequality.biggest(all, 0).isEmpty)
    }

    @Test func `needs a reason for its scores`() {
        var finding = Self.finding("a", [1, 1, 1, 1])
        #expect(finding.problems.isEmpty)
        finding.explanation = " "
        #expect(finding.problems.map(\.field) == ["explanation"])
    }
}
