// SPDX-License-Identifier: Apache-2.0

/// The versioned reference data that the program ships and a body builds on.
public struct ReferenceLibrary: Sendable {
    /// A set of protected characteristics as one law lists them.
    public struct CharacteristicScheme: Hashable, Sendable {
        public let id: String
        public let name: String
        public let nations: Set<Nation>
        public let characteristics: [Characteristic]

        public init(id: String, name: String, nations: Set<Nation>, characteristics: [Characteristic]) {
            self.id = id
            self.name = name
            self.nations = nations
            self.characteristics = characteristics
        }
    }

    /// A question that scores relevance, as shipped.
    public struct CriterionQuestion: Hashable, Sendable {
        public let criterion: RelevanceCriteria.Criterion
        public let question: String

        public init(criterion: RelevanceCriteria.Criterion, question: String) {
            self.criterion = criterion
            self.question = question
        }
    }

    public var schemes: [CharacteristicScheme]
    public var duties: [Duty]
    public var criteria: [CriterionQuestion]
    public var assessmentLabel: String
    public var assessmentLabels: [String]
    public var staleDays: Int
    public var interval: AssessmentInterval

    public init(
        schemes: [CharacteristicScheme], duties: [Duty], criteria: [CriterionQuestion],
        assessmentLabel: String,
        assessmentLabels: [String], staleDays: Int, interval: AssessmentInterval
    ) {
        self.schemes = schemes
        self.duties = duties
        self.criteria = criteria
        self.assessmentLabel = assessmentLabel
        self.assessmentLabels = assessmentLabels
        self.staleDays = staleDays
        self.interval = interval
    }
}

/// A characteristic that people share: protected by law, or recognised by the body itself.
public struct Characteristic: Hashable, Sendable {
    public let code: String
    public let name: String
    public let aliases: [String]
    /// The aims of the general duty for which it counts.
    public let aims: Set<GeneralDutyAim>
    /// For a local one: what the body means by it, the resolution that adopted it, and from when.
    public let local: Local?

    public struct Local: Hashable, Sendable {
        public let definition: String
        public let resolution: String
        public let from: CalendarDay

        public init(definition: String, resolution: String, from: CalendarDay) {
            self.definition = definition
            self.resolution = resolution
            self.from = from
        }
    }

    public init(
        code: String, name: String, aliases: [String] = [],
        aims: Set<GeneralDutyAim> = Set(GeneralDutyAim.allCases), local: Local? = nil
    ) {
        self.code = code
        self.name = name
        self.aliases = aliases
        self.aims = aims
        self.local = local
    }
}

/// A specific duty of one nation, with its source and how sure we are of it.
public struct Duty: Hashable, Sendable {
    /// How the rule is known: read in a public source, professional knowledge, or unsettled.
    public enum Standing: String, CaseIterable, Hashable, Sendable {
        case seen, believed, unsettled

        public var name: String {
            switch self {
            case .seen: "Read in the source"
            case .believed: "Not re-checked"
            case .unsettled: "Unsettled"
            }
        }
    }

    public let id: String
    public let nation: Nation
    public let name: String
    public let rule: String
    public let source: String
    public let from: CalendarDay?
    public let until: CalendarDay?
    public let standing: Standing
    /// Not in force by law: a body may take it on by its own resolution.
    public let isVoluntary: Bool

    public init(
        id: String, nation: Nation, name: String, rule: String, source: String, from: CalendarDay?,
        until: CalendarDay?, standing: Standing, isVoluntary: Bool = false
    ) {
        self.id = id
        self.nation = nation
        self.name = name
        self.rule = rule
        self.source = source
        self.from = from
        self.until = until
        self.standing = standing
        self.isVoluntary = isVoluntary
    }

    /// Whether the duty was in force on a day.
    public func isInForce(on day: CalendarDay) -> Bool {
        (from.map { $0 <= day } ?? true) && (until.map { day <= $0 } ?? true)
    }
}

/// A local authority or other area with a GSS code.
public struct Area: Hashable, Sendable {
    public let code: String
    public let name: String
    public let kind: String
    public let nation: Nation
    public let population2021: Int?
    public let replacedBy: [String]

    public init(
        code: String, name: String, kind: String, nation: Nation, population2021: Int?, replacedBy: [String]
    ) {
        self.code = code
        self.name = name
        self.kind = kind
        self.nation = nation
        self.population2021 = population2021
        self.replacedBy = replacedBy
    }
}
