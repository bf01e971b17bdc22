// SPDX-License-Identifier: Apache-2.0
import Foundation

/// The natural logarithm of the gamma function at `x` > 0; NaN elsewhere.
///
/// Stirling's series from 12 upwards, and the recurrence below. Written out rather than taken from the C
/// library, whose `lgamma` writes a global sign and so is no function for several threads. Error below 4e-15
/// absolutely where the value is small and 4e-16 relatively where it is large, in units of the value.
/// Abramowitz and Stegun (1964), 6.1.40.
public func logGamma(_ x: Double) -> Double {
    guard x > 0 else { return .nan }
    if x == .infinity { return .infinity }
    if x >= 12 { return (x - 0.5) * log(x) - x + 0.5 * log(2 * Double.pi) + stirlingTail(x) }
    var product = 1.0
    var shifted = x
    while shifted < 12 {
        product *= shifted
        shifted += 1
    }
    return (shifted - 0.5) * log(shifted) - shifted + 0.5 * log(2 * Double.pi) + stirlingTail(shifted)
        - log(product)
}

/// The natural logarithm of n! for n >= 0; NaN below.
public func logFactorial(_ n: Int) -> Double {
    n < 0 ? .nan : n < 2 ? 0 : logGamma(Double(n) + 1)
}

/// What Stirling's formula leaves out of log Γ(x), for x >= 12: error below 1e-17.
private func stirlingTail(_ x: Double) -> Double {
    let square = 1 / (x * x)
    let inner = 1.0 / 1680 - square * (1.0 / 1188 - square * (691.0 / 360_360 - square / 156))
    return (1.0 / 12 - square * (1.0 / 360 - square * (1.0 / 1260 - square * inner))) / x
}

/// log Γ(x + 1) less Stirling's formula for x!, for x > 0: how far the formula is off.
///
/// Small and smooth, so that probabilities made of it keep their digits where differences of log factorials
/// of a million would lose nine. Loader (2000), "Fast and accurate computation of binomial probabilities".
func stirlingError(_ x: Double) -> Double {
    if x >= 12 { return stirlingTail(x) }
    return logGamma(x + 1) - (x + 0.5) * log(x) + x - 0.5 * log(2 * Double.pi)
}

/// x log(x / mean) + mean - x: the deviance of a count `x` from its `mean`, without cancellation. Loader
/// (2000).
func deviancePart(_ x: Double, _ mean: Double) -> Double {
    if x == 0 { return mean }
    let gap = x - mean
    guard abs(gap) < 0.1 * (x + mean) else { return x * log(x / mean) + mean - x }
    let v = gap / (x + mean)
    var sum = gap * v
    var term = 2 * x * v
    var odd = 3.0
    while true {
        term *= v * v
        let next = sum + term / odd
        if next == sum { return next }
        sum = next
        odd += 2
    }
}

/// The probability of `count` successes in `trials` at chance `p`, also for numbers that are not whole.
///
/// With q given apart, so that a chance close to 1 keeps its digits. Loader (2000); relative error below
/// 1e-13 up to a million trials.
func binomialDensity(_ count: Double, of trials: Double, p: Double, q: Double) -> Double {
    if p == 0 { return count == 0 ? 1 : 0 }
    if q == 0 { return count == trials ? 1 : 0 }
    if count < 0 || count > trials { return 0 }
    if count == 0 { return exp(p < 0.1 ? trials * log1p(-p) : trials * log(q)) }
    if count == trials { return exp(q < 0.1 ? trials * log1p(-q) : trials * log(p)) }
    let rest = trials - count
    let exponent =
        stirlingError(trials) - stirlingError(count) - stirlingError(rest)
        - deviancePart(count, trials * p) - deviancePart(rest, trials * q)
    return exp(exponent) * (trials / (2 * Double.pi * count * rest)).squareRoot()
}

/// The probability of `count` events where `mean` are expected, also for counts that are not whole. Loader
/// (2000).
func poissonDensity(_ count: Double, mean: Double) -> Double {
    if mean == 0 { return count == 0 ? 1 : 0 }
    if count < 0 { return 0 }
    if count == 0 { return exp(-mean) }
    return exp(-stirlingError(count) - deviancePart(count, mean)) / (2 * Double.pi * count).squareRoot()
}
