// SPDX-License-Identifier: Apache-2.0
import Foundation

/// Whether two shares of different people differ by more than chance explains: by the normal approximation where all
/// four expected numbers allow it, else exactly.
public struct TwoShareTest: Hashable, Sendable {
    /// Which test it was.
    public enum Method: String, Hashable, Sendable, Codable {
        /// The pooled test of two proportions; Fisher's exact test.
        case pooled, exact
    }

    /// The two-sided p-value, from 0 to 1.
    public let p: Double
    /// Which test gave it.
    public let method: Method

    /// Tests two shares.
    ///
    /// Pooled z test without continuity correction, which is the square root of Pearson's chi-squared (Pearson 1900;
    /// Fleiss, Levin and Paik 2003, Statistical Methods for Rates and Proportions, 3.1). Where an expected number is
    /// below 5 (Cochran 1954, Biometrics 10, 417-451) it is Fisher's exact test instead.
    public init(_ one: Share, _ other: Share) {
        let all = Double(one.base + other.base)
        let having = Double(one.count + other.count)
        let lacking = all - having
        let smallest = min(having, lacking) * Double(min(one.base, other.base)) / all
        guard smallest >= 5 else {
            p = one.fisherTest(against: other)
            method = .exact
            return
        }
        let pooled = having / all
        let error = (pooled * (1 - pooled) * (1 / Double(one.base) + 1 / Double(other.base))).squareRoot()
        let z = (one.value - other.value) / error
        p = min(1, erfc(abs(z) / 2.0.squareRoot()))
        method = .pooled
    }
}
