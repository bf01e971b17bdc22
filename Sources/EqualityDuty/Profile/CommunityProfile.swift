// SPDX-License-Identifier: Apache-2.0
import EqualityStatistics

/// What a place is compared with: another place, or several put together.
public struct ProfileComparison: Hashable, Sendable {
    /// Its name, such as "South East" or "Neighbours".
    public let name: String
    /// The codes of the places that make it.
    public let codes: [String]
    /// What must be said of it, such as which places it is put together from; empty for nothing.
    public let note: String

    /// Places under one name.
    public init(name: String, codes: [String], note: String = "") {
        self.name = name
        self.codes = codes
        self.note = note
    }

    /// A single place.
    public init(_ area: ProfileArea) { self.init(name: area.name, codes: [area.code]) }
}

/// A category of a profile, with its share here and elsewhere.
public struct ProfileFigure: Hashable, Sendable {
    /// The category.
    public let category: CategoryScheme.Category
    /// How far it stands below the top: 0 for the largest groups.
    public let depth: Int
    /// How many people.
    public let count: Int
    /// The part of everybody counted; `nil` where nobody is.
    public let share: Share?
    /// The same for each comparison; `nil` where it has no such figure.
    public let elsewhere: [Share?]

    /// A figure as its parts.
    public init(
        category: CategoryScheme.Category, depth: Int, count: Int, share: Share?, elsewhere: [Share?]
    ) {
        self.category = category
        self.depth = depth
        self.count = count
        self.share = share
        self.elsewhere = elsewhere
    }

    /// Percentage points from a comparison; `nil` where either is missing.
    public func points(from comparison: Int) -> Double? {
        guard let share, elsewhere.indices.contains(comparison), let other = elsewhere[comparison] else {
            return nil
        }
        return share.percentage - other.percentage
    }
}

/// One topic of a profile: the figures, what they are of, and where they come from.
public struct ProfileSection: Hashable, Sendable {
    /// What it tells.
    public let topic: ProfileTopic
    /// The table that the figures come from.
    public let table: PublishedTableDescription
    /// The scheme in which they are told.
    public let scheme: CategoryScheme
    /// How many published areas the counts were added up from.
    public let madeOf: Int
    /// Everybody counted, those without an answer among them.
    public let base: Int
    /// Categories in the order of the scheme, and last the answers that are none.
    public let figures: [ProfileFigure]
    /// For each comparison, the table of its figures; `nil` where it has none.
    public let comparisonTables: [PublishedTableDescription?]
    /// By age and sex, where the topic is drawn so: first females, then males, by age band.
    public let pyramid: ProfilePyramid?
    /// Earlier times; `nil` where nothing comparable is there.
    public let series: ProfileSeries?
    /// What must be said beside the figures.
    public let notes: [String]

    /// The same for what leads the comparison; `nil` where it has none.
    public let comparisonPyramid: ProfilePyramid?

    /// The comparison that the words speak of: the first that has figures; `nil` where none has.
    public var lead: Int? { comparisonTables.firstIndex { $0 != nil } }

    /// Percentage points from what leads the comparison; `nil` where either is missing.
    public func points(_ figure: ProfileFigure) -> Double? { lead.flatMap { figure.points(from: $0) } }

    /// The share of a figure in what leads the comparison.
    public func elsewhere(_ figure: ProfileFigure) -> Share? { lead.flatMap { figure.elsewhere[$0] } }

    /// The figure of a code; `nil` for none.
    public subscript(code: String) -> ProfileFigure? { figures.first { $0.category.code == code } }
}

/// Two sexes by age band.
public struct ProfilePyramid: Hashable, Sendable {
    /// One band of ages.
    public struct Band: Hashable, Sendable {
        /// The ages.
        public let category: CategoryScheme.Category
        /// How many females and males.
        public let females: Int
        /// How many males.
        public let males: Int
    }
    /// The table it comes from.
    public let table: PublishedTableDescription
    /// The youngest first.
    public let bands: [Band]

    /// Everybody in it.
    public var total: Int { bands.reduce(0) { $0 + $1.females + $1.males } }
}

/// A topic at several times, told in one scheme.
public struct ProfileSeries: Hashable, Sendable {
    /// One time.
    public struct Year: Hashable, Sendable {
        /// The table it comes from.
        public let table: PublishedTableDescription
        /// How many by code of the series' scheme.
        public let counts: [String: Int]
        /// The mapping that led there; `nil` where the table has the scheme itself.
        public let mapping: CategoryMapping?
        /// Everybody counted.
        public var base: Int { counts.values.reduce(0, +) }

        /// The share of a code; `nil` where nobody was counted.
        public func share(of code: String) -> Share? { Share(counts[code] ?? 0, of: base) }
    }
    /// The scheme in which all years are told.
    public let scheme: CategoryScheme
    /// The oldest first.
    public let years: [Year]
    /// Years that cannot be told in it, with the reason.
    public let refused: [String]

    /// Whether the line must be broken before a year: the mappings on both sides differ, and one is a break.
    public func isBreak(before place: Int) -> Bool {
        guard place > 0, years.indices.contains(place) else { return false }
        let one = years[place - 1].mapping
        let other = years[place].mapping
        return one?.from != other?.from && (one?.isBreak == true || other?.isBreak == true)
    }
}

