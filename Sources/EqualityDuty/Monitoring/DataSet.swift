// SPDX-License-Identifier: Apache-2.0
import EqualityStatistics

/// A collection of monitoring records: of whom, what for, by what right and for how long.
public struct DataSet: Hashable, Sendable {
    /// The ground in article 6 of the UK GDPR on which personal data are held.
    public enum LawfulBasis: String, CaseIterable, Hashable, Sendable, Codable {
        /// The grounds in the order of the article.
        case consent, contract, legalObligation, vitalInterests, publicTask, legitimateInterests

        /// The ground in words.
        public var name: String {
            switch self {
            case .consent: "Consent"
            case .contract: "Contract"
            case .legalObligation: "Legal obligation"
            case .vitalInterests: "Vital interests"
            case .publicTask: "Public task"
            case .legitimateInterests: "Legitimate interests"
            }
        }
    }

    /// The condition on which special category data may be held besides.
    public enum SpecialCondition: String, CaseIterable, Hashable, Sendable, Codable {
        /// Keeping equality of opportunity or treatment under review: Data Protection Act 2018, Schedule 1,
        /// paragraph 8. Who objects in writing is left out.
        case equalityOfOpportunity
        /// Employment law, paragraph 1; a function laid down by law, paragraph 6; statistics, paragraph 4.
        case employment, statutoryPurpose, statistics
        /// Explicit consent: UK GDPR article 9(2)(a). None: nothing in it is special category data.
        case explicitConsent, none

        /// The condition in words.
        public var name: String {
            switch self {
            case .equalityOfOpportunity: "Equality of opportunity or treatment (Schedule 1, paragraph 8)"
            case .employment: "Employment, social security and social protection (Schedule 1, paragraph 1)"
            case .statutoryPurpose: "Statutory and government purposes (Schedule 1, paragraph 6)"
            case .statistics: "Research and statistics (Schedule 1, paragraph 4)"
            case .explicitConsent: "Explicit consent (UK GDPR article 9(2)(a))"
            case .none: "It holds no special category data"
            }
        }
    }

    /// The id, and the version of what is said here, counted from 1, by which a stale save is noticed.
    public var id: String
    /// The version, counted from 1.
    public var version: Int
    /// What it is called.
    public var title: String
    /// What sort of records it holds.
    public var kind: DataSetKind
    /// Who is counted, in a fixed word, as benchmarks name them: "service users", "working-age residents".
    public var population: String
    /// Of which ages they are.
    public var ages: AgeRange
    /// What the records are held for.
    public var purpose: String
    /// On what ground.
    public var lawfulBasis: LawfulBasis
    /// On which further condition.
    public var condition: SpecialCondition
    /// How long records are kept, in words.
    public var retention: String
    /// The last day on which they may be kept; `nil` where the words alone say it.
    public var retainUntil: CalendarDay?
    /// The directorate that answers for it.
    public var directorate: String
    /// Which questions were put, and in which version; empty where nobody recorded it.
    public var questionSet: String
    /// The version of the questions.
    public var questionVersion: String
    /// The code of the area it is about, as benchmarks name it.
    public var areaCode: String
    /// Invented records, which every rendering says.
    public var isSynthetic: Bool

    /// A data set as its parts.
    public init(
        id: String = "", version: Int = 1, title: String, kind: DataSetKind, population: String = "",
        ages: AgeRange = .all, purpose: String = "", lawfulBasis: LawfulBasis = .publicTask,
        condition: SpecialCondition = .equalityOfOpportunity, retention: String = "",
        retainUntil: CalendarDay? = nil, directorate: String = "", questionSet: String = "",
        questionVersion: String = "", areaCode: String = "", isSynthetic: Bool = false
    ) {
        self.id = id
        self.version = version
        self.title = title
        self.kind = kind
        self.population = population.isEmpty ? kind.population : population
        self.ages = ages
        self.purpose = purpose
        self.lawfulBasis = lawfulBasis
        self.condition = condition
        self.retention = retention
        self.retainUntil = retainUntil
        self.directorate = directorate
        self.questionSet = questionSet
        self.questionVersion = questionVersion
        self.areaCode = areaCode
        self.isSynthetic = isSynthetic
    }

    /// Whether its records are of staff, of whom fewer may be shown.
    public var isOfStaff: Bool { kind.isOfStaff }

    /// Who is counted as benchmarks name them: residents where the kind's own word stands for some of them.
    public var comparedPopulation: String {
        kind.isDrawnFromResidents && population == kind.population ? "residents" : population
    }

