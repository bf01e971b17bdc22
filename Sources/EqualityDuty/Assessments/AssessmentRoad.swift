// SPDX-License-Identifier: Apache-2.0

extension AssessmentAct {
    /// Acts that somebody chooses on the way, in the order of the road.
    public static let onTheRoad: [AssessmentAct] = allCases.filter {
        switch $0 {
        case .started, .imported, .exported: false
        case .screened, .screeningAuthorised, .screeningReturned, .consultationOpened, .consultationClosed,
            .sentToChallenge, .challenged, .returned, .sentForSignature, .signed, .signOffReopened,
            .putToDecision, .acknowledged, .decided, .published, .unpublished, .implemented, .reviewed,
            .closed, .superseded, .withdrawn, .overridden, .templateMoved:
            true
        }
    }

    /// What somebody does, after "can": "sign it off".
    public var verb: String {
        switch self {
        case .started: "start it"
        case .screened: "send the screening for authorisation"
        case .screeningAuthorised: "authorise the screening"
        case .screeningReturned: "send the screening back"
        case .consultationOpened: "open its consultation"
        case .consultationClosed: "close its consultation"
        case .sentToChallenge: "send it to the challenger"
        case .challenged: "finish the challenge"
        case .returned: "send it back to the author"
        case .sentForSignature: "send it for sign-off"
        case .signed: "sign it off"
        case .signOffReopened: "reopen its sign-off"
        case .putToDecision: "put it to the decision-maker"
        case .acknowledged: "acknowledge it"
        case .decided: "record the decision"
        case .published: "publish it"
        case .unpublished: "take its publication back"
        case .implemented: "record that the proposal is in force"
        case .reviewed: "record its review"
        case .closed: "close it"
        case .superseded: "record that another assessment replaces it"
        case .withdrawn: "withdraw it"
        case .overridden: "override a check"
        case .templateMoved: "move it to a newer template"
        case .imported: "bring it in from a file"
        case .exported: "write it to a file"
        }
    }

    /// The states in which the act can be done.
    var places: Set<AssessmentState> {
        switch self {
        case .started, .imported, .exported: Set(AssessmentState.allCases)
        case .screened: [.draft]
        case .screeningAuthorised, .screeningReturned: [.screening]
        case .consultationOpened: [.draft, .inProgress]
        case .consultationClosed: [.consulting]
        case .sentToChallenge: [.draft, .inProgress]
        case .challenged: [.challenge]
        case .returned: [.challenge, .awaitingSignOff]
        case .sentForSignature: [.inProgress]
        case .signed: [.awaitingSignOff]
        case .signOffReopened: [.notNeeded, .signed, .beforeDecision, .decided, .inForce]
        case .putToDecision: [.signed, .decided, .notNeeded]
        case .acknowledged: [.beforeDecision, .notNeeded]
        // A decision is a fact: it can be recorded however far the assessment had come.
        case .decided: Set(AssessmentState.allCases).subtracting([.notNeeded, .withdrawn])
        case .published, .unpublished:
            [.notNeeded, .signed, .beforeDecision, .decided, .inForce, .closed, .superseded]
        case .implemented: [.signed, .decided]
        case .reviewed, .closed: [.inForce]
        case .superseded: [.notNeeded, .signed, .decided, .inForce, .closed]
        case .withdrawn:
            [
                .draft, .screening, .inProgress, .consulting, .challenge, .awaitingSignOff, .signed,
                .beforeDecision,
            ]
        case .overridden: Set(AssessmentState.allCases).subtracting([.closed, .superseded, .withdrawn])
        case .templateMoved: [.draft, .inProgress, .consulting]
        }
    }
}

extension AssessmentWorkflow {
    /// Why an act does not fit where the assessment stands.
    static func placeRefusal(of act: AssessmentAct, on record: AssessmentRecord) -> String? {
        guard !act.places.contains(record.state) else { return nil }
        if act == .acknowledged, let decision = record.decision,
            let words = record.reopeningInWords(of: decision.listedVersion), record.standingSignature == nil
        {
            return decision.takenAt == nil
                ? "\(words). The version in the report is being revised: the next signed version comes to you again"
                : "\(words). The decision has been taken, and an acknowledgement counts only before it"
        }
        let names = AssessmentState.allCases.filter(act.places.contains).map { "“\($0.name)”" }
        return "You can \(act.verb) only while it is \(listed(names, "or")). It is now “\(record.state.name)”"
    }

    /// "a", "a or b", "a, b or c".
    static func listed(_ words: [String], _ joint: String) -> String {
        guard let last = words.last, words.count > 1 else { return words.first ?? "" }
        return words.dropLast().joined(separator: ", ") + " \(joint) " + last
    }
}

extension AssessmentWorkflow {
    /// Whether an act hands the assessment on, and so takes the actions of the plan into it first. What was challenged
    /// is signed as it stands: the plan is not read into it again.
    public static func sends(_ act: AssessmentAct, on record: AssessmentRecord) -> Bool {
        let handsOn: Set<AssessmentAct> = [.screened, .sentToChallenge, .sentForSignature]
        return handsOn.contains(act) && !(act == .sentForSignature && record.last(.challenged) != nil)
    }

    /// Whether the version acted on never changes afterwards.
    public static func freezes(_ act: AssessmentAct) -> Bool {
        let binding: Set<AssessmentAct> = [
            .screened, .screeningAuthorised, .sentToChallenge, .challenged, .sentForSignature, .signed,
            .reviewed,
        ]
        return binding.contains(act)
    }
}
