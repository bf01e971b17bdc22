// SPDX-License-Identifier: Apache-2.0
import EqualityStatistics

/// Puts a community profile together from published tables.
public struct ProfileBuilder: Sendable {
    /// Where the tables come from.
    public let statistics: PublishedStatistics
    /// The topics, in the order in which they are told.
    public let topics: [ProfileTopic]
    /// Ids of the tables that give the number of residents, the oldest first; several of one day are tried in turn.
    public let populationTables: [String]

    /// The indices of deprivation.
    public let deprivation: DeprivationIndex

    /// A builder of profiles.
    public init(
        statistics: PublishedStatistics, topics: [ProfileTopic], populationTables: [String],
        deprivation: DeprivationIndex = .none
    ) {
        self.deprivation = deprivation
        self.statistics = statistics
        self.topics = topics
        self.populationTables = populationTables
    }

    /// The profile of a place beside others. Throws what stops a table from being read.
    public func profile(
        of area: ProfileArea, comparedWith comparisons: [ProfileComparison], in areas: AreaDirectory
    ) throws -> CommunityProfile {
        var sections: [ProfileSection] = []
        var gaps: [ProfileGap] = []
        for topic in topics {
            if let section = try section(topic, of: area, comparisons) {
                sections.append(section)
            } else if !topic.isOwn {
                gaps.append(ProfileGap(topic: topic, reason: reason(topic, area)))
            }
        }
        return CommunityProfile(
            area: area, comparisons: comparisons, population: try population(of: area), sections: sections,
            deprivation: deprivation.figures(of: area, in: areas), missing: gaps)
    }

    private func reason(_ topic: ProfileTopic, _ area: ProfileArea) -> String {
        if !area.replacedBy.isEmpty {
            return "The figures are published for the authorities that took the place of \(area.name) only."
        }
        return area.kind.isSmall
            ? "Nothing is held for areas as small as this one."
            : "Nothing is held for \(area.name)."
    }

    private func population(of area: ProfileArea) throws -> ProfilePopulation? {
        var years: [ProfilePopulation.Year] = []
        for id in populationTables {
            guard let table = try statistics.table(id), let counts = table.counts(of: area.code) else {
                continue
            }
            let year = ProfilePopulation.Year(
                table: table.description, count: counts.total, madeOf: counts.madeOf)
            if years.last?.table.day == year.table.day { continue }
            years.append(year)
        }
        return years.isEmpty ? nil : ProfilePopulation(years: years)
    }

    func section(
        _ topic: ProfileTopic, of area: ProfileArea, _ comparisons: [ProfileComparison]
    ) throws -> ProfileSection? {
        guard let counts = try statistics.counts(of: area.code, in: topic.tables) else { return nil }
        var notes = counts.table.caveats
        let (scheme, here) = told(counts, topic)
        let detailed = Set(here.keys)
        var elsewhere: [(counts: [String: Int], table: PublishedTableDescription)?] = []
        for comparison in comparisons {
            let found = try counted(comparison, topic, in: scheme, note: &notes)
            elsewhere.append(found)
        }
        if !topic.note.isEmpty { notes.append(topic.note) }
        if !scheme.note.isEmpty { notes.append(scheme.note) }
        let base = try everybody(here, counts.table, [area.code])
        let bases = try zip(elsewhere, comparisons).map { other, comparison in
            try other.map { try everybody($0.counts, $0.table, comparison.codes) } ?? 0
        }
        let figures = Self.shown(scheme, detailed).map { category, depth in
            let codes = Set(scheme.leaves(under: category.code).map(\.code) + [category.code])
            func count(_ counts: [String: Int]) -> Int { codes.reduce(0) { $0 + (counts[$1] ?? 0) } }
            let mine = count(here)
            return ProfileFigure(
                category: category, depth: depth, count: mine, share: Share(mine, of: base),
                elsewhere: zip(elsewhere, bases).map { other, base in
                    other.flatMap { Share(count($0.counts), of: base) }
                })
        }
        return ProfileSection(
            topic: topic, table: counts.table, scheme: scheme, madeOf: counts.madeOf, base: base,
            figures: figures, comparisonTables: elsewhere.map { $0?.table },
            pyramid: topic.picture == .pyramid ? try pyramid(topic, of: [area.code]) : nil,
            series: try topic.series.flatMap { try series($0, of: area) },
            notes: notes.reduce(into: []) { if !$0.contains($1) { $0.append($1) } },
            comparisonPyramid: topic.picture == .pyramid
                ? try comparisons.first.flatMap { try pyramid(topic, of: $0.codes) } : nil)
    }

    /// How many people were counted: the sum, or where the categories are not all there are, the total of the table
    /// that is named as base.
    private func everybody(
        _ counts: [String: Int], _ table: PublishedTableDescription, _ codes: [String]
    ) throws -> Int {
        guard !table.base.isEmpty else { return counts.values.reduce(0, +) }
        return try codes.reduce(0) { try $0 + (statistics.table(table.base)?.counts(of: $1)?.total ?? 0) }
    }

