// SPDX-License-Identifier: Apache-2.0
import DisclosureControl

/// The versioned reference data that the program ships and a body builds on.
public struct ReferenceLibrary: Sendable {
    /// A set of protected characteristics as one law lists them.
    public struct CharacteristicScheme: Hashable, Sendable {
        /// The id that the file of the scheme gives.
        public let id: String
        /// The name of the scheme.
        public let name: String
        /// The nations in which this law holds.
        public let nations: Set<Nation>
        /// The characteristics in the order of the file.
        public let characteristics: [Characteristic]

        /// A scheme as its file says.
        public init(id: String, name: String, nations: Set<Nation>, characteristics: [Characteristic]) {
            self.id = id
            self.name = name
            self.nations = nations
            self.characteristics = characteristics
        }
    }

    /// A question that scores relevance, as shipped.
    public struct CriterionQuestion: Hashable, Sendable {
        /// What is scored, and how much it counts unless the body sets another weight.
        public let criterion: RelevanceCriteria.Criterion
        /// What officers are asked when they score it.
        public let question: String

        /// A criterion with its question.
        public init(criterion: RelevanceCriteria.Criterion, question: String) {
            self.criterion = criterion
            self.question = question
        }
    }

    /// The lists of characteristics, one for each law.
    public var schemes: [CharacteristicScheme]
    /// The duties of all nations, past and voluntary ones among them.
    public var duties: [Duty]
    /// The criteria of relevance in their order.
    public var criteria: [CriterionQuestion]
    /// What an assessment is called where the body has not said.
    public var assessmentLabel: String
    /// Names that bodies commonly give to an assessment.
    public var assessmentLabels: [String]
    /// Days after which an action without a date is stale, where the body has set none.
    public var staleDays: Int
    /// Years between assessments, where the body has set none.
    public var interval: AssessmentInterval
    /// The templates of assessments that are shipped, in the order in which they are offered.
    public var templates: [AssessmentTemplate] = []
    /// The disclosure policies by name, under which figures about people are published.
    public var disclosurePolicies: [String: DisclosurePolicy] = [:]

    /// A library as its files were read.
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
    /// The short word stored with records.
    public let code: String
    /// The name shown.
    public let name: String
    /// Other words by which imports and forms recognise it.
    public let aliases: [String]
    /// The aims of the general duty for which it counts.
    public let aims: Set<GeneralDutyAim>
    /// For a local one: what the body means by it, the resolution that adopted it, and from when.
    public let local: Local?

    /// What makes a characteristic one of the body's own.
    public struct Local: Hashable, Sendable {
        /// What the body means by it.
        public let definition: String
        /// The resolution by which the body adopted it.
        public let resolution: String
        /// The first day on which it holds.
        public let from: CalendarDay

        /// A characteristic that this body adopted from a day on.
        public init(definition: String, resolution: String, from: CalendarDay) {
            self.definition = definition
            self.resolution = resolution
            self.from = from
        }
    }

    /// A characteristic; for all three aims and protected by law unless said otherwise.
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

/// A duty in one nation, general, specific or neighbouring, with its source and how sure we are of it.
public struct Duty: Hashable, Sendable {
    /// How the rule is known: read in a public source, professional knowledge, or unsettled.
    public enum Standing: String, CaseIterable, Hashable, Sendable {
        /// The source was read; it is believed but was not looked up again; sources conflict or say nothing.
        case seen, believed, unsettled

        /// The standing in words.
        public var name: String {
            switch self {
            case .seen: "Read in the source"
            case .believed: "Not re-checked"
            case .unsettled: "Unsettled"
            }
        }
    }

    /// The id, which also names the setting that turns it on or off.
    public let id: String
    /// The nation whose public authorities have it.
    public let nation: Nation
    /// The name of the duty.
    public let name: String
    /// What it asks for, in our words.
    public let rule: String
    /// The instrument and, where known, the provision.
    public let source: String
    /// The first day in force; `nil` where none is recorded.
    public let from: CalendarDay?
    /// The last day in force; `nil` where no end is known.
    public let until: CalendarDay?
    /// How sure we are of the rule.
    public let standing: Standing
    /// Not in force by law: a body may take it on by its own resolution.
    public let isVoluntary: Bool
    /// How often it comes round; `nil` where it is continuous or hangs on an event.
    public let interval: DutyInterval?
    /// What is less certain than the rule, such as its day; empty where nothing is.
    public let doubt: String

    /// A duty; in force by law unless `isVoluntary` says otherwise.
    public init(
        id: String, nation: Nation, name: String, rule: String, source: String, from: CalendarDay?,
        until: CalendarDay?, standing: Standing, isVoluntary: Bool = false, interval: DutyInterval? = nil,
        doubt: String = ""
    ) {
        self.doubt = doubt
        self.interval = interval
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
    /// The GSS code, such as `E07000114`.
    public let code: String
    /// The name of the area.
    public let name: String
    /// The kind of authority in words, such as "unitary authority".
    public let kind: String
    /// The nation in which it lies.
    public let nation: Nation
    /// Residents on the day of the 2021 census; `nil` where the table of areas has no count.
    public let population2021: Int?
    /// The codes of the areas that took its place; empty while it stands.
    public let replacedBy: [String]

    /// An area as the table of areas has it.
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
