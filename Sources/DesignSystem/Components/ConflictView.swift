// SPDX-License-Identifier: Apache-2.0
import EqualityDuty

/// Two versions of one record, field by field, for the person whose save came second.
public struct ConflictView: Component {
    /// A field that both have changed.
    public struct Field: Sendable {
        /// The name of the field in its form.
        public let name: String
        /// What the field is called.
        public let label: String
        let mine: String
        let theirs: String
        let choice: Choice?

        /// Which version a person has chosen already.
        public enum Choice: String, Sendable {
            case mine, theirs
        }

        /// Shows both versions of a field; the answer is sent as `keep-<name>`, `mine` or `theirs`.
        public init(_ name: String, _ label: String, mine: String, theirs: String, choice: Choice? = nil) {
            self.name = name
            self.label = label
            self.mine = mine
            self.theirs = theirs
            self.choice = choice
        }

        /// The same field with the choice that a form brought, `mine` or `theirs`; any other word is none.
        public func choosing(_ word: String) -> Field {
            Field(name, label, mine: mine, theirs: theirs, choice: Choice(rawValue: word))
        }

        /// The difference as one line of a log.
        public var inWords: String {
            "\(label): \(mine.isEmpty ? "empty" : mine) (before: \(theirs.isEmpty ? "empty" : theirs))"
        }
    }

    let otherPerson: String
    let otherTime: String
    let fields: [Field]
    let problems: [Problem]

    /// Names who saved first and when; goes inside a `Form`.
    public init(
        savedBy otherPerson: String, at otherTime: String, _ fields: [Field], _ problems: [Problem] = []
    ) {
        self.otherPerson = otherPerson
        self.otherTime = otherTime
        self.fields = fields
        self.problems = problems
    }

    /// The markup, complete and balanced.
    public var html: HTML {
        """
        <div class="dr-conflict">
        <p>\(otherPerson) saved changes (\(otherTime)) while you were editing. \
        Choose which version of each field to keep. Nothing has been lost.</p>
        \(fields.map(row))</div>

        """
    }

    private func row(_ field: Field) -> HTML {
        let name = "keep-\(field.name)"
        let frame = FieldFrame(name, hint: "", problems)
        return """
            <div\(frame.groupClass)>
            <fieldset class="dr-fieldset"\(frame.describedBy)>
            \(legend(field.label, isHeading: false))\(frame.errorHTML)\
            <div class="dr-conflict__pair">
            \(version(.mine, of: field, id: name, words: "Keep mine", text: field.mine))\
            \(version(.theirs, of: field, id: name + "-2", words: "Keep theirs", text: field.theirs))</div>
            </fieldset>
            </div>

            """
    }

    private func version(_ choice: Field.Choice, of field: Field, id: String, words: String, text: String)
        -> HTML
    {
        let shown: HTML =
            text.isEmpty ? "<span class=\"dr-quiet\">Left empty</span>" : HTML(text: text)
        return """
            <div class="dr-conflict__version"><div class="dr-choice">\
            <input class="dr-choice__input" type="radio" id="\(id)" name="keep-\(field.name)" \
            value="\(choice.rawValue)" aria-describedby="\(id)-text"\
            \(attribute("checked", if: field.choice == choice))>\
            <label class="dr-choice__label" for="\(id)">\(words)</label></div>
            <p class="dr-conflict__text" id="\(id)-text">\(shown)</p></div>

            """
    }
}

/// The last look before a binding act; the button names the act.
public struct CheckAnswers: Component {
    /// Answers under one heading.
    public struct Section: Sendable {
        let heading: String
        let rows: [SummaryList.Row]

        /// Puts answers under a heading.
        public init(_ heading: String, _ rows: [SummaryList.Row]) {
            self.heading = heading
            self.rows = rows
        }
    }

    let sections: [Section]
    let form: Form

    /// Shows the answers, then the statement and the button. The statement says what the act does.
    public init(
        _ sections: [Section], action: String, button: Button, csrfToken: String,
        idempotencyKey: String = "", statement: HTML = HTML()
    ) {
        self.sections = sections
        form = Form(
            action: action, csrfToken: csrfToken, idempotencyKey: idempotencyKey,
            "<div class=\"dr-statement\">\(statement)</div>\n\(button)")
    }

    /// The markup, complete and balanced.
    public var html: HTML {
        let parts: [HTML] = sections.map {
            "<h2 class=\"dr-heading-m\">\($0.heading)</h2>\n\(SummaryList($0.rows))"
        }
        return "\(parts)\(form)"
    }
}
