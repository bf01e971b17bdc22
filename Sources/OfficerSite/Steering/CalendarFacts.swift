// SPDX-License-Identifier: Apache-2.0
import EqualityDuty
import Storage
import WebServer

extension Office {
    /// Everything with a day between two days, both included, as far as a scope reaches.
    public func calendarEntries(
        from first: CalendarDay, to last: CalendarDay, within scope: Scope, on today: CalendarDay
    ) async throws -> [CalendarEntry] {
        try await calendar.entries(
            from: first, to: last, within: scope, profile: try await profile(),
            planned: try await planningDays(on: today).mapValues { $0.day }, on: today)
    }

    /// What somebody with these roles may see of it.
    func calendarEntries(
        from first: CalendarDay, to last: CalendarDay, for grants: [Grant], on today: CalendarDay
    ) async throws -> [CalendarEntry] {
        guard let scope = Scope(of: .viewActions, from: grants) else { return [] }
        return try await calendarEntries(from: first, to: last, within: scope, on: today)
            .filter { $0.isOpen(to: grants) }
    }

    /// What was to be done by a day before today and is still open, missed times of what recurs among it.
    func lateEntries(for grants: [Grant], on today: CalendarDay) async throws -> [CalendarEntry] {
        try await calendarEntries(
            from: today.adding(years: -30), to: today.previous, for: grants, on: today
        ).filter { entry in
            switch entry.kind {
            case .action, .objective, .reading, .review, .duty, .planned, .republish, .decision, .assessment:
                true
            case .meeting: false
            }
        }
    }

    /// The days that the body has set itself for its duties, by duty, and how often each was moved.
    func planningDays(on today: CalendarDay) async throws -> [String: (day: CalendarDay, moves: Int)] {
        var days: [String: (day: CalendarDay, moves: Int)] = [:]
        let settings = try await bodies.settings().filter {
            $0.name.hasPrefix(BodyProfile.Name.planDay) && $0.effectiveFrom <= today
        }.sorted { $0.effectiveFrom < $1.effectiveFrom }
        for setting in settings {
            let duty = String(setting.name.dropFirst(BodyProfile.Name.planDay.count))
            let moves = (days[duty]?.moves ?? -1) + 1
            days[duty] = CalendarDay(iso: setting.value).map { ($0, moves) }
        }
        return days
    }

    /// The page on which an entry of the calendar is dealt with.
    func address(of entry: CalendarEntry) -> String {
        switch entry.kind {
        case .action: Address.action(entry.recordID)
        case .objective, .reading, .republish: Address.objective(entry.recordID)
        case .review: Address.strategy(entry.recordID)
        case .duty, .planned: Address.duties
        case .meeting: Address.meeting(entry.recordID)
        case .decision: Address.decision(entry.recordID)
        case .assessment: Address.assessment(entry.recordID)
        }
    }
}

extension CalendarEntry {
    /// Whether somebody with these roles may see what it is about: decisions are for those who see all of them.
    func isOpen(to grants: [Grant]) -> Bool {
        switch kind {
        case .action, .meeting, .duty, .planned: Scope(of: .viewActions, from: grants) != nil
        case .objective, .reading, .review, .republish: Scope(of: .viewStrategy, from: grants) != nil
        case .decision: Scope(of: .viewDecisions, from: grants) == .wholeBody
        case .assessment:
            Scope(of: .viewAssessments, from: grants)?.holds(directorate: directorate, record: recordID)
                ?? false
        }
    }
}

extension Visit {
    /// The roles of whoever visits.
    var grants: [Grant] { signedIn?.person.grants ?? [] }
}
