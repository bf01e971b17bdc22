// SPDX-License-Identifier: Apache-2.0
import EqualityDuty
import Storage

/// The group that watches over the plan: meetings with their minutes, and duties that were done. All of it is invented.
extension Demonstration {
    private static let group = "Equality Steering Group (demonstration)"

    /// Two meetings that were held, one that is planned, and when the duties were last done.
    func steering(_ profile: BodyProfile, _ actions: [Action], in database: any Database) -> [Deed] {
        var deeds = meetings(actions, in: database) + dutiesDone(profile, in: database)
        if let duty = profile.duties.first(where: { $0.interval?.anchor == .lastPublication }) {
            let planned = Setting(
                name: BodyProfile.Name.planDay + duty.id, effectiveFrom: today.adding(days: -60),
                value: today.adding(days: 75).iso)
            deeds.append(
                deed(on: today.adding(days: -60)) { change in
                    try await BodyStore(database: database).set([planned], change)
                })
        }
        return deeds
    }

    private func deed(
        on day: CalendarDay, _ act: @escaping @Sendable (Change) async throws -> Void
    ) -> Deed {
        Deed(on: day, since: began, act)
    }

    private func meetings(_ actions: [Action], in database: any Database) -> [Deed] {
        let store = MeetingStore(database: database)
        let present = ["Equality lead", "Director", "Head of service", "Democratic services officer"]
        let first = today.adding(days: -132), second = today.adding(days: -41)
        func told(_ index: Int) -> (id: String, who: String) {
            guard actions.indices.contains(index) else { return ("", "Equality lead") }
            return (actions[index].id, actions[index].cells.leadOfficer)
        }
        let minutes: [(CalendarDay, [Meeting.Item])] = [
            (
                first,
                [
                    .init(kind: .noted, text: "The plan was gone through, what is late first."),
                    .init(
                        kind: .asked, text: "What holds this action up, and who could help?",
                        who: told(0).who,
                        actionID: told(0).id),
                    .init(
                        kind: .asked, text: "How many people use the service, by age and disability?",
                        who: "Insight analyst"),
                    .init(kind: .decided, text: "Dates that moved twice come to the group with a reason."),
                ]
            ),
            (
                second,
                [
                    .init(
                        kind: .action, text: "Bring a new date with a reason to the next meeting.",
                        who: told(1).who, actionID: told(1).id),
                    .init(
                        kind: .asked,
                        text: "Which consultations will reach people with learning disabilities?",
                        who: "Engagement officer"),
                    .init(
                        kind: .asked, text: "Has this been done as it was promised?", who: told(2).who,
                        actionID: told(2).id),
                    .init(
                        kind: .decided, text: "The public summary of progress is shown to the group first."),
                ]
            ),
        ]
        var deeds = minutes.map { day, items in
            deed(on: day) { change in
                let id = try await store.add(
                    Meeting(
                        group: Self.group, day: day, present: present.joined(separator: "\n"),
                        apologies: "Peer challenger"), change)
                for item in items { _ = try await store.minute(item, of: id, action: nil, change) }
            }
        }
        let next = Meeting(group: Self.group, day: today.adding(days: 24))
        deeds.append(deed(on: second) { change in _ = try await store.add(next, change) })
        return deeds
    }

    private func dutiesDone(_ profile: BodyProfile, in database: any Database) -> [Deed] {
        let store = DutyStore(database: database)
        var deeds: [Deed] = []
        for duty in profile.duties {
            guard let interval = duty.interval else { continue }
            // The last time lies most of an interval back, the one before a whole interval earlier.
            let last = today.adding(days: -245 * max(1, min(interval.years, 3)))
            for day in [last.adding(years: -interval.years).adding(days: 9), last] {
                let fixed = interval.fixedDays(on: day)
                let done = DutyDone(
                    dutyID: duty.id, day: day, address: "",
                    document: "\(duty.name), as published (demonstration)", byPost: "Equality lead",
                    forDay: fixed.first { $0 >= day } ?? fixed.last)
                deeds.append(deed(on: day) { change in try await store.record(done, change) })
            }
        }
        return deeds
    }
}
