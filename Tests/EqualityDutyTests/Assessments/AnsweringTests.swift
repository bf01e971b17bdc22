// SPDX-License-Identifier: Apache-2.0
import EqualityDuty
import Testing

@Suite struct `A point that waits for an answer` {
    private func point(
        _ kind: AssessmentPoint.Kind, by person: Person, answer: String = "", isResolved: Bool = false
    ) -> AssessmentPoint {
        AssessmentPoint(
            id: "p", kind: kind, section: "impact", verdict: kind == .challenge ? .mend : nil, text: "Who?",
            byID: person.id, byPost: person.post, at: Eastmarsh.noon(CalendarDay(2026, 4, 9)),
            answer: answer, isResolved: isResolved)
    }

    private func refusal(
        _ point: AssessmentPoint, _ person: Person, _ state: AssessmentState = .inProgress,
        resolving: Bool = false, adding parties: [AssessmentParty] = []
    ) -> String? {
        var record = Eastmarsh.record(state)
        record.parties += parties
        return AssessmentWorkflow.answerRefusal(to: point, by: person, on: record, resolving: resolving)
    }

    @Test func `is answered by those who write, and by nobody else`() {
        let writer = Eastmarsh.person("section", "Pool manager", .councillor)
        let part = Eastmarsh.party(.section("impact"), writer)
        for kind in AssessmentPoint.Kind.allCases {
            let point = point(kind, by: Eastmarsh.challenger)
            #expect(refusal(point, Eastmarsh.author) == nil && refusal(point, Eastmarsh.owner) == nil)
            #expect(refusal(point, writer) != nil && refusal(point, writer, adding: [part]) == nil)
            for person in [Eastmarsh.challenger, Eastmarsh.signer, Eastmarsh.auditor, Eastmarsh.member] {
                #expect(refusal(point, person) != nil, "\(kind) \(person.post)")
            }
        }
    }

    @Test func `is answered while it is open and the text can be written`() {
        let point = point(.challenge, by: Eastmarsh.challenger)
        for state in AssessmentState.allCases {
            #expect((refusal(point, Eastmarsh.author, state) == nil) == state.isOpen, "\(state)")
        }
        let done = self.point(.challenge, by: Eastmarsh.challenger, answer: "See the bookings")
        #expect(refusal(done, Eastmarsh.author) != nil)
        let closed = self.point(.comment, by: Eastmarsh.auditor, isResolved: true)
        #expect(refusal(closed, Eastmarsh.author, resolving: true) != nil)
    }

    @Test func `of the challenge is never answered by the challenger, who writes or not`() {
        let both = Eastmarsh.party(.section("impact"), Eastmarsh.challenger)
        let own = point(.challenge, by: Eastmarsh.challenger)
        let other = point(.challenge, by: Eastmarsh.auditor)
        for point in [own, other] {
            let words = refusal(point, Eastmarsh.challenger, resolving: true, adding: [both])
            #expect(words?.contains("Leisure manager") == true)
        }
    }

    @Test func `as a comment is closed by whoever raised it, or by a writer`() {
        let comment = point(.comment, by: Eastmarsh.auditor)
        #expect(refusal(comment, Eastmarsh.auditor, resolving: true) == nil)
        #expect(refusal(comment, Eastmarsh.auditor) != nil)
        #expect(refusal(comment, Eastmarsh.author, resolving: true) == nil)
        #expect(refusal(comment, Eastmarsh.clerk, resolving: true) != nil)
    }

    @Test func `is raised as a comment only before sign-off, as a challenge only by the challenger`() {
        let open: Set<AssessmentState> = [
            .draft, .screening, .inProgress, .consulting, .challenge, .awaitingSignOff,
        ]
        for state in AssessmentState.allCases {
            let record = Eastmarsh.record(state)
            func may(_ kind: AssessmentPoint.Kind, _ person: Person) -> Bool {
                AssessmentWorkflow.raiseRefusal(kind: kind, by: person, on: record) == nil
            }
            #expect(may(.comment, Eastmarsh.auditor) == open.contains(state), "\(state)")
            #expect(may(.challenge, Eastmarsh.challenger) == (state == .challenge), "\(state)")
            #expect(!may(.challenge, Eastmarsh.author))
        }
    }

