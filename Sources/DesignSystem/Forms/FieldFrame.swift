// SPDX-License-Identifier: Apache-2.0
import EqualityDuty

/// What every field shares: its hint, its problem, and the ids that tie them to the control.
struct FieldFrame: Sendable {
    let name: String
    let hint: String
    let messages: [String]

    init(_ name: String, hint: String, _ problems: [Problem], alsoAt others: [String] = []) {
        self.name = name
        self.hint = hint
        let fields = [name] + others
        messages = problems.filter { fields.contains($0.field) }.map(\.text)
    }

    var hasProblem: Bool { !messages.isEmpty }

    var describedBy: HTML {
        var ids: [String] = []
        if !hint.isEmpty { ids.append(name + "-hint") }
        if hasProblem { ids.append(name + "-error") }
        return attribute("aria-describedby", ids.isEmpty ? nil : ids.joined(separator: " "))
    }

    var invalid: HTML { attribute("aria-invalid", hasProblem ? "true" : nil) }

    var hintHTML: HTML {
        hint.isEmpty ? HTML() : "<p class=\"dr-hint\" id=\"\(name)-hint\">\(hint)</p>\n"
    }

    var errorHTML: HTML {
        guard hasProblem else { return HTML() }
        let lines: [HTML] = messages.map { HTML(text: $0) }
        return """
            <p class="dr-error" id="\(name)-error">\(hidden("Error:")) \(lines.joined(separator: "<br>"))</p>

            """
    }

    var groupClass: HTML {
        hasProblem ? " class=\"dr-field dr-field--error\"" : " class=\"dr-field\""
    }

    /// A label, which is the h1 on a page that asks one question.
    func label(_ text: String, isHeading: Bool, for control: String? = nil) -> HTML {
        let label: HTML =
            "<label class=\"\(trusted: isHeading ? "dr-label dr-label--heading" : "dr-label")\" for=\"\(control ?? name)\">\(text)</label>"
        return isHeading ? "<h1 class=\"dr-label-wrap\">\(label)</h1>\n" : "\(label)\n"
    }
}

/// A fieldset's legend, which is the h1 on a page that asks one question.
func legend(_ text: String, isHeading: Bool, isGroup: Bool = false) -> HTML {
    isHeading
        ? "<legend class=\"dr-legend dr-legend--heading\"><h1>\(text)</h1></legend>\n"
        : "<legend class=\"\(trusted: isGroup ? "dr-legend dr-legend--group" : "dr-legend")\">\(text)</legend>\n"
}
