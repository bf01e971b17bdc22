// SPDX-License-Identifier: Apache-2.0
import EqualityStatistics

extension AnswerCounts {
    /// What became of a question, from how many people have an answer of each standing; no number is below 0.
    init(_ sums: [CategoryScheme.Standing: Int]) {
        guard
            let counts = AnswerCounts(
                usable: sums[.category] ?? 0, preferNotToSay: sums[.preferNotToSay] ?? 0,
                notAnswered: sums[.notAnswered] ?? 0, notAsked: sums[.notAsked] ?? 0,
                unknown: sums[.unknown] ?? 0)
        else { preconditionFailure("Counted people are never fewer than none") }
        self = counts
    }
}
