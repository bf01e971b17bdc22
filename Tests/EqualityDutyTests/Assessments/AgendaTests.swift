// SPDX-License-Identifier: Apache-2.0
import EqualityDuty
import Testing

@Suite struct `My work` {
    private func items(
        _ person: Person, _ record: AssessmentRecord, on day: CalendarDay = CalendarDay(2026, 5, 4)
    ) -> [AgendaItem] {
        AssessmentAgenda.items(for: person, on: record, today: day, now: Eastmarsh.noon(day))
    }

    @Test(arguments: [
        (AssessmentState.inProgress, Eastmarsh.author, AgendaItem.Kind.write),
        (.challenge, Eastmarsh.challenger, .challenge), (.awaitingSignOff, Eastmarsh.signer, .sign),
        (.signed, Eastmarsh.clerk, .putToDecision), (.beforeDecision, Eastmarsh.member, .acknowledge),
    ])
    func `shows each step to whoever has it, and to nobody else`(
        state: AssessmentState, person: Person, kind: AgendaItem.Kind
    ) {
        let record = Eastmarsh.record(state)
        #expect(items(person, record).map(\.kind).contains(kind))
        #expect(!items(Eastmarsh.auditor, record).map(\.kind).contains(kind))
        #expect(!items(Eastmarsh.stranger, record).map(\.kind).contains(kind))
    }

    @Test func `counts backwards from the report, so that each step has its time`() {
        let challenge = items(Eastmarsh.challenger, Eastmarsh.record(.challenge), on: CalendarDay(2026, 4, 3))
        #expect(challenge.map(\.due) == [CalendarDay(2026, 4, 16)])
        var record = Eastmarsh.record(.challenge)
        record.decision?.reportPublished = CalendarDay(2026, 4, 20)
        #expect(items(Eastmarsh.challenger, record).map(\.due) == [CalendarDay(2026, 4, 13)])
        #expect(items(Eastmarsh.challenger, record).allSatisfy { $0.isOverdue(on: CalendarDay(2026, 4, 14)) })
        let acknowledge = items(Eastmarsh.member, Eastmarsh.record(.beforeDecision))
        #expect(acknowledge.map(\.due) == [Eastmarsh.meeting])
    }

    @Test func `lists a section until its writer says that it is complete`() {
        var record = Eastmarsh.record(.inProgress)
        let writer = Eastmarsh.person("writer", "Pool manager", .serviceManager, "Communities", "Leisure")
        record.parties.append(Eastmarsh.party(.section("impact"), writer))
        #expect(items(writer, record).map(\.detail) == ["Impact"])
        record.content["done/impact"] = "yes"
        #expect(items(writer, record).isEmpty)
    }

    @Test func `lists points to answer, parts to fill and a signer who left`() {
        var record = Eastmarsh.record(.inProgress)
        record.points.append(
            AssessmentPoint(
                id: "p2", kind: .comment, section: "impact", text: "Which ward?", byID: "x",
                byPost: "Officer",
                at: Eastmarsh.noon(Eastmarsh.begun)))
        record.parties[3] = Eastmarsh.party(.signer, Eastmarsh.signer, isPresent: false)
        record.parties.remove(at: 2)
        let found = items(Eastmarsh.author, record)
        #expect(found.filter { $0.kind == .answer }.map(\.detail) == ["1 point"])
        #expect(
            Set(found.filter { $0.kind == .assign }.map(\.detail)) == ["Peer challenger", "Signer"])
        #expect(items(Eastmarsh.challenger, record).isEmpty)
    }

    @Test func `asks for a signer once it has been sent to the challenger`() {
        var record = Eastmarsh.record(.inProgress)
        record.parties.removeAll { $0.part == .signer }
        record.events.removeAll { $0.act == .sentToChallenge }
        func asked() -> Bool {
            items(Eastmarsh.author, record).contains { $0.kind == .assign && $0.detail == "Signer" }
        }
        #expect(!asked())
        record.events.append(
            AssessmentEvent(
                sequence: 90, .sentToChallenge, at: Eastmarsh.noon(Eastmarsh.begun), byID: "a",
                byPost: "Author",
                version: 1, digest: ""))
        #expect(asked())
    }

    @Test func `lists a publication until the public reads what was signed`() {
        var record = Eastmarsh.complete
        #expect(items(Eastmarsh.clerk, record).isEmpty)
        record.publications = []
        #expect(items(Eastmarsh.clerk, record).map(\.kind) == [.publish])
        record.publications = [
            AssessmentPublication(edition: 1, version: 1, at: Eastmarsh.noon(Eastmarsh.begun))
        ]
        #expect(items(Eastmarsh.clerk, record).map(\.kind) == [.publish])
    }

    @Test func `announces a review, and then calls it overdue`() {
        var record = Eastmarsh.complete
        record.state = .inForce
        let due = CalendarDay(2027, 1, 15)
        #expect(items(Eastmarsh.owner, record, on: due.adding(days: -29)).isEmpty)
        #expect(items(Eastmarsh.owner, record, on: due.adding(days: -28)).map(\.kind) == [.review])
        #expect(items(Eastmarsh.owner, record, on: due.next).map(\.kind) == [.overdueReview])
        record.events.append(Eastmarsh.event(11, .reviewed, due, Eastmarsh.owner))
        #expect(items(Eastmarsh.owner, record, on: due.next).isEmpty)
    }

    @Test func `asks for the decision once the meeting was held`() {
        let record = Eastmarsh.record(.beforeDecision)
        #expect(!items(Eastmarsh.clerk, record).map(\.kind).contains(.recordDecision))
        let after = items(Eastmarsh.clerk, record, on: Eastmarsh.meeting).map(\.kind)
        #expect(after.contains(.recordDecision))
    }
}
