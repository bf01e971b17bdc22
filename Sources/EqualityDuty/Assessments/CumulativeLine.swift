// SPDX-License-Identifier: Apache-2.0

/// One stated impact of one assessment, with what the cumulative view filters and counts by.
public struct CumulativeLine: Hashable, Sendable {
    /// The assessment.
    public let assessmentID, reference, title: String
    /// Whose it is.
    public let directorate, service: String
    /// The places it names; the round of the budget it belongs to, empty for none.
    public let wards: [String]
    /// The round of the budget it belongs to; empty for none.
    public let budgetRound: String
    /// The day of its decision; `nil` where none is linked.
    public let decisionDay: CalendarDay?
    /// The day it was begun.
    public let created: CalendarDay
    /// Whether others still have to reckon with it.
    public let isLive: Bool
    /// The characteristic by code; empty for an assessment that states no impact yet.
    public let characteristic: String
    /// The public or the staff.
    public let people: AffectedPeople
    /// Better or worse; `nil` where nothing was chosen.
    public let direction: ImpactDirection?
    /// How much before and after mitigation, 0 to 100 on the common rank; `nil` where not recorded.
    public let beforeRank, residualRank: Int?

    /// A line.
    public init(
        assessmentID: String, reference: String, title: String, directorate: String, service: String = "",
        wards: [String] = [], budgetRound: String = "", decisionDay: CalendarDay? = nil,
        created: CalendarDay, isLive: Bool = true, characteristic: String,
        people: AffectedPeople = .residents, direction: ImpactDirection?, beforeRank: Int? = nil,
        residualRank: Int? = nil
    ) {
        self.assessmentID = assessmentID
        self.reference = reference
        self.title = title
        self.directorate = directorate
        self.service = service
        self.wards = wards
        self.budgetRound = budgetRound
        self.decisionDay = decisionDay
        self.created = created
        self.isLive = isLive
        self.characteristic = characteristic
        self.people = people
        self.direction = direction
        self.beforeRank = beforeRank
        self.residualRank = residualRank
    }

    /// The day by which a window takes it in: that of its decision, or of its beginning.
    public var day: CalendarDay { decisionDay ?? created }

    /// What weighs on people in the end: the rest of a negative impact, or all of it where no rest is
    /// recorded.
    public var weight: Int? {
        switch direction {
        case .negative: residualRank ?? beforeRank
        case .positive, .neutral, .unknown, .notApplicable, .none: nil
        }
    }
}

extension AssessmentRecord {
    /// The lines of this assessment in the cumulative view, a combination in a line for each characteristic.
    public func cumulativeLines(_ characteristics: [Characteristic]) -> [CumulativeLine] {
        let before = ranks(of: "before")
        let residual = ranks(of: "residual")
        let impacts = content.impacts(characteristics.map(\.code))
        let wards = Set(
            ([content["reach/wards"]] + impacts.map { $0.text("where") }).flatMap(PlaceNames.read)
        )
        .sorted()
        let created = versions.first?.at.utcDay ?? events.first?.at.utcDay ?? template.effectiveFrom
        func line(_ code: String, _ impact: AssessmentImpact?) -> CumulativeLine {
            CumulativeLine(
                assessmentID: id, reference: reference, title: title, directorate: directorate,
                service: service, wards: wards,
                budgetRound: content["\(AssessmentPath.about)/budget-reference"],
                decisionDay: (decision?.takenAt ?? decision?.meetingAt)?.utcDay, created: created,
                isLive: state.isLive, characteristic: code, people: impact?.people ?? .residents,
                direction: impact?.direction, beforeRank: impact.flatMap { before[$0.text("before")] },
                residualRank: impact.flatMap { residual[$0.text("residual")] })
        }
        let lines = impacts.flatMap { impact in impact.characteristics.map { line($0, impact) } }
        return lines.isEmpty ? [line("", nil)] : lines
    }

    /// The common rank of each step of the scale by which a question of an impact is answered.
    private func ranks(of question: String) -> [String: Int] {
        for group in template.groups where group.id == AssessmentPath.impact {
            for asked in group.questions where asked.id == question {
                guard case .scale(let id) = asked.kind, let scale = template.scale(id) else { continue }
                return Dictionary(scale.steps.map { ($0.code, $0.rank) }) { first, _ in first }
            }
        }
        return [:]
    }
}
