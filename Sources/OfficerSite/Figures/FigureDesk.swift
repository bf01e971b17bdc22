// SPDX-License-Identifier: Apache-2.0
import EqualityDuty
import Storage
import WebServer

/// A version of a data set with what everybody may read of it.
struct ReleasedVersion {
    let dataSet: DataSet
    let version: DataSetVersion
    /// Empty while nothing of it was released.
    let tables: [FigureTable]

    func table(_ column: String) -> FigureTable? { tables.first { $0.column == column } }
}

/// What a visitor may know of figures.
enum FigureView {
    /// What disclosure control released, for everybody; raw counts, for those who may see monitoring data.
    case released, raw
}

extension Office {
    var figures: FigureStore { FigureStore(database: database) }
    /// Whether raw counts of a data set may be shown to a visitor.
    func maySeeRaw(_ dataSet: DataSet, _ visit: Visit) -> Bool {
        visit.reach(.viewMonitoring) == .wholeBody && sees(dataSet.kind, visit)
    }

    /// The data set of the address for somebody who may not see its counts: its name, and what was released of it.
    func namedDataSet(_ visit: Visit) async throws -> DataSet {
        guard let found = try await monitoring.dataSet(visit.parameter("id")) else { throw Refusal.notFound }
        return found
    }

    /// The newest released version of every data set, for those who look for figures.
    func releasedVersions() async throws -> [ReleasedVersion] {
        var found: [ReleasedVersion] = []
        for dataSet in try await monitoring.dataSets() {
            if let newest = try await newestReleased(dataSet) { found.append(newest) }
        }
        return found
    }

    /// The newest version in force of a data set of which anything was released; `nil` where nothing was.
    func newestReleased(_ dataSet: DataSet) async throws -> ReleasedVersion? {
        for version in try await monitoring.versions(of: dataSet.id).current {
            let tables = try await figures.released(of: version)
            if !tables.isEmpty { return ReleasedVersion(dataSet: dataSet, version: version, tables: tables) }
        }
        return nil
    }

    /// Everything in the record that rests on older figures of a data set, with raw numbers, for whoever runs the
    /// service.
    public func followUps(of dataSet: DataSet) async throws -> [FigureFollowUp] {
        try await followUps(
            of: try await figures.uses(of: dataSet.id, assessments: .wholeBody, objectives: .wholeBody),
            raw: true)
    }

    /// What rests on figures of which there is a newer version, with what may be said of it to whoever looks.
    func followUps(of uses: [FigureUse], raw: Bool) async throws -> [FigureFollowUp] {
        var found: [FigureFollowUp] = []
        for id in Set(uses.map(\.figure.dataSet)).sorted() {
            let versions = try await monitoring.versions(of: id)
            let reviews = try await figures.reviews(of: id)
            var tables = FigureShelf(
                office: self, view: raw ? .raw : .released, profile: try await profile())
            for use in uses where use.figure.dataSet == id {
                guard let older = versions.first(where: { $0.number == use.figure.version }),
                    let newer = versions.newer(than: older.number)
                else { continue }
                let state = try await tables.state(
                    of: use.figure, older, newer,
                    isReplacement: versions.replaces(newer.number, older.number))
                found.append(
                    FigureFollowUp(
                        use, older: older, newer: newer, state: state,
                        review: reviews.first { $0.key == use.key && $0.version == newer.number }))
            }
        }
        return found
    }
}

/// Tables of versions as they are asked for, each worked out once.
private struct FigureShelf {
    let office: Office
    let view: FigureView
    /// The thresholds of the body.
    let profile: BodyProfile
    private var kept: [String: FigureTable?] = [:]
    private var released: [String: [FigureTable]] = [:]

    init(office: Office, view: FigureView, profile: BodyProfile) {
        self.office = office
        self.profile = profile
        self.view = view
    }

    mutating func state(
        of figure: FigureReference, _ older: DataSetVersion, _ newer: DataSetVersion, isReplacement: Bool
    ) async throws -> FigureFollowUp.State {
        for version in [older, newer] where version.column(named: figure.column) == nil {
            return .refused("version \(version.number) has no column \u{201C}\(figure.column)\u{201D}.")
        }
        guard let now = try await table(newer, figure.column) else { return missing(newer) }
        guard let then = try await table(older, figure.column) else { return missing(older) }
        return .compared(
            FigureMovements(
                from: then, to: now, groups: figure.groups, office.taking.schemes,
                settings: profile.representation, isReplacement: isReplacement))
    }

    private func missing(_ version: DataSetVersion) -> FigureFollowUp.State {
        switch view {
        case .released: .notReleased(version: version.number)
        case .raw:
            .refused(
                "the records of version \(version.number) were deleted, and nothing of it was published.")
        }
    }

    private mutating func table(_ version: DataSetVersion, _ name: String) async throws -> FigureTable? {
        let key = "\(version.number) \(name)"
        if let table = kept[key] { return table }
        let table: FigureTable?
        switch view {
        case .released:
            table = try await told(version, name)
        case .raw:
            guard let column = version.column(named: name) else { return nil }
            let chunks = try await office.monitoring.chunks(
                of: version.dataSetID, version: version.number, part: column.part)
            // What was published of a version stays when its records are deleted.
            table =
                chunks.isEmpty && version.records > 0
                ? try await told(version, name) : try FigureTable(counting: chunks, of: version, by: column)
        }
        kept[key] = table
        return table
    }

    private mutating func told(_ version: DataSetVersion, _ name: String) async throws -> FigureTable? {
        let mark = "\(version.number)"
        let all: [FigureTable]
        if let known = released[mark] {
            all = known
        } else {
            all = try await office.figures.released(of: version)
            released[mark] = all
        }
        let wanted = version.column(named: name)?.name
        return all.first { $0.column == wanted }
    }
}
