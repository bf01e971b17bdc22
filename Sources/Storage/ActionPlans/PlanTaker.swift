// SPDX-License-Identifier: Apache-2.0
import EqualityDuty

/// Compares and applies within one transaction.
struct PlanTaker {
    let scope: Scope
    let vocabulary: CharacteristicVocabulary
    let columns: [String]
    let actions: [String: Action]
    let earlier: [String: PlanFields]

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
        self.actions = actions
        self.earlier = earlier
    }

    func result(of rows: [PlanRow]) throws -> PlanTakeResult {
        let earlier = earlier
        let known = actions.mapValues { PlanMerge.Known(version: $0.version, fields: PlanFields(of: $0)) }
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
                case .added: isPlain ? [] : PlanRules.problems(of: row.fields)
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
                _ = try recorder.addAction(filled(empty, line.row.fields, recorder))
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
        let fields = PlanFields(Dictionary(changes.map { ($0.field, $0.new) }) { _, last in last })
        let saved = filled(action, fields, recorder)
        let reasons = PlanRules.reasons(for: changes)
        if !reasons.isEmpty {
            let moved = reasons.contains(.dateMoves) ? changes.first { $0.field == PlanRules.target } : nil
            let opens = reasons.contains(.opensAgain)
            _ = try recorder.addUpdate(
                ActionUpdate(
                    day: recorder.change.at.day, status: opens ? saved.status : nil, note: opens ? why : "",
                    oldTarget: moved?.old ?? "", newTarget: moved?.new ?? "", why: moved == nil ? "" : why),
                about: id)
        }
        let details = changes.map { "\($0.field): “\($0.old)” became “\($0.new)”" }
        try recorder.saveAction(
            saved, within: scope, vocabulary, details: details.joined(separator: "; "),
            isHeard: changes.contains { $0.field == ActionCells.headers[6] })
    }

    private func filled(_ action: Action, _ fields: PlanFields, _ recorder: Recorder) -> Action {
        fields.applied(
            to: action, characteristics: vocabulary, own: columns, lastUpdated: recorder.change.at.day)
    }
}
