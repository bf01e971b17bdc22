// SPDX-License-Identifier: Apache-2.0

/// The paths that the rules read. A template may ask much more; these it asks under these names.
public enum AssessmentPath {
    /// `about/…`: `title`, `directorate`, `service`, `what`, `why`, `kind`, `new-or-existing`, `implementation` (a day).
    public static let about = "about"
    /// `proposal/scope`, `/budget`, `/eligibility`, `/delivery`: what, changed after sign-off, reopens it;
    /// `proposal/preferred-on` is the day on which an option became the preferred one.
    public static let proposal = "proposal"
    /// The four parts of a proposal whose change is material.
    public static let material = ["scope", "budget", "eligibility", "delivery"].map { "proposal/\($0)" }
    /// `screening/CODE/level`, `/reason`; `screening/outcome`, `/reasons`, `/covered-by`.
    public static let screening = "screening"
    /// `aim/CODE/a`, `/b`, `/c`, each with `-reason`; `aim/CODE/evidence`.
    public static let aim = "aim"
    /// `impact/CODE/residents/…` and `/staff/…`: see `AssessmentImpact`.
    public static let impact = "impact"
    /// Rows: impacts on people who share several characteristics.
    public static let combination = "combination"
    /// Rows: see `EvidenceItem`.
    public static let evidence = "evidence"
    /// Rows: see `EngagementRecord`.
    public static let engagement = "engagement"
    /// Rows: `title`, `description`, `effect`, `chosen` (yes, no), `reason`.
    public static let option = "option"
    /// Rows: see `Mitigation`.
    public static let mitigation = "mitigation"
    /// `outcome/kind`, `/justification`, `/changed`, `/unlawful` (yes, no), `/legal-advice`, `/summary`, `/cumulative`.
    public static let outcome = "outcome"
    /// `review/date`, `/trigger`, `/measures`, `/staged` (yes, no); written at a review: `/held`,
    /// `/learned`, and
    /// `/next`, the day of the review after it.
    public static let review = "review"
    /// Rows: `title`, `date` of each stage of a staged assessment.
    public static let stage = "stage"
    /// `provider/contracted-out` (yes, no), `/duty`, `/monitoring-clause`, `/data-return`.
    public static let provider = "provider"
    /// `actual/CODE/residents/direction`, `/text`: what really happened, written at the review.
    public static let actual = "actual"
    /// `link/policy`, `/umbrella`, `/supersedes`, `/copied-from`.
    public static let link = "link"
    /// `done/SECTION` is `yes` once its author says that it is complete.
    public static let done = "done"
    /// `copied/PATH` names where the text at a path was copied from, until somebody confirms it.
    public static let copied = "copied"
}

/// What a proposal does to people who share a characteristic; a blank is none of these.
public enum ImpactDirection: String, CaseIterable, Hashable, Sendable {
    /// Better or worse for them; no difference, and why is known.
    case positive, negative, neutral
    /// Not known; not a question that arises (marriage and civil partnership under aims B and C).
    case unknown, notApplicable = "not-applicable"

    /// The direction in words.
    public var name: String {
        switch self {
        case .positive: "Positive"
        case .negative: "Negative"
        case .neutral: "No impact"
        case .unknown: "Not known"
        case .notApplicable: "Not applicable"
        }
    }
}

/// One stated impact: on whom, how, and how much before and after mitigation.
///
/// Paths below its own: `direction`, `basis` (direct, indirect), `who`, `where`, `number`, `likelihood`, `scale`,
/// `duration`, `description`, `before`, `residual`, `reason`, `evidence`.
public struct AssessmentImpact: Hashable, Sendable {
    /// Where it stands: `impact/age/residents`, `combination/0192…`.
    public let path: String
    /// The characteristics that the people share, by code: several for a combination.
    public let characteristics: [String]
    /// The public or the staff.
    public let people: AffectedPeople
    /// Better or worse; `nil` where nothing was chosen.
    public let direction: ImpactDirection?
    /// The text at a path below its own.
    public let text: @Sendable (String) -> String
    /// The evidence rows it rests on.
    public let evidence: [String]

    public static func == (left: AssessmentImpact, right: AssessmentImpact) -> Bool {
        left.path == right.path && left.characteristics == right.characteristics
            && left.direction == right.direction && left.evidence == right.evidence
    }

    public func hash(into hasher: inout Hasher) { hasher.combine(path) }
}

