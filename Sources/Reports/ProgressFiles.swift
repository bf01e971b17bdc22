// SPDX-License-Identifier: Apache-2.0
import Documents
import EqualityDuty

extension Reports {
    /// Progress as CSV: a row for each objective, then a row for each action.
    public static func progressCSV(
        _ progress: PlanProgress, for readers: ProgressReaders
    ) -> [UInt8] {
        let lines = progressLines(progress, readers)
        let header = [
            "kind", "title", "standing", "colour", "measure", "unit", "baseline", "baseline_day", "value",
            "value_day", "value_status", "target", "target_date", "lead", "directorate", "remark",
            "reported_status", "words", "words_day",
        ]
        return CSVWriter.bytes(
            of: [header]
                + lines.map { line in
                    [
                        line.kind, line.title, line.standing, line.colour, line.measure, line.unit,
                        plain(line.baseline), line.baselineDay, plain(line.value), line.valueDay,
                        line.valueStatus, plain(line.target), line.targetDate, line.lead, line.directorate,
                        line.remark, line.reportedStatus, line.words, line.wordsDay,
                    ]
                }, forPeople: true)
    }

    /// Progress as JSON: the counts, what moved, and the same rows as the CSV.
    public static func progressJSON(
        _ progress: PlanProgress, for readers: ProgressReaders
    ) -> [UInt8] {
        let lines = progressLines(progress, readers)
        let counts = progress.classes
        return json(
            ProgressFile(
                asOf: progress.day.iso, since: progress.since.iso,
                counts: .init(
                    objectives: progress.objectives.count, actions: progress.actions.count,
                    overdue: counts[.overdue] ?? 0, atRisk: counts[.atRisk] ?? 0, stale: counts[.stale] ?? 0,
                    classes: named(ActionClass.self, counts),
                    colours: named(ActionColour.self, progress.colours),
                    reportedStatuses: named(ActionStatus.self, progress.reportedStatuses),
                    reportedInWords: progress.reportedInWords),
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
            let classes, colours, reportedStatuses: [String: Int]
            let reportedInWords: [String]
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
        var reportedStatus = ""
        var words = ""
        var wordsDay = ""
    }

    /// Every case with its number, in a form for JSON.
    private static func named<Key: CaseIterable & RawRepresentable & Hashable>(
        _ type: Key.Type, _ counts: [Key: Int]
    ) -> [String: Int] where Key.RawValue == String {
        Dictionary(uniqueKeysWithValues: type.allCases.map { ($0.rawValue, counts[$0] ?? 0) })
    }

    private static func progressLines(_ progress: PlanProgress, _ readers: ProgressReaders)
        -> [Line]
    {
        let objectives = progress.objectives.map { item -> Line in
            let (objective, measure) = (item.objective, item.objective.measure)
            let shown = readers.shown(item)
            var line = Line(
                kind: "objective", title: objective.title,
                standing: shown.standing?.name ?? shown.standingWords,
                targetDate: objective.targetDate.asWritten, directorate: objective.directorate)
            (line.measure, line.unit) = (measure.words, measure.unit)
            (line.baseline, line.target, line.value) = (shown.baseline, shown.target, shown.value)
            line.baselineDay = measure.baselineDay?.iso ?? ""
            line.valueDay = item.progress.latest?.day.iso ?? ""
            line.valueStatus = shown.isWithheld ? "c" : ""
            line.remark = shown.remark ?? ""
            line.words = shown.words
            return line
        }
        return objectives
            + progress.actions.map { action in
                var line = Line(
                    kind: "action", title: action.title,
                    standing: progress.standing(of: action).name,
                    targetDate: action.cells.targetDate, directorate: action.directorate)
                line.colour = progress.standing(of: action).colour.rawValue
                line.reportedStatus = action.status.name
                line.words = progress.said[action.id]?.words ?? ""
                line.wordsDay = progress.said[action.id]?.day?.iso ?? ""
                line.lead = readers.leads(of: action)
                return line
            }
    }

    private static func plain(_ value: Double?) -> String {
        guard let value else { return "" }
        return value == value.rounded() && abs(value) < 1e15 ? String(Int64(value)) : String(value)
    }
}
