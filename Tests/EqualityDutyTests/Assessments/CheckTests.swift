// SPDX-License-Identifier: Apache-2.0
import EqualityDuty
import Testing

/// One cell of a clean record is broken at a time; exactly that finding has to come.
@Suite struct `The eighteen checks` {
    @Test func `find nothing missing in a complete assessment`() {
        #expect(Eastmarsh.findings(Eastmarsh.complete) == [])
    }

    @Test func `never say that a duty was met`() {
        var record = Eastmarsh.complete
        record.content = AssessmentContent()
        let words = Eastmarsh.findings(record).flatMap { [$0.message, $0.nextStep] }.joined(separator: " ")
        #expect(!words.isEmpty)
        for word in ["complian", "complies", "satisfied", "invalid", "required", "please"] {
            #expect(!words.lowercased().contains(word), "\(word)")
        }
    }

    @Test func `DR1 asks for an assessment signed by the day of the report`() {
        var record = Eastmarsh.complete
        record.decision?.reportPublished = Eastmarsh.signedOn.previous
        record.publications = [
            AssessmentPublication(edition: 1, version: 2, at: Eastmarsh.noon(Eastmarsh.signedOn.previous))
        ]
        expect(Eastmarsh.findings(record), .relevance, at: "decision/report-published")
        record = Eastmarsh.complete
        record.decision?.reportPublished = nil
        expect(Eastmarsh.findings(record), .relevance, at: "decision/report-published")
    }

    @Test func `DR1 asks for reasons and a named officer where no assessment is needed`() {
        var record = Eastmarsh.complete
        record.state = .notNeeded
        record.events = [
            Eastmarsh.event(1, .screeningAuthorised, Eastmarsh.signedOn, Eastmarsh.authoriser)
        ]
        record.content = AssessmentContent([
            "screening/outcome": "not-needed", "screening/reasons": "Names of streets",
        ])
        #expect(Eastmarsh.findings(record) == [])
        var unnamed = record
        unnamed.events = []
        expect(Eastmarsh.findings(unnamed), .relevance, at: "screening/authorised")
        record.content["screening/reasons"] = ""
        expect(Eastmarsh.findings(record), .relevance, at: "screening/reasons")
        record.content["screening/outcome"] = "covered"
        expect(Eastmarsh.findings(record), .relevance, at: "screening/covered-by")
    }

    @Test func `DR1 finds a relevant decision to which nothing is linked`() {
        var decision = Eastmarsh.decision
        #expect(AssessmentChecks.unassessed(decision)?.stops == true)
        decision.isRelevant = false
        #expect(AssessmentChecks.unassessed(decision) == nil)
    }

    @Test func `DR2 warns where an option was preferred before the assessment was begun`() {
        expect(
            Eastmarsh.findings(["proposal/preferred-on": "2026-02-01"]), .inTime, at: "proposal/preferred-on",
            .warn)
        expect(
            Eastmarsh.findings(["proposal/preferred-on": ""]), .inTime, at: "proposal/preferred-on", .warn)
    }

    @Test func `DR2 calls what was begun after the decision retrospective`() {
        var record = Eastmarsh.complete
        record.decision?.takenAt = Eastmarsh.noon(Eastmarsh.begun.previous)
        let found = Eastmarsh.findings(record).filter { $0.check == .inTime }
        #expect(found.count == 1 && found[0].message.hasPrefix("Retrospective"))
    }

    @Test
    func `DR2 calls what was signed again after the decision retrospective, by sequence, not only by clock`()
    {
        var record = Eastmarsh.complete
        // The clock was set back: the later act carries an earlier time.
        record.events += [
            Eastmarsh.event(11, .signOffReopened, Eastmarsh.signedOn, Eastmarsh.author),
            Eastmarsh.event(12, .signed, Eastmarsh.signedOn, Eastmarsh.signer),
        ]
        expect(Eastmarsh.findings(record), .inTime, at: "versions/2", .warn)
    }

