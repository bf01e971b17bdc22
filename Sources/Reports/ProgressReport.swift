// SPDX-License-Identifier: Apache-2.0
import Documents
import EqualityDuty

/// For whom a report of progress is made.
public enum ProgressReaders: Hashable, Sendable {
    /// Everybody: values counted from fewer people than this are withheld, no decision is asked for, and leads are
    /// shown as posts.
    case everybody(leastPeople: Int, leads: PublicLeads = PublicLeads())
    /// Those who govern the plan.
    case officers

    /// The value of a reading as this reader sees it, and whether it is withheld.
    func value(_ reading: Reading?, _ measure: Objective.Measure) -> (shown: String, isWithheld: Bool) {
        guard let reading else { return ("No reading yet", false) }
        switch self {
        case .officers: return (measure.shown(reading.value), false)
        case .everybody(let least, _):
            if let base = reading.base, base < least { return ("[c]", true) }
            return (measure.shown(reading.value), false)
        }
    }
}

extension Reports {
    /// How the objectives and the plan stand on a day: what needs somebody first, then what moved, then everything.
    public static func progress(
        _ progress: PlanProgress, of body: String, for readers: ProgressReaders, staleAfter days: Int
    ) -> Document {
        var blocks: [Document.Block] = [.figures(figures(progress))]
        blocks += attention(progress, readers)
        if readers == .officers, !progress.decisionsWanted.isEmpty {
            blocks += [.heading("Decisions wanted"), .list(progress.decisionsWanted.map(\.words))]
        }
        blocks += objectives(progress, readers)
        blocks += [.heading("How the actions stand"), .table(colours(progress)), .table(statuses(progress))]
        blocks += movements(progress)
        blocks.append(.heading("Every action"))
        blocks.append(
            .table(
                Document.Table(
                    "The plan, action by action",
                    columns: [
                        .init("Action"), .init("Lead"), .init("Directorate"), .init("Target"),
                        .init("Status"),
                    ],
                    rows: progress.actions.map { action in
                        [
                            action.title, readers.leads(of: action), action.directorate,
                            action.cells.targetDate.isEmpty ? "No date set" : action.cells.targetDate,
                            status(of: action, on: progress.day, staleAfter: days),
                        ]
                    })))
        return Document(
            title: "Equality objectives and progress on \(progress.day.written)", caption: body,
            blocks: blocks)
    }

    private static func figures(_ progress: PlanProgress) -> [Document.Figure] {
        let open = progress.objectives.filter { $0.objective.state == .open }
        let well = open.count { $0.progress.standing == .met || $0.progress.standing == .onCourse }
        let complete = progress.actions.count { $0.status == .complete }
        func share(_ part: Int, _ whole: Int) -> Double? { whole == 0 ? nil : Double(part) / Double(whole) }
        return [
            .init(
                label: "Objectives met or on course", value: "\(well)",
                base: "of \(open.count) open objectives",
                share: share(well, open.count)),
            .init(
                label: "Actions complete", value: "\(complete)", base: "of \(progress.actions.count) actions",
                share: share(complete, progress.actions.count)),
            .init(
                label: "Actions overdue", value: "\(progress.overdue.count)",
                base: "on \(progress.day.written)",
                share: share(progress.overdue.count, progress.actions.count)),
        ]
    }

    /// What needs somebody, in words: nothing of it hides in a long list.
    private static func attention(_ progress: PlanProgress, _ readers: ProgressReaders) -> [Document.Block] {
        var rows: [[String]] = []
        for (actions, why) in [
            (progress.overdue, "Overdue"), (progress.atRisk, "At risk"),
            (progress.stale, "Nothing heard for long"),
        ] {
            rows += actions.map { [$0.title, "Action", why, $0.cells.targetDate, readers.leads(of: $0)] }
        }
        for line in progress.objectives {
            let target = line.objective.targetDate.asWritten
            let place =
                line.objective.directorate.isEmpty ? "Whole council" : line.objective.directorate
            switch line.progress.standing {
            case .behind, .notMoved, .worse, .missed, .notMeasurable:
                rows.append(
                    [line.objective.title, "Objective", line.progress.standing.name, target, place])
            case .met, .onCourse, .noReading, .ended: continue
            }
        }
        guard !rows.isEmpty else {
            return [
                .heading("What needs attention"),
                .paragraph("Nothing was overdue, at risk or behind on \(progress.day.written)."),
            ]
        }
        return [
            .heading("What needs attention"),
            .table(
                Document.Table(
                    "Actions and objectives that need somebody",
                    columns: [.init("What"), .init("Kind"), .init("Why"), .init("Target"), .init("Lead")],
                    rows: rows)),
        ]
    }

