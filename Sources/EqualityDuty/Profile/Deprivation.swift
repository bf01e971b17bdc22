// SPDX-License-Identifier: Apache-2.0

/// An index of deprivation as published: scores, ranks and tenths of areas, never counts of people.
public struct DeprivationTable: Hashable, Sendable {
    /// The id of the table.
    public let id: String
    /// What it is, such as "Index of multiple deprivation 2025".
    public let title: String
    /// The year of the index.
    public let year: Int
    /// Who published it.
    public let publisher: String
    /// On what terms.
    public let licence: String
    /// The areas it has.
    public let geography: String
    /// What each column is, by its name, in order.
    public let columns: [Column]
    /// What must be said beside its figures.
    public let caveats: [String]
    /// The rows of each area; several where the table has years.
    public let rows: [String: [[Double]]]

    /// A column and what it means.
    public struct Column: Hashable, Sendable {
        /// Its name in the file.
        public let name: String
        /// What it is, in words.
        public let words: String

        /// A column.
        public init(name: String, words: String) {
            self.name = name
            self.words = words
        }
    }

    /// A table as its parts.
    public init(
        id: String, title: String, year: Int, publisher: String, licence: String, geography: String,
        columns: [Column], caveats: [String], rows: [String: [[Double]]]
    ) {
        self.id = id
        self.title = title
        self.year = year
        self.publisher = publisher
        self.licence = licence
        self.geography = geography
        self.columns = columns
        self.caveats = caveats
        self.rows = rows
    }

    /// The value of a column for an area, of its first row; `nil` where there is none.
    public func value(_ column: String, of area: String) -> Double? {
        guard let place = columns.firstIndex(where: { $0.name == column }), let row = rows[area]?.first else {
            return nil
        }
        return row[place]
    }
}

/// What an index of deprivation says of one place.
public struct DeprivationFigures: Hashable, Sendable {
    /// One earlier index.
    public struct Earlier: Hashable, Sendable {
        /// Its year.
        public let year: Int
        /// The average score.
        public let score: Double
        /// The part of its small areas in the most deprived tenth, 0 to 1.
        public let share: Double
    }

    /// The table.
    public let table: DeprivationTable
    /// The values of the place in it, in the order of the columns; none where the place is put together from smaller.
    public let values: [Double]
    /// How many places the ranks are among; 0 where there are no ranks.
    public let ranked: Int
    /// How many of its small areas lie in each tenth of England, the most deprived first; empty where not known.
    public let tenths: [Int]
    /// Earlier indices, the oldest first.
    public let earlier: [Earlier]
    /// What must be said beside the earlier ones.
    public let earlierCaveats: [String]

    /// A column's value; `nil` where there is none.
    public func value(_ column: String) -> Double? {
        guard let place = table.columns.firstIndex(where: { $0.name == column }),
            values.indices.contains(place)
        else { return nil }
        return values[place]
    }
}

/// All indices of deprivation that are held.
public struct DeprivationIndex: Hashable, Sendable {
    /// The tables, the newest first.
    public let tables: [DeprivationTable]

    /// None.
    public static let none = DeprivationIndex([])

    /// The given tables.
    public init(_ tables: [DeprivationTable]) {
        self.tables = tables.sorted { ($0.year, $1.id) > ($1.year, $0.id) }
    }

    /// What is known of a place: of an authority its own figures, of a small area its rank and tenth, of what is put
    /// together from small areas the tenths of these. `nil` where nothing is.
    public func figures(of area: ProfileArea, in areas: AreaDirectory) -> DeprivationFigures? {
        let series = tables.first { $0.columns.first?.name == "year" }
        let single = tables.filter { $0.columns.first?.name != "year" }
        let parts = areas.parts(of: area.code, .lsoa).map(\.code)
        if let table = single.first(where: { $0.rows[area.code] != nil }),
            let values = table.rows[area.code]?.first
        {
            let small = single.first { $0.year == table.year && $0.id != table.id }
            return DeprivationFigures(
                table: table, values: values, ranked: table.rows.count,
                tenths: Self.tenths(of: parts, small), earlier: Self.earlier(area.code, series),
                earlierCaveats: series?.caveats ?? [])
        }
        guard let small = single.first(where: { table in parts.contains { table.rows[$0] != nil } }) else {
            return nil
        }
        return DeprivationFigures(
            table: small, values: [], ranked: 0, tenths: Self.tenths(of: parts, small), earlier: [],
            earlierCaveats: [])
    }

    private static func tenths(of parts: [String], _ table: DeprivationTable?) -> [Int] {
        guard let table, !parts.isEmpty else { return [] }
        var tenths = [Int](repeating: 0, count: 10)
        for part in parts {
            guard let decile = table.value("decile", of: part), (1...10).contains(decile) else { return [] }
            tenths[Int(decile) - 1] += 1
        }
        return tenths
    }

    private static func earlier(_ area: String, _ series: DeprivationTable?) -> [DeprivationFigures.Earlier] {
        guard let series,
            let score = series.columns.firstIndex(where: { $0.name == "score" }),
            let share = series.columns.firstIndex(where: { $0.name == "share" })
        else { return [] }
        return (series.rows[area] ?? []).map {
            .init(year: Int($0[0]), score: $0[score], share: $0[share])
        }.sorted { $0.year < $1.year }
    }
}
