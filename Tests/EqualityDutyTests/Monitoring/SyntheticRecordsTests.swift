// SPDX-License-Identifier: Apache-2.0
import EqualityStatistics
import Testing

@testable import EqualityDuty

@Suite struct `Synthetic records` {
    private static func maker() throws -> SyntheticRecords {
        SyntheticRecords([
            .init("Sex", try TestSchemes.sex(), counts: ["female": 510, "male": 490], unanswered: 0),
            .init(
                "Ethnicity", try TestSchemes.ethnic2021(),
                counts: ["british": 700, "indian": 200, "chinese": 100],
                unanswered: 0.1, leaning: ["indian": 0.5]),
        ])
    }

    @Test func `are the same for the same seed, and others for another`() throws {
        let maker = try Self.maker()
        #expect(maker.records(200, seed: 7) == maker.records(200, seed: 7))
        #expect(maker.records(200, seed: 7) != maker.records(200, seed: 8))
    }

    @Test(arguments: [1, 10, 333, 1_000, 4_321])
    func `meet their margins to within one record`(count: Int) throws {
        let records = try Self.maker().records(count, seed: UInt64(count))
        #expect(records.count == count && Set(records.map { $0[0] }).count == count)
        func have(_ column: Int, _ words: String) -> Double { Double(records.count { $0[column] == words }) }
        let whole = Double(count)
        #expect(abs(have(1, "Female") - 0.51 * whole) <= 1.0001)
        // 700, 100 of 200, and 100 of the chosen weights, in nine tenths of all.
        #expect(abs(have(2, "British") - 0.9 * 700 / 900 * whole) <= 1.0001)
        #expect(abs(have(2, "Indian") - 0.9 * 100 / 900 * whole) <= 1.0001)
        #expect(abs(have(2, "") - 0.05 * whole) <= 1.0001)
    }

    @Test func `are read back by a mapping with the margins they were made by`() throws {
        let rows = try Self.maker().records(1_000, seed: 3)
        let (read, _) = try RecordsReading([
            ("Reference", .reference), ("Sex", .category(scheme: "sex")),
            ("Ethnicity", .category(scheme: "ethnic-2021")),
        ]).read(rows)
        #expect(read.quality.findings.isEmpty)
        #expect(
            read.answers("ethnic group") == AnswerCounts(usable: 900, preferNotToSay: 50, notAnswered: 50))
        #expect(read.count("sex", "female") == 510)
    }
}
