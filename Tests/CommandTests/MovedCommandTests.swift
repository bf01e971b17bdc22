// SPDX-License-Identifier: Apache-2.0
import EqualityDuty
import Foundation
import Storage
import Testing

@Suite(.serialized) struct `Figures that moved at the command line` {
    private static func take(_ folder: Folder, _ period: String, _ rows: [String]) async throws -> Outcome {
        try folder.write("\(period).csv", (["Ref,Sex"] + rows).joined(separator: "\n").utf8)
        return try await folder.run(
            "import", "monitoring", folder.file("\(period).csv"), "--mapping", "Pools", "--data-set", "Pools",
            "--kind", "serviceUsers", "--purpose", "p", "--retention", "6 years", "--period", period, "--yes",
            "--no-input")
    }

    /// 200 of 400 women, then 250 of 400: z = 3.564, p 0.00037.
    private static func people(_ women: Int, from first: Int) -> [String] {
        (0..<400).map { "\(first + $0),\($0 < women ? "Female" : "Male")" }
    }

    @Test func `are told with old and new numbers, and nothing where nothing rests on older ones`()
        async throws
    {
        let folder = try Folder()
        try await folder.found()
        #expect(try await folder.run("data", "moved", "--dataset", "Pools").code == 1)
        let first = try await Self.take(folder, "2024", Self.people(200, from: 1))
        #expect(first.code == 0, "\(first.talk)")
        let database = try folder.database()
        let id = try #require(try await MonitoringStore(database: database).dataSet(named: "Pools")?.id)
        let change = Change(by: .commandLine, at: Instant(milliseconds: 1_780_000_000_000))
        _ = try await ObjectiveStore(database: database).add(
            Objective(
                title: "As many women as men",
                measure: .init(
                    words: "Share of women",
                    figure: FigureMeasure(
                        dataSet: id, column: "sex", group: "female", kind: .share, baselineVersion: 1))),
            change)
        await database.close()
        let none = try await folder.run("data", "moved", "--dataset", "Pools")
        #expect(none.code == 3 && none.talk.contains("Nothing rests on older figures of “Pools”"))
        let second = try await Self.take(folder, "2025", Self.people(250, from: 1_000))
        #expect(second.code == 0, "\(second.talk)")
        let told = try await folder.run("data", "moved", "--dataset", "pools")
        #expect(told.code == 0, "\(told.talk)")
        #expect(told.output.contains("Pools: raw counts, not for publication"))
        #expect(
            told.output.contains(
                "Female: 50.0%, 200 of 400 to 62.5%, 250 of 400, 12.5 points, p below 0.001. Moved beyond noise"
            ))
        let json = try await folder.run("data", "moved", "--dataset", "Pools", "--json")
        let all = try #require(try JSONSerialization.jsonObject(with: Data(json.bytes)) as? [String: Any])
        let use = try #require((all["uses"] as? [[String: Any]])?.first)
        #expect(use["kind"] as? String == "objective" && use["isOpen"] as? Bool == true)
        let group = try #require((use["groups"] as? [[String: Any]])?.first)
        #expect(group["oldCount"] as? Int == 200 && group["newCount"] as? Int == 250)
        #expect(abs((group["p"] as? Double ?? 1) - 0.000366) < 0.00001)
        #expect(group["verdict"] as? String == "moved")
        let unknown = try await folder.run("data", "moved", "--dataset", "Halls")
        #expect(unknown.code == 1 && unknown.talk.contains("There are: Pools"))
    }
}
