// SPDX-License-Identifier: Apache-2.0

/// DR6 to DR8: aims, evidence, engagement.
extension AssessmentChecks {
    /// DR6: every aim answered for every characteristic that counts for it; "no impact" with reason and
    /// evidence.
    static func aimsAnswered(_ facts: AssessmentFacts) -> [CheckFinding] {
        let answers: Set<String> = ["helps", "hinders", "none", "unknown"]
        var found: [CheckFinding] = []
        for characteristic in facts.characteristics {
            let path = "\(AssessmentPath.aim)/\(characteristic.code)"
            let evidence = "\(path)/evidence"
            var claimsNone = false
            for aim in GeneralDutyAim.allCases where characteristic.aims.contains(aim) {
                let cell = "\(path)/\(aim.rawValue)"
                let answer = facts.content[cell]
                if !answers.contains(answer) {
                    found.append(
                        CheckFinding(
                            .aimsAnswered, .block, at: cell,
                            "\(characteristic.name), aim \(aim.letter): not answered",
                            next: "Select what the proposal does for this aim: \(aim.name.lowercased())"))
                }
                guard answer == "none" else { continue }
                claimsNone = true
                if !facts.content.isFilled("\(cell)-reason") {
                    found.append(
                        CheckFinding(
                            .aimsAnswered, .block, at: "\(cell)-reason",
                            "\(characteristic.name), aim \(aim.letter): no reason is given for “no impact”",
                            next: "Enter why the proposal makes no difference to this aim"))
                }
            }
            if claimsNone, facts.linked(facts.content.lines(evidence)).isEmpty {
                found.append(
                    CheckFinding(
                        .aimsAnswered, .block, at: evidence,
                        "\(characteristic.name), aims: no evidence is linked to “no impact”",
                        next: "Link the evidence that shows it"))
            }
            found += blankDirections(characteristic, facts)
        }
        for impact in facts.impacts { found += unreasoned(impact, facts) }
        return found
    }

    private static func blankDirections(
        _ characteristic: Characteristic, _ facts: AssessmentFacts
    ) -> [CheckFinding] {
        facts.record.template.impactPeople.compactMap { people in
            let cell = "\(AssessmentPath.impact)/\(characteristic.code)/\(people.rawValue)/direction"
            guard ImpactDirection(rawValue: facts.content[cell]) == nil else { return nil }
            return CheckFinding(
                .aimsAnswered, .block, at: cell,
                "\(characteristic.name), \(facts.name(people)): no impact is stated,"
                    + " and a blank is not “no impact”",
                next: "Select whether the impact is positive, negative, none or not known")
        }
    }

    private static func unreasoned(_ impact: AssessmentImpact, _ facts: AssessmentFacts) -> [CheckFinding] {
        var found: [CheckFinding] = []
        if impact.direction == nil, impact.path.hasPrefix("\(AssessmentPath.combination)/") {
            return [
                CheckFinding(
                    .aimsAnswered, .block, at: "\(impact.path)/direction",
                    "\(facts.name(impact)): no impact is stated, and a blank is not “no impact”",
                    next: "Select whether the impact is positive, negative, none or not known")
            ]
        }
        let isNeutral = impact.direction == .neutral
        guard isNeutral || impact.direction == .notApplicable else { return [] }
        if impact.text("reason").isEmpty {
            let claim = isNeutral ? "no impact" : "not applicable"
            found.append(
                CheckFinding(
                    .aimsAnswered, .block, at: "\(impact.path)/reason",
                    "\(facts.name(impact)): no reason is given for “\(claim)”",
                    next: "Enter why there is no difference for them"))
        }
        if isNeutral, facts.linked(impact.evidence).isEmpty {
            found.append(
                CheckFinding(
                    .aimsAnswered, .block, at: "\(impact.path)/evidence",
                    "\(facts.name(impact)): no evidence is linked to “no impact”",
                    next: "Link the evidence that shows it"))
        }
        return found
    }

    /// DR7: every stated impact rests on evidence with source, date and coverage; what is old or not known is
    /// a listed gap with an action.
    static func evidenced(_ facts: AssessmentFacts) -> [CheckFinding] {
        var found: [CheckFinding] = []
        var used: [String: [String]] = [:]
        let gaps = facts.gapsWithPlan
        let acted = facts.impactsWithAction
        for impact in facts.impacts {
            let items = facts.linked(impact.evidence)
            for item in items { used[item.row, default: []] += impact.characteristics }
            let isGap =
                impact.characteristics.contains { !gaps.contains($0) } || impact.characteristics.isEmpty
            switch impact.direction {
            case .positive, .negative:
                guard items.isEmpty else { continue }
                found.append(
                    CheckFinding(
                        .evidenced, .warn, at: "\(impact.path)/evidence",
                        "\(facts.name(impact)): no evidence is linked to this impact",
                        next: "Link at least one evidence item, or add one"))
            case .unknown where isGap && !acted.contains(impact.path):
                found.append(
                    CheckFinding(
                        .evidenced, .warn, at: "\(impact.path)/direction",
                        "\(facts.name(impact)): the impact is not known,"
                            + " and nothing is planned to find it out",
                        next: "Enter what is not known of them, and how and by when it is found out"))
            case .unknown, .neutral, .notApplicable, .none: continue
            }
        }
        for code in facts.characteristics.map(\.code) {
            for row in facts.content.lines("\(AssessmentPath.aim)/\(code)/evidence") {
                used[row, default: []].append(code)
            }
        }
        for row in used.keys.sorted() {
            guard let item = facts.evidence[row] else { continue }
            found += incomplete(item, isGapListed: (used[row] ?? []).allSatisfy(gaps.contains), facts)
        }
        return found
    }

