// SPDX-License-Identifier: Apache-2.0
import EqualityStatistics
import Testing

@testable import EqualityDuty

@Suite struct `A report on rates` {
    private static let set = DataSet(
        title: "Leavers", kind: .leavers, population: "staff who left", purpose: "p", retention: "r",
        areaCode: "E07000001")

    private static func benchmark(
        _ schemes: [CategoryScheme], _ counts: [[String]: Int], year: Int = 2025, known: AnswerCounts? = nil
    ) -> Benchmark {
        Benchmark(
            name: "Staff", population: "staff", ages: .all, areaCode: "E07000001", areaName: "Eastmarsh",
            years: year...year, schemes: schemes, counts: counts, source: "invented",
            records: known.map { .init(kind: .workforce, answers: $0) })
    }

    /// Rows of a group, an age and a number; blank ages where the report needs none.
    private static func report(
        _ rows: [[String]], _ people: [[String]: Int], evened: Bool = false, isBroad: Bool = false,
        year: Int = 2025, known: AnswerCounts? = nil
    ) throws -> RateReport {
        let schemes = try TestSchemes.all()
        let ages = try #require(schemes.schemes.values.first { $0.isAges })
        let reading = try RecordsReading([
            ("Ethnicity", .category(scheme: "ethnic-2021")), ("Age", .ages(scheme: ages.id)), ("n", .count),
        ])
        let (read, pieces) = try reading.read(rows)
        let version = DataSetVersion(
            dataSetID: "1", number: 1, period: reading.context.period, sourceName: "f", sourceDigest: "d",
            contentMark: read.contentMark, records: read.records, columns: read.columns, mapping: "m",
            quality: read.quality)
        let maker = RateMaker(schemes)
        let columns = try maker.columns("ethnic group", isStandardised: evened, of: version, set.kind)
        return try maker.report(
            of: set, version, chunks: pieces.map(\.bytes), by: columns, areaName: "Eastmarsh",
            among: benchmark(
                [try TestSchemes.ethnic2021()] + (evened ? [ages] : []), people, year: year, known: known),
            why: "w", isBroad: isBroad)
    }

    @Test func `holds each group's rate against all others, with the exact test of the library`() throws {
        let report = try Self.report(
            [["Indian", "30", "24"], ["British", "30", "60"]], [["indian"]: 200, ["british"]: 800])
        #expect(report.rows.map(\.code) == ["british", "indian"])
        #expect(report.rows.map(\.events) == [60, 24] && report.rows.map(\.people) == [800, 200])
        #expect(report.unit == 100 && report.all?.per(100) == 8.4)
        let row = try #require(report.rows.last)
        let expected = try #require(Rate(24, in: 200)).ratio(to: try #require(Rate(60, in: 800)))
        #expect(row.ratio == expected)
        #expect(abs((row.ratio?.value ?? 0) - 1.6) < 1e-9)
        // Two groups are one comparison seen from both sides; it is counted twice, on the safe side.
        #expect(abs((row.adjusted ?? 0) - 2 * expected.p) < 1e-9)
        #expect(row.verdict == .noEvidence)
        #expect(report.warnings.isEmpty && report.refusals.isEmpty)
    }

    @Test func `calls a rate higher only behind all comparisons, and says nothing of few people`() throws {
        let report = try Self.report(
            [["Indian", "30", "40"], ["British", "30", "60"], ["Roma", "30", "9"]],
            [["indian"]: 200, ["british"]: 800, ["roma"]: 29])
        let words = Dictionary(uniqueKeysWithValues: report.rows.map { ($0.code, $0.verdict) })
        #expect(words == ["indian": .higher, "british": .lower, "roma": .tooFewToSay])
        #expect(report.rows.first { $0.code == "roma" }?.adjusted == nil)
        let broad = try Self.report(
            [["Indian", "30", "40"], ["British", "30", "60"], ["Roma", "30", "9"]],
            [["indian"]: 200, ["british"]: 800, ["roma"]: 29], isBroad: true)
        #expect(broad.rows.map(\.code) == ["white", "asian"] && broad.rows.map(\.events) == [69, 40])
    }

    /// Both groups have a rate of 2% at 30 and of 20% at 70; one is young and the other old.
    @Test func `finds nothing in rates that differ by ages alone, once these are evened out`() throws {
        let rows = [
            ["Indian", "30", "18"], ["Indian", "70", "20"], ["British", "30", "2"], ["British", "70", "180"],
        ]
        let schemes = try TestSchemes.all()
        let ages = try #require(schemes.schemes.values.first { $0.isAges })
        let young = try #require(ages.band(ofAge: 30)).code
        let old = try #require(ages.band(ofAge: 70)).code
        #expect(young != old)
        let people = [
            ["indian", young]: 900, ["indian", old]: 100, ["british", young]: 100, ["british", old]: 900,
        ]
        let raw = try Self.report(rows, [["indian"]: 1000, ["british"]: 1000])
        #expect(raw.rows.map(\.verdict) == [.higher, .lower])
        let even = try Self.report(rows, people, evened: true)
        #expect(even.rows.map(\.verdict) == [.noEvidence, .noEvidence])
        for row in even.rows {
            let found = try #require(row.standardised)
            #expect(abs((found.rate?.value ?? 0) - 0.11) < 1e-12)
            #expect(abs((found.ratio?.value ?? 0) - 1) < 1e-12)
        }
        #expect(even.rows.map(\.events) == [182, 38])
    }

