// SPDX-License-Identifier: Apache-2.0

/// What must be there before an act, whoever does it.
extension AssessmentWorkflow {
    static func conditionRefusal(
        of act: AssessmentAct, on record: AssessmentRecord, at now: Instant
    ) -> String? {
        switch act {
        case .screened, .screeningAuthorised: return screeningRefusal(record)
        case .consultationOpened: return fullAssessmentRefusal(record)
        case .sentToChallenge: return fullAssessmentRefusal(record) ?? namedChallengerRefusal(record)
        case .sentForSignature:
            return fullAssessmentRefusal(record) ?? openCommentRefusal(record) ?? challengeRefusal(record)
                ?? namedSignerRefusal(record)
        case .signed: return challengeRefusal(record)
        case .putToDecision: return puttingRefusal(record)
        case .acknowledged: return acknowledgementRefusal(record, at: now)
        case .decided:
            guard let decision = record.decision else { return "Link the decision to this assessment first" }
            return decision.takenAt == nil ? nil : "The decision of \(decision.makerName) is recorded already"
        case .unpublished:
            return record.publications.contains { !$0.isWithdrawn } ? nil : "It is not published"
        case .implemented: return implementationRefusal(record)
        case .reviewed: return reviewRefusal(record)
        case .closed:
            return record.last(.reviewed) == nil ? "Review it against what happened before you close it" : nil
        case .started:
            return record.last(.started) == nil ? nil : "This assessment was started already"
        case .screeningReturned, .consultationClosed, .challenged, .returned, .signOffReopened, .published,
            .superseded, .withdrawn, .overridden, .templateMoved, .imported, .exported:
            return nil
        }
    }

    /// A proposal comes into force after the decision on it; an officer's may be recorded later.
    private static func implementationRefusal(_ record: AssessmentRecord) -> String? {
        guard let decision = record.decision else { return "Link the decision first" }
        guard decision.takenAt == nil, decision.maker != .officer else { return nil }
        return "Record the decision first"
    }

    /// A review is recorded once it is written: when it was held or what happened, in a full assessment;
    /// anything at all in a shorter one. A second review says something that the first did not.
    private static func reviewRefusal(_ record: AssessmentRecord) -> String? {
        guard record.template.sections.contains(where: { $0.answerer == .reviewer }) else { return nil }
        let written = record.content.fields.keys.filter { path in
            let parts = path.split(separator: "/")
            guard parts.first.map(String.init) != AssessmentPath.done else { return false }
            if record.template.kind != .full { return record.template.isAskedAtReview(path) }
            return path == "\(AssessmentPath.review)/held"
                || (parts.first.map(String.init) == AssessmentPath.actual && parts.last == "direction")
        }
        if written.isEmpty {
            return "Write the review first: the day on which it was held, or what really happened"
        }
        guard let last = record.last(.reviewed), last.version >= record.version else { return nil }
        return "Version \(last.version) was reviewed, and nothing was written since. Write this review first"
    }

    /// "Don't know" leads to a full assessment, and "not needed" to reasons.
    private static func screeningRefusal(_ record: AssessmentRecord) -> String? {
        guard record.template.asksForScreening else { return "This template asks for no screening" }
        guard let outcome = record.screeningOutcome else { return "Select what the screening came to" }
        let unsure = record.content.fields.filter { path, text in
            path.hasPrefix("\(AssessmentPath.screening)/") && path.hasSuffix("/level")
                && unknown.contains(text)
        }
        switch outcome {
        case .full: return nil
        case .covered:
            return record.content.isFilled("\(AssessmentPath.screening)/covered-by")
                ? nil : "Select the assessment that covers this one"
        case .notNeeded:
            if !unsure.isEmpty {
                return "Where the effect is not known a full assessment is needed. Select “full”, or find out"
            }
            return record.content.isFilled("\(AssessmentPath.screening)/reasons")
                ? nil : "Enter the reasons why no assessment is needed"
        }
    }

    /// The codes by which a scale says that nobody knows.
    private static let unknown: Set<String> = [
        "dont-know", "don't-know", "do-not-know", "unknown", "not-known",
    ]

    private static func fullAssessmentRefusal(_ record: AssessmentRecord) -> String? {
        if record.template.kind == .screening {
            return "This is a screening alone. Move it to the template of a full assessment first"
        }
        guard record.state == .draft else { return nil }
        switch record.screeningOutcome {
        case .none, .full: return nil
        case .notNeeded, .covered: return "The screening says that no assessment of its own is needed"
        }
    }

    /// A colleague's comment is resolved before anybody signs.
    private static func openCommentRefusal(_ record: AssessmentRecord) -> String? {
        let open = record.points.filter { $0.kind == .comment && $0.isOpen }
        guard let first = open.first else { return nil }
        let many = open.count == 1 ? "1 comment is" : "\(open.count) comments are"
        return "\(many) open, the first by \(first.byPost). Answer and resolve each before sign-off"
    }

    private static func namedChallengerRefusal(_ record: AssessmentRecord) -> String? {
        let named = record.parties(.challenger)
        guard let first = named.first else { return "Name a peer challenger from another service first" }
        let present = named.filter(\.isPresent)
        guard !present.isEmpty else {
            return "\(first.post) can no longer sign in. Name another peer challenger"
        }
        for party in present {
            let words = challengerRefusal(
                personID: party.personID, post: party.post, at: party.workplace, on: record)
            if let words { return words }
        }
        return nil
    }

