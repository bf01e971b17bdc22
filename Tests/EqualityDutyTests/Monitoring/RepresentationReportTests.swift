// SPDX-License-Identifier: Apache-2.0
import EqualityStatistics
import Testing

@testable import EqualityDuty

@Suite struct `A report on representation` {
    private static func version(_ rows: [[String]], _ columns: [(String, ColumnUse)]) throws
        -> (DataSetVersion, [[UInt8]])
    {
        let reading = try RecordsReading(columns)
        let (read, pieces) = try reading.read(rows)
        let version = DataSetVersion(
            dataSetID: "1", number: 1, period: reading.context.period, sourceName: "f", sourceDigest: "d",
            contentMark: read.contentMark, records: read.records, columns: read.columns, mapping: "m",
            quality: read.quality)
        return (version, pieces.map(\.bytes))
    }

    private static func benchmark(
        _ scheme: CategoryScheme, _ counts: [String: Int], population: String = "residents",
        ages: AgeRange = .all,
        area: String = "E07000001", year: Int = 2025
    ) -> Benchmark {
        Benchmark(
            name: "Test table", population: population, ages: ages, areaCode: area, areaName: "Eastmarsh",
            years: year...year, schemes: [scheme],
            counts: Dictionary(uniqueKeysWithValues: counts.map { ([$0.key], $0.value) }), source: "invented")
    }

    private static let set = DataSet(
        title: "Users", kind: .serviceUsers, population: "residents", purpose: "p", retention: "r",
        areaCode: "E07000001")

    private static func report(
        _ rows: [[String]], _ benchmark: Benchmark?, by names: [String] = ["ethnic group"],
        _ columns: [(String, ColumnUse)] = [("Ethnicity", .category(scheme: "ethnic-2021")), ("n", .count)]
    ) throws -> RepresentationReport {
        let (version, chunks) = try version(rows, columns)
        let maker = RepresentationMaker(try TestSchemes.all())
        return try maker.report(
            of: set, version, chunks: chunks, by: try maker.columns(names, of: version),
            areaName: "Eastmarsh",
            against: benchmark, why: "w")
    }

    /// 36 of 300 against 20.0%: 12.0%, -8.0 points, ratio 0.60, interval 8.8 to 16.2, p 0.0003.
    @Test func `says the words and figures of the handbook's example`() throws {
        let report = try Self.report(
            [["Indian", "36"], ["British", "264"]],
            Self.benchmark(try TestSchemes.ethnic2021(), ["indian": 200, "british": 800]))
        let row = try #require(report.rows.first { $0.codes == ["indian"] })
        let found = try #require(row.representation)
        #expect(row.verdict == "under-represented")
        #expect(abs(found.points + 8) < 1e-9 && abs((found.ratio ?? 0) - 0.6) < 1e-9)
        #expect(abs(100 * found.interval.lower - 8.8) < 0.05 && abs(100 * found.interval.upper - 16.2) < 0.05)
        #expect(found.p < 0.00035 && found.p > 0.0002)
        #expect(report.warnings.isEmpty && report.refusals.isEmpty)
        #expect(report.note.contains("2 comparisons"))
    }

    @Test func `brings both sides to the top where a parent was answered alone`() throws {
        let report = try Self.report(
            [["White", "50"], ["British", "30"], ["Indian", "20"]],
            Self.benchmark(
                try TestSchemes.ethnic2021(), ["british": 700, "roma": 10, "indian": 200, "chinese": 90]))
        #expect(report.rows.map(\.codes) == [["white"], ["asian"]])
        #expect(report.rows.map(\.share.count) == [80, 20])
        #expect(report.rows.map { $0.representation?.benchmark.value } == [0.71, 0.29])
    }