    /// The share of one category of a topic, for pages that need it of many places. Throws what stops a table from
    /// being read.
    func share(
        of code: String, in topic: ProfileTopic, of area: ProfileArea
    ) throws -> (share: Share, table: PublishedTableDescription)? {
        guard let counts = try statistics.counts(of: area.code, in: topic.tables) else { return nil }
        let (scheme, here) = told(counts, topic)
        guard scheme[code] != nil else { return nil }
        let codes = Set(scheme.leaves(under: code).map(\.code) + [code])
        let count = codes.reduce(0) { $0 + (here[$1] ?? 0) }
        let base = try everybody(here, counts.table, [area.code])
        return Share(count, of: base).map { ($0, counts.table) }
    }

    /// Counts in the scheme that a topic asks for, or in their own where they cannot be led there.
    private func told(_ counts: AreaCounts, _ topic: ProfileTopic) -> (CategoryScheme, [String: Int]) {
        let own = counts.table.schemes[0]
        let wanted = topic.scheme.isEmpty ? own : statistics.schemes[topic.scheme] ?? own
        switch statistics.schemes.counts(counts.byCode(), of: own, in: wanted) {
        case .success(let led): return (wanted, led.counts)
        case .failure: return (own, counts.byCode())
        }
    }

    /// The categories that a table can tell, each with its depth: those with a count or a counted part.
    private static func shown(
        _ scheme: CategoryScheme, _ counted: Set<String>
    ) -> [(CategoryScheme.Category, Int)] {
        var depths: [String: Int] = [:]
        var shown: [(CategoryScheme.Category, Int)] = []
        for category in scheme.categories {
            let depth = category.parent.flatMap { depths[$0] }.map { $0 + 1 } ?? 0
            depths[category.code] = depth
            let codes = scheme.leaves(under: category.code).map(\.code) + [category.code]
            if codes.contains(where: counted.contains) { shown.append((category, depth)) }
        }
        return shown
    }

    /// The counts of a comparison in a scheme: its places added up; `nil` where any of them has none.
    private func counted(
        _ comparison: ProfileComparison, _ topic: ProfileTopic, in scheme: CategoryScheme,
        note: inout [String]
    ) throws -> (counts: [String: Int], table: PublishedTableDescription)? {
        var sum: [String: Int] = [:]
        var table: PublishedTableDescription?
        for code in comparison.codes {
            guard let found = try statistics.counts(of: code, in: topic.tables) else { return nil }
            switch statistics.schemes.counts(found.byCode(), of: found.table.schemes[0], in: scheme) {
            case .success(let led):
                for (code, count) in led.counts { sum[code, default: 0] += count }
                table = found.table
                if let mapping = led.mapping {
                    note.append("The figures of \(comparison.name) are led across by \(mapping.name).")
                }
            case .failure(let problem):
                note.append("\(comparison.name): \(problem.words).")
                return nil
            }
        }
        return table.map { (sum, $0) }
    }

    private func pyramid(_ topic: ProfileTopic, of areas: [String]) throws -> ProfilePyramid? {
        for id in topic.pyramidTables {
            guard let table = try statistics.table(id) else { continue }
            let counted = areas.compactMap { table.counts(of: $0) }
            let schemes = table.description.schemes
            guard counted.count == areas.count, let age = schemes.firstIndex(where: \.isAges),
                let sex = schemes.firstIndex(where: { $0["female"] != nil })
            else { continue }
            var females: [String: Int] = [:]
            var males: [String: Int] = [:]
            for counts in counted {
                for (codes, count) in zip(counts.columns, counts.counts) {
                    if codes[sex] == "female" { females[codes[age], default: 0] += count }
                    if codes[sex] == "male" { males[codes[age], default: 0] += count }
                }
            }
            let bands = schemes[age].leaves.compactMap { band -> ProfilePyramid.Band? in
                guard females[band.code] != nil || males[band.code] != nil else { return nil }
                return ProfilePyramid.Band(
                    category: band, females: females[band.code] ?? 0, males: males[band.code] ?? 0)
            }
            return ProfilePyramid(table: table.description, bands: bands)
        }
        return nil
    }

    private func series(_ wanted: ProfileTopic.Series, of area: ProfileArea) throws -> ProfileSeries? {
        guard let scheme = statistics.schemes[wanted.scheme] else { return nil }
        var years: [ProfileSeries.Year] = []
        var refused: [String] = []
        for id in wanted.tables {
            guard let counts = try statistics.table(id)?.counts(of: area.code) else { continue }
            switch statistics.schemes.counts(counts.byCode(), of: counts.table.schemes[0], in: scheme) {
            case .success(let led):
                years.append(
                    ProfileSeries.Year(table: counts.table, counts: led.counts, mapping: led.mapping))
            case .failure(let problem):
                refused.append("\(counts.table.dataset): \(problem.words).")
            }
        }
        return years.count > 1 ? ProfileSeries(scheme: scheme, years: years, refused: refused) : nil
    }
}
