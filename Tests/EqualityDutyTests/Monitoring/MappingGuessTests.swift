// SPDX-License-Identifier: Apache-2.0
import EqualityStatistics
import Testing

@testable import EqualityDuty

@Suite struct `A guessed mapping` {
    private static func guess(_ headers: [String], _ rows: [[String]], kind: DataSetKind = .serviceUsers)
        throws
        -> [ColumnUse]
    {
        MappingGuess(try TestSchemes.all(), kind: kind).mapping(named: "m", headers: headers, rows: rows)
            .columns.map(\.use)
    }

    @Test func `knows columns of people by headers and cells`() throws {
        let uses = try Self.guess(
            ["Member no", "Date of Birth", "Gender", "Ethnic Origin", "Faith", "Notes"],
            [
                ["1001", "1/2/1960", "F", "White British", "Muslim", "late"],
                ["1002", "1/2/1970", "M", "Indian", "Christian", ""],
                ["1003", "1/2/1980", "F", "Chinese", "No religion", ""],
            ])
        #expect(
            uses == [
                .reference, .birth(scheme: "bands"), .category(scheme: "sex"),
                .category(scheme: "ethnic-2021"),
                .category(scheme: "religion"), .leaveOut,
            ])
    }

    @Test func `knows a day of birth however its heading is dotted`() throws {
        for head in ["D.O.B.", "DOB", "dob", "Date of birth"] {
            #expect(
                try Self.guess([head], [["1/2/1960"], ["5 October 2000"]]) == [.birth(scheme: "bands")],
                "\(head)")
        }
    }

    @Test func `puts ages in years into bands, and leaves bands as they are`() throws {
        let single = try CategoryScheme(
            id: "age-single", variable: "age", version: "single years", title: "Age by single year",
            categories: (0...90).map { .init(code: "\($0)", label: "\($0)", ages: AgeRange($0, to: $0)) })
        func bands(_ id: String, _ width: Int) throws -> CategoryScheme {
            try CategoryScheme(
                id: id, variable: "age", version: id, title: id,
                categories: stride(from: 0, to: 100, by: width).map {
                    .init(
                        code: "\($0)-\($0 + width - 1)", label: "\($0) to \($0 + width - 1)",
                        ages: AgeRange($0, to: $0 + width - 1))
                })
        }
        let guess = MappingGuess(
            try CategorySchemes([single, bands("age-council", 10), bands("age-5", 5)], mappings: []),
            kind: .serviceUsers)
        #expect(guess.guess("Age", ["34", "45", "23", "67"]).use == .ages(scheme: "age-council"))
        #expect(guess.guess("Age band", ["30 to 34", "45 to 49"]).use == .ages(scheme: "age-5"))
    }

    @Test func `takes the version whose codes are in the file`() throws {
        let uses = try Self.guess(["Ethnicity"], [["A"], ["H"], ["R"], ["Z"]])
        #expect(uses == [.category(scheme: "ethnic-nhs")])
    }

    @Test func `knows counts, stages and files of one answer a row`() throws {
        #expect(
            try Self.guess(["Sex", "Number"], [["Female", "10"], ["Male", "20"]]) == [
                .category(scheme: "sex"), .count,
            ])
        #expect(
            try Self.guess(["Outcome"], [["Appointed"], ["Shortlisted"], ["Applied"]], kind: .recruitment)
                == [.stage])
        let long = MappingGuess(try TestSchemes.all(), kind: .workforce).mapping(
            named: "m", headers: ["Characteristic", "Category", "Headcount"],
            rows: [["Sex", "Female", "5"], ["Sex", "Male", "6"], ["Ethnic group", "Indian", "7"]])
        #expect(long.columns.map(\.use) == [.topic, .answer, .count])
        #expect(long.columns[0].codes == ["sex": "sex", "ethnic group": "ethnic-2021"])
    }

    @Test func `never gives two columns the same question, and leaves out what it does not know`() throws {
        let uses = try Self.guess(
            ["Sex", "Sex at joining", "Shoe size"], [["F", "F", "big"], ["M", "M", "small"]])
        #expect(uses.filter { $0 == .category(scheme: "sex") }.count == 1)
        #expect(uses[2] == .leaveOut)
    }

    @Test func `is found again by its headers in any order and letters`() {
        #expect(
            ColumnMapping.fingerprint(of: ["Sex", " Age "])
                == ColumnMapping.fingerprint(of: ["AGE", "sex", ""]))
        #expect(ColumnMapping.fingerprint(of: ["Sex", "Age"]) != ColumnMapping.fingerprint(of: ["SexAge"]))
    }
}
