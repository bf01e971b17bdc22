// SPDX-License-Identifier: Apache-2.0
import EqualityDuty

/// An invented council with one complete assessment in which the checks find nothing missing.
enum Eastmarsh {
    static let characteristics = [
        Characteristic(code: "age", name: "Age"),
        Characteristic(code: "disability", name: "Disability"),
        Characteristic(
            code: "marriage-and-civil-partnership", name: "Marriage and civil partnership", aims: [.a]),
    ]

    static let residents = "impact/age/residents"
    static let service = "Leisure"
    static let directorate = "Communities"

    static let author = person("author", "Leisure manager", .serviceManager, directorate, service)
    static let owner = person("owner", "Head of Leisure", .serviceManager, directorate, service)
    static let challenger = person("challenger", "Head of Libraries", .challenger, directorate, "Libraries")
    static let signer = person("signer", "Director of Communities", .director, directorate, "")
    static let second = person("second", "Director of Finance", .director, "Resources", "")
    static let delegate = person("delegate", "Deputy director", .director, directorate, "")
    static let authoriser = person("authoriser", "Director of Housing", .director, "Housing", "")
    static let lead = person("lead", "Equality lead", .equalityLead, "Resources", "Policy")
    static let clerk = person("clerk", "Democratic services officer", .democraticServices, "Resources", "")
    static let member = person("member-1", "Member for Marsh ward", .councillor)
    static let otherMember = person("member-2", "Member for Hill ward", .councillor)
    static let stranger = person("stranger", "Member for Quay ward", .councillor)
    static let auditor = person("auditor", "Internal auditor", .auditor)
    static let everybody = [
        author, owner, challenger, signer, second, delegate, authoriser, lead, clerk, member, otherMember,
        stranger, auditor,
    ]

    static func person(
        _ id: String, _ post: String, _ role: Role, _ directorate: String = "", _ service: String = "",
        isDisabled: Bool = false
    ) -> Person {
        Person(
            id: id, signInName: id, post: post, grants: [Grant(role, within: .body)], isDisabled: isDisabled,
            directorate: directorate, service: service)
    }

    static func party(_ part: AssessmentParty.Part, _ person: Person, isPresent: Bool = true)
        -> AssessmentParty
    {
        AssessmentParty(
            part, personID: person.id, post: person.post, directorate: person.directorate,
            service: person.service, isPresent: isPresent)
    }

    /// Midday of a day.
    static func noon(_ day: CalendarDay) -> Instant {
        Instant(milliseconds: Int64(day.dayNumber) * 86_400_000 + 43_200_000)
    }

    static let begun = CalendarDay(2026, 2, 2)
    static let signedOn = CalendarDay(2026, 4, 20)
    static let reported = CalendarDay(2026, 5, 1)
    static let meeting = CalendarDay(2026, 5, 11)
    static let today = CalendarDay(2026, 6, 1)

    static let template = AssessmentTemplate(
        id: "full", version: 1, name: "Full assessment", kind: .full, effectiveFrom: CalendarDay(2026, 1, 1),
        scales: [
            .init(
                id: "level",
                steps: [
                    .init(code: "none", label: "None", rank: 0), .init(code: "low", label: "Low", rank: 30),
                    .init(code: "high", label: "High", rank: 100),
                ])
        ],
        sections: [
            .init(
                id: "impact", title: "Impact",
                groups: [
                    .init(
                        id: "impact", shape: .eachCharacteristic(people: [.residents, .staff]),
                        questions: [
                            .init(id: "direction", label: "Direction", kind: .text),
                            .init(id: "number", label: "How many people", kind: .number),
                            .init(id: "before", label: "Before", kind: .scale("level")),
                            .init(id: "residual", label: "Residual", kind: .scale("level")),
                        ])
                ]),
            .init(
                id: "review", title: "Review", answerer: .reviewer,
                groups: [.init(id: "review", questions: [.init(id: "held", label: "Held", kind: .date)])]),
        ])

    static func shortened(_ kind: AssessmentTemplate.Kind) -> AssessmentTemplate {
        AssessmentTemplate(
            id: kind.rawValue, version: 1, name: kind.rawValue, kind: kind,
            effectiveFrom: CalendarDay(2026, 1, 1), sections: template.sections)
    }

    /// Everything written: a swimming pool opens later in the morning.
    static var content: AssessmentContent {
        var fields = [
            "about/title": "Opening hours of the pool", "about/implementation": "2026-07-01",
            "proposal/scope": "The pool opens at nine", "proposal/budget": "Saves a shift",
            "proposal/eligibility": "Everybody", "proposal/delivery": "By the council",
            "proposal/preferred-on": "2026-03-02",
            "evidence/e1/title": "Visits by hour", "evidence/e1/source": "Leisure bookings",
            "evidence/e1/coverage": "The pool, all visitors", "evidence/e1/date": "2025-12-31",
            "engagement/g1/title": "Talks at the pool", "engagement/g1/who": "Early swimmers",
            "engagement/g1/findings": "Older swimmers come before work hours",
            "engagement/g1/answer": "Two early mornings are kept", "engagement/g1/closed": "2026-03-20",
            "engagement/g1/present": "age", "engagement/g1/missing": "disability",
            "option/o1/title": "Open at nine", "option/o2/title": "Change nothing",
            "mitigation/m1/impact": residents, "mitigation/m1/response": "action",
            "mitigation/m1/action": "a1",
            "outcome/kind": "adjust", "outcome/unlawful": "no",
            "outcome/cumulative": "Bus times changed too; the early bus is kept",
            "review/date": "2027-01-15",
            "provider/contracted-out": "no",
        ]
        for characteristic in characteristics {
            let code = characteristic.code
            for aim in characteristic.aims {
                fields["aim/\(code)/\(aim.rawValue)"] = "none"
                fields["aim/\(code)/\(aim.rawValue)-reason"] = "The pool stays open to all"
            }
            fields["aim/\(code)/evidence"] = "e1"
            for people in AffectedPeople.allCases {
                fields["impact/\(code)/\(people.rawValue)/direction"] = "neutral"
                fields["impact/\(code)/\(people.rawValue)/reason"] = "They come later in the day"
                fields["impact/\(code)/\(people.rawValue)/evidence"] = "e1"
            }
        }
        fields["\(residents)/direction"] = "negative"
        fields["\(residents)/description"] = "Older swimmers lose the early hours"
        fields["\(residents)/before"] = "high"
        fields["\(residents)/residual"] = "low"
        return AssessmentContent(fields)
    }