/// Residents at several times.
public struct ProfilePopulation: Hashable, Sendable {
    /// One time: the table, and how many.
    public struct Year: Hashable, Sendable {
        /// The table it comes from.
        public let table: PublishedTableDescription
        /// Residents.
        public let count: Int
        /// How many published areas it was added up from.
        public let madeOf: Int
    }
    /// The oldest first; never empty.
    public let years: [Year]

    /// The last.
    public var latest: Year { years[years.count - 1] }
    /// The change from the time before the last, in hundredths; `nil` where there is none.
    public var change: Double? {
        guard years.count > 1, years[years.count - 2].count > 0 else { return nil }
        let before = years[years.count - 2].count
        return 100 * (Double(latest.count) - Double(before)) / Double(before)
    }
}

/// Something that stands out: a category that differs from elsewhere, or from earlier.
public struct ProfileHighlight: Hashable, Sendable {
    /// The topic.
    public let topic: ProfileTopic
    /// The category.
    public let category: CategoryScheme.Category
    /// The share here and now.
    public let share: Share
    /// The share elsewhere or earlier.
    public let other: Share
    /// The name of elsewhere, or the earlier inquiry.
    public let otherName: String

    /// Percentage points from the other.
    public var points: Double { share.percentage - other.percentage }
}

/// A topic that nothing is published about for a place.
public struct ProfileGap: Hashable, Sendable {
    /// The topic.
    public let topic: ProfileTopic
    /// Why there are no figures, as a sentence.
    public let reason: String
}

/// Who lives in a place, how it differs from elsewhere, and what changed; from published tables only.
public struct CommunityProfile: Hashable, Sendable {
    /// The place.
    public let area: ProfileArea
    /// What it is compared with; the first is the one that the summary speaks of.
    public let comparisons: [ProfileComparison]
    /// Residents; `nil` where no table has the place.
    public let population: ProfilePopulation?
    /// The topics that have figures, in their order.
    public let sections: [ProfileSection]
    /// What an index of deprivation says; `nil` where none does.
    public let deprivation: DeprivationFigures?
    /// Topics without figures for this place.
    public let missing: [ProfileGap]

    /// Every table that any of its figures comes from, each once.
    public var tables: [PublishedTableDescription] {
        var all: [PublishedTableDescription] = population?.years.map(\.table) ?? []
        for section in sections {
            all.append(section.table)
            all += section.comparisonTables.compactMap { $0 }
            all += section.pyramid.map { [$0.table] } ?? []
            all += section.series?.years.map(\.table) ?? []
        }
        var seen: Set<String> = []
        return all.filter { seen.insert($0.id).inserted }
    }

    /// The categories that differ most from the first comparison, the greatest difference first; of each topic
    /// one, and none that differs by less than a point.
    public func differences(limit: Int = 8) -> [ProfileHighlight] {
        let found = sections.flatMap { section -> [ProfileHighlight] in
            // What leads here may have no figures on a topic: another place is never spoken of as if it were it.
            guard section.lead == 0, let comparison = comparisons.first else { return [] }
            let all = telling(section).compactMap { figure -> ProfileHighlight? in
                guard let share = figure.share, let other = section.elsewhere(figure) else { return nil }
                return ProfileHighlight(
                    topic: section.topic, category: figure.category, share: share, other: other,
                    otherName: comparison.name)
            }
            return Array(Self.sorted(all).prefix(1))
        }
        return Array(Self.sorted(found).prefix(limit))
    }

    /// The categories that changed most since the earliest time without a break, the greatest change first.
    public func changes(limit: Int = 6) -> [ProfileHighlight] {
        let found = sections.flatMap { section -> [ProfileHighlight] in
            guard let series = section.series, series.years.count > 1 else { return [] }
            let last = series.years.count - 1
            guard !series.isBreak(before: last) else { return [] }
            let before = series.years[last - 1]
            let all = series.scheme.top.compactMap { category -> ProfileHighlight? in
                guard section.topic.telling.isEmpty || section.topic.telling.contains(category.code),
                    let share = series.years[last].share(of: category.code),
                    let other = before.share(of: category.code)
                else { return nil }
                return ProfileHighlight(
                    topic: section.topic, category: category, share: share, other: other,
                    otherName: before.table.dataset)
            }
            return Array(Self.sorted(all).prefix(2))
        }
        return Array(Self.sorted(found).prefix(limit))
    }

    private func telling(_ section: ProfileSection) -> [ProfileFigure] {
        section.figures.filter { figure in
            guard figure.category.standing == .category else { return false }
            return section.topic.telling.isEmpty
                ? figure.depth == 0 : section.topic.telling.contains(figure.category.code)
        }
    }

    private static func sorted(_ highlights: [ProfileHighlight]) -> [ProfileHighlight] {
        highlights.filter { abs($0.points) >= 1 }.enumerated().sorted {
            let sizes = (abs($0.element.points), abs($1.element.points))
            return sizes.0 == sizes.1 ? $0.offset < $1.offset : sizes.0 > sizes.1
        }.map(\.element)
    }
}
