// SPDX-License-Identifier: Apache-2.0
import Documents
import EqualityDuty

extension Reports {
    /// Progress as CSV: a row for each objective, then a row for each action.
    public static func progressCSV(
        _ progress: PlanProgress, for readers: ProgressReaders, staleAfter days: Int
    ) -> [UInt8] {
        let lines = progressLines(progress, readers, days)
        let header = [
            "kind", "title", "standing", "colour", "measure", "unit", "baseline", "baseline_day", "value",
            "value_day", "value_status", "target", "target_date", "lead", "directorate", "remark",
        ]
        return CSVWriter.bytes(
            of: [header]
                + lines.map { line in
                    [
                        line.kind, line.title, line.standing, line.colour, line.measure, line.unit,
                        plain(line.baseline), line.baselineDay, plain(line.value), line.valueDay,
                        line.valueStatus, plain(line.target), line.targetDate, line.lead, line.directorate,
                        line.remark,
                    ]
                }, forPeople: true)
    }

    /// Progress as JSON: the counts, what moved, and the same rows as the CSV.
    public static func progressJSON(
        _ progress: PlanProgress, for readers: ProgressReaders, staleAfter days: Int
    ) -> [UInt8] {
        let lines = progressLines(progress, readers, days)
        return json(
            ProgressFile(
                asOf: progress.day.iso, since: progress.since.iso,
                counts: .init(
                    objectives: progress.objectives.count, actions: progress.actions.count,
                    overdue: progress.overdue.count, atRisk: progress.atRisk.count,
                    stale: progress.stale.count,
                    colours: Dictionary(
                        uniqueKeysWithValues: ActionColour.allCases.map {
                            ($0.rawValue, progress.colours[$0] ?? 0)
                        }),
                    statuses: Dictionary(
                        uniqueKeysWithValues: ActionStatus.allCases.map { status in
                            (status.rawValue, progress.actions.count { $0.status == status })
                        })),
                objectives: lines.filter { $0.kind == "objective" },
                actions: lines.filter { $0.kind == "action" },
                movements: progress.movements.map {
                    .init(title: $0.title, before: $0.before?.rawValue, after: $0.after.rawValue)
                },
                slips: progress.slips.map {
                    .init(
                        title: $0.title, before: $0.old, after: $0.new, why: $0.why, on: $0.day.iso,
                        isLater: $0.isLater)
                },
                decisionsWanted: readers == .officers ? progress.decisionsWanted.map(\.words) : nil))
    }

    private struct ProgressFile: Encodable {
        struct Counts: Encodable {
            let objectives, actions, overdue, atRisk, stale: Int
            let colours, statuses: [String: Int]
        }
        struct Movement: Encodable {
            let title: String
            let before: String?
            let after: String
        }
        struct Slip: Encodable {
            let title, before, after, why, on: String
            let isLater: Bool
        }
        let asOf, since: String
        let counts: Counts
        let objectives, actions: [Line]
        let movements: [Movement]
        let slips: [Slip]
        let decisionsWanted: [String]?
    }

    private struct Line: Encodable {
        let kind, title, standing: String
        var colour = ""
        var measure = ""
        var unit = ""
        var baseline: Double?
        var baselineDay = ""
        var value: Double?
        var valueDay = ""
        var valueStatus = ""
        var target: Double?
        let targetDate: String
        var lead = ""
        let directorate: String
        var remark = ""
    }

    private static func progressLines(_ progress: PlanProgress, _ readers: ProgressReaders, _ days: Int)
        -> [Line]
    {
        let objectives = progress.objectives.map { item -> Line in
            let (objective, measure) = (item.objective, item.objective.measure)
            var line = Line(
                kind: "objective", title: objective.title, standing: item.progress.standing.name,
                targetDate: objective.targetDate.asWritten, directorate: objective.directorate)
            let isWithheld = readers.value(item.progress.latest, measure).isWithheld
            (line.measure, line.unit) = (measure.words, measure.unit)
            (line.baseline, line.target) = (measure.baseline, measure.target)
            line.baselineDay = measure.baselineDay?.iso ?? ""
            line.value = isWithheld ? nil : item.progress.latest?.value
            line.valueDay = item.progress.latest?.day.iso ?? ""
            line.valueStatus = isWithheld ? "c" : ""
            line.remark = item.remark ?? ""
            return line
        }
        return objectives
            + progress.actions.map { action in
                var line = Line(
                    kind: "action", title: action.title,
                    standing: status(of: action, on: progress.day, staleAfter: days),
                    targetDate: action.cells.targetDate, directorate: action.directorate)
                line.colour = ActionColour(of: action, on: progress.day, staleAfter: days).rawValue
                line.lead = readers.leads(of: action)
                return line
            }
    }

    private static func plain(_ value: Double?) -> String {
        guard let value else { return "" }
        return value == value.rounded() && abs(value) < 1e15 ? String(Int64(value)) : String(value)
    }
}