    @Test func `adds the parts of groups up where the main groups are asked for`() throws {
        let (version, chunks) = try Self.version(
            [["British", "30"], ["Roma", "20"], ["Indian", "50"]],
            [("Ethnicity", .category(scheme: "ethnic-2021")), ("n", .count)])
        let maker = RepresentationMaker(try TestSchemes.all())
        func rows(_ isBroad: Bool) throws -> [RepresentationReport.Row] {
            try maker.report(
                of: Self.set, version, chunks: chunks, by: try maker.columns(["ethnic group"], of: version),
                areaName: "Eastmarsh",
                against: Self.benchmark(
                    try TestSchemes.ethnic2021(), ["british": 70, "roma": 10, "indian": 20]), why: "w",
                isBroad: isBroad
            ).rows
        }
        #expect(try rows(false).map(\.codes) == [["british"], ["roma"], ["indian"]])
        #expect(try rows(true).map(\.codes) == [["white"], ["asian"]])
        #expect(try rows(true).map(\.share.count) == [50, 50])
        #expect(try rows(true).map { $0.representation?.benchmark.value } == [0.8, 0.2])
    }

    @Test func `joins versions through the mapping only, and says that it is a break`() throws {
        let report = try Self.report(
            [["A", "60"], ["H", "40"]],
            Self.benchmark(try TestSchemes.ethnic2021(), ["british": 900, "indian": 60, "chinese": 40]),
            [("Ethnicity", .category(scheme: "ethnic-nhs")), ("n", .count)])
        #expect(report.rows.map(\.codes) == [["white"], ["asian"]])
        #expect(report.mappings.count == 1 && report.mappings[0].contains("This is a break."))
        #expect(report.refusals.isEmpty)
    }

    @Test func `refuses other categories without a mapping, and then compares nothing`() throws {
        let other = try CategoryScheme(
            id: "ethnic-x", variable: "ethnic group", version: "X", title: "Ethnic group X",
            categories: [TestSchemes.category("x", "X"), TestSchemes.category("y", "Y")])
        let report = try Self.report(
            [["Indian", "36"], ["British", "264"]], Self.benchmark(other, ["x": 5, "y": 6]))
        #expect(report.refusals.first?.contains("cannot be compared") == true)
        #expect(report.rows.allSatisfy { $0.representation == nil && $0.verdict == "no benchmark" })
    }

    @Test func `refuses ages that nobody shares, and warns of other people, areas and years`() throws {
        let scheme = try TestSchemes.ethnic2021()
        var (young, chunks) = try Self.version(
            [["Indian", "40"]], [("Ethnicity", .category(scheme: "ethnic-2021")), ("n", .count)])
        young.number = 2
        var pupils = Self.set
        pupils.ages = AgeRange(5, to: 15) ?? .all
        let maker = RepresentationMaker(try TestSchemes.all())
        let refused = try maker.report(
            of: pupils, young, chunks: chunks, by: try maker.columns(["ethnic group"], of: young),
            areaName: "E",
            against: Self.benchmark(scheme, ["indian": 5], ages: AgeRange(16, to: nil) ?? .all), why: "w")
        #expect(refused.refusals.contains { $0.contains("Nobody is both") })
        #expect(refused.rows.allSatisfy { $0.representation == nil })
        let warned = try Self.report(
            [["Indian", "40"]],
            Self.benchmark(
                scheme, ["indian": 5, "british": 6], population: "pupils", area: "E10000016", year: 2021))
        #expect(warned.warnings.count == 3)
        #expect(warned.rows.contains { $0.representation != nil })
    }

    @Test func `holds service users against residents without a warning, and others with one`() throws {
        let (version, chunks) = try Self.version(
            [["Indian", "40"], ["British", "60"]],
            [("Ethnicity", .category(scheme: "ethnic-2021")), ("n", .count)])
        let maker = RepresentationMaker(try TestSchemes.all())
        func warnings(_ kind: DataSetKind, _ own: String, against population: String) throws -> [String] {
            try maker.report(
                of: DataSet(
                    title: "T", kind: kind, population: own, purpose: "p", retention: "r",
                    areaCode: "E07000001"), version, chunks: chunks,
                by: try maker.columns(["ethnic group"], of: version), areaName: "Eastmarsh",
                against: Self.benchmark(
                    try TestSchemes.ethnic2021(), ["indian": 5, "british": 6], population: population),
                why: "w"
            ).warnings
        }
        #expect(try warnings(.serviceUsers, "", against: "residents") == [])
        #expect(try warnings(.complaints, "", against: "residents") == [])
        #expect(try warnings(.serviceUsers, "", against: "service users") == [])
        #expect(try warnings(.serviceUsers, "tenants", against: "residents").count == 1)
        #expect(try warnings(.serviceUsers, "", against: "residents in households").count == 1)
        #expect(try warnings(.workforce, "", against: "residents").count == 1)
    }

