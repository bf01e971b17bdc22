// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import EqualityDuty

@Suite struct `A lead` {
    @Test(
        arguments: [
            ("Ann Example", Lead.Sort.person), ("Head of Housing", .post), ("Equality lead", .post),
            ("Housing Options Team", .team), ("Democratic Services", .team), ("Cllr Example", .members),
            ("Cabinet Member for Housing", .members), ("Portfolio Holder", .members),
            ("Kent Police", .outsideBody), ("East Marsh NHS Trust", .outsideBody),
            ("Eastmarsh University", .outsideBody), ("TBC", .nobody), ("N/A", .nobody),
        ])
    func `is of the sort that its words tell`(words: String, sort: Lead.Sort) {
        #expect(Lead.reading(words).map(\.sort) == [sort])
    }

    @Test func `of several has a sort for each`() {
        let leads = Lead.reading("Ann Example & Bill Sample; Head of Planning; Cllrs Example & Sample")
        #expect(leads.map(\.sort) == [.person, .person, .post, .members, .members])
    }

    @Test func `who left is found by post without regard to case`() {
        let action = Action.reading(
            ActionCells(title: "A", leadOfficer: "HEAD OF  HOUSING; Equality lead"),
            characteristics: CharacteristicVocabulary([]), lastUpdated: CalendarDay(2026, 1, 1))
        #expect(action.leadsWhoLeft(["head of housing"]).map(\.name) == ["HEAD OF HOUSING"])
        #expect(action.leadsWhoLeft([]).isEmpty)
    }
}

@Suite struct `The work queues` {
    private static let today = CalendarDay(2026, 11, 21)

    private static func queues(_ cells: ActionCells, heard day: CalendarDay = today) -> Set<WorkQueue> {
        let action = Action.reading(cells, characteristics: CharacteristicVocabulary([]), lastUpdated: day)
        return WorkQueue.queues(of: action, on: today, staleAfter: 90, former: ["head of care"])
    }

    private static func cells(
        lead: String = "Head of Housing", target: String = "Before July 2027", status: String = "On target",
        priority: String = "1", framework: String = "M1.1", aims: String = "All",
        characteristics: String = "All"
    ) -> ActionCells {
        ActionCells(
            title: "A", leadOfficer: lead, targetDate: target, status: status,
            corporatePlanPriority: priority,
            frameworkCriteria: framework, aims: aims, characteristics: characteristics)
    }

    @Test func `hold an action for each thing that is open, and none that is settled or finished`() {
        #expect(Self.queues(Self.cells()) == [])
        #expect(Self.queues(Self.cells(lead: "TBC")) == [.noLead])
        #expect(Self.queues(Self.cells(lead: "Head of Care")) == [.leadLeft])
        #expect(Self.queues(Self.cells(target: "TBC")) == [.noDate])
        #expect(Self.queues(Self.cells(target: "when it is done")) == [.dateNotUnderstood])
        #expect(Self.queues(Self.cells(status: "going fine")) == [.statusNotUnderstood])
        #expect(Self.queues(Self.cells(priority: "To be mapped")) == [.priority])
        #expect(Self.queues(Self.cells(framework: "To be mapped")) == [.framework])
        #expect(Self.queues(Self.cells(aims: "To be mapped")) == [.aim])
        #expect(Self.queues(Self.cells(characteristics: "To be mapped")) == [.characteristic])
        #expect(Self.queues(Self.cells(lead: "TBC", target: "TBC", status: "Complete")) == [])
    }

    @Test func `tell apart what is overdue, what is stale and what waits for an update`() {
        let long = Self.today.adding(days: -91)
        #expect(Self.queues(Self.cells(target: "Before July 2026"), heard: long) == [.overdue])
        #expect(Self.queues(Self.cells(target: "Ongoing"), heard: long) == [.stale])
        #expect(Self.queues(Self.cells(), heard: long) == [.waiting])
        #expect(Self.queues(Self.cells(), heard: Self.today.adding(days: -90)) == [])
    }
}

@Suite struct `The groups of the board` {
    private static func card(_ id: String, _ leads: String, _ directorate: String, _ status: ActionStatus)
        -> BoardCard
    {
        BoardCard(
            line: ActionLine(
                id: id, title: id, leads: leads, directorate: directorate, target: "", status: status,
                lastDay: nil,
                isRecurring: false, lastUpdated: CalendarDay(2026, 11, 1)), version: 1)
    }

    @Test func `hold every card, and one with two leads twice`() {
        let today = CalendarDay(2026, 11, 21)
        let cards = [
            Self.card("a", "Ann; Bill", "Care", .atRisk), Self.card("b", "bill", "CARE", .complete),
            Self.card("c", "", "", .onTarget),
        ]
        func groups(_ grouping: BoardGrouping) -> [String] {
            BoardGroup.groups(of: cards, by: grouping, on: today, staleAfter: 90).filter { !$0.cards.isEmpty }
                .map { "\($0.name): \($0.cards.map(\.line.id).joined())" }
        }
        #expect(groups(.status) == ["On target: c", "At risk: a", "Complete: b"])
        #expect(groups(.colour).count == 3)
        #expect(groups(.directorate) == ["Care: ab", "No directorate: c"])
        #expect(groups(.lead) == ["Ann: a", "Bill: ab", "No lead: c"])
    }
}
