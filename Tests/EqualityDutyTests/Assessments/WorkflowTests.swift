// SPDX-License-Identifier: Apache-2.0
import EqualityDuty
import Testing

/// An act, the state it is tried in, and everybody who may do it, by id.
struct ActRow: CustomTestStringConvertible {
    let act: AssessmentAct
    let state: AssessmentState
    let allowed: Set<String>

    init(_ act: AssessmentAct, _ state: AssessmentState, _ allowed: [Person]) {
        self.act = act
        self.state = state
        self.allowed = Set(allowed.map(\.id))
    }

    var testDescription: String { "\(act.name), \(state.name)" }

    /// Who writes: author, owner, and those whose role lets them write in all of the body.
    static let writers = [
        Eastmarsh.author, Eastmarsh.owner, Eastmarsh.second, Eastmarsh.delegate, Eastmarsh.authoriser,
        Eastmarsh.lead,
    ]

    static let all: [ActRow] = [
        ActRow(.screened, .draft, writers), ActRow(.consultationOpened, .inProgress, writers),
        ActRow(.screeningAuthorised, .screening, [Eastmarsh.authoriser]),
        ActRow(.screeningReturned, .screening, [Eastmarsh.authoriser]),
        ActRow(.consultationClosed, .consulting, writers), ActRow(.sentToChallenge, .inProgress, writers),
        ActRow(.challenged, .challenge, [Eastmarsh.challenger]),
        ActRow(.returned, .challenge, [Eastmarsh.challenger]),
        ActRow(.returned, .awaitingSignOff, [Eastmarsh.signer]),
        ActRow(.signed, .awaitingSignOff, [Eastmarsh.signer]),
        ActRow(.putToDecision, .signed, [Eastmarsh.lead, Eastmarsh.clerk]),
        ActRow(.acknowledged, .beforeDecision, [Eastmarsh.member, Eastmarsh.otherMember]),
        ActRow(.decided, .beforeDecision, [Eastmarsh.lead, Eastmarsh.clerk]),
        ActRow(.published, .signed, [Eastmarsh.lead, Eastmarsh.clerk]),
        ActRow(.unpublished, .decided, [Eastmarsh.lead, Eastmarsh.clerk]),
        ActRow(.implemented, .decided, writers + [Eastmarsh.clerk]),
        ActRow(.reviewed, .inForce, writers), ActRow(.superseded, .inForce, writers),
        ActRow(.signOffReopened, .signed, writers + [Eastmarsh.signer]),
        ActRow(.withdrawn, .inProgress, writers), ActRow(.templateMoved, .inProgress, writers),
        ActRow(
            .overridden, .inProgress,
            [
                Eastmarsh.lead, Eastmarsh.signer, Eastmarsh.second, Eastmarsh.delegate,
                Eastmarsh.authoriser,
            ]),
    ]

    var record: AssessmentRecord {
        var record = Eastmarsh.record(state)
        switch state {
        case .draft, .screening:
            record.template.sections[0].groups.append(.init(id: "screening", questions: []))
            record.content["screening/outcome"] = "full"
            record.parties.append(Eastmarsh.party(.authoriser, Eastmarsh.authoriser))
            record.events.append(Eastmarsh.event(2, .screened, Eastmarsh.begun, Eastmarsh.author))
        case .inForce:
            record.content["review/held"] = "2027-01-15"
        case .notNeeded, .inProgress, .consulting, .challenge, .awaitingSignOff, .signed, .beforeDecision,
            .decided, .closed, .superseded, .withdrawn:
            break
        }
        return record
    }
}

@Suite struct `Who may act on an assessment` {
    static let before = Eastmarsh.noon(CalendarDay(2026, 5, 4))

    static func refusal(
        _ act: AssessmentAct, _ person: Person, _ record: AssessmentRecord, at now: Instant = before
    ) -> String? {
        AssessmentWorkflow.refusal(of: act, by: person, on: record, at: now, findings: [])
    }

    @Test(arguments: ActRow.all) func `is as the table says, and everybody else is refused`(row: ActRow) {
        let record = row.record
        let allowed = Eastmarsh.everybody.filter { Self.refusal(row.act, $0, record) == nil }
        #expect(Set(allowed.map(\.id)) == row.allowed)
        for person in Eastmarsh.everybody where !row.allowed.contains(person.id) {
            let words = Self.refusal(row.act, person, record) ?? ""
            let names = (Eastmarsh.everybody.map(\.post) + Role.allCases.map { $0.name.lowercased() })
            #expect(names.contains { words.contains($0) }, "\(words)")
        }
    }

