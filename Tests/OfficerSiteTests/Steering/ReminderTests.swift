// SPDX-License-Identifier: Apache-2.0
import EqualityDuty
import Storage
import Testing

@testable import OfficerSite
@testable import WebServer

@Suite struct `Reminders` {
    static let account = "/eastmarsh/office/account"
    static let page = "/eastmarsh/office/reminders"

    static func want(_ visitor: Visitor, _ address: String) async -> WebResponse {
        await visitor.send(
            account, [("act", "contact"), ("address", address), ("wantsReminders", "yes")])
    }

    static func add(_ council: Council, _ title: String, lead: String, directorate: String = "Housing")
        async throws
    {
        _ = try await council.plan.add(
            Action.reading(
                ActionCells(
                    title: title, leadOfficer: lead, directorate: directorate, targetDate: "Before July 2026"),
                characteristics: CharacteristicVocabulary([]), lastUpdated: Council.today), Council.change)
    }

    /// A duty that is late would be brought to mind too.
    private static func doDuty(_ council: Council) async throws {
        let done = DutyDone(
            dutyID: "en.4", day: Council.today, address: "", document: "Information", byPost: "")
        try await DutyStore(database: council.database).record(done, Council.change)
    }

    @Test func `are queued once for the post that leads, and for nobody who did not ask`() async throws {
        let council = try await Council()
        try await Self.doDuty(council)
        let lead = try await council.visitor()
        let other = try await council.visitor(
            "manager", [Grant(.serviceManager, within: .directorate("Care"))])
        let silent = try await council.visitor("silent", [Grant(.serviceManager, within: .body)])
        try await Self.add(council, "Ask the tenants", lead: "Post of lead; Post of manager; Post of silent")
        #expect(try await council.office.queueReminders(at: Council.noon) == 0)
        #expect(await Self.want(lead, "lead@example.org").status == 303)
        // The manager leads it by post and cannot see it: nothing is sent of what lies outside the scope.
        #expect(await Self.want(other, "manager@example.org").status == 303)
        _ = silent
        // The action, and the duty of the library that is due for the equality lead only when it comes near.
        #expect(try await council.office.queueReminders(at: Council.noon) == 1)
        #expect(try await council.office.queueReminders(at: Council.noon.adding(seconds: 60)) == 0)
        let message = try #require(try await council.office.outbox.messages().first)
        #expect(message.address == "lead@example.org")
        #expect(message.subject == "An action is overdue since 30 June 2026")
        #expect(message.words.contains("Ask the tenants"))
        council.clock.advance(seconds: 7 * 86_400)
        #expect(try await council.office.queueReminders(at: council.clock.now) == 1)
    }

    @Test func `are refused an address that is none, and nothing typed is lost`() async throws {
        let council = try await Council()
        let visitor = try await council.visitor()
        for address in [
            "", "nobody", "a@b", "a@example.org\r\nBcc: x@example.org", "a b@example.org", "<a@example.org>",
        ] {
            let answer = await Self.want(visitor, address)
            #expect(answer.status == 422, "\(address)")
            #expect(Markup(answer).problems.map(\.field) == ["address"], "\(address)")
        }
        let page = await Self.want(visitor, "kept@nowhere")
        let form = Markup(page).forms.first { $0.fields.contains { $0.name == "address" } }
        #expect(form?.fields.first { $0.name == "address" }?.value == "kept@nowhere")
        #expect(form?.fields.contains { $0.name == "wantsReminders" } == true)
    }

    @Test func `that were given up say why and can be sent again by who runs the system`() async throws {
        let council = try await Council()
        try await Self.doDuty(council)
        let visitor = try await council.visitor()
        #expect(await visitor.get(Self.page).text.contains("Sending is off"))
        _ = await Self.want(visitor, "lead@example.org")
        try await Self.add(council, "Ask the tenants", lead: "Post of lead")
        _ = try await council.office.queueReminders(at: Council.noon)
        let taken = try await council.office.outbox.take(5, at: Council.noon)
        try await council.office.outbox.settle(
            taken[0].id, .failed, at: Council.noon, problem: "The mailbox is <full>")
        let text = await visitor.get(Self.page).text
        #expect(text.contains("1 given up") && text.contains("The mailbox is &lt;full&gt;"))
        #expect(!text.contains("lead@example.org"))
        let again = Self.page + "/\(taken[0].id)/again"
        #expect(await visitor.send(again, []).status == 303)
        #expect(try await council.office.outbox.counts() == [.waiting: 1])
        #expect(await visitor.send(Self.page + "/none/again", []).status == 404)
        let manager = try await council.visitor("manager", [Grant(.serviceManager, within: .body)])
        #expect(await manager.get(Self.page).status == 403)
        #expect(await manager.send(again, []).status == 403)
    }

    @Test func `go to every lead of an action, and to those who answer for an objective`() async throws {
        let council = try await Council()
        try await Self.doDuty(council)
        let lead = try await council.visitor()
        let second = try await council.visitor(
            "second", [Grant(.serviceManager, within: .directorate("Housing"))])
        let director = try await council.visitor(
            "director", [Grant(.director, within: .directorate("Housing"))])
        for (visitor, name) in [(lead, "lead"), (second, "second"), (director, "director")] {
            #expect(await Self.want(visitor, "\(name)@example.org").status == 303)
        }
        func told() async throws -> [String] {
            _ = try await council.office.queueReminders(at: council.clock.now)
            return try await council.office.outbox.messages().map { "\($0.address): \($0.subject)" }.sorted()
        }
        // A name beside a post hides neither of two leads.
        try await Self.add(council, "Ask the tenants", lead: "Post of lead; Jo Example (Post of second)")
        let overdue = "An action is overdue since 30 June 2026"
        #expect(try await told() == ["lead@example.org: \(overdue)", "second@example.org: \(overdue)"])
        _ = try await council.office.objectives.add(
            Objective(title: "Fewer falls", directorate: "Housing", targetDate: "1 December 2026"),
            Council.change)
        _ = try await council.office.objectives.add(
            Objective(title: "Of Care", directorate: "Care", targetDate: "1 December 2026"), Council.change)
        let all = try await told().filter { $0.contains("An objective is to be reached by 1 December 2026") }
        let owners = Role.director.permissions.contains(.editObjectives) ? 1 : 0
        #expect(all.count == 2 + owners && all.filter { $0.hasPrefix("lead@") }.count == 2)
        #expect(!all.contains { $0.hasPrefix("second@") })
    }
}
