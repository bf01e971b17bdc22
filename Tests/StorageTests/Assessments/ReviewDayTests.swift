// SPDX-License-Identifier: Apache-2.0
import EqualityDuty
import Testing

@testable import Storage

/// The list finds overdue reviews by a column; the record counts them from what happened. Both must agree always.
@Suite struct `The day of the next review` {
    @Test(arguments: Engine.allCases)
    func `is the same in the list as in the record, through reviews and signatures`(engine: Engine)
        async throws
    {
        try await withDesk(engine) { desk in
            let now = Samples.now.utcDay
            let id = try await desk.start("Rents", ["review/date": now.adding(days: 30).iso])
            try await desk.act(.signed, on: id, to: .signed)
            try await agrees(desk, id, due: nil, "not decided")
            try await desk.act(.implemented, on: id, to: .inForce)
            try await agrees(desk, id, due: now.adding(days: 30), "in force")
            try await desk.act(.reviewed, on: id, to: .inForce, after: 40 * 86_400)
            try await agrees(desk, id, due: nil, "reviewed")
            try await desk.act(.signOffReopened, on: id, to: .inProgress, after: 41 * 86_400)
            try await desk.save(["review/next": now.adding(days: 100).iso], of: id, after: 41 * 86_400)
            try await desk.act(.published, on: id, to: .inForce, after: 41 * 86_400)
            try await agrees(desk, id, due: now.adding(days: 100), "the review set the next one")
            try await desk.act(.signOffReopened, on: id, to: .inProgress, after: 42 * 86_400)
            try await desk.save(["review/date": now.adding(days: 60).iso], of: id, after: 42 * 86_400)
            try await desk.act(.signed, on: id, to: .inForce, after: 43 * 86_400)
            try await agrees(desk, id, due: now.adding(days: 60), "planned anew and signed")
            try await desk.act(.closed, on: id, to: .closed, after: 44 * 86_400)
            try await agrees(desk, id, due: nil, "closed")
        }
    }

    private func agrees(_ desk: Desk, _ id: String, due: CalendarDay?, _ when: String) async throws {
        let record = try await desk.record(id)
        let now = Samples.now.utcDay
        for days in [0, 30, 31, 60, 61, 100, 101, 400] {
            let day = now.adding(days: days)
            var question = AssessmentQuestion()
            question.reviewOverdueOn = day
            let listed = try await desk.store.page(question, within: .wholeBody).lines
            #expect(
                record.isReviewOverdue(on: day) == (due.map { $0 < day } ?? false), "\(when), day \(days)")
            #expect(listed.map(\.id) == (record.isReviewOverdue(on: day) ? [id] : []), "\(when), day \(days)")
            #expect(
                listed.allSatisfy { $0.isReviewOverdue(on: day) && $0.due == due }, "\(when), day \(days)")
        }
    }
}
