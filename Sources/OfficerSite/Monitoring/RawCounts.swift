// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import EqualityDuty

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
}