    /// What is wrong with it, field by field; empty where it can be kept.
    public func problems() -> [Problem] {
        func isBlank(_ text: String) -> Bool { text.allSatisfy(\.isWhitespace) }
        var problems: [Problem] = []
        if isBlank(title) { problems.append(Problem(at: "title", "Enter what the data set is called")) }
        if title.count > 200 {
            problems.append(Problem(at: "title", "What it is called must be 200 characters or fewer"))
        }
        if isBlank(population) { problems.append(Problem(at: "population", "Enter who is counted")) }
        if isBlank(purpose) { problems.append(Problem(at: "purpose", "Enter what the records are held for")) }
        if isBlank(retention), retainUntil == nil {
            problems.append(
                Problem(at: "retention", "Enter how long the records are kept, such as 6 years after closure")
            )
        }
        return problems
    }

    /// The ages that two boxes of a form say; blank boxes set no limit. `nil` where they say none.
    public func agesRead(_ youngest: String, _ oldest: String) -> AgeRange? {
        guard let low = youngest.isEmpty ? 0 : Int(youngest), low <= 120 else { return nil }
        if oldest.isEmpty { return AgeRange(low, to: nil) }
        guard let high = Int(oldest), high <= 120 else { return nil }
        return AgeRange(low, to: high)
    }

    /// The name by which a command finds it.
    public var key: String { foldedForSearch(title) }
}

/// The days that records are of, both included.
public struct DataPeriod: Hashable, Sendable, CustomStringConvertible {
    /// The first day.
    public let first: CalendarDay
    /// The last day, on which ages are reckoned.
    public let last: CalendarDay

    /// `nil` where the last day comes before the first.
    public init?(_ first: CalendarDay, _ last: CalendarDay) {
        guard first <= last else { return nil }
        self.first = first
        self.last = last
    }

    /// A period as people write it: "2025/26", "2025", "2025-04-01 to 2026-03-31", "April 2025 to March 2026",
    /// "2026-03-31", "March 2026"; `nil` for anything else.
    public init?(written: String) {
        let text = foldedForSearch(written)
        let halves = text.split(separator: " ").split(separator: "to").map { $0.joined(separator: " ") }
        if halves.count == 2, let first = Self.days(halves[0]), let last = Self.days(halves[1]) {
            self.init(first.first, last.last)
            return
        }
        if let days = Self.days(text) {
            self.init(days.first, days.last)
            return
        }
        let parts = text.split { $0 == "/" || $0 == "-" }.map(String.init)
        guard let year = parts.first.flatMap({ Int($0) }), (1900...2100).contains(year) else { return nil }
        if parts.count == 1, parts[0] == text {
            self.init(CalendarDay(year, 1, 1), CalendarDay(year, 12, 31))
            return
        }
        guard parts.count == 2, let next = Int(parts[1]), next == year + 1 || next == (year + 1) % 100 else {
            return nil
        }
        self.init(CalendarDay(year, 4, 1), CalendarDay(year + 1, 3, 31))
    }

    /// A day or a month in folded words, with its first and last day.
    private static func days(_ text: String) -> (first: CalendarDay, last: CalendarDay)? {
        if let day = CalendarDay(iso: text) { return (day, day) }
        let parts = text.split(separator: " ").map(String.init)
        guard parts.count == 2, let month = DayReading.month(parts[0]), let year = Int(parts[1]),
            (1900...2100).contains(year)
        else { return nil }
        return (
            CalendarDay(year, month, 1),
            CalendarDay(year, month, CalendarDay.daysInMonth(month, of: year))
        )
    }

    /// The calendar years in which any of its days lie.
    public var years: ClosedRange<Int> { first.year...last.year }

    private var isFinancialYear: Bool {
        first.month == 4 && first.day == 1 && last == CalendarDay(first.year + 1, 3, 31)
    }

    /// Whether a day lies in it.
    public func contains(_ day: CalendarDay) -> Bool { first <= day && day <= last }

    /// As people write it: "2025/26", "2025", "31 March 2026" or both days.
    public var description: String {
        if first == last { return first.written }
        if isFinancialYear {
            let short = (first.year + 1) % 100
            return "\(first.year)/\(short < 10 ? "0" : "")\(short)"
        }
        if first == CalendarDay(first.year, 1, 1), last == CalendarDay(first.year, 12, 31) {
            return String(first.year)
        }
        return "\(first.written) to \(last.written)"
    }
}
