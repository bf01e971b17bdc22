// SPDX-License-Identifier: Apache-2.0
import EqualityDuty

/// What an import of actions did.
public struct ActionImportResult: Hashable, Sendable {
    /// Rows that became new actions at the end of the plan.
    public var added = 0
    /// Rows whose eleven cells an action of the plan already has, word for word.
    public var unchanged = 0
    /// Directorates that the structure did not have, as written; they are added unconfirmed.
    public var newDirectorates: [String] = []
    /// Leads whom no action named and who are no post that can sign in, as written.
    public var newLeads: [String] = []

    /// Nothing done yet.
    public init() {}
}

extension ActionPlanStore {
    /// Takes the rows of a file in one transaction, in their order after what is there.
    ///
    /// A row that the plan already has word for word is left alone, each action standing for one row, so that
    /// the same file taken twice changes nothing. `rows` may be asked to give them a second time.
    public func importActions(
        _ rows: @escaping @Sendable (_ take: (Action) throws -> Void) throws -> Void, source: String,
        rehearsing: Bool = false, _ change: Change
    ) async throws -> ActionImportResult {
        try await database.record(change, rehearsing: rehearsing) { recorder in
            var importer = try ActionImporter(recorder: recorder)
            try rows { try importer.take($0) }
            try importer.flush()
            let result = importer.result
            try recorder.log(
                LogEvent(
                    "imported", "action plan", importer.importID,
                    details: "\(source): \(result.added) added, \(result.unchanged) unchanged"))
            return result
        }
    }
}

private struct ActionImporter {
    let recorder: Recorder
    /// Marks the actions this import adds; the log entry that names the file carries it too.
    let importID = Identifier.next()
    var result = ActionImportResult()
    private var position: Int
    private var waiting: [[SQLValue]] = []
    private var directorates: Set<String> = []
    private var leads: Set<String>
    /// How many actions of the plan have these eleven cells.
    private var known: [ActionCells: Int]

    init(recorder: Recorder) throws {
        self.recorder = recorder
        position = try recorder.nextPosition()
        leads = try recorder.knownLeads()
        known = try recorder.knownCells()
    }

    mutating func take(_ action: Action) throws {
        if let count = known[action.cells], count > 0 {
            known[action.cells] = count - 1
            result.unchanged += 1
            return
        }
        var added = action
        added.id = Identifier.next()
        waiting.append(
            ActionRow.values(
                added, position: position, recordedAt: recorder.change.at, importID: importID,
                changedAt: recorder.change.at))
        position += 1
        result.added += 1
        if added.hasDirectorate, directorates.insert(foldedForSearch(added.directorate)).inserted {
            try recorder.unit(
                .directorate, added.directorate, parent: nil, confirmed: false, &result.newDirectorates)
        }
        for lead in added.leads
        where lead.kind == .named && leads.insert(foldedForSearch(lead.name)).inserted {
            result.newLeads.append(lead.name)
        }
        if waiting.count >= 400 { try flush() }
    }

    mutating func flush() throws {
        guard !waiting.isEmpty else { return }
        try recorder.connection.insert(into: "action", columns: ActionRow.names, rows: waiting)
        waiting.removeAll(keepingCapacity: true)
    }
}

extension Action {
    /// Whether the directorate cell names one: "N/A" and a blank do not.
    var hasDirectorate: Bool {
        !["", "n/a", "na", "tbc", "all", "none", "-"].contains(foldedForSearch(directorate))
    }
}

extension Recorder {
    func nextPosition() throws -> Int {
        (try connection.row("SELECT MAX(position) FROM action")?.int(0) ?? 0) + 1
    }

    func addDirectorateOfAction(_ action: Action) throws {
        if action.hasDirectorate { try addDirectorate(action.directorate) }
    }

    /// Everybody whom an action names as a lead, and every post that can sign in, as folded text.
    fileprivate func knownLeads() throws -> Set<String> {
        var known: Set<String> = []
        try connection.forEachRow("SELECT DISTINCT leadOfficer FROM action") { row in
            for lead in Lead.reading(row.text(0)) { known.insert(foldedForSearch(lead.name)) }
        }
        try connection.forEachRow("SELECT post FROM person") { known.insert(foldedForSearch($0.text(0))) }
        return known
    }

    fileprivate func knownCells() throws -> [ActionCells: Int] {
        var known: [ActionCells: Int] = [:]
        try connection.forEachRow("SELECT \(ActionRow.columns) FROM action") { row in
            known[ActionRow.cells(row), default: 0] += 1
        }
        return known
    }
}
