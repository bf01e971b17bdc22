// SPDX-License-Identifier: Apache-2.0

/// What somebody may put into a blank cell of an action, with the reason for it.
public struct QueueSuggestion: Hashable, Sendable {
    /// The column it is for.
    public let column: String
    /// The words to put there.
    public let words: String
    /// Why these.
    public let because: String
    /// Whether it is sure enough to stand in the box beforehand, not only beside it.
    public let isSure: Bool

    /// A suggestion.
    public init(column: String, words: String, because: String, isSure: Bool = false) {
        self.isSure = isSure
        self.column = column
        self.words = words
        self.because = because
    }
}

/// Words that a box offers while somebody types.
public struct QueueChoice: Hashable, Sendable {
    /// The words, and what they stand for where they are a number or a letter.
    public var words: String, meaning = ""
}

/// Finds suggestions in what the plan says already: never more than a proposal, always with its reason.
public struct QueueAdviser: Sendable {
    private let others: [Action]
    private let vocabulary: CharacteristicVocabulary
    private let words: [Set<String>]
    private let framework: [StrategyPart]

    /// An adviser that knows the actions of a plan, and the parts of the framework that the body works to.
    public init(
        _ actions: [Action], characteristics: CharacteristicVocabulary, framework: [StrategyPart] = []
    ) {
        self.framework = framework
        others = actions
        vocabulary = characteristics
        words = actions.map { Self.telling($0.title) }
    }

    /// What may be put into a column of an action, the best first, at most three.
    public func suggestions(for action: Action, column: Int) -> [QueueSuggestion] {
        let header = ActionCells.headers[column]
        var found: [QueueSuggestion] = []
        func add(_ words: String, _ because: String, isSure: Bool = false) {
            guard !words.isEmpty, words != action.cells[column], !found.contains(where: { $0.words == words })
            else { return }
            found.append(
                QueueSuggestion(column: header, words: words, because: because, isSure: isSure))
        }
        if column == 10 {
            let named = named(in: action.title + " " + action.cells.arisingFrom)
            add(
                named.joined(separator: "; "), "the action names \(named.joined(separator: " and "))",
                isSure: true)
        }
        if column == 9 {
            for (letter, hints) in Self.aimHints {
                if let hint = hints.first(where: { Self.telling(action.title).contains($0) }) {
                    add(letter, "the words speak of “\(hint)”")
                }
            }
        }
        if column == 5, let suggestion = action.target.suggestion {
            add(suggestion, "this is how the words could be meant")
        }
        if column == 2, let usual = usual(column, of: action) {
            // Five of five, or more where four fifths of them agree.
            let isSure = usual.count >= 5 && usual.count * 5 >= usual.total * 4
            add(usual.words, because(usual, action), isSure: isSure)
        }
        if column == 8 {
            for part in partsLike(action) { add(part.code, part.because, isSure: part.isNamed) }
        }
        for (other, share) in alike(action, column) {
            add(other.cells[column], "“\(Self.short(other.title))” is like it (\(share) words in common)")
        }
        if column == 7 || column == 8 {
            if let usual = usual(column, of: action) {
                add(usual.words, because(usual, action))
            }
        }
        return Array(found.prefix(3))
    }

    /// What may be meant by a column, to be chosen from while typing: the framework's criteria, the names of the
    /// characteristics, the aims, and what other actions have there, the commonest first; at most 60.
    public func choices(column: Int) -> [QueueChoice] {
        var words: [QueueChoice] = []
        switch column {
        case 8:
            words = framework.map {
                $0.number.isEmpty
                    ? QueueChoice(words: $0.title) : QueueChoice(words: $0.number, meaning: $0.title)
            }
        case 9: words = GeneralDutyAim.allCases.map { QueueChoice(words: $0.letter, meaning: $0.name) }
        case 10: words = vocabulary.entries.map { QueueChoice(words: $0.name) }
        default: break
        }
        var counts: [String: Int] = [:]
        for other in others where isSettled(other, column) { counts[other.cells[column], default: 0] += 1 }
        words += counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { QueueChoice(words: $0.key) }
        var seen: Set<String> = [""]
        return Array(words.filter { $0.words.count <= 200 && seen.insert($0.words).inserted }.prefix(60))
    }

