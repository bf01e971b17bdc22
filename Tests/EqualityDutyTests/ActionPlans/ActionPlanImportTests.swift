// SPDX-License-Identifier: Apache-2.0
import Documents
import EqualityDuty
import Testing

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

@Suite struct `An import of an action plan` {
    static let today = CalendarDay(2013, 5, 1)

    static func imported(_ records: [[String]]) -> (actions: [Action], plan: ActionPlanImport) {
        var plan = ActionPlanImport(header: records[0], characteristics: Fixtures.vocabulary, on: today)
        var actions: [Action] = []
        for (index, cells) in records.enumerated().dropFirst() {
            if let action = plan.read(row: index + 1, cells: cells) { actions.append(action) }
        }
        return (actions, plan)
    }

    @Test func `takes all fifteen rows of the real plan and gives the same cells back`() throws {
        let records = try Fixtures.records("thanet-action-plan.csv")
        let (actions, plan) = Self.imported(records)
        #expect(actions.count == 15 && plan.actionCount == 15)
        #expect(!plan.log.hasProblems)
        let exported = CSVWriter.bytes(
            of: [ActionCells.headers] + actions.map(\.cells.values), forPeople: true)
        var again: [[String]] = []
        _ = try CSVReader(bytes: exported, forPeople: true).forEachRecord { _, cells in again.append(cells) }
        #expect(again.map { $0.map { Array($0.utf8) } } == records.map { $0.map { Array($0.utf8) } })
    }

    @Test func `calls exactly the three late rows of the real plan overdue on 1 July 2013`() throws {
        let actions = Self.imported(try Fixtures.records("thanet-action-plan.csv")).actions
        let late = actions.filter { $0.isOverdue(on: CalendarDay(2013, 7, 1)) }
        #expect(
            late.map(\.cells.targetDate) == ["Before July 2013", "Before July 2013", "2 – 30 April 2013"])
        #expect(actions.filter { $0.isOverdue(on: CalendarDay(2013, 6, 30)) }.count == 1)
    }

    @Test func `keeps the odd cells of the real plan as what they are`() throws {
        let (actions, plan) = Self.imported(try Fixtures.records("thanet-action-plan.csv"))
        #expect(actions.filter { $0.leads.count == 2 }.count == 3)
        #expect(actions[12].leads.map { $0.name.hasPrefix("Cllr ") } == [true, true])
        #expect(actions[12].directorate == "N/A")
        #expect(actions[3].leads == [Lead(name: "TBC", kind: .toBeConfirmed)])
        #expect(actions[6].target.note == "for final approval")
        #expect(actions[10].target.asWritten == "31 st January (annually)")
        #expect(actions[10].aims.selection == .notApplicable)
        #expect(
            actions.allSatisfy {
                $0.characteristics.selection == .all && $0.framework.selection == .toBeMapped
            })
        #expect(actions.filter { $0.status == .notStated }.count == 11)
        #expect(plan.queue.count { $0.kind == .toBeMapped } == 15)
        #expect(plan.queue.count { $0.kind == .noDate } == 4)
        #expect(plan.queue.count { $0.kind == .noLead } == 1)
        #expect(plan.queue.first { $0.kind == .noLead }?.row == 5)
    }

    @Test func `finds its columns by name in any order, with other words for them`() {
        let header = [
            "PC", "Lead", " objective / TASK ", "Due date", "Department", "Team", "Status", "PSED Aims",
            "EFLG", "Corporate priority", "Arising From", "Colour",
        ]
        let (actions, plan) = Self.imported([
            header,
            [
                "Age", "Ann Archer", "Do it", "2013/14", "D", "S", "", "A", "1.1",
                "P", "Audit", "blue",
            ],
        ])
        #expect(!plan.log.hasProblems)
        #expect(plan.log.notes == ["The column “Colour” is not part of an action plan and is left out."])
        #expect(
            actions[0].cells.values == [
                "Do it", "Audit", "Ann Archer", "D", "S", "2013/14", "", "P", "1.1", "A",
                "Age",
            ])
    }

    @Test func `lists every problem by row and column and takes no such row`() {
        var records = [Array(ActionCells.headers.dropLast())]
        records.append([" ", "", "x\0y"] + Array(repeating: "", count: 7))
        records.append(["short"])
        records.append([String(repeating: "x", count: (1 << 20) + 1)] + Array(repeating: "", count: 9))
        let (actions, plan) = Self.imported(records)
        #expect(actions.isEmpty)
        #expect(
            plan.log.problems.map(\.description) == [
                "Row 1, PC: There is no column “PC”. Add it, empty if need be.",
                "Row 2, Lead Officer: The cell holds a NUL character, which text never does.",
                "Row 2, Objective/Task: Enter an objective or task.",
                "Row 3: The row has 1 cell, the header has 10.",
                "Row 4, Objective/Task: The cell is longer than 1 MiB.",
            ])
    }

    @Test func `names a column that stands in the file twice`() {
        let plan = ActionPlanImport(
            header: ActionCells.headers + ["Status"], characteristics: Fixtures.vocabulary, on: Self.today)
        #expect(plan.log.problems.map(\.text) == ["The column “Status” stands here twice."])
    }

    @Test func `keeps a date that it cannot read, and suggests another`() {
        var cells = ActionCells(title: "Do it", leadOfficer: "Ann Archer", targetDate: "Completed July 2013")
        cells.status = "Purple"
        let (actions, plan) = Self.imported([ActionCells.headers, cells.values])
        #expect(actions.count == 1 && !plan.log.hasProblems)
        #expect(plan.queue.map(\.kind) == [.dateNotUnderstood, .statusNotUnderstood])
        #expect(
            plan.queue[0].description.hasPrefix(
                "Row 2, Target Completion Date: The words “Completed July 2013”"))
        #expect(plan.queue[0].text.contains("You could write “July 2013”"))
    }

    @Test func `leaves out empty rows and takes the hidden columns of an export`() {
        let header = ActionCells.headers + ["_id", "_version"]
        let cells = ActionCells(title: "Do it").values
        let (actions, plan) = Self.imported([
            header, Array(repeating: "", count: 13), cells + ["a1", "7"],
            cells + ["a2", "x"],
        ])
        #expect(plan.emptyRowCount == 1)
        #expect(actions.map(\.id) == ["a1"] && actions.map(\.version) == [7])
        #expect(
            plan.log.problems.map(\.description)
                == ["Row 4, _version: Version must be a whole number, as it was exported."])
    }
}

