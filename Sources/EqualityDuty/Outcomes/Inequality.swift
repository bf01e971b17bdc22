// SPDX-License-Identifier: Apache-2.0

/// Where an outcome is unequal for people of one characteristic, with what shows it and how much could be gained.
public struct Inequality: Hashable, Sendable {
    /// The questions by which it is scored, each 0 to 3.
    public enum Criterion: String, CaseIterable, Hashable, Sendable {
        /// How many people are worse off, how much worse, what the body can do about it, how sure the evidence is.
        case reach, depth, influence, certainty

        /// The question.
        public var question: String {
            switch self {
            case .reach: "How many people are worse off?"
            case .depth: "How much worse off are they?"
            case .influence: "How much can the council change it?"
            case .certainty: "How sure is the evidence?"
            }
        }

        /// What each score from 0 to 3 means.
        public var levels: [String] {
            switch self {
            case .reach: ["None known", "Few people", "Many people", "Most of the group"]
            case .depth:
                [
                    "No difference", "A small difference", "A clear difference",
                    "Lives are shortened or blocked",
                ]
            case .influence:
                ["No power to", "Only with others", "Partly by the council", "Mainly by the council"]
            case .certainty: ["A guess", "Voices or one source", "Several sources", "Measured repeatedly"]
            }
        }
    }

    /// The id, made by the application; empty until one is given.
    public var id: String
    /// The version, by which a stale save is noticed.
    public var version: Int
    /// The outcome that is unequal.
    public var outcomeID: String
    /// The characteristic of the people who are worse off, by code; "all" where it is everybody who is poor or remote.
    public var characteristic: String
    /// Where the inequality is, and what shows it.
    public var words, evidence: String
    /// The scores given, 0 to 3; a criterion that nobody scored is missing.
    public var scores: [Criterion: Int]
    /// Why the scores are what they are.
    public var explanation: String

    /// A finding of inequality.
    public init(
        id: String = "", version: Int = 1, outcomeID: String, characteristic: String, words: String,
        evidence: String = "", scores: [Criterion: Int] = [:], explanation: String = ""
    ) {
        self.id = id
        self.version = version
        self.outcomeID = outcomeID
        self.characteristic = characteristic
        self.words = words
        self.evidence = evidence
        self.scores = scores
        self.explanation = explanation
    }

    /// What a form refuses, all at once.
    public var problems: [Problem] {
        var problems: [Problem] = []
        if characteristic.isEmpty {
            problems.append(Problem(at: "characteristic", "Select the characteristic of those worse off"))
        }
        if SelectionWords.trimmed(words).isEmpty {
            problems.append(Problem(at: "words", "Enter where the inequality is"))
        }
        if !scores.isEmpty, SelectionWords.trimmed(explanation).isEmpty {
            problems.append(Problem(at: "explanation", "Enter why you scored it so"))
        }
        for (name, text) in [("words", words), ("evidence", evidence), ("explanation", explanation)]
        where text.count > 5_000 {
            problems.append(Problem(at: name, "Text must be 5,000 characters or fewer"))
        }
        return problems
    }

    /// The answer to "is this among those with the biggest effect?", out of 100; `nil` until all four are scored.
    ///
    /// Reach, depth and influence multiply, since where one is nothing there is no effect to be had; certainty
    /// moves the result by at most a quarter, so that weak evidence lowers an answer and never hides it.
    public var effect: Int? {
        guard let reach = scores[.reach], let depth = scores[.depth], let influence = scores[.influence],
            let certainty = scores[.certainty]
        else { return nil }
        let whole = Double(reach * depth * influence) / 27
        return Int((100 * whole * (0.75 + 0.25 * Double(certainty) / 3)).rounded())
    }

    /// The answer in words, with what decided it.
    public var effectInWords: String {
        guard let effect else {
            let missing = Criterion.allCases.filter { scores[$0] == nil }.map(\.question)
            return "Not scored yet. Still to answer: \(missing.joined(separator: " "))"
        }
        let zeros: [Criterion] = [.reach, .depth, .influence].filter { scores[$0] == 0 }
        if let zero = zeros.first {
            return "No effect to be had: “\(zero.levels[0])” to “\(zero.question)”"
        }
        let told = Criterion.allCases.map { "\($0.question) \($0.levels[scores[$0] ?? 0])." }
        return "\(effect) of 100. \(told.joined(separator: " "))"
    }
}

extension Inequality {
    /// Those with the biggest effect: the highest scores, as many as asked for, and all that equal the last of them.
    public static func biggest(_ all: [Inequality], _ count: Int) -> Set<String> {
        let scored = all.compactMap { item in item.effect.map { (item.id, $0) } }
            .filter { $0.1 > 0 }.sorted { ($1.1, $0.0) < ($0.1, $1.0) }
        guard count > 0, let last = scored.prefix(count).last else { return [] }
        return Set(scored.filter { $0.1 >= last.1 }.map(\.0))
    }
}
