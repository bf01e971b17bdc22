// SPDX-License-Identifier: Apache-2.0

/// Who raises points and comments, who answers them, and when.
extension AssessmentWorkflow {
    /// Why this person may not answer a point now or, where `resolving`, close a comment; `nil` where
    /// nothing is in the way.
    public static func answerRefusal(
        to point: AssessmentPoint, by person: Person, on record: AssessmentRecord, resolving: Bool
    ) -> String? {
        if person.isDisabled { return "This account is closed. Ask an administrator" }
        guard point.isOpen else { return "A point must be open to be answered: this one is closed" }
        if let words = answerPlaceRefusal(record) { return words }
        let isChallenger = record.parties(.challenger).contains { $0.personID == person.id }
        switch point.kind {
        case .challenge where point.byID == person.id || isChallenger:
            return "Whoever challenges does not answer the challenge. \(writersNamed(record)) can"
        case .comment where resolving && point.byID == person.id: return nil
        case .challenge, .comment: return writingRefusal(by: person, section: point.section, on: record)
        }
    }

    private static func answerPlaceRefusal(_ record: AssessmentRecord) -> String? {
        switch record.state {
        case .draft, .inProgress, .consulting: nil
        case .screening: "Its screening waits to be authorised. Answers are given once it has come back"
        case .challenge:
            "It is with the challenger. Answers are given once the challenge is finished or sent back"
        case .awaitingSignOff: "It waits for sign-off. Answers are given once it is sent back to the author"
        case .notNeeded, .signed, .beforeDecision, .decided, .inForce:
            "It is “\(record.state.name)”, and what was answered stays. Reopen sign-off first"
        case .closed, .superseded, .withdrawn: "It is “\(record.state.name)”, and its record stays as it is"
        }
    }

    /// Why this person may not raise a comment, or a point of challenge, now; `nil` where nothing is in the
    /// way.
    public static func raiseRefusal(
        kind: AssessmentPoint.Kind, by person: Person, on record: AssessmentRecord
    ) -> String? {
        if person.isDisabled { return "This account is closed. Ask an administrator" }
        switch kind {
        case .challenge:
            return placeRefusal(of: .challenged, on: record)
                ?? personRefusal(of: .challenged, by: person, on: record)
        case .comment:
            switch record.state {
            case .draft, .screening, .inProgress, .consulting, .challenge, .awaitingSignOff: return nil
            case .notNeeded, .signed, .beforeDecision, .decided, .inForce, .closed, .superseded, .withdrawn:
                return "It is “\(record.state.name)”. Comments are made only before it is signed"
            }
        }
    }
}

extension AssessmentRecord {
    /// The sections on which the challenger gave a verdict since it was last sent to challenge.
    public var sectionsChallengedThisRound: Set<String> {
        guard let sent = last(.sentToChallenge) else { return [] }
        return Set(points.filter { $0.kind == .challenge && $0.at >= sent.at }.map(\.section))
    }
}