    @Test func `DR3 warns where the assessment was begun less than 28 days before the decision`() {
        var record = Eastmarsh.complete
        record.versions[0] = AssessmentVersion(
            number: 1, at: Eastmarsh.noon(Eastmarsh.meeting.adding(days: -27)), byID: Eastmarsh.author.id,
            byPost: "", digest: "digest-1")
        record.content["proposal/preferred-on"] = "2026-04-30"
        expect(Eastmarsh.findings(record, signed: record.content), .notLate, at: "decision", .warn)
        record.versions[0] = AssessmentVersion(
            number: 1, at: Eastmarsh.noon(Eastmarsh.meeting.adding(days: -28)), byID: Eastmarsh.author.id,
            byPost: "", digest: "digest-1")
        #expect(Eastmarsh.findings(record, signed: record.content) == [])
    }

    @Test func `DR4 asks that the listed version is frozen, hashed and the signed one`() {
        var record = Eastmarsh.complete
        record.versions[1] = AssessmentVersion(
            number: 2, at: record.versions[1].at, byID: Eastmarsh.author.id, byPost: "", digest: "digest-2")
        expect(Eastmarsh.findings(record), .fullVersionFrozen, at: "decision/listed-version")
        record = Eastmarsh.complete
        record.versions[1] = AssessmentVersion(
            number: 2, at: record.versions[1].at, byID: Eastmarsh.author.id, byPost: "", digest: "other",
            isFrozen: true)
        expect(Eastmarsh.findings(record), .fullVersionFrozen, at: "decision/listed-digest")
        record = Eastmarsh.record(.beforeDecision)
        record.decision?.listedVersion = 0
        let found = Eastmarsh.findings(record).filter { $0.check == .fullVersionFrozen }
        #expect(found.map(\.path) == ["decision/listed-version"])
    }

    @Test func `DR4 notices that a newer version exists`() {
        var record = Eastmarsh.complete
        record.version = 3
        record.content["evidence/e1/title"] = "Visits by hour and day"
        expect(Eastmarsh.findings(record), .fullVersionFrozen, at: "versions/3")
        // What is written at the review is no change of what was signed.
        record = Eastmarsh.complete
        record.version = 3
        record.content["actual/age/residents/direction"] = "neutral"
        record.content["review/held"] = "2027-01-15"
        #expect(Eastmarsh.findings(record) == [])
    }

    @Test func `DR5 lists members who did not acknowledge, or only after the decision`() {
        let path = "decision/members/member-2"
        var record = Eastmarsh.complete
        record.decision?.members[1] = .init(personID: "member-2", post: "Member for Hill ward")
        expect(Eastmarsh.findings(record), .acknowledged, at: path)
        record.decision?.members[1] = .init(
            personID: "member-2", post: "", acknowledgedAt: Eastmarsh.noon(Eastmarsh.meeting), version: 2,
            digest: "digest-2")
        expect(Eastmarsh.findings(record), .acknowledged, at: path)
        record.decision?.members[1] = .init(
            personID: "member-2", post: "", acknowledgedAt: Eastmarsh.noon(Eastmarsh.reported), version: 1,
            digest: "digest-1")
        expect(Eastmarsh.findings(record), .acknowledged, at: path)
        record = Eastmarsh.complete
        record.events.append(
            Eastmarsh.event(11, .acknowledged, CalendarDay(2026, 5, 8), Eastmarsh.otherMember))
        expect(Eastmarsh.findings(record), .acknowledged, at: path)
        record = Eastmarsh.complete
        record.parties.append(Eastmarsh.party(.adviser, Eastmarsh.otherMember))
        expect(Eastmarsh.findings(record), .acknowledged, at: path)
    }

    @Test func `DR6 wants each aim answered, and reason and evidence for no impact`() {
        expect(Eastmarsh.findings(["aim/disability/b": ""]), .aimsAnswered, at: "aim/disability/b")
        expect(
            Eastmarsh.findings(["aim/disability/b": "not-applicable"]), .aimsAnswered, at: "aim/disability/b")
        expect(Eastmarsh.findings(["aim/age/c-reason": ""]), .aimsAnswered, at: "aim/age/c-reason")
        expect(Eastmarsh.findings(["aim/age/evidence": ""]), .aimsAnswered, at: "aim/age/evidence")
        let cell = "impact/disability/staff"
        expect(Eastmarsh.findings(["\(cell)/direction": ""]), .aimsAnswered, at: "\(cell)/direction")
        expect(
            Eastmarsh.findings(["combination/c1/characteristics": "age\ndisability"]), .aimsAnswered,
            at: "combination/c1/direction")
        expect(Eastmarsh.findings(["\(cell)/reason": ""]), .aimsAnswered, at: "\(cell)/reason")
        expect(Eastmarsh.findings(["\(cell)/evidence": "gone"]), .aimsAnswered, at: "\(cell)/evidence")
    }

