// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import EqualityDuty
import Storage
import WebServer

/// What an act asks of the person who does it.
struct ActForm {
    let act: AssessmentAct
    let open: OpenAssessment
    let people: [Person]

    /// The acts that this form does; the others have pages of their own.
    static let acts: Set<AssessmentAct> = [
        .screened, .screeningAuthorised, .screeningReturned, .consultationOpened, .consultationClosed,
        .sentToChallenge, .returned, .sentForSignature, .signed, .signOffReopened, .implemented, .reviewed,
        .closed, .superseded, .withdrawn,
    ]

    /// The parts that must be named by this act, where nobody is named yet.
    private var naming: [(part: AssessmentParty.Part, name: String, label: String, isNeeded: Bool)] {
        switch act {
        case .screened: [(.authoriser, "authoriser", "Who authorises the screening", true)]
        case .sentToChallenge: [(.challenger, "challenger", "Peer challenger, from another service", true)]
        case .sentForSignature:
            [
                (.signer, "signer", "Who signs", true),
                (.secondSigner, "second", "Who signs as well (optional)", false),
            ]
        default: []
        }
    }

    private func candidates(_ part: AssessmentParty.Part) -> [Person] {
        people.filter { AssessmentWorkflow.namingRefusal(of: part, person: $0, on: open.record) == nil }
    }

    /// Stand-ins for whoever will be named, so that a page is not refused for want of them.
    var everybodyWhoCouldBeNamed: [AssessmentParty] {
        naming.filter { open.record.parties($0.part).isEmpty && $0.isNeeded }.compactMap { need in
            candidates(need.part).first.map { AssessmentParty(need.part, $0) }
        }
    }

    private var needsReason: Bool {
        switch act {
        case .screeningReturned, .returned, .signOffReopened, .closed, .superseded, .withdrawn: true
        default: false
        }
    }

    private static let causes: [(String, String)] = [
        ("scope", "The scope changed"), ("budget", "The budget changed"),
        ("eligibility", "Who is eligible changed"), ("delivery", "The way of delivering changed"),
        ("correction", "A correction, with no change to the proposal"),
    ]

    var explanation: HTML {
        switch act {
        case .screened: "<p>The screening goes to somebody else, who authorises it or sends it back.</p>"
        case .screeningAuthorised:
            "<p>You authorise what the screening came to. It becomes a record of its own.</p>"
        case .sentToChallenge:
            "<p>The version below is frozen for the challenger. You answer each point before sign-off.</p>"
        case .sentForSignature:
            "<p>The version below is frozen. The signer signs exactly this, or sends it back.</p>"
        case .signed:
            "<p>You sign exactly this version. A later change makes a new version, and sign-off starts again.</p>"
        case .signOffReopened:
            "<p>The signed version stays as it is. A new version is written, and everybody who sees the old one is told.</p>"
        case .reviewed:
            "<p>Record what really happened in the review section first. The next review date is set there too.</p>"
        default: HTML()
        }
    }

    func inputs(_ visit: Visit, _ problems: [Problem]) -> HTML {
        var html = HTML()
        let fields = visit.fields
        for need in naming {
            let named = open.record.parties(need.part)
            if let first = named.first(where: \.isPresent) {
                html += "<p>\(need.part.name): \(first.post).</p>\n"
                continue
            }
            let people = candidates(need.part)
            if people.isEmpty, need.isNeeded {
                html += "<div id=\"\(need.name)\" tabindex=\"-1\"></div>\n"
                html +=
                    InsetText(
                        "<p>\(need.label): nobody can be named. Ask an administrator to record where people work and which roles they have.</p>"
                    ).html
                continue
            }
            let chosen = fields.text(need.name)
            let choices =
                [Choice("", "Select", isChosen: chosen.isEmpty)]
                + people.map { Choice($0.id, $0.post, isChosen: $0.id == chosen) }
            html += Select(need.name, label: need.label, choices, problems).html
        }
        if act == .sentToChallenge || act == .sentForSignature || act == .screened {
            let day = DateField("due", "Due day", fields)
            html += day.input(hint: "When you need it back (optional), for example 31 3 2027", problems).html
        }
        if act == .signOffReopened {
            let chosen = fields.text("cause")
            let all = Self.causes.map { Choice($0.0, $0.1, isChosen: $0.0 == chosen) }
            html += Radios("cause", label: "What changed", all, problems).html
        }
        if act == .superseded {
            html +=
                TextInput(
                    "by", label: "Reference of the assessment that replaces it", value: fields.text("by"),
                    width: .twenty,
                    problems
                ).html
        }
        if act == .signed { html += signing(fields, problems) }
        if act == .screeningAuthorised || act == .reviewed {
            html +=
                TextArea("note", label: "Remarks (optional)", value: fields.raw("note"), rows: 3, problems)
                .html
        }
        if needsReason {
            html += TextArea("reason", label: "Reason", value: fields.raw("reason"), rows: 3, problems).html
        }
        return html
    }

