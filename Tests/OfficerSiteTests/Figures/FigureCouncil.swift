// SPDX-License-Identifier: Apache-2.0
import EqualityDuty
import Foundation
import Storage
import Testing

@testable import OfficerSite
@testable import WebServer

/// A council whose pools were counted twice; the first count was released.
struct FigureCouncil {
    let council: Council
    let cast: Cast
    let dataSet: String
    let lead: Visitor

    static let office = "/eastmarsh/office"
    var office: Office { council.office }
    var moved: String { "\(Self.office)/data/\(dataSet)/moved" }

    /// Groups that are large, but for two that are so small that their numbers are withheld.
    static let usual: [String: [Int]] = [
        "sex": [500, 480, 0, 0, 0, 0], "ethnic group": [1, 700, 1, 0, 120, 100, 80, 30, 0, 0, 0],
    ]
    /// More people of the group Asian than before: what is planted to be found.
    static let planted = usual.merging(["ethnic group": [1, 560, 1, 0, 200, 160, 80, 30, 0, 0, 0]]) { $1 }

    init() async throws {
        (council, dataSet) = try await InformationCouncil.council()
        cast = try await Cast(council)
        lead = try await council.visitor()
        try await InformationCouncil.take(
            council.office, dataSet, people: 3_000, seed: 1, period: "2024/25", weights: Self.usual)
        try await release()
    }

    func release() async throws {
        _ = try await office.publishInformation(
            try await InformationCouncil.prepare(council), Council.change)
    }

    func takeLater(_ weights: [String: [Int]] = planted) async throws {
        try await InformationCouncil.take(
            office, dataSet, people: 3_100, seed: 2, period: "2025/26", weights: weights)
    }

    func version(_ number: Int) async throws -> DataSetVersion {
        try #require(try await office.monitoring.versions(of: dataSet).first { $0.number == number })
    }

    func raw(_ number: Int, _ name: String = "ethnic group") async throws -> FigureTable {
        let version = try await version(number)
        let column = try #require(version.column(named: name))
        return try FigureTable(
            counting: try await office.monitoring.chunks(of: dataSet, version: number), of: version,
            by: column)
    }

    /// The numbers of a version that nobody may read who may not see monitoring data; small ones occur everywhere.
    func secrets(_ number: Int) async throws -> Set<String> {
        var numbers: Set<Int> = [try await version(number).records]
        for name in ["sex", "ethnic group", "age"] {
            let table = try await raw(number, name)
            numbers.formUnion(table.lines.flatMap { [$0.figure.count, $0.figure.base] }.compactMap { $0 })
        }
        return Set(numbers.filter { $0 > 60 }.flatMap { [String($0), Reading.written(Double($0))] })
    }

    /// The numbers that stand in the words of a page.
    static func numbers(_ page: WebResponse) -> Set<String> {
        let words = page.text.replacing(#/<[^>]*>/#, with: " ")
        return Set(words.split { !$0.isNumber && $0 != "," }.map(String.init))
    }

    /// An assessment of the author that rests on the first count.
    func assessment() async throws -> String {
        let id = try await cast.start()
        let path = Cast.page(id, "/figures/evidence")
        let added = await cast.author.send(path, [("items", "data/\(dataSet)/ethnic group")])
        #expect(added.status == 303, "\(added.text)")
        return id
    }
}

enum ObjectiveFixture {
    static func plain(_ office: Office) async throws -> String {
        try await office.objectives.add(
            Objective(title: "More swim", measure: .init(words: "Share", unit: "%")), Council.change)
    }
}

extension FigureCouncil {
    /// The address of an objective whose readings can be taken from the pools.
    func objective(group: String = "asian") async throws -> String {
        var measure = Objective.Measure(words: "Share of Asian people", unit: "%")
        measure.figure = FigureMeasure(
            dataSet: dataSet, column: "ethnic group", group: group, kind: .share)
        let id = try await office.objectives.add(
            Objective(title: "More swim", directorate: "Housing", measure: measure), Council.change)
        return Self.office + "/objectives/\(id)"
    }
}
