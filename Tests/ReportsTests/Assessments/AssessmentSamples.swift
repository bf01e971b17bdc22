// SPDX-License-Identifier: Apache-2.0
import EqualityDuty

/// One assessment with something of everything, for an invented council.
enum AssessmentSample {
    static let characteristics = [
        Characteristic(code: "age", name: "Age"), Characteristic(code: "disability", name: "Disability"),
        Characteristic(code: "carers", name: "Carers", aliases: ["unpaid carers"], aims: [.b]),
    ]
    static let vocabulary = CharacteristicVocabulary(
        characteristics.map { .init(code: $0.code, name: $0.name, aliases: $0.aliases) })

    typealias Question = AssessmentTemplate.Question

    static let template = AssessmentTemplate(
        id: "sample", version: 2, name: "Sample assessment", purpose: "Shows every kind.", kind: .full,
        source: "Made for tests.", effectiveFrom: CalendarDay(2026, 4, 1),
        scales: [
            .init(
                id: "level",
                steps: [
                    .init(code: "none", label: "None", rank: 0), .init(code: "low", label: "Low", rank: 33),
                    .init(code: "high", label: "High", rank: 100),
                ])
        ],
        sections: [
            .init(
                id: "about", title: "About the proposal", guidance: "Say it plainly.",
                groups: [
                    .init(
                        id: "about",
                        questions: [
                            Question(id: "what", label: "What is proposed?", kind: .longText, need: .always),
                            Question(id: "why", label: "Why?", kind: .longText),
                            Question(id: "implementation", label: "When does it start?", kind: .date),
                            Question(
                                id: "kind", label: "Kind",
                                kind: .choice([
                                    .init(code: "service", label: "Service change"),
                                    .init(code: "policy", label: "Policy", hint: "a written one"),
                                ])),
                            Question(id: "file", label: "Attachment", kind: .attachment),
                        ])
                ]),
            .init(
                id: "impact", title: "Impact",
                groups: [
                    .init(
                        id: "impact", title: "Impact",
                        shape: .eachCharacteristic(people: [.residents, .staff]),
                        questions: [
                            Question(
                                id: "direction", label: "Direction of impact",
                                kind: .choice(
                                    ImpactDirection.allCases.map { .init(code: $0.rawValue, label: $0.name) })
                            ),
                            Question(
                                id: "description", label: "How?", kind: .longText,
                                need: .when(.isOneOf(".direction", ["negative"])),
                                shown: .isNoneOf(".direction", ["neutral"])),
                            Question(id: "number", label: "How many people?", kind: .number),
                            Question(id: "before", label: "Before mitigation", kind: .scale("level")),
                            Question(id: "residual", label: "After mitigation", kind: .scale("level")),
                            Question(id: "evidence", label: "Evidence", kind: .evidence),
                        ]),
                    .init(
                        id: "aim", title: "Aims", shape: .eachCharacteristic(people: []),
                        questions: [
                            Question(id: "a", label: "Aim A", kind: .yesNo, aim: .a),
                            Question(id: "b", label: "Aim B", kind: .yesNo, aim: .b),
                        ]),
                ]),
            .init(
                id: "evidence", title: "Evidence",
                groups: [
                    .init(
                        id: "evidence", title: "Evidence", shape: .rows(of: "evidence item"),
                        questions: [
                            Question(id: "title", label: "What it is", kind: .text, need: .always),
                            Question(id: "source", label: "Who says so", kind: .text),
                            Question(id: "date", label: "Date", kind: .date),
                            Question(id: "characteristics", label: "About", kind: .characteristics),
                            Question(id: "link", label: "Address", kind: .link),
                        ])
                ]),
            .init(
                id: "mitigation", title: "Mitigation", shown: .isFilled("about/what"),
                groups: [
                    .init(
                        id: "mitigation", shape: .rows(of: "answer"),
                        questions: [
                            Question(id: "impact", label: "Which impact?", kind: .impact),
                            Question(id: "action", label: "Action", kind: .action),
                            Question(id: "reason", label: "Why nothing?", kind: .longText),
                        ])
                ]),
            .init(
                id: "outcome", title: "Outcome",
                groups: [
                    .init(
                        id: "outcome",
                        questions: [
                            Question(
                                id: "kind", label: "Outcome",
                                kind: .choice([
                                    .init(code: "no-change", label: "No change"),
                                    .init(code: "continue", label: "Continue despite adverse impact"),
                                ])),
                            Question(
                                id: "justification", label: "Why go on?", kind: .longText,
                                shown: .isOneOf("outcome/kind", ["continue"])),
                        ])
                ]),
        ])

