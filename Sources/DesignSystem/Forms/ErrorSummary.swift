// SPDX-License-Identifier: Apache-2.0
import EqualityDuty

/// All mistakes of a page, each a link to its field; nothing where there is none.
public struct ErrorSummary: Component {
    let problems: [Problem]

    /// Lists the problems in the order of the form.
    public init(_ problems: [Problem]) { self.problems = problems }

    /// The markup, complete and balanced.
    public var html: HTML {
        guard !problems.isEmpty else { return HTML() }
        let items: [HTML] = problems.map { problem in
            problem.field.isEmpty
                ? "<li>\(problem.text)</li>\n"
                : "<li><a href=\"#\(problem.field)\">\(problem.text)</a></li>\n"
        }
        return """
            <div class="dr-error-summary" tabindex="-1">
            <div role="alert">
            <h2>There is a problem</h2>
            <ul>
            \(items)</ul>
            </div>
            </div>

            """
    }
}
