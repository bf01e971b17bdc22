// SPDX-License-Identifier: Apache-2.0
import DisclosureControl

/// A column as the tables of a publication divide people by it: everybody, those who answered, each category with
/// its parts, and each answer that is none.
public struct InformationDimension: Sendable {
    /// One line of a table.
    public struct Entry: Hashable, Sendable {
        /// What a line stands for.
        public enum Kind: Hashable, Sendable {
            /// Everybody; those whose answer names a category; a category; an answer that is none.
            case everybody, answered, category, nonAnswer
        }
        /// The code in files, and the words beside it.
        public let code, label: String
        /// The code of the line that it is a part of; `nil` for everybody.
        public let parent: String?
        /// What it stands for.
        public let kind: Kind
        /// How many categories stand above it.
        public let depth: Int
        /// Whether it holds those who named the category above and none of its parts.
        public let isRest: Bool
    }

    /// The code of everybody, of those who answered, and of all others where they are told as one.
    public static let everybody = "all", answered = "answered", unanswered = "no-usable-answer"

    /// The name in files, and as a heading.
    public let name, title: String
    /// The lines in order, each after what it is a part of.
    public let entries: [Entry]
    /// How finely the column is told.
    public let level: InformationLevel
    /// Whether the column has groups with parts, told or not.
    let hasParts: Bool
    /// What disclosure control is told.
    public let table: TableDimension
    /// The finest category that each code of the column counts in, by the code's name.
    let leaves: [String: Int]
    private let places: [String: Int]

    /// What was added up, as a sentence; `nil` where nothing was.
    public var levelWords: String? { level.words(of: self) }

    /// A column's categories with their parents, as finely as the level says. Throws where codes cannot be told apart.
    public init(_ column: DataColumn, _ level: InformationLevel = .finest) throws(DisclosureProblem) {
        self.level = level
        name = column.name
        title = column.name.prefix(1).uppercased() + column.name.dropFirst()
        let known = Set(column.entries.map(\.code))
        let categories = column.entries.filter { $0.kind == .category }
        let parents = Set(categories.compactMap { $0.parent })
        hasParts = categories.contains { $0.parent.map(known.contains) ?? false }
        func isTop(_ entry: ColumnEntry) -> Bool { entry.parent.map { !known.contains($0) } ?? true }
        var entries = [
            Entry(
                code: Self.everybody, label: "Everybody", parent: nil, kind: .everybody, depth: 0,
                isRest: false),
            Entry(
                code: Self.answered, label: "Answered", parent: Self.everybody, kind: .answered, depth: 0,
                isRest: false),
        ]
        var leafNames: [String: String] = [:]
        func gather(_ entry: ColumnEntry, into main: String) {
            leafNames[entry.code] = main
            for child in categories where child.parent == entry.code { gather(child, into: main) }
        }
        func add(_ entry: ColumnEntry, depth: Int, parent: String) {
            entries.append(
                Entry(
                    code: entry.code, label: entry.label, parent: parent, kind: .category, depth: depth,
                    isRest: false))
            leafNames[entry.code] = entry.code
            guard parents.contains(entry.code) else { return }
            guard level.tellsParts else {
                for child in categories where child.parent == entry.code { gather(child, into: entry.code) }
                return
            }
            for child in categories where child.parent == entry.code {
                add(child, depth: depth + 1, parent: entry.code)
            }
            // Who names the group and none of its parts is counted in the group alone.
            let rest = entry.code + "--no-detail"
            entries.append(
                Entry(
                    code: rest, label: "\(entry.label), without detail", parent: entry.code, kind: .category,
                    depth: depth + 1, isRest: true))
            leafNames[entry.code] = rest
        }
        for entry in categories where isTop(entry) { add(entry, depth: 0, parent: Self.answered) }
        let nonAnswers = column.entries.filter { $0.kind != .category }
        if !level.tellsNonAnswersApart, !nonAnswers.isEmpty {
            entries.append(
                Entry(
                    code: Self.unanswered, label: "No usable answer", parent: Self.everybody,
                    kind: .nonAnswer,
                    depth: 0,
                    isRest: false))
            for entry in nonAnswers { leafNames[entry.code] = Self.unanswered }
        } else {
            for entry in nonAnswers {
                entries.append(
                    Entry(
                        code: entry.code, label: entry.label, parent: Self.everybody, kind: .nonAnswer,
                        depth: 0,
                        isRest: false))
                leafNames[entry.code] = entry.code
            }
        }
        table = try TableDimension(
            name: column.name, nodes: entries.map { .init(code: $0.code, parent: $0.parent) },
            allowingOneChild: true)
        self.entries = entries
        leaves = leafNames.compactMapValues { [table] in table.position(of: $0) }
        places = Dictionary(entries.enumerated().map { ($1.code, $0) }) { one, _ in one }
    }

    /// The line of a code; `nil` where there is none.
    public subscript(code: String) -> Entry? { places[code].map { entries[$0] } }

    /// The place of a code among the lines, for sorting.
    public func place(of code: String) -> Int { places[code] ?? entries.count }
}
