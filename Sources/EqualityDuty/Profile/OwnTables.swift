// SPDX-License-Identifier: Apache-2.0

extension PublishedTable {
    /// The table by one of its variables alone, the others added up.
    public func margin(_ dimension: Int) -> PublishedTable? {
        guard description.schemes.count > 1 else { return self }
        var codes: [String] = []
        for column in columns where !codes.contains(column[dimension]) { codes.append(column[dimension]) }
        var bytes = Array(("area,made_of," + codes.joined(separator: ",") + "\n").utf8)
        for area in areas.sorted() {
            guard let counts = counts(of: area) else { continue }
            let sums = counts.byCode(dimension)
            let numbers = codes.map { String(sums[$0] ?? 0) }.joined(separator: ",")
            bytes += "\(area),\(counts.madeOf > 1 ? String(counts.madeOf) : ""),\(numbers)\n".utf8
        }
        let whole = description
        let scheme = whole.schemes[dimension]
        let made = PublishedTableDescription(
            id: "\(whole.id) by \(scheme.variable)", title: whole.title, dataset: whole.dataset,
            day: whole.day,
            universe: whole.universe, ages: whole.ages, schemes: [scheme], publisher: whole.publisher,
            source: whole.source, licence: whole.licence, geography: whole.geography, noise: whole.noise,
            caveats: whole.caveats + [
                "Added up from a table of several variables, so it may differ by a few people."
            ],
            base: "", digest: whole.digest)
        return try? PublishedTable(made, bytes: bytes)
    }
}

extension PublishedStatistics {
    /// The same with tables that a body took in itself. Shipped tables keep their ids.
    public func adding(_ tables: [PublishedTable]) -> PublishedStatistics {
        guard !tables.isEmpty else { return self }
        let margins = tables.flatMap { table in
            table.description.schemes.indices.compactMap { table.margin($0) }
        }
        let multiple = tables.filter { $0.description.schemes.count > 1 }
        let shipped = self
        var byID: [String: PublishedTable] = [:]
        for table in margins + multiple where shipped.descriptions[table.description.id] == nil {
            byID[table.description.id] = table
        }
        let own = byID
        var made = PublishedStatistics(
            schemes: shipped.schemes, Array(shipped.descriptions.values) + own.values.map(\.description)
        ) { id in
            if let table = own[id] { return table }
            guard let table = try shipped.table(id) else { throw Missing() }
            return table
        }
        made.own = margins.sorted {
            ($1.description.day, $0.description.id) < ($0.description.day, $1.description.id)
        }
        return made
    }

    /// Counts of an area from a body's own tables of the same people and variable, the newest first.
    func ownCounts(of area: String, like tables: [String]) -> AreaCounts? {
        guard !own.isEmpty else { return nil }
        let wanted = tables.compactMap { descriptions[$0] }
        return own.lazy.filter { table in
            wanted.contains { one in
                one.id == table.description.id
                    || one.schemes.first?.variable == table.description.schemes.first?.variable
                        && one.ages == table.description.ages
            }
        }.compactMap { $0.counts(of: area) }.first
    }
}

extension CommunityReference {
    /// The same with tables that a body took in itself: they tell what they can of the topics, and what no topic tells
    /// becomes a topic of its own.
    public func adding(_ tables: [PublishedTable]) -> CommunityReference {
        guard !tables.isEmpty else { return self }
        let statistics = profiles.statistics.adding(tables)
        let told = Set(
            profiles.topics.flatMap(\.tables).compactMap {
                statistics.descriptions[$0]?.schemes.first?.variable
            })
        var topics = profiles.topics
        var seen = told
        for table in statistics.own {
            guard let scheme = table.description.schemes.first, seen.insert(scheme.variable).inserted else {
                continue
            }
            let word = foldedForSearch(scheme.variable).map { $0.isLetter || $0.isNumber ? $0 : "-" }
            topics.append(
                ProfileTopic(
                    id: "own-" + String(word),
                    title: scheme.variable.prefix(1).uppercased() + scheme.variable.dropFirst(),
                    characteristic: scheme.characteristic, tables: [table.description.id], isOwn: true))
        }
        return CommunityReference(
            areas: areas,
            profiles: ProfileBuilder(
                statistics: statistics, topics: topics, populationTables: profiles.populationTables,
                deprivation: profiles.deprivation))
    }
}
