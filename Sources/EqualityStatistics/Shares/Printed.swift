// SPDX-License-Identifier: Apache-2.0
import Foundation

/// A figure as it is printed to so many places: rounded once, half away from zero.
///
/// A half that binary numbers cannot hold exactly (0.285, or 61.5 that came out as 61.49999999999999) counts
/// as a half, so that every rendering of a figure prints the same. Values that are not finite stay as they
/// are.
public func printed(_ value: Double, places: Int) -> Double {
    let scale = pow(10, Double(places))
    let scaled = value * scale
    guard scaled.isFinite else { return value }
    let nudge = scaled.ulp * 8
    return (scaled + (scaled < 0 ? -nudge : nudge)).rounded(.toNearestOrAwayFromZero) / scale
}
