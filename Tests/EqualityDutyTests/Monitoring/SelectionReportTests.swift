// SPDX-License-Identifier: Apache-2.0
import EqualityStatistics
import Testing

@testable import EqualityDuty

@Suite struct `A report on selection` {
    private static let set = DataSet(
        title: "Applicants", kind: .recruitment, purpose: "p", retention: "r", areaCode: "E07000001")

    private static func report(
        _ rows: [[String]], against: String = "", settings: RepresentationSettings = .standard,
        isDetailed: Bool = false,
        column: (String, ColumnUse) = ("Ethnicity", .category(scheme: "ethnic-2021"))
    ) throws -> SelectionReport {
        let reading = try RecordsReading([column, ("Stage", .stage), ("n", .count)], kind: .recruitment)
        let (read, pieces) = try reading.read(rows)
        let version = DataSetVersion(
            dataSetID: "1", number: 1, period: reading.context.period, sourceName: "f", sourceDigest: "d",
            contentMark: read.contentMark, records: read.records, columns: read.columns, mapping: "m",
            quality: read.quality)
        let maker = SelectionMaker(try TestSchemes.all(), settings: settings)
        return try maker.report(
            of: set, version, chunks: pieces.map(\.bytes),
            by: try maker.columns(read.columns[0].name, of: version, set.kind), against: against,
            isDetailed: isDetailed)
    }

    /// 30 of 100 beside 12 of 60: likelihood 1.50 (0.67), Fisher p 0.20, below four fifths but not significant.
    @Test func `says the figures of the handbook's example, and only prompts`() throws {
        let report = try Self.report([
            ["British", "shortlisted", "30"], ["British", "applied", "70"], ["Indian", "shortlisted", "12"],
            ["Indian", "applied", "48"],
        ])
        #expect(report.against.code == "white")
        #expect(report.rows.map(\.reached) == [[100, 30, 0], [60, 12, 0]])
        let finding = try #require(report.rows.last?.findings.first)
        let likelihood = try #require(finding.likelihood)
        #expect(abs((likelihood.ratio ?? 0) - 0.667) < 0.001 && abs((likelihood.inverse ?? 0) - 1.5) < 0.001)
        #expect(abs(likelihood.p - 0.20) < 0.01)
        #expect(finding.verdict == .promptOnly)
        #expect(report.rows.first?.findings.map(\.verdict) == [.reference, .reference, .reference])
    }

    @Test func `points at the group that the others are held against where that is the lower one`() throws {
        let report = try Self.report(
            [
                ["British", "shortlisted", "30"], ["British", "applied", "70"],
                ["Indian", "shortlisted", "12"],
                ["Indian", "applied", "48"],
            ], against: "Asian")
        #expect(report.rows.first?.findings.first?.verdict == .promptOnReference)
    }

    @Test func `counts who was appointed among the shortlisted too`() throws {
        let report = try Self.report([
            ["British", "appointed", "10"], ["British", "shortlisted", "20"], ["British", "applied", "70"],
        ])
        #expect(report.rows.map(\.reached) == [[100, 30, 10]])
        #expect(
            report.rows[0].findings.map(\.share) == [
                Share(30, of: 100), Share(10, of: 30), Share(10, of: 100),
            ])
    }

    @Test func `calls a group less likely only behind all comparisons`() throws {
        let rows = [
            ["British", "shortlisted", "200"], ["British", "applied", "200"],
            ["Indian", "shortlisted", "20"],
            ["Indian", "applied", "80"],
        ]
        let report = try Self.report(rows)
        let finding = try #require(report.rows.last?.findings.first)
        #expect(finding.verdict == .lessLikely)
        // Two steps have enough people, so the p-value is raised for two.
        let p = try #require(finding.likelihood).p
        #expect(abs((finding.adjusted ?? 0) - 2 * p) < 1e-12)
        let other = try Self.report(rows, against: "Asian")
        #expect(other.rows.first?.findings.first?.verdict == .moreLikely)
        #expect(other.against.why == "It was asked for.")
    }

    @Test func `says nothing of few people`() throws {
        let report = try Self.report([
            ["British", "shortlisted", "30"], ["British", "applied", "70"], ["Indian", "applied", "29"],
        ])
        #expect(report.rows.last?.findings.first?.verdict == .tooFewToSay)
        var settings = RepresentationSettings.standard
        settings.smallestBase = 29
        let low = try Self.report(
            [
                ["British", "shortlisted", "30"], ["British", "applied", "70"], ["Indian", "applied", "29"],
            ], settings: settings)
        #expect(low.rows.last?.findings.first?.verdict == .lessLikely)
    }

    @Test func `tells the parts of groups where that is asked for`() throws {
        let rows = [["British", "applied", "50"], ["Roma", "applied", "40"], ["Indian", "applied", "40"]]
        #expect(try Self.report(rows).rows.map(\.code) == ["white", "asian"])
        #expect(try Self.report(rows, isDetailed: true).rows.map(\.code) == ["british", "roma", "indian"])
    }

    @Test func `refuses groups, records and kinds that it cannot tell`() throws {
        let rows = [["British", "applied", "50"]]
        #expect(throws: RepresentationProblem.self) { try Self.report(rows, against: "Martians") }
        #expect(throws: RepresentationProblem.self) { try Self.report([["", "applied", "50"]]) }
        let maker = SelectionMaker(try TestSchemes.all())
        let (read, _) = try RecordsReading([("Ethnicity", .category(scheme: "ethnic-2021")), ("n", .count)])
            .read([["Indian", "4"]])
        let version = DataSetVersion(
            dataSetID: "1", number: 1, period: try #require(DataPeriod(written: "2025")), sourceName: "f",
            sourceDigest: "d", contentMark: "", records: 4, columns: read.columns, mapping: "m",
            quality: read.quality)
        #expect(throws: RepresentationProblem.self) {
            try maker.columns("ethnic group", of: version, .serviceUsers)
        }
        #expect(throws: RepresentationProblem.self) {
            try maker.columns("ethnic group", of: version, .recruitment)
        }
    }
}