@Suite struct `The report of actions` {
    @Test func `has the members of the interface`() throws {
        let actions = `An import of an action plan`.imported(try Fixtures.records("thanet-action-plan.csv"))
            .actions
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let line = ActionReportLine(actions[6], on: CalendarDay(2013, 7, 1))
        let json = String(decoding: try encoder.encode(line), as: UTF8.self)
        let leads = actions[6].leads.map { "\"\($0.name)\"" }.joined(separator: ",")
        #expect(
            json == """
                {"aims":"all","characteristics":"all","directorate":"Corporate Services & Transformation",\
                "framework":"toBeMapped","id":"","leads":[\(leads)],"overdue":false,"stale":false,"status":"onTarget",\
                "target":{"end":"2013-07-11","kind":"day","note":"for final approval","start":"2013-07-11",\
                "text":"11 July 2013 for final approval"},"title":"\(actions[6].title)"}
                """)
        let report = ActionReport(of: actions, on: CalendarDay(2013, 7, 1))
        #expect(try JSONDecoder().decode(ActionReport.self, from: try encoder.encode(report)) == report)
        #expect(report.actions.first?.target.text == "2 – 30 April 2013")
        #expect(report.actions.last?.target.text == "TBC")
        #expect(report.actions.filter(\.overdue).count == 3)
    }

    @Test func `writes null for a day that is not given, and a list for what is picked`() throws {
        let cells = ActionCells(title: "Do it", targetDate: "Ongoing", aims: "A & C")
        let action = Action.reading(
            cells, id: "x", characteristics: Fixtures.vocabulary, lastUpdated: CalendarDay(2013, 1, 1))
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let json = String(
            decoding: try encoder.encode(ActionReportLine(action, on: CalendarDay(2013, 7, 1))), as: UTF8.self
        )
        #expect(json.contains("\"target\":{\"end\":null,\"kind\":\"ongoing\",\"note\":null,\"start\":null,"))
        #expect(json.contains("\"aims\":[\"A\",\"C\"]") && json.contains("\"characteristics\":[]"))
        #expect(json.contains("\"stale\":true"))
    }

    @Test func `refuses the same action twice, word for word, by both rows`() {
        let row = ["Ramp"] + Array(repeating: "", count: 10)
        let (actions, plan) = `An import of an action plan`.imported([
            ActionCells.headers, row, ["Lift"] + row.dropFirst(), row,
        ])
        #expect(actions.map(\.title) == ["Ramp", "Lift"])
        #expect(plan.log.problems.map(\.row) == [4])
        #expect(plan.log.problems.first?.text.contains("row 2 already") == true)
    }
}
