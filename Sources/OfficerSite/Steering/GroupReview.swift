// SPDX-License-Identifier: Apache-2.0
import EqualityDuty
import Storage
import WebServer

/// What the group that watches over the plan looks at: how everything stands, compared with its last meeting.
public struct GroupReview: Sendable {
    /// How the plan and the objectives stand, and what has moved.
    public let progress: PlanProgress
    /// The meeting that was held last, with which things are compared; `nil` where none was held.
    public let last: Meeting?
    /// The meeting that is still to come; `nil` where none is planned.
    public let next: Meeting?
    /// What the last meeting asked for, and what became of it.
    public let followUps: [FollowUp]
    /// The group, and all groups that meet; empty where no meeting is on record.
    public let group: String, groups: [String]
}

extension Office {
    /// How the plan stands on a day, compared with another day or with the last meeting before it; three months ago
    /// where there was none.
    public func groupReview(
        on day: CalendarDay, since given: CalendarDay? = nil, of asked: String = "", within scope: Scope
    ) async throws -> GroupReview {
        let every = try await meetings.meetings()
        let groups = Meeting.groups(of: every)
        // The one that was asked for, or the one that meets next, or met last.
        let usual = (Meeting.next(from: day, of: every) ?? Meeting.last(heldBy: day, of: every))?.group
        let group = groups.first { foldedForSearch($0) == foldedForSearch(asked) } ?? usual ?? ""
        let all = Meeting.of(group, in: every)
        let last = Meeting.last(heldBy: day, of: all)
        let since = given ?? last?.day ?? day.adding(months: -3)
        let profile = try await profile()
        let progress = try await groupProgress(on: day, since: since, within: scope, profile)
        return GroupReview(
            progress: progress, last: last, next: Meeting.next(from: day, of: all),
            // What the meeting of the day itself asked is before the next one, once it is over.
            followUps: FollowUp.before(
                group, on: last?.day == day ? day.next : day, in: all, actions: progress.actions,
                reported: progress.reported, today: day),
            group: group, groups: groups)
    }

    /// The present moment where a day is today; `nil` for a past one, which is answered from the record of that day.
    func present(on day: CalendarDay) -> Instant? { day < settings.today() ? nil : settings.now() }

    /// How the plan stood at the end of a day, compared with the evening of an earlier one.
    func groupProgress(
        on day: CalendarDay, since: CalendarDay, within scope: Scope, _ profile: BodyProfile
    ) async throws -> PlanProgress {
        let store = ProgressStore(database: database, vocabulary: profile.vocabulary)
        return PlanProgress(
            try await store.facts(on: day, since: since, within: scope, now: present(on: day)),
            on: day, since: since,
            staleAfter: profile.staleDays)
    }
}