    @Test func `changes nothing by evening ages out where they are alike`() throws {
        let schemes = try TestSchemes.all()
        let ages = try #require(schemes.schemes.values.first { $0.isAges })
        let young = try #require(ages.band(ofAge: 30)).code
        let old = try #require(ages.band(ofAge: 70)).code
        let rows = [
            ["Indian", "30", "10"], ["Indian", "70", "10"], ["British", "30", "70"], ["British", "70", "70"],
        ]
        let raw = try Self.report(rows, [["indian"]: 80, ["british"]: 1200])
        let even = try Self.report(
            rows,
            [
                ["indian", young]: 40, ["indian", old]: 40, ["british", young]: 600, ["british", old]: 600,
            ], evened: true)
        #expect(raw.rows.map(\.verdict) == [.lower, .higher])
        #expect(even.rows.map(\.verdict) == raw.rows.map(\.verdict))
        for (one, other) in zip(raw.rows, even.rows) {
            let (crude, evened) = (try #require(one.ratio), try #require(other.standardised?.ratio))
            #expect(abs((crude.value ?? 0) - (evened.value ?? 1)) < 1e-9)
            #expect(abs(crude.p - evened.p) < 1e-9)
        }
    }

    @Test func `tells a standardised ratio, and no rate, of a group that has nobody of some age`() throws {
        let schemes = try TestSchemes.all()
        let ages = try #require(schemes.schemes.values.first { $0.isAges })
        let young = try #require(ages.band(ofAge: 30)).code
        let old = try #require(ages.band(ofAge: 70)).code
        let report = try Self.report(
            [["Indian", "30", "30"], ["British", "30", "20"], ["British", "70", "50"]],
            [["indian", young]: 100, ["british", young]: 200, ["british", old]: 200], evened: true)
        let row = try #require(report.rows.last)
        #expect(row.code == "indian" && row.standardised?.rate == nil)
        // 50 of 300 at 30: 16.67 were to be expected of 100.
        #expect(abs((row.standardised?.expected ?? 0) - 50.0 / 3) < 1e-9)
        #expect(row.verdict == .higher)
    }

    @Test func `warns of more cases than people, of missing answers and of other years`() throws {
        let report = try Self.report(
            [["Indian", "30", "40"], ["British", "30", "60"], ["", "30", "10"]],
            [["indian"]: 30, ["british"]: 800], year: 2011)
        #expect(report.warnings.count == 3, "\(report.warnings)")
        #expect(report.warnings.contains { $0.contains("10 of 110 staff who left") })
        #expect(report.warnings.contains { $0.contains("more staff who left than staff") })
        #expect(report.warnings.contains { $0.contains("2011") })
        let few = try Self.report(
            [["Indian", "30", "40"], ["", "30", "60"]], [["indian"]: 300, ["british"]: 800])
        #expect(few.rows.map(\.verdict) == [.tooIncompleteToCompare, .tooIncompleteToCompare])
        let rows = [["Indian", "30", "40"], ["British", "30", "60"]]
        let people = [["indian"]: 300, ["british"]: 800]
        let staff = try Self.report(rows, people, known: AnswerCounts(usable: 1100, notAnswered: 900))
        #expect(staff.rows.map(\.verdict) == [.tooIncompleteToCompare, .tooIncompleteToCompare])
        #expect(staff.warnings.contains { $0.hasPrefix("900 of 2000 staff have no usable answer") })
        let told = try Self.report(rows, people, known: AnswerCounts(usable: 1100, notAnswered: 100))
        #expect(told.rows.map(\.verdict) == [.lower, .higher])
    }

    @Test func `refuses kinds without rates, ages evened out by age, and files without ages`() throws {
        let (read, _) = try RecordsReading([("Ethnicity", .category(scheme: "ethnic-2021")), ("n", .count)])
            .read([["Indian", "4"]])
        let version = DataSetVersion(
            dataSetID: "1", number: 1, period: try #require(DataPeriod(written: "2025")), sourceName: "f",
            sourceDigest: "d", contentMark: "", records: 4, columns: read.columns, mapping: "m",
            quality: read.quality)
        let maker = RateMaker(try TestSchemes.all())
        #expect(throws: RepresentationProblem.self) {
            try maker.columns("ethnic group", isStandardised: false, of: version, .workforce)
        }
        #expect(throws: RepresentationProblem.self) {
            try maker.columns("ethnic group", isStandardised: true, of: version, .leavers)
        }
        #expect(try maker.columns("ethnic group", isStandardised: false, of: version, .leavers).count == 1)
    }
}
