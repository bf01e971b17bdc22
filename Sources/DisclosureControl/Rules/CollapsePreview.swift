// SPDX-License-Identifier: Apache-2.0

extension CollapseGate {
    /// What a choice would publish and hide, worked out in full.
    public struct Preview: Sendable, CustomStringConvertible {
        /// What to do, in words.
        public let action: String
        public let shown: Int
        public let hidden: Int
        /// Of those hidden, how many only to protect others.
        public let secondaries: Int
        /// Why nothing could be published this way; `nil` where it could.
        public let refusal: String?

        public var description: String {
            if refusal != nil { return "\(action): nothing could be published" }
            return "\(action): \(shown) numbers shown, \(hidden) hidden"
        }
    }

    /// What publishing as it stands would hide, and what each of the first few choices would, with
    /// rounding to five beside them.
    public func previews(
        of release: ReleaseSet, policy: DisclosurePolicy, choices: Int = 3,
        seed: UInt64 = .random(in: .min ... .max), budget: Duration = .seconds(20)
    ) -> [Preview] {
        var all = [Self.preview("publish it as it stands", release, policy, seed, budget)]
        if let proposal, !options.prefix(choices).contains(where: { $0.action == proposal.action }) {
            all.append(Self.preview(proposal.action, proposal.release, policy, seed, budget))
        }
        for option in options.prefix(choices) {
            all.append(Self.preview(option.action, option.release, policy, seed, budget))
        }
        if policy.method == .suppression && release.earlier.isEmpty && !release.measure.isAmount {
            var rounded = policy
            rounded.method = .rounding(base: 5)
            rounded.zeros = .publish
            rounded.need = 2
            rounded.insiderNeed = min(1, policy.insiderNeed)
            all.append(Self.preview("round every number to 5", release, rounded, seed, budget))
        }
        return all
    }

    private static func preview(
        _ action: String, _ release: ReleaseSet, _ policy: DisclosurePolicy, _ seed: UInt64,
        _ budget: Duration
    ) -> Preview {
        do throws(DisclosureProblem) {
            let made = try ProtectedRelease.protect(
                release, policy: policy, seed: seed, budget: budget, explaining: false)
            let sizes = made.sizes
            return Preview(
                action: action, shown: sizes.shown, hidden: sizes.primaries + sizes.secondaries,
                secondaries: sizes.secondaries, refusal: nil)
        } catch {
            return Preview(action: action, shown: 0, hidden: 0, secondaries: 0, refusal: error.message)
        }
    }

    /// The fewest steps that make the release harmless, at each the one that keeps most; `nil` where
    /// it is harmless already or no choice of steps does.
    static func proposal(for model: CellModel, first options: [Option]) -> Option? {
        var path: [String] = []
        var current = options
        for _ in 0..<8 {
            guard let best = current.first else { return nil }
            path.append(best.action)
            if best.isHarmless {
                return Option(
                    action: path.joined(separator: ", then "), release: best.release, cells: best.cells,
                    primaries: best.primaries)
            }
            current = choices(best.release)
        }
        return nil
    }
}
