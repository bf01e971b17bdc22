// SPDX-License-Identifier: Apache-2.0
import EqualityDuty

/// The meetings of the groups that watch over the plan.
public struct MeetingStore: Sendable {
    let database: any Database

    /// A store over the database of one body.
    public init(database: any Database) { self.database = database }

    /// All meetings with what was said, the newest first.
    public func meetings() async throws -> [Meeting] {
        try await database.read { connection in
            var items: [String: [Meeting.Item]] = [:]
            for row in try connection.rows(
                """
                SELECT number, kind, text, who, actionID, meetingID, aboutID, corrects, reason, answersMeeting,
                    answersNumber
                FROM meeting_item ORDER BY meetingID, number
                """)
            {
                var item = Meeting.Item(
                    number: row.int(0), kind: Meeting.Item.Kind(rawValue: row.text(1)) ?? .noted,
                    text: row.text(2), who: row.text(3), actionID: row.text(4))
                (item.aboutID, item.corrects, item.reason) = (row.text(6), row.optionalInt(7), row.text(8))
                item.answers = row.optionalInt(10).map {
                    Meeting.Question(meetingID: row.text(9), number: $0)
                }
                items[row.text(5), default: []].append(item)
            }
            return try connection.rows(
                """
                SELECT id, version, groupName, day, present, apologies, cancelled FROM meeting
                ORDER BY day DESC, id DESC
                """
            ).map { row in
                var meeting = Meeting(
                    id: row.text(0), version: row.int(1), group: row.text(2),
                    day: row.day(3) ?? CalendarDay(1970, 1, 1), present: row.text(4), apologies: row.text(5),
                    items: items[row.text(0)] ?? [])
                meeting.cancelled = row.text(6)
                return meeting
            }
        }
    }

    /// One meeting; `nil` where there is none.
    public func meeting(_ id: String) async throws -> Meeting? {
        try await meetings().first { $0.id == id }
    }

    /// Adds a meeting and returns its id.
    public func add(_ meeting: Meeting, _ change: Change) async throws -> String {
        try await database.record(change) { recorder in
            let id = Identifier.next()
            try recorder.connection.execute(
                """
                INSERT INTO meeting (id, version, groupName, day, present, apologies, recordedAt, cancelled)
                VALUES (\(id), 1, \(meeting.group), \(meeting.day), \(meeting.present), \(meeting.apologies),
                    \(change.at), \(meeting.cancelled))
                """)
            try recorder.log(
                LogEvent(
                    "added", "meeting", id, version: 1, details: "\(meeting.group), \(meeting.day.written)"))
            return id
        }
    }

    /// Saves who came and when; throws `EditConflict` where it was not read in its newest version.
    public func save(_ meeting: Meeting, _ change: Change) async throws {
        try await database.record(change) { recorder in
            let saved = try recorder.connection.execute(
                """
                UPDATE meeting SET version = version + 1, groupName = \(meeting.group), day = \(meeting.day),
                    present = \(meeting.present), apologies = \(meeting.apologies),
                    cancelled = \(meeting.cancelled)
                WHERE id = \(meeting.id) AND version = \(meeting.version)
                """)
            guard saved == 1 else {
                let row = try recorder.connection.row("SELECT version FROM meeting WHERE id = \(meeting.id)")
                throw EditConflict(current: row?.int(0) ?? 0)
            }
            let act = meeting.cancelled.isEmpty ? "changed" : "cancelled"
            try recorder.log(
                LogEvent(
                    act, "meeting", meeting.id, version: meeting.version + 1,
                    details: "\(meeting.group), \(meeting.day.written)"))
        }
    }

    /// Minutes something after what was said so far. An action that follows is added to the plan in the same change,
    /// and its id returned; empty for anything else. What corrects an item leaves it where it was; an item that was
    /// corrected meanwhile throws `EditConflict`.
    public func minute(_ item: Meeting.Item, of id: String, action: Action?, _ change: Change) async throws
        -> String
    {
        try await database.record(change) { recorder in
            if let corrects = item.corrects {
                let taken = try recorder.connection.row(
                    "SELECT COUNT(*) FROM meeting_item WHERE meetingID = \(id) AND corrects = \(corrects)")
                guard taken?.int(0) == 0 else { throw EditConflict(current: corrects) }
            }
            var actionID = item.actionID
            if let action { actionID = try recorder.addAction(action) }
            let last = try recorder.connection.row(
                "SELECT MAX(number) FROM meeting_item WHERE meetingID = \(id)")
            try recorder.connection.execute(
                """
                INSERT INTO meeting_item
                    (meetingID, number, kind, text, who, actionID, aboutID, corrects, reason, answersMeeting,
                        answersNumber)
                VALUES (\(id), \((last?.int(0) ?? 0) + 1), \(item.kind.rawValue), \(item.text), \(item.who),
                    \(actionID), \(item.aboutID), \(item.corrects), \(item.reason),
                    \(item.answers?.meetingID ?? ""), \(item.answers?.number))
                """)
            try recorder.log(
                LogEvent(
                    item.corrects == nil ? "minuted" : "corrected the minutes", "meeting", id,
                    details: [item.kind.name, item.reason].filter { !$0.isEmpty }.joined(separator: ": ")))
            return actionID
        }
    }
}
