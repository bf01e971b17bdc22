// SPDX-License-Identifier: Apache-2.0
import EqualityStatistics
import Testing

@Suite struct `Test of two shares` {
    /// 56 of 70 and 48 of 80 are example (a) of Newcombe (1998), Statistics in Medicine 17, 873-890. Worked by hand,
    /// Pearson's chi-squared is 150 (56·32 − 14·48)² / (70·80·104·46) = 7.0234, whose tail is 0.00805. Without pooling
    /// the variance it would be 0.0059.
    @Test func `agrees with a worked example where numbers are large enough`() throws {
        let test = TwoShareTest(try #require(Share(56, of: 70)), try #require(Share(48, of: 80)))
        #expect(abs(test.p - 0.008045) < 0.000001 && test.method == .pooled)
        let chi = 150.0 * 1120 * 1120 / (70.0 * 80 * 104 * 46)
        #expect(abs(test.p - chiSquaredTail(chi, degrees: 1)) < 1e-12)
    }

    /// 9 of 80 have it, so that 4.5 are expected in either group. By hand: the tables with 0, 1, 8 and 9 of 9 are as
    /// improbable as the one seen, 2 (C(40,9) + 40 C(40,8)) / C(80,9) = 0.02889.
    @Test func `is exact where an expected number is below 5`() throws {
        let test = TwoShareTest(try #require(Share(1, of: 40)), try #require(Share(8, of: 40)))
        #expect(abs(test.p - 0.028888503) < 1e-8 && test.method == .exact)
        // One more, and the approximation is allowed.
        let more = TwoShareTest(try #require(Share(2, of: 40)), try #require(Share(8, of: 40)))
        #expect(more.method == .pooled)
    }

    @Test func `says the same whichever comes first, and 1 where nothing differs`() throws {
        let one = try #require(Share(60, of: 500))
        let other = try #require(Share(90, of: 500))
        #expect(TwoShareTest(one, other).p == TwoShareTest(other, one).p)
        #expect(TwoShareTest(one, one).p == 1)
        #expect(TwoShareTest(try #require(Share(0, of: 50)), try #require(Share(0, of: 60))).p == 1)
    }
}