    /// What is signed is what was challenged: every point answered, and no word changed since.
    private static func challengeRefusal(_ record: AssessmentRecord) -> String? {
        let open = record.points.filter { $0.kind == .challenge && $0.isOpen }
        if let first = open.first {
            let many =
                open.count == 1
                ? "1 point of the challenge waits" : "\(open.count) points of the challenge wait"
            return "\(many) for an answer. Answer each before sign-off, the first by \(first.byPost)"
        }
        guard let finished = record.last(.challenged) else {
            guard record.template.kind == .full || record.last(.sentToChallenge) != nil else { return nil }
            return "Send it to the peer challenger first: what is signed is what was challenged"
        }
        let newest = record.versions.last { $0.number == record.version }
        let isSame =
            finished.version == record.version
            || (!finished.digest.isEmpty && finished.digest == newest?.digest)
        guard !isSame else { return nil }
        return "Version \(finished.version) was challenged, and it was changed since."
            + " Send version \(record.version) to the challenger"
    }

    private static func namedSignerRefusal(_ record: AssessmentRecord) -> String? {
        if record.parties(.signer).isEmpty { return "Name who signs this assessment" }
        if let words = departedSigner(record) { return words }
        for part in [AssessmentParty.Part.signer, .secondSigner, .delegate] {
            for party in record.parties(part) where party.isPresent {
                if let words = signerRefusal(personID: party.personID, post: party.post, on: record) {
                    return words
                }
            }
        }
        let first = Set(record.parties(.signer).map(\.personID))
        if let both = record.parties(.secondSigner).first(where: { first.contains($0.personID) }) {
            return "\(both.post) is named as signer and as second signer. Name somebody else as one of them"
        }
        return nil
    }

    private static func puttingRefusal(_ record: AssessmentRecord) -> String? {
        if let decision = record.decision, decision.takenAt != nil, !record.isReopenedSinceDecision {
            return "The decision of \(decision.makerName) has been taken. An assessment is put before it"
        }
        // Reasons why none is needed were authorised, not signed: they go into the report as they stand.
        guard record.state != .notNeeded else { return nil }
        guard let signature = record.standingSignature else { return "It has to be signed off first" }
        guard signature.version == record.version else {
            return "Version \(record.version) is newer than the signed version \(signature.version)."
                + " Reopen sign-off first"
        }
        return nil
    }

    private static func acknowledgementRefusal(_ record: AssessmentRecord, at now: Instant) -> String? {
        guard let decision = record.decision else {
            return "This assessment is not put to a decision-maker yet"
        }
        let put = record.last(.putToDecision)?.sequence ?? 0
        if decision.takenAt != nil || (record.last(.decided)?.sequence ?? 0) > put {
            return "The decision has been taken. An acknowledgement counts only before it"
        }
        if recordedTime(now, on: record) >= decision.meetingAt {
            return
                "The decision was due on \(decision.meetingAt.utcDay.written). An acknowledgement counts only"
                + " before it. If the meeting was moved, ask \(holders(of: .manageDecisions))"
                + " to change its time"
        }
        guard decision.listedVersion > 0 else { return "No version is listed in the report yet" }
        guard record.state != .notNeeded else { return nil }
        guard let signature = record.standingSignature, signature.version == decision.listedVersion else {
            return "Version \(decision.listedVersion), listed in the report, is not the signed version."
                + " Ask \(holders(of: .manageDecisions)) to put the signed version to the decision-maker"
        }
        return nil
    }

    /// The findings that must not be open when an act is done.
    ///
    /// A decision that members took is a fact: it is recorded with the findings beside it, never refused.
    public static func findingsThatStop(
        _ act: AssessmentAct, _ findings: [CheckFinding]
    ) -> [CheckFinding] {
        let checks: Set<DueRegardCheck>
        switch act {
        case .sentForSignature: checks = [.aimsAnswered, .mitigated, .outcomeChosen, .lawful, .reviewPlanned]
        case .signed:
            checks = [.aimsAnswered, .mitigated, .outcomeChosen, .lawful, .reviewPlanned, .independent]
        case .putToDecision: checks = [.fullVersionFrozen, .mitigationPlanned, .materialChange]
        case .published:
            return findings.filter {
                $0.stops
                    && ($0.check == .materialChange
                        || ($0.check == .published && SmallFigure.path(of: $0) != nil))
            }
        case .started, .screened, .screeningAuthorised, .screeningReturned, .consultationOpened,
            .consultationClosed, .sentToChallenge, .challenged, .returned, .signOffReopened, .acknowledged,
            .decided, .unpublished, .implemented, .reviewed, .closed, .superseded, .withdrawn, .overridden,
            .templateMoved, .imported, .exported:
            return []
        }
        return findings.filter { $0.stops && checks.contains($0.check) }
    }

    static func findingsRefusal(of act: AssessmentAct, _ findings: [CheckFinding]) -> String? {
        let stopping = findingsThatStop(act, findings)
        guard let first = stopping.first else { return nil }
        let more = stopping.count > 1 ? " \(stopping.count - 1) more are listed under checks." : ""
        return "\(first.check.id): \(first.message). \(first.nextStep).\(more)"
    }
}
