// SPDX-License-Identifier: Apache-2.0

/// One numbered thing that a strategy says: an outcome, a priority, a source, a question to members.
public struct StrategyPart: Hashable, Sendable {
    /// What the part is.
    public enum Kind: String, CaseIterable, Hashable, Sendable {
        /// A scheme that was joined into it, and why it was joined.
        case combinedScheme, reason
        /// An outcome that comes first, and a priority of one characteristic.
        case priorityOutcome, priority
        /// A theme that cuts across, such as poverty or cohesion; an area of work or of a framework.
        case theme, keyArea, frameworkArea
        /// What it rests on: data, consultation.
        case dataSource, consultationSource
        /// What members are asked, what was reported as done, what it commits the body to.
        case question, progress, commitment
        /// Anything else, by the word that the document has for it.
        case other

        /// The kind in words, for one.
        public var name: String {
            switch self {
            case .combinedScheme: "Combined scheme"
            case .reason: "Reason for combining"
            case .priorityOutcome: "Priority outcome"
            case .priority: "Priority of a characteristic"
            case .theme: "Cross-cutting theme"
            case .keyArea: "Key area"
            case .frameworkArea: "Framework area"
            case .dataSource: "Data source"
            case .consultationSource: "Consultation source"
            case .question: "Question for members"
            case .progress: "Progress item"
            case .commitment: "Commitment"
            case .other: "Other"
            }
        }

        /// The kind in words, for a heading over several.
        public var heading: String {
            switch self {
            case .combinedScheme: "Combined schemes"
            case .reason: "Why the schemes were combined"
            case .priorityOutcome: "Priority outcomes"
            case .priority: "Priorities by characteristic"
            case .theme: "Cross-cutting themes"
            case .keyArea: "Key areas"
            case .frameworkArea: "Framework areas"
            case .dataSource: "Evidence: data"
            case .consultationSource: "Evidence: consultation"
            case .question: "Questions for members"
            case .progress: "Progress reported"
            case .commitment: "Commitments"
            case .other: "Other things it says"
            }
        }

        /// The words by which files call it.
        var aliases: [String] {
            switch self {
            case .combinedScheme: ["combined scheme", "scheme"]
            case .reason: ["reason for a combined scheme", "reason", "reason for combining"]
            case .priorityOutcome: ["priority outcome", "outcome"]
            case .priority:
                [
                    "characteristic with own priorities", "priority", "priority of a characteristic",
                ]
            case .theme: ["theme", "cross cutting theme"]
            case .keyArea: ["action plan key area", "key area"]
            case .frameworkArea: ["framework area", "framework point", "methodology point"]
            case .dataSource: ["data source"]
            case .consultationSource: ["consultation source"]
            case .question: ["question for members", "question"]
            case .progress: ["progress item", "progress", "update"]
            case .commitment: ["commitment", "approach", "next step", "future work"]
            case .other: ["other"]
            }
        }

        /// Reads the word of a file; `nil` where it is not known.
        public init?(words: String) {
            let words = SelectionWords.words(words).joined(separator: " ")
            guard
                let kind = Kind.allCases.first(where: {
                    $0.aliases.contains(words) || $0.rawValue.lowercased() == words
                })
            else { return nil }
            self = kind
        }
    }

    /// The id, made by the application; empty until one is given.
    public var id: String
    /// What the part is.
    public var kind: Kind
    /// The word by which the document calls it; empty where nobody wrote one.
    public var kindWritten: String
    /// The paragraph or section in which the document says it, and its number there ("2.1.3", "a").
    public var section, number: String
    /// A short heading of its own, where it has one, and the words as the document has them.
    public var title, text: String
    /// The characteristic it is about, by code; empty for none.
    public var characteristic: String
    /// The area it stands under, and the divisions that carry it out, with semicolons between.
    public var area, divisions: String
    /// Whether a later version left it out; it is kept for its history.
    public var isRetired: Bool

    /// A part of a strategy.
    public init(
        id: String = "", kind: Kind, kindWritten: String = "", section: String = "", number: String = "",
        title: String = "", text: String, characteristic: String = "", area: String = "",
        divisions: String = "", isRetired: Bool = false
    ) {
        self.id = id
        self.kind = kind
        self.kindWritten = kindWritten
        self.title = title
        self.section = section
        self.number = number
        self.text = text
        self.characteristic = characteristic
        self.area = area
        self.divisions = divisions
        self.isRetired = isRetired
    }

    /// What a form refuses.
    public var problems: [Problem] {
        var problems: [Problem] = []
        if SelectionWords.trimmed(text).isEmpty { problems.append(Problem(at: "text", "Enter the words")) }
        if text.count > 5_000 {
            problems.append(Problem(at: "text", "Words must be 5,000 characters or fewer"))
        }
        return problems
    }
}
