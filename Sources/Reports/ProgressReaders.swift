// SPDX-License-Identifier: Apache-2.0
import EqualityDuty

/// For whom a report of progress is made.
public enum ProgressReaders: Hashable, Sendable {
    /// Everybody: figures that could point at few people are withheld by these thresholds, no decision is asked for,
    /// and leads are shown as posts.
    case everybody(CheckThresholds = CheckThresholds(), leads: PublicLeads = PublicLeads())
    /// Those who govern the plan.
    case officers

    /// An objective as this reader sees it. Every form of a report takes it from here, and from nowhere else.
    func shown(_ line: PlanProgress.ObjectiveLine) -> ObjectiveShown {
        switch self {
        case .officers: ObjectiveShown(line, withheld: nil)
        case .everybody(let thresholds, _):
            ObjectiveShown(
                line,
                withheld: ObjectiveDisclosure(of: line.objective, readings: line.readings, thresholds))
        }
    }
}

/// An objective with as much of its figures as somebody may read.
public struct ObjectiveShown: Sendable {
    /// What stands in place of something that is withheld.
    public static let mark = "[c]"

    /// What it is called.
    public let title: String
    /// Why its figures are withheld; `nil` where they are not.
    public let reason: ObjectiveDisclosure.Reason?
    /// How it does; `nil` where that is withheld.
    public let standing: ObjectiveStanding?
    /// How it does in words, and what it lacks.
    public let standingWords: String
    /// The figures; `nil` where there is none or it is withheld.
    let baseline, value, target: Double?
    /// The cells of a table.
    let baselineCell, nowCell, targetCell: String
    /// What is said of finished work and its effect; `nil` for nothing, and where it is withheld.
    let remark: String?
    /// How the measure moved, in one or two sentences.
    let words: String

    init(_ line: PlanProgress.ObjectiveLine, withheld: ObjectiveDisclosure?) {
        let (objective, measure) = (line.objective, line.objective.measure)
        title = objective.title
        let isTargetWithheld = withheld?.reason != nil && withheld?.isTargetWithheld == true
        reason = withheld?.reason
        target = isTargetWithheld ? nil : measure.target
        targetCell = isTargetWithheld ? Self.mark : measure.target.map(measure.shown) ?? "None"
        guard reason == nil else {
            (standing, baseline, value, remark) = (nil, nil, nil, nil)
            standingWords = "Withheld \(Self.mark)"
            (baselineCell, nowCell) = (Self.mark, Self.mark)
            words = [
                "What the measure stands at is withheld, because it could point at few people.",
                isTargetWithheld ? "" : objective.targetInWords,
            ].filter { !$0.isEmpty }.joined(separator: " ")
            return
        }
        standing = line.progress.standing
        let missing =
            objective.isMeasurable || objective.state != .open
            ? "" : ": it lacks \(objective.missing.joined(separator: ", "))"
        standingWords = line.progress.standing.name + missing
        (baseline, value, remark) = (measure.baseline, line.progress.latest?.value, line.remark)
        baselineCell = measure.baseline.map(measure.shown) ?? "None"
        nowCell = line.progress.latest.map { measure.shown($0.value) } ?? "No reading yet"
        words = line.progress.plainWords(objective)
    }

    /// Whether its figures are withheld.
    var isWithheld: Bool { reason != nil }
}

extension PlanProgress {
    /// The open objectives whose standing this reader may know, how many of them are met or on course, and how many
    /// are withheld. What is withheld is counted in neither, so that no difference tells of it.
    func standings(for readers: ProgressReaders) -> (well: Int, told: Int, withheld: Int) {
        let open = objectives.filter { $0.objective.state == .open }.map(readers.shown)
        return (
            open.count { $0.standing == .met || $0.standing == .onCourse },
            open.count { !$0.isWithheld }, open.count { $0.isWithheld }
        )
    }

    /// How the objectives do, in one line: what a list of editions and a feed say.
    public func summary(for readers: ProgressReaders) -> String {
        let (well, told, withheld) = standings(for: readers)
        let words = told == 1 ? "1 open objective" : "\(told) open objectives"
        let rest = withheld == 0 ? "" : ", \(withheld) withheld"
        return "\(well) of \(words) met or on course on \(day.written)\(rest)"
    }

    /// The objectives whose figures this reader does not see, with why.
    public func withheld(for readers: ProgressReaders) -> [(
        title: String, reason: ObjectiveDisclosure.Reason
    )] {
        objectives.map(readers.shown).compactMap { shown in shown.reason.map { (shown.title, $0) } }
    }
}
