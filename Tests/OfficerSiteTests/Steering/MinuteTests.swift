// SPDX-License-Identifier: Apache-2.0
import EqualityDuty
import Storage
import Testing

@testable import OfficerSite
@testable import WebServer

@Suite struct `Minutes that lose no words` {
    private static let meetings = "/eastmarsh/office/meetings"

    private static func add(_ council: Council, _ day: CalendarDay, group: String = "Steering Group")
        async throws -> String
    {
        try await MeetingStore(database: council.database).add(
            Meeting(group: group, day: day), Council.change)
    }

    @Test func `say what belongs to an action alone, and keep what an action is about`() async throws {
        let council = try await Council()
        let visitor = try await council.visitor()
        let about = try await council.addAction("Late one", target: "Before July 2026")
        let path = Self.meetings + "/" + (try await Self.add(council, CalendarDay(2026, 11, 3)))
        let typed = [
            ("text", "When?"), ("target", "June 2027"), ("directorate", "Housing"), ("about", about),
        ]
        let wrong = await visitor.send(path, [("kind", "asked")] + typed)
        #expect(wrong.status == 422)
        #expect(Markup(wrong).problems.map(\.field) == ["target", "directorate"])
        #expect(Markup(wrong).fields(of: path).first { $0.name == "target" }?.value == "June 2027")
        #expect(await visitor.send(path, [("kind", "action")] + typed).status == 303)
        let kept = try #require(try await council.office.meetings.meetings().first?.items.first)
        #expect(kept.aboutID == about && kept.actionID != about && !kept.actionID.isEmpty)
        #expect(
            await visitor.get(path).text.contains("About: <a href=\"/eastmarsh/office/actions/\(about)\">"))
    }

    @Test func `are corrected with a reason, and what was said stays beside it`() async throws {
        let council = try await Council()
        let visitor = try await council.visitor()
        let path = Self.meetings + "/" + (try await Self.add(council, CalendarDay(2026, 11, 3)))
        #expect(await visitor.send(path, [("kind", "noted"), ("text", "Ten came")]).status == 303)
        #expect(await visitor.get(path + "?correct=1").text.contains("Correct item 1"))
        let wrong = await visitor.send(path, [("corrects", "1"), ("new-text", "Nine <came>")])
        #expect(wrong.status == 422 && Markup(wrong).problems.map(\.field) == ["reason"])
        #expect(Markup(wrong).fields(of: path).first { $0.name == "new-text" }?.value == "Nine <came>")
        let right = [("corrects", "1"), ("new-text", "Nine came"), ("reason", "counted again")]
        #expect(await visitor.send(path, right).status == 303)
        let text = await visitor.get(path).text
        #expect(
            text.contains("1. Nine came") && text.contains("Corrected: counted again. It said: “Ten came”"))
        // The same once more: it stands corrected already.
        #expect(await visitor.send(path, right).status == 422)
        #expect(try await council.office.meetings.meetings()[0].items.count == 2)
    }

    @Test func `keep a question before the group until it is marked answered`() async throws {
        let council = try await Council()
        let visitor = try await council.visitor()
        let first = try await Self.add(council, CalendarDay(2026, 8, 3))
        let second = try await Self.add(council, CalendarDay(2026, 9, 3))
        let third = try await Self.add(council, CalendarDay(2026, 11, 3))
        let next = try await Self.add(council, CalendarDay(2026, 12, 3))
        let other = try await Self.add(council, CalendarDay(2026, 11, 10), group: "Panel")
        let asked = [("kind", "asked"), ("text", "How many use it?"), ("who", "Post of lead")]
        #expect(await visitor.send(Self.meetings + "/\(first)", asked).status == 303)
        for id in [second, third, next] {
            #expect(await visitor.get(Self.meetings + "/\(id)").text.contains("How many use it?"))
        }
        #expect(!(await visitor.get(Self.meetings + "/\(other)").text.contains("What was asked last time")))
        #expect(await visitor.get("/eastmarsh/office/group").text.contains("How many use it?"))
        let panel = await visitor.get("/eastmarsh/office/group?group=Panel").text
        #expect(!panel.contains("How many use it?"))
        #expect(panel.contains("<option value=\"Panel\" selected"))
        #expect(await visitor.get("/eastmarsh/office/work").text.contains("How many use it?"))
        let path = Self.meetings + "/\(third)"
        let bare = await visitor.send(path, [("kind", "answered"), ("text", "Forty")])
        #expect(bare.status == 422 && Markup(bare).problems.map(\.field) == ["answers"])
        let answer = [("kind", "answered"), ("text", "Forty"), ("answers", "\(first).1")]
        #expect(await visitor.send(path, answer).status == 303)
        #expect(await visitor.get(path).text.contains("Answered on 3 November 2026: Forty"))
        #expect(!(await visitor.get(Self.meetings + "/\(next)").text.contains("How many use it?")))
        #expect(!(await visitor.get("/eastmarsh/office/work").text.contains("How many use it?")))
    }

    @Test func `are not kept of a meeting that was cancelled, which stays with its reason`() async throws {
        let council = try await Council()
        let visitor = try await council.visitor()
        let id = try await Self.add(council, CalendarDay(2026, 12, 3))
        let path = Self.meetings + "/\(id)"
        let fields = await visitor.fill(path + "/edit", ["cancelled": "No <quorum>"]).filter {
            $0.0 != "csrf"
        }
        #expect(await visitor.send(path + "/edit", fields).status == 303)
        #expect(await visitor.get(path).text.contains("Cancelled: No &lt;quorum&gt;"))
        #expect(await visitor.get(Self.meetings).text.contains("No &lt;quorum&gt;"))
        #expect(!(await visitor.get("/eastmarsh/office/group").text.contains("3 December 2026")))
        #expect(!(await visitor.get("/eastmarsh/office/calendar").text.contains(path)))
        council.clock.advance(seconds: 20 * 86_400)
        let late = try await council.visitor("clerk", [Grant(.democraticServices, within: .body)])
        #expect(await late.send(path, [("kind", "noted"), ("text", "x")]).status == 422)
        let held = try await Self.add(council, CalendarDay(2026, 11, 3))
        #expect(
            await late.send(Self.meetings + "/\(held)", [("kind", "noted"), ("text", "x")]).status == 303)
        let edit = Self.meetings + "/\(held)/edit"
        let wrong = await late.send(
            edit, await late.fill(edit, ["cancelled": "Why not"]).filter { $0.0 != "csrf" })
        #expect(wrong.status == 422 && Markup(wrong).problems.map(\.field) == ["cancelled"])
    }

    @Test func `hold every slip of an action, not those since the last meeting alone`() async throws {
        let council = try await Council()
        let visitor = try await council.visitor()
        let id = try await council.addAction("Moving one", target: "June 2026")
        let moves = [("June 2026", "September 2026", -60), ("September 2026", "March 2027", 0)]
        _ = try await Self.add(council, CalendarDay(2026, 11, 20))
        for (index, move) in moves.enumerated() {
            let update = ActionUpdate(
                day: Council.today.adding(days: move.2), status: nil, note: "Moved", oldTarget: move.0,
                newTarget: move.1, why: "the post is vacant")
            try await council.plan.report(
                update, about: id, version: index + 1, within: .wholeBody,
                Change(by: .commandLine, at: Council.noon.adding(seconds: 60 * (index + 1))))
        }
        #expect(await visitor.get("/eastmarsh/office/group").text.contains("has slipped 2 times"))
    }
}
