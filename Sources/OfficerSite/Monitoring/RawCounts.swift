// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import EqualityDuty
import EqualityStatistics

/// What reports on monitoring data say alike.
enum RawCounts {
    /// That the people are invented where they are, and that nothing of it is for publication.
    static func warning(of dataSet: DataSet) -> HTML {
        let synthetic: HTML =
            dataSet.isSynthetic
            ? "<p><strong>Synthetic records: invented people, made to resemble a real area.</strong></p>\n"
            : HTML()
        return synthetic + "<p><strong>Raw counts. Not for publication.</strong></p>\n"
    }

    /// When which word is said, in a sentence.
    static func thresholds(_ settings: RepresentationSettings) -> String {
        "A group is called under-represented where the whole \(percent(settings.level.probability))% interval lies below "
            + "the benchmark and its share is at most \(percent(settings.greatestRatio))% of it. Nothing is said of fewer "
            + "than \(settings.smallestBase) usable answers, or where fewer than "
            + "\(percent(settings.smallestCompleteness))% of those asked gave one. These are settings of this body."
    }

    /// The heading of a column of intervals.
    static func intervalHeading(_ settings: RepresentationSettings) -> String {
        "\(percent(settings.level.probability))% interval"
    }

    /// An interval of parts of 1 in per cent, such as "8.8 to 16.2".
    static func ends(_ interval: Interval) -> String {
        "\(RepresentationView.figure(100 * interval.lower)) to \(RepresentationView.figure(100 * interval.upper))"
    }

    /// A p-value as it is printed.
    static func p(_ value: Double) -> String {
        value < 0.001 ? "under 0.001" : "\(printed(value, places: 3))"
    }

    private static func percent(_ part: Double) -> Int { Int((100 * part).rounded()) }
}
