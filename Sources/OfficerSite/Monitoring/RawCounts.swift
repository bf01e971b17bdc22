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

    /// Lines below a heading; nothing where there are none.
    static func list(_ heading: String, _ lines: [String]) -> HTML {
        guard !lines.isEmpty else { return HTML() }
        let items: [HTML] = lines.map { "<li>\($0)</li>\n" }
        return "<h2 class=\"dr-heading-m\">\(heading)</h2>\n<ul class=\"dr-list\">\n\(items)</ul>\n"
    }
}
