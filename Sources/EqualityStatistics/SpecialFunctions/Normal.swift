// SPDX-License-Identifier: Apache-2.0
import Foundation

/// The chance that a standard normal variable is at most `z`, by the C library's `erfc`; relative error about
/// 1e-15.
public func normalDistribution(_ z: Double) -> Double { 0.5 * erfc(-z / 2.0.squareRoot()) }

/// The value below which a standard normal variable falls with chance `p`; infinite at 0 and 1, NaN outside.
///
/// The rational approximation of Abramowitz and Stegun (1964), 26.2.23, mended by three steps of Halley's
/// method on `erfc`: absolute error below 1e-14.
public func normalQuantile(_ p: Double) -> Double {
    guard p >= 0, p <= 1 else { return .nan }
    if p == 0 { return -.infinity }
    if p == 1 { return .infinity }
    if p > 0.5 { return -normalQuantile(1 - p) }
    let t = (-2 * log(p)).squareRoot()
    let above = 2.515517 + t * (0.802853 + t * 0.010328)
    let below = 1 + t * (1.432788 + t * (0.189269 + t * 0.001308))
    var z = above / below - t
    for _ in 0..<3 {
        let density = exp(-z * z / 2) / (2 * Double.pi).squareRoot()
        if density == 0 { break }
        let step = (normalDistribution(z) - p) / density
        z -= step / (1 + z * step / 2)
    }
    return z
}

/// The chance that a chi-squared variable with `degrees` of freedom exceeds `value`: a p-value. NaN unless
/// degrees > 0 and value >= 0.
public func chiSquaredTail(_ value: Double, degrees: Int) -> Double {
    guard degrees > 0, value >= 0 else { return .nan }
    return degrees == 1
        ? erfc((value / 2).squareRoot()) : incompleteGammaComplement(Double(degrees) / 2, value / 2)
}
