// SPDX-License-Identifier: Apache-2.0
import Documents
import EqualityDuty
import EqualityStatistics
import Foundation

@testable import Reports

/// The shipped schemes and a few areas, to read files with.
enum StatisticsFixtures {
    private static let here = URL(fileURLWithPath: #filePath).deletingLastPathComponent()

    static let schemes: CategorySchemes = {
        let folder = here.appendingPathComponent("../../../ReferenceData/category-schemes").standardized
        let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).filter {
            $0.hasSuffix(".yaml")
        }
        return CategorySchemes(
            names.sorted().compactMap { name in
                let text = try? String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
                return text.flatMap { try? CategorySchemeFile.scheme(reading: $0, named: name) }
            }, mappings: [])
    }()

    static let areas = AreaDirectory(
        [
            ProfileArea(code: "E92000001", name: "England", kind: .country),
            ProfileArea(code: "E07000114", name: "Thanet", kind: .authority),
            ProfileArea(code: "E06000035", name: "Medway", kind: .authority),
            ProfileArea(code: "E07000113", name: "Swale", kind: .authority),
            ProfileArea(
                code: "E07000026", name: "Allerdale", kind: .authority, replacedBy: ["E06000063"]),
            ProfileArea(code: "E06000063", name: "Cumberland", kind: .authority),
            ProfileArea(code: "E02003314", name: "Medway 001", kind: .msoa, vintages: [2011, 2021]),
            ProfileArea(code: "E02003315", name: "Medway 002", kind: .msoa, vintages: [2011, 2021]),
            ProfileArea(code: "E02003316", name: "Medway 003", kind: .msoa, vintages: [2011]),
            ProfileArea(code: "E02009999", name: "Medway 039", kind: .msoa, vintages: [2021]),
        ], neighbours: [:])

    static let reading = StatisticsReading(schemes: schemes, areas: areas)

    static func read(_ name: String, _ change: (inout StatisticsWishes) -> Void = { _ in }) throws
        -> ReadStatistics
    {
        var wishes = StatisticsWishes()
        change(&wishes)
        let path = here.appendingPathComponent("Fixtures/\(name)").path
        return try reading.read(RowFile(path: path), named: name, wishes)
    }

    static func read(
        text: String, named name: String = "file.csv", reading: StatisticsReading = reading,
        _ change: (inout StatisticsWishes) -> Void = { _ in }
    ) throws -> ReadStatistics {
        var wishes = StatisticsWishes()
        change(&wishes)
        return try reading.read(RowFile(bytes: Array(text.utf8)), named: name, wishes)
    }

    static func text(_ name: String) throws -> String {
        try String(contentsOf: here.appendingPathComponent("Fixtures/\(name)"), encoding: .utf8)
    }

    /// The counts of an area by codes joined with bars.
    static func counts(_ read: ReadStatistics, _ area: String) -> [String: Int] {
        guard let place = read.areas.firstIndex(where: { $0.code == area }) else { return [:] }
        return Dictionary(
            uniqueKeysWithValues: zip(
                read.columns.map { $0.joined(separator: "|") }, read.counts[place].map { Int($0) }))
    }
}

extension ReadStatistics {
    /// Everything that stands in the way, in one text.
    var words: String { problems.map(\.description).joined(separator: "\n") }
}
