// SPDX-License-Identifier: Apache-2.0

/// One of the eighteen checks on due regard (handbook §5): what courts look for, as something that can be missing.
public enum DueRegardCheck: Int, CaseIterable, Hashable, Sendable, Comparable {
    case relevance = 1, inTime, notLate, fullVersionFrozen, acknowledged, aimsAnswered, evidenced, engaged
    case mitigated, outcomeChosen, lawful, mitigationPlanned, reviewPlanned, materialChange, independent
    case cumulative, published, provider

    /// `DR1` to `DR18`.
    public var id: String { "DR\(rawValue)" }

    /// What the check looks for, in a few words.
    public var name: String {
        switch self {
        case .relevance: "An assessment, or reasons why none is needed, in time for the report"
        case .inTime: "Begun before an option was preferred"
        case .notLate: "Open long enough before the decision"
        case .fullVersionFrozen: "The full, frozen version is in the report"
        case .acknowledged: "Each decision-maker has read that version"
        case .aimsAnswered: "All three aims answered, and “no impact” explained"
        case .evidenced: "Evidence for each stated impact"
        case .engaged: "Who took part, who was missing, what was answered"
        case .mitigated: "An answer to each negative impact"
        case .outcomeChosen: "An outcome, from more than one option"
        case .lawful: "Legal advice where discrimination may be direct"
        case .mitigationPlanned: "Each mitigation is an action with lead, date and measure"
        case .reviewPlanned: "A review date, and dates of stages"
        case .materialChange: "Sign-off again after a material change"
        case .independent: "Challenged and signed by others than the author"
        case .cumulative: "Other assessments of the same people, places or services"
        case .published: "Published with the report, or exempt with a review date"
        case .provider: "The provider's part, where others deliver"
        }
    }

    /// What is missing where the check finds something, in general words that name nobody and quote nothing.
    public var lack: String {
        switch self {
        case .relevance: "No assessment, or no reasons why none is needed, in time for the report"
        case .inTime: "Not shown to have been begun before an option was preferred and the decision taken"
        case .notLate: "Not begun long enough before the decision"
        case .fullVersionFrozen: "The full, frozen version is not shown to have been in the report"
        case .acknowledged: "Not every decision-maker is recorded as having read that version in time"
        case .aimsAnswered: "Not all three aims are answered, or a “no impact” is not explained"
        case .evidenced: "Not every stated impact has evidence"
        case .engaged: "It is not all said who took part, who was missing and what was answered"
        case .mitigated: "A negative impact has no answer"
        case .outcomeChosen: "No outcome was chosen from more than one option, with its reasons"
        case .lawful: "No legal advice is recorded where discrimination may be direct"
        case .mitigationPlanned: "A mitigation is no action with lead, date and measure"
        case .reviewPlanned: "A review date, or the dates of stages, are not set"
        case .materialChange: "Not signed off again after a material change"
        case .independent: "Not shown to be challenged and signed by others than the author"
        case .cumulative: "Other assessments of the same people, places or services are not answered"
        case .published: "Not published with the report, nor exempt with a review date"
        case .provider: "The provider's part is not all described, where others deliver"
        }
    }

    public static func < (left: DueRegardCheck, right: DueRegardCheck) -> Bool {
        left.rawValue < right.rawValue
    }
}

/// Something that a check found missing. Checks never declare compliance: no finding is not a judgement.
public struct CheckFinding: Hashable, Sendable {
    /// What a finding does.
    public enum Level: String, Hashable, Sendable {
        /// Stops the next step unless a named person overrides it with a reason; is shown to author, signer, report.
        case block, warn
    }
    /// The check.
    public let check: DueRegardCheck
    /// What it does.
    public let level: Level
    /// The path it is about, as far as there is one: `impact/age/residents/evidence`.
    public let path: String
    /// What is missing, naming the cell in words.
    public let message: String
    /// What to do next.
    public let nextStep: String
    /// Who overrode it, when and why; `nil` where nobody did.
    public var override: Override?

    /// A named person's recorded reason to go on although a check blocks.
    public struct Override: Hashable, Sendable {
        /// The post, and the reason.
        public let by, reason: String
        /// When it was recorded.
        public let at: Instant

        /// An override.
        public init(by: String, reason: String, at: Instant) {
            self.by = by
            self.reason = reason
            self.at = at
        }
    }

    /// A finding.
    public init(
        _ check: DueRegardCheck, _ level: Level, at path: String = "", _ message: String, next: String,
        override: Override? = nil
    ) {
        self.check = check
        self.level = level
        self.path = path
        self.message = message
        nextStep = next
        self.override = override
    }

    /// Whether it stops the next step: it blocks and nobody has overridden it.
    public var stops: Bool { level == .block && override == nil }
}

/// The thresholds of the checks; all of them settings of the body.
public struct CheckThresholds: Hashable, Sendable {
    /// DR3: days before the decision by which an assessment should be open.
    public var daysBeforeDecision = 28
    /// DR7: years after which evidence is old.
    public var evidenceYears = 3
    /// DR16: months within which other assessments are looked at.
    public var cumulativeMonths = 24
    /// DR17: the fewest people, and the fewest staff, whose number is published.
    public var leastPeople = 5, leastStaff = 10
    /// DR17: the fewest people of whom a sensitive characteristic is told, and which are, by code.
    public var leastSensitive = 10
    /// Characteristics of which even a small group is not told.
    public var sensitive: Set<String> = [
        "disability", "gender-reassignment", "religion-or-belief", "religious-belief", "sexual-orientation",
    ]

    /// The thresholds of the handbook.
    public init() {}
}

/// Another assessment that touches the same people, place or service: what DR16 looks at.
public struct NeighbouringAssessment: Hashable, Sendable {
    /// The assessment.
    public let id, reference, title: String
    /// What both touch: characteristics by code; a place or service by name.
    public let characteristics: [String]
    /// Places and services that both name.
    public let placesAndServices: [String]

    /// A neighbour.
    public init(
        id: String, reference: String, title: String, characteristics: [String], placesAndServices: [String]
    ) {
        self.id = id
        self.reference = reference
        self.title = title
        self.characteristics = characteristics
        self.placesAndServices = placesAndServices
    }
}
