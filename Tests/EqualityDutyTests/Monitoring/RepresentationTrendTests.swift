// SPDX-License-Identifier: Apache-2.0
import EqualityStatistics
import Testing

@testable import EqualityDuty

@Suite struct `The way of shares over deliveries` {
    private static let set = DataSet(title: "Users", kind: .serviceUsers, purpose: "p", retention: "r")

    private static func delivery(
        _ number: Int, _ period: String, _ rows: [[String]], scheme: String = "ethnic-2021"
    ) throws -> DeliveryCounts {
        let reading = try RecordsReading(
            [("Ethnicity", .category(scheme: scheme)), ("n", .count)], period: period)
        let (read, pieces) = try reading.read(rows)
        let version = DataSetVersion(
            dataSetID: "1", number: number, period: reading.context.period, sourceName: "f",
            sourceDigest: "d\(number)", contentMark: read.contentMark, records: read.records,
            columns: read.columns, mapping: "m", quality: read.quality)
        return DeliveryCounts(version, read.columns[0], chunks: pieces.map(\.bytes))
    }

    private static func trend(_ deliveries: [DeliveryCounts]) throws -> RepresentationTrend {
        try RepresentationMaker(try TestSchemes.all()).trend(of: set, deliveries)
    }

    @Test func `tells every delivery, the change and what chance could explain`() throws {
        // 100 of 1,000, then 150 of 1,000: 5 points, Newcombe's interval 2.1 to 7.9, Fisher p about 0.0009.
        let trend = try Self.trend([
            try Self.delivery(2, "2025/26", [["Indian", "150"], ["British", "850"]]),
            try Self.delivery(1, "2024/25", [["Indian", "100"], ["British", "900"]]),
        ])
        #expect(trend.deliveries.map(\.version) == [1, 2])
        let row = try #require(trend.rows.first { $0.code == "indian" })
        #expect(row.shares == [Share(100, of: 1000), Share(150, of: 1000)])
        let change = try #require(row.change)
        #expect(abs(change.points - 5) < 1e-9)
        #expect(abs(100 * change.interval.lower - 2.1) < 0.1 && abs(100 * change.interval.upper - 7.9) < 0.1)
        #expect(change.p < 0.002 && change.p > 0.0003)
        #expect(row.trend == nil && row.pooled == nil)
        #expect(trend.note.contains("2 comparisons"))
    }

    @Test func `finds a trend of three deliveries and pools them`() throws {
        let trend = try Self.trend(
            try [(1, "2023/24", 100), (2, "2024/25", 150), (3, "2025/26", 200)].map { number, period, count in
                try Self.delivery(number, period, [["Indian", "\(count)"], ["British", "\(1000 - count)"]])
            })
        let row = try #require(trend.rows.first { $0.code == "indian" })
        #expect(abs((row.trend?.pointsPerYear ?? 0) - 5) < 1e-9 && (row.trend?.p ?? 1) < 1e-6)
        #expect(row.pooled?.share == Share(450, of: 3000))
        #expect(row.pooled?.mark == "2024 to 2026 pooled")
    }

    @Test func `leads older categories through the mapping only, and marks the break`() throws {
        let trend = try Self.trend([
            try Self.delivery(1, "2023/24", [["A", "60"], ["H", "40"]], scheme: "ethnic-nhs"),
            try Self.delivery(2, "2024/25", [["British", "900"], ["Indian", "100"]]),
            try Self.delivery(3, "2025/26", [["British", "850"], ["Indian", "150"]]),
        ])
        #expect(trend.rows.map(\.code) == ["white", "asian"])
        #expect(trend.deliveries.map(\.breakBefore.isEmpty) == [true, false, true])
        #expect(trend.mappings.count == 1 && trend.mappings[0].contains("This is a break."))
        // Nothing is worked out across the break: two deliveries behind it are no trend of three.
        #expect(trend.rows.allSatisfy { $0.trend == nil && $0.pooled == nil && $0.change != nil })
        let newest = try Self.trend([
            try Self.delivery(1, "2023/24", [["A", "60"], ["H", "40"]], scheme: "ethnic-nhs"),
            try Self.delivery(2, "2024/25", [["British", "900"], ["Indian", "100"]]),
        ])
        #expect(newest.rows.allSatisfy { $0.change == nil })
    }

    @Test func `leaves out a delivery that nothing leads to the newest`() throws {
        let trend = try Self.trend([
            try Self.delivery(1, "2024/25", [["Indian", "100"], ["British", "900"]]),
            try Self.delivery(2, "2025/26", [["A", "60"], ["H", "40"]], scheme: "ethnic-nhs"),
        ])
        #expect(trend.deliveries.map(\.version) == [2])
        #expect(trend.leftOut.map(\.version) == [1] && trend.leftOut[0].why.contains("compared"))
    }

    @Test func `counts another data set as a benchmark`() throws {
        let maker = RepresentationMaker(try TestSchemes.all())
        let staff = DataSet(
            title: "Staff", kind: .workforce, purpose: "p", retention: "r", areaCode: "E07000001",
            isSynthetic: true)
        let delivery = try Self.delivery(4, "2025/26", [["Indian", "20"], ["British", "30"], ["", "60"]])
        let benchmark = try maker.benchmark(
            of: staff, delivery.version, chunks: delivery.chunks, by: [delivery.column], areaName: "Eastmarsh"
        )
        #expect(benchmark.counts == [["indian"]: 20, ["british"]: 30])
        #expect(benchmark.population == "staff" && benchmark.name == "Staff, version 4")
        // 50 usable of 110 asked are below 60%, and the records are invented.
        #expect(benchmark.caveats.contains { $0.contains("50 of 110") })
        #expect(benchmark.caveats.contains { $0.contains("synthetic") })
    }
}