    private static func incomplete(
        _ item: EvidenceItem, isGapListed: Bool, _ facts: AssessmentFacts
    ) -> [CheckFinding] {
        let path = "\(AssessmentPath.evidence)/\(item.row)"
        let title = item.title.isEmpty ? "Evidence without a title" : "Evidence “\(item.title)”"
        func blank(_ part: String, _ words: String, next: String) -> CheckFinding {
            CheckFinding(.evidenced, .warn, at: "\(path)/\(part)", "\(title): \(words)", next: next)
        }
        var found: [CheckFinding] = []
        if item.source.isEmpty {
            found.append(blank("source", "no source is given", next: "Enter who says so, and where"))
        }
        if item.coverage.isEmpty {
            found.append(
                blank(
                    "coverage", "what it covers is not given",
                    next: "Enter the place and the people it covers"))
        }
        guard let date = item.date else {
            return found + [blank("date", "no date is given", next: "Enter the day it speaks of")]
        }
        let years = facts.thresholds.evidenceYears
        if date.adding(years: years) < facts.weighed, !isGapListed {
            found.append(
                blank(
                    "date", "it speaks of \(date.written), more than \(years) years ago",
                    next: "Link a newer item, or enter what is not known and how it is found out"))
        }
        return found
    }

    /// DR8: who took part and who was missing; closed before sign-off; summarised and answered.
    static func engaged(_ facts: AssessmentFacts) -> [CheckFinding] {
        let records = facts.content.engagement
        guard !records.isEmpty else {
            return [
                CheckFinding(
                    .engaged, .warn, at: AssessmentPath.engagement, "Engagement: none is recorded",
                    next: "Record who was heard, or say in the evidence why nobody was")
            ]
        }
        return records.flatMap { disengaged($0, facts) }
    }

    private static func disengaged(_ record: EngagementRecord, _ facts: AssessmentFacts) -> [CheckFinding] {
        let title = record.title.isEmpty ? "Engagement without a title" : "Engagement “\(record.title)”"
        var found: [CheckFinding] = []
        func note(_ part: String, _ words: String, next: String) {
            found.append(
                CheckFinding(
                    .engaged, .warn, at: "\(AssessmentPath.engagement)/\(record.row)/\(part)",
                    "\(title): \(words)", next: next))
        }
        if record.who.isEmpty { note("who", "who took part is not recorded", next: "Enter who took part") }
        let present = Set(record.present)
        if record.missing.isEmpty, facts.characteristics.contains(where: { !present.contains($0.code) }) {
            note(
                "missing", "which characteristics were missing is not recorded",
                next: "Select the characteristics of people who were not heard")
        }
        if record.findings.isEmpty {
            note("findings", "what people said is not summarised", next: "Enter what they said")
        }
        if record.answer.isEmpty {
            note("answer", "what was answered is not recorded", next: "Enter what was done with it, and why")
        }
        switch record.closed {
        case .none:
            note("closed", "the day on which it closed is not recorded", next: "Enter the day it closed")
        case .some(let day) where day > facts.weighed:
            let what = facts.signature == nil ? "it is still open" : "it closed after sign-off"
            note("closed", "\(what), until \(day.written)", next: "Sign off only what takes the answers in")
        case .some: break
        }
        return found
    }
}

extension AssessmentPath {
    /// `knowledge/CODE/meaning`, `/gap`, `/gap-plan`: what is known of a characteristic, what is not, and how
    /// and by when that is found out.
    public static let knowledge = "knowledge"
}

extension AssessmentTemplate {
    /// The people of whom it asks the impact for each characteristic.
    var impactPeople: [AffectedPeople] {
        for group in groups where group.id == AssessmentPath.impact {
            switch group.shape {
            case .eachCharacteristic(let people): return people
            case .single, .rows: return []
            }
        }
        return []
    }
}

extension AssessmentFacts {
    /// The evidence items at these rows, without rows that are gone.
    func linked(_ rows: [String]) -> [EvidenceItem] { rows.compactMap { evidence[$0] } }

    /// The characteristics for which a gap in the evidence is listed with a plan to close it.
    var gapsWithPlan: Set<String> {
        Set(
            characteristics.map(\.code).filter { code in
                let path = "\(AssessmentPath.knowledge)/\(code)"
                return content.isFilled("\(path)/gap") && content.isFilled("\(path)/gap-plan")
            })
    }

    /// The impacts that an action of the plan answers.
    var impactsWithAction: Set<String> {
        Set(mitigations.filter { $0.response == "action" && actions[$0.action] != nil }.flatMap(\.impacts))
    }
}
