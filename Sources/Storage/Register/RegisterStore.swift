// SPDX-License-Identifier: Apache-2.0
import EqualityDuty

/// Somebody else saved the record first.
public struct EditConflict: Error, Hashable, Sendable {
    /// The version now in force.
    public let current: Int
}

/// The reference is in the register already.
public struct ReferenceTaken: Error, Hashable, Sendable {}

/// The register of policies, functions, services and proposals.
public struct RegisterStore: Sendable {
    let database: any Database
    let criteria: RelevanceCriteria

    /// A store that places lines by relevance with these criteria.
    public init(database: any Database, criteria: RelevanceCriteria) {
        self.database = database
        self.criteria = criteria
    }

    /// A page of the register and how many lines fit the question.
    public func page(_ question: RegisterQuestion, within scope: Scope) async throws -> (
        policies: [Policy], total: Int
    ) {
        let conditions = question.conditions(within: scope)
        return try await database.read { connection in
            let total = try connection.row("SELECT COUNT(*) FROM policy WHERE \(conditions)")?.int(0) ?? 0
            let rows = try connection.rows(
                """
                SELECT \(PolicyRow.columns) FROM policy WHERE \(conditions) ORDER BY \(question.ordering)
                LIMIT \(question.limit) OFFSET \(question.offset)
                """)
            return (rows.map(PolicyRow.policy), total)
        }
    }

    /// Every line within a scope, by reference.
    public func policies(within scope: Scope) async throws -> [Policy] {
        try await database.rows(
            "SELECT \(PolicyRow.columns) FROM policy WHERE \(scope.condition) ORDER BY referenceKey, id"
        ).map(PolicyRow.policy)
    }

    /// One line; `nil` where it does not exist or lies outside the scope.
    public func policy(_ id: String, within scope: Scope) async throws -> Policy? {
        try await database.rows(
            "SELECT \(PolicyRow.columns) FROM policy WHERE id = \(id) AND \(scope.condition)"
        ).first.map(PolicyRow.policy)
    }

    /// Works out every line's place by relevance anew, after criteria or weights have changed; returns how many moved.
    ///
    /// The places are derived from scores that stay as they are, so this is no change to the record.
    @discardableResult
    public func rerank() async throws -> Int {
        let criteria = criteria
        return try await database.transaction { connection in
            var moved: [(id: String, rank: Int)] = []
            try connection.forEachRow("SELECT \(PolicyRow.columns), relevanceRank FROM policy") { row in
                let policy = PolicyRow.policy(row)
                let rank = PolicyRow.rank(policy, criteria)
                if rank != row.int(15) { moved.append((policy.id, rank)) }
            }
            for (id, rank) in moved {
                try connection.execute("UPDATE policy SET relevanceRank = \(rank) WHERE id = \(id)")
            }
            return moved.count
        }
    }

    /// What happened to a line, newest first: its own changes, then the import that brought it.
    public func history(of id: String) async throws -> [LogEntry] {
        try await database.read { try LogStore.history(of: id, kind: "policy", table: "policy", $0) }
    }

    /// The directorates of the structure inside a scope and the types that occur, for filters.
    public func vocabulary(within scope: Scope) async throws -> (directorates: [String], types: [String]) {
        try await database.read { connection in
            let types = try connection.rows("SELECT DISTINCT type FROM policy ORDER BY type")
            return (try BodyStore.directorates(connection, within: scope), types.map { $0.text(0) })
        }
    }

    /// Adds a line and returns its id; throws `ReferenceTaken`.
    public func add(_ policy: Policy, _ change: Change) async throws -> String {
        let criteria = criteria
        return try await database.record(change) { recorder in
            let key = Policy.comparable(policy.reference)
            guard try recorder.connection.row("SELECT id FROM policy WHERE referenceKey = \(key)") == nil
            else {
                throw ReferenceTaken()
            }
            var added = policy
            added.id = Identifier.next()
            added.version = 1
            try recorder.connection.insert(
                into: "policy", columns: PolicyRow.names,
                rows: [
                    PolicyRow.values(
                        added, criteria: criteria, recordedAt: change.at, updatedAt: change.at,
                        importID: nil)
                ])
            try recorder.addDirectorate(added.directorate)
            try recorder.log(
                LogEvent("added", "policy", added.id, version: 1, details: "\(added.reference) \(added.name)")
            )
            return added.id
        }
    }

    /// Saves a line that was read in the version it carries; throws `EditConflict` where that is not the newest.
    public func save(_ policy: Policy, within scope: Scope, details: String, _ change: Change) async throws {
        let criteria = criteria
        try await database.record(change) { recorder in
            try recorder.save(policy, within: scope, criteria: criteria)
            try recorder.addDirectorate(policy.directorate)
            try recorder.log(
                LogEvent("changed", "policy", policy.id, version: policy.version + 1, details: details))
        }
    }
}

extension Recorder {
    /// Writes a policy over its row if the row still has the version the policy carries.
    func save(_ policy: Policy, within scope: Scope, criteria: RelevanceCriteria)
        throws
    {
        guard
            let row = try connection.row(
                "SELECT version, recordedAt, importID FROM policy WHERE id = \(policy.id) AND \(scope.condition)"
            )
        else { throw EditConflict(current: 0) }
        guard row.int(0) == policy.version else { throw EditConflict(current: row.int(0)) }
        let key = Policy.comparable(policy.reference)
        let other = try connection.row(
            "SELECT id FROM policy WHERE referenceKey = \(key) AND id <> \(policy.id)")
        guard other == nil else { throw ReferenceTaken() }
        var saved = policy
        saved.version += 1
        let values = PolicyRow.values(
            saved, criteria: criteria, recordedAt: row.instant(1), updatedAt: change.at,
            importID: row.optionalText(2))
        try overwrite("policy", columns: PolicyRow.names, values: values, id: policy.id)
    }

    /// Adds a directorate that the structure does not know yet, as written and unconfirmed.
    func addDirectorate(_ name: String) throws {
        guard !foldedForSearch(name).isEmpty else { return }
        var added: [String] = []
        try unit(.directorate, name, parent: nil, confirmed: false, &added)
    }
}