    @Test func `counts for the round in which it was raised`() {
        var record = Eastmarsh.record(.challenge)
        #expect(record.sectionsChallengedThisRound == ["impact"])
        let again = CalendarDay(2026, 4, 12)
        record.events.append(Eastmarsh.event(3, .sentToChallenge, again, Eastmarsh.author))
        #expect(record.sectionsChallengedThisRound == [])
        record.points.append(
            AssessmentPoint(
                id: "p2", kind: .challenge, section: "review", verdict: .accept, text: "Good",
                byID: "challenger", byPost: "", at: Eastmarsh.noon(again)))
        record.points.append(
            AssessmentPoint(
                id: "p3", kind: .comment, section: "impact", text: "A remark", byID: "auditor", byPost: "",
                at: Eastmarsh.noon(again.next)))
        #expect(record.sectionsChallengedThisRound == ["review"])
    }
}

@Suite struct `Who questions and who signs` {
    private static let signing: [AssessmentParty.Part] = [.signer, .secondSigner, .delegate]
    private static let settled: Set<AssessmentState> = [
        .awaitingSignOff, .signed, .beforeDecision, .decided, .inForce, .closed, .superseded,
    ]

    private func record(_ state: AssessmentState, isPresent: Bool = true) -> AssessmentRecord {
        var record = Eastmarsh.record(state)
        record.parties = [
            Eastmarsh.party(.author, Eastmarsh.author),
            Eastmarsh.party(.challenger, Eastmarsh.challenger, isPresent: isPresent),
            Eastmarsh.party(.signer, Eastmarsh.signer, isPresent: isPresent),
            Eastmarsh.party(.secondSigner, Eastmarsh.second, isPresent: isPresent),
            Eastmarsh.party(.delegate, Eastmarsh.delegate, isPresent: isPresent),
        ]
        return record
    }

    private func may(_ part: AssessmentParty.Part, be person: Person, _ record: AssessmentRecord) -> Bool {
        AssessmentWorkflow.namingRefusal(of: part, person: person, on: record) == nil
    }

    private func mayGo(_ part: AssessmentParty.Part, _ record: AssessmentRecord) -> Bool {
        let named = record.parties(part).first?.personID ?? ""
        return AssessmentWorkflow.removalRefusal(of: part, personID: named, on: record) == nil
    }

    @Test(arguments: AssessmentState.allCases)
    func `stay the same from the time they are asked`(state: AssessmentState) {
        let other = Eastmarsh.person("other", "Head of Parks", .challenger, "Places", "Parks")
        let here = record(state), left = record(state, isPresent: false)
        #expect(mayGo(.challenger, here) == (state != .challenge))
        #expect(may(.challenger, be: other, here) == (state != .challenge))
        #expect(may(.challenger, be: other, left) && mayGo(.challenger, left))
        for part in Self.signing {
            #expect(mayGo(part, here) == !Self.settled.contains(state), "\(part)")
            #expect(may(part, be: Eastmarsh.authoriser, here) == !Self.settled.contains(state), "\(part)")
            #expect(may(part, be: Eastmarsh.authoriser, left) && mayGo(part, left), "\(part)")
        }
        #expect(mayGo(.author, here))
    }

    @Test func `are found where nobody is, stood in for while they are away, and not added to`() {
        var record = Eastmarsh.record(.awaitingSignOff)
        #expect(!may(.secondSigner, be: Eastmarsh.second, record))
        #expect(may(.delegate, be: Eastmarsh.delegate, record), "an absence is met by a delegate")
        #expect(!may(.delegate, be: Eastmarsh.delegate, Eastmarsh.record(.signed)))
        record.parties.removeAll { $0.part == .signer }
        #expect(may(.signer, be: Eastmarsh.second, record))
    }

