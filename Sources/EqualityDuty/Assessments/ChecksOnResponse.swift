// SPDX-License-Identifier: Apache-2.0

/// DR9 to DR13: mitigation, outcome, law, actions, review.
extension AssessmentChecks {
    /// DR9: each negative impact is described as it is before mitigation, answered, and left with a stated
    /// rest.
    static func mitigated(_ facts: AssessmentFacts) -> [CheckFinding] {
        var answers: [String: [Mitigation]] = [:]
        for mitigation in facts.mitigations {
            for path in mitigation.impacts { answers[path, default: []].append(mitigation) }
        }
        var found: [CheckFinding] = []
        for impact in facts.impacts where impact.direction == .negative {
            func note(_ part: String, _ words: String, next: String) {
                found.append(
                    CheckFinding(
                        .mitigated, .block, at: "\(impact.path)/\(part)", "\(facts.name(impact)): \(words)",
                        next: next))
            }
            if impact.text("description").isEmpty {
                note(
                    "description", "the negative impact itself is not described",
                    next: "Enter what people lose, before anything is done about it")
            }
            if impact.text("before").isEmpty {
                note(
                    "before", "how much it weighs before mitigation is not recorded",
                    next: "Select the level before mitigation")
            }
            if impact.text("residual").isEmpty {
                note(
                    "residual", "how much remains after mitigation is not recorded",
                    next: "Select the level that remains")
            }
            guard let given = answers[impact.path] else {
                note(
                    "mitigation", "no mitigation is recorded for this negative impact",
                    next: "Add an action that answers it, or say why nothing can be done")
                continue
            }
            found += given.compactMap { unanswered($0, impact, facts) }
        }
        return found
    }

    private static func unanswered(
        _ mitigation: Mitigation, _ impact: AssessmentImpact, _ facts: AssessmentFacts
    ) -> CheckFinding? {
        let path = "\(AssessmentPath.mitigation)/\(mitigation.row)"
        func finding(_ part: String, _ words: String, next: String) -> CheckFinding {
            CheckFinding(
                .mitigated, .block, at: "\(path)/\(part)", "\(facts.name(impact)): \(words)", next: next)
        }
        switch mitigation.response {
        case "action" where mitigation.action.isEmpty:
            return finding(
                "action", "the mitigation names no action", next: "Select an action of the plan, or add one")
        case "cannot" where mitigation.reason.isEmpty:
            return finding(
                "reason", "no reason is given why nothing can be done", next: "Enter why nothing can be done")
        case "action", "cannot": return nil
        default:
            return finding(
                "response", "how the impact is answered is not selected",
                next: "Select an action, or that nothing can be done")
        }
    }

    /// DR10: one of four outcomes, a justification where an adverse impact stays, more than one option
    /// compared.
    static func outcomeChosen(_ facts: AssessmentFacts) -> [CheckFinding] {
        let path = AssessmentPath.outcome
        var found: [CheckFinding] = []
        switch facts.content["\(path)/kind"] {
        case "no-change", "adjust", "stop": break
        case "continue":
            if !facts.content.isFilled("\(path)/justification") {
                found.append(
                    CheckFinding(
                        .outcomeChosen, .block, at: "\(path)/justification",
                        "Outcome: no justification is given for continuing despite adverse impact",
                        next: "Enter why it is justified to continue"))
            }
        default:
            found.append(
                CheckFinding(
                    .outcomeChosen, .block, at: "\(path)/kind", "Outcome: none is selected",
                    next: "Select no change, adjust, continue or stop"))
        }
        let options = facts.content.rows(AssessmentPath.option).count
        if options < 2 {
            found.append(
                CheckFinding(
                    .outcomeChosen, .block, at: AssessmentPath.option,
                    options == 0 ? "Options: none is recorded" : "Options: only one is recorded",
                    next: "Enter at least two options that were compared, doing nothing among them"))
        }
        return found
    }

    /// DR11: possible unlawful direct discrimination has legal advice behind it.
    static func lawful(_ facts: AssessmentFacts) -> [CheckFinding] {
        let path = AssessmentPath.outcome
        guard facts.content["\(path)/unlawful"] == "yes", !facts.content.isFilled("\(path)/legal-advice")
        else {
            return []
        }
        return [
            CheckFinding(
                .lawful, .block, at: "\(path)/legal-advice",
                "Outcome: the proposal may be unlawful direct discrimination, and no legal advice is named",
                next: "Ask for legal advice and enter its reference")
        ]
    }

