// SPDX-License-Identifier: Apache-2.0

/// What differs between two contents, field by field, in the order and the words of a template.
///
/// It is complete: made to the earlier content, the changes give the later one.
public struct AssessmentDifference: Hashable, Sendable {
    /// One field that differs.
    public struct Change: Hashable, Sendable {
        /// What happened to a field.
        public enum Kind: String, CaseIterable, Hashable, Sendable {
            /// Nothing stood there before; something else did; nothing stands there now.
            case added, changed, removed

            /// The kind in words.
            public var name: String {
                switch self {
                case .added: "Added"
                case .changed: "Changed"
                case .removed: "Removed"
                }
            }
        }
        /// Where it stands, and the id of its section; the section is empty where the template does not ask it.
        public let path, section: String
        /// The heading of its section, and the cell in words.
        public let sectionTitle, name: String
        /// What stood there and what stands there, in words.
        public let before, after: String
        /// The texts themselves.
        public let textBefore, textAfter: String
        /// Whether it is a paragraph, so that words can be compared.
        public let isLongText: Bool
        /// Whether it is a mark of the program (complete, copied) and no answer.
        public let isMark: Bool

        /// What happened to it.
        public var kind: Kind { textBefore.isEmpty ? .added : textAfter.isEmpty ? .removed : .changed }

        /// The words that both texts have, and those that were added and removed; for long text that changed.
        public var words: [WordDifference.Run] {
            guard isLongText, kind == .changed else { return [] }
            return WordDifference(from: textBefore, to: textAfter).runs
        }
    }

    /// The changes in the order of the template; what it does not ask comes last.
    public let changes: [Change]

    /// The difference between an earlier and a later content.
    public init(
        from old: AssessmentContent, to new: AssessmentContent, template: AssessmentTemplate,
        _ characteristics: [Characteristic]
    ) {
        var newRows: [String: [String]] = [:]
        var oldRows: [String: [String]] = [:]
        func rows(_ group: String, of content: AssessmentContent, _ kept: inout [String: [String]])
            -> [String]
        {
            if let rows = kept[group] { return rows }
            let rows = content.rows(group)
            kept[group] = rows
            return rows
        }
        let order = Order(template, characteristics)
        var found: [(key: Order.Key, change: Change)] = []
        for path in new.changes(from: old).keys {
            let content = new.isFilled(path) ? new : old
            let place = template.place(of: path, characteristics)
            let name: String
            if let place {
                name = place.name { group in
                    let current = rows(group, of: new, &newRows)
                    return current.contains(place.row) ? current : rows(group, of: old, &oldRows)
                }
            } else {
                name = template.name(of: path, in: content, characteristics)
            }
            let first = path.prefix { $0 != "/" }
            let isMark = place == nil && (first == AssessmentPath.done || first == AssessmentPath.copied)
            let change = Change(
                path: path, section: place?.section.id ?? "",
                sectionTitle: place?.section.title ?? (first == "action" ? "Actions of the plan" : ""),
                name: name,
                before: template.display(path: path, old, characteristics),
                after: template.display(path: path, new, characteristics), textBefore: old[path],
                textAfter: new[path], isLongText: place?.question.kind == .longText, isMark: isMark)
            found.append((order.key(of: path, place), change))
        }
        changes = found.sorted { $0.key < $1.key }.map(\.change)
    }

    /// The changes to answers, without the marks of the program.
    public var answers: [Change] { changes.filter { !$0.isMark } }

    /// The changes by section, in their order.
    public var bySection: [(title: String, changes: [Change])] {
        var sections: [(title: String, changes: [Change])] = []
        for change in changes {
            if let last = sections.last, last.title == change.sectionTitle {
                sections[sections.count - 1].changes.append(change)
            } else {
                sections.append((change.sectionTitle, [change]))
            }
        }
        return sections
    }

    /// A content with these changes made to it.
    public func applied(to content: AssessmentContent) -> AssessmentContent {
        content.applying(
            Dictionary(changes.map { ($0.path, $0.textAfter) }, uniquingKeysWith: { first, _ in first }))
    }

    /// Places in the order of a template.
    private struct Order {
        struct Key: Comparable {
            let numbers: [Int]
            let row, path: String

            static func < (left: Key, right: Key) -> Bool {
                if left.numbers.prefix(3) != right.numbers.prefix(3) {
                    return left.numbers.prefix(3).lexicographicallyPrecedes(right.numbers.prefix(3))
                }
                if left.row != right.row { return left.row < right.row }
                if left.numbers != right.numbers {
                    return left.numbers.lexicographicallyPrecedes(right.numbers)
                }
                return left.path < right.path
            }
        }
        private var sections: [String: Int] = [:]
        private var codes: [String: Int] = [:]

        init(_ template: AssessmentTemplate, _ characteristics: [Characteristic]) {
            for (index, section) in template.sections.enumerated() { sections[section.id] = index }
            for (index, characteristic) in characteristics.enumerated() { codes[characteristic.code] = index }
        }

        func key(of path: String, _ place: AssessmentTemplate.Place?) -> Key {
            guard let place, let section = sections[place.section.id] else {
                return Key(numbers: [Int.max], row: "", path: path)
            }
            let group = place.section.groups.firstIndex { $0.id == place.group.id } ?? 0
            let code = place.characteristic.isEmpty ? 0 : codes[place.characteristic] ?? Int.max
            let people = place.people == .staff ? 1 : 0
            let question = place.group.questions.firstIndex { $0.id == place.question.id } ?? 0
            return Key(numbers: [section, group, code, people, question], row: place.row, path: path)
        }
    }
}
