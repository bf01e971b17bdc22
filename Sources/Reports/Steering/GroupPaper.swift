// SPDX-License-Identifier: Apache-2.0
import Documents
import EqualityDuty

extension Reports {
    /// The paper for a meeting of the group: exceptions first, what moved since the last one, what is to be decided.
    public static func groupPaper(
        _ progress: PlanProgress, of body: String, for meeting: Meeting?, after last: Meeting?,
        followUps: [FollowUp]
    ) -> Document {
        let title =
            meeting.map { "\($0.group), \($0.day.written)" }
            ?? "How the plan stands on \(progress.day.written)"
        var blocks: [Document.Block] = [
            .paragraph(PlanWords.exceptions(progress)),
            .paragraph(
                last == nil
                    ? "Compared with \(progress.since.written); no earlier meeting is on record."
                    : "Compared with \(progress.since.written)."),
        ]
        blocks.append(.heading("Decisions wanted"))
        blocks.append(
            progress.decisionsWanted.isEmpty
                ? .paragraph("No decision of the group is wanted.")
                : .list(progress.decisionsWanted.map(\.words)))
        blocks.append(.heading("What needs somebody"))
        blocks += actions("Overdue", progress.overdue, "No action is overdue.", progress)
        blocks += actions("At risk", progress.atRisk, PlanWords.noneAtRisk(progress), progress)
        blocks += actions(
            "Not heard of for long", progress.silent, PlanWords.noneSilent(progress), progress)
        blocks.append(.heading("What moved"))
        blocks.append(.paragraph(PlanWords.new(progress)))
        blocks += rows(
            "Movements since \(progress.since.written)", ["Action", "Movement"],
            PlanWords.movements(progress).map { [$0.title, $0.words] }, "No action stands otherwise.")
        blocks += rows(
            "Dates that moved", ["Action", "From and to, and why", "Said on"],
            progress.slips.map { [$0.title, PlanWords.slip($0), $0.day.written] }, "No date moved.")
        blocks.append(.heading("Objectives"))
        blocks += rows(
            "Objectives by how they do", ["Objective", "Standing", "Measure", "Actions"],
            standing(progress).map {
                [
                    $0.objective.title, $0.progress.standing.name, PlanWords.measure($0),
                    "\($0.finished) of \($0.actions) finished",
                ]
            }, "There is no objective yet.")
        blocks += clock(progress)
        let without = progress.objectives.compactMap { line in
            line.remark.map { "\(line.objective.title): \($0)" }
        }
        if !without.isEmpty { blocks += [.subheading("Finished work and its effect"), .list(without)] }
        blocks.append(.heading("What was asked last time"))
        blocks += rows(
            last.map { "Asked and agreed up to \($0.day.written)" } ?? "Asked and agreed",
            ["What", "Asked on", "Who", "What became of it"],
            followUps.map {
                [
                    $0.item.text, $0.askedOn?.written ?? "",
                    $0.item.who.isEmpty ? "Nobody named" : $0.item.who, $0.words,
                ]
            },
            "Nothing was asked.")
        return Document(title: title, caption: body, blocks: blocks)
    }

    /// The objectives in the order in which the group looks at them: what goes wrong first.
    public static func standing(_ progress: PlanProgress) -> [PlanProgress.ObjectiveLine] {
        progress.objectives.enumerated().sorted {
            (weight($0.element.progress.standing), $0.offset) < (
                weight($1.element.progress.standing), $1.offset
            )
        }.map(\.element)
    }

    private static func weight(_ standing: ObjectiveStanding) -> Int {
        switch standing {
        case .worse: 0
        case .missed: 1
        case .behind: 2
        case .notMoved: 3
        case .noReading: 4
        case .notMeasurable: 5
        case .onCourse: 6
        case .met: 7
        case .ended: 8
        }
    }

    /// The four years of the open objectives.
    private static func clock(_ progress: PlanProgress) -> [Document.Block] {
        let clock = RepublishClock(of: progress.objectives.map(\.objective), on: progress.day)
        guard !clock.lines.isEmpty else { return [] }
        return [.subheading("Publishing objectives afresh within four years"), .paragraph(clock.summary)]
            + rows(
                "By when each objective is to be published afresh",
                ["Objective", "Published", "To be published afresh by", "Left"],
                clock.lines.map { [$0.objective.title, $0.published, $0.by, $0.left] }, "")
    }

    private static func actions(
        _ caption: String, _ actions: [Action], _ none: String, _ progress: PlanProgress
    ) -> [Document.Block] {
        rows(
            caption, ["Objective or task", "Target", "Lead", "Directorate", "Last told"],
            actions.map {
                [
                    $0.title, $0.cells.targetDate.isEmpty ? "No date set" : $0.cells.targetDate,
                    $0.cells.leadOfficer.isEmpty ? "Nobody named" : $0.cells.leadOfficer, $0.directorate,
                    PlanWords.told($0, progress),
                ]
            }, none)
    }

    private static func rows(_ caption: String, _ columns: [String], _ rows: [[String]], _ none: String)
        -> [Document.Block]
    {
        rows.isEmpty
            ? [.paragraph(none)]
            : [.table(Document.Table(caption, columns: columns.map { .init($0) }, rows: rows))]
    }
}
