// SPDX-License-Identifier: Apache-2.0
import EqualityDuty
import Yams

/// The values of a template file as they are taken out of it, with every problem on the way.
final class TemplateNodes {
    var problems: [TemplateFile.Problem] = []
    /// The line on which each part of the template begins, by the words that name the part.
    var lines: [String: Int] = [:]
    private var values = 0

    /// A mapping with the words that may stand in it; others are reported, since a word misspelt is an answer lost.
    struct Mapping {
        let place: String
        let line: Int
        var values: [String: Node] = [:]
    }

    func add(_ line: Int, _ place: String, _ text: String) {
        problems.append(.init(line: line, place: place, text))
    }

    /// Reads a mapping; `nil`, with a problem, where the node is none.
    func mapping(_ node: Node, _ place: String, words known: [String]) -> Mapping? {
        let line = node.mark?.line ?? 0
        values += 1
        guard values <= TemplateFile.valueLimit else {
            if values == TemplateFile.valueLimit + 1 { add(line, place, "Split the file: it is too large") }
            return nil
        }
        guard let pairs = node.mapping else {
            add(line, place, "Write words with values here: \(known.prefix(3).joined(separator: ", ")) …")
            return nil
        }
        var mapping = Mapping(place: place, line: line)
        for (key, value) in pairs {
            let word = key.scalar?.string ?? ""
            if known.contains(word) {
                mapping.values[word] = value
            } else {
                let list = known.joined(separator: ", ")
                add(key.mark?.line ?? line, place, "Use one of these words instead of “\(word)”: \(list)")
            }
        }
        return mapping
    }

    /// The text at a word; empty where there is none.
    func text(_ mapping: Mapping, _ word: String) -> String {
        guard let node = mapping.values[word] else { return "" }
        guard let scalar = node.scalar else {
            add(node.mark?.line ?? mapping.line, mapping.place, "Write one text after “\(word)”")
            return ""
        }
        let isPlain = scalar.style == .plain || scalar.style == .any
        if isPlain, scalar.string == "~" || scalar.string == "null" { return "" }
        return TypedText.paragraphs(scalar.string)
    }

    /// The items of a list at a word; none where there is no list.
    func list(_ mapping: Mapping, _ word: String) -> [Node] {
        guard let node = mapping.values[word] else { return [] }
        if let items = node.sequence { return Array(items) }
        if text(mapping, word).isEmpty { return [] }
        add(node.mark?.line ?? mapping.line, mapping.place, "Write a list after “\(word)”")
        return []
    }

    /// The texts of a list at a word.
    func texts(_ mapping: Mapping, _ word: String) -> [String] {
        list(mapping, word).compactMap { item in
            if let text = item.scalar?.string { return text }
            add(
                item.mark?.line ?? mapping.line, mapping.place, "Write a list of single words after “\(word)”"
            )
            return nil
        }
    }

    /// A whole number at a word; `nil`, with a problem, where there is none.
    func number(_ mapping: Mapping, _ word: String) -> Int? {
        let written = text(mapping, word)
        if let number = Int(written) { return number }
        add(line(mapping, word), mapping.place, "Write a whole number after “\(word)”")
        return nil
    }

    /// A day at a word; `nil` where it is blank, and with a problem where it is no day.
    func day(_ mapping: Mapping, _ word: String) -> CalendarDay? {
        let written = text(mapping, word)
        if written.isEmpty { return nil }
        if let day = CalendarDay(iso: written) { return day }
        add(line(mapping, word), mapping.place, "Write a day such as 2026-07-11 after “\(word)”")
        return nil
    }

    /// A condition at a word; `nil` where it is blank, and with a problem where it cannot be understood.
    func condition(_ mapping: Mapping, _ word: String) -> TemplateCondition? {
        let written = text(mapping, word)
        if written.isEmpty { return nil }
        if let condition = TemplateCondition(written) { return condition }
        add(
            line(mapping, word), mapping.place,
            "Write a condition such as “about/kind = saving” or “.direction in negative|unknown” after “\(word)”"
        )
        return nil
    }

    /// One of the words of an enumeration; the first, with a problem, for any other.
    func one<Value: RawRepresentable & CaseIterable>(
        _ mapping: Mapping, _ word: String, else standard: Value
    ) -> Value where Value.RawValue == String {
        let written = text(mapping, word)
        if written.isEmpty { return standard }
        if let value = Value(rawValue: written) { return value }
        let known = Value.allCases.map(\.rawValue).joined(separator: ", ")
        add(line(mapping, word), mapping.place, "Write one of \(known) after “\(word)”, not “\(written)”")
        return standard
    }

    func line(_ mapping: Mapping, _ word: String) -> Int {
        mapping.values[word]?.mark?.line ?? mapping.line
    }
}
