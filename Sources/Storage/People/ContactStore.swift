// SPDX-License-Identifier: Apache-2.0
import EqualityDuty

/// How a person is reached with reminders.
public struct Contact: Hashable, Sendable {
    /// The e-mail address; empty where none is kept.
    public let address: String
    /// Whether the person wants reminders.
    public let wantsReminders: Bool

    /// An address and what may be sent there.
    public init(address: String, wantsReminders: Bool) {
        self.address = address
        self.wantsReminders = wantsReminders
    }
}

extension PeopleStore {
    /// How a person is reached.
    public func contact(of id: String) async throws -> Contact {
        let row = try await database.rows("SELECT address, wantsReminders FROM person WHERE id = \(id)").first
        let address = row?.text(0) ?? ""
        return Contact(address: address, wantsReminders: !address.isEmpty && row?.bool(1) == true)
    }

    /// The ids of those who can sign in, have an address and want reminders.
    public func reachable() async throws -> Set<String> {
        Set(
            try await database.rows(
                "SELECT id FROM person WHERE isDisabled = 0 AND wantsReminders = 1 AND address <> ''"
            ).map { $0.text(0) })
    }

    /// Keeps how a person is reached. Messages that wait for the old address go to the new one, or nowhere. The
    /// address itself does not stand in the log. Throws `EditConflict` where a version is given and is not the newest.
    public func setContact(_ contact: Contact, of id: String, version: Int? = nil, _ change: Change)
        async throws
    {
        try await database.record(change) { recorder in
            let current =
                try recorder.connection.row("SELECT version FROM person WHERE id = \(id)")?.int(0) ?? 0
            guard version == nil || version == current else { throw EditConflict(current: current) }
            try recorder.connection.execute(
                """
                UPDATE person SET version = version + 1, address = \(contact.address),
                    wantsReminders = \(contact.wantsReminders) WHERE id = \(id)
                """)
            let isOff = contact.address.isEmpty || !contact.wantsReminders
            if isOff {
                try recorder.connection.execute(
                    "DELETE FROM outbox WHERE personID = \(id) AND state IN ('waiting', 'failed')")
            } else {
                try recorder.connection.execute(
                    """
                    UPDATE outbox SET address = \(contact.address)
                    WHERE personID = \(id) AND state IN ('waiting', 'failed')
                    """)
            }
            try recorder.log(
                LogEvent("reminders changed", "person", id, details: isOff ? "none are sent" : "are sent"))
        }
    }
}
