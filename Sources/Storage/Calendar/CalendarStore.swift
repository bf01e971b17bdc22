// SPDX-License-Identifier: Apache-2.0
import EqualityDuty

/// Everything that has a day, from all rooms of the record.
public struct CalendarStore: Sendable {
    let database: any Database

    /// A store over the database of one body.
    public init(database: any Database) { self.database = database }

    /// What lies between two days, both included, in its order; what recurs comes with each of its occurrences.
    ///
    /// Duties are worked out as seen on `today`: what was due before and is not recorded as done stays where it was.
    public func entries(
        from first: CalendarDay, to last: CalendarDay, within scope: Scope, profile: BodyProfile,
        planned: [String: CalendarDay] = [:], on today: CalendarDay
    ) async throws -> [CalendarEntry] {
        var entries = try await actions(first, last, scope, profile.vocabulary)
        entries += try await objectives(within: scope, on: today)
        entries += try await others(scope)
        entries += try await duties(profile, planned, on: today)
        return entries.filter { first <= $0.day && $0.day <= last }.sorted(by: CalendarEntry.precedes)
    }

    private func actions(
        _ first: CalendarDay, _ last: CalendarDay, _ scope: Scope, _ vocabulary: CharacteristicVocabulary
    ) async throws -> [CalendarEntry] {
        let plan = ActionPlanStore(database: database, vocabulary: vocabulary)
        var entries: [CalendarEntry] = []
        for action in try await plan.actions(within: scope) {
            entries += Self.entries(of: action, from: first, to: last)
        }
        return entries
    }

    /// The days of an open action: one, or each time that it comes again.
    static func entries(of action: Action, from first: CalendarDay, to last: CalendarDay) -> [CalendarEntry] {
        guard !action.status.isFinished else { return [] }
        var entries: [CalendarEntry] = []
        // What recurs is owed from its first occurrence that is not recorded as done.
        var day = action.target.date?.isRecurring == true ? max(first, action.owedFrom ?? first) : first
        // What recurs comes again and again; anything else has one last day, wherever that lies.
        while let end = action.target.date?.lastDay(asOf: day) {
            let recurs = action.target.date?.isRecurring == true
            entries.append(
                CalendarEntry(
                    key: "action-\(action.id)" + (recurs ? "-\(end.iso)" : ""), kind: .action, day: end,
                    title: action.title, note: action.cells.targetDate, directorate: action.directorate,
                    recordID: action.id, sequence: action.version - 1))
            guard recurs, end < last else { break }
            day = end.next
        }
        return entries
    }

    private func objectives(within scope: Scope, on today: CalendarDay) async throws -> [CalendarEntry] {
        let store = ObjectiveStore(database: database)
        let readings = try await store.readings()
        var entries: [CalendarEntry] = []
        for objective in try await store.objectives(within: scope) where objective.state == .open {
            func add(_ kind: CalendarEntry.Kind, _ day: CalendarDay?, _ note: String) {
                guard let day else { return }
                entries.append(
                    CalendarEntry(
                        key: "\(kind.rawValue)-\(objective.id)", kind: kind, day: day, title: objective.title,
                        note: note, directorate: objective.directorate, recordID: objective.id,
                        // A reading moves the day of the next one without changing the objective.
                        sequence: objective.version - 1
                            + (kind == .reading ? readings[objective.id]?.count ?? 0 : 0)))
            }
            add(.objective, objective.targetDate.date?.end, "target: \(objective.targetDate.asWritten)")
            let progress = ObjectiveProgress(of: objective, readings: readings[objective.id] ?? [], on: today)
            add(.reading, progress.nextReadingDue, objective.measure.words)
            if let day = objective.publishAgainBy {
                entries.append(
                    CalendarEntry(
                        key: "publish-\(objective.id)", kind: .republish, day: day, title: objective.title,
                        note: "to be published again within four years",
                        directorate: objective.directorate, recordID: objective.id,
                        sequence: objective.version - 1))
            }
        }
        return entries
    }

    private func others(_ scope: Scope) async throws -> [CalendarEntry] {
        var entries: [CalendarEntry] = []
        for strategy in try await StrategyStore(database: database).strategies() {
            guard let day = strategy.nextReview, strategy.state == .approved else { continue }
            entries.append(
                CalendarEntry(
                    key: "review-\(strategy.id)", kind: .review, day: day, title: strategy.title,
                    note: strategy.reviewDay == nil ? "the last day of its period" : "to be looked at again",
                    directorate: strategy.directorate, recordID: strategy.id,
                    sequence: strategy.version - 1))
        }
        for meeting in try await MeetingStore(database: database).meetings() where meeting.cancelled.isEmpty {
            entries.append(
                CalendarEntry(
                    key: "meeting-\(meeting.id)", kind: .meeting, day: meeting.day, title: meeting.group,
                    recordID: meeting.id, sequence: meeting.version - 1))
        }
        let versions = Dictionary(
            try await database.rows("SELECT id, version FROM decision").map { ($0.text(0), $0.int(1)) }
        ) { first, _ in first }
        for decision in try await DecisionStore(database: database).decisions() where decision.takenAt == nil
        {
            entries.append(
                CalendarEntry(
                    key: "decision-\(decision.id)", kind: .decision, day: decision.meetingAt.day,
                    title: decision.title, note: decision.makerName, recordID: decision.id,
                    sequence: (versions[decision.id] ?? 1) - 1))
        }
        for row in try await database.rows(
            """
            SELECT id, title, reviewDate, version, directorate, reference FROM assessment
            WHERE reviewDate IS NOT NULL AND \(scope.condition)
            """)
        {
            guard let day = row.day(2) else { continue }
            entries.append(
                CalendarEntry(
                    key: "assessment-\(row.text(0))", kind: .assessment, day: day, title: row.text(1),
                    note: row.text(5), directorate: row.text(4), recordID: row.text(0),
                    sequence: row.int(3) - 1))
        }
        return entries
    }

    private func duties(
        _ profile: BodyProfile, _ planned: [String: CalendarDay], on today: CalendarDay
    ) async throws -> [CalendarEntry] {
        let done = try await DutyStore(database: database).done()
        var entries: [CalendarEntry] = []
        for duty in profile.duties {
            let times = done.filter { $0.dutyID == duty.id }
            if let due = duty.interval?.due(given: times, on: today) {
                entries.append(
                    CalendarEntry(
                        key: "duty-\(duty.id)", kind: .duty, day: due.day, title: duty.name,
                        note: due.because, recordID: duty.id, sequence: times.count))
            }
            if let day = planned[duty.id] {
                entries.append(
                    CalendarEntry(
                        key: "planned-\(duty.id)", kind: .planned, day: day, title: duty.name,
                        note: "our own planning date", recordID: duty.id))
            }
        }
        return entries
    }
}
