// SPDX-License-Identifier: Apache-2.0
import EqualityDuty
import Testing

@Suite struct `Challenge and signature` {
    private func refusal(
        _ act: AssessmentAct, _ person: Person, _ record: AssessmentRecord, findings: [CheckFinding] = []
    ) -> String? {
        AssessmentWorkflow.refusal(
            of: act, by: person, on: record, at: Eastmarsh.noon(CalendarDay(2026, 5, 4)), findings: findings)
    }

    @Test(arguments: [
        ("Communities", "Leisure", false), ("communities", " leisure", false), ("Communities", "", false),
        ("Communities", "Libraries", true), ("Housing", "", true), ("Housing", "Leisure", true),
        ("", "Libraries", true), ("", "Leisure", false),
    ])
    func `come from another service`(directorate: String, service: String, isFree: Bool) {
        let other = Eastmarsh.person("other", "Manager", .challenger, directorate, service)
        var record = Eastmarsh.record(.challenge)
        record.parties[2] = Eastmarsh.party(.challenger, other)
        record.parties[1] = AssessmentParty(.owner, personID: "owner", post: "Head of Leisure")
        #expect((refusal(.challenged, other, record) == nil) == isFree)
    }

    @Test func `need to know where the challenger works`() {
        var record = Eastmarsh.record(.inProgress)
        let unknown = Eastmarsh.person("unknown", "Business analyst", .challenger)
        record.parties[2] = Eastmarsh.party(.challenger, unknown)
        let words = refusal(.sentToChallenge, Eastmarsh.author, record)
        #expect(words?.hasPrefix("Record where Business analyst works first") == true)
        record.parties.remove(at: 2)
        #expect(refusal(.sentToChallenge, Eastmarsh.author, record)?.hasPrefix("Name a peer") == true)
    }

    @Test func `are not done by anybody who saved a version`() {
        for (act, state, person) in [
            (AssessmentAct.challenged, AssessmentState.challenge, Eastmarsh.challenger),
            (.signed, .awaitingSignOff, Eastmarsh.signer),
        ] {
            var record = Eastmarsh.record(state)
            #expect(refusal(act, person, record) == nil)
            record.versions.insert(
                AssessmentVersion(
                    number: 1, at: Eastmarsh.noon(Eastmarsh.begun), byID: person.id, byPost: person.post),
                at: 0)
            #expect(refusal(act, person, record) != nil)
        }
    }

    @Test func `keep those who do them from writing`() {
        let record = Eastmarsh.record(.inProgress)
        for person in [Eastmarsh.challenger, Eastmarsh.signer] {
            let words = AssessmentWorkflow.writingRefusal(by: person, section: "impact", on: record)
            #expect(words?.contains("Leisure manager") == true)
        }
    }

    @Test func `follow each other: every point answered, and what is signed was challenged`() {
        var record = Eastmarsh.complete
        record.state = .inProgress
        record.events.removeAll { $0.sequence > 3 }
        record.decision?.takenAt = nil
        #expect(refusal(.sentForSignature, Eastmarsh.author, record) == nil)
        var changed = record
        changed.version = 3
        #expect(refusal(.sentForSignature, Eastmarsh.author, changed)?.contains("Version 2") == true)
        var open = record
        open.points.append(
            AssessmentPoint(
                id: "p2", kind: .challenge, section: "impact", verdict: .improve, text: "And staff?",
                byID: "challenger", byPost: "Head of Libraries", at: Eastmarsh.noon(Eastmarsh.begun)))
        #expect(refusal(.sentForSignature, Eastmarsh.author, open)?.hasPrefix("1 point") == true)
        record.events.removeAll { $0.act == .challenged }
        #expect(refusal(.sentForSignature, Eastmarsh.author, record)?.contains("challenger first") == true)
        record.template = Eastmarsh.shortened(.short)
        record.events.removeAll { $0.act == .sentToChallenge }
        #expect(refusal(.sentForSignature, Eastmarsh.author, record) == nil)
    }

    @Test func `leave a delegate only what was delegated`() {
        var record = Eastmarsh.record(.awaitingSignOff)
        #expect(refusal(.signed, Eastmarsh.delegate, record)?.contains("Director of Communities") == true)
        record.parties.append(Eastmarsh.party(.delegate, Eastmarsh.delegate))
        #expect(refusal(.signed, Eastmarsh.delegate, record) == nil)
        #expect(AssessmentWorkflow.capacity(of: Eastmarsh.delegate, on: record) == .delegate)
        // A delegation ends with the office of whoever gave it.
        record.parties[3] = Eastmarsh.party(.signer, Eastmarsh.signer, isPresent: false)
        #expect(refusal(.signed, Eastmarsh.delegate, record)?.contains("Name another signer") == true)
        record.state = .inProgress
        #expect(refusal(.sentForSignature, Eastmarsh.author, record)?.contains("Name another signer") == true)
    }

