// SPDX-License-Identifier: Apache-2.0
import EqualityDuty
import Reports
import Storage

/// Equality information worked out and not published yet: what everybody would read, and its proof.
public struct PreparedInformation: Sendable {
    /// What would be published.
    public let publication: InformationPublication
    /// The releases of each data set, by its name in addresses.
    let releases: [(slug: String, release: InformationRelease)]
    /// The digest of the last line of the ledger that it was worked out after.
    let ledgerEnd: String
    /// A mark of every number, shown or withheld: equal marks say the same.
    public let mark: String

    /// How many small numbers were proven safe, and how many more are hidden for their sake.
    public var proven: (small: Int, further: Int) {
        releases.reduce((0, 0)) {
            ($0.0 + $1.release.sizes.primaries, $0.1 + $1.release.sizes.secondaries)
        }
    }
}

/// Nothing can be published: why, data set by data set.
public struct NothingToPublish: Error, Sendable {
    /// The data sets, each with why.
    public let reasons: [(title: String, why: String)]
}

/// A name that belongs to no data set.
public struct UnknownDataSet: Error, Hashable, Sendable {
    /// The name as it was given, and those that there are.
    public let name: String, known: [String]
}

extension Office {
    var equalityInformation: EqualityInformationStore { EqualityInformationStore(database: database) }

    /// Works out the equality information of a day, from the newest version of each data set whose days had ended.
    ///
    /// `names` chooses data sets; none chooses all. `outline` is the pairs told together; the body's own where it is
    /// left out. `budget` is processor time for each data set. `seed` gives the secret for a mark of what goes in.
    /// `progress` hears of each data set: how many are done, of how many, and which comes next.
    public func prepareInformation(
        on day: CalendarDay, dataSets names: [String] = [], outline: InformationOutline? = nil,
        approver: String, budget: Duration = .seconds(60),
        seed: @Sendable (_ mark: String) async throws -> UInt64,
        progress: @Sendable (_ done: Int, _ all: Int, _ next: String) -> Void = { _, _, _ in }
    ) async throws -> PreparedInformation {
        let chosen = try await chosenDataSets(names)
        let profile = try await profile(on: day)
        let schemes = community.reference.profiles.statistics.schemes
        let (ledger, end) = try InformationLedger.read(try await equalityInformation.ledger())
        var plans: [(dataSet: DataSet, version: DataSetVersion, plans: [InformationPlan])] = []
        var leftOut: [(title: String, why: String)] = []
        for dataSet in chosen {
            let current = try await monitoring.versions(of: dataSet.id).current
            guard let version = current.first(where: { $0.period.last <= day }) else {
                leftOut.append(
                    (dataSet.title, "No version of it was of days that had ended by \(day.written)."))
                continue
            }
            let own = InformationPlan.all(
                of: dataSet, version, schemes: schemes, thresholds: profile.checkThresholds,
                outline: outline ?? profile.crossings)
            if own.isEmpty {
                leftOut.append((dataSet.title, "None of its columns tells groups of people."))
            } else {
                plans.append((dataSet, version, own))
            }
        }
        if let unknown = outline?.crossings.first(where: { one in
            !plans.contains { $0.plans.contains { $0.tells(one, schemes) } }
        }) {
            throw RepresentationProblem(
                "No data set tells \u{201C}\(unknown.of) by \(unknown.by)\u{201D}: name two of its columns or characteristics"
            )
        }
        let mark = Token.digest("\(day.iso) \(end) \(plans.flatMap(\.plans).map(Self.mark))")
        let seed = try await seed(mark)
        let maker = InformationMaker(
            policies: library.disclosurePolicies, ledger: ledger, budget: budget)
        let finder = BenchmarkFinder(
            community.reference.profiles.statistics, areas: community.reference.areas)
        var sets: [InformationSet] = []
        var releases: [(slug: String, release: InformationRelease)] = []
        var slugs: Set<String> = ["index"]
        for (place, (dataSet, version, own)) in plans.enumerated() {
            progress(place, plans.count, dataSet.title)
            var made: [InformationRelease] = []
            var refusals: [String] = []
            var benchmarks: [String: InformationBenchmark] = [:]
            for plan in own {
                do {
                    made.append(try await release(plan, maker, seed))
                } catch let problem as InformationProblem {
                    refusals.append(problem.description)
                    continue
                }
                for column in plan.columns where column.role == .category || column.role == .ages {
                    benchmarks[column.name] = try InformationBenchmark.best(
                        for: column, of: plan, among: finder, schemes: schemes,
                        areas: community.reference.areas)
                }
            }
            made = Self.withoutTellingParts(made, &refusals)
            guard !made.isEmpty else {
                leftOut.append((dataSet.title, refusals.joined(separator: " ")))
                continue
            }
            let slug = InformationSet.slug(dataSet.title, taken: slugs)
            slugs.insert(slug)
            let area = community.reference.areas[dataSet.areaCode]?.name
            sets.append(
                InformationSet(
                    dataSet, period: version.period, slug: slug, areaName: area ?? body.name, releases: made,
                    refusals: refusals, approver: approver, benchmarks: benchmarks,
                    settings: profile.representation))
            releases += made.enumerated().map { ($0 == 0 ? slug : "\(slug)-part-\($0 + 1)", $1) }
        }
        progress(plans.count, plans.count, "")
        guard !sets.isEmpty else { throw NothingToPublish(reasons: leftOut) }
        let publication = InformationPublication(
            publisher: body.name, day: day, sets: sets, leftOut: leftOut)
        return PreparedInformation(
            publication: publication, releases: releases, ledgerEnd: end,
            mark: Token.digest(Reports.equalityInformationCSV(sets)))
    }

