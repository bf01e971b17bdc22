// SPDX-License-Identifier: Apache-2.0
import EqualityDuty
import Testing

@testable import OfficerSite
@testable import WebServer

@Suite struct `Pages of the plan` {
    @Test func `list what is overdue once on the home page`() async throws {
        let council = try await Council()
        let visitor = try await council.visitor()
        try await `Reminders`.add(council, "Late mine", lead: "Post of lead")
        let home = "/eastmarsh/office"
        let alone = await visitor.get(home).text
        #expect(alone.components(of: "Late mine") == 1 && !alone.contains("No action is overdue."))
        try await `Reminders`.add(council, "Late other", lead: "Head of Care")
        let both = await visitor.get(home).text
        #expect(both.components(of: "Late mine") == 1 && both.components(of: "Late other") == 1)
        #expect(both.contains("More overdue actions"))
    }

    @Test func `say no status on a card of the board that nobody chose`() async throws {
        let council = try await Council()
        let visitor = try await council.visitor()
        try await `Reminders`.add(council, "Do it", lead: "Head of Care")
        let board = "/eastmarsh/office/actions/board"
        let id = try #require(try await council.plan.actions(within: .wholeBody).first).id
        let page = await visitor.get(board).text
        #expect(page.contains("name=\"to\"><option value=\"\">Move to</option>"))
        // Nothing chosen, nothing moved, nobody told off.
        let sent = await visitor.send("/eastmarsh/office/actions/\(id)/move", [("to", ""), ("version", "1")])
        #expect(sent.status == 303)
        #expect(try await council.plan.updates(of: id).isEmpty)
        // Under the heading of a lead the card does not say the lead again.
        let byLead = await visitor.get(board + "?by=lead").text
        #expect(
            byLead.contains("Head of Care: 1 action") && !byLead.contains("Head of Care; Before July 2026"))
        #expect(byLead.contains("<p class=\"dr-quiet\">Before July 2026</p>"))
    }

    @Test func `call the framework by one name, and a kind a kind`() async throws {
        let council = try await Council()
        let visitor = try await council.visitor()
        try await `Reminders`.add(council, "Do it", lead: "Head of Care")
        let id = try #require(try await council.plan.actions(within: .wholeBody).first).id
        for path in ["/office/actions/\(id)", "/office/actions/\(id)/edit"] {
            let page = await visitor.get("/eastmarsh" + path).text
            #expect(page.contains("Framework criteria") && !page.contains("EFLG"), "\(path)")
        }
        let meeting = try await `A meeting of the group`.meeting(council, CalendarDay(2026, 11, 3))
        for path in ["/office/calendar", "/office/meetings/\(meeting)"] {
            let page = await visitor.get("/eastmarsh" + path).text
            #expect(page.contains(">Kind<") && !page.contains("Sort<"), "\(path)")
        }
    }
}