    @Test(arguments: ActRow.all) func `is nobody with a closed account`(row: ActRow) {
        for person in Eastmarsh.everybody {
            let closed = Person(
                id: person.id, signInName: person.id, post: person.post, grants: person.grants,
                isDisabled: true, directorate: person.directorate, service: person.service)
            #expect(Self.refusal(row.act, closed, row.record) != nil)
        }
    }

    @Test func `is nobody in a state in which the act makes no sense`() {
        for act in AssessmentAct.onTheRoad {
            for state in AssessmentState.allCases {
                let mayBe = ActRow.all.contains { $0.act == act && $0.state == state }
                guard !mayBe, state == .withdrawn || state == .superseded, act != .published,
                    act != .unpublished, act != .decided
                else { continue }
                for person in Eastmarsh.everybody {
                    #expect(Self.refusal(act, person, Eastmarsh.record(state)) != nil, "\(act) \(state)")
                }
            }
        }
    }

    @Test func `reaches no further than the directorate of the role`() {
        let away = Person(
            id: "away", signInName: "away", post: "Housing manager",
            grants: [Grant(.serviceManager, within: .directorate("Housing"))], isDisabled: false)
        let record = Eastmarsh.record(.inProgress)
        #expect(Self.refusal(.sentToChallenge, away, record)?.contains("Leisure manager") == true)
        #expect(AssessmentWorkflow.writingRefusal(by: away, section: "impact", on: record) != nil)
    }

    @Test func `is listed in the order of the road`() {
        let record = Eastmarsh.record(.inProgress)
        let acts = AssessmentWorkflow.acts(
            for: Eastmarsh.author, on: record, at: Self.before, findings: [])
        #expect(acts == [.consultationOpened, .sentToChallenge, .withdrawn, .templateMoved])
        let held = AssessmentWorkflow.heldUp(
            for: Eastmarsh.author, on: record, at: Self.before, findings: [])
        #expect(held.map(\.act) == [.sentForSignature])
    }
}

@Suite struct `A screening` {
    private func record(_ outcome: String) -> AssessmentRecord {
        var record = ActRow(.screened, .draft, []).record
        record.content["screening/outcome"] = outcome
        return record
    }

    private func refusal(_ record: AssessmentRecord) -> String? {
        `Who may act on an assessment`.refusal(.screened, Eastmarsh.author, record)
    }

    @Test func `needs an outcome, and reasons or the other assessment with it`() {
        #expect(refusal(record("")) == "Select what the screening came to")
        #expect(refusal(record("not-needed")) == "Enter the reasons why no assessment is needed")
        #expect(refusal(record("covered")) == "Select the assessment that covers this one")
        #expect(refusal(record("full")) == nil)
        var reasoned = record("not-needed")
        reasoned.content["screening/reasons"] = "Names of streets"
        #expect(refusal(reasoned) == nil)
        reasoned.content["screening/age/level"] = "dont-know"
        #expect(refusal(reasoned)?.contains("full assessment is needed") == true)
    }

    @Test(arguments: [
        ("not-needed", AssessmentState.notNeeded), ("covered", .notNeeded), ("full", .inProgress),
    ])
    func `leads where its outcome says`(outcome: String, state: AssessmentState) {
        let record = record(outcome)
        #expect(
            AssessmentWorkflow.state(after: .screeningAuthorised, details: [:], on: record) == state)
        #expect(
            AssessmentWorkflow.state(
                after: .screeningAuthorised, details: ["outcome": outcome], on: self.record("")) == state)
    }

    @Test func `is not authorised by whoever did it`() {
        var record = ActRow(.screeningAuthorised, .screening, []).record
        record.parties.append(Eastmarsh.party(.authoriser, Eastmarsh.lead))
        record.events.append(Eastmarsh.event(3, .screened, Eastmarsh.begun, Eastmarsh.lead))
        let words = `Who may act on an assessment`.refusal(.screeningAuthorised, Eastmarsh.lead, record)
        #expect(words?.contains("Director of Housing") == true)
    }
}
