// SPDX-License-Identifier: Apache-2.0
import EqualityDuty
import Testing

/// Expects exactly one finding, of this check, at this path and level, with words for a person.
func expect(
    _ found: [CheckFinding], _ check: DueRegardCheck, at path: String, _ level: CheckFinding.Level = .block,
    location: SourceLocation = #_sourceLocation
) {
    #expect(found.map(\.check) == [check], "\(found)", sourceLocation: location)
    #expect(found.map(\.path) == [path], sourceLocation: location)
    #expect(found.map(\.level) == [level], sourceLocation: location)
    #expect(found.allSatisfy { !$0.message.isEmpty && !$0.nextStep.isEmpty }, sourceLocation: location)
}

/// One cell of a clean record is broken at a time; exactly that finding has to come.
@Suite struct `The checks on response and assurance` {
    @Test(arguments: ["description", "before", "residual"])
    func `DR9 wants a negative impact described, weighed before, and its rest recorded`(part: String) {
        let path = "\(Eastmarsh.residents)/\(part)"
        expect(Eastmarsh.findings([path: ""]), .mitigated, at: path)
    }

    @Test func `DR9 wants a mitigation, or a reason why there is none`() {
        expect(
            Eastmarsh.findings(["mitigation/m1/impact": "impact/disability/staff"]), .mitigated,
            at: "\(Eastmarsh.residents)/mitigation")
        expect(
            Eastmarsh.findings(["mitigation/m1/response": "cannot"]), .mitigated, at: "mitigation/m1/reason")
        #expect(
            Eastmarsh.findings(["mitigation/m1/response": "cannot", "mitigation/m1/reason": "No staff"]) == []
        )
        expect(Eastmarsh.findings(["mitigation/m1/action": ""]), .mitigated, at: "mitigation/m1/action")
        expect(Eastmarsh.findings(["mitigation/m1/response": ""]), .mitigated, at: "mitigation/m1/response")
    }

    @Test func `DR10 wants one of four outcomes and more than one option`() {
        expect(Eastmarsh.findings(["outcome/kind": ""]), .outcomeChosen, at: "outcome/kind")
        expect(Eastmarsh.findings(["option/o2/title": ""]), .outcomeChosen, at: "option")
    }

    @Test func `DR10 takes "continue" with its justification as it takes any other outcome`() {
        let outcome = ["outcome/kind": "continue"]
        expect(Eastmarsh.findings(outcome), .outcomeChosen, at: "outcome/justification")
        #expect(Eastmarsh.findings(outcome.merging(["outcome/justification": "A safe pool"]) { $1 }) == [])
    }

    @Test func `DR11 wants legal advice behind what may be unlawful`() {
        expect(Eastmarsh.findings(["outcome/unlawful": "yes"]), .lawful, at: "outcome/legal-advice")
        #expect(Eastmarsh.findings(["outcome/unlawful": "yes", "outcome/legal-advice": "L/26/7"]) == [])
    }

    @Test func `DR12 wants every mitigation in the action plan, led, dated and measured`() {
        var record = Eastmarsh.complete
        record.actions = []
        expect(Eastmarsh.findings(record), .mitigationPlanned, at: "mitigation/m1/action")
        record.actions = [Eastmarsh.action(lead: "TBC")]
        expect(Eastmarsh.findings(record), .mitigationPlanned, at: "action/a1/lead")
        record.actions = [Eastmarsh.action(target: "TBC")]
        expect(Eastmarsh.findings(record), .mitigationPlanned, at: "action/a1/target")
        record.actions = [Eastmarsh.action(measure: " ")]
        expect(Eastmarsh.findings(record), .mitigationPlanned, at: "action/a1/measure")
    }

    @Test func `DR13 wants a review after implementation, and stages with dates`() {
        expect(Eastmarsh.findings(["review/date": ""]), .reviewPlanned, at: "review/date")
        expect(Eastmarsh.findings(["review/date": "2026-07-01"]), .reviewPlanned, at: "review/date")
        expect(Eastmarsh.findings(["review/staged": "yes"]), .reviewPlanned, at: "stage")
        expect(
            Eastmarsh.findings(["review/staged": "yes", "stage/s1/title": "One"]), .reviewPlanned,
            at: "stage/s1/date")
    }

    @Test func `DR13 reports an overdue review until it is held`() {
        var record = Eastmarsh.complete
        record.state = .inForce
        let late = CalendarDay(2027, 1, 16)
        expect(Eastmarsh.findings(record, on: late), .reviewPlanned, at: "review/date")
        #expect(Eastmarsh.findings(record, on: late.previous) == [])
        record.events.append(Eastmarsh.event(11, .reviewed, late, Eastmarsh.owner))
        #expect(Eastmarsh.findings(record, on: late) == [])
    }

    @Test(arguments: AssessmentPath.material)
    func `DR14 reopens sign-off where the proposal changed in substance`(path: String) {
        var signed = Eastmarsh.content
        signed[path] = "Something else"
        expect(Eastmarsh.findings(Eastmarsh.complete, signed: signed), .materialChange, at: path)
    }

    @Test func `DR15 wants a signer who did not write and a challenger from elsewhere`() {
        var record = Eastmarsh.complete
        record.versions.append(
            AssessmentVersion(
                number: 2, at: record.versions[1].at, byID: Eastmarsh.signer.id, byPost: "",
                digest: "digest-2", isFrozen: true))
        expect(Eastmarsh.findings(record), .independent, at: "parties/signer")
        // Somebody else is named now, and the signature is that of the author all the same.
        record = Eastmarsh.complete
        record.events[4] = Eastmarsh.event(
            5, .signed, Eastmarsh.signedOn, Eastmarsh.author, ["capacity": "signer"])
        expect(Eastmarsh.findings(record), .independent, at: "signature")
        record = Eastmarsh.complete
        record.parties[2] = AssessmentParty(
            .challenger, personID: "other", post: "Pool manager", directorate: "Communities",
            service: "leisure ")
        expect(Eastmarsh.findings(record), .independent, at: "parties/challenger")
        record = Eastmarsh.complete
        record.parties.remove(at: 2)
        record.events.removeAll { $0.act == .challenged }
        expect(Eastmarsh.findings(record), .independent, at: "parties/challenger")
    }

    @Test func `DR15 wants every point of the challenge answered`() {
        var record = Eastmarsh.complete
        record.points.append(
            AssessmentPoint(
                id: "p2", kind: .challenge, section: "impact", verdict: .mend, text: "And staff?",
                byID: Eastmarsh.challenger.id, byPost: "", at: Eastmarsh.noon(Eastmarsh.begun)))
        expect(Eastmarsh.findings(record), .independent, at: "points/p2")
    }

    @Test func `DR16 warns of neighbours nobody commented on`() {
        let other = NeighbouringAssessment(
            id: "o", reference: "EIA-2026-009", title: "Buses", characteristics: ["age"],
            placesAndServices: [])
        #expect(Eastmarsh.findings(Eastmarsh.complete, neighbours: [other]) == [])
        var record = Eastmarsh.complete
        record.content["outcome/cumulative"] = ""
        #expect(Eastmarsh.findings(record, signed: record.content) == [])
        expect(
            Eastmarsh.findings(record, neighbours: [other], signed: record.content), .cumulative,
            at: "outcome/cumulative", .warn)
    }

    @Test func `DR17 wants a publication with the report, or an exemption that is looked at again`() {
        var record = Eastmarsh.complete
        record.publications = []
        expect(Eastmarsh.findings(record), .published, at: "publication")
        let day = Eastmarsh.noon(Eastmarsh.reported)
        record.publications = [AssessmentPublication(edition: 1, version: 2, at: day, exemption: "Contract")]
        expect(Eastmarsh.findings(record), .published, at: "publication/exempt-until")
        record.publications = [
            AssessmentPublication(
                edition: 1, version: 2, at: day, exemption: "Contract", exemptUntil: Eastmarsh.today)
        ]
        #expect(Eastmarsh.findings(record) == [])
        expect(
            Eastmarsh.findings(record, on: Eastmarsh.today.next), .published, at: "publication/exempt-until")
        record.publications = [
            AssessmentPublication(edition: 1, version: 2, at: Eastmarsh.noon(Eastmarsh.reported.next))
        ]
        expect(Eastmarsh.findings(record), .published, at: "publication/date")
        record.publications = [AssessmentPublication(edition: 1, version: 1, at: day)]
        expect(Eastmarsh.findings(record), .published, at: "publication/version")
    }

    @Test(arguments: [
        ("age/residents", "4", true), ("age/residents", "5", false), ("age/residents", "0", false),
        ("age/staff", "9", true), ("age/staff", "10", false), ("age/staff", "", false),
        ("disability/residents", "9", true), ("disability/residents", "10", false),
    ])
    func `DR17 names each number by which somebody could be recognised`(
        people: String, number: String, isSmall: Bool
    ) {
        let path = "impact/\(people)/number"
        let found = Eastmarsh.findings([path: number])
        guard isSmall else {
            #expect(found == [])
            return
        }
        expect(found, .published, at: "\(AssessmentChecks.disclosurePath)/\(path)")
        #expect(found.first.flatMap(SmallFigure.path(of:)) == path)
        #expect(found.first?.message.contains("says \(number), fewer than") == true)
        // It stops a publication, and no act before it.
        #expect(AssessmentWorkflow.findingsThatStop(.published, found) == found)
        #expect(AssessmentWorkflow.findingsThatStop(.signed, found) == [])
    }

    @Test(arguments: ["duty", "monitoring-clause", "data-return"])
    func `DR18 warns where a provider's duty, clause or return is not named`(part: String) {
        var changes = ["provider/contracted-out": "yes"]
        for cell in ["duty", "monitoring-clause", "data-return"] where cell != part {
            changes["provider/\(cell)"] = "Clause 7"
        }
        expect(Eastmarsh.findings(changes), .provider, at: "provider/\(part)", .warn)
    }
}
