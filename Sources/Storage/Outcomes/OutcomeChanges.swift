// SPDX-License-Identifier: Apache-2.0
import EqualityDuty

extension OutcomeStore {
    /// Adds an outcome at its place among those beside it and returns its id.
    public func add(_ outcome: Outcome, at place: Outcome.Place, _ change: Change) async throws -> String {
        try await database.record(change) { recorder in
            let id = Identifier.next()
            let last = try recorder.connection.row("SELECT MAX(position) FROM outcome")?.int(0) ?? 0
            try recorder.connection.execute(
                """
                INSERT INTO outcome (id, version, position, reference, title, parentID, strategyID, isRetired)
                VALUES (\(id), 1, \(last + 1), \(outcome.reference), \(outcome.title), \(outcome.parentID),
                    \(outcome.strategyID), \(outcome.isRetired))
                """)
            try recorder.moveOutcome(id, to: place)
            try recorder.log(LogEvent("added", "outcome", id, version: 1, details: outcome.words))
            return id
        }
    }

    /// Saves an outcome read in the version it carries, at its place; throws `EditConflict`.
    public func save(
        _ outcome: Outcome, at place: Outcome.Place, details: String, _ change: Change
    ) async throws {
        try await database.record(change) { recorder in
            let stored = try recorder.connection.row(
                "SELECT version, parentID FROM outcome WHERE id = \(outcome.id)")
            let current = stored?.int(0) ?? 0
            guard current == outcome.version else { throw EditConflict(current: current) }
            try recorder.connection.execute(
                """
                UPDATE outcome SET version = \(current + 1), reference = \(outcome.reference),
                    title = \(outcome.title), parentID = \(outcome.parentID),
                    strategyID = \(outcome.strategyID), isRetired = \(outcome.isRetired)
                WHERE id = \(outcome.id)
                """)
            let isElsewhere = stored?.text(1) != outcome.parentID
            if place == .asItIs, isElsewhere {
                try recorder.moveOutcome(outcome.id, to: nil)
            } else {
                try recorder.moveOutcome(outcome.id, to: place)
            }
            try recorder.log(
                LogEvent("changed", "outcome", outcome.id, version: current + 1, details: details))
        }
    }
}

extension Recorder {
    /// Puts an outcome before all others, right after one or, for `nil`, after all, and numbers the places anew.
    fileprivate func moveOutcome(_ id: String, to place: Outcome.Place?) throws {
        let places = try connection.rows("SELECT id, position FROM outcome ORDER BY position, id").map {
            (id: $0.text(0), position: $0.int(1))
        }
        var order = places.map(\.id).filter { $0 != id }
        switch place {
        case nil: order.append(id)
        case .asItIs: return
        case .first: order.insert(id, at: 0)
        case .after(let other):
            guard let index = order.firstIndex(of: other) else { return }
            order.insert(id, at: index + 1)
        }
        let old = Dictionary(places.map { ($0.id, $0.position) }) { first, _ in first }
        for (index, one) in order.enumerated() where old[one] != index + 1 {
            try connection.execute("UPDATE outcome SET position = \(index + 1) WHERE id = \(one)")
        }
    }
}
