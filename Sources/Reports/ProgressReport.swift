// SPDX-License-Identifier: Apache-2.0
import Documents
import EqualityDuty

extension Reports {
    /// How the objectives and the plan stand on a day: what needs somebody first, then what moved, then everything.
    public static func progress(
        _ progress: PlanProgress, of body: String, for readers: ProgressReaders
    ) -> Document {
        var blocks: [Document.Block] = [.figures(figures(progress, readers))]
        blocks += attention(progress, readers)
        if readers == .officers, !progress.decisionsWanted.isEmpty {
            blocks += [.heading("Decisions wanted"), .list(progress.decisionsWanted.map(\.words))]
        }
        blocks += objectives(progress, readers)
        blocks += [.heading("How the actions stand"), .table(classes(progress))] + reported(progress)
        blocks += movements(progress)
        blocks.append(.heading("Every action"))
        blocks.append(
            .table(
                Document.Table(
                    "The plan, action by action",
                    columns: [
                        .init("Action"), .init("Lead"), .init("Directorate"), .init("Target"),
                        .init("How it stands"), .init("What was last said"),
                    ],
                    rows: progress.actions.map { action in
                        [
                            action.title, readers.leads(of: action), action.directorate,
                            action.cells.targetDate.isEmpty ? "No date set" : action.cells.targetDate,
                            progress.standing(of: action).name,
                            progress.said[action.id]?.inWords
                                ?? (action.status.isFinished ? "No outcome is noted" : "No report yet"),
                        ]
                    })))
        return Document(
            title: "Equality objectives and progress on \(progress.day.written)", caption: body,
            blocks: blocks)
    }

    private static func figures(_ progress: PlanProgress, _ readers: ProgressReaders) -> [Document.Figure] {
        let (well, told, withheld) = progress.standings(for: readers)
        let complete = progress.classes[.complete] ?? 0
        func share(_ part: Int, _ whole: Int) -> Double? { whole == 0 ? nil : Double(part) / Double(whole) }
        return [
            .init(
                label: "Objectives met or on course", value: "\(well)",
                base: "of \(told) open objectives" + (withheld == 0 ? "" : ", \(withheld) withheld"),
                share: share(well, told)),
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
            (progress.overdue, ActionClass.overdue), (progress.atRisk, .atRisk), (progress.silent, .stale),
        ] {
            rows += actions.map {
                [$0.title, "Action", why.name, $0.cells.targetDate, readers.leads(of: $0)]
            }
        }
        for line in progress.objectives {
            let target = line.objective.targetDate.asWritten
            let place =
                line.objective.directorate.isEmpty ? "Whole council" : line.objective.directorate
            guard let standing = readers.shown(line).standing else { continue }
            switch standing {
            case .behind, .notMoved, .worse, .missed, .notMeasurable:
                rows.append([line.objective.title, "Objective", standing.name, target, place])
            case .met, .onCourse, .noReading, .ended: continue
            }
        }
        guard !rows.isEmpty else {
            return [
                .heading("What needs attention"),
                .paragraph(
                    "Nothing was overdue, at risk, not heard of for long or behind on \(progress.day.written)."
                ),
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
        let shown = progress.objectives.map(readers.shown)
        let rows = zip(progress.objectives, shown).map { line, shown -> [String] in
            let (objective, measure) = (line.objective, line.objective.measure)
            return [
                objective.title, shown.standingWords, measure.words.isEmpty ? "No measure" : measure.words,
                shown.baselineCell, shown.nowCell, shown.targetCell,
                objective.targetDate.asWritten.isEmpty ? "No date" : objective.targetDate.asWritten,
            ]
        }
        let remarks = shown.compactMap { one in one.remark.map { "\(one.title): \($0)" } }
        var blocks: [Document.Block] = [
            .heading("Objectives"),
            .paragraph(
                "How an objective does is worked out from its measure, never from the number of finished actions."
            ),
            .list(shown.map { "\($0.title): \($0.words)" }),
            .table(
                Document.Table(
                    "How each objective does",
                    columns: [
                        .init("Objective"), .init("Standing"), .init("Measure"), .init("Baseline"),
                        .init("Now"), .init("Target"), .init("By"),
                    ], rows: rows,
                    note: shown.contains(where: \.isWithheld)
                        ? "\(ObjectiveShown.mark): withheld, because the figures could point at few people."
                        : "")),
        ]
        if !remarks.isEmpty { blocks += [.subheading("Finished work and its effect"), .list(remarks)] }
        return blocks
    }

    /// Each action once, in the first class that fits.
    private static func classes(_ progress: PlanProgress) -> Document.Table {
        let counts = progress.classes
        return Document.Table(
            "Actions by how they stand",
            columns: [.init("How they stand"), .init("Colour"), .init("Actions", isNumeric: true)],
            rows: ActionClass.allCases.map {
                [$0.name, $0.colour.word, String(counts[$0] ?? 0)]
            } + [["All actions", "", String(progress.actions.count)]],
            note:
                "Each action is counted once, in the first line that fits. Not heard of for long: no report for more "
                + "than \(progress.staleAfter) days.")
    }

    /// How the statuses that were reported relate to the classes.
    private static func reported(_ progress: PlanProgress) -> [Document.Block] {
        let words = progress.reportedInWords
        return words.isEmpty
            ? []
            : [
                .paragraph(
                    "An action counts as overdue or as not heard of whatever was last reported of it:"),
                .list(words),
            ]
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