    static func action(
        lead: String = "Leisure manager", target: String = "30 June 2026", measure: String = "Early visits"
    ) -> Action {
        var action = Action.reading(
            ActionCells(
                title: "Keep two early mornings", leadOfficer: lead, targetDate: target,
                status: "Not started"),
            id: "a1", characteristics: CharacteristicVocabulary([]), lastUpdated: signedOn)
        action.measure = measure
        action.assessmentID = "assessment"
        return action
    }

    static func event(
        _ sequence: Int, _ act: AssessmentAct, _ day: CalendarDay, _ person: Person, version: Int = 2,
        _ details: [String: String] = [:]
    ) -> AssessmentEvent {
        AssessmentEvent(
            sequence: sequence, act, at: noon(day), byID: person.id, byPost: person.post, version: version,
            digest: "digest-\(version)", details: details)
    }

    static var decision: AssessmentDecision {
        let acknowledged = noon(CalendarDay(2026, 5, 8))
        return AssessmentDecision(
            id: "decision", reference: "26/00042", title: "Opening hours of the pool", maker: .committee,
            makerName: "Leisure Committee", meetingAt: noon(meeting), reportPublished: reported,
            members: [member, otherMember].map {
                .init(
                    personID: $0.id, post: $0.post, acknowledgedAt: acknowledged, version: 2,
                    digest: "digest-2")
            },
            listedVersion: 2, listedDigest: "digest-2", takenAt: noon(meeting), decided: "Agreed",
            recordedBy: clerk.post)
    }

    /// The assessment once it is decided and published, with nothing missing.
    static var complete: AssessmentRecord {
        AssessmentRecord(
            id: "assessment", version: 2, reference: "EIA-2026-004", title: "Opening hours of the pool",
            template: template, state: .decided, directorate: directorate, service: service,
            content: content,
            parties: [
                party(.author, author), party(.owner, owner), party(.challenger, challenger),
                party(.signer, signer),
            ],
            versions: [
                AssessmentVersion(
                    number: 1, at: noon(begun), byID: author.id, byPost: author.post, digest: "digest-1"),
                AssessmentVersion(
                    number: 2, at: noon(CalendarDay(2026, 4, 1)), byID: author.id, byPost: author.post,
                    digest: "digest-2", isFrozen: true),
            ],
            events: [
                event(1, .started, begun, author, version: 1),
                event(2, .sentToChallenge, CalendarDay(2026, 4, 2), author),
                event(3, .challenged, CalendarDay(2026, 4, 10), challenger),
                event(4, .sentForSignature, CalendarDay(2026, 4, 14), author),
                event(5, .signed, signedOn, signer, ["capacity": "signer"]),
                event(6, .published, reported, clerk),
                event(7, .putToDecision, reported, clerk),
                event(8, .acknowledged, CalendarDay(2026, 5, 8), member),
                event(9, .acknowledged, CalendarDay(2026, 5, 8), otherMember),
                event(10, .decided, meeting, clerk),
            ],
            points: [
                AssessmentPoint(
                    id: "p1", kind: .challenge, section: "impact", verdict: .improve, text: "Who is early?",
                    byID: challenger.id, byPost: challenger.post, at: noon(CalendarDay(2026, 4, 9)),
                    answer: "See the bookings", answeredBy: author.post)
            ],
            actions: [action()], decision: decision,
            publications: [AssessmentPublication(edition: 1, version: 2, at: noon(reported))])
    }

    /// The same, as it stood in an earlier state.
    static func record(_ state: AssessmentState) -> AssessmentRecord {
        var record = complete
        record.state = state
        let reached: Int
        switch state {
        case .draft, .screening, .inProgress, .consulting: reached = 1
        case .challenge: reached = 2
        case .awaitingSignOff: reached = 4
        case .signed: reached = 5
        case .beforeDecision: reached = 7
        case .notNeeded, .decided, .inForce, .closed, .superseded, .withdrawn: return record
        }
        record.events.removeAll { $0.sequence > reached }
        record.publications = []
        record.decision?.takenAt = nil
        record.decision?.members = [member, otherMember].map { .init(personID: $0.id, post: $0.post) }
        if reached < 7 {
            record.decision?.listedVersion = 0
            record.decision?.listedDigest = ""
        }
        return record
    }

    static func findings(
        _ record: AssessmentRecord, neighbours: [NeighbouringAssessment] = [],
        signed: AssessmentContent? = content, on today: CalendarDay = today
    ) -> [CheckFinding] {
        AssessmentChecks.findings(
            record: record, characteristics: characteristics, neighbours: neighbours, signedContent: signed,
            on: today, at: noon(today))
    }

    /// The complete assessment with some fields changed, before and after signature alike.
    static func findings(_ changes: [String: String]) -> [CheckFinding] {
        var record = complete
        record.content = record.content.applying(changes)
        return findings(record, signed: record.content)
    }
}
