// SPDX-License-Identifier: Apache-2.0
import EqualityDuty

extension ActionPlanStore {
    /// Reports about an action: the report is kept for ever, and the action gets its new status, date and evidence.
    ///
    /// Throws `EditConflict` where the action changed since it was read in the version given.
    public func report(
        _ update: ActionUpdate, about id: String, version: Int, within scope: Scope, _ change: Change
    ) async throws {
        let vocabulary = vocabulary
        try await database.record(change) { recorder in
            guard
                let row = try recorder.connection.row(
                    "SELECT \(ActionRow.columns) FROM action WHERE id = \(id) AND \(scope.condition)")
            else { throw EditConflict(current: 0) }
            let action = ActionRow.action(row, vocabulary)
            guard action.version == version else { throw EditConflict(current: action.version) }
            let number = try recorder.addUpdate(update, about: id)
            let changed = action.reported(update, characteristics: vocabulary)
            try recorder.saveAction(
                changed, within: scope, vocabulary,
                details: "update \(number): \(update.inWords)", reported: update)
        }
    }

    /// What was reported about an action, the newest first.
    public func updates(of id: String) async throws -> [ActionUpdate] {
        try await database.rows(
            "SELECT \(Self.updateColumns) FROM action_update WHERE actionID = \(id) ORDER BY number DESC"
        ).map(Self.update)
    }

    /// What was reported about all actions within a scope after a moment and up to another, by action, in order.
    public func updates(after start: Instant, until end: Instant, within scope: Scope) async throws
        -> [String: [ActionUpdate]]
    {
        var all: [String: [ActionUpdate]] = [:]
        for row in try await database.rows(
            """
            SELECT \(Self.updateColumns), actionID FROM action_update
            WHERE at > \(start) AND at <= \(end)
                AND actionID IN (SELECT id FROM action WHERE \(scope.condition))
            ORDER BY actionID, number
            """)
        {
            all[row.text(11), default: []].append(Self.update(row))
        }
        return all
    }

    /// The day of the newest report about each action within a scope; what nobody has reported about yet is missing.
    public func lastReports(within scope: Scope) async throws -> [String: CalendarDay] {
        var days: [String: CalendarDay] = [:]
        for row in try await database.rows(
            """
            SELECT actionID, MAX(day) FROM action_update
            WHERE actionID IN (SELECT id FROM action WHERE \(scope.condition)) GROUP BY actionID
            """)
        { days[row.text(0)] = row.day(1) }
        return days
    }

    /// The plan as it stood at a moment: the actions recorded by then, each in the version of then.
    public func actions(asOf moment: Instant, within scope: Scope) async throws -> [Action] {
        let vocabulary = vocabulary
        return try await database.read { connection in
            var earlier: [String: Row] = [:]
            for row in try connection.rows(
                """
                SELECT actionID, content, lastUpdated, owedFrom, finishedOn FROM action_version
                WHERE heldFrom <= \(moment) AND heldUntil > \(moment)
                """)
            {
                earlier[row.text(0)] = row
            }
            return try connection.rows(
                """
                SELECT \(ActionRow.columns) FROM action
                WHERE recordedAt <= \(moment) AND \(scope.condition) ORDER BY position, id
                """
            ).map { row in
                let now = ActionRow.action(row, vocabulary)
                guard let kept = earlier[now.id] else { return now }
                let fields = PlanFields(storedText: kept.text(1))
                var then = fields.applied(
                    to: now, characteristics: vocabulary, own: Array(fields.values.keys),
                    lastUpdated: kept.day(2) ?? now.lastUpdated)
                then.owedFrom = kept.day(3)
                then.finishedOn = kept.day(4)
                return then
            }
        }
    }

    /// The plan at the end of a day: as it stood then, or as it stands now where the record began later.
    public func actions(on day: CalendarDay, within scope: Scope) async throws -> [Action] {
        let end = LondonTime.instant(on: day.next, hour: 0, minute: 0)
        let then = try await actions(asOf: end, within: .wholeBody)
        guard then.isEmpty else { return try await actions(asOf: end, within: scope) }
        return try await actions(within: scope)
    }

    /// What an action said in a past version; `nil` where that is not kept.
    public func fields(of id: String, version: Int) async throws -> PlanFields? {
        try await database.rows(
            "SELECT content FROM action_version WHERE actionID = \(id) AND number = \(version)"
        ).first.map { PlanFields(storedText: $0.text(0)) }
    }

    private static let updateColumns: SQL =
        "number, at, byPost, day, status, note, oldTarget, newTarget, why, occurrence, evidence"

    private static func update(_ row: Row) -> ActionUpdate {
        ActionUpdate(
            number: row.int(0), at: row.instant(1), byPost: row.text(2),
            day: row.day(3) ?? CalendarDay(1970, 1, 1),
            status: row.optionalText(4).flatMap { ActionStatus(rawValue: $0) }, note: row.text(5),
            oldTarget: row.text(6), newTarget: row.text(7), why: row.text(8), occurrence: row.day(9),
            evidence: row.text(10))
    }
}

extension Recorder {
    /// Keeps a report about an action after those there are, and returns its number.
    func addUpdate(_ update: ActionUpdate, about id: String) throws -> Int {
        let last = try connection.row("SELECT MAX(number) FROM action_update WHERE actionID = \(id)")
        let number = (last?.int(0) ?? 0) + 1
        try connection.execute(
            """
            INSERT INTO action_update (actionID, number, at, byID, byPost, day, status, note, oldTarget, newTarget,
                why, occurrence, evidence)
            VALUES (\(id), \(number), \(change.at), \(change.actor.id), \(change.actor.post), \(update.day),
                \(update.status?.rawValue), \(update.note), \(update.oldTarget), \(update.newTarget), \(update.why),
                \(update.occurrence), \(update.evidence))
            """)
        return number
    }
}