    /// Actions that share telling words and have something in the column, the most alike first.
    private func alike(_ action: Action, _ column: Int) -> [(Action, Int)] {
        let mine = Self.telling(action.title)
        var found: [(action: Action, share: Int, place: Int)] = []
        for (place, other) in others.enumerated() where other.id != action.id {
            let share = words[place].intersection(mine).count
            if share >= 2, isSettled(other, column) { found.append((other, share, place)) }
        }
        return found.sorted { ($1.share, $0.place) < ($0.share, $1.place) }.prefix(3).map {
            ($0.action, $0.share)
        }
    }

    /// What most actions of the same directorate have in the column, where at least three have it.
    private func usual(_ column: Int, of action: Action) -> (words: String, count: Int, total: Int)? {
        guard !action.directorate.isEmpty else { return nil }
        var counts: [String: Int] = [:]
        for other in others
        where other.id != action.id && other.directorate == action.directorate && isSettled(other, column) {
            counts[other.cells[column], default: 0] += 1
        }
        return counts.filter { $0.value >= 3 }.max { ($0.value, $1.key) < ($1.value, $0.key) }
            .map { ($0.key, $0.value, counts.values.reduce(0, +)) }
    }

    private func because(_ usual: (words: String, count: Int, total: Int), _ action: Action) -> String {
        "\(usual.count) of \(usual.total) actions of \(action.directorate) have it"
    }

    /// Parts of the framework that the action names by their number, or with which it shares telling words.
    private func partsLike(_ action: Action) -> [(code: String, because: String, isNamed: Bool)] {
        let own = action.title + " " + action.cells.arisingFrom
        let (mine, spoken) = (Self.telling(own), Set(own.split { $0.isWhitespace || $0 == "," || $0 == ";" }))
        var found: [(code: String, because: String, share: Int, isNamed: Bool)] = []
        for part in framework {
            let code = part.number.isEmpty ? part.title : part.number
            let shared = Self.telling(part.title + " " + part.text).intersection(mine).sorted()
            let isNamed = part.number.count > 1 && spoken.contains(part.number[...])
            let name = Self.short(part.title.isEmpty ? part.text : part.title)
            if isNamed {
                found.append((code, "the action names \(code), “\(name)”", 1_000, true))
            } else if !shared.isEmpty, !code.isEmpty {
                let words = shared.prefix(4).map { "“\($0)”" }.joined(separator: ", ")
                found.append((code, "the framework's “\(name)” also speaks of \(words)", shared.count, false))
            }
        }
        return found.enumerated()
            .sorted { ($1.element.share, $0.offset) < ($0.element.share, $1.offset) }
            .prefix(3).map { ($0.element.code, $0.element.because, $0.element.isNamed) }
    }

    private func isSettled(_ action: Action, _ column: Int) -> Bool {
        let header = ActionCells.headers[column]
        return !SelectionWords.trimmed(action.cells[column]).isEmpty
            && !action.queue().contains { $0.column == header }
    }

    private func named(in text: String) -> [String] {
        let words = SelectionWords.words(text)
        var codes: [String] = []
        for phrase in vocabulary.phrases where !codes.contains(phrase.code) {
            let count = phrase.words.count
            guard count > 0, words.count >= count, phrase.words.joined().count > 2 else { continue }
            if (0...(words.count - count)).contains(where: { Array(words[$0..<$0 + count]) == phrase.words })
            {
                codes.append(phrase.code)
            }
        }
        return vocabulary.entries.filter { codes.contains($0.code) }.map(\.name)
    }

    private static let aimHints: [(String, [String])] = [
        ("A", ["harassment", "discrimination", "victimisation", "hate", "bullying"]),
        ("B", ["access", "participation", "gap", "needs", "attainment", "disadvantage", "barriers"]),
        ("C", ["cohesion", "relations", "prejudice", "understanding", "community"]),
    ]

    private static func telling(_ text: String) -> Set<String> {
        Set(SelectionWords.words(text).filter { $0.count > 3 && !common.contains($0) })
    }

    private static func short(_ text: String) -> String {
        text.count <= 60 ? text : String(text.prefix(57)) + "…"
    }

    private static let common: Set<String> = [
        "with", "from", "that", "this", "their", "which", "will", "have", "into", "upon", "through",
        "council",
        "equality", "service", "services", "action", "plan", "develop", "ensure", "review",
    ]
}
