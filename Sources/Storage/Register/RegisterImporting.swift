// SPDX-License-Identifier: Apache-2.0
import EqualityDuty

/// What an import of register rows did.
public struct RegisterImportResult: Hashable, Sendable {
    /// Rows whose reference the register did not have.
    public var added = 0
    /// Rows that changed a line of the register.
    public var updated = 0
    /// Rows that say nothing new about their line.
    public var unchanged = 0
    /// Rows whose assessment date was older than one already recorded; it was not added.
    public var olderDates = 0
    /// Types that are none of the seven, with how many rows have them.
    public var queuedTypes: [String: Int] = [:]
    /// Directorates that the structure did not have, as written; they are added unconfirmed.
    public var newDirectorates: [String] = []
    /// Owners that no record named before; the first thousand.
    public var newOwners: [String] = []

    /// Nothing done yet.
    public init() {}
}

extension RegisterStore {
    /// Takes rows in one transaction: all or none. `rows` may be asked to give them a second time.
    ///
    /// A blank cell leaves what is recorded; an assessment date newer than the last one joins the history.
    public func importRows(
        _ rows: @escaping @Sendable (_ take: (RegisterRow) throws -> Void) throws -> Void,
        source: String, rehearsing: Bool = false, _ change: Change
    ) async throws -> RegisterImportResult {
        let criteria = criteria
        return try await database.record(change, rehearsing: rehearsing) { recorder in
            var importer = RowImporter(recorder: recorder, source: source, criteria: criteria)
            try rows { try importer.take($0) }
            try importer.finish()
            let result = importer.result
            try recorder.log(
                LogEvent(
                    "imported", "register", importer.importID,
                    details:
                        "\(source): \(result.added) added, \(result.updated) updated, \(result.unchanged) unchanged"
                ))
            return result
        }
    }
}

private struct RowImporter {
    let recorder: Recorder
    let source: String
    let criteria: RelevanceCriteria
    var result = RegisterImportResult()
    private var waiting: [RegisterRow] = []
    private var directorates: Set<String> = []
    private var owners: Set<String> = []
    /// Marks the lines this import adds; the log entry that names the file follows at the end.
    let importID = Identifier.next()

    init(recorder: Recorder, source: String, criteria: RelevanceCriteria) {
        self.recorder = recorder
        self.source = source
        self.criteria = criteria
    }

    mutating func take(_ row: RegisterRow) throws {
        waiting.append(row)
        if waiting.count >= 400 { try flush() }
    }

    mutating func finish() throws { try flush() }

    private mutating func flush() throws {
        guard !waiting.isEmpty else { return }
        let keys = waiting.map { Policy.comparable($0.reference) }
        var known: [String: Policy] = [:]
        for row in try recorder.connection.rows(
            "SELECT \(PolicyRow.columns) FROM policy WHERE referenceKey IN (\(list: keys))")
        {
            let policy = PolicyRow.policy(row)
            known[Policy.comparable(policy.reference)] = policy
        }
        var fresh: [[SQLValue]] = []
        for (key, row) in zip(keys, waiting) {
            if row.type.isQueued { result.queuedTypes[row.type.word, default: 0] += 1 }
            try addDirectorate(row.directorate)
            try noteOwner(row.owner)
            if let policy = known[key] {
                try update(policy, with: row)
            } else {
                let policy = row.policy(id: Identifier.next())
                fresh.append(
                    PolicyRow.values(
                        policy, criteria: criteria, recordedAt: recorder.change.at,
                        updatedAt: recorder.change.at,
                        importID: importID))
                result.added += 1
            }
        }
        if !fresh.isEmpty {
            try recorder.connection.insert(into: "policy", columns: PolicyRow.names, rows: fresh)
        }
        waiting.removeAll(keepingCapacity: true)
    }

    private mutating func update(_ policy: Policy, with row: RegisterRow) throws {
        var assessments = policy.assessments
        if let day = row.lastAssessed, !assessments.contains(day) {
            if let last = assessments.last, day < last {
                result.olderDates += 1
            } else {
                assessments.append(day)
            }
        }
        let hasType = if case .other("") = row.type { false } else { true }
        let relevance = Relevance(
            scores: policy.relevance.scores.merging(row.relevance.scores) { $1 },
            overall: row.relevance.overall ?? policy.relevance.overall)
        let merged = Policy(
            id: policy.id, version: policy.version, reference: policy.reference, name: row.name,
            type: hasType ? row.type : policy.type,
            directorate: row.directorate.isEmpty ? policy.directorate : row.directorate,
            service: row.service.isEmpty ? policy.service : row.service,
            owner: row.owner.isEmpty ? policy.owner : row.owner,
            adopted: row.adopted ?? policy.adopted, retired: row.retired ?? policy.retired,
            decisionDate: row.decisionDate ?? policy.decisionDate, assessments: assessments,
            relevance: relevance,
            nextAssessment: policy.nextAssessment)
        guard merged != policy else {
            result.unchanged += 1
            return
        }
        try recorder.save(merged, within: .wholeBody, criteria: criteria)
        try recorder.log(
            LogEvent(
                "changed by import", "policy", merged.id, version: merged.version + 1,
                details: "\(source): \(merged.changes(from: policy).joined(separator: "; "))"))
        result.updated += 1
    }

    private mutating func noteOwner(_ owner: String) throws {
        guard !owner.isEmpty, result.newOwners.count < 1_000, owners.count < 100_000,
            owners.insert(owner).inserted
        else { return }
        let known = try recorder.connection.row("SELECT 1 FROM policy WHERE owner = \(owner) LIMIT 1")
        if known == nil { result.newOwners.append(owner) }
    }

    private mutating func addDirectorate(_ name: String) throws {
        let key = foldedForSearch(name)
        guard !key.isEmpty, directorates.insert(key).inserted else { return }
        var added: [String] = []
        try recorder.unit(.directorate, name, parent: nil, confirmed: false, &added)
        result.newDirectorates += added
    }
}
