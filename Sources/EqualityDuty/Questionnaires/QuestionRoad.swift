// SPDX-License-Identifier: Apache-2.0

/// What somebody has answered so far: the code of each question that has one. What was skipped has none.
public struct QuestionnaireAnswers: Hashable, Sendable {
    /// The code of the answer, by the id of the question; "Prefer not to say" is one.
    public var codes: [String: String]
    /// What was written beside an answer, by the id of the question.
    public var words: [String: String]

    /// Answers; none unless given.
    public init(codes: [String: String] = [:], words: [String: String] = [:]) {
        self.codes = codes
        self.words = words
    }

    /// Nothing was answered.
    public var isEmpty: Bool { codes.isEmpty }
}

/// The way through chosen questions of a set: which is asked when, and what the answers come to.
///
/// It knows nothing of pages, so that a form on its own, a consultation or a paper form can all go it.
public struct QuestionRoad: Hashable, Sendable {
    /// The questions that can be asked, each detail behind its question.
    public let questions: [Question]

    /// The road through the chosen questions of a set, with their details, in the order of the set.
    public init(_ set: QuestionSet, chosen: [String]) {
        var asked = Set(chosen)
        for question in set.questions {
            if let after = question.after, asked.contains(after.question) { asked.insert(question.id) }
        }
        questions = set.questions.filter { asked.contains($0.id) }
    }

    /// The question of an id; `nil` where it is not on this road.
    public subscript(id: String) -> Question? { questions.first { $0.id == id } }

    /// Whether a question is asked of somebody who gave these answers.
    public func isAsked(_ question: Question, _ answers: QuestionnaireAnswers) -> Bool {
        guard let after = question.after else { return true }
        return answers.codes[after.question] == after.code
            && (self[after.question].map { isAsked($0, answers) } ?? false)
    }

    /// The questions that are asked of somebody who gave these answers, in order.
    public func asked(_ answers: QuestionnaireAnswers) -> [Question] {
        questions.filter { isAsked($0, answers) }
    }

    /// The question after another; `nil` at the end, and the first one for no question.
    public func next(after id: String?, _ answers: QuestionnaireAnswers) -> Question? {
        guard let id, let place = questions.firstIndex(where: { $0.id == id }) else {
            return asked(answers).first
        }
        return questions[(place + 1)...].first { isAsked($0, answers) }
    }

    /// The question before another; `nil` at the beginning, and the last one for no question.
    public func previous(before id: String?, _ answers: QuestionnaireAnswers) -> Question? {
        guard let id, let place = questions.firstIndex(where: { $0.id == id }) else {
            return asked(answers).last
        }
        return questions[..<place].last { isAsked($0, answers) }
    }

    /// The details of a question that are asked now and have no answer.
    public func open(after id: String, _ answers: QuestionnaireAnswers) -> Question? {
        questions.first {
            $0.after?.question == id && isAsked($0, answers) && answers.codes[$0.id] == nil
        }
    }

    /// The answers without those that nobody asked for: codes that a question does not have, details of an answer that
    /// was changed, words beside an answer that asks for none.
    public func settled(_ answers: QuestionnaireAnswers) -> QuestionnaireAnswers {
        var settled = QuestionnaireAnswers()
        for question in questions where isAsked(question, settled) {
            guard let code = answers.codes[question.id], let answer = question.answer(code) else { continue }
            settled.codes[question.id] = code
            guard let words = answers.words[question.id], !words.isEmpty, !answer.words.isEmpty else {
                continue
            }
            settled.words[question.id] = words
        }
        return settled
    }

    /// The schemes of the answers, in the order of the questions: one column each.
    public var schemes: [String] { questions.filter { $0.after == nil }.map(\.scheme) }

    /// What the answers come to: a code for each scheme. A detail stands in for what it is a detail of; what was
    /// skipped was not answered.
    public func codes(_ answers: QuestionnaireAnswers) -> [String: String] {
        var codes: [String: String] = [:]
        for question in asked(answers) {
            let code = answers.codes[question.id]
            if question.after == nil {
                codes[question.scheme] = code ?? CategoryScheme.Standing.notAnswered.code
            } else if let code, question.options.contains(where: { $0.code == code }) {
                codes[question.scheme] = code
            }
        }
        return codes
    }

    /// Everything that a question with its details can come to, for entering it at once: the code, and the words of the
    /// answers that lead to it.
    public func outcomes(of root: Question) -> [(code: String, words: String)] {
        root.options.flatMap { option in
            [(option.code, option.label)]
                + questions.filter { $0.after == .init(question: root.id, code: option.code) }
                .flatMap(\.options).map { ($0.code, "\(option.label): \($0.label)") }
        }
    }

    /// What can be kept of a reply: its codes, and apart from them what was written.
    public func reply(_ answers: QuestionnaireAnswers) -> QuestionnaireReply {
        let settled = settled(answers)
        return QuestionnaireReply(
            codes: codes(settled),
            words: questions.compactMap { question in
                settled.words[question.id].map { .init(question: question.id, text: $0) }
            })
    }
}

/// What is kept of one person's answers: nothing that says who, from where or when.
public struct QuestionnaireReply: Hashable, Sendable {
    /// What somebody wrote beside an answer.
    public struct Words: Hashable, Sendable {
        /// The id of the question.
        public let question: String
        /// What was written.
        public let text: String

        /// Words of a reply.
        public init(question: String, text: String) {
            self.question = question
            self.text = text
        }
    }

    /// A code by each scheme.
    public let codes: [String: String]
    /// What was written, which is kept apart from the codes.
    public let words: [Words]

    /// A reply.
    public init(codes: [String: String], words: [Words] = []) {
        self.codes = codes
        self.words = words
    }
}
