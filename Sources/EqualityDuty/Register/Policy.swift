// SPDX-License-Identifier: Apache-2.0

/// A line of the register: a policy, strategy, function, service, practice, procedure or proposal.
public struct Policy: Hashable, Sendable {
    /// Where a policy stands on a day.
    public enum Status: String, CaseIterable, Hashable, Sendable {
        /// Not yet adopted; counted in the register; no longer applied.
        case proposed, inForce, retired

        /// The status in words.
        public var name: String {
            switch self {
            case .proposed: "Proposed"
            case .inForce: "In force"
            case .retired: "Retired"
            }
        }
    }

    /// The id, made by the application; empty until one is given.
    public var id: String
    /// The version, counted from 1, by which a stale save is noticed.
    public var version: Int
    /// The body's own reference.
    public let reference: String
    /// The name.
    public let name: String
    /// What kind of thing it is.
    public let type: PolicyType
    /// The directorate as written.
    public let directorate: String
    /// The service as written.
    public let service: String
    /// Who answers for it.
    public let owner: String
    /// The day from which it applies; `nil` where it was in force before records began, or, for a
    /// proposal, where nothing has been adopted yet.
    public let adopted: CalendarDay?
    /// The first day on which it no longer applies.
    public let retired: CalendarDay?
    /// The day on which a decision is to be taken.
    public let decisionDate: CalendarDay?
    /// The days of its assessments, earliest first, each once.
    public let assessments: [CalendarDay]
    /// How relevant it is to equality.
    public let relevance: Relevance
    /// The next assessment that somebody has set by hand; `Schedule` works one out where there is none.
    public let nextAssessment: CalendarDay?

    /// A policy; the assessments are sorted and kept once each.
    public init(
        id: String, version: Int = 1, reference: String, name: String, type: PolicyType = .policy,
        directorate: String = "", service: String = "", owner: String = "", adopted: CalendarDay? = nil,
        retired: CalendarDay? = nil, decisionDate: CalendarDay? = nil, assessments: [CalendarDay] = [],
        relevance: Relevance = .notScored, nextAssessment: CalendarDay? = nil
    ) {
        self.id = id
        self.version = version
        self.reference = reference
        self.name = name
        self.type = type
        self.directorate = directorate
        self.service = service
        self.owner = owner
        self.adopted = adopted
        self.retired = retired
        self.decisionDate = decisionDate
        self.assessments = assessments.count > 1 ? Set(assessments).sorted() : assessments
        self.relevance = relevance
        self.nextAssessment = nextAssessment
    }

    /// Whether it counts in the register on a day: adopted by then, and not retired on or before it.
    public func isInRegister(on day: CalendarDay) -> Bool { status(on: day) == .inForce }

    /// Where it stands on a day.
    public func status(on day: CalendarDay) -> Status {
        if let retired, retired <= day { return .retired }
        if let adopted { return adopted <= day ? .inForce : .proposed }
        return type == .proposal ? .proposed : .inForce
    }

    /// Whether one of its assessments is dated on or before a day.
    public func isAssessed(on day: CalendarDay) -> Bool { assessments.first.map { $0 <= day } ?? false }

    /// The latest assessment dated on or before a day.
    public func lastAssessed(on day: CalendarDay) -> CalendarDay? { assessments.last { $0 <= day } }

    /// What a form refuses, all at once.
    public var problems: [Problem] {
        var problems: [Problem] = []
        if SelectionWords.trimmed(reference).isEmpty {
            problems.append(Problem(at: "reference", "Enter a reference"))
        }
        if SelectionWords.trimmed(name).isEmpty { problems.append(Problem(at: "name", "Enter a name")) }
        if let adopted, let retired, retired < adopted {
            problems.append(Problem(at: "retired", "Retirement date must be on or after \(adopted.written)"))
        }
        return problems
    }

    /// A reference as it is compared: without white space at its ends, in lower case.
    public static func comparable(_ reference: String) -> String {
        SelectionWords.trimmed(reference).lowercased()
    }
}
