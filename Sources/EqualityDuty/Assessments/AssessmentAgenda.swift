// SPDX-License-Identifier: Apache-2.0

/// Something that waits for one person.
public struct AgendaItem: Hashable, Sendable {
    /// What is to be done.
    public enum Kind: String, CaseIterable, Hashable, Sendable {
        /// To write; to name somebody for a part; to answer a point or a comment.
        case write, assign, answer
        /// To authorise a screening; to question as a peer; to send on for sign-off; to sign.
        case authorise, challenge, sendForSignature, sign
        /// To put to the decision-maker; to acknowledge as a member; to record the decision.
        case putToDecision, acknowledge, recordDecision
        /// To know that the version in the report, or the one that was read, is being revised.
        case reopened
        /// To publish; to review; to review what was due before today.
        case publish, review, overdueReview

        /// What is to be done, in words.
        public var name: String {
            switch self {
            case .write: "Write"
            case .assign: "Name who does it"
            case .answer: "Answer a point"
            case .authorise: "Authorise the screening"
            case .challenge: "Challenge"
            case .sendForSignature: "Send for sign-off"
            case .sign: "Sign off"
            case .putToDecision: "Put to the decision-maker"
            case .acknowledge: "Read and acknowledge"
            case .recordDecision: "Record the decision"
            case .reopened: "Know that sign-off was reopened"
            case .publish: "Publish"
            case .review: "Review"
            case .overdueReview: "Review, overdue"
            }
        }
    }
    /// What is to be done.
    public let kind: Kind
    /// In which assessment.
    public let assessmentID, reference, title: String
    /// More about it: a section to write, a part to fill, how many points wait; empty for none.
    public let detail: String
    /// By when, so that what follows has its time.
    public let due: CalendarDay

    /// Whether its day has passed.
    public func isOverdue(on today: CalendarDay) -> Bool { due < today }
}

/// What waits for whom in an assessment: My work is made of it.
public enum AssessmentAgenda {
    /// The days that each step is given.
    public struct Pace: Hashable, Sendable {
        /// To authorise, to challenge, to answer, to sign.
        public var authorising = 7, challenging = 14, answering = 7, signing = 7
        /// To write where no decision sets the pace; to publish where no report does.
        public var writing = 42, publishing = 14
        /// How long before its day a review is announced.
        public var reviewNotice = 28

        /// The usual pace.
        public init() {}
    }

    /// What waits for a person in an assessment, the most urgent first.
    public static func items(
        for person: Person, on record: AssessmentRecord, today: CalendarDay, now: Instant,
        pace: Pace = Pace()
    ) -> [AgendaItem] {
        guard !person.isDisabled else { return [] }
        let desk = Desk(person: person, record: record, today: today, now: now, pace: pace)
        return (desk.writing + desk.assuring + desk.deciding + desk.afterwards).sorted {
            ($0.due, $0.kind.rawValue, $0.detail) < ($1.due, $1.kind.rawValue, $1.detail)
        }
    }

    /// What waits for a person in many assessments, the most urgent first.
    public static func items(
        for person: Person, on records: [AssessmentRecord], today: CalendarDay, now: Instant,
        pace: Pace = Pace()
    ) -> [AgendaItem] {
        records.flatMap { items(for: person, on: $0, today: today, now: now, pace: pace) }
            .sorted { ($0.due, $0.reference, $0.kind.rawValue) < ($1.due, $1.reference, $1.kind.rawValue) }
    }
}

/// One person before one assessment.
private struct Desk {
    let person: Person
    let record: AssessmentRecord
    let today: CalendarDay
    let now: Instant
    let pace: AssessmentAgenda.Pace

    private func item(_ kind: AgendaItem.Kind, _ detail: String = "", due: CalendarDay) -> AgendaItem {
        AgendaItem(
            kind: kind, assessmentID: record.id, reference: record.reference, title: record.title,
            detail: detail, due: due)
    }

    private var parts: [AssessmentParty.Part] {
        record.parties.filter { $0.personID == person.id }.map(\.part)
    }

    private var leadsWriting: Bool { parts.contains(.author) || parts.contains(.owner) }

    private func may(_ act: AssessmentAct) -> Bool {
        AssessmentWorkflow.placeRefusal(of: act, on: record) == nil
            && AssessmentWorkflow.personRefusal(of: act, by: person, on: record) == nil
            && AssessmentWorkflow.conditionRefusal(of: act, on: record, at: now) == nil
    }

    /// The day of an act so many days on; from the beginning where the act was not done.
    private func after(_ act: AssessmentAct, days: Int) -> CalendarDay {
        let start = record.last(act)?.at ?? record.events.first?.at ?? record.versions.first?.at
        let day = start?.utcDay ?? today
        return (reopenedOn.map { max(day, $0) } ?? day).adding(days: days)
    }

    /// The day on which sign-off was reopened, where it was: no step of the new version is due before it.
    private var reopenedOn: CalendarDay? { record.last(.signOffReopened)?.at.day }

    /// The day on which the report goes out, or one week before the decision; `nil` without a decision to
    /// come.
    private var reportDay: CalendarDay? {
        guard let decision = record.decision, decision.takenAt == nil else { return nil }
        return decision.reportPublished ?? decision.meetingAt.utcDay.adding(days: -7)
    }

    /// The earlier of a step's own day and what the report leaves it.
    private func due(_ own: CalendarDay, before report: Int) -> CalendarDay {
        guard let reportDay else { return own }
        let day = min(own, reportDay.adding(days: -report))
        return reopenedOn.map { max(day, $0) } ?? day
    }