    private func signing(_ fields: FormFields, _ problems: [Problem]) -> HTML {
        let capacity = AssessmentWorkflow.capacity(of: open.person, on: open.record)?.name ?? "Signer"
        let attest = Choice(
            "yes",
            "I have read this version, and it shows what I know of the effects on people. I sign it as it stands",
            isChosen: fields.text("attest") == "yes" && fields.text("version") == "\(open.record.version)")
        return """
            <p>You sign as: \(capacity).</p>
            \(Checkboxes("attest", label: "Attestation", [attest], problems))
            \(TextArea("note", label: "Remarks (optional)", value: fields.raw("note"), rows: 3, problems))
            \(TextInput("password", label: "Your password", hint: "Asked again, because signing binds", kind: .password, width: .twenty, autocomplete: "current-password", problems))
            """
    }

    /// What was typed: the details kept with the act, who was named, the due day, and every mistake.
    func reading(_ visit: Visit) -> (
        details: [String: String], parties: [(part: AssessmentParty.Part, person: Person)], due: CalendarDay?,
        problems: [Problem]
    ) {
        let fields = visit.fields
        var details: [String: String] = [:]
        var parties: [(part: AssessmentParty.Part, person: Person)] = []
        var problems: [Problem] = []
        for need in naming where !open.record.parties(need.part).contains(where: \.isPresent) {
            let chosen = fields.text(need.name)
            if let person = candidates(need.part).first(where: { $0.id == chosen }) {
                parties.append((need.part, person))
                details[need.name] = person.post
            } else if need.isNeeded {
                problems.append(
                    Problem(
                        at: need.name, "Select \(need.label.prefix(1).lowercased() + need.label.dropFirst())")
                )
            }
        }
        let due = DateField("due", "Due day", fields).reading()
        if let problem = due.problem { problems.append(problem) }
        if needsReason {
            let reason = fields.text("reason")
            if reason.isEmpty { problems.append(Problem(at: "reason", "Enter the reason")) }
            if reason.count > 5_000 {
                problems.append(Problem(at: "reason", "Reason must be 5,000 characters or fewer"))
            }
            details["reason"] = reason
        }
        if act == .signOffReopened {
            let cause = fields.text("cause")
            if let words = Self.causes.first(where: { $0.0 == cause }) {
                details["cause"] = words.1.prefix(1).lowercased() + words.1.dropFirst()
            } else {
                problems.append(Problem(at: "cause", "Select what changed"))
            }
        }
        if act == .superseded {
            let by = fields.text("by")
            if by.isEmpty {
                problems.append(Problem(at: "by", "Enter the reference of the assessment that replaces it"))
            }
            details["by"] = by
        }
        if act == .signed {
            if fields.text("attest") != "yes" {
                problems.append(Problem(at: "attest", "Select the attestation, or send the assessment back"))
            }
            if fields.raw("password").isEmpty {
                problems.append(Problem(at: "password", "Enter your password"))
            }
            details["attestation"] = "Has read this version and signs it as it stands"
            details["capacity"] = AssessmentWorkflow.capacity(of: open.person, on: open.record)?.code ?? ""
        }
        if act == .screened || act == .screeningAuthorised {
            details["outcome"] = open.content["screening/outcome"]
        }
        let note = fields.text("note")
        if !note.isEmpty { details["note"] = note }
        return (details, parties, due.day, problems)
    }
}
