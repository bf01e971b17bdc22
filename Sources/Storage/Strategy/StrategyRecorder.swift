// SPDX-License-Identifier: Apache-2.0
import EqualityDuty

extension Recorder {
    /// Adds a strategy with its parts and its first version, and returns its id.
    func addStrategy(_ strategy: Strategy, parts: [StrategyPart]) throws -> String {
        var added = strategy
        added.id = Identifier.next()
        added.version = 1
        try connection.insert(
            into: "strategy", columns: ["id", "recordedAt", "updatedAt"] + StrategyStore.names,
            rows: [
                [added.id.sqlValue, change.at.sqlValue, change.at.sqlValue] + StrategyStore.values(added)
            ])
        for part in parts { _ = try addPart(part, to: added.id) }
        try keepStrategyVersion(added.id, verb: "added")
        return added.id
    }

    /// Adds a part at the end of a strategy and returns its id.
    func addPart(_ part: StrategyPart, to id: String) throws -> String {
        let last = try connection.row("SELECT MAX(position) FROM strategy_part WHERE strategyID = \(id)")
        let partID = Identifier.next()
        try connection.execute(
            """
            INSERT INTO strategy_part (id, strategyID, position, kind, kindWritten, section, number, title, text,
                characteristic, area, divisions, isRetired)
            VALUES (\(partID), \(id), \((last?.int(0) ?? 0) + 1), \(part.kind.rawValue), \(part.kindWritten),
                \(part.section), \(part.number), \(part.title), \(part.text), \(part.characteristic), \(part.area), \(part.divisions),
                \(part.isRetired))
            """)
        return partID
    }

    /// Counts the version of a strategy up; throws `EditConflict` where it was not read in its newest.
    func raiseStrategy(_ id: String, from version: Int) throws {
        let raised = try connection.execute(
            """
            UPDATE strategy SET version = version + 1, updatedAt = \(change.at)
            WHERE id = \(id) AND version = \(version)
            """)
        guard raised == 1 else {
            let current = try connection.row("SELECT version FROM strategy WHERE id = \(id)")?.int(0)
            throw EditConflict(current: current ?? 0)
        }
    }

    /// Keeps what a strategy says now as its newest version, and logs it.
    func keepStrategyVersion(_ id: String, verb: String) throws {
        guard
            let row = try connection.row("SELECT \(StrategyStore.columns) FROM strategy WHERE id = \(id)")
        else { throw EditConflict(current: 0) }
        let strategy = StrategyStore.strategy(row)
        let content = strategy.content(with: try StrategyStore.parts(of: id, connection))
        try connection.insert(
            into: "strategy_version",
            columns: ["strategyID", "number", "state", "at", "byID", "byPost", "reason", "content"],
            rows: [
                [
                    id.sqlValue, strategy.version.sqlValue, strategy.state.rawValue.sqlValue,
                    change.at.sqlValue, change.actor.id.sqlValue, change.actor.post.sqlValue,
                    (change.reason ?? "").sqlValue,
                    String(decoding: CanonicalJSON.bytes(of: content), as: UTF8.self).sqlValue,
                ]
            ])
        try log(
            LogEvent(
                verb, "strategy", id, version: strategy.version,
                details: "\(strategy.title), \(strategy.state.name)"))
    }
}

extension Strategy {
    /// Everything it says as a flat map: what a version keeps and two versions are compared by.
    func content(with parts: [StrategyPart]) -> [String: String] {
        var content = [
            "title": title, "kind": kind.name, "state": state.name, "group": governanceGroup,
            "directorate": directorate, "purpose": purpose, "summary": summary,
            "firstDay": firstDay?.iso ?? "", "lastDay": lastDay?.iso ?? "",
            "approvedOn": approvedOn?.iso ?? "", "reviewDay": reviewDay?.iso ?? "",
        ]
        for part in parts where !part.isRetired {
            let words = [part.number, part.characteristic, part.divisions, part.title, part.text]
                .filter { !$0.isEmpty }.joined(separator: " · ")
            content["part.\(part.id)"] = "\(part.kind.name): \(words)"
        }
        return content.filter { !$0.value.isEmpty }
    }
}
