// SPDX-License-Identifier: Apache-2.0

/// DR15, DR16 and DR18: independence, what adds up, and who delivers.
extension AssessmentChecks {
    /// DR15: signer and challenger are independent, and every point of the challenge is answered.
    static func independent(_ facts: AssessmentFacts) -> [CheckFinding] {
        let record = facts.record
        var found: [CheckFinding] = []
        func note(_ path: String, _ message: String, next: String) {
            found.append(CheckFinding(.independent, .block, at: path, message, next: next))
        }
        for part in [AssessmentParty.Part.signer, .secondSigner, .delegate] {
            for party in record.parties(part) where record.writers.contains(party.personID) {
                note(
                    "parties/\(part.code)", "\(part.name): \(party.post) wrote this assessment",
                    next: "Name a signer who did not write it")
            }
        }
        let signers = Set(record.parties.filter(\.signs).map(\.personID))
        if let signed = facts.signature, record.writers.contains(signed.byID), !signers.contains(signed.byID)
        {
            note(
                "signature", "Signature: \(signed.byPost), who signed it, wrote it",
                next: "Reopen sign-off and have it signed by somebody who did not write it")
        }
        found += challengeGaps(facts)
        for point in record.points where point.kind == .challenge && point.isOpen {
            let title = record.template.section(point.section)?.title ?? point.section
            note(
                "points/\(point.id)", "Challenge, “\(title)”: a point of \(point.byPost) is not answered",
                next: "Answer the point")
        }
        return found
    }

    private static func challengeGaps(_ facts: AssessmentFacts) -> [CheckFinding] {
        let record = facts.record
        let named = record.parties(.challenger)
        let finished = record.last(.challenged)
        func finding(_ path: String, _ message: String, next: String) -> [CheckFinding] {
            [CheckFinding(.independent, .block, at: path, message, next: next)]
        }
        if named.isEmpty, finished == nil {
            // A shorter one may go without; that somebody is worse off and nobody else looked is said all the same.
            guard record.template.kind == .full else {
                guard facts.impacts.contains(where: { $0.direction == .negative }) else { return [] }
                return [
                    CheckFinding(
                        .independent, .warn, at: "parties/challenger",
                        "Challenge: it states a negative impact, and nobody from another service is named",
                        next: "Name a peer challenger, or say in the outcome why it goes without")
                ]
            }
            return finding(
                "parties/challenger", "Challenge: nobody from another service is named",
                next: "Name a peer challenger from another service")
        }
        let refused = named.compactMap {
            AssessmentWorkflow.challengerRefusal(
                personID: $0.personID, post: $0.post, at: $0.workplace, on: record)
        }
        if let words = refused.first {
            return finding(
                "parties/challenger", "Challenge: the challenger is not independent",
                next: words)
        }
        if finished == nil {
            return finding(
                "challenge", "Challenge: it is not finished",
                next: "Have the peer challenger question each section")
        }
        if let finished, record.writers.contains(finished.byID) {
            return finding(
                "challenge", "Challenge: \(finished.byPost), who challenged it, wrote it",
                next: "Have it challenged by somebody from another service")
        }
        return []
    }

    /// Where what several assessments add up to is commented: filled, DR16 asks for nothing more.
    public static let cumulativePath = "\(AssessmentPath.outcome)/cumulative"

    /// DR16: other assessments that touch the same people, place or service are listed and commented.
    static func cumulative(_ facts: AssessmentFacts) -> [CheckFinding] {
        let path = cumulativePath
        guard !facts.neighbours.isEmpty, !facts.content.isFilled(path) else { return [] }
        let listed = facts.neighbours.prefix(3).map { neighbour in
            let shared = neighbour.characteristics.map(facts.name) + neighbour.placesAndServices
            let what = shared.isEmpty ? "" : " (\(shared.joined(separator: ", ")))"
            return "\(neighbour.reference)\(what)"
        }
        let more = facts.neighbours.count - listed.count
        let words = listed.joined(separator: "; ") + (more > 0 ? "; and \(more) more" : "")
        return [
            CheckFinding(
                .cumulative, .warn, at: path,
                "Cumulative impact: not commented, though others touch the same people or places: \(words)",
                next: "Enter what the proposals add up to for the people they share")
        ]
    }

    /// DR18: a function that others carry out keeps the duty: in their contract, their monitoring, their
    /// returns.
    static func provider(_ facts: AssessmentFacts) -> [CheckFinding] {
        let path = AssessmentPath.provider
        guard facts.content["\(path)/contracted-out"] == "yes" else { return [] }
        let cells = [
            ("duty", "the provider's duty is not stated", "Enter how the provider has to meet the duty"),
            ("monitoring-clause", "no monitoring clause is named", "Enter the clause of the contract"),
            ("data-return", "no return of data is named", "Enter which data the provider returns, and when"),
        ]
        return cells.filter { !facts.content.isFilled("\(path)/\($0.0)") }.map {
            CheckFinding(.provider, .warn, at: "\(path)/\($0.0)", "Provider: \($0.1)", next: $0.2)
        }
    }
}
