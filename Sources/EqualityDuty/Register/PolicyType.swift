// SPDX-License-Identifier: Apache-2.0

/// What kind of thing a line of the register is.
public enum PolicyType: Hashable, Sendable {
    /// The seven that a register knows.
    case policy, strategy, function, service, practice, procedure, proposal
    /// A word of the body's own, kept as written until somebody says what it stands for.
    case other(String)

    /// The seven types known here, in the order of a list to choose from.
    public static let known: [PolicyType] = [
        .policy, .strategy, .function, .service, .practice, .procedure, .proposal,
    ]

    /// Reads a word; an unknown one is kept, and so is a blank, which states no type.
    public init(words: String) {
        if let known = Self.known.first(where: { $0.word == words }) {
            self = known
            return
        }
        switch SelectionWords.words(words).joined(separator: " ") {
        case "policy", "policies": self = .policy
        case "strategy", "strategies": self = .strategy
        case "function", "functions": self = .function
        case "service", "services": self = .service
        case "practice", "practices": self = .practice
        case "procedure", "procedures": self = .procedure
        case "proposal", "proposals": self = .proposal
        default: self = .other(SelectionWords.trimmed(words))
        }
    }

    /// The word stored, exported and read back: lower case for the seven, as written for another.
    public var word: String {
        switch self {
        case .policy: "policy"
        case .strategy: "strategy"
        case .function: "function"
        case .service: "service"
        case .practice: "practice"
        case .procedure: "procedure"
        case .proposal: "proposal"
        case .other(let word): word
        }
    }

    /// The type as shown: "Policy".
    public var name: String {
        word.isEmpty ? "Type not stated" : word.prefix(1).uppercased() + word.dropFirst()
    }

    /// Whether the word still has to be matched to a type.
    public var isQueued: Bool {
        if case .other = self { true } else { false }
    }
}
