// SPDX-License-Identifier: Apache-2.0
import EqualityDuty

/// Where an assessment stood when somebody looked at it: an act is done on exactly that or not at all.
public struct AssessmentStanding: Hashable, Sendable {
    /// The newest version, and the last act, signatures and reopenings among them.
    public let version, sequence: Int

    /// An assessment as it was read; acts of one kind can be left out, where they change nothing for what follows.
    public init(_ record: AssessmentRecord, besides act: AssessmentAct? = nil) {
        version = record.version
        sequence = record.events.last { $0.act != act }?.sequence ?? 0
    }

    /// What a form carried as `text`; anything else stands for no assessment.
    public init(_ text: String) {
        let numbers = text.split(separator: " ").map { Int($0) ?? -1 }
        (version, sequence) = numbers.count == 2 ? (numbers[0], numbers[1]) : (-1, -1)
    }

    /// The two numbers, for a form to carry.
    public var text: String { "\(version) \(sequence)" }
}

/// An assessment in a report on which a decision is recorded.
public struct DecidedItem: Hashable, Sendable {
    /// Where it stood when that was looked at.
    public let seen: AssessmentStanding
    /// Where the decision takes it.
    public let state: AssessmentState
    /// The checks that were missing, by id; empty for none.
    public let missing: String

    /// An assessment on which a decision is recorded.
    public init(seen: AssessmentStanding, state: AssessmentState, missing: String = "") {
        self.seen = seen
        self.state = state
        self.missing = missing
    }
}
