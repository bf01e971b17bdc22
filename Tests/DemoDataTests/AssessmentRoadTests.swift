// SPDX-License-Identifier: Apache-2.0
import EqualityDuty
import Storage
import Testing

@Suite struct `The assessments of the demonstration` {
    private static let roads = [
        ("kent", "Specialist school meals"), ("thanet", "Equality policy and its objectives"),
    ]

    @Test(arguments: [
        (
            "kent",
            [
                "Specialist school meals": AssessmentState.inForce,
                "Evening bus services in rural parishes": .draft,
                "Travel pass for students after 16": .challenge,
                "Opening hours of youth centres": .awaitingSignOff, "New paint for bus shelters": .notNeeded,
            ]
        ),
        (
            "thanet",
            [
                "Equality policy and its objectives": .inForce, "How people reach the council": .consulting,
                "Closing the cash desk": .challenge, "Council tax support letters online": .awaitingSignOff,
                "Fees for beach huts": .decided, "Ticket machines in car parks": .beforeDecision,
                "New collection day for garden waste": .notNeeded,
            ]
        ),
    ])
    func `stand where they should`(slug: String, states: [String: AssessmentState]) async throws {
        let body = try await PlayedDemonstration.body(slug)
        #expect(body.records.mapValues(\.state) == states)
        // What is invented says so in its title; the two genuine situations say it in their text.
        for record in body.records.values where !record.reference.hasSuffix("2008-001") {
            let isMarked = record.title.hasSuffix("(demonstration)")
            #expect(
                isMarked || record.content["outcome/summary"].contains("Demonstration"), "\(record.title)")
        }
    }

    @Test func `of school meals goes the whole road, from screening to its review`() async throws {
        let record = try await PlayedDemonstration.body("kent").record("Specialist school meals")
        let acts: [AssessmentAct] = [
            .started, .screened, .screeningAuthorised, .consultationOpened, .consultationClosed,
            .sentToChallenge, .challenged, .sentToChallenge, .challenged, .sentForSignature, .signed,
            .published,
            .putToDecision, .acknowledged, .acknowledged, .decided, .implemented, .reviewed,
        ]
        #expect(record.events.map(\.act) == acts)
        #expect(record.events.map(\.at) == record.events.map(\.at).sorted())
        #expect(record.last(.reviewed)?.at.utcDay == CalendarDay(2013, 3, 21))
        #expect(record.decision?.members.allSatisfy { $0.acknowledgedAt != nil } == true)
        #expect(record.actions.map(\.status) == [.complete, .complete, .complete])
        #expect(record.points.filter { $0.kind == .challenge && $0.verdict != .accept }.count == 3)
        #expect(record.points.allSatisfy { !$0.isOpen })
    }

    @Test func `of the equality policy keeps the days of the papers`() async throws {
        let record = try await PlayedDemonstration.body("thanet").record("Equality policy and its objectives")
        #expect(record.last(.consultationOpened)?.at.utcDay == CalendarDay(2013, 4, 2))
        #expect(record.last(.consultationClosed)?.at.utcDay == CalendarDay(2013, 4, 30))
        #expect(record.decision?.takenAt?.utcDay == CalendarDay(2013, 7, 11))
        #expect(record.publications.map(\.at.utcDay) == [CalendarDay(2013, 7, 3)])
        #expect(record.last(.implemented) != nil)
        #expect(record.last(.reviewed) == nil)
    }

    @Test(arguments: roads)
    func `have frozen versions whose digests are those of their content`(slug: String, title: String)
        async throws
    {
        let body = try await PlayedDemonstration.body(slug)
        let record = try body.record(title)
        let frozen = record.versions.filter(\.isFrozen)
        #expect(frozen.count >= 3)
        for version in frozen {
            let content = try #require(try await body.store.content(of: record.id, version: version.number))
            #expect(Token.digest(content.canonicalJSON) == version.digest)
        }
        let signed = try #require(record.standingSignature)
        #expect(record.decision?.listedDigest == signed.digest)
        #expect(record.decision?.members.map(\.digest) == [signed.digest, signed.digest])
        #expect(record.publications.map(\.version) == [signed.version])
    }

    @Test(arguments: roads)
    func `leave nothing needed blank, and are questioned by another service`(slug: String, title: String)
        async throws
    {
        let body = try await PlayedDemonstration.body(slug)
        let record = try body.record(title)
        let known = body.profile.characteristics
        for section in record.template.shownSections(record.content) {
            let missing = record.template.missing(in: section, content: record.content, known).map(\.name)
            #expect(missing == [], "\(section.id)")
        }
        let challenger = try #require(record.parties(.challenger).first)
        #expect(record.workplaces.allSatisfy { $0.distance(to: challenger.workplace) == .apart })
        #expect(!record.writers.contains(try #require(record.parties(.signer).first).personID))
        // Every path that was written is asked by the template, so that nothing is hidden in the record.
        let own = ["done/", "action/", "evidence/"]
        let lost = record.content.fields.keys.filter { path in
            !own.contains { path.hasPrefix($0) } && record.template.question(at: path) == nil
        }
        #expect(lost.sorted() == [])
    }

    @Test func `of school meals has no finding that blocks, and warns of nothing but what it says itself`()
        async throws
    {
        let body = try await PlayedDemonstration.body("kent")
        let findings = try await body.findings(try body.record("Specialist school meals"))
        #expect(findings.filter(\.stops).map(\.message) == [])
        #expect(findings.map(\.message) == [])
    }

    @Test func `of the equality policy has one finding that blocks, overridden by name: its review`()
        async throws
    {
        let body = try await PlayedDemonstration.body("thanet")
        let findings = try await body.findings(try body.record("Equality policy and its objectives"))
        #expect(findings.filter(\.stops).map(\.message) == [])
        #expect(findings.filter { $0.override != nil }.map(\.check) == [.reviewPlanned])
        #expect(findings.filter { $0.level == .warn }.map(\.message) == [])
    }

    @Test func `that was begun after its decision stays retrospective`() async throws {
        let body = try await PlayedDemonstration.body("thanet")
        let record = try body.record("Fees for beach huts")
        #expect(record.isRetrospective)
        let checks = Set(try await body.findings(record).map(\.check))
        #expect(checks.isSuperset(of: [.relevance, .inTime, .acknowledged]))
    }

    @Test func `wait for the challenger, the director and a member, and know their umbrella`() async throws {
        for slug in ["kent", "thanet"] {
            let body = try await PlayedDemonstration.body(slug)
            let people = try await PeopleStore(database: body.database).people()
            let waiting = body.records.values
            for (name, act) in [("challenger", AssessmentAct.challenged), ("director", .signed)] {
                let person = try #require(people.first { $0.signInName == name })
                let open = waiting.filter {
                    AssessmentWorkflow.refusal(
                        of: act, by: person, on: $0, at: PlayedDemonstration.now, findings: []) == nil
                }
                #expect(open.count == 1, "\(slug), \(name)")
            }
        }
        let thanet = try await PlayedDemonstration.body("thanet")
        let people = try await PeopleStore(database: thanet.database).people()
        let decisions = DecisionStore(database: thanet.database)
        for (name, count) in [("councillor", 1), ("member", 0)] {
            let person = try #require(people.first { $0.signInName == name })
            // The officer's decision on beach huts was taken; the committee's is to come.
            #expect(try await decisions.waiting(for: person.id).count == count, "\(name)")
        }
        let umbrella = try thanet.record("How people reach the council").reference
        #expect(thanet.records.values.filter { $0.content["link/umbrella"] == umbrella }.count == 2)
    }
}
