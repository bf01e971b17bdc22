// SPDX-License-Identifier: Apache-2.0

/// What many tests at once do to each of them.
public struct MultipleComparisons: Hashable, Sendable, Codable {
    /// The p-values as given.
    public let p: [Double]
    /// What each would be compared with alone.
    public let level: ConfidenceLevel

    /// Values that are no p-values (outside 0 to 1) count as 1: they find nothing.
    public init(_ p: [Double], _ level: ConfidenceLevel = .ninetyFive) {
        self.p = p.map { $0 >= 0 && $0 <= 1 ? $0 : 1 }
        self.level = level
    }

    /// How many comparisons there are.
    public var tests: Int { p.count }

    /// How many would call out by chance alone if nothing differed anywhere, on average.
    ///
    /// Exact tests on small groups call out less often than that.
    public var expectedFalseAlarms: Double { Double(tests) * level.falseAlarm }

    /// The positions that fall below the level, each looked at alone.
    public var alone: [Int] { below(p) }

    /// The positions that still do when the chance of even one false alarm is held down, by Holm's method.
    public var afterHolm: [Int] { below(holm) }

    /// The positions that do when the part of false alarms among the findings is held down, by Benjamini and
    /// Hochberg's.
    public var afterBenjaminiHochberg: [Int] { below(benjaminiHochberg) }

    private func below(_ values: [Double]) -> [Int] {
        // At the limit counts as found, as both papers have it; sums that miss it by rounding do too.
        values.indices.filter { values[$0] <= level.falseAlarm * (1 + 1e-12) }
    }

    /// The p-values so raised that comparing each with the level keeps the chance of any false alarm below
    /// it. Holm (1979), Scandinavian Journal of Statistics 6, 65-70.
    public var holm: [Double] {
        let order = p.indices.sorted { (p[$0], $0) < (p[$1], $1) }
        var raised = p
        var highest = 0.0
        for (rank, index) in order.enumerated() {
            highest = max(highest, min(1, Double(tests - rank) * p[index]))
            raised[index] = highest
        }
        return raised
    }

    /// The p-values so raised that comparing each with the level keeps the expected part of false findings
    /// below it. Benjamini and Hochberg (1995), Journal of the Royal Statistical Society B 57, 289-300.
    public var benjaminiHochberg: [Double] {
        let order = p.indices.sorted { (p[$0], $0) < (p[$1], $1) }
        var raised = p
        var lowest = 1.0
        for (rank, index) in order.enumerated().reversed() {
            lowest = min(lowest, p[index] * Double(tests) / Double(rank + 1))
            raised[index] = lowest
        }
        return raised
    }

    /// The sentences that stand beside the findings; empty for a single test.
    public var note: String {
        guard tests > 1 else { return "" }
        let tenths = Int((expectedFalseAlarms * 10).rounded())
        let expected = "\(tenths / 10).\(tenths % 10)"
        let found = alone.count == 1 ? "1 result falls" : "\(alone.count) results fall"
        return
            "\(tests) comparisons were made. If no group differed, about \(expected) of them "
            + "would stand out by chance alone. \(found) below the limit, \(afterHolm.count) after Holm's "
            + "adjustment and \(afterBenjaminiHochberg.count) after Benjamini and Hochberg's."
    }
}
