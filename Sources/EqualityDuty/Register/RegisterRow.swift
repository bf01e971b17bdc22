// SPDX-License-Identifier: Apache-2.0

/// A row of a register file, read and checked.
public struct RegisterRow: Hashable, Sendable {
    /// The row in the file, the header being row 1.
    public let row: Int
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
    /// The day from which it applies.
    public let adopted: CalendarDay?
    /// The first day on which it no longer applies.
    public let retired: CalendarDay?
    /// The day on which a decision is to be taken.
    public let decisionDate: CalendarDay?
    /// The day of its latest assessment.
    public let lastAssessed: CalendarDay?
    /// How relevant it is to equality.
    public let relevance: Relevance

    /// A row.
    public init(
        row: Int, reference: String, name: String, type: PolicyType = .policy, directorate: String = "",
        service: String = "", owner: String = "", adopted: CalendarDay? = nil, retired: CalendarDay? = nil,
        decisionDate: CalendarDay? = nil, lastAssessed: CalendarDay? = nil, relevance: Relevance = .notScored
    ) {
        self.row = row
        self.reference = reference
        self.name = name
        self.type = type
        self.directorate = directorate
        self.service = service
        self.owner = owner
        self.adopted = adopted
        self.retired = retired
        self.decisionDate = decisionDate
        self.lastAssessed = lastAssessed
        self.relevance = relevance
    }

    /// The policy that a new reference becomes.
    public func policy(id: String) -> Policy {
        Policy(
            id: id, reference: reference, name: name, type: type, directorate: directorate, service: service,
            owner: owner, adopted: adopted, retired: retired, decisionDate: decisionDate,
            assessments: lastAssessed.map { [$0] } ?? [], relevance: relevance)
    }
}
