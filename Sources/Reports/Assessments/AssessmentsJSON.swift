// SPDX-License-Identifier: Apache-2.0
import Documents
import EqualityDuty

/// A line of the report on assessments.
public struct AssessmentReportLine: Hashable, Sendable {
    /// The id, what people call it, and its title.
    public let id, reference, title: String
    /// The id of the template.
    public let template: String
    /// Where it stands.
    public let state: AssessmentState
    /// What was concluded, as stored; empty where nothing was.
    public let outcome: String
    /// The post that answers for it; empty where none is named.
    public let owner: String
    /// When it is due next; `nil` where no day is set.
    public let due: CalendarDay?
    /// What the checks found missing.
    public let checks: [CheckFinding]

    /// A line.
    public init(
        id: String, reference: String, title: String, template: String, state: AssessmentState,
        outcome: String = "", owner: String = "", due: CalendarDay? = nil, checks: [CheckFinding] = []
    ) {
        self.id = id
        self.reference = reference
        self.title = title
        self.template = template
        self.state = state
        self.outcome = outcome
        self.owner = owner
        self.due = due
        self.checks = checks
    }
}

extension Reports {
    /// All assessments on a day as JSON, as `report assessments --format json` gives them.
    ///
    /// Deadlines and checks are judged as on the day; what each says and where it stands is as recorded `today`.
    public static func assessmentsJSON(
        asOf day: CalendarDay, recorded today: CalendarDay, _ lines: [AssessmentReportLine]
    ) -> [UInt8] {
        let assessments = lines.map { line -> JSONValue in
            [
                "id": .string(line.id), "reference": .string(line.reference), "title": .string(line.title),
                "template": .string(line.template), "state": .string(line.state.rawValue),
                "outcome": line.outcome.isEmpty ? .null : .string(line.outcome),
                "owner": line.owner.isEmpty ? .null : .string(line.owner),
                "due": line.due.map { .string($0.iso) } ?? .null,
                "checks": .array(
                    line.checks.map { finding in
                        [
                            "id": .string(finding.check.id), "level": .string(finding.level.rawValue),
                            "message": .string(finding.message),
                        ]
                    }),
            ]
        }
        let later: [JSONValue.Member] = day == today ? [] : [.init("statesAsOf", .string(today.iso))]
        let members = [.init("asOf", .string(day.iso))] + later + [.init("assessments", .array(assessments))]
        return JSONValue.object(members).pretty
    }
}
