// SPDX-License-Identifier: Apache-2.0

/// What was predicted for people who share a characteristic, beside what happened: the heart of a review.
public struct EffectComparison: Hashable, Sendable {
    /// How what happened stands to what was predicted.
    public enum Verdict: String, CaseIterable, Hashable, Sendable {
        /// As predicted; better or worse than that.
        case asPredicted, better, worse
        /// It was not predicted, or not known, and is known now; it is still not known; nobody has said.
        case nowKnown, stillUnknown, notRecorded

        /// The verdict in words.
        public var name: String {
            switch self {
            case .asPredicted: "As predicted"
            case .better: "Better than predicted"
            case .worse: "Worse than predicted"
            case .nowKnown: "Not predicted, known now"
            case .stillUnknown: "Still not known"
            case .notRecorded: "Not recorded"
            }
        }
    }
    /// The characteristic, by code, and the people.
    public let characteristic: String
    /// The public or the staff.
    public let people: AffectedPeople
    /// What was predicted, and what happened; `nil` for a blank.
    public let predicted, actual: ImpactDirection?
    /// What was written about it at the review.
    public let text: String

    /// How the two stand to each other.
    public var verdict: Verdict {
        guard let actual else { return .notRecorded }
        guard let after = Self.rank(actual) else { return .stillUnknown }
        guard let before = predicted.flatMap(Self.rank) else { return .nowKnown }
        if after == before { return .asPredicted }
        return after > before ? .better : .worse
    }

    private static func rank(_ direction: ImpactDirection) -> Int? {
        switch direction {
        case .negative: -1
        case .neutral, .notApplicable: 0
        case .positive: 1
        case .unknown: nil
        }
    }
}

extension AssessmentContent {
    /// What was predicted beside what happened, for each characteristic of which either was written.
    public func effects(_ characteristics: [Characteristic]) -> [EffectComparison] {
        characteristics.flatMap { characteristic in
            AffectedPeople.allCases.compactMap { people in
                let below = "\(characteristic.code)/\(people.rawValue)"
                let predicted = self["\(AssessmentPath.impact)/\(below)/direction"]
                let path = "\(AssessmentPath.actual)/\(below)"
                let actual = self["\(path)/direction"]
                guard !predicted.isEmpty || !actual.isEmpty else { return nil }
                return EffectComparison(
                    characteristic: characteristic.code, people: people,
                    predicted: ImpactDirection(rawValue: predicted),
                    actual: ImpactDirection(rawValue: actual), text: self["\(path)/text"])
            }
        }
    }
}
