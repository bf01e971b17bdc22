// SPDX-License-Identifier: Apache-2.0
import EqualityDuty

/// A message that waits to be sent, or was.
public struct OutboxMessage: Hashable, Sendable {
    /// How far it has come.
    public enum State: String, CaseIterable, Hashable, Sendable {
        /// To be sent at its time, in the hands of a sender, sent, given up.
        case waiting, sending, sent, failed

        /// The state in words.
        public var name: String {
            switch self {
            case .waiting: "Waiting"
            case .sending: "Being sent"
            case .sent: "Sent"
            case .failed: "Given up"
            }
        }
    }

    /// The id, and what makes it the same message however often it is queued.
    public let id, reference: String
    /// What it is about, in one word; who gets it, and at which address.
    public let kind, personID, address: String
    /// What it says.
    public let subject, words: String
    /// When it was queued, and the moment before which it is not tried.
    public let madeAt, nextAt: Instant
    /// How far it has come, how often it was tried, and what went wrong last.
    public let state: State
    /// How often it was tried.
    public let attempts: Int
    /// What went wrong last, and what the sender answered; empty for nothing.
    public let problem, receipt: String
}

/// Messages to people: queued in the same database as what they are about, sent by whoever takes them.
public struct OutboxStore: Sendable {
    let database: any Database

    /// A store over the database of one body.
    public init(database: any Database) { self.database = database }

    /// A message to be queued.
    public struct Draft: Hashable, Sendable {
        /// What makes it the same message, what it is about, who gets it.
        public let reference, kind, personID: String
        /// What it says.
        public let subject, words: String

        /// A message to a person.
        public init(reference: String, kind: String, personID: String, subject: String, words: String) {
            self.reference = reference
            self.kind = kind
            self.personID = personID
            self.subject = subject
            self.words = words
        }
    }

    /// Queues messages to people who have an address and want reminders; one whose reference is known is left alone. Returns how many
    /// were queued.
    public func queue(_ drafts: [Draft], _ change: Change) async throws -> Int {
        guard !drafts.isEmpty else { return 0 }
        let known = Set(
            try await database.rows("SELECT reference FROM outbox").map { $0.text(0) })
        let fresh = drafts.filter { !known.contains($0.reference) }
        guard !fresh.isEmpty else { return 0 }
        return try await database.record(change) { recorder in
            var count = 0
            for draft in fresh {
                let address = try recorder.connection.row(
                    """
                    SELECT address FROM person
                    WHERE id = \(draft.personID) AND isDisabled = 0 AND wantsReminders = 1
                    """)?.text(0)
                guard let address, !address.isEmpty else { continue }
                count += try recorder.connection.execute(
                    """
                    INSERT INTO outbox (id, reference, kind, personID, address, subject, words, madeAt, nextAt, state,
                        attempts, sentAt, problem, receipt)
                    VALUES (\(Identifier.next()), \(draft.reference), \(draft.kind), \(draft.personID), \(address),
                        \(draft.subject), \(draft.words), \(change.at), \(change.at), 'waiting', 0, NULL, '', '')
                    ON CONFLICT (reference) DO NOTHING
                    """)
            }
            let words = count == 1 ? "1 message" : "\(count) messages"
            try recorder.log(LogEvent("queued", "outbox", "reminders", details: words))
            return count
        }
    }

    /// Takes the messages whose time has come, at most so many, and marks them as being sent. Two senders never get
    /// the same one; a message whose sender died is free again after ten minutes.
    public func take(_ limit: Int, at now: Instant) async throws -> [OutboxMessage] {
        try await database.transaction { connection in
            let patience = now.adding(seconds: -600)
            let rows = try connection.rows(
                """
                SELECT \(Self.columns) FROM outbox
                WHERE (state = 'waiting' AND nextAt <= \(now)) OR (state = 'sending' AND nextAt <= \(patience))
                ORDER BY nextAt, id LIMIT \(limit)
                """)
            let messages = rows.map(Self.message)
            for message in messages {
                try connection.execute(
                    """
                    UPDATE outbox SET state = 'sending', attempts = attempts + 1, nextAt = \(now)
                    WHERE id = \(message.id)
                    """)
            }
            return messages
        }
    }

    /// Keeps what became of a message: sent, to be tried again at a time, or given up.
    public func settle(
        _ id: String, _ state: OutboxMessage.State, at now: Instant, nextAt: Instant? = nil,
        problem: String = "", receipt: String = ""
    ) async throws {
        _ = try await database.transaction { connection in
            try connection.execute(
                """
                UPDATE outbox SET state = \(state.rawValue), nextAt = \(nextAt ?? now), problem = \(problem),
                    receipt = \(receipt), sentAt = \(state == .sent ? now : nil)
                WHERE id = \(id)
                """)
        }
    }

    /// Gives a message that was given up another chance, now and with all its tries. Returns whether it was one.
    public func sendAgain(_ id: String, _ change: Change) async throws -> Bool {
        try await database.record(change) { recorder in
            let row = try recorder.connection.row("SELECT subject FROM outbox WHERE id = \(id)")
            let count = try recorder.connection.execute(
                """
                UPDATE outbox SET state = 'waiting', attempts = 0, nextAt = \(change.at), problem = ''
                WHERE id = \(id) AND state = 'failed'
                """)
            try recorder.log(
                LogEvent(
                    count == 1 ? "sent again" : "not sent again", "outbox", id, details: row?.text(0) ?? ""))
            return count == 1
        }
    }

    /// How many messages stand where.
    public func counts() async throws -> [OutboxMessage.State: Int] {
        var counts: [OutboxMessage.State: Int] = [:]
        for row in try await database.rows("SELECT state, COUNT(*) FROM outbox GROUP BY state") {
            if let state = OutboxMessage.State(rawValue: row.text(0)) { counts[state] = row.int(1) }
        }
        return counts
    }

    /// The newest messages, for the page that shows what was sent.
    public func messages(limit: Int = 200) async throws -> [OutboxMessage] {
        try await database.rows(
            "SELECT \(Self.columns) FROM outbox ORDER BY madeAt DESC, id DESC LIMIT \(limit)"
        ).map(Self.message)
    }

    private static let columns: SQL =
        """
        id, reference, kind, personID, address, subject, words, madeAt, nextAt, state, attempts, problem, receipt
        """

    private static func message(_ row: Row) -> OutboxMessage {
        OutboxMessage(
            id: row.text(0), reference: row.text(1), kind: row.text(2), personID: row.text(3),
            address: row.text(4), subject: row.text(5), words: row.text(6), madeAt: row.instant(7),
            nextAt: row.instant(8), state: OutboxMessage.State(rawValue: row.text(9)) ?? .waiting,
            attempts: row.int(10), problem: row.text(11), receipt: row.text(12))
    }
}
