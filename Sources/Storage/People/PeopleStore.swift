// SPDX-License-Identifier: Apache-2.0
import EqualityDuty

/// Nobody would be left who can look after people.
public struct LastAdministrator: Error, Hashable, Sendable {}

/// The people of a body and the roles they hold.
public struct PeopleStore: Sendable {
    let database: any Database

    /// A store over the database of one body.
    public init(database: any Database) { self.database = database }

    /// Everybody, by sign-in name.
    public func people() async throws -> [Person] {
        try await database.read { connection in
            let grants = try Self.grants(connection)
            return try connection.rows(
                "SELECT id, signInName, post, isDisabled, version, directorate, service FROM person WHERE isElsewhere = 0 ORDER BY signInKey"
            ).map { row in
                Person(
                    id: row.text(0), signInName: row.text(1), post: row.text(2),
                    grants: grants[row.text(0)] ?? [],
                    isDisabled: row.bool(3), version: row.int(4), directorate: row.text(5),
                    service: row.text(6))
            }
        }
    }

    /// Adds a person; throws `refused` where the sign-in name is taken.
    @discardableResult
    public func add(
        signInName: String, post: String, directorate: String = "", service: String = "",
        passwordHash: String, grants: [Grant], _ change: Change
    ) async throws -> String {
        try await database.record(change) { recorder in
            let id = Identifier.next()
            try recorder.connection.execute(
                """
                INSERT INTO person (id, signInName, signInKey, post, passwordHash, isDisabled, createdAt, directorate, service)
                VALUES (\(id), \(signInName), \(foldedForSearch(signInName)), \(post), \(passwordHash), 0, \(change.at),
                    \(directorate), \(service))
                """)
            try recorder.replaceGrants(of: id, with: grants)
            try recorder.log(
                LogEvent(
                    "added", "person", id,
                    details: "\(post): \(grants.map(\.inWords).joined(separator: "; "))"))
            return id
        }
    }

    /// Replaces a person's roles and ends their sessions. Throws `EditConflict` where the person has been changed
    /// since that version, and `LastAdministrator`.
    public func setGrants(_ grants: [Grant], of id: String, version: Int? = nil, _ change: Change)
        async throws
    {
        try await database.record(change) { recorder in
            try recorder.touchPerson(id, version: version)
            try recorder.replaceGrants(of: id, with: grants)
            try recorder.requireAdministrator()
            try recorder.log(
                LogEvent(
                    "roles changed", "person", id, details: grants.map(\.inWords).joined(separator: "; ")))
        }
    }

    /// Records where a person works; a peer challenger has to come from elsewhere. Throws like `setGrants`; their
    /// sessions go on, since it changes nothing that they may do.
    public func setPlace(
        directorate: String, service: String, of id: String, version: Int? = nil, _ change: Change
    ) async throws {
        try await database.record(change) { recorder in
            try recorder.touchPerson(id, version: version, endsSessions: false)
            try recorder.connection.execute(
                "UPDATE person SET directorate = \(directorate), service = \(service) WHERE id = \(id)")
            let place = [directorate, service].filter { !$0.isEmpty }.joined(separator: ", ")
            try recorder.log(LogEvent("place changed", "person", id, details: place))
        }
    }

    /// Lets a person in or keeps them out; keeping out ends their sessions. Throws like `setGrants`.
    public func setDisabled(_ isDisabled: Bool, _ id: String, version: Int? = nil, _ change: Change)
        async throws
    {
        try await database.record(change) { recorder in
            try recorder.touchPerson(id, version: version)
            try recorder.connection.execute("UPDATE person SET isDisabled = \(isDisabled) WHERE id = \(id)")
            try recorder.requireAdministrator()
            try recorder.log(LogEvent(isDisabled ? "disabled" : "enabled", "person", id))
        }
    }

    /// Stores a new password hash and ends all sessions of the person.
    public func setPassword(_ hash: String, of id: String, version: Int? = nil, _ change: Change) async throws
    {
        try await database.record(change) { recorder in
            try recorder.touchPerson(id, version: version)
            try recorder.connection.execute("UPDATE person SET passwordHash = \(hash) WHERE id = \(id)")
            try recorder.log(LogEvent("password changed", "person", id))
        }
    }

    static func grants(_ connection: any Connection) throws -> [String: [Grant]] {
        var grants: [String: [Grant]] = [:]
        for row in try connection.rows(
            "SELECT personID, role, scopeKind, scopeKey FROM role_grant ORDER BY role")
        {
            guard let grant = Grant(role: row.text(1), kind: row.text(2), key: row.text(3)) else { continue }
            grants[row.text(0), default: []].append(grant)
        }
        return grants
    }
}

extension Grant {
    init?(role: String, kind: String, key: String) {
        guard let role = Role(rawValue: role) else { return nil }
        switch kind {
        case "body": self.init(role, within: .body)
        case "directorate": self.init(role, within: .directorate(key))
        case "record": self.init(role, within: .record(key))
        default: return nil
        }
    }

    var stored: (kind: String, key: String) {
        switch scope {
        case .body: ("body", "")
        case .directorate(let name): ("directorate", name)
        case .record(let id): ("record", id)
        }
    }

    /// The role and how far it reaches, in words.
    public var inWords: String {
        switch scope {
        case .body: role.name
        case .directorate(let name): "\(role.name), \(name)"
        case .record(let id): "\(role.name), record \(id)"
        }
    }
}

extension Recorder {
    /// Counts a person's version up and ends their sessions, if the person still has the version that was read.
    fileprivate func touchPerson(_ id: String, version: Int?, endsSessions: Bool = true) throws {
        let current = try connection.row("SELECT version FROM person WHERE id = \(id)")?.int(0) ?? 0
        guard version == nil || version == current else { throw EditConflict(current: current) }
        try connection.execute("UPDATE person SET version = version + 1 WHERE id = \(id)")
        if endsSessions { try connection.execute("DELETE FROM sign_in_session WHERE personID = \(id)") }
    }

    /// Refuses to leave a body that has had an administrator without one.
    fileprivate func requireAdministrator() throws {
        let left =
            try connection.row(
                """
                SELECT COUNT(*) FROM role_grant g JOIN person p ON p.id = g.personID
                WHERE g.role = \(Role.administrator.rawValue) AND g.scopeKind = 'body' AND p.isDisabled = 0
                """)?.int(0) ?? 0
        let had =
            try connection.row(
                "SELECT COUNT(*) FROM log_entry WHERE subjectKind = 'person' AND details LIKE \("%" + Role.administrator.name + "%")"
            )?.int(0) ?? 0
        guard left > 0 || had == 0 else { throw LastAdministrator() }
    }

    fileprivate func replaceGrants(of id: String, with grants: [Grant]) throws {
        try connection.execute("DELETE FROM role_grant WHERE personID = \(id)")
        for grant in Set(grants) {
            try connection.execute(
                """
                INSERT INTO role_grant (personID, role, scopeKind, scopeKey)
                VALUES (\(id), \(grant.role.rawValue), \(grant.stored.kind), \(grant.stored.key))
                """)
        }
    }
}
