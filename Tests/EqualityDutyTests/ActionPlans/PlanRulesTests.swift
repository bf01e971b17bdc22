// SPDX-License-Identifier: Apache-2.0
import EqualityDuty
import Testing

@Suite struct `Rows without an id, and dates that move` {
    private typealias Merge = `A file taken back into the plan`

    @Test func `puts what a row without an id fills into the action with the same eleven cells`() {
        func judged(_ more: [String: String], record: [String: String] = [:]) -> (String, PlanRowOutcome) {
            let cells = [Merge.title: "Words", Merge.lead: "Head of Housing"]
            let known = [
                "a": PlanMerge.Known(version: 3, fields: PlanFields(cells.merging(record) { $1 })),
                "b": PlanMerge.Known(version: 1, fields: PlanFields([Merge.title: "Other"])),
            ]
            var merge = PlanMerge(known: known) { _, _ in nil }
            let result = merge.judged(PlanRow(row: 2, fields: PlanFields(cells.merging(more) { $1 })))
            return (result.id, result.outcome)
        }
        #expect(judged([:]) == ("a", .unchanged))
        #expect(judged(["Measure": ""], record: ["Measure": "Share"]) == ("a", .unchanged))
        #expect(
            judged(["Measure": "Share"])
                == ("a", .changed([.init(field: "Measure", old: "", new: "Share")])))
        #expect(
            judged(["Measure": "Share"], record: ["Measure": "Count"])
                == (
                    "a",
                    .conflict(
                        [.init(field: "Measure", base: nil, theirs: "Count", mine: "Share")], alsoChanged: [])
                ))
    }

    @Test func `gives a row without an id no action that another row names`() {
        let known = ["a": PlanMerge.Known(version: 1, fields: Merge.fields("Words"))]
        var merge = PlanMerge(known: known, named: ["a"]) { _, _ in nil }
        #expect(merge.outcome(of: PlanRow(row: 2, fields: Merge.fields("Words"))) == .added)
        #expect(
            merge.outcome(of: PlanRow(row: 3, id: "a", version: 1, fields: Merge.fields("Words")))
                == .unchanged)
    }

    @Test(
        arguments: [
            ("Before July 2027", "2027/28", true), ("Before July 2027", "before july 2027", false),
            ("", "2027/28", false), ("2027", "", true), ("soon", "soon ", false), ("soon", "2027", true),
        ])
    func `knows when a date moves`(old: String, new: String, moves: Bool) {
        #expect(PlanRules.movesDate(from: old, to: new) == moves)
    }

    @Test(
        arguments: [
            ("Complete", "At risk", true), ("Complete", "", true), ("Done", "Complete", false),
            ("Complete", "Superseded", false), ("At risk", "On target", false), ("", "On target", false),
        ])
    func `knows when a finished action is open again`(old: String, new: String, opens: Bool) {
        #expect(PlanRules.opensAgain(from: old, to: new) == opens)
    }
}