    @Test func `work in another service than anybody who wrote`() {
        var record = Eastmarsh.record(.challenge)
        func refusal() -> String? {
            AssessmentWorkflow.namingRefusal(
                of: .section("impact"), person: Eastmarsh.lead, on: record)
                ?? AssessmentWorkflow.challengerRefusal(
                    personID: "challenger", post: "Head of Libraries", at: Eastmarsh.challenger.workplace,
                    on: record)
        }
        #expect(refusal() == nil)
        let librarian = Eastmarsh.person(
            "librarian", "Librarian", .serviceManager, "Communities", "Libraries")
        record.parties.append(Eastmarsh.party(.adviser, librarian))
        #expect(refusal() == nil)
        record.parties.append(Eastmarsh.party(.section("impact"), librarian))
        #expect(refusal()?.contains("works in Libraries, where this was written") == true)
    }
}

@Suite struct `A sign-off that was reopened` {
    private var reopened: AssessmentRecord {
        var record = Eastmarsh.complete
        record.state = .inProgress
        record.events.append(
            Eastmarsh.event(11, .signOffReopened, Eastmarsh.meeting.next, Eastmarsh.author))
        record.content["proposal/scope"] = "The pool opens at ten"
        return record
    }

    private func resigned(_ record: AssessmentRecord) -> AssessmentRecord {
        var record = record
        let day = Eastmarsh.meeting.adding(days: 5)
        record.events += [
            Eastmarsh.event(12, .sentForSignature, day, Eastmarsh.author, version: 3),
            Eastmarsh.event(
                13, .signed, day, Eastmarsh.signer, version: 3, ["capacity": "signer"]),
        ]
        record.version = 3
        record.state = AssessmentWorkflow.state(
            after: .signed, details: ["capacity": "signer"], on: record)
        return record
    }

    private func refusal(_ act: AssessmentAct, _ person: Person, _ record: AssessmentRecord) -> String? {
        AssessmentWorkflow.refusal(
            of: act, by: person, on: record, at: Eastmarsh.noon(Eastmarsh.meeting.adding(days: 6)),
            findings: [])
    }

    @Test func `lets the new version be put to a new decision`() {
        #expect(refusal(.putToDecision, Eastmarsh.clerk, Eastmarsh.complete) != nil)
        var record = resigned(reopened)
        #expect(refusal(.putToDecision, Eastmarsh.clerk, record) == nil)
        let after = AssessmentWorkflow.state(after: .putToDecision, details: [:], on: record)
        #expect(after == .beforeDecision)
        // Linked to the new decision, and put to it: its members can read and acknowledge.
        record.decision?.takenAt = nil
        record.decision?.meetingAt = Eastmarsh.noon(Eastmarsh.today)
        record.decision?.listedVersion = 3
        record.state = .beforeDecision
        #expect(refusal(.acknowledged, Eastmarsh.member, record) != nil)
        record.events.append(
            Eastmarsh.event(
                14, .putToDecision, Eastmarsh.meeting.adding(days: 5), Eastmarsh.clerk, version: 3))
        #expect(refusal(.acknowledged, Eastmarsh.member, record) == nil)
        #expect(refusal(.decided, Eastmarsh.clerk, record) == nil)
    }

    @Test func `before the decision was taken does not open it again`() {
        var record = resigned(reopened)
        record.events =
            record.events.filter { $0.act != .decided } + [
                Eastmarsh.event(14, .decided, Eastmarsh.meeting.adding(days: 5), Eastmarsh.clerk, version: 3)
            ]
        #expect(refusal(.putToDecision, Eastmarsh.clerk, record) != nil)
    }

    @Test func `names the material change that it was reopened for, until it is signed again`() {
        var record = reopened
        #expect(record.reopenedSignature?.version == 2)
        func found() -> [CheckFinding] {
            Eastmarsh.findings(record).filter { $0.check == .materialChange }
        }
        #expect(found().map(\.path) == ["proposal/scope"])
        #expect(found().first?.message.contains("version 2 was signed, and sign-off is reopened") == true)
        record.content = Eastmarsh.content
        #expect(found() == [])
        record = resigned(reopened)
        #expect(record.reopenedSignature == nil)
        #expect(found().first?.nextStep.hasPrefix("Reopen sign-off") == true)
    }
}
