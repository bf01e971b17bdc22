// SPDX-License-Identifier: Apache-2.0
import EqualityDuty

/// One monitoring question as a field, wherever it is asked: "Prefer not to say" last and as good as any other answer.
///
/// The answer is sent under the given name; own words beside it as `NAME-words`, and "Prefer not to say" beside a box
/// for an age as `NAME-none`.
public struct QuestionField: Component {
    /// What was typed or chosen before.
    public struct Given: Sendable {
        /// The code of the answer; empty for none.
        public var code: String
        /// What was written beside it.
        public var words: String
        /// What was typed into the boxes for an age or a day of birth.
        public var age, day, month, year: String

        /// Nothing unless given.
        public init(
            code: String = "", words: String = "", age: String = "", day: String = "", month: String = "",
            year: String = ""
        ) {
            self.code = code
            self.words = words
            self.age = age
            self.day = day
            self.month = month
            self.year = year
        }
    }

    let question: Question
    let name: String
    let given: Given
    let isHeading: Bool
    let problems: [Problem]

    /// A question; on a page of its own it is the heading.
    public init(
        _ question: Question, name: String, given: Given = Given(), isHeading: Bool = false,
        _ problems: [Problem] = []
    ) {
        self.question = question
        self.name = name
        self.given = given
        self.isHeading = isHeading
        self.problems = problems
    }

    /// The markup, complete and balanced.
    public var html: HTML {
        switch question.entry {
        case .choice:
            let choices = question.answers.map {
                Choice($0.code, $0.label, hint: $0.hint, isChosen: $0.code == given.code)
            }
            return """
                \(Radios(name, label: question.stem, hint: question.hint, choices, isHeading: isHeading, problems))\(words)
                """
        case .age:
            return """
                \(TextInput(
                    name, label: question.stem, hint: question.hint, value: given.age, width: .three,
                    inputMode: "numeric", isHeading: isHeading, problems))\(none)
                """
        case .birth:
            return """
                \(DateInput(
                    name, label: question.stem, hint: question.hint, day: given.day, month: given.month,
                    year: given.year, isHeading: isHeading, problems))\(none)
                """
        }
    }

    /// The box for one's own words, for the one answer that has one.
    private var words: HTML {
        guard let option = question.options.first(where: { !$0.words.isEmpty }) else { return HTML() }
        return TextInput(
            "\(name)-words", label: option.words, hint: QuestionnaireWords.wordsHint(option.label),
            value: given.words, width: .half, autocomplete: "off", problems
        ).html
    }

    /// "Prefer not to say" beside boxes, and the group that was understood before.
    private var none: HTML {
        let answer = Question.preferNotToSay
        let before: HTML =
            question.options.first { $0.code == given.code }.map {
                InsetText("<p>\(QuestionnaireWords.bandBefore($0.label))</p>").html
            } ?? HTML()
        return """
            \(before)\(Checkboxes(
                "\(name)-none", label: QuestionnaireWords.or, [Choice(answer.code, answer.label, isChosen: given.code == answer.code)],
                problems))
            """
    }
}

/// A way back that takes along what was answered: a button in a form of its own, so that Enter never goes back.
public struct BackButton: Component {
    let action: String
    let text: String
    let content: HTML

    /// Leads back by sending these hidden fields.
    public init(action: String, text: String, _ content: HTML) {
        self.action = action
        self.text = text
        self.content = content
    }

    /// The markup, complete and balanced.
    public var html: HTML {
        """
        <div class="dr-trail"><form method="post" action="\(safeAddress(action))">\(content)\
        <button class="dr-link-button dr-back" type="submit">\(text)</button></form></div>

        """
    }
}
