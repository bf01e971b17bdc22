// SPDX-License-Identifier: Apache-2.0
import EqualityDuty
import EqualityStatistics

/// The lists that go with published tables: what each table is, and what a profile tells from them.
public enum PublishedTablesFile {
    /// A table and the file that has its counts.
    public struct Entry: Sendable {
        /// What it is.
        public let description: PublishedTableDescription
        /// The name of the file, beside the list.
        public let file: String
    }

    /// Reads `tables.yaml`. Throws a problem that names the table.
    public static func tables(reading text: String, named name: String, schemes: CategorySchemes) throws
        -> [Entry]
    {
        try PlainYAML(reading: text).items.map { entry in
            let id = entry.words("id")
            func stop(_ words: String) -> SchemeProblem { SchemeProblem("\(name), \(id)", words) }
            guard !id.isEmpty, !entry.words("file").isEmpty else { throw stop("Say id and file") }
            guard let day = CalendarDay(iso: entry.words("day")) else {
                throw stop("Say the day of the counts")
            }
            let found = try (entry["schemes"]?.items ?? []).map { item in
                guard let scheme = schemes[item.words] else { throw stop("There is no scheme \(item.words)") }
                return scheme
            }
            guard !found.isEmpty else { throw stop("Say by which schemes the counts are") }
            let ages = (entry["ages"]?.items ?? []).compactMap { Int($0.words) }
            guard let range = AgeRange(ages.first ?? 0, to: ages.count > 1 ? ages[1] : nil) else {
                throw stop("Give the ages from 0 in order")
            }
            return Entry(
                description: PublishedTableDescription(
                    id: id, title: entry.words("title"), dataset: entry.words("dataset"), day: day,
                    universe: entry.words("universe"), ages: range, schemes: found,
                    publisher: entry.words("publisher"), source: entry.words("source"),
                    licence: entry.words("licence"), geography: entry.words("geography"),
                    noise: Int(entry.words("noise")) ?? 0,
                    caveats: (entry["caveats"]?.items ?? []).map(\.words), base: entry.words("base")),
                file: entry.words("file"))
        }
    }

    /// Reads `tables.yaml` of the indices of deprivation; `rows` gives the rows of a file below its header.
    public static func deprivation(
        reading text: String, named name: String, rows: (_ file: String, _ columns: Int) throws -> [[String]]
    ) throws -> DeprivationIndex {
        let tables = try PlainYAML(reading: text).items.map { entry in
            let columns = (entry["columns"]?.pairs ?? []).map {
                DeprivationTable.Column(name: $0.name, words: $0.value.words)
            }
            guard let year = Int(entry.words("year")), !columns.isEmpty else {
                throw SchemeProblem("\(name), \(entry.words("id"))", "Say the year and the columns")
            }
            var values: [String: [[Double]]] = [:]
            for cells in try rows(entry.words("file"), columns.count + 1) {
                let numbers = cells.dropFirst().compactMap { Double($0) }
                guard numbers.count == columns.count else {
                    throw SchemeProblem("\(name), \(entry.words("id"))", "\(cells[0]): a number is missing")
                }
                values[cells[0], default: []].append(numbers)
            }
            return DeprivationTable(
                id: entry.words("id"), title: entry.words("title"), year: year,
                publisher: entry.words("publisher"), licence: entry.words("licence"),
                geography: entry.words("geography"), columns: columns,
                caveats: (entry["caveats"]?.items ?? []).map(\.words), rows: values)
        }
        return DeprivationIndex(tables)
    }

    /// What a profile tells.
    public struct Outline: Sendable {
        /// The topics in order.
        public let topics: [ProfileTopic]
        /// Ids of the tables that give the number of residents, the oldest first.
        public let populationTables: [String]
    }

    /// Reads `topics.yaml`. Throws a problem that names the topic.
    public static func outline(reading text: String, named name: String, schemes: CategorySchemes) throws
        -> Outline
    {
        let root = try PlainYAML(reading: text)
        let topics = try (root["topics"]?.items ?? []).map { entry in
            let id = entry.words("id")
            func stop(_ words: String) -> SchemeProblem { SchemeProblem("\(name), \(id)", words) }
            func list(_ key: String, in place: PlainYAML? = nil) -> [String] {
                ((place ?? entry)[key]?.items ?? []).map(\.words)
            }
            guard !id.isEmpty, !entry.words("title").isEmpty, !list("tables").isEmpty else {
                throw stop("Say id, title and tables")
            }
            let series = try entry["series"].map { place in
                guard schemes[place.words("scheme")] != nil else {
                    throw stop("Say the scheme of the series")
                }
                return ProfileTopic.Series(scheme: place.words("scheme"), tables: list("tables", in: place))
            }
            let scheme = entry.words("scheme")
            guard scheme.isEmpty || schemes[scheme] != nil else { throw stop("There is no scheme \(scheme)") }
            let picture = entry.words("picture")
            guard let picture = picture.isEmpty ? .bars : ProfileTopic.Picture(rawValue: picture) else {
                throw stop("\(picture) is no picture")
            }
            return ProfileTopic(
                id: id, title: entry.words("title"), characteristic: entry.words("characteristic"),
                tables: list("tables"), scheme: scheme, series: series, picture: picture,
                pyramidTables: list("pyramid"), telling: list("telling"),
                headline: list("headline"), note: entry.words("note"))
        }
        return Outline(topics: topics, populationTables: (root["population"]?.items ?? []).map(\.words))
    }
}