    @Test func `DR6 asks marriage and civil partnership about aim A alone`() {
        let paths = Eastmarsh.findings(["aim/marriage-and-civil-partnership/a": ""]).map(\.path)
        #expect(paths == ["aim/marriage-and-civil-partnership/a"])
    }

    @Test func `DR7 warns of an impact without evidence and names the cell`() {
        let found = Eastmarsh.findings(["\(Eastmarsh.residents)/evidence": ""])
        expect(found, .evidenced, at: "\(Eastmarsh.residents)/evidence", .warn)
        #expect(
            found.first?.message
                == "Age, residents and service users: no evidence is linked to this impact")
    }

    @Test(arguments: ["source", "date", "coverage"])
    func `DR7 warns of evidence without source, date or coverage`(part: String) {
        expect(Eastmarsh.findings(["evidence/e1/\(part)": ""]), .evidenced, at: "evidence/e1/\(part)", .warn)
    }

    @Test func `DR7 lists old evidence until the gap is listed with a plan`() {
        let old = ["evidence/e1/date": "2023-04-19"]
        expect(Eastmarsh.findings(old), .evidenced, at: "evidence/e1/date", .warn)
        #expect(Eastmarsh.findings(["evidence/e1/date": "2023-04-20"]) == [])
        var changes = old
        for code in Eastmarsh.characteristics.map(\.code) {
            changes["knowledge/\(code)/gap"] = "Visits since the new timetable"
            changes["knowledge/\(code)/gap-plan"] = "Count again in September"
        }
        #expect(Eastmarsh.findings(changes) == [])
    }

    @Test func `DR7 lists an impact that is not known`() {
        let path = "impact/disability/residents/direction"
        expect(Eastmarsh.findings([path: "unknown"]), .evidenced, at: path, .warn)
        let plan = [
            "knowledge/disability/gap": "Who comes early", "knowledge/disability/gap-plan": "Ask in June",
        ]
        #expect(Eastmarsh.findings(plan.merging([path: "unknown"]) { $1 }) == [])
        let action = [
            "mitigation/m2/impact": "impact/disability/residents", "mitigation/m2/response": "action",
            "mitigation/m2/action": "a1",
        ]
        #expect(Eastmarsh.findings(action.merging([path: "unknown"]) { $1 }) == [])
    }

    @Test(arguments: ["who", "missing", "findings", "answer", "closed"])
    func `DR8 warns of engagement without its cells`(part: String) {
        expect(
            Eastmarsh.findings(["engagement/g1/\(part)": ""]), .engaged, at: "engagement/g1/\(part)", .warn)
    }

    @Test func `DR8 warns where consultation closed after sign-off`() {
        expect(
            Eastmarsh.findings(["engagement/g1/closed": "2026-04-21"]), .engaged, at: "engagement/g1/closed",
            .warn)
    }

    @Test func `attach an override to its path, until sign-off is reopened`() {
        var record = Eastmarsh.complete
        record.content["outcome/kind"] = ""
        record.events.append(
            Eastmarsh.event(
                11, .overridden, Eastmarsh.today, Eastmarsh.lead,
                ["check": "DR10", "path": "outcome/kind", "reason": "Urgent"]))
        let found = Eastmarsh.findings(record, signed: record.content)
        #expect(found.map(\.override?.reason) == ["Urgent"] && found.allSatisfy { !$0.stops })
        record.content["option/o2/title"] = ""
        #expect(Eastmarsh.findings(record, signed: record.content).filter(\.stops).map(\.path) == ["option"])
        record.events.append(Eastmarsh.event(12, .signOffReopened, Eastmarsh.today, Eastmarsh.lead))
        record.state = .inProgress
        let later = Eastmarsh.findings(record, signed: nil).filter { $0.check == .outcomeChosen }
        #expect(later.count == 2 && later.allSatisfy(\.stops))
    }

    @Test func `say nothing about what was given up`() {
        var record = Eastmarsh.complete
        record.state = .withdrawn
        record.content = AssessmentContent()
        #expect(Eastmarsh.findings(record) == [])
    }
}
