// SPDX-License-Identifier: Apache-2.0
import EqualityDuty
import Reports
import Storage

/// The decision that an assessment serves.
extension AssessmentPlayer {
    func prepare(_ playing: inout Playing, _ change: Change) async throws {
        guard let decision = playing.script.decision else { throw noDecision(playing) }
        let members = decision.members.compactMap { people[$0] }.map {
            AssessmentDecision.Member(personID: $0.id, post: $0.post)
        }
        playing.decisionID = try await DecisionStore(database: database).prepare(
            AssessmentDecision(
                id: "", reference: decision.reference, title: decision.title, maker: decision.maker,
                makerName: decision.makerName, meetingAt: decision.meetingAt,
                reportPublished: decision.reportPublished, members: members), change)
    }

    /// Puts the assessment to its decision, acknowledges it as a member, or records what was decided.
    func decide(
        _ step: AssessmentScript.Step, by person: Person, _ playing: Playing, _ change: Change
    ) async throws {
        let decisions = DecisionStore(database: database)
        let record = try await record(playing)
        switch step.deed {
        case .put:
            try await refuse(.putToDecision, by: person, record, step)
            try await decisions.put(
                playing.id, version: record.version, sequence: record.sequence, before: playing.decisionID,
                state: AssessmentWorkflow.state(after: .putToDecision, details: [:], on: record),
                within: .wholeBody, change)
        case .acknowledge:
            try await refuse(.acknowledged, by: person, record, step)
            try await decisions.acknowledge(
                playing.id, in: playing.decisionID, version: record.decision?.listedVersion ?? 0,
                seen: AssessmentStanding(record, besides: .acknowledged), within: .wholeBody, change)
        case .decide(let takenAt, let text):
            try await refuse(.decided, by: person, record, step)
            guard let decision = try await decisions.decision(playing.decisionID) else {
                throw noDecision(playing)
            }
            let findings = try await findings(record, on: step.at.utcDay, at: step.at)
            let missing = Set(findings.filter(\.stops).map(\.check)).sorted().map(\.id)
            try await decisions.decide(
                decision, takenAt: takenAt, decided: text,
                items: [
                    playing.id: DecidedItem(
                        seen: AssessmentStanding(record),
                        state: AssessmentWorkflow.state(after: .decided, details: [:], on: record),
                        missing: missing.joined(separator: ", "))
                ], change)
        case .start, .write, .evidence, .act, .points, .answers, .comment, .prepare, .publish, .override,
            .finish:
            break
        }
    }

    private func noDecision(_ playing: Playing) -> Demonstration.Fault {
        Demonstration.Fault(description: "\(playing.script.name): no decision is described")
    }
}
