// SPDX-License-Identifier: Apache-2.0
import EqualityDuty

/// Every word of the public form that does not come from the question set or from the body: the one place for a
/// translator.
public enum QuestionnaireWords {
    public static let section = "Equality questions"
    public static let next = "Continue"
    public static let skip = "Skip this question"
    public static let back = "Back"
    public static let change = "Change"
    public static let send = "Send your answers"
    public static let check = "Check your answers"
    public static let notAnswered = "Not answered"
    public static let sent = "Your answers were sent"
    public static let skipped = "You chose not to answer"
    public static let closed = "These questions are closed"
    public static let notYet = "These questions are not open yet"
    public static let firstCounts = "Your first answers count"
    public static let begin = "Do you want to answer these questions?"
    public static let beginYes = "Yes"
    public static let beginNo = "No, skip them"
    public static let beginMissing = "Select whether you want to answer these questions"
    public static let paper = "Print these questions to answer on paper"
    public static let large = "The same in large print"
    public static let whyHeading = "Why we ask"
    public static let whatHeading = "What happens with your answers"
    public static let rightsHeading = "Your data"
    public static let or = "Or"
    public static let questionsHeading = "The questions"
    public static let paperHow =
        "Tick one box for each question that you want to answer. Leave out any that you like."
    public static let paperContact = "Where to send it, and whom to ask"
    public static let paperAge = "Age in years"
    public static let paperBirth = "Day, month and year, or the year alone"

    /// That nothing hangs on it: said before anything is asked.
    public static let optional: [String] = [
        "Every question is optional. You can skip any of them, and you can say that you prefer not to say.",
        "Your answers make no difference to any service, decision or outcome for you.",
        "We do not ask who you are. We keep no name, address, time or other sign of where answers came from.",
    ]

    /// What becomes of the answers.
    public static let fate: [String] = [
        "Nothing is kept until you send it at the end. If you close the page before, your answers are gone.",
        "Answers are counted together with those of others. Small numbers are never shown.",
        "Once sent, answers cannot be changed or taken back, because nobody can tell which are yours.",
    ]

    /// What becomes of answers on paper.
    public static let paperFate: [String] = [
        "Staff key what you tick, without anything that says who you are. Do not write your name on the form.",
        "Answers are counted together with those of others. Small numbers are never shown.",
        "What you write in your own words is not kept.",
    ]

    /// When a question on paper is to be answered.
    public static func paperOnly(_ label: String) -> String {
        "Only if you ticked \u{201C}\(label)\u{201D} above"
    }

    /// By what right answers are held, and for how long: as the data set says it.
    public static func rights(_ questionnaire: Questionnaire, _ dataSet: DataSet, body: String) -> [String] {
        let kept = [dataSet.retention, dataSet.retainUntil.map { "until \($0.written)" } ?? ""]
            .filter { !$0.isEmpty }.joined(separator: ", ")
        var lines = [
            "\(body) holds the answers.", "Purpose: \(dataSet.purpose).",
            "Lawful basis: \(dataSet.lawfulBasis.name).",
        ]
        if dataSet.condition != .none {
            lines.append("Condition for special category data: \(dataSet.condition.name).")
        }
        lines.append("Kept: \(kept).")
        let set = questionnaire.set
        lines.append("Questions: \(set.name), version \(set.version). \(set.standard)")
        if !set.attribution.isEmpty { lines.append(set.attribution) }
        // Sentences of the body may end with a full stop of their own.
        return lines.map { $0.replacing("..", with: ".") }
    }

    /// The hint of a box for one's own words.
    public static func wordsHint(_ label: String) -> String {
        "If you chose \u{201C}\(label)\u{201D}. It is shown in no report and deleted once answers are counted"
    }

    /// The group of an age that was given before.
    public static func bandBefore(_ label: String) -> String {
        "So far you are counted in the age group \(label). Your age itself was not kept."
    }

    public static let sentNext: [String] = [
        "Thank you. We will count them together with those of others.",
        "If other people use this device, close this window now: going back could show your answers.",
    ]
    public static let skippedNext = "Nothing was sent or kept. It makes no difference to you."
    public static let firstCountsNext =
        "You sent answers from this page before, and those count. What you changed afterwards was not sent."
    public static let checkNothing =
        "You have answered no question. You can send this too: it tells us that somebody was asked."
    public static let checkNote =
        "Change whatever you like. Nothing has been sent yet, and nothing can be changed afterwards."

    /// When it can be answered, for those who come too early or too late.
    public static func days(_ questionnaire: Questionnaire, _ opening: Questionnaire.Opening) -> String {
        switch opening {
        case .notYet: "You can answer from \(questionnaire.period.first.written)."
        case .open: "You can answer until \(questionnaire.period.last.written)."
        case .closed: "Nothing was sent. Thank you for wanting to answer."
        }
    }
}
