// SPDX-License-Identifier: Apache-2.0
import EqualityDuty

/// Files of question sets, as `ReferenceData/question-sets` has them.
public enum QuestionSetFile {
    /// Why a file cannot be used: everything that is wrong, each with its place.
    public struct Unusable: Error, Hashable, Sendable, CustomStringConvertible {
        /// The name of the file.
        public let file: String
        /// What is wrong, each beginning with its place.
        public let problems: [String]

        /// All of it in one line.
        public var description: String { "\(file): \(problems.joined(separator: "; "))" }
    }

    /// Reads a set and holds it against the schemes that its answers are codes of. Throws `Unusable`.
    public static func set(
        reading text: String, named name: String, _ schemes: CategorySchemes
    ) throws -> QuestionSet {
        let file: PlainYAML
        do { file = try PlainYAML(reading: text) } catch {
            throw Unusable(file: name, problems: ["the YAML cannot be read: \(error)"])
        }
        var problems = unknown(
            file,
            [
                "id", "version", "name", "nation", "from", "until", "standard", "source", "licence",
                "attribution", "note", "questions",
            ], "")
        for wanted in ["id", "version", "name", "standard", "source"] where file.words(wanted).isEmpty {
            problems.append("\(wanted): say what it is")
        }
        var questions: [Question] = []
        for (place, entry) in (file["questions"]?.items ?? []).enumerated() {
            add(entry, "question \(place + 1)", under: nil, to: &questions, schemes, &problems)
        }
        let set = QuestionSet(
            id: file.words("id"), version: file.words("version"), name: file.words("name"),
            nation: file.words("nation"), from: file.words("from"), until: file.words("until"),
            standard: line(file.words("standard")), source: line(file.words("source")),
            licence: file.words("licence"), attribution: file.words("attribution"),
            note: line(file.words("note")), questions: questions)
        problems += set.problems(schemes)
        guard problems.isEmpty else { throw Unusable(file: name, problems: problems) }
        return set
    }

    private static func add(
        _ entry: PlainYAML, _ place: String, under parent: Question?, to questions: inout [Question],
        _ schemes: CategorySchemes, _ problems: inout [String]
    ) {
        let id = entry.words("id")
        let name = id.isEmpty ? place : "question \(id)"
        if id.isEmpty { problems.append("\(place): give it an id") }
        var known: Set = ["id", "stem", "hint", "wording", "from", "note", "options"]
        known.formUnion(
            parent == nil ? ["entry", "scheme", "characteristic", "ask", "details"] : ["after"])
        problems += unknown(entry, known, "\(name): ")
        func choice<Value: RawRepresentable>(_ field: String, _ standard: Value) -> Value
        where Value.RawValue == String {
            let words = entry.words(field)
            if words.isEmpty { return standard }
            if let value = Value(rawValue: words) { return value }
            problems.append("\(name): \(field) cannot be \(words)")
            return standard
        }
        let entryKind: Question.Entry = choice("entry", .choice)
        let ask: Asking = choice("ask", .yes)
        if entry.words("wording").isEmpty { problems.append("\(name): say whose wording it is (wording)") }
        let scheme = parent?.scheme ?? entry.words("scheme")
        var options = (entry["options"]?.items ?? []).map { option in
            problems += unknown(
                option, ["code", "label", "hint", "words"], "\(name), option \(option.words("code")): ")
            return Question.Option(
                code: option.words("code"), label: option.words("label"), hint: option.words("hint"),
                words: option.words("words"))
        }
        if entryKind != .choice {
            if !options.isEmpty { problems.append("\(name): ages are entered and have no options") }
            options = schemes[scheme].map(Question.Option.bands) ?? []
        }
        let question = Question(
            id: id, stem: line(entry.words("stem")), hint: line(entry.words("hint")), entry: entryKind,
            scheme: scheme, characteristic: parent?.characteristic ?? entry.words("characteristic"),
            options: options,
            after: parent.map { .init(question: $0.id, code: entry.words("after")) },
            wording: choice("wording", .own), wordsFrom: line(entry.words("from")),
            note: line(entry.words("note")), isUsual: parent?.isUsual ?? (ask == .yes))
        questions.append(question)
        for (place, detail) in (entry["details"]?.items ?? []).enumerated() {
            add(detail, "\(name), detail \(place + 1)", under: question, to: &questions, schemes, &problems)
        }
    }

    private enum Asking: String {
        case yes
        case ifChosen = "if-chosen"
    }

    /// Names that nobody reads are mistakes: a misspelt one would be silently left out.
    private static func unknown(_ value: PlainYAML, _ known: Set<String>, _ place: String) -> [String] {
        value.pairs.map(\.name).filter { !known.contains($0) }.map { "\(place)\($0) means nothing here" }
    }

    /// Words as one line: a folded text ends with a line break.
    private static func line(_ text: String) -> String {
        text.split(whereSeparator: \.isNewline).joined(separator: " ")
    }
}
