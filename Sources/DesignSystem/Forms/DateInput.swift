// SPDX-License-Identifier: Apache-2.0
import EqualityDuty

/// A known date in three boxes, sent as `name-day`, `name-month` and `name-year`.
public struct DateInput: Component {
    let name: String
    let label: String
    let parts: [Part]
    let isHeading: Bool
    let frame: FieldFrame
    let problems: [Problem]

    struct Part: Sendable {
        let word: String
        let value: String
        let width: StaticString
        let autocomplete: String?
    }

    /// Asks for a day, a month and a year. A problem may stand at the name or at one of the parts.
    public init(
        _ name: String, label: String, hint: String = "", day: String = "", month: String = "",
        year: String = "", isBirthday: Bool = false, isHeading: Bool = false, _ problems: [Problem] = []
    ) {
        self.name = name
        self.label = label
        self.isHeading = isHeading
        self.problems = problems
        parts = [
            Part(word: "Day", value: day, width: "two", autocomplete: isBirthday ? "bday-day" : nil),
            Part(word: "Month", value: month, width: "three", autocomplete: isBirthday ? "bday-month" : nil),
            Part(word: "Year", value: year, width: "five", autocomplete: isBirthday ? "bday-year" : nil),
        ]
        frame = FieldFrame(
            name, hint: hint, problems, alsoAt: ["\(name)-day", "\(name)-month", "\(name)-year"])
    }

    /// The markup, complete and balanced.
    public var html: HTML {
        """
        <div\(frame.groupClass)>
        <fieldset class="dr-fieldset" role="group"\(frame.describedBy)>
        \(legend(label, isHeading: isHeading))\(frame.hintHTML)\(frame.errorHTML)\
        <div class="dr-date">
        \(parts.map(box))</div>
        </fieldset>
        </div>

        """
    }

    /// The first box answers to the bare name, so that a link to the date as a whole finds a control,
    /// unless the problem names the day itself.
    private func box(_ part: Part) -> HTML {
        let field = "\(name)-\(part.word.lowercased())"
        let isNamed = problems.contains { $0.field == field }
        let isWrong = isNamed || problems.contains { $0.field == name }
        let id = part.word == "Day" && !isNamed ? name : field
        return """
            <div class="dr-date__part"><label class="dr-label dr-label--part" for="\(id)">\(part.word)</label>\
            <input class="dr-input dr-width-\(trusted: part.width)" type="text" id="\(id)" name="\(field)" \
            inputmode="numeric"\(attribute("value", part.value.isEmpty ? nil : part.value))\
            \(attribute("autocomplete", part.autocomplete))\(attribute("aria-invalid", isWrong ? "true" : nil))></div>

            """
    }
}