    var writing: [AgendaItem] {
        var items: [AgendaItem] = []
        let end =
            reportDay?.adding(days: -(pace.challenging + pace.signing))
            ?? after(.started, days: pace.writing)
        if record.state.isOpen {
            if leadsWriting, record.last(.challenged) == nil { items.append(item(.write, due: end)) }
            for part in parts {
                guard case .section(let id) = part, record.content["\(AssessmentPath.done)/\(id)"] != "yes"
                else { continue }
                items.append(item(.write, record.template.section(id)?.title ?? id, due: end))
            }
        }
        if leadsWriting, !record.state.isEnded, record.template.kind != .screening {
            items += missingParts.map { item(.assign, $0.name, due: end) }
            if may(.sentForSignature) {
                items.append(
                    item(
                        .sendForSignature,
                        due: due(after(.challenged, days: pace.answering), before: pace.signing)))
            }
        }
        return items + answering
    }

    private var missingParts: [AssessmentParty.Part] {
        switch record.state {
        case .inProgress, .consulting, .challenge, .awaitingSignOff: break
        case .draft, .screening, .notNeeded, .signed, .beforeDecision, .decided, .inForce, .closed,
            .superseded, .withdrawn:
            return []
        }
        // Who signs is asked for once it is out of the author's hands, and at once where the one named has left; a
        // shorter assessment goes straight there.
        let isChallenged = record.template.kind == .full
        var parts: [AssessmentParty.Part] = []
        if isChallenged, record.last(.challenged) == nil { parts.append(.challenger) }
        if !isChallenged || record.last(.sentToChallenge) != nil || !record.parties(.signer).isEmpty {
            parts.append(.signer)
        }
        if !record.parties(.secondSigner).isEmpty { parts.append(.secondSigner) }
        return parts.filter { part in !record.parties(part).contains(where: \.isPresent) }
    }

    private var answering: [AgendaItem] {
        guard !record.state.isEnded else { return [] }
        let own = record.points.filter { point in
            point.isOpen && (leadsWriting || parts.contains(.section(point.section)))
        }
        guard let first = own.map(\.at).min() else { return [] }
        let words = own.count == 1 ? "1 point" : "\(own.count) points"
        return [
            item(.answer, words, due: due(first.utcDay.adding(days: pace.answering), before: pace.signing))
        ]
    }

    var assuring: [AgendaItem] {
        var items: [AgendaItem] = []
        if may(.screeningAuthorised) {
            items.append(item(.authorise, due: due(after(.screened, days: pace.authorising), before: 0)))
        }
        if may(.challenged) {
            let own = after(.sentToChallenge, days: pace.challenging)
            items.append(item(.challenge, due: due(own, before: pace.signing)))
        }
        if may(.signed) {
            items.append(item(.sign, due: due(after(.sentForSignature, days: pace.signing), before: 0)))
        }
        return items
    }

    var deciding: [AgendaItem] {
        guard let decision = record.decision else { return [] }
        let meeting = decision.meetingAt.utcDay
        var items: [AgendaItem] = []
        if decision.takenAt == nil, may(.putToDecision) {
            items.append(item(.putToDecision, due: reportDay ?? meeting))
        }
        if let reopened = record.reopening(of: decision.listedVersion), record.standingSignature == nil,
            record.state != .notNeeded, !record.state.isEnded, knowsListedVersion(decision)
        {
            let detail = "Version \(decision.listedVersion) is being revised: \(reopened.cause)"
            let day = decision.takenAt == nil ? meeting : today
            items.append(item(.reopened, detail, due: max(day, reopened.at.day)))
        }
        if may(.acknowledged) { items.append(item(.acknowledge, decision.title, due: meeting)) }
        if record.state == .beforeDecision, meeting <= today, may(.decided) {
            items.append(item(.recordDecision, decision.title, due: meeting))
        }
        return items
    }

    /// Whether this person put the version in the report there, or has read it as a member.
    private func knowsListedVersion(_ decision: AssessmentDecision) -> Bool {
        record.last(.putToDecision)?.byID == person.id
            || decision.members.contains {
                $0.personID == person.id && $0.acknowledgedAt != nil && $0.version == decision.listedVersion
            }
    }

    var afterwards: [AgendaItem] {
        var items: [AgendaItem] = []
        let shown = record.publications.last { !$0.isWithdrawn }?.version ?? 0
        let wanted = record.standingSignature?.version ?? (record.state == .notNeeded ? 1 : 0)
        if may(.published), shown < wanted {
            let own = after(
                record.state == .notNeeded ? .screeningAuthorised : .signed, days: pace.publishing)
            items.append(item(.publish, due: due(own, before: 0)))
        }
        if leadsWriting, record.state.waitsForReview, let day = record.reviewDay {
            if record.isReviewOverdue(on: today) {
                items.append(item(.overdueReview, due: day))
            } else if today >= day.adding(days: -pace.reviewNotice) {
                items.append(item(.review, due: day))
            }
        }
        return items
    }
}

extension AssessmentState {
    /// Whether nothing more is to come.
    public var isEnded: Bool {
        switch self {
        case .notNeeded, .closed, .superseded, .withdrawn: true
        case .draft, .screening, .inProgress, .consulting, .challenge, .awaitingSignOff, .signed,
            .beforeDecision, .decided, .inForce:
            false
        }
    }
}
