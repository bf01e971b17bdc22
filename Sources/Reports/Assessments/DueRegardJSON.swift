// SPDX-License-Identifier: Apache-2.0
import Documents
import EqualityDuty

extension Reports {
    /// The record of due regard behind a decision as JSON, as `report due-regard --format json` gives it.
    public static func dueRegardJSON(
        of decision: AssessmentDecision, _ items: [DueRegardItem], asOf day: CalendarDay
    ) -> [UInt8] {
        let value: JSONValue = [
            "asOf": .string(day.iso), "decision": json(decision),
            "assessments": .array(items.map { json($0, decision) }),
        ]
        return value.pretty
    }

    private static func json(_ decision: AssessmentDecision) -> JSONValue {
        [
            "id": .string(decision.id), "reference": .string(decision.reference),
            "title": .string(decision.title), "maker": .string(decision.maker.rawValue),
            "makerName": .string(decision.makerName), "meetingAt": .string(decision.meetingAt.iso),
            "reportPublished": decision.reportPublished.map { .string($0.iso) } ?? .null,
            "isRelevant": .bool(decision.isRelevant),
            "relevanceReason": .string(decision.relevanceReason), "takenAt": moment(decision.takenAt),
            "decided": .string(decision.decided), "recordedBy": .string(decision.recordedBy),
            "members": .array(decision.members.map { .string($0.post) }),
            "removals": .array(decision.removals.map(json)),
        ]
    }

    private static func json(_ removal: AssessmentDecision.Removal) -> JSONValue {
        [
            "post": .string(removal.post), "at": .string(removal.at.iso), "by": .string(removal.byPost),
            "reason": .string(removal.reason), "unread": .string(removal.unread),
        ]
    }

    private static func json(_ item: DueRegardItem, _ decision: AssessmentDecision) -> JSONValue {
        let record = item.record
        return [
            "id": .string(record.id), "reference": .string(record.reference), "title": .string(record.title),
            "state": .string(record.state.rawValue),
            "isRetrospective": .bool(record.retrospect(of: record.version) != nil),
            "versionsAfterDecision": .array(
                record.versionsAfterDecision.map {
                    [
                        "version": .number($0.number), "at": .string($0.at.iso),
                        "isSigned": .bool($0.isSigned),
                    ]
                }),
            "listedVersion": .number(item.version), "listedDigest": .string(item.digest),
            "newestVersion": .number(record.version),
            "takenIn": record.takenIn.map { .string($0.inWords) } ?? .null,
            "acknowledgements": .array(
                item.members.filter { $0.acknowledgedAt != nil }.map { member in
                    [
                        "post": .string(member.post), "at": moment(member.acknowledgedAt),
                        "version": .number(member.version), "digest": .string(member.digest),
                    ]
                }),
            "notAcknowledged": .array(item.silent(before: decision).map { .string($0) }),
            "timeline": .array(item.moments(before: decision).map(json)),
            "missingWhenDecided": .array(
                item.missingWhenDecided(decision).split(separator: ",").map {
                    .string(String($0.drop { $0 == " " }))
                }),
            "checks": .array(item.findings.map(json)),
        ]
    }

    private static func json(_ step: DueRegardMoment) -> JSONValue {
        [
            "at": .string(step.at.iso), "what": .string(step.what), "by": .string(step.by),
            "version": step.version > 0 ? .number(step.version) : .null,
            "digest": step.digest.isEmpty ? .null : .string(step.digest), "details": .string(step.details),
            "afterDecision": .bool(step.isAfterDecision),
        ]
    }

    private static func json(_ finding: CheckFinding) -> JSONValue {
        [
            "id": .string(finding.check.id), "level": .string(finding.level.rawValue),
            "message": .string(finding.message), "nextStep": .string(finding.nextStep),
            "override": finding.override.map { override -> JSONValue in
                [
                    "by": .string(override.by), "reason": .string(override.reason),
                    "at": .string(override.at.iso),
                ]
            } ?? .null,
        ]
    }

    private static func moment(_ moment: Instant?) -> JSONValue { moment.map { .string($0.iso) } ?? .null }
}
