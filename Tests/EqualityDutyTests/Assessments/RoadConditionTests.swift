// SPDX-License-Identifier: Apache-2.0
import EqualityDuty
import Testing

@Suite struct `A screening sent for authorisation` {
    private var record: AssessmentRecord { ActRow(.screeningAuthorised, .screening, []).record }

    private func refusal(_ record: AssessmentRecord) -> String? {
        `Who may act on an assessment`.refusal(.screeningAuthorised, Eastmarsh.authoriser, record)
    }

    @Test func `is authorised only with what it had to hold when it was sent`() {
        #expect(refusal(record) == nil)
        var bare = record
        bare.content["screening/outcome"] = "not-needed"
        #expect(refusal(bare) == "Enter the reasons why no assessment is needed")
        bare.content["screening/reasons"] = "Names of streets"
        #expect(refusal(bare) == nil)
        bare.content["screening/age/level"] = "dont-know"
        #expect(refusal(bare)?.contains("full assessment is needed") == true)
        bare.content["screening/outcome"] = "covered"
        #expect(refusal(bare) == "Select the assessment that covers this one")
        bare.content["screening/outcome"] = ""
        #expect(refusal(bare) == "Select what the screening came to")
    }

    @Test func `is fixed until it is sent back`() {
        #expect(!AssessmentState.screening.isOpen)
        let words = AssessmentWorkflow.writingRefusal(by: Eastmarsh.author, section: "impact", on: record)
        #expect(words?.contains("Director of Housing") == true)
        let moving = `Who may act on an assessment`.refusal(.templateMoved, Eastmarsh.author, record)
        #expect(moving != nil)
        var back = record
        back.state = AssessmentWorkflow.state(after: .screeningReturned, details: [:], on: record)
        #expect(AssessmentWorkflow.writingRefusal(by: Eastmarsh.author, section: "impact", on: back) == nil)
    }
}

@Suite struct `A proposal in force` {
    private func refusal(_ act: AssessmentAct, _ record: AssessmentRecord) -> String? {
        `Who may act on an assessment`.refusal(act, Eastmarsh.owner, record)
    }

    @Test func `was decided first, or is an officer's to decide`() {
        #expect(refusal(.implemented, Eastmarsh.complete) == nil)
        for state in [AssessmentState.signed, .decided] {
            var record = Eastmarsh.record(state)
            record.decision?.takenAt = nil
            #expect(refusal(.implemented, record) == "Record the decision first")
            record.decision?.maker = .officer
            #expect(refusal(.implemented, record) == nil)
            record.decision = nil
            #expect(refusal(.implemented, record) == "Link the decision first")
        }
    }

    @Test(arguments: [AssessmentState.decided, .inForce, .closed])
    func `has its decision linked, or DR1 says so`(state: AssessmentState) {
        var record = Eastmarsh.complete
        record.state = state
        func missing() -> [String] {
            Eastmarsh.findings(record).filter { $0.check == .relevance }.map(\.path)
        }
        #expect(missing() == [])
        record.decision = nil
        #expect(missing() == ["decision"])
    }

    @Test func `is reviewed once the review is written, and again once the next one is`() {
        var record = Eastmarsh.record(.inForce)
        #expect(refusal(.reviewed, record)?.hasPrefix("Write the review first") == true)
        record.content["done/review"] = "yes"
        #expect(refusal(.reviewed, record)?.hasPrefix("Write the review first") == true)
        var met = record
        met.content["actual/age/residents/direction"] = "neutral"
        #expect(refusal(.reviewed, met) == nil)
        record.content["review/held"] = "2027-01-15"
        #expect(refusal(.reviewed, record) == nil)
        record.events.append(Eastmarsh.event(11, .reviewed, CalendarDay(2027, 1, 15), Eastmarsh.owner))
        #expect(refusal(.reviewed, record)?.hasPrefix("Version 2 was reviewed") == true)
        record.version = 3
        #expect(refusal(.reviewed, record) == nil)
    }

    @Test func `needs of a short template only what that asks of a reviewer`() {
        var record = Eastmarsh.record(.inForce)
        record.template = Eastmarsh.shortened(.short)
        record.template.sections[1].groups[0].questions = [
            .init(id: "learned", label: "Learned", kind: .longText)
        ]
        #expect(refusal(.reviewed, record)?.hasPrefix("Write the review first") == true)
        record.content["review/learned"] = "The early bus was enough"
        #expect(refusal(.reviewed, record) == nil)
        record.content["review/learned"] = ""
        record.template.sections.removeLast()
        #expect(refusal(.reviewed, record) == nil)
    }
}