    private func chosenDataSets(_ names: [String]) async throws -> [DataSet] {
        let all = try await monitoring.dataSets()
        if names.isEmpty { return all }
        var chosen: [DataSet] = []
        for name in names {
            guard let found = try await monitoring.dataSet(named: name) else {
                throw UnknownDataSet(name: name, known: all.map(\.title))
            }
            if !chosen.contains(where: { $0.id == found.id }) { chosen.append(found) }
        }
        return chosen
    }

    private func release(
        _ plan: InformationPlan, _ maker: InformationMaker, _ seed: UInt64
    ) async throws -> InformationRelease {
        func records(_ version: DataSetVersion) async throws -> InformationMaker.Records {
            let chunks = try await monitoring.chunks(
                of: plan.dataSet.id, version: version.number, part: plan.part)
            if chunks.isEmpty, version.records > 0 {
                throw InformationProblem("\(RecordsDeleted(version: version.number).description).")
            }
            return .init(columns: version.columns, chunks: chunks)
        }
        let own = try await records(plan.version)
        var older: [Int: InformationMaker.Records] = [:]
        let numbers = maker.olderVersions(for: plan)
        if !numbers.isEmpty {
            for version in try await monitoring.versions(of: plan.dataSet.id)
            where numbers.contains(version.number) {
                older[version.number] = try await records(version)
            }
        }
        let held = older
        return try await Task.detached { try maker.release(plan, own, older: held, seed: seed) }.value
    }

    /// Parts of one file count the same people: where one of them withholds how many there are, the others must not
    /// tell it.
    private static func withoutTellingParts(
        _ releases: [InformationRelease], _ refusals: inout [String]
    ) -> [InformationRelease] {
        guard releases.count > 1 else { return releases }
        let totals = releases.map { release in
            release.plan.tables.indices.compactMap { table in
                release.cells(release.plan.tables[table]).first {
                    $0.codes.prefix(release.plan.tables[table].count).allSatisfy {
                        $0 == InformationDimension.everybody
                    }
                }
            }
        }
        guard totals.contains(where: { $0.contains { $0.value == nil } }) else { return releases }
        refusals.append(
            "The number of all people must be withheld in one part of the file, and stands in another.")
        return []
    }

    /// Everything that decides what comes out, but for the records themselves.
    private static func mark(_ plan: InformationPlan) -> String {
        "\(plan.population) \(plan.area) \(plan.period) \(plan.dataVersion) \(plan.version.contentMark) "
            + "\(plan.policy.rawValue) \(plan.leastShown) \(plan.tables)"
    }
}
