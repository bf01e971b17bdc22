// SPDX-License-Identifier: Apache-2.0
import EqualityDuty
import Testing

@Suite struct `An objective` {
    /// From 40 on 1 April 2020 to 60 by the end of March 2024.
    static func objective(_ direction: Objective.Direction = .up) -> Objective {
        let (from, to): (Double, Double) = direction == .down ? (60, 40) : (40, direction.isToStay ? 40 : 60)
        return Objective(
            id: "o", title: "More learners stay on",
            measure: Objective.Measure(
                words: "Share of learners who stay", unit: "%", direction: direction, baseline: from,
                baselineDay: CalendarDay(2020, 4, 1), target: to, everyMonths: 12),
            targetDate: "by 31 March 2024")
    }

    static func standing(_ value: Double, _ day: CalendarDay, _ objective: Objective = objective())
        -> ObjectiveStanding
    {
        ObjectiveProgress(
            of: objective, readings: [Reading(number: 1, day: day.adding(days: -1), value: value)], on: day
        ).standing
    }

    @Test func `is judged by its measure and its day alone`() {
        let half = CalendarDay(2022, 4, 1)
        #expect(Self.standing(50, half) == .onCourse)
        #expect(Self.standing(49.2, half) == .onCourse)
        #expect(Self.standing(47, half) == .behind)
        #expect(Self.standing(40.5, half) == .notMoved)
        #expect(Self.standing(38, half) == .worse)
        #expect(Self.standing(60, half) == .met)
        #expect(Self.standing(59, CalendarDay(2024, 4, 2)) == .missed)
        #expect(Self.standing(59, CalendarDay(2024, 3, 31)) == .onCourse)
        #expect(ObjectiveProgress(of: Self.objective(), readings: [], on: half).standing == .noReading)
    }

    @Test func `whose measure is to fall counts the other way`() {
        let half = CalendarDay(2022, 4, 1)
        let objective = Self.objective(.down)
        #expect(Self.standing(50, half, objective) == .onCourse)
        #expect(Self.standing(62, half, objective) == .worse)
        #expect(Self.standing(40, half, objective) == .met)
        #expect(Self.standing(41, half, Self.objective(.keep)) == .onCourse)
        #expect(Self.standing(45, half, Self.objective(.keep)) == .worse)
        #expect(Self.standing(40, CalendarDay(2024, 5, 1), Self.objective(.keep)) == .met)
    }

    @Test func `that is to stay at or above its target is not worse for rising, nor below it for falling`() {
        let (half, over) = (CalendarDay(2022, 4, 1), CalendarDay(2024, 5, 1))
        let (above, below) = (Self.objective(.keepAbove), Self.objective(.keepBelow))
        #expect(Self.standing(60, half, above) == .onCourse && Self.standing(60, over, above) == .met)
        #expect(Self.standing(40, half, above) == .onCourse && Self.standing(39, half, above) == .worse)
        #expect(Self.standing(39, over, above) == .missed)
        #expect(Self.standing(20, half, below) == .onCourse && Self.standing(20, over, below) == .met)
        #expect(Self.standing(41, half, below) == .worse && Self.standing(41, over, below) == .missed)
        // Those that were recorded as to stay as they are keep what they say.
        #expect(Self.standing(60, half, Self.objective(.keep)) == .worse)
        for objective in [above, below] {
            #expect(Objective(id: "o", fields: objective.fields) == objective && objective.problems.isEmpty)
        }
        var climbing = above
        climbing.measure.target = 50
        #expect(Self.standing(45, half, climbing) == .behind)
    }

