// SPDX-License-Identifier: Apache-2.0
import EqualityDuty
import Testing

@Suite struct `A sure suggestion` {
    @Test func `of a lead is sure only where five and four fifths of the directorate agree`() {
        func isSure(_ same: Int, _ other: Int) -> Bool {
            let leads =
                Array(repeating: "Head of Transport", count: same) + (0..<other).map { "Officer \($0)" }
            let actions = leads.enumerated().map { place, lead in
                `A suggestion for the queue`.action(
                    "\(place)", ActionCells(title: "T", leadOfficer: lead, directorate: "Transport"))
            }
            let open = `A suggestion for the queue`.action(
                "x", ActionCells(title: "Open", directorate: "Transport"))
            let adviser = QueueAdviser(actions + [open], characteristics: Fixtures.vocabulary)
            return adviser.suggestions(for: open, column: 2).first?.isSure == true
        }
        #expect(isSure(5, 0) && isSure(8, 2) && !isSure(4, 0) && !isSure(7, 2))
    }
}
