// SPDX-License-Identifier: Apache-2.0

/// Counts and the sums of amounts beside them, protected together.
///
/// Both are hidden in the same cells: a count that is hidden is not told by a sum beside it, nor a sum by a
/// count and a mean. The counts are proven to readers who know of every hidden number that it is at least
/// one, so every other table of counts that a proof shows agrees with the true sums; and the sums' proofs
/// agree with the true counts. `JointCheck` checks that, from what is published and the certificates.
public struct JointRelease: Sendable {
    public let people: ProtectedRelease
    public let amounts: [(name: String, release: ProtectedRelease)]

    /// Protects counts and sums until both hide the same cells, within one budget for all rounds.
    ///
    /// Throws where either cannot be published, or where they cannot be brought into step.
    public static func protect(
        people: ReleaseSet, amounts: [(name: String, release: ReleaseSet)], policy: DisclosurePolicy,
        seed: UInt64 = .random(in: .min ... .max), budget: Duration = .seconds(600), keySums: [UInt32] = []
    ) throws(DisclosureProblem) -> JointRelease {
        let end = ProcessorTime.spent + budget
        /// What one more look may spend: half of what is left, so that those after it have some too.
        func share() -> Duration {
            let left = max(.zero, end - ProcessorTime.spent)
            return amounts.isEmpty ? left : left / 2
        }
        var keys: Set<Int> = []
        var sums: [(name: String, release: ProtectedRelease)] = []
        func protectSums(_ tables: [[Int]]) throws(DisclosureProblem) {
            var made: [(name: String, release: ProtectedRelease)] = []
            for (name, set) in amounts {
                made.append(
                    (
                        name,
                        try .protect(
                            set.with(tables: tables), policy: policy, seed: seed, budget: share(),
                            inStep: keys,
                            besideCounts: true
                        )
                    ))
            }
            sums = made
        }
        if !amounts.isEmpty { try protectSums(people.tables) }
        var counts: ProtectedRelease
        var rounds = 0
        repeat {
            for (_, release) in sums { keys.formUnion(release.hiddenKeys) }
            counts = try .protect(
                people, policy: policy, seed: seed, budget: share(), keySums: keySums, inStep: keys,
                besideSums: !amounts.isEmpty)
            if amounts.isEmpty { return JointRelease(people: counts, amounts: []) }
            keys.formUnion(counts.hiddenKeys)
            try protectSums(counts.outcome.model.release.tables)
            rounds += 1
        } while rounds < 5 && sums.contains { !$0.release.hiddenKeys.isSubset(of: keys) }
        for (name, release) in sums {
            let verdict = JointCheck.verdict(
                counts: (counts.files, counts.certificate), sums: (release.files, release.certificate))
            if case .broken(let reason) = verdict {
                throw DisclosureProblem("the counts and the sums of \(name) are not in step: \(reason)")
            }
            if case .undecided(let reason) = verdict {
                throw DisclosureProblem("the counts and the sums of \(name) cannot be compared: \(reason)")
            }
        }
        return JointRelease(people: counts, amounts: sums)
    }
}
