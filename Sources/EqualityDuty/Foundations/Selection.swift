// SPDX-License-Identifier: Apache-2.0

/// Which of several things a row applies to; "all" stays all, so that a later one joins it.
public enum Selection<Element: Hashable & Sendable>: Hashable, Sendable {
    /// Every one, also those added later.
    case all
    /// None can apply ("n/a").
    case notApplicable
    /// Still to be decided: a place in the work queue, not a value.
    case toBeMapped
    /// These.
    case some([Element])
    /// Left blank.
    case notStated

    /// The elements picked one by one; empty for every other case.
    public var elements: [Element] {
        switch self {
        case .some(let elements): elements
        case .all, .notApplicable, .toBeMapped, .notStated: []
        }
    }

    /// Whether it covers an element.
    public func contains(_ element: Element) -> Bool {
        switch self {
        case .all: true
        case .some(let elements): elements.contains(element)
        case .notApplicable, .toBeMapped, .notStated: false
        }
    }
}

/// The words of a selection, kept as written, beside what was understood.
public struct SelectionText<Element: Hashable & Sendable>: Hashable, Sendable {
    /// The words as they were written.
    public let asWritten: String
    /// What they were read as; words not known are still to be mapped.
    public let selection: Selection<Element>
    /// The words that were not understood, if any.
    public let note: String?

    /// A reading made elsewhere.
    public init(asWritten: String, selection: Selection<Element>, note: String?) {
        self.asWritten = asWritten
        self.selection = selection
        self.note = note
    }
}

/// A body's characteristics as data: code, name and the other words by which people call each.
public struct CharacteristicVocabulary: Hashable, Sendable {
    /// One characteristic.
    public struct Entry: Hashable, Sendable {
        /// The code stored with records.
        public let code: String
        /// The name shown.
        public let name: String
        /// Other words for it.
        public let aliases: [String]

        /// A characteristic with its other names.
        public init(code: String, name: String, aliases: [String] = []) {
            self.code = code
            self.name = name
            self.aliases = aliases
        }
    }

    /// The characteristics in their order.
    public let entries: [Entry]
    /// Every way of calling one, as the words it is made of, longest first.
    let phrases: [(words: [String], code: String)]

    /// A vocabulary of these characteristics.
    public init(_ entries: [Entry]) {
        self.entries = entries
        phrases = entries.flatMap { entry in
            ([entry.code, entry.name] + entry.aliases).map { (SelectionWords.telling($0), entry.code) }
        }
        .filter { !$0.0.isEmpty }
        .sorted { $0.0.count > $1.0.count }
    }

    /// The name of a code; the code itself where it is not known.
    public func name(of code: String) -> String { entries.first { $0.code == code }?.name ?? code }

    /// Two vocabularies with the same entries are equal.
    public static func == (left: Self, right: Self) -> Bool { left.entries == right.entries }
    /// Hashes the entries.
    public func hash(into hasher: inout Hasher) { hasher.combine(entries) }
}

extension SelectionText where Element == GeneralDutyAim {
    /// Reads a cell that names aims: "All", "A, B & C", "Advance equality".
    public init(aims text: String) {
        self.init(text) { words in
            let words = words.filter { !["aim", "aims", "psed"].contains($0) || words.count == 1 }
            return SelectionWords.match(words, against: SelectionWords.aimPhrases) {
                GeneralDutyAim(rawValue: $0)
            }
        }
    }
}

extension SelectionText where Element == String {
    /// Reads a cell that names characteristics, by the words of a body's own vocabulary.
    public init(characteristics text: String, in vocabulary: CharacteristicVocabulary) {
        self.init(text) { words in
            SelectionWords.match(words, against: vocabulary.phrases) { $0 }
        }
    }

    /// Reads a cell that lists references or names of which no list is kept, such as "1.1; 3.4".
    ///
    /// Semicolons and line breaks separate; commas and "&" only where every part holds a figure, since
    /// names of priorities hold commas of their own.
    public init(references text: String) {
        if let selection: Selection<String> = SelectionWords.special(text) {
            self.init(asWritten: text, selection: selection, note: nil)
            return
        }
        let parts = SelectionWords.parts(text, at: { $0 == ";" || $0.isNewline })
        let finer = SelectionWords.parts(text, at: { $0 == ";" || $0 == "," || $0 == "&" || $0.isNewline })
        let coded = finer.allSatisfy { $0.contains(where: \.isNumber) && !$0.contains(" ") }
        self.init(asWritten: text, selection: .some(coded ? finer : parts), note: nil)
    }
}

extension SelectionText {
    /// Reads a cell: the special words first, then names by the given matcher.
    private init(_ text: String, _ match: ([String]) -> (found: [Element], unknown: [String])) {
        if let selection: Selection<Element> = SelectionWords.special(text) {
            self.init(asWritten: text, selection: selection, note: nil)
            return
        }
        let (found, unknown) = match(SelectionWords.telling(text))
        if unknown.isEmpty, !found.isEmpty {
            self.init(asWritten: text, selection: .some(found), note: nil)
        } else {
            let words = unknown.isEmpty ? text : unknown.joined(separator: " ")
            self.init(asWritten: text, selection: .toBeMapped, note: "“\(words)” is not known here")
        }
    }
}