    @Test func `need both signatures where two are named, from two people`() {
        var record = Eastmarsh.record(.awaitingSignOff)
        record.parties += [
            Eastmarsh.party(.secondSigner, Eastmarsh.second), Eastmarsh.party(.delegate, Eastmarsh.delegate),
        ]
        func after(_ capacity: String) -> AssessmentState {
            AssessmentWorkflow.state(after: .signed, details: ["capacity": capacity], on: record)
        }
        #expect(after("signer") == .awaitingSignOff && after("second-signer") == .awaitingSignOff)
        record.events.append(
            Eastmarsh.event(5, .signed, Eastmarsh.signedOn, Eastmarsh.signer, ["capacity": "signer"]))
        #expect(record.standingSignature == nil)
        #expect(refusal(.signed, Eastmarsh.signer, record)?.contains("Director of Finance") == true)
        #expect(refusal(.signed, Eastmarsh.delegate, record)?.contains("Director of Finance") == true)
        #expect(refusal(.signed, Eastmarsh.second, record) == nil)
        #expect(after("second-signer") == .signed)
        // Whoever signed first cannot be named second afterwards and sign once more.
        var twice = record
        twice.parties.removeAll { $0.part == .signer || $0.part == .secondSigner }
        twice.parties += [
            Eastmarsh.party(.signer, Eastmarsh.delegate), Eastmarsh.party(.secondSigner, Eastmarsh.signer),
        ]
        #expect(refusal(.signed, Eastmarsh.signer, twice)?.hasPrefix("You have signed") == true)
        // Sent back in between, the first signature counts no more.
        record.events.append(Eastmarsh.event(6, .returned, Eastmarsh.signedOn, Eastmarsh.second))
        #expect(record.signaturesGathered.isEmpty)
        record.parties[3] = Eastmarsh.party(.signer, Eastmarsh.second)
        record.state = .inProgress
        let words = refusal(.sentForSignature, Eastmarsh.author, record)
        #expect(words?.contains("as signer and as second signer") == true)
    }

    @Test func `wait for what checks find missing`() {
        let record = Eastmarsh.record(.awaitingSignOff)
        var finding = CheckFinding(.outcomeChosen, .block, at: "outcome/kind", "None", next: "Select one")
        #expect(refusal(.signed, Eastmarsh.signer, record, findings: [finding])?.hasPrefix("DR10") == true)
        finding.override = .init(by: "Equality lead", reason: "Urgent", at: Eastmarsh.noon(Eastmarsh.begun))
        #expect(refusal(.signed, Eastmarsh.signer, record, findings: [finding]) == nil)
    }

    @Test func `are overridden by name, never by whoever wrote`() {
        let record = Eastmarsh.record(.inProgress)
        #expect(refusal(.overridden, Eastmarsh.lead, record) == nil)
        #expect(refusal(.overridden, Eastmarsh.author, record) != nil)
        var written = record
        written.parties.append(Eastmarsh.party(.author, Eastmarsh.lead))
        #expect(refusal(.overridden, Eastmarsh.lead, written)?.hasPrefix("You wrote") == true)
    }

    @Test(arguments: [
        (
            AssessmentAct.sentForSignature,
            [DueRegardCheck.aimsAnswered, .mitigated, .outcomeChosen, .lawful, .reviewPlanned]
        ),
        (.signed, [.aimsAnswered, .mitigated, .outcomeChosen, .lawful, .reviewPlanned, .independent]),
        (.putToDecision, [.fullVersionFrozen, .mitigationPlanned, .materialChange]),
        (.published, [.materialChange, .published]), (.decided, []), (.acknowledged, []),
        (.sentToChallenge, []),
    ])
    func `are stopped only by the checks that belong to the act`(act: AssessmentAct, checks: [DueRegardCheck])
    {
        let all = DueRegardCheck.allCases.map {
            CheckFinding(
                $0, .block, at: AssessmentChecks.disclosurePath + "/reach/people-number", "Missing",
                next: "Do it")
        }
        #expect(AssessmentWorkflow.findingsThatStop(act, all).map(\.check) == checks)
        let warnings = all.map { CheckFinding($0.check, .warn, at: $0.path, "Missing", next: "Do it") }
        #expect(AssessmentWorkflow.findingsThatStop(act, warnings).isEmpty)
    }
}

