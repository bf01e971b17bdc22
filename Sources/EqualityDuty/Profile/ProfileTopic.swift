// SPDX-License-Identifier: Apache-2.0

/// One thing that a community profile tells, such as the ethnic groups of the residents; kept as data.
public struct ProfileTopic: Hashable, Sendable {
    /// How it is drawn.
    public enum Picture: String, CaseIterable, Hashable, Sendable {
        /// Bars side by side with those of the first comparison.
        case bars
        /// Two sexes back to back by age.
        case pyramid
        /// No picture.
        case none
    }

    /// The same thing at earlier times.
    public struct Series: Hashable, Sendable {
        /// The scheme in which all years are told.
        public let scheme: String
        /// Ids of tables, the oldest first.
        public let tables: [String]

        /// A series told in one scheme.
        public init(scheme: String, tables: [String]) {
            self.scheme = scheme
            self.tables = tables
        }
    }

    /// Its name in addresses.
    public let id: String
    /// The heading.
    public let title: String
    /// The code of the characteristic; empty for none.
    public let characteristic: String
    /// Ids of tables that tell it, the fullest first: the first that has the area is used.
    public let tables: [String]
    /// The scheme into which counts are put together; empty for the table's own.
    public let scheme: String
    /// Earlier times; `nil` where nothing comparable is there.
    public let series: Series?
    /// How it is drawn.
    public let picture: Picture
    /// Ids of tables by age and sex for the pyramid, the best first.
    public let pyramidTables: [String]
    /// Codes of the groups that the summary may speak of; empty for all.
    public let telling: [String]
    /// Codes whose shares stand at the top of the profile; empty for none.
    public let headline: [String]
    /// What is to be said about it in any case; empty for nothing.
    public let note: String
    /// Whether only a table that the body took in itself tells it.
    public let isOwn: Bool

    /// A topic as its parts.
    public init(
        id: String, title: String, characteristic: String = "", tables: [String], scheme: String = "",
        series: Series? = nil, picture: Picture = .bars, pyramidTables: [String] = [], telling: [String] = [],
        headline: [String] = [],
        note: String = "", isOwn: Bool = false
    ) {
        self.isOwn = isOwn
        self.id = id
        self.title = title
        self.characteristic = characteristic
        self.tables = tables
        self.scheme = scheme
        self.series = series
        self.picture = picture
        self.pyramidTables = pyramidTables
        self.telling = telling
        self.headline = headline
        self.note = note
    }
}

/// Where published tables come from: which there are, and each when it is asked for.
public struct PublishedStatistics: Sendable {
    /// The schemes of the tables and the mappings between them.
    public let schemes: CategorySchemes
    /// What the tables are, by id.
    public let descriptions: [String: PublishedTableDescription]
    private let load: @Sendable (String) throws -> PublishedTable
    /// Tables of one variable that a body took in itself, the newest first.
    var own: [PublishedTable] = []

    /// None.
    public static let none = PublishedStatistics(schemes: .none, []) { _ in throw Missing() }

    /// A table that is described and is not there.
    public struct Missing: Error, Hashable, Sendable {
        /// Says nothing more.
        public init() {}
    }

    /// Tables that `load` gives by id, as often as it is asked.
    public init(
        schemes: CategorySchemes, _ descriptions: [PublishedTableDescription],
        load: @escaping @Sendable (String) throws -> PublishedTable
    ) {
        self.schemes = schemes
        self.descriptions = Dictionary(descriptions.map { ($0.id, $0) }) { one, _ in one }
        self.load = load
    }

    /// The table of an id; `nil` where there is none of that name. Throws what stops it from being read.
    public func table(_ id: String) throws -> PublishedTable? {
        descriptions[id] == nil ? nil : try load(id)
    }

    /// Counts of an area from the first of some tables that has it; `nil` where none has. A body's own table of the
    /// same people is used where it is newer, or where none of the others has the area.
    public func counts(of area: String, in tables: [String]) throws -> AreaCounts? {
        let mine = ownCounts(of: area, like: tables)
        for id in tables {
            guard let found = try table(id)?.counts(of: area) else { continue }
            return mine.map { $0.table.day > found.table.day ? $0 : found } ?? found
        }
        return mine
    }
}