    @Test func `tells in plain words where it was, is and is to be`() {
        let half = CalendarDay(2022, 4, 1)
        func words(_ value: Double?, _ objective: Objective) -> String {
            let readings = value.map { [Reading(number: 1, day: half.previous, value: $0)] } ?? []
            return ObjectiveProgress(of: objective, readings: readings, on: half).plainWords(objective)
        }
        #expect(
            words(47, Self.objective())
                == "The measure rose from 40% on 1 April 2020 to 47% on 31 March 2022. "
                + "That is not yet enough for the target of 60%, by the end of 31 March 2024.")
        #expect(words(60, Self.objective()).contains("That meets the target of 60%"))
        #expect(words(60, Self.objective(.keepAbove)).contains("on course for the target of 40% or more"))
        #expect(words(nil, Self.objective()).contains("no reading came since. The target is 60%"))
        #expect(words(nil, Objective(title: "Be fairer")).contains("it lacks a measure"))
    }

    @Test func `that lacks something is visibly not measurable`() {
        let bare = Objective(title: "Be fairer")
        #expect(bare.missing == ["a measure", "a baseline with its day", "a target", "a date"])
        #expect(
            ObjectiveProgress(of: bare, readings: [], on: CalendarDay(2022, 1, 1)).standing
                == .notMeasurable(bare.missing))
        var partly = Self.objective()
        partly.targetDate = TargetDateText("Ongoing")
        #expect(partly.missing == ["a date"] && !partly.isMeasurable && partly.problems.isEmpty)
    }

    @Test func `keeps only the readings that no later one corrects, up to the day`() {
        let readings = [
            Reading(number: 1, day: CalendarDay(2021, 4, 1), value: 99),
            Reading(number: 2, day: CalendarDay(2021, 4, 1), value: 45, corrects: 1),
            Reading(number: 3, day: CalendarDay(2022, 4, 1), value: 47),
            Reading(number: 4, day: CalendarDay(2023, 4, 1), value: 60),
        ]
        let progress = ObjectiveProgress(
            of: Self.objective(), readings: readings, on: CalendarDay(2022, 6, 1))
        #expect(progress.latest?.value == 47 && progress.previous?.value == 45)
        #expect(progress.percentOfWay == 35 && progress.standing == .behind)
        #expect(progress.nextReadingDue == CalendarDay(2023, 4, 1))
    }

    @Test func `is published again by the day before its fourth anniversary`() {
        var objective = Self.objective()
        objective.publishedOn = CalendarDay(2024, 2, 29)
        #expect(objective.publishAgainBy == CalendarDay(2028, 2, 28))
        objective.state = .closed
        #expect(objective.publishAgainBy == nil && objective.problems.map(\.field) == ["closing"])
    }

    @Test func `refuses a target on the wrong side of the baseline`() {
        var objective = Self.objective()
        objective.measure.target = 30
        #expect(objective.problems.map(\.field) == ["target"])
        objective.measure.direction = .down
        #expect(objective.problems.isEmpty)
    }

    @Test func `comes back from its fields as it was`() {
        var objective = Self.objective()
        (objective.gap, objective.aims, objective.version) = ("a gap", "B", 7)
        objective.publishedOn = CalendarDay(2021, 5, 6)
        #expect(Objective(id: "o", fields: objective.fields) == objective)
        #expect(
            Objective(id: "x", fields: Objective(id: "x", title: "t").fields)
                == Objective(id: "x", title: "t"))
    }

    @Test(arguments: [
        ("1,250", 1250.0), ("12.5%", 12.5), ("£3", 3), ("−4", -4), ("- 4.25", -4.25), (" 7 ", 7),
    ])
    func `reads numbers as people type them`(_ text: String, _ value: Double) {
        #expect(Reading.number(text) == value)
    }

    @Test(arguments: ["", "about 5", "3-4", "1.2.3", "1e9", "-", "9999999999999999"])
    func `refuses what is no number`(_ text: String) { #expect(Reading.number(text) == nil) }

    @Test func `writes numbers as people read them`() {
        #expect(
            [0, 12, 12.5, 12.345, -1234567.5, 0.05, -0.001].map(Reading.written)
                == ["0", "12", "12.5", "12.35", "−1,234,567.5", "0.05", "0"])
    }
}

@Suite struct `Whether work had an effect` {
    static let readings = [
        Reading(number: 1, day: CalendarDay(2021, 4, 1), value: 42),
        Reading(number: 2, day: CalendarDay(2022, 4, 1), value: 42),
    ]

    static func effect(_ deeds: [ObjectiveEffect.Deed], _ readings: [Reading] = readings) -> ObjectiveEffect {
        ObjectiveEffect(
            of: `An objective`.objective(), deeds: deeds, readings: readings, on: CalendarDay(2022, 6, 1))
    }

    static func deed(_ day: CalendarDay?, _ isComplete: Bool = true) -> ObjectiveEffect.Deed {
        ObjectiveEffect.Deed(id: "a", title: "Mentors", finishedOn: day, isComplete: isComplete)
    }

