// SPDX-License-Identifier: Apache-2.0

/// Where values lie between the ends of a scale that always has nought on it.
struct ChartScale {
    let low: Double
    let high: Double

    /// A scale for these values; nothing but noughts gives a scale on which all lie at its beginning.
    init(_ values: some Sequence<Double>) {
        var (low, high) = (0.0, 0.0)
        for value in values where value.isFinite {
            low = min(low, value)
            high = max(high, value)
        }
        self.low = low
        self.high = high
    }

    /// How far along the scale a value lies, 0 to 1.
    func share(_ value: Double) -> Double {
        high > low ? min(max((value - low) / (high - low), 0), 1) : 0
    }

    /// How far along the scale nought lies.
    var zero: Double { share(0) }

    /// The greatest round number on the scale: 1, 2 or 5 with noughts.
    var roundTop: Double {
        guard high > 0 else { return 0 }
        var size = 1.0
        while size > high { size /= 10 }
        while size * 10 <= high { size *= 10 }
        return [size * 5, size * 2].first { $0 <= high } ?? size
    }
}
