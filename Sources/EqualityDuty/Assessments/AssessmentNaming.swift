// SPDX-License-Identifier: Apache-2.0

extension AssessmentWorkflow {
    /// Why this person cannot be given this part; `nil` where nothing is in the way.
    public static func namingRefusal(
        of part: AssessmentParty.Part, person: Person, on record: AssessmentRecord
    ) -> String? {
        if person.isDisabled { return "\(person.post) can no longer sign in. Name somebody else" }
        if let words = settledRefusal(of: part, on: record) {
            let named = record.parties(part)
            // Where nobody is left to act, the assessment would stand still; an absence is met by a delegate.
            let isAbsence = part == .delegate && record.state == .awaitingSignOff
            let isVacant = named.isEmpty ? part == .challenger || part == .signer || isAbsence : true
            if !isVacant || named.contains(where: \.isPresent) { return words }
        }
        switch part {
        case .challenger:
            guard person.has(.challengeAssessments) else {
                return "\(person.post) is no peer challenger. Name \(holders(of: .challengeAssessments))"
            }
            return challengerRefusal(
                personID: person.id, post: person.post, at: person.workplace, on: record)
        case .signer, .secondSigner, .delegate:
            guard person.has(.signAssessments) else {
                return "\(person.post) does not sign assessments. Name \(holders(of: .signAssessments))"
            }
            return signerRefusal(personID: person.id, post: person.post, on: record)
        case .authoriser:
            guard person.has(.authoriseScreening) else {
                return
                    "\(person.post) does not authorise screenings. Name \(holders(of: .authoriseScreening))"
            }
            return record.writers.contains(person.id)
                ? "\(person.post) did this screening. Name somebody else to authorise it" : nil
        case .owner, .author, .section:
            if part != .owner, !person.has(.writeAssessments) {
                return "\(person.post) does not write assessments. Name \(holders(of: .writeAssessments))"
            }
            guard let own = independentPart(of: person, on: record) else { return nil }
            return "\(person.post) is named here as “\(own.name)”, who does not write. Name somebody else"
        case .adviser:
            return person.has(.viewAssessments)
                ? nil : "\(person.post) does not see assessments. Name \(holders(of: .viewAssessments))"
        }
    }

    /// Why nobody with this part can be taken out of it now; `nil` where nothing is in the way. Whoever has
    /// left can always be taken out.
    public static func removalRefusal(
        of part: AssessmentParty.Part, personID: String, on record: AssessmentRecord
    ) -> String? {
        let party = record.parties(part).first { $0.personID == personID }
        guard let party, party.isPresent else { return nil }
        return settledRefusal(of: part, on: record)
    }

    /// Why a part is settled: who questions a text, or signs it, stays the same until it has come back.
    private static func settledRefusal(
        of part: AssessmentParty.Part, on record: AssessmentRecord
    ) -> String? {
        let name = part.name.prefix(1).lowercased() + part.name.dropFirst()
        switch part {
        case .challenger:
            guard record.state == .challenge else { return nil }
            return "It is being challenged, and the \(name) stays the same."
                + " Have the challenge finished or sent back first"
        case .signer, .secondSigner, .delegate:
            switch record.state {
            case .awaitingSignOff:
                return "It waits for sign-off, and who signs stays the same."
                    + " Have it sent back to the author first"
            case .signed, .beforeDecision, .decided, .inForce, .closed, .superseded:
                return "It is signed, and who signed stays on record. Reopen sign-off first"
            case .draft, .screening, .notNeeded, .inProgress, .consulting, .challenge, .withdrawn: return nil
            }
        case .owner, .author, .authoriser, .adviser, .section: return nil
        }
    }
}
