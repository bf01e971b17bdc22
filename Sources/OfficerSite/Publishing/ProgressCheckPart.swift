// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import EqualityDuty

/// What is withheld from a report of progress, and the text that goes out, as the publisher looks at it.
struct ProgressCheckPart: Component {
    private let check: ProgressCheck

    init(_ check: ProgressCheck) { self.check = check }

    var html: HTML {
        var html = HTML()
        if !check.withheld.isEmpty || !check.unjudged.isEmpty {
            html += """
                <h2 class="dr-heading-m">Figures that are withheld</h2>
                <p>Baseline, readings, standing and effect of these objectives are shown as [c] on the page, in its files and in the feed. Earlier editions keep what they show: withdraw those that should not.</p>

                """
        }
        if !check.withheld.isEmpty {
            html += """
                <h3 class="dr-heading-s">Withheld because of small numbers</h3>
                \(SummaryList(check.withheld.map { .init($0.title, text: $0.why) }))

                """
        }
        if !check.unjudged.isEmpty {
            html += """
                <h3 class="dr-heading-s">Withheld because nobody can judge them</h3>
                \(SummaryList(check.unjudged.map { .init($0.title, text: $0.why) }))

                """
        }
        if !check.smallNumbers.isEmpty {
            let items: [HTML] = check.smallNumbers.map { "<li>\($0)</li>\n" }
            html += """
                \(Warning("Small numbers of people stand in text that is published as it is written. Change the text first if somebody could be recognised."))
                <ul class="dr-list">
                \(items)</ul>

                """
        }
        if !check.said.isEmpty {
            html += """
                <h2 class="dr-heading-m">Text that goes out</h2>
                <p>Officers typed it, and everybody reads it as it stands here.</p>
                \(SummaryList(check.said.map { .init($0.place, text: $0.text) }))

                """
        }
        return html
    }

    /// The box by which a publisher accepts that what could not be judged is withheld; nothing where all was judged.
    func acceptance(_ problems: [Problem]) -> HTML {
        guard !check.unjudged.isEmpty else { return HTML() }
        let words =
            check.unjudged.count == 1
            ? "Publish 1 objective that could not be judged with its figures withheld"
            : "Publish \(check.unjudged.count) objectives that could not be judged with their figures withheld"
        return Checkboxes(
            "accepted", label: "What could not be judged", [Choice("yes", words)], problems
        ).html
    }

    /// What is said where the box was left empty.
    static let problem = Problem(
        at: "accepted",
        "Enter the number that each share is counted from, or confirm that these figures are withheld")
}
