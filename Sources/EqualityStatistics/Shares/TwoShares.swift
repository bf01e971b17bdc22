// SPDX-License-Identifier: Apache-2.0
import Foundation

/// How far apart two shares of different people are.
public struct ShareDifference: Hashable, Sendable, Codable {
    /// The first less the second, between -1 and 1; times 100 it is percentage points.
    public let value: Double
    /// In the same unit.
    public let interval: Interval
    /// Fisher's exact test, two-sided.
    public let p: Double

    /// In percentage points.
    public var points: Double { 100 * value }
}

extension Share {
    /// This share less another of different people, with the interval that joins their two Wilson intervals.
    ///
    /// Newcombe (1998), "Interval estimation for the difference between independent proportions", Statistics
    /// in Medicine 17, 873-890, method 10.
    public func difference(
        from other: Share, _ level: ConfidenceLevel = .ninetyFive
    ) -> ShareDifference {
        ShareDifference(
            value: value - other.value, interval: differenceInterval(from: other, level),
            p: fisherTest(against: other))
    }

    /// The interval of `difference` alone, for where many are looked at and no test is wanted.
    public func differenceInterval(
        from other: Share, _ level: ConfidenceLevel = .ninetyFive
    ) -> Interval {
        let first = wilsonInterval(level)
        let second = other.wilsonInterval(level)
        let gap = value - other.value
        func length(_ a: Double, _ b: Double) -> Double { (a * a + b * b).squareRoot() }
        let down = length(value - first.lower, second.upper - other.value)
        let up = length(first.upper - value, other.value - second.lower)
        return Interval(max(-1, gap - down), min(1, gap + up))
    }
}

/// A reminder to look closer at selection by the four-fifths rule of thumb, and never more than a reminder.
///
/// Uniform Guidelines on Employee Selection Procedures (United States, 1978), 29 CFR 1607.4 D: it has no
/// standing in UK law and raises many false alarms on small numbers, so it stands beside Fisher's exact test.
public enum FourFifthsPrompt: String, Hashable, Sendable, Codable {
    /// The first group's rate is below four fifths of the second's.
    case firstIsBelow
    /// The second group's rate is below four fifths of the first's.
    case secondIsBelow
    /// Both are at four fifths of the other or above.
    case neither
    /// Nobody succeeded in either group.
    case nobodySucceeded
}

/// How likely people of one group are to succeed, as a multiple of those of another; as in the NHS Workforce
/// Race Equality Standard.
public struct RelativeLikelihood: Hashable, Sendable, Codable {
    /// The group that is asked about.
    public let first: Share
    /// The group that it is held against.
    public let second: Share
    /// The first share divided by the second; infinite where nobody of the second succeeded, nil where nobody
    /// did.
    public let ratio: Double?
    /// Koopman's score interval of the ratio.
    public let interval: Interval
    /// Fisher's exact test, two-sided.
    public let p: Double
    /// Which group the rule of thumb points at.
    public let prompt: FourFifthsPrompt

    /// The other way about: the second share divided by the first.
    public var inverse: Double? { ratio.map { 1 / $0 } }

    /// The two groups with everything that is said of them.
    ///
    /// `fraction` is the part of the other group's rate below which the prompt appears, four fifths unless a
    /// body has settled another; a group exactly at it does not prompt.
    public init(
        _ first: Share, against second: Share, _ level: ConfidenceLevel = .ninetyFive,
        fraction: Double = 0.8
    ) {
        self.first = first
        self.second = second
        let up = Double(first.count) * Double(second.base)
        let down = Double(first.base) * Double(second.count)
        ratio = up == 0 && down == 0 ? nil : up / down
        interval = RelativeLikelihood.scoreInterval(first, second, level)
        p = first.fisherTest(against: second)
        if up == 0, down == 0 {
            prompt = .nobodySucceeded
        } else if up / down < fraction {
            prompt = .firstIsBelow
        } else if down / up < fraction {
            prompt = .secondIsBelow
        } else {
            prompt = .neither
        }
    }

    private enum CodingKeys: String, CodingKey { case first, second, ratio, interval, p, prompt }

    /// An infinite ratio is left out, as JSON has no word for it; `second.count` of 0 tells it from none.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(first, forKey: .first)
        try container.encode(second, forKey: .second)
        if let ratio, ratio.isFinite { try container.encode(ratio, forKey: .ratio) }
        try container.encode(interval, forKey: .interval)
        try container.encode(p, forKey: .p)
        try container.encode(prompt, forKey: .prompt)
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        first = try container.decode(Share.self, forKey: .first)
        second = try container.decode(Share.self, forKey: .second)
        let infinite: Double? = second.count == 0 && first.count > 0 ? .infinity : nil
        ratio = try container.decodeIfPresent(Double.self, forKey: .ratio) ?? infinite
        interval = try container.decode(Interval.self, forKey: .interval)
        p = try container.decode(Double.self, forKey: .p)
        prompt = try container.decode(FourFifthsPrompt.self, forKey: .prompt)
    }

    /// All ratios that a score test does not refuse. Koopman (1984), Biometrics 40, 513-517; the chances
    /// under each ratio in closed form after Miettinen and Nurminen (1985), Statistics in Medicine 4,
    /// 213-226.
    ///
    /// Unlike the logarithmic interval of Katz (1978) it exists where a count is nought, and holds its level
    /// in small groups.
    static func scoreInterval(_ first: Share, _ second: Share, _ level: ConfidenceLevel) -> Interval {
        let z = level.z
        let estimate = first.value / second.value
        func score(_ logRatio: Double) -> Double { standardised(first, second, exp(logRatio)) }
        var lower = 0.0
        if first.count > 0 {
            let start = second.count == 0 ? log(second.wilsonInterval(level).upper) * -1 : log(estimate)
            var below = start - 1
            while score(below) < z { below -= 2 }
            lower = exp(increasingRoot(from: below, to: start + 60) { z - score($0) })
        }
        var upper = Double.infinity
        if second.count > 0 {
            let start = first.count == 0 ? log(first.wilsonInterval(level).upper) : log(estimate)
            var above = start + 1
            while score(above) > -z { above += 2 }
            upper = exp(increasingRoot(from: start - 60, to: above) { -z - score($0) })
        }
        return Interval(lower, upper)
    }

    /// The observed distance from a stated ratio in standard errors; falls as the ratio rises.
    private static func standardised(_ first: Share, _ second: Share, _ ratio: Double) -> Double {
        let n1 = Double(first.base)
        let n2 = Double(second.base)
        let x1 = Double(first.count)
        let x2 = Double(second.count)
        let a = (n1 + n2) * ratio
        let b = n1 * ratio + x1 + n2 + x2 * ratio
        let c = x1 + x2
        // The smaller root of a p² - b p + c, without cancellation.
        let p2 = 2 * c / (b + max(0, b * b - 4 * a * c).squareRoot())
        let p1 = min(1, ratio * p2)
        let variance = p1 * (1 - p1) / n1 + ratio * ratio * p2 * max(0, 1 - p2) / n2
        let gap = x1 / n1 - ratio * x2 / n2
        if variance <= 0 { return gap == 0 ? 0 : gap > 0 ? .infinity : -.infinity }
        return gap / variance.squareRoot()
    }
}
