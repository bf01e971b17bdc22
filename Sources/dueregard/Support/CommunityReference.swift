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
                statistics: statistics, topics: outline.topics, populationTables: outline.populationTables,
                deprivation: try PublishedTablesFile.deprivation(
                    reading: try text(path("deprivation/tables.yaml")), named: path("deprivation/tables.yaml")
                ) { try rows("deprivation/\($0)", columns: $1) }),
            questionSets: try questionSets(schemes))
    }

    /// The same with the words and files that pages need.
    func communityDesk() throws -> CommunityDesk {
        CommunityDesk(
            reference: try community(), report: Reports.profile,
            files: [
                .init(
                    suffix: "csv", name: "CSV", mediaType: "text/csv; charset=utf-8",
                    bytes: Reports.profileCSV),
                .init(
                    suffix: "json", name: "JSON", mediaType: "application/json", bytes: Reports.profileJSON),
            ], shapes: shapes(), map: Reports.map)
    }

    /// The shipped outlines, each kind read when it is first asked for and kept then.
    private func shapes() -> @Sendable (ProfileArea.Kind) throws -> [MapPicture.Shape] {
        let kept = Kept<[MapPicture.Shape]>()
        return { kind in
            try kept.value(kind.rawValue) {
                let file = kind == .authority ? "lad" : kind.rawValue
                guard FileManager.default.fileExists(atPath: path("boundaries/\(file).csv")) else {
                    return []
                }
                return try rows("boundaries/\(file).csv", columns: 8).map { cells in
                    let edges = cells[3...6].map { Int($0) ?? 0 }
                    return MapPicture.Shape(
                        code: cells[0], name: cells[1], path: cells[7],
                        box: .init(left: edges[0], top: edges[1], right: edges[2], bottom: edges[3]))
                }
            }
        }
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

    /// Every set of questions that is shipped, by name, the newest version of each first.
    func questionSets(_ schemes: CategorySchemes) throws -> [QuestionSet] {
        let folder = path("question-sets")
        return try files(in: folder).map { name in
            do {
                return try QuestionSetFile.set(reading: try text("\(folder)/\(name)"), named: name, schemes)
            } catch let problem as QuestionSetFile.Unusable {
                throw Stop.failed("Reference data cannot be read: \(problem)")
            }
        }.sorted { ($0.name, $1.version) < ($1.name, $0.version) }
    }

    /// The shipped tables, each read from its file when it is first asked for and kept then.
    func publishedTables(_ schemes: CategorySchemes) throws
        -> (statistics: PublishedStatistics, entries: [PublishedTablesFile.Entry])
    {
        let list = path("census/tables.yaml")
        let entries = try PublishedTablesFile.tables(reading: try text(list), named: list, schemes: schemes)
        let byID = Dictionary(entries.map { ($0.description.id, $0) }) { one, _ in one }
        let kept = Kept<PublishedTable>()
        let statistics = PublishedStatistics(schemes: schemes, entries.map(\.description)) { id in
            try kept.value(id) {
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
            let whole =
                cells[2] == "region" ? country + ["K04000001"] : cells[2] == "country" ? ["K04000001"] : []
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
        let places = try rows("areas/places.csv", columns: 7)
        var newest: [String: Int] = [:]
        for cells in places { newest[cells[2]] = max(newest[cells[2]] ?? 0, Self.years(cells[6]).max() ?? 0) }
        for cells in places {
            guard let kind = ProfileArea.Kind(rawValue: cells[2]) else {
                throw Stop.failed("\(path("areas/places.csv")): \(cells[2]) is no kind of place")
            }
            let own = [cells[4], cells[5], cells[3]].filter { !$0.isEmpty && $0 != cells[0] }
            areas.append(
                ProfileArea(
                    code: cells[0], name: cells[1], kind: kind, within: own + (within[cells[3]] ?? []),
                    isNewest: Self.years(cells[6]).contains(newest[cells[2]] ?? 0),
                    vintages: Self.years(cells[6])))
        }
        let touching = try rows("areas/neighbours.csv", columns: 2).map {
            ($0[0], $0[1].split(separator: " ").map(String.init))
        }
        return AreaDirectory(areas, neighbours: Dictionary(touching) { one, _ in one })
    }

    private static func years(_ text: String) -> [Int] { text.split(separator: " ").compactMap { Int($0) } }

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

/// What was read already, by name.
private final class Kept<Value: Sendable>: Sendable {
    private let values = Mutex<[String: Value]>([:])

    /// The kept value, or the one that is read now.
    func value(_ name: String, read: () throws -> Value) throws -> Value {
        if let kept = values.withLock({ $0[name] }) { return kept }
        let value = try read()
        values.withLock { $0[name] = value }
        return value
    }
}