    static let content = AssessmentContent([
        "about/what": "End the delivery of meals to the homes of older people.\nAnother line <b>& more</b>.",
        "about/implementation": "2027-04-01", "about/kind": "service",
        "impact/age/residents/direction": "negative",
        "impact/age/residents/description": "People over 80 lose a hot meal.",
        "impact/age/residents/number": "0", "impact/age/residents/before": "high",
        "impact/age/residents/residual": "low", "impact/age/residents/evidence": "0192-1\n0192-2",
        "impact/disability/residents/direction": "neutral", "impact/disability/staff/direction": "unknown",
        "aim/age/a": "no", "aim/carers/b": "yes", "evidence/0192-1/title": "Survey of users",
        "evidence/0192-1/source": "The council", "evidence/0192-1/date": "2026-05-01",
        "evidence/0192-1/characteristics": "age\ncarers", "evidence/0192-2/title": "Officer's note",
        "mitigation/0193-1/impact": "impact/age/residents", "mitigation/0193-1/response": "action",
        "mitigation/0193-1/action": "a-1", "outcome/kind": "continue",
        "outcome/justification": "The secret saving of 12 pounds.", "done/about": "yes",
    ])

    static let day: Int64 = 86_400_000

    static func at(_ day: Int64, _ milliseconds: Int64 = 0) -> Instant {
        Instant(milliseconds: (20_500 + day) * Self.day + milliseconds)
    }

    static var record: AssessmentRecord {
        var action = Action.reading(
            ActionCells(
                title: "Find a provider of lunch clubs", leadOfficer: "Head of Adult Care",
                targetDate: "Before July 2027", status: "On target", characteristics: "Age"),
            id: "a-1", version: 3, characteristics: vocabulary, outcomeNote: "",
            lastUpdated: CalendarDay(2026, 9, 1))
        action.measure = "Places taken up"
        action.assessmentID = "0190-x"
        return AssessmentRecord(
            id: "0190-x", version: 2, reference: "EIA-2026-004", legacyReference: "FCL 28",
            title: "Meals at home", template: template, state: .decided, directorate: "Adult Care",
            service: "Meals", content: content,
            parties: [
                .init(.owner, personID: "u-1", post: "Head of Adult Care", directorate: "Adult Care"),
                .init(.author, personID: "u-2", post: "Meals manager", service: "Meals"),
                .init(.section("impact"), personID: "u-3", post: "Equality adviser", isPresent: false),
            ],
            versions: [
                .init(number: 1, at: at(0, 123), byID: "u-2", byPost: "Meals manager", digest: "aa"),
                .init(
                    number: 2, at: at(3), byID: "u-3", byPost: "Equality adviser", reason: "After the survey",
                    digest: "bb", isFrozen: true),
            ],
            events: [
                .init(sequence: 1, .started, at: at(0), byID: "u-2", byPost: "Meals manager"),
                .init(
                    sequence: 2, .signed, at: at(4), byID: "u-1", byPost: "Head of Adult Care", version: 2,
                    digest: "bb", details: ["capacity": "signer", "attestation": "I have read it."]),
            ],
            points: [
                .init(
                    id: "pt-1", kind: .challenge, section: "impact", verdict: .improve, text: "Who else?",
                    byID: "u-9", byPost: "Head of Housing", at: at(2), answer: "Carers.",
                    answeredBy: "Meals manager")
            ],
            actions: [action],
            decision: .init(
                id: "d-1", version: 2, reference: "26/00024", title: "Meals", maker: .committee,
                makerName: "Adult Care Committee", meetingAt: at(30),
                reportPublished: CalendarDay(2026, 3, 1),
                members: [
                    .init(
                        personID: "u-5", post: "Chair", acknowledgedAt: at(29, 7), version: 2, digest: "bb"),
                    .init(personID: "u-6", post: "Vice chair"),
                ],
                removals: [
                    .init(
                        personID: "u-7", post: "Ward member", at: at(28), byID: "u-8",
                        byPost: "Committee clerk", reason: "Ill", unread: "EIA-2026-004, version 2")
                ], listedVersion: 2, listedDigest: "bb", takenAt: at(30, 999),
                decided: "To end the service on 1 April 2027", recordedBy: "Democratic services"),
            publications: [
                .init(
                    edition: 1, version: 2, at: at(31), reason: "First", exemptUntil: CalendarDay(2027, 1, 1))
            ])
    }

    static var changes: [Int: [String: String]] {
        let first = AssessmentContent(["about/what": "A first thought", "about/old": "gone later"])
        return [1: first.fields, 2: content.changes(from: first)]
    }
}
