// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import EqualityDuty
import Storage
import WebServer

/// Something that waits for a person or a directorate, wherever in the record it lies.
struct WorkItem: Hashable, Sendable {
    /// What is to be done, and about what.
    let act, title: String
    /// Where it is done.
    let path: String
    /// More about it: where it came from, how it stands.
    let detail: String
    /// By when; `nil` where no day is set.
    let day: CalendarDay?
    /// Why it comes first; empty where it does not.
    let exception: String

    /// Exceptions first, then by day; what has no day comes last.
    static func precedes(_ left: WorkItem, _ right: WorkItem) -> Bool {
        func key(_ item: WorkItem) -> (Int, Int, String, String) {
            (item.exception.isEmpty ? 1 : 0, item.day?.dayNumber ?? Int.max, item.title, item.path)
        }
        return key(left) < key(right)
    }
}

extension Office {
    /// Everything that waits for the person who visits, exceptions first.
    func work(for visit: Visit) async throws -> [WorkItem] {
        guard let person = visit.signedIn?.person else { return [] }
        let profile = try await profile()
        var items = try await assessmentWork(visit)
        if let scope = visit.reach(.viewActions) {
            let post = foldedForSearch(person.post)
            items += try await plan(profile).actions(within: scope)
                .filter { $0.leads.contains { $0.kind == .named && foldedForSearch($0.name) == post } }
                .compactMap { work(of: $0, on: visit.today, staleAfter: profile.staleDays) }
            items += try await askedOf(post, visit.today)
        }
        if let scope = visit.reach(.enterReadings) {
            items += try await readingWork(within: scope, for: person, on: visit.today)
        }
        if visit.reach(.publish) == .wholeBody, visit.may(.viewActions) {
            items += try await dutyWork(visit)
        }
        items += try await figureWork(visit)
        return items.sorted(by: WorkItem.precedes)
    }

    /// What waits in a directorate: actions that need somebody or end soon, and other days within two months.
    func work(ofDirectorate directorate: String, for visit: Visit) async throws -> [WorkItem] {
        let profile = try await profile()
        let name = foldedForSearch(directorate)
        var items = try await plan(profile).actions(within: visit.scope)
            .filter { foldedForSearch($0.directorate) == name }
            .compactMap { work(of: $0, on: visit.today, staleAfter: profile.staleDays) }
        let entries =
            try await lateEntries(for: visit.grants, on: visit.today)
            + (try await calendarEntries(
                from: visit.today, to: visit.today.adding(days: 60), for: visit.grants, on: visit.today))
        for entry in entries where entry.kind != .action && foldedForSearch(entry.directorate) == name {
            items.append(
                WorkItem(
                    act: entry.kind.name, title: entry.title, path: address(of: entry), detail: entry.note,
                    day: entry.day, exception: entry.day < visit.today ? "Overdue" : ""))
        }
        return items.sorted(by: WorkItem.precedes)
    }

    /// An open action as work; `nil` where it is finished.
    private func work(of action: Action, on today: CalendarDay, staleAfter days: Int) -> WorkItem? {
        guard !action.status.isFinished else { return nil }
        let exception =
            action.isOverdue(on: today)
            ? "Overdue"
            : action.status == .atRisk
                ? "At risk" : action.isStale(on: today, after: days) ? "No update for \(days) days" : ""
        let target = action.cells.targetDate.isEmpty ? "No date set" : action.cells.targetDate
        let from = action.cells.arisingFrom.isEmpty ? "" : "; from \(action.cells.arisingFrom)"
        return WorkItem(
            act: "Action", title: action.title, path: Address.action(action.id),
            detail: "\(target); \(action.status.name)\(from)",
            day: action.dueDay(asOf: today), exception: exception)
    }

    private func assessmentWork(_ visit: Visit) async throws -> [WorkItem] {
        guard visit.may(.viewAssessments), let person = visit.signedIn?.person else { return [] }
        let agenda = try await agenda(visit).map { item in
            WorkItem(
                act: item.kind.name, title: item.title, path: Address.assessment(item.assessmentID),
                detail: [item.reference, item.detail].filter { !$0.isEmpty }.joined(separator: "; "),
                day: item.due, exception: item.isOverdue(on: visit.today) ? "Overdue" : "")
        }
        let toRead = try await decisions.waiting(for: person.id).map { line in
            WorkItem(
                act: "Read before the decision", title: line.title, path: Address.decision(line.id),
                detail: LondonTime.written(line.meetingAt), day: line.meetingAt.day,
                exception: line.meetingAt.day < visit.today ? "Overdue" : "")
        }
        return agenda + toRead
    }

    /// What a post was asked at a meeting, no action carries and nobody answered yet.
    private func askedOf(_ post: String, _ today: CalendarDay) async throws -> [WorkItem] {
        let all = try await meetings.meetings()
        return Meeting.groups(of: all).flatMap { group in
            FollowUp.before(group, on: today.next, in: all, actions: [], reported: [:], today: today).filter {
                $0.item.kind == .asked && $0.item.actionID.isEmpty && foldedForSearch($0.item.who) == post
            }.map {
                WorkItem(
                    act: "Answer the group", title: $0.item.text,
                    path: Address.meeting($0.question?.meetingID ?? ""),
                    detail: [group, $0.askedOn?.written ?? ""].joined(separator: ", "), day: nil,
                    exception: "")
            }
        }
    }

    /// Readings that are due within a month: of a person's own directorates, or of all for those who see all.
    private func readingWork(within scope: Scope, for person: Person, on today: CalendarDay) async throws
        -> [WorkItem]
    {
        let readings = try await objectives.readings()
        return try await objectives.objectives(within: scope).compactMap { objective in
            guard scope.holds(directorate: objective.directorate, record: objective.id),
                let due = ObjectiveProgress(of: objective, readings: readings[objective.id] ?? [], on: today)
                    .nextReadingDue, due <= today.adding(days: 30)
            else { return nil }
            return WorkItem(
                act: "Enter a reading", title: objective.title, path: Address.objective(objective.id),
                detail: objective.measure.words, day: due, exception: due < today ? "Overdue" : "")
        }
    }

    /// Duties that are due by law or by our own plan within two months.
    private func dutyWork(_ visit: Visit) async throws -> [WorkItem] {
        let entries =
            try await lateEntries(for: visit.grants, on: visit.today)
            + (try await calendarEntries(
                from: visit.today, to: visit.today.adding(days: 60), for: visit.grants, on: visit.today))
        return entries.filter { $0.kind == .duty || $0.kind == .planned || $0.kind == .republish }.map {
            entry in
            WorkItem(
                act: entry.kind == .duty
                    ? "Duty, set by law" : entry.kind == .planned ? "Duty, our own date" : entry.kind.name,
                title: entry.title, path: address(of: entry), detail: entry.note, day: entry.day,
                exception: entry.day < visit.today ? "Overdue" : "")
        }
    }
}