    @Test func `is doubted where a reading after it is no nearer the target`() {
        let flagged = Self.effect([Self.deed(CalendarDay(2021, 6, 1))])
        #expect(flagged.deeds.count == 1 && flagged.remark?.hasPrefix("1 action is complete") == true)
        let moved = [Self.readings[0], Reading(number: 2, day: CalendarDay(2022, 4, 1), value: 43)]
        #expect(Self.effect([Self.deed(CalendarDay(2021, 6, 1))], moved).remark == nil)
    }

    @Test func `is not doubted before there is a reading, but that is said`() {
        let unread = Self.effect([Self.deed(CalendarDay(2022, 5, 1))])
        #expect(unread.deeds.isEmpty && unread.remark?.contains("no reading since") == true)
        #expect(Self.effect([Self.deed(CalendarDay(2022, 5, 1)), Self.deed(nil, false)]).remark == nil)
        #expect(Self.effect([Self.deed(CalendarDay(2022, 5, 1), false)]).remark == nil)
    }

    @Test func `is not doubted where the measure stands where it was to be, whichever way it moved`() {
        func readings(_ after: Double) -> [Reading] {
            [
                Reading(number: 1, day: CalendarDay(2021, 4, 1), value: 62),
                Reading(number: 2, day: CalendarDay(2022, 4, 1), value: after),
            ]
        }
        let done = [Self.deed(CalendarDay(2021, 6, 1))]
        #expect(Self.effect(done, readings(61)).remark == nil)
        #expect(Self.effect(done, readings(59)).deeds.count == 1, "met before, and not met now")
        let kept = ObjectiveEffect(
            of: `An objective`.objective(.keepAbove), deeds: done, readings: readings(45),
            on: CalendarDay(2022, 6, 1))
        #expect(kept.remark == nil)
    }

    @Test func `is measured from the baseline where nothing was read before`() {
        let first = [Reading(number: 1, day: CalendarDay(2022, 4, 1), value: 39)]
        #expect(Self.effect([Self.deed(CalendarDay(2021, 1, 1))], first).deeds.count == 1)
    }
}

@Suite struct `The clock of a duty` {
    static let information = DutyInterval(
        years: 1, anchor: .lastPublication, firstBy: CalendarDay(2018, 3, 30))
    static let objectives = DutyInterval(years: 4, anchor: .lastPublication)
    static let payGap = DutyInterval(
        years: 1, anchor: .fixedDay, month: 3, day: 30, firstBy: CalendarDay(2018, 3, 30))
    static let today = CalendarDay(2026, 11, 21)

    @Test func `rolls from the last publication and ends the day before its anniversary`() {
        #expect(
            Self.information.due(after: CalendarDay(2026, 3, 20), on: Self.today)?.day
                == CalendarDay(2027, 3, 19))
        #expect(
            Self.objectives.due(after: CalendarDay(2024, 2, 29), on: Self.today)?.day
                == CalendarDay(2028, 2, 28))
        #expect(Self.information.due(after: nil, on: Self.today)?.day == CalendarDay(2018, 3, 30))
        #expect(Self.objectives.due(after: nil, on: Self.today) == nil)
    }

    @Test func `of a fixed day counts what was done in the year before it`() {
        #expect(
            Self.payGap.due(after: CalendarDay(2026, 3, 20), on: Self.today)?.day == CalendarDay(2027, 3, 30))
        #expect(
            Self.payGap.due(after: CalendarDay(2026, 3, 30), on: Self.today)?.day == CalendarDay(2027, 3, 30))
        #expect(
            Self.payGap.due(after: CalendarDay(2026, 4, 5), on: Self.today)?.day == CalendarDay(2028, 3, 30))
        #expect(Self.payGap.due(after: nil, on: Self.today)?.day == CalendarDay(2018, 3, 30))
    }

    /// A percentage tells how many people it stands for as soon as its base is known.
    @Test(arguments: [
        (2, 50, true), (98, 50, true), (0, 50, false), (100, 50, false), (20, 50, false), (2, 500, false),
    ])
    func `is not published where its percentage is of few people or leaves out few`(
        value: Double, base: Int, isWithheld: Bool
    ) {
        let readings = [Reading(day: CalendarDay(2022, 4, 1), value: value, base: base)]
        let objective = `An objective`.objective()
        let judged = ObjectiveDisclosure(of: objective, readings: readings, CheckThresholds())
        #expect((judged.reason != nil) == isWithheld)
    }
}
