// SPDX-License-Identifier: Apache-2.0
import EqualityDuty
import Testing

@Suite struct `The day of the next review` {
    private let planned = CalendarDay(2027, 1, 15)
    private let next = CalendarDay(2028, 1, 14)

    private func record(
        _ fields: [String: String] = [:], _ acts: [(AssessmentAct, CalendarDay)] = []
    ) -> AssessmentRecord {
        var record = Eastmarsh.complete
        record.state = .inForce
        record.content = record.content.applying(fields)
        for (index, (act, day)) in acts.enumerated() {
            record.events.append(Eastmarsh.event(11 + index, act, day, Eastmarsh.owner))
        }
        return record
    }

    @Test func `is the planned one until a review is recorded, whatever was written for it`() {
        for fields in [[:], ["review/held": planned.iso, "review/next": next.iso]] {
            let record = record(fields)
            #expect(record.reviewDay == planned)
            #expect(record.isReviewOverdue(on: planned.next) && !record.isReviewOverdue(on: planned))
        }
    }

    @Test func `is then the one that this review set, and falls due again`() {
        let record = record(["review/next": next.iso], [(.reviewed, planned)])
        #expect(record.reviewDay == next)
        #expect(!record.isReviewOverdue(on: next) && record.isReviewOverdue(on: next.next))
        let found = Eastmarsh.findings(record, on: next.next).filter { $0.check == .reviewPlanned }
        #expect(found.map(\.path) == ["review/next"])
        #expect(found.first?.message.contains(next.written) == true)
        let day = next.adding(days: -28)
        let items = AssessmentAgenda.items(
            for: Eastmarsh.owner, on: record, today: day, now: Eastmarsh.noon(day))
        #expect(items.map(\.kind) == [.review] && items.map(\.due) == [next])
    }

    @Test(arguments: ["", "2027-01-15", "2026-12-01"])
    func `is none where the last review set none that is later`(words: String) {
        let record = record(["review/next": words], [(.reviewed, planned)])
        #expect(record.reviewDay == nil && !record.isReviewOverdue(on: next))
        // A review brought forward is a review held.
        let early = self.record(["review/next": ""], [(.reviewed, planned.adding(days: -90))])
        #expect(early.reviewDay == nil && !early.isReviewOverdue(on: next))
    }

    @Test func `ends with the second review, and is planned anew by a version signed later`() {
        let twice = record(["review/next": next.iso], [(.reviewed, planned), (.reviewed, next)])
        #expect(twice.reviewDay == nil)
        let acts: [(AssessmentAct, CalendarDay)] = [
            (.reviewed, planned), (.signed, planned.adding(days: 90)),
        ]
        let later = CalendarDay(2027, 12, 1)
        #expect(record(["review/date": later.iso, "review/next": next.iso], acts).reviewDay == later)
        #expect(record(["review/next": next.iso], acts).reviewDay == next)
        #expect(record([:], acts).isReviewOverdue(on: next))
    }
}

@Suite struct `A mitigation that answers several impacts` {
    @Test func `answers each of them`() {
        let other = "impact/disability/residents"
        func missing(_ impacts: String) -> [String] {
            Eastmarsh.findings([
                "\(other)/direction": "negative", "\(other)/description": "No hoist before ten",
                "\(other)/before": "high", "\(other)/residual": "low", "\(other)/evidence": "e1",
                "mitigation/m1/impact": impacts,
            ]).filter { $0.check == .mitigated }.map(\.path)
        }
        #expect(missing(Eastmarsh.residents) == ["\(other)/mitigation"])
        #expect(missing("\(Eastmarsh.residents)\n\(other)") == [])
    }

    @Test func `finds out about each of them where the effect is not known`() {
        let other = "impact/disability/residents"
        func missing(_ impacts: String) -> [String] {
            Eastmarsh.findings([
                "\(other)/direction": "unknown", "\(other)/evidence": "", "mitigation/m1/impact": impacts,
            ]).filter { $0.check == .evidenced }.map(\.path)
        }
        #expect(missing(Eastmarsh.residents) != [])
        #expect(missing("\(Eastmarsh.residents)\n\(other)") == [])
    }
}
