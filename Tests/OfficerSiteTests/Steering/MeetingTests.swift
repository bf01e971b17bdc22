// SPDX-License-Identifier: Apache-2.0
import EqualityDuty
import Storage
import Testing

@testable import OfficerSite
@testable import WebServer

@Suite struct `A meeting of the group` {
    static let meetings = "/eastmarsh/office/meetings"

    static func meeting(_ council: Council, _ day: CalendarDay, present: String = "Head of Housing")
        async throws
        -> String
    {
        try await MeetingStore(database: council.database).add(
            Meeting(group: "Steering Group", day: day, present: present), Council.change)
    }

    @Test func `is added, and a form with mistakes comes back whole`() async throws {
        let council = try await Council()
        let visitor = try await council.visitor()
        #expect(await visitor.get(Self.meetings).text.contains("No meeting is on record yet"))
        let typed = [
            "group": "", "present": "Head of <Care>", "met-day": "31", "met-month": "2", "met-year": "2027",
        ]
        let path = Self.meetings + "/new"
        let wrong = await visitor.send(path, await visitor.fill(path, typed).filter { $0.0 != "csrf" })
        #expect(wrong.status == 422)
        #expect(Markup(wrong).problems.map(\.field) == ["group", "met-day"])
        #expect(Markup(wrong).fields(of: path).first { $0.name == "present" }?.value == "Head of <Care>")
        let fields = await visitor.fill(
            path, ["group": "Steering Group", "met-day": "1", "met-month": "December", "met-year": "2026"])
        let added = await visitor.send(path, fields.filter { $0.0 != "csrf" })
        #expect(added.status == 303)
        let kept = try await MeetingStore(database: council.database).meetings()
        #expect(kept.map(\.day) == [CalendarDay(2026, 12, 1)])
    }

    @Test func `puts an action into the plan as it is minuted, once`() async throws {
        let council = try await Council()
        let visitor = try await council.visitor()
        let id = try await Self.meeting(council, CalendarDay(2026, 11, 3))
        let path = Self.meetings + "/\(id)"
        let fields =
            await visitor.fill(
                path,
                [
                    "text": "Count the steps at every desk", "who": "Head of Housing",
                    "target": "Before July 2027",
                    "directorate": "Housing",
                ]
            ).filter { $0.0 != "csrf" } + [("kind", "action")]
        #expect(await visitor.send(path, fields).status == 303)
        #expect(await visitor.send(path, fields).status == 303)
        let actions = try await council.plan.actions(within: .wholeBody)
        #expect(actions.map(\.title) == ["Count the steps at every desk"])
        #expect(actions.first?.cells.arisingFrom == "Steering Group, 3 November 2026")
        let page = await visitor.get(path).text
        #expect(page.contains("1 action") && page.contains("/office/actions/\(actions[0].id)"))
    }

    @Test func `refuses what is not a date, what has no words, and what lies ahead`() async throws {
        let council = try await Council()
        let visitor = try await council.visitor()
        let id = try await Self.meeting(council, CalendarDay(2026, 11, 3))
        let path = Self.meetings + "/\(id)"
        let wrong = await visitor.send(
            path, [("kind", "action"), ("text", "Kept <words>"), ("target", "13/3/4")])
        #expect(wrong.status == 422)
        #expect(Markup(wrong).problems.map(\.field) == ["target"])
        #expect(Markup(wrong).fields(of: path).first { $0.name == "text" }?.value == "Kept <words>")
        let empty = await visitor.send(path, [])
        #expect(Set(Markup(empty).problems.map(\.field)) == ["kind", "text"])
        let ahead = try await Self.meeting(council, CalendarDay(2026, 12, 3))
        let early = await visitor.send(
            Self.meetings + "/\(ahead)", [("kind", "noted"), ("text", "Too early")])
        #expect(early.status == 422 && early.text.contains("The meeting is on 3 December 2026"))
        let all = try await MeetingStore(database: council.database).meetings()
        #expect(all.allSatisfy { $0.items.isEmpty })
        #expect(try await council.plan.actions(within: .wholeBody).isEmpty)
    }

    @Test func `shows what the one before asked, and what became of it`() async throws {
        let council = try await Council()
        let visitor = try await council.visitor()
        let first = try await Self.meeting(council, CalendarDay(2026, 9, 3))
        let second = try await Self.meeting(council, CalendarDay(2026, 11, 20))
        let done = try await council.addAction("Train the desk")
        let store = MeetingStore(database: council.database)
        for item in [
            Meeting.Item(kind: .asked, text: "Why did the training slip?", who: "Head of Care"),
            Meeting.Item(
                kind: .asked, text: "When is the desk trained?", who: "Head of Housing", actionID: done),
            Meeting.Item(kind: .noted, text: "Thanks were given"),
        ] {
            _ = try await store.minute(item, of: first, action: nil, Council.change)
        }
        let page = await visitor.get(Self.meetings + "/\(second)").text
        #expect(page.contains("What was asked last time"))
        #expect(page.contains("For Head of Care to answer; no action carries it."))
        #expect(page.contains("On target, due Ongoing"))
        #expect(!page.contains("Thanks were given"))
        // Of another group nothing is shown.
        let other = try await store.add(
            Meeting(group: "Other group", day: CalendarDay(2026, 11, 21)), Council.change)
        #expect(!(await visitor.get(Self.meetings + "/\(other)").text.contains("What was asked last time")))
    }

    @Test func `saved by two is chosen field by field`() async throws {
        let council = try await Council()
        let visitor = try await council.visitor()
        let id = try await Self.meeting(council, CalendarDay(2026, 11, 3))
        let path = Self.meetings + "/\(id)/edit"
        let mine = await visitor.fill(path, ["present": "Mine"]).filter { $0.0 != "csrf" }
        let theirs = await visitor.fill(path, ["present": "Theirs", "apologies": "Head of Care"])
        #expect(await visitor.send(path, theirs.filter { $0.0 != "csrf" }).status == 303)
        let conflict = await visitor.send(path, mine)
        #expect(conflict.status == 409)
        #expect(conflict.text.contains("Theirs") && conflict.text.contains("Mine"))
        let store = MeetingStore(database: council.database)
        #expect(try await store.meeting(id)?.present == "Theirs")
        let sent = Markup(conflict).fields(of: path).map { ($0.name, $0.value) }.filter { $0.0 != "csrf" }
        let unanswered = await visitor.send(path, sent)
        #expect(unanswered.status == 422)
        let chosen = await visitor.send(
            path, sent + [("keep-present", "mine"), ("keep-apologies", "theirs")])
        #expect(chosen.status == 303)
        let kept = try #require(try await store.meeting(id))
        #expect(kept.present == "Mine" && kept.apologies == "Head of Care")
    }

    @Test func `is read by those who see the plan and kept by few`() async throws {
        let council = try await Council()
        let id = try await Self.meeting(council, CalendarDay(2026, 11, 3))
        let manager = try await council.visitor(
            "manager", [Grant(.serviceManager, within: .directorate("Housing"))])
        let page = await manager.get(Self.meetings + "/\(id)")
        #expect(page.status == 200 && !page.text.contains("Minute something"))
        #expect(
            await manager.send(Self.meetings + "/\(id)", [("kind", "noted"), ("text", "x")]).status == 403)
        let clerk = try await council.visitor("clerk", [Grant(.democraticServices, within: .body)])
        #expect(await clerk.send(Self.meetings + "/\(id)", [("kind", "noted"), ("text", "x")]).status == 303)
    }
}
