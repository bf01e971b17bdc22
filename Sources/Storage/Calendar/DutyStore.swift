// SPDX-License-Identifier: Apache-2.0
import EqualityDuty

/// When the duties were last done, and the keys of people's private calendars.
public struct DutyStore: Sendable {
    let database: any Database

    /// A store over the database of one body.
    public init(database: any Database) { self.database = database }

    /// Every time a duty was done, as it stands now, the newest first.
    public func done() async throws -> [DutyDone] { DutyDone.standing(try await history()) }

    /// Every entry, those that were corrected among them, the newest first.
    public func history() async throws -> [DutyDone] {
        try await database.rows(
            """
            SELECT dutyID, day, address, document, byPost, forDay, number, corrects, reason FROM duty_done
            ORDER BY day DESC, dutyID, number DESC
            """
        ).map {
            DutyDone(
                dutyID: $0.text(0), day: $0.day(1) ?? CalendarDay(1970, 1, 1), address: $0.text(2),
                document: $0.text(3), byPost: $0.text(4), forDay: $0.day(5), number: $0.int(6),
                corrects: $0.optionalInt(7), reason: $0.text(8))
        }
    }

    /// Records that a duty was done, or corrects what was recorded; its clock runs from what stands.
    public func record(_ done: DutyDone, _ change: Change) async throws {
        try await database.record(change) { recorder in
            let last = try recorder.connection.row(
                "SELECT MAX(number) FROM duty_done WHERE dutyID = \(done.dutyID)")
            if let corrects = done.corrects {
                // Two corrections of one entry would both stand.
                let taken = try recorder.connection.row(
                    "SELECT COUNT(*) FROM duty_done WHERE dutyID = \(done.dutyID) AND corrects = \(corrects)")
                guard taken?.int(0) == 0 else { throw EditConflict(current: corrects) }
            }
            try recorder.connection.execute(
                """
                INSERT INTO duty_done
                    (dutyID, number, day, address, document, byPost, at, forDay, corrects, reason)
                VALUES (\(done.dutyID), \((last?.int(0) ?? 0) + 1), \(done.day), \(done.address), \(done.document),
                    \(change.actor.post), \(change.at), \(done.forDay), \(done.corrects), \(done.reason))
                """)
            let act = done.corrects == nil ? "recorded as done" : "corrected as done"
            try recorder.log(
                LogEvent(
                    act, "duty", done.dutyID,
                    details: [done.day.written, done.address, done.reason].filter { !$0.isEmpty }
                        .joined(separator: " ")))
        }
    }

    /// Makes the key of a person's private calendar, in place of any before; it is shown once and kept as a digest.
    public func makeFeedKey(for personID: String, _ change: Change) async throws -> String {
        let token = Token.next()
        try await database.record(change) { recorder in
            try recorder.connection.execute(
                """
                INSERT INTO feed_key (personID, digest, at)
                VALUES (\(personID), \(Token.digest(token)), \(change.at))
                ON CONFLICT (personID) DO UPDATE SET digest = excluded.digest, at = excluded.at
                """)
            try recorder.log(LogEvent("made a calendar key", "person", personID))
        }
        return token
    }

    /// Ends the private calendar of a person.
    public func endFeedKey(of personID: String, _ change: Change) async throws {
        try await database.record(change) { recorder in
            try recorder.connection.execute("DELETE FROM feed_key WHERE personID = \(personID)")
            try recorder.log(LogEvent("ended the calendar key", "person", personID))
        }
    }

    /// When a person's key was made; `nil` where there is none.
    public func feedKeyMade(for personID: String) async throws -> Instant? {
        try await database.rows("SELECT at FROM feed_key WHERE personID = \(personID)").first?.instant(0)
    }

    /// Whose calendar a key opens: an open account's; `nil` for any other key.
    public func person(ofFeedKey token: String) async throws -> String? {
        try await database.rows(
            """
            SELECT k.personID FROM feed_key k JOIN person p ON p.id = k.personID
            WHERE k.digest = \(Token.digest(token)) AND p.isDisabled = 0
            """
        ).first?.text(0)
    }
}