@Suite struct `A decision` {
    private func refusal(
        _ act: AssessmentAct, _ person: Person, _ record: AssessmentRecord, on day: CalendarDay
    ) -> String? {
        AssessmentWorkflow.refusal(of: act, by: person, on: record, at: Eastmarsh.noon(day), findings: [])
    }

    private let early = CalendarDay(2026, 5, 4)

    @Test func `is acknowledged once, before its time, for the signed version that is listed`() {
        var record = Eastmarsh.record(.beforeDecision)
        #expect(refusal(.acknowledged, Eastmarsh.member, record, on: early) == nil)
        #expect(refusal(.acknowledged, Eastmarsh.member, record, on: Eastmarsh.meeting) != nil)
        // A clock set back does not turn the record back.
        var later = record
        later.events.append(Eastmarsh.event(8, .published, Eastmarsh.meeting, Eastmarsh.clerk))
        #expect(refusal(.acknowledged, Eastmarsh.member, later, on: early) != nil)
        later = record
        later.events.append(Eastmarsh.event(8, .decided, early.previous, Eastmarsh.clerk))
        #expect(refusal(.acknowledged, Eastmarsh.member, later, on: early) != nil)
        let member = record.decision?.members.first
        record.decision?.members[0] = .init(
            personID: member?.personID ?? "", post: "", acknowledgedAt: Eastmarsh.noon(early), version: 2,
            digest: "digest-2")
        #expect(refusal(.acknowledged, Eastmarsh.member, record, on: early) != nil)
        #expect(refusal(.acknowledged, Eastmarsh.otherMember, record, on: early) == nil)
        record.decision?.listedVersion = 1
        #expect(refusal(.acknowledged, Eastmarsh.otherMember, record, on: early) != nil)
    }

    @Test func `is acknowledged by members themselves, not by author or adviser`() {
        var record = Eastmarsh.record(.beforeDecision)
        record.parties.append(Eastmarsh.party(.adviser, Eastmarsh.member))
        record.parties.append(Eastmarsh.party(.section("impact"), Eastmarsh.otherMember))
        for person in [Eastmarsh.member, Eastmarsh.otherMember, Eastmarsh.stranger] {
            #expect(refusal(.acknowledged, person, record, on: early) != nil)
        }
    }

    @Test func `is a fact: it is recorded whatever is missing and however far the assessment had come`() {
        for state in [AssessmentState.draft, .inProgress, .challenge, .signed, .beforeDecision] {
            let record = Eastmarsh.record(state)
            let block = DueRegardCheck.allCases.map { CheckFinding($0, .block, "Missing", next: "Do it") }
            #expect(
                AssessmentWorkflow.refusal(
                    of: .decided, by: Eastmarsh.clerk, on: record, at: Eastmarsh.noon(early), findings: block)
                    == nil)
            let after = AssessmentWorkflow.state(after: .decided, details: [:], on: record)
            #expect(after == (state == .signed || state == .beforeDecision ? .decided : state))
        }
        #expect(refusal(.decided, Eastmarsh.clerk, Eastmarsh.complete, on: early) != nil)
    }

    @Test func `that came first leaves an assessment retrospective when it is signed later`() {
        var record = Eastmarsh.record(.awaitingSignOff)
        record.decision?.takenAt = Eastmarsh.noon(Eastmarsh.begun.previous)
        #expect(record.isRetrospective)
        #expect(refusal(.signed, Eastmarsh.signer, record, on: early) == nil)
        #expect(
            AssessmentWorkflow.state(after: .signed, details: ["capacity": "signer"], on: record) == .decided)
    }

    @Test func `gets only the newest signed version put to it`() {
        var record = Eastmarsh.record(.signed)
        #expect(refusal(.putToDecision, Eastmarsh.clerk, record, on: early) == nil)
        record.version = 3
        #expect(refusal(.putToDecision, Eastmarsh.clerk, record, on: early)?.contains("Version 3") == true)
        record = Eastmarsh.record(.signed)
        record.decision?.takenAt = Eastmarsh.noon(early)
        #expect(refusal(.putToDecision, Eastmarsh.clerk, record, on: early) != nil)
    }
}
