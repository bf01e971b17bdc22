// SPDX-License-Identifier: Apache-2.0

/// Who signs, reopens, acknowledges and overrides.
extension AssessmentWorkflow {
    static func signerRefusal(
        _ person: Person, _ record: AssessmentRecord, _ act: AssessmentAct
    ) -> String? {
        let signers = signersNamed(record)
        if record.writers.contains(person.id) {
            return
                "You wrote this assessment, and whoever writes does not sign. Only \(signers) can \(act.verb)"
        }
        guard let part = capacity(of: person, on: record) else {
            if let words = departedSigner(record) { return words }
            return "Only \(signers) can \(act.verb). A delegate signs only where one is named here"
        }
        guard person.has(.signAssessments) else {
            return "Only \(holders(of: .signAssessments)) can \(act.verb)"
        }
        if part == .delegate, let words = departedSigner(record) { return words }
        guard act == .signed else { return nil }
        let gathered = record.signaturesGathered
        if gathered.contains(where: { $0.event.byID == person.id }) {
            return "You have signed this version. \(stillToSign(record)) has yet to sign"
        }
        if part != .secondSigner, gathered.contains(where: { $0.capacity != .secondSigner }) {
            return "This version has been signed. \(stillToSign(record)) has yet to sign"
        }
        return nil
    }

    /// The posts that sign, in words.
    static func signersNamed(_ record: AssessmentRecord) -> String {
        let parts: [AssessmentParty.Part] = [.signer, .secondSigner, .delegate]
        let posts = unique(parts.flatMap { record.parties($0) }.filter(\.isPresent).map(\.post))
        return posts.isEmpty ? "a signer named in this assessment" : listed(posts, "or")
    }

    /// Why nobody can sign although a signer was named: the signer left.
    static func departedSigner(_ record: AssessmentRecord) -> String? {
        for part in [AssessmentParty.Part.signer, .secondSigner] {
            let named = record.parties(part)
            if let gone = named.first, !named.contains(where: \.isPresent) {
                let role = part == .signer ? "signer" : "second signer"
                return "\(gone.post) can no longer sign in. Name another \(role)"
            }
        }
        return nil
    }

    private static func stillToSign(_ record: AssessmentRecord) -> String {
        let done = Set(record.signaturesGathered.map(\.capacity))
        let part: AssessmentParty.Part = done.contains(.secondSigner) ? .signer : .secondSigner
        return record.parties(part).first { $0.isPresent }?.post ?? part.name
    }

    static func reopeningRefusal(
        _ person: Person, _ record: AssessmentRecord, _ act: AssessmentAct
    ) -> String? {
        let isNamed = record.parties.contains {
            switch $0.part {
            case .owner, .author, .signer, .secondSigner: $0.personID == person.id
            case .challenger, .delegate, .authoriser, .adviser, .section: false
            }
        }
        if isNamed || writesUnnamed(person, record) || person.has(.overrideChecks, on: record) {
            return nil
        }
        return "Only the author, the owner or a signer can \(act.verb). "
            + "\(writersNamed(record)) or \(signersNamed(record)) can"
    }

    static func memberRefusal(_ person: Person, _ record: AssessmentRecord) -> String? {
        guard let decision = record.decision else {
            return "This assessment is not put to a decision-maker yet"
        }
        let posts = listed(unique(decision.members.map(\.post)), "and")
        let members = posts.isEmpty ? "Each member of \(decision.makerName)" : posts
        if record.writers.contains(person.id) {
            return "You wrote this assessment. \(members) acknowledge it, each for themselves"
        }
        if record.parties(.adviser).contains(where: { $0.personID == person.id }) {
            return "You advised on this assessment. \(members) acknowledge it, each for themselves"
        }
        guard decision.members.contains(where: { $0.personID == person.id }) else {
            return "Only the members who take this decision can acknowledge it, each for themselves"
                + (posts.isEmpty ? "" : ": \(posts)")
        }
        guard person.has(.acknowledgeAssessments) else {
            return "Only \(holders(of: .acknowledgeAssessments)) can acknowledge it"
        }
        guard let mine = decision.members.first(where: { $0.personID == person.id }) else { return nil }
        let isDone = mine.acknowledgedAt != nil && mine.version == decision.listedVersion
        return isDone ? "You have acknowledged version \(mine.version)" : nil
    }

    static func overriderRefusal(_ person: Person, _ record: AssessmentRecord) -> String? {
        if record.writers.contains(person.id) {
            return "You wrote this assessment. A check is overridden by somebody else: "
                + holders(of: .overrideChecks)
        }
        guard person.has(.overrideChecks, on: record) else {
            return "Only \(holders(of: .overrideChecks)) can override a check"
        }
        return nil
    }
}
