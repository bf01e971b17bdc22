// SPDX-License-Identifier: Apache-2.0

/// Who may write, and what a change of the text means.
extension AssessmentWorkflow {
    /// Why this person may not write in a section now, in words that name who may; `nil` where nothing is in
    /// the way. An empty section stands for the assessment as a whole.
    public static func writingRefusal(
        by person: Person, section: String, on record: AssessmentRecord
    ) -> String? {
        if person.isDisabled { return "This account is closed. Ask an administrator" }
        let answerer = record.template.section(section)?.answerer ?? .author
        let isReview = answerer == .reviewer && record.state == .inForce
        if !record.state.isOpen, !isReview { return closedRefusal(record) }
        if let part = independentPart(of: person, on: record) {
            return "You are named in this assessment as “\(part.name)”, and whoever is does not write it."
                + " \(writersNamed(record)) can"
        }
        let own = record.parties.filter { $0.personID == person.id }.map(\.part)
        if own.contains(.owner) || own.contains(.author) || own.contains(.section(section)) { return nil }
        switch answerer {
        case .adviser where own.contains(.adviser): return nil
        case .authoriser where own.contains(.authoriser): return nil
        case .author, .authoriser, .adviser, .reviewer: break
        }
        // A section that was given to somebody is theirs; the equality lead can help everywhere.
        let isGiven = record.parties(.section(section)).contains(where: \.isPresent)
        if isGiven ? person.has(.overrideChecks, on: record) : writesUnnamed(person, record) { return nil }
        let named = unique(
            (record.parties(.section(section)) + record.parties(.author) + record.parties(.owner))
                .filter(\.isPresent).map(\.post))
        guard !named.isEmpty else { return "Only whoever is named as author can write here" }
        return "Only \(listed(named, "or")) can write here"
    }

    private static func closedRefusal(_ record: AssessmentRecord) -> String {
        func posts(_ part: AssessmentParty.Part) -> String {
            let present = unique(record.parties(part).filter(\.isPresent).map(\.post))
            return present.isEmpty ? part.name : listed(present, "or")
        }
        switch record.state {
        case .draft, .inProgress, .consulting: return ""
        case .screening:
            let own = unique(record.parties(.authoriser).filter(\.isPresent).map(\.post))
            let who = own.isEmpty ? holders(of: .authoriseScreening) : listed(own, "or")
            return "Its screening waits to be authorised, and the text to be authorised is fixed."
                + " To have it sent back to the author, ask \(who)"
        case .challenge:
            return "It is with the challenger, who reads one fixed text."
                + " \(posts(.challenger)) can send it back to the author"
        case .awaitingSignOff:
            return "It waits for sign-off, and the text to be signed is fixed."
                + " \(signersNamed(record)) can send it back to the author"
        case .notNeeded, .signed, .beforeDecision, .decided, .inForce:
            return "It is “\(record.state.name)”, and that version never changes."
                + " Reopen sign-off first: a new version is then written and signed"
        case .closed, .superseded, .withdrawn:
            return "It is “\(record.state.name)”. Start a new assessment, and say there which one it replaces"
        }
    }

    /// The paths of the proposal that differ between what was signed and what stands now: scope, budget,
    /// eligibility, delivery. Any of them reopens sign-off.
    public static func materialChanges(
        signed: AssessmentContent, now: AssessmentContent
    ) -> [String] {
        AssessmentPath.material.filter { signed[$0] != now[$0] }
    }
}

extension AssessmentTemplate {
    /// Whether a path is an answer of the reviewer, or the mark that a reviewer's section is complete. These alone
    /// are written once the proposal is in force.
    public func isAskedAtReview(_ path: String) -> Bool {
        let parts = path.split(separator: "/").map(String.init)
        guard let id = parts.last, parts.count > 1 else { return false }
        let reviewed = sections.filter { $0.answerer == .reviewer }
        if parts[0] == AssessmentPath.done { return reviewed.contains { $0.id == id } }
        return reviewed.flatMap(\.groups).contains { group in
            group.id == parts[0] && group.questions.contains { $0.id == id }
        }
    }
}
