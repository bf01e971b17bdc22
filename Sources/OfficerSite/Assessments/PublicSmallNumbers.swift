// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import EqualityDuty

extension PublicCopy {
    /// Whether a finding about a small figure is answered by withholding the figure.
    func answers(_ finding: CheckFinding) -> Bool {
        guard let path = SmallFigure.path(of: finding) else { return false }
        return !publicContent.isFilled(path) || redaction.words(at: path) != nil
    }

    /// Small numbers in the words that everybody would read, for the person who publishes to look at.
    var smallNumbers: HTML {
        let thresholds = open.profile.checkThresholds
        func small(_ text: String) -> [String] {
            SmallNumberWords.find(in: text, least: thresholds.leastPeople, leastStaff: thresholds.leastStaff)
        }
        let asked = open.template.fields(in: content, open.characteristics)
        let shown = publicContent
        let found = asked.filter { redaction.words(at: $0.path) == nil && $0.question.kind != .number }
            .flatMap { field in
                small(shown[field.path]).map { "\(field.name): “\($0)”" }
            }
        let all = small(summary).map { "Summary: “\($0)”" } + found
        guard !all.isEmpty else { return HTML() }
        let lines: [HTML] = all.prefix(100).map { "<li>\($0)</li>\n" }
        return InsetText(
            "<p>Small numbers of people in the words below. Withhold the answer where somebody could be recognised.</p>\n<ul class=\"dr-list\">\n\(lines)</ul>"
        ).html
    }
}
