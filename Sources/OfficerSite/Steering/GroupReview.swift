// SPDX-License-Identifier: Apache-2.0
import EqualityDuty
import Storage
import WebServer

/// What the group that watches over the plan looks at: how everything stands, compared with its last meeting.
public struct GroupReview: Sendable {
    /// How the plan and the objectives stand, and what has moved.
    public let progress: PlanProgress
    /// The meeting before today, with which things are compared; `nil` where none was held.
    public let last: Meeting?
    /// The meeting today or later; `nil` where none is planned.
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
        let usual = (Meeting.next(from: day, of: every) ?? Meeting.last(before: day, of: every))?.group
        let group = groups.first { foldedForSearch($0) == foldedForSearch(asked) } ?? usual ?? ""
        let all = Meeting.of(group, in: every)
        let last = Meeting.last(before: day, of: all)
        let since = given ?? last?.day ?? day.adding(months: -3)
        let profile = try await profile()
        let progress = try await groupProgress(on: day, since: since, within: scope, profile)
        return GroupReview(
            progress: progress, last: last, next: Meeting.next(from: day, of: all),
            followUps: FollowUp.before(
                group, on: day, in: all, actions: progress.actions, today: day),
            group: group, groups: groups)
    }

    /// How the plan stands on a day, compared with the evening of an earlier one.
    func groupProgress(
        on day: CalendarDay, since: CalendarDay, within scope: Scope, _ profile: BodyProfile
    ) async throws -> PlanProgress {
        let plan = plan(profile)
        // All of them: an action that slipped is told with every time that it ever did.
        let evening = LondonTime.instant(on: since.next, hour: 0, minute: 0)
        let facts = PlanProgress.Facts(
            actions: try await plan.actions(within: scope),
            before: try await plan.actions(asOf: evening, within: scope),
            updates: try await plan.updates(
                after: Instant(milliseconds: 0), until: LondonTime.instant(on: day.next, hour: 0, minute: 0),
                within: scope),
            objectives: try await objectives.objectives(within: scope),
            readings: try await objectives.readings(), links: try await links.links([.serves]))
        return PlanProgress(facts, on: day, since: since, staleAfter: profile.staleDays)
    }
}
