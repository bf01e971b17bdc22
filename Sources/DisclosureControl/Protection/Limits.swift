// SPDX-License-Identifier: Apache-2.0

/// The least and the most that each variable can be to a reader who sees rounded or noisy numbers.
public struct Limits: Sendable {
    /// Above every number that tables hold.
    static let far = 1 << 40

    var low: [Int]
    var high: [Int]

    /// The true values, with nothing known of them.
    init(count: Int) {
        low = [Int](repeating: 0, count: count)
        high = [Int](repeating: Self.far, count: count)
    }

    /// Takes up what one shown number says.
    mutating func narrow(_ variable: Int, to range: ClosedRange<Int>) {
        low[variable] = max(low[variable], range.lowerBound)
        high[variable] = min(high[variable], range.upperBound)
    }
}
