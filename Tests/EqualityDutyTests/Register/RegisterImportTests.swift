// SPDX-License-Identifier: Apache-2.0
import EqualityDuty
import Testing

@Suite struct `An import of a register` {
    static func imported(_ records: [[String]]) -> (rows: [RegisterRow], register: RegisterImport) {
        var register = RegisterImport(header: records[0])
        var rows: [RegisterRow] = []
        for (index, cells) in records.enumerated().dropFirst() {
            if let row = register.read(row: index + 1, cells: cells) { rows.append(row) }
        }
        return (rows, register)
    }

    static let header = RegisterImport.headers

    @Test func `has the columns of the interface`() {
        #expect(
            Self.header.joined(separator: ",")
                == "reference,name,type,directorate,service,owner,adopted,retired,last_assessed,relevance")
    }

    @Test func `reads a row`() throws {
        let (rows, register) = Self.imported([
            Self.header + ["numbers", "Significance of the effect"],
            [
                "P1 ", "Parking", "Strategy", "Place", "Roads", "Head of Roads", "2011-04-01", "",
                "2020-02-29", "high", "3", "low",
            ],
            ["P2", "Pets", "charter", "", "", "", "", "", "", "", "", ""],
        ])
        #expect(!register.log.hasProblems && register.rowCount == 2)
        #expect(
            rows[0]
                == RegisterRow(
                    row: 2, reference: "P1", name: "Parking", type: .strategy, directorate: "Place",
                    service: "Roads",
                    owner: "Head of Roads", adopted: CalendarDay(2011, 4, 1),
                    lastAssessed: CalendarDay(2020, 2, 29),
                    relevance: Relevance(scores: ["numbers": 3, "significance": 1], overall: 3)))
        #expect(rows[1].type == .other("charter") && rows[1].type.isQueued)
        #expect(rows[0].policy(id: "x").assessments == [CalendarDay(2020, 2, 29)])
    }

    @Test func `lists every problem by row and column`() {
        let (rows, register) = Self.imported([
            Self.header,
            ["P1", "One", "policy", "", "", "", "2013-02-30", "", "01/02/2013", "very"],
            ["p1 ", "Two", "policy", "", "", "", "2013-01-01", "2012-12-31", "", ""],
            ["", "", "policy", "", "", "", "", "", "", "4"],
            ["P3", "Three"],
        ])
        #expect(rows.isEmpty)
        #expect(
            register.log.problems.map(\.description) == [
                "Row 2, adopted: There is no day “2013-02-30”. Enter year, month and day in this form, or nothing.",
                """
                Row 2, last_assessed: “01/02/2013” is not a date in the form 2026-11-21. Enter year, month and day in \
                this form, or nothing.
                """,
                "Row 2, relevance: “very” must be high, medium, low, a whole number from 1 to 3, or blank.",
                "Row 3, reference: The reference “p1” stands in row 2 and in row 3. Each must be unique.",
                "Row 3, retired: Retirement date must be on or after the day of adoption, 2013-01-01.",
                "Row 4, reference: Enter a reference.", "Row 4, name: Enter a name.",
                "Row 4, relevance: “4” must be high, medium, low, a whole number from 1 to 3, or blank.",
                "Row 5: The row has 2 cells, the header has 10.",
            ])
    }

    @Test func `names every column that is missing or stands there twice`() {
        let register = RegisterImport(header: ["Reference", "NAME", "name", "shoe size"])
        #expect(
            register.log.problems.map(\.column) == [
                "name", "type", "directorate", "service", "owner", "adopted",
                "retired", "last_assessed", "relevance",
            ])
        #expect(register.log.notes == ["The column “shoe size” is not part of a register and is left out."])
    }

    @Test func `leaves out empty rows`() {
        let (rows, register) = Self.imported([Self.header, Array(repeating: "", count: 10)])
        #expect(rows.isEmpty && !register.log.hasProblems && register.emptyRowCount == 1)
    }

    /// Each of 50,000 references is taken once, and every planted repetition is found with its first row.
    @Test func `finds every duplicate reference and no other`() {
        var numbers = SeededNumbers(seed: 77)
        var register = RegisterImport(header: Self.header, keeping: 100_000)
        var rowOf: [String: Int] = [:]
        var planted: [String] = []
        for row in 2...50_001 {
            let reference: String
            if row % 1000 == 0 {
                let known = "REF/\(Int.random(in: 2..<row - 1, using: &numbers))"
                reference = rowOf[known] == nil ? "REF/\(row)" : known.lowercased()
                if let first = rowOf[known] {
                    planted.append(
                        "Row \(row), reference: The reference “\(reference)” stands in row \(first)")
                }
            } else {
                reference = "REF/\(row)"
            }
            let key = reference.uppercased()
            if rowOf[key] == nil { rowOf[key] = row }
            _ = register.read(row: row, cells: [reference, "n"] + Array(repeating: "", count: 8))
        }
        #expect(planted.count > 40)
        #expect(register.log.problems.count == planted.count)
        #expect(zip(register.log.problems, planted).allSatisfy { $0.description.hasPrefix($1) })
    }

    @Test(arguments: ["Policy", "STRATEGY", "functions", "Service", "practice", "Procedure", "proposal"])
    func `knows the seven types however they are written`(word: String) {
        let type = PolicyType(words: word)
        #expect(!type.isQueued)
        #expect(PolicyType(words: type.word) == type)
    }

    @Test func `keeps a type that is blank or not known`() {
        #expect(PolicyType(words: "") == .other("") && PolicyType(words: "").name == "Type not stated")
        #expect(PolicyType(words: " By-law ").word == "By-law")
    }
}
