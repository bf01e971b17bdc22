// SPDX-License-Identifier: Apache-2.0
import Foundation

/// The regularised incomplete beta function: the chance that a beta variable of shapes `a` and `b` is at most
/// `x`.
///
/// NaN unless a > 0, b > 0 and 0 <= x <= 1. Continued fraction, evaluated from the front by Lentz's method,
/// on the side where it converges; the factor before it as a binomial probability. Relative error below 1e-12
/// for shapes up to a million. Abramowitz and Stegun (1964), 26.5.8; Lentz (1976).
public func incompleteBeta(_ x: Double, _ a: Double, _ b: Double) -> Double {
    guard a > 0, b > 0, x >= 0, x <= 1 else { return .nan }
    if x == 0 || x == 1 { return x }
    if x > (a + 1) / (a + b + 2) { return 1 - betaFraction(1 - x, b, a, complement: x) }
    return betaFraction(x, a, b, complement: 1 - x)
}

private func betaFraction(_ x: Double, _ a: Double, _ b: Double, complement: Double) -> Double {
    let front = binomialDensity(a, of: a + b, p: x, q: complement) * b / (a + b)
    if front == 0 { return 0 }
    let tiny = 1e-300
    var c = 1.0
    var d = 1 / notZero(1 - (a + b) * x / (a + 1), tiny)
    var fraction = d
    var m = 1.0
    while m < 200_000 {
        let even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        d = 1 / notZero(1 + even * d, tiny)
        c = notZero(1 + even / c, tiny)
        fraction *= d * c
        let odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        d = 1 / notZero(1 + odd * d, tiny)
        c = notZero(1 + odd / c, tiny)
        let step = d * c
        fraction *= step
        if abs(step - 1) < 1e-16 { break }
        m += 1
    }
    return front * fraction
}

private func notZero(_ value: Double, _ tiny: Double) -> Double { abs(value) < tiny ? tiny : value }

/// The regularised lower incomplete gamma function: the chance that a gamma variable of shape `a` is at most
/// `x`.
///
/// NaN unless a > 0 and x >= 0. Series below a + 1, continued fraction above. Relative error of the smaller
/// tail below 1e-12 for shapes up to a million. Abramowitz and Stegun (1964), 6.5.29 and 6.5.31.
public func incompleteGamma(_ a: Double, _ x: Double) -> Double {
    guard a > 0, x >= 0 else { return .nan }
    if x == 0 { return 0 }
    if x == .infinity { return 1 }
    return x < a + 1 ? gammaSeries(a, x) : 1 - gammaFraction(a, x)
}

/// One less `incompleteGamma`, without loss where that is close to one.
public func incompleteGammaComplement(_ a: Double, _ x: Double) -> Double {
    guard a > 0, x >= 0 else { return .nan }
    if x == 0 { return 1 }
    if x == .infinity { return 0 }
    return x < a + 1 ? 1 - gammaSeries(a, x) : gammaFraction(a, x)
}

private func gammaSeries(_ a: Double, _ x: Double) -> Double {
    var term = 1.0
    var sum = 1.0
    var n = a
    while true {
        n += 1
        term *= x / n
        sum += term
        if term < sum * 1e-17 { break }
    }
    return poissonDensity(a, mean: x) * sum
}

private func gammaFraction(_ a: Double, _ x: Double) -> Double {
    let tiny = 1e-300
    var b = x + 1 - a
    var c = 1 / tiny
    var d = 1 / notZero(b, tiny)
    var fraction = d
    var i = 1.0
    while i < 200_000 {
        let numerator = -i * (i - a)
        b += 2
        d = 1 / notZero(numerator * d + b, tiny)
        c = notZero(b + numerator / c, tiny)
        let step = d * c
        fraction *= step
        if abs(step - 1) < 1e-16 { break }
        i += 1
    }
    return poissonDensity(a, mean: x) * a * fraction
}

/// The value below which a beta variable of shapes `a` and `b` falls with chance `p`; NaN outside 0...1.
///
/// By halving until two neighbours are 1e-15 of the value apart.
public func betaQuantile(_ p: Double, _ a: Double, _ b: Double) -> Double {
    guard a > 0, b > 0, p >= 0, p <= 1 else { return .nan }
    if p == 0 || p == 1 { return p }
    return increasingRoot(from: 0, to: 1) { incompleteBeta($0, a, b) - p }
}

/// The value below which a gamma variable of shape `a` and scale 1 falls with chance `p`; NaN unless 0 <= p <
/// 1.
public func gammaQuantile(_ p: Double, _ a: Double) -> Double {
    guard a > 0, p >= 0, p < 1 else { return .nan }
    if p == 0 { return 0 }
    var above = a + 10
    while incompleteGamma(a, above) < p { above *= 2 }
    // The tail is compared on the side where it is small, so that limits far out keep their digits.
    return increasingRoot(from: 0, to: above) {
        p > 0.5 ? (1 - p) - incompleteGammaComplement(a, $0) : incompleteGamma(a, $0) - p
    }
}

/// The place between two ends at which a function that never falls changes sign.
func increasingRoot(from lower: Double, to upper: Double, _ value: (Double) -> Double) -> Double {
    var low = lower
    var high = upper
    while true {
        let middle = low + (high - low) / 2
        if middle <= low || middle >= high || high - low <= 1e-15 * abs(middle) { return middle }
        if value(middle) < 0 { low = middle } else { high = middle }
    }
}
