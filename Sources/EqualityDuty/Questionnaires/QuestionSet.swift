// SPDX-License-Identifier: Apache-2.0

/// One version of a set of equality monitoring questions, with the standard that it follows.
public struct QuestionSet: Hashable, Sendable, Codable {
    /// The id, the same in every version.
    public let id: String
    /// The version in the words of whoever made it.
    public let version: String
    /// What it is called.
    public let name: String
    /// The nation for which it is made: `england`, `wales`, `scotland`, `northernIreland`, or empty for any.
    public let nation: String
    /// The first and the last day on which it should be used, in ISO 8601; empty for no limit.
    public let from, until: String
    /// The standard that it follows, and how closely.
    public let standard: String
    /// Where it comes from.
    public let source: String
    /// The licence of words that are not ours, and what has to be shown beside them; empty for none.
    public let licence, attribution: String
    /// What those who use it should know; empty for nothing.
    public let note: String
    /// The questions in the order in which they are asked, each detail behind what it is a detail of.
    public let questions: [Question]

    /// A set as its parts.
    public init(
        id: String, version: String, name: String, nation: String = "", from: String = "",
        until: String = "", standard: String = "", source: String = "", licence: String = "",
        attribution: String = "", note: String = "", questions: [Question]
    ) {
        self.id = id
        self.version = version
        self.name = name
        self.nation = nation
        self.from = from
        self.until = until
        self.standard = standard
        self.source = source
        self.licence = licence
        self.attribution = attribution
        self.note = note
        self.questions = questions
    }

    /// The question of an id; `nil` where there is none.
    public subscript(id: String) -> Question? { questions.first { $0.id == id } }

    /// The questions that can be chosen: those that are no detail of another.
    public var roots: [Question] { questions.filter { $0.after == nil } }

    /// The ids of those that are asked unless somebody decides otherwise.
    public var usual: [String] { roots.filter(\.isUsual).map(\.id) }

    /// Whether it should be used on a day.
    public func isInUse(on day: CalendarDay) -> Bool {
        (CalendarDay(iso: from) ?? day) <= day && day <= (CalendarDay(iso: until) ?? day)
    }

    /// What is wrong with it, each with the place where it is; empty where it can be used.
    public func problems(_ schemes: CategorySchemes) -> [String] {
        var problems: [String] = []
        var seen: Set<String> = []
        var variables: [String: String] = [:]
        if questions.isEmpty { problems.append("questions: list at least one") }
        for (from, name) in [(from, "from"), (until, "until")] where !from.isEmpty {
            if CalendarDay(iso: from) == nil { problems.append("\(name): write the day as 2026-11-21") }
        }
        for question in questions {
            let place = "question \(question.id)"
            if !seen.insert(question.id).inserted { problems.append("\(place): the id comes twice") }
            if question.id.isEmpty || !question.id.utf8.allSatisfy(Self.isPlain) {
                problems.append("\(place): the id must be small letters, figures and hyphens")
            }
            if question.stem.isEmpty { problems.append("\(place): say what is asked (stem)") }
            guard let scheme = schemes[question.scheme] else {
                problems.append("\(place): the scheme \(question.scheme) is not there")
                continue
            }
            if question.after == nil {
                if let other = variables.updateValue(question.id, forKey: scheme.variable) {
                    problems.append("\(place): \(other) asks for \(scheme.variable) already")
                }
            }
            if question.entry != .choice, !scheme.isAges {
                problems.append("\(place): \(question.scheme) has no bands of ages")
            }
            if question.wording != .own, question.wordsFrom.isEmpty {
                problems.append("\(place): say where the words come from (from)")
            }
            problems += optionProblems(question, scheme)
            if let after = question.after { problems += conditionProblems(question, after, scheme) }
        }
        return problems
    }

    private func optionProblems(_ question: Question, _ scheme: CategoryScheme) -> [String] {
        let place = "question \(question.id)"
        guard !question.options.isEmpty else { return ["\(place): list its options"] }
        var problems: [String] = []
        var codes: Set<String> = []
        for option in question.options {
            if !codes.insert(option.code).inserted {
                problems.append("\(place), option \(option.code): the code comes twice")
            }
            if option.label.isEmpty { problems.append("\(place), option \(option.code): give it a label") }
            switch scheme[option.code]?.standing {
            case nil:
                problems.append("\(place), option \(option.code): \(question.scheme) has no such code")
            case .category: break
            case .preferNotToSay, .notAnswered, .notAsked, .unknown:
                problems.append("\(place), option \(option.code): answers that are none come by themselves")
            }
        }
        return problems
    }

    private func conditionProblems(
        _ question: Question, _ after: Question.Condition, _ scheme: CategoryScheme
    ) -> [String] {
        let place = "question \(question.id)"
        guard let before = questions.firstIndex(where: { $0.id == after.question }),
            let own = questions.firstIndex(where: { $0.id == question.id }), before < own
        else { return ["\(place): the question \(after.question) must come before it"] }
        var problems: [String] = []
        if !questions[before].options.contains(where: { $0.code == after.code }) {
            problems.append("\(place): \(after.question) has no option \(after.code)")
        }
        if questions[before].scheme != question.scheme {
            problems.append("\(place): a detail has the scheme of its question")
        }
        let parts = Set(scheme.leaves(under: after.code).map(\.code))
        for option in question.options where !parts.contains(option.code) && scheme[option.code] != nil {
            problems.append("\(place), option \(option.code): it is no part of \(after.code)")
        }
        return problems
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        (97...122).contains(byte) || (48...57).contains(byte) || byte == 45
    }
}
