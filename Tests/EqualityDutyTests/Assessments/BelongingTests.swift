// SPDX-License-Identifier: Apache-2.0
import EqualityDuty
import Testing

/// Whose assessment it is: a role that writes everywhere makes nobody the writer of everything.
@Suite struct `An assessment belongs to those who are named in it` {
    private static let stranger = Eastmarsh.person(
        "hr", "Workforce officer", .humanResources, "Resources", "Staffing")
    private static let colleague = Eastmarsh.person(
        "colleague", "Arts manager", .serviceManager, Eastmarsh.directorate, "Arts")

    private func refusal(_ act: AssessmentAct, _ person: Person, _ record: AssessmentRecord) -> String? {
        AssessmentWorkflow.refusal(
            of: act, by: person, on: record, at: Eastmarsh.noon(Eastmarsh.today), findings: [])
    }

    @Test(arguments: [
        (AssessmentAct.withdrawn, AssessmentState.inProgress), (.superseded, .inForce),
        (.sentToChallenge, .inProgress),
        (.signOffReopened, .decided),
    ])
    func `so that nobody else ends it or sends it on`(act: AssessmentAct, state: AssessmentState) {
        var record = Eastmarsh.record(state)
        record.state = state
        #expect(refusal(act, Self.stranger, record)?.contains("Leisure manager") == true)
        for person in [Eastmarsh.author, Eastmarsh.lead, Self.colleague] {
            #expect(refusal(act, person, record) == nil, "\(person.post)")
        }
        record.parties.removeAll { $0.part == .author || $0.part == .owner }
        #expect(refusal(act, Self.stranger, record) == nil, "somebody has to, where nobody is named")
    }

    @Test func `so that nobody else writes in it, and a section that was given away is its writer's`() {
        func refusal(_ person: Person, _ record: AssessmentRecord) -> String? {
            AssessmentWorkflow.writingRefusal(by: person, section: "impact", on: record)
        }
        var record = Eastmarsh.record(.inProgress)
        #expect(refusal(Self.stranger, record) != nil)
        #expect(refusal(Self.colleague, record) == nil)
        let writer = Eastmarsh.person("writer", "Analyst of buses", .commissioning, "Resources")
        record.parties.append(Eastmarsh.party(.section("impact"), writer))
        #expect(refusal(writer, record) == nil)
        #expect(refusal(Self.colleague, record)?.contains("Analyst of buses") == true)
        #expect(refusal(Eastmarsh.author, record) == nil && refusal(Eastmarsh.lead, record) == nil)
    }

    @Test func `who can write what they are named for`() {
        let record = Eastmarsh.record(.inProgress)
        func refusal(_ part: AssessmentParty.Part, _ person: Person) -> String? {
            AssessmentWorkflow.namingRefusal(of: part, person: person, on: record)
        }
        let administrator = Eastmarsh.person("admin", "Administrator", .administrator)
        #expect(refusal(.author, administrator)?.contains("does not write assessments") == true)
        #expect(
            refusal(.section("impact"), Eastmarsh.auditor)?.contains("does not write assessments") == true)
        #expect(refusal(.adviser, administrator)?.contains("does not see assessments") == true)
        #expect(refusal(.section("impact"), Self.stranger) == nil)
    }
}

@Suite struct `A short assessment that nobody challenges` {
    @Test func `is told that somebody is worse off, and stopped by nothing`() {
        var record = Eastmarsh.complete
        record.template = Eastmarsh.shortened(.short)
        record.parties.removeAll { $0.part == .challenger }
        record.events.removeAll { [.sentToChallenge, .challenged].contains($0.act) }
        record.points = []
        let found = Eastmarsh.findings(record).filter { $0.check == .independent }
        #expect(found.map(\.path) == ["parties/challenger"] && found.map(\.level) == [.warn])
        record.content = record.content.applying(["\(Eastmarsh.residents)/direction": "neutral"])
        #expect(Eastmarsh.findings(record, signed: record.content).filter { $0.check == .independent } == [])
    }
}

@Suite struct `What happened to an assessment` {
    @Test(arguments: [AssessmentState.challenge, .awaitingSignOff, .signed, .beforeDecision, .decided])
    func `leads to where it stands`(state: AssessmentState) {
        var record = Eastmarsh.record(state)
        // The events of the invented assessment begin where a screening would have led.
        record.template = Eastmarsh.template
        #expect(AssessmentWorkflow.state(givenBy: record) == state)
    }

    @Test func `does not lead to where a file might claim that it stands`() {
        var record = Eastmarsh.record(.challenge)
        record.state = .signed
        #expect(AssessmentWorkflow.state(givenBy: record) == .challenge)
        // One of two signatures is no sign-off.
        record = Eastmarsh.record(.signed)
        record.parties.append(Eastmarsh.party(.secondSigner, Eastmarsh.second))
        #expect(AssessmentWorkflow.state(givenBy: record) == .awaitingSignOff)
    }
}

@Suite struct `Characteristics by which a content is read` {
    @Test func `are those that count, and those of which something was written`() {
        let content = AssessmentContent([
            "impact/age/residents/direction": "negative", "impact/care-leavers/staff/direction": "positive",
            "aim/moon/a": "none", "review/date": "2027-01-01", "impact/age": "x",
        ])
        let own = [Characteristic(code: "age", name: "Age"), Characteristic(code: "race", name: "Race")]
        let known = [Characteristic(code: "care-leavers", name: "Care leavers")]
        let found = content.characteristics(counting: own, known: known)
        #expect(found.map(\.code) == ["age", "race", "moon", "care-leavers"])
        #expect(found.map(\.name) == ["Age", "Race", "moon", "Care leavers"])
    }
}
