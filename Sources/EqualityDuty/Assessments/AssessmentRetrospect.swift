// SPDX-License-Identifier: Apache-2.0

/// A version that nobody could have had when the decision was taken.
public struct RetrospectiveVersion: Hashable, Sendable {
    /// Counted from 1.
    public let number: Int
    /// When it was signed; when it was saved, where nobody signed it.
    public let at: Instant
    /// Whether it was signed, or only saved.
    public let isSigned: Bool

    /// What was done to it, in words: "signed".
    public var verb: String { isSigned ? "signed" : "saved" }
}

extension AssessmentRecord {
    /// The act that recorded the linked decision: that of another decision on the same assessment does not count.
    private var recordedDecision: AssessmentEvent? {
        guard let decision, decision.takenAt != nil else { return nil }
        return events.last { $0.act == .decided && $0.details["decision"] == decision.id } ?? last(.decided)
    }

    private func isAfterDecision(_ event: AssessmentEvent) -> Bool {
        guard let taken = decision?.takenAt else { return false }
        return event.sequence > recordedDecision?.sequence ?? .max || event.at > taken
    }

    /// The versions that were signed after the decision was taken, or saved after sign-off was reopened since: for
    /// ever, oldest first. What is written at the review changes nothing that was signed.
    public var versionsAfterDecision: [RetrospectiveVersion] {
        guard decision?.takenAt != nil else { return [] }
        // One of two signatures signs nothing yet.
        let sent = state == .awaitingSignOff ? last(.sentForSignature)?.sequence ?? 0 : .max
        let signatures = events.filter { $0.act == .signed && $0.sequence < sent }
        var found: [Int: RetrospectiveVersion] = [:]
        for reopened in events where reopened.act == .signOffReopened && isAfterDecision(reopened) {
            let next = signatures.last { $0.sequence > reopened.sequence }?.version ?? .max
            for version in versions where version.number > reopened.version && version.number <= next {
                found[version.number] = RetrospectiveVersion(
                    number: version.number, at: version.at, isSigned: false)
            }
        }
        for signed in signatures where isAfterDecision(signed) {
            found[signed.version] = RetrospectiveVersion(
                number: signed.version, at: signed.at, isSigned: true)
        }
        return found.values.sorted { $0.number < $1.number }
    }

    /// The version after the decision that counts: the last one signed, else the last one saved.
    public var changeAfterDecision: RetrospectiveVersion? {
        let later = versionsAfterDecision
        return later.last(where: \.isSigned) ?? later.last
    }

    /// What a reader of a version has to know where the decision was not taken on it: `nil` where it may have been.
    public func retrospect(of version: Int) -> String? {
        guard let decision else { return nil }
        if isRetrospective {
            return "This assessment was begun after the decision it serves was taken. It is retrospective."
        }
        guard let later = versionsAfterDecision.last(where: { $0.number <= version }) else { return nil }
        let day = later.at.day.written
        guard decision.listedVersion > 0, decision.listedVersion != later.number else {
            return "Version \(later.number) was \(later.verb) on \(day), after the decision was taken."
                + " It is retrospective."
        }
        return later.number == version
            ? "The decision was taken on version \(decision.listedVersion); this is version \(version),"
                + " \(later.verb) after it on \(day). It is retrospective."
            : "The decision was taken on version \(decision.listedVersion); version \(later.number) was"
                + " \(later.verb) after it on \(day). It is retrospective."
    }
}

extension AssessmentRecord {
    /// The act that reopened what was settled in a version; `nil` where that still stands, or never was.
    public func reopening(of version: Int) -> AssessmentEvent? {
        let settled = events.last {
            $0.version == version && ($0.act == .signed || $0.act == .screeningAuthorised)
        }
        guard let settled else { return nil }
        return events.first { $0.act == .signOffReopened && $0.sequence > settled.sequence }
    }

    /// What a reader of a version has to know once its sign-off was reopened: "Sign-off was reopened on 3 May 2026:
    /// the scope changed"; `nil` where it stands, or never was.
    public func reopeningInWords(of version: Int) -> String? {
        reopening(of: version).map { "Sign-off was reopened on \($0.at.day.written): \($0.cause)" }
    }
}

extension AssessmentEvent {
    /// Why sign-off was reopened, as a clause: "the scope changed".
    public var cause: String {
        [details["cause"], details["reason"]].compactMap { $0 }.first { !$0.isEmpty } ?? "something changed"
    }
}
