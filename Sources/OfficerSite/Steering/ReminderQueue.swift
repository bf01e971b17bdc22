// SPDX-License-Identifier: Apache-2.0
import EqualityDuty
import Storage
import WebServer

extension Office {
    /// Queues what is due to be brought to mind today, each once to each person who is meant and wants it. Returns how
    /// many messages were queued.
    public func queueReminders(at now: Instant) async throws -> Int {
        let wanting = try await people.reachable()
        guard !wanting.isEmpty else { return 0 }
        let today = settings.today()
        let profile = try await profile()
        let people = try await people.people().filter { wanting.contains($0.id) }
        let actions = try await plan(profile).actions(within: .wholeBody)
        let due = Reminders.due(
            on: today, entries: try await remindable(today),
            stale: actions.compactMap { Self.stale($0, on: today, after: profile.staleDays) }, queued: [])
        let meetings = try await meetings.meetings()
        let leads = Dictionary(actions.map { ($0.id, Self.leads($0)) }) { first, _ in first }
        var drafts: [OutboxStore.Draft] = []
        for reminder in due {
            let group = Self.groupPosts(reminder.recordID, meetings, before: today)
            for person in people
            where Self.isMeant(person, reminder, leads: leads[reminder.recordID] ?? [], group: group) {
                drafts.append(
                    OutboxStore.Draft(
                        reference: reminder.reference(for: person.id), kind: reminder.kind.rawValue,
                        personID: person.id, subject: reminder.subject, words: words(of: reminder)))
            }
        }
        return try await outbox.queue(drafts, Change(by: .system, at: now))
    }

    /// What is late or comes within the time in which a duty is brought to mind.
    private func remindable(_ today: CalendarDay) async throws -> [CalendarEntry] {
        let late = try await calendarEntries(
            from: today.adding(years: -30), to: today.previous, within: .wholeBody, on: today
        ).filter {
            switch $0.kind {
            case .reading, .action, .objective, .duty, .republish: true
            case .review, .planned, .meeting, .decision, .assessment: false
            }
        }
        // Of what recurs the first time that was missed is brought to mind, not each of them.
        var told: Set<String> = []
        return late.filter { told.insert("\($0.kind) \($0.recordID)").inserted }
            + (try await calendarEntries(
                from: today, to: today.adding(days: 60), within: .wholeBody, on: today))
    }

    private static func stale(_ action: Action, on today: CalendarDay, after days: Int) -> StaleAction? {
        guard action.isStale(on: today, after: days) else { return nil }
        return StaleAction(
            key: "action-\(action.id)", recordID: action.id, directorate: action.directorate,
            title: action.title, lastUpdate: action.lastUpdated,
            since: action.lastUpdated.adding(days: days + 1))
    }

    /// Every lead of an action: as the cell names them and, where a name stands beside a post, each of the two.
    private static func leads(_ action: Action) -> Set<String> {
        Set(
            action.leads.filter { $0.kind == .named }.flatMap { lead -> [String] in
                let parts = lead.name.split { ",;:()[]|".contains($0) }.map {
                    $0.split(whereSeparator: \.isWhitespace).joined(separator: " ")
                }
                return ([lead.name] + parts).map(foldedForSearch).filter { !$0.isEmpty }
            })
    }

    /// The posts that came to the last meeting of the group that meets, or sent word.
    private static func groupPosts(_ meetingID: String, _ all: [Meeting], before today: CalendarDay) -> Set<
        String
    > {
        guard let group = all.first(where: { $0.id == meetingID })?.group,
            let last = Meeting.last(before: today, of: Meeting.of(group, in: all))
        else { return [] }
        let lines = (last.present + "\n" + last.apologies).split { $0.isNewline || $0 == ";" }
        return Set(
            lines.map { foldedForSearch($0.split(whereSeparator: \.isWhitespace).joined(separator: " ")) }
                .filter { !$0.isEmpty })
    }

    /// Whether a person is told: only of what they may see.
    private static func isMeant(
        _ person: Person, _ reminder: Reminder, leads: Set<String>, group: Set<String>
    ) -> Bool {
        let post = foldedForSearch(person.post)
        func reaches(_ permission: Permission) -> Bool {
            Scope(of: permission, from: person.grants)?.holds(
                directorate: reminder.directorate, record: reminder.recordID) ?? false
        }
        switch reminder.recipient {
        case .leads: return leads.contains(post) && reaches(.viewActions)
        case .owners:
            // An objective has no lead of its own: those who answer for it in its directorate are told.
            let isOwner = reminder.kind == .readingDue ? reaches(.enterReadings) : reaches(.editObjectives)
            return reaches(.viewStrategy) && isOwner
        case .equalityLead: return person.grants.contains(Grant(.equalityLead, within: .body))
        case .group:
            return group.contains(post) && Scope(of: .viewActions, from: person.grants) != nil
                || Scope(of: .manageMeetings, from: person.grants) == .wholeBody
        }
    }

    /// The text, with the address of the page where that is known, and how to have no more of these.
    private func words(of reminder: Reminder) -> String {
        guard let origin = settings.publicOrigin else { return reminder.text }
        let path =
            switch reminder.kind {
            case .overdueAction, .actionDue, .staleAction: Address.action(reminder.recordID)
            case .readingDue, .objectiveDue, .republish: Address.objective(reminder.recordID)
            case .dutyDue: Address.duties
            case .meeting: Address.meeting(reminder.recordID)
            }
        let site = "\(origin)\(settings.basePath)/\(body.slug)"
        return
            "\(reminder.text)\n\n\(site)\(path)\n\nYou can end these reminders at \(site)\(Address.account)."
    }
}
