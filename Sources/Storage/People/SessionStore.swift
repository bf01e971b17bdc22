// SPDX-License-Identifier: Apache-2.0
import EqualityDuty

/// Sessions, sign-in attempts and uploads: technical traffic that the record of due regard does not need,
/// except that signing in and out are logged.
public struct SessionStore: Sendable {
    /// How long a session lives without use, and in all, in seconds.
    public static let idleSeconds = 30 * 60
    /// The longest that a session lives, in seconds, however much it is used.
    public static let wholeSeconds = 12 * 3600

    let database: any Database

    /// A store over the database of one body.
    public init(database: any Database) { self.database = database }

    /// The account of a sign-in name: id, hash and whether it may be used.
    public func account(_ signInName: String) async throws -> (id: String, hash: String, isDisabled: Bool)? {
        try await database.rows(
            "SELECT id, passwordHash, isDisabled FROM person WHERE signInKey = \(foldedForSearch(signInName))"
        ).first.map { ($0.text(0), $0.text(1), $0.bool(2)) }
    }

    /// Notes a try that is not refused, and says whether this subject (an account or an address) has tried too often:
    /// more than 10 times in 5 minutes.
    public func isTryingTooOften(_ subjects: [String], at now: Instant) async throws -> Bool {
        try await database.transaction { connection in
            try connection.execute("DELETE FROM sign_in_attempt WHERE at < \(now.adding(seconds: -600))")
            for subject in subjects {
                let tries =
                    try connection.row(
                        """
                        SELECT COUNT(*) FROM sign_in_attempt
                        WHERE subject = \(subject) AND at > \(now.adding(seconds: -300))
                        """)?.int(0) ?? 0
                // A refused try is not noted: it would keep the right person out for longer.
                if tries >= 10 { return true }
            }
            for subject in subjects {
                try connection.execute(
                    """
                    INSERT INTO sign_in_attempt (id, subject, at)
                    VALUES (\(Identifier.next()), \(subject), \(now))
                    """)
            }
            return false
        }
    }

    /// Begins a session and returns its token, which is stored as a digest only.
    ///
    /// A try that succeeded does not count against its address: a whole council may sit behind one.
    public func begin(_ person: Person, from address: String, _ change: Change) async throws -> String {
        let token = Token.next()
        let formToken = Token.next()
        try await database.record(change) { recorder in
            let connection = recorder.connection
            try connection.execute(
                """
                DELETE FROM sign_in_session
                WHERE createdAt < \(change.at.adding(seconds: -Self.wholeSeconds))
                    OR lastSeenAt < \(change.at.adding(seconds: -Self.idleSeconds))
                """)
            try connection.execute(
                """
                INSERT INTO sign_in_session (tokenHash, personID, formToken, createdAt, lastSeenAt)
                VALUES (\(Token.digest(token)), \(person.id), \(formToken), \(change.at), \(change.at))
                """)
            try connection.execute(
                "DELETE FROM sign_in_attempt WHERE subject = \("account:" + foldedForSearch(person.signInName))"
            )
            try connection.execute(
                """
                DELETE FROM sign_in_attempt WHERE id IN (
                    SELECT id FROM sign_in_attempt WHERE subject = \("address:" + address)
                    ORDER BY at DESC, id DESC LIMIT 1)
                """)
            try recorder.log(LogEvent("signed in", "person", person.id))
        }
        return token
    }

    /// Who holds this token now; keeps the session alive, writing at most once a minute.
    public func current(_ token: String, at now: Instant) async throws -> SignedIn? {
        let hash = Token.digest(token)
        let found: (SignedIn, Instant)? = try await database.read { connection in
            guard
                let row = try connection.row(
                    """
                    SELECT p.id, p.signInName, p.post, p.isDisabled, s.formToken, s.createdAt, s.lastSeenAt, p.directorate,
                        p.service
                    FROM sign_in_session s JOIN person p ON p.id = s.personID WHERE s.tokenHash = \(hash)
                    """)
            else { return nil }
            let lastSeen = row.instant(6)
            let end = min(
                row.instant(5).adding(seconds: Self.wholeSeconds),
                max(lastSeen, now).adding(seconds: Self.idleSeconds))
            guard !row.bool(3), now < row.instant(5).adding(seconds: Self.wholeSeconds),
                now < lastSeen.adding(seconds: Self.idleSeconds)
            else { return nil }
            let grants = try connection.rows(
                "SELECT role, scopeKind, scopeKey FROM role_grant WHERE personID = \(row.text(0)) ORDER BY role"
            ).compactMap { Grant(role: $0.text(0), kind: $0.text(1), key: $0.text(2)) }
            let person = Person(
                id: row.text(0), signInName: row.text(1), post: row.text(2), grants: grants,
                isDisabled: false,
                directorate: row.text(7), service: row.text(8))
            return (SignedIn(person: person, formToken: row.text(4), expires: end), lastSeen)
        }
        guard let (signedIn, lastSeen) = found else { return nil }
        if now > lastSeen.adding(seconds: 60) {
            try? await database.transaction { connection in
                _ = try connection.execute(
                    "UPDATE sign_in_session SET lastSeenAt = \(now) WHERE tokenHash = \(hash)")
            }
        }
        return signedIn
    }

    /// Ends the session of this token.
    public func end(_ token: String, _ change: Change) async throws {
        try await database.record(change) { recorder in
            try recorder.connection.execute(
                "DELETE FROM sign_in_session WHERE tokenHash = \(Token.digest(token))")
            try recorder.log(LogEvent("signed out", "person", change.actor.id))
        }
    }

    /// Keeps an uploaded file for its sender between the check page and the confirmation; older than a day are dropped.
    public func keepUpload(
        _ bytes: [UInt8], fileName: String, purpose: String, personID: String, at now: Instant
    ) async throws -> String {
        let id = Identifier.next()
        try await database.transaction { connection in
            try connection.execute("DELETE FROM upload WHERE at < \(now.adding(seconds: -86_400))")
            try connection.execute(
                """
                INSERT INTO upload (id, personID, purpose, fileName, bytes, at)
                VALUES (\(id), \(personID), \(purpose), \(fileName), \(SQLValue.blob(bytes)), \(now))
                """)
        }
        return id
    }

    /// Drops an upload that is no longer needed, such as records that were taken in.
    public func dropUpload(_ id: String, personID: String) async throws {
        try await database.transaction { connection in
            try connection.execute("DELETE FROM upload WHERE id = \(id) AND personID = \(personID)")
        }
    }

    /// An upload of this person for this purpose.
    public func upload(_ id: String, purpose: String, personID: String) async throws -> (
        fileName: String, bytes: [UInt8]
    )? {
        try await database.rows(
            """
            SELECT fileName, bytes FROM upload
            WHERE id = \(id) AND purpose = \(purpose) AND personID = \(personID)
            """
        ).first.map { ($0.text(0), $0.bytes(1)) }
    }
}
