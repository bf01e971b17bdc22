// SPDX-License-Identifier: Apache-2.0
import EqualityDuty

/// A day that stood in the calendar and does so no more.
public struct CancelledEntry: Hashable, Sendable {
    /// The entry as it stood, with the number by which calendars notice that it changed.
    public let entry: CalendarEntry
    /// When it fell away.
    public let at: Instant
}

extension CalendarStore {
    /// Days of actions and objectives that fell away since a moment: finished, given up, without a date, or no more
    /// within the scope. What is among the current keys still stands.
    public func cancelled(
        since moment: Instant, from first: CalendarDay, to last: CalendarDay, within scope: Scope,
        vocabulary: CharacteristicVocabulary, current: Set<String>
    ) async throws -> [CancelledEntry] {
        let (database, scope) = (database, scope)
        let found = try await database.read { connection in
            try Self.cancelledActions(since: moment, first, last, scope, vocabulary, connection)
                + Self.cancelledObjectives(since: moment, scope, connection)
        }
        // Of several versions the one that fell away last counts.
        var newest: [String: CancelledEntry] = [:]
        for one in found
        where !current.contains(one.entry.key) && first <= one.entry.day && one.entry.day <= last {
            if let known = newest[one.entry.key], known.at >= one.at { continue }
            newest[one.entry.key] = one
        }
        return newest.values.sorted { CalendarEntry.precedes($0.entry, $1.entry) }
    }

    private static func cancelledActions(
        since moment: Instant, _ first: CalendarDay, _ last: CalendarDay, _ scope: Scope,
        _ vocabulary: CharacteristicVocabulary, _ connection: any Connection
    ) throws -> [CancelledEntry] {
        var actions: [String: Action] = [:]
        for row in try connection.rows(
            """
            SELECT \(ActionRow.columns) FROM action
            WHERE id IN (SELECT actionID FROM action_version WHERE heldUntil > \(moment))
            """)
        {
            let action = ActionRow.action(row, vocabulary)
            actions[action.id] = action
        }
        var found: [CancelledEntry] = []
        for row in try connection.rows(
            "SELECT actionID, content, heldUntil FROM action_version WHERE heldUntil > \(moment)")
        {
            guard let now = actions[row.text(0)] else { continue }
            let fields = PlanFields(storedText: row.text(1))
            let then = fields.applied(
                to: now, characteristics: vocabulary, own: Array(fields.values.keys),
                lastUpdated: now.lastUpdated)
            guard scope.holds(directorate: then.directorate, record: then.id) else { continue }
            found += entries(of: then, from: first, to: last).map {
                CancelledEntry(entry: $0.raised(to: now.version - 1), at: row.instant(2))
            }
        }
        return found
    }

    private static func cancelledObjectives(
        since moment: Instant, _ scope: Scope, _ connection: any Connection
    ) throws -> [CancelledEntry] {
        try connection.rows(
            """
            SELECT v.objectiveID, v.content, v.heldUntil, o.version
            FROM objective_version v JOIN objective o ON o.id = v.objectiveID WHERE v.heldUntil > \(moment)
            """
        ).compactMap { row in
            let fields = CanonicalJSON.fields(Array(row.text(1).utf8)) ?? [:]
            let then = Objective(id: row.text(0), fields: fields)
            guard then.state == .open, let day = then.targetDate.date?.end,
                then.directorate.isEmpty || scope.holds(directorate: then.directorate, record: then.id)
            else { return nil }
            return CancelledEntry(
                entry: CalendarEntry(
                    key: "objective-\(then.id)", kind: .objective, day: day, title: then.title,
                    directorate: then.directorate, recordID: then.id, sequence: row.int(3) - 1),
                at: row.instant(2))
        }
    }
}

extension CalendarEntry {
    /// The same entry with a later number.
    fileprivate func raised(to sequence: Int) -> CalendarEntry {
        CalendarEntry(
            key: key, kind: kind, day: day, title: title, note: note, directorate: directorate,
            recordID: recordID, sequence: max(sequence, self.sequence))
    }
}
