// SPDX-License-Identifier: Apache-2.0

/// Whether what was done moved what it was to move.
public struct ObjectiveEffect: Hashable, Sendable {
    /// An action as far as this question goes.
    public struct Deed: Hashable, Sendable {
        /// The action, and what it was.
        public let id, title: String
        /// The day it was finished; `nil` while it is open.
        public let finishedOn: CalendarDay?
        /// Whether it was done, not given up.
        public let isComplete: Bool

        /// An action that serves an objective.
        public init(id: String, title: String, finishedOn: CalendarDay?, isComplete: Bool) {
            self.id = id
            self.title = title
            self.finishedOn = finishedOn
            self.isComplete = isComplete
        }
    }

    /// What there is to say, in neutral words; `nil` where there is nothing to flag.
    public let remark: String?
    /// The actions that the remark is about.
    public let deeds: [Deed]

    /// Looks at an objective whose actions are done, and at the reading after the last of them.
    ///
    /// It flags only what can be said: an action is complete, a reading lies after it, and the measure is not nearer
    /// its target than the last reading (or the baseline) before the action was finished. What stands where it was to
    /// be is not flagged, whichever way it moved.
    public init(of objective: Objective, deeds: [Deed], readings: [Reading], on day: CalendarDay) {
        let standing = Reading.standing(readings).filter { $0.day <= day }
        let measure = objective.measure
        var without: [Deed] = []
        for deed in deeds where deed.isComplete {
            guard let finished = deed.finishedOn, finished <= day,
                let after = standing.last(where: { $0.day > finished })
            else { continue }
            let before = standing.last { $0.day <= finished }?.value ?? measure.baseline
            guard let before, !measure.isMet(by: after.value),
                !Self.isNearer(after.value, than: before, measure)
            else { continue }
            without.append(deed)
        }
        self.deeds = without
        if !without.isEmpty {
            let count = without.count == 1 ? "1 action is complete" : "\(without.count) actions are complete"
            remark =
                "\(count), and the measure has not moved towards its target since. That may have other "
                + "reasons: the effect may need more time, or the measure may not see it."
        } else if !deeds.isEmpty, deeds.allSatisfy({ $0.finishedOn != nil }),
            let last = deeds.compactMap(\.finishedOn).max(), !standing.contains(where: { $0.day > last }),
            deeds.contains(where: \.isComplete)
        {
            remark =
                "Everything planned is finished. There is no reading since, so nobody can say whether it worked."
        } else {
            remark = nil
        }
    }

    private static func isNearer(_ after: Double, than before: Double, _ measure: Objective.Measure) -> Bool {
        switch measure.direction {
        case .up, .keepAbove: after > before
        case .down, .keepBelow: after < before
        case .keep: measure.target.map { abs(after - $0) <= abs(before - $0) } ?? true
        }
    }
}
