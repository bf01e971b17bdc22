// SPDX-License-Identifier: Apache-2.0
import EqualityStatistics

/// The settings of a body as they hold on one day: what was shipped, and what the body has set since.
public struct BodyProfile: Sendable {
    /// The names of settings. A local characteristic is a setting of its own: `characteristic.<code>`.
    public enum Name {
        /// The nation, as its case is spelt.
        public static let nation = "nation"
        /// What an assessment is called, such as "EqIA".
        public static let assessmentLabel = "label.assessment"
        /// The colour, as six hexadecimal digits; an empty value means the product's own.
        public static let accent = "accent"
        /// After how many days without an update an open action without a date is stale.
        public static let staleDays = "threshold.staleDays"
        /// Years between assessments for high, medium and low relevance, with commas between.
        public static let assessmentYears = "threshold.assessmentYears"
        /// Days before a decision by which its assessment should be open.
        public static let daysBeforeDecision = "threshold.daysBeforeDecision"
        /// Years after which evidence counts as old.
        public static let evidenceYears = "threshold.evidenceYears"
        /// Months within which other assessments of the same people, places or services are looked at.
        public static let cumulativeMonths = "threshold.cumulativeMonths"
        /// The fewest people whose number is published.
        public static let leastPeople = "threshold.leastPeople"
        /// The fewest staff whose number is published.
        public static let leastStaff = "threshold.leastStaff"
        /// The fewest people of whom a sensitive characteristic is told.
        public static let leastSensitive = "threshold.leastSensitive"
        /// Of a hundred intervals, how many are to hold the truth.
        public static let confidence = "threshold.confidence"
        /// The part of its benchmark, in per cent, at which a share may be called under-represented; the same for the
        /// prompt on selection.
        public static let representationRatio = "threshold.representationRatio"
        /// The fewest people with usable answers of whom anything is said.
        public static let representationBase = "threshold.representationBase"
        /// The part of usable answers, in per cent, below which nothing is compared.
        public static let representationComplete = "threshold.representationComplete"
        /// The pairs of characteristics that equality information tells together, a line each: "age by sex".
        public static let crossings = "publication.crossings"
        /// The columns of its own that a body keeps in its plan, a line each.
        public static let planColumns = "plan.columns"
        /// A prefix; with the id of a criterion, how much that counts, as a whole number.
        public static let criterionWeight = "criterion."
        /// A prefix; with a code, a characteristic that the body recognises itself, written by `localValue`.
        public static let localCharacteristic = "characteristic."
        /// A prefix; with the id of a duty, whether the body runs by it: "on" or "off".
        public static let duty = "duty."
        /// Prefix of the days by which a body plans to do a duty itself; the id of the duty follows.
        public static let planDay = "plan.day."
    }

    /// The nation whose specific duties hold.
    public let nation: Nation
    /// What an assessment is called here, such as "EqIA".
    public let assessmentLabel: String
    /// Six hexadecimal digits; `nil` for the product's own colour.
    public let accent: String?
    /// The days without an update after which an open action without a date is stale.
    public let staleDays: Int
    /// The years from one assessment to the next, by relevance.
    public let interval: AssessmentInterval
    /// The thresholds of the checks on due regard.
    public let checkThresholds: CheckThresholds
    /// The thresholds behind the words about who is missing.
    public let representation: RepresentationSettings
    /// The pairs of characteristics that equality information tells together.
    public let crossings: InformationOutline
    /// The columns of its own that the body keeps in its action plan, by name.
    public let planColumns: [String]
    /// The criteria by which relevance is scored, with the weights that the body has set.
    public let criteria: RelevanceCriteria
    /// The question that helps to score each criterion, by its id.
    public let questions: [String: String]
    /// The characteristics of the law of the nation, then those that the body recognises itself.
    public private(set) var characteristics: [Characteristic]
    /// The duties that this body runs by.
    public let duties: [Duty]
    /// All duties of its nation, those it may take on by its own resolution among them.
    public let listedDuties: [Duty]