/// Something that is known, with its source.
public struct EvidenceItem: Hashable, Sendable {
    /// The row.
    public let row: String
    /// What it is, who says so, and what it covers ("Thanet, residents aged 16 and over").
    public let title, source, coverage: String
    /// The day it speaks of; `nil` where none was given.
    public let date: CalendarDay?
    /// The characteristics it says something about, by code.
    public let characteristics: [String]
    /// The item of the evidence library it was taken from; empty for none.
    public let library: String
    /// The figures of a data set that it tells; `nil` where it tells none.
    public let figure: FigureReference?

    /// Fields of an item that no template asks, because the program writes them.
    public static let ownFields = ["library", "figure"]

    /// Whether a path is one of those fields.
    public static func isOwnField(_ path: String) -> Bool {
        path.hasPrefix("\(AssessmentPath.evidence)/") && ownFields.contains { path.hasSuffix("/\($0)") }
    }
}

/// One engagement with people affected.
public struct EngagementRecord: Hashable, Sendable {
    /// The row.
    public let row: String
    /// What was done, who took part, what they said and what was answered.
    public let title, who, findings, answer: String
    /// When it closed; `nil` where no day was given.
    public let closed: CalendarDay?
    /// The characteristics of those who took part, and of those who were missing, by code.
    public let present, missing: [String]
}

/// An answer to an impact: an action of the plan, or the reason why nothing can be done.
public struct Mitigation: Hashable, Sendable {
    /// The row.
    public let row: String
    /// What it answers, as written: the path of an impact, or of several, one on each line.
    public let impact: String
    /// The paths of the impacts it answers.
    public var impacts: [String] { impact.split(separator: "\n").map(String.init) }
    /// `action`, or `cannot`; blank where nothing was chosen.
    public let response: String
    /// The action in the plan; empty where there is none.
    public let action: String
    /// Why nothing can be done.
    public let reason: String
}

/// The facts that rules read out of the content.
extension AssessmentContent {
    /// The impacts stated for these characteristics, residents and staff apart, then combinations.
    public func impacts(_ codes: [String]) -> [AssessmentImpact] {
        var found: [AssessmentImpact] = []
        for code in codes {
            for people in AffectedPeople.allCases {
                let path = "\(AssessmentPath.impact)/\(code)/\(people.rawValue)"
                guard isFilled("\(path)/direction") else { continue }
                found.append(impact(path, [code], people))
            }
        }
        for row in rows(AssessmentPath.combination) {
            let path = "\(AssessmentPath.combination)/\(row)"
            let people = AffectedPeople(rawValue: self["\(path)/people"]) ?? .residents
            found.append(impact(path, lines("\(path)/characteristics"), people))
        }
        return found
    }

    private func impact(_ path: String, _ codes: [String], _ people: AffectedPeople) -> AssessmentImpact {
        AssessmentImpact(
            path: path, characteristics: codes, people: people,
            direction: ImpactDirection(rawValue: self["\(path)/direction"]),
            text: { self["\(path)/\($0)"] }, evidence: lines("\(path)/evidence"))
    }

    /// The evidence named in the assessment.
    public var evidence: [EvidenceItem] {
        rows(AssessmentPath.evidence).map { row in
            let path = "\(AssessmentPath.evidence)/\(row)"
            return EvidenceItem(
                row: row, title: self["\(path)/title"], source: self["\(path)/source"],
                coverage: self["\(path)/coverage"], date: day("\(path)/date"),
                characteristics: lines("\(path)/characteristics"), library: self["\(path)/library"],
                figure: FigureReference(written: self["\(path)/figure"]))
        }
    }

    /// The engagement recorded.
    public var engagement: [EngagementRecord] {
        rows(AssessmentPath.engagement).map { row in
            let path = "\(AssessmentPath.engagement)/\(row)"
            return EngagementRecord(
                row: row, title: self["\(path)/title"], who: self["\(path)/who"],
                findings: self["\(path)/findings"], answer: self["\(path)/answer"],
                closed: day("\(path)/closed"), present: lines("\(path)/present"),
                missing: lines("\(path)/missing"))
        }
    }

    /// The mitigations recorded.
    public var mitigations: [Mitigation] {
        rows(AssessmentPath.mitigation).map { row in
            let path = "\(AssessmentPath.mitigation)/\(row)"
            return Mitigation(
                row: row, impact: self["\(path)/impact"], response: self["\(path)/response"],
                action: self["\(path)/action"], reason: self["\(path)/reason"])
        }
    }
}
