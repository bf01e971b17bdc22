// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import EqualityDuty
import WebServer

/// How far somebody has come on the road through a questionnaire: carried by the forms themselves, so that nothing about
/// them is kept here before they send it, and nothing of it is in an address, a log or a cookie.
///
/// What comes back is believed only as far as the questionnaire offers it: whoever changes the hidden fields gives
/// another answer, as they may.
struct QuestionnaireState {
    var answers: QuestionnaireAnswers
    /// Drawn for one road, so that a reply counts once however often it is sent.
    let key: String
    /// The id of the question that the form is about; empty for none.
    var at: String
    /// Whether the question was asked again from the last page.
    var isChecking: Bool

    private static let answer = "answer.", words = "words."

    /// A road that begins now.
    init() {
        answers = QuestionnaireAnswers()
        key = Self.drawn()
        at = ""
        isChecking = false
    }

    /// The road as a form carried it.
    init(_ fields: FormFields, _ road: QuestionRoad) {
        var given = QuestionnaireAnswers()
        for question in road.questions {
            given.codes[question.id] =
                fields.has(Self.answer + question.id)
                ? fields.text(Self.answer + question.id) : nil
            let words = String(fields.text(Self.words + question.id).prefix(Self.mostWords))
            given.words[question.id] = words.isEmpty ? nil : words
        }
        answers = road.settled(given)
        let sent = fields.text("key")
        key = (20...100).contains(sent.utf8.count) ? sent : Self.drawn()
        at = road[fields.text("at")]?.id ?? ""
        isChecking = fields.text("checking") == "yes"
    }

    /// The longest answer in one's own words.
    static let mostWords = 200

    /// Everything, as hidden fields of the next form.
    var hidden: HTML {
        var fields: HTML = HiddenInput("key", key).html
        for (id, code) in answers.codes.sorted(by: { $0.key < $1.key }) {
            fields += HiddenInput(Self.answer + id, code).html
        }
        for (id, words) in answers.words.sorted(by: { $0.key < $1.key }) {
            fields += HiddenInput(Self.words + id, words).html
        }
        if !at.isEmpty { fields += HiddenInput("at", at).html }
        if isChecking { fields += HiddenInput("checking", "yes").html }
        return fields
    }

    private static func drawn() -> String {
        var generator = SystemRandomNumberGenerator()
        return (0..<2).map { _ in
            let word = String(UInt64.random(in: .min ... .max, using: &generator), radix: 36)
            return String(repeating: "0", count: 13 - word.count) + word
        }.joined()
    }
}

/// Reads the answer to one question as its form sent it.
struct SentAnswer {
    /// What was typed and chosen, to be shown again.
    let given: QuestionField.Given
    /// The code of the answer; `nil` where it was left out.
    private(set) var code: String?
    /// What was written beside it.
    private(set) var words = ""
    /// What cannot be read.
    private(set) var problems: [Problem] = []

    /// `name` is the name of the field; `before` the code that was given before.
    init(
        _ question: Question, _ fields: FormFields, name: String, before: String?, on today: CalendarDay
    ) {
        let sent = fields.text(name)
        let own = fields.text("\(name)-words")
        given = QuestionField.Given(
            code: question.entry == .choice
                ? sent : fields.has("\(name)-none") ? Question.preferNotToSay.code : before ?? "",
            words: own, age: fields.raw(name), day: fields.raw("\(name)-day"),
            month: fields.raw("\(name)-month"), year: fields.raw("\(name)-year"))
        switch question.entry {
        case .choice:
            code = question.answer(sent)?.code
            // Words without a choice say which one was meant.
            if code == nil, !own.isEmpty { code = question.options.first { !$0.words.isEmpty }?.code }
            if own.count > QuestionnaireState.mostWords {
                let label = question.options.first { !$0.words.isEmpty }?.label ?? ""
                problems = [
                    Problem(
                        at: "\(name)-words",
                        "What you write about \u{201C}\(label)\u{201D} must be \(QuestionnaireState.mostWords) characters or fewer"
                    )
                ]
            }
            words = own
        case .age, .birth:
            let isNone = fields.has("\(name)-none")
            let read =
                question.entry == .age
                ? AgeAnswer.age(sent, to: question)
                : AgeAnswer.birth(
                    day: given.day, month: given.month, year: given.year, on: today, to: question)
            switch (read, isNone) {
            case (_, true): code = Question.preferNotToSay.code
            case (.band(let band), false): code = band
            // An age that was understood before stays, unless somebody skips it or types another.
            case (.blank, false): code = question.options.contains { $0.code == before } ? before : nil
            case (.unreadable(let part, let text), false):
                problems = [Problem(at: part.isEmpty ? name : "\(name)-\(part)", text)]
            }
        }
    }
}
