// SPDX-License-Identifier: Apache-2.0
import EqualityDuty

/// All questions of a questionnaire on one page, to be printed and filled in by hand.
public struct PaperQuestionnaire: Component {
    let questionnaire: Questionnaire
    let dataSet: DataSet
    let body: String
    let isLarge: Bool

    /// The questions of a body on paper; large is 18 points and more.
    public init(_ questionnaire: Questionnaire, dataSet: DataSet, body: String, isLarge: Bool) {
        self.questionnaire = questionnaire
        self.dataSet = dataSet
        self.body = body
        self.isLarge = isLarge
    }

    /// The markup, complete and balanced, without its heading.
    public var html: HTML {
        var parts: [HTML] = []
        var number = 0
        for question in questionnaire.road.questions {
            if question.after == nil { number += 1 }
            parts.append(item(question, question.after == nil ? "\(number)." : ""))
        }
        let sheet: StaticString = isLarge ? "dr-paper dr-paper--large" : "dr-paper"
        return """
            <div class="\(trusted: sheet)">
            \(QuestionnaireIntroduction(questionnaire, dataSet: dataSet, body: body, isPaper: true))
            <h2 class="dr-heading-m">\(QuestionnaireWords.questionsHeading)</h2>
            <p>\(QuestionnaireWords.paperHow)</p>
            \(parts)\(contact)
            </div>

            """
    }

    private var contact: HTML {
        guard !questionnaire.contact.isEmpty else { return HTML() }
        return
            "<h2 class=\"dr-heading-m\">\(QuestionnaireWords.paperContact)</h2>\n<p>\(questionnaire.contact)</p>\n"
    }

    private func item(_ question: Question, _ number: String) -> HTML {
        let hint: HTML = question.hint.isEmpty ? HTML() : "<p class=\"dr-hint\">\(question.hint)</p>\n"
        var only = HTML()
        if let after = question.after, let before = questionnaire.road[after.question]?.answer(after.code) {
            only = "<p class=\"dr-hint\">\(QuestionnaireWords.paperOnly(before.label))</p>\n"
        }
        let boxes: [HTML] = question.answers.filter { $0.youngest == nil && $0.oldest == nil }.map { option in
            let words: HTML =
                option.words.isEmpty
                ? HTML() : " <span class=\"dr-paper__line\">\(option.words)</span>"
            return
                "<li><span class=\"dr-paper__box\" aria-hidden=\"true\"></span>\(option.label)\(words)</li>\n"
        }
        let line: HTML =
            switch question.entry {
            case .choice: HTML()
            case .age: "<p><span class=\"dr-paper__line\">\(QuestionnaireWords.paperAge)</span></p>\n"
            case .birth:
                "<p><span class=\"dr-paper__line\">\(QuestionnaireWords.paperBirth)</span></p>\n"
            }
        return """
            <div class="dr-paper__question">
            <h3 class="dr-heading-s">\(number) \(question.stem)</h3>
            \(only)\(hint)\(line)<ul class="dr-paper__answers">
            \(boxes)</ul>
            </div>

            """
    }
}

/// What is said before anything is asked: why, what happens, that it is optional and that nothing hangs on it.
public struct QuestionnaireIntroduction: Component {
    let questionnaire: Questionnaire
    let dataSet: DataSet
    let body: String
    let isPaper: Bool

    /// The words before the questions of a body.
    public init(_ questionnaire: Questionnaire, dataSet: DataSet, body: String, isPaper: Bool = false) {
        self.questionnaire = questionnaire
        self.dataSet = dataSet
        self.body = body
        self.isPaper = isPaper
    }

    /// The markup, complete and balanced.
    public var html: HTML {
        let why: [HTML] = questionnaire.why.split(separator: "\n").map { "<p>\(String($0))</p>\n" }
        let fate = isPaper ? QuestionnaireWords.paperFate : QuestionnaireWords.fate
        return """
            <h2 class="dr-heading-m">\(QuestionnaireWords.whyHeading)</h2>
            \(why)\(list(QuestionnaireWords.optional))
            <h2 class="dr-heading-m">\(QuestionnaireWords.whatHeading)</h2>
            \(list(fate))
            \(isPaper ? "<h2 class=\"dr-heading-m\">\(QuestionnaireWords.rightsHeading)</h2>\n\(rights)" : Details(QuestionnaireWords.rightsHeading, rights).html)
            """
    }

    private func list(_ lines: [String]) -> HTML {
        let items: [HTML] = lines.map { "<li>\($0)</li>\n" }
        return "<ul class=\"dr-list\">\n\(items)</ul>\n"
    }

    private var rights: HTML {
        let own: [HTML] = questionnaire.privacy.split(separator: "\n").map { "<p>\(String($0))</p>\n" }
        return own.joined() + list(QuestionnaireWords.rights(questionnaire, dataSet, body: body))
    }
}
