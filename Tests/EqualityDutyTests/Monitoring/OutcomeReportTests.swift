// SPDX-License-Identifier: Apache-2.0
import EqualityStatistics
import Testing

@testable import EqualityDuty

@Suite struct `A report on outcomes` {
    private static func report(
        _ rows: [[String]], kind: DataSetKind = .contractorReturns,
        column: (String, ColumnUse) = ("Contractor", .words(name: "contractor")),
        by name: String = "contractor"
    ) throws -> OutcomeReport {
        let reading = try RecordsReading([column, ("Status", .stage), ("n", .count)], kind: kind)
        let (read, pieces) = try reading.read(rows)
        let version = DataSetVersion(
            dataSetID: "1", number: 1, period: reading.context.period, sourceName: "f", sourceDigest: "d",
            contentMark: read.contentMark, records: read.records, columns: read.columns, mapping: "m",
            quality: read.quality)
        let set = DataSet(title: "Returns", kind: kind, purpose: "p", retention: "r", areaCode: "E07000001")
        let maker = OutcomeMaker(try TestSchemes.all())
        return try maker.report(
            of: set, version, chunks: pieces.map(\.bytes), by: try maker.columns(name, of: version, kind))
    }

    @Test func `counts what each contractor owes, sent and sent late, the largest first`() throws {
        let report = try Self.report([
            ["Marsh Care", "on time", "10"], ["Marsh Care", "overdue", "40"],
            ["Dune Homes", "received", "80"],
            ["Dune Homes", "late", "10"], ["Dune Homes", "outstanding", "5"],
            ["Tide Clean", "complete", "2"],
        ])
        #expect(report.outcomes == ["Due", "Complete", "Late"])
        #expect(report.rows.map(\.label) == ["Dune Homes", "Marsh Care", "Tide Clean"])
        #expect(
            report.rows.map { $0.findings.map(\.share.count) } == [[5, 80, 10], [0, 10, 40], [0, 2, 0]])
        #expect(report.totals == [5, 92, 50])
        let late = report.rows.map { $0.findings[2] }
        #expect(late.map(\.verdict) == [.lessOften, .moreOften, .tooFewToSay])
        let own = try #require(Share(40, of: 50))
        let others = try #require(Share(10, of: 97))
        #expect(late[1].share == own && late[1].others == others)
        #expect(late[1].p == own.fisherTest(against: others))
        // Three outcomes of two contractors with enough returns: the smallest value of six is raised the most.
        let values = report.rows.prefix(2).flatMap { $0.findings.compactMap(\.p) }
        #expect(values.count == 6)
        #expect(late[1].adjusted == MultipleComparisons(values).holm[5])
    }

    @Test func `leaves records without a group or an outcome out, and counts them as such`() throws {
        let report = try Self.report([
            ["Marsh Care", "complete", "10"], ["", "complete", "4"], ["Marsh Care", "", "3"],
        ])
        #expect(report.rows.map(\.records) == [10])
        #expect(report.answers.usable == 10 && report.answers.notAnswered == 4 && report.answers.unknown == 3)
        #expect(report.rows[0].findings.map(\.others) == [nil, nil, nil])
        #expect(report.rows[0].findings.allSatisfy { $0.verdict == .tooFewToSay })
    }

    @Test func `tells complaints and praise by a characteristic in its main groups`() throws {
        let report = try Self.report(
            [
                ["Indian", "complaint", "30"], ["British", "compliment", "40"], ["Roma", "complaint", "2"],
            ], kind: .complaints, column: ("Ethnicity", .category(scheme: "ethnic-2021")), by: "ethnic group")
        #expect(report.rows.map(\.code) == ["white", "asian"])
        #expect(report.rows.map { $0.findings.map(\.share.count) } == [[2, 0, 40], [30, 0, 0]])
    }

    @Test func `refuses kinds without outcomes, unknown columns, and the outcome itself`() throws {
        let rows = [["Marsh Care", "complete", "10"]]
        #expect(throws: RepresentationProblem.self) { try Self.report(rows, by: "supplier") }
        #expect(throws: RepresentationProblem.self) { try Self.report(rows, by: "stage") }
        #expect(throws: RepresentationProblem.self) {
            try Self.report([["Indian", "applied", "4"]], kind: .recruitment)
        }
    }
}
