// SPDX-License-Identifier: Apache-2.0

/// Who may act: the rules that look at the person.
extension AssessmentWorkflow {
    static func personRefusal(
        of act: AssessmentAct, by person: Person, on record: AssessmentRecord
    ) -> String? {
        if person.isDisabled { return "This account is closed. Ask an administrator" }
        switch act {
        case .started: return permissionRefusal(.writeAssessments, person, record, act)
        case .screened, .consultationOpened, .consultationClosed, .sentToChallenge, .sentForSignature,
            .reviewed, .closed, .superseded, .withdrawn, .templateMoved:
            return writerRefusal(person, record, act)
        case .implemented:
            return person.has(.manageDecisions, on: record) ? nil : writerRefusal(person, record, act)
        case .screeningAuthorised, .screeningReturned: return authoriserRefusal(person, record, act)
        case .challenged: return challengerRefusal(person, record, act)
        case .returned:
            return record.state == .challenge
                ? challengerRefusal(person, record, act) : signerRefusal(person, record, act)
        case .signed: return signerRefusal(person, record, act)
        case .signOffReopened: return reopeningRefusal(person, record, act)
        case .putToDecision, .decided: return permissionRefusal(.manageDecisions, person, record, act)
        case .acknowledged: return memberRefusal(person, record)
        case .published, .unpublished: return permissionRefusal(.publishAssessments, person, record, act)
        case .overridden: return overriderRefusal(person, record)
        case .imported: return permissionRefusal(.importAssessments, person, record, act)
        case .exported: return permissionRefusal(.viewAssessments, person, record, act)
        }
    }

    /// The part in which this person would sign now; `nil` for anybody who is not named to sign.
    public static func capacity(of person: Person, on record: AssessmentRecord) -> AssessmentParty.Part? {
        let parts: [AssessmentParty.Part] = [.signer, .secondSigner, .delegate]
        return parts.first { part in record.parties(part).contains { $0.personID == person.id } }
    }

    private static func permissionRefusal(
        _ permission: Permission, _ person: Person, _ record: AssessmentRecord, _ act: AssessmentAct
    ) -> String? {
        guard !person.has(permission, on: record) else { return nil }
        return "Only \(holders(of: permission)) can \(act.verb)"
    }

    /// The roles that give a permission, in words: "an equality lead or a director".
    public static func holders(of permission: Permission) -> String {
        let names = Role.allCases.filter { $0.permissions.contains(permission) }.map { role in
            let name = role.name.prefix(1).lowercased() + role.name.dropFirst()
            return "aeiou".contains(name.first ?? " ") ? "an \(name)" : "a \(name)"
        }
        return listed(names, "or")
    }

    private static func writerRefusal(
        _ person: Person, _ record: AssessmentRecord, _ act: AssessmentAct
    ) -> String? {
        if let part = independentPart(of: person, on: record) {
            return "You are named in this assessment as “\(part.name)”, and so cannot \(act.verb)."
                + " \(writersNamed(record)) can"
        }
        let named = record.parties.contains {
            $0.personID == person.id && ($0.part == .author || $0.part == .owner)
        }
        if named || writesUnnamed(person, record) { return nil }
        return "Only the author or the owner can \(act.verb). \(writersNamed(record)) can"
    }

    /// Whether somebody without a part may write: the equality lead, whoever works in the same directorate, and
    /// anybody with the permission where nobody is named who could.
    static func writesUnnamed(_ person: Person, _ record: AssessmentRecord) -> Bool {
        guard person.has(.writeAssessments, on: record) else { return false }
        if person.has(.overrideChecks, on: record) { return true }
        let place = foldedForSearch(person.directorate)
        if !place.isEmpty, place == foldedForSearch(record.directorate) { return true }
        return !record.parties.contains { $0.isPresent && ($0.part == .owner || $0.part == .author) }
    }

    /// The part that keeps a person from writing: who questions or signs an assessment does not write it.
    static func independentPart(of person: Person, on record: AssessmentRecord) -> AssessmentParty.Part? {
        let parts: [AssessmentParty.Part] = [.challenger, .signer, .secondSigner, .delegate]
        let own = record.parties.filter { $0.personID == person.id }
        // Somebody who holds both is an author first: independence is lost already, and says so elsewhere.
        guard !own.contains(where: \.writes) else { return nil }
        return parts.first { part in own.contains { $0.part == part } }
    }

    static func writersNamed(_ record: AssessmentRecord) -> String {
        let posts = record.parties.filter {
            $0.isPresent && ($0.part == .owner || $0.part == .author)
        }.map(\.post)
        return posts.isEmpty ? "Whoever is named as author" : listed(unique(posts), "or")
    }

    static func unique(_ posts: [String]) -> [String] {
        var seen: Set<String> = []
        return posts.filter { seen.insert($0).inserted }
    }

    /// Names those who hold a part, where the person is none of them.
    private static func partRefusal(
        _ part: AssessmentParty.Part, _ person: Person, _ record: AssessmentRecord, _ act: AssessmentAct
    ) -> String? {
        let named = record.parties(part)
        guard !named.contains(where: { $0.personID == person.id }) else { return nil }
        let here = unique(named.filter(\.isPresent).map(\.post))
        if !here.isEmpty { return "Only \(listed(here, "or")) can \(act.verb)" }
        let role = part.name.prefix(1).lowercased() + part.name.dropFirst()
        if let gone = named.first { return "\(gone.post) can no longer sign in. Name another \(role)" }
        return "Nobody is named here yet as “\(part.name)”. \(writersNamed(record)) can name somebody"
    }

    private static func authoriserRefusal(
        _ person: Person, _ record: AssessmentRecord, _ act: AssessmentAct
    ) -> String? {
        let sender = record.last(.screened)
        if sender?.byID == person.id || record.writers.contains(person.id) {
            return "You did this screening. It is authorised by somebody else: "
                + authorisersNamed(record)
        }
        if record.parties(.authoriser).isEmpty {
            return permissionRefusal(.authoriseScreening, person, record, act)
        }
        if let words = partRefusal(.authoriser, person, record, act) { return words }
        return person.has(.authoriseScreening)
            ? nil : "Only \(holders(of: .authoriseScreening)) can \(act.verb)"
    }

    private static func authorisersNamed(_ record: AssessmentRecord) -> String {
        let posts = unique(record.parties(.authoriser).filter(\.isPresent).map(\.post))
        return posts.isEmpty ? holders(of: .authoriseScreening) : listed(posts, "or")
    }

    private static func challengerRefusal(
        _ person: Person, _ record: AssessmentRecord, _ act: AssessmentAct
    ) -> String? {
        if record.writers.contains(person.id) {
            let posts = unique(record.parties(.challenger).filter(\.isPresent).map(\.post))
            let who = posts.isEmpty ? "a challenger from another service" : listed(posts, "or")
            return "You wrote this assessment. Only \(who) can \(act.verb)"
        }
        if let words = partRefusal(.challenger, person, record, act) { return words }
        guard person.has(.challengeAssessments) else {
            return "Only \(holders(of: .challengeAssessments)) can \(act.verb)"
        }
        let party = record.parties(.challenger).first { $0.personID == person.id }
        let place = person.workplace.isBlank ? party?.workplace ?? person.workplace : person.workplace
        return challengerRefusal(personID: person.id, post: person.post, at: place, on: record)
    }
}
