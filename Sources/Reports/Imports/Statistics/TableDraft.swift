// SPDX-License-Identifier: Apache-2.0
import EqualityDuty
import EqualityStatistics

/// What must be said of a table before it is taken in: what the file says, and what a person adds or mends.
public struct TableDraft: Hashable, Sendable {
    /// The publisher's id.
    public var table = ""
    /// What is counted.
    public var title = ""
    /// The inquiry.
    public var dataset = ""
    /// The day of the counts, as a person writes it.
    public var day = ""
    /// Who is counted.
    public var universe = ""
    /// Who published it.
    public var publisher = ""
    /// Where it was published.
    public var source = ""
    /// On what terms.
    public var licence = ""

    /// Nothing said yet.
    public init() {}

    /// The longest that any of them may be.
    public static let longest = 300

    /// The same, with what is still empty filled from the file, and from a table of the same id that is held.
    public func filled(from read: ReadStatistics, held: PublishedStatistics) -> TableDraft {
        var draft = self
        let facts = read.facts
        if draft.table.isEmpty { draft.table = facts.table }
        let known = held.descriptions[draft.table]
        func fill(_ path: WritableKeyPath<TableDraft, String>, _ values: String?...) {
            guard draft[keyPath: path].isEmpty else { return }
            draft[keyPath: path] = values.compactMap { $0 }.first { !$0.isEmpty } ?? ""
        }
        let variables = read.dimensions.map { $0.scheme.variable }
        let words = variables.joined(separator: " by ")
        fill(
            \.title, facts.title, known?.title,
            words.isEmpty ? nil : words.prefix(1).uppercased() + words.dropFirst())
        fill(\.day, facts.day?.iso)
        let census = StatisticsDay.read(draft.day).flatMap { day in
            StatisticsDay.censuses[day.year] == day && !facts.dataset.isEmpty ? "Census \(day.year)" : nil
        }
        fill(\.dataset, facts.dataset, census)
        fill(\.universe, facts.universe, known?.universe)
        fill(\.publisher, facts.publisher, known?.publisher)
        fill(
            \.licence, known?.licence,
            draft.publisher == "Office for National Statistics" ? "OGL-UK-3.0" : nil)
        fill(\.source, draft.dataset.isEmpty ? nil : "\(draft.dataset), table \(draft.table)")
        return draft
    }

    /// What is missing or cannot be, by the names of the fields.
    public func problems() -> [Problem] {
        let wanted: [(String, String, String)] = [
            ("table", table, "Enter the publisher\u{2019}s id of the table, such as TS021"),
            ("title", title, "Enter what the table counts, such as Ethnic group"),
            ("dataset", dataset, "Enter the inquiry the counts come from, such as Census 2021"),
            ("day", day, "Enter the day of the counts, such as 21 March 2021"),
            ("universe", universe, "Enter who is counted, such as All usual residents"),
            ("publisher", publisher, "Enter who published the table, such as Office for National Statistics"),
            ("licence", licence, "Enter the licence of the figures, such as OGL-UK-3.0"),
        ]
        var problems = wanted.filter { $0.1.allSatisfy(\.isWhitespace) }.map { Problem(at: $0.0, $0.2) }
        if !day.isEmpty, StatisticsDay.read(day) == nil {
            problems.append(
                Problem(at: "day", "The day must be a date or a year, such as 21 March 2021 or 2021"))
        }
        if table.contains(where: { ",|\n\r".contains($0) }) || table.count > 40 {
            problems.append(
                Problem(
                    at: "table", "The id must be 40 characters or fewer, without commas, bars and line breaks"
                ))
        }
        for (field, value) in wanted.map({ ($0.0, $0.1) }) + [("source", source)]
        where value.count > Self.longest {
            problems.append(Problem(at: field, "The \(field) must be \(Self.longest) characters or fewer"))
        }
        return problems
    }

    /// The description that counts of a file get; `nil` where something is missing.
    public func description(
        of read: ReadStatistics, digest: String, areas: AreaDirectory, noise: Int = 30
    ) -> PublishedTableDescription? {
        guard problems().isEmpty, read.canBeTaken, let day = StatisticsDay.read(day) else { return nil }
        return PublishedTableDescription(
            id: table, title: title, dataset: dataset, day: day, universe: universe, ages: read.ages ?? .all,
            schemes: read.dimensions.map(\.scheme), publisher: publisher,
            source: source.isEmpty ? "\(dataset), table \(table)" : source, licence: licence,
            geography: Self.geography(read, areas), noise: noise,
            caveats: read.facts.footnotes.isEmpty
                ? [] : [read.facts.footnotes.joined(separator: " ").prefix(600).description],
            digest: digest)
    }

    /// "13 local authorities", by the kinds of the areas.
    public static func geography(_ read: ReadStatistics, _ areas: AreaDirectory) -> String {
        var counts: [ProfileArea.Kind: Int] = [:]
        for area in read.areas { if let kind = areas[area.code]?.kind { counts[kind, default: 0] += 1 } }
        return ProfileArea.Kind.allCases.compactMap { kind in
            counts[kind].map { count in
                let plural = kind.plural.prefix(1).lowercased() + kind.plural.dropFirst()
                let singular = kind.singular.prefix { $0 != "(" }
                return count == 1 ? "1 \(singular)".trimmingEnd() : "\(count) \(plural)"
            }
        }.joined(separator: ", ")
    }
}

extension String {
    /// Without white space at the end.
    fileprivate func trimmingEnd() -> String {
        var text = self[...]
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}
