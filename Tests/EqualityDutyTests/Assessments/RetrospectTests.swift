// SPDX-License-Identifier: Apache-2.0
import EqualityDuty
import Testing

@Suite struct `A version after the decision` {
    private static let reopenedOn = Eastmarsh.meeting.adding(days: 2)

    /// Decided on version 2, then reopened, and written on as versions 3 and 4.
    private static var revised: AssessmentRecord {
        var record = Eastmarsh.complete
        record.state = .inProgress
        record.version = 4
        record.versions += [3, 4].map {
            AssessmentVersion(
                number: $0, at: Eastmarsh.noon(reopenedOn.adding(days: $0)), byID: Eastmarsh.author.id,
                byPost: Eastmarsh.author.post, digest: "digest-\($0)")
        }
        record.events.append(
            Eastmarsh.event(
                11, .signOffReopened, reopenedOn, Eastmarsh.author, ["cause": "the scope changed"]))
        return record
    }

    private static func signed(_ record: AssessmentRecord) -> AssessmentRecord {
        var record = record
        record.state = .decided
        record.events += [
            Eastmarsh.event(12, .sentForSignature, reopenedOn.adding(days: 5), Eastmarsh.author, version: 4),
            Eastmarsh.event(
                13, .signed, reopenedOn.adding(days: 6), Eastmarsh.signer, version: 4,
                ["capacity": "signer"]),
        ]
        return record
    }

    @Test func `is the one signed after it, not the one that was reopened`() {
        let record = Self.signed(Self.revised)
        #expect(record.versionsAfterDecision.map(\.number) == [3, 4])
        #expect(record.versionsAfterDecision.map(\.isSigned) == [false, true])
        #expect(record.changeAfterDecision?.number == 4)
        let found = Eastmarsh.findings(record).filter { $0.path.hasPrefix("versions/") }
        #expect(found.map(\.path) == ["versions/4"])
        #expect(found.first?.message.contains("version 4 was signed after the decision") == true)
        #expect(record.retrospect(of: 2) == nil)
        #expect(
            record.retrospect(of: 4)?.hasPrefix(
                "The decision was taken on version 2; this is version 4, signed after it on") == true)
        // What the review writes later stands on the version signed after the decision.
        #expect(record.retrospect(of: 5)?.contains("version 4 was signed after it") == true)
    }

    @Test func `is one that was only saved while nobody has signed it, and none where nothing was written`() {
        #expect(Self.revised.changeAfterDecision?.number == 4)
        #expect(Self.revised.changeAfterDecision?.isSigned == false)
        var bare = Self.revised
        bare.versions.removeLast(2)
        bare.version = 2
        #expect(bare.changeAfterDecision == nil && bare.retrospect(of: 2) == nil)
        // One of two signatures is none yet.
        var half = Self.signed(Self.revised)
        half.state = .awaitingSignOff
        #expect(half.changeAfterDecision?.isSigned == false)
    }

    @Test func `is none that was written at the review or before`() {
        var record = Eastmarsh.complete
        record.version = 3
        record.versions.append(
            AssessmentVersion(
                number: 3, at: Eastmarsh.noon(Self.reopenedOn), byID: Eastmarsh.author.id, byPost: ""))
        #expect(record.versionsAfterDecision.isEmpty && record.retrospect(of: 3) == nil)
    }

    @Test func `counts for the decision that is asked about`() {
        var record = Self.signed(Self.revised)
        record.events[9] = Eastmarsh.event(
            10, .decided, Eastmarsh.meeting, Eastmarsh.clerk, ["decision": "decision"])
        record.events.append(
            Eastmarsh.event(
                14, .decided, Eastmarsh.today, Eastmarsh.clerk, version: 4, ["decision": "second"]))
        #expect(record.changeAfterDecision?.number == 4)
        record.decision?.id = "second"
        record.decision?.takenAt = Eastmarsh.noon(Eastmarsh.today)
        #expect(record.changeAfterDecision == nil)
    }

    private static func items(_ person: Person, _ record: AssessmentRecord, _ day: CalendarDay)
        -> [AgendaItem]
    {
        AssessmentAgenda.items(for: person, on: record, today: day, now: Eastmarsh.noon(day))
    }

    @Test func `being written is told to who put the old one in the report and to members who read it`() {
        let (record, day) = (Self.revised, Self.reopenedOn.adding(days: 4))
        for person in [Eastmarsh.clerk, Eastmarsh.member] {
            let found = Self.items(person, record, day).filter { $0.kind == .reopened }
            #expect(found.map(\.detail) == ["Version 2 is being revised: the scope changed"])
            #expect(found.allSatisfy { !$0.isOverdue(on: day) })
        }
        for person in [Eastmarsh.author, Eastmarsh.stranger] {
            #expect(!Self.items(person, record, day).contains { $0.kind == .reopened })
        }
        #expect(!Self.items(Eastmarsh.clerk, Self.signed(record), day).contains { $0.kind == .reopened })
    }

    @Test func `is due to be sent for sign-off no earlier than it was reopened`() {
        var record = Eastmarsh.record(.inProgress)
        record.events = Array(Eastmarsh.complete.events.prefix(5))
        let reopened = Eastmarsh.reported.adding(days: -2)
        record.events.append(Eastmarsh.event(6, .signOffReopened, reopened, Eastmarsh.author))
        let found = Self.items(Eastmarsh.author, record, reopened).filter { $0.kind == .sendForSignature }
        #expect(found.map(\.due) == [reopened])
        record.decision = nil
        let free = Self.items(Eastmarsh.author, record, reopened).filter { $0.kind == .sendForSignature }
        #expect(free.map(\.due) == [reopened.adding(days: 7)])
    }

    @Test func `is what a member is told of who comes to acknowledge the old one`() {
        var record = Self.revised
        record.decision?.takenAt = nil
        let words = AssessmentWorkflow.refusal(
            of: .acknowledged, by: Eastmarsh.member, on: record, at: Eastmarsh.noon(Self.reopenedOn),
            findings: [])
        #expect(words?.hasPrefix("Sign-off was reopened on") == true)
        #expect(words?.hasSuffix("the next signed version comes to you again") == true)
    }

    @Test func `of none is put to a decision that was taken`() {
        func held(_ record: AssessmentRecord) -> [AssessmentAct] {
            AssessmentWorkflow.heldUp(
                for: Eastmarsh.clerk, on: record, at: Eastmarsh.noon(Eastmarsh.today), findings: []
            ).map(\.act)
        }
        var record = Eastmarsh.complete
        record.state = .signed
        #expect(!held(record).contains(.putToDecision))
        record.decision?.takenAt = nil
        record.version = 3
        #expect(held(record).contains(.putToDecision), "another reason is still said")
    }
}