    /// DR12: every mitigation is an action of the plan with a lead, a date and a measure.
    static func mitigationPlanned(_ facts: AssessmentFacts) -> [CheckFinding] {
        var seen: Set<String> = []
        return facts.mitigations.flatMap { mitigation -> [CheckFinding] in
            guard mitigation.response == "action", !mitigation.action.isEmpty,
                seen.insert(mitigation.action).inserted
            else { return [] }
            guard let action = facts.actions[mitigation.action] else {
                return [
                    CheckFinding(
                        .mitigationPlanned, .block,
                        at: "\(AssessmentPath.mitigation)/\(mitigation.row)/action",
                        "Mitigation: its action is not in the action plan",
                        next: "Select an action of the plan, or add one")
                ]
            }
            return unplanned(action)
        }
    }

    private static func unplanned(_ action: Action) -> [CheckFinding] {
        var found: [CheckFinding] = []
        func note(_ part: String, _ words: String, next: String) {
            found.append(
                CheckFinding(
                    .mitigationPlanned, .block, at: "action/\(action.id)/\(part)",
                    "Action “\(action.title)”: \(words)", next: next))
        }
        if !action.leads.contains(where: { $0.kind == .named }) {
            note("lead", "nobody leads it", next: "Enter who leads the action")
        }
        if action.target.date?.isWithoutDate ?? true {
            note("target", "it has no date", next: "Enter a target date")
        }
        if SelectionWords.trimmed(action.measure).isEmpty {
            note("measure", "how it will be seen that it worked is not said", next: "Enter a measure")
        }
        return found
    }

    /// DR13: a review after implementation, held when it is due, and dates for the stages of a staged
    /// assessment.
    static func reviewPlanned(_ facts: AssessmentFacts) -> [CheckFinding] {
        let path = "\(AssessmentPath.review)/date"
        var found: [CheckFinding] = []
        func note(_ path: String, _ message: String, next: String) {
            found.append(CheckFinding(.reviewPlanned, .block, at: path, message, next: next))
        }
        if let date = facts.content.day(path) {
            if let start = facts.content.day("\(AssessmentPath.about)/implementation"), date <= start {
                note(
                    path,
                    "Review: its date, \(date.written), is not after implementation on \(start.written)",
                    next: "Enter a day on which effects can be seen")
            }
            if facts.record.isReviewOverdue(on: facts.today), let due = facts.record.reviewDay {
                note(
                    due == date ? path : "\(AssessmentPath.review)/next",
                    "Review: it was due on \(due.written)",
                    next: "Review the assessment against what happened")
            }
        } else {
            note(path, "Review: no date is set", next: "Enter the day of the review")
        }
        guard facts.record.isStaged else { return found }
        let stages = facts.content.rows(AssessmentPath.stage)
        if stages.isEmpty {
            note(
                AssessmentPath.stage, "Stages: none is listed, though the assessment is worked out in stages",
                next: "Enter each stage with its date")
        }
        for row in stages where facts.content.day("\(AssessmentPath.stage)/\(row)/date") == nil {
            let title = facts.content["\(AssessmentPath.stage)/\(row)/title"]
            note(
                "\(AssessmentPath.stage)/\(row)/date", "Stage “\(title)”: no date is set",
                next: "Enter the day of this stage")
        }
        return found
    }
}

extension AssessmentRecord {
    /// The day of the review that comes next; `nil` where none is to come.
    public var reviewDay: CalendarDay? {
        let reviewed = last(.reviewed)
        let signed = last(.signed)?.sequence ?? 0
        return content.reviewDay(
            afterReviewOn: reviewed?.at.utcDay, isSignedSince: signed > (reviewed?.sequence ?? 0))
    }

    /// Whether its review was due before a day and has not been held.
    public func isReviewOverdue(on today: CalendarDay) -> Bool {
        guard state.waitsForReview, let due = reviewDay else { return false }
        return due < today
    }
}

extension AssessmentContent {
    /// The day of the review that comes next: the one planned (`review/date`) until a review was recorded,
    /// then the one that this review set (`review/next`), if it is later; `nil` where none is to come.
    ///
    /// A version signed after the review plans anew: its own day counts too, and stays due if it has passed.
    public func reviewDay(
        afterReviewOn reviewed: CalendarDay?, isSignedSince: Bool = false
    ) -> CalendarDay? {
        let planned = day("\(AssessmentPath.review)/date")
        guard let reviewed else { return planned }
        let next = day("\(AssessmentPath.review)/next")
        let coming = [isSignedSince ? planned : nil, next].compactMap { $0 }.filter { $0 > reviewed }
        return coming.min() ?? (isSignedSince ? planned : nil)
    }
}
