// SPDX-License-Identifier: Apache-2.0
import EqualityDuty
import Testing

/// Anybody tries anything at any time, and the clock jumps; only what the rules permit is done.
@Suite struct `Any sequence of permitted acts` {
    private struct Walk {
        var record: AssessmentRecord
        var numbers: SeededNumbers
        var clock = Eastmarsh.noon(Eastmarsh.begun)
        var signed = 0
        var acknowledged = 0

        let aside: Set<AssessmentAct> = [
            .withdrawn, .superseded, .closed, .returned, .signOffReopened, .published, .unpublished,
            .overridden, .templateMoved,
            .consultationOpened,
        ]

        init(seed: UInt64) {
            numbers = SeededNumbers(seed: seed)
            record = Eastmarsh.record(.inProgress)
            record.points = []
            record.version = 1
            record.versions.removeLast()
        }

        mutating func step() throws {
            clock = clock.adding(seconds: Int.random(in: -100_000...115_000, using: &numbers))
            let person = try #require(Eastmarsh.everybody.randomElement(using: &numbers))
            switch Int.random(in: 0..<40, using: &numbers) {
            case 0, 1: try write(person)
            case 2: try name(person)
            case 3..<12:
                try attempt(try #require(AssessmentAct.onTheRoad.randomElement(using: &numbers)), person)
            default:
                // Somebody who can go on: otherwise most walks would stay at their beginning.
                let mayDecide = record.state == .beforeDecision && Int.random(in: 0..<6, using: &numbers) == 0
                for other in Eastmarsh.everybody.shuffled(using: &numbers) {
                    let onwards = AssessmentWorkflow.acts(for: other, on: record, at: clock, findings: [])
                        .filter { !aside.contains($0) && ($0 != .decided || mayDecide) }
                    guard let act = onwards.randomElement(using: &numbers) else { continue }
                    return try attempt(act, other)
                }
            }
        }

        mutating func write(_ person: Person) throws {
            guard AssessmentWorkflow.writingRefusal(by: person, section: "impact", on: record) == nil else {
                return
            }
            #expect(record.standingSignature == nil, "A signed version was changed")
            record.version += 1
            record.content["proposal/scope"] = "\(record.version)"
            record.versions.append(
                AssessmentVersion(
                    number: record.version, at: AssessmentWorkflow.recordedTime(clock, on: record),
                    byID: person.id, byPost: person.post, digest: "digest-\(record.version)"))
        }

        /// Anybody may be named for anything: the rules have to hold whoever is. Now and then the right
        /// person is, so that walks get on.
        mutating func name(_ person: Person) throws {
            let fitting: [(AssessmentParty.Part, Person)] = [
                (.author, Eastmarsh.author), (.challenger, Eastmarsh.challenger), (.signer, Eastmarsh.signer),
                (.secondSigner, Eastmarsh.second), (.delegate, Eastmarsh.delegate),
            ]
            let (part, right) = try #require(fitting.randomElement(using: &numbers))
            record.parties.removeAll { $0.part == part }
            if part == .secondSigner, Bool.random(using: &numbers) { return }
            let isRight = Int.random(in: 0..<4, using: &numbers) > 0
            record.parties.append(Eastmarsh.party(part, isRight ? right : person))
        }

        mutating func attempt(_ act: AssessmentAct, _ person: Person) throws {
            guard
                AssessmentWorkflow.refusal(of: act, by: person, on: record, at: clock, findings: []) == nil
            else { return }
            let capacity = AssessmentWorkflow.capacity(of: person, on: record)?.code ?? ""
            let details = ["capacity": capacity, "outcome": "full"]
            let state = AssessmentWorkflow.state(after: act, details: details, on: record)
            let at = AssessmentWorkflow.recordedTime(clock, on: record)
            if let last = record.events.last { #expect(at >= last.at, "The record went back in time") }
            if act == .signed { try check(signature: person) }
            if act == .acknowledged {
                acknowledged += 1
                #expect(record.last(.decided) == nil)
                let listed = record.decision?.listedVersion ?? 0
                let members = record.decision?.members ?? []
                record.decision?.members = members.map {
                    guard $0.personID == person.id else { return $0 }
                    return .init(
                        personID: $0.personID, post: $0.post, acknowledgedAt: at, version: listed,
                        digest: "digest-\(listed)")
                }
            }
            if act == .putToDecision {
                record.decision?.listedVersion = record.version
                record.decision?.listedDigest = "digest-\(record.version)"
            }
            if act == .decided { record.decision?.takenAt = at }
            record.events.append(
                AssessmentEvent(
                    sequence: record.events.count + 1, act, at: at, byID: person.id, byPost: person.post,
                    version: record.version, digest: "digest-\(record.version)", details: details))
            record.state = state
        }

        mutating func check(signature person: Person) throws {
            signed += 1
            #expect(!record.versions.contains { $0.byID == person.id }, "An author signed")
            #expect(!record.writers.contains(person.id), "A writer signed")
            let challenged = try #require(record.last(.challenged))
            #expect(challenged.version == record.version, "What was signed was not challenged")
            #expect(!record.signaturesGathered.contains { $0.event.byID == person.id }, "Signed twice")
        }
    }

    @Test func `never lets an author sign, a signed version change, or the record go back in time`() throws {
        var signed = 0
        var acknowledged = 0
        for seed in 0..<10 {
            var walk = Walk(seed: UInt64(seed))
            for _ in 0..<120 { try walk.step() }
            signed += walk.signed
            acknowledged += walk.acknowledged
        }
        // Otherwise the law was never tried.
        #expect(signed > 10 && acknowledged > 3, "\(signed) signed, \(acknowledged) acknowledged")
    }
}