    @Test func `puts single ages together into the bands of the data set`() throws {
        let single = try CategoryScheme(
            id: "single", variable: "age", version: "single years", title: "Age by single year",
            categories: (0...89).map { .init(code: "\($0)", label: "\($0)", ages: AgeRange($0, to: $0)) }
                + [.init(code: "90", label: "90+", ages: AgeRange(90, to: nil))])
        let counts = Dictionary(uniqueKeysWithValues: (0...90).map { ("\($0)", 10) })
        let report = try Self.report(
            [["20", "50"], ["70", "50"]], Self.benchmark(single, counts), by: ["age"],
            [("Age", .ages(scheme: "bands")), ("n", .count)])
        #expect(report.rows.map(\.codes) == [["0-15"], ["16-64"], ["65"]])
        #expect(
            report.rows.map { $0.representation?.benchmark } == [
                Proportion(160, of: 910), Proportion(490, of: 910), Proportion(260, of: 910),
            ])
    }

    @Test func `crosses two characteristics that were counted together`() throws {
        let sex = try TestSchemes.sex()
        let ethnic = try TestSchemes.ethnic2021()
        let crossed = Benchmark(
            name: "t", population: "residents", ages: .all, areaCode: "E07000001", areaName: "Eastmarsh",
            years: 2025...2025, schemes: [sex, ethnic],
            counts: [
                ["female", "indian"]: 25, ["male", "indian"]: 25, ["female", "british"]: 25,
                ["male", "british"]: 25,
            ], source: "s")
        let report = try Self.report(
            [
                ["F", "Indian", "5"], ["M", "Indian", "65"], ["F", "British", "65"], ["M", "British", "65"],
                ["", "British", "9"],
            ],
            crossed, by: ["sex", "ethnic group"],
            [
                ("Sex", .category(scheme: "sex")), ("Ethnicity", .category(scheme: "ethnic-2021")),
                ("n", .count),
            ])
        let row = try #require(report.rows.first { $0.codes == ["female", "indian"] })
        #expect(row.verdict == "under-represented" && row.share == Share(5, of: 200))
        #expect(report.answers == AnswerCounts(usable: 200, notAnswered: 9))
        #expect(report.note.contains("4 comparisons"))
    }

    @Test func `is too incomplete below six usable answers in ten`() throws {
        let report = try Self.report(
            [["Indian", "30"], ["British", "29"], ["", "41"]],
            Self.benchmark(try TestSchemes.ethnic2021(), ["indian": 5, "british": 95]))
        #expect(report.rows.allSatisfy { $0.verdict == "too incomplete to compare" })
    }
}

@Suite struct `Drift between two versions` {
    private static func quality(_ rows: [[String]]) throws -> QualityReport {
        try RecordsReading([("Sex", .category(scheme: "sex")), ("n", .count)]).read(rows).0.quality
    }

    @Test func `is told where a share moved beyond noise, and not where it did not`() throws {
        let before = try Self.quality([["F", "500"], ["M", "500"]])
        var moved = try Self.quality([["F", "700"], ["M", "300"]])
        moved.compare(with: before, called: "version 1")
        #expect(moved.drift.map(\.code).sorted() == ["female", "male"])
        #expect(moved.drift.first { $0.code == "female" }.map { abs($0.points - 20) < 1e-9 } == true)
        var still = try Self.quality([["F", "510"], ["M", "490"]])
        still.compare(with: before, called: "version 1")
        #expect(still.drift.isEmpty && still.findings.isEmpty)
    }

    @Test func `asks where half of the people are gone, and names codes that came or went`() throws {
        let before = try Self.quality([["F", "500"], ["M", "500"]])
        var now = try Self.quality([["F", "200"], ["", "100"]])
        now.compare(with: before, called: "version 1")
        #expect(
            now.asks.contains { $0.text.contains("There are 300 people, and in version 1 there were 1000") })
        #expect(now.findings.contains { $0.text.contains("not any more: male") })
    }
}