    /// Resolves what holds on a day.
    public init(_ settings: [Setting], of body: Body, library: ReferenceLibrary, on day: CalendarDay) {
        var inForce: [String: Setting] = [:]
        for setting in settings.sorted(by: { $0.effectiveFrom < $1.effectiveFrom })
        where setting.effectiveFrom <= day {
            inForce[setting.name] = setting
        }
        func text(_ name: String) -> String? { inForce[name]?.value }
        let nation = text(Name.nation).flatMap { Nation(rawValue: $0) } ?? body.nation
        self.nation = nation
        assessmentLabel = text(Name.assessmentLabel) ?? library.assessmentLabel
        accent = text(Name.accent).flatMap { $0.isEmpty ? nil : $0 }
        staleDays = text(Name.staleDays).flatMap { Int($0) } ?? library.staleDays
        let years = (text(Name.assessmentYears) ?? "").split(separator: ",").compactMap { Int($0) }
        interval =
            years.count == 3
            ? AssessmentInterval(high: years[0], medium: years[1], low: years[2]) : library.interval
        var thresholds = CheckThresholds()
        if let days = text(Name.daysBeforeDecision).flatMap({ Int($0) }) {
            thresholds.daysBeforeDecision = days
        }
        if let years = text(Name.evidenceYears).flatMap({ Int($0) }) { thresholds.evidenceYears = years }
        if let months = text(Name.cumulativeMonths).flatMap({ Int($0) }) {
            thresholds.cumulativeMonths = months
        }
        thresholds.leastPeople = text(Name.leastPeople).flatMap { Int($0) } ?? thresholds.leastPeople
        thresholds.leastSensitive =
            text(Name.leastSensitive).flatMap { Int($0) } ?? thresholds.leastSensitive
        thresholds.leastStaff = text(Name.leastStaff).flatMap { Int($0) } ?? thresholds.leastStaff
        checkThresholds = thresholds
        func number(_ name: String) -> Int? { text(name).flatMap { Int($0) } }
        var words = RepresentationSettings.standard
        if let level = number(Name.confidence).flatMap({ ConfidenceLevel(Double($0) / 100) }) {
            words.level = level
        }
        if let ratio = number(Name.representationRatio) { words.greatestRatio = Double(ratio) / 100 }
        words.smallestBase = number(Name.representationBase) ?? words.smallestBase
        if let part = number(Name.representationComplete) { words.smallestCompleteness = Double(part) / 100 }
        representation = words.problems.isEmpty ? words : .standard
        crossings = text(Name.crossings).map(InformationOutline.init(lines:)) ?? .standard
        planColumns = OwnColumns.names(text(Name.planColumns) ?? "")
        criteria = RelevanceCriteria(
            library.criteria.map { question in
                let weight = text(Name.criterionWeight + question.criterion.id).flatMap { Int($0) }
                return .init(
                    id: question.criterion.id, name: question.criterion.name,
                    weight: weight ?? question.criterion.weight)
            })
        questions = Dictionary(library.criteria.map { ($0.criterion.id, $0.question) }) { first, _ in first }
        let scheme = library.schemes.first { $0.nations.contains(nation) } ?? library.schemes.first
        let local: [Characteristic] = inForce.values.filter {
            $0.name.hasPrefix(Name.localCharacteristic) && !$0.value.isEmpty
        }
        .sorted { $0.name < $1.name }.map(Self.localCharacteristic)
        characteristics = (scheme?.characteristics ?? []) + local
        listedDuties = library.duties.filter {
            $0.nation == nation && ($0.isVoluntary || $0.isInForce(on: day))
        }
        duties = listedDuties.filter { duty in
            switch text(Name.duty + duty.id) {
            case "on": true
            case "off": false
            default: !duty.isVoluntary
            }
        }
    }

    /// The same settings with other characteristics.
    public func counting(_ characteristics: [Characteristic]) -> BodyProfile {
        var profile = self
        profile.characteristics = characteristics
        return profile
    }

    /// The words by which import and forms recognise characteristics.
    public var vocabulary: CharacteristicVocabulary {
        CharacteristicVocabulary(
            characteristics.map { .init(code: $0.code, name: $0.name, aliases: $0.aliases) })
    }

    /// A local characteristic as the value of its setting: name, definition and resolution, a line each.
    public static func localValue(name: String, definition: String, resolution: String) -> String {
        [name, definition, resolution].map { $0.replacing("\n", with: " ") }.joined(separator: "\n")
    }

    private static func localCharacteristic(_ setting: Setting) -> Characteristic {
        let lines = setting.value.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        return Characteristic(
            code: String(setting.name.dropFirst(Name.localCharacteristic.count)), name: lines[0],
            local: .init(
                definition: lines.count > 1 ? lines[1] : "", resolution: lines.count > 2 ? lines[2] : "",
                from: setting.effectiveFrom))
    }
}
