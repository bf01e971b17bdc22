// SPDX-License-Identifier: Apache-2.0

/// One question about a person, whose answer is a code of a category scheme.
public struct Question: Hashable, Sendable, Codable {
    /// How the answer is entered.
    public enum Entry: String, Hashable, Sendable, Codable {
        /// One of a few answers.
        case choice
        /// An age in years, or a day of birth of which the year is enough; a band of ages at once, and never kept.
        case age, birth
    }

    /// Whose words the question is in.
    public enum Wording: String, CaseIterable, Hashable, Sendable, Codable {
        /// Word for word those of a harmonised standard, or of the census.
        case harmonised, census
        /// Ours: what is asked is no harmonised question, whatever its answers are.
        case own

        /// In words, as those who choose questions are told.
        public var name: String {
            switch self {
            case .harmonised: "Harmonised wording"
            case .census: "Census wording"
            case .own: "Not the harmonised wording"
            }
        }
    }

    /// One answer that can be chosen.
    public struct Option: Hashable, Sendable, Codable {
        /// The code of the category.
        public let code: String
        /// The answer as people read it.
        public let label: String
        /// What helps to choose it; empty for nothing.
        public let hint: String
        /// What is asked beside it, to be answered in one's own words; empty where nothing is.
        public let words: String
        /// The ages of a band, the oldest missing where it has no end; both missing for anything but a band.
        public let youngest, oldest: Int?

        /// An answer.
        public init(
            code: String, label: String, hint: String = "", words: String = "", youngest: Int? = nil,
            oldest: Int? = nil
        ) {
            self.code = code
            self.label = label
            self.hint = hint
            self.words = words
            self.youngest = youngest
            self.oldest = oldest
        }

        /// The bands of a scheme as answers.
        public static func bands(of scheme: CategoryScheme) -> [Option] {
            scheme.leaves.compactMap { leaf in
                leaf.ages.map {
                    Option(code: leaf.code, label: leaf.label, youngest: $0.youngest, oldest: $0.oldest)
                }
            }
        }
    }

    /// What must have been answered before, for a question to be asked.
    public struct Condition: Hashable, Sendable, Codable {
        /// The id of the question before.
        public let question: String
        /// The code that leads here.
        public let code: String

        /// A condition.
        public init(question: String, code: String) {
            self.question = question
            self.code = code
        }
    }

    /// What it is found by, within its set.
    public let id: String
    /// The question as people read it.
    public let stem: String
    /// What helps to answer it, in a sentence; empty for nothing.
    public let hint: String
    /// How the answer is entered.
    public let entry: Entry
    /// The scheme that answers are codes of.
    public let scheme: String
    /// The code of the protected or local characteristic; empty for none.
    public let characteristic: String
    /// The answers that can be chosen, without "Prefer not to say", which every question has as its last; for ages the
    /// bands.
    public let options: [Option]
    /// When it is asked; `nil` for always. Its answer then says more exactly what the question before said.
    public let after: Condition?
    /// Whose words it is in.
    public let wording: Wording
    /// Where the words come from; empty for our own.
    public let wordsFrom: String
    /// What those who choose questions should know; empty for nothing.
    public let note: String
    /// Whether it is asked unless somebody decides otherwise.
    public let isUsual: Bool

    /// A question as its parts.
    public init(
        id: String, stem: String, hint: String = "", entry: Entry = .choice, scheme: String,
        characteristic: String = "", options: [Option] = [], after: Condition? = nil,
        wording: Wording = .own, wordsFrom: String = "", note: String = "", isUsual: Bool = true
    ) {
        self.id = id
        self.stem = stem
        self.hint = hint
        self.entry = entry
        self.scheme = scheme
        self.characteristic = characteristic
        self.options = options
        self.after = after
        self.wording = wording
        self.wordsFrom = wordsFrom
        self.note = note
        self.isUsual = isUsual
    }

    /// The last answer of every question, as good as any other.
    public static let preferNotToSay = Option(
        code: CategoryScheme.Standing.preferNotToSay.code,
        label: CategoryScheme.Standing.preferNotToSay.words)

    /// All answers that can be chosen, "Prefer not to say" last.
    public var answers: [Option] { options + [Self.preferNotToSay] }

    /// The answer of a code; `nil` where it is none of this question's.
    public func answer(_ code: String) -> Option? { answers.first { $0.code == code } }

    /// The band of an age in completed years; `nil` where none has it, or the question asks for no age.
    public func band(ofAge age: Int) -> Option? {
        options.first { option in
            option.youngest.map { $0 <= age && age <= option.oldest ?? .max } ?? false
        }
    }
}
