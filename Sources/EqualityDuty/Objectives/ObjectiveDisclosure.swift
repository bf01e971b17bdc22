// SPDX-License-Identifier: Apache-2.0

/// What of an objective's figures everybody may read, so that nobody is recognised by a small number.
///
/// The rule is one for the whole objective: where any of its figures could point at few people, its baseline, its
/// readings, how it does and what is said about its effect are withheld together, because each tells of the others.
public struct ObjectiveDisclosure: Hashable, Sendable {
    /// Why the figures are withheld.
    public enum Reason: Hashable, Sendable {
        /// A number of people or incidents is below the least number, or a reading is counted from fewer.
        case smallCount(least: Int), smallBase(least: Int)
        /// A share of people does not say of how many, so that nobody can judge it.
        case noBase

        /// The reason in words, and what can be done about it.
        public var words: String {
            switch self {
            case .smallCount(let least):
                "a number of people or incidents in its baseline, readings or target is below \(least)"
            case .smallBase(let least): "a reading is counted from fewer than \(least)"
            case .noBase:
                "it does not say of how many people it is a share: enter its newest reading with the number "
                    + "counted from, or publish it withheld"
            }
        }
    }

    /// Why the figures are withheld; `nil` where everybody may read them.
    public let reason: Reason?
    /// Whether the target is withheld too: it is public policy, unless it is itself a small number of people.
    public let isTargetWithheld: Bool

    /// Judges an objective with the readings that stand on the day of the edition.
    public init(of objective: Objective, readings: [Reading], _ thresholds: CheckThresholds) {
        let measure = objective.measure
        let least = Self.least(for: objective, thresholds)
        let kind = Self.Kind(of: measure)
        func isSmall(_ value: Double?) -> Bool {
            value.map { kind == .count && $0 > 0 && $0 < Double(least) } ?? false
        }
        isTargetWithheld = isSmall(measure.target)
        if ([measure.baseline, measure.target] + readings.map(\.value)).contains(where: isSmall) {
            reason = .smallCount(least: least)
        } else if readings.contains(where: { $0.base.map { $0 < least } ?? false }) {
            reason = .smallBase(least: least)
        } else if kind == .share, readings.contains(where: { Self.isOfFew($0, measure, least) }) {
            reason = .smallCount(least: least)
        } else if kind == .share, readings.last.map({ $0.base == nil }) ?? (measure.baseline != nil) {
            reason = .noBase
        } else {
            reason = nil
        }
    }

    /// Whether a percentage tells of few people, or leaves out few: 2% of 50 is one.
    private static func isOfFew(_ reading: Reading, _ measure: Objective.Measure, _ least: Int) -> Bool {
        let isPercent = measure.unit.contains("%") || words(measure.unit).contains { percents.contains($0) }
        guard let base = reading.base, isPercent else { return false }
        let count = (reading.value / 100 * Double(base)).rounded()
        let rest = Double(base) - count
        return (count > 0 && count < Double(least)) || (rest > 0 && rest < Double(least))
    }

    /// The fewest people that a figure of this objective may tell of.
    private static func least(for objective: Objective, _ thresholds: CheckThresholds) -> Int {
        let measure = objective.measure
        let words = words(
            [objective.title, measure.words, measure.unit, objective.characteristics].joined(separator: " "))
        let isStaff = words.contains { SmallNumberWords.staff.contains($0) || $0 == "workforce" }
        let isSensitive = thresholds.sensitive.contains { code in
            words.contains { word in
                (whole[code] ?? []).contains(word) || (stems[code] ?? []).contains { word.hasPrefix($0) }
            }
        }
        return max(
            thresholds.leastPeople, isStaff ? thresholds.leastStaff : 0,
            isSensitive ? thresholds.leastSensitive : 0)
    }

    /// What a measure counts, as far as its unit and its words tell. What is not known counts people.
    private enum Kind {
        case count, share, other

        init(of measure: Objective.Measure) {
            let unit = words(measure.unit)
            let mark = SelectionWords.trimmed(measure.unit)
            let all = unit + words(measure.words)
            let isOfThings =
                all.contains { things.contains($0) } && !all.contains { SmallNumberWords.names($0) }
                && !all.contains { events.contains($0) }
            if mark.hasPrefix("£") || unit.first.map(plainUnits.contains) ?? false {
                self = .other
            } else if mark.contains("%") || unit.contains(where: shares.contains) {
                self = isOfThings ? .other : .share
            } else if unit.isEmpty || unit.allSatisfy(noUnits.contains) {
                self = isOfThings ? .other : .count
            } else {
                let isThing =
                    unit.contains { things.contains($0) } && !unit.contains { SmallNumberWords.names($0) }
                self = isThing && !unit.contains { events.contains($0) } ? .other : .count
            }
        }
    }

    private static func words(_ text: String) -> [String] {
        text.split { !$0.isLetter && !$0.isNumber }.map { foldedForSearch(String($0)) }.filter { !$0.isEmpty }
    }

    private static func set(_ words: String) -> Set<String> {
        Set(words.split { $0 == " " || $0 == "\n" }.map(String.init))
    }

    private static let shares = set("per percent percentage pct rate ratio proportion share")
    private static let percents = set("percent percentage pct cent")
    private static let noUnits = set("number numbers no count total of")
    private static let plainUnits = set(
        """
        day days week weeks month months year years hour hours minute minutes pound pounds pence point points score
        scores mark marks mile miles km metre metres
        """)
    private static let things = set(
        """
        policy policies service services building buildings site sites school schools library libraries stop stops
        course courses session sessions event events document documents page pages website websites route routes bus
        buses vehicle vehicles plan plans assessment assessments contract contracts project projects centre centres
        station stations kerb kerbs crossing crossings leaflet leaflets directorate directorates council councils
        """)
    private static let events = set(
        """
        incident incidents complaint complaints case cases grievance grievances referral referrals attack attacks
        crime crimes offence offences exclusion exclusions death deaths victim victims arrest arrests report reports
        """)
    private static let whole: [String: Set<String>] = [
        "disability": set("deaf blind mental sen"),
        "gender-reassignment": set("trans nonbinary reassignment"),
        "religion-or-belief": set("faith belief jew jews jewish"),
        "religious-belief": set("faith belief jew jews jewish"),
        "sexual-orientation": set("gay gays orientation queer"),
    ]
    private static let stems: [String: [String]] = [
        "disability": ["disab", "autis", "wheelchair", "impair", "dement"],
        "gender-reassignment": ["transgend", "transsex", "transphob"],
        "religion-or-belief": [
            "religi", "muslim", "islam", "hindu", "sikh", "christian", "catholic", "buddh",
        ],
        "religious-belief": ["religi", "catholic", "protestant", "muslim", "islam", "christian"],
        "sexual-orientation": ["lesbian", "bisex", "lgb", "homosex", "homophob"],
    ]
}
