// SPDX-License-Identifier: Apache-2.0
import Documents
import EqualityDuty
import Reports
import Storage

/// What a plan's file would change, as JSON tells it.
struct PlanComparison: Encodable {
    struct Change: Encodable {
        let row: Int
        let id: String
        let field: String
        let old: String
        let new: String
    }
    struct Conflict: Encodable {
        let row: Int
        let id: String
        let field: String
        /// What it was when the file was made; missing where that is not known.
        let base: String?
        let plan: String
        let file: String
    }
    var added: [String] = []
    var changes: [Change] = []
    var conflicts: [Conflict] = []
    /// Actions of the plan that the file does not have; they stay.
    var notInFile = 0
    /// Headers that were left out, because nobody said what they are.
    var leftOut: [String] = []
}

/// Compares a plan's file with the plan and takes it, whole or not at all.
struct PlanFileTaking {
    let options: ImportCommand.Options
    let side: ImportCommand.ActionPlan.Side?
    let mapping: [String: String]
    /// Why dates move, for rows that do not say it themselves.
    let why: String
    let open: OpenBody
    let profile: BodyProfile

    func run(_ bytes: [UInt8]) async throws {
        do {
            try await take(bytes)
            await open.database.close()
        } catch {
            await open.database.close()
            throw error
        }
    }

    private func take(_ bytes: [UInt8]) async throws {
        let store = ActionPlanStore(database: open.database, vocabulary: profile.vocabulary)
        var known = try await store.headerMappings()
        known.merge(mapping) { $1 }
        let names = PlanFields.headers + profile.planColumns + PlanRules.asides
        if let wrong = mapping.values.first(where: { !$0.isEmpty && !names.contains($0) }) {
            throw Stop.usage(
                "There is no column “\(wrong)”. The columns are: \(names.joined(separator: ", "))")
        }
        let rows: PlanRows
        do {
            rows = try PlanSheet.rows(bytes, own: profile.planColumns, mapping: known)
        } catch {
            throw Stop.failed("\(options.shownName): \(error.message)")
        }
        let result = try await store.compare(rows.rows, own: profile.planColumns, within: .wholeBody)
        var summary = summary(rows, result)
        let isOpen = result.conflicts > 0 && side == nil
        let unsaid = PlanRules.isBlank(why) ? unsaidCount(result) : 0
        refuse(result, &summary)
        if summary.problemCount == 0, !isOpen, unsaid == 0, !result.lines.isEmpty, !options.dryRun {
            let conflicts = summary.comparison?.conflicts ?? []
            let choices = conflicts.map {
                PlanChoice(actionID: $0.id, field: $0.field, takesFile: side == .mine)
            }
            do {
                _ = try await store.take(
                    rows.rows, own: profile.planColumns, settled: choices, why: why,
                    source: options.shownName, within: .wholeBody, .commandLine())
            } catch is PlanNotTaken {
                throw Stop.problems(
                    "The plan changed while the file was read. Nothing was imported: run it again.")
            }
            summary.imported = true
        }
        if !options.json { say(summary, rows) }
        try ImportCommand.report(summary, options)
        if isOpen {
            let count = result.conflicts == 1 ? "1 action was" : "\(result.conflicts) actions were"
            throw Stop.problems(
                "\(count) changed here and in the file. Nothing \(options.dryRun ? "would be" : "was") imported: "
                    + "settle them with --conflicts mine or --conflicts theirs.")
        }
        if unsaid > 0 {
            let count = unsaid == 1 ? "1 row moves" : "\(unsaid) rows move"
            throw Stop.problems(
                "\(count) a target date or opens a finished action again without saying why. "
                    + "Nothing \(options.dryRun ? "would be" : "was") imported: say it with --why TEXT, "
                    + "or in a column “\(PlanRules.why)”.")
        }
    }

    /// How many rows move a date, or open an action again, and do not say why.
    private func unsaidCount(_ result: PlanTakeResult) -> Int {
        result.lines.count { line in
            let changes = line.changes { _ in side.map { $0 == .mine } } ?? []
            return !line.reasons(for: changes).isEmpty
        }
    }

    /// Refuses what the settled conflicts would make of an action against the rules of the forms.
    private func refuse(_ result: PlanTakeResult, _ summary: inout ImportCommand.Summary) {
        guard let side else { return }
        for line in result.lines {
            guard case .conflict = line.outcome else { continue }
            let changes = line.changes { _ in side == .mine } ?? []
            for problem in PlanRules.problems(of: changes, to: line.record) {
                summary.problemCount += 1
                summary.problems.append(
                    .init(row: line.row.row, column: problem.field, text: problem.text))
            }
        }
    }

    private func summary(_ rows: PlanRows, _ result: PlanTakeResult) -> ImportCommand.Summary {
        var summary = ImportCommand.summary(options, ImportLog())
        var comparison = PlanComparison()
        summary.notes = rows.notes
        summary.rows = rows.rows.count
        (summary.added, summary.updated) = (result.added, result.changed + result.conflicts)
        summary.unchanged = result.unchanged
        comparison.notInFile = result.notInFile
        comparison.leftOut = rows.unknown.map(\.header)
        func add(_ row: PlanRow, _ id: String, _ changes: [PlanRowOutcome.FieldChange]) {
            comparison.changes += changes.map {
                .init(row: row.row, id: id, field: $0.field, old: $0.old, new: $0.new)
            }
        }
        for line in result.lines {
            switch line.outcome {
            case .unchanged: continue
            case .added: comparison.added.append(line.title)
            case .changed(let changes): add(line.row, line.id, changes)
            case .conflict(let conflicts, let others):
                add(line.row, line.id, others)
                comparison.conflicts += conflicts.map {
                    .init(
                        row: line.row.row, id: line.id, field: $0.field, base: $0.base, plan: $0.theirs,
                        file: $0.mine)
                }
            case .refused(let problems):
                summary.problemCount += problems.count
                summary.problems += problems.map {
                    .init(row: line.row.row, column: $0.field, text: $0.text)
                }
            }
        }
        summary.comparison = comparison
        return summary
    }

    /// The changes and conflicts, a line each.
    private func say(_ summary: ImportCommand.Summary, _ rows: PlanRows) {
        guard let comparison = summary.comparison else { return }
        for header in comparison.leftOut {
            Talk.say(
                "The column “\(header)” is no column of the plan and is left out. Say which with --column")
        }
        for change in comparison.changes.prefix(100) {
            Talk.result("Row \(change.row), \(change.field): “\(change.old)” becomes “\(change.new)”")
        }
        if comparison.changes.count > 100 {
            Talk.result("… and \(comparison.changes.count - 100) more changes")
        }
        for conflict in comparison.conflicts {
            let was = conflict.base.map { ", it was “\($0)”" } ?? ""
            Talk.result(
                "Conflict in row \(conflict.row), \(conflict.field): the file says “\(conflict.file)”, the plan says “\(conflict.plan)”\(was)"
            )
        }
        if comparison.notInFile > 0 {
            Talk.say("\(comparison.notInFile) actions of the plan are not in the file and stay")
        }
        if comparison.added.isEmpty, comparison.changes.isEmpty, comparison.conflicts.isEmpty,
            summary.problemCount == 0
        {
            Talk.result("No changes")
        }
    }
}
