// SPDX-License-Identifier: Apache-2.0
import EqualityDuty
import Foundation
import Reports
import Testing

@Suite struct `The leads that everybody reads` {
    private static func action(_ lead: String, title: String = "Train the desk") -> Action {
        Action.reading(
            ActionCells(title: title, leadOfficer: lead), id: "a-1",
            characteristics: CharacteristicVocabulary([]),
            lastUpdated: CalendarDay(2026, 11, 21))
    }

    @Test(arguments: [
        (
            "Jane Smith, Head of Housing; Tom Head; Mary Jones (Equality Officer); Cllr Bob Green",
            "Head of Housing; a named officer; Equality Officer; a councillor"
        ),
        ("Head of Housing Jane Smith", "a named officer"), ("Jane Smith Head of Housing", "a named officer"),
        ("Jane Smith - Equality Lead", "Equality Lead"), ("Equality lead: Jane Smith", "Equality lead"),
        ("Head", "a named officer"), ("Young Head", "a named officer"),
        ("Councillor Champion", "a councillor"), ("Archer's team", "a named officer"),
        ("jane.smith@example.org", "a named officer"), ("PA to Jane Smith", "a named officer"),
        ("Head of Planning and Housing", "Head of Planning and Housing"), ("All staff", "All staff"),
        ("Assistant director for children’s social work", "Assistant director for children’s social work"),
        (
            "Cabinet member for communities & Opposition group leader",
            "Cabinet member for communities & Opposition group leader"
        ),
        ("TBC", "TBC"), ("N/A", "N/A"), ("", ""),
    ])
    func `are posts, teams and bodies, and no name of a person`(cell: String, shown: String) {
        #expect(PublicLeads().words(of: Self.action(cell)) == shown)
    }

    @Test func `may be any post and unit that the body records`() {
        let leads = PublicLeads(posts: ["Keeper of the Rolls"], units: ["Gateway Plus"])
        #expect(
            leads.words(of: Self.action("Keeper of the Rolls; Gateway Plus"))
                == "Keeper of the Rolls; Gateway Plus")
        #expect(leads.words(of: Self.action("Ann Archer, keeper of the rolls")) == "keeper of the rolls")
        #expect(leads.words(of: Self.action("Gateway manager")) == "Gateway manager")
        #expect(PublicLeads().words(of: Self.action("Keeper of the Rolls")) == "a named officer")
    }

    @Test func `stand in every file of a published plan, and officers keep the words as written`() {
        let cell = "Jane Smith, Head of Housing; Tom Head; Mary Jones (Equality Officer); Cllr Bob Green"
        let day = CalendarDay(2026, 11, 21)
        let own = [Self.action(cell)]
        let open = own.map(PublicLeads().published)
        let files = { (actions: [Action]) in
            [
                "\(Reports.actionPlan(actions, of: "Eastmarsh", on: day, staleAfter: 90).blocks)",
                String(decoding: Reports.actionsCSV(actions, on: day, staleAfter: 90), as: UTF8.self),
                String(decoding: Reports.actionsJSON(actions, on: day, staleAfter: 90), as: UTF8.self),
            ]
        }
        for text in files(open) {
            for name in ["Jane", "Smith", "Tom", "Mary", "Jones", "Bob", "Green"] {
                #expect(!text.contains(name), "\(name)")
            }
            #expect(text.contains("Head of Housing") && text.contains("Equality Officer"))
        }
        for text in files(own) { #expect(text.contains("Jane Smith") && text.contains("Cllr Bob Green")) }
        let plain = Self.action("Equality lead & Head of Housing")
        #expect(PublicLeads().published(plain) == plain, "A cell of posts stays as it was written")
    }

    @Test func `are told apart before publishing, with free text that holds a name`() {
        let actions = [Self.action("Jane Smith, Head of Housing; Tom Head; Equality lead")]
        let masked = PublicLeads().masked(actions)
        #expect(masked.map(\.written) == ["Jane Smith, Head of Housing", "Tom Head"])
        #expect(masked.map(\.shown) == ["Head of Housing", "a named officer"])
        let warnings = PublicLeads().warnings(
            in: [
                ("First", "Ask JANE  SMITH"), ("Second", "Mrs Smith is ill"),
                ("Third", "The head of housing"),
                ("Fourth", "a smith's shop"),
            ], of: actions)
        #expect(warnings == ["First: Jane Smith", "Second: Jane Smith"])
    }
}
