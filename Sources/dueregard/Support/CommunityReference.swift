// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import Documents
import EqualityDuty
import Foundation
import Reports
import Synchronization

/// The reference data about places and people: schemes, areas, published tables, and what a profile tells.
extension ReferenceData {
    /// All of it; tables are read when they are first asked for.
    func community() throws -> CommunityReference {
        let schemes = try categorySchemes()
        let (statistics, _) = try publishedTables(schemes)
        let file = path("profile/topics.yaml")
        let outline = try PublishedTablesFile.outline(reading: try text(file), named: file, schemes: schemes)
        return CommunityReference(
            areas: try areaDirectory(),
            profiles: ProfileBuilder(
                statistics: statistics, topics: outline.topics, populationTables: outline.populationTables))
    }

    /// The same with the words and files that pages need.
    func communityDesk() throws -> CommunityDesk {
        CommunityDesk(
            reference: try community(), report: Reports.profile,
            files: [
                .init(suffix: "csv", name: "CSV", mediaType: "text/csv; charset=utf-8", bytes: Reports.profileCSV),
                .init(suffix: "json", name: "JSON", mediaType: "application/json", bytes: Reports.profileJSON),
            ])
    }

    /// Every scheme that is shipped, and the mappings between them.
    func categorySchemes() throws -> CategorySchemes {
        let folder = path("category-schemes")
        let schemes = try files(in: folder).map { name in
            try CategorySchemeFile.scheme(reading: try text("\(folder)/\(name)"), named: name)
        }
        let known = Dictionary(schemes.map { ($0.id, $0) }) { one, _ in one }
        let mappings = try files(in: folder + "/mappings").map { name in
            try CategorySchemeFile.mapping(
                reading: try text("\(folder)/mappings/\(name)"), named: name, of: known)
        }
        return CategorySchemes(schemes, mappings: mappings)
    }

    /// The shipped tables, each read from its file when it is first asked for and kept then.
    func publishedTables(_ schemes: CategorySchemes) throws
        -> (statistics: PublishedStatistics, entries: [PublishedTablesFile.Entry])
    {
        let list = path("census/tables.yaml")
        let entries = try PublishedTablesFile.tables(reading: try text(list), named: list, schemes: schemes)
        let byID = Dictionary(entries.map { ($0.description.id, $0) }) { one, _ in one }
        let kept = KeptTables()
        let statistics = PublishedStatistics(schemes: schemes, entries.map(\.description)) { id in
            try kept.table(id) {
                guard let entry = byID[id] else { throw PublishedStatistics.Missing() }
                let file = path("census/\(entry.file)")
                guard let data = FileManager.default.contents(atPath: file) else {
                    throw Stop.failed("Reference data is incomplete: \(file) is missing")
                }
                do throws(PublishedTable.Unreadable) {
                    return try PublishedTable(entry.description, bytes: [UInt8](data))
                } catch {
                    throw Stop.failed("\(file), line \(error.line): \(error.words)")
                }
            }
        }
        return (statistics, entries)
    }

    /// Authorities with what they lie in and touch, larger places, and the small areas of those that have any.
    func areaDirectory() throws -> AreaDirectory {
        var areas: [ProfileArea] = []
        var codes: [String: String] = [:]
        for cells in try rows("areas/regions.csv", columns: 4) {
            guard let kind = ProfileArea.Kind(rawValue: cells[2] == "countries" ? "country" : cells[2]) else {
                throw Stop.failed("\(path("areas/regions.csv")): \(cells[2]) is no kind of place")
            }
            codes[cells[1]] = cells[0]
            let country = cells[3] == "wales" ? [] : ["E92000001"]
            let whole = cells[2] == "region" ? country + ["K04000001"] : cells[2] == "country" ? ["K04000001"] : []
            areas.append(ProfileArea(code: cells[0], name: cells[1], kind: kind, within: whole))
        }
        var within: [String: [String]] = [:]
        for cells in try rows("areas/areas.csv", columns: 9) {
            guard cells[3] == "england" || cells[3] == "wales" else { continue }
            let region = codes[cells[4]]
            let nation = cells[3] == "england" ? codes["England"] : codes["Wales"]
            let larger = [cells[5].isEmpty ? nil : cells[5], region, nation, codes["England and Wales"]]
                .compactMap { $0 }
            within[cells[0]] = larger
            areas.append(
                ProfileArea(
                    code: cells[0], name: cells[1], kind: cells[2] == "county" ? .county : .authority,
                    within: larger, replacedBy: cells[8].split(separator: " ").map(String.init)))
        }
        for cells in try rows("areas/places.csv", columns: 7) {
            guard let kind = ProfileArea.Kind(rawValue: cells[2]) else {
                throw Stop.failed("\(path("areas/places.csv")): \(cells[2]) is no kind of place")
            }
            let own = [cells[4], cells[5], cells[3]].filter { !$0.isEmpty && $0 != cells[0] }
            areas.append(
                ProfileArea(
                    code: cells[0], name: cells[1], kind: kind, within: own + (within[cells[3]] ?? []),
                    vintages: cells[6].split(separator: " ").compactMap { Int($0) }))
        }
        let touching = try rows("areas/neighbours.csv", columns: 2).map {
            ($0[0], $0[1].split(separator: " ").map(String.init))
        }
        return AreaDirectory(areas, neighbours: Dictionary(touching) { one, _ in one })
    }

    private func rows(_ file: String, columns: Int) throws -> [[String]] {
        do {
            return try PlainTable.rows(path: path(file), columns: columns)
        } catch {
            throw Stop.failed("Reference data cannot be read: \(path(file))")
        }
    }

    private func files(in folder: String) throws -> [String] {
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
            throw Stop.failed("Reference data is incomplete: \(folder) is missing")
        }
        return names.filter { $0.hasSuffix(".yaml") }.sorted()
    }

    private func text(_ file: String) throws -> String {
        guard let data = FileManager.default.contents(atPath: file) else {
            throw Stop.failed("Reference data is incomplete: \(file) is missing")
        }
        return String(decoding: data, as: UTF8.self)
    }
}

/// Tables that were read already.
private final class KeptTables: Sendable {
    private let tables = Mutex<[String: PublishedTable]>([:])

    /// The kept table, or the one that is read now.
    func table(_ id: String, read: () throws -> PublishedTable) throws -> PublishedTable {
        if let kept = tables.withLock({ $0[id] }) { return kept }
        let table = try read()
        tables.withLock { $0[id] = table }
        return table
    }
}
