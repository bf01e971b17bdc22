// SPDX-License-Identifier: Apache-2.0
import EqualityDuty

/// Compares and applies within one transaction.
struct PlanTaker {
    let scope: Scope
    let vocabulary: CharacteristicVocabulary
    let columns: [String]
    let actions: [String: Action]
    let earlier: [String: PlanFields]
    /// What was last reported about each action.
    let notes: [String: String]

    init(
        _ connection: any Connection, _ scope: Scope, _ vocabulary: CharacteristicVocabulary,
        _ columns: [String]
    ) throws {
        self.scope = scope
        self.vocabulary = vocabulary
        self.columns = columns
        var actions: [String: Action] = [:]
        try connection.forEachRow("SELECT \(ActionRow.columns) FROM action WHERE \(scope.condition)") {
            let action = ActionRow.action($0, vocabulary)
            actions[action.id] = action
        }
        var earlier: [String: PlanFields] = [:]
        try connection.forEachRow("SELECT actionID, number, content FROM action_version") {
            earlier["\($0.text(0)) \($0.int(1))"] = PlanFields(storedText: $0.text(2))
        }
        var notes: [String: String] = [:]
        try connection.forEachRow(
            "SELECT actionID, note FROM action_update WHERE note <> '' ORDER BY actionID, number"
        ) {
            notes[$0.text(0)] = $0.text(1)
        }
        self.notes = notes
        self.actions = actions
        self.earlier = earlier
    }

    func result(of rows: [PlanRow]) throws -> PlanTakeResult {
        let earlier = earlier
        let known = actions.mapValues {
            PlanMerge.Known(version: $0.version, fields: PlanFields(of: $0), lastNote: notes[$0.id] ?? "")
        }
        var spoken = Set(rows.map(\.id))
        var merge = PlanMerge(
            known: known, named: spoken,
            earlier: { earlier["\($0) \($1)"] })
        var result = PlanTakeResult()
        // A plain plan of eleven columns is taken as it is written, and what it leaves open is queued.
        let plain = Set(ActionCells.headers)
        let isPlain = rows.allSatisfy { $0.id.isEmpty && plain.isSuperset(of: $0.fields.values.keys) }
        for row in rows {
            var (id, outcome) = merge.judged(row)
            if !id.isEmpty { spoken.insert(id) }
            let isNew = outcome == .added
            let directorate = row.fields.values["Directorate"]
            if isNew, !scope.holds(directorate: directorate ?? "", record: "") {
                outcome = .refused([
                    Problem(at: "Directorate", "Directorate must be one that your role covers")
                ])
            }
            let record = known[id]
            let problems: [Problem] =
                switch outcome {
                case .added: isPlain ? [] : PlanRules.problems(of: Self.asAdded(row))
                case .changed(let changes):
                    PlanRules.problems(of: changes, to: record?.fields ?? PlanFields([:]))
                case .unchanged, .conflict, .refused: []
                }
            if !problems.isEmpty { outcome = .refused(problems) }
            switch outcome {
            case .unchanged:
                result.unchanged += 1
                continue
            case .added: result.added += 1
            case .changed: result.changed += 1
            case .conflict: result.conflicts += 1
            case .refused: result.refused += 1
            }
            result.lines.append(
                .init(
                    row: row, outcome: outcome,
                    title: actions[id]?.title ?? row.fields[ActionCells.headers[0]], id: id,
                    version: record?.version ?? 0, record: record?.fields ?? PlanFields([:])))
        }
        result.notInFile = actions.keys.filter { !spoken.contains($0) }.count
        return result
    }

    func apply(_ result: PlanTakeResult, _ settled: [String: Bool], _ why: String, _ recorder: Recorder)
        throws
    {
        for line in result.lines {
            switch line.outcome {
            case .unchanged: continue
            case .refused: throw PlanNotTaken(result: result)
            case .added:
                let empty = Action.reading(
                    ActionCells(title: ""), characteristics: vocabulary, lastUpdated: recorder.change.at.day)
                let id = try recorder.addAction(filled(empty, Self.asAdded(line.row), recorder))
                if !PlanRules.isBlank(line.row.happened) {
                    _ = try recorder.addUpdate(
                        ActionUpdate(day: recorder.change.at.day, note: line.row.happened), about: id)
                }
            case .changed, .conflict:
                guard let changes = line.changes({ settled["\(line.id) \($0)"] }),
                    PlanRules.problems(of: changes, to: line.record).isEmpty,
                    line.reasons(for: changes).isEmpty || !PlanRules.isBlank(why)
                else { throw PlanNotTaken(result: result) }
                let words = PlanRules.isBlank(line.row.why) ? why : line.row.why
                if !changes.isEmpty { try save(line.id, changes, words, recorder) }
            }
        }
    }

    private func save(
        _ id: String, _ changes: [PlanRowOutcome.FieldChange], _ why: String, _ recorder: Recorder
    ) throws {
        guard let action = actions[id] else { throw EditConflict(current: 0) }
        let saved = filled(action, PlanRules.ending(changes, PlanFields(of: action)), recorder)
        let reasons = PlanRules.reasons(for: changes)
        let happened = changes.first { $0.field == PlanRules.happened }?.new ?? ""
        let isHeard = changes.contains { $0.field == PlanRules.status }
        if !reasons.isEmpty || !happened.isEmpty {
            let moved = reasons.contains(.dateMoves) ? changes.first { $0.field == PlanRules.target } : nil
            let opens = reasons.contains(.opensAgain)
            let notes = [happened, opens ? why : ""].filter { !$0.isEmpty }
            _ = try recorder.addUpdate(
                ActionUpdate(
                    day: recorder.change.at.day,
                    status: opens || (!happened.isEmpty && isHeard) ? saved.status : nil,
                    note: notes.joined(separator: "; "),
                    oldTarget: moved?.old ?? "", newTarget: moved?.new ?? "", why: moved == nil ? "" : why),
                about: id)
        }
        let details = changes.map { "\($0.field): “\($0.old)” became “\($0.new)”" }
        try recorder.saveAction(
            saved, within: scope, vocabulary, details: details.joined(separator: "; "),
            isHeard: isHeard || !happened.isEmpty)
    }

    /// The fields of a new action: what happened is the outcome of one that is finished already.
    private static func asAdded(_ row: PlanRow) -> PlanFields {
        let told = PlanRowOutcome.FieldChange(field: PlanRules.happened, old: "", new: row.happened)
        return PlanRules.ending([told], row.fields)
    }

    private func filled(_ action: Action, _ fields: PlanFields, _ recorder: Recorder) -> Action {
        fields.applied(
            to: action, characteristics: vocabulary, own: columns, lastUpdated: recorder.change.at.day)
    }
}
