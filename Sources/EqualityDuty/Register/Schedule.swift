// SPDX-License-Identifier: Apache-2.0

/// After how many years a policy is assessed again, by its relevance.
public struct AssessmentInterval: Hashable, Sendable {
    /// Years for high relevance.
    public let high: Int
    /// Years for medium relevance, also used where nothing is scored.
    public let medium: Int
    /// Years for low relevance.
    public let low: Int

    /// Intervals in years; 1, 3 and 5 where a body has set none.
    public init(high: Int = 1, medium: Int = 3, low: Int = 5) {
        self.high = high
        self.medium = medium
        self.low = low
    }

    /// The years for a band.
    public func years(for band: Relevance.Band) -> Int {
        switch band {
        case .high: high
        case .medium, .notScored: medium
        case .low: low
        }
    }
}

/// The order in which policies are to be assessed, with the reason for each place.
public enum Schedule {
    /// One place in the schedule.
    public struct Place: Hashable, Sendable {
        /// The place, counted from 1.
        public let number: Int
        /// The policy.
        public let policy: Policy
        /// Why it stands here: "High relevance; never assessed; decision on 3 May 2027".
        public let reason: String
        /// The day by which it is due to be assessed; `nil` where it never was and no decision is dated.
        public let due: CalendarDay?

        /// A place.
        public init(number: Int, policy: Policy, reason: String, due: CalendarDay?) {
            self.number = number
            self.policy = policy
            self.reason = reason
            self.due = due
        }
    }

    /// The policies in order: relevance, age of the last assessment (never assessed first), decision
    /// date, reference. Retired ones are left out.
    public static func order(
        _ policies: some Collection<Policy>, on today: CalendarDay,
        by criteria: RelevanceCriteria = .standard,
        every interval: AssessmentInterval = AssessmentInterval()
    ) -> [Place] {
        let keyed = policies.filter { $0.status(on: today) != .retired }.map { policy in
            (key: Key(policy, on: today, by: criteria), policy: policy)
        }
        return keyed.sorted { $0.key < $1.key }.enumerated().map { index, line in
            Place(
                number: index + 1, policy: line.policy, reason: reason(line.policy, line.key.band, on: today),
                due: due(line.policy, on: today, by: criteria, every: interval))
        }
    }

    /// The day by which a policy is due to be assessed: the day set by hand, or the last assessment and
    /// the interval, or, where it was never assessed, the day of the decision.
    public static func due(
        _ policy: Policy, on today: CalendarDay, by criteria: RelevanceCriteria = .standard,
        every interval: AssessmentInterval = AssessmentInterval()
    ) -> CalendarDay? {
        if let set = policy.nextAssessment { return set }
        let years = interval.years(for: policy.relevance.band(by: criteria))
        return policy.lastAssessed(on: today)?.adding(years: years) ?? policy.decisionDate
    }

    private static func reason(_ policy: Policy, _ band: Relevance.Band, on today: CalendarDay) -> String {
        let last = policy.lastAssessed(on: today).map { "last assessed on \($0.written)" } ?? "never assessed"
        let decision = policy.decisionDate.map { "; decision on \($0.written)" } ?? ""
        return "\(band.name); \(last)\(decision)"
    }

    private struct Key: Comparable {
        let band: Relevance.Band
        let last: Int
        let decision: Int
        let reference: String

        init(_ policy: Policy, on today: CalendarDay, by criteria: RelevanceCriteria) {
            band = policy.relevance.band(by: criteria)
            last = policy.lastAssessed(on: today)?.dayNumber ?? .min
            decision = policy.decisionDate?.dayNumber ?? .max
            reference = Policy.comparable(policy.reference)
        }

        static func < (left: Key, right: Key) -> Bool {
            if left.band != right.band { return left.band < right.band }
            return (left.last, left.decision, left.reference) < (right.last, right.decision, right.reference)
        }
    }
}
