// SPDX-License-Identifier: Apache-2.0
import EqualityDuty
import Testing

@Suite struct `The clock of a duty with a fixed day` {
    private static let payGap = DutyInterval(
        years: 1, anchor: .fixedDay, month: 3, day: 30, firstBy: CalendarDay(2018, 3, 30))
    private static let today = CalendarDay(2026, 11, 21)

    private static func done(
        _ day: CalendarDay, for due: CalendarDay?, number: Int = 1, corrects: Int? = nil
    ) -> DutyDone {
        DutyDone(
            dutyID: "en.5", day: day, address: "", document: "D", byPost: "P", forDay: due, number: number,
            corrects: corrects)
    }

    @Test func `goes by the day for which it was done, however late that was`() {
        let late = Self.done(CalendarDay(2026, 4, 5), for: CalendarDay(2026, 3, 30))
        #expect(Self.payGap.due(given: [late], on: Self.today)?.day == CalendarDay(2027, 3, 30))
        let veryLate = Self.done(CalendarDay(2026, 11, 1), for: CalendarDay(2025, 3, 30))
        #expect(Self.payGap.due(given: [veryLate], on: Self.today)?.day == CalendarDay(2026, 3, 30))
        let early = Self.done(CalendarDay(2026, 11, 1), for: CalendarDay(2027, 3, 30))
        #expect(Self.payGap.due(given: [early, late], on: Self.today)?.day == CalendarDay(2028, 3, 30))
        #expect(Self.payGap.due(given: [], on: Self.today)?.day == CalendarDay(2018, 3, 30))
    }

    @Test func `offers the next and the last due days, none before the first`() {
        let days = Self.payGap.fixedDays(on: Self.today)
        #expect(days.first == CalendarDay(2027, 3, 30) && days.dropFirst().first == CalendarDay(2026, 3, 30))
        #expect(days.count == 7)
        #expect(Self.payGap.fixedDays(on: CalendarDay(2019, 1, 1)).last == CalendarDay(2018, 3, 30))
    }

    @Test func `runs from what corrects a wrong record`() {
        let all = [
            Self.done(CalendarDay(2026, 4, 5), for: CalendarDay(2027, 3, 30)),
            Self.done(CalendarDay(2026, 4, 5), for: CalendarDay(2026, 3, 30), number: 2, corrects: 1),
        ]
        #expect(DutyDone.standing(all).map(\.number) == [2])
        #expect(
            Self.payGap.due(given: DutyDone.standing(all), on: Self.today)?.day == CalendarDay(2027, 3, 30))
    }
}