    private static func objectives(_ progress: PlanProgress, _ readers: ProgressReaders) -> [Document.Block] {
        guard !progress.objectives.isEmpty else {
            return [.heading("Objectives"), .paragraph("No objectives are set yet.")]
        }
        let rows = progress.objectives.map { line -> [String] in
            let (objective, measure) = (line.objective, line.objective.measure)
            let missing =
                objective.isMeasurable || objective.state != .open
                ? "" : ": it lacks \(objective.missing.joined(separator: ", "))"
            return [
                objective.title, line.progress.standing.name + missing,
                measure.words.isEmpty ? "No measure" : measure.words,
                measure.baseline.map(measure.shown) ?? "None",
                readers.value(line.progress.latest, measure).shown,
                measure.target.map(measure.shown) ?? "None",
                objective.targetDate.asWritten.isEmpty ? "No date" : objective.targetDate.asWritten,
            ]
        }
        let isWithheld = progress.objectives.contains {
            readers.value($0.progress.latest, $0.objective.measure).isWithheld
        }
        let remarks = progress.objectives.compactMap { line in
            line.remark.map { "\(line.objective.title): \($0)" }
        }
        var blocks: [Document.Block] = [
            .heading("Objectives"),
            .paragraph(
                "How an objective does is worked out from its measure, never from the number of finished actions."
            ),
            .table(
                Document.Table(
                    "How each objective does",
                    columns: [
                        .init("Objective"), .init("Standing"), .init("Measure"), .init("Baseline"),
                        .init("Now"), .init("Target"), .init("By"),
                    ], rows: rows,
                    note: isWithheld
                        ? "[c]: withheld, because few people stand behind the figure." : "")),
        ]
        if !remarks.isEmpty { blocks += [.subheading("Finished work and its effect"), .list(remarks)] }
        return blocks
    }

    private static func colours(_ progress: PlanProgress) -> Document.Table {
        Document.Table(
            "Actions by colour", columns: [.init("Colour"), .init("Actions", isNumeric: true)],
            rows: ActionColour.allCases.map { [$0.name, String(progress.colours[$0] ?? 0)] })
    }

    private static func statuses(_ progress: PlanProgress) -> Document.Table {
        Document.Table(
            "Actions by status", columns: [.init("Status"), .init("Actions", isNumeric: true)],
            rows: ActionStatus.allCases.map { status in
                [status.name, String(progress.actions.count { $0.status == status })]
            })
    }

    private static func movements(_ progress: PlanProgress) -> [Document.Block] {
        var blocks: [Document.Block] = [.heading("What moved since \(progress.since.written)")]
        if progress.movements.isEmpty, progress.slips.isEmpty {
            return blocks + [.paragraph("No status changed and no date moved.")]
        }
        let new = progress.movements.count { $0.before == nil }
        if new > 0 {
            blocks.append(.paragraph(new == 1 ? "1 action is new." : "\(new) actions are new."))
        }
        let changed = progress.movements.filter { $0.before != nil }
        if !changed.isEmpty {
            blocks.append(
                .table(
                    Document.Table(
                        "Changes of status", columns: [.init("Action"), .init("Before"), .init("Now")],
                        rows: changed.map { [$0.title, $0.before?.name ?? "", $0.after.name] })))
        }
        if !progress.slips.isEmpty {
            blocks.append(
                .table(
                    Document.Table(
                        "Dates that moved",
                        columns: [
                            .init("Action"), .init("Before"), .init("Now"), .init("Why"), .init("Said on"),
                        ],
                        rows: progress.slips.map {
                            [
                                $0.title, $0.old.isEmpty ? "No date" : $0.old,
                                $0.new.isEmpty ? "No date" : $0.new, $0.why, $0.day.written,
                            ]
                        })))
        }
        return blocks
    }
}
