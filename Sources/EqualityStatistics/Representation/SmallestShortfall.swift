// SPDX-License-Identifier: Apache-2.0

/// How far below its benchmark a group's true share must be before so many people would be likely to show it.
///
/// What stands beside "no evidence": absence of evidence from a base that could not have shown any is worth
/// nothing.
public struct SmallestShortfall: Hashable, Sendable, Codable {
    /// The greatest count that would be called under-represented.
    public let greatestCount: Int
    /// The highest true share that would be called so with the asked power.
    public let share: Proportion
    /// The benchmark less that share, in percentage points.
    public let points: Double
    /// That share divided by the benchmark.
    public let ratio: Double

    /// Exact: the verdict's own rule gives the greatest count that it calls under-represented, and the
    /// binomial distribution the highest share that yields such a count with the power in the settings.
    ///
    /// nil where no count would be called so: the base is smaller than the setting, or so small beside the
    /// benchmark that even nobody at all would be no evidence.
    public init?(base: Int, benchmark: Proportion, settings: RepresentationSettings = .standard) {
        guard base >= settings.smallestBase, benchmark.value > 0 else { return nil }
        func isCalledOut(_ count: Int) -> Bool {
            Share(count, of: base).map {
                Representation($0, against: benchmark, settings: settings).verdict == .underRepresented
            } ?? false
        }
        guard isCalledOut(0) else { return nil }
        var called = 0
        var silent = base + 1
        while silent - called > 1 {
            let middle = called + (silent - called) / 2
            if isCalledOut(middle) { called = middle } else { silent = middle }
        }
        // The chance of at most `called` among `base` is one less a beta distribution, so its quantile is the
        // share. I(p; c + 1, n - c) = P(more than c).
        let highest = betaQuantile(1 - settings.power, Double(called) + 1, Double(base - called))
        guard let share = Proportion(highest) else { return nil }
        greatestCount = called
        self.share = share
        points = 100 * (benchmark.value - highest)
        ratio = highest / benchmark.value
    }
}
